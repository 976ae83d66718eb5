"""Which evidence, or which respondents, carry a ranking."""

from collections.abc import Sequence
from dataclasses import asdict

from ganeum.analysis import Analysis
from ganeum.report.ranking_report import alternative_names
from ganeum.report.sections import RIGHT, Column, Section, place_text
from ganeum.report.sensitivity.part import Part, group_names, nothing_to_show
from ganeum.sensitivity import Influence, Sensitivity
from ganeum.words import Language, say

PANEL = ("respondent", "panel_group")


def _influence(analysis: Analysis, found: Sensitivity, language: Language) -> list[Section]:
    if not found.influence:
        return []
    names = alternative_names(analysis)
    pivotal = [case for case in found.influence if case.changes_first]
    rows: list[list[str]] = []
    for case in pivotal:
        what, gist = left_out_words(analysis, case, language)
        named = f"{case.left_out} ({what})" if case.kind == "statement" else what
        rows.append([named, names[case.first](language), str(case.largest_move), gist])
    columns = [
        Column(say("left_out", language)),
        Column(say("new_first", language)),
        Column(say("largest_move", language), RIGHT),
        Column(say("gist", language)),
    ]
    lines = [*_counted(found.influence, language), *_smallest_set(analysis, found, language)]
    asked = all(case.kind in PANEL for case in found.influence)
    title = say("panel_left_out_head" if asked else "influence_head", language)
    return [Section(title, columns, rows, lines, depth=2)]


def left_out_words(analysis: Analysis, case: Influence, language: Language) -> tuple[str, str]:
    """Return what is left out, a statement by its place, and the gist of a statement."""
    panel, evidence = analysis.scenario.model.panel, analysis.scenario.evidence
    if case.kind == "respondent":
        return case.left_out, ""
    if case.kind == "panel_group":
        groups = {group.id: group.name(language) for group in (panel.groups if panel else ())}
        return groups[case.left_out], ""
    if case.kind == "group" or evidence is None:
        return group_names(analysis, language)[case.left_out], ""
    statement = next(each for each in evidence.model.statements if each.id == case.left_out)
    return place_text(statement.locator, language), statement.gist(language)


def _counted(cases: Sequence[Influence], language: Language) -> list[str]:
    """Return how many statements, respondents and groups there are, and how many decide."""
    lines: list[str] = []
    kinds = {"influence_line": ("statement", "group"), "panel_left_out": PANEL}
    for key, (single, group) in kinds.items():
        if any(case.kind in (single, group) for case in cases):
            counts = {
                "statements": sum(case.kind == single for case in cases),
                "pivotal": sum(case.kind == single and case.changes_first for case in cases),
                "groups": sum(case.kind == group for case in cases),
                "pivotal_groups": sum(case.kind == group and case.changes_first for case in cases),
            }
            lines.append(say(key, language, **counts))
    return lines


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


def _absent(analysis: Analysis, found: Sensitivity, language: Language) -> str:
    reasons = {"evidence": "absent_one_statement", "panel": "held_one_respondent"}
    why = reasons.get(analysis[found.sector].weights.origin, "absent_no_voice")
    return nothing_to_show("what_left_out", why, language)


INFLUENCE = Part(("influence", "smallest_set"), _influence, _payload, _absent)
