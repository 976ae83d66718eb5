"""All problems in one go: what one mistake hides of another is nothing."""

from itertools import combinations
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Desk, Edit

SOURCE = 'source: {title: A report, publisher: An institute, number: "R-1", published: "2023"}'
PEOPLE = "priority: 2\n    calls_for: {people: 1}"

# mistakes that have nothing to do with each other, so that two give what each gives alone
SCENARIO = {
    "no title": ("title: A small question\n", ""),
    "wrong version": ("ganeum: 1", "ganeum: 2"),
    "wrong seed": ("id: small\n", "id: small\nseed: 1.5\n"),
    "ambiguous date": ("weights: {", "date: no\nweights: {"),
    "wrong direction": ("direction: cost", "direction: costs"),
    "unknown key of a criterion": ("name: Use}", "name: Use, colour: red}"),
    "wrong id of an alternative": ("id: bridge", "id: Bridge"),
    "score missing": ("{price: 4, use: 9}", "{price: 4}"),
    "weight that is text": ("price: 1, use: 3", "price: much, use: 3"),
}
WEIGHED = {
    "no id": ("id: weighed\n", ""),
    "wrong weights": ("from: evidence, crosswalk: half", "from: evidences, crosswalk: half"),
    "name of a level that is missing": ("{level: 3, anchor: a side purpose}", "{level: 3}"),
    "undefined crosswalk theme": ("dropped: {rules: {}}", "dropped: {ruls: {}}"),
    "undefined criterion": ("rooms: 9, people: 0", "rooms: 9, people: 0, air: 3"),
    "wrong name of an alternative": ("name: Club", "name: 5"),
}
EVIDENCE = {
    "no kind of a statement": ("    kind: opinion\n", ""),
    "no source": (f"{SOURCE}\n", ""),
    "no codebook rule": ("  rules: [Code what is asked for]\n", ""),
    "shares that do not sum": (PEOPLE, PEOPLE.replace("1}", "0.4}")),
    "undefined sector": ("kites, locator: {table: 3}", "kite, locator: {table: 3}"),
    "wrong figure": ("values: {count: 30, share: 30}", "values: {count: 30, share: 31}"),
    "printed otherwise": ("printed: 71", "printed: 72"),
    "wrong number of ranks": ("ranks: 2, note", "ranks: none, note"),
}


def _pairs(mistakes: dict[str, tuple[str, str]]) -> list[tuple[str, str]]:
    return list(combinations(mistakes, 2))


def _is_union(one: list[str], other: list[str], both: list[str]) -> None:
    assert sorted(both) == sorted([*one, *other])


@pytest.mark.parametrize(("a", "b"), _pairs(SCENARIO))
def test_two_mistakes_of_a_scenario(a: str, b: str, desk: "Desk", edit: "Edit", plain: str) -> None:
    one, other = SCENARIO[a], SCENARIO[b]
    alone = [desk.keys(edit(plain, one)), desk.keys(edit(plain, other))]
    _is_union(*alone, desk.keys(edit(plain, one, other)))


@pytest.mark.parametrize(("a", "b"), _pairs(WEIGHED))
def test_two_mistakes_of_a_scenario_with_evidence(
    a: str, b: str, desk: "Desk", edit: "Edit", weighed: str, small_evidence: str
) -> None:
    desk.write(small_evidence, "evidence.yaml")
    one, other = WEIGHED[a], WEIGHED[b]
    alone = [desk.keys(edit(weighed, one)), desk.keys(edit(weighed, other))]
    _is_union(*alone, desk.keys(edit(weighed, one, other)))


@pytest.mark.parametrize(("a", "b"), _pairs(EVIDENCE))
def test_two_mistakes_of_evidence(
    a: str, b: str, desk: "Desk", edit: "Edit", small_evidence: str
) -> None:
    one, other = EVIDENCE[a], EVIDENCE[b]
    alone = [
        desk.keys(edit(small_evidence, one), "evidence.yaml"),
        desk.keys(edit(small_evidence, other), "evidence.yaml"),
    ]
    _is_union(*alone, desk.keys(edit(small_evidence, one, other), "evidence.yaml"))


@pytest.mark.parametrize("evidence", EVIDENCE)
@pytest.mark.parametrize("scenario", WEIGHED)
def test_a_mistake_of_a_scenario_and_one_of_its_evidence(
    scenario: str, evidence: str, desk: "Desk", edit: "Edit", weighed: str, small_evidence: str
) -> None:
    desk.write(small_evidence, "evidence.yaml")
    one = desk.keys(edit(weighed, WEIGHED[scenario]))
    desk.write(edit(small_evidence, EVIDENCE[evidence]), "evidence.yaml")
    other = desk.keys(weighed)
    _is_union(one, other, desk.keys(edit(weighed, WEIGHED[scenario])))


def test_what_an_item_held_is_not_called_undefined_but_other_names_are(
    desk: "Desk", edit: "Edit", plain: str
) -> None:
    text = edit(
        plain,
        ("{id: use, name: Use}", "{id: use}"),
        ("{price: 4, use: 9}", "{price: 4, use: 9, usse: 2}"),
    )
    problems = desk.problems(text)
    assert [(problem.key, problem.path) for problem in problems] == [
        ("missing_key", "criteria.use"),
        ("undefined", "alternatives.ferry.scores.usse"),
    ]


def test_a_list_that_is_missing_defines_nobody_knows_what(
    desk: "Desk", edit: "Edit", plain: str
) -> None:
    start, end = plain.index("criteria:"), plain.index("weights:")
    text = plain[:start] + plain[end:].replace("use: 9", "use: nine")
    assert desk.keys(text) == ["missing_key", "expect_number"]


def test_a_group_that_is_lost_ranked_nobody_knows_how_many(
    desk: "Desk", edit: "Edit", small_evidence: str
) -> None:
    text = edit(small_evidence, ("ranks: 2, note: It ranks two places}", "ranks: 2}"))
    assert desk.keys(text, "evidence.yaml") == ["missing_key"]


def test_a_file_with_nothing_right_says_so_and_stops(desk: "Desk", plain: str) -> None:
    wrong = "".join(f"  - {{id: A{i}}}\n" for i in range(2500))
    found = desk.keys(plain + wrong)
    assert found.count("too_many_problems") == 1
    assert len(found) == 2001


def test_many_wrong_items_are_all_named_and_hide_nothing(
    desk: "Desk", edit: "Edit", plain: str
) -> None:
    wrong = "".join(f"  - {{id: a{i}, scores: {{}}}}\n" for i in range(500))
    text = edit(plain, ("direction: cost", "direction: costs")) + wrong
    found = desk.keys(text.replace("{price: 4, use: 9}", "{price: 4}"))
    assert found.count("missing_key") == 500
    assert {"expect_choice", "score_missing"} <= set(found)
