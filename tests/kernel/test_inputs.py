from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from ganeum.kernel import topsis, weighted_sum
from ganeum.kernel.inputs import (
    LARGEST,
    constant_columns,
    cost_mask,
    finite,
    one_of,
    read_only,
    read_only_integers,
    unit_sum,
)

NAN, INF = float("nan"), float("inf")
MATRIX = [[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]
WEIGHTS = [1.0, 2.0, 3.0]
DIRECTIONS = ["benefit", "cost", "benefit"]

BAD_MATRICES = [
    (3.0, r"decision_matrix must have 2 dimension\(s\), not 0"),
    ([1.0, 2.0, 3.0], r"decision_matrix must have 2 dimension\(s\), not 1"),
    ([MATRIX], r"decision_matrix must have 2 dimension\(s\), not 3"),
    ([[]], r"decision_matrix is empty: its shape is \(1, 0\)"),
    (np.empty((0, 3)), r"decision_matrix is empty: its shape is \(0, 3\)"),
    ([[1.0, 2.0, 3.0], [4.0, 5.0]], r"decision_matrix must hold numbers only.*inhomogeneous"),
    ([[1.0, 2.0, "much"]], r"decision_matrix must hold numbers only.*'much'"),
    ([[1.0, 2.0, {}]], r"decision_matrix must hold numbers only.*'dict'"),
    ([[1.0, 2.0, 3j]], r"decision_matrix must hold numbers only.*complex"),
    ([[1.0, 2.0, 10**400]], r"decision_matrix"),
    ([[1.0, 2.0, 3.0], [4.0, NAN, 6.0]], r"decision_matrix\[1, 1\] is nan"),
    ([[1.0, 2.0, None]], r"decision_matrix\[0, 2\] is nan"),
    ([[1.0, 2.0, INF]], r"decision_matrix\[0, 2\] is inf"),
    ([[-INF, 2.0, 3.0]], r"decision_matrix\[0, 0\] is -inf"),
    ([[1.0, 2.0, 3e150]], r"decision_matrix holds 3e\+150, beyond the largest value 1e\+150"),
    ([[1.0, 2.0, -3e150]], r"decision_matrix holds 3e\+150"),
]
BAD_WEIGHTS = [
    (1.0, r"weights must have 1 dimension\(s\), not 0"),
    ([WEIGHTS], r"weights must have 1 dimension\(s\), not 2"),
    ([], r"weights is empty: its shape is \(0,\)"),
    ([1.0, 2.0], r"weights has 2 entries where 3 are needed"),
    ([1.0, 2.0, 3.0, 4.0], r"weights has 4 entries where 3 are needed"),
    ([1.0, "half", 3.0], r"weights must hold numbers only.*'half'"),
    ([1.0, [2.0, 3.0]], r"weights must hold numbers only"),
    ([1.0, NAN, 3.0], r"weights\[1\] is nan"),
    ([1.0, 2.0, INF], r"weights\[2\] is inf"),
    ([1.0, 2.0, 2e150], r"weights holds 2e\+150"),
    ([1.0, -0.5, 3.0], r"weights\[1\] is -0.5, which is negative"),
    ([1.0, 2.0, -5e-324], r"weights\[2\] is -5e-324, which is negative"),
    ([0.0, -0.0, 0.0], r"weights are all zero"),
]
BAD_DIRECTIONS = [
    ([], r"directions must be 3 of \('benefit', 'cost'\), not \[\]"),
    (["cost"], r"directions must be 3 of .*, not \['cost'\]"),
    (["cost"] * 4, r"directions must be 3 of .*, not \['cost', 'cost', 'cost', 'cost'\]"),
    ("benefit", r"directions must be 3 of .*, not 'benefit'"),
    ("abc", r"directions must be 3 of .*, not 'abc'"),
    (["benefit", "Cost", "cost"], r"directions\[1\] is 'Cost', not one of \('benefit', 'cost'\)"),
    (["benefit", "cost", ""], r"directions\[2\] is ''"),
    (["benefit", 1, "cost"], r"directions\[1\] is 1"),
    ([None, "cost", "cost"], r"directions\[0\] is None"),
    (np.array(["max", "cost", "cost"]), r"directions\[0\] is .*'max'"),
]

both = pytest.mark.parametrize("solve", [topsis, weighted_sum])
Solve = Callable[..., Any]


@both
@pytest.mark.parametrize(("matrix", "message"), BAD_MATRICES)
def test_bad_matrix_is_refused(solve: Solve, matrix: object, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        solve(matrix, WEIGHTS, DIRECTIONS)


@both
@pytest.mark.parametrize(("weights", "message"), BAD_WEIGHTS)
def test_bad_weights_are_refused(solve: Solve, weights: object, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        solve(MATRIX, weights, DIRECTIONS)


@both
@pytest.mark.parametrize(("directions", "message"), BAD_DIRECTIONS)
def test_bad_directions_are_refused(solve: Solve, directions: object, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        solve(MATRIX, WEIGHTS, directions)


@both
@pytest.mark.parametrize("normalisation", ["Vector", "l2", "", 2])
def test_unknown_normalisation_is_refused(solve: Solve, normalisation: object) -> None:
    with pytest.raises(ValueError, match=f"normalisation is {normalisation!r}, not one of"):
        solve(MATRIX, WEIGHTS, DIRECTIONS, normalisation)


@both
@pytest.mark.filterwarnings("ignore")
def test_complex_numbers_are_refused(solve: Solve) -> None:
    with pytest.raises(ValueError, match="decision_matrix must hold numbers only"):
        solve(np.array([[1.0, 2.0, 3j]]), WEIGHTS, DIRECTIONS)


@both
def test_directions_may_be_an_array(solve: Solve) -> None:
    solve(MATRIX, WEIGHTS, np.array(DIRECTIONS))


def test_largest_value_is_taken() -> None:
    assert finite("x", [LARGEST, -LARGEST], 1).tolist() == [1e150, -1e150]
    with pytest.raises(ValueError, match=r"x holds 1\.0+\d*e\+150, beyond the largest value"):
        finite("x", [np.nextafter(LARGEST, INF)], 1)


def test_finite_leaves_values_alone() -> None:
    for values in ([1, 2], (True, 0.5), np.array([3], dtype=np.float32), [5e-324, -0.0]):
        assert finite("x", values, 1).tolist() == [float(value) for value in values]


def test_unit_sum_scales_to_one() -> None:
    assert unit_sum("w", [1, 1, 2], 3).tolist() == [0.25, 0.25, 0.5]


@pytest.mark.parametrize("scale", [5e-324, 1e-310, 1e-150, 1.0, 1e150])
def test_unit_sum_forgets_the_scale(scale: float) -> None:
    assert unit_sum("w", [scale, 0.0, scale], 3).tolist() == [0.5, 0.0, 0.5]


def test_cost_mask_marks_costs() -> None:
    assert cost_mask(["cost", "benefit"], 2).tolist() == [True, False]


def test_one_of_returns_the_known() -> None:
    assert one_of("method", "b", ("a", "b")) == "b"
    with pytest.raises(ValueError, match=r"method is 'c', not one of \('a', 'b'\)"):
        one_of("method", "c", ["a", "b"])


def test_constant_columns_are_those_without_spread() -> None:
    matrix = np.array([[1.0, 0.0, 2.0, 5e-324], [1.0, -0.0, 2.0 + 2**-51, 0.0]])
    assert constant_columns(matrix).tolist() == [0, 1]
    assert constant_columns(matrix[:1]).tolist() == [0, 1, 2, 3]


def test_read_only_copies() -> None:
    original = np.array([1.0, 2.0])
    copy = read_only(original)
    original[0] = 9.0
    assert copy.tolist() == [1.0, 2.0]
    with pytest.raises(ValueError, match="read-only"):
        copy[0] = 3.0


def test_read_only_integers_copies() -> None:
    original = np.array([1, 2])
    copy = read_only_integers(original)
    original[0] = 9
    assert copy.tolist() == [1, 2]
    with pytest.raises(ValueError, match="read-only"):
        copy[0] = 3
