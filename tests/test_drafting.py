"""Drafts: changes merge, go away again, and the text is what the loader reads."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import ganeum
from ganeum.drafting import Draft
from ganeum.fields import Text

if TYPE_CHECKING:
    from conftest import Desk

MANY = settings(deadline=None, derandomize=True, max_examples=60)

USE = "weights.plain.all.use"
FERRY = "alternatives.ferry"


@pytest.fixture
def draft(desk: "Desk", plain: str) -> Draft:
    desk.write(plain, "base.yaml")
    return Draft.of(ganeum.load(desk.folder / "base.yaml"))


def said(draft: Draft) -> list[tuple[str, object, object]]:
    return [(change.what, change.before, change.to) for change in draft.changes]


def keys(draft: Draft) -> list[str]:
    with pytest.raises(ganeum.ScenarioError) as caught:
        draft.scenario()
    return [problem.key for problem in caught.value.problems]


def reloaded(draft: Draft) -> ganeum.Scenario:
    file = draft.base.file.with_name("mine.yaml")
    file.write_bytes(draft.text().encode())
    return ganeum.load(file)


def test_without_a_change_it_is_the_base(draft: Draft) -> None:
    scenario = draft.scenario()
    assert scenario.model == draft.base.model
    assert scenario.digest == draft.base.digest


def test_a_change_knows_what_the_base_says(draft: Draft) -> None:
    changed = draft.with_change(USE, 6, "It counts double")
    assert said(changed) == [(USE, 3, 6)]
    assert changed.changes[0].reason == Text(ko="It counts double", en="It counts double")
    assert changed.scenario().model.weights.plain["all"] == {"price": 1, "use": 6}
    assert draft.changes == ()


def test_the_same_place_twice_is_one_change_that_keeps_its_reason(draft: Draft) -> None:
    changed = draft.with_change(USE, 6, "Why").with_change("seed", 7).with_change(USE, 8)
    assert said(changed) == [(USE, 3, 8), ("seed", None, 7)]
    assert changed.changes[0].reason is not None
    assert changed.with_change(USE, 9, "Better").changes[0].reason == Text(ko="Better", en="Better")


def test_a_reason_is_given_later_and_taken_away(draft: Draft) -> None:
    changed = draft.with_change(USE, 6).with_change("seed", 7)
    given = changed.with_reason(USE, "Why")
    assert [change.reason and change.reason.en for change in given.changes] == ["Why", None]
    assert given.with_reason(USE, "") == changed


@pytest.mark.parametrize("value", [3, 3.0])
def test_the_value_of_the_base_removes_the_change(draft: Draft, value: float) -> None:
    assert draft.with_change(USE, 6).with_change(USE, value) == draft
    assert draft.with_change("seed", 6).with_change("seed", None) == draft


def test_a_place_is_one_whether_by_id_or_by_number(draft: Draft) -> None:
    changed = draft.with_change("alternatives.1.scores.use", 1)
    assert said(changed) == [(f"{FERRY}.scores.use", 9, 1)]
    assert changed.with_change(f"{FERRY}.scores.use", 9) == draft


def test_what_is_taken_away_comes_back(draft: Draft) -> None:
    gone = draft.with_change(FERRY, None)
    assert [a.id for a in gone.scenario().model.alternatives] == ["bridge"]
    assert gone.without(FERRY) == draft
    ferry = draft.value(FERRY)
    assert ferry is not None
    assert gone.with_change("alternatives.ferry", ferry) == draft


def test_a_change_below_a_change_builds_on_it(draft: Draft) -> None:
    ford = {"id": "ford", "name": "Ford", "scores": {"price": 1, "use": 1}}
    added = draft.with_change("alternatives.ford", ford)
    higher = added.with_change("alternatives.ford.scores.use", 2)
    assert said(higher)[1] == ("alternatives.ford.scores.use", 1, 2)
    assert higher.with_change("alternatives.ford.scores.use", 1) == added
    assert higher.without("alternatives.ford") == draft
    whole = higher.with_change("alternatives.ford", {**ford, "scores": {"price": 5, "use": 5}})
    assert len(whole.changes) == 1
    assert reloaded(whole).digest == whole.scenario().digest


def test_a_change_of_something_whole_takes_the_place_of_those_below(draft: Draft) -> None:
    changed = draft.with_change(USE, 6).with_change("seed", 1)
    whole = changed.with_change("weights.plain.all", {"price": 1, "use": 1})
    assert said(whole) == [
        ("seed", None, 1),
        ("weights.plain.all", {"price": 1, "use": 3}, {"price": 1, "use": 1}),
    ]
    assert said(whole.with_change(USE, 2))[2] == (USE, 1, 2)
    assert reloaded(whole.with_change(USE, 2)).digest == whole.with_change(USE, 2).scenario().digest


def test_changes_that_overlap_in_a_file_stay_in_order(desk: "Desk") -> None:
    changes = (
        "changes:\n  - {what: weights.plain.all.use, from: 3, to: 4}\n"
        "  - {what: weights.plain.all, from: {price: 1, use: 4}, to: {price: 2, use: 5}}\n"
    )
    draft = Draft.of(ganeum.load(desk.overlay(changes)))
    assert draft.with_change(USE, 7).scenario().model.weights.plain["all"]["use"] == 7
    assert said(draft.without(USE))[0][1] == {"price": 1, "use": 3}
    draft.without(USE).scenario()


def test_the_draft_of_a_scenario_on_a_base_has_its_changes(scenarios: Path) -> None:
    scenario = ganeum.load(scenarios / "robotics-demonstration-double.yaml")
    draft = Draft.of(scenario)
    assert scenario.overlay is not None
    assert draft.base.file.name == "seoul-2022.yaml"
    assert draft.changes == scenario.overlay.changes
    assert draft.scenario().digest == scenario.digest


def test_language_date_and_note_are_kept(desk: "Desk") -> None:
    head = 'language: en\ndate: "2026-01-01"\nnote: Mine\n'
    scenario = ganeum.load(desk.overlay("", edit=lambda text: text + head))
    draft = Draft.of(scenario)
    assert draft.scenario().digest == scenario.digest
    assert Draft.of(draft.scenario()) == draft


def test_it_has_a_name_of_its_own(draft: Draft) -> None:
    model = reloaded(draft.called("mine", "나의 질문", "메모")).model
    assert (model.id, model.title.ko, model.note) == (
        "mine",
        "나의 질문",
        Text(ko="메모", en="메모"),
    )
    assert draft.called("mine", "Mine").note is None


def test_half_a_character_is_refused(draft: Draft) -> None:
    assert keys(draft.called("mine", "\ud800")) == ["syntax"]


@pytest.mark.parametrize("name", ["", "../base", "CON", "a/b", "\0", "x" * 200])
def test_a_name_that_is_no_id_is_refused(draft: Draft, name: str) -> None:
    assert keys(draft.called(name, "Mine"))


def test_everything_that_is_wrong_is_said(draft: Draft) -> None:
    wrong = (
        draft.called("mine", "")
        .with_change("alternatives.fery.name", "Boat")
        .with_change(f"{FERRY}.scores.price", -4)
        .with_change("id", "other")
        .with_change(USE, "many", "x" * 3000)
    )
    assert sorted(keys(wrong)) == [
        "change_fixed",
        "change_path",
        "cost_not_positive",
        "expect_number",
        "expect_text_length",
        "expect_text_length",
    ]


def test_lines_of_problems_are_those_of_the_text(draft: Draft) -> None:
    wrong = draft.with_change(f"{FERRY}.scores.price", -4)
    with pytest.raises(ganeum.ScenarioError) as caught:
        wrong.scenario()
    (problem,) = caught.value.problems
    assert wrong.text().splitlines()[problem.line - 1] == "    to: -4"


def test_nothing_is_read_again(desk: "Desk") -> None:
    base = desk.weighed()
    base.file.unlink()
    (desk.folder / "evidence.yaml").unlink()
    draft = Draft.of(base).with_change("alternatives.hall.scores.people", 3)
    scenario = draft.scenario()
    assert scenario.evidence is base.evidence
    assert scenario.digest != base.digest


def test_other_evidence_is_read(desk: "Desk", small_evidence: str) -> None:
    draft = Draft.of(desk.weighed())
    desk.write(small_evidence.replace("More rooms first", "Rooms first"), "other.yaml")
    other = draft.with_change("evidence", "other.yaml")
    assert reloaded(other).digest == other.scenario().digest
    assert keys(draft.with_change("evidence", "away.yaml")) == ["missing_file"]
    assert keys(draft.with_change("evidence", "../evidence.yaml")) == ["outside"]


def test_a_draft_of_the_base_question_is_checked_at_once(seoul: ganeum.Scenario) -> None:
    draft = Draft.of(seoul).with_change("weights.groups.fgi", 2)
    draft.scenario()
    times: list[float] = []
    for _ in range(5):
        start = time.perf_counter()
        draft.scenario()
        times.append(time.perf_counter() - start)
    assert min(times) < 0.05


# whatever is changed, the file says what the draft says

NUMBERS = st.floats(1e-6, 1e6) | st.integers(1, 9)
SCORES = st.fixed_dictionaries({"price": NUMBERS, "use": NUMBERS})
LINE = st.text(min_size=1, max_size=8)


def item(name: str) -> st.SearchStrategy[object]:
    return st.none() | st.fixed_dictionaries({"id": st.just(name), "name": LINE, "scores": SCORES})


PLACES: dict[str, st.SearchStrategy[object]] = {
    "alternatives.0.scores": SCORES,
    "alternatives.bridge.name": LINE,
    "alternatives.ferry": item("ferry"),
    "alternatives.ferry.scores.use": NUMBERS,
    "alternatives.ford": item("ford"),
    "alternatives.ford.scores.price": NUMBERS,
    "criteria.use.note": st.none() | LINE,
    "seed": st.none() | st.integers(0, 9),
    "weights.factors.all": st.none() | SCORES,
    "weights.factors.all.use": st.none() | NUMBERS,
    "weights.plain.all": SCORES,
    "weights.plain.all.use": NUMBERS,
}
GOOD = st.sampled_from(sorted(PLACES)).flatmap(lambda name: st.tuples(st.just(name), PLACES[name]))
ANY = st.tuples(st.sampled_from(sorted(PLACES)), NUMBERS | st.text() | st.none() | st.booleans())


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> ganeum.Scenario:
    from conftest import PLAIN

    file = tmp_path_factory.mktemp("drafts") / "base.yaml"
    file.write_text(PLAIN)
    return ganeum.load(file)


def loaded(load: Callable[[], ganeum.Scenario]) -> ganeum.Scenario | list[str]:
    try:
        return load()
    except ganeum.ScenarioError as error:
        return [problem.key for problem in error.problems]


@MANY
@given(
    steps=st.lists(GOOD, max_size=6) | st.lists(ANY, max_size=3),
    reason=st.text(max_size=5),
    title=st.text(min_size=1, max_size=10),
)
def test_the_text_loads_to_the_same_digest_or_the_same_problems(
    base: ganeum.Scenario, steps: list[tuple[str, object]], reason: str, title: str
) -> None:
    draft = Draft.of(base).called("mine", title)
    for what, to in steps:
        draft = draft.with_change(what, to, reason)
    assert len({change.what for change in draft.changes}) == len(draft.changes)
    found, again = loaded(draft.scenario), loaded(lambda: reloaded(draft))
    if isinstance(found, ganeum.Scenario) and isinstance(again, ganeum.Scenario):
        assert again.digest == found.digest
        assert Draft.of(again).text() == draft.text()
    else:
        assert again == found
        ours = {"change_from", "change_from_missing", "change_from_absent", "change_twice"}
        assert isinstance(found, list)
        assert not ours & set(found)


@MANY
@given(steps=st.lists(GOOD | ANY, min_size=1, max_size=5))
def test_everything_taken_back_is_the_base(
    base: ganeum.Scenario, steps: list[tuple[str, object]]
) -> None:
    draft = Draft.of(base)
    for what, to in steps:
        draft = draft.with_change(what, to)
    for change in reversed(draft.changes):
        draft = draft.without(change.what)
    assert draft == Draft.of(base)
