from dataclasses import FrozenInstanceError, fields
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ganeum.kernel import connected_parts, incomplete_priorities, priorities, random_index
from ganeum.kernel.incomplete_priorities import gap_solutions
from ganeum.kernel.priorities import METHODS
from ganeum.kernel.streams import generator
from strategies import Floats, consistent_matrices, pairwise_matrices

every_method = pytest.mark.parametrize("method", METHODS)

NAN = float("nan")


def same(actual: object, expected: object, rtol: float = 1e-10) -> None:
    np.testing.assert_allclose(actual, expected, rtol=rtol, atol=1e-13)  # type: ignore[arg-type]


@st.composite
def with_gaps(draw: st.DrawFn, matrix: Floats) -> Floats:
    """The judgements with some left out, but for those of a random tree."""
    n = len(matrix)
    tree = [(draw(st.integers(0, i - 1)), i) for i in range(1, n)]
    others = [pair for pair in combinations(range(n), 2) if pair not in tree]
    gaps = draw(st.lists(st.sampled_from(others), unique=True)) if others else []
    holed = matrix.copy()
    for i, j in gaps:
        holed[i, j] = holed[j, i] = NAN
    return holed


gapped = pairwise_matrices(smallest=2).flatmap(with_gaps)


# Properties


@every_method
@given(matrix=pairwise_matrices())
def test_without_gaps_it_is_the_usual(method: str, matrix: Floats) -> None:
    found, usual = incomplete_priorities(matrix, method), priorities(matrix, method)
    assert found.missing == 0
    assert found.completed.tolist() == matrix.tolist()
    for field in fields(usual):
        value, expected = getattr(found, field.name), getattr(usual, field.name)
        assert np.array_equal(value, expected)


@given(matrix=pairwise_matrices(smallest=2))
def test_solver_agrees_with_the_usual(matrix: Floats) -> None:
    usual = priorities(matrix)
    answered = np.ones(matrix.shape, dtype=np.bool_)
    for method in METHODS:
        weights, eigenvalues, variances = gap_solutions(np.log(matrix)[None], answered, method)
        same(weights[0], priorities(matrix, method).priorities)
        same(eigenvalues[0], usual.principal_eigenvalue)
        same(variances[0], usual.geometric_consistency_index if len(matrix) > 2 else 0)


@every_method
@given(found=consistent_matrices().flatmap(lambda f: st.tuples(st.just(f[0]), with_gaps(f[1]))))
def test_consistent_judgements_return_their_weights(
    method: str, found: tuple[Floats, Floats]
) -> None:
    weights, matrix = found
    result = incomplete_priorities(matrix, method)
    same(result.priorities, weights)
    same(result.completed, weights[:, None] / weights)
    same([result.consistency_index, result.geometric_consistency_index], [0, 0])
    assert abs(result.consistency_ratio) <= 1e-9


@given(matrix=gapped)
def test_eigenvector_is_that_of_its_own_completion(matrix: Floats) -> None:
    found = incomplete_priorities(matrix)
    same(found.completed @ found.priorities, found.principal_eigenvalue * found.priorities)
    completed = priorities(found.completed)
    same(completed.priorities, found.priorities)
    same(completed.principal_eigenvalue, found.principal_eigenvalue)
    known = ~np.isnan(matrix)
    assert found.completed[known].tolist() == matrix[known].tolist()


@given(matrix=gapped)
def test_least_squares_are_least(matrix: Floats) -> None:
    found = incomplete_priorities(matrix, "geometric_mean").priorities
    errors = np.log(matrix) - np.log(found)[:, None] + np.log(found)
    slopes = np.nansum(errors, axis=1)  # of the sum of squares, by each logarithm
    np.testing.assert_allclose(slopes, 0, atol=1e-11)


@given(matrix=gapped)
def test_ratios_follow_the_definitions(matrix: Floats) -> None:
    n, found = len(matrix), incomplete_priorities(matrix)
    means = incomplete_priorities(matrix, "geometric_mean")
    assert found.missing == np.isnan(matrix).sum() // 2
    assert found.random_index == random_index(n, missing=found.missing)
    loops = (n - 1) * (n - 2) // 2 - found.missing
    same(found.consistency_index, (found.principal_eigenvalue - n) / (n - 1))
    errors = np.log(matrix) - np.log(means.priorities)[:, None] + np.log(means.priorities)
    if loops:
        same(found.consistency_ratio, found.consistency_index / found.random_index)
        same(found.geometric_consistency_index, np.nansum(errors**2) / (2 * loops))
    else:
        assert found.consistency_ratio == found.geometric_consistency_index == 0
    assert found.principal_eigenvalue == means.principal_eigenvalue
    assert found.consistency_ratio == means.consistency_ratio


@every_method
@given(matrix=gapped, data=st.data())
def test_relabelling_permutes_the_answer(method: str, matrix: Floats, data: st.DataObject) -> None:
    order = data.draw(st.permutations(range(len(matrix))))
    found = incomplete_priorities(matrix, method)
    permuted = incomplete_priorities(matrix[order][:, order], method)
    same(permuted.priorities, found.priorities[order])
    same(permuted.consistency_ratio, found.consistency_ratio, 1e-8)


def test_two_thousand_random_matrices_with_gaps() -> None:
    """Against NumPy's own eigenvectors and least squares."""
    rng = generator(1987, 0, 0)
    rows, columns = np.triu_indices(6, k=1)
    design = np.zeros((15, 6))
    design[np.arange(15), rows], design[np.arange(15), columns] = 1, -1
    for _ in range(20):
        answers = np.ones(15, dtype=np.bool_)
        answers[rng.choice(15, 7, replace=False)] = False
        answered = np.eye(6, dtype=np.bool_)
        answered[rows, columns] = answered[columns, rows] = answers
        if len(connected_parts(np.where(answered, 1.0, NAN))) > 1:
            answers[:5], answered[0], answered[:, 0] = True, True, True
        logs = np.zeros((120, 6, 6))
        drawn = rng.normal(0, 1, (120, 15)) * answers
        logs[:, rows, columns], logs[:, columns, rows] = drawn, -drawn
        harker = np.where(answered, np.exp(logs), 0) + np.diag((~answered).sum(axis=1))
        values, vectors = np.linalg.eig(harker)
        place = values.real.argmax(axis=1)
        expected = np.abs(np.take_along_axis(vectors.real, place[:, None, None], 2)[:, :, 0])
        weights, eigenvalues, variances = gap_solutions(logs, answered)
        same(weights, expected / expected.sum(axis=1, keepdims=True), 1e-8)
        same(eigenvalues, values.real.max(axis=1))
        solved, squares = np.linalg.lstsq(design[answers], drawn[:, answers].T)[:2]
        del squares
        expected = np.exp(solved.T)
        least = gap_solutions(logs, answered, "geometric_mean")[0]
        same(least, expected / expected.sum(axis=1, keepdims=True), 1e-8)
        left = drawn[:, answers].T - design[answers] @ solved
        same(variances, (left**2).sum(axis=0) / (answers.sum() - 5), 1e-8)


# Degenerate cases


@every_method
def test_a_chain_is_enough(method: str) -> None:
    found = incomplete_priorities([[1, 2, NAN], [1 / 2, 1, 3], [NAN, 1 / 3, 1]], method)
    same(found.priorities, np.array([6, 3, 1]) / 10)
    assert (found.missing, found.consistency_ratio, found.random_index) == (1, 0, 0)


@every_method
@pytest.mark.parametrize("n", [2, 3, 8, 20])
def test_a_long_chain_of_large_judgements_keeps_its_digits(method: str, n: int) -> None:
    matrix = np.where(np.eye(n) > 0, 1.0, NAN)
    for i in range(n - 1):
        matrix[i, i + 1], matrix[i + 1, i] = 9, 1 / 9
    expected = 9.0 ** -np.arange(n)
    same(incomplete_priorities(matrix, method).priorities, expected / expected.sum(), 1e-12)


def test_one_item_needs_no_answer() -> None:
    assert connected_parts([[1]]) == ((0,),)
    assert incomplete_priorities([[1]]).priorities.tolist() == [1]


@given(matrix=gapped)
def test_connected_judgements_have_one_part(matrix: Floats) -> None:
    assert connected_parts(matrix) == (tuple(range(len(matrix))),)


def test_parts_are_named() -> None:
    matrix = np.where(np.eye(5) > 0, 1.0, NAN)
    matrix[0, 3] = matrix[3, 0] = matrix[1, 4] = matrix[4, 1] = 1
    assert connected_parts(matrix) == ((0, 3), (1, 4), (2,))
    with pytest.raises(ValueError, match=r"does not connect \[0, 3\] and \[1, 4\] and \[2\]"):
        incomplete_priorities(matrix)


# Refusals


@pytest.mark.parametrize(
    ("matrix", "message"),
    [
        ([[1, 2], [NAN, 1]], r"of pairwise_matrix\[0, 1\] and .*\[1, 0\] one is not answered"),
        ([[1, 2], [2, 1]], "must be reciprocal"),
        ([[1, -2], [-1 / 2, 1]], "must be positive"),
        ([[1, float("inf")], [0, 1]], "not a finite number"),
        ([[[1]]], "must have 2 dimension"),
        ([[1, 2]], "1 by 2, not square"),
        ([[]], "is empty"),
        (3, "must have 2 dimension"),
        ([["one"]], "must hold numbers only"),
    ],
)
def test_what_is_no_matrix_of_judgements_is_refused(matrix: object, message: str) -> None:
    for function in (incomplete_priorities, connected_parts):
        with pytest.raises(ValueError, match=message):
            function(matrix)  # type: ignore[arg-type]


def test_unknown_names_are_refused() -> None:
    chain = [[1, 2, NAN], [1 / 2, 1, 3], [NAN, 1 / 3, 1]]
    with pytest.raises(ValueError, match="method is 'mean', not one of"):
        incomplete_priorities(chain, "mean")
    with pytest.raises(ValueError, match="table is 'mine', not one of"):
        incomplete_priorities(chain, table="mine")


# The result


def test_result_is_frozen_and_read_only() -> None:
    found = incomplete_priorities([[1, 2, NAN], [1 / 2, 1, 3], [NAN, 1 / 3, 1]])
    assert not hasattr(found, "__dict__")
    assert not found.priorities.flags.writeable
    assert not found.completed.flags.writeable
    with pytest.raises(FrozenInstanceError):
        found.missing = 2  # type: ignore[misc]


def test_a_cycle_of_seven_large_judgements_is_settled() -> None:
    matrix = np.full((7, 7), np.nan)
    np.fill_diagonal(matrix, 1.0)
    for i, judgement in enumerate([2e8, 1e9, 1e8, 1e9, 1e9, 2e8, 1e9]):
        j = (i + 1) % 7
        matrix[i, j], matrix[j, i] = judgement, 1 / judgement
    matrix[4, 6] = matrix[6, 4] = 1.0
    priorities = incomplete_priorities(matrix).priorities
    open_pairs = np.isnan(matrix)
    completed = np.where(open_pairs, 0.0, matrix) + np.diag(open_pairs.sum(axis=1))
    growth = completed @ priorities / priorities
    assert growth == pytest.approx(np.full(7, growth.mean()), rel=1e-12)
