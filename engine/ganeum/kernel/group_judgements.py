"""Judgements of a panel, pair by pair: who answered, what is trimmed, and how far they differ."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from ganeum.kernel.answers import Answered, answered_judgements
from ganeum.kernel.inputs import (
    Floats,
    Integers,
    finite,
    numbers,
    read_only,
    read_only_integers,
    unit_sum,
    whole_number,
)


@dataclass(frozen=True, slots=True, eq=False)
class GroupJudgements:
    """The judgements of a panel, aggregated.

    Attributes
    ----------
    judgements : (n, n) weighted geometric means, reciprocal; NaN where nobody answered.
    answers : (n, n) how many answered each pair.
    used : (r, n, n) whose answer to a pair counts: given, with weight, and not trimmed.
    shares : (r, n, n) with what weight it counts; they sum to 1 where somebody answered.
    geometric_deviation : (n, n) factor by which the answers in use typically differ from their
        mean, 1 where all agree; NaN where nobody answered.
    """

    judgements: Floats
    answers: Integers
    used: Answered
    shares: Floats
    geometric_deviation: Floats


def group_judgements(
    pairwise_matrices: npt.ArrayLike,
    weights: npt.ArrayLike | None = None,
    trim: int = 0,
    groups: npt.ArrayLike | None = None,
    group_weights: npt.ArrayLike | None = None,
) -> GroupJudgements:
    """Aggregate the judgements of a panel, some of which may be missing.

    Parameters
    ----------
    pairwise_matrices : (r, n, n) array_like
        One matrix a respondent, positive and reciprocal where answered, NaN elsewhere.
    weights : (r,) array_like, optional
        Non-negative, not all zero; equal if left out.
    trim : int, default 0
        How many of the highest and how many of the lowest answers to each pair are left out. Of k
        answers at most (k - 1) // 2 at each end, so that the middle remains.
    groups : (r,) array_like of int, optional
        Each respondent's group, from 0; all in one if left out.
    group_weights : (g,) array_like, optional
        Non-negative, not all zero; equal if left out.

    Returns
    -------
    GroupJudgements
        Of complete matrices without trimming or groups what `aggregate_judgements` returns.

    Raises
    ------
    ValueError
        If a matrix is not one of judgements, or weights or groups do not fit.

    Notes
    -----
    Pair by pair a respondent has the share ``G_g w_r / sum w`` over the members of his group g in
    use, and the shares are then scaled to sum 1: a group keeps its weight while somebody of it is
    in use, and hands it to the others where nobody is. With these shares the judgement is the
    geometric mean, the only mean that keeps them reciprocal [1]_, and the deviation
    ``exp sqrt(sum share (ln a - ln mean)^2)``. Of equal answers at an end the lightest are left out
    first, so that neither the order of items nor that of respondents matters.

    References
    ----------
    .. [1] J. Aczel and T. L. Saaty, "Procedures for synthesizing ratio judgements", Journal of
       Mathematical Psychology 27(1), 1983, pp. 93-102, doi:10.1016/0022-2496(83)90028-7.

    Examples
    --------
    >>> nan = float("nan")
    >>> found = group_judgements([[[1, 4], [1 / 4, 1]], [[1, 1], [1, 1]], [[1, nan], [nan, 1]]])
    >>> found.judgements.tolist(), found.answers.tolist()
    ([[1.0, 2.0], [0.5, 1.0]], [[3, 2], [2, 3]])
    """
    stack = numbers("pairwise_matrices", pairwise_matrices)
    if stack.ndim != 3 or stack.size == 0:
        raise ValueError(f"pairwise_matrices have the shape {stack.shape}, not (r, n, n)")
    whole_number("trim", trim, 0)
    checked = [
        answered_judgements(f"pairwise_matrices[{place}]", matrix)
        for place, matrix in enumerate(stack)
    ]
    members, ofs, own = _members(weights, groups, group_weights, len(stack))
    rows, columns = np.triu_indices(stack.shape[1])  # each pair once, so that all is reciprocal
    values = np.array([judgements for judgements, _ in checked])[:, rows, columns]
    answered = np.array([answered for _, answered in checked])[:, rows, columns]
    counts = answered & (own * (ofs @ members) > 0)[:, None]
    trimmed = _trimmed(np.where(counts, values, np.nan), own, trim)
    used = counts & ~(trimmed & (rows != columns))
    shares = _shares(used, members, ofs, own)
    somebody, logs = used.any(axis=0), np.log(values)
    means = (shares * logs).sum(axis=0)
    spread = np.sqrt((shares * (logs - means) ** 2).sum(axis=0))
    lowest = np.where(used, values, np.inf).min(axis=0)
    highest = np.where(used, values, 0.0).max(axis=0)
    means = np.where(somebody, np.clip(np.exp(means), lowest, highest), np.nan)
    judgements = np.empty(stack.shape[1:])
    judgements[columns, rows], judgements[rows, columns] = 1 / means, means
    return GroupJudgements(
        judgements=read_only(judgements),
        answers=read_only_integers(_mirrored(answered.sum(axis=0), rows, columns)),
        used=_mirrored(used, rows, columns),
        shares=read_only(_mirrored(shares, rows, columns)),
        geometric_deviation=read_only(
            _mirrored(np.where(somebody, np.exp(spread), np.nan), rows, columns)
        ),
    )


def _members(
    weights: npt.ArrayLike | None,
    groups: npt.ArrayLike | None,
    group_weights: npt.ArrayLike | None,
    length: int,
) -> tuple[Answered, Floats, Floats]:
    """Return who is in which group (g, r), and the weights of groups and of respondents."""
    own = unit_sum("weights", np.ones(length) if weights is None else weights, length)
    places = np.zeros(length, dtype=np.int64) if groups is None else np.asarray(groups)
    whole = places.shape == (length,) and np.issubdtype(places.dtype, np.integer)
    if not whole or places.min() < 0:
        raise ValueError(f"groups must be {length} whole numbers from 0, not {groups!r}")
    count = int(places.max()) + 1
    ofs = finite("group_weights", np.ones(count) if group_weights is None else group_weights, 1)
    if len(ofs) < count:
        raise ValueError(f"group_weights has {len(ofs)} entries where {count} are needed")
    return places == np.arange(len(ofs))[:, None], unit_sum("group_weights", ofs, len(ofs)), own


def _trimmed(values: Floats, weights: Floats, trim: int) -> Answered:
    """Return which of the values (r, p) are among the lowest or highest; NaN never is."""
    by_weight = np.argsort(weights, kind="stable")  # of equal values the lightest first
    ordered = values[by_weight]
    most = np.clip((np.sum(~np.isnan(values), axis=0) - 1) // 2, 0, trim)
    low = _places(ordered) < most
    high = _places(np.where(low, np.nan, -ordered)) < most
    trimmed = np.empty(values.shape, dtype=np.bool_)
    trimmed[by_weight] = low | high
    return trimmed


def _places(values: Floats) -> Integers:
    """Return the place of each value in its column, from 0, the least first and NaN last."""
    order = np.argsort(values, axis=0, kind="stable")
    return np.argsort(order, axis=0, kind="stable")


def _shares(used: Answered, members: Answered, ofs: Floats, own: Floats) -> Floats:
    """Return shares (r, p), summing to 1 over the respondents in use, if there are any."""
    weights = used * own[:, None]
    of_group = members.T @ (members @ weights)
    shares = np.zeros(weights.shape)
    np.divide(weights * (ofs @ members)[:, None], of_group, out=shares, where=used)
    return np.divide(shares, shares.sum(axis=0), out=shares, where=used)


def _mirrored(pairs: npt.NDArray[Any], rows: Integers, columns: Integers) -> npt.NDArray[Any]:
    """Return values of pairs (..., p) as symmetric squares (..., n, n) that nobody can write to."""
    n = int(rows[-1]) + 1
    square = np.empty((*pairs.shape[:-1], n, n), dtype=pairs.dtype)
    square[..., rows, columns] = square[..., columns, rows] = pairs
    square.setflags(write=False)
    return square
