"""A planner's scenario on a base: each change is checked against the value that it changes."""

from typing import TYPE_CHECKING

import pytest

import ganeum

if TYPE_CHECKING:
    from conftest import Desk, Edit


def changes(*lines: str) -> str:
    return "changes:\n" + "".join(f"  - {line}\n" for line in lines)


def changed(desk: "Desk", *lines: str) -> ganeum.Scenario:
    return ganeum.load(desk.overlay(changes(*lines)))


def refusals(desk: "Desk", *lines: str) -> list[str]:
    return desk.said(desk.refused(desk.overlay(changes(*lines))))


def scores(scenario: ganeum.Scenario) -> dict[str, dict[str, float | None]]:
    return {
        a.id: {name: score.value for name, score in a.scores.items()}
        for a in scenario.model.alternatives
    }


def test_no_change_is_the_base_under_another_name(desk: "Desk") -> None:
    mine = ganeum.load(desk.overlay(""))
    base = ganeum.load(desk.folder / "base.yaml")
    assert mine.model.id == "mine"
    assert mine.model.title.en == "My question"
    assert mine.model.alternatives == base.model.alternatives
    assert mine.overlay is not None
    assert mine.overlay.changes == ()
    assert mine.digest != base.digest


def test_a_value_is_changed(desk: "Desk") -> None:
    mine = changed(desk, "{what: weights.plain.all.use, from: 3, to: 6, reason: It counts double}")
    assert mine.model.weights.plain["all"] == {"price": 1, "use": 6}
    assert mine.overlay is not None
    (change,) = mine.overlay.changes
    assert (change.what, change.before, change.to) == ("weights.plain.all.use", 3, 6)
    assert change.reason is not None
    assert change.reason.en == "It counts double"


def test_an_item_of_a_list_is_named_by_its_id_or_its_number(desk: "Desk") -> None:
    by_id = changed(desk, "{what: alternatives.ferry.scores.use, from: 9, to: 1}")
    by_number = changed(desk, "{what: alternatives.1.scores.use, from: 9, to: 1}")
    assert scores(by_id) == {"bridge": {"price": 2, "use": 4}, "ferry": {"price": 4, "use": 1}}
    assert by_id.digest == by_number.digest


def test_a_value_is_added_where_there_was_none(desk: "Desk") -> None:
    mine = changed(desk, "{what: seed, to: 7}", "{what: weights.factors.all.use, to: 2}")
    assert mine.model.seed == 7
    assert mine.model.weights.factors == {"all": {"use": 2}}


def test_an_item_is_added_to_a_list(desk: "Desk") -> None:
    mine = changed(
        desk,
        "{what: alternatives.ford, to: {id: ford, name: Ford, scores: {price: 1, use: 1}}}",
    )
    assert list(scores(mine)) == ["bridge", "ferry", "ford"]


def test_a_value_is_taken_away_where_there_is_no_to(desk: "Desk") -> None:
    mine = changed(
        desk,
        "{what: alternatives.bridge, from: {id: bridge, name: Bridge, scores: {price: 2, use: 4}}}",
    )
    assert list(scores(mine)) == ["ferry"]


def test_changes_are_made_in_order(desk: "Desk") -> None:
    mine = changed(
        desk,
        "{what: alternatives.ford, to: {id: ford, name: Ford, scores: {price: 1, use: 1}}}",
        "{what: alternatives.ford.scores.use, from: 1, to: 2}",
    )
    assert scores(mine)["ford"] == {"price": 1, "use": 2}


def test_a_base_may_have_a_base(desk: "Desk") -> None:
    middle = changed(desk, "{what: weights.plain.all.use, from: 3, to: 4}")
    head = f'ganeum: 1\nid: top\ntitle: Top\nbase: mine.yaml\nbase_digest: "{middle.digest}"\n'
    text = head + changes("{what: weights.plain.all.use, from: 4, to: 5}")
    top = ganeum.load(desk.write(text, "top.yaml"))
    assert top.model.weights.plain["all"]["use"] == 5


def test_language_date_and_note_are_the_overlays_own(desk: "Desk") -> None:
    file = desk.overlay(
        "", edit=lambda head: head + 'language: en\ndate: "2026-01-01"\nnote: Mine\n'
    )
    model = ganeum.load(file).model
    assert (model.language, model.date) == ("en", "2026-01-01")
    assert model.note is not None
    assert model.note.en == "Mine"


def test_evidence_is_looked_for_beside_the_base_that_names_it(
    desk: "Desk", edit: "Edit", weighed: str, small_evidence: str
) -> None:
    desk.write(small_evidence, "base/evidence.yaml")
    base = ganeum.load(desk.write(weighed, "base/base.yaml"))
    head = f'ganeum: 1\nid: top\ntitle: Top\nbase: base/base.yaml\nbase_digest: "{base.digest}"\n'
    top = ganeum.load(desk.write(head, "top.yaml"))
    assert top.evidence is not None
    assert top.evidence.file == desk.folder / "base" / "evidence.yaml"


# what is refused


def test_a_wrong_from_is_told_the_value_that_is_there(desk: "Desk") -> None:
    (line,) = refusals(desk, "{what: weights.plain.all.use, from: 2, to: 6}")
    assert line.startswith("mine.yaml:7: changes.0.from: the base has 3 where 'from' says 2;")


def test_true_is_not_one(desk: "Desk") -> None:
    (line,) = refusals(desk, "{what: weights.plain.all.price, from: true, to: 6}")
    assert "the base has 1 where 'from' says" in line


def test_a_missing_from_is_told_the_value_that_is_there(desk: "Desk") -> None:
    (line,) = refusals(desk, "{what: weights.plain.all.use, to: 6}")
    assert line.startswith("mine.yaml:7: changes.0: the base has the value 3 here; add 'from'")


def test_an_unknown_place_in_a_list_is_refused_with_the_nearest(desk: "Desk") -> None:
    (line,) = refusals(desk, "{what: alternatives.fery.name, from: Ferry, to: Boat}")
    assert line.startswith("mine.yaml:7: changes.0.what: the base has no place 'alternatives.fery")
    assert "under alternatives there are: bridge, ferry" in line
    assert line.endswith("did you mean 'ferry'?")


def test_an_unknown_place_in_a_mapping_is_refused_with_the_nearest(desk: "Desk") -> None:
    lines = refusals(desk, "{what: wieghts.crosswalk, to: mixed}")
    assert any(line.endswith("did you mean 'weights'?") for line in lines)
    assert all(line.startswith("mine.yaml:7: ") for line in lines)


def test_a_place_under_a_plain_value_is_refused(desk: "Desk") -> None:
    (line,) = refusals(desk, "{what: weights.from.what, from: plain, to: evidence}")
    assert "the base has no place 'weights.from.what'" in line


def test_a_place_is_changed_once(desk: "Desk") -> None:
    lines = refusals(
        desk,
        "{what: weights.plain.all.use, from: 3, to: 6}",
        "{what: weights.plain.all.use, from: 6, to: 7}",
    )
    assert len(lines) == 1
    assert lines[0].startswith(
        "mine.yaml:8: changes.1.what: 'weights.plain.all.use' is changed twice"
    )


@pytest.mark.parametrize("key", ["ganeum", "kind", "id", "title", "language", "date", "note"])
def test_what_stands_at_the_top_is_not_changed_below(desk: "Desk", key: str) -> None:
    (line,) = refusals(desk, f"{{what: {key}, to: x}}")
    assert "write it at the top of this file" in line


def test_a_changed_base_is_told_apart_by_its_parts(desk: "Desk", edit: "Edit", plain: str) -> None:
    base = ganeum.load(desk.write(plain, "base.yaml"))
    parts = ", ".join(f'{name}: "{digest}"' for name, digest in base.parts.items())
    file = desk.overlay("", edit=lambda head: head + f"base_parts: {{{parts}}}\n")
    now = ganeum.load(
        desk.write(edit(plain, ("use: 9", "use: 8"), ("name: Use", "name: Usage")), "base.yaml")
    )
    (line,) = desk.said(desk.refused(file))
    assert line.startswith("mine.yaml:5: base_digest: the base base.yaml has changed since")
    assert "(what differs: alternatives, criteria)" in line
    assert line.endswith(f"set base_digest to {now.digest}")


def test_a_changed_base_without_parts_says_that_it_cannot_tell(
    desk: "Desk", edit: "Edit", plain: str
) -> None:
    file = desk.overlay("")
    desk.write(edit(plain, ("use: 9", "use: 8")), "base.yaml")
    (line,) = desk.said(desk.refused(file))
    assert "not known, since there are no base_parts" in line


def test_a_changed_base_does_not_hide_what_is_wrong_with_the_changes(
    desk: "Desk", edit: "Edit", plain: str
) -> None:
    file = desk.overlay(changes("{what: seed, from: 1, to: 2}"))
    desk.write(edit(plain, ("use: 9", "use: 8")), "base.yaml")
    assert [problem.key for problem in desk.refused(file)] == ["base_changed", "change_from_absent"]


def test_bases_that_point_at_each_other_are_refused(desk: "Desk") -> None:
    text = desk.overlay("").read_text()
    desk.write(text.replace("base.yaml", "other.yaml"), "mine.yaml")
    file = desk.write(text.replace("base.yaml", "mine.yaml"), "other.yaml")
    assert "base_circle" in [problem.key for problem in desk.refused(file)]


def test_evidence_is_no_base(desk: "Desk", small_evidence: str) -> None:
    file = desk.overlay("")
    desk.write(small_evidence, "base.yaml")
    assert [problem.key for problem in desk.refused(file)] == ["wrong_kind"]


def test_a_changed_value_is_checked_where_it_was_changed(desk: "Desk") -> None:
    (line,) = refusals(desk, "{what: alternatives.ferry.scores.price, from: 4, to: -4}")
    assert line.startswith("mine.yaml:7: alternatives.ferry.scores.price: the cost 'price' is -4")


def test_what_a_change_breaks_elsewhere_is_said_in_the_base(desk: "Desk") -> None:
    (line,) = refusals(
        desk,
        "{what: criteria.price.direction, from: cost, to: benefit}",
        "{what: alternatives.ferry.scores.use, from: 9}",
    )
    assert line.startswith("base.yaml:10: alternatives.ferry.scores: ")


def test_lines_are_right_after_an_item_was_taken_away(desk: "Desk") -> None:
    lines = refusals(
        desk,
        "{what: alternatives.bridge, from: {id: bridge, name: Bridge, scores: {price: 2, use: 4}}}",
        "{what: criteria.use, from: {id: use, name: Use}}",
        "{what: weights.plain.all.use, from: 3}",
    )
    assert lines == [
        "base.yaml:10: alternatives.ferry.scores.use: criterion 'use' is not defined; "
        "defined: price"
    ]


@pytest.mark.parametrize("where", ["top", "change"])
def test_an_unknown_key_of_the_overlay_itself_is_refused(desk: "Desk", where: str) -> None:
    more = ", why: Because" if where == "change" else ""
    text = changes(f"{{what: weights.plain.all.use, from: 3, to: 6{more}}}")
    file = desk.overlay(text + ("reason: Because\n" if where == "top" else ""))
    (problem,) = desk.refused(file)
    assert problem.key == "unknown_key"


def test_a_name_is_given_once(desk: "Desk") -> None:
    lines = refusals(
        desk, "{what: alternatives.ford, to: {id: ferry, name: F, scores: {price: 1, use: 1}}}"
    )
    assert any("the id 'ferry' is used twice" in line for line in lines)
