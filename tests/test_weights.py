"""Weights of a sector, every number worked out by hand from the small evidence file.

Boats: the panel ranks rooms first (2) and people second (1); the firms ask for one thing, coded
half rooms and half rules. Kites: the panel alone ranks people first (2).
"""

from math import sqrt
from typing import TYPE_CHECKING

import numpy as np
import pytest

import ganeum
from ganeum.weights import SectorWeights, judgement_matrix, sector_weights

if TYPE_CHECKING:
    from conftest import Desk, Edit

THREE = """\
ganeum: 1
id: three
title: Three criteria
criteria:
  - {id: a, name: First}
  - {id: b, name: Second}
  - {id: c, name: Third}
weights: WEIGHTS
alternatives:
  - {id: one, name: One, scores: {a: 1, b: 2, c: 3}}
  - {id: two, name: Two, scores: {a: 3, b: 2, c: 1}}
"""


def weights_of(
    scenario: ganeum.Scenario, sector: str = "boats", crosswalk: str = "half"
) -> SectorWeights:
    return sector_weights(scenario, sector, crosswalk)


def test_two_groups_by_hand(desk: "Desk") -> None:
    found = weights_of(desk.weighed())
    panel, firms = found.groups
    # panel: intensities 2 and 1; (2 + 0.5) / (1 + 0.5) = 1.667, nearest in logarithm to 2
    assert panel.intensities.tolist() == [2, 1]
    assert panel.judgements.tolist() == [[1, 2], [1 / 2, 1]]
    # firms: 0.5 rooms, 0.25 people by the crosswalk; 1 / 0.75 = 1.333, nearest in logarithm to 1
    assert firms.intensities.tolist() == [0.5, 0.25]
    assert firms.judgements.tolist() == [[1, 1], [1, 1]]
    assert (panel.share, firms.share) == (0.5, 0.5)
    # geometric mean of 2 and 1 is sqrt(2), so the weights are as sqrt(2) to 1
    assert found.judgements == pytest.approx(np.array([[1, sqrt(2)], [1 / sqrt(2), 1]]))
    assert found.criteria == ("rooms", "people")
    assert found.values == pytest.approx([sqrt(2) / (1 + sqrt(2)), 1 / (1 + sqrt(2))])
    assert found.origin == "evidence"
    assert found.priorities is not None
    assert found.priorities.consistency_ratio == 0


def test_a_silent_group_drops_out_and_its_weight_is_shared(desk: "Desk") -> None:
    found = weights_of(desk.weighed(), "kites")
    panel, firms = found.groups
    assert (panel.share, firms.share) == (1, 0)
    assert found.silent_groups == ("firms",)
    # panel alone: (0 + 0.5) / (2 + 0.5) = 1/5
    assert found.by_criterion() == pytest.approx({"rooms": 1 / 6, "people": 5 / 6})


def test_group_weights_are_exponents(desk: "Desk", edit: "Edit", weighed: str) -> None:
    groups = "crosswalk: half, groups: {panel: 3, firms: 1}}"
    found = weights_of(desk.weighed(edit(weighed, ("crosswalk: half}", groups))))
    assert [view.share for view in found.groups] == [0.75, 0.25]
    ratio = 2**0.75  # the geometric mean of 2 (weight 3) and 1 (weight 1)
    assert found.values == pytest.approx([ratio / (1 + ratio), 1 / (1 + ratio)])


def test_a_group_of_weight_zero_is_not_heard(desk: "Desk", edit: "Edit", weighed: str) -> None:
    groups = "crosswalk: half, groups: {panel: 1, firms: 0}}"
    found = weights_of(desk.weighed(edit(weighed, ("crosswalk: half}", groups))))
    assert found.values == pytest.approx([2 / 3, 1 / 3])


def test_another_crosswalk_gives_other_weights(desk: "Desk") -> None:
    # dropped: rules count for nothing, so the firms say 0.5 and 0; (0.5 + 0.5) / 0.5 = 2
    found = weights_of(desk.weighed(), crosswalk="dropped")
    assert found.groups[1].judgements.tolist() == [[1, 2], [1 / 2, 1]]
    assert found.values == pytest.approx([2 / 3, 1 / 3])


def test_the_view_of_all_themes_moves_nothing(desk: "Desk") -> None:
    found = weights_of(desk.weighed(), crosswalk="themes")
    assert found.criteria == ("rooms", "people", "rules")
    panel, firms = found.groups
    assert panel.intensities.tolist() == [2, 1, 0]
    assert firms.intensities.tolist() == [0.5, 0, 0.5]
    # panel: 2.5 : 1.5 : 0.5, so 1.67 is 2, 5 is 5, 3 is 3; firms: 1 : 0.5 : 1, so 2, 1 and 1/2
    assert panel.judgements[0].tolist() == [1, 2, 5]
    assert panel.judgements[1, 2] == 3
    assert firms.judgements[0].tolist() == [1, 2, 1]
    assert firms.judgements[1, 2] == 1 / 2
    assert found.values.sum() == pytest.approx(1)


def test_the_offset_is_the_scenarios(desk: "Desk", edit: "Edit", weighed: str) -> None:
    # e = 2 in kites: 2 / 4 = 1/2
    found = weights_of(
        desk.weighed(edit(weighed, ("crosswalk: half}", "crosswalk: half, e: 2}"))), "kites"
    )
    assert found.by_criterion() == pytest.approx({"rooms": 1 / 3, "people": 2 / 3})


def test_a_third_reading_decides(
    desk: "Desk", edit: "Edit", weighed: str, small_evidence: str
) -> None:
    second = "      second: {polarity: need, calls_for: {rules: 1}}\n"
    third = "      third: {polarity: need, calls_for: {people: 1}, reason: They meant people}\n"
    found = weights_of(desk.weighed(weighed, edit(small_evidence, (second, second + third))))
    # firms: 0.5 / 1.5 = 1/3; with the panel's 2: sqrt(2/3)
    assert found.groups[1].intensities.tolist() == [0, 1]
    ratio = sqrt(2 / 3)
    assert found.values == pytest.approx([ratio / (1 + ratio), 1 / (1 + ratio)])


def test_factors_multiply_and_the_sum_is_one_again(
    desk: "Desk", edit: "Edit", weighed: str
) -> None:
    factors = "crosswalk: half, factors: {all: {people: 3}, kites: {rooms: 5, people: 1}}}"
    scenario = desk.weighed(edit(weighed, ("crosswalk: half}", factors)))
    boats, kites = weights_of(scenario), weights_of(scenario, "kites")
    assert boats.factors == {"people": 3}
    assert boats.values == pytest.approx([sqrt(2) / (3 + sqrt(2)), 3 / (3 + sqrt(2))])
    # a sector's own factors come before those for all: 5 x 1/6 to 1 x 5/6
    assert kites.factors == {"rooms": 5}
    assert kites.values == pytest.approx([0.5, 0.5])
    assert boats.priorities is not None  # the consistency is that of the judgements


def test_plain_weights_of_a_sector_come_before_the_evidence(
    desk: "Desk", edit: "Edit", weighed: str
) -> None:
    plain = "crosswalk: half, plain: {kites: {rooms: 3, people: 1}}}"
    scenario = desk.weighed(edit(weighed, ("crosswalk: half}", plain)))
    kites = weights_of(scenario, "kites")
    assert kites.origin == "plain"
    assert kites.priorities is None
    assert kites.groups == ()
    assert kites.by_criterion() == {"rooms": 0.75, "people": 0.25}
    assert weights_of(scenario, "boats").origin == "evidence"


def test_judgements_of_a_sector_come_before_the_evidence(
    desk: "Desk", edit: "Edit", weighed: str
) -> None:
    judged = 'crosswalk: half, judgements: {kites: {rooms: {people: "1/4"}}}}'
    kites = weights_of(desk.weighed(edit(weighed, ("crosswalk: half}", judged))), "kites")
    assert kites.origin == "judgements"
    assert kites.by_criterion() == pytest.approx({"rooms": 0.2, "people": 0.8})


def three(desk: "Desk", weights: str) -> SectorWeights:
    return weights_of(desk.load(THREE.replace("WEIGHTS", weights)), "all")


def test_plain_weights_are_scaled_to_sum_one(desk: "Desk") -> None:
    found = three(desk, "{from: plain, plain: {all: {a: 2, b: 1, c: 1}}}")
    assert found.by_criterion() == {"a": 0.5, "b": 0.25, "c": 0.25}


CONSISTENT = "{from: judgements, judgements: {all: {a: {b: 2, c: 4}, b: {c: 2}}}}"
OTHER_HALF = '{from: judgements, judgements: {all: {b: {a: "1/2"}, c: {a: 0.25, b: "1/2"}}}}'
WHOLE = (
    "{from: judgements, judgements: {all: {a: {a: 1, b: 2, c: 4}, "
    'b: {a: "1/2", b: 1, c: 2}, c: {a: "1/4", b: "1/2", c: 1}}}}'
)


@pytest.mark.parametrize("weights", [CONSISTENT, OTHER_HALF, WHOLE])
def test_judgements_may_be_given_by_either_half_or_whole(desk: "Desk", weights: str) -> None:
    found = three(desk, weights)
    assert found.values == pytest.approx([4 / 7, 2 / 7, 1 / 7])
    assert found.priorities is not None
    assert found.priorities.consistency_ratio == pytest.approx(0, abs=1e-12)


def test_inconsistent_judgements_are_a_finding_not_an_error(desk: "Desk") -> None:
    found = three(desk, "{from: judgements, judgements: {all: {a: {b: 3}, b: {c: 3}, c: {a: 3}}}}")
    # a circle: each beats the next threefold, so the weights are equal and the ratio is bad
    assert found.values == pytest.approx([1 / 3] * 3)
    assert found.priorities is not None
    assert found.priorities.consistency_ratio > 0.1


def test_the_geometric_mean_is_an_option(desk: "Desk") -> None:
    text = THREE.replace("id: three", "id: three\nmethods: {ahp: {priorities: geometric_mean}}")
    judged = "{from: judgements, judgements: {all: {a: {b: 2, c: 8}, b: {c: 1}}}}"
    found = weights_of(desk.load(text.replace("WEIGHTS", judged)), "all")
    means = np.array([(1 * 2 * 8) ** (1 / 3), (1 / 2 * 1) ** (1 / 3), (1 / 8) ** (1 / 3)])
    assert found.values == pytest.approx(means / means.sum())


def test_a_matrix_is_made_from_one_half() -> None:
    found = judgement_matrix({"b": {"a": 4.0}}, ["a", "b"])
    assert found.tolist() == [[1, 0.25], [4, 1]]
