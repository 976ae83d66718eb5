"""The rankings of a scenario if its panel had said something else."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

import numpy as np

from ganeum.analysis import Analysis, SectorAnalysis, analyse
from ganeum.panel_file import JudgementChange, Panel, Respondent
from ganeum.ranking import Method, Ranking


@dataclass(frozen=True, slots=True)
class Effect:
    """What a changed panel does to one ranking.

    Attributes
    ----------
    sector, method : which ranking.
    first, then : who is first as it is, and who would be; several if tied.
    largest_move : the most places that any alternative moves.
    """

    sector: str
    method: Method
    first: tuple[str, ...]
    then: tuple[str, ...]
    largest_move: int

    @property
    def changes_first(self) -> bool:
        """Whether somebody else would be first."""
        return self.first != self.then


def effects(analysis: Analysis, panel: Panel, sectors: Iterable[str]) -> tuple[Effect, ...]:
    """Return what another panel does to the rankings of some sectors."""
    changed = with_panel(analysis, panel, sectors)
    return tuple(
        Effect(
            sector=sector,
            method=method,
            first=first_of(analysis[sector].ranking(method)),
            then=first_of(ranking),
            largest_move=int(np.abs(ranking.ranks - analysis[sector].ranking(method).ranks).max()),
        )
        for sector, found in changed.items()
        for method, ranking in found.rankings.items()
    )


def with_panel(
    analysis: Analysis, panel: Panel, sectors: Iterable[str] | None = None
) -> Mapping[str, SectorAnalysis]:
    """Return an analysis's sectors as they would be with another panel.

    Raises
    ------
    ValueError
        If nobody is left who has a say where the panel decides.
    """
    model = analysis.scenario.model.model_copy(update={"panel": panel})
    found = analyse(
        replace(analysis.scenario, model=model),
        sectors=list(analysis if sectors is None else sectors),
        methods=analysis.methods,
        crosswalk=analysis.crosswalk if analysis.scenario.evidence else None,
        grounds=analysis.grounds,
    )
    return found.sectors


def first_of(ranking: Ranking) -> tuple[str, ...]:
    """Return who is first; several if tied."""
    return tuple(ranking.alternatives[i] for i in ranking.order() if ranking.ranks[i] == 1)


def with_respondent(panel: Panel, other: Respondent) -> Panel:
    """Return a panel in which a respondent says something else."""
    others = tuple(other if each.id == other.id else each for each in panel.respondents)
    return panel.model_copy(update={"respondents": others})


def with_change(respondent: Respondent, change: JudgementChange) -> Respondent:
    """Return a respondent with one more judgement changed, the original kept.

    A change of the same pair is replaced; its `from` stays what was said first.
    """
    pair = {change.first, change.second}
    others = tuple(
        made
        for made in respondent.changes
        if (made.sector, made.node) != (change.sector, change.node)
        or {made.first, made.second} != pair
    )
    return respondent.model_copy(update={"changes": (*others, change)})
