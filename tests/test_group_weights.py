"""How far the weight of a source group can move, by analysing the scenario anew."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

import ganeum
from ganeum.kernel import ranks
from ganeum.kernel.inputs import Integers
from ganeum.ranking import METHODS, Method
from ganeum.sensitivity import GroupWeight, examined, sensitivity
from ganeum.sensitivity.group_weights import group_weights
from ganeum.sensitivity.lines import lines

if TYPE_CHECKING:
    from conftest import Desk, Edit

SECTORS = ["ai", "bio_health", "fintech", "smart_mobility", "robotics"]
DOWN_TO = {"first": 1, "top3": 3, "order": None}
NEAR = 1e-7

NESTED = """
  - id: people
    name: People
    criteria:
      - {id: sailors, name: Sailors, weight: 1, scale: levels}
      - {id: cooks, name: Cooks, weight: 3, scale: levels}
"""


def standings(
    scenario: ganeum.Scenario, sector: str, method: Method, shares: Mapping[str, float]
) -> Integers:
    """Return the ranks of a sector's alternatives under other weights of the groups."""
    weights = scenario.model.weights.model_copy(update={"groups": dict(shares)})
    model = scenario.model.model_copy(update={"weights": weights})
    found = ganeum.analyse(replace(scenario, model=model), sectors=[sector], methods=[method])
    return found[sector].ranking(method).ranks


def shares_at(found: list[GroupWeight], group: str, place: float) -> dict[str, float]:
    """Return the weights of all groups where one has been moved."""
    now = {each.group: each.present for each in found}
    moved = {name: share * (1 - place) / (1 - now[group]) for name, share in now.items()}
    return {**moved, group: place}


def kept(standing: Integers, keep: str) -> list[int]:
    down_to = DOWN_TO[keep]
    return (standing if down_to is None else standing <= down_to).tolist()


def check(scenario: ganeum.Scenario, sector: str, method: Method) -> list[GroupWeight]:
    case = examined(ganeum.analyse(scenario), sector, method)
    found = list(group_weights(case))
    for each in found:
        now = standings(scenario, sector, method, shares_at(found, each.group, each.present))
        assert now.tolist() == case.ranking.ranks.tolist()
        assert not each.undecided
        for keep, (low, high) in each.intervals.items():
            assert low <= each.present <= high
            for place in [low + NEAR, *np.linspace(low, high, 5)[1:-1], high - NEAR]:
                there = standings(scenario, sector, method, shares_at(found, each.group, place))
                assert kept(there, keep) == kept(now, keep)
            for bound, end, step in ((low, 0, -NEAR), (high, 1, NEAR)):
                if bound != end:
                    shares = shares_at(found, each.group, bound + step)
                    beyond = standings(scenario, sector, method, shares)
                    assert kept(beyond, keep) != kept(now, keep)
        for bound, end, step, name in (
            (each.intervals["first"][0], 0, -NEAR, each.first_below),
            (each.intervals["first"][1], 1, NEAR, each.first_above),
        ):
            assert (name == "") == (bound == end)
            if name:
                shares = shares_at(found, each.group, bound + step)
                beyond = standings(scenario, sector, method, shares)
                assert beyond[case.alternatives.index(name)] == 1
    return found


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("sector", ["fintech", "robotics"])
def test_the_ranking_keeps_what_is_said_within_the_interval_only(
    seoul: ganeum.Scenario, sector: str, method: Method
) -> None:
    found = check(seoul, sector, method)
    assert [each.group for each in found] == ["technology", "association", "fgi"]
    assert [each.present for each in found] == pytest.approx([1 / 3] * 3)


@pytest.mark.parametrize("method", METHODS)
def test_factors_and_sub_criteria_come_after_the_groups(
    desk: "Desk", edit: "Edit", weighed: str, small_evidence: str, method: Method
) -> None:
    scenario = desk.weighed(
        edit(
            weighed,
            ("\n  - {id: people, name: People, scale: levels}\n", NESTED),
            ("crosswalk: half}", "crosswalk: half, factors: {all: {people: 1.5}}}"),
            ("rooms: 9, people: 0", "rooms: 9, sailors: 0, cooks: 1"),
            ("rooms: 3, people: 9", "rooms: 3, sailors: 3, cooks: 9"),
            ("rooms: 3, people: 3", "rooms: 3, sailors: 9, cooks: 3"),
            (
                "  - {level: 0, anchor: none}",
                "  - {level: 1, anchor: a bit}\n  - {level: 0, anchor: none}",
            ),
        ),
        small_evidence,
    )
    found = check(scenario, "boats", method)
    assert [each.group for each in found] == ["panel", "firms"]
    assert any(each.first_above or each.first_below for each in found)


def test_who_speaks_alone_has_no_others_to_move_against(desk: "Desk") -> None:
    analysis = ganeum.analyse(desk.weighed())
    assert len(list(group_weights(examined(analysis, "boats", "ahp")))) == 2
    assert list(group_weights(examined(analysis, "kites", "ahp"))) == []
    assert sensitivity(analysis, "kites", "ahp").group_weights == ()


def test_a_group_whose_weight_is_zero_can_still_gain_some(
    desk: "Desk", edit: "Edit", weighed: str, small_evidence: str
) -> None:
    text = edit(weighed, ("crosswalk: half}", "crosswalk: half, groups: {panel: 1, firms: 0}}"))
    analysis = ganeum.analyse(desk.weighed(text, small_evidence))
    (only,) = group_weights(examined(analysis, "boats", "ahp"))
    assert (only.group, only.present) == ("firms", 0)


def test_plain_weights_come_from_no_group(desk: "Desk", plain: str) -> None:
    found = sensitivity(ganeum.analyse(desk.load(plain)), "all", "ahp")
    assert found.group_weights == ()


def test_a_tie_that_is_never_parted_is_named(
    desk: "Desk", edit: "Edit", weighed: str, small_evidence: str
) -> None:
    # the panel and the firms ask for rooms and people alike, so hall and school tie all along
    evidence = edit(
        small_evidence,
        (
            "    calls_for: {rooms: 1}\n  - id: p2",
            "    calls_for: {rooms: 0.5, people: 0.5}\n  - id: p2",
        ),
        (
            "    priority: 2\n    calls_for: {people: 1}",
            "    priority: 2\n    calls_for: {rooms: 0.5, people: 0.5}",
        ),
        (
            "first: {polarity: need, calls_for: {rooms: 1}}",
            "first: {polarity: need, calls_for: {rooms: 0.5, people: 0.5}}",
        ),
        (
            "second: {polarity: need, calls_for: {rules: 1}}",
            "second: {polarity: need, calls_for: {rooms: 0.5, people: 0.5}}",
        ),
    )
    text = edit(weighed, ("rooms: 9, people: 0", "rooms: 9, people: 3"))
    analysis = ganeum.analyse(desk.weighed(text, evidence))
    for each in group_weights(examined(analysis, "boats", "ahp")):
        assert each.intervals["order"] == (0, 1)
        (named,) = each.undecided
        assert (named.alternatives, named.lower, named.upper) == (("hall", "school"), 0, 1)


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("sector", SECTORS)
def test_lines_hold_the_top_three_and_the_order_as_long_as_said(
    seoul_analysis: ganeum.Analysis, sector: str, method: Method
) -> None:
    case = examined(seoul_analysis, sector, method)
    (equal, *_) = lines(case)
    assert equal.towards == "equal"
    now = case.ranking.ranks
    for keep, until in (("top3", equal.top3_holds_until), ("order", equal.order_holds_until)):
        assert until <= 1
        shares = np.append(np.linspace(0, until, 50)[1:-1], [until + NEAR] * (until < 1))
        weights = case.weights + shares[:, None] * (0.25 - case.weights)
        stays = [kept(ranks(row), keep) == kept(now, keep) for row in case.problem.scores(weights)]
        assert stays == [True] * 48 + [False] * (until < 1)
