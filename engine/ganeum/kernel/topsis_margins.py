"""By how much an alternative beats its rivals in TOPSIS: quartic margins, bounded and kept."""

from dataclasses import dataclass
from typing import Any, cast

import numpy as np

from ganeum.kernel.inputs import Floats
from ganeum.kernel.nearest_linear import length, nearest_point
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


def local_nearest(
    rivals: Margins, base: Floats, start: Floats, norm: str
) -> tuple[Floats, Floats, Floats]:
    """Go from any weights to locally nearest ones at which the alternative is first.

    Returns
    -------
    weights : (n,)
        NaN if it comes to none.
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
    here, radius, penalty = start, 0.25, 1.0
    first = bool(rivals.first(start[None])[0])
    best = start if first else np.full(n, np.nan)
    reached = float(length(start - base, norm)) if first else np.inf
    support, multipliers = np.zeros(n), np.zeros(len(rivals.forms))
    box = np.concatenate([np.eye(n), -np.eye(n)])
    for _ in range(STEPS):
        value, slope, size = rivals.tangents(here)
        rows = np.concatenate([-slope, box])
        limits = np.concatenate([value - slope @ here, here + radius, radius - here])
        found = nearest_point(base, rows, limits, norm)
        if not found.feasible:
            radius *= 2
            continue
        prices = found.multipliers[: len(value)]
        there = found.weights
        step = float(np.abs(there - here).max())
        support, multipliers = found.support, prices / size
        penalty = max(penalty, 2 * float(prices.sum()))
        before = float(length(here - base, norm)) + penalty * max(0.0, -float(value.min()))
        least, far = float(rivals.least(there[None])[0]), float(length(there - base, norm))
        after = far + penalty * max(0.0, -least)
        if least >= -TIED and far < reached:
            best, reached = there, far
        if step < SMALLEST_STEP:
            break
        if after < before:
            here, radius = there, 2 * radius if step > 0.9 * radius else radius
        else:
            radius = step / 4
    return best, support, multipliers


def descend(rivals: Margins, base: Floats, start: Floats, norm: str) -> Floats:
    """Go from any weights downhill to ones near `base` at which nobody is ahead, but for rounding.

    Slower than `local_nearest`, but it learns how the margins bend and so comes to rest where full
    steps along tangents would go back and forth.

    Notes
    -----
    SciPy's SLSQP [1]_ on what each criterion gains and loses.

    References
    ----------
    .. [1] D. Kraft, A software package for sequential quadratic programming, DFVLR-FB 88-28, 1988.
    """
    from scipy import optimize  # here, since it takes half a second

    minimize = cast("Any", optimize.minimize)  # pyright: ignore[reportUnknownMemberType]
    n = len(base)
    even = np.concatenate([np.ones((n,)), -np.ones((n,))])

    def weights(moves: Floats) -> Floats:
        return base + moves[:n] - moves[n:]

    def distance(moves: Floats) -> tuple[float, Floats]:
        if norm == "l1":
            return float(moves.sum()), np.ones((2 * n,))
        step = moves[:n] - moves[n:]
        return float(step @ step), 2 * np.concatenate([step, -step])

    def left_over(moves: Floats) -> float:
        return float(moves @ even)

    def left_over_slope(_moves: Floats) -> Floats:
        return even

    def leads(moves: Floats) -> Floats:
        return rivals.tangents(weights(moves))[0]

    def slopes(moves: Floats) -> Floats:
        slope = rivals.tangents(weights(moves))[1]
        return np.concatenate([slope, -slope], axis=1)

    found = minimize(
        distance,
        np.concatenate([np.maximum(start - base, 0.0), np.maximum(base - start, 0.0)]),
        jac=True,
        bounds=[(0.0, 1.0)] * n + [(0.0, weight) for weight in base.tolist()],
        constraints=[
            {"type": "eq", "fun": left_over, "jac": left_over_slope},
            {"type": "ineq", "fun": leads, "jac": slopes},
        ],
        method="SLSQP",
        options={"ftol": 1e-13, "maxiter": 200},
    )
    moves: Floats = found.x
    there = np.maximum(weights(moves), 0.0)
    return there / there.sum()
