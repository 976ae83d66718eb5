"""The closed form against the general search along a line, and its own degenerate cases."""

from itertools import product

import numpy as np
import pytest

from ganeum.kernel import all_reversal_weights, reversal_weights
from ganeum.kernel.inputs import Floats
from ganeum.kernel.proportional import proportional_ties
from ganeum.kernel.reversals import criterion_path
from ganeum.kernel.scoring import Scoring, scoring
from ganeum.kernel.ties import ties_along

METHODS = ["topsis", "weighted_sum"]


@pytest.mark.parametrize(("method", "block"), list(product(METHODS, range(10))))
def test_2000_problems_swap_where_the_general_search_finds_it(method: str, block: int) -> None:
    for seed in range(100 * block, 100 * block + 100):
        rng = np.random.default_rng([seed, METHODS.index(method)])
        m, n = int(rng.integers(2, 8)), int(rng.integers(2, 6))
        matrix = rng.integers(1, 5, (m, n)) if seed % 3 == 0 else rng.uniform(0.1, 9.0, (m, n))
        directions = ["cost" if rng.random() < 0.3 else "benefit" for _ in range(n)]
        weights = rng.dirichlet(np.ones(n))
        problem = scoring(matrix, directions, method, None)
        k = int(rng.integers(n))
        closed = proportional_ties(problem, weights, k)
        general = ties_along(problem, *criterion_path(weights, k))
        assert closed.swaps.tolist() == sorted(closed.swaps.tolist())
        np.testing.assert_allclose(closed.swaps, general.swaps, atol=1e-9)
        assert _known(closed.swap_pairs, closed.ahead_after) == _known(
            general.swap_pairs, general.ahead_after
        )
        assert sorted(closed.tied_pairs.tolist()) == sorted(general.tied_pairs.tolist())
        assert sorted(closed.end_ties.tolist()) == sorted(general.end_ties.tolist())
        assert (
            np.abs(_gaps(problem, weights, k, closed.swaps, closed.swap_pairs)).max(initial=0.0)
            <= 1e-12
        )


def _known(pairs: np.ndarray, ahead: np.ndarray) -> list[tuple[int, ...]]:
    return sorted((*pair, who) for pair, who in zip(pairs.tolist(), ahead.tolist(), strict=True))


def _gaps(problem: Scoring, weights: Floats, k: int, t: Floats, pairs: np.ndarray) -> Floats:
    start, end = criterion_path(weights, k)
    scores = problem.scores((1 - t[:, None]) * start + t[:, None] * end)
    rows = np.arange(len(t))
    return scores[rows, pairs[:, 0]] - scores[rows, pairs[:, 1]]


def _quadratic(a: float, b: float, c: float) -> Scoring:
    """Two alternatives whose tie on criterion 0 against 1 is a u^2 + b u + c = 0, a, c >= 0."""
    # (n_1 u + N_1)(p_2 u + P_2) - n_2 u P_1 with n_1 = N_1 = 1, p_2 = a, P_2 = c
    return Scoring(
        "topsis",
        np.array([[1.0, 1.0], [a + c - b, 0.0]]),
        np.array([[0.0, 1.0], [a, c]]),
    )


def test_a_double_root_touches() -> None:
    found = proportional_ties(_quadratic(1.0, -2.0, 1.0), np.array([0.0, 1.0]), 0)
    assert found.swaps.tolist() == []
    assert found.touches.tolist() == [0.5]
    assert found.touch_pairs.tolist() == [[0, 1]]


@pytest.mark.parametrize("gap", [1e-2, 1e-4, 1e-6])
def test_two_near_roots_are_two_swaps(gap: float) -> None:
    found = proportional_ties(_quadratic(1.0, -2.0 - gap, 1.0 + gap), np.array([0.0, 1.0]), 0)
    u = (found.swaps / (1 - found.swaps)) ** 2
    np.testing.assert_allclose(u, [1.0, 1.0 + gap], atol=1e-9)
    assert found.ahead_after.tolist() == [1, 0]


@pytest.mark.parametrize(
    ("a", "b", "c", "roots", "ends"),
    [
        (0.0, -2.0, 2.0, [1.0], [[0, 1, 1]]),  # a tie at weight 1
        (2.0, -2.0, 0.0, [1.0], [[0, 1, 0]]),  # a tie at weight 0
        (1.0, 1.0, 1.0, [], []),
        (0.0, -1.0, 0.0, [], [[0, 1, 0], [0, 1, 1]]),
    ],
)
def test_ties_at_the_ends_are_named(
    a: float, b: float, c: float, roots: list[float], ends: list[list[int]]
) -> None:
    found = proportional_ties(_quadratic(a, b, c), np.array([0.0, 1.0]), 0)
    np.testing.assert_allclose((found.swaps / (1 - found.swaps)) ** 2, roots, atol=1e-12)
    assert found.end_ties.tolist() == ends


@pytest.mark.parametrize("method", METHODS)
def test_lone_alternatives_and_all_tied_ones(method: str) -> None:
    alone = reversal_weights([[1, 2]], [1, 1], ["benefit"] * 2, 0, method)
    assert alone.end_ties.shape == (0, 3)
    same = reversal_weights([[1, 2]] * 3, [1, 1], ["benefit"] * 2, 0, method)
    assert same.tied_pairs.tolist() == [[0, 1], [0, 2], [1, 2]]
    assert same.weights.tolist() == []


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("seed", range(30))
def test_all_criteria_at_once_are_each_for_itself(method: str, seed: int) -> None:
    rng = np.random.default_rng(seed)
    matrix, weights = rng.uniform(0.5, 9.0, (6, 4)), rng.dirichlet(np.ones(4))
    every = all_reversal_weights(matrix, weights, ["benefit"] * 4, method)
    for k in range(4):
        own = reversal_weights(matrix, weights, ["benefit"] * 4, k, method)
        rows = every.criteria == k
        np.testing.assert_allclose(every.weights[rows], own.weights, atol=1e-12)
        assert every.pairs[rows].tolist() == own.pairs.tolist()
        assert every.ahead_above[rows].tolist() == own.ahead_above.tolist()


@pytest.mark.parametrize("method", METHODS)
def test_a_criterion_with_all_the_weight_has_no_reversals(method: str) -> None:
    every = all_reversal_weights([[9, 1], [1, 9]], [1, 0], ["benefit"] * 2, method)
    assert every.criteria.tolist() == [1]
    alone = all_reversal_weights([[9]], [1], ["benefit"], method)
    assert alone.pairs.shape == (0, 2)
