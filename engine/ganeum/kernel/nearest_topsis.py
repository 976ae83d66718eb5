"""The nearest weights at which an alternative is first in TOPSIS: branch and bound on simplices."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ganeum.kernel.inputs import Floats
from ganeum.kernel.nearest_linear import length
from ganeum.kernel.ties import every_pair
from ganeum.kernel.topsis_margins import TIED, Margins, descend, local_nearest

GAP = 1e-6  # a proven gap up to here counts as optimal
SIMPLICES = 20_000
BATCH = 256
MIXTURES = 6
STARTS = 12
HALVINGS = 20


@dataclass(frozen=True, slots=True, eq=False)
class Search:
    """What branch and bound found.

    Attributes
    ----------
    weights : (n,) the nearest found; NaN if none.
    distance : infinite if none.
    lower_bound : no weights nearer than this do; infinite if none do at all.
    simplices : how many were bounded.
    """

    weights: Floats
    distance: float
    lower_bound: float
    simplices: int


class _State:
    """The best weights so far, and what was learnt from them for the bounds."""

    def __init__(self, rivals: Margins, base: Floats, norm: str) -> None:
        self.rivals, self.base, self.norm = rivals, base, norm
        self.mixtures: list[Floats] = []
        self.supports: list[Floats] = []
        self.weights: Floats = np.full(len(base), np.nan)
        self.distance = np.inf

    def learn(self, multipliers: Floats, support: Floats) -> None:
        """Keep a mixture of rivals, and a support, to bound with."""
        if np.count_nonzero(multipliers) > 1:
            self.mixtures = [*self.mixtures[1 - MIXTURES :], multipliers]
        self.supports = [*self.supports[-1:], support]

    def look(self, points: Floats, most: int) -> None:
        """Improve on the best from those of the points (s, n) that are nearer and first."""
        good = points[self.rivals.least(points) >= -TIED]
        far = length(good - self.base, self.norm)
        good, far = good[far < self.distance], far[far < self.distance]
        if not len(good):
            return
        good = self.pulled(good[np.argsort(far, kind="stable")[:STARTS]])
        far = length(good - self.base, self.norm)
        for place in np.argsort(far, kind="stable")[:most].tolist():
            if far[place] < self.distance - 0.25 * GAP:
                self.polish(good[place])

    def pulled(self, points: Floats) -> Floats:
        """Draw points at which the alternative is first towards the base while it stays first."""
        low, high = np.zeros(len(points)), np.ones(len(points))
        for _ in range(HALVINGS):
            middle = (low + high) / 2
            first = self.rivals.first(self.base + middle[:, None] * (points - self.base))
            low, high = np.where(first, low, middle), np.where(first, middle, high)
        return self.base + high[:, None] * (points - self.base)

    def polish(self, start: Floats) -> None:
        """Take the locally nearest weights from `start` if they are the nearest so far."""
        weights, support, multipliers = local_nearest(self.rivals, self.base, start, self.norm)
        distance = float(length(weights - self.base, self.norm))
        if distance < self.distance:
            self.weights, self.distance = weights, distance
            self.learn(multipliers, support)

    def lower_bounds(self, corners: Floats) -> Floats:
        """Return distances (s,) that nothing feasible in simplices (s, n, n) undercuts."""
        rivals = self.rivals
        for mixture in self.mixtures:
            padded = np.zeros(len(rivals.forms))
            padded[: len(mixture)] = mixture
            rivals = rivals.mixed(padded)
        upper = rivals.upper(corners)
        bounds = np.zeros(len(corners))
        bounds[upper.max(axis=2).min(axis=1) < 0] = np.inf
        left = np.flatnonzero(np.isfinite(bounds))
        if not len(left):
            return bounds
        steps, upper = corners[left] - self.base, upper[left]
        centre = steps.mean(axis=1)
        if self.norm == "l1":
            reach = np.maximum(np.abs(steps - centre[:, None, :]).max(axis=1), 1e-300)
            own = np.clip(centre / reach, -1.0, 1.0)
        else:
            own = centre / np.maximum(length(centre, "l2"), 1e-300)[:, None]
        for support in [own, *self.supports]:
            heights = np.einsum("svn,sn->sv", steps, np.broadcast_to(support, own.shape))
            bounds[left] = np.maximum(bounds[left], _lowest(heights, upper).max(axis=1))
        return bounds


def _lowest(heights: Floats, upper: Floats) -> Floats:
    """Return, simplex by simplex and margin by margin, the lowest height where upper >= 0.

    Notes
    -----
    Both are linear on the simplex, so the lowest is at a corner or where an edge crosses zero.
    """
    allowed = upper >= 0
    at_corners = np.where(allowed, heights[:, None, :], np.inf).min(axis=2)
    crossing = allowed[:, :, :, None] & ~allowed[:, :, None, :]
    fall = np.where(crossing, upper[:, :, :, None] - upper[:, :, None, :], 1.0)
    share = upper[:, :, :, None] / fall
    rise = heights[:, None, None, :] - heights[:, None, :, None]
    values = np.where(crossing, heights[:, None, :, None] + share * rise, np.inf)
    return np.minimum(at_corners, values.min(axis=(2, 3)))


def search(rivals: Margins, base: Floats, norm: str, budget: int, start: Floats) -> Search:
    """Find the weights nearest to `base` at which no margin is negative.

    Parameters
    ----------
    rivals : Margins
        At least one.
    base : (n,)
        On the simplex; some margin is negative there.
    norm : {"l1", "l2"}
    budget : int
        How many simplices may be bounded.
    start : (n,)
        Weights at which no margin is negative; NaN if none are known.

    Returns
    -------
    Search
    """
    n = len(base)
    state = _State(rivals, base, norm)
    corners, lower = np.eye(n)[None], np.zeros(1)
    state.polish(base)
    starts = np.vstack([base, start, np.full(n, 1 / n), np.eye(n)])
    state.look(starts, most=STARTS)
    floor, used = np.inf, 1
    while len(lower) and used < budget:
        order = np.argsort(lower, kind="stable")
        batch, rest = order[:BATCH], order[BATCH:]
        halves, middles = _split(corners[batch])
        used += len(halves)
        state.look(np.concatenate([middles, halves.mean(axis=1)]), most=1)
        bounds = np.maximum(np.tile(lower[batch], 2), state.lower_bounds(halves))
        corners = np.concatenate([corners[rest], halves])
        lower = np.concatenate([lower[rest], bounds])
        keep = lower < state.distance - 0.5 * GAP
        keep &= np.isfinite(lower)
        floor = min(floor, float(lower[~keep].min(initial=np.inf)))
        corners, lower = corners[keep], lower[keep]
    if len(lower):  # not proved: look once more, and harder
        for point in (*starts, state.weights):
            if not np.isnan(point).any():
                state.polish(descend(rivals, base, point, norm))
    lowest = min(floor, float(lower.min(initial=np.inf)), state.distance)
    return Search(state.weights, state.distance, lowest, used)


def _split(corners: Floats) -> tuple[Floats, Floats]:
    """Halve simplices (s, n, n) at the middle of the longest edge: (2s, n, n) and the middles."""
    count, n, _ = corners.shape
    first, second = every_pair(n)
    edges = ((corners[:, first] - corners[:, second]) ** 2).sum(axis=2)
    longest = edges.argmax(axis=1)
    rows: npt.NDArray[np.int64] = np.arange(count, dtype=np.int64)
    one, other = first[longest], second[longest]
    middles = (corners[rows, one] + corners[rows, other]) / 2
    left, right = corners.copy(), corners.copy()
    left[rows, one], right[rows, other] = middles, middles
    return np.concatenate([left, right]), middles
