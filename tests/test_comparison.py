"""Two analyses side by side: what differs in the inputs, and whose rank moved."""

from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import ganeum
from ganeum.comparison import Comparison, RankMove, compare
from ganeum.drafting import Draft
from ganeum.report.charts import bump_chart
from ganeum.report.charts.frames import comparison_frame
from ganeum.report.comparison_report import comparison_lines, comparison_sections
from ganeum.report.places import place_words, value_words
from ganeum.words import LANGUAGES, Language

if TYPE_CHECKING:
    from conftest import Desk

FEW = settings(deadline=None, derandomize=True, max_examples=10)


def changed(base: ganeum.Scenario, *changes: tuple[str, object]) -> Comparison:
    draft = Draft.of(base)
    for what, to in changes:
        draft = draft.with_change(what, to)
    return compare(ganeum.analyse(base), ganeum.analyse(draft.scenario()))


def test_nothing_differs_from_itself(seoul_analysis: ganeum.Analysis) -> None:
    found = compare(seoul_analysis, seoul_analysis)
    assert (found.inputs, found.moves, found.first_moved()) == ((), (), [])
    assert found.to_frame().empty
    assert comparison_lines(found, "en") == ["The two scenarios have the same inputs"]


def test_another_name_is_no_other_input(seoul: ganeum.Scenario) -> None:
    mine = Draft.of(seoul).called("mine", "Mine", "A note").scenario()
    assert compare(ganeum.analyse(seoul), ganeum.analyse(mine)).inputs == ()


def test_inputs_are_named_as_files_name_them(seoul: ganeum.Scenario) -> None:
    score = "alternatives.industry_linked_training.scores.workforce"
    found = changed(
        seoul,
        ("weights.factors.robotics.demonstration", 2),
        (score, 3),
        ("weights.crosswalk", "dropped"),
        ("seed", 7),
    )
    by_place = {each.what: each for each in found.inputs}
    assert set(by_place) == {
        "weights.factors.robotics.demonstration",
        score,
        "weights.crosswalk",
        "seed",
    }
    assert by_place["weights.factors.robotics.demonstration"].one is None
    assert by_place["weights.crosswalk"].other == "dropped"
    assert by_place[score].other == 3
    assert by_place[score].one["first"]["level"] == 9


def test_what_is_asked_of_the_analysis_is_an_input(seoul: ganeum.Scenario) -> None:
    one = ganeum.analyse(seoul)
    other = ganeum.analyse(seoul, crosswalk="dropped", grounds=())
    assert [(each.what, each.one, each.other) for each in compare(one, other).inputs] == [
        ("weights.crosswalk", "mixed", "dropped"),
        ("use_exceptions", ["chapter3", "planner"], []),
    ]


def test_other_evidence_is_compared_statement_by_statement(
    desk: "Desk", small_evidence: str
) -> None:
    one = ganeum.analyse(desk.weighed())
    other = ganeum.analyse(
        desk.weighed(evidence=small_evidence.replace("More rooms first", "Rooms"))
    )
    (found,) = compare(one, other).inputs
    assert found.what == "evidence.statements.p1.gist"
    assert found.one["en"] == "More rooms first"


def test_an_alternative_that_is_new_moves_in(desk: "Desk", plain: str) -> None:
    base = desk.load(plain)
    ford = {"id": "ford", "name": "Ford", "scores": {"price": 1, "use": 9}}
    found = changed(base, ("alternatives.ford", ford))
    assert [each.what for each in found.inputs] == ["alternatives.ford"]
    assert [m for m in found.moves if m.alternative == "ford"] == [
        RankMove("all", "ahp", "ford", None, 1),
        RankMove("all", "topsis", "ford", None, 1),
    ]
    assert found.first_moved() == [("all", "ahp"), ("all", "topsis")]
    frame = found.to_frame()
    assert frame["one"].isna().sum() == 2
    assert "Ford" in comparison_sections(found, "en")[1].rows[0][0]
    ranks = comparison_frame(found, "all", "ahp", ("before", "after"), "en")
    assert set(ranks["alternative"]) == {"bridge", "ferry"}


@FEW
@given(weights=st.tuples(st.integers(1, 9), st.integers(1, 9)))
def test_moves_are_the_ranks_that_differ(
    seoul: ganeum.Scenario, seoul_analysis: ganeum.Analysis, weights: tuple[int, int]
) -> None:
    draft = Draft.of(seoul).with_change("weights.groups.fgi", weights[0])
    draft = draft.with_change("weights.factors.all.demonstration", weights[1])
    other = ganeum.analyse(draft.scenario())
    found = compare(seoul_analysis, other)
    differing = sum(
        int((seoul_analysis[s].ranking(m).ranks != other[s].ranking(m).ranks).sum())
        for s in other
        for m in other.methods
    )
    assert len(found.moves) == differing
    for sector, method in found.first_moved():
        a, b = (np.asarray(x[sector].ranking(method).ranks) == 1 for x in (seoul_analysis, other))
        assert (a != b).any()
    back = compare(other, seoul_analysis)
    assert {(m.sector, m.method, m.alternative, m.other, m.one) for m in back.moves} == {
        (m.sector, m.method, m.alternative, m.one, m.other) for m in found.moves
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_said_in_words(seoul: ganeum.Scenario, language: Language) -> None:
    found = changed(seoul, ("weights.factors.robotics.demonstration", 2), ("weights.groups.fgi", 2))
    head, inputs, moves = comparison_sections(found, language)
    assert len(head.lines) >= 3
    assert len(inputs.rows) == 2
    assert len(moves.rows) == len(found.moves)
    text = " ".join(" ".join(row) for row in inputs.rows)
    assert ("실증" if language == "ko" else "demonstration") in text
    assert "weights." not in text
    frame = comparison_frame(found, "robotics", "topsis", ("1", "2"), language)
    bump_chart(frame, language, subtitle="a", caption="b").to_dict()


def test_very_many_differences_are_cut(desk: "Desk", plain: str) -> None:
    lines = [f"  - {{id: a{i}, name: A, scores: {{price: {i + 1}, use: 3}}}}" for i in range(300)]
    base = desk.load(plain + "\n".join(lines) + "\n")
    one, other = ganeum.analyse(base), ganeum.analyse(desk.load(plain))
    _, inputs, _ = comparison_sections(compare(one, other), "en")
    assert len(inputs.rows) == 200
    assert inputs.lines == ["100 more differ"]


# places and values in words


@pytest.mark.parametrize(
    ("what", "said"),
    [
        ("alternatives.demonstration_zones.scores.workforce",
         "score: Regulation-free demonstration zones - workforce"),
        ("alternatives.demonstration_zones", "intervention: Regulation-free demonstration zones"),
        ("weights.groups.fgi", "share of the group: focus groups (FGI)"),
        ("weights.factors.all.workforce", "factor on the weight: all - workforce"),
        ("weights.plain.robotics.workforce", "weight set by hand: robotics - workforce"),
        ("weights.judgements.ai.workforce.investment",
         "judgement: AI - workforce - investment and firm growth"),
        ("weights.crosswalk", "crosswalk"),
        ("weights.from", "weights from"),
        ("panel", "panel"),
        ("panel.respondents.r05.changes", "respondent r05"),
        ("panel.rules.trim", "rules of the panel"),
        ("use_exceptions", "grounds on which score exceptions are in force"),
        ("seed", "seed of the random numbers"),
        ("evidence.statements.x1.gist", "statement: x1 - gist"),
        ("alternatives.nobody.note", "alternatives.nobody.note"),
        ("levels.\u202e<b>", "levels.\ufffd<b>"),
    ],
)  # fmt: skip
def test_a_place_in_words(seoul: ganeum.Scenario, what: str, said: str) -> None:
    assert place_words(seoul, what, "en") == said
    assert place_words(seoul, what, "ko")


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (None, "nothing"),
        (2.0, "2"),
        (1 / 3, "0.333333"),
        (True, "yes"),
        ({"ko": "가", "en": "A"}, "A"),
        ({"value": 3.0}, "3"),
        ({"first": {"level": 9.0}, "second": {"level": 3.0}}, "6"),
        ({"missing": {"ko": "가", "en": "A"}}, "missing"),
        ({"id": "x", "name": {"ko": "가", "en": "Ferry"}, "scores": {}}, "Ferry"),
        ({"workforce": 2.0}, "workforce 2"),
        ({"title": "P", "respondents": [{}, {}]}, "2 respondent(s)"),
        ({"id": "r01", "judgements": {}}, "pairwise answers"),
        ("evidence", "evidence"),
        ("plain", "as given"),
        (["ai", "fintech"], "AI, fintech"),
        ([], "-"),
        ("x" * 100, "x" * 58),
    ],
)
def test_a_value_in_words(seoul: ganeum.Scenario, value: object, said: str) -> None:
    assert value_words(seoul, value, "en").startswith(said)
    assert len(value_words(seoul, value, "ko")) <= 60
