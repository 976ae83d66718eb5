"""The nearest weights that put an alternative first, against brute force and closed forms."""

import sys
from functools import cache

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from by_definition import random_problems
from ganeum.kernel import nearest_linear, ranks, topsis, topsis_levels, weighted_sum
from ganeum.kernel.nearest_linear import Nearest, linear_program, nearest_point
from ganeum.kernel.nearest_topsis import search
from ganeum.kernel.reversals import reversal_weights
from ganeum.kernel.scoring import Scoring, scoring
from ganeum.kernel.smallest_change import (
    SmallestChange,
    smallest_change,
    smallest_changes,
    transfers,
)
from ganeum.kernel.ties import ROUNDING
from ganeum.kernel.topsis_levels import lead
from ganeum.kernel.topsis_margins import descend, local_nearest, margins
from strategies import Problem, problems

Floats = npt.NDArray[np.float64]
METHODS = ("weighted_sum", "topsis")
NORMS = ("l1", "l2")
BENEFITS = ("benefit", "benefit", "benefit", "benefit", "benefit", "benefit")
PROBLEMS = 200  # per method and norm
PARTS = 4  # so that workers share them


@cache
def weights_everywhere(n: int) -> Floats:
    """Dense grids for two and three criteria, and 10^5 random weights, a tenth of them on edges."""
    generator = np.random.Generator(np.random.Philox(n))
    drawn = generator.dirichlet(np.ones(n), 100_000)
    drawn[::10] *= generator.random((10_000, n)) < 0.6
    drawn = drawn[drawn.sum(axis=1) > 0]
    drawn = [drawn / drawn.sum(axis=1, keepdims=True), np.eye(n)]
    if n == 2:
        t = np.linspace(0, 1, 10_001)
        drawn.append(np.column_stack([t, 1 - t]))
    if n == 3:
        i, j = np.meshgrid(np.arange(201), np.arange(201))
        inside = i + j <= 200
        i, j = i[inside], j[inside]
        drawn.append(np.column_stack([i, j, 200 - i - j]) / 200)
    return np.concatenate(drawn)


def far(points: Floats, base: Floats, norm: str) -> Floats:
    steps = points - base
    return np.abs(steps).sum(axis=-1) if norm == "l1" else np.sqrt((steps**2).sum(axis=-1))


@cache
def squares_everywhere(n: int) -> Floats:
    return weights_everywhere(n) ** 2


def first_anywhere(problem: Scoring, alternative: int) -> Floats:
    """Return the sampled weights at which nobody is ahead."""
    points, gains, losses = weights_everywhere(problem.shape[1]), problem.gains, problem.losses
    squares = squares_everywhere(problem.shape[1])
    for rival in np.delete(np.arange(problem.shape[0]), alternative):
        if problem.method == "weighted_sum":
            ahead = points @ (gains[rival] - gains[alternative])
        else:  # the closeness grows with the share of the squared distances
            ahead = (squares @ gains[rival]) * (squares @ losses[alternative])
            ahead -= (squares @ gains[alternative]) * (squares @ losses[rival])
        left = np.flatnonzero(ahead <= 0)
        points, squares = points.take(left, axis=0), squares.take(left, axis=0)
    return points


def assert_first(
    found: SmallestChange, case: Problem, alternative: int, method: str, norm: str
) -> None:
    """The weights are on the simplex, as far as stated, and nobody is ahead."""
    assert (found.weights >= 0).all()
    assert found.weights.sum() == pytest.approx(1, abs=1e-12)
    assert far(found.weights, found.base, norm) == pytest.approx(found.distance, abs=1e-12)
    assert found.moved == pytest.approx(np.abs(found.weights - found.base).sum() / 2, abs=1e-12)
    if method == "topsis":
        scores = topsis(case.matrix, found.weights, case.directions).closeness
    else:
        scores = weighted_sum(case.matrix, found.weights, case.directions).scores
    assert scores[alternative] >= scores.max() - 1e-9
    assert ranks(scores, 1e-9)[alternative] == 1


def assert_mixture_ahead(problem: Scoring, alternative: int, certificate: Floats) -> None:
    """Non-negative, sum 1, nothing for the alternative, and ahead on every criterion."""
    assert (certificate >= 0).all()
    assert certificate.sum() == pytest.approx(1)
    assert certificate[alternative] == 0
    assert (certificate @ problem.gains > problem.gains[alternative]).all()


def assert_nowhere(found: SmallestChange, problem: Scoring, alternative: int) -> None:
    """No weights, and a certificate that holds where there is one."""
    assert np.isnan(found.weights).all()
    assert found.distance == found.moved == found.lower_bound == np.inf
    assert len(found.certificate) or problem.method == "topsis"
    if len(found.certificate):
        assert_mixture_ahead(problem, alternative, found.certificate)


def random_problem(seed: int, method: str) -> tuple[Problem, int]:
    """Return a problem of random size; every third is coarse, so that ties abound."""
    generator = np.random.Generator(np.random.Philox([seed, len(method)]))
    m = int(generator.integers(2, 8))
    n = int(generator.choice([2, 3, 3, 3] if method == "topsis" else [2, 3, 4, 5, 6]))
    matrix = generator.random((m, n)) + 0.1
    weights = generator.dirichlet(np.ones(n))
    if seed % 3 == 0:
        matrix = np.ceil(matrix * 4)
        weights = np.maximum(np.round(weights * 4), np.eye(n)[seed % n])
    directions = tuple(generator.choice(["benefit", "cost"], n, p=[0.8, 0.2]).tolist())
    return Problem(matrix, weights, directions), int(generator.integers(m))


# Against brute force


@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.parametrize("method", METHODS)
def test_no_sampled_weights_are_nearer(method: str, part: int) -> None:
    proofs = {"optimal": 0, "impossible": 0, "bounded": 0}
    for seed in range(part, PROBLEMS, PARTS):
        case, alternative = random_problem(seed, method)
        problem = scoring(case.matrix, case.directions, method, None)
        leads = first_anywhere(problem, alternative)
        for norm in NORMS:
            found = smallest_change(
                case.matrix, case.weights, case.directions, alternative, method, norm=norm
            )
            proofs[found.proof] += 1
            nearest = far(leads, found.base, norm).min(initial=np.inf)
            assert nearest >= found.distance - 1e-9
            assert found.lower_bound <= found.distance
            if found.proof == "impossible":
                assert_nowhere(found, problem, alternative)
            else:
                assert_first(found, case, alternative, method, norm)
                assert (found.proof == "optimal") == (found.distance - found.lower_bound <= 1e-6)
    assert proofs["impossible"] >= PROBLEMS / 5 / PARTS
    assert proofs["optimal"] >= PROBLEMS / PARTS
    assert proofs["bounded"] <= (PROBLEMS / 50 / PARTS if method == "topsis" else 0)


@pytest.mark.parametrize("norm", NORMS)
def test_weighted_sum_is_proved_to_the_last_digits(norm: str) -> None:
    for seed in range(200):
        case, alternative = random_problem(seed, "weighted_sum")
        found = smallest_change(
            case.matrix, case.weights, case.directions, alternative, "weighted_sum", norm=norm
        )
        if found.proof != "impossible":
            assert found.distance - found.lower_bound <= 1e-10


def test_topsis_with_four_criteria_is_mostly_proved() -> None:
    generator = np.random.Generator(np.random.Philox(11))
    proved = 0
    for _ in range(6):
        matrix, weights = generator.random((8, 4)), generator.dirichlet(np.ones(4))
        for alternative in range(3):
            found = smallest_change(matrix, weights, BENEFITS[:4], alternative)
            proved += found.proof != "bounded"
    assert proved >= 17


@pytest.mark.parametrize("norm", NORMS)
def test_topsis_with_six_criteria_is_not_beaten_by_draws(norm: str) -> None:
    generator = np.random.Generator(np.random.Philox(12))
    matrix, base = generator.uniform(1, 9, (12, 6)), generator.dirichlet(np.ones(6))
    every = smallest_changes(matrix, base, BENEFITS, norm=norm, budget=300)
    problem = scoring(matrix, BENEFITS, "topsis", None)
    for alternative, found in enumerate(every):
        nearest = far(first_anywhere(problem, alternative), base, norm).min(initial=np.inf)
        assert found.lower_bound <= found.distance <= nearest
        if found.proof != "impossible":
            assert_first(found, Problem(matrix, base, BENEFITS), alternative, "topsis", norm)
    assert {found.proof for found in every} == {"optimal", "bounded", "impossible"}


def test_weighted_sum_is_not_beaten_on_2000_problems() -> None:
    """Fewer points each, more problems: nothing nearer, and the order differs on either side."""
    for seed in range(PROBLEMS, 2000):
        case, alternative = random_problem(seed, "weighted_sum")
        problem = scoring(case.matrix, case.directions, "weighted_sum", None)
        points = weights_everywhere(problem.shape[1])[seed % 40 :: 40]
        scores = points @ problem.gains.T
        leads = points[scores[:, alternative] >= scores.max(axis=1)]
        args = case.matrix, case.weights, case.directions, alternative, "weighted_sum"
        for norm in NORMS:
            found = smallest_change(*args, norm=norm)
            assert far(leads, found.base, norm).min(initial=np.inf) >= found.distance - 1e-9
            if found.proof == "impossible":
                assert_nowhere(found, problem, alternative)
            elif found.distance > 1e-6:
                before = found.base + (1 - 1e-6) * (found.weights - found.base)
                nearly = problem.scores(before[None])[0]
                assert nearly[alternative] < nearly.max()
                assert_first(found, case, alternative, "weighted_sum", norm)


@pytest.mark.parametrize("norm", NORMS)
@pytest.mark.parametrize("block", range(10))
def test_topsis_is_not_beaten_by_a_grid_on_2000_problems(block: int, norm: str) -> None:
    """Fewer points each, more problems, by definition of the scores."""
    m, n = ((5, 3), (6, 2), (3, 3), (4, 2), (4, 2))[block % 5]
    many = random_problems([block, *norm.encode()], m, n, every=2 if n == 2 else 8)
    rows = np.arange(len(many.weights))
    alternatives = rows % m
    found = [
        smallest_change(
            many.matrices[row],
            many.weights[row],
            many.directions(row),
            int(alternatives[row]),
            norm=norm,
        )
        for row in rows
    ]
    grid = grid_of_weights(n)
    scores = many.scores(np.broadcast_to(grid, (len(rows), *grid.shape)))
    first = scores[rows, :, alternatives] >= scores.max(axis=2)
    away = np.where(first, far(grid, many.weights[:, None], norm), np.inf).min(axis=1)
    distances, bounds = (
        np.array([getattr(each, name) for each in found]) for name in ("distance", "lower_bound")
    )
    assert (away >= bounds - 1e-9).all()
    assert (away >= distances - 1e-6).all()
    reached = np.flatnonzero(np.isfinite(distances))
    assert len(reached) > len(rows) / 3
    weights = np.array([found[row].weights for row in reached])
    assert (weights >= 0).all()
    np.testing.assert_allclose(weights.sum(axis=1), 1, atol=1e-12)
    np.testing.assert_allclose(
        far(weights, many.weights[reached], norm), distances[reached], atol=1e-12
    )
    at = many.some(reached).scores(weights[:, None])[:, 0]
    own = at[np.arange(len(reached)), alternatives[reached]]
    assert (own >= at.max(axis=1) - 1e-9).all()
    assert sum(each.proof == "bounded" for each in found) <= 3


def grid_of_weights(n: int) -> Floats:
    """Return weights of two criteria in steps of 1/2000, of three in steps of 1/60."""
    if n == 2:
        steps = np.arange(2001) / 2000
        return np.column_stack([steps, 1 - steps])
    i, j = np.nonzero(np.add.outer(np.arange(61), np.arange(61)) <= 60)
    return np.column_stack([i, j, 60 - i - j]) / 60


# Closed forms


@given(problems(), st.data(), st.sampled_from(METHODS))
def test_with_two_criteria_the_nearest_swap(
    case: Problem, data: st.DataObject, method: str
) -> None:
    if case.matrix.shape[1] < 2 or not case.weights[:2].all():
        return
    case = Problem(case.matrix[:, :2], case.weights[:2], case.directions[:2])
    alternative = data.draw(st.integers(0, len(case.matrix) - 1))
    args = case.matrix, case.weights, case.directions
    found = smallest_change(*args, alternative, method)
    problem = scoring(case.matrix, case.directions, method, None)
    swaps = reversal_weights(*args, 0, method)
    places = np.concatenate([swaps.weights, swaps.touching_weights, [0.0, 1.0]])
    points = np.vstack([np.column_stack([places, 1 - places]), found.base])
    scores = problem.scores(points)
    ties = scores[:, alternative] >= scores.max(axis=1) * (1 - 1e-10)
    nearest = np.abs(points[ties] - found.base).sum(axis=1).min(initial=np.inf)
    if np.isinf(nearest):
        assert found.proof == "impossible"
    else:
        assert found.distance == pytest.approx(nearest, abs=1e-6)


@pytest.mark.parametrize("norm", NORMS)
def test_two_criteria_by_hand(norm: str) -> None:
    # ideal mode: rows (1, 1/5) and (1/3, 1); equal where 2/3 w = 4/5 (1 - w), so w = 6/11
    found = smallest_change(
        [[9, 1], [3, 5]], [0.7, 0.3], BENEFITS[:2], 1, "weighted_sum", norm=norm
    )
    assert found.weights == pytest.approx([6 / 11, 5 / 11], abs=1e-12)
    assert found.moved == pytest.approx(0.7 - 6 / 11, abs=1e-12)
    scale = 2 if norm == "l1" else np.sqrt(2)
    assert found.distance == pytest.approx(scale * (0.7 - 6 / 11), abs=1e-12)
    assert found.lower_bound == pytest.approx(found.distance, abs=1e-12)
    assert found.proof == "optimal"


@pytest.mark.parametrize("norm", NORMS)
def test_topsis_of_mirrored_rows_ties_at_equal_weights(norm: str) -> None:
    found = smallest_change([[2, 1], [1, 2]], [0.8, 0.2], BENEFITS[:2], 1, norm=norm)
    assert found.weights == pytest.approx([0.5, 0.5], abs=1e-9)
    assert found.moved == pytest.approx(0.3, abs=1e-9)
    assert found.proof == "optimal"


def test_a_sliver_no_sample_meets_is_found() -> None:
    # the last row is first only near equal weights, where it beats the others by a hair
    matrix = np.vstack([np.eye(3) * 0.9 + 0.1, np.full(3, 0.4 + 1e-7)])
    problem = scoring(matrix, BENEFITS[:3], "weighted_sum", "none")
    for norm in NORMS:
        found = smallest_change(
            matrix, [6, 3, 1], BENEFITS[:3], 3, "weighted_sum", "none", norm=norm
        )
        assert found.proof == "optimal"
        assert found.weights == pytest.approx([1 / 3] * 3, abs=1e-6)
    assert not len(first_anywhere(problem, 3))
    matrix[3] -= 2e-7
    gone = smallest_change(matrix, [6, 3, 1], BENEFITS[:3], 3, "weighted_sum", "none")
    assert gone.proof == "impossible"
    assert_mixture_ahead(scoring(matrix, BENEFITS[:3], "weighted_sum", "none"), 3, gone.certificate)


def test_a_topsis_sliver_is_found() -> None:
    # symmetric rows and a compromise that is lowered until it leads nowhere but near equal weights
    def compromise(level: float) -> SmallestChange:
        matrix = np.vstack([np.eye(3), np.full(3, level)])
        return smallest_change(matrix, [6, 3, 1], BENEFITS[:3], 3, normalisation="none")

    # at equal weights the corners have closeness 1 / (1 + sqrt 2), the compromise its level
    critical = 1 / (1 + np.sqrt(2))
    above = compromise(critical + 1e-5)
    assert above.proof == "optimal"
    assert above.weights == pytest.approx([1 / 3] * 3, abs=1e-4)
    assert compromise(critical - 1e-5).proof == "impossible"


# Why not


@pytest.mark.parametrize("norm", NORMS)
@pytest.mark.parametrize("method", METHODS)
def test_a_dominated_alternative_is_named_with_its_dominator(method: str, norm: str) -> None:
    matrix = [[5, 1, 3], [2, 4, 3], [1, 3, 1]]
    directions = ("benefit", "benefit", "cost")
    matrix[2][2] = 4
    found = smallest_change(matrix, [1, 1, 1], directions, 2, method, norm=norm)
    assert found.proof == "impossible"
    assert found.dominated_by == 1
    assert found.certificate.sum() == pytest.approx(1)
    problem = scoring(matrix, directions, method, None)
    assert_mixture_ahead(problem, 2, found.certificate)
    assert found.examined == 0


@pytest.mark.parametrize("method", METHODS)
def test_a_rival_no_worse_can_be_tied_where_both_agree(method: str) -> None:
    matrix = [[5, 2, 7], [3, 2, 6]]
    found = smallest_change(matrix, [0.5, 0.2, 0.3], BENEFITS[:3], 1, method)
    assert found.proof == "optimal"
    assert found.weights == pytest.approx([0, 1, 0], abs=1e-6)
    assert found.moved == pytest.approx(0.8, abs=1e-6)
    assert found.dominated_by == -1


@pytest.mark.parametrize("method", METHODS)
def test_beaten_by_a_mixture_though_nobody_dominates(method: str) -> None:
    matrix = [[10, 1], [1, 10], [2, 2]]
    found = smallest_change(matrix, [1, 2], BENEFITS[:2], 2, method)
    assert found.proof == "impossible"
    assert found.dominated_by == -1
    problem = scoring(matrix, BENEFITS[:2], method, None)
    if method == "weighted_sum":
        assert_mixture_ahead(problem, 2, found.certificate)
    else:
        assert found.certificate.shape == (0,)
        assert found.examined == 0
    assert not len(first_anywhere(problem, 2))


def test_a_spent_budget_still_bounds() -> None:
    generator = np.random.Generator(np.random.Philox(2))
    matrix, weights = generator.random((8, 5)), generator.dirichlet(np.ones(5))
    bounded = 0
    for alternative in range(8):
        found = smallest_change(matrix, weights, BENEFITS[:5], alternative, budget=300)
        problem = scoring(matrix, BENEFITS[:5], "topsis", None)
        sampled = first_anywhere(problem, alternative)
        nearest = far(sampled, found.base, "l1").min(initial=np.inf)
        assert found.lower_bound <= nearest
        assert found.examined <= 300 + 512
        bounded += found.proof == "bounded"
        if found.proof == "bounded":
            assert found.lower_bound < found.distance
    assert bounded


def test_without_levels_branch_and_bound_proves_it_or_says_that_it_did_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(topsis_levels, "MOST_LEVELS", 0)
    matrix = [[10, 1], [1, 10], [2, 2]]
    found = smallest_change(matrix, [1, 2], BENEFITS[:2], 2)
    assert found.proof == "impossible"
    assert found.examined > 0
    cut = smallest_change(matrix, [1, 2], BENEFITS[:2], 2, budget=1)
    assert cut.proof == "bounded"
    assert cut.distance == cut.moved == np.inf
    assert np.isnan(cut.weights).all()
    assert cut.lower_bound == 0


# Degenerate


@pytest.mark.parametrize("norm", NORMS)
@pytest.mark.parametrize("method", METHODS)
class TestAlreadyFirst:
    def expect(self, found: SmallestChange) -> None:
        assert found.proof == "optimal"
        assert found.distance == found.moved == found.lower_bound == 0
        assert found.weights.tolist() == found.base.tolist()

    def test_the_winner(self, method: str, norm: str) -> None:
        found = smallest_change([[3, 2], [1, 1]], [2, 6], BENEFITS[:2], 0, method, norm=norm)
        self.expect(found)
        assert found.base.tolist() == [0.25, 0.75]

    def test_one_alternative(self, method: str, norm: str) -> None:
        self.expect(smallest_change([[3, 2]], [2, 6], BENEFITS[:2], 0, method, norm=norm))

    def test_identical_alternatives(self, method: str, norm: str) -> None:
        for alternative in (0, 1):
            matrix = [[3, 2], [3, 2]]
            self.expect(smallest_change(matrix, [2, 6], BENEFITS[:2], alternative, method))

    def test_a_twin_of_the_winner(self, method: str, norm: str) -> None:
        matrix = [[3, 2], [3, 2], [1, 1]]
        self.expect(smallest_change(matrix, [2, 6], BENEFITS[:2], 1, method, norm=norm))

    def test_one_criterion(self, method: str, norm: str) -> None:
        self.expect(smallest_change([[3], [2]], [1], BENEFITS[:1], 0, method, norm=norm))


@pytest.mark.parametrize("norm", NORMS)
@pytest.mark.parametrize("method", METHODS)
def test_one_criterion_leaves_nothing_to_move(method: str, norm: str) -> None:
    found = smallest_change([[3], [2]], [1], BENEFITS[:1], 1, method, norm=norm)
    assert found.proof == "impossible"
    assert found.dominated_by == 0


@pytest.mark.parametrize("norm", NORMS)
@pytest.mark.parametrize("method", METHODS)
def test_a_twin_needs_the_same_change(method: str, norm: str) -> None:
    matrix = [[9, 1, 2], [3, 5, 1], [3, 5, 1]]
    one, other = (
        smallest_change(matrix, [8, 1, 1], BENEFITS[:3], row, method, norm=norm) for row in (1, 2)
    )
    assert one.proof == other.proof == "optimal"
    assert one.distance == pytest.approx(other.distance, abs=1e-9)


@pytest.mark.parametrize("norm", NORMS)
@pytest.mark.parametrize("method", METHODS)
def test_criteria_without_weight_may_gain_it(method: str, norm: str) -> None:
    matrix = [[9, 1, 1], [3, 1, 8], [5, 1, 2]]
    found = smallest_change(matrix, [1, 0, 0], BENEFITS[:3], 1, method, norm=norm)
    assert found.proof == "optimal"
    assert found.weights[2] > 0.1
    assert_first(found, Problem(np.array(matrix), found.base, BENEFITS[:3]), 1, method, norm)


@pytest.mark.parametrize("method", METHODS)
def test_a_criterion_without_spread_ties_everybody(method: str) -> None:
    found = smallest_change([[5, 2, 3], [3, 2, 1]], [0.5, 0.2, 0.3], BENEFITS[:3], 1, method)
    assert found.proof == "optimal"
    assert found.weights == pytest.approx([0, 1, 0], abs=1e-6)


@pytest.mark.parametrize("method", METHODS)
def test_wrong_arguments_are_named(method: str) -> None:
    matrix, weights, directions = [[1, 2], [3, 1]], [1, 1], BENEFITS[:2]
    for alternative in (-1, 2):
        with pytest.raises(ValueError, match=f"alternative is {alternative}, not a row from 0"):
            smallest_change(matrix, weights, directions, alternative, method)
    with pytest.raises(ValueError, match="norm is 'l3'"):
        smallest_change(matrix, weights, directions, 0, method, norm="l3")
    with pytest.raises(ValueError, match="budget is 0"):
        smallest_change(matrix, weights, directions, 0, method, budget=0)
    with pytest.raises(ValueError, match="weights has 3 entries"):
        smallest_change(matrix, [1, 1, 1], directions, 0, method)
    with pytest.raises(ValueError, match="method is 'vikor'"):
        smallest_change(matrix, weights, directions, 0, "vikor")


def test_arrays_cannot_be_written_to() -> None:
    found = smallest_change([[9, 1], [3, 5]], [7, 3], BENEFITS[:2], 1)
    for array in (found.weights, found.base, found.certificate):
        assert not array.flags.writeable


@pytest.mark.parametrize("norm", NORMS)
def test_values_that_drown_each_other_are_refused(norm: str) -> None:
    with pytest.raises(ValueError, match=r"decision_matrix has values up to 1e\+150"):
        smallest_change(
            [[1e150, 1], [0, 2]], [1, 1], BENEFITS[:2], 1, "weighted_sum", "none", norm=norm
        )


def test_topsis_takes_any_unit() -> None:
    for unit in (1e-150, 1e149):
        matrix = np.array([[2, 1], [1, 2]]) * unit
        found = smallest_change(matrix, [0.8, 0.2], BENEFITS[:2], 1, normalisation="none")
        assert found.weights == pytest.approx([0.5, 0.5], abs=1e-9)


def test_a_certificate_that_does_not_hold_is_not_passed_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def wrong(base: Floats, rows: Floats, limits: Floats, norm: str) -> Nearest:
        nothing = np.zeros(len(base))
        return Nearest(False, base, nothing, np.ones(len(rows)))

    module = sys.modules["ganeum.kernel.smallest_change"]  # the name is the function's
    monkeypatch.setattr(module, "nearest_point", wrong)
    with pytest.raises(ValueError, match="drown in rounding"):
        smallest_change([[9, 1], [3, 5]], [7, 3], BENEFITS[:2], 1, "weighted_sum")


# Properties


@pytest.mark.parametrize("norm", NORMS)
@pytest.mark.parametrize("method", METHODS)
def test_all_at_once_are_each_for_itself(method: str, norm: str) -> None:
    for seed in range(5):
        case, _ = random_problem(seed, method)
        args = case.matrix, case.weights, case.directions
        every = smallest_changes(*args, method, norm=norm)
        assert len(every) == len(case.matrix)
        for alternative, found in enumerate(every):
            alone = smallest_change(*args, alternative, method, norm=norm)
            assert found.proof == alone.proof
            assert found.weights.tobytes() == alone.weights.tobytes()
            assert (found.distance, found.lower_bound) == (alone.distance, alone.lower_bound)


def test_the_projection_proves_on_its_own_that_there_is_no_point() -> None:
    generator = np.random.Generator(np.random.Philox(9))
    proved = 0
    for _ in range(2000):
        n, r = generator.integers(2, 7), generator.integers(1, 12)
        base, rows = generator.dirichlet(np.ones(n)), generator.uniform(-1, 1, (r, n))
        limits = generator.uniform(-0.3, 0.3, r)
        found = nearest_point(base, rows, limits, "l2")
        assert found.feasible == nearest_point(base, rows, limits, "l1").feasible
        if not found.feasible:
            proved += 1
            assert (found.multipliers >= 0).all()
            assert (found.multipliers @ rows).min() > found.multipliers @ limits
    assert proved > 500


@pytest.mark.parametrize("norm", NORMS)
@pytest.mark.parametrize("method", METHODS)
def test_relabelling_permutes(method: str, norm: str) -> None:
    for seed in range(1, 24, 2):
        case, alternative = random_problem(seed, method)
        m, n = case.matrix.shape
        generator = np.random.Generator(np.random.Philox(seed))
        rows, columns = generator.permutation(m).tolist(), generator.permutation(n).tolist()
        moved = case.with_rows(rows).with_columns(columns)
        one = smallest_change(
            case.matrix, case.weights, case.directions, alternative, method, norm=norm
        )
        other = smallest_change(
            moved.matrix,
            moved.weights,
            moved.directions,
            rows.index(alternative),
            method,
            norm=norm,
        )
        assert one.proof == other.proof
        if one.proof == "impossible":
            continue
        assert one.distance == pytest.approx(other.distance, abs=2e-6)
        if norm == "l2" and method == "weighted_sum":  # elsewhere the nearest may not be unique
            assert one.weights[columns] == pytest.approx(other.weights, abs=1e-9)


@pytest.mark.parametrize("method", METHODS)
def test_l2_is_never_above_l1(method: str) -> None:
    for seed in range(30):
        case, alternative = random_problem(seed, method)
        args = case.matrix, case.weights, case.directions, alternative, method
        one, two = (smallest_change(*args, norm=norm) for norm in NORMS)
        assert (one.proof == "impossible") == (two.proof == "impossible")
        assert two.distance <= one.distance + 1e-6 or one.proof == "impossible"


@pytest.mark.parametrize("method", METHODS)
def test_the_same_twice(method: str) -> None:
    case, alternative = random_problem(5, method)
    args = case.matrix, case.weights, case.directions, alternative, method
    one, two = smallest_change(*args), smallest_change(*args)
    assert one.weights.tobytes() == two.weights.tobytes()
    assert (one.distance, one.lower_bound) == (two.distance, two.lower_bound)


# As moves


def test_a_change_reads_as_moves_from_one_criterion_to_another() -> None:
    found = smallest_change([[9, 1], [3, 5]], [7, 3], BENEFITS[:2], 1, "weighted_sum")
    (move,) = transfers(found.base, found.weights)
    assert (move.source, move.target) == (0, 1)
    assert move.amount == pytest.approx(found.moved)
    assert transfers([1, 1], [3, 3]) == ()
    with pytest.raises(ValueError, match="after has 3 entries where 2 are needed"):
        transfers([1, 1], [1, 1, 1])


def test_moves_add_up_to_the_change_and_no_more() -> None:
    generator = np.random.Generator(np.random.Philox(7))
    for _ in range(300):
        n = int(generator.integers(1, 8))
        before, after = generator.dirichlet(np.ones(n), 2)
        moves = transfers(before, after)
        assert len(moves) < n
        reached = before.copy()
        for move in moves:
            assert move.amount > 0
            reached[[move.source, move.target]] += -move.amount, move.amount
        assert reached == pytest.approx(after, abs=1e-12)
        total = sum(move.amount for move in moves)
        assert total == pytest.approx(np.abs(after - before).sum() / 2, abs=1e-12)
        assert [move.amount for move in moves] == sorted(
            (move.amount for move in moves), reverse=True
        )


# Parts


def test_linear_program_beale_cycles_without_a_rule() -> None:
    # the dual of Beale's example, which cycles under the largest-coefficient rule; G. Dantzig and
    # M. Thapa, Linear Programming 2, Springer, 2003, p. 145
    rows = -np.array([[0.25, -60, -1 / 25, 9], [0.5, -90, -1 / 50, 3], [0, 0, 1, 0]]).T
    costs, limits = np.array([0.0, 0.0, 1.0]), -np.array([0.75, -150, 1 / 50, -6])
    feasible, x, dual = linear_program(costs, rows, limits)
    assert feasible
    assert costs @ x == pytest.approx(1 / 20)
    assert (rows @ x <= limits + 1e-12).all()
    assert -(dual @ limits) == pytest.approx(1 / 20)


def test_linear_program_by_the_lowest_index(monkeypatch: pytest.MonkeyPatch) -> None:
    generator = np.random.Generator(np.random.Philox(3))
    for _ in range(50):
        costs, rows = generator.random(6), generator.normal(size=(12, 6))
        limits = generator.normal(size=12)
        quick = linear_program(costs, rows, limits)
        with monkeypatch.context() as patch:
            patch.setattr(nearest_linear, "PATIENCE", 0)
            patient = linear_program(costs, rows, limits)
        assert quick[0] == patient[0]
        assert costs @ quick[1] == pytest.approx(costs @ patient[1])


def test_solvers_that_do_not_settle_say_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nearest_linear, "MOST_STEPS", 1)
    base, rows = np.array([0.8, 0.1, 0.1]), np.array([[1.0, -1, 0], [1, 0, -1]])
    with pytest.raises(ArithmeticError, match="linear program did not settle in 1"):
        nearest_point(base, rows, np.zeros(2), "l1")
    with pytest.raises(ArithmeticError, match="projection did not settle in 1"):
        nearest_point(base, rows, np.zeros(2), "l2")


def test_upper_bounds_hold_inside_simplices() -> None:
    generator = np.random.Generator(np.random.Philox(4))
    rivals = margins(scoring(generator.random((6, 4)), BENEFITS[:4], "topsis", None), 2)
    for width in (1.0, 0.3, 1e-2, 1e-4):
        corners = generator.dirichlet(np.ones(4), (200, 4))
        corners = corners[:, :1] + width * (corners - corners[:, :1])
        upper = rivals.upper(corners)
        for _ in range(50):
            inside = generator.dirichlet(np.ones(4) * 0.5, 200)
            points = np.einsum("sv,svn->sn", inside, corners)
            values, sizes = rivals.values(points)
            bounds = np.einsum("slv,sv->sl", upper, inside)
            assert (values <= bounds + ROUNDING * sizes).all()
        if width == 1e-4:
            assert np.abs(bounds - values).max() < 1e-6


@pytest.mark.parametrize("norm", NORMS)
def test_going_downhill_mostly_ends_where_a_local_search_stays(norm: str) -> None:
    generator = np.random.Generator(np.random.Philox(6))
    asked = arrived = 0
    for _ in range(8):
        matrix, base = generator.random((5, 3)), generator.dirichlet(np.ones(3))
        problem = scoring(matrix, BENEFITS[:3], "topsis", None)
        for alternative in range(5):
            rivals = margins(problem, alternative)
            somewhere = lead(problem, alternative, rivals)
            if somewhere.impossible or rivals.first(base[None])[0]:
                continue
            there = descend(rivals, base, somewhere.weights, norm)
            assert there.sum() == pytest.approx(1)
            assert (there >= 0).all()
            asked += 1
            if rivals.least(there[None])[0] >= -1e-8:
                near, _, _ = local_nearest(rivals, base, there, norm)
                arrived += far(near, base, norm) == pytest.approx(far(there, base, norm), abs=1e-4)
    assert asked >= 8
    assert arrived >= 0.6 * asked


def test_local_search_says_when_it_comes_to_nothing() -> None:
    rivals = margins(scoring([[10, 1], [1, 10], [2, 2]], BENEFITS[:2], "topsis", None), 2)
    weights, support, _ = local_nearest(rivals, np.array([1.0, 0.0]), np.array([0.5, 0.5]), "l1")
    assert np.isnan(weights).all()
    assert not support.any()


def test_branch_and_bound_does_not_lean_on_its_bounds_alone() -> None:
    matrix = np.vstack([np.eye(3), np.full(3, 0.45)])
    rivals = margins(scoring(matrix, BENEFITS[:3], "topsis", "none"), 3)
    unknown = np.full(3, np.nan)
    found = search(rivals, np.array([0.8, 0.1, 0.1]), "l2", 20_000, unknown)
    assert 0 <= found.distance - found.lower_bound <= 1e-6
