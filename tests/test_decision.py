"""The decision matrix: values, directions, nested criteria, exceptions, what is left out."""

from typing import TYPE_CHECKING

import pytest

from ganeum.decision import DecisionMatrix, decision_matrix
from ganeum.scenario_reading import leaves, sectors_of

if TYPE_CHECKING:
    from conftest import Desk, Edit

GROUND = "basis: judged, rationale: R, locator: {table: 1}"
EXCEPTION = "{{sector: {0}, criterion: use, from: {1}, score: {2}}}"


def matrix(
    desk: "Desk", text: str, sector: str = "all", grounds: str = "planner"
) -> DecisionMatrix:
    return decision_matrix(desk.load(text).model, sector, [grounds])


def test_a_plain_matrix_stands_as_it_was_given(desk: "Desk", plain: str) -> None:
    found = matrix(desk, plain)
    assert found.alternatives == ("bridge", "ferry")
    assert found.criteria == ("price", "use")
    assert found.directions == ("cost", "benefit")
    assert found.values.tolist() == [[2, 4], [4, 9]]
    assert found.left_out == {}


def test_two_codings_count_with_their_mean(desk: "Desk", edit: "Edit", plain: str) -> None:
    codings = f"{{first: {{level: 9, {GROUND}}}, second: {{level: 3, {GROUND}}}}}"
    assert matrix(desk, edit(plain, ("use: 9}", f"use: {codings}}}"))).values[1, 1] == 6


def test_a_third_reading_decides(desk: "Desk", edit: "Edit", plain: str) -> None:
    codings = (
        f"{{first: {{level: 9, {GROUND}}}, second: {{level: 3, {GROUND}}}, "
        f"third: {{level: 1, reason: Both went too far, {GROUND}}}}}"
    )
    assert matrix(desk, edit(plain, ("use: 9}", f"use: {codings}}}"))).values[1, 1] == 1


def test_a_missing_score_leaves_the_alternative_out_with_the_reason(
    desk: "Desk", edit: "Edit", plain: str
) -> None:
    found = matrix(desk, edit(plain, ("use: 9}", "use: {missing: Nobody counted}}")))
    assert found.alternatives == ("bridge",)
    assert found.values.shape == (1, 2)
    assert {name: reason.en for name, reason in found.left_out.items()} == {
        "ferry": "Nobody counted"
    }


@pytest.mark.parametrize(("ground", "value"), [("planner", 1), ("chapter4", 9)])
def test_an_exception_is_in_force_on_its_ground_only(
    desk: "Desk", edit: "Edit", plain: str, ground: str, value: int
) -> None:
    exception = EXCEPTION.format("all", ground, 1)
    text = edit(plain, ("name: Ferry, ", f"name: Ferry, exceptions: [{exception}], "))
    found = matrix(desk, text, grounds="planner")
    assert found.values[1, 1] == value
    assert (("ferry", "use") in found.exceptions) == (ground == "planner")


def test_an_exception_is_in_force_in_its_sector_only(
    desk: "Desk", edit: "Edit", plain: str
) -> None:
    exception = EXCEPTION.format("east", "planner", 1)
    text = edit(
        plain,
        ("name: Ferry, ", f"name: Ferry, exceptions: [{exception}], "),
        ("id: small", "id: small\nsectors: [east, west]"),
    )
    assert matrix(desk, text, "east").values[1, 1] == 1
    assert matrix(desk, text, "west").values[1, 1] == 9


def test_an_exception_may_say_missing(desk: "Desk", edit: "Edit", plain: str) -> None:
    exception = EXCEPTION.format("all", "planner", "{missing: Not here}")
    found = matrix(
        desk, edit(plain, ("name: Ferry, ", f"name: Ferry, exceptions: [{exception}], "))
    )
    assert found.left_out["ferry"].en == "Not here"


NESTED = """\
ganeum: 1
id: nested
title: Nested
criteria:
  - {id: price, name: Price, direction: cost}
  - id: use
    name: Use
    criteria:
      - {id: day, name: By day, weight: 3}
      - id: night
        name: By night
        weight: 1
        criteria:
          - {id: dusk, name: At dusk, weight: 2}
          - {id: dawn, name: At dawn, weight: 2}
weights: {from: plain, plain: {all: {price: 1, use: 4}}}
alternatives:
  - {id: bridge, name: Bridge, scores: {price: 2, day: 4, dusk: 1, dawn: 5}}
  - {id: ferry, name: Ferry, scores: {price: 4, day: 9, dusk: 2, dawn: 3}}
"""


def test_the_leaves_of_nested_criteria_are_scored_with_local_shares(desk: "Desk") -> None:
    found = leaves(desk.load(NESTED).model.criteria)
    assert [(leaf.criterion.id, leaf.top, leaf.share) for leaf in found] == [
        ("price", "price", 1),
        ("day", "use", 3 / 4),
        ("dusk", "use", 1 / 8),  # half of a quarter
        ("dawn", "use", 1 / 8),
    ]
    assert matrix(desk, NESTED).criteria == ("price", "day", "dusk", "dawn")


def test_sectors_have_names_of_their_own_or_the_evidences_or_their_id(
    desk: "Desk", edit: "Edit", plain: str, weighed: str
) -> None:
    assert list(sectors_of(desk.load(plain).model, None)) == ["all"]
    named = "id: small\nsectors: [east, {id: west, name: The west}]"
    names = sectors_of(desk.load(edit(plain, ("id: small", named))).model, None)
    assert {sector: name.en for sector, name in names.items()} == {
        "east": "east",
        "west": "The west",
    }
    scenario = desk.weighed()
    assert scenario.evidence is not None
    found = sectors_of(scenario.model, scenario.evidence.model)
    assert {sector: name.en for sector, name in found.items()} == {
        "boats": "Boats",
        "kites": "Kites",
    }
    one = desk.weighed(edit(weighed, ("id: weighed", "id: weighed\nsectors: [kites]")))
    assert {s: n.en for s, n in sectors_of(one.model, scenario.evidence.model).items()} == {
        "kites": "Kites"
    }
