"""Ties while one weight moves and all others keep their proportions: quadratics, in closed form."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ganeum.kernel.inputs import Floats, Integers, read_only, read_only_integers
from ganeum.kernel.scoring import Scoring
from ganeum.kernel.ties import ROUNDING, Pairs, Ties, every_pair

Places = npt.NDArray[np.intp]
BLOCK = 4096  # quadratics at a time: what they need stays in a core's own cache


@dataclass(frozen=True, slots=True, eq=False)
class _Quadratics:
    """The ties of r pairs for each of k criteria, all (r, k): ``a u^2 + b u + c``.

    u is (t / (1 - t))^2, for the weighted sum t / (1 - t), and a = 0. A coefficient that is nothing
    but rounding is zero.
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
    first, second = every_pair(problem.shape[0])
    ties = _quadratics(_parts(problem, others, [criterion]), first, second)
    a, b, c = ties.a[:, 0], ties.b[:, 0], ties.c[:, 0]
    u, places, rising = _simple_roots(ties, 0)
    touches, touch_rows = _double_roots(a, b, c)
    tied = (a == 0) & (b == 0) & (c == 0)
    at_start, at_end = (c == 0) & ~tied, _zero_at_end(problem, a, b) & ~tied
    weights = _weight(problem, u)
    order = np.lexsort((places, weights))
    rows = places[order]
    ends = np.concatenate(
        [
            np.column_stack([first[side], second[side], np.full(int(side.sum()), where)])
            for where, side in ((0, at_start), (1, at_end))
        ]
    )
    return Ties(
        swaps=read_only(weights[order]),
        swap_pairs=_named(first, second, rows),
        ahead_after=_ahead(first, second, rows, rising[order]),
        touches=read_only(_weight(problem, touches)),
        touch_pairs=_named(first, second, touch_rows),
        tied_pairs=_named(first, second, np.flatnonzero(tied)),
        end_ties=read_only_integers(ends[np.lexsort((ends[:, 2], ends[:, 1], ends[:, 0]))]),
    )


def proportional_swaps(
    problem: Scoring, base: Floats, criteria: Sequence[int], pairs: Pairs | None = None
) -> tuple[Integers, Floats, Integers, Integers]:
    """Return the swaps of several criteria in one pass, of some pairs or all, ties left out.

    Returns
    -------
    criteria (r,), weights (r,), pairs (r, 2), ahead above (r,), by criterion and weight.
    """
    first, second = every_pair(problem.shape[0]) if pairs is None else pairs
    parts, count = _parts(problem, base, criteria), len(criteria)
    step = max(BLOCK // max(count, 1), 1)
    found = [
        _simple_roots(
            _quadratics(parts, first[low : low + step], second[low : low + step]), low * count
        )
        for low in range(0, max(len(first), 1), step)
    ]
    u, places, rising = (np.concatenate(each) for each in zip(*found, strict=True))
    rows, which = np.divmod(places, max(count, 1))
    weights = _weight(problem, u)
    order = _order(which, weights, rows)
    rows = rows[order]
    return (
        read_only_integers(np.asarray(criteria, dtype=np.int64)[which[order]]),
        read_only(weights[order]),
        _named(first, second, rows),
        _ahead(first, second, rows, rising[order]),
    )


def _parts(problem: Scoring, others: Floats, criteria: Sequence[int]) -> tuple[Floats, ...]:
    """Return what alternatives have on each criterion alone and on the others, each (m, k).

    For the weighted sum the values; for TOPSIS the squared distances n, p, N and P.
    """
    rest = np.repeat(others[None, :], len(criteria), axis=0)
    rest[np.arange(len(criteria)), criteria] = 0.0
    sums: Floats = rest.sum(axis=1, keepdims=True)
    rest /= np.where(sums == 0, 1.0, sums)
    if problem.method == "weighted_sum":
        return problem.gains[:, criteria], problem.gains @ rest.T
    squares = (rest**2).T
    alone = problem.gains[:, criteria], problem.losses[:, criteria]
    return *alone, problem.gains @ squares, problem.losses @ squares


def _quadratics(parts: tuple[Floats, ...], first: Integers, second: Integers) -> _Quadratics:
    ours = (part.take(first, axis=0) for part in parts)
    theirs = (part.take(second, axis=0) for part in parts)
    if len(parts) == 2:
        b, c = (_settled(x - y, np.abs(x) + np.abs(y)) for x, y in zip(ours, theirs, strict=True))
        return _Quadratics(np.zeros_like(b), b, c)
    n_i, p_i, g_i, l_i = ours
    n_l, p_l, g_l, l_l = theirs
    return _Quadratics(
        _difference(n_i * p_l, n_l * p_i),
        _difference(n_i * l_l + g_i * p_l, n_l * l_i + g_l * p_i),
        _difference(g_i * l_l, g_l * l_i),
    )


def _difference(one: Floats, other: Floats) -> Floats:
    """Subtract non-negative numbers."""
    return _settled(one - other, one + other)


def _settled(value: Floats, size: Floats) -> Floats:
    """Set to zero, in place, what is only rounding of terms of that size."""
    size *= ROUNDING
    value[np.abs(value) <= size] = 0.0
    return value


def _discriminant(a: Floats, b: Floats, c: Floats) -> Floats:
    square, product = b * b, 4 * a * c
    return _settled(square - product, square + np.abs(product))


def _simple_roots(ties: _Quadratics, start: int) -> tuple[Floats, Places, npt.NDArray[np.bool_]]:
    """Return the positive roots at which the sign changes, their places, and whether it rises.

    Places count along the rows, the first of them from `start`.

    Notes
    -----
    Turned so that b >= 0, h is negative: ``h / a`` is a root where a < 0, and the sign falls there;
    ``c / h`` where c < 0, and the sign rises. Most pairs need no square root.
    """
    turn = np.copysign(1.0, ties.b)
    a, b, c = (x.ravel() for x in (ties.a * turn, ties.b * turn, ties.c * turn))
    places = np.flatnonzero((a < 0) | (c < 0))
    a, b, c, turn = a[places], b[places], c[places], turn.ravel()[places]
    root = np.sqrt(np.maximum(_discriminant(a, b, c), 0.0))
    h = (b + root) / -2
    falls, rises = np.flatnonzero((a < 0) & (root > 0)), np.flatnonzero((c < 0) & (root > 0))
    with np.errstate(over="ignore"):
        u = np.concatenate([h[falls] / a[falls], c[rises] / h[rises]])
    rising = np.concatenate([turn[falls] < 0, turn[rises] > 0])
    places = np.concatenate([places[falls], places[rises]])
    inside = np.isfinite(u)
    return u[inside], places[inside] + start, rising[inside]


def _double_roots(a: Floats, b: Floats, c: Floats) -> tuple[Floats, Places]:
    """Return the positive roots u at which the sign does not change, ascending."""
    rows = np.flatnonzero((_discriminant(a, b, c) == 0) & (a * b < 0))
    u = -b[rows] / (2 * a[rows])
    order = np.argsort(u, kind="stable")
    return u[order], rows[order]


def _zero_at_end(problem: Scoring, a: Floats, b: Floats) -> npt.NDArray[np.bool_]:
    return (b if problem.method == "weighted_sum" else a) == 0


def _weight(problem: Scoring, u: Floats) -> Floats:
    """Return the weight t of u: for the weighted sum u is t / (1 - t) itself."""
    root = u if problem.method == "weighted_sum" else np.sqrt(u)
    return root / (1 + root)


def _order(which: Integers, weights: Floats, rows: Integers) -> Places:
    """Return the order by criterion, weight and pair."""
    order = np.argsort(weights)
    ascending = weights[order]
    if (ascending[1:] == ascending[:-1]).any():
        return np.lexsort((rows, weights, which))
    # without equal weights two quick sorts do; that of small integers is by counting
    return order[np.argsort(which[order].astype(np.uint16), kind="stable")]


def _named(first: Integers, second: Integers, rows: Places) -> Integers:
    return read_only_integers(np.column_stack([first[rows], second[rows]]))


def _ahead(
    first: Integers, second: Integers, rows: Places, rising: npt.NDArray[np.bool_]
) -> Integers:
    return read_only_integers(np.where(rising, first[rows], second[rows]))
