import pickle
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import FrozenInstanceError, fields, replace
from functools import partial
from multiprocessing import get_context
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings

from ganeum.kernel import engines, ranks, topsis, weighted_sum
from ganeum.kernel.acceptability import Acceptability, acceptability, combine
from ganeum.kernel.cells import Cells
from ganeum.kernel.constrained import Constraints, Intervals
from ganeum.kernel.counting import acceptability_block
from ganeum.kernel.ordered import Ordered
from ganeum.kernel.sampling_plan import acceptability_plan
from ganeum.kernel.scattered import Scattered
from ganeum.kernel.streams import BLOCK
from ganeum.kernel.tally import Tally
from ganeum.kernel.topsis import NORMALISATIONS as TOPSIS_RULES
from ganeum.kernel.weighted_sum import NORMALISATIONS as SUM_RULES
from strategies import Floats, Problem, problems

every_rule = pytest.mark.parametrize(
    ("method", "rule"),
    [("topsis", rule) for rule in TOPSIS_RULES] + [("weighted_sum", rule) for rule in SUM_RULES],
)
RNG = np.random.default_rng(5)
SIXTEEN = RNG.uniform(1, 10, (16, 6))
MIXED = ["benefit", "benefit", "cost", "benefit", "cost", "benefit"]
BENEFITS = ["benefit"] * 6


@pytest.fixture(autouse=True)
def numpy_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """What NumPy counts is the definition; `test_compiled` holds compiled code to it."""
    monkeypatch.setattr(engines, "installed", lambda: False)


def same(first: Acceptability, second: Acceptability) -> None:
    for field in fields(Acceptability):
        one, two = getattr(first, field.name), getattr(second, field.name)
        if isinstance(one, np.ndarray):
            assert one.tobytes() == two.tobytes(), field.name
        else:
            assert one == two, field.name


def near(found: Floats, expected: Any, error: Floats) -> None:
    assert (np.abs(found - expected) <= 4 * error + 1e-15).all(), (found, expected)


def by_loop(
    matrix: Floats, directions: Iterable[str], weights: Floats, method: str, rule: str | None
) -> tuple[Floats, Floats, Floats]:
    """The definition: rank shares, pairwise shares and central weights from one solution a draw."""
    m, names = len(matrix), list(directions)
    shares, ahead = np.zeros((m, m)), np.zeros((m, m))
    leading: list[list[Floats]] = [[] for _ in range(m)]
    for row in weights:
        if method == "topsis":
            solution = topsis(matrix, row, names, rule)
            scores = solution.closeness
        else:
            solution = weighted_sum(matrix, row, names, rule)
            scores = solution.scores
        places = ranks(scores)
        shares[np.arange(m), places - 1] += 1
        ahead += scores[:, None] > scores + 1e-12 * np.abs(scores).max()
        for i in np.flatnonzero(places == 1):
            leading[i].append(solution.weights)
    central = [np.mean(own, axis=0) if own else np.full(matrix.shape[1], np.nan) for own in leading]
    return shares / len(weights), ahead / len(weights), np.array(central)


def agrees_with_the_loop(
    problem: Problem, weights: Floats, method: str, rule: str | None, **switches: Any
) -> Acceptability:
    found = acceptability(
        problem.matrix, problem.directions, len(weights), 0, method, rule, weights, **switches
    )
    args = (problem.matrix, problem.directions, weights, method, rule)
    shares, ahead, central = by_loop(*args)
    assert (found.rank_acceptability == shares).all()
    if found.pairwise_winning.size:
        assert (found.pairwise_winning == ahead).all()
    np.testing.assert_allclose(found.central_weights, central, rtol=1e-12, atol=1e-15)
    return found


# Against the definition


@every_rule
@settings(max_examples=40)
@given(problem=problems())
def test_given_weights_give_what_a_loop_gives(method: str, rule: str, problem: Problem) -> None:
    if rule == "none" and method == "weighted_sum":
        problem = problem.only_benefits()
    rng = np.random.default_rng(int(problem.matrix.sum() * 4))
    whole = rng.integers(0, 4, (25, len(problem.weights))) + 0.0  # ties and zero weights abound
    weights = np.vstack([problem.weights, np.where(whole.any(axis=1, keepdims=True), whole, 1.0)])
    agrees_with_the_loop(problem, weights, method, rule)


@pytest.mark.parametrize("method", ["topsis", "weighted_sum"])
@pytest.mark.parametrize("pairwise", [True, False])
@pytest.mark.parametrize("m", [64, 70, 300])
def test_many_alternatives_give_what_a_loop_gives(method: str, pairwise: bool, m: int) -> None:
    rng = np.random.default_rng(m)
    matrix = rng.integers(1, 4, (m, 3)).astype(np.float64)  # hosts of duplicates
    matrix[: m // 2] = rng.uniform(1, 4, (m // 2, 3))
    weights = np.vstack([rng.dirichlet(np.ones(3), 40), np.eye(3)])
    problem = Problem(matrix, weights[0], ("benefit", "cost", "benefit"))
    found = agrees_with_the_loop(problem, weights, method, None, pairwise=pairwise)
    assert found.pairwise_winning.shape == ((m, m) if pairwise else (0, 0))


@every_rule
def test_cells_without_width_are_fixed_scores(method: str, rule: str) -> None:
    directions = BENEFITS if (method, rule) == ("weighted_sum", "none") else MIXED
    matrix = SIXTEEN.copy()
    matrix[3] = matrix[2]
    matrix[:, 1] = 4.0
    args = (matrix, directions, 20_000, 1, method, rule)
    fixed = acceptability(*args)
    varying = acceptability(*args, scores=Cells(matrix, matrix))
    assert (fixed.rank_acceptability == varying.rank_acceptability).all()
    assert (fixed.pairwise_winning == varying.pairwise_winning).all()
    np.testing.assert_allclose(fixed.central_weights, varying.central_weights, rtol=1e-12)
    np.testing.assert_array_equal(fixed.confidence_factor, varying.confidence_factor)


@every_rule
def test_drawn_cells_are_normalised_anew_in_each_draw(method: str, rule: str) -> None:
    """Two alternatives and one given weight vector: a mean over matrices drawn independently."""
    directions = BENEFITS[:2] if (method, rule) == ("weighted_sum", "none") else MIXED[1:3]
    lower, upper = np.array([[1, 2], [2, 1.0]]), np.array([[5, 4], [3, 5.0]])
    weights = np.tile([0.6, 0.4], (20_000, 1))
    found = acceptability(
        lower, directions, 20_000, 3, method, rule, weights, Cells(lower, upper), pairwise=True
    )
    rng, wins = np.random.default_rng(8), 0
    for _ in range(1000):
        matrix = rng.uniform(lower, upper)
        solve: Callable[..., Any] = topsis if method == "topsis" else weighted_sum
        solution = solve(matrix, weights[0], directions, rule)
        scores = solution.closeness if method == "topsis" else solution.scores
        wins += scores[0] > scores[1]
    share = wins / 1000
    error = np.sqrt(share * (1 - share) * (1 / 1000 + 1 / 20_000))
    assert abs(found.rank_acceptability[0, 0] - share) <= 4 * error
    np.testing.assert_allclose(found.central_weights, weights[:2], atol=1e-12)
    near(found.confidence_factor, found.rank_acceptability[:, 0], found.confidence_error)
    assert (found.confidence_error > 0).all()


# Closed forms


def test_two_criteria_have_the_lengths_of_intervals() -> None:
    """Scores 1 + 2 w, 2 - w and 1.5: the first two swap at w = 1/3, the mix is never first."""
    matrix = [[3, 1], [1, 2], [1.5, 1.5]]
    found = acceptability(matrix, ["benefit"] * 2, 200_000, 2, "weighted_sum", "none")
    # swaps at w = 1/4 (first, third), 1/3 (first, second), 1/2 (second, third)
    shares = [[2 / 3, 1 / 12, 1 / 4], [1 / 3, 1 / 6, 1 / 2], [0, 3 / 4, 1 / 4]]
    near(found.rank_acceptability, shares, found.standard_error)
    near(found.expected_rank, np.array(shares) @ [1, 2, 3], found.expected_rank_error)
    ahead = [[0, 2 / 3, 3 / 4], [1 / 3, 0, 1 / 2], [1 / 4, 1 / 2, 0]]
    near(found.pairwise_winning, ahead, found.pairwise_error)
    size = np.array([2 / 3, 1 / 3]) * 200_000
    near(
        found.central_weights[:2, 0], [2 / 3, 1 / 6], np.array([2 / 3, 1 / 3]) / np.sqrt(12 * size)
    )
    assert np.isnan(found.central_weights[2]).all()
    np.testing.assert_array_equal(found.confidence_factor, [1, 1, np.nan])
    share, error = found.top_share(2)
    near(share, [3 / 4, 1 / 2, 3 / 4], error)
    assert (found.top_share(3)[0] == 1).all()
    assert (found.top_share(3)[1] == 0).all()


def test_topsis_on_two_criteria_has_the_length_to_its_reversal() -> None:
    """With u = (w / (1 - w))**2, rows (0, 1) and (1, 0.5) between (0, 0) and (1, 1)."""
    matrix = [[0, 1], [1, 0.5], [0, 0], [1, 1]]
    found = acceptability(matrix, ["benefit"] * 2, 200_000, 2, "topsis", "none")
    # N/P: first 1/u; second (u + 1/4)/(1/4): 4u**2 + u - 1 = 0
    root = np.sqrt((np.sqrt(17) - 1) / 8)
    near(found.pairwise_winning[0, 1], root / (1 + root), found.pairwise_error[0, 1])
    assert found.pairwise_winning[3, [0, 1, 2]].tolist() == [1, 1, 1]


def test_three_criteria_have_the_areas_of_the_triangle() -> None:
    """Unit rows: the heaviest criterion leads. (1/2, 1/2, 0) is ahead of (0, 0, 1): w3 < 1/3."""
    matrix = [[1, 0, 0], [0, 1, 0], [0, 0, 1], [0.5, 0.5, 0]]
    found = acceptability(matrix, ["benefit"] * 3, 200_000, 4, "weighted_sum", "none")
    near(found.rank_acceptability[:, 0], [1 / 3, 1 / 3, 1 / 3, 0], found.standard_error[:, 0])
    near(found.pairwise_winning[3, 2], 5 / 9, found.pairwise_error[3, 2])
    near(found.rank_acceptability[3], [0, 5 / 9, 4 / 9, 0], found.standard_error[3])
    centroid = [11 / 18, 7 / 36, 7 / 36]
    near(found.central_weights[0], centroid, np.full(3, 0.14 / np.sqrt(200_000 / 3)))


def test_an_order_shrinks_the_triangle_to_one_of_six() -> None:
    """Given w1 >= w2 >= w3, the area where w1 > 1/2 is 1/2: three corners (1/2) of the whole."""
    matrix = [[1, 0, 0], [0.5, 0.5, 0.5]]
    found = acceptability(
        matrix, ["benefit"] * 3, 100_000, 4, "weighted_sum", "none", Ordered([[0], [1], [2]])
    )
    near(found.rank_acceptability[0, 0], 3 / 4, found.standard_error[0, 0])


def test_intervals_are_intervals_of_the_weight() -> None:
    found = acceptability(
        [[1, 0], [0, 1]],
        BENEFITS[:2],
        50_000,
        1,
        "weighted_sum",
        weights=Intervals([0.4, 0], [1, 1]),
    )
    near(found.rank_acceptability[0, 0], 5 / 6, found.standard_error[0, 0])


def test_scatter_round_the_middle_is_even() -> None:
    found = acceptability([[1, 0], [0, 1]], BENEFITS[:2], 50_000, 1, weights=Scattered([1, 1], 10))
    near(found.rank_acceptability, 0.5, found.standard_error)


def test_hit_and_run_carries_its_convergence_and_wider_errors() -> None:
    """A sliver w1 >= 50 w2, w3 <= w2: the median cuts it in halves."""
    sliver = Constraints([[-1, 50, 0], [0, -1, 1]], [0, 0])
    matrix = [[0, 1, 0], [0, 0, 2]]
    found = acceptability(matrix, BENEFITS[:3], 20_000, 1, "weighted_sum", "none", sliver)
    # u on the triangle of the corners: w2 = a/51 + b/52, w3 = b/52; w2 > 2 w3 where a/51 > b/52
    near(found.rank_acceptability[0, 0], 52 / 103, found.standard_error[0, 0])
    assert 1 < found.split_rhat < 1.03
    assert 5000 < found.effective_draws < 20_000
    share = found.rank_acceptability[0, 0]
    error = np.sqrt(share * (1 - share) / found.effective_draws)
    assert found.standard_error[0, 0] == pytest.approx(error, rel=1e-12)


def test_independent_draws_are_all_effective() -> None:
    found = acceptability(SIXTEEN, MIXED, 10_000, 0)
    assert (found.split_rhat, found.effective_draws, found.draws, found.seed) == (
        1,
        10_000,
        10_000,
        0,
    )


def test_cells_of_two_alternatives_have_the_area_of_the_square() -> None:
    """x uniform on [0, 2], y on [1, 2]: P(x > y) = 1/4."""
    cells = Cells([[0], [1]], [[2], [2]])
    found = acceptability([[1], [1]], ["benefit"], 50_000, 6, "weighted_sum", scores=cells)
    near(found.rank_acceptability[0], [1 / 4, 3 / 4], found.standard_error[0])
    near(found.confidence_factor, [1 / 4, 3 / 4], found.confidence_error)
    np.testing.assert_allclose(found.confidence_error, np.sqrt(3 / 16 / BLOCK), rtol=0.05)


# Properties


@pytest.mark.parametrize("scores", [None, Cells(SIXTEEN * 0.9, SIXTEEN * 1.1)])
def test_shares_add_up(scores: Cells | None) -> None:
    found = acceptability(SIXTEEN, MIXED, 10_000, 0, scores=scores)
    np.testing.assert_allclose(found.rank_acceptability.sum(axis=1), 1, rtol=0, atol=1e-12)
    both = found.pairwise_winning + found.pairwise_winning.T
    np.testing.assert_allclose(both, 1 - np.eye(16), rtol=0, atol=1e-12)
    np.testing.assert_allclose(
        found.expected_rank, 1 + found.pairwise_winning.sum(axis=0), rtol=0, atol=1e-12
    )
    ever = found.rank_acceptability[:, 0] > 0
    np.testing.assert_allclose(found.central_weights[ever].sum(axis=1), 1, rtol=0, atol=1e-12)
    assert np.isnan(found.central_weights[~ever]).all()
    assert np.isnan(found.confidence_factor[~ever]).all()
    assert ((found.confidence_factor[ever] >= 0) & (found.confidence_factor[ever] <= 1)).all()


def test_relabelling_permutes() -> None:
    weights = RNG.dirichlet(np.ones(6), 9000)
    rows, columns = RNG.permutation(16), RNG.permutation(6)
    found = acceptability(SIXTEEN, MIXED, 9000, 0, weights=weights)
    moved = acceptability(
        SIXTEEN[rows][:, columns],
        [MIXED[k] for k in columns],
        9000,
        0,
        weights=weights[:, columns],
    )
    assert (moved.rank_acceptability == found.rank_acceptability[rows]).all()
    assert (moved.pairwise_winning == found.pairwise_winning[rows][:, rows]).all()
    np.testing.assert_allclose(
        moved.central_weights, found.central_weights[rows][:, columns], rtol=1e-12
    )


@pytest.mark.parametrize("method", ["topsis", "weighted_sum"])
def test_duplicates_tie_in_every_draw(method: str) -> None:
    matrix = np.vstack([SIXTEEN, SIXTEEN])
    found = acceptability(matrix, MIXED, 10_000, 0, method)
    assert (found.rank_acceptability[:16] == found.rank_acceptability[16:]).all()
    assert (found.pairwise_winning[np.arange(16), np.arange(16) + 16] == 0).all()
    assert (found.rank_acceptability[:, 1::2] == 0).all()  # ranks 1, 1, 3, 3, ...
    np.testing.assert_array_equal(found.central_weights[:16], found.central_weights[16:])


def test_seventy_without_a_tie_give_what_comparing_gives() -> None:
    matrix = np.random.default_rng(2).uniform(1, 9, (70, 6))
    compared, ordered = (
        acceptability(matrix, MIXED, 10_000, 0, pairwise=pairwise) for pairwise in (True, False)
    )
    assert (compared.rank_acceptability == ordered.rank_acceptability).all()
    np.testing.assert_array_equal(compared.central_weights, ordered.central_weights)


@pytest.mark.parametrize("method", ["topsis", "weighted_sum"])
def test_seventy_whose_scores_vary_give_what_comparing_gives(method: str) -> None:
    rng = np.random.default_rng(2)
    lower = np.vstack([rng.uniform(1, 9, (66, 6)), rng.integers(1, 3, (4, 6))])
    cells = Cells(lower, lower + rng.uniform(0, 1, (70, 6)) * (np.arange(70) < 60)[:, None])
    weights = np.vstack([rng.dirichlet(np.ones(6), 600), np.tile(np.eye(6), (10, 1))])  # and ties
    compared, ordered = (
        acceptability(lower, MIXED, 660, 0, method, None, weights, cells, pairwise=pairwise)
        for pairwise in (True, False)
    )
    assert (compared.rank_acceptability == ordered.rank_acceptability).all()
    assert (compared.expected_rank_error == ordered.expected_rank_error).all()
    np.testing.assert_array_equal(compared.central_weights, ordered.central_weights)


def test_seventy_that_differ_only_where_nothing_weighs_are_all_first() -> None:
    matrix = np.column_stack([np.ones(70), np.arange(70)])
    for method in ("topsis", "weighted_sum"):
        found = acceptability(
            matrix, BENEFITS[:2], 5, 0, method, weights=np.tile([1, 0], (5, 1)), pairwise=False
        )
        assert (found.rank_acceptability[:, 0] == 1).all()


@pytest.mark.parametrize("m", [16, 70])
def test_what_is_not_asked_for_is_not_counted_and_moves_nothing_else(m: int) -> None:
    matrix = np.random.default_rng(2).uniform(1, 9, (m, 6))
    whole = acceptability(matrix, MIXED, 10_000, 0)
    part = acceptability(matrix, MIXED, 10_000, 0, pairwise=False, places=3)
    assert part.pairwise_winning.shape == part.pairwise_error.shape == (0, 0)
    assert (part.rank_acceptability == whole.rank_acceptability[:, :3]).all()
    for name in ("expected_rank", "expected_rank_error", "central_weights"):
        np.testing.assert_array_equal(getattr(part, name), getattr(whole, name))
    assert (part.top_share(3)[0] == whole.top_share(3)[0]).all()
    with pytest.raises(ValueError, match="k is 4, but only 3 places were counted"):
        part.top_share(4)


def test_beyond_a_thousand_alternatives_nothing_is_of_their_square() -> None:
    matrix = np.random.default_rng(2).uniform(1, 9, (1001, 3))
    found = acceptability(matrix, BENEFITS[:3], 20, 0)
    assert found.rank_acceptability.shape == (1001, 100)
    assert found.pairwise_winning.size == 0
    assert found.expected_rank.mean() == pytest.approx(501)
    assert acceptability(matrix, BENEFITS[:3], 2, 0, places=2000).rank_acceptability.shape == (
        1001,
        1001,
    )


def test_seventy_that_agree_on_everything_are_all_first() -> None:
    found = acceptability(np.ones((70, 2)), BENEFITS[:2], 10, 0, pairwise=False)
    assert (found.rank_acceptability[:, 0] == 1).all()


@pytest.mark.parametrize("method", ["topsis", "weighted_sum"])
def test_a_dominated_alternative_never_leads(method: str) -> None:
    matrix = np.vstack([SIXTEEN, SIXTEEN[0] + np.where(np.array(MIXED) == "cost", 1, -0.5)])
    found = acceptability(matrix, MIXED, 10_000, 0, method)
    assert found.pairwise_winning[16, 0] == 0
    assert found.pairwise_winning[0, 16] == 1


def test_a_constant_criterion_moves_nothing_and_a_criterion_without_weight_neither() -> None:
    weights = RNG.dirichlet(np.ones(6), 2000)
    found = acceptability(SIXTEEN, MIXED, 2000, 0, weights=weights)
    with_constant = np.column_stack([SIXTEEN, np.full(16, 3.0)])
    padded = np.column_stack([weights, RNG.uniform(0, 1, 2000)])
    constant = acceptability(with_constant, [*MIXED, "cost"], 2000, 0, weights=padded)
    assert (constant.rank_acceptability == found.rank_acceptability).all()
    with_noise = np.column_stack([SIXTEEN, RNG.uniform(0, 9, 16)])
    padded[:, 6] = 0
    unweighted = acceptability(with_noise, [*MIXED, "cost"], 2000, 0, weights=padded)
    assert (unweighted.rank_acceptability == found.rank_acceptability).all()


def test_near_one_and_near_zero_closeness_ties_as_closeness_does() -> None:
    """There N / (N + P) is flat: it agrees to 1e-16 where closeness differs by 1e-8."""
    for end in (1.0, 0.0):
        column = np.array([0, 1, abs(end - 3e-9), abs(end - 2e-9), abs(end - 2e-9 - 1e-18)])
        problem = Problem(column[:, None], np.ones(1), ("benefit",))
        found = agrees_with_the_loop(problem, np.ones((3, 1)), "topsis", "none")
        assert abs(found.pairwise_winning[2, 3] - found.pairwise_winning[3, 2]) == 1


def test_one_alternative_is_first() -> None:
    for scores in (None, Cells([[1, 2]], [[3, 4]])):
        found = acceptability([[1, 2]], BENEFITS[:2], 100, 0, scores=scores)
        assert found.rank_acceptability.tolist() == [[1]]
        assert found.pairwise_winning.tolist() == [[0]]
        assert found.confidence_factor.tolist() == [1]
        assert found.expected_rank.tolist() == [1]


def test_one_criterion_has_one_order() -> None:
    found = acceptability([[1], [3], [3], [2]], ["cost"], 100, 0)
    assert found.rank_acceptability.argmax(axis=1).tolist() == [0, 2, 2, 1]
    assert set(found.rank_acceptability.ravel().tolist()) == {0, 1}
    assert found.central_weights[0].tolist() == [1]


def test_alternatives_without_any_difference_are_all_first() -> None:
    found = acceptability(np.ones((3, 2)), BENEFITS[:2], 100, 0)
    assert (found.rank_acceptability[:, 0] == 1).all()
    assert (found.confidence_factor == 1).all()


def test_results_are_frozen_and_read_only() -> None:
    found = acceptability(SIXTEEN, MIXED, 10, 0)
    with pytest.raises(FrozenInstanceError):
        found.draws = 3  # type: ignore[misc]
    for field in fields(Acceptability):
        value = getattr(found, field.name)
        assert not isinstance(value, np.ndarray) or not value.flags.writeable


# The same bytes, whoever draws

KINDS: dict[str, dict[str, Any]] = {
    "uniform": {},
    "weighted sum": {"method": "weighted_sum"},
    "hit and run": {"weights": Intervals([0.1] * 5 + [0], [0.16] * 5 + [0.4])},
    "rejection": {"weights": Intervals([0] * 6, [0.4] * 6)},
    "given": {"weights": np.random.default_rng(0).dirichlet(np.ones(6), 20_000)},
    "scores": {"scores": Cells(SIXTEEN * 0.9, SIXTEEN * 1.1), "weights": Scattered([1] * 6, 9)},
}


@pytest.mark.parametrize("kind", KINDS)
def test_chunks_and_order_change_no_byte(kind: str) -> None:
    expected = acceptability(SIXTEEN, MIXED, 20_000, 11, **KINDS[kind])
    for chunk in (1, 2):
        same(acceptability(SIXTEEN, MIXED, 20_000, 11, chunk=chunk, **KINDS[kind]), expected)

    def backwards(task: Callable[[int], Tally], blocks: Iterable[int]) -> Iterable[Tally]:
        return [task(block) for block in reversed(list(blocks))]

    same(
        acceptability(SIXTEEN, MIXED, 20_000, 11, chunk=1, spread=backwards, **KINDS[kind]),
        expected,
    )


def test_processes_change_no_byte() -> None:
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        for kind in ("uniform", "scores"):
            expected = acceptability(SIXTEEN, MIXED, 20_000, 11, **KINDS[kind])
            found = acceptability(
                SIXTEEN, MIXED, 20_000, 11, chunk=1, spread=pool.map, **KINDS[kind]
            )
            same(found, expected)


def test_a_plan_can_be_pickled_and_its_tallies_added_in_any_grouping() -> None:
    plan = pickle.loads(pickle.dumps(acceptability_plan(SIXTEEN, MIXED, 20_000, 11, chunk=1)))  # noqa: S301
    one, two, three = map(partial(acceptability_block, plan), plan.tasks)
    same(combine(plan, [three + two, one]), acceptability(SIXTEEN, MIXED, 20_000, 11))


def test_more_draws_begin_with_the_same_ones() -> None:
    args = (SIXTEEN, MIXED)
    few, many = (acceptability_plan(*args, draws, 11, chunk=1) for draws in (BLOCK, BLOCK + 1))
    for field in fields(Tally):
        one, two = (getattr(acceptability_block(plan, 0), field.name) for plan in (few, many))
        assert np.array_equal(one, two)
    assert acceptability_block(many, 1).draws == 1


def test_seeds_differ_and_zero_is_one() -> None:
    shares = [
        acceptability(SIXTEEN, MIXED, 1000, seed).rank_acceptability.tobytes()
        for seed in (0, 1, 2**64, 2**130)
    ]
    assert len(set(shares)) == 4


# Refusals


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"draws": 0}, "draws is 0, not a whole number from 1"),
        ({"draws": 10.5}, "draws is 10.5"),
        ({"draws": True}, "draws is True"),
        ({"seed": -1}, "seed is -1, not a whole number from 0"),
        ({"seed": "0"}, "seed is '0'"),
        ({"chunk": 0}, "chunk is 0"),
        ({"places": 0}, "places is 0, not a whole number from 1"),
        ({"method": "vikor"}, "method is 'vikor'"),
        ({"normalisation": "ideal"}, "normalisation is 'ideal'"),
        ({"decision_matrix": [[1, np.nan]]}, r"decision_matrix\[0, 1\] is nan"),
        ({"directions": ["benefit"]}, "directions must be 2"),
        ({"weights": [[0.5, 0.5]]}, "draws is 10, but weights has 1 rows"),
        ({"weights": "roc"}, "weights is 'roc'"),
        ({"scores": Cells([[1, 2]], [[3, 4]])}, r"scores.lower has shape \(1, 2\), not \(2, 2\)"),
        ({"scores": Cells(np.ones((2, 2)), [[3, 4]])}, "scores.upper has shape"),
        ({"scores": Cells([[1, 2], [1, 5]], [[3, 4], [3, 4]])}, r"scores.lower\[1, 1\] is 5.0"),
        (
            {"scores": Cells([[1, 2], [1, np.inf]], [[3, 4], [3, 4]])},
            r"scores.lower\[1, 1\] is inf",
        ),
    ],
)
def test_bad_arguments_are_refused(changes: dict[str, Any], message: str) -> None:
    arguments: dict[str, Any] = {
        "decision_matrix": [[1, 2], [2, 1]],
        "directions": BENEFITS[:2],
        "draws": 10,
        "seed": 0,
    }
    with pytest.raises(ValueError, match=message):
        acceptability(**(arguments | changes))


@pytest.mark.parametrize(
    ("method", "rule", "lower", "directions"),
    [
        ("weighted_sum", "ideal", [[-1, 1], [1, 1]], "bb"),
        ("weighted_sum", "ideal", [[1, 0], [1, 1]], "bc"),
        ("weighted_sum", "distributive", [[1, 1], [1, 0]], "cc"),
        ("topsis", "max", [[-1, 1], [0, 1]], "bb"),
        ("topsis", "sum", [[-1, 1], [1, 1]], "bb"),
    ],
)
def test_cells_that_some_draw_could_not_normalise_are_refused(
    method: str, rule: str, lower: list[list[float]], directions: str
) -> None:
    names = [{"b": "benefit", "c": "cost"}[letter] for letter in directions]
    cells = Cells(lower, np.full((2, 2), 3.0))
    with pytest.raises(ValueError, match=f"cannot be normalised by '{rule}'"):
        acceptability(np.ones((2, 2)), names, 10, 0, method, rule, scores=cells)


@pytest.mark.parametrize("rule", ["max", "sum"])
def test_constant_cells_are_never_refused(rule: str) -> None:
    cells = Cells([[-1, 1, 0], [-1, 2, 0]], [[-1, 3, 0], [-1, 2, 0]])
    found = acceptability(np.ones((2, 3)), BENEFITS[:3], 5000, 0, "topsis", rule, scores=cells)
    near(found.rank_acceptability, 0.5, found.standard_error)


def test_missing_and_repeated_tallies_are_noticed() -> None:
    plan = acceptability_plan(SIXTEEN, MIXED, 20_000, 0, chunk=1)
    tallies = [acceptability_block(plan, block) for block in plan.tasks]
    with pytest.raises(ValueError, match="tallies hold 16384 draws where the plan has 20000"):
        combine(plan, tallies[:2])
    with pytest.raises(ValueError, match="tallies hold 28192 draws"):
        combine(plan, [*tallies, tallies[0]])
    with pytest.raises(ValueError, match="tallies hold 0 draws"):
        combine(plan, [])
    same(combine(replace(plan, chunk=9), tallies), combine(plan, tallies))


def test_a_block_that_begins_no_task_is_refused() -> None:
    plan = acceptability_plan(SIXTEEN, MIXED, 20_000, 0, chunk=2)
    for block in (-2, 1, 4):
        with pytest.raises(ValueError, match=f"block is {block}, not the first of a task"):
            acceptability_block(plan, block)


def test_a_place_is_a_whole_number() -> None:
    with pytest.raises(ValueError, match="k is 0"):
        acceptability(SIXTEEN, MIXED, 10, 0).top_share(0)


def test_progress_is_told_after_each_task() -> None:
    told: list[int] = []
    acceptability([[3, 1], [1, 2]], ["benefit"] * 2, 20_000, 0, chunk=1, progress=told.append)
    assert told == [8192, 16384, 20_000]
