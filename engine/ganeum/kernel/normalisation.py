"""Bringing the columns of a decision matrix onto one scale.

Each function takes a matrix (m, n) and the cost mask (n,) and returns a matrix (m, n). Sums run
over sorted values, so that the order of the rows changes no digit and what is symmetric stays so.
"""

import numpy as np
import numpy.typing as npt

from ganeum.kernel.inputs import Floats

Mask = npt.NDArray[np.bool_]


def _scaled(matrix: Floats) -> Floats:
    """Divide columns by their largest absolute value, so that no square over- or underflows."""
    largest = np.abs(matrix).max(axis=0)
    return matrix / np.where(largest == 0, 1.0, largest)


def _divide(matrix: Floats, by: Floats, rule: str) -> Floats:
    """Divide columns; a constant column stays as it is, any other divisor must be positive."""
    constant = (matrix == matrix[0]).all(axis=0)
    with np.errstate(over="ignore"):
        divided = matrix / np.where(by == 0, 1.0, by)
    refused = np.flatnonzero(((by <= 0) & ~constant) | np.isinf(divided).any(axis=0))
    if len(refused):
        raise ValueError(
            f"decision_matrix column {int(refused[0])} cannot be normalised by {rule!r}: "
            f"its {rule} is not positive, or too near zero to divide by"
        )
    return divided


def _sum(matrix: Floats) -> Floats:
    return np.sort(matrix, axis=0).sum(axis=0)


def vector(matrix: Floats, _costs: Mask) -> Floats:
    """Return x / ||x||."""
    scaled = _scaled(matrix)
    return _divide(scaled, np.sqrt(_sum(scaled**2)), "vector")


def total(matrix: Floats, _costs: Mask) -> Floats:
    """Return x / sum(x)."""
    scaled = _scaled(matrix)
    return _divide(scaled, _sum(scaled), "sum")


def maximum(matrix: Floats, _costs: Mask) -> Floats:
    """Return x / max(x)."""
    scaled = _scaled(matrix)
    return _divide(scaled, scaled.max(axis=0), "max")


def none(matrix: Floats, _costs: Mask) -> Floats:
    """Return the matrix as it is."""
    return matrix


def minmax(matrix: Floats, costs: Mask) -> Floats:
    """Return (x - min) / (max - min), costs turned; 0 where there is no spread."""
    low: Floats = matrix.min(axis=0)
    high: Floats = matrix.max(axis=0)
    spread = high - low
    better = np.where(costs, high - matrix, matrix - low)
    return better / np.where(spread == 0, 1.0, spread)


def _preference(matrix: Floats, costs: Mask, rule: str) -> Floats:
    """Return x / max(x), for costs min(x) / x: the ratio-scale preferences of AHP synthesis."""
    refused = np.argwhere(np.where(costs, matrix <= 0, matrix < 0))
    if len(refused):
        row, column = (int(i) for i in refused[0])
        kind, demand = ("cost", "positive") if costs[column] else ("benefit", "non-negative")
        raise ValueError(
            f"decision_matrix[{row}, {column}] is {matrix[row, column]}: "
            f"{rule!r} needs a {demand} {kind}"
        )
    low: Floats = matrix.min(axis=0)
    return np.where(costs, low / np.where(costs, matrix, 1.0), _scaled(matrix))


def ideal(matrix: Floats, costs: Mask) -> Floats:
    """Return x / max(x), for costs min(x) / x."""
    return _preference(matrix, costs, "ideal")


def distributive(matrix: Floats, costs: Mask) -> Floats:
    """Return x / sum(x), for costs (1 / x) / sum(1 / x)."""
    preference = _preference(matrix, costs, "distributive")
    return _divide(preference, _sum(preference), "sum")
