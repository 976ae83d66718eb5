"""Which evidence carries a ranking."""

from dataclasses import asdict

from ganeum.analysis import Analysis
from ganeum.report.ranking_report import alternative_names
from ganeum.report.sections import RIGHT, Column, Section
from ganeum.report.sensitivity.left_out import left_out_words
from ganeum.report.sensitivity.part import Part
from ganeum.sensitivity import Sensitivity
from ganeum.words import Language, say


def _influence(analysis: Analysis, found: Sensitivity, language: Language) -> list[Section]:
    if not found.influence:
        return []
    names = alternative_names(analysis)
    pivotal = [case for case in found.influence if case.changes_first]
    rows: list[list[str]] = []
    for case in pivotal:
        label, gist = left_out_words(analysis, case, language)
        if case.kind == "statement":
            label = f"{case.left_out} ({label})"
        rows.append([label, names[case.first](language), str(case.largest_move), gist])
    counted = [
        say(
            key,
            language,
            count=sum(case.kind == one for case in found.influence),
            pivotal=sum(case.kind == one for case in pivotal),
            groups=sum(case.kind == group for case in found.influence),
            pivotal_groups=sum(case.kind == group for case in pivotal),
        )
        for key, one, group in (
            ("influence_line", "statement", "group"),
            ("influence_panel_line", "respondent", "panel_group"),
        )
        if any(case.kind == one for case in found.influence)
    ]
    columns = [
        Column(say("left_out", language)),
        Column(say("new_first", language)),
        Column(say("largest_move", language), RIGHT),
        Column(say("gist", language)),
    ]
    lines = [*counted, *_smallest_set(analysis, found, language)]
    return [Section(say("influence_head", language), columns, rows, lines, depth=2)]


def _smallest_set(analysis: Analysis, found: Sensitivity, language: Language) -> list[str]:
    """Return the fewest statements without which somebody else is first, in words."""
    fewest, names = found.smallest_set, alternative_names(analysis)
    if fewest is None:
        return []
    if fewest.proof == "impossible":
        return [say("fewest_none", language)]
    if not fewest.sets:
        return [say("fewest_unknown", language, at_least=fewest.at_least)]
    firsts = ", ".join(names[name](language) for name in fewest.firsts[0])
    values = {
        "size": fewest.size,
        "count": fewest.count,
        "example": " + ".join(fewest.sets[0]),
        "first": firsts,
        "at_least": fewest.at_least,
    }
    return [say(f"fewest_{fewest.proof}", language, **values)]


def _payload(found: Sensitivity) -> object:
    return [{**asdict(case), "pivotal": case.pivotal} for case in found.influence]


INFLUENCE = Part(("influence", "smallest_set"), _influence, _payload)
