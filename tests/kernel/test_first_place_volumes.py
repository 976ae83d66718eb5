"""Exact first-place shares, against closed forms, areas by the shoelace rule, and draws."""

from collections.abc import Callable
from itertools import combinations, pairwise
from math import factorial

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ganeum.kernel import acceptability, first_place_volumes
from ganeum.kernel.inputs import Floats
from strategies import whole_numbers


def volumes(matrix: Floats) -> Floats:
    return first_place_volumes(matrix, ["benefit"] * np.shape(matrix)[1], normalisation="none")


def lengths(values: Floats) -> list[float]:
    """Go from crossing to crossing of the lines that scores are over the weight of the first."""
    rises = [(b, a - b) for a, b in values.tolist()]
    crossings = [
        (bottom - low) / (rise - top)
        for (low, rise), (bottom, top) in combinations(rises, 2)
        if rise != top
    ]
    shares = [0.0] * len(rises)
    for start, end in pairwise(sorted({0.0, 1.0, *(x for x in crossings if 0 < x < 1)})):
        middle = (start + end) / 2
        scores = [low + rise * middle for low, rise in rises]
        shares[scores.index(max(scores))] += end - start
    return shares


def check_2000(n: int, block: int, expected: Callable[[Floats], list[float]]) -> None:
    """Compare with what is expected of normalised values, of which no two rows are the same."""
    rng = np.random.default_rng([n, block])
    for seed in range(100):
        m = int(rng.integers(2, 6))
        matrix = rng.integers(1, 6, (m, n)) + 0.0 if seed % 2 else rng.uniform(0.5, 9, (m, n))
        matrix, costs = np.unique(matrix, axis=0), rng.random(n) < 0.3
        values = np.where(costs, matrix.min(axis=0) / matrix, matrix / matrix.max(axis=0))
        found = first_place_volumes(matrix, np.where(costs, "cost", "benefit").tolist())
        np.testing.assert_allclose(found, expected(values), atol=1e-9)
        assert abs(found.sum() - 1) <= 1e-12


@pytest.mark.parametrize("block", range(20))
def test_two_criteria_have_the_lengths_between_crossings_on_2000_problems(block: int) -> None:
    check_2000(2, block, lengths)


def area(matrix: Floats, i: int) -> float:
    """Cut the triangle of (w0, w1) by one half-plane after another; twice its area is the share."""
    corners = [(0.0, 0.0), (1.0, 0.0), (0.0, 1.0)]
    for a, b, c in np.delete(matrix[i] - matrix, i, axis=0).tolist():
        cut: list[tuple[float, float]] = []
        for (x, y), (u, v) in zip(corners, corners[1:] + corners[:1], strict=True):
            here, there = a * x + b * y + c * (1 - x - y), a * u + b * v + c * (1 - u - v)
            if here >= 0:
                cut.append((x, y))
            if here * there < 0:
                t = here / (here - there)
                cut.append((x + t * (u - x), y + t * (v - y)))
        corners = cut
        if not corners:
            return 0.0
    return sum(
        x * v - u * y for (x, y), (u, v) in zip(corners, corners[1:] + corners[:1], strict=True)
    )


@pytest.mark.parametrize("block", range(20))
def test_three_criteria_have_the_areas_of_their_polygons_on_2000_problems(block: int) -> None:
    check_2000(3, block, lambda values: [area(values, i) for i in range(len(values))])


@pytest.mark.parametrize("n", range(1, 9))
def test_an_order_of_the_criteria_has_one_share_in_all_their_orders(n: int) -> None:
    # the first leads where each weight is at least the next one
    matrix = np.full((n, n), 5.0)
    for j in range(n - 1):
        matrix[j + 1, [j, j + 1]] = [4, 6]
    assert volumes(matrix)[0] == pytest.approx(1 / factorial(n), rel=1e-12)


@pytest.mark.parametrize("n", range(1, 9))
def test_specialists_share_alike(n: int) -> None:
    assert volumes(np.eye(n)) == pytest.approx(np.full(n, 1 / n), rel=1e-12)


@given(st.integers(2, 5).flatmap(lambda n: whole_numbers(6 * n, 0, 4)))
def test_shares_sum_to_one_without_ties(cells: Floats) -> None:
    matrix = np.unique(cells.reshape(6, -1), axis=0)
    assert volumes(matrix).sum() == pytest.approx(1, abs=1e-12)
    assert volumes(matrix[::-1])[::-1] == pytest.approx(volumes(matrix), abs=1e-12)


@pytest.mark.parametrize(
    ("m", "n", "rule"),
    [(16, 6, "ideal"), (8, 4, "distributive"), (16, 4, "minmax"), (8, 8, "ideal")],
)
def test_draws_agree_within_four_standard_errors(m: int, n: int, rule: str) -> None:
    matrix = np.random.default_rng(m).uniform(1, 9, (m, n))
    directions = ["benefit", "cost"] * (n // 2)
    exact = first_place_volumes(matrix, directions, normalisation=rule)
    drawn = acceptability(matrix, directions, 20_000, 1, "weighted_sum", rule)
    error = np.sqrt(exact * (1 - exact) / 20_000)
    assert exact.sum() == pytest.approx(1, abs=1e-12)
    assert (np.abs(drawn.rank_acceptability[:, 0] - exact) <= 4 * error + 1e-4).all()


def test_identical_alternatives_each_have_the_whole_region() -> None:
    assert volumes([[9, 1], [9, 1], [1, 9]]) == pytest.approx([0.5, 0.5, 0.5])
    assert volumes([[3, 3], [3, 3]]).tolist() == [1, 1]


def test_what_is_dominated_has_nothing_and_a_winner_everything() -> None:
    assert volumes([[3, 3, 3], [3, 3, 2], [1, 1, 1]]).tolist() == [1, 0, 0]
    # best at one point of the simplex only, and nowhere
    assert volumes([[4, 0], [0, 4], [2, 2], [1.9, 1.9]]) == pytest.approx([0.5, 0.5, 0, 0])
    assert volumes([[4, 0, 0], [0, 4, 0], [0, 0, 4], [1, 1, 1]])[3] == 0


def test_a_cost_turns_the_better_side() -> None:
    found = first_place_volumes([[2, 1], [4, 4]], ["cost", "benefit"])
    assert found == pytest.approx([0.4, 0.6])  # w + (1 - w) / 4 against w / 2 + 1 - w


def test_what_has_no_exact_answer_is_refused() -> None:
    with pytest.raises(ValueError, match="method is 'topsis', whose regions are not bounded by"):
        first_place_volumes([[1, 2]], ["benefit"] * 2, "topsis")
    with pytest.raises(ValueError, match=r"decision_matrix has 9 criteria: .* up to 8"):
        first_place_volumes(np.ones((2, 9)), ["benefit"] * 9)


def test_shares_that_drown_in_rounding_are_refused() -> None:
    matrix = [[7.8e7, 9.6e-6, 8.1e-4, 2e-7], [2e6, 6.6e-6, 6.5e-4, 8.1e-7]]
    with pytest.raises(ValueError, match="drown in rounding"):
        first_place_volumes(matrix, ["benefit"] * 4, normalisation="none")
