"""How far rankings hold, in words and tables: the nearest change first."""

from collections.abc import Iterable, Mapping, Sequence

from ganeum.analysis import Analysis
from ganeum.examination import Examination
from ganeum.report.provenance import head
from ganeum.report.ranking_report import alternative_names
from ganeum.report.sections import Section
from ganeum.report.sensitivity.board import board_payload, board_sections
from ganeum.report.sensitivity.flips import FLIPS, SHOWN_FLIPS, flip_text
from ganeum.report.sensitivity.group_weights import GROUPS
from ganeum.report.sensitivity.influence import INFLUENCE
from ganeum.report.sensitivity.intervals import INTERVALS
from ganeum.report.sensitivity.lines import LINES
from ganeum.report.sensitivity.methods import METHODS, gate_payload, gate_section
from ganeum.report.sensitivity.part import Part
from ganeum.report.sensitivity.part_frames import part_frame
from ganeum.report.sensitivity.sampled import (
    contributions_payload,
    contributions_sections,
    uncertainty_payload,
    uncertainty_sections,
)
from ganeum.report.sensitivity.scores import SCORES
from ganeum.report.sensitivity.structure import CONTRAST, REVERSAL
from ganeum.report.sensitivity.weight_space import SPACE
from ganeum.sensitivity import Sensitivity
from ganeum.words import Language, say

__all__ = [
    "PARTS",
    "RANKING_PARTS",
    "SHOWN_FLIPS",
    "flip_text",
    "needed",
    "part_frame",
    "sensitivity_payload",
    "sensitivity_sections",
]

# what is said of a ranking by itself; the rest is said of a sector, or of all sectors
RANKING_PARTS: Mapping[str, Part] = {
    "flips": FLIPS,
    "intervals": INTERVALS,
    "lines": LINES,
    "groups": GROUPS,
    "scores": SCORES,
    "space": SPACE,
    "influence": INFLUENCE,
    "methods": METHODS,
    "reversal": REVERSAL,
    "contrast": CONTRAST,
}
PARTS = (*RANKING_PARTS, "uncertainty", "contributions", "board")


def needed(only: Iterable[str]) -> list[str]:
    """Return which parts of `ganeum.examination.PARTS` the named parts of a report show."""
    return [
        need
        for name in only
        for need in (RANKING_PARTS[name].needs if name in RANKING_PARTS else (name,))
    ]


def sensitivity_sections(
    examination: Examination, language: Language, only: Sequence[str]
) -> list[Section]:
    """Return the named parts: sector by sector, then what is said of all."""
    sections: list[Section] = []
    for sector in examination.analysis:
        if "uncertainty" in only:
            sections += uncertainty_sections(examination, sector, language)
        if "contributions" in only:
            sections += contributions_sections(examination, sector, language)
        if any(part in only for part in RANKING_PARTS):
            for each in examination.rankings:
                if each.sector == sector:
                    sections += _ranking(examination.analysis, each, language, only)
    if "board" in only:
        sections += board_sections(examination, language)
    return [*sections, gate_section(language)] if "methods" in only else sections


def _ranking(
    analysis: Analysis, found: Sensitivity, language: Language, only: Sequence[str]
) -> list[Section]:
    names = alternative_names(analysis)
    title = say(
        "sensitivity_head",
        language,
        sector=analysis[found.sector].name(language),
        method=say(found.method, language),
    )
    first = ", ".join(names[name](language) for name in found.first)
    lines = [say("sensitivity_first", language, first=first)]
    sections = [Section(title, lines=lines)]
    for name, part in RANKING_PARTS.items():
        if name in only:
            shown = part.sections(analysis, found, language)
            sections.extend(shown)
            if not shown and part.absent:
                lines.append(part.absent(analysis, found, language))
    return sections


def sensitivity_payload(examination: Examination, only: Sequence[str]) -> dict[str, object]:
    """Return the named parts for machines, by sector and method."""
    sectors: dict[str, dict[str, dict[str, object]]] = {}
    for each in examination.rankings:
        parts = {name: part.payload(each) for name, part in RANKING_PARTS.items() if name in only}
        sectors.setdefault(each.sector, {})[each.method] = {"first": list(each.first), **parts}
    for sector, methods in examination.uncertainty.items() if "uncertainty" in only else ():
        for method, drawn in methods.items():
            sectors[sector][method]["uncertainty"] = uncertainty_payload(drawn)
    for sector, shared in examination.contributions.items():
        for method, shares in shared.items():
            sectors[sector][method]["contributions"] = contributions_payload(shares)
    said: dict[str, object] = {**_head(examination), "sectors": sectors}
    if "board" in only:
        boards = {m: examination.board(m) for m in examination.analysis.methods}
        said["board"] = {m: board_payload(found) for m, found in boards.items() if found}
    if "methods" in only:
        said["gate"] = gate_payload()
    return said


def _head(examination: Examination) -> dict[str, object]:
    """Return the head of the payload, with the draws that were made."""
    said = head(examination.analysis)
    drawn = [each for found in examination.uncertainty.values() for each in found.values()]
    provenance = said["provenance"]
    if drawn and isinstance(provenance, dict):
        said["provenance"] = {**provenance, "seed": drawn[0].seed, "draws": drawn[0].draws}
    return said
