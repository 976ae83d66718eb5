"""Ranking draws of many alternatives by sorting."""

import numpy as np

from ganeum.kernel.inputs import Floats, Integers
from ganeum.kernel.sampling_plan import Plan
from ganeum.kernel.screen import PRODUCT, TOLERANCE, UNDECIDED, Screened, closeness
from ganeum.kernel.tally import Counts

VALUES = 2**17  # scores at once: they stay in the processor's cache


def sorting_step(plan: Plan) -> int:
    """Return how many draws to work on at once."""
    return plan.cells.step if plan.cells else max(1, VALUES // len(plan.copies))


def sort_fixed(plan: Plan, weights: Floats, counts: Counts) -> None:
    """Count draws (n, t) of weights at fixed scores."""
    screen, margin = plan.screen, plan.screen.margin
    if screen.method == "weighted_sum":
        distance = 1.0 - _product(weights, screen.over)
    else:
        powers = weights * weights
        both = _product(powers, screen.under)
        distance = _product(powers, screen.over)
        np.subtract(both, distance, out=distance)
        _divide(distance, both)
    order, unsure = _sorted(distance, np.full(len(distance), margin))
    _count(plan, weights, order, unsure, screen.exact(weights[:, unsure]), counts)


def sort_varying(plan: Plan, far: Floats, near: Floats, weights: Floats, counts: Counts) -> None:
    """Count draws of which the scores, as `Varying.scored` has them, are known already."""
    if plan.screen.method == "weighted_sum":
        best, worst = far.max(axis=0), far.min(axis=0)
        reach = np.where(best > worst, best - worst, 1.0)
        distance = np.ascontiguousarray(((best - far) / reach).T)
        margin = 2 * TOLERANCE * np.maximum(np.abs(best), np.abs(worst)) / reach
        order, unsure = _sorted(distance, margin)
        _count(plan, weights, order, unsure, far[:, unsure], counts)
        return
    distance = np.ascontiguousarray(near.T)
    _divide(distance, (far + near).T)
    order, unsure = _sorted(distance, np.full(len(distance), UNDECIDED))
    _count(plan, weights, order, unsure, closeness(far[:, unsure], near[:, unsure]), counts)


def _product(weights: Floats, matrix: Screened) -> Floats:
    """Return products (t, u) in double precision, in parts too small for BLAS to start threads."""
    product = np.empty((weights.shape[1], len(matrix)))
    step = max(1, PRODUCT // weights.size)
    for start in range(0, len(matrix), step):
        part = slice(start, start + step)
        np.matmul(weights.T, matrix[part].T, out=product[:, part])
    return product


def _divide(distance: Floats, both: Floats) -> None:
    """Divide in place; where there is nothing to divide by, all are at no distance."""
    with np.errstate(invalid="ignore"):
        distance /= both
    distance[both[:, 0] == 0] = 0.0


def _sorted(distance: Floats, margin: Floats) -> tuple[Integers, Integers]:
    """Return who is where (t, u), the nearest first, and the draws with two within the margin.

    Distances in [0, 1] and the numbers of their alternatives share integers, which sort quicker
    than floating-point numbers are sorted indirectly.
    """
    u = distance.shape[1]
    bits = u.bit_length()
    scale = 2.0 ** (62 - bits)
    distance *= scale
    keys = distance.astype(np.int64)
    np.left_shift(keys, bits, out=keys)
    np.bitwise_or(keys, np.arange(u, dtype=np.int64), out=keys)
    keys.sort(axis=1)
    order = np.bitwise_and(keys, (1 << bits) - 1)
    np.right_shift(keys, bits, out=keys)
    gaps = (keys[:, 1:] - keys[:, :-1]).min(axis=1)
    return order, np.flatnonzero(gaps <= margin * scale + 1).astype(np.int64)


def _count(
    plan: Plan, weights: Floats, order: Integers, unsure: Integers, scores: Floats, counts: Counts
) -> None:
    """Add draws in order (t, u) to the counts, those that are not sure by their exact scores."""
    t, u = order.shape
    if (plan.copies == 1).all():
        standing = np.tile(np.arange(u, dtype=np.int64), (t, 1))
    else:
        copies = plan.copies[order]
        standing = np.cumsum(copies, axis=1) - copies
    leaders, draws = order[:, 0].copy(), np.arange(t, dtype=np.int64)
    if len(unsure):
        order[unsure], standing[unsure] = _ranked(scores.T, plan.copies)
        clear = np.isin(draws, unsure, invert=True)
        which, where = np.nonzero(standing[unsure] == 0)
        leaders = np.concatenate([leaders[clear], order[unsure[which], where]])
        draws = np.concatenate([draws[clear], unsure[which]])
    kept = standing[:, : _reach(standing[unsure], plan.places)]
    within = np.nonzero(kept < plan.places)
    np.add.at(counts.rank_counts, (order[within], kept[within]), 1)
    places = np.empty((t, u), np.int64)
    for row, who, where in zip(places, order, standing, strict=True):
        row[who] = where
    counts.rank_sums[:] += places.sum(axis=0)
    counts.rank_squares[:] += np.einsum("tu,tu->u", places, places)
    by_leader = np.argsort(leaders, kind="stable")
    counts.add_leaders(leaders[by_leader], weights[:, draws[by_leader]])


def _reach(standing: Integers, places: int) -> int:
    """Return how many, from the first, may have a place that is kept: more than that if tied."""
    return max([places, *(standing < places).sum(axis=1).tolist()])


def _ranked(scores: Floats, copies: Integers) -> tuple[Integers, Integers]:
    """Return who is where (s, u) by scores (s, u), and how many are ahead of each, as `ranks` has.

    Those ahead by more than the tolerance come first of all: of what comes before in the order,
    they are what is left without those that are tied.
    """
    s, u = scores.shape
    order = np.argsort(-scores, axis=1, kind="stable")
    falling = np.take_along_axis(scores, order, axis=1)
    raised = falling + TOLERANCE * np.abs(scores).max(axis=1, keepdims=True)
    ahead = np.tile(np.arange(u, dtype=np.int64), (s, 1))
    for lag in range(1, u):
        tied = ~(falling[:, :-lag] > raised[:, lag:])
        if not tied.any():
            break
        ahead[:, lag:] -= tied
    total = np.zeros((s, u + 1), np.int64)
    np.cumsum(copies[order], axis=1, out=total[:, 1:])
    return order, np.take_along_axis(total, ahead, axis=1)
