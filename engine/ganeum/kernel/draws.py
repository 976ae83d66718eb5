"""Drawing weights: what is known of them, and blocks of draws that depend on nothing else.

A block is `BLOCK` draws, criteria by draws. Its numbers come from a Philox generator of its own,
keyed by the seed and counting from (stream, block), so that they depend on neither the number of
draws asked for nor on who else draws.
"""

import operator
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise, product
from typing import Protocol

import numpy as np
import numpy.typing as npt

from ganeum.kernel.inputs import Floats, finite, read_only, unit_sum

BLOCK = 8192
WEIGHTS, SCORES, WARM_UP = range(3)  # streams
ENOUGH = 0.01  # share of accepted draws above which rejection is used
INTERIOR = 1e-9  # smallest radius of a ball inside that counts as an interior
CHAINS = 256  # hit-and-run chains a block; so each keeps BLOCK / CHAINS draws
BURN_IN = 10  # steps of each chain before its first kept one, times the number of criteria
THINNING = 2  # steps from one kept one to the next, times the number of criteria
WARM_UPS = 8  # rounds of as many steps as a burn-in, after each of which directions adapt


@dataclass(frozen=True, slots=True, eq=False)
class Ordered:
    """An order of criteria by weight.

    Attributes
    ----------
    groups : groups of criteria: each weighs at least as much as any in a later group. Within a
        group nothing is said, nor of criteria in no group.
    ties : sets of criteria of equal weight, each inside one group or outside all.
    """

    groups: Sequence[Sequence[int]]
    ties: Sequence[Sequence[int]] = ()


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


@dataclass(frozen=True, slots=True, eq=False)
class Scattered:
    """Dirichlet weights round a base (n,).

    Their mean is the base b, their variance ``b (1 - b) / (concentration + 1)``: a concentration
    of 99 gives a weight of 0.2 a standard deviation of 0.04. A base of zero stays zero.
    """

    base: npt.ArrayLike
    concentration: float


Knowledge = str | Ordered | Intervals | Constraints | Scattered | npt.ArrayLike


class Drawing(Protocol):
    """Weights that are ready to be drawn."""

    def block(self, seed: int, block: int) -> tuple[Floats, float, int]:
        """Return weights (n, BLOCK), their split R-hat (1 if independent), and effective size."""
        ...


def generator(seed: int, stream: int, block: int) -> np.random.Generator:
    """Return the generator of one block of one stream."""
    key = np.random.SeedSequence(seed).generate_state(2, np.uint64)
    counter = np.array([0, 0, block, stream], dtype=np.uint64)
    return np.random.Generator(np.random.Philox(counter=counter, key=key))


def whole_number(name: str, value: int, least: int) -> int:
    """Return `value` if it is a whole number not below `least`.

    Raises
    ------
    ValueError
        If it is not.
    """
    try:
        number = operator.index(value)
    except TypeError:
        number = least - 1
    if isinstance(value, bool) or number < least:
        raise ValueError(f"{name} is {value!r}, not a whole number from {least}")
    return number


def drawing(weights: Knowledge, n: int, seed: int) -> Drawing:
    """Prepare the drawing of n weights.

    Parameters
    ----------
    weights : "uniform", Ordered, Intervals, Constraints, Scattered, or (s, n) array_like
    n : int
        Number of criteria.
    seed : int
        For the warm-up of hit-and-run.

    Returns
    -------
    Drawing

    Raises
    ------
    ValueError
        If an argument is wrong, or no weights, or none but a slice without volume, are left.

    Notes
    -----
    All are uniform on what they leave of the simplex, save `Scattered`. Orders without ties sort
    the weights of a uniform draw, total orders with ties are affine images of the simplex; nothing
    is rejected. What remains (`Intervals`, `Constraints`, partial orders with ties) is drawn by
    rejection where that accepts more than 1 %, else by hit-and-run [1]_ in directions that follow
    the polytope's own covariance: 256 chains a block, a burn-in of 10 n steps, a thinning of 2 n.

    References
    ----------
    .. [1] R. L. Smith, "Efficient Monte Carlo procedures for generating points uniformly
       distributed over bounded regions", Operations Research 32(6), 1984, pp. 1296-1308,
       doi:10.1287/opre.32.6.1296.
    """
    match weights:
        case Ordered():
            return _ordered(weights, n, seed)
        case Intervals():
            return _intervals(weights, n, seed)
        case Constraints():
            matrix, bounds = (
                finite("matrix", weights.matrix, 2),
                finite("bounds", weights.bounds, 1),
            )
            if matrix.shape != (len(bounds), n):
                raise ValueError(
                    f"matrix has shape {matrix.shape}: {len(bounds)} bounds on {n} weights need "
                    f"{(len(bounds), n)}"
                )
            return _polytope(bounds[:, None] - matrix, np.eye(n), np.zeros(n), seed)
        case Scattered():
            base = unit_sum("base", weights.base, n)
            concentration = float(finite("concentration", [weights.concentration], 1)[0])
            if concentration <= 0:
                raise ValueError(f"concentration is {concentration}, not a positive number")
            return _Dirichlet(read_only(base * concentration))
        case str():
            if weights != "uniform":
                raise ValueError(
                    f"weights is {weights!r}, not 'uniform' or another kind of weights"
                )
            return _Simplex(n)
        case _:
            return _Given(_rows(finite("weights", weights, 2), n))


def simplex(rng: np.random.Generator, n: int) -> Floats:
    """Return uniform draws on the simplex (n, BLOCK): the gaps of sorted uniform numbers."""
    cuts = np.zeros((n + 1, BLOCK))
    cuts[n] = 1.0
    inner = cuts[1:n]
    rng.random(out=inner)
    if n > 10:
        inner.sort(axis=0)
    spare = np.empty(BLOCK)
    for last in range(n - 2, 0, -1) if n <= 10 else ():  # for so few, exchanges sort faster
        for k in range(last):
            np.minimum(inner[k], inner[k + 1], out=spare)
            np.maximum(inner[k], inner[k + 1], out=inner[k + 1])
            inner[k] = spare
    for k in range(n, 1, -1):
        cuts[k] -= cuts[k - 1]
    return cuts[1:]


@dataclass(frozen=True, slots=True, eq=False)
class _Simplex:
    n: int

    def block(self, seed: int, block: int) -> tuple[Floats, float, int]:
        return simplex(generator(seed, WEIGHTS, block), self.n), 1.0, BLOCK


@dataclass(frozen=True, slots=True, eq=False)
class _Given:
    rows: Floats  # (s, n)

    def block(self, seed: int, block: int) -> tuple[Floats, float, int]:  # noqa: ARG002 -- given
        rows = self.rows[block * BLOCK : (block + 1) * BLOCK]
        return np.ascontiguousarray(rows.T), 1.0, BLOCK


@dataclass(frozen=True, slots=True, eq=False)
class _Dirichlet:
    shapes: Floats

    def block(self, seed: int, block: int) -> tuple[Floats, float, int]:
        rng = generator(seed, WEIGHTS, block)
        logs = np.full((len(self.shapes), BLOCK), -np.inf)
        for k in np.flatnonzero(self.shapes):  # in logarithms, or tiny shapes give 0 / 0
            uniform, shape = rng.random(BLOCK), self.shapes[k]
            logs[k] = np.log(rng.standard_gamma(shape + 1, BLOCK)) + np.log1p(-uniform) / shape
        parts = np.exp(logs - logs.max(axis=0))
        return parts / parts.sum(axis=0), 1.0, BLOCK


@dataclass(frozen=True, slots=True, eq=False)
class _Sorted:
    """Uniform draws, the listed criteria exchanging weights until their groups are in order."""

    n: int
    groups: tuple[tuple[int, ...], ...]

    def block(self, seed: int, block: int) -> tuple[Floats, float, int]:
        weights = simplex(generator(seed, WEIGHTS, block), self.n)
        listed = [criterion for group in self.groups for criterion in group]
        ascending = np.sort(weights[listed], axis=0)
        end = len(listed)
        for group in self.groups:
            own, members = ascending[end - len(group) : end], list(group)
            within = np.argsort(np.argsort(weights[members], axis=0), axis=0)
            weights[members] = np.take_along_axis(own, within, axis=0)
            end -= len(group)
        return weights, 1.0, BLOCK


@dataclass(frozen=True, slots=True, eq=False)
class _Ladder:
    """A total order of classes of equal weight: ``v_k`` is the sum of ``u_j / C_j`` from k on."""

    classes: tuple[tuple[int, ...], ...]

    def block(self, seed: int, block: int) -> tuple[Floats, float, int]:
        sizes = [len(members) for members in self.classes]
        steps = simplex(generator(seed, WEIGHTS, block), len(sizes))
        steps /= np.cumsum(sizes)[:, None]
        levels = np.cumsum(steps[::-1], axis=0)[::-1]
        weights = np.empty((sum(sizes), BLOCK))
        for level, members in zip(levels, self.classes, strict=True):
            weights[list(members)] = level
        return weights, 1.0, BLOCK


@dataclass(frozen=True, slots=True, eq=False)
class _Polytope:
    """Points u of a simplex with ``slacks @ u >= 0``; the weights are ``expand @ u + offset``."""

    slacks: Floats  # (r, k)
    expand: Floats  # (n, k)
    offset: Floats  # (n,)
    start: Floats  # (k, CHAINS) to walk from; (k, 0) for rejection
    spread: Floats  # (k, k) directions have this times its transpose as covariance

    def block(self, seed: int, block: int) -> tuple[Floats, float, int]:
        rng = generator(seed, WEIGHTS, block)
        if self.start.size == 0:
            points, rhat, size = _accepted(self.slacks, rng), 1.0, BLOCK
        else:
            k = len(self.start)
            here = _walk(self.slacks, self.start, self.spread, BURN_IN * k, rng)
            kept: list[Floats] = []
            for _ in range(BLOCK // CHAINS):
                here = _walk(self.slacks, here, self.spread, THINNING * k, rng)
                kept.append(here)
            chains = np.array(kept)
            rhat, size = convergence(chains)
            points = chains.transpose(1, 0, 2).reshape(k, BLOCK)
        return self.expand @ points + self.offset[:, None], rhat, size


def _rows(array: Floats, n: int) -> Floats:
    if array.shape[1] != n:
        raise ValueError(f"weights has {array.shape[1]} columns where {n} are needed")
    bad = np.argwhere(array < 0)
    if len(bad):
        place = tuple(int(i) for i in bad[0])
        raise ValueError(f"weights{list(place)} is {array[place]}, which is negative")
    largest = array.max(axis=1)
    if (largest == 0).any():
        raise ValueError(f"weights[{int(np.argmin(largest))}] are all zero")
    scaled = array / largest[:, None]
    return read_only(scaled / scaled.sum(axis=1, keepdims=True))


def _ordered(order: Ordered, n: int, seed: int) -> Drawing:
    groups = tuple(_members("groups", group, n) for group in order.groups)
    ties = tuple(_members("ties", tie, n) for tie in order.ties)
    for name, sets in (("groups", groups), ("ties", ties)):
        flat = [member for members in sets for member in members]
        if len(set(flat)) < len(flat):
            raise ValueError(f"{name} {sets} name a criterion twice")
    place = {member: at for at, group in enumerate(groups) for member in group}
    for tie in ties:
        if len({place.get(member) for member in tie}) > 1:
            raise ValueError(f"ties {tie} are not inside one group, nor outside all")
    tied = {member for tie in ties for member in tie}
    classes = (*ties, *((member,) for member in range(n) if member not in tied))
    if not groups and not ties:
        raise ValueError("groups and ties are empty: that is no order")
    in_order = tuple(
        tuple(c for c in classes if place.get(c[0]) == at) for at in range(len(groups))
    )
    if len(place) == n and all(len(held) == 1 for held in in_order):
        return _Ladder(tuple(held[0] for held in in_order))
    if all(len(members) == 1 for members in classes):
        return _Sorted(n, groups)
    expand = np.zeros((n, len(classes)))
    for column, members in enumerate(classes):
        expand[list(members), column] = 1 / len(members)
    slacks = [
        expand[ahead[0]] - expand[behind[0]]
        for earlier, later in pairwise(in_order)
        for ahead, behind in product(earlier, later)
    ]
    return _polytope(np.reshape(slacks, (-1, len(classes))), expand, np.zeros(n), seed)


def _members(name: str, group: Sequence[int], n: int) -> tuple[int, ...]:
    members = tuple(whole_number(name, member, 0) for member in group)
    if not members or max(members) >= n:
        raise ValueError(f"{name} holds {members}, not criteria from 0 to {n - 1}")
    return members


def _intervals(intervals: Intervals, n: int, seed: int) -> Drawing:
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
    return _polytope(slacks, rest * np.eye(n)[:, free], lower, seed)


def _polytope(slacks: Floats, expand: Floats, offset: Floats, seed: int) -> _Polytope:
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
            here = _walk(walls, here, spread, BURN_IN * k, rng)
            values, vectors = np.linalg.eigh(np.cov(here))
            spread = vectors[:, 1:] * np.sqrt(values[1:])  # the first is across the simplex
            spread -= spread.mean(axis=0)
        slacks = walls
    return _Polytope(*(read_only(x) for x in (slacks, expand, offset, here, spread)))


def deepest(walls: Floats) -> tuple[float, Floats]:
    """Return the highest of the least ``walls @ u`` over the simplex, and the u that has it.

    That is the value of a matrix game, here by the simplex method with Bland's rule on the column
    player's linear programme, whose first basis is feasible [1]_.

    References
    ----------
    .. [1] G. B. Dantzig, Linear Programming and Extensions, Princeton University Press, 1963,
       chapter 13, doi:10.1515/9781400884179.
    """
    r, k = walls.shape
    shift = 1 - float(walls.min())
    table = np.zeros((k + 1, r + k + 1))
    table[:k, :r], table[:k, r:-1], table[:k, -1] = walls.T + shift, np.eye(k), 1.0
    table[k, :r] = -1.0
    basis = list(range(r, r + k))
    while len(entering := np.flatnonzero(table[k, :-1] < -1e-12)):
        column = table[:k, entering[0]]
        ratios = np.full(k, np.inf)
        np.divide(table[:k, -1], column, out=ratios, where=column > 1e-12)
        tight = np.flatnonzero(ratios <= ratios.min() + 1e-12)
        leaving = min(tight.tolist(), key=basis.__getitem__)
        table[leaving] /= table[leaving, entering[0]]
        others = np.ones(k + 1, dtype=np.bool_)
        others[leaving] = False
        table[others] -= np.outer(table[others, entering[0]], table[leaving])
        basis[leaving] = int(entering[0])
    total = table[k, -1]
    return 1 / total - shift, table[k, r:-1] / total


def _accepted(slacks: Floats, rng: np.random.Generator) -> Floats:
    kept: list[Floats] = []
    while sum(points.shape[1] for points in kept) < BLOCK:
        points = simplex(rng, slacks.shape[1])
        kept.append(points[:, (slacks @ points >= 0).all(axis=0)])
    return np.hstack(kept)[:, :BLOCK]


def _walk(
    walls: Floats, here: Floats, spread: Floats, steps: int, rng: np.random.Generator
) -> Floats:
    """Move each chain: a random direction, then a uniform point of the chord through it."""
    for _ in range(steps):
        direction = spread @ rng.standard_normal((spread.shape[1], CHAINS))
        room, speed = walls @ here, walls @ direction
        far, near = np.full(room.shape, np.inf), np.full(room.shape, -np.inf)
        np.divide(room, -speed, out=far, where=speed < 0)
        np.divide(room, -speed, out=near, where=speed > 0)
        low, high = near.max(axis=0), far.min(axis=0)
        here = np.maximum(here + (low + (high - low) * rng.random(CHAINS)) * direction, 0.0)
    return here


def convergence(chains: Floats) -> tuple[float, int]:
    """Return the worst split R-hat and the least effective sample size of any coordinate.

    Parameters
    ----------
    chains : (l, k, c) array
        l draws of k coordinates in each of c chains.

    Notes
    -----
    Each chain is split in half; autocorrelations are summed in pairs while those are positive
    [1]_. The size is not above the number of draws.

    References
    ----------
    .. [1] A. Gelman et al., Bayesian Data Analysis, 3rd ed., CRC Press, 2013,
       doi:10.1201/b16018, sections 11.4-11.5.
    """
    half = len(chains) // 2
    split = np.concatenate([chains[:half], chains[half : 2 * half]], axis=2)
    within = split.var(axis=0, ddof=1).mean(axis=1)
    total = within * (half - 1) / half + split.mean(axis=0).var(axis=1, ddof=1)
    time = np.ones(len(total))
    alive = np.ones(len(total), dtype=np.bool_)
    for lag in range(1, half - 1, 2):
        pair = np.zeros(len(total))
        for step in (lag, lag + 1):
            gap = ((split[step:] - split[:-step]) ** 2).mean(axis=(0, 2))
            pair += 1 - gap / (2 * total)
        alive &= pair > 0
        time += 2 * np.where(alive, pair, 0.0)
    size = split.shape[0] * split.shape[2]
    return float(np.sqrt(total / within).max()), int(size / time.max())
