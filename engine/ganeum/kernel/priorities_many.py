"""Priorities and consistency of many pairwise comparison matrices at once."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ganeum.kernel.inputs import Floats, finite, one_of, read_only
from ganeum.kernel.priorities import (
    LARGEST_JUDGEMENT,
    METHODS,
    RECIPROCITY_TOLERANCE,
    random_index,
    reciprocal,
)

CACHED = 16_384  # entries of a block of matrices, so that its powers stay in cache
FIRST_SQUARINGS = 5  # the 32nd power settles nearly consistent judgements
LAST_SQUARINGS = 40  # beyond, only rounding is left to move
SETTLED = 1e-13  # relative width of the bounds within which every priority must lie


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
    pairwise_matrices: npt.ArrayLike, method: str = "eigenvector"
) -> PrioritiesMany:
    """Derive priorities from many matrices of pairwise judgements.

    Parameters
    ----------
    pairwise_matrices : (s, n, n) array_like
        Each positive and reciprocal; entry (i, j) says how many times i outweighs j.
    method : {"eigenvector", "geometric_mean"}, default "eigenvector"
        As in `priorities`, with which every row agrees.

    Returns
    -------
    PrioritiesMany

    Raises
    ------
    ValueError
        If a matrix is not square, finite, positive and reciprocal, or the method is unknown.

    Notes
    -----
    As in `priorities` the eigenvector v is sought for the matrix of errors, here by squaring it
    again and again. ``B v = lambda^p v`` for a power ``B`` of it, so v is a mixture of B's columns,
    with positive shares: scaled to sum 1, each of its entries lies between the smallest and the
    largest of its row in B's columns, scaled so too. Squaring ends when these bounds are within
    1e-13 of each other [1]_. The eigenvalue is the mean of ``(A v)_i / v_i``, of which the smallest
    and the largest enclose it [2]_. A row depends on its own matrix only, to the last bit.

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
    matrices = finite("pairwise_matrices", pairwise_matrices, 3)
    _check(matrices)
    count, n = len(matrices), matrices.shape[1]
    weights, eigenvalues = np.empty((count, n)), np.empty(count)
    step = max(1, CACHED // n**2)
    for start in range(0, count, step):
        block = slice(start, start + step)
        found = _block(np.ascontiguousarray(matrices[block].transpose(1, 2, 0)), method)
        weights[block], eigenvalues[block] = found[0].T, found[1]
    index = (eigenvalues - n) / (n - 1) if n > 1 else np.zeros(count)
    return PrioritiesMany(
        priorities=read_only(weights),
        principal_eigenvalue=read_only(eigenvalues),
        consistency_index=read_only(index),
        consistency_ratio=read_only(index / random_index(n) if n > 2 else np.zeros(count)),
    )


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


def _block(matrices: Floats, method: str) -> tuple[Floats, Floats]:
    """Return the priorities (n, s) and the principal eigenvalues (s,) of matrices (n, n, s)."""
    n = len(matrices)
    logs = np.log(matrices)
    log_means = _added(logs) / n
    logs += log_means - log_means[:, None]
    errors = np.exp(logs, out=logs)
    power = errors
    for _ in range(FIRST_SQUARINGS):
        power = _squared(power)
    vectors, squarings = _added(power), FIRST_SQUARINGS
    unsettled = np.flatnonzero(_width(power) > SETTLED)
    power = power.take(unsettled, axis=2)
    while len(unsettled) and squarings < LAST_SQUARINGS:
        power, squarings = _squared(power), squarings + 1
        vectors[:, unsettled] = _added(power)
        still = _width(power) > SETTLED
        unsettled, power = unsettled[still], power.compress(still, axis=2)
    vectors = _added(errors * (vectors / vectors.max(axis=0)))
    images = _added(errors * vectors)
    eigenvalues = np.maximum(_added((images / vectors)[None])[0] / n, float(n))
    weights = np.exp(log_means - log_means.max(axis=0))
    if method == "eigenvector":
        weights *= images / images.max(axis=0)
    return weights / _added(weights[None]), eigenvalues


def _squared(matrices: Floats) -> Floats:
    """Return the squares of matrices (n, n, s), each scaled to sum 1."""
    square = matrices[:, :1] * matrices[:1]
    term = np.empty_like(square)
    for k in range(1, len(matrices)):
        square += np.multiply(matrices[:, k : k + 1], matrices[k : k + 1], out=term)
    square /= _added(_added(square)[None])
    return square


def _added(terms: Floats) -> Floats:
    """Return the sums (n, s) of terms (n, k, s), one by one: a wider stack changes no digit."""
    total = terms[:, 0].copy()
    for k in range(1, terms.shape[1]):
        total += terms[:, k]
    return total


def _width(powers: Floats) -> Floats:
    """Return how far apart, relatively, the columns of each matrix (n, n, s) are at most."""
    columns = powers / _added(powers.swapaxes(0, 1))
    return (columns.max(axis=1) / columns.min(axis=1)).max(axis=0) - 1
