"""The one orchestration: what comes out of a scenario, degenerate ones included."""

from typing import TYPE_CHECKING

import numpy as np
import pytest

import ganeum
from ganeum.ranking import METHODS

if TYPE_CHECKING:
    from conftest import Desk, Edit

SECTORS = ["ai", "bio_health", "fintech", "smart_mobility", "robotics"]
ONE_ALTERNATIVE = "  - {id: ferry, name: Ferry, scores: {price: 4, use: 9}}\n"


def ranks(analysis: ganeum.Analysis, sector: str = "all") -> dict[str, dict[str, int]]:
    found = analysis[sector].rankings
    return {
        method: dict(zip(r.alternatives, r.ranks.tolist(), strict=True))
        for method, r in found.items()
    }


# the shape of an answer


def test_the_example_of_the_readme(seoul_analysis: ganeum.Analysis) -> None:
    frame = seoul_analysis["robotics"].ranking("topsis").to_frame()
    assert list(frame.columns) == ["rank", "name", "score"]
    assert frame.index.name == "alternative"
    assert len(frame) == 8
    assert frame["rank"].is_monotonic_increasing
    assert frame["score"].is_monotonic_decreasing
    assert frame["score"].between(0, 1).all()
    assert frame.loc["research_talent", "name"] == "고급 연구인력 유치"


def test_an_analysis_is_a_mapping_of_sectors(seoul_analysis: ganeum.Analysis) -> None:
    assert list(seoul_analysis) == SECTORS
    assert len(seoul_analysis) == 5
    assert seoul_analysis["ai"].name.en == "AI"
    assert seoul_analysis.crosswalk == "mixed"
    assert seoul_analysis.grounds == ("chapter3", "planner")
    assert seoul_analysis.methods == METHODS


def test_sectors_and_methods_may_be_chosen(
    seoul: ganeum.Scenario, seoul_analysis: ganeum.Analysis
) -> None:
    part = ganeum.analyse(seoul, sectors=["robotics"], methods=["topsis"])
    assert list(part) == ["robotics"]
    assert list(part["robotics"].rankings) == ["topsis"]
    whole = seoul_analysis["robotics"].ranking("topsis")
    assert np.array_equal(part["robotics"].ranking("topsis").scores, whole.scores)


def test_weights_sum_to_one_in_every_sector(seoul_analysis: ganeum.Analysis) -> None:
    for sector in seoul_analysis.values():
        assert sector.weights.values.sum() == pytest.approx(1)
        assert sector.leaf_weights == pytest.approx(sector.weights.values)
        assert [view.group for view in sector.weights.groups] == [
            "technology",
            "association",
            "fgi",
        ]
        assert sum(view.share for view in sector.weights.groups) == pytest.approx(1)


def test_the_same_scenario_gives_the_same_numbers(
    seoul: ganeum.Scenario, seoul_analysis: ganeum.Analysis
) -> None:
    again = ganeum.analyse(seoul)
    for sector in seoul_analysis:
        for method in METHODS:
            one, other = seoul_analysis[sector].ranking(method), again[sector].ranking(method)
            assert one.scores.tobytes() == other.scores.tobytes()


def test_the_crosswalk_changes_weights(seoul: ganeum.Scenario) -> None:
    found = {
        name: ganeum.analyse(seoul, crosswalk=name)["ai"].weights.by_criterion()
        for name in ("mixed", "dropped", "folded")
    }
    assert found["mixed"] != found["dropped"]
    # folded moves research money onto investment, on top of what mixed moves
    assert found["folded"]["investment"] > found["mixed"]["investment"]


def test_themes_show_weights_only(seoul: ganeum.Scenario) -> None:
    analysis = ganeum.analyse(seoul, crosswalk="themes")
    for sector in analysis.values():
        assert sector.rankings == {}
        assert len(sector.weights.criteria) == 7
        assert sector.weights.values.sum() == pytest.approx(1)
    with pytest.raises(KeyError):
        analysis["ai"].ranking("ahp")


@pytest.mark.parametrize("text", ["plain", "weighed"])
def test_what_is_not_the_scenarios_is_refused(desk: "Desk", plain: str, text: str) -> None:
    scenario = desk.load(plain) if text == "plain" else desk.weighed()
    with pytest.raises(KeyError):
        ganeum.analyse(scenario, sectors=["nowhere"])
    with pytest.raises(KeyError):
        ganeum.analyse(scenario, crosswalk="nowhere")


def test_exceptions_are_in_force_on_the_scenarios_grounds(
    seoul: ganeum.Scenario, seoul_analysis: ganeum.Analysis
) -> None:
    used = [e.ground for s in seoul_analysis.values() for e in s.matrix.exceptions.values()]
    assert set(used) == {"chapter3"}
    given = [e.ground for a in seoul.model.alternatives for e in a.exceptions]
    assert "chapter4" not in seoul.model.use_exceptions
    every = ganeum.analyse(seoul, grounds=["chapter3", "chapter4"])
    assert sum(len(s.matrix.exceptions) for s in every.values()) == len(given)
    none = ganeum.analyse(seoul, grounds=[])
    assert not any(s.matrix.exceptions for s in none.values())


def test_values_that_a_method_refuses_are_a_problem_of_the_scenario(
    desk: "Desk", edit: "Edit", plain: str
) -> None:
    text = edit(plain, ("id: small", "id: small\nmethods: {ahp: {normalisation: none}}"))
    scenario = desk.load(text)
    with pytest.raises(ganeum.ScenarioError) as caught:
        ganeum.analyse(scenario)
    (problem,) = caught.value.problems
    assert (problem.key, problem.path) == ("method_refuses", "methods.ahp")
    assert list(ganeum.analyse(scenario, methods=["topsis"])["all"].rankings) == ["topsis"]


# numbers by hand


def test_plain_weights_and_a_plain_matrix_by_hand(desk: "Desk", plain: str) -> None:
    # ideal mode: price min/x is 1 and 1/2, use x/max is 4/9 and 1; weights 1/4 and 3/4
    analysis = ganeum.analyse(desk.load(plain))
    ahp = analysis["all"].ranking("ahp")
    assert ahp.scores == pytest.approx([1 / 4 + 3 / 4 * 4 / 9, 1 / 4 / 2 + 3 / 4])
    assert ranks(analysis)["ahp"] == {"bridge": 2, "ferry": 1}
    # vector: price / sqrt(20), use / sqrt(97); each is best on one and worst on the other, so the
    # distances are the weighted gaps
    price, use = 1 / 4 * 2 / np.sqrt(20), 3 / 4 * 5 / np.sqrt(97)
    topsis = analysis["all"].ranking("topsis")
    assert topsis.scores == pytest.approx([price / (price + use), use / (price + use)])


def test_evidence_to_ranks_by_hand(desk: "Desk") -> None:
    # kites: rooms 1/6, people 5/6 (test_weights.py); scores over 9
    kites = ganeum.analyse(desk.weighed())["kites"].ranking("ahp")
    assert kites.alternatives == ("hall", "school", "club")
    assert kites.scores == pytest.approx([1 / 6, 1 / 18 + 5 / 6, 1 / 3])
    assert kites.ranks.tolist() == [3, 1, 2]


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
      - {id: night, name: By night, weight: 1}
weights: {from: plain, plain: {all: {price: 1, use: 4}}}
alternatives:
  - {id: bridge, name: Bridge, scores: {price: 2, day: 4, night: 2}}
  - {id: ferry, name: Ferry, scores: {price: 4, day: 8, night: 1}}
"""


def test_nested_criteria_have_local_and_global_weights(desk: "Desk") -> None:
    analysis = ganeum.analyse(desk.load(NESTED))["all"]
    assert analysis.weights.by_criterion() == pytest.approx({"price": 0.2, "use": 0.8})
    assert analysis.matrix.criteria == ("price", "day", "night")
    assert analysis.leaf_weights == pytest.approx([0.2, 0.6, 0.2])
    # ideal: price 1, 1/2; day 1/2, 1; night 1, 1/2
    expected = [0.2 + 0.3 + 0.2, 0.1 + 0.6 + 0.1]
    assert analysis.ranking("ahp").scores == pytest.approx(expected)


# not errors


def test_one_alternative_is_first(desk: "Desk", edit: "Edit", plain: str) -> None:
    analysis = ganeum.analyse(desk.load(edit(plain, (ONE_ALTERNATIVE, ""))))
    assert ranks(analysis) == {"ahp": {"bridge": 1}, "topsis": {"bridge": 1}}
    assert analysis["all"].ranking("ahp").scores == pytest.approx([1])
    assert analysis["all"].ranking("topsis").scores.tolist() == [0.5]


def test_one_criterion_has_all_the_weight(desk: "Desk", edit: "Edit", plain: str) -> None:
    text = edit(
        plain,
        ("  - {id: price, name: Price, direction: cost}\n", ""),
        ("{price: 1, use: 3}", "{use: 3}"),
        ("{price: 2, use: 4}", "{use: 4}"),
        ("{price: 4, use: 9}", "{use: 9}"),
    )
    analysis = ganeum.analyse(desk.load(text))
    assert analysis["all"].weights.by_criterion() == {"use": 1}
    assert ranks(analysis) == {
        "ahp": {"bridge": 2, "ferry": 1},
        "topsis": {"bridge": 2, "ferry": 1},
    }
    assert analysis["all"].ranking("topsis").scores.tolist() == [0, 1]


def test_identical_alternatives_share_the_first_place(
    desk: "Desk", edit: "Edit", plain: str
) -> None:
    analysis = ganeum.analyse(desk.load(edit(plain, ("{price: 4, use: 9}", "{price: 2, use: 4}"))))
    assert ranks(analysis) == {method: {"bridge": 1, "ferry": 1} for method in METHODS}
    assert analysis["all"].ranking("topsis").scores.tolist() == [0.5, 0.5]


def test_a_constant_column_changes_no_order_and_is_known(
    desk: "Desk", edit: "Edit", plain: str
) -> None:
    analysis = ganeum.analyse(desk.load(edit(plain, ("{price: 4, use: 9}", "{price: 2, use: 9}"))))
    assert ranks(analysis) == {method: {"bridge": 2, "ferry": 1} for method in METHODS}
    for ranking in analysis["all"].rankings.values():
        assert ranking.steps.constant_criteria.tolist() == [0]


def test_a_criterion_of_weight_zero_changes_no_order(
    desk: "Desk", edit: "Edit", plain: str
) -> None:
    text = edit(plain, ("{price: 1, use: 3}", "{price: 0, use: 3}"))
    for price in (1, 4, 99):
        changed = edit(text, ("{price: 4, use: 9}", f"{{price: {price}, use: 9}}"))
        found = ranks(ganeum.analyse(desk.load(changed)))
        assert found == {method: {"bridge": 2, "ferry": 1} for method in METHODS}


def test_an_exact_tie_shares_the_better_rank(desk: "Desk", edit: "Edit", plain: str) -> None:
    more = "".join(
        f"  - {{id: {name}, name: {name}, scores: {{price: 2, use: {use}}}}}\n"
        for name, use in (("ford", 9), ("raft", 9), ("swim", 1))
    )
    text = edit(plain, (ONE_ALTERNATIVE, more))
    # ford and raft are alike and best, bridge is next, swim last: 1, 1, 3, 4
    for found in ranks(ganeum.analyse(desk.load(text))).values():
        assert found == {"bridge": 3, "ford": 1, "raft": 1, "swim": 4}


def test_a_mirrored_problem_is_a_tie_by_both_methods(
    desk: "Desk", edit: "Edit", plain: str
) -> None:
    text = edit(
        plain,
        (", direction: cost", ""),
        ("{price: 1, use: 3}", "{price: 1, use: 1}"),
        ("{price: 2, use: 4}", "{price: 3, use: 7}"),
        ("{price: 4, use: 9}", "{price: 7, use: 3}"),
    )
    assert ranks(ganeum.analyse(desk.load(text))) == {
        method: {"bridge": 1, "ferry": 1} for method in METHODS
    }


def test_a_missing_score_is_ranked_without(desk: "Desk", edit: "Edit", plain: str) -> None:
    analysis = ganeum.analyse(
        desk.load(edit(plain, ("use: 9}", "use: {missing: Nobody counted}}")))
    )
    assert ranks(analysis) == {method: {"bridge": 1} for method in METHODS}
    assert analysis["all"].matrix.left_out["ferry"].en == "Nobody counted"


def test_ties_stand_in_the_order_of_the_scenario(desk: "Desk", edit: "Edit", plain: str) -> None:
    text = edit(plain, ("{price: 4, use: 9}", "{price: 2, use: 4}"))
    frame = ganeum.analyse(desk.load(text))["all"].ranking("ahp").to_frame()
    assert list(frame.index) == ["bridge", "ferry"]
    assert list(frame["rank"]) == [1, 1]


def test_the_public_names_are_these() -> None:
    assert set(ganeum.__all__) == {
        "Analysis", "Evidence", "Problem", "Scenario", "ScenarioError", "SectorAnalysis",
        "__version__", "analyse", "kernel", "load", "load_evidence",
    }  # fmt: skip
    assert all(hasattr(ganeum, name) for name in ganeum.__all__)
