"""Comparing all pairs of alternatives in a slice of draws, and counting who takes which place."""

import numpy as np
import numpy.typing as npt

from ganeum.kernel.compiled.native import native
from ganeum.kernel.inputs import Floats, Integers
from ganeum.kernel.screen import Screened
from ganeum.kernel.tally import UNIT

Small = npt.NDArray[np.int32]
Mask = npt.NDArray[np.bool_]


@native
def compare(
    scores: Screened, raised: Screened, size: int, places: Small, ahead: Integers
) -> None:  # pragma: no cover -- compiled
    """Fill `places` (u, t) with how many are ahead, and add to `ahead` (u, u) who is."""
    u = len(scores)
    for j in range(u):
        limit, place, i = raised[j], places[j], 0
        for s in range(size):
            place[s] = 0
        while i + 4 <= u:  # nobody is ahead of themselves
            one, two, three, four = scores[i], scores[i + 1], scores[i + 2], scores[i + 3]
            ones = twos = threes = fours = np.int32(0)
            for s in range(size):
                high = limit[s]
                first, second = np.int32(one[s] > high), np.int32(two[s] > high)
                third, fourth = np.int32(three[s] > high), np.int32(four[s] > high)
                place[s] = np.int32(place[s] + first + second + third + fourth)
                ones, twos = np.int32(ones + first), np.int32(twos + second)
                threes, fours = np.int32(threes + third), np.int32(fours + fourth)
            ahead[i, j] += ones
            ahead[i + 1, j] += twos
            ahead[i + 2, j] += threes
            ahead[i + 3, j] += fours
            i += 4
        while i < u:
            one, ones = scores[i], np.int32(0)
            for s in range(size):
                first = np.int32(one[s] > limit[s])
                place[s] = np.int32(place[s] + first)
                ones = np.int32(ones + first)
            ahead[i, j] += ones
            i += 1


@native
def surely(places: Small, size: int, sure: Mask) -> None:  # pragma: no cover -- compiled
    """Fill `sure` (t,) with whether each pair was decided."""
    u = len(places)
    total = np.empty(size, np.int32)
    for s in range(size):
        total[s] = 0
    for i in range(u):
        for s in range(size):
            total[s] = np.int32(total[s] + places[i, s])
    for s in range(size):
        sure[s] = total[s] == u * (u - 1) // 2


@native
def count(
    weights: Floats,
    places: Small,
    sure: Mask,
    size: int,
    copies: Integers,
    counted: Integers,
    first: Integers,
) -> None:  # pragma: no cover -- compiled
    """Add the draws that are sure to the counts of places (u, m) and first weights (u, n)."""
    u, n = first.shape
    plain = True
    for times in copies:
        plain &= times == 1
    # indices without a sign, which need no look for negative ones
    order, leaders = np.empty(u, np.int64), np.empty(size, np.uint32)
    for s in range(size):
        if not sure[s]:
            continue
        if plain:
            for i in range(u):
                counted[i, np.uint32(places[i, s])] += 1
        else:
            for i in range(u):
                order[places[i, s]] = i
            ahead = 0
            for i in order:
                counted[i, ahead] += 1
                ahead += copies[i]
    for s in range(size):
        leaders[s] = np.uint32(0)
    for i in range(u):
        for s in range(size):
            leaders[s] = np.uint32(i) if places[i, s] == 0 else leaders[s]
    for s in range(size):
        if sure[s]:
            for k in range(n):
                first[leaders[s], k] += np.int64(weights[k, s] * UNIT + 0.5)
