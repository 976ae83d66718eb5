"""Bringing the columns of a decision matrix onto one scale.

Each function takes a matrix (m, n) and the cost mask (n,) and returns a matrix (m, n). Columns are
first divided by their largest absolute value, so that neither huge nor tiny units overflow; all
rules here are indifferent to that, save `none`.
"""

import numpy as np
import numpy.typing as npt

from ganeum.kernel.inputs import Floats

Mask = npt.NDArray[np.bool_]


def _scaled(matrix: Floats) -> Floats:
    largest = np.abs(matrix).max(axis=0)
    return matrix / np.where(largest == 0, 1.0, largest)


def _divide(matrix: Floats, by: Floats, rule: str) -> Floats:
    """Divide columns; a constant zero column stays zero, any other divisor must be positive."""
    constant = (matrix == matrix[0]).all(axis=0)
    refused = np.flatnonzero((by <= 0) & ~constant)
    if len(refused):
        raise ValueError(
            f"decision_matrix column {int(refused[0])} cannot be normalised by {rule!r}: "
            f"its {rule} is not positive, which would turn the order round"
        )
    return matrix / np.where(by == 0, 1.0, by)


def vector(matrix: Floats, _costs: Mask) -> Floats:
    """Return x / ||x||."""
    scaled = _scaled(matrix)
    return _divide(scaled, np.sqrt((scaled**2).sum(axis=0)), "vector")


def total(matrix: Floats, _costs: Mask) -> Floats:
    """Return x / sum(x)."""
    scaled = _scaled(matrix)
    return _divide(scaled, scaled.sum(axis=0), "sum")


def maximum(matrix: Floats, _costs: Mask) -> Floats:
    """Return x / max(x)."""
    scaled = _scaled(matrix)
    return _divide(scaled, scaled.max(axis=0), "max")


def none(matrix: Floats, _costs: Mask) -> Floats:
    """Return the matrix as it is."""
    return matrix


def minmax(matrix: Floats, costs: Mask) -> Floats:
    """Return (x - min) / (max - min), costs turned; 0 where there is no spread."""
    scaled = _scaled(matrix)
    low: Floats = scaled.min(axis=0)
    high: Floats = scaled.max(axis=0)
    spread = high - low
    better = np.where(costs, high - scaled, scaled - low)
    return better / np.where(spread == 0, 1.0, spread)


def _preference(matrix: Floats, costs: Mask, rule: str) -> Floats:
    """Scaled benefits and reciprocal costs: the ratio-scale preferences of AHP synthesis."""
    refused = np.argwhere(np.where(costs, matrix <= 0, matrix < 0))
    if len(refused):
        row, column = (int(i) for i in refused[0])
        kind, demand = ("cost", "positive") if costs[column] else ("benefit", "non-negative")
        raise ValueError(
            f"decision_matrix[{row}, {column}] is {matrix[row, column]}: "
            f"{rule!r} needs a {demand} {kind}"
        )
    scaled = _scaled(matrix)
    least = np.where(costs, scaled.min(axis=0), 1.0)  # min / x keeps tiny costs from overflowing
    return np.where(costs, least / np.where(costs, scaled, 1.0), scaled)


def ideal(matrix: Floats, costs: Mask) -> Floats:
    """Return x / max(x), for costs min(x) / x."""
    preference = _preference(matrix, costs, "ideal")
    return _divide(preference, preference.max(axis=0), "max")


def distributive(matrix: Floats, costs: Mask) -> Floats:
    """Return x / sum(x), for costs (1 / x) / sum(1 / x)."""
    preference = _preference(matrix, costs, "distributive")
    return _divide(preference, preference.sum(axis=0), "sum")
