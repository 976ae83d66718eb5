"""Counting a block of a sampling plan."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt

from ganeum.kernel.cells import Varying
from ganeum.kernel.comparing import count_exactly
from ganeum.kernel.compiled.philox import schedule
from ganeum.kernel.inputs import Floats, Integers
from ganeum.kernel.ordered import Ladder
from ganeum.kernel.sampling_plan import Plan
from ganeum.kernel.screen import FLOOR, closeness
from ganeum.kernel.simplex import Uniform
from ganeum.kernel.streams import BLOCK, key
from ganeum.kernel.tally import Tally

HALF, LOW_HALF = 32, 2**32 - 1  # of a word


def count_compiled(plan: Plan, blocks: range) -> Tally:
    """Count blocks; draws that are left open wait for others, to be decided together."""
    u, n, keys = len(plan.copies), plan.n, schedule(key(plan.seed))
    every, ahead = np.zeros((u, len(plan.alike)), np.int64), np.zeros((u, u), np.int64)
    high, low = np.zeros((u, n), np.int64), np.zeros((u, n), np.int64)
    count, how, unsure = _counter(plan)
    classes = plan.drawing.places() if isinstance(plan.drawing, Ladder) else np.empty(0, np.int64)
    given, rhat, effective = np.empty((n, 0)), 1.0, BLOCK
    draws, worst, worth = 0, 1.0, 0
    later, waiting, left = plan.counts().tally(0, 1.0, 0), 0, list[tuple[Floats, Floats]]()
    for block in blocks:
        if not isinstance(plan.drawing, (Ladder, Uniform)):
            given, rhat, effective = plan.drawing.block(plan.seed, block)
        size, first = plan.size(block), np.zeros((u, n), np.int64)
        counted = plan.copies, every, ahead, first, unsure
        open_draws = count(keys, block, size, classes, given, *counted, *how)
        high += first >> HALF  # the sums of more than one block might be too many for a word
        low += first & LOW_HALF
        draws, worst = draws + size, max(worst, rhat)
        worth += max(1, effective * size // BLOCK)
        if waiting + open_draws > BLOCK:
            later += _decided(plan, left)
            waiting, left = 0, []
        waiting += open_draws
        left.append(_open(plan, block, unsure[..., :open_draws]))
    counts = plan.counts()
    counts.add(every, ahead)
    firsts = (high.astype(np.object_) << HALF) + low.astype(np.object_)
    sure = replace(counts.tally(draws, worst, 0), first_weights=firsts, effective_draws=worth)
    return sure + later + _decided(plan, left)


def _counter(plan: Plan) -> tuple[Callable[..., int], tuple[Any, ...], npt.NDArray[Any]]:
    """Return what counts a block, what it needs of the plan, and room for draws left open."""
    topsis = plan.screen.method == "topsis"
    if plan.cells is None:
        from ganeum.kernel.compiled import fixed

        limits = np.float32(FLOOR), np.float32(plan.screen.margin)
        how = plan.screen.over, plan.screen.under, topsis, *limits
        return fixed.count_block, how, np.empty((plan.n, BLOCK))
    from ganeum.kernel.compiled import varying

    cells = plan.cells
    table = cells.low, cells.width, cells.base, varying.RULES[cells.rule]
    return varying.count_block, (*table, topsis, cells.costs, cells.step), np.empty(BLOCK, np.int64)


def _open(plan: Plan, block: int, unsure: npt.NDArray[Any]) -> tuple[Floats, Floats]:
    """Return the weights (n, t) of the draws left open, and their scores (u, t) if these vary."""
    if plan.cells is None:
        return unsure.copy(), np.empty((0, unsure.shape[1]))
    return _again(plan, plan.cells, block, unsure)


def _decided(plan: Plan, left: list[tuple[Floats, Floats]]) -> Tally:
    """Count what blocks have left open, their draws not counted again."""
    counts = plan.counts()
    weights, scores = (np.hstack(parts) for parts in zip(*left, strict=True))
    if plan.cells is None:
        scores = plan.screen.exact(weights)
    count_exactly(plan, weights, scores, counts)
    return counts.tally(0, 1.0, 0)


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
