"""How far rankings hold, in words and tables: the nearest change first."""

import math
from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

from ganeum.analysis import Analysis
from ganeum.report.provenance import head
from ganeum.report.ranking_report import alternative_names, criterion_names, ranks_text
from ganeum.report.sections import RIGHT, Column, Section, place_text
from ganeum.sensitivity import Flip, Sensitivity
from ganeum.words import Language, say, with_particle_to

if TYPE_CHECKING:
    import pandas as pd

PARTS = ("flips", "intervals", "lines", "influence", "methods")
SHOWN_FLIPS = 8


def sensitivity_sections(
    analysis: Analysis, found: Sequence[Sensitivity], language: Language, only: Sequence[str]
) -> list[Section]:
    """Return the sections of every examined ranking; `only` names the parts to show."""
    return [section for each in found for section in _ranking(analysis, each, language, only)]


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
    parts = {
        "flips": _flips,
        "intervals": _intervals,
        "lines": _lines,
        "influence": _influence,
        "methods": _methods,
    }
    sections.extend(
        section
        for part in PARTS
        if part in only
        for section in parts[part](analysis, found, language)
    )
    return sections


def _percent(share: float) -> str:
    return f"{100 * share:.1f}"


def flip_text(flip: Flip, analysis: Analysis, language: Language) -> str:
    """Return a flip as a clause: what would have to change."""
    names = criterion_names(analysis)
    area = names[flip.criterion](language)
    if flip.kind == "transfer":
        source = names[flip.source](language)
        moved = _percent(flip.moved)
        target = with_particle_to(area) if language == "ko" else area
        return say("flip_transfer", language, source=source, area=target, moved=moved)
    key = "flip_up" if flip.rises else "flip_down"
    present, needed = _percent(flip.present), _percent(flip.needed)
    return say(key, language, area=area, present=present, needed=needed)


def _flips(analysis: Analysis, found: Sensitivity, language: Language) -> list[Section]:
    names = alternative_names(analysis)
    rows = [
        [
            flip_text(flip, analysis, language),
            _percent(flip.moved),
            names[flip.next_first](language),
        ]
        for flip in found.flips[:SHOWN_FLIPS]
    ]
    columns = [
        Column(say("change", language)),
        Column(say("moved", language), RIGHT),
        Column(say("new_first", language)),
    ]
    lines = [say("flips_note" if rows else "flips_none", language)]
    return [Section(say("flips_head", language), columns, rows, lines, depth=2)]


def _intervals(analysis: Analysis, found: Sensitivity, language: Language) -> list[Section]:
    names = criterion_names(analysis)
    rows: list[list[str]] = []
    for k, criterion in enumerate(found.criteria):
        row = [names[criterion](language), _percent(float(found.intervals["first"].present[k]))]
        for each in found.intervals.values():
            lower, upper = float(each.lower[k]), float(each.upper[k])
            row.append("-" if math.isnan(lower) else f"{_percent(lower)} ~ {_percent(upper)}")
        rows.append(row)
    columns = [
        Column(say("area", language)),
        Column(say("weight", language), RIGHT),
        *(Column(say(f"keep_{keep}", language), RIGHT) for keep in found.intervals),
    ]
    return [Section(say("intervals_head", language), columns, rows, depth=2)]


def _group_names(analysis: Analysis, language: Language) -> dict[str, str]:
    evidence = analysis.scenario.evidence
    groups = evidence.model.groups if evidence else ()
    return {group.id: group.name(language) for group in groups}


def _lines(analysis: Analysis, found: Sensitivity, language: Language) -> list[Section]:
    names, groups = alternative_names(analysis), _group_names(analysis, language)
    rows = [
        [
            say("equal", language)
            if line.kind == "equal"
            else say("only_group", language, group=groups[line.towards]),
            f"{_percent(line.holds_until)} %" if line.next_first else say("all_the_way", language),
            names[line.next_first](language) if line.next_first else "",
        ]
        for line in found.lines
    ]
    columns = [
        Column(say("towards", language)),
        Column(say("holds_until", language), RIGHT),
        Column(say("new_first", language)),
    ]
    return [Section(say("lines_head", language), columns, rows, depth=2)]


def _influence(analysis: Analysis, found: Sensitivity, language: Language) -> list[Section]:
    evidence = analysis.scenario.evidence
    if not found.influence or evidence is None:
        return []
    names, groups = alternative_names(analysis), _group_names(analysis, language)
    statements = {statement.id: statement for statement in evidence.model.statements}
    pivotal = [case for case in found.influence if case.changes_first]
    rows = [
        [
            groups[case.left_out]
            if case.kind == "group"
            else f"{case.left_out} ({place_text(statements[case.left_out].locator, language)})",
            names[case.first](language),
            str(case.largest_move),
            "" if case.kind == "group" else statements[case.left_out].gist(language),
        ]
        for case in pivotal
    ]
    line = say(
        "influence_line",
        language,
        statements=sum(case.kind == "statement" for case in found.influence),
        pivotal=sum(case.kind == "statement" for case in pivotal),
        groups=sum(case.kind == "group" for case in found.influence),
        pivotal_groups=sum(case.kind == "group" for case in pivotal),
    )
    columns = [
        Column(say("left_out", language)),
        Column(say("new_first", language)),
        Column(say("largest_move", language), RIGHT),
        Column(say("gist", language)),
    ]
    return [Section(say("influence_head", language), columns, rows, [line], depth=2)]


def _methods(analysis: Analysis, found: Sensitivity, language: Language) -> list[Section]:
    names, check = alternative_names(analysis), found.method_check
    rows: list[list[str]] = []
    for variant, ranks, tau in zip(check.variants, check.ranks, check.tau, strict=True):
        shown = ranks_text(ranks)
        first = ", ".join(
            names[name](language)
            for name, rank in zip(found.alternatives, ranks.tolist(), strict=True)
            if rank == 1
        )
        label = _variant(variant, language)
        rows.append([label, first, "-" if math.isnan(tau) else f"{tau:.2f}", " ".join(shown)])
    columns = [
        Column(say("variant", language)),
        Column(say("first_place", language)),
        Column(say("tau", language), RIGHT),
        Column(say("ranks_in_order", language)),
    ]
    w = "-" if math.isnan(check.concordance) else f"{check.concordance:.2f}"
    lines = [say("check_concordance", language, value=w)]
    lines.extend(
        say("check_refused", language, variant=_variant(variant, language))
        for variant in check.refused
    )
    return [Section(say("check_head", language), columns, rows, lines, depth=2)]


def _variant(variant: str, language: Language) -> str:
    method, normalisation = variant.split()
    return f"{say(method, language)} {normalisation}"


def sensitivity_payload(analysis: Analysis, found: Sequence[Sensitivity]) -> dict[str, object]:
    """Return everything for machines, by sector and method."""
    sectors: dict[str, dict[str, object]] = {}
    for each in found:
        sectors.setdefault(each.sector, {})[each.method] = _payload(each)
    return {**head(analysis), "sectors": sectors}


def _payload(found: Sensitivity) -> dict[str, object]:
    check = found.method_check
    return {
        "first": list(found.first),
        "flips": [asdict(flip) for flip in found.flips],
        "intervals": {
            keep: {
                criterion: {
                    "lower": float(each.lower[k]),
                    "upper": float(each.upper[k]),
                    "present": float(each.present[k]),
                    "next_first": [
                        None if leader < 0 else found.alternatives[leader]
                        for leader in each.next_first[k].tolist()
                    ],
                }
                for k, criterion in enumerate(found.criteria)
            }
            for keep, each in found.intervals.items()
        },
        "lines": [asdict(line) for line in found.lines],
        "influence": [asdict(case) for case in found.influence],
        "methods": {
            "ranks": {
                variant: dict(zip(found.alternatives, ranks.tolist(), strict=True))
                for variant, ranks in zip(check.variants, check.ranks, strict=True)
            },
            "tau": dict(zip(check.variants, check.tau.tolist(), strict=True)),
            "concordance": check.concordance,
            "refused": dict(check.refused),
        },
    }


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
