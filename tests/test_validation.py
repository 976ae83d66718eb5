"""From a document to a model: what is said of a value of the wrong form, and all of it at once."""

from typing import TYPE_CHECKING

import pytest

from ganeum.evidence_file import EvidenceFile
from ganeum.fields import unit_sum
from ganeum.scenario_file import ScenarioFile
from ganeum.validation import known_keys

if TYPE_CHECKING:
    from conftest import Desk, Edit


def test_an_unknown_key_is_refused_with_the_known_ones_and_the_nearest(
    desk: "Desk", edit: "Edit", plain: str
) -> None:
    (line,) = desk.lines(edit(plain, ("direction: cost", "directoin: cost")))
    assert line.startswith("scenario.yaml:5: criteria.price.directoin: there is no key 'directoin'")
    assert "known here: id, name, direction, scale," in line
    assert line.endswith("did you mean 'direction'?")


def test_an_unknown_key_without_a_near_one_has_no_guess(
    desk: "Desk", edit: "Edit", plain: str
) -> None:
    (line,) = desk.lines(edit(plain, ("id: small", "id: small\nzzz: 1")))
    assert "did you mean" not in line


@pytest.mark.parametrize("key", ["[key]", "?", "<<", "0", "-", "{key}"])
def test_an_unknown_key_may_be_anything(desk: "Desk", edit: "Edit", plain: str, key: str) -> None:
    at_the_top = edit(plain, ("id: small", f'id: small\n"{key}": 1'))
    (problem,) = desk.problems(at_the_top)
    assert (problem.key, problem.path, problem.line) == ("unknown_key", key, 3)
    in_a_list = edit(plain, ("name: Ferry,", f'name: Ferry, "{key}": 1,'))
    (problem,) = desk.problems(in_a_list)
    assert (problem.key, problem.path) == ("unknown_key", f"alternatives.ferry.{key}")


def test_a_misspelt_key_is_one_problem_even_where_it_leaves_a_part_empty(
    desk: "Desk", edit: "Edit", plain: str
) -> None:
    text = edit(plain, ("name: Ferry,", "name: Ferry, locator: {tabel: 3},"))
    (problem,) = desk.problems(text)
    assert (problem.key, problem.nearest) == ("unknown_key", "table")


def test_an_unknown_key_is_told_from_those_of_its_place(
    desk: "Desk", edit: "Edit", plain: str
) -> None:
    (problem,) = desk.problems(
        edit(plain, ("id: small", "id: small\nmethods: {ahp: {norm: ideal}}"))
    )
    assert problem.path == "methods.ahp.norm"
    assert "known here: normalisation, priorities" in problem.describe("en")


@pytest.mark.parametrize(
    ("number", "key"),
    [
        ("NaN", "ambiguous"),
        (".inf", "ambiguous"),
        ("1e-3", "ambiguous"),
        ("NO", "ambiguous"),
        ("yes", "ambiguous"),
        ("0x10", "ambiguous"),
        ("1_000", "ambiguous"),
        ("1,5", "ambiguous"),
        ("3:1", "ratio_colon"),
        ("", "empty_value"),
        ("much", "expect_number"),
        ('"3"', "expect_number"),
        ("true", "expect_number"),
        ("[3]", "expect_number"),
        ("-3", "expect_range"),
        ("9999999999999999", "expect_range"),
    ],
)
def test_a_weight_is_a_number(
    desk: "Desk", edit: "Edit", plain: str, number: str, key: str
) -> None:
    given = f"\n  from: plain\n  plain:\n    all:\n      price: 1\n      use: {number}"
    text = edit(plain, (" {from: plain, plain: {all: {price: 1, use: 3}}}", given))
    (problem,) = desk.problems(text)
    assert (problem.key, problem.line, problem.path) == (key, 12, "weights.plain.all.use")


def test_one_mistake_is_one_problem(desk: "Desk", edit: "Edit", plain: str) -> None:
    assert desk.keys(edit(plain, ("use: 3", "use: NaN"))) == ["ambiguous"]


@pytest.mark.parametrize("number", ["NaN", "1e-3", "NO", "3:1"])
def test_one_mistake_is_one_problem_in_an_item_of_a_list_too(
    desk: "Desk", edit: "Edit", plain: str, number: str
) -> None:
    (problem,) = desk.problems(edit(plain, ("use: 9", f"use: {number}")))
    assert (problem.line, problem.path) == (10, "alternatives.ferry.scores.use")


def test_one_mistake_is_one_problem_in_a_change_too(desk: "Desk") -> None:
    file = desk.overlay("changes:\n  - {what: weights.plain.all.use, from: 3, to: 1e1}\n")
    assert [problem.key for problem in desk.refused(file)] == ["ambiguous"]


def test_text_in_the_place_of_a_score_is_told_that_a_number_belongs_there(
    desk: "Desk", edit: "Edit", plain: str
) -> None:
    (line,) = desk.lines(edit(plain, ("use: 9", "use: nine")))
    assert line.startswith('scenario.yaml:10: alternatives.ferry.scores.use: found "nine"')
    assert "number" in line


def test_a_number_in_the_place_of_a_title_is_told_that_text_belongs_there(
    desk: "Desk", edit: "Edit", plain: str
) -> None:
    (line,) = desk.lines(edit(plain, ("A small question", "2023")))
    assert line.startswith("scenario.yaml:3: title: found 2023")
    assert "text belongs here" in line


def test_bounds_are_written_as_numbers_are_to_be_written(
    desk: "Desk", edit: "Edit", plain: str
) -> None:
    (line,) = desk.lines(edit(plain, ("use: 3", "use: 9999999999999999")))
    assert "admissible: at most 1" in line
    assert "e+" not in line


def test_an_empty_title_is_one_problem(desk: "Desk", edit: "Edit", plain: str) -> None:
    assert desk.keys(edit(plain, ("A small question", '""'))) == ["expect_text_length"]


def test_a_wrong_item_does_not_make_its_list_empty(desk: "Desk", edit: "Edit", plain: str) -> None:
    keys = desk.keys(edit(plain, ("use: 4", "use: -x-"), ("use: 9", "use: [9]")))
    assert "expect_range" not in keys


def test_an_empty_list_of_alternatives_is_refused(desk: "Desk", plain: str) -> None:
    head = plain[: plain.index("alternatives:")]
    (line,) = desk.lines(head + "alternatives: []\n")
    assert "found 0; admissible: at least 1" in line


def test_a_choice_is_told_from_the_choices(desk: "Desk", edit: "Edit", plain: str) -> None:
    (line,) = desk.lines(edit(plain, ("direction: cost", "direction: costs")))
    assert "found \"costs\"; must be one of: benefit, cost; did you mean 'cost'?" in line


def test_the_version_of_the_format_is_a_number(desk: "Desk", edit: "Edit", plain: str) -> None:
    assert desk.keys(edit(plain, ("ganeum: 1", 'ganeum: "1"'))) == ["expect_choice"]
    assert desk.keys(edit(plain, ("ganeum: 1", "ganeum: 2"))) == ["expect_choice"]


@pytest.mark.parametrize(
    "ratio", ["often", "1/0", "-1/3", "1/-3", "1//3", "/3", "3/", "1e1/2", "1/3/5"]
)
def test_a_judgement_is_a_number_or_a_fraction(
    desk: "Desk", edit: "Edit", plain: str, ratio: str
) -> None:
    given = f'{{from: judgements, judgements: {{all: {{price: {{use: "{ratio}"}}}}}}}}'
    text = edit(plain, ("{from: plain, plain: {all: {price: 1, use: 3}}}", given))
    (line,) = desk.lines(text)
    assert 'a positive number or a quoted fraction belongs here, such as 3 or "1/3"' in line


def test_six_errors_of_form_are_six_lines_in_the_order_of_the_file(desk: "Desk") -> None:
    text = (
        "ganeum: 1\n"
        "id: Six\n"  # 2: capitals
        "title: &t Six errors\n"  # 3: anchor
        "sead: 7\n"  # 4: unknown key
        "criteria:\n"
        "  - {id: price, name: Price, direction: costs}\n"  # 6: unknown choice
        "  - {id: use, name: Use}\n"
        "weights: {from: plain, plain: {all: {price: -1, use: 3}}}\n"  # 8: negative
        "alternatives:\n"
        "  - {id: bridge, name: Bridge, scores: {price: 2, use: 4}}\n"
        "  - {id: ferry, name: Ferry, scores: {price: 4, use: 9}, notes: Slow}\n"  # 11: unknown key
    )
    starts = (
        "scenario.yaml:2: id: ",
        "scenario.yaml:3: title: ",
        "scenario.yaml:4: sead: ",
        "scenario.yaml:6: criteria.price.direction: ",
        "scenario.yaml:8: weights.plain.all.price: ",
        "scenario.yaml:11: alternatives.ferry.notes: ",
    )
    lines = desk.lines(text)
    assert len(lines) == len(starts)
    assert all(line.startswith(start) for line, start in zip(lines, starts, strict=True))


def test_six_errors_of_meaning_are_six_lines_in_the_order_of_the_file(desk: "Desk") -> None:
    text = (
        "ganeum: 1\n"
        "id: six\n"
        "title: Six errors\n"
        "criteria:\n"
        "  - {id: price, name: Price, direction: cost, weight: 2}\n"  # 5: not here
        "  - {id: use, name: Use, scale: levels}\n"  # 6: no levels
        "weights: {from: plain, plain: {all: {price: 1}}}\n"  # 7: one is missing
        "alternatives:\n"
        "  - {id: bridge, name: Bridge, scores: {price: 0, use: 4}}\n"  # 9: no cost
        "  - {id: ferry, name: Ferry, scores: {price: 4}}\n"  # 10: score missing
        "  - {id: ferry, name: Ferry, scores: {price: 4, use: 9}}\n"  # 11: id twice
    )
    starts = (
        "scenario.yaml:5: criteria.price.weight: ",
        "scenario.yaml:6: criteria.use: ",
        "scenario.yaml:7: weights.plain.all: ",
        "scenario.yaml:9: alternatives.bridge.scores.price: ",
        "scenario.yaml:10: alternatives.ferry.scores: ",
        "scenario.yaml:11: alternatives.ferry: ",
    )
    lines = desk.lines(text)
    assert len(lines) == len(starts)
    assert all(line.startswith(start) for line, start in zip(lines, starts, strict=True))


def test_errors_of_form_and_of_meaning_are_said_in_one_go(
    desk: "Desk", edit: "Edit", plain: str
) -> None:
    text = edit(
        plain,
        ("direction: cost", "direction: cost, colour: red"),
        ("{price: 4, use: 9}", "{price: 4}"),
    )
    assert set(desk.keys(text)) == {"unknown_key", "score_missing"}


def test_an_anchor_does_not_hide_what_is_wrong_beneath_it(
    desk: "Desk", edit: "Edit", plain: str
) -> None:
    text = edit(plain, ("weights: {", "weights: &w {"), ("use: 3", "use: -3"))
    assert sorted(desk.keys(text)) == ["anchor", "expect_range"]


def test_errors_of_a_scenario_and_of_its_evidence_are_said_in_one_go(
    desk: "Desk", edit: "Edit", weighed: str, small_evidence: str
) -> None:
    desk.write(edit(small_evidence, ("priority: 2", "priority: 3")), "evidence.yaml")
    lines = desk.lines(edit(weighed, ("title:", "titel:")))
    assert [line.split(":")[0] for line in lines] == [
        "evidence.yaml",
        "scenario.yaml",
        "scenario.yaml",
    ]


def test_the_keys_of_a_place_are_known() -> None:
    assert known_keys(ScenarioFile, ("weights",)) == [
        "from", "groups", "e", "crosswalk", "factors", "plain", "judgements",
    ]  # fmt: skip
    assert "direction" in known_keys(ScenarioFile, ("criteria", 3, "criteria", 0))
    assert "third" in known_keys(ScenarioFile, ("alternatives", 0, "scores", "use"))
    assert "ground" not in known_keys(ScenarioFile, ("alternatives", 0, "exceptions", 0))
    assert known_keys(EvidenceFile, ("source", "title")) == ["ko", "en"]
    assert known_keys(ScenarioFile, ("seed",)) == []
    assert known_keys(ScenarioFile, ("nowhere", "at", "all")) == []


def test_shares_sum_to_one_as_closely_as_thirds_of_three_digits() -> None:
    assert unit_sum({"a": 0.333, "b": 0.333, "c": 0.333})
    assert unit_sum({"a": 0.667, "b": 0.334})
    assert not unit_sum({"a": 0.33, "b": 0.33, "c": 0.33})
    assert not unit_sum({})


def test_a_wrong_value_does_not_hide_what_is_wrong_elsewhere(
    desk: "Desk", edit: "Edit", plain: str
) -> None:
    text = edit(
        plain, ("direction: cost", "direction: costs"), ("{price: 4, use: 9}", "{price: 4}")
    )
    assert set(desk.keys(text)) == {"expect_choice", "score_missing"}


def test_what_was_left_aside_is_not_called_missing(desk: "Desk", edit: "Edit", plain: str) -> None:
    assert desk.keys(edit(plain, ("use: 9", "use: 1e-3"))) == ["ambiguous"]
    assert desk.keys(edit(plain, ("use: 9", "use: nine"))) == ["expect_number"]


def test_a_wrong_item_of_a_list_does_not_hide_what_is_wrong_elsewhere(
    desk: "Desk", edit: "Edit", plain: str
) -> None:
    text = edit(plain, ("id: bridge", "id: Bridge"), ("use: 4", "use: 4, shade: 2"))
    found = desk.keys(text)
    assert "expect_pattern" in found


def test_a_wrong_sector_does_not_hide_weights_that_are_all_zero(
    desk: "Desk", edit: "Edit", plain: str
) -> None:
    text = edit(
        plain, ("id: small\n", "id: small\nsectors: [Downtown, suburb]\n"), ("use: 3}", "use: 0}")
    )
    text = text.replace("price: 1, use: 0", "price: 0, use: 0")
    assert set(desk.keys(text)) == {"expect_pattern", "weights_all_zero"}
