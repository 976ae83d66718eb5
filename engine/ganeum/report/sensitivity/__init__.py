"""How far rankings hold, in words and tables: the nearest change first."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

from ganeum.analysis import Analysis
from ganeum.report.provenance import head
from ganeum.report.ranking_report import alternative_names
from ganeum.report.sections import Section
from ganeum.report.sensitivity.flips import FLIPS, SHOWN_FLIPS, flip_text
from ganeum.report.sensitivity.influence import INFLUENCE
from ganeum.report.sensitivity.intervals import INTERVALS
from ganeum.report.sensitivity.lines import LINES
from ganeum.report.sensitivity.methods import METHODS, gate_payload, gate_section
from ganeum.report.sensitivity.part import Part
from ganeum.report.sensitivity.structure import CONTRAST, REVERSAL
from ganeum.sensitivity import Sensitivity
from ganeum.words import Language, say

if TYPE_CHECKING:
    import pandas as pd

__all__ = [
    "PARTS",
    "SHOWN_FLIPS",
    "flip_text",
    "needed",
    "sensitivity_frame",
    "sensitivity_payload",
    "sensitivity_sections",
]

PARTS: Mapping[str, Part] = {
    "flips": FLIPS,
    "intervals": INTERVALS,
    "lines": LINES,
    "influence": INFLUENCE,
    "methods": METHODS,
    "reversal": REVERSAL,
    "contrast": CONTRAST,
}


def sensitivity_sections(
    analysis: Analysis, found: Sequence[Sensitivity], language: Language, only: Sequence[str]
) -> list[Section]:
    """Return the sections of every examined ranking; `only` names the parts to show."""
    sections = [section for each in found for section in _ranking(analysis, each, language, only)]
    return [*sections, gate_section(language)] if "methods" in only else sections


def needed(only: Iterable[str]) -> list[str]:
    """Return which parts of `ganeum.sensitivity.PARTS` the named parts of a report show."""
    return [need for name in only for need in PARTS[name].needs]


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
    sections = [Section(title, lines=[say("sensitivity_first", language, first=first)])]
    for name, part in PARTS.items():
        if name in only:
            sections.extend(part.sections(analysis, found, language))
    return sections


def sensitivity_payload(
    analysis: Analysis, found: Sequence[Sensitivity], only: Sequence[str]
) -> dict[str, object]:
    """Return the parts for machines, by sector and method."""
    sectors: dict[str, dict[str, object]] = {}
    for each in found:
        parts = {name: PARTS[name].payload(each) for name in only}
        sectors.setdefault(each.sector, {})[each.method] = {"first": list(each.first), **parts}
    gate = {"gate": gate_payload()} if "methods" in only else {}
    return {**head(analysis), "sectors": sectors, **gate}


def sensitivity_frame(found: Sequence[Sensitivity]) -> "pd.DataFrame":
    """Return the flips, one a row, nearest first in each ranking."""
    import pandas as pd

    columns = [
        "sector",
        "method",
        "kind",
        "criterion",
        "source",
        "present",
        "needed",
        "moved",
        "rises",
    ]
    rows = [
        {"sector": each.sector, "method": each.method, **asdict(flip)}
        for each in found
        for flip in each.flips
    ]
    return pd.DataFrame(rows, columns=[*columns, "next_first"])
