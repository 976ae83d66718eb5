"""How far one weight can move before what matters changes."""

from collections.abc import Sequence
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
from ganeum.kernel.ties import swaps_along

KEEP = {"first": 1, "top3": 3, "order": None}  # down to which rank things must stay
SAME_PLACE = 1e-12
MEETING = 1e-9
NOBODY = -1


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


@dataclass(frozen=True, slots=True)
class Stretch:
    """Between which points t of a line something stays, and who leads just outside."""

    lower: float
    upper: float
    first_below: int
    first_above: int


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
    one look between each two neighbours decides. A touch, where two tie for a point and part again
    as before, does not end an interval; a tie at the present weights does.

    Examples
    --------
    >>> found = stability_intervals([[9, 1], [3, 5]], [0.7, 0.3], ["benefit"] * 2, "weighted_sum")
    >>> found.lower.round(4).tolist(), found.upper.round(4).tolist(), found.next_first.tolist()
    ([0.5455, 0.0], [1.0, 0.4545], [[1, -1], [-1, 1]])
    """
    one_of("keep", keep, tuple(KEEP))
    problem = scoring(decision_matrix, directions, method, normalisation)
    present = unit_sum("weights", weights, problem.shape[1])
    movable = np.flatnonzero(present < present.sum()).tolist()
    which, swaps, _, _ = proportional_swaps(problem, present, movable)
    found = [NO_STRETCH] * len(present)
    for k in movable:
        start, end = criterion_path(present, k)
        own = swaps[which == k]
        found[k] = _stretch(problem, start, end, own, float(present[k]), keep)
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
    if not len(starts):
        return ()
    return tuple(
        _stretch(problem, start, end, swaps, present, keep)
        for start, end, swaps in zip(starts, ends, swaps_along(problem, starts, ends), strict=True)
    )


def _stretch(
    problem: Scoring, start: Floats, end: Floats, swaps: Floats, present: float, keep: str
) -> Stretch:
    every = np.unique(np.concatenate([[0.0], swaps, [1.0]]))
    # several that meet in one point swap there together, parted by rounding only
    cuts = every[np.append(True, np.diff(every) > MEETING)]
    cuts[-1] = 1.0
    middles = (cuts[:-1] + cuts[1:]) / 2
    places = np.append(middles, present)[:, None]
    scores = problem.scores((1 - places) * start + places * end)
    standings = rank_rows(scores)
    now, standings = standings[-1], standings[:-1]
    stays = _same(now, standings, KEEP[keep])
    last = len(middles) - 1
    right = min(int(np.searchsorted(cuts, present + SAME_PLACE, side="right")) - 1, last)
    left = max(min(int(np.searchsorted(cuts, present - SAME_PLACE)) - 1, last), 0)
    below = next((i for i in range(left, -1, -1) if not stays[i]), None)
    above = next((i for i in range(right, last + 1) if not stays[i]), None)
    return Stretch(
        0.0 if below is None else min(present, float(cuts[below + 1])),
        1.0 if above is None else max(present, float(cuts[above])),
        NOBODY if below is None else _leader(standings[below]),
        NOBODY if above is None else _leader(standings[above]),
    )


def _same(now: Integers, then: Integers, down_to: int | None) -> list[bool]:
    """Return in which of the rankings (s, m) what is to keep is as it is now."""
    if down_to is None:
        return (now == then).all(axis=1).tolist()
    return ((now <= down_to) == (then <= down_to)).all(axis=1).tolist()


def _leader(standing: Integers) -> int:
    return int(np.argmin(standing))
