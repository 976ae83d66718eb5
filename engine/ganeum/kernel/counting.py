"""Counting one task of a sampling plan."""

from functools import reduce

from ganeum.kernel.comparing import Workspace, count_fixed, count_varying
from ganeum.kernel.engines import installed
from ganeum.kernel.sampling_plan import Plan
from ganeum.kernel.sorting import sort_fixed, sort_varying, sorting_step
from ganeum.kernel.streams import BLOCK
from ganeum.kernel.tally import Tally


def acceptability_block(plan: Plan, block: int) -> Tally:
    """Count the draws of the task that begins with a block: a pure function of its arguments.

    Raises
    ------
    ValueError
        If no task of the plan begins there.
    """
    if block not in plan.tasks:
        raise ValueError(f"block is {block}, not the first of a task, of {plan.tasks}")
    blocks = range(block, min(block + plan.chunk, -(-plan.draws // BLOCK)))
    if plan.compiled and installed():  # a worker may lack it: the counts are the same
        from ganeum.kernel.compiled.blocks import count_compiled

        return count_compiled(plan, blocks)
    work = None if plan.sorts else Workspace.of(plan)
    return reduce(Tally.__add__, (_counted(plan, each, work) for each in blocks))


def _counted(plan: Plan, block: int, work: Workspace | None) -> Tally:
    """Count one block, in slices that stay in the processor's cache."""
    weights, rhat, effective = plan.drawing.block(plan.seed, block)
    size, counts = plan.size(block), plan.counts()
    step = work.step if work else sorting_step(plan)
    cells = plan.cells.slices(plan.seed, block) if plan.cells else None
    for start in range(0, size, step):
        part = weights[:, start : min(start + step, size)]
        if plan.cells and cells:
            far, near = plan.cells.scored(next(cells)[:, :, : part.shape[1]], part)
            if work:
                count_varying(plan, far, near, part, counts, work)
            else:
                sort_varying(plan, far, near, part, counts)
        elif work:
            count_fixed(plan, part, counts, work)
        else:
            sort_fixed(plan, part, counts)
    return counts.tally(size, rhat, effective)
