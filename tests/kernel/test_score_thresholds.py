"""Score thresholds, against a dense walk of every cell."""

import numpy as np
import pytest

from ganeum.kernel import ranks, score_thresholds, topsis, weighted_sum
from ganeum.kernel.inputs import Floats

CHOICES = [
    ("topsis", "vector"),
    ("topsis", "minmax"),
    ("topsis", "max"),
    ("topsis", "sum"),
    ("topsis", "none"),
    ("weighted_sum", "ideal"),
    ("weighted_sum", "distributive"),
    ("weighted_sum", "minmax"),
    ("weighted_sum", "none"),
]
COUNTS = {"topsis": 100, "weighted_sum": 380}  # times five and four normalisations: 2,020
RATIOS = ("ideal", "distributive", "max", "sum")


def scores(matrices: Floats, weights: Floats, costs: Floats, method: str, rule: str) -> Floats:
    """The definitions, for many matrices (b, m, n) at once."""
    x, low, high = matrices, matrices.min(1, keepdims=True), matrices.max(1, keepdims=True)
    spread = np.where(high > low, high - low, 1.0)
    if rule in ("ideal", "distributive"):
        x = np.where(costs, 1 / np.where(costs, x, 1.0), x)
    if rule == "minmax":
        x = np.where(costs, high - x, x - low) / spread
    else:
        by = {
            "vector": np.sqrt((x**2).sum(1, keepdims=True)),
            "sum": x.sum(1, keepdims=True),
            "max": x.max(1, keepdims=True),
            "none": np.ones_like(low),
        }
        by |= {"ideal": by["max"], "distributive": by["sum"]}
        x = x / np.where(by[rule] == 0, 1.0, by[rule])
    if method == "weighted_sum":
        return x @ weights
    low, high = (weights * x).min(1, keepdims=True), (weights * x).max(1, keepdims=True)
    turned = costs & (rule != "minmax")
    to_best = np.sqrt(((weights * x - np.where(turned, low, high)) ** 2).sum(2))
    to_worst = np.sqrt(((weights * x - np.where(turned, high, low)) ** 2).sum(2))
    both = to_best + to_worst
    return np.where(both == 0, 0.5, to_worst / np.where(both == 0, 1.0, both))


def altered(matrix: Floats, i: int, k: int, values: Floats) -> Floats:
    matrices = np.repeat(matrix[None], len(values), axis=0)
    matrices[:, i, k] = values
    return matrices


def leaders(scored: Floats, tolerance: float = 1e-11) -> Floats:
    return scored >= scored.max(axis=1, keepdims=True) * (1 - tolerance)


def problem(seed: int, rule: str, method: str) -> tuple[Floats, Floats, list[str]]:
    """Every other one in whole numbers, where cells agree, columns are constant and many tie."""
    rng = np.random.default_rng(seed)
    m, n = int(rng.integers(2, 6)), int(rng.integers(1, 5))
    if seed % 2:
        matrix, weights = rng.integers(1, 5, (m, n)) * 1.0, rng.integers(0, 4, n) * 1.0
        weights[rng.integers(n)] += 1
    else:
        matrix, weights = rng.uniform(0.1, 9.0, (m, n)), rng.dirichlet(np.ones(n))
    cost = (rng.random(n) < 0.4) & ((method, rule) != ("weighted_sum", "none"))
    return matrix, weights / weights.sum(), ["cost" if turned else "benefit" for turned in cost]


def check(matrix: Floats, weights: Floats, directions: list[str], method: str, rule: str) -> int:
    """Compare with a dense walk; return how many thresholds there are."""
    found = score_thresholds(matrix, weights, directions, method, rule)
    costs = np.array([direction == "cost" for direction in directions])
    least = 0.0 if rule in RATIOS else -np.inf
    assert (found.lowest == least).all()
    assert (found.lower <= matrix).all()
    assert (found.upper >= matrix).all()
    m, n = matrix.shape
    now = leaders(scores(matrix[None], weights, costs, method, rule))[0]
    steps = np.geomspace(1e-4, 1e4, 11) * 1.0001
    walk, stays = [], []
    for i, k in np.ndindex(m, n):
        x = matrix[i, k]
        for side, bound, sign in ((0, found.lower[i, k], -1), (1, found.upper[i, k], 1)):
            far = x + sign * steps
            leader = found.next_first[i, k, side]
            if leader < 0:
                assert bound == (found.lowest, found.highest)[side][k]
                far = far[far > least]
            else:
                inside = x + (bound - x) * (np.arange(11) + 0.31) / 11.4
                far = inside if bound != x else inside[:0]
                beyond = bound + sign * (1 + abs(bound)) * np.array([1e-6, 1e-4])
                walk.append(altered(matrix, i, k, beyond))
                stays.append([leader, leader])
            walk.append(altered(matrix, i, k, far))
            stays.append([-1] * len(far))
    scored = scores(np.concatenate(walk), weights, costs, method, rule)
    expected = np.concatenate(stays)
    then = leaders(scored)
    beyond = expected >= 0
    assert (then[~beyond] == now).all()
    # another has the first place, or shares it: the one named, further on where they part slowly
    changed, best = (then != now).any(axis=1), leaders(scored, 1e-14).argmax(axis=1)
    lost, named = (now & ~then).any(axis=1), best == expected
    assert changed[beyond][1::2].all()
    assert np.where(lost[beyond][::2], named[beyond][::2], named[beyond][1::2]).all()
    return int(beyond.sum()) // 2


@pytest.mark.parametrize(("method", "rule"), CHOICES)
def test_dense_walk_agrees(method: str, rule: str) -> None:
    thresholds = sum(
        check(*problem(seed, rule, method), method, rule) for seed in range(COUNTS[method])
    )
    assert thresholds > COUNTS[method]


@pytest.mark.parametrize(("method", "rule"), CHOICES)
def test_at_a_threshold_the_scores_tie_unless_a_column_had_no_spread(
    method: str, rule: str
) -> None:
    one = {"topsis": topsis, "weighted_sum": weighted_sum}[method]
    ties = 0
    for seed in range(
        0, 40, 2
    ):  # measured values: no column is ever without spread but in "minmax"
        matrix, weights, directions = problem(seed, rule, method)
        found = score_thresholds(matrix, weights, directions, method, rule)
        for i, k, side in np.argwhere(found.next_first >= 0):
            bound = (found.lower, found.upper)[side][i, k]
            moved = altered(matrix, i, k, np.array([bound]))[0]
            if rule == "minmax" and len(matrix) == 2:
                continue
            result = one(moved, weights, directions, rule)
            scored = result.closeness if method == "topsis" else result.scores
            assert (ranks(scored) == 1).sum() > 1
            assert ranks(scored)[found.next_first[i, k, side]] == 1
            ties += 1
    assert ties > 20


@pytest.mark.parametrize(("method", "rule"), CHOICES)
def test_a_criterion_without_weight_has_no_threshold(method: str, rule: str) -> None:
    found = score_thresholds([[3, 1], [2, 5]], [1, 0], ["benefit"] * 2, method, rule)
    assert (found.next_first[:, 1] == -1).all()
    assert (found.next_first[:, 0] != -1).any()


@pytest.mark.parametrize(("method", "rule"), CHOICES)
def test_a_tie_for_the_first_place_leaves_no_room(method: str, rule: str) -> None:
    found = score_thresholds(
        [[4, 2], [2, 4], [5, 0], [0, 5]], [1, 1], ["benefit"] * 2, method, rule
    )
    assert found.lower[0].tolist() == found.upper[0].tolist() == [4, 2]
    assert found.next_first[0].tolist() == [[1, 0], [1, 0]]


@pytest.mark.parametrize(("method", "rule"), CHOICES)
def test_identical_alternatives_part_as_soon_as_a_cell_moves(method: str, rule: str) -> None:
    found = score_thresholds([[4, 3], [4, 3]], [1, 1], ["benefit"] * 2, method, rule)
    assert (found.lower == found.present).all()
    assert (found.upper == found.present).all()
    assert found.next_first.tolist() == [[[1, 0], [1, 0]], [[0, 1], [0, 1]]]


def test_a_constant_column_gains_all_its_weight_at_once() -> None:
    # under "minmax" the least difference spreads a column over the whole scale
    found = score_thresholds([[9, 3], [1, 3]], [1, 2], ["benefit"] * 2, "weighted_sum", "minmax")
    assert (found.lower[0, 1], found.upper[1, 1]) == (3, 3)
    assert found.next_first[:, 1].tolist() == [[1, -1], [-1, 1]]


def test_the_only_maximum_carries_the_others_with_it() -> None:
    # the first has 0.6 + 0.4 / 2, the second 0.6 * 6 / x + 0.4 while the first's x is the maximum
    found = score_thresholds([[12, 2], [6, 4]], [6, 4], ["benefit"] * 2, "weighted_sum")
    assert found.lower[0, 0] == pytest.approx(9, rel=1e-14)
    assert found.next_first[0, 0].tolist() == [1, -1]


def test_the_smallest_cost_carries_the_others_with_it() -> None:
    # as above with x / 2 of the second while the first's x is the minimum; and 1 / x of the second
    found = score_thresholds([[1, 2], [2, 4]], [6, 4], ["cost", "benefit"], "weighted_sum")
    assert found.upper[0, 0] == pytest.approx(4 / 3, rel=1e-14)
    assert found.lower[1, 0] == pytest.approx(3 / 2, rel=1e-14)


def test_bounds_cut_what_is_beyond_them() -> None:
    arguments = ([[5, 5], [4, 1]], [1, 1], ["benefit"] * 2, "weighted_sum", "none")
    assert score_thresholds(*arguments).upper[1] == pytest.approx([9, 6], rel=1e-14)
    cut = score_thresholds(*arguments, lower=[-1, 0], upper=7)
    assert cut.upper == pytest.approx(np.array([[7, 7], [7, 6]]), rel=1e-14)
    assert cut.lower == pytest.approx(np.array([[0, 0], [-1, 0]]), abs=1e-14)
    assert cut.next_first[1].tolist() == [[-1, -1], [-1, 1]]


@pytest.mark.parametrize("rule", ["sum", "max"])
def test_values_at_which_the_normalisation_is_undefined_are_passed_over(rule: str) -> None:
    found = score_thresholds([[-1], [4], [-2]], [1], ["benefit"], "topsis", rule, lower=-9)
    assert found.lower.tolist() == [[-9], [-9], [-9]]
    assert found.upper == pytest.approx(np.array([[4], [np.inf], [4]]), rel=1e-14)
    assert score_thresholds([[-1], [2]], [1], ["benefit"], "topsis", rule).lowest.tolist() == [-1]
    constant = score_thresholds([[-1], [-1]], [1], ["benefit"], "topsis", rule, lower=-9)
    assert constant.upper[0, 0] == {"sum": 1, "max": 0}[rule]
    assert constant.lower[0, 0] == -9


def test_units_of_any_size_give_the_same_thresholds() -> None:
    matrix, weights, directions = problem(4, "vector", "topsis")
    size = np.array([1e120, 1e-120, 1, 7])[: len(weights)]
    for method, rule in CHOICES:
        if rule != "none":
            usual = score_thresholds(matrix, weights, directions, method, rule)
            scaled = score_thresholds(matrix * size, weights, directions, method, rule)
            np.testing.assert_allclose(scaled.lower, usual.lower * size, rtol=1e-9)
            np.testing.assert_allclose(scaled.upper, usual.upper * size, rtol=1e-9)


def test_one_alternative_stays_first() -> None:
    alone = score_thresholds([[1, 2]], [1, 1], ["benefit"] * 2)
    assert (alone.next_first == -1).all()
    assert np.isinf(alone.upper).all()


def test_wrong_bounds_are_refused() -> None:
    arguments = ([[5, 5], [4, 1]], [1, 1], ["benefit", "cost"], "weighted_sum", "ideal")
    with pytest.raises(ValueError, match=r"decision_matrix\[0, 1\] is 5.0, outside .* 0.0 to 4.0"):
        score_thresholds(*arguments, upper=[9, 4])
    with pytest.raises(ValueError, match=r"lower\[1\] is -1.0: 'ideal' needs a positive cost"):
        score_thresholds(*arguments, lower=[0, -1])
    with pytest.raises(ValueError, match=r"lower\[0\] is -1.0: 'ideal' needs a non-negative benef"):
        score_thresholds(*arguments, lower=-1)
    with pytest.raises(ValueError, match=r"upper must be one number or 2, its shape is \(3,\)"):
        score_thresholds(*arguments, upper=[9, 9, 9])
    with pytest.raises(ValueError, match="upper holds NaN"):
        score_thresholds(*arguments, upper=np.nan)


@pytest.mark.parametrize(
    ("method", "rule"),
    [("weighted_sum", rule) for rule in ("ideal", "distributive", "minmax", "none")]
    + [("topsis", rule) for rule in ("vector", "sum", "max", "minmax", "none")],
)
def test_bounds_however_wide_move_no_threshold(method: str, rule: str) -> None:
    matrix = [[9, 1], [3, 5], [5, 4]]
    told = matrix, [0.5, 0.5], ["benefit"] * 2, method, rule
    free = score_thresholds(*told)
    for wide in (2e4, 1e9, 1e14):
        bound = score_thresholds(*told, upper=wide)
        within = free.upper <= wide
        assert bound.upper[within] == pytest.approx(free.upper[within], rel=1e-12)
        assert (bound.upper[~within] == wide).all()
        assert bound.next_first[..., 1][within].tolist() == free.next_first[..., 1][within].tolist()
        assert (bound.next_first[..., 1][~within] == -1).all()
