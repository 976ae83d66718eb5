"""What dropping, doubling and splitting does, computed anew by the kernel's methods."""

from typing import TYPE_CHECKING

import numpy as np
import pytest

import ganeum
from ganeum.kernel import ranks, topsis, weighted_sum
from ganeum.kernel.inputs import Floats, Integers
from ganeum.ranking import METHODS, Method
from ganeum.sensitivity import Examined, Reversal, examined, sensitivity
from ganeum.sensitivity.rank_reversal import rank_reversal

if TYPE_CHECKING:
    from conftest import Desk

    Cases = dict[tuple[str, str, Method], Examined]

TABLE = """\
ganeum: 1
id: made-up
title: Made up
criteria: [{id: a, name: First}, {id: b, name: Second}]
weights: {from: plain, plain: {all: WEIGHTS}}
alternatives:
"""


def table(desk: "Desk", method: Method, weights: str, *rows: tuple[float, float]) -> Examined:
    lines = [
        f"  - {{id: x{i}, name: X{i}, scores: {{a: {a}, b: {b}}}}}\n"
        for i, (a, b) in enumerate(rows)
    ]
    text = TABLE.replace("WEIGHTS", weights) + "".join(lines)
    return examined(ganeum.analyse(desk.load(text)), "all", method)


def ranked(case: Examined, matrix: Floats, weights: Floats, directions: list[str]) -> Integers:
    if case.method == "ahp":
        return ranks(weighted_sum(matrix, weights, directions, case.normalisation).scores)
    return ranks(topsis(matrix, weights, directions, case.normalisation).closeness)


def changed(case: Examined, kind: str, what: str) -> tuple[list[int], Integers]:
    """Return who the rest are, and their ranks in the changed problem."""
    matrix, weights = case.sector.matrix.values, case.weights
    directions = list(case.sector.matrix.directions)
    everyone = list(range(len(matrix)))
    if kind == "drop":
        rest = [i for i in everyone if case.alternatives[i] != what]
        return rest, ranked(case, matrix[rest], weights, directions)
    if kind == "duplicate":
        twice = [case.alternatives.index(what), *everyone]
        return everyone, ranked(case, matrix[twice], weights, directions)[1:]
    k = case.criteria.index(what)
    split = np.insert(matrix, k, matrix[:, k], axis=1)
    halves = np.insert(weights, k, weights[k])
    halves[[k, k + 1]] /= 2
    return everyone, ranked(case, split, halves, [*directions[:k], directions[k], *directions[k:]])


def places(ranking: Integers) -> Integers:
    return np.array([1 + sum(other < rank for other in ranking) for rank in ranking])


def check(case: Examined, found: Reversal) -> None:
    rest, then = changed(case, found.kind, found.what)
    before, after = places(case.ranking.ranks[rest]), places(then)
    assert found.changes_first == (
        set(np.flatnonzero(before == 1)) != set(np.flatnonzero(after == 1))
    )
    assert found.largest_move == np.abs(before - after).max()
    pairs = {
        frozenset((case.alternatives[rest[i]], case.alternatives[rest[j]]))
        for i in range(len(rest))
        for j in range(i)
        if np.sign(before[i] - before[j]) != np.sign(after[i] - after[j])
    }
    assert {frozenset(pair) for pair in found.pairs} == pairs
    assert len(found.pairs) == len(pairs)
    place = dict(zip(case.alternatives, case.ranking.ranks.tolist(), strict=True))
    assert all(place[ahead] <= place[behind] for ahead, behind in found.pairs)


def only(cases: tuple[Reversal, ...], kind: str, what: str) -> Reversal:
    (found,) = [each for each in cases if (each.kind, each.what) == (kind, what)]
    return found


def test_every_change_of_the_shipped_scenarios(cases: "Cases") -> None:
    reversed_by_kind = dict.fromkeys(("drop", "duplicate", "split"), 0)
    for case in cases.values():
        found = rank_reversal(case)
        assert found.refused == {}
        expected = [("drop", name) for name in case.alternatives]
        expected += [("duplicate", name) for name in case.alternatives]
        expected += [("split", name) for name in case.criteria]
        assert sorted((each.kind, each.what) for each in found.cases) == sorted(expected)
        for each in found.cases:
            check(case, each)
            reversed_by_kind[each.kind] += bool(each.pairs)
    assert min(reversed_by_kind.values()) > 0  # else the check above compared nothing


def test_what_changes_most_comes_first(cases: "Cases") -> None:
    for case in cases.values():
        found = rank_reversal(case).cases
        order = [(not each.changes_first, -each.largest_move) for each in found]
        assert order == sorted(order)


def test_a_split_never_moves_a_weighted_sum(cases: "Cases") -> None:
    for (_, _, method), case in cases.items():
        splits = [each for each in rank_reversal(case).cases if each.kind == "split"]
        if method == "ahp":
            assert not any(each.pairs or each.largest_move for each in splits)


def test_sensitivity_has_them(seoul_analysis: ganeum.Analysis) -> None:
    for method in METHODS:
        found = sensitivity(seoul_analysis, "robotics", method).rank_reversal
        assert found == rank_reversal(examined(seoul_analysis, "robotics", method))


def test_a_split_can_change_the_first_place_of_topsis(desk: "Desk") -> None:
    # as one criterion a decides for x0; as two halves it counts sqrt(1/2) as much, less than b
    case = table(desk, "topsis", "{a: 11, b: 10}", (9, 1), (1, 9))
    assert case.first() == ("x0",)
    found = rank_reversal(case).cases
    split = only(found, "split", "a")
    assert split == Reversal(
        "split", "a", changes_first=True, largest_move=1, pairs=(("x0", "x1"),)
    )
    assert not only(found, "split", "b").pairs


def test_dropping_the_best_of_a_column_can_change_the_first_place_of_ahp(desk: "Desk") -> None:
    # b is a share of its best: 0.5 + 0.5 * 4/20 = 0.6 against 0.444 + 0.15 = 0.594 while x2 is
    # there; without it 0.5 + 0.5 * 4/6 = 0.833 against 0.944
    case = table(desk, "ahp", "{a: 1, b: 1}", (9, 4), (8, 6), (1, 20))
    assert case.ranking.ranks.tolist() == [1, 2, 3]
    found = rank_reversal(case).cases
    assert found[0] == Reversal(
        "drop", "x2", changes_first=True, largest_move=1, pairs=(("x0", "x1"),)
    )
    assert not any(each.pairs for each in found[1:])


@pytest.mark.parametrize("method", METHODS)
def test_one_alternative_has_no_rest(desk: "Desk", method: Method) -> None:
    found = rank_reversal(table(desk, method, "{a: 1, b: 2}", (1, 2))).cases
    assert [(each.kind, each.what) for each in found] == [
        ("duplicate", "x0"),
        ("split", "a"),
        ("split", "b"),
    ]
    assert not any(each.changes_first or each.pairs or each.largest_move for each in found)


@pytest.mark.parametrize("method", METHODS)
def test_identical_alternatives_stay_tied(desk: "Desk", method: Method) -> None:
    found = rank_reversal(table(desk, method, "{a: 1, b: 2}", (5, 5), (5, 5), (5, 5)))
    assert not any(each.changes_first or each.pairs for each in found.cases)


def test_what_cannot_be_ranked_without_an_alternative_is_named(desk: "Desk") -> None:
    # without x0 no score on a is above 0, so `max` has nothing to divide by
    text = (TABLE.replace("WEIGHTS", "{a: 1, b: 1}")).replace(
        "weights:",
        "methods: {topsis: {normalisation: max}, ahp: {normalisation: minmax}}\nweights:",
    )
    for i, (a, b) in enumerate([(3, 1), (-1, 2), (-2, 4)]):
        text += f"  - {{id: x{i}, name: X{i}, scores: {{a: {a}, b: {b}}}}}\n"
    found = rank_reversal(examined(ganeum.analyse(desk.load(text)), "all", "topsis"))
    assert set(found.refused) == {("drop", "x0")}
    assert "'max'" in found.refused["drop", "x0"]
    assert len(found.cases) == 2 + 3 + 2
