import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ganeum.kernel import aggregate_judgements, aggregate_priorities, priorities
from ganeum.kernel.group import MEANS
from ganeum.kernel.priorities import LARGEST_JUDGEMENT
from strategies import (
    Floats,
    consistent_matrices,
    pairwise_matrices,
    priority_vectors,
    weight_vectors,
)

every_mean = pytest.mark.parametrize("mean", MEANS)

NAN, INF = float("nan"), float("inf")
PAIR = [[[1.0, 2.0], [0.5, 1.0]], [[1.0, 8.0], [0.125, 1.0]]]


def same(actual: Floats, expected: Floats) -> None:
    np.testing.assert_allclose(actual, expected, rtol=1e-12)


@st.composite
def judged_by_several(draw: st.DrawFn) -> tuple[Floats, Floats]:
    persons, n = draw(st.integers(1, 4)), draw(st.integers(1, 5))
    matrices = [draw(pairwise_matrices(order=n)) for _ in range(persons)]
    return np.array(matrices), draw(weight_vectors(persons))


@st.composite
def priorities_of_several(draw: st.DrawFn) -> tuple[Floats, Floats]:
    persons, n = draw(st.integers(1, 4)), draw(st.integers(1, 5))
    rows = [draw(priority_vectors(n)) for _ in range(persons)]
    return np.array(rows), draw(weight_vectors(persons))


# Judgements


@given(judged_by_several())
def test_judgements_are_weighted_geometric_means(given_: tuple[Floats, Floats]) -> None:
    matrices, weights = given_
    shares = weights / weights.sum()
    same(aggregate_judgements(matrices, weights), np.prod(matrices.T**shares, axis=2).T)


@given(judged_by_several())
def test_aggregated_judgements_are_reciprocal(given_: tuple[Floats, Floats]) -> None:
    found = aggregate_judgements(*given_)
    same(found * found.T, np.ones_like(found))
    assert (np.diag(found) == 1).all()
    priorities(found)


@given(judged_by_several())
def test_judgements_count_equally_without_weights(given_: tuple[Floats, Floats]) -> None:
    matrices, _ = given_
    found = aggregate_judgements(matrices, [3.0] * len(matrices))
    same(aggregate_judgements(matrices), found)


@given(judged_by_several(), st.data())
def test_order_of_persons_does_not_matter(
    given_: tuple[Floats, Floats], data: st.DataObject
) -> None:
    matrices, weights = given_
    order = data.draw(st.permutations(range(len(matrices))))
    found = aggregate_judgements(matrices[order], weights[order])
    same(found, aggregate_judgements(matrices, weights))


@given(judged_by_several(), st.data())
def test_relabelling_permutes_aggregated_judgements(
    given_: tuple[Floats, Floats], data: st.DataObject
) -> None:
    matrices, weights = given_
    order = data.draw(st.permutations(range(matrices.shape[1])))
    found = aggregate_judgements(matrices[:, order][:, :, order], weights)
    same(found, aggregate_judgements(matrices, weights)[order][:, order])


@given(matrix=pairwise_matrices(), persons=st.integers(1, 4))
def test_unanimous_judgements_stay(matrix: Floats, persons: int) -> None:
    same(aggregate_judgements([matrix] * persons), matrix)


@given(judged_by_several())
def test_geometric_mean_of_judgements_gives_that_of_priorities(
    given_: tuple[Floats, Floats],
) -> None:
    matrices, weights = given_
    judged = priorities(aggregate_judgements(matrices, weights), "geometric_mean").priorities
    each = [priorities(matrix, "geometric_mean").priorities for matrix in matrices]
    same(judged, aggregate_priorities(each, weights))


@given(consistent_matrices(), st.integers(1, 3))
def test_consistent_judgements_stay_consistent(found: tuple[Floats, Floats], power: int) -> None:
    _, matrix = found
    together = priorities(aggregate_judgements([matrix, matrix**power, matrix.T]))
    assert together.consistency_ratio == pytest.approx(0, abs=1e-12)


def test_opposite_judgements_cancel() -> None:
    found = aggregate_judgements([[[1, 9], [1 / 9, 1]], [[1, 1 / 9], [9, 1]]])
    same(found, np.ones((2, 2)))


def test_person_without_weight_is_not_heard() -> None:
    same(aggregate_judgements(PAIR, [0, 2]), np.array(PAIR[1]))


def test_whole_weights_count_persons() -> None:
    same(aggregate_judgements(PAIR, [2, 1]), aggregate_judgements([PAIR[0], PAIR[0], PAIR[1]]))


def test_one_criterion_is_judged_one() -> None:
    assert aggregate_judgements([[[1]], [[1]]]).tolist() == [[1.0]]


@pytest.mark.parametrize("persons", [1, 2, 3, 7])
def test_largest_judgements_stay_judgements(persons: int) -> None:
    extreme = [[1, LARGEST_JUDGEMENT], [1 / LARGEST_JUDGEMENT, 1]]
    found = aggregate_judgements([extreme] * persons)
    same(found, np.array(extreme))
    priorities(found)


def test_aggregated_arrays_are_read_only() -> None:
    assert not aggregate_judgements(PAIR).flags.writeable
    for mean in MEANS:
        assert not aggregate_priorities([[1, 2], [3, 4]], mean=mean).flags.writeable


@every_mean
def test_arguments_are_not_modified(mean: str) -> None:
    matrices, rows, weights = np.array(PAIR), np.array([[1.0, 2.0], [4.0, 4.0]]), np.array([1, 2.0])
    aggregate_judgements(matrices, weights)
    aggregate_priorities(rows, weights, mean)
    assert matrices.tolist() == PAIR
    assert rows.tolist() == [[1.0, 2.0], [4.0, 4.0]]
    assert weights.tolist() == [1.0, 2.0]


@pytest.mark.parametrize(
    ("matrices", "message"),
    [
        ([[1.0]], r"pairwise_matrices must have 3 dimension\(s\), not 2"),
        ([], r"pairwise_matrices must have 3 dimension\(s\), not 1"),
        (np.empty((0, 2, 2)), r"pairwise_matrices is empty: its shape is \(0, 2, 2\)"),
        (np.ones((2, 2, 3)), r"pairwise_matrices\[0\] is 2 by 3, not square"),
        ([[[1.0]], np.ones((2, 2))], "pairwise_matrices must hold numbers only"),
        ([[["one"]]], "pairwise_matrices must hold numbers only.*'one'"),
        ([PAIR[0], [[1.0, NAN], [1.0, 1.0]]], r"pairwise_matrices\[1, 0, 1\] is nan"),
        ([PAIR[0], [[1.0, INF], [1.0, 1.0]]], r"pairwise_matrices\[1, 0, 1\] is inf"),
        ([PAIR[0], [[1.0, 2e150], [1.0, 1.0]]], r"pairwise_matrices holds 2e\+150"),
        ([PAIR[0], [[1.0, 1e60], [1e-60, 1.0]]], r"pairwise_matrices\[1\]\[0, 1\] is 1e\+60"),
        ([PAIR[0], [[1.0, -2.0], [-0.5, 1.0]]], r"pairwise_matrices\[1\]\[0, 1\] is -2.0: judgem"),
        ([PAIR[0], [[1.0, 2.0], [0.0, 1.0]]], r"pairwise_matrices\[1\]\[1, 0\] is 0.0: judgem"),
        (
            [PAIR[0], [[1.0, 2.0], [2.0, 1.0]]],
            r"pairwise_matrices\[1\]\[0, 1\] is 2.0 and pairwise_matrices\[1\]\[1, 0\] is 2.0",
        ),
    ],
)
def test_bad_judgements_are_refused(matrices: object, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        aggregate_judgements(matrices)  # type: ignore[arg-type]


BAD_WEIGHTS = [
    ([1.0], r"weights has 1 entries where 2 are needed"),
    ([1.0, 2.0, 3.0], r"weights has 3 entries where 2 are needed"),
    (1.0, r"weights must have 1 dimension\(s\), not 0"),
    ([], "weights is empty"),
    ([1.0, NAN], r"weights\[1\] is nan"),
    ([1.0, -1.0], r"weights\[1\] is -1.0, which is negative"),
    ([0.0, 0.0], "weights are all zero"),
    ([1.0, "two"], "weights must hold numbers only.*'two'"),
]


@pytest.mark.parametrize(("weights", "message"), BAD_WEIGHTS)
def test_bad_weights_of_persons_are_refused(weights: object, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        aggregate_judgements(PAIR, weights)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match=message):
        aggregate_priorities([[1.0, 2.0, 3.0]] * 2, weights)  # type: ignore[arg-type]


# Priorities


@given(priorities_of_several())
def test_priorities_are_weighted_means(given_: tuple[Floats, Floats]) -> None:
    rows, weights = given_
    same(aggregate_priorities(rows, weights, "arithmetic"), np.average(rows, 0, weights))
    shares = (weights / weights.sum())[:, None]
    means = np.prod(rows**shares, axis=0)
    same(aggregate_priorities(rows, weights, "geometric"), means / means.sum())


@every_mean
@given(given_=priorities_of_several(), scale=st.floats(1e-100, 1e100))
def test_each_person_counts_as_one(mean: str, given_: tuple[Floats, Floats], scale: float) -> None:
    rows, weights = given_
    found = aggregate_priorities(rows, weights, mean)
    assert found.sum() == pytest.approx(1)
    rows[0] *= scale
    same(aggregate_priorities(rows, weights, mean), found)


@every_mean
@given(given_=priorities_of_several(), data=st.data())
def test_relabelling_permutes_aggregated_priorities(
    mean: str, given_: tuple[Floats, Floats], data: st.DataObject
) -> None:
    rows, weights = given_
    order = data.draw(st.permutations(range(rows.shape[1])))
    found = aggregate_priorities(rows, weights, mean)[order]
    same(aggregate_priorities(rows[:, order], weights, mean), found)


@every_mean
def test_unanimous_priorities_stay(mean: str) -> None:
    same(aggregate_priorities([[5, 3, 2]] * 3, mean=mean), np.array([0.5, 0.3, 0.2]))


@every_mean
def test_one_person_decides_alone(mean: str) -> None:
    same(aggregate_priorities([[3, 1]], mean=mean), np.array([0.75, 0.25]))


@every_mean
def test_one_criterion_has_all_priority(mean: str) -> None:
    assert aggregate_priorities([[3], [5e-324]], mean=mean).tolist() == [1.0]


def test_geometric_mean_is_the_default() -> None:
    rows = [[0.8, 0.2], [0.4, 0.6]]
    found = aggregate_priorities(rows, mean="geometric").tolist()
    assert aggregate_priorities(rows).tolist() == found


def test_zero_is_taken_by_the_arithmetic_mean_only() -> None:
    rows = [[1.0, 0.0], [0.5, 0.5]]
    assert aggregate_priorities(rows, mean="arithmetic").tolist() == [0.75, 0.25]
    with pytest.raises(ValueError, match="priorities hold a zero: the geometric mean needs"):
        aggregate_priorities(rows)


@every_mean
def test_huge_and_tiny_priorities_are_taken(mean: str) -> None:
    found = aggregate_priorities([[1e150, 1e-150], [1e150, 1e-150]], mean=mean)
    np.testing.assert_allclose(found, [1.0, 1e-300], rtol=1e-12)


def test_positive_priorities_are_never_called_zero() -> None:
    found = aggregate_priorities([[1e150, 1e-200], [1e-200, 1e150]])
    same(found, np.array([0.5, 0.5]))


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([0.5, 0.5], r"priorities must have 2 dimension\(s\), not 1"),
        ([[]], r"priorities is empty: its shape is \(1, 0\)"),
        ([[1.0], [1.0, 2.0]], "priorities must hold numbers only.*inhomogeneous"),
        ([["half", 0.5]], "priorities must hold numbers only.*'half'"),
        ([[0.5, NAN]], r"priorities\[0, 1\] is nan"),
        ([[0.5, 0.5], [INF, 0.5]], r"priorities\[1, 0\] is inf"),
        ([[0.5, 2e150]], r"priorities holds 2e\+150"),
        ([[0.5, 0.5], [0.5, -0.5]], r"priorities\[1\]\[1\] is -0.5, which is negative"),
        ([[0.5, 0.5], [0.0, 0.0]], r"priorities\[1\] are all zero"),
    ],
)
@every_mean
def test_bad_priorities_are_refused(mean: str, rows: object, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        aggregate_priorities(rows, mean=mean)  # type: ignore[arg-type]


def test_unknown_mean_is_refused() -> None:
    with pytest.raises(ValueError, match=r"mean is 'median', not one of \('geometric', 'arith"):
        aggregate_priorities([[1.0]], mean="median")
