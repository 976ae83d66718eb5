"""Counting one block of draws at fixed scores in one pass."""

import numpy as np
import numpy.typing as npt

from ganeum.kernel.compiled.native import entry, nearly
from ganeum.kernel.compiled.pairs import compare, count, surely
from ganeum.kernel.compiled.philox import Words
from ganeum.kernel.compiled.weights import drawn
from ganeum.kernel.inputs import Floats, Integers
from ganeum.kernel.streams import BLOCK

SLICE = 256  # draws at once: they stay in the innermost cache
Singles = npt.NDArray[np.float32]


@nearly
def product(
    table: Singles, row: int, powers: Singles, out: Singles, place: int, size: int
) -> None:  # pragma: no cover -- compiled
    """Fill row `place` of `out` (., t) with ``table[row] @ powers``; views of rows would cost."""
    n, k = len(powers), 3
    if n < 3:
        k = 1
        one = table[row, 0]
        for s in range(size):
            out[place, s] = one * powers[0, s]
    else:
        one, two, three = table[row, 0], table[row, 1], table[row, 2]
        for s in range(size):
            out[place, s] = one * powers[0, s] + two * powers[1, s] + three * powers[2, s]
    while k + 3 <= n:
        one, two, three = table[row, k], table[row, k + 1], table[row, k + 2]
        for s in range(size):
            more = out[place, s] + one * powers[k, s] + two * powers[k + 1, s]
            out[place, s] = more + three * powers[k + 2, s]
        k += 3
    while k < n:
        one = table[row, k]
        for s in range(size):
            out[place, s] += one * powers[k, s]
        k += 1


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
    unsure: Floats,
    over: Singles,
    under: Singles,
    topsis: bool,
    floor: np.float32,
    margin: np.float32,
) -> int:  # pragma: no cover -- compiled
    """Count a block, and return how many draws were not sure: their weights are in `unsure`."""
    u, n = over.shape
    weights, steps = np.empty((n, SLICE)), np.empty((n + 1, SLICE))
    powers, below = np.empty((n, SLICE), np.float32), np.empty((1, SLICE), np.float32)
    scores, raised = np.empty((u, SLICE), np.float32), np.empty((u, SLICE), np.float32)
    places, sure = np.empty((u, SLICE), np.int32), np.empty(SLICE, np.bool_)
    open_draws = 0
    for start in range(0, size, SLICE):
        t = min(SLICE, size - start)
        if given.size:
            for k in range(n):
                for s in range(t):
                    weights[k, s] = given[k, start + s]
        else:
            drawn(keys, block, start, BLOCK, classes, steps, weights)
        for k in range(n):
            for s in range(t):
                w = weights[k, s]
                powers[k, s] = np.float32(w * w if topsis else w)
        for i in range(u):
            product(over, i, powers, scores, i, t)
            if topsis:
                product(under, i, powers, below, 0, t)
                for s in range(t):
                    divisor = below[0, s]
                    ratio = scores[i, s] / divisor
                    scores[i, s] = ratio if divisor >= floor else np.float32(np.nan)
            for s in range(t):
                raised[i, s] = scores[i, s] + margin
        compare(scores, raised, t, places, ahead)
        surely(places, t, sure)
        for s in range(t):
            if not sure[s]:
                for k in range(n):
                    unsure[k, open_draws] = weights[k, s]
                open_draws += 1
                for i in range(u):
                    for j in range(u):
                        ahead[i, j] -= scores[i, s] > raised[j, s]
        count(weights, places, sure, t, copies, counted, first)
    return open_draws
