"""How far one weight can move before what matters changes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ganeum.kernel.inputs import (
    Floats,
    Integers,
    one_of,
    read_only,
    read_only_integers,
    unit_sum,
)
from ganeum.kernel.proportional import proportional_swaps
from ganeum.kernel.ranks import rank_rows
from ganeum.kernel.reversals import criterion_path
from ganeum.kernel.scoring import Scoring, scoring
from ganeum.kernel.ties import Pairs, every_pair, swaps_along

KEEP = {"first": 1, "top3": 3, "order": None}  # down to which rank things must stay
MEETING = 1e-9
FEW = 24  # alternatives of whom all pairs are followed
AT_FIRST = 16  # pieces of a line that are looked at in one go
NOBODY = -1
NO_PAIRS = read_only_integers(np.empty((0, 2)))


@dataclass(frozen=True, slots=True, eq=False)
class StabilityIntervals:
    """Between which weights of each criterion something stays as it is.

    Attributes
    ----------
    lower, upper : (n,) the interval round the present weight; NaN where a criterion holds all the
        weight and has no proportional path.
    present : (n,) the weights as they are.
    next_first : (n, 2) who leads just below `lower` and just above `upper`; -1 for nobody, where
        the interval ends at 0 or 1 because nothing changes. Of several leaders the first is named.
    """

    lower: Floats
    upper: Floats
    present: Floats
    next_first: Integers


# the places on some lines at which pairs swap
Swaps = Callable[[Sequence[int], Pairs], list[Floats]]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Between which points t of a line something stays, and who leads just outside."""

    lower: float
    upper: float
    first_below: int
    first_above: int

    @property
    def leaders(self) -> list[int]:
        """Return who leads just outside, on the sides where something changes."""
        return [each for each in (self.first_below, self.first_above) if each != NOBODY]


NO_STRETCH = Stretch(float("nan"), float("nan"), NOBODY, NOBODY)


def stability_intervals(
    decision_matrix: npt.ArrayLike,
    weights: npt.ArrayLike,
    directions: Sequence[str],
    method: str = "topsis",
    normalisation: str | None = None,
    keep: str = "first",
) -> StabilityIntervals:
    """Return, per criterion, the interval of its weight in which what is to keep stays.

    Parameters
    ----------
    decision_matrix : (m, n) array_like
    weights : (n,) array_like
        Non-negative, not all zero; scaled to sum 1. When a weight moves, the others keep their
        proportions.
    directions : sequence of n strings
        "benefit" or "cost".
    method : {"topsis", "weighted_sum"}
    normalisation : str, optional
        The method's own default if left out.
    keep : {"first", "top3", "order"}
        Who is first; which alternatives have a rank up to 3; every rank.

    Returns
    -------
    StabilityIntervals

    Raises
    ------
    ValueError
        If an argument is wrong.

    Notes
    -----
    Ranks change at swaps only (`ganeum.kernel.ties.ties_along`), and between two swaps nowhere; so
    one look between each two neighbours decides, from the present weights outwards until something
    has changed. Who is among the first changes only where one of those swaps with anybody, and the
    order first of all where neighbours in it do, so that of many alternatives only such pairs are
    followed: about m a criterion. A touch, where two tie for a point and part again as before, does
    not end an interval; a tie at the present weights does.

    Examples
    --------
    >>> found = stability_intervals([[9, 1], [3, 5]], [0.7, 0.3], ["benefit"] * 2, "weighted_sum")
    >>> found.lower.round(4).tolist(), found.upper.round(4).tolist(), found.next_first.tolist()
    ([0.5455, 0.0], [1.0, 0.4545], [[1, -1], [-1, 1]])
    """
    one_of("keep", keep, tuple(KEEP))
    problem = scoring(decision_matrix, directions, method, normalisation)
    present = unit_sum("weights", weights, problem.shape[1])
    movable: list[int] = np.flatnonzero(present < present.sum()).tolist()

    def swaps(some: Sequence[int], pairs: Pairs) -> list[Floats]:
        criteria = [movable[place] for place in some]
        which, places, _, _ = proportional_swaps(problem, present, criteria, pairs)
        return [places[which == k] for k in criteria]

    paths = [_Line(*criterion_path(present, k), float(present[k])) for k in movable]
    found = [NO_STRETCH] * len(present)
    for k, stretch in zip(movable, _stretches(problem, paths, keep, swaps), strict=True):
        found[k] = stretch
    return StabilityIntervals(
        lower=read_only([stretch.lower for stretch in found]),
        upper=read_only([stretch.upper for stretch in found]),
        present=read_only(present),
        next_first=read_only_integers([[s.first_below, s.first_above] for s in found]),
    )


def stable_stretches(
    problem: Scoring, starts: Floats, ends: Floats, present: float, keep: str
) -> tuple[Stretch, ...]:
    """Return, line of weights by line, the stretch round the point `present` in which `keep` stays.

    Parameters
    ----------
    problem : Scoring
    starts, ends : (l, n)
    present : float
        In [0, 1], the same on every line.
    keep : {"first", "top3", "order"}
    """
    lines = [_Line(start, end, present) for start, end in zip(starts, ends, strict=True)]

    def swaps(some: Sequence[int], pairs: Pairs) -> list[Floats]:
        return swaps_along(problem, starts[some], ends[some], pairs)

    return tuple(_stretches(problem, lines, keep, swaps))


@dataclass(frozen=True, slots=True, eq=False)
class _Line:
    """Weights from `start` to `end` (n,), and at which share of the way the present ones are."""

    start: Floats
    end: Floats
    present: float

    def at(self, places: Floats) -> Floats:
        """Return the weights (s, n) at shares (s,) of the way."""
        return (1 - places[:, None]) * self.start + places[:, None] * self.end


def _stretches(problem: Scoring, lines: Sequence[_Line], keep: str, swaps: Swaps) -> list[Stretch]:
    """Return the stretch of each line."""
    if not lines:
        return []
    here = np.concatenate([line.at(np.array([line.present])) for line in lines])
    now = rank_rows(problem.scores(here))
    m, down_to = now.shape[1], KEEP[keep]
    followed = (now <= (down_to or 1)).any(axis=0) | (m <= FEW)
    pairs = _pairs(followed, _neighbours(now) if down_to is None else NO_PAIRS)
    found = list[Stretch]()
    for place, cuts in enumerate(swaps(range(len(lines)), pairs)):
        line, seen, every = lines[place], followed, cuts
        while True:
            stretch = _stretch(problem, line, every, now[place], down_to)
            # who leads just outside is sure only if whoever swaps with them was seen
            unseen = np.zeros(m, np.bool_)
            unseen[[each for each in stretch.leaders if not seen[each]]] = True
            if not unseen.any():
                break
            (more,) = swaps([place], _pairs(unseen, NO_PAIRS))
            seen, every = seen | unseen, np.concatenate([every, more])
        found.append(stretch)
    return found


def _pairs(followed: npt.NDArray[np.bool_], neighbours: Integers) -> Pairs:
    """Return the pairs (r, 2) of neighbours, and of whoever is followed with anybody."""
    m = len(followed)
    if followed.all():
        return every_pair(m)
    who = np.flatnonzero(followed)
    theirs = np.column_stack([np.repeat(who, m), np.tile(np.arange(m), len(who))])
    pairs = np.sort(np.concatenate([theirs, neighbours]), axis=1)
    first, second = np.divmod(np.unique(pairs[:, 0] * m + pairs[:, 1]), m)
    apart = first != second
    return first[apart], second[apart]


def _neighbours(standings: Integers) -> Integers:
    """Return the pairs (r, 2) that are tied, or next to each other, in any ranking (l, m)."""
    order = np.argsort(standings, axis=1, kind="stable")
    tier = np.cumsum(np.diff(np.take_along_axis(standings, order, axis=1), prepend=1) > 0, axis=1)
    found = [NO_PAIRS]
    for lag in range(1, standings.shape[1]):
        near = tier[:, lag:] - tier[:, :-lag] <= 1
        if not near.any():
            break
        found.append(np.column_stack([order[:, :-lag][near], order[:, lag:][near]]))
    return np.concatenate(found)


def _stretch(
    problem: Scoring, line: _Line, swaps: Floats, now: Integers, down_to: int | None
) -> Stretch:
    every = np.unique(np.concatenate([[0.0], swaps, [1.0]]))
    # several that meet in one point swap there together, parted by rounding only
    cuts = every[np.append(True, np.diff(every) > MEETING)]
    cuts[-1] = 1.0
    last, present = len(cuts) - 2, line.present  # beyond an end there is no piece
    right = int(np.searchsorted(cuts, present + MEETING, side="right")) - 1
    left = int(np.searchsorted(cuts, present - MEETING)) - 1

    def change(pieces: Sequence[int]) -> tuple[int, int]:
        """Return the first piece in which something has changed, and who leads there."""
        seen = 0
        while seen < len(pieces):
            some = np.array(pieces[seen : 2 * seen + AT_FIRST])
            seen += len(some)
            standings = rank_rows(problem.scores(line.at((cuts[some] + cuts[some + 1]) / 2)))
            changed = np.flatnonzero(~_same(now, standings, down_to))
            if len(changed):
                return int(some[changed[0]]), int(np.argmin(standings[changed[0]]))
        return NOBODY, NOBODY

    below, first_below = change(range(left, -1, -1))
    above, first_above = change(range(right, last + 1))
    return Stretch(
        0.0 if first_below == NOBODY else min(present, float(cuts[below + 1])),
        1.0 if first_above == NOBODY else max(present, float(cuts[above])),
        first_below,
        first_above,
    )


def _same(now: Integers, then: Integers, down_to: int | None) -> npt.NDArray[np.bool_]:
    """Return in which of the rankings (s, m) what is to keep is as it is now."""
    if down_to is None:
        return (now == then).all(axis=1)
    return ((now <= down_to) == (then <= down_to)).all(axis=1)
