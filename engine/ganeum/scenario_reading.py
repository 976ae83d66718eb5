"""Reading a scenario's model: its sectors, the leaves of its criteria, the value of a score."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ganeum.evidence_file import EvidenceFile
from ganeum.fields import Text
from ganeum.panel_file import GOAL
from ganeum.scenario_file import ALL, Criterion, ScenarioFile, Score, ScoreReading

ALL_NAME = Text(ko="전체", en="all")


@dataclass(frozen=True, slots=True)
class Leaf:
    """A criterion that is scored, the top-level one above it and its share of that one's weight."""

    criterion: Criterion
    top: str
    share: float


Local = Mapping[str, Mapping[str, float]]  # shares of sub-criteria by the criterion above them


def leaves(criteria: tuple[Criterion, ...], local: Local | None = None) -> list[Leaf]:
    """Return the criteria that are scored, in order.

    Shares among sub-criteria in `local` come before the weights that the criteria have.
    """
    return [
        leaf for criterion in criteria for leaf in _below(criterion, criterion.id, 1.0, local or {})
    ]


def _below(criterion: Criterion, top: str, share: float, local: Local) -> Iterator[Leaf]:
    if not criterion.criteria:
        yield Leaf(criterion, top, share)
    given = {child.id: child.weight or 0 for child in criterion.criteria}
    shares = local.get(criterion.id, given)
    total = sum(shares.values())
    for child in criterion.criteria:
        yield from _below(child, top, share * shares[child.id] / (total or 1), local)


def nodes_of(scenario: ScenarioFile) -> dict[str, tuple[str, ...]]:
    """Return what a panel can compare: by node, the ids under it, in order.

    Under `goal` stand the top-level criteria, under a criterion its sub-criteria, and under one
    that is scored the alternatives.
    """
    found = {GOAL: tuple(criterion.id for criterion in scenario.criteria)}
    alternatives = tuple(alternative.id for alternative in scenario.alternatives)

    def walk(criteria: tuple[Criterion, ...]) -> None:
        for criterion in criteria:
            below = tuple(child.id for child in criterion.criteria)
            found[criterion.id] = below or alternatives
            walk(criterion.criteria)

    walk(scenario.criteria)
    return found


def sectors_of(scenario: ScenarioFile, evidence: EvidenceFile | None) -> Mapping[str, Text]:
    """Return the names of a scenario's sectors by id, in order."""
    named = {sector.id: sector.name for sector in evidence.sectors} if evidence else {}
    if not scenario.sectors:
        return named or {ALL: ALL_NAME}
    return {
        sector.id: sector.name or named.get(sector.id) or Text(ko=sector.id, en=sector.id)
        for sector in scenario.sectors
    }


def sectors_with_needs(evidence: EvidenceFile, weights: Mapping[str, float]) -> frozenset[str]:
    """Return the sectors for which a group with demand and weight says that something is needed."""
    demand = {group.id for group in evidence.groups if group.demand and weights.get(group.id, 1.0)}
    found: set[str] = set()
    for statement in evidence.statements:
        codings = statement.codings
        reading = statement if codings is None else codings.third or codings.first
        counted = not statement.repeats and not statement.missing
        if statement.group in demand and counted and reading.polarity == "need":
            found.add(statement.sector)
    return frozenset(found)


def score_value(score: Score) -> float | None:
    """Return the value of a score: as given, the third reading, or the mean of two codings."""
    if score.value is not None:
        return score.value
    if score.third is not None:
        return score.third.level
    if score.first is not None and score.second is not None:
        return (score.first.level + score.second.level) / 2
    return None


def score_readings(score: Score) -> list[tuple[str, ScoreReading]]:
    """Return the codings of a score by name."""
    named = (("first", score.first), ("second", score.second), ("third", score.third))
    return [(name, reading) for name, reading in named if reading is not None]


def answered(scenario: ScenarioFile, sector: str) -> frozenset[str]:
    """Return the nodes under which somebody of the panel judged, for a sector or for all."""
    respondents = scenario.panel.respondents if scenario.panel else ()
    return frozenset(
        node
        for respondent in respondents
        for key in (sector, ALL)
        for node, rows in respondent.judgements.get(key, {}).items()
        if any(rows.values())
    )
