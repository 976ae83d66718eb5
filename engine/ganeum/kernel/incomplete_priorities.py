"""Priorities and consistency of judgements that leave pairs unanswered."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ganeum.kernel.answers import Answered, answered_judgements, parts
from ganeum.kernel.inputs import Floats, one_of, read_only
from ganeum.kernel.judgement_path import principal_vectors
from ganeum.kernel.priorities import METHODS, priorities
from ganeum.kernel.random_indices import DEFAULT_TABLE, random_index, random_index_source


@dataclass(frozen=True, slots=True, eq=False)
class IncompletePriorities:
    """Priorities of a pairwise comparison matrix with gaps, with its consistency.

    Attributes
    ----------
    priorities : (n,) positive, summing to 1.
    missing : number of unanswered pairs.
    completed : (n, n) the judgements, with the quotients of priorities in the gaps.
    principal_eigenvalue : at least n; n for answers that do not clash.
    consistency_index : (principal_eigenvalue - n) / (n - 1).
    random_index, random_index_source : what the index is compared with, and whose that is.
    consistency_ratio : consistency_index / random_index; 0 where nothing could clash.
    geometric_consistency_index : 0 where nothing could clash.
    """

    priorities: Floats
    missing: int
    completed: Floats
    principal_eigenvalue: float
    consistency_index: float
    random_index: float
    random_index_source: str
    consistency_ratio: float
    geometric_consistency_index: float


def incomplete_priorities(
    pairwise_matrix: npt.ArrayLike, method: str = "eigenvector", table: str = DEFAULT_TABLE
) -> IncompletePriorities:
    """Derive priorities from pairwise judgements some of which are missing.

    Parameters
    ----------
    pairwise_matrix : (n, n) array_like
        Positive and reciprocal where answered, NaN elsewhere; the answers connect all items.
    method : {"eigenvector", "geometric_mean"}, default "eigenvector"
        Harker's eigenvector, or least squares of logarithms. Eigenvalue and ratios belong to the
        matrix and do not depend on the method.
    table : str, default "saaty_1980"
        A name of `RANDOM_INDEX_TABLES`.

    Returns
    -------
    IncompletePriorities
        Of a complete matrix what `priorities` returns.

    Raises
    ------
    ValueError
        If the matrix is not one of judgements, if no chain of answers connects some items with the
        others, or if method or table is unknown.

    Notes
    -----
    Harker's eigenvector is that of the matrix with the quotients of its own entries in the gaps:
    ``B w = lambda w`` with 0 in the gaps of B and ``1 + m_i`` on its diagonal, m_i being the number
    of gaps in row i [1]_. Least squares make ``sum (ln a_ij - ln w_i + ln w_j)^2`` over the answers
    least [2]_, which row geometric means do where there is no gap. Both have one solution if the
    answers connect all items, and only then.

    The ratio divides ``CI = (lambda - n) / (n - 1)`` by an index for as many gaps, see
    `random_index`. The geometric index is the sum of those squares over the number of loops,
    answers - n + 1: the residual variance, as which [3]_ introduced it for complete matrices.

    References
    ----------
    .. [1] P. T. Harker, "Alternative modes of questioning in the analytic hierarchy process",
       Mathematical Modelling 9(3-5), 1987, pp. 353-360.
    .. [2] S. Bozoki, J. Fulop and L. Ronyai, "On optimal completion of incomplete pairwise
       comparison matrices", Mathematical and Computer Modelling 52(1-2), 2010, pp. 318-333,
       doi:10.1016/j.mcm.2010.02.047.
    .. [3] G. Crawford and C. Williams, "A note on the analysis of subjective judgment matrices",
       Journal of Mathematical Psychology 29(4), 1985, pp. 387-405,
       doi:10.1016/0022-2496(85)90002-1.

    Examples
    --------
    >>> nan = float("nan")
    >>> found = incomplete_priorities([[1, 2, nan], [1 / 2, 1, 2], [nan, 1 / 2, 1]])
    >>> found.priorities.round(4), found.missing, round(float(found.completed[0, 2]), 4)
    (array([0.5714, 0.2857, 0.1429]), 1, 4.0)
    """
    one_of("method", method, METHODS)
    judgements, answered = answered_judgements("pairwise_matrix", pairwise_matrix)
    apart = parts(answered)
    if len(apart) > 1:
        names = " and ".join(str(list(part)) for part in apart)
        raise ValueError(f"pairwise_matrix does not connect {names}: no answer joins them")
    n = len(judgements)
    missing = int((~answered).sum()) // 2
    if not missing:
        found = priorities(judgements, method, table)
        return IncompletePriorities(
            priorities=found.priorities,
            missing=0,
            completed=read_only(judgements),
            principal_eigenvalue=found.principal_eigenvalue,
            consistency_index=found.consistency_index,
            random_index=found.random_index,
            random_index_source=found.random_index_source,
            consistency_ratio=found.consistency_ratio,
            geometric_consistency_index=found.geometric_consistency_index,
        )
    weights, eigenvalues, variances = gap_solutions(np.log(judgements)[None], answered, method)
    loops = (n - 1) * (n - 2) // 2 - missing
    index = float(eigenvalues[0] - n) / (n - 1)
    reference = random_index(n, table, missing)
    quotients = weights[0][:, None] / weights[0]
    return IncompletePriorities(
        priorities=read_only(weights[0]),
        missing=missing,
        completed=read_only(np.where(answered, judgements, quotients)),
        principal_eigenvalue=float(eigenvalues[0]),
        consistency_index=index,
        random_index=reference,
        random_index_source=random_index_source(n, table, missing),
        consistency_ratio=index / reference if loops else 0.0,
        geometric_consistency_index=float(variances[0]) if loops else 0.0,
    )


def gap_solutions(
    logs: Floats, answered: Answered, method: str = "eigenvector"
) -> tuple[Floats, Floats, Floats]:
    """Return priorities (s, n), eigenvalues (s,) and residual variances (s,) of many judgements.

    The judgements (s, n, n), in logarithms, are answered alike: (n, n), connected. They are not
    checked. Where nothing could clash the variance is that of rounding.
    """
    n = len(answered)
    gaps = n - answered.sum(axis=1)
    known = np.where(answered, logs, 0.0)
    laplacian = np.diag(n - gaps) - answered
    # the mean of the logarithms is free, 0 here
    sums: Floats = known.sum(axis=2)[:, :, None]
    log_means = np.asarray(np.linalg.solve(laplacian + 1 / n, sums), dtype=np.float64)[:, :, 0]
    log_errors = np.where(answered, known - log_means[:, :, None] + log_means[:, None, :], 0.0)
    errors = np.where(answered, np.exp(log_errors), 0.0) + np.diag(gaps)
    vectors = principal_vectors(errors)
    growth = np.einsum("sij,sj->si", errors, vectors) / vectors
    weights = np.exp(log_means - log_means.max(axis=1, keepdims=True))
    if method == "eigenvector":
        weights = weights * vectors
    loops = (n - 1) * (n - 2) // 2 - int(gaps.sum()) // 2
    return (
        weights / weights.sum(axis=1, keepdims=True),
        np.maximum(growth.mean(axis=1), float(n)),
        (log_errors**2).sum(axis=(1, 2)) / (2 * max(loops, 1)),
    )
