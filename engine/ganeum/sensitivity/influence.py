"""What leaving out evidence, or respondents of a panel, does to a ranking."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ganeum.kernel.inputs import Floats
from ganeum.kernel.ranks_many import Ranks, ranks_many
from ganeum.sensitivity.evidence_arrays import (
    EvidenceArrays,
    Flags,
    drawn_weights,
    evidence_arrays,
    scored_weights,
    spoken,
)
from ganeum.sensitivity.examined import Examined
from ganeum.sensitivity.panel_arrays import drawn_nodes, panel_arrays
from ganeum.sensitivity.panel_scores import panel_scores


@dataclass(frozen=True, slots=True)
class Influence:
    """What leaving out evidence or respondents does.

    Attributes
    ----------
    kind : "statement" or "group": a group's statements in this sector, such as its FGI;
        "respondent" or "panel_group" of a panel.
    left_out : its id.
    first : who is first without it.
    changes_first : whether that is somebody else.
    largest_move : the most places that any alternative moves.
    """

    kind: str
    left_out: str
    first: str
    changes_first: bool
    largest_move: int

    @property
    def pivotal(self) -> bool:
        """Whether it is a single statement or respondent on which the first place rests."""
        return self.kind in ("statement", "respondent") and self.changes_first


def influence(case: Examined) -> tuple[Influence, ...]:
    """Return what leaving out each statement, respondent and group does, largest change first."""
    result = [*_of_evidence(case), *_of_panel(case)]
    result.sort(key=lambda i: (not i.changes_first, -i.largest_move, i.kind, i.left_out))
    return tuple(result)


def _of_evidence(case: Examined) -> list[Influence]:
    evidence = evidence_arrays(case.analysis, case.sector.sector)
    if evidence is None:
        return []
    speak = [group for group, says in zip(evidence.groups, spoken(evidence), strict=True) if says]
    spans = dict(zip(evidence.groups, evidence.spans, strict=True))
    cases = [("group", group, spans[group]) for group in speak if len(speak) > 1]
    cases += [("statement", name, slice(i, i + 1)) for i, name in enumerate(evidence.statements)]
    heard = _all_but(len(evidence.statements), cases)
    then = ranks_when_heard(case, evidence, heard)
    return _compared(case, cases, then, somebody_speaks(evidence, heard))


def _of_panel(case: Examined) -> list[Influence]:
    panel = panel_arrays(case.analysis, case.sector.sector)
    if panel is None or len(panel.respondents) < 2:
        return []
    spans = dict(zip(panel.groups, panel.spans, strict=True))
    cases = [("panel_group", name, span) for name, span in spans.items() if span.stop > span.start]
    cases = cases if len(cases) > 1 else []
    cases += [("respondent", name, slice(i, i + 1)) for i, name in enumerate(panel.respondents)]
    heard = _all_but(len(panel.respondents), cases)
    # where nobody is left who answered under a node, its weights stay what they are
    then = ranks_many(panel_scores(case, drawn_nodes(panel, heard)))
    return _compared(case, cases, then, np.ones(len(cases), dtype=np.bool_))


def _all_but(many: int, cases: Sequence[tuple[str, str, slice]]) -> Floats:
    heard = np.ones((many, len(cases)))
    for place, (_, _, span) in enumerate(cases):
        heard[span, place] = 0.0
    return heard


def _compared(
    case: Examined, cases: Sequence[tuple[str, str, slice]], then: Ranks, anybody: Flags
) -> list[Influence]:
    now = case.ranking.ranks
    return [
        Influence(
            kind=kind,
            left_out=name,
            first=case.alternatives[int(np.argmin(places))],
            changes_first=bool(((now == 1) != (places == 1)).any()),
            largest_move=int(np.abs(places.astype(np.int64) - now).max()),
        )
        for (kind, name, _), places, speaks in zip(cases, then.T, anybody, strict=True)
        if speaks
    ]


def ranks_when_heard(case: Examined, evidence: EvidenceArrays, heard: Floats) -> Ranks:
    """Return the ranks (m, s) when statements are heard (N, s) times."""
    return ranks_many(scores_when_heard(case, evidence, heard))


def scores_when_heard(case: Examined, evidence: EvidenceArrays, heard: Floats) -> Floats:
    """Return the scores (m, s) when statements are heard (N, s) times."""
    weights = drawn_weights(evidence, heard=heard)
    scored = scored_weights(case.analysis, case.sector.sector, weights)
    return case.problem.scores(scored.T).T


def somebody_speaks(evidence: EvidenceArrays, heard: Floats) -> Flags:
    """Return in which draws (s,) a group with weight is heard."""
    return evidence.group_weights @ spoken(evidence, heard) > 0
