"""What is left out to see who carries a ranking, in words."""

from ganeum.analysis import Analysis
from ganeum.report.sections import place_text
from ganeum.report.sensitivity.part import group_names
from ganeum.sensitivity.influence import Influence
from ganeum.words import Language


def left_out_words(analysis: Analysis, case: Influence, language: Language) -> tuple[str, str]:
    """Return what is left out, a statement by where it stands, and the gist of a statement."""
    evidence, panel = analysis.scenario.evidence, analysis.scenario.model.panel
    if case.kind == "statement" and evidence is not None:
        statements = evidence.model.statements
        statement = next(each for each in statements if each.id == case.left_out)
        return place_text(statement.locator, language), statement.gist(language)
    if case.kind == "respondent":
        return case.left_out, ""
    if case.kind == "panel_group" and panel is not None:
        groups = {group.id: group.name(language) for group in panel.groups}
        return groups[case.left_out], ""
    return group_names(analysis, language)[case.left_out], ""
