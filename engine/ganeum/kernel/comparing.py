"""Ranking many draws by comparing all pairs of alternatives."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ganeum.kernel.inputs import Floats, Integers
from ganeum.kernel.sampling_plan import Plan
from ganeum.kernel.screen import FLOOR, TOLERANCE, Screen, Screened, closeness, product
from ganeum.kernel.tally import Counts, Ranks

VALUES = 2**18  # scores at once: they stay in the processor's cache
PAIRS = 2**22  # pairs at once where draws are decided exactly
Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Workspace:
    """Arrays that slices of draws use one after the other: fresh memory costs time."""

    powers: Screened  # (n, t)
    over: Screened  # (u, t)
    under: Screened  # (u, t)
    raised: Screened  # (u, t)
    behind: Mask  # (u, t)
    places: Ranks  # (u, t)

    @classmethod
    def of(cls, plan: Plan) -> "Workspace":
        """Return the arrays for slices of a plan."""
        u, n = len(plan.copies), plan.n
        t = plan.cells.step if plan.cells else max(8, min(8192, VALUES // u))
        real = plan.screen.over.dtype
        count = np.min_scalar_type(len(plan.alike))
        powers, over, under, raised = (np.empty((rows, t), real) for rows in (n, u, u, u))
        return cls(powers, over, under, raised, np.empty((u, t), np.bool_), np.empty((u, t), count))

    @property
    def step(self) -> int:
        """How many draws are worked on at once."""
        return self.places.shape[1]


def count_fixed(plan: Plan, weights: Floats, counts: Counts, work: Workspace) -> None:
    """Count draws (n, t) of weights at fixed scores."""
    screened = _screened(plan.screen, weights, work)

    def exact(draws: Integers) -> Floats:
        return plan.screen.exact(weights[:, draws])

    _count(plan, weights, screened, exact, counts, work)


def count_varying(
    plan: Plan, far: Floats, near: Floats, weights: Floats, counts: Counts, work: Workspace
) -> None:
    """Count draws of which the scores, as `Varying.scored` has them, are known already."""
    if plan.screen.method == "weighted_sum":
        margin = TOLERANCE * np.abs(far).max(axis=0)
        places, ahead = _compared(far, margin, plan, work)
        _add(plan, weights, places, ahead, counts)
        return
    both = far + near
    with np.errstate(invalid="ignore"):  # 0 / 0 leaves a draw undecided
        screened = np.divide(far, both, out=both)

    def exact(draws: Integers) -> Floats:
        return closeness(far[:, draws], near[:, draws])

    _count(plan, weights, screened, exact, counts, work)


def _screened(screen: Screen, weights: Floats, work: Workspace) -> Screened:
    t = weights.shape[1]
    powers, over, under = work.powers[:, :t], work.over[:, :t], work.under[:, :t]
    if screen.method == "weighted_sum":
        powers[:] = weights
        return product(screen.over, powers, over)
    np.multiply(weights, weights, out=powers, casting="same_kind")
    product(screen.over, powers, over)
    product(screen.under, powers, under)
    lost = under[0] < FLOOR
    with np.errstate(invalid="ignore"):
        np.divide(over, under, out=over)
    if lost.any():
        over[:, lost] = np.nan  # ahead of nothing: undecided
    return over


def _count(
    plan: Plan,
    weights: Floats,
    screened: Screened,
    exact: Callable[[Integers], Floats],
    counts: Counts,
    work: Workspace,
) -> None:
    """Count draws by their screened scores, and by exact ones where those leave any two open."""
    copies, margin = plan.copies, plan.screen.margin
    places, ahead = _compared(screened, margin, plan, work)
    decided = np.zeros(places.shape[1], np.int64)
    for row, copy in zip(places, copies, strict=True):
        decided += row if copy == 1 else row * copy
    alternatives = int(copies.sum())
    every = (alternatives**2 - int((copies**2).sum())) // 2
    unsure = np.flatnonzero(decided != every).astype(np.int64)
    for part in _parts(unsure, plan):
        places[:, part], decided_ahead = _exactly(plan, exact(part))
        ahead += decided_ahead - _won(screened[:, part], margin).sum(axis=2)
    _add(plan, weights, places, ahead, counts)


def count_exactly(plan: Plan, weights: Floats, scores: Floats, counts: Counts) -> None:
    """Count draws (n, t) by their exact scores (u, t)."""
    for part in _parts(np.arange(scores.shape[1], dtype=np.int64), plan):
        places, ahead = _exactly(plan, scores[:, part])
        _add(plan, weights[:, part], places, ahead, counts)


def _parts(draws: Integers, plan: Plan) -> list[Integers]:
    """Return draws in parts of which all pairs fit into memory."""
    if not len(draws):
        return []
    return np.array_split(draws, 1 + len(draws) * len(plan.copies) ** 2 // PAIRS)


def _exactly(plan: Plan, scores: Floats) -> tuple[Integers, Integers]:
    """Return places (u, t) by exact scores, counted from 0, and who is ahead of whom how often."""
    won = _won(scores, TOLERANCE * np.abs(scores).max(axis=0))
    return np.einsum("ijt,i->jt", won, plan.copies), won.sum(axis=2)


def _won(scores: Screened, margin: Floats | float) -> Mask:
    """Return (u, u, t) whether row is ahead of column."""
    return scores[:, None] > (scores + np.asarray(margin, scores.dtype))[None]


def _compared(
    scores: Screened, margin: Floats | float, plan: Plan, work: Workspace
) -> tuple[Ranks, Integers]:
    """Return places (u, t), counted from 0, and who is ahead of whom how often: 0 if not asked."""
    u, t = scores.shape
    raised, behind, places = work.raised[:, :t], work.behind[:, :t], work.places[:, :t]
    np.add(scores, np.asarray(margin, scores.dtype), out=raised)
    places[:] = 0
    ahead = np.zeros((u, u), np.int64)
    for i in range(u):
        np.greater(scores[i], raised, out=behind)
        copies = plan.copies[i]
        count = behind.view(np.uint8)
        np.add(places, count if copies == 1 else count * places.dtype.type(copies), out=places)
        if plan.pairwise:
            ahead[i] = [np.count_nonzero(row) for row in behind]
    return places, ahead


def _add(plan: Plan, weights: Floats, places: Ranks, ahead: Integers, counts: Counts) -> None:
    """Add ranked draws to the counts."""
    u, t = places.shape
    m = len(plan.alike)
    cells = np.add(places, np.arange(0, u * m, m, dtype=np.int64)[:, None], dtype=np.int64)
    every = np.bincount(cells.ravel(), minlength=u * m).reshape(u, m)
    counts.add(every, ahead)
    leaders, draws = np.divmod(np.flatnonzero(places.ravel() == 0), t)
    counts.add_leaders(leaders, weights[:, draws])
