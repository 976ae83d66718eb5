"""Principal eigenvectors of judgements by squaring, for many matrices that lie side by side."""

from itertools import combinations

import numpy as np
import numpy.typing as npt

from ganeum.kernel.inputs import Floats

SQUARINGS = 3  # after which most judgements settle
STEPS = 4  # multiplications by the power that squaring has reached
LAST_SQUARING = 40  # beyond, only rounding is left to move
SETTLED = 1e-13  # proven bound on the relative error of a priority, rounding apart
FACTORS = 16  # judgements whose product cannot overflow


def priorities_of_logs(logs: Floats, method: str = "eigenvector") -> Floats:
    """Return the priorities (n, s) of judgements in logarithms (n, n, s), which are not checked.

    What lies below the diagonal must be what lies above, negated. For callers that have such
    logarithms anyway; some thousand matrices at a time stay in the processor's cache.
    """
    judged = np.ones_like(logs)
    for i, j in combinations(range(len(logs)), 2):
        np.exp(logs[i, j], out=judged[i, j])
        np.divide(1.0, judged[i, j], out=judged[j, i])
    return solved(judged, np.exp(_added(logs) / len(logs)), method)[0]


def geometric_means(judged: Floats) -> Floats:
    """Return the geometric means (n, s) of the rows of judgements (n, n, s)."""
    n, logs = len(judged), np.zeros(judged.shape[1:])
    for start in range(0, n, FACTORS):
        product = judged[:, start].copy()
        for k in range(start + 1, min(start + FACTORS, n)):
            product *= judged[:, k]
        logs += np.log(product)
    return np.exp(logs / n)


def solved(judged: Floats, means: Floats, method: str) -> tuple[Floats, Floats]:
    """Return the priorities (n, s) and eigenvalues (s,) of judgements (n, n, s) with such means."""
    errors = means * (1.0 / means)[:, None]
    errors *= judged
    powers = errors
    for _ in range(SQUARINGS):
        powers = _squared(powers)
    vectors = _principal(_scaled(powers), SQUARINGS)
    images = _product(errors, vectors)
    growth = _added((images / vectors)[None])[0] / len(means)
    weights = means * images if method == "eigenvector" else means
    return weights / _added(weights[None]), np.maximum(growth, float(len(means)))


def left_over(ratio: npt.ArrayLike) -> Floats:
    """Return what steps leave where scaled columns differ by at most a factor."""
    diameter: Floats = 2 * np.log(ratio)
    return diameter * np.tanh(diameter / 4) ** (STEPS - 1)


def _principal(powers: Floats, squarings: int) -> Floats:
    """Return the principal vectors (n, s) of matrices (n, n, s), squared further where needed."""
    vectors = _added(powers)
    for _ in range(STEPS - 1):
        vectors = _product(powers, vectors)
    columns = powers / _added(powers.swapaxes(0, 1))
    ratio = (columns.max(axis=1) / columns.min(axis=1)).max(axis=0)
    unsettled = np.flatnonzero(left_over(ratio) > SETTLED)
    if len(unsettled) and squarings < LAST_SQUARING:
        further = _scaled(_squared(powers.take(unsettled, axis=2)))
        vectors[:, unsettled] = _principal(further, squarings + 1)
    return vectors


def _squared(matrices: Floats) -> Floats:
    """Return the squares of matrices (n, n, s)."""
    square = matrices[:, :1] * matrices[:1]
    term = np.empty_like(square)
    for k in range(1, len(matrices)):
        square += np.multiply(matrices[:, k : k + 1], matrices[k : k + 1], out=term)
    return square


def _scaled(matrices: Floats) -> Floats:
    """Return matrices (n, n, s) scaled to sum 1."""
    return matrices * (1.0 / _added(_added(matrices)[None]))


def _product(matrices: Floats, vectors: Floats) -> Floats:
    """Return matrices (n, n, s) times vectors (n, s)."""
    total = matrices[:, 0] * vectors[0]
    term = np.empty_like(total)
    for k in range(1, len(vectors)):
        total += np.multiply(matrices[:, k], vectors[k], out=term)
    return total


def _added(terms: Floats) -> Floats:
    """Return the sums (n, s) of terms (n, k, s), one by one: a wider stack changes no digit."""
    total = terms[:, 0].copy()
    for k in range(1, terms.shape[1]):
        total += terms[:, k]
    return total
