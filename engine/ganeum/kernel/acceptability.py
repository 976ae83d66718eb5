"""Stochastic multicriteria acceptability: how often each alternative takes each rank.

`acceptability` does all of it. Its parts are pure, so that anything may spread the blocks of draws:
`acceptability_plan` prepares, `acceptability_block` counts, `combine` adds up.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial, reduce
from math import sqrt
from typing import Any

import numpy as np
import numpy.typing as npt

from ganeum.kernel.draws import Drawing, Knowledge, drawing
from ganeum.kernel.inputs import Floats, cost_mask, finite, read_only, whole_number
from ganeum.kernel.ranks import ranks
from ganeum.kernel.scoring import Scoring, scoring
from ganeum.kernel.streams import BLOCK, SCORES, generator
from ganeum.kernel.topsis import DEFAULT_NORMALISATION as TOPSIS_DEFAULT
from ganeum.kernel.weighted_sum import DEFAULT_NORMALISATION as WEIGHTED_SUM_DEFAULT

TOLERANCE = 1e-12  # as in `ranks`
UNDECIDED = 3 * TOLERANCE  # N / (N + P) differs by at most twice what closeness differs by
FEW = 64  # alternatives up to which comparing pairs is faster than sorting
UNIT = 2.0**60  # sums of weights are whole multiples of 1 / UNIT, so that their order is no matter

Counts = npt.NDArray[np.int64]
Ranks = npt.NDArray[np.integer[Any]]
Spread = Callable[[Callable[[int], "Tally"], Iterable[int]], Iterable["Tally"]]


@dataclass(frozen=True, slots=True, eq=False)
class Cells:
    """The lowest and highest value (m, n) of each score, drawn uniformly and independently."""

    lower: npt.ArrayLike
    upper: npt.ArrayLike


@dataclass(frozen=True, slots=True, eq=False)
class Plan:
    """A sampling problem, prepared: what `acceptability_block` needs, and all it needs.

    Attributes
    ----------
    scoring : the problem at fixed scores.
    stacked : (2m, n) gains over losses; (m, n) gains for the weighted sum.
    rule : the normalisation.
    costs : (n,) bool.
    low, spread : (n, m, 1) the cells and their widths, columns scaled; empty at fixed scores.
    drawing : how weights are drawn.
    draws, seed, pairwise, chunk : as given to `acceptability`.
    """

    scoring: Scoring
    stacked: Floats
    rule: str
    costs: npt.NDArray[np.bool_]
    low: Floats
    spread: Floats
    drawing: Drawing
    draws: int
    seed: int
    pairwise: bool
    chunk: int

    @property
    def tasks(self) -> range:
        """First blocks of the tasks that `acceptability_block` takes."""
        return range(0, -(-self.draws // BLOCK), self.chunk)

    @property
    def varying(self) -> bool:
        """Whether scores vary."""
        return self.low.size > 0


@dataclass(frozen=True, slots=True, eq=False)
class Tally:
    """What blocks of draws count, exact whole numbers: tallies add up to the same in any order.

    Attributes
    ----------
    draws : how many.
    rank_counts : (m, m) alternative by rank.
    ahead_counts : (m, m) row strictly ahead of column; (0, 0) if not asked for.
    first_weights : (m, n) Python integers, the weights of the draws that put the row first, summed,
        times 2**60.
    split_rhat : the worst of the blocks'.
    effective_draws : the sum of the blocks'.
    """

    draws: int
    rank_counts: Counts
    ahead_counts: Counts
    first_weights: npt.NDArray[np.object_]
    split_rhat: float
    effective_draws: int

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            self.draws + other.draws,
            self.rank_counts + other.rank_counts,
            self.ahead_counts + other.ahead_counts,
            self.first_weights + other.first_weights,
            max(self.split_rhat, other.split_rhat),
            self.effective_draws + other.effective_draws,
        )


@dataclass(frozen=True, slots=True, eq=False)
class Acceptability:
    """Which ranks alternatives take over the draws.

    Attributes
    ----------
    rank_acceptability : (m, m) share of draws in which row i has rank j + 1. Ties share the better
        rank, so rows sum to 1 and columns need not.
    standard_error : (m, m) its Monte Carlo standard error.
    expected_rank, expected_rank_error : (m,) the mean rank and its standard error.
    central_weights : (m, n) the mean of the weights that put the row first, ties included; NaN
        (undefined) for what is never first.
    confidence_factor, confidence_error : (m,) the share of draws of the scores (the first block's)
        in which the row is first, ties included, under its central weights; 1 or 0 at fixed scores,
        NaN where those weights are undefined.
    pairwise_winning, pairwise_error : (m, m) share of draws in which row i is strictly ahead of
        column j, a tie counting for neither, and its standard error; (0, 0) if not asked for.
    draws, seed : as given.
    split_rhat, effective_draws : how far hit-and-run has converged: the worst split R-hat of its
        blocks (near 1 is good), and the effective number of draws, which the standard errors use;
        1 and `draws` where draws are independent.
    """

    rank_acceptability: Floats
    standard_error: Floats
    expected_rank: Floats
    expected_rank_error: Floats
    central_weights: Floats
    confidence_factor: Floats
    confidence_error: Floats
    pairwise_winning: Floats
    pairwise_error: Floats
    draws: int
    seed: int
    split_rhat: float
    effective_draws: int

    def top_share(self, k: int) -> tuple[Floats, Floats]:
        """Return the share (m,) of draws with rank k or better, and its standard error (m,)."""
        place = whole_number("k", k, 1)
        share = np.minimum(self.rank_acceptability[:, :place].sum(axis=1), 1.0)
        return read_only(share), _share_error(share, self.effective_draws)


def acceptability(
    decision_matrix: npt.ArrayLike,
    directions: Sequence[str],
    draws: int,
    seed: int,
    method: str = "topsis",
    normalisation: str | None = None,
    weights: Knowledge = "uniform",
    scores: Cells | None = None,
    *,
    pairwise: bool = True,
    chunk: int = 16,
    spread: Spread = map,
) -> Acceptability:
    """Return how often each alternative takes each rank while weights, and scores, are drawn.

    Parameters
    ----------
    decision_matrix : (m, n) array_like
    directions : sequence of n strings
        "benefit" or "cost".
    draws : int
        At least 1; with an array of weights its number of rows.
    seed : int
        At least 0.
    method : {"topsis", "weighted_sum"}
    normalisation : str, optional
        The method's own default if left out.
    weights : "uniform", Ordered, Intervals, Constraints, Scattered, or (s, n) array_like
        What is known of the weights; an array is used row by row, each scaled to sum 1.
    scores : Cells, optional
        How scores vary; normalisation and ideals follow them in each draw, and `decision_matrix`
        gives only the shape. None: they are fixed.
    pairwise : bool
        Whether to count who is ahead of whom, which costs m**2 a draw beyond 64 alternatives.
    chunk : int
        Blocks of 8,192 draws a task; changes no result.
    spread : callable
        `map`, or what does as `map` does elsewhere, such as the `map` of a process pool; changes no
        result, nor does the order in which it returns.

    Returns
    -------
    Acceptability

    Raises
    ------
    ValueError
        If an argument is wrong, or nothing satisfies what is known of the weights.

    Notes
    -----
    Indices after [1]_; ties as `ranks` has them, with its tolerance. Every number depends on the
    seed, the stream (weights or scores) and the draw alone.

    References
    ----------
    .. [1] R. Lahdelma and P. Salminen, "SMAA-2: Stochastic multicriteria acceptability analysis for
       group decision making", Operations Research 49(3), 2001, pp. 444-454,
       doi:10.1287/opre.49.3.444.11220.

    Examples
    --------
    >>> found = acceptability([[3, 1], [1, 2]], ["benefit"] * 2, 100_000, 0, "weighted_sum")
    >>> found.rank_acceptability.round(2)
    array([[0.57, 0.43],
           [0.43, 0.57]])
    """
    plan = acceptability_plan(
        decision_matrix,
        directions,
        draws,
        seed,
        method,
        normalisation,
        weights,
        scores,
        pairwise=pairwise,
        chunk=chunk,
    )
    return combine(plan, spread(partial(acceptability_block, plan), plan.tasks))


def acceptability_plan(
    decision_matrix: npt.ArrayLike,
    directions: Sequence[str],
    draws: int,
    seed: int,
    method: str = "topsis",
    normalisation: str | None = None,
    weights: Knowledge = "uniform",
    scores: Cells | None = None,
    *,
    pairwise: bool = True,
    chunk: int = 16,
) -> Plan:
    """Prepare `acceptability`, which has the parameters; a plan can be pickled.

    Raises
    ------
    ValueError
        As `acceptability` does.
    """
    problem = scoring(decision_matrix, directions, method, normalisation)
    m, n = problem.shape
    count, start = whole_number("draws", draws, 1), whole_number("seed", seed, 0)
    default = TOPSIS_DEFAULT if method == "topsis" else WEIGHTED_SUM_DEFAULT
    rule = default if normalisation is None else normalisation
    ready = drawing(weights, n, start)
    if not isinstance(weights, str) and not hasattr(weights, "__dataclass_fields__"):
        given = len(np.asarray(weights))
        if given != count:
            raise ValueError(f"draws is {count}, but weights has {given} rows")
    costs = cost_mask(directions, n)
    low, width = np.empty((n, m, 0)), np.empty((n, m, 0))
    if scores is not None:
        low, width = _cells(scores, costs, rule, (m, n))
    stacked = problem.gains
    if method == "topsis":
        stacked = np.vstack([problem.gains, problem.losses])
    return Plan(
        problem,
        read_only(stacked),
        rule,
        costs,
        read_only(low),
        read_only(width),
        ready,
        count,
        start,
        pairwise,
        whole_number("chunk", chunk, 1),
    )


def acceptability_block(plan: Plan, block: int) -> Tally:
    """Count the draws of the task that begins with a block: a pure function of its arguments.

    Raises
    ------
    ValueError
        If no task of the plan begins there.
    """
    if block not in plan.tasks:
        raise ValueError(f"block is {block}, not the first of a task, of {plan.tasks}")
    last = min(block + plan.chunk, -(-plan.draws // BLOCK))
    work = _work(plan)
    return reduce(Tally.__add__, (_tally(plan, each, work) for each in range(block, last)))


def combine(plan: Plan, tallies: Iterable[Tally]) -> Acceptability:
    """Add up the tallies of all tasks of a plan, in any order.

    Raises
    ------
    ValueError
        If the tallies do not hold as many draws as the plan.
    """
    total = reduce(Tally.__add__, tallies, _nothing(plan))
    s = plan.draws
    if total.draws != s:
        raise ValueError(f"tallies hold {total.draws} draws where the plan has {s}")
    shares = total.rank_counts / s
    places = np.arange(1, len(shares) + 1)
    mean: Floats = (total.rank_counts @ places) / s
    variance = np.maximum((total.rank_counts @ places**2) / s - mean**2, 0.0)
    first = total.rank_counts[:, 0]
    central = total.first_weights.astype(np.float64) / UNIT
    central[first == 0] = np.nan
    central /= np.maximum(first, 1)[:, None]
    confidence, trials = _confidence(plan, central)
    ahead = total.ahead_counts / s
    return Acceptability(
        rank_acceptability=read_only(shares),
        standard_error=_share_error(shares, total.effective_draws),
        expected_rank=read_only(mean),
        expected_rank_error=read_only(np.sqrt(variance / total.effective_draws)),
        central_weights=read_only(central),
        confidence_factor=read_only(confidence),
        confidence_error=_share_error(confidence, trials),
        pairwise_winning=read_only(ahead),
        pairwise_error=_share_error(ahead, total.effective_draws),
        draws=s,
        seed=plan.seed,
        split_rhat=total.split_rhat,
        effective_draws=total.effective_draws,
    )


def _share_error(share: Floats, draws: int) -> Floats:
    return read_only(np.sqrt(share * (1 - share)) / sqrt(draws))


def _nothing(plan: Plan) -> Tally:
    """Return the tally of no draws."""
    m, n = plan.scoring.shape
    shown = m if plan.pairwise else 0
    counts, ahead = np.zeros((m, m), np.int64), np.zeros((shown, shown), np.int64)
    return Tally(0, counts, ahead, np.zeros((m, n), np.object_), 1.0, 0)


@dataclass(frozen=True, slots=True, eq=False)
class _Work:
    """Arrays that slices of draws use one after the other: fresh memory costs time."""

    squares: Floats  # (n, t)
    both: Floats  # (2m, t), or (m, t) for the weighted sum
    nearness: Floats  # (m, t)
    raised: Floats  # (m, t)
    behind: npt.NDArray[np.bool_]  # (m, t)
    cells: Counts  # (m, t)


def _work(plan: Plan) -> _Work:
    (m, n), t = plan.scoring.shape, _slice(plan)
    squares, both = np.empty((n, t)), np.empty((len(plan.stacked), t))
    nearness, raised = np.empty((m, t)), np.empty((m, t))
    behind, cells = np.empty((m, t), np.bool_), np.empty((m, t), np.int64)
    return _Work(squares, both, nearness, raised, behind, cells)


def _tally(plan: Plan, block: int, work: _Work) -> Tally:
    """Count one block, in slices of draws that stay in the processor's cache."""
    weights, rhat, effective = plan.drawing.block(plan.seed, block)
    size = min(BLOCK, plan.draws - block * BLOCK)
    total = replace(
        _nothing(plan),
        draws=size,
        split_rhat=rhat,
        effective_draws=max(1, effective * size // BLOCK),
    )
    cells = _draw_cells(plan, block) if plan.varying else None
    step = _slice(plan)
    for start in range(0, size, step):
        part = weights[:, start : min(start + step, size)]
        drawn = None if cells is None else next(cells)[:, :, : part.shape[1]]
        places, ahead = _places(plan, part, drawn, work)
        _count(total, part, places, ahead, work)
    return total


def _slice(plan: Plan) -> int:
    """Return how many draws are worked on at once; no number depends on it but drawn scores."""
    m, n = plan.scoring.shape
    return max(8, min(BLOCK, 2**18 // (m * (n if plan.varying else 1))))


def _places(plan: Plan, weights: Floats, cells: Floats | None, work: _Work) -> tuple[Ranks, Counts]:
    """Return ranks (m, t) under weights (n, t), and who is ahead of whom how often (m, m).

    TOPSIS orders by N / (N + P), which needs no roots of the squared distances and moves at most
    twice as far as closeness does. So where that leaves no two within `UNDECIDED`, closeness has
    the same order and no tie; the few draws where it does are decided by closeness itself.
    """
    m = plan.scoring.shape[0]
    order = _compared if plan.pairwise or m <= FEW else _sorted
    t, topsis = weights.shape[1], plan.scoring.method == "topsis"
    margin = np.full(t, UNDECIDED)
    if cells is None:
        powers = np.multiply(weights, weights, out=work.squares[:, :t]) if topsis else weights
        both = _product(plan.stacked, powers, work.both[:, :t])
    else:
        both = _drawn(plan, weights, cells)
    if not topsis:
        margin[:] = TOLERANCE * np.abs(both).max(axis=0)
        return order(both, margin, work)
    nearness = np.add(both[:m], both[m:], out=work.nearness[:, :t])
    with np.errstate(invalid="ignore"):  # 0 / 0 leaves a draw undecided
        np.divide(both[:m], nearness, out=nearness)
    places, ahead = order(nearness, margin, work)
    if ahead.sum() == t * m * (m - 1) // 2:  # each pair of each draw is decided
        return places, ahead
    unsure = np.flatnonzero(places.sum(axis=0, dtype=np.int64) != m * (m + 1) // 2)
    if len(unsure):
        closeness = _closeness(both[:, unsure])
        places[:, unsure], decided = order(closeness, TOLERANCE * closeness.max(axis=0), work)
        ahead += decided - order(nearness[:, unsure], margin[unsure], work)[1]
    return places, ahead


def _closeness(both: Floats) -> Floats:
    """Return closeness (m, t) from squared distances to the anti-ideal over those to the ideal."""
    far, near = np.split(np.sqrt(both), 2)
    reach = far + near
    return np.where(reach == 0, 0.5, far / np.where(reach == 0, 1.0, reach))


def _product(matrix: Floats, weights: Floats, out: Floats) -> Floats:
    """Return ``matrix @ weights``, in parts too small for BLAS to start threads."""
    step = max(1, 2**18 // matrix.size)
    for start in range(0, weights.shape[1], step):
        part = slice(start, start + step)
        np.matmul(matrix, weights[:, part], out=out[:, part])
    return out


def _compared(scores: Floats, margin: Floats, work: _Work) -> tuple[Ranks, Counts]:
    """Rank by comparing all pairs."""
    m, t = scores.shape
    places = np.ones((m, t), dtype=np.uint8 if m < 256 else np.int64)
    raised, behind = np.add(scores, margin, out=work.raised[:, :t]), work.behind[:, :t]
    ahead = np.empty((m, m), dtype=np.int64)
    for i in range(m):
        np.greater(scores[i], raised, out=behind)
        np.add(places, behind.view(np.uint8), out=places)
        ahead[i] = [np.count_nonzero(row) for row in behind]
    return places, ahead


def _sorted(scores: Floats, margin: Floats, _: _Work) -> tuple[Ranks, Counts]:
    """Rank by sorting: one more than what is before, less what of that is within the margin."""
    m = len(scores)
    order = np.argsort(-scores, axis=0)
    falling = np.take_along_axis(scores, order, axis=0)
    raised = falling + margin
    ranked = np.repeat(np.arange(1, m + 1)[:, None], scores.shape[1], axis=1)
    for lag in range(1, m):
        tied = ~(falling[:-lag] > raised[lag:])
        if not tied.any():
            break
        ranked[lag:] -= tied
    places = np.empty_like(ranked)
    np.put_along_axis(places, order, ranked, axis=0)
    return places, np.zeros((0, 0), dtype=np.int64)


def _count(total: Tally, weights: Floats, places: Ranks, ahead: Counts, work: _Work) -> None:
    """Add a slice of draws to a tally."""
    m, t = places.shape
    offsets: Counts = np.arange(m, dtype=np.int64) * m - 1
    cells = np.add(places, offsets[:, None], out=work.cells[:, :t]).reshape(-1)
    if m <= t:
        total.rank_counts[:] += np.bincount(cells, minlength=m * m).reshape(m, m)
    else:
        np.add.at(total.rank_counts.reshape(-1), cells, 1)
    if total.ahead_counts.size:
        total.ahead_counts[:] += ahead
    flat = np.flatnonzero(places.ravel() == 1)
    leader = flat // t
    draw = flat - leader * t
    leaders, which = np.unique(leader, return_inverse=True)
    for k, row in enumerate(weights):
        sums = np.bincount(which, weights=row[draw], minlength=len(leaders)) * UNIT
        total.first_weights[leaders, k] += np.array([int(x) for x in sums.tolist()], np.object_)


def _cells(
    scores: Cells, costs: npt.NDArray[np.bool_], rule: str, shape: tuple[int, int]
) -> tuple[Floats, Floats]:
    """Return lowest values and widths (n, m, 1), columns scaled, if the rule takes any draw."""
    lower, upper = finite("scores.lower", scores.lower, 2), finite("scores.upper", scores.upper, 2)
    for name, bound in (("lower", lower), ("upper", upper)):
        if bound.shape != shape:
            raise ValueError(f"scores.{name} has shape {bound.shape}, not {shape}")
    crossed = np.argwhere(lower > upper)
    if len(crossed):
        i, k = (int(x) for x in crossed[0])
        raise ValueError(f"scores.lower[{i}, {k}] is {lower[i, k]}, above upper, {upper[i, k]}")
    constant = ((lower == upper) & (lower == lower[0])).all(axis=0)
    refused = np.zeros(shape[1], dtype=np.bool_)
    if rule in ("ideal", "distributive"):
        refused = np.where(costs, (lower <= 0).any(axis=0), (lower < 0).any(axis=0))
    elif rule == "max":
        refused = (lower.max(axis=0) <= 0) & ~constant
    elif rule == "sum":
        refused = (lower.sum(axis=0) <= 0) & ~constant
    if refused.any():
        k = int(np.argmax(refused))
        raise ValueError(
            f"scores.lower column {k}, {lower[:, k].tolist()}, lets values be drawn that cannot be "
            f"normalised by {rule!r}"
        )
    if rule != "none":
        scale = np.maximum(np.abs(lower), np.abs(upper)).max(axis=0)
        scale[scale == 0] = 1.0
        lower, upper = lower / scale, upper / scale
    return lower.T[:, :, None].copy(), (upper - lower).T[:, :, None].copy()


def _draw_cells(plan: Plan, block: int) -> Iterator[Floats]:
    """Yield the scores of a block (n, m, t), slice by slice, in steps of 2**-24 of their widths."""
    rng, step = generator(plan.seed, SCORES, block), _slice(plan)
    while True:
        cells = rng.random((*plan.low.shape[:2], step), dtype=np.float32) * plan.spread
        cells += plan.low
        yield cells


def _drawn(plan: Plan, weights: Floats, cells: Floats) -> Floats:
    """Return scores (m, t), or TOPSIS gains over losses (2m, t), of weights (n, t) or (n, 1)."""
    n, m, t = cells.shape
    sums = np.zeros((m if plan.scoring.method == "weighted_sum" else 2 * m, t))
    for k in range(n):
        x = cells[k]
        low, high = x.min(axis=0), x.max(axis=0)
        if plan.costs[k] and plan.rule in ("ideal", "distributive"):
            x = low / x
            low, high = low / high, np.ones(t)
        divisor = _divisor(plan.rule, x, low, high)
        factor = weights[k] / np.where(divisor == 0, 1.0, divisor)
        if plan.scoring.method == "weighted_sum":
            if plan.rule == "minmax":
                x = high - x if plan.costs[k] else x - low
            sums += x * factor
            continue
        best, worst = (low, high) if plan.costs[k] else (high, low)
        for part, end in ((sums[:m], worst), (sums[m:], best)):
            gap = x - end
            gap *= factor
            gap *= gap
            part += gap
    return sums


def _divisor(rule: str, x: Floats, low: Floats, high: Floats) -> Floats:
    """Return what a normalisation divides the scores (m, t) on one criterion by."""
    if rule == "vector":
        return np.sqrt(np.einsum("mt,mt->t", x, x))
    if rule in ("sum", "distributive"):
        return x.sum(axis=0)
    if rule == "minmax":
        return high - low
    return high if rule in ("max", "ideal") else np.ones_like(high)


def _confidence(plan: Plan, central: Floats) -> tuple[Floats, int]:
    """Return the confidence factors (m,), and how many draws of the scores they are made of."""
    m = len(central)
    factor = np.full(m, np.nan)
    known = np.flatnonzero(~np.isnan(central[:, 0]))
    if not plan.varying:
        for i in known:
            factor[i] = ranks(plan.scoring.scores(central[None, i])[0])[i] == 1
        return factor, plan.draws
    trials = min(plan.draws, BLOCK)
    first = np.zeros(m, dtype=np.int64)
    cells, step = _draw_cells(plan, 0), _slice(plan)
    for start in range(0, trials, step):
        part = next(cells)[:, :, : trials - start]
        for i in known:
            scores = _drawn(plan, central[i, :, None], part)
            if plan.scoring.method == "topsis":
                scores = _closeness(scores)
            margin = TOLERANCE * np.abs(scores).max(axis=0)
            first[i] += np.count_nonzero(scores.max(axis=0) <= scores[i] + margin)
    factor[known] = first[known] / trials
    return factor, trials
