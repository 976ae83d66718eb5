"""The ranking under weights that follow from the scores alone."""

from typing import TYPE_CHECKING

import numpy as np
import pytest

import ganeum
from ganeum.kernel import contrast_weights, kendall_tau, ranks, topsis, weighted_sum
from ganeum.ranking import METHODS, Method
from ganeum.sensitivity import Examined, sensitivity
from ganeum.sensitivity.contrast import contrasts
from ganeum.sensitivity.examined import examined

if TYPE_CHECKING:
    from conftest import Desk, Edit

    Cases = dict[tuple[str, str, Method], Examined]


def test_contrasts_of_the_shipped_scenarios(cases: "Cases") -> None:
    changes = 0
    for case in cases.values():
        found = contrasts(case)
        assert [each.rule for each in found.cases] == ["equal", "deviation", "entropy", "critic"]
        assert found.refused == {}
        matrix = case.sector.matrix
        for each in found.cases:
            weights = contrast_weights(matrix.values, matrix.directions, each.rule).weights
            assert each.weights.tolist() == weights.tolist()
            problem = (matrix.values, weights, matrix.directions, case.normalisation)
            scores = (
                weighted_sum(*problem).scores
                if case.method == "ahp"
                else topsis(*problem).closeness
            )
            assert each.ranks.tolist() == ranks(scores).tolist()
            first = {matrix.alternatives[i] for i in np.flatnonzero(each.ranks == 1)}
            assert set(each.first) == first
            assert each.changes_first == (first != set(case.first()))
            assert each.tau == pytest.approx(kendall_tau(case.ranking.ranks, each.ranks))
            changes += each.changes_first
    assert changes > 0


@pytest.mark.parametrize("method", METHODS)
def test_sensitivity_has_them(seoul_analysis: ganeum.Analysis, method: Method) -> None:
    found = sensitivity(seoul_analysis, "ai", method).contrast
    expected = contrasts(examined(seoul_analysis, "ai", method))
    for one, other in zip(found.cases, expected.cases, strict=True):
        assert (one.rule, one.first, one.tau) == (other.rule, other.first, other.tau)


def test_rules_that_refuse_are_named(desk: "Desk", plain: str, edit: "Edit") -> None:
    # scores of use agree, so prices conflict with nothing
    text = edit(plain, ("price: 4, use: 9", "price: 4, use: 4"))
    found = contrasts(examined(ganeum.analyse(desk.load(text)), "all", "ahp"))
    assert [each.rule for each in found.cases] == ["equal", "deviation", "entropy"]
    assert "undefined" in found.refused["critic"]
    by_rule = {each.rule: each.weights.tolist() for each in found.cases}
    assert by_rule == {"equal": [0.5, 0.5], "deviation": [1, 0], "entropy": [1, 0]}


def test_identical_alternatives_leave_equal_weights_only(
    desk: "Desk", plain: str, edit: "Edit"
) -> None:
    text = edit(plain, ("price: 4, use: 9", "price: 2, use: 4"))
    found = contrasts(examined(ganeum.analyse(desk.load(text)), "all", "topsis"))
    (equal,) = found.cases
    assert equal.rule == "equal"
    assert equal.first == ("bridge", "ferry")
    assert not equal.changes_first
    assert np.isnan(equal.tau)
    assert set(found.refused) == {"deviation", "entropy", "critic"}
