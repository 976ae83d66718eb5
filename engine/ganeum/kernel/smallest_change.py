"""Smallest change: the nearest weights at which an alternative is first, or why there are none."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from ganeum.kernel.inputs import Floats, finite, one_of, read_only, unit_sum
from ganeum.kernel.nearest_linear import NORMS, dual_bound, length, nearest_point
from ganeum.kernel.nearest_topsis import GAP, SIMPLICES, search
from ganeum.kernel.scoring import Scoring, scoring
from ganeum.kernel.ties import ROUNDING
from ganeum.kernel.topsis_levels import lead
from ganeum.kernel.topsis_margins import margins

AHEAD = 1e-10  # a rival ahead by more than this share of the scores is not tied


@dataclass(frozen=True, slots=True, eq=False)
class SmallestChange:
    """The nearest weights at which an alternative is first; sharing the first place counts.

    Weights at which nobody is ahead form a closed set, so the smallest distance is attained.

    Attributes
    ----------
    weights : (n,) summing to 1; NaN where none are known.
    distance : sum of absolute differences to `base` (L1) or their Euclidean length (L2); infinite
        where no weights are known.
    moved : half the sum of absolute differences, in both norms: the weight that changes hands.
    lower_bound : no weights nearer than this make the alternative first; infinite if none do.
    proof : "optimal" if `distance` exceeds `lower_bound` by at most 1e-6; "impossible" if no
        weights make it first; "bounded" if the search ended before either was proved, in which
        case `distance` is the best found, perhaps infinite, and `lower_bound` holds.
    certificate : (m,) if impossible, non-negative multipliers with sum 1 (0 for the alternative):
        the mixture of rivals is strictly better on every criterion. Otherwise empty, and also in
        TOPSIS where no single rival dominates: there `mixtures` prove it, or branch and bound did.
    dominated_by : index of a rival strictly better on every criterion, -1 if there is none. One
        that is only as good on some criteria can be tied by weighting only these.
    base : (n,) the given weights, summing to 1.
    examined : how many parts of the simplex branch and bound looked at; 0 where it wasn't needed.
    stretches, mixtures : (k, 2) and (k, m) if linear programs proved it impossible in TOPSIS: a
        mixture for each stretch of levels, as `ganeum.kernel.topsis_levels.Lead` has them. Else
        empty.
    """

    weights: Floats
    distance: float
    moved: float
    lower_bound: float
    proof: str
    certificate: Floats
    dominated_by: int
    base: Floats
    examined: int
    stretches: Floats
    mixtures: Floats


@dataclass(frozen=True, slots=True)
class Transfer:
    """How much weight goes from one criterion to one other."""

    source: int
    target: int
    amount: float


def smallest_change(
    decision_matrix: npt.ArrayLike,
    weights: npt.ArrayLike,
    directions: Sequence[str],
    alternative: int,
    method: str = "topsis",
    normalisation: str | None = None,
    norm: str = "l1",
    budget: int = SIMPLICES,
) -> SmallestChange:
    """Return the weights nearest to the given ones at which an alternative is first.

    Parameters
    ----------
    decision_matrix : (m, n) array_like
    weights : (n,) array_like
        Non-negative, not all zero; scaled to sum 1.
    directions : sequence of n strings
        "benefit" or "cost".
    alternative : int
        The row that is to be first, from 0 to m - 1.
    method : {"topsis", "weighted_sum"}
    normalisation : str, optional
        The method's own default if left out.
    norm : {"l1", "l2"}
    budget : int
        For TOPSIS, how many parts of the simplex may be examined; positive.

    Returns
    -------
    SmallestChange

    Raises
    ------
    ValueError
        If an argument is wrong, or the values of the weighted sum span so many orders of magnitude
        that the answer drowns in rounding.

    Notes
    -----
    Weighted sum: the weights at which nobody is ahead form a polytope; L1 is a linear program, L2
    a projection, and `lower_bound` is the value of the dual solution, computed apart from the
    solver. TOPSIS: whether there are such weights at all is settled by a few linear programs
    (`ganeum.kernel.topsis_levels.lead`). The nearest are not a convex problem, but a rival is ahead
    where a quartic is negative: branch and bound over subsimplices, with `lower_bound` the lowest
    bound left. What rounding alone could turn counts as a tie.

    References
    ----------
    .. [1] E. Triantaphyllou and A. Sanchez, "A sensitivity analysis approach for some
       deterministic multi-criteria decision-making methods", Decision Sciences 28(1), 1997,
       pp. 151-194, doi:10.1111/j.1540-5915.1997.tb01306.x (smallest changes, one weight a time).

    Examples
    --------
    >>> found = smallest_change([[9, 1], [3, 5]], [7, 3], ["benefit"] * 2, 1, "weighted_sum")
    >>> found.weights.round(4), round(found.moved, 4), found.proof
    (array([0.5455, 0.4545]), 0.1545, 'optimal')
    """
    problem, base = _prepared(decision_matrix, weights, directions, method, normalisation)
    m = problem.shape[0]
    if not 0 <= alternative < m:
        raise ValueError(f"alternative is {alternative}, not a row from 0 to {m - 1}")
    return _nearest(problem, base, alternative, norm, budget)


def smallest_changes(
    decision_matrix: npt.ArrayLike,
    weights: npt.ArrayLike,
    directions: Sequence[str],
    method: str = "topsis",
    normalisation: str | None = None,
    norm: str = "l1",
    budget: int = SIMPLICES,
) -> tuple[SmallestChange, ...]:
    """Return what `smallest_change` says of each alternative, the problem prepared once.

    Parameters
    ----------
    decision_matrix, weights, directions, method, normalisation, norm, budget
        As `smallest_change` takes them.

    Returns
    -------
    m SmallestChange

    Raises
    ------
    ValueError
        As `smallest_change` does.

    Examples
    --------
    >>> found = smallest_changes([[9, 1], [3, 5]], [7, 3], ["benefit"] * 2, "weighted_sum")
    >>> [round(each.moved, 4) for each in found]
    [0.0, 0.1545]
    """
    problem, base = _prepared(decision_matrix, weights, directions, method, normalisation)
    rows = range(problem.shape[0])
    return tuple(_nearest(problem, base, alternative, norm, budget) for alternative in rows)


def transfers(before: npt.ArrayLike, after: npt.ArrayLike) -> tuple[Transfer, ...]:
    """Read a change of weights as moves from one criterion to one other, largest first.

    Parameters
    ----------
    before, after : (n,) array_like
        Non-negative, not all zero; scaled to sum 1.

    Returns
    -------
    tuple of Transfer
        Fewer than n. Together they move half the sum of absolute differences, which is the least;
        what changes by no more than rounding is left out.

    Raises
    ------
    ValueError
        If an argument is wrong.

    Notes
    -----
    The criterion that loses most gives to the one that gains most, as much as either still has, and
    so on: one of the two is settled each time.

    Examples
    --------
    >>> [(move.source, move.target, round(move.amount, 2)) for move in
    ...  transfers([0.5, 0.3, 0.2], [0.38, 0.37, 0.25])]
    [(0, 1, 0.07), (0, 2, 0.05)]
    """
    start = finite("before", before, 1)
    change = unit_sum("after", after, len(start)) - unit_sum("before", start, len(start))
    found: list[Transfer] = []
    while change.max() > ROUNDING:
        source, target = int(change.argmin()), int(change.argmax())
        amount = float(min(-change[source], change[target]))
        change[[source, target]] += amount, -amount
        found.append(Transfer(source, target, amount))
    return tuple(found)


def _prepared(
    decision_matrix: npt.ArrayLike,
    weights: npt.ArrayLike,
    directions: Sequence[str],
    method: str,
    normalisation: str | None,
) -> tuple[Scoring, Floats]:
    problem = scoring(decision_matrix, directions, method, normalisation)
    return problem, unit_sum("weights", weights, problem.shape[1])


def _nearest(
    problem: Scoring, base: Floats, alternative: int, norm: str, budget: int
) -> SmallestChange:
    one_of("norm", norm, NORMS)
    if budget < 1:
        raise ValueError(f"budget is {budget}, not a positive number")
    if problem.method == "weighted_sum":
        return _weighted_sum(problem.gains, base, alternative, norm)
    return _topsis(problem, base, alternative, norm, budget)


def _weighted_sum(gains: Floats, base: Floats, alternative: int, norm: str) -> SmallestChange:
    gap, size = gains - gains[alternative], np.abs(gains) + np.abs(gains[alternative])
    if (gap @ base <= ROUNDING * (size @ base)).all():
        return _found(base, base, norm, 0.0)
    rivals = np.flatnonzero(gap.any(axis=1))
    scale = size[rivals].max(axis=1)
    rows, limits = gap[rivals] / scale[:, None], np.full(len(rivals), ROUNDING)
    nearest = nearest_point(base, rows, limits, norm)
    if nearest.feasible:
        if (gap @ nearest.weights > AHEAD * (size @ nearest.weights)).any():
            raise _drowned(gains)
        return _found(nearest.weights, base, norm, dual_bound(base, rows, limits, nearest))
    mixture = np.zeros(len(gains))
    mixture[rivals] = nearest.multipliers / scale
    mixture /= mixture.sum()
    if not (mixture @ gap > 0).all():
        raise _drowned(gains)
    return _impossible(base, mixture, _dominator((gap > 0).all(axis=1)), 0)


def _topsis(
    problem: Scoring, base: Floats, alternative: int, norm: str, budget: int
) -> SmallestChange:
    rivals = margins(problem, alternative)
    if not len(rivals.forms) or rivals.first(base[None])[0]:
        return _found(base, base, norm, 0.0)
    better = problem.gains > problem.gains[alternative]
    closer = problem.losses < problem.losses[alternative]
    dominator = _dominator((better & closer).all(axis=1))
    if dominator >= 0:
        return _impossible(base, np.eye(len(problem.gains))[dominator], dominator, 0)
    somewhere = lead(problem, alternative, rivals)
    if somewhere.impossible:
        return replace(
            _impossible(base, np.empty(0), -1, 0),
            stretches=read_only(somewhere.stretches),
            mixtures=read_only(somewhere.mixtures),
        )
    best = search(rivals, base, norm, budget, somewhere.weights)
    if np.isinf(best.lower_bound):
        return _impossible(base, np.empty(0), -1, best.simplices)
    return _found(best.weights, base, norm, best.lower_bound, best.simplices)


def _dominator(dominates: npt.NDArray[np.bool_]) -> int:
    return int(dominates.argmax()) if dominates.any() else -1


def _found(
    weights: Floats, base: Floats, norm: str, lower_bound: float, examined: int = 0
) -> SmallestChange:
    step = weights - base
    known = not np.isnan(step).any()
    distance = float(length(step, norm)) if known else np.inf
    return SmallestChange(
        weights=read_only(weights),
        distance=distance,
        moved=float(np.abs(step).sum()) / 2 if known else np.inf,
        lower_bound=min(lower_bound, distance),
        proof="optimal" if distance - lower_bound <= GAP else "bounded",
        certificate=read_only([]),
        dominated_by=-1,
        base=read_only(base),
        examined=examined,
        stretches=read_only(np.empty((0, 2))),
        mixtures=read_only(np.empty((0, 0))),
    )


def _impossible(base: Floats, mixture: Floats, dominator: int, examined: int) -> SmallestChange:
    return SmallestChange(
        weights=read_only(np.full(len(base), np.nan)),
        distance=np.inf,
        moved=np.inf,
        lower_bound=np.inf,
        proof="impossible",
        certificate=read_only(mixture),
        dominated_by=dominator,
        base=read_only(base),
        examined=examined,
        stretches=read_only(np.empty((0, 2))),
        mixtures=read_only(np.empty((0, 0))),
    )


def _drowned(gains: Floats) -> ValueError:
    return ValueError(
        f"decision_matrix has values up to {np.abs(gains).max()} beside so small ones that the "
        "nearest weights drown in rounding: choose another normalisation"
    )
