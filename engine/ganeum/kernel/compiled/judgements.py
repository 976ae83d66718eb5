"""Priorities of a block of pairwise comparison matrices, equal to NumPy's to the last bit.

Logarithms and exponentials are NumPy's own, the rest is compiled.
"""

from functools import cache

import numpy as np

from ganeum.kernel.compiled.principal import centred, principal, transpose
from ganeum.kernel.inputs import Floats
from ganeum.kernel.priorities import LARGEST_JUDGEMENT, RECIPROCITY_TOLERANCE
from ganeum.kernel.priorities_many import (
    LAST_SQUARING,
    SETTLED,
    STEPS,
    eigenvalue,
    left_over,
    solved,
    weighed,
)

MARGIN = 1e-9  # relative, by which rounding surely moves no ratio of columns


def block_priorities(matrices: Floats, method: str) -> tuple[Floats, Floats] | None:
    """Return priorities (n, s) and eigenvalues (s,) of matrices (s, n, n).

    None, if any is wrong, or so near it that this needs the exact check.
    """
    s, n, _ = matrices.shape
    logs, means, errors = np.empty((n, n, s)), np.empty((n, s)), np.empty((n, n, s))
    if not transpose(matrices, LARGEST_JUDGEMENT, RECIPROCITY_TOLERANCE / 2, errors):
        return None
    np.log(errors, out=logs)
    centred(logs, means, errors)
    np.exp(errors, out=errors)
    images, eigenvalues, unsure = np.empty((n, s)), np.empty(s), np.empty(s, np.bool_)
    ratio = settled_ratio()
    limits = (STEPS, LAST_SQUARING, ratio * (1 - MARGIN), ratio * (1 + MARGIN))
    principal(errors, *limits, images, eigenvalues, unsure)
    weights = weighed(means, images, method)
    if unsure.any():
        weights[:, unsure], growth = solved(logs[:, :, unsure], method)
        eigenvalues[unsure] = eigenvalue(growth)
    return weights, eigenvalues


@cache
def settled_ratio() -> float:
    """Return by what factor columns may differ for what steps leave to be settled."""
    low, high = 1.0, 2.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if left_over(middle) <= SETTLED else (low, middle)
    return low
