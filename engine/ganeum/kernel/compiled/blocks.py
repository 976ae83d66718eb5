"""Counting a block of a sampling plan."""

import numpy as np

from ganeum.kernel.cells import Varying
from ganeum.kernel.comparing import count_exactly
from ganeum.kernel.compiled.philox import Words, schedule
from ganeum.kernel.inputs import Floats, Integers
from ganeum.kernel.ordered import Ladder
from ganeum.kernel.sampling_plan import Plan
from ganeum.kernel.screen import FLOOR, closeness
from ganeum.kernel.simplex import Uniform
from ganeum.kernel.streams import BLOCK, key
from ganeum.kernel.tally import Tally


def count_compiled(plan: Plan, blocks: range) -> Tally:
    """Count blocks; draws that are left open wait for others, to be decided together."""
    total, waiting, left = plan.counts().tally(0, 1.0, 0), 0, list[tuple[Floats, Floats]]()
    keys = schedule(key(plan.seed))
    for block in blocks:
        counted, weights, scores = _counted(plan, keys, block)
        total += counted
        if waiting + len(weights.T) > BLOCK:  # more might be too many for the sums of weights
            total += _decided(plan, left)
            waiting, left = 0, []
        waiting += len(weights.T)
        left.append((weights, scores))
    return total + _decided(plan, left)


def _decided(plan: Plan, left: list[tuple[Floats, Floats]]) -> Tally:
    """Count what blocks have left open, their draws not counted again."""
    counts = plan.counts()
    weights, scores = (np.hstack(parts) for parts in zip(*left, strict=True))
    if plan.cells is None:
        scores = plan.screen.exact(weights)
    count_exactly(plan, weights, scores, counts)
    return counts.tally(0, 1.0, 0)


def _counted(plan: Plan, keys: Words, block: int) -> tuple[Tally, Floats, Floats]:
    """Count a block, and return the weights (n, t) left open, and their scores if these vary."""
    given, classes, rhat, effective = np.empty((plan.n, 0)), np.empty(0, np.int64), 1.0, BLOCK
    if isinstance(plan.drawing, Ladder):
        classes = plan.drawing.places()
    elif not isinstance(plan.drawing, Uniform):
        given, rhat, effective = plan.drawing.block(plan.seed, block)
    size, counts = plan.size(block), plan.counts()
    u, m, topsis = len(plan.copies), len(plan.alike), plan.screen.method == "topsis"
    every, ahead = np.zeros((u, m), np.int64), np.zeros((u, u), np.int64)
    how = (keys, block, size, classes, given)
    counted = (plan.copies, every, ahead, counts.first_weights)
    if plan.cells is None:
        from ganeum.kernel.compiled import fixed

        screen, weights = plan.screen, np.empty((plan.n, size))
        limits = (np.float32(FLOOR), np.float32(screen.margin))
        left = fixed.count_block(
            *how, screen.over, screen.under, topsis, *limits, *counted, weights
        )
        weights, scores = weights[:, :left], weights[:0, :left]
    else:
        from ganeum.kernel.compiled import varying

        cells, which = plan.cells, np.empty(size, np.int64)
        rule = varying.RULES[cells.rule]
        left = varying.count_block(
            *how,
            cells.low,
            cells.width,
            cells.base,
            rule,
            topsis,
            cells.costs,
            cells.step,
            *counted,
            which,
        )
        weights, scores = _again(plan, cells, block, which[:left])
    counts.add(every, ahead)
    return counts.tally(size, rhat, effective), weights, scores


def _again(plan: Plan, cells: Varying, block: int, draws: Integers) -> tuple[Floats, Floats]:
    """Return the weights (n, t) and exact scores (u, t) of the given draws of a block."""
    scores = np.empty((len(plan.copies), len(draws)))
    if not len(draws):
        return np.empty((plan.n, 0)), scores
    weights = plan.drawing.block(plan.seed, block)[0][:, draws]
    slices, last = cells.slices(plan.seed, block), int(draws[-1]) // cells.step
    for number in range(last + 1):
        drawn, part = next(slices), np.flatnonzero(draws // cells.step == number)
        far, near = cells.scored(drawn[:, :, draws[part] % cells.step], weights[:, part])
        scores[:, part] = closeness(far, near) if plan.screen.method == "topsis" else far
    return weights, scores
