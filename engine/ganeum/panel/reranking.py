"""The rankings of a scenario if one of its panel had said something else."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from ganeum.analysis import Analysis
from ganeum.kernel.inputs import Integers
from ganeum.kernel.ranks_many import ranks_many
from ganeum.panel_file import JudgementChange, Panel, Respondent, Rules
from ganeum.panel_weights import judged_matrices, own_priorities
from ganeum.ranking import Method
from ganeum.scenario_reading import nodes_of
from ganeum.sensitivity.examined import examined
from ganeum.sensitivity.panel_arrays import Instead, drawn_instead, panel_arrays
from ganeum.sensitivity.panel_scores import panel_scores


@dataclass(frozen=True, slots=True)
class Effect:
    """What a respondent who says something else does to one ranking.

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


@dataclass(frozen=True, slots=True)
class Trial:
    """A respondent as he would be, the node under which he differs, and the sectors concerned."""

    respondent: Respondent
    node: str
    sectors: tuple[str, ...]


def effects(analysis: Analysis, trials: Sequence[Trial]) -> list[tuple[Effect, ...]]:
    """Return what each trial by itself would do to the rankings of the sectors it concerns."""
    result: list[list[Effect]] = [[] for _ in trials]
    for sector in analysis:
        concerned = [place for place, trial in enumerate(trials) if sector in trial.sectors]
        for node in dict.fromkeys(trials[place].node for place in concerned):
            places = [place for place in concerned if trials[place].node == node]
            tried = [trials[place].respondent for place in places]
            for row in _of_node(analysis, sector, node, tried):
                for place, effect in zip(places, row, strict=True):
                    result[place].append(effect)
    return [tuple(found) for found in result]


def _of_node(
    analysis: Analysis, sector: str, node: str, tried: Sequence[Respondent]
) -> Iterator[list[Effect]]:
    """Yield, method by method, what each of some respondents would do to a sector's ranking."""
    panel, drawn = panel_arrays(analysis, sector), None
    if panel is not None and node in panel.nodes:
        drawn = drawn_instead(panel, node, _instead(analysis, sector, node, tried))
    for method, ranking in analysis[sector].rankings.items():
        now = ranking.ranks
        places = np.repeat(now[:, None], len(tried), axis=1)
        if drawn is not None:
            case = examined(analysis, sector, method)
            places = ranks_many(panel_scores(case, {node: drawn})).astype(np.int64)
        yield [
            Effect(
                sector=sector,
                method=method,
                first=_first(ranking.alternatives, now),
                then=_first(ranking.alternatives, then),
                largest_move=int(np.abs(then - now).max()),
            )
            for then in places.T
        ]


def _instead(
    analysis: Analysis, sector: str, node: str, tried: Sequence[Respondent]
) -> list[Instead]:
    model = analysis.scenario.model
    rules = model.panel.rules if model.panel else Rules()
    items, method = nodes_of(model)[node], model.methods.ahp.priorities
    found: list[Instead] = []
    for each in tried:
        matrix = judged_matrices(each, sector, node, items)[1]
        own = own_priorities(matrix, method, rules.random_index)
        over = own.consistency_ratio > rules.consistency_limit
        kept = not (over and rules.over_limit == "leave_out")
        found.append(Instead(each.id, each.group, each.weight, matrix, own.priorities, kept))
    return found


def _first(alternatives: Sequence[str], ranks: Integers) -> tuple[str, ...]:
    return tuple(a for a, rank in zip(alternatives, ranks.tolist(), strict=True) if rank == 1)


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
