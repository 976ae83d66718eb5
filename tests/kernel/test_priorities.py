from dataclasses import FrozenInstanceError, fields
from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ganeum.kernel import priorities, random_index, random_index_source
from ganeum.kernel.priorities import LARGEST_JUDGEMENT, METHODS
from strategies import Floats, consistent_matrices, pairwise_matrices

every_method = pytest.mark.parametrize("method", METHODS)

NAN, INF = float("nan"), float("inf")
CYCLE = np.array([[1, 3, 1 / 5], [1 / 3, 1, 4], [5, 1 / 4, 1]])


def same(actual: Floats, expected: Floats) -> None:
    np.testing.assert_allclose(actual, expected, rtol=1e-11)


# Properties


@every_method
@given(found=consistent_matrices())
def test_consistent_matrix_returns_its_weights(method: str, found: tuple[Floats, Floats]) -> None:
    weights, matrix = found
    result = priorities(matrix, method)
    np.testing.assert_allclose(result.priorities, weights, rtol=1e-13)
    n = len(weights)
    assert n <= result.principal_eigenvalue <= n + 1e-12
    assert 0 <= result.consistency_index <= 1e-12
    assert 0 <= result.consistency_ratio <= 1e-12
    assert 0 <= result.geometric_consistency_index <= 1e-12


@every_method
@given(matrix=pairwise_matrices())
def test_priorities_are_positive_and_sum_to_one(method: str, matrix: Floats) -> None:
    found = priorities(matrix, method).priorities
    assert (found > 0).all()
    assert found.sum() == pytest.approx(1, abs=1e-15)


@given(matrix=pairwise_matrices())
def test_eigenvector_is_one(matrix: Floats) -> None:
    found = priorities(matrix)
    same(matrix @ found.priorities, found.principal_eigenvalue * found.priorities)


@given(matrix=pairwise_matrices())
def test_geometric_means_are_those_of_rows(matrix: Floats) -> None:
    means = np.prod(matrix, axis=1) ** (1 / len(matrix))
    same(priorities(matrix, "geometric_mean").priorities, means / means.sum())


@every_method
@given(matrix=pairwise_matrices(), data=st.data())
def test_relabelling_permutes_the_answer(method: str, matrix: Floats, data: st.DataObject) -> None:
    order = data.draw(st.permutations(range(len(matrix))))
    found, permuted = priorities(matrix, method), priorities(matrix[order][:, order], method)
    same(permuted.priorities, found.priorities[order])
    assert permuted.principal_eigenvalue == pytest.approx(found.principal_eigenvalue)
    assert permuted.geometric_consistency_index == pytest.approx(found.geometric_consistency_index)


@given(matrix=pairwise_matrices())
def test_ratios_follow_the_definitions(matrix: Floats) -> None:
    n, found = len(matrix), priorities(matrix)
    largest = max(np.linalg.eigvals(matrix).real)
    assert found.principal_eigenvalue >= n
    assert found.principal_eigenvalue == pytest.approx(largest, rel=1e-11)
    if n > 1:
        index = (found.principal_eigenvalue - n) / (n - 1)
        assert found.consistency_index == pytest.approx(index, abs=1e-15)
    if n > 2:
        ratio = found.consistency_index / random_index(n)
        assert found.consistency_ratio == pytest.approx(ratio, abs=1e-15)
    assert found.random_index == random_index(n)
    assert found.random_index_source == random_index_source(n)


@given(matrix=pairwise_matrices(smallest=3))
def test_geometric_consistency_index_follows_its_definition(matrix: Floats) -> None:
    n = len(matrix)
    means = np.prod(matrix, axis=1) ** (1 / n)
    errors = [
        np.log(matrix[i, j] * means[j] / means[i]) ** 2 for i in range(n) for j in range(i + 1, n)
    ]
    expected = 2 / ((n - 1) * (n - 2)) * sum(errors)
    assert priorities(matrix).geometric_consistency_index == pytest.approx(expected, abs=1e-12)


@given(matrix=pairwise_matrices())
def test_consistency_belongs_to_the_matrix(matrix: Floats) -> None:
    eigenvector, means = (priorities(matrix, method) for method in METHODS)
    for name in ("principal_eigenvalue", "consistency_ratio", "geometric_consistency_index"):
        assert getattr(eigenvector, name) == getattr(means, name)


@given(matrix=pairwise_matrices(order=3))
def test_three_criteria_have_a_closed_form(matrix: Floats) -> None:
    eigenvector, means = (priorities(matrix, method) for method in METHODS)
    same(eigenvector.priorities, means.priorities)
    error = np.cbrt(matrix[0, 1] * matrix[1, 2] * matrix[2, 0])
    assert eigenvector.principal_eigenvalue == pytest.approx(1 + error + 1 / error, rel=1e-12)


@given(matrix=pairwise_matrices())
def test_geometric_means_of_opposite_judgements_are_inverse(matrix: Floats) -> None:
    inverse = 1 / priorities(matrix, "geometric_mean").priorities
    same(priorities(matrix.T, "geometric_mean").priorities, inverse / inverse.sum())


@given(matrix=pairwise_matrices())
def test_eigenvector_is_the_default(matrix: Floats) -> None:
    found = priorities(matrix, "eigenvector").priorities
    assert priorities(matrix).priorities.tolist() == found.tolist()


# Degenerate cases


@every_method
def test_one_criterion_has_all_priority(method: str) -> None:
    found = priorities([[1]], method)
    assert found.priorities.tolist() == [1.0]
    assert found.principal_eigenvalue == 1
    assert (found.consistency_index, found.consistency_ratio) == (0, 0)
    assert (found.random_index, found.geometric_consistency_index) == (0, 0)


@every_method
@pytest.mark.parametrize("judgement", [1.0, 4.0, 1.3, 1e8, LARGEST_JUDGEMENT])
def test_two_criteria_are_always_consistent(method: str, judgement: float) -> None:
    for matrix in ([[1, judgement], [1 / judgement, 1]], [[1, 1 / judgement], [judgement, 1]]):
        found = priorities(matrix, method)
        same(found.priorities, np.array([matrix[0][1], 1]) / (1 + matrix[0][1]))
        assert found.principal_eigenvalue == pytest.approx(2)
        assert found.consistency_index == pytest.approx(0, abs=1e-15)
        assert (found.consistency_ratio, found.geometric_consistency_index) == (0, 0)


@every_method
@pytest.mark.parametrize("n", [1, 2, 3, 9, 15, 16, 40])
def test_equal_judgements_give_equal_priorities(method: str, n: int) -> None:
    found = priorities(np.ones((n, n)), method)
    same(found.priorities, np.full(n, 1 / n))
    assert found.consistency_ratio == pytest.approx(0, abs=1e-12)


@every_method
def test_intransitive_judgements_are_a_finding(method: str) -> None:
    found = priorities([[1, 9, 1 / 9], [1 / 9, 1, 9], [9, 1 / 9, 1]], method)
    same(found.priorities, np.full(3, 1 / 3))
    assert found.principal_eigenvalue == pytest.approx(1 + 9 + 1 / 9)
    assert found.consistency_ratio == pytest.approx((1 + 9 + 1 / 9 - 3) / 2 / 0.58)


@every_method
def test_huge_consistent_judgements_keep_every_digit(method: str) -> None:
    weights = np.array([2 / LARGEST_JUDGEMENT, LARGEST_JUDGEMENT**-0.5, 1.0])
    found = priorities(weights[:, None] / weights[None, :], method)
    np.testing.assert_allclose(found.priorities, weights / weights.sum(), rtol=1e-12)
    assert found.consistency_ratio == pytest.approx(0, abs=1e-12)


def solved_or_refused(matrix: Floats, method: str = "eigenvector") -> Floats | None:
    """Priorities that satisfy the eigenvalue equation, or nothing where the matrix is refused."""
    try:
        found = priorities(matrix, method)
    except ValueError as refusal:
        assert "pairwise_matrix" in str(refusal)  # noqa: PT017 - either answer will do
        return None
    assert (found.priorities > 0).all()
    if method == "eigenvector":
        np.testing.assert_allclose(
            matrix @ found.priorities, found.principal_eigenvalue * found.priorities, rtol=1e-6
        )
    return found.priorities


@every_method
@pytest.mark.parametrize("judgement", [9.0, 1e8, 1e16, 1e30, 1e50, 1e150])
def test_extreme_judgements_are_solved_or_refused(method: str, judgement: float) -> None:
    rng = np.random.default_rng(1994)
    for _ in range(200):
        n = int(rng.integers(3, 9))
        signs = np.triu(rng.integers(-1, 2, (n, n)), 1)
        solved_or_refused(judgement ** (signs - signs.T).astype(np.float64), method)


@pytest.mark.parametrize("judgement", [9.0, 1e6, 1e16, 1e150])
def test_loser_to_a_circle_has_a_priority(judgement: float) -> None:
    wins, losses = judgement, 1 / judgement
    matrix = np.array(
        [
            [1, wins, losses, wins],
            [losses, 1, wins, wins],
            [wins, losses, 1, wins],
            [losses, losses, losses, 1],
        ]
    )
    both = wins + losses
    circle, loser = (both + np.hypot(both, 12**0.5)) / 2, 3 * losses  # eigenvalue less 1; its share
    for order in permutations(range(4)):
        place = list(order)
        found = solved_or_refused(matrix[place][:, place])
        if found is not None:
            assert found[place.index(3)] == pytest.approx(loser / circle * found.max(), rel=1e-6)


# Random index


def test_random_index_is_saatys_table() -> None:
    table = [
        "0",
        "0",
        ".58",
        ".90",
        "1.12",
        "1.24",
        "1.32",
        "1.41",
        "1.45",
        "1.49",
        "1.51",
        "1.48",
        "1.56",
        "1.57",
        "1.59",
    ]
    assert [random_index(n) for n in range(1, 16)] == [float(entry) for entry in table]
    assert {random_index_source(n) for n in range(1, 16)} == {"Saaty 1980"}


@pytest.mark.parametrize("n", [16, 17, 100])
def test_random_index_goes_on_by_regression(n: int) -> None:
    assert random_index(n) == pytest.approx((2.7699 * n - 4.3513 - n) / (n - 1))
    assert random_index_source(n) == "Alonso and Lamata 2006"
    assert random_index(n) > random_index(15)


@pytest.mark.parametrize("n", [0, -1])
def test_random_index_needs_a_criterion(n: int) -> None:
    with pytest.raises(ValueError, match=f"n is {n}, less than 1"):
        random_index(n)


def test_large_matrix_is_compared_with_the_regression() -> None:
    weights = np.arange(1.0, 17.0)
    matrix = weights[:, None] / weights[None, :]
    matrix[0, 1], matrix[1, 0] = 2.0, 0.5
    found = priorities(matrix)
    assert found.random_index_source == "Alonso and Lamata 2006"
    assert found.consistency_ratio == pytest.approx(found.consistency_index / random_index(16))
    assert found.consistency_ratio > 0


# Refusals


@pytest.mark.parametrize(
    ("matrix", "message"),
    [
        (1.0, r"pairwise_matrix must have 2 dimension\(s\), not 0"),
        ([1.0], r"pairwise_matrix must have 2 dimension\(s\), not 1"),
        ([[[1.0]]], r"pairwise_matrix must have 2 dimension\(s\), not 3"),
        ([[]], r"pairwise_matrix is empty: its shape is \(1, 0\)"),
        ([[1.0, 2.0]], "pairwise_matrix is 1 by 2, not square"),
        (np.ones((3, 2)), "pairwise_matrix is 3 by 2, not square"),
        ([[1.0, 2.0], [0.5]], "pairwise_matrix must hold numbers only.*inhomogeneous"),
        ([[1.0, "1/2"], [2.0, 1.0]], "pairwise_matrix must hold numbers only.*'1/2'"),
        ([[1.0, 10**400], [0.0, 1.0]], "pairwise_matrix"),
        ([[1.0, NAN], [2.0, 1.0]], r"pairwise_matrix\[0, 1\] is nan"),
        ([[1.0, INF], [0.0, 1.0]], r"pairwise_matrix\[0, 1\] is inf"),
        ([[1.0, 1e200], [1e-200, 1.0]], r"pairwise_matrix holds 1e\+200"),
        ([[1.0, 1e-60], [1e60, 1.0]], r"pairwise_matrix\[1, 0\] is 1e\+60, beyond"),
        ([[1.0, 0.0], [2.0, 1.0]], r"pairwise_matrix\[0, 1\] is 0.0: judgements must be positive"),
        ([[1.0, -2.0], [-0.5, 1.0]], r"pairwise_matrix\[0, 1\] is -2.0: judgements must be"),
        ([[-1.0]], r"pairwise_matrix\[0, 0\] is -1.0: judgements must be positive"),
        (
            [[1.0, 3.0], [0.33, 1.0]],
            r"pairwise_matrix\[0, 1\] is 3.0 and pairwise_matrix\[1, 0\] is 0.33: .*reciprocal",
        ),
        ([[1.0, 2.0], [2.0, 1.0]], r"pairwise_matrix\[0, 1\] is 2.0 and .*\[1, 0\] is 2.0"),
        ([[1.0, 2.0], [0.5, 1.1]], r"pairwise_matrix\[1, 1\] is 1.1 and .*\[1, 1\] is 1.1"),
        ([[1.0, 1.0], [5e-324, 1.0]], r"pairwise_matrix\[0, 1\] is 1.0 and .*is 5e-324"),
    ],
)
def test_bad_matrix_is_refused(matrix: object, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        priorities(matrix)  # type: ignore[arg-type]


def test_reciprocals_may_be_rounded_a_little() -> None:
    same(priorities([[1, 3], [0.3333333333, 1]]).priorities.round(9), np.array([0.75, 0.25]))


@pytest.mark.parametrize("error", [1e-8, -1e-8, 1e-3])
def test_reciprocals_may_not_be_further_off(error: float) -> None:
    with pytest.raises(ValueError, match="they must be reciprocal"):
        priorities([[1, 3], [(1 + error) / 3, 1]])


def test_unknown_method_is_refused() -> None:
    with pytest.raises(ValueError, match=r"method is 'mean', not one of \('eigenvector', 'geo"):
        priorities([[1]], "mean")


# The result


def test_result_is_frozen_and_slotted() -> None:
    found = priorities(CYCLE)
    assert not hasattr(found, "__dict__")
    for field in fields(found):
        with pytest.raises(FrozenInstanceError):
            setattr(found, field.name, None)


@every_method
def test_priorities_are_read_only(method: str) -> None:
    assert not priorities(CYCLE, method).priorities.flags.writeable


@every_method
def test_numbers_are_plain_floats(method: str) -> None:
    found = priorities(CYCLE, method)
    for name in ("principal_eigenvalue", "consistency_index", "consistency_ratio", "random_index"):
        assert type(getattr(found, name)) is float
    assert type(found.geometric_consistency_index) is float


@every_method
def test_matrix_is_not_modified(method: str) -> None:
    matrix = CYCLE.copy()
    priorities(matrix, method)
    assert matrix.tolist() == CYCLE.tolist()
    matrix.setflags(write=False)
    priorities(matrix, method)
