"""The weight of one group against the others: bounds, swaps and intervals, against a dense walk."""

from itertools import combinations

import numpy as np
import pytest

from by_definition import SIZES, assert_kept_within, random_problems, standings
from ganeum.kernel import aggregate_judgements, group_weight_stability, priorities, ranks
from ganeum.kernel.certified_swaps import certified_swaps
from ganeum.kernel.inputs import Floats, Integers
from ganeum.kernel.judgement_path import judgement_path
from ganeum.kernel.scoring import scoring

SMALL = [(m, n) for m, n in SIZES if n < 5]
PLACES = np.linspace(0, 1, 101)
EQUAL = [[1, 1], [1, 1]]


def judgements(rng: np.random.Generator, groups: int, n: int, noise: float) -> Floats:
    logs = rng.normal(size=(groups, n, 1)) + noise * rng.normal(size=(groups, n, n))
    return np.exp((logs - logs.transpose(0, 2, 1)) / 2)


def consistent(weights: Floats) -> Floats:
    return weights[:, None] / weights


@pytest.mark.parametrize("method", ["eigenvector", "geometric_mean"])
def test_weights_are_those_of_the_aggregated_judgements(method: str) -> None:
    rng = np.random.default_rng(1)
    for n in (1, 2, 3, 6, 9):
        given = judgements(rng, 3, n, 1.0)
        path = judgement_path(given, [1, 2, 3], 1, method)
        assert path.present == pytest.approx(1 / 3)
        for place, found in zip(PLACES[::25], path.weights(PLACES[::25]), strict=True):
            mean = aggregate_judgements(given, [(1 - place) / 4, place, (1 - place) * 3 / 4])
            assert found == pytest.approx(priorities(mean, method).priorities, rel=1e-13)


def test_a_spread_multiplies_and_divides_priorities() -> None:
    given = judgements(np.random.default_rng(2), 2, 3, 0.3)
    spread = np.array([[0.3, 0, 0], [0.7, 0, 0], [0, 2, 0], [0, 0, 1], [0, 0, 0]])
    plain = judgement_path(given, [1, 1], 0).weights(PLACES)
    expected = plain @ spread.T
    found = judgement_path(given, [1, 1], 0, spread=spread).weights(PLACES)
    assert found == pytest.approx(expected / expected.sum(axis=1, keepdims=True))


@pytest.mark.parametrize("method", ["eigenvector", "geometric_mean"])
@pytest.mark.parametrize("noise", [0.0, 0.2, 1.0, 3.0])
def test_no_weight_grows_faster_or_slower_than_the_bounds_say(method: str, noise: float) -> None:
    rng = np.random.default_rng(3)
    for n in (2, 3, 5):
        for half in (0.5, 0.1, 0.01) * 4:
            spread = rng.random((n + 1, n)) * (rng.random((n + 1, n)) < 0.5)
            spread += np.eye(n + 1, n) + 0.1 * np.eye(n + 1, n, -1)
            path = judgement_path(judgements(rng, 3, n, noise), [1, 1, 1], 0, method, spread)
            found = path.around(np.array([0.5]), half)
            steps = half * np.linspace(-1, 1, 21)[:, None]
            grown = np.log(path.weights(0.5 + steps[:, 0]) / found.weights) - steps * found.rates
            apart = grown[:, :, None] - grown[:, None, :]
            allowed = found.reach[0, :, None] + found.reach[0]
            assert (apart <= np.abs(steps)[..., None] * allowed + 1e-13).all()


def test_the_bounds_close_in_on_the_rates() -> None:
    given = judgements(np.random.default_rng(4), 3, 5, 0.5)
    path = judgement_path(given, [1, 1, 1], 0)
    reaches = [path.around(np.array([0.3]), half).reach.max() for half in (1e-2, 1e-4, 1e-6)]
    assert reaches[1] < reaches[0] / 50
    assert reaches[2] < 1e-4
    step = np.array([0.3 - 1e-6, 0.3, 0.3 + 1e-6])
    rates = np.diff(np.log(path.weights(step)[[0, 2]]), axis=0)[0] / 2e-6
    assert np.ptp(rates - path.around(step[1:2], 1e-6).rates[0]) < 1e-8


def check_swaps(seed: int, method: str, priorities_method: str) -> int:
    """Compare with a dense walk; return how many swaps there are."""
    rng = np.random.default_rng(seed)
    m, n = int(rng.integers(2, 6)), int(rng.integers(2, 5))
    given = judgements(rng, int(rng.integers(2, 4)), n, rng.choice([0.0, 0.1, 0.5]))
    whole = bool(seed % 2)  # whole numbers tie and are dominated more often
    matrix = rng.integers(1, 6, (m, n)) * 1.0 if whole else rng.uniform(0.5, 9.0, (m, n))
    directions = ["cost" if rng.random() < 0.3 else "benefit" for _ in range(n)]
    problem = scoring(matrix, directions, method, None)
    path = judgement_path(given, np.ones(len(given)), 0, priorities_method)
    found = certified_swaps(path, problem, 1e-9)
    assert len(found.undecided) == 0
    scores = problem.scores(path.weights(PLACES))
    around = np.concatenate([found.places - 1e-7, found.places + 1e-7])
    near = problem.scores(path.weights(around)).reshape(2, -1, m)
    for i, j in combinations(range(m), 2):
        mine = (found.pairs == [i, j]).all(axis=1)
        swaps = found.places[mine]
        ahead = scores[:, i] - scores[:, j]
        sure = np.abs(ahead) > 1e-11
        assert sure.any() or not len(swaps)
        parity = np.searchsorted(swaps, PLACES) % 2
        turned = np.sign(ahead[sure]) * np.where(parity[sure], -1, 1)
        assert (turned == turned[:1]).all()  # none missed
        before, after = (np.sign(side[mine, i] - side[mine, j]) for side in near)
        assert (before * after == -1).all()  # none invented
    return len(found.places)


@pytest.mark.parametrize("method", ["topsis", "weighted_sum"])
@pytest.mark.parametrize(("how", "count"), [("eigenvector", 1000), ("geometric_mean", 200)])
def test_dense_walk_finds_the_same_swaps(method: str, how: str, count: int) -> None:
    assert sum(check_swaps(seed, method, how) for seed in range(count)) > count / 2


@pytest.mark.parametrize("method", ["topsis", "weighted_sum"])
@pytest.mark.parametrize("keep", ["first", "top3", "order"])
@pytest.mark.parametrize("seed", range(10))
def test_what_is_to_keep_stays_within_the_interval_only(method: str, keep: str, seed: int) -> None:
    rng = np.random.default_rng(seed)
    given, matrix = judgements(rng, 3, 4, 0.3), rng.uniform(1, 9, (6, 5))
    spread = np.array([[1, 0, 0, 0], [0, 0.4, 0, 0], [0, 0.6, 0, 0], [0, 0, 1, 0], [0, 0, 0, 3]])
    shares, directions = rng.dirichlet(np.ones(3)), ["benefit"] * 4 + ["cost"]
    found = group_weight_stability(
        given, shares, 1, matrix, directions, method, keep=keep, spread=spread
    )
    assert found.lower <= found.present <= found.upper
    assert found.present == pytest.approx(shares[1])
    problem = scoring(matrix, directions, method, None)

    def standings(places: Floats) -> Floats:
        rows: list[Floats] = []
        for place in places:
            moved = shares * (1 - place) / (1 - shares[1])
            moved[1] = place
            top = priorities(aggregate_judgements(given, moved)).priorities
            rows.append(ranks(problem.scores((spread @ top)[None])[0]))
        return np.array(rows)

    inside = found.lower + (found.upper - found.lower) * np.linspace(0.001, 0.999, 15)
    rows = standings(np.append(inside, found.present))
    down_to = {"first": 1, "top3": 3, "order": None}[keep]
    kept = rows if down_to is None else rows <= down_to
    assert (kept == kept[-1]).all()
    for side, bound, step in ((0, found.lower, -1e-7), (1, found.upper, 1e-7)):
        if found.next_first[side] < 0:
            assert bound == side
            continue
        (beyond,) = standings(np.array([bound + step]))
        assert beyond[found.next_first[side]] == 1
        assert ((beyond if down_to is None else beyond <= down_to) != kept[-1]).any()


@pytest.mark.parametrize("block", range(20))
def test_the_interval_of_a_groups_weight_holds_on_2000_problems(block: int) -> None:
    (m, n), groups = SMALL[block % len(SMALL)], 2 + block % 2
    keep = "top3" if block % 3 == 1 and m > 3 else ("first", "order")[block // 2 % 2]
    many = random_problems([block, 4], m, n)
    rng = np.random.default_rng(block)
    count = len(many.weights)
    noises = rng.choice([0.0, 0.1, 0.5], count)
    given = np.array([judgements(rng, groups, n, noise) for noise in noises])
    shares = rng.dirichlet(np.ones(groups), count)
    shares[::5, 0] = 0.0
    shares /= shares.sum(axis=1, keepdims=True)
    found = [
        group_weight_stability(
            given[row],
            shares[row],
            0,
            many.matrices[row],
            many.directions(row),
            many.method,
            keep=keep,
        )
        for row in range(count)
    ]

    def standing(places: Floats) -> Integers:
        others = shares[:, None, 1:] / shares[:, None, 1:].sum(axis=2, keepdims=True)
        each = np.concatenate([places[..., None], (1 - places)[..., None] * others], axis=2)
        mean = np.exp(np.einsum("psg,pgij->psij", each, np.log(given)))
        values, vectors = np.linalg.eig(mean)
        largest = values.real.argmax(axis=2)[..., None, None]
        top = np.abs(np.take_along_axis(vectors, largest, axis=3)[..., 0])
        return standings(many.scores(top / top.sum(axis=2, keepdims=True)))

    fields = ("present", "lower", "upper", "next_first")
    now, *bounds, leaders = (np.array([getattr(each, name) for each in found]) for name in fields)
    np.testing.assert_allclose(now, shares[:, 0], atol=1e-15)
    assert_kept_within(standing, now, bounds, leaders, keep)


def crossing(places: tuple[float, float]) -> tuple[Floats, Floats]:
    """Judgements of two groups and a matrix whose two rows tie at two places and nowhere else."""
    given = np.array([consistent(np.array(w)) for w in ([0.7, 0.2, 0.1], [0.2, 0.3, 0.5])])
    path = judgement_path(given, [1, 1], 0)
    if places[0] == places[1]:
        first, second = path.weights(np.array([places[0] - 1e-5, places[0] + 1e-5]))
        at = path.weights(np.array([places[0]]))[0]
        normal = np.cross(at, second - first)
    else:
        normal = np.cross(*path.weights(np.array(places)))
    normal /= np.abs(normal).max()
    return given, np.array([5 + normal, [5, 5, 5]])


@pytest.mark.parametrize("gap", [0.5, 1e-2, 1e-4, 1e-6])
def test_two_swaps_close_together_are_both_found(gap: float) -> None:
    given, matrix = crossing((0.3, 0.3 + gap))
    problem = scoring(matrix, ["benefit"] * 3, "weighted_sum", "none")
    found = certified_swaps(judgement_path(given, [1, 1], 0), problem, 1e-9)
    assert found.places == pytest.approx([0.3, 0.3 + gap], abs=1e-9 / gap)
    assert len(found.undecided) == 0


def test_a_touch_is_named_and_not_called_a_swap() -> None:
    given, matrix = crossing((0.3, 0.3))
    found = group_weight_stability(
        given, [1, 1], 0, matrix, ["benefit"] * 3, "weighted_sum", "none"
    )
    assert (found.lower, found.upper) == (0, 1)
    assert found.undecided_pairs.tolist() == [[0, 1]]
    (low, high) = found.undecided[0]
    assert low <= 0.3 <= high
    assert high - low < 1e-5


@pytest.mark.parametrize("method", ["topsis", "weighted_sum"])
def test_a_tie_all_along_is_named_as_undecided(method: str) -> None:
    given = np.array([consistent(np.array(w)) for w in ([0.4, 0.4, 0.2], [0.2, 0.2, 0.6])])
    found = group_weight_stability(
        given, [1, 1], 0, [[9, 1, 3], [1, 9, 3]], ["benefit"] * 3, method, keep="order"
    )
    assert (found.lower, found.upper) == (0, 1)
    assert found.undecided.tolist() == [[0, 1]]


def test_a_swap_exactly_between_two_pieces_is_found() -> None:
    given = np.array([consistent(np.array(w)) for w in ([0.8, 0.2], [0.2, 0.8])])
    found = group_weight_stability(given, [3, 1], 0, [[9, 1], [1, 9]], ["benefit"] * 2)
    assert (found.lower, found.upper) == (pytest.approx(0.5, abs=1e-12), 1)
    assert (found.present, found.next_first.tolist()) == (0.75, [1, -1])


def test_a_tie_at_the_present_weight_leaves_no_room() -> None:
    given = np.array([consistent(np.array(w)) for w in ([0.8, 0.2], [0.2, 0.8])])
    found = group_weight_stability(given, [1, 1], 0, [[9, 1], [1, 9]], ["benefit"] * 2)
    assert found.lower == pytest.approx(0.5, abs=1e-12)
    assert found.upper == pytest.approx(0.5, abs=1e-12)
    assert found.next_first.tolist() == [1, 0]


def test_one_criterion_one_alternative_and_no_swap() -> None:
    alone = group_weight_stability([[[1]], [[1]]], [1, 1], 0, [[1], [2]], ["benefit"])
    assert (alone.lower, alone.upper, alone.next_first.tolist()) == (0, 1, [-1, -1])
    one = group_weight_stability([EQUAL, EQUAL], [1, 0], 1, [[1, 2]], ["benefit"] * 2)
    assert (one.lower, one.upper, one.present) == (0, 1, 0)


def test_judgements_beyond_all_reason_are_searched_and_said_to_be_undecided() -> None:
    wild = judgements(np.random.default_rng(5), 2, 4, 100.0)
    wild **= 20 / np.log(wild).max()  # up to half a billion, the largest that are taken
    mean = aggregate_judgements(wild, [0.5, 0.5])
    path = judgement_path(wild, [1, 1], 0)
    found = path.weights(np.array([0.5]))[0]
    assert found == pytest.approx(priorities(mean).priorities, rel=1e-9, abs=1e-15)
    # each leads where its own weight is larger
    problem = scoring(np.eye(4), ["benefit"] * 4, "topsis", None)
    swaps = certified_swaps(path, problem, 1e-9)
    assert swaps.undecided.tolist() == [[0, 1]] * 6
    order = np.argsort(path.weights(PLACES), axis=1)
    assert len(swaps.places) >= (order[1:] != order[:-1]).any(axis=1).sum() > 0
    at = np.take_along_axis(path.weights(swaps.places), swaps.pairs, axis=1)
    assert at[:, 0] == pytest.approx(at[:, 1], rel=1e-8)


def test_wrong_arguments_are_refused() -> None:
    matrix, directions = [[9, 1], [4, 9]], ["benefit"] * 2
    two = [EQUAL, EQUAL]
    with pytest.raises(ValueError, match="group 0 holds all the weight: the others have no prop"):
        group_weight_stability(two, [1, 0], 0, matrix, directions)
    with pytest.raises(ValueError, match="group is 2, not one from 0 to 1"):
        group_weight_stability(two, [1, 1], 2, matrix, directions)
    with pytest.raises(ValueError, match="tolerance is 0, not a number from"):
        group_weight_stability(two, [1, 1], 0, matrix, directions, tolerance=0)
    with pytest.raises(ValueError, match="decision_matrix has 2 columns where there are 3 weights"):
        group_weight_stability(two, [1, 1], 0, matrix, directions, spread=np.ones((3, 2)))
    with pytest.raises(ValueError, match="spread has 3 columns where 2 are needed"):
        group_weight_stability(two, [1, 1], 0, matrix, directions, spread=np.ones((2, 3)))
    with pytest.raises(ValueError, match=r"spread holds -1\.0, which is negative"):
        group_weight_stability(two, [1, 1], 0, matrix, directions, spread=[[1, 1], [-1, 1]])
    with pytest.raises(ValueError, match="spread is all zero"):
        group_weight_stability(two, [1, 1], 0, matrix, directions, spread=np.zeros((2, 2)))
    with pytest.raises(ValueError, match="they must be reciprocal"):
        group_weight_stability([EQUAL, [[1, 2], [2, 1]]], [1, 1], 0, matrix, directions)
