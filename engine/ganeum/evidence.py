"""From statements to how strongly each source group calls for each area in a sector."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from ganeum.evidence_file import (
    EvidenceFile,
    Group,
    JudgedCoverage,
    Polarity,
    Reading,
    Statement,
)
from ganeum.kernel import krippendorff_alpha
from ganeum.kernel.inputs import Floats
from ganeum.scenario_file import Alternative, Crosswalk, Score

THEMES = "themes"  # the view in which no theme is moved onto an area
POLARITIES: tuple[Polarity, ...] = ("need", "supply", "caution", "context")
UNRANKED = 1.0


@dataclass(frozen=True, slots=True)
class Call:
    """A need as it enters the tally: how strong it is, and how it is shared among themes."""

    statement: Statement
    strength: float
    shares: Mapping[str, float]


def reading(statement: Statement) -> Reading:
    """Return what a statement counts as: as read, the third reading, or the mean of two codings."""
    codings = statement.codings
    if codings is None:
        return Reading(polarity=statement.polarity or "context", calls_for=statement.calls_for)
    if codings.third is not None:
        return codings.third
    first, second = codings.first.calls_for, codings.second.calls_for
    mean = {
        theme: (first.get(theme, 0.0) + second.get(theme, 0.0)) / 2
        for theme in dict.fromkeys([*first, *second])
    }
    return Reading(polarity=codings.first.polarity, calls_for=mean)


def strength(statement: Statement, group: Group) -> float:
    """Return the rank sum weight: of two ranks the first counts 2, the second 1; unranked 1."""
    if statement.priority is None or group.ranks is None:
        return UNRANKED
    return float(group.ranks + 1 - statement.priority)


def calls(evidence: EvidenceFile, sector: str, group: Group) -> Iterator[Call]:
    """Yield the needs of one group in one sector; what only repeats another is left out."""
    for statement in evidence.statements:
        if (statement.sector, statement.group) != (sector, group.id) or statement.repeats:
            continue
        said = reading(statement)
        if said.polarity == "need" and not statement.missing:
            yield Call(statement, strength(statement, group), said.calls_for)


def theme_ids(evidence: EvidenceFile, areas_only: bool) -> list[str]:
    """Return the ids of the areas, or of all themes."""
    return [theme.id for theme in evidence.themes if theme.area or not areas_only]


def moved(
    shares: Mapping[str, float], crosswalk: Crosswalk | None, targets: Sequence[str]
) -> dict[str, float]:
    """Return shares with the themes that are no area moved onto the areas; None moves nothing."""
    result = {target: shares.get(target, 0.0) for target in targets}
    for theme, fractions in (crosswalk or {}).items():
        for area, fraction in fractions.items():
            result[area] += shares.get(theme, 0.0) * fraction
    return result


def intensities(
    found: Sequence[Call], crosswalk: Crosswalk | None, targets: Sequence[str]
) -> Floats:
    """Return, per target, the sum of strength times share over the calls."""
    total = np.zeros(len(targets))
    for call in found:
        shares = moved(call.shares, crosswalk, targets)
        total += call.strength * np.array([shares[target] for target in targets])
    return total


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far two codings agree on one kind of judgement."""

    kind: str
    cells: int
    alpha: float
    metric: str


def _alpha(kind: str, pairs: Sequence[tuple[float, float]], metric: str) -> Agreement:
    alpha = krippendorff_alpha(np.array(pairs).T, metric) if pairs else float("nan")
    return Agreement(kind, len(pairs), alpha, metric)


def evidence_agreement(evidence: EvidenceFile) -> list[Agreement]:
    """Return the agreement on polarity, on shares and on judged coverage.

    Shares are compared theme by theme, over the judged statements to which at least one coder gave
    shares, repeats left out; a theme that both left at zero counts as agreement, as it is a
    judgement too.
    """
    themes = theme_ids(evidence, areas_only=False)
    demand = {group.id for group in evidence.groups if group.demand}
    polarity: list[tuple[float, float]] = []
    shares: dict[bool, list[tuple[float, float]]] = {True: [], False: []}
    for statement in evidence.statements:
        if (codings := statement.codings) is None or statement.repeats:
            continue
        first, second = codings.first, codings.second
        polarity.append((POLARITIES.index(first.polarity), POLARITIES.index(second.polarity)))
        if first.calls_for or second.calls_for:
            shares[statement.group in demand].extend(
                (first.calls_for.get(theme, 0.0), second.calls_for.get(theme, 0.0))
                for theme in themes
            )
    judged = evidence.coverage.judged if evidence.coverage else ()
    cells = [(float(cell.first.level), float(cell.second.level)) for cell in judged]
    return [
        _alpha("shares_demand", shares[True], "interval"),
        _alpha("shares_supply", shares[False], "interval"),
        _alpha("polarity", polarity, "nominal"),
        _alpha("coverage", cells, "interval"),
    ]


def coverage_level(cell: JudgedCoverage) -> float:
    """Return the mean of the two codings of how far an area is covered, from 0 to 2."""
    return (cell.first.level + cell.second.level) / 2


def score_agreement(alternatives: Sequence[Alternative]) -> list[Agreement]:
    """Return the agreement on the scores of alternatives, and on their exceptions apart."""
    general = [score for a in alternatives for score in a.scores.values()]
    exceptions = [exception.score for a in alternatives for exception in a.exceptions]
    return [_score_alpha("scores", general), _score_alpha("score_exceptions", exceptions)]


def _score_alpha(kind: str, scores: Sequence[Score]) -> Agreement:
    pairs = [(s.first.level, s.second.level) for s in scores if s.first and s.second]
    return _alpha(kind, pairs, "interval")


@dataclass(frozen=True, slots=True)
class Tally:
    """How many statements of one group speak of one sector, and how they were coded."""

    sector: str
    group: str
    need: int
    other: int
    repeats: int
    read: int
    judged: int
    missing: int


def tallies(evidence: EvidenceFile) -> list[Tally]:
    """Return the counts of statements per sector and group, empty cells included."""
    sectors = [sector.id for sector in evidence.sectors]
    if any(statement.sector == "all" for statement in evidence.statements):
        sectors.append("all")
    return [_tally(evidence, sector, group.id) for sector in sectors for group in evidence.groups]


def _tally(evidence: EvidenceFile, sector: str, group: str) -> Tally:
    cell = [s for s in evidence.statements if (s.sector, s.group) == (sector, group)]
    own = [s for s in cell if not s.repeats and not s.missing]
    need = sum(reading(statement).polarity == "need" for statement in own)
    return Tally(
        sector=sector,
        group=group,
        need=need,
        other=len(own) - need,
        repeats=sum(bool(s.repeats) for s in cell),
        read=sum(s.basis == "read" for s in own),
        judged=sum(s.basis == "judged" for s in own),
        missing=sum(s.missing for s in cell),
    )
