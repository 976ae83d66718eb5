"""Which evidence carries a ranking."""

from dataclasses import asdict

from ganeum.analysis import Analysis
from ganeum.report.ranking_report import alternative_names
from ganeum.report.sections import RIGHT, Column, Section, place_text
from ganeum.report.sensitivity.part import Part, group_names
from ganeum.sensitivity import Sensitivity
from ganeum.words import Language, say


def _influence(analysis: Analysis, found: Sensitivity, language: Language) -> list[Section]:
    evidence = analysis.scenario.evidence
    if not found.influence or evidence is None:
        return []
    names, groups = alternative_names(analysis), group_names(analysis, language)
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
    lines = [line, *_smallest_set(analysis, found, language)]
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
