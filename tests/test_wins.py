"""What would have to be true for an alternative to be first."""

from typing import TYPE_CHECKING

import numpy as np
import pytest

import ganeum
from ganeum.kernel import smallest_change
from ganeum.ranking import METHODS, Method
from ganeum.sensitivity import examined, wins

if TYPE_CHECKING:
    from conftest import Desk

TABLE = """\
ganeum: 1
id: made-up
title: Made up
criteria: [{id: a, name: First}, {id: b, name: Second}]
weights: {from: plain, plain: {all: {a: 7, b: 3}}}
alternatives:
  - {id: best, name: Best, scores: {a: 9, b: 1}}
  - {id: other, name: Other, scores: {a: 3, b: 5}}
  - {id: under, name: Under, scores: {a: 2, b: 4}}
  - {id: between, name: Between, scores: {a: 5.5, b: 2.5}}
"""


@pytest.mark.parametrize("norm", ["l1", "l2"])
def test_a_move_by_hand(desk: "Desk", norm: str) -> None:
    # 1/3 w + 1 - w of the second exceeds w + 1/5 (1 - w) of the first below w = 6/11
    case = examined(ganeum.analyse(desk.load(TABLE)), "all", "ahp")
    win = wins(case, "other", norm)
    assert (win.first, win.proof, win.reason, win.rivals) == (("best",), "optimal", "", {})
    assert [move.criterion for move in win.moves] == ["a", "b"]
    assert [move.points for move in win.moves] == pytest.approx([-170 / 11, 170 / 11])
    assert [move.needed for move in win.moves] == pytest.approx([6 / 11, 5 / 11])
    assert win.moved == pytest.approx(1.7 / 11)
    assert win.distance == pytest.approx(1.7 / 11 * (2 if norm == "l1" else 2**0.5))
    assert win.lower_bound == pytest.approx(win.distance)


@pytest.mark.parametrize("method", METHODS)
def test_who_is_first_need_not_move(desk: "Desk", method: Method) -> None:
    win = wins(examined(ganeum.analyse(desk.load(TABLE)), "all", method), "best", "l1")
    assert (win.proof, win.distance, win.moved, win.moves) == ("optimal", 0, 0, ())


@pytest.mark.parametrize("method", METHODS)
def test_a_dominated_alternative_cannot_be_first_and_its_rival_is_named(
    desk: "Desk", method: Method
) -> None:
    win = wins(examined(ganeum.analyse(desk.load(TABLE)), "all", method), "under", "l1")
    assert (win.proof, win.reason, win.rivals) == ("impossible", "dominated", {"other": 1.0})
    assert (win.distance, win.moves) == (np.inf, ())


def test_a_mixture_of_rivals_can_be_in_the_way(desk: "Desk") -> None:
    case = examined(ganeum.analyse(desk.load(TABLE)), "all", "ahp")
    win = wins(case, "between", "l2")
    assert (win.proof, win.reason) == ("impossible", "mixture")
    assert set(win.rivals) == {"best", "other"}
    assert sum(win.rivals.values()) == pytest.approx(1)
    shares = np.array([win.rivals.get(name, 0.0) for name in case.alternatives])
    assert (shares @ case.problem.gains > case.problem.gains[3]).all()


def test_a_mixture_at_each_level_of_closeness_can_be_in_the_way(desk: "Desk") -> None:
    # in TOPSIS the one between is never nearer to the ideal than both of the others
    case = examined(ganeum.analyse(desk.load(TABLE)), "all", "topsis")
    win = wins(case, "between", "l1")
    assert (win.proof, win.reason, win.rivals) == ("impossible", "levels", {})
    assert (win.refuted[0].lower, win.refuted[-1].upper) == (0, 1)
    for part in win.refuted:
        assert "between" not in part.rivals
        assert sum(part.rivals.values()) == pytest.approx(1)


def test_where_branch_and_bound_is_the_proof_no_rival_is_named(
    desk: "Desk", monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ganeum.kernel.topsis_levels.MOST_LEVELS", 0)
    case = examined(ganeum.analyse(desk.load(TABLE)), "all", "topsis")
    win = wins(case, "between", "l1")
    assert (win.proof, win.reason, win.rivals, win.refuted) == ("impossible", "searched", {}, ())


@pytest.mark.parametrize("method", METHODS)
def test_a_win_is_the_kernels_answer_for_the_shipped_scenario(
    seoul_analysis: ganeum.Analysis, method: Method
) -> None:
    case = examined(seoul_analysis, "robotics", method)
    for i, name in enumerate(case.alternatives):
        win = wins(case, name, "l2")
        matrix = case.sector.matrix
        found = smallest_change(
            matrix.values, case.weights, matrix.directions, i, case.kernel_method, norm="l2"
        )
        assert (win.proof, win.distance) == (found.proof, found.distance)
        if found.proof != "impossible":
            weights = dict(zip(case.criteria, case.weights.tolist(), strict=True))
            weights |= {move.criterion: move.needed for move in win.moves}
            scores = case.problem.scores(np.array([list(weights.values())]))[0]
            assert scores[i] >= scores.max() - 1e-7
            assert sum(move.points for move in win.moves) == pytest.approx(0, abs=1e-6)
            sizes = [round(abs(move.points), 9) for move in win.moves]
            assert sizes == sorted(sizes, reverse=True)


def test_unknown_names_are_refused(seoul_analysis: ganeum.Analysis) -> None:
    case = examined(seoul_analysis, "robotics", "ahp")
    with pytest.raises(KeyError, match="nobody"):
        wins(case, "nobody", "l1")
    with pytest.raises(ValueError, match="norm is 'l3', not one of"):
        wins(case, "research_talent", "l3")


def test_who_is_never_better_can_only_share_the_first_place(
    seoul_analysis: ganeum.Analysis,
) -> None:
    for method in METHODS:
        case = examined(seoul_analysis, "ai", method)
        assert wins(case, "industry_linked_training", "l1").beside == ("research_talent",)
        assert wins(case, "public_procurement", "l1").beside == ()
