"""The board of interventions and sectors: where each stands, within which ranks, and how surely."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from ganeum.kernel.inputs import Floats, Integers, finite, read_only, read_only_integers
from ganeum.sensitivity.tiers import ROUNDING, SETTLED, tiers

if TYPE_CHECKING:
    import pandas as pd

ALWAYS, NEVER, DEPENDS, UNRANKED = "always", "never", "depends", "unranked"
CENTRAL = 0.9
TOP = 3


@dataclass(frozen=True, slots=True, eq=False)
class Standing:
    """What is known of the ranks in one sector.

    Attributes
    ----------
    alternatives : (m,) ids of what is ranked there.
    ranks : (m,) as they are.
    rank_acceptability : (m, m) share of draws in which row i has rank j + 1.
    pairwise_winning : (m, m) share of draws in which row i is strictly ahead of column j.
    draws : how many (effective) draws the shares rest on.
    """

    alternatives: tuple[str, ...]
    ranks: npt.ArrayLike
    rank_acceptability: npt.ArrayLike
    pairwise_winning: npt.ArrayLike
    draws: int


@dataclass(frozen=True, slots=True, eq=False)
class Board:
    """Interventions by sectors.

    Attributes
    ----------
    alternatives : (m,) ids.
    sectors : (s,) ids.
    ranks : (m, s) as they are; 0 where an intervention is not ranked.
    best, worst : (m, s) the ends of the central range of ranks; 0 where not ranked.
    top_share, top_share_error : (m, s) share of draws among the first `top`, and its Monte Carlo
        standard error; NaN where not ranked.
    tier : (m, s) 1 is best; 0 where not ranked.
    bands : (m, s) by alternative, then sector: "always" among the first `top`, "never", "depends",
        or "unranked".
    overall : (m,) "always" or "never" if it is so in every sector, else "depends".
    clear_winner : (s,) who is alone in the first tier; empty where no winner is clear.
    top, settled, central : what was asked for.
    """

    alternatives: tuple[str, ...]
    sectors: tuple[str, ...]
    ranks: Integers
    best: Integers
    worst: Integers
    top_share: Floats
    top_share_error: Floats
    tier: Integers
    bands: tuple[tuple[str, ...], ...]
    overall: tuple[str, ...]
    clear_winner: tuple[str, ...]
    top: int
    settled: float
    central: float

    @property
    def no_regret(self) -> tuple[str, ...]:
        """Interventions that are among the first in every sector, whatever is uncertain."""
        return tuple(
            name
            for name, band in zip(self.alternatives, self.overall, strict=True)
            if band == ALWAYS
        )

    def to_frame(self) -> "pd.DataFrame":
        """Return a frame with one row for each intervention in each sector."""
        import pandas as pd

        rows = [
            {
                "alternative": name,
                "sector": sector,
                "rank": int(self.ranks[i, j]),
                "best": int(self.best[i, j]),
                "worst": int(self.worst[i, j]),
                "top_share": float(self.top_share[i, j]),
                "top_share_error": float(self.top_share_error[i, j]),
                "tier": int(self.tier[i, j]),
                "band": self.bands[i][j],
                "overall": self.overall[i],
            }
            for i, name in enumerate(self.alternatives)
            for j, sector in enumerate(self.sectors)
        ]
        return pd.DataFrame(rows)


def board(
    standings: Mapping[str, Standing],
    *,
    top: int = TOP,
    settled: float = SETTLED,
    central: float = CENTRAL,
) -> Board:
    """Set interventions against sectors.

    Parameters
    ----------
    standings : mapping
        By sector id; at least one. An intervention may be missing from some.
    top : int, default 3
        How many first places count as the top.
    settled : float, default 0.95
        "always" from this share of the draws on, "never" up to the rest. Above 0.5, at most 1.
    central : float, default 0.9
        The share of draws that the range of ranks covers at least: see `rank_range`.

    Returns
    -------
    Board
        With interventions in the order in which the sectors first name them.

    Raises
    ------
    ValueError
        If there is no sector, a standing's shapes do not agree or it has no draws, `top` is below
        1, or as `tiers` and `rank_range` do.
    """
    if not standings:
        raise ValueError("standings is empty: a board needs a sector")
    if top < 1:
        raise ValueError(f"top is {top}, not a whole number from 1")
    names = tuple(dict.fromkeys(n for each in standings.values() for n in each.alternatives))
    shape = (len(names), len(standings))
    ranks, best, worst, tier = (np.zeros(shape, dtype=np.int64) for _ in range(4))
    top_share, error = np.full(shape, np.nan), np.full(shape, np.nan)
    winners: list[str] = []
    for j, (sector, each) in enumerate(standings.items()):
        m = len(each.alternatives)
        if np.shape(each.ranks) != (m,) or np.shape(each.rank_acceptability) != (m, m):
            raise ValueError(f"standings[{sector!r}] does not have {m} ranks and shares of them")
        if each.draws < 1:
            raise ValueError(f"standings[{sector!r}] rests on {each.draws} draws")
        rows = [names.index(name) for name in each.alternatives]
        found = tiers(each.ranks, each.pairwise_winning, settled)
        ranks[rows, j], tier[rows, j] = np.asarray(each.ranks), found.tier
        best[rows, j], worst[rows, j] = rank_range(each.rank_acceptability, central)
        shares = finite("rank_acceptability", each.rank_acceptability, 2)
        share = np.minimum(shares[:, :top].sum(axis=1), 1.0)
        top_share[rows, j] = share
        error[rows, j] = np.sqrt(share * (1 - share) / each.draws)
        first = each.alternatives[int(np.argmin(found.tier))]
        winners.append(first if found.clear_winner else "")
    bands = tuple(tuple(_band(float(share), settled) for share in row) for row in top_share)
    return Board(
        alternatives=names,
        sectors=tuple(standings),
        ranks=read_only_integers(ranks),
        best=read_only_integers(best),
        worst=read_only_integers(worst),
        top_share=read_only(top_share),
        top_share_error=read_only(error),
        tier=read_only_integers(tier),
        bands=bands,
        overall=tuple(_overall(row) for row in bands),
        clear_winner=tuple(winners),
        top=top,
        settled=settled,
        central=central,
    )


def rank_range(
    rank_acceptability: npt.ArrayLike, central: float = CENTRAL
) -> tuple[Integers, Integers]:
    """Return the best and the worst rank (m,) of the central range.

    Parameters
    ----------
    rank_acceptability : (m, m) array_like
        Share of draws in which row i has rank j + 1; rows sum to 1.
    central : float, default 0.9
        The share that the range covers at least: at most ``(1 - central) / 2`` of the draws rank
        better than the best, and at most as many worse than the worst. Above 0, at most 1.

    Raises
    ------
    ValueError
        If the shares are not square, not in [0, 1], do not sum to 1, or `central` is out of range.

    Examples
    --------
    >>> rank_range([[0.03, 0.9, 0.07], [0.97, 0.03, 0.0], [0.0, 0.07, 0.93]])
    (array([2, 1, 2]), array([3, 1, 3]))
    """
    shares = finite("rank_acceptability", rank_acceptability, 2)
    m = len(shares)
    if shares.shape != (m, m):
        raise ValueError(f"rank_acceptability has shape {shares.shape}, which is not square")
    if shares.min() < 0 or (np.abs(shares.sum(axis=1) - 1) > 1e-9).any():
        raise ValueError("rank_acceptability has rows that are no shares summing to 1")
    if not 0 < central <= 1:
        raise ValueError(f"central is {central}, not above 0 and at most 1")
    tail = (1 - central) / 2 + ROUNDING
    up_to = shares.cumsum(axis=1)
    from_here = shares[:, ::-1].cumsum(axis=1)[:, ::-1]
    best = 1 + (up_to > tail).argmax(axis=1)
    worst = m - (from_here[:, ::-1] > tail).argmax(axis=1)
    return read_only_integers(best), read_only_integers(worst)


def _band(share: float, settled: float) -> str:
    if np.isnan(share):
        return UNRANKED
    if share >= settled - ROUNDING:
        return ALWAYS
    return NEVER if share <= 1 - settled + ROUNDING else DEPENDS


def _overall(bands: Sequence[str]) -> str:
    first = bands[0]
    same = all(band == first for band in bands)
    return first if same and first in (ALWAYS, NEVER) else DEPENDS
