"""Scores at which the first place changes, by ranking anew with another score."""

from typing import TYPE_CHECKING

import numpy as np
import pytest

import ganeum
from ganeum.kernel import ranks, topsis, weighted_sum
from ganeum.kernel.inputs import Floats
from ganeum.ranking import METHODS, Method
from ganeum.sensitivity import examined
from ganeum.sensitivity.examined import Examined
from ganeum.sensitivity.scores import score_flips

if TYPE_CHECKING:
    from conftest import Desk

SECTORS = ["ai", "bio_health", "fintech", "smart_mobility", "robotics"]
NEAR = 1e-6

TABLE = """\
ganeum: 1
id: made-up
title: Made up
criteria: [{id: a, name: First}, {id: b, name: Second}]
weights: {from: plain, plain: {all: {a: 6, b: 4}}}
alternatives:
  - {id: best, name: Best, scores: {a: 12, b: 2}}
  - {id: other, name: Other, scores: {a: 6, b: 4}}
"""


def firsts(case: Examined, values: Floats) -> set[str]:
    directions = case.sector.matrix.directions
    scores = (
        weighted_sum(values, case.weights, directions, case.normalisation).scores
        if case.method == "ahp"
        else topsis(values, case.weights, directions, case.normalisation).closeness
    )
    return {case.alternatives[i] for i in np.flatnonzero(ranks(scores) == 1)}


def with_score(case: Examined, i: int, k: int, value: float) -> Floats:
    values = case.sector.matrix.values.copy()
    values[i, k] = value
    return values


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("sector", SECTORS)
def test_the_first_place_changes_at_each_flip_and_nowhere_else(
    seoul_analysis: ganeum.Analysis, sector: str, method: Method
) -> None:
    case = examined(seoul_analysis, sector, method)
    flips = score_flips(case)
    assert flips
    assert [flip.moved for flip in flips] == sorted(flip.moved for flip in flips)
    now = set(case.first())
    by_cell = {(flip.alternative, flip.criterion, flip.rises): flip for flip in flips}
    assert len(by_cell) == len(flips)
    for i, alternative in enumerate(case.alternatives):
        for k, criterion in enumerate(case.criteria):
            present = float(case.sector.matrix.values[i, k])
            for rises, end in ((False, 0.0), (True, 9.0)):
                flip = by_cell.get((alternative, criterion, rises))
                to = flip.needed if flip else end
                for share in (0.01, 0.37, 0.71, 0.99):
                    there = with_score(case, i, k, present + share * (to - present))
                    assert firsts(case, there) == now
                if flip:
                    assert flip.present == present
                    assert flip.moved == pytest.approx(abs(flip.needed - present) / 9)
                    beyond = flip.needed + (NEAR if rises else -NEAR)
                    assert firsts(case, with_score(case, i, k, beyond)) == {flip.next_first}


def test_a_flip_by_hand(desk: "Desk") -> None:
    # best has 0.6 + 0.4 / 2 while its own score is the maximum, other 0.6 * 6 / x + 0.4
    flips = score_flips(examined(ganeum.analyse(desk.load(TABLE)), "all", "ahp"))
    (found,) = [f for f in flips if (f.alternative, f.criterion) == ("best", "a")]
    assert (found.present, found.rises, found.next_first) == (12, False, "other")
    assert found.needed == pytest.approx(9)
    assert found.moved == pytest.approx(3 / 6)
    # numbers have no upper end: other's own score on a may be as large as need be
    (rise,) = [f for f in flips if (f.alternative, f.criterion) == ("other", "a")]
    assert rise.needed == pytest.approx(8)


def test_negative_scores_have_no_lower_end(desk: "Desk") -> None:
    text = TABLE.replace("a: 12", "a: -1").replace("a: 6, b: 4}}\n", "a: -6, b: 4}}\n")
    text += "methods: {ahp: {normalisation: minmax}, topsis: {normalisation: none}}\n"
    case = examined(ganeum.analyse(desk.load(text), methods=["topsis"]), "all", "topsis")
    lowest = min(flip.needed for flip in score_flips(case))
    assert lowest < -1


def test_a_criterion_without_spread_measures_moves_in_its_own_units(desk: "Desk") -> None:
    text = TABLE.replace("b: 2", "b: 4").replace("a: 12", "a: 7")
    flips = score_flips(examined(ganeum.analyse(desk.load(text)), "all", "ahp"))
    assert {f.criterion for f in flips} == {"a", "b"}
    for flip in flips:
        if flip.criterion == "b":
            assert flip.moved == pytest.approx(abs(flip.needed - flip.present))
