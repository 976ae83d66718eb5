"""Weights from a panel, by hand, and the same when drawn in arrays as when put together singly."""

from math import sqrt
from typing import Any

import numpy as np
import pytest

import ganeum
from ganeum.kernel import priorities, weighted_sum
from ganeum.panel_weights import node_weights
from ganeum.scenario_file import ScenarioFile
from ganeum.sensitivity.panel_arrays import drawn_node, panel_arrays
from ganeum.weights import sector_weights
from panels import answers, asked, drawn_rows, question

ONE = {"a": {"b": 3, "c": 5, "d": 7}, "b": {"c": 3, "d": 5}, "c": {"d": 1}}
TWO = {"a": {"b": "1/3", "c": 1, "d": 3}, "b": {"c": 3, "d": 5}, "c": {"d": 3}}
CLASH = {"a": {"b": 9, "c": "1/9", "d": 1}, "b": {"c": 9, "d": 1}, "c": {"d": 1}}
RULES = [
    {},
    {"trim": 1},
    {"trim": 2, "over_limit": "leave_out", "consistency_limit": 1},
    {"aggregate": "priorities"},
    {"aggregate": "priorities", "mean": "arithmetic"},
    {"aggregate": "priorities", "over_limit": "leave_out", "consistency_limit": 1},
]


def person(goal: Any, group: str = "firms", **more: Any) -> dict[str, Any]:
    return {"group": group, "judgements": {"all": {"goal": goal}}, **more}


def goal_of(content: dict[str, Any], **more: Any) -> Any:
    found = node_weights(asked(content).model, "all", "goal", **more)
    assert found is not None
    return found


def test_one_respondent_has_his_own_priorities() -> None:
    found = goal_of(question({"r01": person(ONE)}))
    matrix = [[1, 3, 5, 7], [1 / 3, 1, 3, 5], [1 / 5, 1 / 3, 1, 1], [1 / 7, 1 / 5, 1, 1]]
    assert found.values == pytest.approx(priorities(matrix).priorities, rel=1e-12)
    assert found.found.consistency_ratio == pytest.approx(priorities(matrix).consistency_ratio)


def test_a_group_has_its_weight_however_many_it_sends() -> None:
    rows = {"r01": person(ONE), "r02": person(ONE, weight=3), "r03": person(TWO, "town")}
    found = goal_of(question(rows, groups={"firms": 1, "town": 3}))
    assert [voice.share for voice in found.voices] == pytest.approx([1 / 16, 3 / 16, 3 / 4])
    # a against b: 3 with weight 1/4, 1/3 with weight 3/4
    assert found.together.judgements[0, 1] == pytest.approx(3 ** (1 / 4 - 3 / 4))


def test_a_pair_that_one_group_left_out_is_judged_by_the_other() -> None:
    some = {"a": {"b": "1/3", "c": 1, "d": 3}}
    rows = {"r01": person(ONE), "r02": person(some, "town")}
    found = goal_of(question(rows, groups={"firms": 1, "town": 3}))
    assert found.together.judgements[1, 2] == pytest.approx(3)
    assert found.together.judgements[0, 2] == pytest.approx(5**0.25)
    assert [voice.own.missing for voice in found.voices] == [0, 3]


def test_over_the_limit_is_kept_or_left_out_as_the_rules_say() -> None:
    rows = {"r01": person(ONE), "r02": person(CLASH, "town")}
    kept = goal_of(question(rows))
    assert [voice.left_out for voice in kept.voices] == [False, False]
    strict = goal_of(question(rows, {"over_limit": "leave_out"}))
    assert [voice.left_out for voice in strict.voices] == [False, True]
    assert [voice.share for voice in strict.voices] == [1, 0]
    assert strict.values == pytest.approx(goal_of(question({"r01": person(ONE)})).values)


def test_the_table_of_random_indices_decides_who_is_over_the_limit() -> None:
    ratios = {
        table: goal_of(question({"r01": person(TWO)}, {"random_index": table})).found
        for table in ("saaty_1980", "alonso_lamata_2006")
    }
    one, other = ratios.values()
    assert one.consistency_ratio * 0.9 == pytest.approx(other.consistency_ratio * 0.8816)


def test_a_change_stands_beside_the_original() -> None:
    change = {"sector": "all", "node": "goal", "first": "b", "second": "a", "from": "1/3", "to": 1}
    found = goal_of(question({"r01": person(ONE, changes=[{**change, "reason": "Asked"}])}))
    (voice,) = found.voices
    assert (voice.original[0, 1], voice.judgements[0, 1], voice.judgements[1, 0]) == (3, 1, 1)
    assert [made.reason.en for made in voice.changes] == ["Asked"]
    again = {**ONE, "a": {"b": 1, "c": 5, "d": 7}}
    assert found.values == pytest.approx(goal_of(question({"r01": person(again)})).values)


def test_what_is_said_of_a_sector_comes_before_what_is_said_of_all() -> None:
    change = {"sector": "all", "node": "goal", "first": "a", "second": "b", "from": 3, "to": 1}
    row = person(ONE, changes=[{**change, "reason": "Asked"}])
    row["judgements"]["kites"] = {"goal": {"b": {"a": 5}}}
    sectors = [{"id": "boats", "name": "Boats"}, {"id": "kites", "name": "Kites"}]
    model = asked(question({"r01": row}, sectors=sectors)).model
    boats, kites = (node_weights(model, sector, "goal") for sector in ("boats", "kites"))
    assert boats is not None
    assert kites is not None
    assert (boats.voices[0].original[0, 1], boats.voices[0].judgements[0, 1]) == (3, 1)
    assert (kites.voices[0].original[0, 1], kites.voices[0].judgements[0, 1]) == (0.2, 0.2)
    assert (len(boats.voices[0].changes), kites.voices[0].changes) == (1, ())


def test_priorities_are_put_together_by_either_mean() -> None:
    own = [goal_of(question({"r01": person(rows)})).values for rows in (ONE, TWO)]
    rows = {"r01": person(ONE), "r02": person(TWO, "town")}
    found = goal_of(question(rows, {"aggregate": "priorities", "mean": "arithmetic"}))
    assert found.values == pytest.approx((own[0] + own[1]) / 2)
    assert found.found is None
    geometric = goal_of(question(rows, {"aggregate": "priorities"})).values
    root = np.sqrt(own[0] * own[1])
    assert geometric == pytest.approx(root / root.sum())


def test_nobody_is_heard() -> None:
    assert node_weights(asked(question({"r01": person(ONE)})).model, "all", "d") is None


def test_sub_criteria_and_alternatives_that_the_panel_judged() -> None:
    row = person(ONE)
    row["judgements"]["all"]["d"] = {"e": {"f": 3}}
    row["judgements"]["all"]["b"] = {"one": {"two": 3, "three": 9}, "two": {"three": 3}}
    found = ganeum.analyse(asked(question({"r01": row})))["all"]
    goal = found.weights.by_criterion()
    local = dict(zip(found.matrix.criteria, found.leaf_weights.tolist(), strict=True))
    assert (local["e"], local["f"]) == pytest.approx((goal["d"] * 3 / 4, goal["d"] / 4))
    # what was a cost is now how well the alternatives do: 9, 3, 1 of 13
    assert found.matrix.directions == ("benefit",) * 5
    assert found.matrix.values[:, 1] == pytest.approx([9 / 13, 3 / 13, 1 / 13])
    assert found.matrix.values[:, 0].tolist() == [4, 3, 2]
    steps = weighted_sum(found.matrix.values, found.leaf_weights, found.matrix.directions)
    assert found.ranking("ahp").scores == pytest.approx(steps.scores)
    first = asked(question({"r01": row})).model.alternatives[0]
    assert found.matrix.score_of(first, "b").value == pytest.approx(9 / 13)


def test_other_weights_of_a_sector_come_first_and_factors_last() -> None:
    content = question({"r01": person(ONE)})
    content["weights"] = {"from": "panel", "factors": {"all": {"a": 0}}}
    found = sector_weights(asked(content), "all", "mixed")
    assert (found.origin, found.by_criterion()["a"]) == ("panel", 0)
    content["weights"] = {"from": "panel", "plain": {"all": {"a": 1, "b": 1, "c": 1, "d": 1}}}
    assert sector_weights(asked(content), "all", "mixed").values.tolist() == [0.25] * 4
    content["weights"] = {"from": "plain", "plain": {"all": {"a": 1, "b": 0, "c": 0, "d": 0}}}
    assert sector_weights(asked(content), "all", "mixed").origin == "plain"


@pytest.mark.parametrize("rules", RULES)
@pytest.mark.parametrize("gaps", [False, True])
@pytest.mark.parametrize("method", ["eigenvector", "geometric_mean"])
def test_drawn_panels_are_put_together_as_each_by_itself(
    rules: dict[str, Any], gaps: bool, method: str
) -> None:
    rng = np.random.default_rng(len(str(rules)) + gaps)
    for many in (4, 7):
        rows = drawn_rows(rng, many, gaps)
        content = question(rows, rules, {"firms": 2, "town": 1})
        content["methods"] = {"ahp": {"priorities": method}}
        scenario = asked(content)
        analysis = ganeum.analyse(scenario)
        panel = panel_arrays(analysis, "all")
        assert panel is not None
        heard = rng.integers(0, 3, (len(panel.respondents), 6))
        heard[:, 0] = 1
        for node in panel.nodes:
            weights = drawn_node(panel, node, heard)
            assert weights.sum(axis=0) == pytest.approx(np.ones(6))
            assert weights[:, 0] == pytest.approx(analysis["all"].weights.panel[node].values)
            for column, counts in zip(weights.T, heard.T, strict=True):
                again: dict[str, Any] = {}
                for name, count in zip(panel.respondents, counts.tolist(), strict=True):
                    for copy in range(count):
                        again[f"{name}-{copy}"] = rows[name]
                lone = question(again, rules, {"firms": 2, "town": 1}) if again else content
                lone["methods"] = content["methods"]
                found = node_weights(ScenarioFile.model_validate(lone), "all", node)
                alone = found.values if again and found else panel.nodes[node].present
                assert column == pytest.approx(alone, rel=1e-9)


def test_without_a_panel_there_is_nothing_to_draw(seoul_analysis: ganeum.Analysis) -> None:
    assert panel_arrays(seoul_analysis, "ai") is None


def test_an_incomplete_answer_by_hand() -> None:
    chain = {"a": {"b": 3}, "b": {"c": 3}, "c": {"d": 3}}
    found = goal_of(question({"r01": person(chain)}))
    assert found.values == pytest.approx(np.array([27, 9, 3, 1]) / 40)
    assert found.voices[0].own.missing == 3


def test_the_geometric_mean_of_two(desk: object) -> None:
    rows = {"r01": person(answers(np.random.default_rng(1), "abcd")), "r02": person(ONE)}
    both = goal_of(question(rows)).together.judgements
    first = goal_of(question({"r01": rows["r01"]})).together.judgements
    assert both[0, 3] == pytest.approx(sqrt(7 * first[0, 3]))
