"""Weights within intervals, or other linear constraints: a polytope inside the simplex.

It is drawn from by rejection where that accepts enough, else by hit-and-run.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ganeum.kernel.deepest_point import deepest
from ganeum.kernel.hit_and_run import CHAINS, convergence, walk
from ganeum.kernel.inputs import Floats, finite, read_only
from ganeum.kernel.simplex import simplex
from ganeum.kernel.streams import BLOCK, WARM_UP, WEIGHTS, generator

ENOUGH = 0.01  # share of accepted draws above which rejection is used
INTERIOR = 1e-9  # smallest radius of a ball inside that counts as an interior
BURN_IN = 10  # steps of each chain before its first kept one, times the number of criteria
THINNING = 2  # steps from one kept one to the next, times the number of criteria
WARM_UPS = 8  # rounds of as many steps as a burn-in, after each of which directions adapt


@dataclass(frozen=True, slots=True, eq=False)
class Intervals:
    """The lowest and highest weight (n,) of each criterion, in [0, 1]; equal ones fix it."""

    lower: npt.ArrayLike
    upper: npt.ArrayLike


@dataclass(frozen=True, slots=True, eq=False)
class Constraints:
    """Weights w with ``matrix @ w <= bounds``, matrix (r, n) and bounds (r,)."""

    matrix: npt.ArrayLike
    bounds: npt.ArrayLike


def between(intervals: Intervals, n: int, seed: int) -> "Polytope":
    """Prepare the drawing of weights between bounds.

    Raises
    ------
    ValueError
        If the bounds are wrong, or leave nothing, or nothing with a volume.
    """
    lower, upper = finite("lower", intervals.lower, 1), finite("upper", intervals.upper, 1)
    for name, bound in (("lower", lower), ("upper", upper)):
        if len(bound) != n:
            raise ValueError(f"{name} has {len(bound)} entries where {n} are needed")
        if (bound < 0).any() or (bound > 1).any():
            raise ValueError(f"{name} {bound.tolist()} is not within [0, 1]")
    if (lower > upper).any():
        at = int(np.argmax(lower > upper))
        raise ValueError(f"lower[{at}] is {lower[at]}, above upper[{at}], {upper[at]}")
    free, rest = np.flatnonzero(lower < upper), 1 - float(lower.sum())
    if rest <= INTERIOR or not len(free):
        raise ValueError(f"lower {lower.tolist()} leaves nothing to draw: its sum is {lower.sum()}")
    room = (upper - lower)[free] / rest
    slacks = room[:, None] - np.eye(len(free))
    return polytope(slacks, rest * np.eye(n)[:, free], lower, seed)


def constrained(constraints: Constraints, n: int, seed: int) -> "Polytope":
    """Prepare the drawing of weights under linear constraints.

    Raises
    ------
    ValueError
        If the constraints are wrong, or leave nothing, or nothing with a volume.
    """
    matrix, bounds = (
        finite("matrix", constraints.matrix, 2),
        finite("bounds", constraints.bounds, 1),
    )
    if matrix.shape != (len(bounds), n):
        raise ValueError(
            f"matrix has shape {matrix.shape}: {len(bounds)} bounds on {n} weights need "
            f"{(len(bounds), n)}"
        )
    return polytope(bounds[:, None] - matrix, np.eye(n), np.zeros(n), seed)


def polytope(slacks: Floats, expand: Floats, offset: Floats, seed: int) -> "Polytope":
    """Prepare a polytope: check that it has an interior, and choose how to draw from it."""
    k = slacks.shape[1]
    slacks = slacks[(slacks < 0).any(axis=1)]  # the others hold on the whole simplex
    if (slacks <= 0).all(axis=1).any():
        raise ValueError("weights: no weights satisfy the constraints, or none with any room")
    walls = np.vstack([slacks, np.eye(k)])
    length = np.linalg.norm(walls - walls.mean(axis=1, keepdims=True), axis=1, keepdims=True)
    walls /= np.where(length == 0, 1.0, length)
    radius, centre = deepest(walls)
    if radius < -INTERIOR:
        raise ValueError(f"weights: no weights satisfy the constraints, by {-radius:.3g} at best")
    if radius <= INTERIOR and k > 1:
        raise ValueError("weights: the constraints leave a slice without volume; drop a criterion")
    rng = generator(seed, WARM_UP, 0)
    here, spread = np.empty((k, 0)), np.eye(k) - 1 / k
    if len(slacks) and (slacks @ simplex(rng, k) >= 0).all(axis=0).mean() <= ENOUGH:
        here = np.tile(centre[:, None], CHAINS)
        for _ in range(WARM_UPS):
            here = walk(walls, here, spread, BURN_IN * k, rng)
            values, vectors = np.linalg.eigh(np.cov(here))
            spread = vectors[:, 1:] * np.sqrt(values[1:])  # the first is across the simplex
            spread -= spread.mean(axis=0)
        slacks = walls
    return Polytope(*(read_only(x) for x in (slacks, expand, offset, here, spread)))


@dataclass(frozen=True, slots=True, eq=False)
class Polytope:
    """Points u of a simplex with ``slacks @ u >= 0``; the weights are ``expand @ u + offset``."""

    slacks: Floats  # (r, k)
    expand: Floats  # (n, k)
    offset: Floats  # (n,)
    start: Floats  # (k, CHAINS) to walk from; (k, 0) for rejection
    spread: Floats  # (k, k) directions have this times its transpose as covariance

    def block(self, seed: int, block: int) -> tuple[Floats, float, int]:
        """Return what `Drawing.block` returns."""
        rng = generator(seed, WEIGHTS, block)
        if self.start.size == 0:
            points, rhat, size = _accepted(self.slacks, rng), 1.0, BLOCK
        else:
            k = len(self.start)
            here = walk(self.slacks, self.start, self.spread, BURN_IN * k, rng)
            kept: list[Floats] = []
            for _ in range(BLOCK // CHAINS):
                here = walk(self.slacks, here, self.spread, THINNING * k, rng)
                kept.append(here)
            chains = np.array(kept)
            rhat, size = convergence(chains)
            points = chains.transpose(1, 0, 2).reshape(k, BLOCK)
        return self.expand @ points + self.offset[:, None], rhat, size


def _accepted(slacks: Floats, rng: np.random.Generator) -> Floats:
    kept: list[Floats] = []
    while sum(points.shape[1] for points in kept) < BLOCK:
        points = simplex(rng, slacks.shape[1])
        kept.append(points[:, (slacks @ points >= 0).all(axis=0)])
    return np.hstack(kept)[:, :BLOCK]
