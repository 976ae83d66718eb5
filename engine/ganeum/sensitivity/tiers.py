"""Tiers: alternatives whose order is not settled within what is uncertain stand together."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ganeum.kernel.inputs import Integers, finite, read_only_integers

SETTLED = 0.95  # the share of draws in which one must be ahead of another
ROUNDING = 1e-12  # shares are counts over draws: their sums may be off in the last digit


@dataclass(frozen=True, slots=True, eq=False)
class Tiers:
    """The tiers of a ranking.

    Attributes
    ----------
    tier : (m,) 1 is best.
    settled : the share of draws that settles the order of two.
    """

    tier: Integers
    settled: float

    @property
    def count(self) -> int:
        """How many tiers there are."""
        return int(self.tier.max())

    @property
    def clear_winner(self) -> bool:
        """Whether the first tier has one member; if not, no clear winner is the result."""
        return int((self.tier == 1).sum()) == 1


def tiers(ranks: npt.ArrayLike, pairwise_winning: npt.ArrayLike, settled: float = SETTLED) -> Tiers:
    """Divide a ranking into the finest tiers whose order is settled.

    Parameters
    ----------
    ranks : (m,) array_like
        The ranking as it is, 1 is best.
    pairwise_winning : (m, m) array_like
        The share of draws in which row i is strictly ahead of column j; the diagonal is not read.
    settled : float, default 0.95
        Row i is settled ahead of column j from this share on. Above 0.5, at most 1.

    Returns
    -------
    Tiers

    Raises
    ------
    ValueError
        If the shapes do not agree, a share is not in [0, 1], or `settled` is out of range.

    Notes
    -----
    A cut of the ranking between two different ranks is sound if every alternative above it is
    settled ahead of every one below it. The tiers are the pieces between all sound cuts. In every
    division into consecutive groups with each member of a better group settled ahead of each of a
    worse one all cuts are sound, and whether a cut is sound does not depend on the others: so this
    division has all of them, and is the one finest.

    Being settled need not be transitive; a pair in the same tier may be settled between themselves.

    Examples
    --------
    >>> tiers([1, 2, 3], [[0, 0.6, 0.99], [0.4, 0, 0.97], [0.01, 0.03, 0]]).tier
    array([1, 1, 2])
    """
    places, shares = finite("ranks", ranks, 1), finite("pairwise_winning", pairwise_winning, 2)
    m = len(places)
    if shares.shape != (m, m):
        raise ValueError(f"pairwise_winning has shape {shares.shape} where {(m, m)} is needed")
    if shares.min() < 0 or shares.max() > 1:
        raise ValueError("pairwise_winning has shares outside [0, 1]")
    if not 0.5 < settled <= 1:
        raise ValueError(f"settled is {settled}, not above 0.5 and at most 1")
    ahead = shares >= settled - ROUNDING
    tier = np.ones(m, dtype=np.int64)
    for rank in np.unique(places)[1:]:
        below = places >= rank
        if ahead[np.ix_(~below, below)].all():
            tier[below] += 1
    return Tiers(read_only_integers(tier), settled)
