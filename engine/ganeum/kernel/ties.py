"""Where two alternatives tie while weights move along a straight line: every place, in order."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from ganeum.kernel.inputs import Floats, Integers, read_only, read_only_integers
from ganeum.kernel.polynomials import monotone_pieces
from ganeum.kernel.scoring import Scoring

# what rounding leaves of a difference that is zero, as a share of the terms it is made of
ROUNDING = 64 * np.finfo(np.float64).eps
HALVINGS = 64


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


@lru_cache(maxsize=16)
def every_pair(m: int) -> tuple[Integers, Integers]:
    """Return the pairs of m alternatives, the lower index first, in order."""
    first, second = np.triu_indices(m, 1)
    return read_only_integers(first), read_only_integers(second)


def difference(
    scoring: Scoring, first: Integers, second: Integers, weights: Floats
) -> tuple[Floats, Floats]:
    """Return who is ahead, pair by pair, and how much rounding may have touched that.

    Parameters
    ----------
    first, second : (r,) alternatives.
    weights : (r, k, n) weights, k points a pair.

    Returns
    -------
    (r, k) arrays
        A number with the sign of score(first) - score(second), and the size of its terms. For
        TOPSIS with gains N and losses P it is ``N_i P_j - N_j P_i``, which has that sign.
    """
    gains_i, gains_j = scoring.gains[first], scoring.gains[second]
    if scoring.method == "weighted_sum":
        terms = weights * (gains_i - gains_j)[:, None, :]
        size = weights * (gains_i + gains_j)[:, None, :]
        return terms.sum(axis=2), np.abs(size).sum(axis=2)
    squares = weights**2
    n_i = np.einsum("rkn,rn->rk", squares, gains_i)
    n_j = np.einsum("rkn,rn->rk", squares, gains_j)
    p_i = np.einsum("rkn,rn->rk", squares, scoring.losses[first])
    p_j = np.einsum("rkn,rn->rk", squares, scoring.losses[second])
    return n_i * p_j - n_j * p_i, n_i * p_j + n_j * p_i


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
    Squared distances are quadratic in t, so a TOPSIS tie is a root of a polynomial of degree four;
    for the weighted sum of degree one. Its stationary points cut [0, 1] into monotone pieces, and
    the sign of the difference at the cuts, computed from the distances themselves and not from the
    expanded polynomial, tells swaps from touches. Bisection on the same difference places a root
    as exactly as doubles can; two swaps closer than about 1e-8 are one touch.
    """
    first, second = every_pair(scoring.shape[0])
    if not len(first):
        return _none()
    cuts = monotone_pieces(_coefficients(scoring, first, second, start, end))
    signs = _sign_at(scoring, first, second, start, end, cuts)
    tied = (signs == 0).all(axis=1)
    brackets: list[tuple[int, float, float]] = []
    touches: list[tuple[float, int]] = []
    ends: list[tuple[int, int, int]] = []
    for pair in np.flatnonzero(~tied).tolist():
        _walk(pair, cuts[pair], signs[pair], brackets, touches)
        ends.extend(
            (int(first[pair]), int(second[pair]), side)
            for side, place in ((0, 0), (1, -1))
            if signs[pair, place] == 0
        )
    rows = np.array([pair for pair, _, _ in brackets], dtype=np.int64)
    low = np.array([low for _, low, _ in brackets])
    high = np.array([high for _, _, high in brackets])
    places = _bisect(scoring, first[rows], second[rows], start, end, low, high)
    order = np.lexsort((rows, places))
    after = _sign_at(scoring, first[rows], second[rows], start, end, high[:, None])[:, 0]
    ahead = np.where(after > 0, first[rows], second[rows])
    touches.sort()
    touch_rows = np.array([pair for _, pair in touches], dtype=np.int64)
    return Ties(
        swaps=read_only(places[order]),
        swap_pairs=_pairs(first, second, rows[order]),
        ahead_after=read_only_integers(ahead[order]),
        touches=read_only([place for place, _ in touches]),
        touch_pairs=_pairs(first, second, touch_rows),
        tied_pairs=_pairs(first, second, np.flatnonzero(tied)),
        end_ties=read_only_integers(np.array(ends, dtype=np.int64).reshape(-1, 3)),
    )


def _none() -> Ties:
    no, pairs = read_only([]), read_only_integers(np.empty((0, 2)))
    return Ties(
        no, pairs, read_only_integers([]), no, pairs, pairs, read_only_integers(np.empty((0, 3)))
    )


def _pairs(first: Integers, second: Integers, rows: npt.NDArray[np.int64]) -> Integers:
    return read_only_integers(np.column_stack([first[rows], second[rows]]))


def _coefficients(
    scoring: Scoring, first: Integers, second: Integers, start: Floats, end: Floats
) -> Floats:
    """Return the tie polynomials (r, d + 1) of pairs, ascending powers of t."""
    step = end - start
    if scoring.method == "weighted_sum":
        gap = scoring.gains[first] - scoring.gains[second]
        return np.column_stack([gap @ start, gap @ step])
    powers = np.column_stack([start**2, 2 * start * step, step**2])
    gains, losses = scoring.gains @ powers, scoring.losses @ powers
    product = np.zeros((len(first), 5))
    for a in range(3):
        for b in range(3):
            product[:, a + b] += gains[first, a] * losses[second, b]
            product[:, a + b] -= gains[second, a] * losses[first, b]
    return product


def _weights(start: Floats, end: Floats, places: Floats) -> Floats:
    t = places[..., None]
    return (1 - t) * start + t * end


def _sign_at(
    scoring: Scoring,
    first: Integers,
    second: Integers,
    start: Floats,
    end: Floats,
    places: Floats,
) -> Floats:
    value, size = difference(scoring, first, second, _weights(start, end, places))
    return np.where(np.abs(value) <= ROUNDING * size, 0.0, np.sign(value))


def _walk(
    pair: int,
    cuts: Floats,
    signs: Floats,
    brackets: list[tuple[int, float, float]],
    touches: list[tuple[float, int]],
) -> None:
    """Go along the cuts of one pair: note where its sign changes and where it only touches zero."""
    points, values = cuts.tolist(), signs.tolist()
    last_point, last_sign, zero = points[0], 0.0, None
    for point, sign in zip(points, values, strict=True):
        if sign == 0:
            zero = point if zero is None and last_sign else zero
            continue
        if last_sign and sign != last_sign:
            brackets.append((pair, last_point, point))
        elif last_sign and zero is not None:
            touches.append((zero, pair))
        last_point, last_sign, zero = point, sign, None


def _bisect(
    scoring: Scoring,
    first: Integers,
    second: Integers,
    start: Floats,
    end: Floats,
    low: Floats,
    high: Floats,
) -> Floats:
    """Return the place where each pair's difference changes sign between `low` and `high`."""
    if not len(first):
        return low
    before, _ = difference(scoring, first, second, _weights(start, end, low[:, None]))
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        value, _ = difference(scoring, first, second, _weights(start, end, middle[:, None]))
        left = (np.sign(value) == np.sign(before))[:, 0]
        low, high = np.where(left, middle, low), np.where(left, high, middle)
    return (low + high) / 2
