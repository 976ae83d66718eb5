"""Drawing weights on the simplex, as `ganeum.kernel.simplex` and `Ladder` do, to the last bit."""

import numpy as np

from ganeum.kernel.compiled.native import native
from ganeum.kernel.compiled.philox import Words, doubles
from ganeum.kernel.inputs import Floats, Integers

STREAM = np.uint64(0)  # of weights


@native
def drawn(
    keys: Words, block: int, start: int, size: int, classes: Integers, steps: Floats, out: Floats
) -> None:  # pragma: no cover -- compiled
    """Fill `out` (n, t) with the draws of a block from `start` on.

    `classes` (n,) has the place of each criterion's class in a total order; empty where nothing is
    known. `steps` (c + 1, t) is room for the c parts of the simplex.
    """
    n, t = out.shape
    c = 0 if classes.size else n
    for place in classes:
        c = max(c, place + 1)
    for k in range(1, c):
        doubles(keys, STREAM, np.uint64(block), (k - 1) * size + start, steps[k])
    for s in range(t):
        steps[0, s] = 0.0
        steps[c, s] = 1.0
    for last in range(c - 2, 0, -1):
        k = 1
        while k < last:  # two exchanges at once
            for s in range(t):
                one, two, three = steps[k, s], steps[k + 1, s], steps[k + 2, s]
                middle = max(one, two)
                steps[k, s] = min(one, two)
                steps[k + 1, s] = min(middle, three)
                steps[k + 2, s] = max(middle, three)
            k += 2
        if k == last:
            for s in range(t):
                one, two = steps[k, s], steps[k + 1, s]
                steps[k, s] = min(one, two)
                steps[k + 1, s] = max(one, two)
    if not classes.size:
        for k in range(n):
            for s in range(t):
                out[k, s] = steps[k + 1, s] - steps[k, s]
        return
    for k in range(c):
        members = 0.0
        for criterion in range(n):
            members += classes[criterion] <= k
        for s in range(t):
            steps[k, s] = (steps[k + 1, s] - steps[k, s]) / members
    for k in range(c - 2, -1, -1):
        for s in range(t):
            steps[k, s] = steps[k + 1, s] + steps[k, s]
    for criterion in range(n):
        for s in range(t):
            out[criterion, s] = steps[classes[criterion], s]
