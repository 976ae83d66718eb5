"""What is asked: every pair of every node once, in the scenario's order."""

from pathlib import Path

import pytest

import ganeum
from ganeum.panel.questionnaire import possible_nodes, questionnaire_of, questionnaire_with
from ganeum.panel_file import PanelGroup


def test_the_criteria_are_asked_in_each_sector(seoul: ganeum.Scenario) -> None:
    asked = questionnaire_of(seoul)
    questions = list(asked.questions)
    assert [question.number for question in questions] == list(range(1, 31))
    assert list(asked.sectors) == [sector.id for sector in seoul.model.sectors]
    pairs = [(question.first.id, question.second.id) for question in questions[:6]]
    assert pairs == [
        ("infrastructure", "workforce"),
        ("infrastructure", "investment"),
        ("infrastructure", "demonstration"),
        ("workforce", "investment"),
        ("workforce", "demonstration"),
        ("investment", "demonstration"),
    ]


def test_sub_criteria_are_asked_and_alternatives_if_wanted(nested: ganeum.Scenario) -> None:
    assert list(possible_nodes(nested)) == ["goal", "use", "speed", "ease", "looks", "price"]
    asked = questionnaire_of(nested)
    assert [(node.sector, node.node) for node in asked.nodes] == [
        ("boats", "goal"),
        ("boats", "use"),
        ("kites", "goal"),
        ("kites", "use"),
    ]
    once = questionnaire_of(nested, sectors=["all"], nodes=["price", "goal"])
    assert [(node.node, len(node.pairs)) for node in once.nodes] == [("goal", 1), ("price", 3)]
    assert [node.alternatives for node in once.nodes] == [False, True]


def test_nobody_is_asked_to_compare_hundreds(plain: str, tmp_path: Path) -> None:
    rows = "".join(
        f"  - {{id: a{k}, name: A{k}, scores: {{price: {k + 1}, use: {k}}}}}\n" for k in range(41)
    )
    file = tmp_path / "many.yaml"
    file.write_text(plain[: plain.index("alternatives:")] + "alternatives:\n" + rows)
    assert list(possible_nodes(ganeum.load(file))) == ["goal"]


def test_what_is_unknown_is_refused(nested: ganeum.Scenario) -> None:
    with pytest.raises(ValueError, match="node 'looks2' is none of goal, use"):
        questionnaire_of(nested, nodes=["looks2"])
    with pytest.raises(ValueError, match="sector 'trains' is none of boats, kites, all"):
        questionnaire_with(nested, "nine", [("trains", "goal")])


def test_groups_are_the_panels_where_there_is_one(nested: ganeum.Scenario, plain: str) -> None:
    names = [group.name.ko for group in questionnaire_of(nested).groups]
    assert names == ["협회", "전문가", "공무원"]
    assert all(isinstance(group, PanelGroup) for group in questionnaire_of(nested).groups)
