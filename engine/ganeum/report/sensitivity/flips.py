"""Changes of weights at which the first place changes, in words, nearest first."""

from dataclasses import asdict

from ganeum.analysis import Analysis
from ganeum.report.ranking_report import alternative_names, criterion_names
from ganeum.report.sections import RIGHT, Column, Section
from ganeum.report.sensitivity.part import Part, percent, tied_now
from ganeum.sensitivity import Flip, Sensitivity
from ganeum.words import Language, say, with_particle_to

SHOWN_FLIPS = 8


def flip_text(flip: Flip, analysis: Analysis, language: Language) -> str:
    """Return a flip as a clause: what would have to change."""
    names = criterion_names(analysis)
    area = names[flip.criterion](language)
    if flip.kind == "transfer":
        source = names[flip.source](language)
        moved = percent(flip.moved)
        target = with_particle_to(area) if language == "ko" else area
        return say("flip_transfer", language, source=source, area=target, moved=moved)
    key = "flip_up" if flip.rises else "flip_down"
    present, needed = percent(flip.present), percent(flip.needed)
    return say(key, language, area=area, present=present, needed=needed)


def _flips(analysis: Analysis, found: Sensitivity, language: Language) -> list[Section]:
    names = alternative_names(analysis)
    rows = [
        [
            flip_text(flip, analysis, language),
            tied_now(percent(flip.moved), flip.moved, language),
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


def _payload(found: Sensitivity) -> object:
    return [asdict(flip) for flip in found.flips]


FLIPS = Part(("flips",), _flips, _payload)
