"""What leaving out evidence does to a ranking."""

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


@dataclass(frozen=True, slots=True)
class Influence:
    """What leaving out evidence does.

    Attributes
    ----------
    kind : "statement" or "group": a group's statements in this sector, such as its FGI.
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
        """Whether it is a single statement on which the first place rests."""
        return self.kind == "statement" and self.changes_first


def influence(case: Examined) -> tuple[Influence, ...]:
    """Return what leaving out each statement and each group does, largest change first."""
    evidence = evidence_arrays(case.analysis, case.sector.sector)
    if evidence is None:
        return ()
    speak = [group for group, says in zip(evidence.groups, spoken(evidence), strict=True) if says]
    spans = dict(zip(evidence.groups, evidence.spans, strict=True))
    cases = [("group", group, spans[group]) for group in speak if len(speak) > 1]
    cases += [("statement", name, slice(i, i + 1)) for i, name in enumerate(evidence.statements)]
    heard = np.ones((len(evidence.statements), len(cases)))
    for place, (_, _, span) in enumerate(cases):
        heard[span, place] = 0.0
    anybody = somebody_speaks(evidence, heard)
    now, then = case.ranking.ranks, ranks_when_heard(case, evidence, heard)
    result = [
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
    result.sort(key=lambda i: (not i.changes_first, -i.largest_move, i.kind, i.left_out))
    return tuple(result)


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
