"""Between which weights what is to stay stays."""

import math

from ganeum.analysis import Analysis
from ganeum.report.ranking_report import criterion_names
from ganeum.report.rounding import percentages
from ganeum.report.sections import RIGHT, Column, Section
from ganeum.report.sensitivity.part import Part, percent
from ganeum.sensitivity import Sensitivity
from ganeum.words import Language, say


def _intervals(analysis: Analysis, found: Sensitivity, language: Language) -> list[Section]:
    names = criterion_names(analysis)
    rows: list[list[str]] = []
    present = percentages(found.intervals["first"].present.tolist())
    for k, criterion in enumerate(found.criteria):
        row = [names[criterion](language), present[k]]
        for each in found.intervals.values():
            lower, upper = float(each.lower[k]), float(each.upper[k])
            row.append("-" if math.isnan(lower) else f"{percent(lower)} ~ {percent(upper)}")
        rows.append(row)
    columns = [
        Column(say("area", language)),
        Column(say("weight", language), RIGHT),
        *(Column(say(f"keep_{keep}", language), RIGHT) for keep in found.intervals),
    ]
    return [Section(say("intervals_head", language), columns, rows, depth=2)]


def _payload(found: Sensitivity) -> object:
    return {
        keep: {
            criterion: {
                "lower": float(each.lower[k]),
                "upper": float(each.upper[k]),
                "present": float(each.present[k]),
                "next_first": [_name(found, int(i)) for i in each.next_first[k]],
            }
            for k, criterion in enumerate(found.criteria)
        }
        for keep, each in found.intervals.items()
    }


def _name(found: Sensitivity, leader: int) -> str | None:
    return None if leader < 0 else found.alternatives[leader]


INTERVALS = Part(("intervals",), _intervals, _payload)
