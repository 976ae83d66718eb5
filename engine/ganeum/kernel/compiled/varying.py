"""Counting one block of draws in which the scores vary too, in one pass."""

from math import sqrt

import numpy as np

from ganeum.kernel.compiled.native import entry, native
from ganeum.kernel.compiled.pairs import Mask, compare, count, surely
from ganeum.kernel.compiled.philox import Words, between
from ganeum.kernel.compiled.weights import drawn
from ganeum.kernel.inputs import Floats, Integers
from ganeum.kernel.screen import TOLERANCE, UNDECIDED
from ganeum.kernel.streams import BLOCK

SLICE = 128  # draws at once: they stay in the innermost cache
STREAM = np.uint64(1)  # of scores
NONE, MINMAX, LARGEST, VECTOR, TOTAL = range(5)
RULES = {
    "none": NONE,
    "minmax": MINMAX,
    "max": LARGEST,
    "ideal": LARGEST,
    "vector": VECTOR,
    "sum": TOTAL,
    "distributive": TOTAL,
}


@native
def add_criterion(
    x: Floats,
    size: int,
    weights: Floats,
    base: float,
    rule: int,
    topsis: bool,
    cost: bool,
    copies: Integers,
    far: Floats,
    near: Floats,
) -> None:  # pragma: no cover -- compiled
    """Add one criterion, of cells (u, t), as `Varying.scored` does, operation by operation."""
    u = len(x)
    low, high, factor = np.empty(size), np.empty(size), np.empty(size)
    for s in range(size):
        low[s] = high[s] = x[0, s]
        factor[s] = 0.0
    for i in range(1, u):
        for s in range(size):
            low[s] = min(low[s], x[i, s])
            high[s] = max(high[s], x[i, s])
    if cost and not topsis and rule in (LARGEST, TOTAL):
        for i in range(u):
            for s in range(size):
                x[i, s] = (low[s] + base) / (x[i, s] + base)
        for s in range(size):
            high[s] = 1.0
        base = 0.0
    if rule in (VECTOR, TOTAL):
        for i in range(u):
            times = float(copies[i])
            for s in range(size):
                value = x[i, s] + base
                factor[s] += (value * value if rule == VECTOR else value) * times
    for s in range(size):
        divisor = factor[s]
        if rule == VECTOR:
            divisor = sqrt(divisor)
        elif rule == MINMAX:
            divisor = high[s] - low[s]
        elif rule == LARGEST:
            divisor = high[s] + base
        elif rule == NONE:
            divisor = 1.0
        factor[s] = weights[s] / (1.0 if divisor == 0.0 else divisor)
    if topsis:
        best, worst = (low, high) if cost else (high, low)
        for i in range(u):
            for s in range(size):
                gap = (x[i, s] - worst[s]) * factor[s]
                far[i, s] += gap * gap
                gap = (x[i, s] - best[s]) * factor[s]
                near[i, s] += gap * gap
        return
    for i in range(u):
        for s in range(size):
            value = x[i, s] + base
            if rule == MINMAX:
                value = high[s] - x[i, s] if cost else x[i, s] - low[s]
            far[i, s] += value * factor[s]


@entry
def count_block(
    keys: Words,
    block: int,
    size: int,
    classes: Integers,
    given: Floats,
    copies: Integers,
    counted: Integers,
    ahead: Integers,
    first: Integers,
    unsure: Integers,
    low: Floats,
    width: Floats,
    base: Floats,
    rule: int,
    topsis: bool,
    costs: Mask,
    step: int,
) -> int:  # pragma: no cover -- compiled
    """Count a block, and return how many draws were not sure: which ones is in `unsure`."""
    n, u = low.shape
    weights, steps = np.empty((n, SLICE)), np.empty((n + 1, SLICE))
    x, far, near = np.empty((u, SLICE)), np.empty((u, SLICE)), np.empty((u, SLICE))
    raised, margin = np.empty((u, SLICE)), np.empty(SLICE)
    words = np.empty(SLICE // 2, np.uint64)
    halves = words.view(np.uint32)
    places, sure = np.empty((u, SLICE), np.int32), np.empty(SLICE, np.bool_)
    open_draws, start = 0, 0
    while start < size:
        within = start % step
        t = min(SLICE, size - start, step - within)
        if given.size:
            for k in range(n):
                for s in range(t):
                    weights[k, s] = given[k, start + s]
        else:
            drawn(keys, block, start, BLOCK, classes, steps, weights)
        for i in range(u):
            for s in range(t):
                far[i, s] = near[i, s] = 0.0
        for k in range(n):
            number = ((start // step) * n + k) * u * step + within
            row = low[k], width[k], words, halves, x
            between(keys, STREAM, np.uint64(block), number, step, *row)
            add_criterion(x, t, weights[k], base[k], rule, topsis, costs[k], copies, far, near)
        for s in range(t):
            margin[s] = UNDECIDED
        if topsis:
            for i in range(u):
                for s in range(t):
                    far[i, s] /= far[i, s] + near[i, s]
        else:
            for s in range(t):
                margin[s] = abs(far[0, s])
            for i in range(1, u):
                for s in range(t):
                    margin[s] = max(margin[s], abs(far[i, s]))
            for s in range(t):
                margin[s] *= TOLERANCE
        for i in range(u):
            for s in range(t):
                raised[i, s] = far[i, s] + margin[s]
        compare(far, raised, t, places, ahead)
        surely(places, t, sure)
        for s in range(t):
            if not sure[s]:
                unsure[open_draws] = start + s
                open_draws += 1
                for i in range(u):
                    for j in range(u):
                        ahead[i, j] -= far[i, s] > raised[j, s]
        count(weights, places, sure, t, copies, counted, first)
        start += t
    return open_draws
