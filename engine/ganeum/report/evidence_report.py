"""What the evidence consists of: coverage, agreement of the codings, statistics, errata."""

import math
from typing import TYPE_CHECKING

from ganeum.evidence import (
    Agreement,
    coverage_level,
    evidence_agreement,
    score_agreement,
    tallies,
)
from ganeum.evidence_file import EvidenceFile
from ganeum.facts import recompute
from ganeum.loading import Evidence, Scenario
from ganeum.report.provenance import libraries
from ganeum.report.sections import RIGHT, Column, Section, place_text
from ganeum.version import ENGINE
from ganeum.words import Language, say

if TYPE_CHECKING:
    import pandas as pd

ENOUGH = 0.80
PROVIDERS = ("state", "seoul")
MARK_SIGNS = {"strong": "\u25ce", "ordinary": "\u25cb", "none": ""}


def agreements(evidence: Evidence, scenario: Scenario | None) -> list[Agreement]:
    """Return the agreement per kind of judgement; scores only where a scenario has them."""
    found = evidence_agreement(evidence.model)
    if scenario is not None:
        found.extend(score_agreement(scenario.model.alternatives))
    return [agreement for agreement in found if agreement.cells]


def evidence_sections(
    evidence: Evidence, scenario: Scenario | None, language: Language
) -> list[Section]:
    """Return sections on everything that the evidence holds."""
    model = evidence.model
    source = model.source
    line = say(
        "source_line",
        language,
        publisher=source.publisher(language),
        number=source.number,
        title=source.title(language),
    )
    title = say("evidence_head", language, title=model.title(language), id=model.id)
    return [
        Section(title, lines=[line, evidence.digest]),
        _tallies(model, language),
        _agreement(agreements(evidence, scenario), language),
        *_coverage(model, language),
        *_facts(model, language),
    ]


def _columns(language: Language, *headings: str, right: tuple[str, ...] = ()) -> list[Column]:
    return [Column(say(name, language), RIGHT if name in right else "left") for name in headings]


def _tallies(model: EvidenceFile, language: Language) -> Section:
    sectors = {sector.id: sector.name(language) for sector in model.sectors}
    groups = {group.id: group.name(language) for group in model.groups}
    counts = ("need", "other", "repeats", "read", "judged", "missing")
    headings = ("need", "others", *counts[2:])
    found = [tally for tally in tallies(model) if any(getattr(tally, name) for name in counts)]
    rows = [
        [
            sectors.get(tally.sector, say("all", language)),
            groups[tally.group],
            *(str(getattr(tally, name)) for name in counts),
        ]
        for tally in found
    ]
    total = [str(sum(getattr(tally, name) for tally in found)) for name in counts]
    return Section(
        say("tally_head", language),
        _columns(language, "sector", "group", *headings, right=headings),
        [*rows, [say("all", language), "", *total]],
        [say("tally_note", language)],
        depth=2,
    )


def _agreement(found: list[Agreement], language: Language) -> Section:
    rows = [
        [say(a.kind, language), str(a.cells), _alpha(a.alpha), say(a.metric, language)]
        for a in found
    ]
    low = [say(a.kind, language) for a in found if a.alpha < ENOUGH]
    lines = [say("agreement_note", language)]
    if low:
        lines.append(say("agreement_low", language, kinds=", ".join(low)))
    right = ("cells", "alpha")
    columns = _columns(language, "kind", "cells", "alpha", "metric", right=right)
    return Section(say("agreement_head", language), columns, rows, lines, depth=2)


def _alpha(alpha: float) -> str:
    return "-" if math.isnan(alpha) else f"{alpha:.3f}"


def _coverage(model: EvidenceFile, language: Language) -> list[Section]:
    if model.coverage is None:
        return []
    shown = {(m.sector, m.area, m.provider): MARK_SIGNS[m.mark] for m in model.coverage.marks}
    levels = {(c.sector, c.area, c.provider): coverage_level(c) for c in model.coverage.judged}
    shown.update({cell: f"{level:g}" for cell, level in levels.items()})
    areas = [theme for theme in model.themes if any(key[1] == theme.id for key in shown)]
    keys = [(area.id, provider) for area in areas for provider in PROVIDERS]
    judged = {area for _, area, _ in levels}
    names = {
        area.id: area.name(language)
        + (f" ({say('judged_short', language)})" if area.id in judged else "")
        for area in areas
    }
    rows = [
        [sector.name(language), *(shown.get((sector.id, area, p), "") for area, p in keys)]
        for sector in model.sectors
    ]
    columns = [
        Column(say("sector", language)),
        *(Column(f"{names[area]} {say(provider, language)}", RIGHT) for area, provider in keys),
    ]
    return [Section(say("coverage_head", language), columns, rows, depth=2)]


def _facts(model: EvidenceFile, language: Language) -> list[Section]:
    sections: list[Section] = []
    if model.facts:
        line = say(
            "facts_line",
            language,
            tables=len(model.facts),
            values=sum(len(row.values) for table in model.facts for row in table.rows),
            recomputed=len({(each.fact, each.row, each.column) for each in recompute(model)}),
        )
        sections.append(Section(say("facts_head", language), lines=[line], depth=2))
    if model.errata:
        sections.append(_errata(model, language))
    if model.missing:
        lines = [
            f"{place_text(gap.locator, language)}: {gap.what(language)} - {gap.why(language)}"
            for gap in model.missing
        ]
        sections.append(Section(say("missing_head", language), lines=lines, depth=2))
    return sections


def _errata(model: EvidenceFile, language: Language) -> Section:
    rows = [
        [
            place_text(erratum.locator, language),
            f"{erratum.fact}.{erratum.row}.{erratum.column}",
            f"{erratum.printed:,g}",
            f"{erratum.corrected:,g}",
            erratum.arithmetic(language)
            + ("" if erratum.certain else " " + say("errata_uncertain", language)),
        ]
        for erratum in model.errata
    ]
    right = ("printed", "corrected")
    columns = _columns(
        language, "locator", "figure", "printed", "corrected", "arithmetic", right=right
    )
    return Section(say("errata_head", language), columns, rows, depth=2)


def evidence_payload(evidence: Evidence, scenario: Scenario | None) -> dict[str, object]:
    """Return the same for machines."""
    model = evidence.model
    figures = list(recompute(model))
    return {
        "evidence": {"id": model.id, "digest": evidence.digest},
        "engine": ENGINE,
        "provenance": {"libraries": libraries()},
        "tallies": [
            {
                name: getattr(tally, name)
                for name in (
                    "sector", "group", "need", "other", "repeats", "read", "judged", "missing"
                )
            }
            for tally in tallies(model)
        ],
        "agreement": {
            a.kind: {
                "cells": a.cells,
                "alpha": None if math.isnan(a.alpha) else a.alpha,
                "metric": a.metric,
            }
            for a in agreements(evidence, scenario)
        },
        "facts": {
            "tables": len(model.facts),
            "recomputed": len(figures),
            "agree": sum(figure.agrees for figure in figures),
            "errata": len(model.errata),
        },
    }  # fmt: skip


def evidence_frame(evidence: Evidence, language: Language) -> "pd.DataFrame":
    """Return the counts of statements, one row a sector and group."""
    import pandas as pd

    sectors = {sector.id: sector.name(language) for sector in evidence.model.sectors}
    rows = [
        {
            "sector": tally.sector,
            "name": sectors.get(tally.sector, say("all", language)),
            "group": tally.group,
            "need": tally.need,
            "other": tally.other,
            "repeats": tally.repeats,
            "read": tally.read,
            "judged": tally.judged,
            "missing": tally.missing,
        }
        for tally in tallies(evidence.model)
    ]
    return pd.DataFrame(rows)
