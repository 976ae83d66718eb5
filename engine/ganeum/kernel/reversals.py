"""Reversal weights: at which weights of a criterion do two alternatives swap."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ganeum.kernel.inputs import Floats, Integers, read_only, read_only_integers, unit_sum
from ganeum.kernel.proportional import proportional_swaps, proportional_ties
from ganeum.kernel.scoring import Scoring, scoring
from ganeum.kernel.ties import Ties, ties_along


@dataclass(frozen=True, slots=True, eq=False)
class Reversals:
    """Every weight, along one path, at which two alternatives swap.

    Attributes
    ----------
    weights : (r,) ascending; what is moved: the weight of the criterion, the weight that has gone
        over, or the share of the way.
    pairs : (r, 2) the two alternatives, lower index first; several pairs may share a weight.
    ahead_above : (r,) which of the two leads above the weight.
    touching_weights, touching_pairs : ties at which the order is the same on both sides.
    tied_pairs : (k, 2) pairs that tie along the whole path.
    end_ties : (k, 3) pairs that tie at one end only, as (i, j, 0 for the lower end or 1).
    start, end : (n,) the weights at the two ends of the path.
    """

    weights: Floats
    pairs: Integers
    ahead_above: Integers
    touching_weights: Floats
    touching_pairs: Integers
    tied_pairs: Integers
    end_ties: Integers
    start: Floats
    end: Floats


def reversal_weights(
    decision_matrix: npt.ArrayLike,
    weights: npt.ArrayLike,
    directions: Sequence[str],
    criterion: int,
    method: str = "topsis",
    normalisation: str | None = None,
    locked: Sequence[int] = (),
) -> Reversals:
    """Return every weight of one criterion at which two alternatives swap.

    Parameters
    ----------
    decision_matrix : (m, n) array_like
    weights : (n,) array_like
        Non-negative, not all zero; scaled to sum 1.
    directions : sequence of n strings
        "benefit" or "cost".
    criterion : int
        Whose weight moves, from 0 to all that is not locked; the free others share the rest in
        proportion to their weights.
    method : {"topsis", "weighted_sum"}
    normalisation : str, optional
        The method's own default if left out.
    locked : sequence of int
        Criteria whose weights stay as they are.

    Returns
    -------
    Reversals
        `weights` in the open interval between the ends; ties at an end are in `end_ties`, since
        there is no other side of it.

    Raises
    ------
    ValueError
        If an argument is wrong, or the free others have no weight, so that there is no
        proportional path.

    Notes
    -----
    Without locked criteria a pair swaps at most once, by TOPSIS at most twice, in closed form: see
    `ganeum.kernel.proportional.proportional_ties`. With them the path is a straight line on which
    a TOPSIS tie is a root of a quartic: see `ganeum.kernel.ties.ties_along`.

    Examples
    --------
    >>> found = reversal_weights([[9, 1], [3, 5]], [0.5, 0.5], ["benefit"] * 2, 0, "weighted_sum")
    >>> found.weights.round(4), found.pairs.tolist(), found.ahead_above.tolist()
    (array([0.5455]), [[0, 1]], [0])
    """
    problem = scoring(decision_matrix, directions, method, normalisation)
    base = unit_sum("weights", weights, problem.shape[1])
    start, end = criterion_path(base, criterion, locked)
    if not locked:
        return _result(proportional_ties(problem, base, criterion), start, end, scale=1.0)
    return _moved(problem, start, end, scale=float(end[criterion]))


@dataclass(frozen=True, slots=True, eq=False)
class AllReversals:
    """The reversal weights of every criterion that has a proportional path.

    Attributes
    ----------
    criteria : (r,) whose weight moves, ascending.
    weights : (r,) at which two alternatives swap, ascending within a criterion.
    pairs : (r, 2) the two alternatives, lower index first.
    ahead_above : (r,) which of the two leads above the weight.
    """

    criteria: Integers
    weights: Floats
    pairs: Integers
    ahead_above: Integers


def all_reversal_weights(
    decision_matrix: npt.ArrayLike,
    weights: npt.ArrayLike,
    directions: Sequence[str],
    method: str = "topsis",
    normalisation: str | None = None,
) -> AllReversals:
    """Return what `reversal_weights` says of each criterion, all in one pass, ties left out.

    Parameters
    ----------
    decision_matrix : (m, n) array_like
    weights : (n,) array_like
        Non-negative, not all zero; scaled to sum 1.
    directions : sequence of n strings
        "benefit" or "cost".
    method : {"topsis", "weighted_sum"}
    normalisation : str, optional
        The method's own default if left out.

    Returns
    -------
    AllReversals

    Raises
    ------
    ValueError
        If an argument is wrong.

    Examples
    --------
    >>> found = all_reversal_weights([[9, 1], [3, 5]], [1, 1], ["benefit"] * 2, "weighted_sum")
    >>> found.criteria.tolist(), found.weights.round(4).tolist()
    ([0, 1], [0.5455, 0.4545])
    """
    problem = scoring(decision_matrix, directions, method, normalisation)
    base = unit_sum("weights", weights, problem.shape[1])
    movable = [k for k, weight in enumerate(base.tolist()) if weight < base.sum()]
    return AllReversals(*proportional_swaps(problem, base, movable))


def transfer_reversals(
    decision_matrix: npt.ArrayLike,
    weights: npt.ArrayLike,
    directions: Sequence[str],
    source: int,
    target: int,
    method: str = "topsis",
    normalisation: str | None = None,
) -> Reversals:
    """Return every amount of weight, moved from one criterion to one other, at which two swap.

    Parameters
    ----------
    source, target : int
        Weight goes from `source`, all of it in the end, to `target`; all others stay.

    Returns
    -------
    Reversals
        `weights` are amounts between 0 and the weight of `source`.

    Raises
    ------
    ValueError
        If an argument is wrong, or `source` has no weight.
    """
    problem = scoring(decision_matrix, directions, method, normalisation)
    n = problem.shape[1]
    base = unit_sum("weights", weights, n)
    for name, place in (("source", source), ("target", target)):
        _in_range(name, place, n)
    if source == target or base[source] == 0:
        raise ValueError(f"source is {source}: it must differ from target and have weight")
    end = base.copy()
    end[target] += end[source]
    end[source] = 0.0
    return _moved(problem, base, end, scale=float(base[source]))


def line_reversals(
    decision_matrix: npt.ArrayLike,
    start: npt.ArrayLike,
    end: npt.ArrayLike,
    directions: Sequence[str],
    method: str = "topsis",
    normalisation: str | None = None,
) -> Reversals:
    """Return every point of the straight line between two weight vectors at which two swap.

    Parameters
    ----------
    start, end : (n,) array_like
        Non-negative, not all zero; scaled to sum 1.

    Returns
    -------
    Reversals
        `weights` are shares of the way from `start` to `end`.

    Raises
    ------
    ValueError
        If an argument is wrong.
    """
    problem = scoring(decision_matrix, directions, method, normalisation)
    n = problem.shape[1]
    return _moved(problem, unit_sum("start", start, n), unit_sum("end", end, n), scale=1.0)


def criterion_path(
    base: Floats, criterion: int, locked: Sequence[int] = ()
) -> tuple[Floats, Floats]:
    """Return the two ends of the path on which one criterion's weight moves.

    Raises
    ------
    ValueError
        If there is no proportional path.
    """
    n = len(base)
    _in_range("criterion", criterion, n)
    for place in locked:
        _in_range("locked", place, n)
    if criterion in locked:
        raise ValueError(f"criterion {criterion} is locked")
    free = np.ones(n, dtype=np.bool_)
    free[[criterion, *locked]] = False
    rest = float(base[free].sum())
    if rest == 0:
        raise ValueError(
            f"criterion {criterion} holds all the free weight: the others have no proportions in "
            "which to share what it gives up"
        )
    budget = rest + float(base[criterion])
    start, end = base.copy(), base.copy()
    start[criterion], end[criterion] = 0.0, budget
    start[free] *= budget / rest
    end[free] = 0.0
    return start, end


def _in_range(name: str, place: int, n: int) -> None:
    if not 0 <= place < n:
        raise ValueError(f"{name} is {place}, not a criterion from 0 to {n - 1}")


def _moved(problem: Scoring, start: Floats, end: Floats, scale: float) -> Reversals:
    return _result(ties_along(problem, start, end), start, end, scale)


def _result(found: Ties, start: Floats, end: Floats, scale: float) -> Reversals:
    return Reversals(
        weights=read_only(found.swaps * scale),
        pairs=found.swap_pairs,
        ahead_above=read_only_integers(found.ahead_after),
        touching_weights=read_only(found.touches * scale),
        touching_pairs=found.touch_pairs,
        tied_pairs=found.tied_pairs,
        end_ties=found.end_ties,
        start=read_only(start),
        end=read_only(end),
    )
