"""Stochastic multicriteria acceptability: how often each alternative takes each rank.

`acceptability` does all of it. Its parts are pure, so that anything may spread the blocks of draws:
`acceptability_plan` prepares, `acceptability_block` counts, `combine` adds up.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from math import sqrt

import numpy as np
import numpy.typing as npt

from ganeum.kernel.cells import Cells
from ganeum.kernel.counting import acceptability_block
from ganeum.kernel.draws import Knowledge
from ganeum.kernel.inputs import Floats, read_only, whole_number
from ganeum.kernel.sampling_plan import Plan, acceptability_plan
from ganeum.kernel.screen import TOLERANCE, closeness, product
from ganeum.kernel.streams import BLOCK
from ganeum.kernel.tally import UNIT, Tally

VALUES = 2**20  # scores at once where confidence factors are made
Spread = Callable[[Callable[[int], Tally], Iterable[int]], Iterable[Tally]]


@dataclass(frozen=True, slots=True, eq=False)
class Acceptability:
    """Which ranks alternatives take over the draws.

    Attributes
    ----------
    rank_acceptability : (m, p) share of draws in which row i has rank j + 1; p is m unless fewer
        places were asked for, or m is above 1,000. Ties share the better rank, so rows sum to 1
        over all places and columns need not.
    standard_error : (m, p) its Monte Carlo standard error.
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
        """Return the share (m,) of draws with rank k or better, and its standard error (m,).

        Raises
        ------
        ValueError
            If k is not a whole number from 1, or above the places that were counted.
        """
        place, (m, counted) = whole_number("k", k, 1), self.rank_acceptability.shape
        if place > counted and counted < m:
            raise ValueError(f"k is {place}, but only {counted} places were counted")
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
    pairwise: bool | None = None,
    places: int | None = None,
    chunk: int = 16,
    engine: str = "auto",
    spread: Spread = map,
    progress: Callable[[int], object] | None = None,
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
    pairwise : bool, optional
        Whether to count who is ahead of whom, which costs m**2 a draw beyond 64 alternatives. By
        default up to 1,000 alternatives.
    places : int, optional
        How many of the best ranks p to count each of. By default all up to 1,000 alternatives, else
        100: no result is then of size m**2.
    chunk : int
        Blocks of 8,192 draws a task; changes no result.
    engine : {"auto", "numpy", "compiled"}
        Who counts; changes no result. "compiled" needs the extra `fast`, and is what "auto" takes
        where that is installed and worth compiling: from 3,000,000 draws, from 500,000 where scores
        vary, and always once it is loaded.
    spread : callable
        `map`, or what does as `map` does elsewhere, such as the `map` of a process pool or what
        `ganeum.spreading` has; changes no result, nor does the order in which it returns.
    progress : callable, optional
        Told after each task how many draws are done.

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
        places=places,
        chunk=chunk,
        engine=engine,
    )
    return combine(plan, spread(partial(acceptability_block, plan), plan.tasks), progress)


def combine(
    plan: Plan, tallies: Iterable[Tally], progress: Callable[[int], object] | None = None
) -> Acceptability:
    """Add up the tallies of all tasks of a plan, in any order.

    Raises
    ------
    ValueError
        If the tallies do not hold as many draws as the plan.
    """
    total = plan.counts().tally(0, 1.0, 0)
    for tally in tallies:
        total += tally
        if progress:
            progress(total.draws)
    s = plan.draws
    if total.draws != s:
        raise ValueError(f"tallies hold {total.draws} draws where the plan has {s}")
    which, effective = plan.alike, total.effective_draws
    shares = total.rank_counts[which] / s
    mean = total.rank_sums / s
    variance = np.maximum(total.rank_squares / s - mean**2, 0.0)
    first = total.rank_counts[:, 0]
    central = total.first_weights.astype(np.float64) / UNIT
    central[first == 0] = np.nan
    central /= np.maximum(first, 1)[:, None]
    confidence, trials = _confidence(plan, central)
    ahead = np.zeros((0, 0))
    if plan.pairwise:
        ahead = total.ahead_counts[np.ix_(which, which)] / s
    return Acceptability(
        rank_acceptability=read_only(shares),
        standard_error=_share_error(shares, effective),
        expected_rank=read_only(1 + mean[which]),
        expected_rank_error=read_only(np.sqrt(variance[which] / effective)),
        central_weights=read_only(central[which]),
        confidence_factor=read_only(confidence[which]),
        confidence_error=_share_error(confidence[which], trials),
        pairwise_winning=read_only(ahead),
        pairwise_error=_share_error(ahead, effective),
        draws=s,
        seed=plan.seed,
        split_rhat=total.split_rhat,
        effective_draws=effective,
    )


def _share_error(share: Floats, draws: int) -> Floats:
    return read_only(np.sqrt(share * (1 - share)) / sqrt(draws))


def _confidence(plan: Plan, central: Floats) -> tuple[Floats, int]:
    """Return the confidence factors (u,), and how many draws of the scores they are made of."""
    u = len(central)
    factor = np.full(u, np.nan)
    known = np.flatnonzero(~np.isnan(central[:, 0])).tolist()
    if plan.cells is None:
        for i in known:
            factor[i] = _leads(plan.screen.exact(central[i, :, None]), i)
        return factor, plan.draws
    trials, topsis = min(plan.draws, BLOCK), plan.screen.method == "topsis"
    first = np.zeros(u, dtype=np.int64)
    cells, step = plan.cells.slices(plan.seed, 0), plan.cells.step
    powers = central**2 if topsis else central
    for start in range(0, trials, step):
        parts = plan.cells.unweighted(next(cells)[:, :, : trials - start])
        for some in np.array_split(known, 1 + len(known) * parts[0][0].size // VALUES):
            far, near = (_combined(powers[some], part) for part in parts)
            for i, scores in zip(some, closeness(far, near) if topsis else far, strict=True):
                first[i] += _leads(scores, i)
    factor[known] = first[known] / trials
    return factor, trials


def _combined(powers: Floats, parts: Floats) -> Floats:
    """Return sums (p, u, t) over criteria of parts (n, u, t) times powers of weights (p, n)."""
    n, u, t = parts.shape
    sums = np.empty((len(powers), u * t))
    product(powers, parts.reshape(n, u * t), sums)
    return sums.reshape(-1, u, t)


def _leads(scores: Floats, i: int) -> int:
    """Return in how many draws of scores (u, t) row i is first, ties included."""
    margin = TOLERANCE * np.abs(scores).max(axis=0)
    return int(np.count_nonzero(scores.max(axis=0) <= scores[i] + margin))
