"""By how much an alternative beats its rivals in TOPSIS: quartic margins, bounded and climbed."""

from dataclasses import dataclass

import numpy as np

from ganeum.kernel.inputs import Floats
from ganeum.kernel.nearest_linear import length, linear_program, nearest_point
from ganeum.kernel.scoring import Scoring
from ganeum.kernel.ties import ROUNDING

TIED = 1e-12  # a margin above -TIED, as a share of its size, is a tie
STEPS = 60
SMALLEST_STEP = 1e-8  # beyond it, margins and distances change in the last digits only


@dataclass(frozen=True, slots=True, eq=False)
class Margins:
    """Quadratic forms in y = w**2 that are non-negative where the alternative is not beaten.

    Attributes
    ----------
    forms : (l, n, n) symmetric; ``y @ form @ y`` is ``N_a P_l - N_l P_a`` with squared distances N
        to the anti-ideal and P to the ideal, scaled so that the largest entry is 1.
    sizes : (l, n, n) the same with + for -, which bounds what rounding does.
    """

    forms: Floats
    sizes: Floats

    def values(self, points: Floats) -> tuple[Floats, Floats]:
        """Return the margins and their sizes (s, l) at points (s, n)."""
        y = points**2
        pairs = (y[:, :, None] * y[:, None, :]).reshape(len(y), -1)
        count = len(self.forms)
        return pairs @ self.forms.reshape(count, -1).T, pairs @ self.sizes.reshape(count, -1).T

    def least(self, points: Floats) -> Floats:
        """Return the smallest margin (s,) as a share of its size."""
        values, sizes = self.values(points)
        return (values / np.maximum(sizes, 1e-300)).min(axis=1)

    def first(self, points: Floats) -> np.ndarray:
        """Return where (s,) nobody is ahead."""
        return self.least(points) >= -TIED

    def mixed(self, multipliers: Floats) -> "Margins":
        """Return one form more: the mixture of the forms, non-negative where they all are."""
        form = np.einsum("l,lij->ij", multipliers, self.forms)
        size = np.einsum("l,lij->ij", multipliers, self.sizes)
        scale = max(float(np.abs(form).max()), 1e-300)
        return Margins(
            np.concatenate([self.forms, form[None] / scale]),
            np.concatenate([self.sizes, size[None] / scale]),
        )

    def tangents(self, point: Floats) -> tuple[Floats, Floats, Floats]:
        """Return margins (l,), slopes (l, n) and sizes (l,) at a point, the first two as shares."""
        y = point**2
        size = np.maximum(self.sizes @ y @ y, 1e-300)
        turned = self.forms @ y
        return turned @ y / size, 4 * turned * point / size[:, None], size

    def upper(self, corners: Floats) -> Floats:
        """Bound the margins on simplices from above.

        Parameters
        ----------
        corners : (s, v, n)

        Returns
        -------
        (s, l, v) array
            At the point with barycentric coordinates c no margin exceeds the sum of c times these.

        Notes
        -----
        With d = w - centre, ``y = centre**2 + e`` and ``e = 2 centre d + d**2``, the margin is
        ``M + 2 q (2 centre d + d**2) + e Q e``, where q = Q centre**2. Convex terms are at most
        their interpolation between the corners, ``-d**2`` is at most 0 and the last term at most
        ``|e| |Q| |e|``; what is lost goes with the square of the width.
        """
        centre = corners.mean(axis=1)
        highest, lowest = corners.max(axis=1) ** 2, corners.min(axis=1) ** 2
        y = centre**2
        error = np.maximum(highest - y, y - lowest)
        turned = np.einsum("lij,sj->sli", self.forms, y)
        rest = np.einsum("sli,si->sl", turned, y)
        rest += _square(np.abs(self.forms), error) + ROUNDING * _square(self.sizes, highest)
        steps = corners - centre[:, None, :]
        straight = (4 * turned * centre[:, None, :]) @ steps.transpose(0, 2, 1)
        bent = (2 * np.maximum(turned, 0.0)) @ (steps**2).transpose(0, 2, 1)
        return rest[:, :, None] + straight + bent


def _square(forms: Floats, points: Floats) -> Floats:
    pairs = (points[:, :, None] * points[:, None, :]).reshape(len(points), -1)
    return pairs @ forms.reshape(len(forms), -1).T


def margins(problem: Scoring, alternative: int) -> Margins:
    """Return the margins of an alternative over all others that differ from it."""
    unit = max(float(problem.gains.max()), 1e-300)
    gains, losses = problem.gains / unit, problem.losses / unit
    ours = np.einsum("i,lj->lij", gains[alternative], losses)
    theirs = np.einsum("li,j->lij", gains, losses[alternative])
    ours, theirs = ours + ours.transpose(0, 2, 1), theirs + theirs.transpose(0, 2, 1)
    forms, sizes = ours - theirs, ours + theirs
    scale = np.abs(forms).max(axis=(1, 2))
    differs = scale > ROUNDING * sizes.max(axis=(1, 2))
    scale = scale[differs, None, None]
    return Margins(forms[differs] / scale, sizes[differs] / scale)


def widest(rivals: Margins, start: Floats) -> tuple[Floats, float, Floats]:
    """Climb from `start` to weights at which the smallest margin is locally largest.

    Returns
    -------
    weights : (n,)
    margin : float
        As a share of its size.
    multipliers : (l,)
        Of the rivals; where the margin is negative, their mixture is negative near the weights.

    Notes
    -----
    Linear programs in a trust region, halved when the margin does not grow.
    """
    here, count, n = start, len(rivals.forms), len(start)
    margin, radius = float(rivals.least(here[None])[0]), 0.25
    multipliers = np.ones(count) / count
    costs = np.zeros(n + 1)
    costs[n] = 1.0
    for _ in range(STEPS):
        value, slope, size = rivals.tangents(here)
        low = np.maximum(here - radius, 0.0)
        high = np.minimum(here + radius, 1.0)
        top = float(np.abs(value).max() + np.abs(slope).max(axis=1) @ np.ones(count))
        rows = np.zeros((count + n + 2, n + 1))
        rows[:count, :n], rows[:count, n] = -slope, -1.0
        rows[count : count + n, :n] = np.eye(n)
        rows[-2, :n], rows[-1, :n] = 1.0, -1.0
        free = 1.0 - float(low.sum())
        limits = np.concatenate([value - slope @ (here - low) - top, high - low, [free, -free]])
        _, unknowns, dual = linear_program(costs, rows, limits)
        there = low + unknowns[:n]
        there = there / there.sum()
        reached = float(rivals.least(there[None])[0])
        multipliers = dual[:count] / size
        promised = top - float(unknowns[n]) - margin
        if reached > margin:
            here, margin = there, reached
        if margin > 0 or promised < max(1e-3 * abs(margin), TIED):
            break
        radius = 2 * radius if reached == margin else radius / 4
    return here, margin, multipliers


def local_nearest(
    rivals: Margins, base: Floats, start: Floats, norm: str
) -> tuple[Floats, Floats, Floats]:
    """Go from weights at which the alternative is first to locally nearest such weights.

    Returns
    -------
    weights : (n,)
    support : (n,)
        As in `Nearest`.
    multipliers : (l,)
        Of the rivals.

    Notes
    -----
    Each step solves the problem with the margins replaced by their tangents, in a trust region; it
    is taken if distance plus penalty falls [1]_.

    References
    ----------
    .. [1] R. Fletcher, Practical Methods of Optimization, 2nd edition, Wiley, 1987, section 14.5,
       doi:10.1002/9781118723203 (sequential linear programming with an exact penalty).
    """
    n = len(base)
    best, here, radius, penalty = start, start, 0.25, 1.0
    support, multipliers = np.zeros(n), np.zeros(len(rivals.forms))
    box = np.concatenate([np.eye(n), -np.eye(n)])
    for _ in range(STEPS):
        value, slope, size = rivals.tangents(here)
        rows = np.concatenate([-slope, box])
        limits = np.concatenate([value - slope @ here, here + radius, radius - here])
        found = nearest_point(base, rows, limits, norm)
        if not found.feasible:
            break
        there, prices = found.weights, found.multipliers[: len(value)]
        step = float(np.abs(there - here).max())
        support, multipliers = found.support, prices / size
        penalty = max(penalty, 2 * float(prices.sum()))
        before = float(length(here - base, norm)) + penalty * max(0.0, -float(value.min()))
        least = float(rivals.least(there[None])[0])
        after = float(length(there - base, norm)) + penalty * max(0.0, -least)
        if least >= -TIED and length(there - base, norm) < length(best - base, norm):
            best = there
        if step < SMALLEST_STEP:
            break
        if after < before:
            here, radius = there, 2 * radius if step > 0.9 * radius else radius
        else:
            radius = step / 4
    return best, support, multipliers
