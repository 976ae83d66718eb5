"""Priorities and consistency of a pairwise comparison matrix."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ganeum.kernel.inputs import Floats, finite, one_of, read_only
from ganeum.kernel.random_indices import DEFAULT_TABLE, random_index, random_index_source

METHODS = ("eigenvector", "geometric_mean")

RECIPROCITY_TOLERANCE = 1e-9
LARGEST_JUDGEMENT = 1e9  # beyond, the eigenvector of clashing judgements loses its digits


@dataclass(frozen=True, slots=True, eq=False)
class Priorities:
    """Priorities of a pairwise comparison matrix, with its consistency.

    Attributes
    ----------
    priorities : (n,) positive, summing to 1.
    principal_eigenvalue : at least n; n for a consistent matrix.
    consistency_index : (principal_eigenvalue - n) / (n - 1).
    random_index, random_index_source : what the index is compared with, and whose table that is.
    consistency_ratio : consistency_index / random_index; 0 for n below 3.
    geometric_consistency_index : 0 for n below 3.
    """

    priorities: Floats
    principal_eigenvalue: float
    consistency_index: float
    random_index: float
    random_index_source: str
    consistency_ratio: float
    geometric_consistency_index: float


def reciprocal(name: str, value: npt.ArrayLike) -> Floats:
    """Return a pairwise comparison matrix after checking that it is one."""
    matrix = finite(name, value, 2)
    if matrix.shape[0] != matrix.shape[1]:
        raise ValueError(f"{name} is {matrix.shape[0]} by {matrix.shape[1]}, not square")
    if (matrix <= 0).any():
        i, j = (int(k) for k in np.argwhere(matrix <= 0)[0])
        raise ValueError(f"{name}[{i}, {j}] is {matrix[i, j]}: judgements must be positive")
    if matrix.max() > LARGEST_JUDGEMENT:
        i, j = (int(k) for k in np.argwhere(matrix > LARGEST_JUDGEMENT)[0])
        raise ValueError(f"{name}[{i}, {j}] is {matrix[i, j]}, beyond {LARGEST_JUDGEMENT}")
    clash = np.argwhere(np.abs(np.log(matrix) + np.log(matrix.T)) > RECIPROCITY_TOLERANCE)
    if len(clash):
        i, j = (int(k) for k in clash[0])
        raise ValueError(
            f"{name}[{i}, {j}] is {matrix[i, j]} and {name}[{j}, {i}] is {matrix[j, i]}: "
            "they must be reciprocal"
        )
    return matrix


def priorities(
    pairwise_matrix: npt.ArrayLike, method: str = "eigenvector", table: str = DEFAULT_TABLE
) -> Priorities:
    """Derive priorities from pairwise judgements.

    Parameters
    ----------
    pairwise_matrix : (n, n) array_like
        Positive and reciprocal; entry (i, j) says how many times i outweighs j.
    method : {"eigenvector", "geometric_mean"}, default "eigenvector"
        Saaty's principal eigenvector, or the row geometric mean. Eigenvalue and ratios belong to
        the matrix and do not depend on the method.
    table : str, default "saaty_1980"
        Whose random indices the ratio is formed with: a name of `RANDOM_INDEX_TABLES`.

    Returns
    -------
    Priorities

    Raises
    ------
    ValueError
        If the matrix is not square, finite, positive and reciprocal, or method or table is unknown.

    Notes
    -----
    ``CI = (lambda - n) / (n - 1)``, ``CR = CI / RI`` [1]_ with RI from `random_index`; and
    ``GCI = 2 / ((n - 1)(n - 2)) sum_{i<j} ln^2(a_ij g_j / g_i)`` with g the geometric means [2]_.
    The eigenvector is sought for the matrix of errors ``a_ij g_j / g_i``, which is all ones when
    the judgements are consistent: so consistent judgements lose no digit.

    References
    ----------
    .. [1] T. L. Saaty, "A scaling method for priorities in hierarchical structures", Journal of
       Mathematical Psychology 15(3), 1977, pp. 234-281, doi:10.1016/0022-2496(77)90033-5.
    .. [2] J. Aguaron and J. M. Moreno-Jimenez, "The geometric consistency index: approximated
       thresholds", European Journal of Operational Research 147(1), 2003, pp. 137-145,
       doi:10.1016/S0377-2217(02)00255-2.

    Examples
    --------
    >>> found = priorities([[1, 2, 4], [1 / 2, 1, 2], [1 / 4, 1 / 2, 1]])
    >>> found.priorities.round(4), found.consistency_ratio
    (array([0.5714, 0.2857, 0.1429]), 0.0)
    """
    one_of("method", method, METHODS)
    matrix = reciprocal("pairwise_matrix", pairwise_matrix)
    n = len(matrix)
    logs = np.log(matrix)
    log_means = logs.mean(axis=1)
    log_errors = logs - log_means[:, None] + log_means[None, :]
    errors = np.exp(log_errors)
    found = np.linalg.eig(errors)
    eigenvalues: Floats = np.real(found.eigenvalues)
    eigenvectors: Floats = np.real(found.eigenvectors)
    principal = int(np.argmax(eigenvalues))
    # Perron: the largest eigenvalue is at least n; rounding may put it a hair below
    eigenvalue = max(float(eigenvalues[principal]), float(n))
    weights = np.exp(log_means - log_means.max())
    if method == "eigenvector":
        # sums of positive terms: multiplying gives even the smallest priority its digits
        vector = errors @ (errors @ np.abs(eigenvectors[:, principal]))
        weights = weights * (vector / vector.max())
    index = (eigenvalue - n) / (n - 1) if n > 1 else 0.0
    reference = random_index(n, table)
    pairs = (n - 1) * (n - 2)
    return Priorities(
        priorities=read_only(weights / weights.sum()),
        principal_eigenvalue=eigenvalue,
        consistency_index=index,
        random_index=reference,
        random_index_source=random_index_source(n, table),
        consistency_ratio=index / reference if pairs else 0.0,
        geometric_consistency_index=float((log_errors**2).sum() / pairs) if pairs else 0.0,
    )
