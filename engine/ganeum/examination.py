"""Everything that is said of how far an analysis holds: exact, sampled and across sectors."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from ganeum.analysis import Analysis
from ganeum.ranking import Method
from ganeum.sensitivity import PARTS as RANKING_PARTS
from ganeum.sensitivity import Board, Sensitivity, Standing, Tiers, board, sensitivity, tiers
from ganeum.spreading import Spread
from ganeum.uncertainty import (
    SOURCES,
    Contributions,
    Settings,
    Uncertainty,
    contributions,
    uncertainty,
)
from ganeum.uncertainty.shares import DRAWS

SECTOR_PARTS = ("uncertainty", "contributions", "board")
PARTS = (*RANKING_PARTS, *SECTOR_PARTS)
MOST_COMPARED = 64  # alternatives up to which it is counted who is ahead of whom

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Examination:
    """How far the rankings of an analysis hold; a part that was not asked for is empty.

    Attributes
    ----------
    analysis : what is examined.
    rankings : (sectors times methods) exact, each by itself.
    uncertainty : by sector and method, everything uncertain drawn at once.
    contributions : by sector and method, which uncertainty makes the leading ranks vary.
    """

    analysis: Analysis
    rankings: tuple[Sensitivity, ...]
    uncertainty: Mapping[str, Mapping[Method, Uncertainty]]
    contributions: Mapping[str, Mapping[Method, Contributions]]

    def board(self, method: Method) -> Board | None:
        """Return interventions by sectors under one method, if the uncertainty was examined."""
        standings = {
            sector: _standing(found[method])
            for sector, found in self.uncertainty.items()
            if len(found[method].alternatives) <= MOST_COMPARED
        }
        return board(standings) if standings else None

    def tiers(self, sector: str, method: Method) -> Tiers | None:
        """Return the tiers of a ranking, if the uncertainty was examined and anything was drawn."""
        found = self.uncertainty.get(sector, {}).get(method)
        if found is None or not found.varied or len(found.alternatives) > MOST_COMPARED:
            return None
        return tiers(found.ranks, found.pairwise_winning)


def examine(
    analysis: Analysis,
    parts: Collection[str] = PARTS,
    *,
    draws: int = DRAWS,
    seed: int | None = None,
    sources: Collection[str] = SOURCES,
    settings: Settings | None = None,
    spread: Spread = map,
    progress: Progress | None = None,
) -> Examination:
    """Examine how far every ranking of an analysis holds.

    Parameters
    ----------
    analysis : Analysis
    parts : collection of the names in `PARTS`
        What to examine; everything if left out.
    draws : int
        Of everything uncertain at once, for each sector.
    seed : int, optional
        The scenario's if left out.
    sources : collection of names, a subset of `ganeum.uncertainty.SOURCES`
        What is drawn; the rest is held as it is.
    settings : Settings, optional
        How far each of them reaches.
    spread : callable
        `map`, or one of `ganeum.spreading`; changes no result.
    progress : callable, optional
        Told how many draws of how many are done.

    Raises
    ------
    KeyError
        If a part has no such name.
    ValueError
        If `draws`, `seed` or `sources` are wrong.
    """
    for name in parts:
        if name not in PARTS:
            raise KeyError(name)
    exact = [name for name in RANKING_PARTS if name in parts]
    rankings = tuple(
        sensitivity(analysis, sector, method, exact)
        for sector in analysis
        for method in analysis.methods
    )
    sampled: dict[str, Mapping[Method, Uncertainty]] = {}
    if "uncertainty" in parts or "board" in parts:
        total = draws * len(analysis)
        for place, sector in enumerate(analysis):
            told = None if progress is None else _told(progress, place * draws, total)
            sampled[sector] = uncertainty(
                analysis,
                sector,
                sources=sources,
                settings=settings,
                draws=draws,
                seed=seed,
                spread=spread,
                progress=told,
            )
    shares: dict[str, Mapping[Method, Contributions]] = {}
    if "contributions" in parts:
        for sector in analysis:
            shares[sector] = contributions(
                analysis, sector, sources=sources, settings=settings, seed=seed, spread=spread
            )
    return Examination(analysis, rankings, sampled, shares)


def _told(progress: Progress, before: int, total: int) -> Callable[[int], None]:
    return lambda done: progress(before + done, total)


def _standing(found: Uncertainty) -> Standing:
    return Standing(
        found.alternatives,
        found.ranks,
        found.rank_acceptability,
        found.pairwise_winning,
        found.draws,
    )
