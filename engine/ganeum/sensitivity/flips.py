"""Changes of weights at which the first place changes, exact, nearest first."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import permutations

import numpy as np

from ganeum.kernel import StabilityIntervals
from ganeum.kernel.stability import NOBODY, stable_stretches
from ganeum.sensitivity.examined import Examined


@dataclass(frozen=True, slots=True)
class Flip:
    """A change of weights at which the first place changes.

    Attributes
    ----------
    kind : "criterion" (its weight moves, the others keep their proportions) or "transfer".
    criterion : which weight moves; of a transfer, the one that gains.
    source : of a transfer, the criterion that loses; else empty.
    present, needed : the weight of `criterion` now, and at the flip.
    moved : how much weight changes hands, from 0 to 1.
    rises : whether the weight of `criterion` goes up.
    next_first : who is first beyond.
    """

    kind: str
    criterion: str
    source: str
    present: float
    needed: float
    moved: float
    rises: bool
    next_first: str


def flips(case: Examined, intervals: StabilityIntervals) -> tuple[Flip, ...]:
    """Return every flip of one weight, the rest in proportion, and of transfers between two.

    `intervals` are those in which the first place stays.
    """
    found = [*_criterion_flips(case, intervals), *_transfer_flips(case)]
    # the same place may be reached in two ways: rounding must not order them
    return tuple(sorted(found, key=lambda flip: (round(flip.moved, 12), flip.kind, flip.criterion)))


def _criterion_flips(case: Examined, intervals: StabilityIntervals) -> Iterator[Flip]:
    for k, criterion in enumerate(case.criteria):
        present = float(intervals.present[k])
        for side, bound in enumerate((intervals.lower[k], intervals.upper[k])):
            leader = int(intervals.next_first[k, side])
            if leader != NOBODY:
                yield Flip(
                    kind="criterion",
                    criterion=criterion,
                    source="",
                    present=present,
                    needed=float(bound),
                    moved=abs(float(bound) - present),
                    rises=side == 1,
                    next_first=case.alternatives[leader],
                )


def _transfer_flips(case: Examined) -> Iterator[Flip]:
    weights, criteria = case.weights, case.criteria
    moves = [move for move in permutations(range(len(criteria)), 2) if weights[move[0]] > 0]
    starts = np.tile(weights, (len(moves), 1))
    ends = starts.copy()
    for end, (source, target) in zip(ends, moves, strict=True):
        end[target] += end[source]
        end[source] = 0.0
    stretches = stable_stretches(case.problem, starts, ends, 0.0, "first")
    for (source, target), stretch in zip(moves, stretches, strict=True):
        if stretch.first_above != NOBODY:
            moved = stretch.upper * float(weights[source])
            yield Flip(
                kind="transfer",
                criterion=criteria[target],
                source=criteria[source],
                present=float(weights[target]),
                needed=float(weights[target]) + moved,
                moved=moved,
                rises=True,
                next_first=case.alternatives[stretch.first_above],
            )
