from dataclasses import FrozenInstanceError

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ganeum.kernel import aggregate_judgements, group_judgements, priorities
from ganeum.kernel.streams import generator
from strategies import SAATY_VALUES, Floats, pairwise_matrices, weight_vectors

NAN = float("nan")


def same(actual: object, expected: object, rtol: float = 1e-12) -> None:
    np.testing.assert_allclose(actual, expected, rtol=rtol, atol=1e-14)  # type: ignore[arg-type]


def pair(judgement: float) -> list[list[float]]:
    return [[1, judgement], [1 / judgement, 1]]


@st.composite
def panels(draw: st.DrawFn, gaps: bool = True) -> tuple[Floats, Floats]:
    """Judgements of several, with gaps, and weights."""
    persons, n = draw(st.integers(1, 6)), draw(st.integers(1, 4))
    stack = np.array([draw(pairwise_matrices(order=n)) for _ in range(persons)])
    for matrix in stack if gaps else ():
        for i in range(n):
            for j in range(i):
                if draw(st.booleans()):
                    matrix[i, j] = matrix[j, i] = NAN
    return stack, draw(weight_vectors(persons))


# Properties


@given(panel=panels(gaps=False))
def test_complete_judgements_are_aggregated_as_usual(panel: tuple[Floats, Floats]) -> None:
    stack, weights = panel
    found = group_judgements(stack, weights)
    same(found.judgements, aggregate_judgements(stack, weights))
    same(found.shares[:, 0, 0], weights / weights.sum())
    assert (found.answers == len(stack)).all()


@given(panel=panels(), trim=st.integers(0, 2))
def test_judgements_are_reciprocal(panel: tuple[Floats, Floats], trim: int) -> None:
    found = group_judgements(*panel, trim)
    same(found.judgements * found.judgements.T, np.where(np.isnan(found.judgements), NAN, 1))
    same(np.diag(found.judgements), 1)
    for symmetric in (found.answers, found.used, found.shares, found.geometric_deviation):
        assert np.array_equal(symmetric, np.swapaxes(symmetric, -1, -2), equal_nan=True)


@given(panel=panels(), trim=st.integers(0, 2))
def test_shares_are_of_those_in_use(panel: tuple[Floats, Floats], trim: int) -> None:
    stack, weights = panel
    found = group_judgements(stack, weights, trim)
    given_ = ~np.isnan(stack)
    assert not (found.used & ~given_).any()
    assert np.array_equal(found.answers, given_.sum(axis=0))
    assert ((found.shares > 0) == found.used).all()
    nobody = ~found.used.any(axis=0)
    assert np.array_equal(np.isnan(found.judgements), nobody)
    assert np.array_equal(np.isnan(found.geometric_deviation), nobody)
    same(found.shares.sum(axis=0), np.where(nobody, 0, 1))
    logs = np.log(np.where(given_, stack, 1))
    same(np.log(found.judgements)[~nobody], (found.shares * logs).sum(axis=0)[~nobody], 1e-9)
    left = found.shares * (logs - np.log(found.judgements)) ** 2
    same(np.log(found.geometric_deviation) ** 2, np.where(nobody, NAN, left.sum(axis=0)), 1e-6)


@given(panel=panels(), trim=st.integers(0, 2), data=st.data())
def test_neither_order_matters(
    panel: tuple[Floats, Floats], trim: int, data: st.DataObject
) -> None:
    stack, weights = panel
    found = group_judgements(stack, weights, trim)
    persons = data.draw(st.permutations(range(len(stack))))
    other = group_judgements(stack[persons], weights[persons], trim)
    same(other.judgements, found.judgements)
    items = data.draw(st.permutations(range(stack.shape[1])))
    other = group_judgements(stack[:, items][:, :, items], weights, trim)
    same(other.judgements, found.judgements[items][:, items])


@given(panel=panels(), trim=st.integers(0, 3))
def test_trimming_leaves_the_middle(panel: tuple[Floats, Floats], trim: int) -> None:
    stack = panel[0]
    found = group_judgements(stack, trim=trim)
    for i, j in zip(*np.triu_indices(stack.shape[1], k=1), strict=True):
        said = np.sort(stack[:, i, j][~np.isnan(stack[:, i, j])])
        if len(said):
            ends = min(trim, (len(said) - 1) // 2)
            kept = said[ends : len(said) - ends]
            assert found.used[:, i, j].sum() == len(kept)
            same(found.judgements[i, j], np.exp(np.log(kept).mean()))


@given(panel=panels())
def test_one_group_is_no_group(panel: tuple[Floats, Floats]) -> None:
    stack, weights = panel
    found = group_judgements(stack, weights)
    alone = group_judgements(stack, weights, groups=[0] * len(stack), group_weights=[3])
    same(alone.shares, found.shares)


@given(panel=panels(), data=st.data())
def test_groups_keep_their_weights(panel: tuple[Floats, Floats], data: st.DataObject) -> None:
    stack, weights = panel
    groups = np.array(
        data.draw(st.lists(st.integers(0, 2), min_size=len(stack), max_size=len(stack)))
    )
    ofs = np.array([1.0, 2.0, 4.0])
    found = group_judgements(stack, weights, groups=groups, group_weights=ofs)
    of_group = np.array([found.shares[groups == g].sum(axis=0) for g in range(3)])
    present = np.where(of_group > 0, ofs[:, None, None], 0)
    total = present.sum(axis=0)
    same(of_group * total, present)
    for g in range(3):
        own = found.used * np.where(groups == g, weights, 0)[:, None, None]
        same(found.shares[groups == g] * own.sum(axis=0), (own * of_group[g])[groups == g])


def test_two_thousand_random_pairs() -> None:
    """Against the definition, answer by answer."""
    rng = generator(1983, 0, 0)
    rows, columns = np.triu_indices(5, k=1)
    stack = np.ones((200, 7, 5, 5))
    stack[:, :, rows, columns] = rng.choice([*SAATY_VALUES, NAN, NAN, NAN], (200, 7, 10))
    stack[:, :, columns, rows] = 1 / stack[:, :, rows, columns]
    for panel in stack:
        weights, trim = rng.integers(1, 4, 7), int(rng.integers(0, 3))
        found = np.log(group_judgements(panel, weights, trim).judgements[rows, columns])
        expected: list[float] = []
        for answers in np.log(panel[:, rows, columns]).T.tolist():
            said = [
                (log, k)
                for log, k in zip(answers, weights.tolist(), strict=True)
                if not np.isnan(log)
            ]
            for _ in range(min(trim, (len(said) - 1) // 2)):
                said.remove(min(said))
                said.remove(min(said, key=lambda one: (-one[0], one[1])))
            heft = sum(weight for _, weight in said)
            expected.append(sum(log * weight for log, weight in said) / heft if heft else NAN)
        np.testing.assert_allclose(found, expected, rtol=1e-9, atol=1e-12)


# Degenerate cases


def test_example_of_a_trimmed_panel() -> None:
    stack = [pair(judgement) for judgement in (9, 2, 3, 1, 4)]
    found = group_judgements(stack, trim=1)
    same(found.judgements[0, 1], 24 ** (1 / 3))
    assert found.used[:, 0, 1].tolist() == [False, True, True, False, True]
    assert found.used[:, 0, 0].all()
    assert (
        group_judgements(stack, trim=9).used[:, 0, 1].tolist() == [False, False, True] + [False] * 2
    )


def test_lightest_of_equal_answers_is_trimmed() -> None:
    stack = [pair(judgement) for judgement in (2, 2, 3, 5)]
    found = group_judgements(stack, [5, 1, 1, 1], trim=1)
    assert found.used[:, 0, 1].tolist() == [True, False, True, False]


def test_pair_that_nobody_answered_is_left_open() -> None:
    nothing = [[1, NAN], [NAN, 1]]
    found = group_judgements([nothing, nothing])
    assert np.isnan(found.judgements).tolist() == [[False, True], [True, False]]
    assert found.answers.tolist() == [[2, 0], [0, 2]]


def test_who_has_no_weight_does_not_count() -> None:
    stack = [pair(9), pair(2), pair(3)]
    found = group_judgements(stack, [0, 1, 1], trim=1)
    same(found.judgements[0, 1], 6**0.5)
    assert not found.used[0].any()
    of_nobody = group_judgements(stack, groups=[0, 1, 1], group_weights=[0, 1])
    same(of_nobody.judgements[0, 1], 6**0.5)


def test_single_judgement_stays_as_it_was() -> None:
    assert group_judgements([pair(3)]).judgements.tolist() == [[1, 3], [1 / 3, 1]]


def test_result_goes_on_to_priorities() -> None:
    found = group_judgements([pair(4), pair(1)])
    same(priorities(found.judgements).priorities, [2 / 3, 1 / 3])
    same(found.geometric_deviation, [[1, 2], [2, 1]])


# Refusals


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"pairwise_matrices": [[1, 2], [1 / 2, 1]]}, r"have the shape \(2, 2\), not \(r, n, n\)"),
        ({"pairwise_matrices": []}, r"have the shape \(0,\)"),
        ({"pairwise_matrices": [pair(2), [[1, 2], [2, 1]]]}, r"pairwise_matrices\[1\]\[0, 1\] is"),
        ({"weights": [1, 2]}, "weights has 2 entries where 1 are needed"),
        ({"weights": [0]}, "weights are all zero"),
        ({"trim": -1}, "trim is -1, not a whole number from 0"),
        ({"groups": [0, 1]}, "groups must be 1 whole numbers from 0"),
        ({"groups": [0.5]}, "groups must be 1 whole numbers from 0"),
        ({"groups": [-1]}, "groups must be 1 whole numbers from 0"),
        ({"groups": [1], "group_weights": [1]}, "group_weights has 1 entries where 2 are needed"),
        ({"group_weights": [-1]}, r"group_weights\[0\] is -1.0, which is negative"),
    ],
)
def test_wrong_arguments_are_refused(arguments: dict[str, object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        group_judgements(**{"pairwise_matrices": [pair(2)], **arguments})  # type: ignore[arg-type]


def test_result_is_frozen_and_read_only() -> None:
    found = group_judgements([pair(2)])
    assert not hasattr(found, "__dict__")
    for array in (found.judgements, found.answers, found.used, found.shares):
        assert not array.flags.writeable
    with pytest.raises(FrozenInstanceError):
        found.answers = found.answers  # type: ignore[misc]
