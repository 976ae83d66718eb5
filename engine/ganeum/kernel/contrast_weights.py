"""Weights that follow from the decision matrix alone: a contrast to weights that have a source."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ganeum.kernel.inputs import (
    Floats,
    Integers,
    constant_columns,
    cost_mask,
    finite,
    one_of,
    read_only,
)
from ganeum.kernel.normalisation import minmax

ROUNDING = 1e-12  # correlations and entropies nearer to 1 are 1


@dataclass(frozen=True, slots=True, eq=False)
class ContrastWeights:
    """Weights from the spread of the columns, and what they are made of.

    Attributes
    ----------
    weights : (n,) summing to 1.
    information : (n,) what a column tells by the rule, before it is scaled to sum 1.
    constant_criteria : (k,) indices of the criteria without spread: they tell nothing, and only the
        rule `equal` gives them weight.
    """

    weights: Floats
    information: Floats
    constant_criteria: Integers


def contrast_weights(
    decision_matrix: npt.ArrayLike, directions: Sequence[str], rule: str
) -> ContrastWeights:
    """Weigh criteria by how much their columns tell the alternatives apart.

    Parameters
    ----------
    decision_matrix : (m, n) array_like
        Alternatives by criteria, finite; for `entropy` not negative.
    directions : sequence of n strings
        "benefit" or "cost"; only `critic` depends on them.
    rule : {"equal", "deviation", "entropy", "critic"}

    Returns
    -------
    ContrastWeights

    Raises
    ------
    ValueError
        If an argument has the wrong shape, is not finite, or is out of the range above, or if by
        the rule no criterion tells anything, so that the weights are undefined.

    Notes
    -----
    With r the columns scaled to [0, 1], costs turned, and sigma their standard deviations:

    - `deviation`: ``sigma_j``, so that units do not matter.
    - `entropy`: ``1 + sum_i p_ij ln p_ij / ln m`` with ``p_ij = x_ij / sum_i x_ij`` [1]_, where
      ``0 ln 0`` is 0. Costs are not turned.
    - `critic`: ``sigma_j sum_k (1 - corr(r_j, r_k))`` [2]_, over the k that vary. Turning costs
      matters: what is opposed in numbers may agree in what is wanted.

    References
    ----------
    .. [1] C. L. Hwang and K. Yoon, Multiple Attribute Decision Making, Springer, 1981,
       doi:10.1007/978-3-642-48318-9.
    .. [2] D. Diakoulaki, G. Mavrotas and L. Papayannakis, "Determining objective weights in
       multiple criteria problems: the CRITIC method", Computers & Operations Research 22(7), 1995,
       pp. 763-770, doi:10.1016/0305-0548(94)00059-H.

    Examples
    --------
    >>> contrast_weights([[1, 2], [4, 16]], ["benefit", "benefit"], "entropy").weights.round(3)
    array([0.359, 0.641])
    """
    matrix = finite("decision_matrix", decision_matrix, 2)
    costs = cost_mask(directions, matrix.shape[1])
    information = RULES[one_of("rule", rule, tuple(RULES))](matrix, costs)
    total = information.sum()
    if total == 0:
        raise ValueError(
            f"decision_matrix leaves the weights by {rule!r} undefined: no column tells"
        )
    return ContrastWeights(
        weights=read_only(information / total),
        information=read_only(information),
        constant_criteria=constant_columns(matrix),
    )


def _equal(matrix: Floats, _costs: npt.NDArray[np.bool_]) -> Floats:
    return np.ones_like(matrix[0])


def _deviation(matrix: Floats, costs: npt.NDArray[np.bool_]) -> Floats:
    spread: Floats = minmax(matrix, costs).std(axis=0, ddof=min(1, len(matrix) - 1))
    return spread


def _entropy(matrix: Floats, _costs: npt.NDArray[np.bool_]) -> Floats:
    negative = np.argwhere(matrix < 0)
    if len(negative):
        row, column = (int(i) for i in negative[0])
        raise ValueError(
            f"decision_matrix[{row}, {column}] is {matrix[row, column]}: 'entropy' needs shares, "
            "so no negative values"
        )
    varies = (matrix != matrix[0]).any(axis=0)
    told = np.zeros_like(matrix[0])
    shares = matrix[:, varies] / matrix[:, varies].sum(axis=0)
    logs = np.log(np.where(shares > 0, shares, 1.0))
    told[varies] = 1 + (shares * logs).sum(axis=0) / np.log(max(len(matrix), 2))
    return np.where(told > ROUNDING, told, 0.0)


def _critic(matrix: Floats, costs: npt.NDArray[np.bool_]) -> Floats:
    varies = (matrix != matrix[0]).any(axis=0)
    told = np.zeros_like(matrix[0])
    scaled = minmax(matrix, costs)[:, varies]
    centred = scaled - scaled.mean(axis=0)
    lengths = np.sqrt((centred**2).sum(axis=0))
    correlations = (centred / lengths).T @ (centred / lengths)
    conflicts = np.where(correlations > 1 - ROUNDING, 0.0, 1 - correlations)
    told[varies] = lengths / np.sqrt(max(len(matrix) - 1, 1)) * conflicts.sum(axis=0)
    return told


RULES: dict[str, Callable[[Floats, npt.NDArray[np.bool_]], Floats]] = {
    "equal": _equal,
    "deviation": _deviation,
    "entropy": _entropy,
    "critic": _critic,
}
