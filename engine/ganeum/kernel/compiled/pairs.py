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
    for i in range(u):
        for s in range(size):
            places[i, s] = 0
    for i in range(u):
        own, own_raised, own_places = scores[i], raised[i], places[i]
        for j in range(i + 1, u):
            other, other_raised, other_places = scores[j], raised[j], places[j]
            wins = losses = np.int32(0)
            for s in range(size):
                win = np.int32(own[s] > other_raised[s])
                loss = np.int32(other[s] > own_raised[s])
                other_places[s] = np.int32(other_places[s] + win)
                own_places[s] = np.int32(own_places[s] + loss)
                wins = np.int32(wins + win)
                losses = np.int32(losses + loss)
            ahead[i, j] += wins
            ahead[j, i] += losses


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
    order, leaders = np.empty(u, np.int64), np.empty(size, np.int64)
    for s in range(size):
        if not sure[s]:
            continue
        if plain:
            for i in range(u):
                counted[i, places[i, s]] += 1
        else:
            for i in range(u):
                order[places[i, s]] = i
            ahead = 0
            for i in order:
                counted[i, ahead] += 1
                ahead += copies[i]
    for s in range(size):
        leaders[s] = 0
    for i in range(u):
        for s in range(size):
            leaders[s] = i if places[i, s] == 0 else leaders[s]
    for s in range(size):
        if sure[s]:
            for k in range(n):
                first[leaders[s], k] += np.int64(weights[k, s] * UNIT + 0.5)
