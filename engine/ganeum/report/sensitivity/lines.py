"""How far one can go towards other weights."""

from dataclasses import asdict

from ganeum.analysis import Analysis
from ganeum.report.ranking_report import alternative_names
from ganeum.report.sections import RIGHT, Column, Section
from ganeum.report.sensitivity.part import Part, group_names, percent
from ganeum.sensitivity import Sensitivity
from ganeum.words import Language, say


def _lines(analysis: Analysis, found: Sensitivity, language: Language) -> list[Section]:
    names, groups = alternative_names(analysis), group_names(analysis, language)
    rows = [
        [
            say("equal", language)
            if line.kind == "equal"
            else say("only_group", language, group=groups[line.towards]),
            f"{percent(line.holds_until)} %" if line.next_first else say("all_the_way", language),
            names[line.next_first](language) if line.next_first else "",
            percent(line.top3_holds_until),
            percent(line.order_holds_until),
        ]
        for line in found.lines
    ]
    columns = [
        Column(say("towards", language)),
        Column(say("holds_until", language), RIGHT),
        Column(say("new_first", language)),
        Column(say("top3_until", language), RIGHT),
        Column(say("order_until", language), RIGHT),
    ]
    return [Section(say("lines_head", language), columns, rows, depth=2)]


def _payload(found: Sensitivity) -> object:
    return [asdict(line) for line in found.lines]


LINES = Part(("lines",), _lines, _payload)
