"""TOPSIS: the technique for order preference by similarity to the ideal solution."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ganeum.kernel import normalisation as rules
from ganeum.kernel.inputs import (
    Floats,
    Integers,
    constant_columns,
    cost_mask,
    finite,
    one_of,
    read_only,
    unit_sum,
)

NORMALISATIONS = {
    "vector": rules.vector,
    "minmax": rules.minmax,
    "max": rules.maximum,
    "sum": rules.total,
    "none": rules.none,
}
DEFAULT_NORMALISATION = "vector"


@dataclass(frozen=True, slots=True, eq=False)
class Topsis:
    """A TOPSIS solution and its steps.

    Attributes
    ----------
    closeness : (m,) in [0, 1], 1 at the ideal.
    distance_to_ideal, distance_to_anti_ideal : (m,) Euclidean.
    ideal, anti_ideal : (n,) best and worst weighted value of each criterion.
    normalised, weighted : (m, n) the matrix after normalisation, and times the weights.
    weights : (n,) the weights as used, summing to 1.
    constant_criteria : (k,) indices of the criteria without spread, which cannot change the order.
    """

    closeness: Floats
    distance_to_ideal: Floats
    distance_to_anti_ideal: Floats
    ideal: Floats
    anti_ideal: Floats
    normalised: Floats
    weighted: Floats
    weights: Floats
    constant_criteria: Integers


def topsis(
    decision_matrix: npt.ArrayLike,
    weights: npt.ArrayLike,
    directions: Sequence[str],
    normalisation: str | None = None,
) -> Topsis:
    """Score alternatives by their closeness to the ideal and distance from the anti-ideal.

    Parameters
    ----------
    decision_matrix : (m, n) array_like
        Alternatives by criteria, finite. `max` and `sum` need columns whose maximum or sum is
        positive.
    weights : (n,) array_like
        Non-negative, not all zero; scaled to sum 1.
    directions : sequence of n strings
        "benefit" or "cost".
    normalisation : {"vector", "minmax", "max", "sum", "none"}, default "vector"

    Returns
    -------
    Topsis

    Raises
    ------
    ValueError
        If an argument has the wrong shape, is not finite, or is out of the range above.

    Notes
    -----
    ``v = w r``; ``c_i = D-_i / (D+_i + D-_i)`` with ``D+`` and ``D-`` the Euclidean distances of
    row i of ``v`` to the ideal and the anti-ideal [1]_. `minmax` turns costs; the other
    normalisations leave them and take the smallest value as ideal. Where all alternatives agree on
    every criterion with weight, both distances are 0 and the closeness is set to 0.5.

    References
    ----------
    .. [1] C. L. Hwang and K. Yoon, Multiple Attribute Decision Making, Springer, 1981,
       doi:10.1007/978-3-642-48318-9, pp. 128-134.

    Examples
    --------
    >>> topsis([[1, 2], [2, 1]], [1, 3], ["benefit", "benefit"]).closeness.round(3)
    array([0.75, 0.25])
    """
    normalised, ideal, anti_ideal = unweighted(decision_matrix, directions, normalisation)
    shares = unit_sum("weights", weights, normalised.shape[1])
    weighted, best, worst = normalised * shares, ideal * shares, anti_ideal * shares
    to_best: Floats = _length(weighted - best)
    to_worst: Floats = _length(weighted - worst)
    both = to_best + to_worst
    closeness: Floats = np.where(both == 0, 0.5, to_worst / np.where(both == 0, 1.0, both))
    return Topsis(
        closeness=read_only(closeness),
        distance_to_ideal=read_only(to_best),
        distance_to_anti_ideal=read_only(to_worst),
        ideal=read_only(best),
        anti_ideal=read_only(worst),
        normalised=read_only(normalised),
        weighted=read_only(weighted),
        weights=read_only(shares),
        constant_criteria=constant_columns(np.asarray(decision_matrix, dtype=np.float64)),
    )


def unweighted(
    decision_matrix: npt.ArrayLike, directions: Sequence[str], normalisation: str | None = None
) -> tuple[Floats, Floats, Floats]:
    """Return the normalised matrix (m, n), the ideal (n,) and the anti-ideal (n,) without weights.

    Weights are not negative, so with them each value is only multiplied.

    Raises
    ------
    ValueError
        As `topsis` does.
    """
    matrix = finite("decision_matrix", decision_matrix, 2)
    costs = cost_mask(directions, matrix.shape[1])
    rule = DEFAULT_NORMALISATION if normalisation is None else normalisation
    one_of("normalisation", rule, tuple(NORMALISATIONS))
    normalised = NORMALISATIONS[rule](matrix, costs)
    if rule == "minmax":
        costs = np.zeros_like(costs)
    low: Floats = normalised.min(axis=0)
    high: Floats = normalised.max(axis=0)
    return normalised, np.where(costs, low, high), np.where(costs, high, low)


def _length(rows: Floats) -> Floats:
    """Return Euclidean lengths, squares added in order of size so that symmetric rows agree."""
    length: Floats = np.hypot.reduce(np.sort(np.abs(rows), axis=1), axis=1)
    return length
