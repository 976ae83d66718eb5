"""How scores depend on weights, quickly and nearly: what is not clear then is decided exactly.

Scores are screened in single precision where few alternatives are compared, else in double. Two
that differ by more than `Screen.margin` are in the same order for sure, and not tied; the draws in
which any two do not are decided by `exact` scores. So an answer depends on neither the screen nor
the engine that did it.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from ganeum.kernel.inputs import Floats, Integers, read_only
from ganeum.kernel.scoring import Scoring

TOLERANCE = 1e-12  # as in `ranks`
UNDECIDED = 3 * TOLERANCE  # N / (N + P) differs by at most twice what closeness differs by
FEW = 64  # alternatives up to which comparing pairs is faster than sorting
FLOOR = 1e-25  # distances, relative to the largest, below which single precision is not sure
PRODUCT = 2**18  # multiplications up to which BLAS starts no threads

Screened = npt.NDArray[np.floating[Any]]  # float32 or float64


@dataclass(frozen=True, slots=True, eq=False)
class Screen:
    """What is left of a method once its matrix is known, of the u alternatives that differ.

    Attributes
    ----------
    method : "topsis" or "weighted_sum".
    gains, losses : (u, n) as `Scoring` has them; empty where scores vary.
    over, under : (u, n) the screened score is ``over @ w**2 / under @ w**2`` for TOPSIS, which lies
        between 0 and 1 and orders like closeness, and ``over @ w`` for the weighted sum, shifted
        and scaled to the same range; empty where scores vary.
    margin : how far screened scores must be apart to be sure of their order.
    """

    method: str
    gains: Floats
    losses: Floats
    over: Screened
    under: Screened
    margin: float

    def exact(self, weights: Floats) -> Floats:
        """Return scores (u, t) under weights (n, t), criteria added one by one."""
        topsis = self.method == "topsis"
        powers = weights * weights if topsis else weights
        far = _summed(self.gains, powers)
        return closeness(far, _summed(self.losses, powers)) if topsis else far


def fixed_screen(problem: Scoring, rows: Integers) -> Screen:
    """Prepare the screen of the given rows of a problem.

    Notes
    -----
    With a unit roundoff e, each weight, its square and each coefficient are off by a factor within
    1 + e, and n of them are added, none negative. So both sums are off by n + 3 times e relatively
    at most, and their ratio by 2 n + 7 times e; twice that for two of them.
    """
    gains, losses = problem.gains[rows], problem.losses[rows]
    precision = np.float32 if len(rows) <= FEW else np.float64
    roundoff = float(np.finfo(precision).eps) / 2
    slack = 2 * (2 * gains.shape[1] + 8) * roundoff
    if problem.method == "topsis":
        over, under, margin = gains, gains + losses, UNDECIDED
    else:
        over = gains - gains.min(axis=0)
        under, margin = np.ones_like(over), 2 * TOLERANCE * float(np.abs(gains).max())
    scale = float((under if problem.method == "topsis" else over).max())
    if scale > 0:  # else all are alike
        over = over / scale
        under = under / scale if problem.method == "topsis" else under
        margin = margin if problem.method == "topsis" else margin / scale
    over, under = over.astype(precision), under.astype(precision)
    for array in (over, under):
        array.setflags(write=False)
    gains, losses = np.asfortranarray(gains), np.asfortranarray(losses)  # as `exact` reads them
    return Screen(problem.method, read_only(gains), read_only(losses), over, under, margin + slack)


def varying_screen(method: str) -> Screen:
    """Prepare the screen of scores that vary, which are exact in the first place."""
    none = read_only(np.empty((0, 0)))
    return Screen(method, none, none, none, none, UNDECIDED)


def closeness(far: Floats, near: Floats) -> Floats:
    """Return closeness from squared distances to the anti-ideal, and to the ideal."""
    to_worst, both = np.sqrt(far), np.sqrt(near)
    both += to_worst
    nowhere = both == 0
    if nowhere.any():
        to_worst[nowhere], both[nowhere] = 0.5, 1.0
    return np.divide(to_worst, both, out=both)


def product(matrix: Screened, weights: Screened, out: Screened) -> Screened:
    """Return ``matrix @ weights``, in parts too small for BLAS to start threads."""
    step = max(1, PRODUCT // matrix.size)
    for start in range(0, weights.shape[1], step):
        part = slice(start, start + step)
        np.matmul(matrix, weights[:, part], out=out[:, part])
    return out


def _summed(matrix: Floats, weights: Floats) -> Floats:
    """Return ``matrix @ weights``, which BLAS would add in an order of its own."""
    total = matrix[:, :1] * weights[0]
    for k in range(1, len(weights)):
        total += matrix[:, k, None] * weights[k]
    return total
