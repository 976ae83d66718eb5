"""The rankings under other assumptions are those that a scenario with them gives."""

import numpy as np
import pytest

import ganeum
from conftest import Desk, Edit
from ganeum.assumptions import assumed, single_coding
from ganeum.evidence import reading
from ganeum.scenario_reading import score_value


def test_each_assumption_is_changed_by_itself(seoul_analysis: ganeum.Analysis) -> None:
    found = [(each.kind, each.name) for each in assumed(seoul_analysis)]
    assert found == [
        ("crosswalk", "dropped"), ("crosswalk", "folded"),
        ("coding", "first"), ("coding", "second"),
        ("ahp", "distributive"),
        ("topsis", "minmax"), ("topsis", "max"), ("topsis", "sum"),
    ]  # fmt: skip
    for each in assumed(seoul_analysis):
        assert list(each.analysis) == list(seoul_analysis)
        methods = (each.kind,) if each.kind in ("ahp", "topsis") else ("ahp", "topsis")
        assert each.analysis.methods == methods


def test_a_crosswalk_is_the_scenarios_own(
    seoul: ganeum.Scenario, seoul_analysis: ganeum.Analysis
) -> None:
    other = next(each for each in assumed(seoul_analysis) if each.name == "dropped").analysis
    plain = ganeum.analyse(seoul, crosswalk="dropped")
    for sector in plain:
        assert np.array_equal(
            other[sector].ranking("ahp").scores, plain[sector].ranking("ahp").scores
        )


def test_other_assumptions_are_tried_under_the_crosswalk_asked_for(seoul: ganeum.Scenario) -> None:
    analysis = ganeum.analyse(seoul, sectors=["ai"], crosswalk="dropped")
    crosswalks = {each.analysis.crosswalk for each in assumed(analysis) if each.kind != "crosswalk"}
    assert crosswalks == {"dropped"}
    others = [each.name for each in assumed(analysis) if each.kind == "crosswalk"]
    assert others == ["mixed", "folded"]


@pytest.mark.parametrize("coding", ["first", "second"])
def test_one_coding_alone_is_what_that_coder_read(seoul: ganeum.Scenario, coding) -> None:  # type: ignore[no-untyped-def]
    alone = single_coding(seoul, coding)
    assert alone is not None
    assert alone.evidence is not None
    assert seoul.evidence is not None
    judged = 0
    pairs = zip(alone.evidence.model.statements, seoul.evidence.model.statements, strict=True)
    for one, both in pairs:
        if both.codings is None:
            assert one == both
        else:
            judged += 1
            assert reading(one) == getattr(both.codings, coding)
    assert judged > 10
    for one, both in zip(alone.model.alternatives, seoul.model.alternatives, strict=True):
        for name, score in both.scores.items():
            expected = getattr(score, coding)
            assert score_value(one.scores[name]) == (
                expected.level if expected else score_value(score)
            )
        for mine, theirs in zip(one.exceptions, both.exceptions, strict=True):
            assert score_value(mine.score) == getattr(theirs.score, coding).level


def test_without_codings_and_evidence_only_rules_are_changed(desk: Desk, plain: str) -> None:
    scenario = desk.load(plain)
    assert single_coding(scenario, "first") is None
    kinds = {each.kind for each in assumed(ganeum.analyse(scenario))}
    assert kinds == {"ahp", "topsis"}


def test_a_rule_that_the_values_refuse_is_left_out(desk: Desk, edit: Edit, plain: str) -> None:
    text = edit(plain, ("use: 4", "use: -4"))
    text = text.replace("weights:", "methods: {ahp: {normalisation: minmax}}\nweights:", 1)
    found = [(e.kind, e.name) for e in assumed(ganeum.analyse(desk.load(text)))]
    assert ("ahp", "distributive") not in found
    assert ("topsis", "minmax") in found
