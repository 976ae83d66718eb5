"""What an evidence file must mean: ids defined and used, shares whole, both codings there."""

from typing import TYPE_CHECKING

import pytest

import ganeum

if TYPE_CHECKING:
    from conftest import Desk, Edit


def line_of(text: str, piece: str) -> int:
    return text[: text.index(piece)].count("\n") + 1


@pytest.mark.parametrize(
    ("old", "new", "said", "nearest"),
    [
        ("sector: kites\n    g", "sector: kite\n    g", "sector 'kite' is not defined", "kites"),
        ("group: firms", "group: firm", "group 'firm' is not defined", "firms"),
        ("{rooms: 1}}\n      s", "{room: 1}}\n      s", "theme 'room' is not defined", "rooms"),
        ("strategy: teach", "strategy: teachers", "strategy 'teachers' is not defined", "teach"),
        ("sectors: [kites]", "sectors: [kits]", "sector 'kits' is not defined", "kites"),
        ("sector: boats, area: rooms", "sector: boat, area: rooms", "sector 'boat'", "boats"),
        ("area: rooms, p", "area: room, p", "theme 'room' is not defined", "rooms"),
        ("- {sector: kites, loc", "- {sector: kits, loc", "sector 'kits' is not defined", "kites"),
        ("id: sizes\n    sector: boats", "id: sizes\n    sector: boat", "sector 'boat'", "boats"),
    ],
)
def test_undefined_names_are_refused_with_the_nearest(
    desk: "Desk", edit: "Edit", small_evidence: str, old: str, new: str, said: str, nearest: str
) -> None:
    lines = desk.lines(edit(small_evidence, (old, new)))
    fitting = [line for line in lines if said in line]
    assert fitting
    assert fitting[0].endswith(f"did you mean '{nearest}'?")


@pytest.mark.parametrize(
    ("field", "what"),
    [("repeats: [p9]", "statement 'p9'"), ("order: [rooms, roms]", "theme 'roms'")],
)
def test_what_a_statement_points_to_is_there(
    desk: "Desk", edit: "Edit", small_evidence: str, field: str, what: str
) -> None:
    text = edit(small_evidence, ("    priority: 2\n", f"    priority: 2\n    {field}\n"))
    (line,) = desk.lines(text)
    assert f"{what} is not defined" in line


def test_a_group_that_nobody_belongs_to_is_refused(
    desk: "Desk", edit: "Edit", small_evidence: str
) -> None:
    more = "  - {id: press, name: The press, demand: true, note: Nobody wrote}\nstatements:"
    text = edit(small_evidence, ("statements:", more))
    (line,) = desk.lines(text)
    assert line.startswith(f"scenario.yaml:{line_of(text, 'id: press')}: groups.press: ")
    assert "group 'press' is defined and never used; use or remove it" in line


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("id: people, name", "id: rooms, name"),
        ("{id: kites, name", "{id: boats, name"),
        ("id: firms, name", "id: panel, name"),
        ("- id: p2", "- id: p1"),
    ],
)
def test_an_id_that_is_used_twice_is_refused(
    desk: "Desk", edit: "Edit", small_evidence: str, old: str, new: str
) -> None:
    text = edit(small_evidence, (old, new))
    found = [problem for problem in desk.problems(text) if problem.key == "duplicate_id"]
    assert [problem.line for problem in found] == [text[: text.rindex(new)].count("\n") + 1]


def test_a_cell_of_coverage_that_stands_twice_is_refused_at_its_place(
    desk: "Desk", edit: "Edit", small_evidence: str
) -> None:
    text = edit(small_evidence, ("area: people, provider: seoul", "area: rooms, provider: state"))
    (problem,) = desk.problems(text)
    assert problem.key == "duplicate_id"
    assert problem.line == line_of(text, "mark: none")


def test_rows_of_facts_have_ids_of_their_own(
    desk: "Desk", edit: "Edit", small_evidence: str
) -> None:
    row = "      - {id: big, name: Big again, values: {count: 30}}\n      - {id: tiny"
    assert desk.keys(edit(small_evidence, ("      - {id: tiny", row))) == ["duplicate_id"]


def test_shares_sum_to_one(desk: "Desk", edit: "Edit", small_evidence: str) -> None:
    shares = "second: {polarity: need, calls_for: {rules: 0.5, rooms: 0.4}}"
    text = edit(small_evidence, ("second: {polarity: need, calls_for: {rules: 1}}", shares))
    (line,) = desk.lines(text)
    assert line.startswith(f"scenario.yaml:{line_of(text, 'second: {pol')}: ")
    assert "statements.f1.codings.second.calls_for: the shares sum to 0.9; they must" in line


@pytest.mark.parametrize("share", ["-0.5", "1.5"])
def test_a_share_is_between_zero_and_one(
    desk: "Desk", edit: "Edit", small_evidence: str, share: str
) -> None:
    shares = f"second: {{polarity: need, calls_for: {{rules: {share}}}}}"
    text = edit(small_evidence, ("second: {polarity: need, calls_for: {rules: 1}}", shares))
    assert desk.keys(text) == ["expect_range"]


def test_a_statement_has_a_place(desk: "Desk", edit: "Edit", small_evidence: str) -> None:
    text = edit(small_evidence, ('{table: 1, row: "2"}', '{row: "2", page: 3}'))
    (line,) = desk.lines(text)
    assert "statements.k1.locator: a locator without a place" in line


def test_codings_that_part_need_a_third_reading(
    desk: "Desk", edit: "Edit", small_evidence: str
) -> None:
    second = "second: {polarity: need, calls_for: {rules: 1}}"
    caution = "second: {polarity: caution}"
    (line,) = desk.lines(edit(small_evidence, (second, caution)))
    assert "the codings differ in polarity (need, caution)" in line
    third = f"{caution}\n      third: {{polarity: caution, reason: It warns}}"
    desk.write(edit(small_evidence, (second, third)), "good.yaml")
    ganeum.load_evidence(desk.folder / "good.yaml")


def test_a_need_that_a_third_reading_finds_names_its_sector(
    desk: "Desk", edit: "Edit", small_evidence: str
) -> None:
    third = "third: {polarity: need, calls_for: {rules: 1}, reason: They ask for it}"
    text = edit(
        small_evidence,
        ("sector: boats\n    group: firms", "sector: all\n    group: firms"),
        ("first: {polarity: need, calls_for: {rooms: 1}}", "first: {polarity: context}"),
        (
            "second: {polarity: need, calls_for: {rules: 1}}",
            f"second: {{polarity: caution}}\n      {third}",
        ),
    )
    assert desk.keys(text) == ["need_without_sector"]


def test_the_order_of_the_associations_may_name_no_sector(
    desk: "Desk", edit: "Edit", small_evidence: str
) -> None:
    order = (
        "  - id: o1\n    sector: all\n    group: firms\n    kind: opinion\n"
        "    locator: {table: 1}\n    gist: People before rooms\n    basis: read\n"
        "    polarity: context\n    order: [people, rooms]\ncoverage:"
    )
    ganeum.load_evidence(desk.write(edit(small_evidence, ("coverage:", order))))
