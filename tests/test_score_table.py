"""Scores edited in a table: each edit is one change, and the base's value takes it back."""

import math
from typing import TYPE_CHECKING

import pytest

import ganeum
from ganeum.drafting import Draft
from ganeum.score_table import (
    score_table,
    with_alternative,
    with_name,
    with_score,
    without_alternative,
)

if TYPE_CHECKING:
    from conftest import Desk

ZONES, WORK = "demonstration_zones", "workforce"
PLACE = f"alternatives.{ZONES}.scores.{WORK}"


@pytest.fixture
def draft(seoul: ganeum.Scenario) -> Draft:
    return Draft.of(seoul)


def test_it_shows_names_and_scores(seoul: ganeum.Scenario) -> None:
    frame = score_table(seoul, "en")
    assert list(frame.columns[1:]) == [c.id for c in seoul.model.criteria]
    assert list(frame.index) == [a.id for a in seoul.model.alternatives]
    assert frame.loc[ZONES, "name"] == "Regulation-free demonstration zones"
    matrix = ganeum.analyse(seoul)["fintech"].matrix
    rows = [
        name for name in matrix.alternatives if not any(n == name for n, _ in matrix.exceptions)
    ]
    assert len(rows) >= 6
    for name in rows:
        assert (
            frame.loc[name].tolist()[1:] == matrix.values[matrix.alternatives.index(name)].tolist()
        )


def test_an_edited_score_is_a_change_with_its_reason(draft: Draft) -> None:
    edited = with_score(draft, ZONES, WORK, 9, "Trainees run the zones")
    assert [(change.what, change.to) for change in edited.changes] == [(PLACE, 9)]
    assert edited.changes[0].reason is not None
    assert score_table(edited.scenario(), "ko").loc[ZONES, WORK] == 9


def test_the_bases_value_brings_both_codings_back(draft: Draft) -> None:
    mixed = "cooperation_networks"
    value = 2.0  # the mean of two codings
    names = [a.id for a in draft.base.model.alternatives]
    mixed = next(
        n for n in names if score_table(draft.base, "ko").loc[n, "infrastructure"] == value
    )
    edited = with_score(draft, mixed, "infrastructure", 9)
    assert edited.changes
    assert with_score(edited, mixed, "infrastructure", value) == draft


def test_an_emptied_score_is_missing(draft: Draft) -> None:
    edited = with_score(draft, ZONES, WORK, None)
    scenario = edited.scenario()
    assert math.isnan(score_table(scenario, "ko").loc[ZONES, WORK])
    left_out = ganeum.analyse(scenario)["ai"].matrix.left_out
    assert left_out[ZONES].en == "left empty by the planner"
    assert with_score(edited, ZONES, WORK, 0) == draft


def test_a_level_that_is_none_is_refused_with_the_levels(draft: Draft) -> None:
    with pytest.raises(ganeum.ScenarioError) as caught:
        with_score(draft, ZONES, WORK, 5).scenario()
    (problem,) = caught.value.problems
    assert (problem.key, problem.path) == ("level_off_scale", PLACE)


def test_a_name_is_changed_in_one_language(draft: Draft) -> None:
    edited = with_name(draft, ZONES, "Trial zones", "en").scenario().model
    named = next(a for a in edited.alternatives if a.id == ZONES).name
    assert (named.ko, named.en) == ("규제 없는 실증환경", "Trial zones")
    assert with_name(with_name(draft, ZONES, "x", "ko"), ZONES, "규제 없는 실증환경", "ko") == draft


def test_a_name_that_stands_for_both_languages_changes_in_both(desk: "Desk", plain: str) -> None:
    draft = with_name(Draft.of(desk.load(plain)), "ferry", "Boat", "ko")
    named = next(a for a in draft.scenario().model.alternatives if a.id == "ferry").name
    assert (named.ko, named.en) == ("Boat", "Boat")


def test_interventions_come_and_go(draft: Draft) -> None:
    scores = dict.fromkeys((c.id for c in draft.base.model.criteria), 3)
    more = with_alternative(with_alternative(draft, "시민 참여", scores), "Open data", scores)
    ids = [a.id for a in more.scenario().model.alternatives]
    assert ids[-2:] == ["added", "open-data"]
    again = with_alternative(more, "Open data!", scores)
    assert next(a.id for a in reversed(again.scenario().model.alternatives)) == "open-data-2"
    higher = with_score(more, "open-data", WORK, 9)
    assert score_table(higher.scenario(), "ko").loc["open-data", WORK] == 9
    assert without_alternative(without_alternative(higher, "open-data"), "added") == draft
    assert ZONES not in score_table(without_alternative(draft, ZONES).scenario(), "ko").index
