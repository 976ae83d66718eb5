"""How much of the weight space each alternative leads, exactly, for the weighted sum."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from ganeum.kernel.inputs import Floats, read_only
from ganeum.kernel.polytopes import share_of_simplex, simplex_part
from ganeum.kernel.scoring import scoring
from ganeum.kernel.ties import ROUNDING

LOST = 1e-6  # of the whole, beyond which shares are refused
MOST_CRITERIA = 8


def first_place_volumes(
    decision_matrix: npt.ArrayLike,
    directions: Sequence[str],
    method: str = "weighted_sum",
    normalisation: str | None = None,
) -> Floats:
    """Return the share of all weights under which each alternative is first.

    Parameters
    ----------
    decision_matrix : (m, n) array_like
        Of at most eight criteria.
    directions : sequence of n strings
        "benefit" or "cost".
    method : {"weighted_sum"}
        The regions of TOPSIS are not bounded by planes.
    normalisation : str, optional
        The method's own default if left out.

    Returns
    -------
    (m,) array
        In [0, 1]. Ties share the better rank: alternatives that are identical once normalised
        each have all of their common region. Without such, the shares sum to 1.

    Raises
    ------
    ValueError
        If an argument is wrong, the method is "topsis", there are more than eight criteria, or
        scores differ by so many orders of magnitude that the shares do not sum to 1.

    Notes
    -----
    Alternative i leads where ``(v_i - v_j) w >= 0`` for all j, a polytope in the simplex of weights
    (`ganeum.kernel.polytopes`). It is what `ganeum.kernel.acceptability` estimates by draws that
    are uniform on the simplex: the first rank's acceptability [1]_.

    References
    ----------
    .. [1] R. Lahdelma, J. Hokkanen and P. Salminen, "SMAA - Stochastic multiobjective acceptability
       analysis", European Journal of Operational Research 106(1), 1998, pp. 137-143,
       doi:10.1016/S0377-2217(97)00163-X.

    Examples
    --------
    >>> first_place_volumes([[9, 1], [3, 5]], ["benefit"] * 2, normalisation="none").round(4)
    array([0.6, 0.4])
    """
    problem = scoring(decision_matrix, directions, method, normalisation)
    m, n = problem.shape
    if method == "topsis":
        raise ValueError(
            "method is 'topsis', whose regions are not bounded by planes: exact shares are known "
            "for 'weighted_sum' only"
        )
    if n > MOST_CRITERIA:
        raise ValueError(
            f"decision_matrix has {n} criteria: exact shares are found for up to {MOST_CRITERIA}"
        )
    values = problem.gains
    shares, total = np.zeros(m), 0.0
    for i in range(m):
        lead, size = values[i] - values, np.abs(values[i]) + np.abs(values)
        lead[np.abs(lead) <= ROUNDING * size] = 0.0
        rivals = lead[(lead < 0).any(axis=1)]
        if not len(rivals):
            shares[i] = 1.0
        elif (rivals > 0).any(axis=1).all():  # else somebody is nowhere behind
            shares[i] = share_of_simplex(simplex_part(np.unique(rivals, axis=0)))
        total += 0.0 if (lead[:i] == 0).all(axis=1).any() else float(shares[i])
    if abs(total - 1) > LOST:
        raise ValueError(
            "the shares drown in rounding: scores differ by too many orders of magnitude"
        )
    return read_only(shares)
