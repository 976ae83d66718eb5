"""Where alternatives swap along a curved path of weights: bracketed, with a certificate."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ganeum.kernel.inputs import Floats, Integers, read_only, read_only_integers
from ganeum.kernel.judgement_path import LARGEST_EXPONENT, JudgementPath
from ganeum.kernel.polynomials import bracketed_roots
from ganeum.kernel.scoring import Scoring
from ganeum.kernel.ties import ROUNDING, every_pair

PIECES = 16  # at first
CROWD = 256  # undecided pieces of one pair: more are not cut further
SHORT = 16  # tolerances: in a stretch this short a swap is no news
BLOCK = 1024  # pairs at a time

Indices = npt.NDArray[np.intp]


@dataclass(frozen=True, slots=True, eq=False)
class CertifiedSwaps:
    """Where pairs of alternatives swap along a path, and where that could not be decided.

    Attributes
    ----------
    places : (r,) ascending.
    pairs : (r, 2) the pair, lower index first.
    undecided : (u, 2) stretches in which a pair touches or ties, so that it is not proved that it
        swaps there no more often than `places` says.
    undecided_pairs : (u, 2)
    tolerance : no piece shorter than this was cut further.
    """

    places: Floats
    pairs: Integers
    undecided: Floats
    undecided_pairs: Integers
    tolerance: float


def certified_swaps(path: JudgementPath, problem: Scoring, tolerance: float) -> CertifiedSwaps:
    """Find every swap of two alternatives along a path of weights.

    Notes
    -----
    Who of two is ahead is the sign of ``f = sum_q c_q y_q(s)``: for the weighted sum y are the
    weights, for TOPSIS the products of two squared weights, as ``N_i P_j - N_j P_i`` is made of.
    On a piece of half-width h round s the path bounds how fast the logarithm of each y grows, from
    ``m_q - r_q`` to ``m_q + r_q``, so that the derivative of f lies within
    ``sum |c_q| y_q(s) (r_q e + |m_q| (e - 1))`` of ``sum c_q m_q y_q(s)``, ``e = exp(h(|m| + r))``;
    both r and ``e - 1`` vanish with h, so that only touches stay undecided.
    A piece is decided if f cannot reach zero on it, or is monotone on it, in which case its ends
    tell. Others are halved, all together, until they are decided or as short as the tolerance.
    """
    pairs = _pairs(problem)
    found = [_survey(path, pairs, rows, tolerance) for rows in _blocks(len(pairs.names))]
    rows, low, high = (np.concatenate(parts) for parts in zip(*(f[0] for f in found), strict=True))
    places = _narrowed(path, pairs, rows, low, high)
    which, stretches = (np.concatenate(parts) for parts in zip(*(f[1] for f in found), strict=True))
    # a swap that is proved to lie within a few tolerances needs no mention
    near = (stretches[:, :1] <= places + tolerance) & (places - tolerance <= stretches[:, 1:])
    holds = ((which[:, None] == rows) & near).any(axis=1)
    left = ~holds | (stretches[:, 1] - stretches[:, 0] > SHORT * tolerance)
    order = np.lexsort((rows, places))
    return CertifiedSwaps(
        places=read_only(places[order]),
        pairs=read_only_integers(pairs.names[rows[order]]),
        undecided=read_only(stretches[left]),
        undecided_pairs=read_only_integers(pairs.names[which[left]]),
        tolerance=tolerance,
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Pairs:
    """The pairs that could swap: ``sum_q c_q y_q`` has the sign of who is ahead.

    Attributes
    ----------
    names : (r, 2)
    factors : (2, q) or (1, q) the weights whose (squared) product y is.
    coefficients, sizes : (r, q) c, and the terms it is the difference of.
    """

    names: Integers
    factors: npt.NDArray[np.intp]
    coefficients: Floats
    sizes: Floats

    def along(self, path: JudgementPath, places: Floats) -> Floats:
        """Return y (r, q) at places (r,)."""
        return self._products(path.weights(places))

    def around(
        self, path: JudgementPath, places: Floats, half: float
    ) -> tuple[Floats, Floats, Floats]:
        """Return y (r, q) at places, and the rates of its logarithm within `half`, with reach."""
        every, where = np.unique(places, return_inverse=True)
        found = path.around(every, half)
        power = len(self.factors)
        rates = power * found.rates[:, self.factors].sum(axis=1)
        rates -= (rates.max(axis=1) + rates.min(axis=1))[:, None] / 2  # what all share
        reach = power * found.reach[:, self.factors].sum(axis=1)
        return self._products(found.weights)[where], rates[where], reach[where]

    def _products(self, weights: Floats) -> Floats:
        powers = weights ** len(self.factors)
        products = powers[:, self.factors[0]]
        for factor in self.factors[1:]:
            products = products * powers[:, factor]
        return products

    def ahead(self, products: Floats, rows: Indices) -> tuple[Floats, Floats]:
        """Return who is ahead, by sign, at given y (r, q), and what rounding may do to that."""
        value = np.einsum("rq,rq->r", self.coefficients[rows], products)
        size = np.einsum("rq,rq->r", self.sizes[rows], products)
        return value, 4 * ROUNDING * size


def _pairs(problem: Scoring) -> _Pairs:
    first, second = every_pair(problem.shape[0])
    names = read_only_integers(np.column_stack([first, second]))
    if problem.method == "weighted_sum":
        factors = np.arange(problem.shape[1])[None]
        one, other = problem.gains[first], problem.gains[second]
        coefficients, sizes = one - other, np.abs(one) + np.abs(other)
    else:
        factors = np.stack(np.triu_indices(problem.shape[1]))
        k, other_k = factors
        gains, losses = problem.gains, problem.losses
        one = gains[first][:, k] * losses[second][:, other_k]
        other = gains[second][:, k] * losses[first][:, other_k]
        mirrored = k != other_k
        one += mirrored * gains[first][:, other_k] * losses[second][:, k]
        other += mirrored * gains[second][:, other_k] * losses[first][:, k]
        coefficients, sizes = one - other, one + other
    margins = ROUNDING * sizes
    mixed = (coefficients > margins).any(axis=1) & (coefficients < -margins).any(axis=1)
    return _Pairs(names[mixed], factors, coefficients[mixed], sizes[mixed])


def _blocks(count: int) -> list[Indices]:
    """Return the rows in blocks; one empty block if there are none."""
    return [np.arange(at, min(at + BLOCK, count)) for at in range(0, max(count, 1), BLOCK)]


def _survey(
    path: JudgementPath, pairs: _Pairs, rows: Indices, tolerance: float
) -> tuple[tuple[Indices, Floats, Floats], tuple[Indices, Floats]]:
    """Return between which places pairs change sign, and on which stretches it is undecided."""
    width = 1 / PIECES
    row = np.repeat(rows, PIECES)
    start = np.tile(np.linspace(0.0, 1 - width, PIECES), len(rows))
    ends = [(row[:0], start[:0])]
    samples = [(row[:0], start[:0], start[:0])]
    undecided = [(row[:0], np.empty((0, 2)))]
    while len(row):
        half = width / 2
        products, rates, reach = pairs.around(path, start + half, half)
        value, margin = pairs.ahead(products, row)
        grown = np.expm1(np.minimum(half * (np.abs(rates) + reach), LARGEST_EXPONENT))
        varying = reach * (1 + grown) + np.abs(rates) * grown
        terms = pairs.coefficients[row] * products
        slope = np.abs((terms * rates).sum(axis=1))
        spread = (np.abs(terms) * varying).sum(axis=1)
        free = np.abs(value) > half * (slope + spread) + margin
        monotone = ~free & (slope > spread + margin)
        for place in (start, start + width):
            samples.append((row[free], place[free], np.sign(value[free])))
            ends.append((row[monotone], place[monotone]))
        row, start = row[~free & ~monotone], start[~free & ~monotone]
        crowded = np.bincount(row, minlength=len(pairs.names))[row] > CROWD
        stop = crowded | (width <= tolerance)
        undecided.append((row[stop], np.stack([start[stop], start[stop] + width], axis=1)))
        # what their ends tell is not proved to be all, but is better than nothing
        ends += [(row[stop], start[stop]), (row[stop], start[stop] + width)]
        row, start, width = np.repeat(row[~stop], 2), np.repeat(start[~stop], 2), half
        start[1::2] += half
    row, place = (np.concatenate(parts) for parts in zip(*ends, strict=True))
    every, where = np.unique(place, return_inverse=True)  # pairs have many ends in common
    value, margin = pairs.ahead(pairs.along(path, every)[where], row)
    sure = np.abs(value) > margin
    samples.append((row[sure], place[sure], np.sign(value[sure])))
    row, place, sign = (np.concatenate(parts) for parts in zip(*samples, strict=True))
    left = _merged(*(np.concatenate(parts) for parts in zip(*undecided, strict=True)))
    return _changes(row, place, sign), left


def _changes(row: Indices, place: Floats, sign: Floats) -> tuple[Indices, Floats, Floats]:
    """Return between which neighbouring samples of a pair its sign differs."""
    order = np.lexsort((place, row))
    row, place, sign = row[order], place[order], sign[order]
    at = np.flatnonzero((row[1:] == row[:-1]) & (sign[1:] != sign[:-1]))
    return row[at], place[at], place[at + 1]


def _merged(row: Indices, stretches: Floats) -> tuple[Indices, Floats]:
    """Join stretches of the same pair that touch."""
    order = np.lexsort((stretches[:, 0], row))
    row, stretches = row[order], stretches[order]
    joined = (row[1:] == row[:-1]) & (stretches[1:, 0] == stretches[:-1, 1])
    first = np.append(True, ~joined)[: len(row)]
    last = np.append(~joined, True)[: len(row)]
    return row[first], np.stack([stretches[first, 0], stretches[last, 1]], axis=1)


def _narrowed(
    path: JudgementPath, pairs: _Pairs, row: Indices, low: Floats, high: Floats
) -> Floats:
    """Return where each pair changes sign between `low` and `high`."""
    if not len(row):
        return low
    return bracketed_roots(lambda at: pairs.ahead(pairs.along(path, at), row)[0], low, high)
