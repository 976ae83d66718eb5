"""Where two alternatives tie while weights move along a straight line: every place, in order."""

from dataclasses import dataclass
from functools import lru_cache
from math import comb

import numpy as np
import numpy.typing as npt

from ganeum.kernel.inputs import Floats, Integers, read_only, read_only_integers
from ganeum.kernel.polynomials import bracketed_roots, evaluate, monotone_pieces
from ganeum.kernel.scoring import Scoring

# what rounding leaves of a difference that is zero, as a share of the terms it is made of
ROUNDING = 64 * np.finfo(np.float64).eps
AT_ONCE = 2**16  # polynomials, so that memory does not grow with pairs and lines
# the coefficients of the product of two quadratics are these means of products of theirs: (5, 3, 3)
PRODUCT = read_only(
    [
        [
            [comb(2, i) * comb(2, j) / comb(4, k) if i + j == k else 0 for j in range(3)]
            for i in range(3)
        ]
        for k in range(5)
    ]
)


Pairs = tuple[Integers, Integers]  # the lower index of each, and the higher


@dataclass(frozen=True, slots=True, eq=False)
class Ties:
    """Where pairs of alternatives tie along a line of weights, as t in [0, 1].

    Attributes
    ----------
    swaps : (r,) ascending; the order of the pair differs on the two sides.
    swap_pairs : (r, 2) the pair, lower index first.
    ahead_after : (r,) which of the two leads beyond the swap.
    touches, touch_pairs : the same for ties at which the order is the same on both sides.
    tied_pairs : (k, 2) pairs that tie along the whole line.
    end_ties : (k, 3) pairs that tie at an end only, as (i, j, 0 or 1).
    """

    swaps: Floats
    swap_pairs: Integers
    ahead_after: Integers
    touches: Floats
    touch_pairs: Integers
    tied_pairs: Integers
    end_ties: Integers


@dataclass(frozen=True, slots=True, eq=False)
class _Leads:
    """Who is ahead along lines, one column a pair and line, as Bernstein coefficients (d + 1, r).

    Attributes
    ----------
    values : of a polynomial in t with the sign of score(first) - score(second).
    sizes : of the size of its terms, not negative; rounding may have touched a share ROUNDING.
    """

    values: Floats
    sizes: Floats

    def signs(self, points: Floats) -> Floats:
        """Return who is ahead at points (k, r): 1, -1, or 0 where rounding decides."""
        value = evaluate(self.values, points)
        noise = ROUNDING * evaluate(self.sizes, points)
        return np.where(np.abs(value) <= noise, 0.0, np.sign(value))

    def undecided(self) -> npt.NDArray[np.intp]:
        """Return the columns that may have a root: coefficients of one sign have none."""
        noise = ROUNDING * self.sizes
        decided = (self.values > noise).all(axis=0) | (self.values < -noise).all(axis=0)
        return np.flatnonzero(~decided)


@dataclass(frozen=True, slots=True, eq=False)
class _Walk:
    """What lies along lines, by column of `_Leads`.

    Attributes
    ----------
    swaps, swap_columns, rising : (s,) where the sign changes, and whether to the first's lead.
    touches, touch_columns : (q,) where it is zero for a point.
    tied : (k,) columns that are zero all along.
    ends : (e, 2) columns that are zero at an end only, and 0 or 1 for the end.
    """

    swaps: Floats
    swap_columns: Integers
    rising: npt.NDArray[np.bool_]
    touches: Floats
    touch_columns: Integers
    tied: Integers
    ends: Integers


@lru_cache(maxsize=16)
def every_pair(m: int) -> Pairs:
    """Return the pairs of m alternatives in order, the lower index first."""
    first, second = np.triu_indices(m, 1)
    return read_only_integers(first), read_only_integers(second)


def ties_along(scoring: Scoring, start: Floats, end: Floats) -> Ties:
    """Find every tie of two alternatives while weights go straight from `start` to `end`.

    Parameters
    ----------
    scoring : Scoring
    start, end : (n,)
        Non-negative; scores depend on their proportions only.

    Returns
    -------
    Ties

    Notes
    -----
    With squared distances N to the anti-ideal and P to the ideal, ``N_i P_j - N_j P_i`` has the
    sign of score(i) - score(j). Squared distances are quadratic in t, so a TOPSIS tie is a root of
    a polynomial of degree four; for the weighted sum of degree one. Its stationary points cut
    [0, 1] into monotone pieces, and its sign at the cuts tells swaps from touches. The Bernstein
    coefficients of the distances are not negative, so that nothing cancels but in the one
    difference; two swaps closer than about 1e-8 are one touch.
    """
    first, second = every_pair(scoring.shape[0])
    pairs = np.column_stack([first, second])
    found = _walk(_leads(scoring, start[None], end[None], (first, second)))
    order = np.lexsort((found.swap_columns, found.swaps))
    columns = found.swap_columns[order]
    touched = np.lexsort((found.touch_columns, found.touches))
    ahead = np.where(found.rising[order], first[columns], second[columns])
    return Ties(
        swaps=read_only(found.swaps[order]),
        swap_pairs=read_only_integers(pairs[columns]),
        ahead_after=read_only_integers(ahead),
        touches=read_only(found.touches[touched]),
        touch_pairs=read_only_integers(pairs[found.touch_columns[touched]]),
        tied_pairs=read_only_integers(pairs[found.tied]),
        end_ties=read_only_integers(np.column_stack([pairs[found.ends[:, 0]], found.ends[:, 1]])),
    )


def swaps_along(
    scoring: Scoring, starts: Floats, ends: Floats, pairs: Pairs | None = None
) -> list[Floats]:
    """Return the places of the swaps on many lines of weights at once.

    Parameters
    ----------
    scoring : Scoring
    starts, ends : (l, n)
        At least one line.
    pairs : Pairs, optional
        Whose swaps; everybody's if left out.

    Returns
    -------
    l arrays
        Ascending, each what `ties_along` says of its line.
    """
    pairs = every_pair(scoring.shape[0]) if pairs is None else pairs
    (first, second), step = pairs, max(1, AT_ONCE // len(starts))
    lines, swaps = [np.empty(0, np.int64)], [np.empty(0)]
    for low in range(0, len(first), step):
        some = first[low : low + step], second[low : low + step]
        found = _walk(_leads(scoring, starts, ends, some))
        lines.append(found.swap_columns // len(some[0]))
        swaps.append(found.swaps)
    line, places = np.concatenate(lines), np.concatenate(swaps)
    order = np.lexsort((places, line))
    bounds = np.searchsorted(line[order], np.arange(1, len(starts)))
    return np.split(places[order], bounds)


def _leads(scoring: Scoring, starts: Floats, ends: Floats, pairs: Pairs) -> _Leads:
    """Return the polynomials of pairs on lines (l, n), line after line."""
    first, second = pairs
    if scoring.method == "weighted_sum":
        both = np.stack([starts, ends])
        gap = scoring.gains[first] - scoring.gains[second]
        size = np.abs(scoring.gains[first]) + np.abs(scoring.gains[second])
        return _Leads((both @ gap.T).reshape(2, -1), (both @ size.T).reshape(2, -1))
    squares = np.stack([starts**2, starts * ends, ends**2])
    gains, losses = squares @ scoring.gains.T, squares @ scoring.losses.T
    ours = _product(gains[:, :, first], losses[:, :, second])
    theirs = _product(gains[:, :, second], losses[:, :, first])
    return _Leads(ours - theirs, ours + theirs)


def _product(one: Floats, other: Floats) -> Floats:
    """Multiply quadratics (3, l, r)."""
    return PRODUCT.reshape(5, 9) @ (one[:, None] * other).reshape(9, -1)


def _walk(leads: _Leads) -> _Walk:
    """Go along the cuts of each column: where its sign changes, and where it only touches zero."""
    columns = leads.undecided()
    leads = _Leads(leads.values[:, columns], leads.sizes[:, columns])
    cuts = monotone_pieces(leads.values)
    signs = leads.signs(cuts)
    tied = (signs == 0).all(axis=0)
    places = np.arange(len(cuts))[:, None]
    # before each cut but the first, the last one with a sign; the first where there is none
    last = np.maximum.accumulate(np.where(signs != 0, places, 0), axis=0)[:-1]
    change = np.take_along_axis(signs, last, axis=0) * signs[1:]
    swapped, touched = np.nonzero(change < 0), np.nonzero((change > 0) & (last < places[:-1]))
    low = np.take_along_axis(cuts, last, axis=0)[swapped]
    own = leads.values[:, swapped[1]]
    swaps = bracketed_roots(lambda points: evaluate(own, points), low, cuts[1:][swapped])
    zeros = np.take_along_axis(cuts, last + 1, axis=0)[touched]
    column, side = np.nonzero((signs[[0, -1]] == 0).T & ~tied[:, None])
    return _Walk(
        swaps=swaps,
        swap_columns=columns[swapped[1]],
        rising=signs[1:][swapped] > 0,
        touches=zeros,
        touch_columns=columns[touched[1]],
        tied=columns[tied],
        ends=np.column_stack([columns[column], side]),
    )
