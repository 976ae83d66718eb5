"""Priorities and consistency of many pairwise comparison matrices at once."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial

import numpy as np
import numpy.typing as npt

from ganeum.kernel.engines import compiled
from ganeum.kernel.inputs import Floats, finite, numbers, one_of, sealed
from ganeum.kernel.priorities import (
    LARGEST_JUDGEMENT,
    METHODS,
    RECIPROCITY_TOLERANCE,
    reciprocal,
)
from ganeum.kernel.random_indices import DEFAULT_TABLE, random_index
from ganeum.kernel.squaring import geometric_means, solved

CACHED = 30_720  # entries of a block of matrices: its powers stay in cache, rows apart there
TASK = 16  # blocks that are computed in one go
WORTH = 3_000_000  # matrices from which compiling pays for itself

Task = Callable[[int], tuple[Floats, Floats]]
Spread = Callable[[Task, Iterable[int]], Iterable[tuple[Floats, Floats]]]


@dataclass(frozen=True, slots=True, eq=False)
class PrioritiesMany:
    """Priorities of many pairwise comparison matrices, with their consistency.

    Attributes
    ----------
    priorities : (s, n) positive, each row summing to 1.
    principal_eigenvalue : (s,) at least n; n for a consistent matrix.
    consistency_index : (s,) (principal_eigenvalue - n) / (n - 1).
    consistency_ratio : (s,) consistency_index over the random index; 0 for n below 3.
    """

    priorities: Floats
    principal_eigenvalue: Floats
    consistency_index: Floats
    consistency_ratio: Floats


def priorities_many(
    pairwise_matrices: npt.ArrayLike,
    method: str = "eigenvector",
    *,
    table: str = DEFAULT_TABLE,
    engine: str = "auto",
    spread: Spread = map,
) -> PrioritiesMany:
    """Derive priorities from many matrices of pairwise judgements.

    Parameters
    ----------
    pairwise_matrices : (s, n, n) array_like
        Each positive and reciprocal; entry (i, j) says how many times i outweighs j.
    method : {"eigenvector", "geometric_mean"}, default "eigenvector"
        As in `priorities`, with which every row agrees.
    table : str, default "saaty_1980"
        A name of `RANDOM_INDEX_TABLES`, as in `priorities`.
    engine : {"auto", "numpy", "compiled"}
        Who computes; changes no digit. "compiled" needs the extra `fast`, and is what "auto" takes
        where that is installed and worth compiling: from 3,000,000 matrices, and always once it is
        loaded.
    spread : callable
        `map`, or what does as `map` does elsewhere, such as `ganeum.spreading.threads()`; changes
        no digit.

    Returns
    -------
    PrioritiesMany

    Raises
    ------
    ValueError
        If a matrix is not square, finite, positive and reciprocal, or method or table is unknown.

    Notes
    -----
    As in `priorities` the eigenvector is sought for the matrix of errors A, here by squaring A over
    and over and multiplying by the power B so reached, four times. Columns of B that differ, scaled
    to sum 1, by at most a factor ``1 + r`` put B's projective diameter at ``D = 2 log(1 + r)`` or
    less; it contracts by ``tanh(D / 4)`` [1]_, so what four steps leave is within
    ``D tanh(D / 4)^3`` of the eigenvector. Squaring, three times at least, ends when that is below
    1e-13. The eigenvalue is the mean of ``(A v)_i / v_i``, the smallest and largest of which
    enclose it [2]_. A row depends on its own matrix only, to the last bit.

    References
    ----------
    .. [1] G. Birkhoff, "Extensions of Jentzsch's theorem", Transactions of the American
       Mathematical Society 85(1), 1957, pp. 219-227, doi:10.1090/S0002-9947-1957-0087058-6.
    .. [2] H. Wielandt, "Unzerlegbare, nicht negative Matrizen", Mathematische Zeitschrift 52,
       1950, pp. 642-648, doi:10.1007/BF02230720.

    Examples
    --------
    >>> found = priorities_many([[[1, 2], [1 / 2, 1]], [[1, 4], [1 / 4, 1]]])
    >>> found.priorities.round(4).tolist()
    [[0.6667, 0.3333], [0.8, 0.2]]
    """
    one_of("method", method, METHODS)
    # only read, so not copied if compiled code takes them as they are
    matrices = numbers("pairwise_matrices", pairwise_matrices, copy=False)
    matrices = np.require(matrices, requirements=["C", "W"])
    by_code = compiled(engine, matrices.shape[0] if matrices.ndim else 0, WORTH, "principal")
    stack = matrices.size > 0 and matrices.ndim == 3 and matrices.shape[1] == matrices.shape[2]
    if not (by_code and stack):
        _check(finite("pairwise_matrices", matrices, 3))
    count, n = len(matrices), matrices.shape[1]
    weights, eigenvalues = np.empty((count, n)), np.empty(count)
    step = TASK * max(1, CACHED // n**2)
    starts = range(0, count, step)
    tasks = spread(partial(_task, matrices, method, by_code), starts)
    for start, (some, values) in zip(starts, tasks, strict=True):
        weights[start : start + step], eigenvalues[start : start + step] = some, values
    index = (eigenvalues - n) / (n - 1) if n > 1 else np.zeros(count)
    reference = random_index(n, table)
    return PrioritiesMany(
        priorities=sealed(weights),
        principal_eigenvalue=sealed(eigenvalues),
        consistency_index=sealed(index),
        consistency_ratio=sealed(index / reference if n > 2 else np.zeros(count)),
    )


def _task(matrices: Floats, method: str, by_code: bool, start: int) -> tuple[Floats, Floats]:
    """Return priorities (s, n) and eigenvalues (s,) of the blocks that begin at `start`."""
    step = max(1, CACHED // matrices.shape[1] ** 2)
    some = matrices[start : start + TASK * step]
    weights, eigenvalues = np.empty(some.shape[:2]), np.empty(len(some))
    for first in range(0, len(some), step):
        block, found = slice(first, first + step), None
        if by_code:
            from ganeum.kernel.compiled.judgements import block_priorities

            found = block_priorities(some[block], method)
            if found is None:
                _check(finite("pairwise_matrices", matrices, 3))  # in the words for all of them
        if found is None:
            judged = np.ascontiguousarray(some[block].transpose(1, 2, 0))
            found = solved(judged, geometric_means(judged), method)
        weights[block], eigenvalues[block] = found[0].T, found[1]
    return weights, eigenvalues


def _check(matrices: Floats) -> None:
    """Refuse a stack in which one matrix is not what `reciprocal` asks for, in its words."""
    if matrices.shape[1] != matrices.shape[2]:
        raise ValueError(
            f"pairwise_matrices are {matrices.shape[1]} by {matrices.shape[2]}, not square"
        )
    wrong = (matrices <= 0) | (matrices > LARGEST_JUDGEMENT)
    # half of what is allowed: what is near the limit goes to the exact check
    wrong |= np.abs(matrices * matrices.transpose(0, 2, 1) - 1) > RECIPROCITY_TOLERANCE / 2
    for place in np.flatnonzero(wrong.any(axis=(1, 2))).tolist():
        reciprocal(f"pairwise_matrices[{place}]", matrices[place])
