"""Single scores at which the first place changes."""

from dataclasses import asdict

from ganeum.analysis import Analysis
from ganeum.report.ranking_report import alternative_names, criterion_names
from ganeum.report.sections import RIGHT, Column, Section
from ganeum.report.sensitivity.part import Part, tied_now
from ganeum.sensitivity import Sensitivity
from ganeum.words import Language, say

SHOWN = 8


def _scores(analysis: Analysis, found: Sensitivity, language: Language) -> list[Section]:
    names, areas = alternative_names(analysis), criterion_names(analysis)
    rows = [
        [
            names[flip.alternative](language),
            areas[flip.criterion](language),
            f"{flip.present:g}",
            tied_now(f"{flip.needed:.2f}", flip.moved, language),
            names[flip.next_first](language),
        ]
        for flip in found.score_flips[:SHOWN]
    ]
    columns = [
        Column(say("alternative", language)),
        Column(say("area", language)),
        Column(say("scores_now", language), RIGHT),
        Column(say("scores_needed", language), RIGHT),
        Column(say("new_first", language)),
    ]
    movable = len({(flip.alternative, flip.criterion) for flip in found.score_flips})
    cells = len(found.alternatives) * len(found.criteria)
    lines = [say("scores_line", language, cells=cells, movable=movable)]
    return [Section(say("scores_head", language), columns, rows, lines, depth=2)]


def _payload(found: Sensitivity) -> object:
    return [asdict(flip) for flip in found.score_flips]


SCORES = Part(("score_flips",), _scores, _payload)
