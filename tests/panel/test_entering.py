"""Answers entered by hand: one pair after the other, until they connect what is compared."""

import numpy as np
import pytest

import ganeum
from ganeum.kernel import judgement_proposals, priorities
from ganeum.panel.entering import answers_of, entered, free_id, with_answer
from ganeum.panel.questionnaire import Node, questionnaire_of
from ganeum.panel_file import Respondent, Rules

RULES = Rules()
NOBODY = Respondent(id="r01", group="expert", judgements={})


@pytest.fixture
def node(nested: ganeum.Scenario) -> Node:
    """Return the three sub-criteria, as asked about boats."""
    return questionnaire_of(nested, sectors=["boats"], nodes=["use"]).nodes[0]


def answered(node: Node, *values: float | None) -> Respondent:
    who = NOBODY
    for (first, second), value in zip(node.pairs, values, strict=False):
        who = with_answer(who, node, (first.id, second.id), value)
    return who


def test_nothing_answered_is_in_as_many_parts_as_items_and_of_use(node: Node) -> None:
    found = entered(NOBODY, node, "eigenvector", RULES)
    assert (found.answered, found.asked, found.own, found.proposals) == (0, 3, None, None)
    assert found.parts == (("speed",), ("ease",), ("looks",))
    assert found.usable


def test_a_single_answer_connects_two_of_three_and_cannot_be_used_yet(node: Node) -> None:
    found = entered(answered(node, 3), node, "eigenvector", RULES)
    assert found.parts == (("speed", "ease"), ("looks",))
    assert found.own is None
    assert not found.usable


@pytest.mark.parametrize("seed", range(30))
def test_complete_answers_have_the_ratio_and_proposals_of_their_matrix(
    node: Node, seed: int
) -> None:
    values = np.random.default_rng(seed).choice([1 / 9, 1 / 5, 1 / 2, 1, 2, 4, 8], 3).tolist()
    found = entered(answered(node, *values), node, "eigenvector", RULES)
    a, b, c = values
    matrix = [[1, a, b], [1 / a, 1, c], [1 / b, 1 / c, 1]]
    wanted = priorities(matrix)
    assert found.own is not None
    assert found.proposals is not None
    assert found.own.consistency_ratio == pytest.approx(wanted.consistency_ratio, abs=1e-12)
    assert found.own.priorities == pytest.approx(wanted.priorities)
    assert found.proposals.pairs.tolist() == judgement_proposals(matrix).pairs.tolist()
    assert answers_of(answered(node, *values), node) == {
        (first.id, second.id): value
        for (first, second), value in zip(node.pairs, values, strict=True)
    }


def test_what_was_said_of_all_sectors_does_not_stand_in(node: Node) -> None:
    judgements = {"all": {"use": {"speed": {"ease": 9.0, "looks": 9.0}}}}
    who = NOBODY.model_copy(update={"judgements": judgements})
    assert entered(who, node, "eigenvector", RULES).answered == 0


def test_an_answer_that_is_cleared_leaves_no_trace(node: Node) -> None:
    who = answered(node, 3, 5)
    for first, second in node.pairs:
        who = with_answer(who, node, (first.id, second.id), None)
    assert who == NOBODY


def test_a_new_answer_replaces_one_that_a_file_gave_the_other_way_round(node: Node) -> None:
    who = Respondent.model_validate(
        {
            "id": "r01",
            "group": "expert",
            "judgements": {"boats": {"use": {"ease": {"speed": 4}, "looks": {"ease": 2}}}},
        }
    )
    assert answers_of(who, node) == {("speed", "ease"): 0.25, ("ease", "looks"): 0.5}
    then = with_answer(who, node, ("speed", "ease"), 3)
    assert then.judgements == {"boats": {"use": {"speed": {"ease": 3}, "ease": {"looks": 0.5}}}}


def test_a_change_goes_with_the_answer_that_it_was_of_and_no_other_does(node: Node) -> None:
    changes = [
        {
            "sector": "boats",
            "node": "use",
            "first": a,
            "second": b,
            "from": 3,
            "to": 1,
            "reason": "x",
        }
        for a, b in (("ease", "speed"), ("speed", "looks"))
    ]
    given = {"id": "r01", "group": "expert", "judgements": {}, "changes": changes}
    who = Respondent.model_validate(given)
    then = with_answer(who, node, ("speed", "ease"), 5)
    assert then.changes == who.changes[1:]


def test_a_number_that_is_free_is_found_in_a_gap_and_at_the_end() -> None:
    assert free_id([]) == "r01"
    assert free_id(["r02", "r01"]) == "r03"
    assert free_id([f"r{k:02}" for k in range(1, 100)]) == "r100"
