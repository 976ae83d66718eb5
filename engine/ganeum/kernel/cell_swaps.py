"""Where somebody passes a given alternative while one cell of the decision matrix moves."""

from dataclasses import dataclass

import numpy as np

from ganeum.kernel.cell_forms import CellPieces, Places, along
from ganeum.kernel.inputs import Floats
from ganeum.kernel.polynomials import bracketed_roots, monotone_pieces
from ganeum.kernel.ties import ROUNDING

# Bernstein coefficients of a product of two quadratics
PRODUCT = np.array([[1, 1 / 2, 1 / 6], [1 / 2, 2 / 3, 1 / 2], [1 / 6, 1 / 2, 1]])


def swaps_with(pieces: CellPieces, leader: int) -> tuple[Places, Floats]:
    """Return where on which pieces another alternative passes `leader`, either way.

    Returns
    -------
    pieces (r,), places t (r,)

    Notes
    -----
    The tie of two alternatives is a polynomial in t. Bernstein coefficients of one sign leave it no
    root on the piece, and one change of sign leaves it one. Only the rest is cut into monotone
    pieces, where the signs at the cuts, computed from distances and not from the polynomial, tell
    swaps from touches. Two swaps closer than about 1e-8 of a piece are one touch.
    """
    coefficients, margins = _bernstein(pieces, leader)
    signs = np.where(np.abs(coefficients) <= margins, 0.0, np.sign(coefficients))
    one_sign = (signs > 0).all(axis=2) | (signs < 0).all(axis=2)
    rows, rivals = np.nonzero(~one_sign & signs.any(axis=2))
    known = signs[rows, rivals]
    single = known.all(axis=1) & ((known[:, 1:] != known[:, :-1]).sum(axis=1) == 1)
    rows = np.concatenate([rows[single], rows[~single]])
    rivals = np.concatenate([rivals[single], rivals[~single]])
    count = int(single.sum())
    cuts = monotone_pieces(coefficients[rows[count:], rivals[count:]].T).T
    pairs = _Pairs.of(pieces, leader, rows, rivals)
    passing, low, high = pairs.rows(np.arange(count, len(rows))).changes(cuts)
    passing = np.concatenate([np.arange(count), count + passing])
    low = np.concatenate([np.zeros(count), low])
    high = np.concatenate([np.ones(count), high])
    return rows[passing], pairs.rows(passing).crossing(low, high)


def _squared(ends: Floats) -> Floats:
    """Return the Bernstein coefficients (..., 3) of squares of linear forms (..., 2)."""
    first, last = ends[..., 0], ends[..., 1]
    return np.stack([first**2, first * last, last**2], axis=-1)


def _bernstein(pieces: CellPieces, leader: int) -> tuple[Floats, Floats]:
    """Return the ties with `leader` (p, m, d + 1), and what rounding may have done to them."""
    share = pieces.shares[:, None, None]
    if pieces.method == "weighted_sum":
        scores = share * pieces.gains
        rest = pieces.rest_gains[..., None] * pieces.divisors[:, :1]
        size = np.abs(scores) + np.abs(rest)
        mine = scores[:, leader, None] - scores + (rest[:, leader, None] - rest)
        return mine, ROUNDING * (size[:, leader, None] + size)
    divisor = _squared(pieces.divisors).sum(axis=1)[:, None]
    sizes = np.abs(divisor)
    gains = share * _squared(pieces.gains)
    losses = share * _squared(pieces.losses)
    n_size = np.abs(gains) + pieces.rest_gains[..., None] * sizes
    p_size = np.abs(losses) + pieces.rest_losses[..., None] * sizes
    n = gains + pieces.rest_gains[..., None] * divisor
    p = losses + pieces.rest_losses[..., None] * divisor
    one, other = _product(n[:, leader, None], p), _product(n, p[:, leader, None])
    size = _product(n_size[:, leader, None], p_size) + _product(n_size, p_size[:, leader, None])
    return one - other, ROUNDING * size


def _product(one: Floats, other: Floats) -> Floats:
    """Return the Bernstein coefficients (..., 5) of products of quadratics (..., 3)."""
    terms = one[..., :, None] * other[..., None, :] * PRODUCT
    return np.stack(
        [
            terms[..., 0, 0],
            terms[..., 0, 1] + terms[..., 1, 0],
            terms[..., 0, 2] + terms[..., 1, 1] + terms[..., 2, 0],
            terms[..., 1, 2] + terms[..., 2, 1],
            terms[..., 2, 2],
        ],
        axis=-1,
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Pairs:
    """The leader and a rival, r times, each on its piece.

    Attributes
    ----------
    forms : (4, r, 2) the column's gains and losses of the leader, then those of the rival.
    rests : (4, r) what the other columns add to them.
    divisors : (2, r, 2)
    shares : (r,)
    power : 1 for the weighted sum, 2 for TOPSIS.
    """

    forms: Floats
    rests: Floats
    divisors: Floats
    shares: Floats
    power: int

    @classmethod
    def of(cls, pieces: CellPieces, leader: int, rows: Places, rivals: Places) -> "_Pairs":
        """Gather the pairs."""
        who = [(pieces.gains, leader), (pieces.losses, leader)]
        who += [(pieces.gains, rivals), (pieces.losses, rivals)]
        rest = [(pieces.rest_gains, leader), (pieces.rest_losses, leader)]
        rest += [(pieces.rest_gains, rivals), (pieces.rest_losses, rivals)]
        return cls(
            np.stack([forms[rows, which] for forms, which in who]),
            np.stack([sums[rows, which] for sums, which in rest]),
            np.moveaxis(pieces.divisors[rows], 1, 0),
            pieces.shares[rows],
            1 if pieces.method == "weighted_sum" else 2,
        )

    def rows(self, rows: Places) -> "_Pairs":
        """Return some of the pairs."""
        return _Pairs(
            self.forms[:, rows],
            self.rests[:, rows],
            self.divisors[:, rows],
            self.shares[rows],
            self.power,
        )

    def ahead(self, places: Floats) -> tuple[Floats, Floats]:
        """Return a number with the sign of score(leader) - score(rival), and its terms' size."""
        divisor = (along(self.divisors, places) ** self.power).sum(axis=0)
        gain, loss, their_gain, their_loss = (
            self.shares * along(self.forms, places) ** self.power + self.rests * divisor
        )
        if self.power == 1:
            return gain - their_gain, np.abs(gain) + np.abs(their_gain)
        one, other = gain * their_loss, their_gain * loss
        return one - other, one + other

    def changes(self, cuts: Floats) -> tuple[Places, Floats, Floats]:
        """Return which pairs change sign, and between which of their cuts (r, k)."""
        found: list[tuple[Places, Floats, Floats]] = []
        last, at = np.zeros(len(cuts)), cuts[:, 0]
        for point in cuts.T:
            value, size = self.ahead(point)
            sign = np.where(np.abs(value) <= ROUNDING * size, 0.0, np.sign(value))
            passing = np.flatnonzero(last * sign < 0)
            found.append((passing, at[passing], point[passing]))
            last, at = np.where(sign == 0, last, sign), np.where(sign == 0, at, point)
        which, low, high = (np.concatenate(parts) for parts in zip(*found, strict=True))
        return which, low, high

    def crossing(self, low: Floats, high: Floats) -> Floats:
        """Return the place at which each pair changes sign."""
        if self.power == 1:  # a straight line
            first, last = self.ahead(low)[0], self.ahead(high)[0]
            return (low * last - high * first) / (last - first)
        return bracketed_roots(lambda places: self.ahead(places)[0], low, high)
