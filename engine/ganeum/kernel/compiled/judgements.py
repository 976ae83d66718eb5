"""Priorities of a block of pairwise comparison matrices, equal to NumPy's to the last bit.

Logarithms and exponentials are NumPy's own, the rest is compiled.
"""

from functools import cache

import numpy as np

from ganeum.kernel.compiled.groups import aggregated, reciprocals
from ganeum.kernel.compiled.principal import principal, transpose
from ganeum.kernel.inputs import Floats
from ganeum.kernel.priorities import LARGEST_JUDGEMENT, RECIPROCITY_TOLERANCE
from ganeum.kernel.saaty_scale import SCALE
from ganeum.kernel.squaring import (
    FACTORS,
    LAST_SQUARING,
    SETTLED,
    SQUARINGS,
    STEPS,
    left_over,
    solved,
)

LOGS = tuple(np.log(SCALE).tolist())  # by judgement
MARGIN = 1e-9  # relative, by which rounding surely moves no ratio of columns


def block_priorities(matrices: Floats, method: str) -> tuple[Floats, Floats] | None:
    """Return priorities (n, s) and eigenvalues (s,) of matrices (s, n, n).

    None, if any is wrong, or so near it that this needs the exact check.
    """
    s, n, _ = matrices.shape
    judged, products = np.empty((n, n, s)), np.empty((-(-n // FACTORS), n, s))
    flat = matrices.reshape(s, n * n)
    if not transpose(flat, LARGEST_JUDGEMENT, RECIPROCITY_TOLERANCE / 2, judged, products):
        return None
    means = np.exp(sum(np.log(products)) / n)
    weights, eigenvalues = _solved(judged, means, method)
    return weights.T, eigenvalues


def group_block(strong: Floats, voices: Floats, method: str) -> Floats:
    """Return the priorities (n, s) that `group_priorities` has, of one block."""
    _, n, s = strong.shape
    logs, sums = np.empty((n * (n - 1) // 2, s)), np.empty((n, s))
    aggregated(np.ascontiguousarray(strong), np.ascontiguousarray(voices), LOGS, logs, sums)
    judged = np.empty((n, n, s))
    reciprocals(np.exp(logs), judged)
    return _solved(judged, np.exp(sums / n), method)[0].T


def _solved(judged: Floats, means: Floats, method: str) -> tuple[Floats, Floats]:
    """Return the priorities (s, n) and eigenvalues (s,) that `solved` has."""
    n, s = means.shape
    weights, eigenvalues, unsure = np.empty((s, n)), np.empty(s), np.empty(s, np.bool_)
    ratio = settled_ratio()
    limits = (SQUARINGS, LAST_SQUARING, STEPS, ratio * (1 - MARGIN), ratio * (1 + MARGIN))
    principal(judged, means, *limits, method == "eigenvector", weights, eigenvalues, unsure)
    if unsure.any():
        again, eigenvalues[unsure] = solved(judged[:, :, unsure], means[:, unsure], method)
        weights[unsure] = again.T
    return weights, eigenvalues


@cache
def settled_ratio() -> float:
    """Return by what factor columns may differ for what steps leave to be settled."""
    low, high = 1.0, 2.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if left_over(middle) <= SETTLED else (low, middle)
    return low
