"""Ties while one weight moves and all others keep their proportions: quadratics, in closed form."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ganeum.kernel.inputs import Floats, Integers, read_only, read_only_integers
from ganeum.kernel.scoring import Scoring
from ganeum.kernel.ties import ROUNDING, Ties


@dataclass(frozen=True, slots=True, eq=False)
class _Pairs:
    """The ties of r pairs: ``a u^2 + b u + c`` with u = (t / (1 - t))^2 (weighted sum: a = 0).

    A coefficient that is nothing but rounding is set to zero.
    """

    a: Floats
    b: Floats
    c: Floats


def proportional_ties(problem: Scoring, others: Floats, criterion: int) -> Ties:
    """Find every tie while the weight t of one criterion goes from 0 to 1.

    Parameters
    ----------
    problem : Scoring
    others : (n,)
        The proportions that the other criteria keep; the entry of `criterion` is not looked at.
    criterion : int

    Returns
    -------
    Ties

    Notes
    -----
    Squared TOPSIS distances are ``t^2 p + (1 - t)^2 q``; with u as above alternatives i and l tie
    where ``(n_i u + N_i)(p_l u + P_l) = (n_l u + N_l)(p_i u + P_i)``, n and p being the squared
    distances to anti-ideal and ideal on the criterion alone and N and P those on all others. The
    roots are taken as ``h / a`` and ``c / h`` with ``h = -(b + sign(b) sqrt(b^2 - 4 a c)) / 2``,
    which cancels nothing. Weighted-sum scores are straight lines in t.
    """
    first, second = np.triu_indices(problem.shape[0], 1)
    pairs = _coefficients(problem, others, [criterion], first, second)
    swaps, rows, rising = _simple_roots(pairs)
    touches, touch_rows = _double_roots(pairs)
    tied = (pairs.a == 0) & (pairs.b == 0) & (pairs.c == 0)
    at_start, at_end = (pairs.c == 0) & ~tied, _zero_at_end(problem, pairs) & ~tied
    weights, touching = _weight(problem, swaps), _weight(problem, touches)
    order = np.lexsort((rows, weights))
    ends = np.concatenate(
        [
            np.column_stack([first[side], second[side], np.full(int(side.sum()), where)])
            for where, side in ((0, at_start), (1, at_end))
        ]
    )
    return Ties(
        swaps=read_only(weights[order]),
        swap_pairs=_named(first, second, rows[order]),
        ahead_after=read_only_integers(np.where(rising, first[rows], second[rows])[order]),
        touches=read_only(touching),
        touch_pairs=_named(first, second, touch_rows),
        tied_pairs=_named(first, second, np.flatnonzero(tied)),
        end_ties=read_only_integers(ends[np.lexsort((ends[:, 2], ends[:, 1], ends[:, 0]))]),
    )


def proportional_swaps(
    problem: Scoring, base: Floats, criteria: Sequence[int]
) -> tuple[Integers, Floats, Integers, Integers]:
    """Return the swaps of several criteria in one pass, ties left out.

    Returns
    -------
    criteria (r,), weights (r,), pairs (r, 2), ahead above (r,), by criterion and weight.
    """
    first, second = np.triu_indices(problem.shape[0], 1)
    u, rows, rising = _simple_roots(_coefficients(problem, base, criteria, first, second))
    which, pair = np.divmod(rows, max(len(first), 1))
    weights = _weight(problem, u)
    order = np.lexsort((pair, weights, which))
    which, pair = which[order], pair[order]
    ahead = np.where(rising[order], first[pair], second[pair])
    return (
        read_only_integers(np.asarray(criteria, dtype=np.int64)[which]),
        read_only(weights[order]),
        _named(first, second, pair),
        read_only_integers(ahead),
    )


def _coefficients(
    problem: Scoring,
    others: Floats,
    criteria: Sequence[int],
    first: npt.NDArray[np.intp],
    second: npt.NDArray[np.intp],
) -> _Pairs:
    """Return the quadratics of all pairs, criterion after criterion in one row of numbers."""
    rest = np.repeat(others[None, :], len(criteria), axis=0)
    rest[np.arange(len(criteria)), criteria] = 0.0
    sums: Floats = rest.sum(axis=1, keepdims=True)
    rest /= np.where(sums == 0, 1.0, sums)
    if problem.method == "weighted_sum":
        alone, beside = problem.gains.T[criteria], rest @ problem.gains.T
        b = _difference(alone[:, first], alone[:, second]).ravel()
        c = _difference(beside[:, first], beside[:, second]).ravel()
        return _Pairs(np.zeros_like(b), b, c)
    squares = rest**2
    own = np.stack([problem.gains.T[criteria], problem.losses.T[criteria]])
    beside = np.stack([squares @ problem.gains.T, squares @ problem.losses.T])
    (n_i, p_i), (n_l, p_l) = own[:, :, first], own[:, :, second]
    (g_i, l_i), (g_l, l_l) = beside[:, :, first], beside[:, :, second]
    n_i, p_i, n_l, p_l, g_i, l_i, g_l, l_l = (
        part.ravel() for part in (n_i, p_i, n_l, p_l, g_i, l_i, g_l, l_l)
    )
    return _Pairs(
        _difference(n_i * p_l, n_l * p_i),
        _difference(n_i * l_l + g_i * p_l, n_l * l_i + g_l * p_i),
        _difference(g_i * l_l, g_l * l_i),
    )


def _difference(one: Floats, other: Floats) -> Floats:
    """Subtract, calling zero what is only rounding."""
    value = one - other
    return np.where(np.abs(value) <= ROUNDING * (np.abs(one) + np.abs(other)), 0.0, value)


def _discriminant(pairs: _Pairs) -> Floats:
    return _difference(pairs.b**2, 4 * pairs.a * pairs.c)


def _simple_roots(
    pairs: _Pairs,
) -> tuple[Floats, npt.NDArray[np.intp], npt.NDArray[np.bool_]]:
    """Return the positive roots u at which the sign changes, their pairs, and whether it rises."""
    root = np.sqrt(np.maximum(_discriminant(pairs), 0.0))
    h = -(pairs.b + np.where(pairs.b < 0, -root, root)) / 2
    both = np.stack([_ratio(h, pairs.a), _ratio(pairs.c, h)])
    places, rows = np.nonzero((both > 0) & np.isfinite(both) & (root > 0))
    u = both[places, rows]
    return u, rows, 2 * pairs.a[rows] * u + pairs.b[rows] > 0


def _double_roots(pairs: _Pairs) -> tuple[Floats, npt.NDArray[np.intp]]:
    """Return the positive roots u at which the sign does not change, ascending."""
    u = _ratio(-pairs.b, 2 * pairs.a)
    rows = np.flatnonzero((_discriminant(pairs) == 0) & (u > 0) & np.isfinite(u))
    rows = rows[np.argsort(u[rows], kind="stable")]
    return u[rows], rows


def _ratio(above: Floats, below: Floats) -> Floats:
    return np.where(below == 0, np.inf, above / np.where(below == 0, 1.0, below))


def _zero_at_end(problem: Scoring, pairs: _Pairs) -> npt.NDArray[np.bool_]:
    return (pairs.b if problem.method == "weighted_sum" else pairs.a) == 0


def _weight(problem: Scoring, u: Floats) -> Floats:
    """Return the weight t of u: for the weighted sum u is t / (1 - t) itself."""
    root = u if problem.method == "weighted_sum" else np.sqrt(u)
    return root / (1 + root)


def _named(
    first: npt.NDArray[np.intp], second: npt.NDArray[np.intp], rows: npt.NDArray[np.intp]
) -> Integers:
    return read_only_integers(np.column_stack([first[rows], second[rows]]))
