"""A panel in a planner's draft: one change, taken back as one; its weights another."""

import pytest

import ganeum
from ganeum import analyse
from ganeum.drafting import Draft
from ganeum.fields import Text
from ganeum.loading import load_bytes, shipped_scenarios
from ganeum.panel.answers import Answers, read_answers
from ganeum.panel.in_draft import (
    gathered,
    with_panel,
    with_respondent,
    with_weights_of,
    without_panel,
    without_respondent,
    without_weights,
)
from ganeum.panel.into_scenario import panel_draft
from ganeum.panel.questionnaire import customary_groups
from ganeum.panel_file import Panel, Respondent


@pytest.fixture(scope="module")
def answers(seoul: ganeum.Scenario) -> Answers:
    """Return the made-up panel's answers."""
    return read_answers(shipped_scenarios() / "panels" / "made-up-panel.csv", seoul)


def test_a_panel_is_one_change_and_its_weights_another(seoul, answers: Answers) -> None:
    base = Draft.of(seoul).with_change("seed", 7, "for a test")
    panel = gathered(answers)
    held, used = with_panel(base, panel), with_weights_of(base, panel)
    assert [change.what for change in held.changes] == ["seed", "panel"]
    assert [change.what for change in used.changes] == ["seed", "panel", "weights.from"]
    assert without_weights(used) == held
    assert without_panel(used) == without_panel(held) == without_panel(base) == base
    assert with_weights_of(used, panel) == used


def test_it_says_what_the_file_of_the_command_line_says(seoul, answers: Answers) -> None:
    panel = gathered(answers)
    title = Text(ko="-", en="-")
    by_command = panel_draft(seoul, panel, "panel", title).scenario()
    by_hand = with_weights_of(Draft.of(seoul), panel).scenario()
    assert by_hand.model.panel == by_command.model.panel
    assert by_hand.model.weights == by_command.model.weights
    for sector, found in analyse(by_hand).items():
        assert found.weights.values.tolist() == pytest.approx(
            analyse(by_command)[sector].weights.values.tolist(), abs=0
        )


def test_a_draft_with_a_panel_is_read_back_as_it_is(seoul, answers: Answers) -> None:
    draft = with_weights_of(Draft.of(seoul), gathered(answers)).called("mine", "Mine")
    read = load_bytes(draft.text().encode(), seoul.file.with_name("mine.yaml"), seoul)
    assert Draft.of(read) == draft


def test_those_who_answer_again_replace_themselves_and_the_others_stay(answers: Answers) -> None:
    first = gathered(answers)
    assert first.made_up
    assert first.respondents == answers.respondents
    fewer = Panel(
        title=first.title,
        rules=first.rules.model_copy(update={"scale": "five", "trim": 1}),
        groups=customary_groups()[:1],
        respondents=(
            Respondent(id="r01", group="association", judgements={}),
            Respondent(id="x", group="association", judgements={}),
        ),
    )
    both = gathered(answers, fewer)
    assert [each.id for each in both.respondents][:3] == ["r01", "x", "r02"]
    assert both.respondents[0] == answers.respondents[0]
    assert (both.made_up, both.rules.scale, both.rules.trim) == (True, "nine", 1)
    assert {group.id for group in both.groups} == {"association", "expert", "official"}


def test_groups_are_those_that_somebody_belongs_to() -> None:
    groups = customary_groups()
    one, two = (Respondent(id=f"r0{k}", group=groups[k].id, judgements={}) for k in (1, 2))
    alone = with_respondent(None, one, groups)
    assert [group.id for group in alone.groups] == ["expert"]
    both = with_respondent(alone, two, groups)
    assert [group.id for group in both.groups] == ["expert", "official"]
    assert without_respondent(both, "r01").groups == (groups[2],)
    assert without_respondent(both, "r02") == alone


def test_weights_that_were_given_to_groups_stay(answers: Answers) -> None:
    panel = gathered(answers)
    groups = tuple(each.model_copy(update={"weight": 2.0}) for each in panel.groups)
    weighted = panel.model_copy(update={"groups": groups})
    who = Respondent(id="r25", group="expert", judgements={})
    assert with_respondent(weighted, who, customary_groups()).groups == groups


def test_a_base_with_a_panel_of_its_own_keeps_it(seoul, answers: Answers) -> None:
    panel = gathered(answers)
    own = with_weights_of(Draft.of(seoul), panel).scenario()
    draft = with_weights_of(
        Draft(own, (), "mine", own.model.title), without_respondent(panel, "r01")
    )
    assert len(draft.scenario().model.panel.respondents) == len(panel.respondents) - 1
    assert without_panel(draft).scenario().model.panel == panel
