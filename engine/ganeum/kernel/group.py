"""Aggregating the judgements or the priorities of several persons or groups."""

import numpy as np
import numpy.typing as npt

from ganeum.kernel.inputs import Floats, finite, one_of, read_only, unit_sum
from ganeum.kernel.priorities import reciprocal

MEANS = ("geometric", "arithmetic")


def aggregate_judgements(
    pairwise_matrices: npt.ArrayLike, weights: npt.ArrayLike | None = None
) -> Floats:
    """Return the weighted geometric mean of pairwise comparison matrices.

    Parameters
    ----------
    pairwise_matrices : (r, n, n) array_like
        One positive reciprocal matrix a person or group.
    weights : (r,) array_like, optional
        Non-negative, not all zero; equal if left out.

    Returns
    -------
    (n, n) array
        Reciprocal again, the only mean for which that holds [1]_.

    Raises
    ------
    ValueError
        If a matrix is not a pairwise comparison matrix, or weights do not fit.

    References
    ----------
    .. [1] J. Aczel and T. L. Saaty, "Procedures for synthesizing ratio judgements", Journal of
       Mathematical Psychology 27(1), 1983, pp. 93-102, doi:10.1016/0022-2496(83)90028-7.

    Examples
    --------
    >>> aggregate_judgements([[[1, 4], [1 / 4, 1]], [[1, 1], [1, 1]]]).tolist()
    [[1.0, 2.0], [0.5, 1.0]]
    """
    matrices = finite("pairwise_matrices", pairwise_matrices, 3)
    for place, matrix in enumerate(matrices):
        reciprocal(f"pairwise_matrices[{place}]", matrix)
    shares = _shares(weights, len(matrices))
    mean = np.exp(np.tensordot(shares, np.log(matrices), axes=1))
    return read_only(np.clip(mean, matrices.min(axis=0), matrices.max(axis=0)))


def aggregate_priorities(
    priorities: npt.ArrayLike, weights: npt.ArrayLike | None = None, mean: str = "geometric"
) -> Floats:
    """Return the weighted mean of several persons' priorities, scaled to sum 1.

    Parameters
    ----------
    priorities : (r, n) array_like
        Non-negative; positive for the geometric mean. Each row is scaled to sum 1 first.
    weights : (r,) array_like, optional
        Non-negative, not all zero; equal if left out.
    mean : {"geometric", "arithmetic"}, default "geometric"

    Returns
    -------
    (n,) array

    Raises
    ------
    ValueError
        If a row is negative or all zero, or not positive for the geometric mean.

    References
    ----------
    .. [1] E. Forman and K. Peniwati, "Aggregating individual judgments and priorities with the
       analytic hierarchy process", European Journal of Operational Research 108(1), 1998,
       pp. 165-169, doi:10.1016/S0377-2217(97)00244-0.

    Examples
    --------
    >>> aggregate_priorities([[0.8, 0.2], [0.4, 0.6]], mean="arithmetic").round(2)
    array([0.6, 0.4])
    """
    one_of("mean", mean, MEANS)
    table = finite("priorities", priorities, 2)
    rows = np.array(
        [unit_sum(f"priorities[{i}]", row, table.shape[1]) for i, row in enumerate(table)]
    )
    shares = _shares(weights, len(rows))
    if mean == "arithmetic":
        return read_only(shares @ rows)
    if (table == 0).any():
        raise ValueError("priorities hold a zero: the geometric mean needs positive ones")
    log_means = shares @ np.log(table)  # a row's scale cancels out
    means = np.exp(log_means - log_means.max())
    return read_only(means / means.sum())


def _shares(weights: npt.ArrayLike | None, length: int) -> Floats:
    return unit_sum("weights", np.ones(length) if weights is None else weights, length)
