"""Chapter 4's conclusions against the evidence of chapter 3."""

from typing import TYPE_CHECKING

from ganeum.conclusions import Finding
from ganeum.loading import Scenario
from ganeum.report.provenance import libraries, scenario_block
from ganeum.report.sections import RIGHT, Column, Section, place_text
from ganeum.scenario_reading import sectors_of
from ganeum.version import ENGINE
from ganeum.words import Language, say

if TYPE_CHECKING:
    import pandas as pd


def _flag(value: bool, language: Language) -> str:
    return say("yes" if value else "no", language)


def conclusions_sections(
    scenario: Scenario, found: list[Finding], bare: list[Finding], language: Language
) -> list[Section]:
    """Return a section for each conclusion: the report's words, the figures, holds or not.

    `bare` are the findings without any score exception: how much rests on those.
    """
    head = Section(
        say("conclusions_head", language),
        lines=[say("conclusions_note" if found else "conclusions_none", language)],
    )
    names = sectors_of(scenario.model, scenario.evidence.model if scenario.evidence else None)
    by_conclusion = {finding.conclusion.id: finding.conclusion for finding in found}
    sections = [head]
    for name, conclusion in by_conclusion.items():
        own = [finding for finding in found if finding.conclusion.id == name]
        rows = [
            [
                finding.crosswalk,
                say(finding.method, language),
                ", ".join(f"{names[s](language)} {r}" for s, r in finding.best_ranks.items()),
                _flag(finding.level, language),
                "" if finding.contrast is None else f"{finding.contrast:+.3f}",
                _flag(finding.holds, language),
            ]
            for finding in own
        ]
        headings = ("crosswalk", "method", "best_ranks", "level_figure", "contrast_figure", "holds")
        columns = [
            Column(say(heading, language), RIGHT if heading == "contrast_figure" else "left")
            for heading in headings
        ]
        title = f"{own[0].strategy.number}. {own[0].strategy.name(language)}"
        count = sum(finding.holds for finding in own)
        lines = [
            f"{conclusion.gist(language)} ({place_text(conclusion.locator, language)})",
            say("conclusions_sum", language, name=title, count=count, total=len(own)),
            say(
                "conclusions_bare",
                language,
                count=sum(finding.holds for finding in bare if finding.conclusion.id == name),
                total=len(own),
            ),
        ]
        sections.append(Section(title, columns, rows, lines, depth=2))
    return sections


def conclusions_rows(found: list[Finding]) -> list[dict[str, object]]:
    """Return one row a conclusion, crosswalk and method."""
    return [
        {
            "conclusion": finding.conclusion.id,
            "strategy": finding.strategy.id,
            "sectors": list(finding.best_ranks),
            "crosswalk": finding.crosswalk,
            "method": finding.method,
            "best_ranks": dict(finding.best_ranks),
            "level": finding.level,
            "contrast": finding.contrast,
            "holds": finding.holds,
        }
        for finding in found
    ]


def conclusions_payload(
    scenario: Scenario, found: list[Finding], bare: list[Finding]
) -> dict[str, object]:
    """Return the findings for machines."""
    return {
        "scenario": scenario_block(scenario),
        "engine": ENGINE,
        "provenance": {"libraries": libraries()},
        "conclusions": conclusions_rows(found),
        "conclusions_without_exceptions": conclusions_rows(bare),
    }


def conclusions_frame(found: list[Finding]) -> "pd.DataFrame":
    """Return the findings as a tidy frame."""
    import pandas as pd

    return pd.DataFrame(
        [
            {
                **row,
                "sectors": " ".join(finding.best_ranks),
                "best_ranks": " ".join(str(rank) for rank in finding.best_ranks.values()),
            }
            for row, finding in zip(conclusions_rows(found), found, strict=True)
        ],
        columns=[
            "conclusion", "strategy", "sectors", "crosswalk", "method", "best_ranks", "level",
            "contrast", "holds",
        ],
    )  # fmt: skip
