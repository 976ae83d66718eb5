"""Weighted sum, which with ideal or distributive normalisation is AHP synthesis."""

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
    "ideal": rules.ideal,
    "distributive": rules.distributive,
    "minmax": rules.minmax,
    "none": rules.none,
}
DEFAULT_NORMALISATION = "ideal"


@dataclass(frozen=True, slots=True, eq=False)
class WeightedSum:
    """A weighted sum and its steps.

    Attributes
    ----------
    scores : (m,) the sum of each row of `contributions`.
    normalised : (m, n) the decision matrix after normalisation.
    contributions : (m, n) normalised value times weight.
    weights : (n,) the weights as used, summing to 1.
    constant_criteria : (k,) indices of the criteria without spread, which cannot change the order.
    """

    scores: Floats
    normalised: Floats
    contributions: Floats
    weights: Floats
    constant_criteria: Integers


def weighted_sum(
    decision_matrix: npt.ArrayLike,
    weights: npt.ArrayLike,
    directions: Sequence[str],
    normalisation: str | None = None,
) -> WeightedSum:
    """Score alternatives by the weighted sum of their normalised values.

    Parameters
    ----------
    decision_matrix : (m, n) array_like
        Alternatives by criteria, finite. `ideal` and `distributive` need non-negative benefits and
        positive costs; `none` refuses costs.
    weights : (n,) array_like
        Non-negative, not all zero; scaled to sum 1.
    directions : sequence of n strings
        "benefit" or "cost".
    normalisation : {"ideal", "distributive", "minmax", "none"}, default "ideal"

    Returns
    -------
    WeightedSum

    Raises
    ------
    ValueError
        If an argument has the wrong shape, is not finite, or is out of the range above.

    Notes
    -----
    ``s_i = sum_k w_k r_ik`` with ``r`` the normalised matrix: ``x / max(x)`` (ideal mode) or
    ``x / sum(x)`` (distributive mode), costs by their reciprocals. A column of zeros stays zero, so
    that nobody scores on it. Contributions are added one by one in order of size, so that what is
    symmetric ties to the last digit and a zero weight changes none.

    References
    ----------
    .. [1] E. H. Forman and S. I. Gass, "The analytic hierarchy process: an exposition", Operations
       Research 49(4), 2001, pp. 469-486, doi:10.1287/opre.49.4.469.11231 (ideal and distributive
       synthesis).

    Examples
    --------
    >>> weighted_sum([[9, 1], [3, 3]], [1, 1], ["benefit", "benefit"]).scores.round(3)
    array([0.667, 0.667])
    """
    normalised = unweighted(decision_matrix, directions, normalisation)
    shares = unit_sum("weights", weights, normalised.shape[1])
    contributions = normalised * shares
    return WeightedSum(
        scores=read_only(np.cumsum(np.sort(contributions, axis=1), axis=1)[:, -1]),
        normalised=read_only(normalised),
        contributions=read_only(contributions),
        weights=read_only(shares),
        constant_criteria=constant_columns(np.asarray(decision_matrix, dtype=np.float64)),
    )


def unweighted(
    decision_matrix: npt.ArrayLike, directions: Sequence[str], normalisation: str | None = None
) -> Floats:
    """Return the normalised matrix (m, n).

    Raises
    ------
    ValueError
        As `weighted_sum` does.
    """
    matrix = finite("decision_matrix", decision_matrix, 2)
    costs = cost_mask(directions, matrix.shape[1])
    rule = DEFAULT_NORMALISATION if normalisation is None else normalisation
    one_of("normalisation", rule, tuple(NORMALISATIONS))
    if rule == "none" and costs.any():
        raise ValueError("normalisation 'none' cannot add costs to benefits: choose another one")
    return NORMALISATIONS[rule](matrix, costs)
