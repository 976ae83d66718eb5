from dataclasses import FrozenInstanceError

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ganeum.kernel import JUDGEMENT_SCALES, incomplete_priorities, judgement_proposals
from ganeum.kernel.judgement_proposals import JudgementProposals
from ganeum.kernel.priorities import METHODS
from strategies import Floats, pairwise_matrices

NAN = float("nan")
CYCLE = np.array([[1, 3, 1 / 5], [1 / 3, 1, 4], [5, 1 / 4, 1]])
CLOSE = 1e-9


def values(scale: str) -> list[float]:
    return sorted({*JUDGEMENT_SCALES[scale], *(1 / value for value in JUDGEMENT_SCALES[scale])})


def changed(matrix: Floats, pair: Floats, value: float) -> Floats:
    other = matrix.copy()
    i, j = pair
    other[i, j], other[j, i] = value, 1 / value
    return other


@st.composite
def clashing(draw: st.DrawFn) -> Floats:
    """Judgements of three to five items, one perhaps missing."""
    matrix = draw(pairwise_matrices(order=draw(st.integers(3, 5))))
    if draw(st.booleans()):
        matrix[0, 2] = matrix[2, 0] = NAN
    return matrix


# Properties


@given(matrix=clashing(), scale=st.sampled_from(sorted(JUDGEMENT_SCALES)))
def test_ratios_are_those_of_the_changed_matrix(matrix: Floats, scale: str) -> None:
    found = judgement_proposals(matrix, scale)
    present = incomplete_priorities(matrix)
    assert found.ratio == present.consistency_ratio
    for row, pair in enumerate(found.pairs):
        for value, ratio, weights in (
            (found.best[row], found.ratio_at_best[row], found.priorities_at_best[row]),
            (found.nearest[row], found.ratio_at_nearest[row], found.priorities_at_nearest[row]),
        ):
            if np.isnan(value):
                assert np.isnan([ratio, *weights]).all()
                continue
            assert value in values(scale)
            other = incomplete_priorities(changed(matrix, pair, value))
            assert ratio == pytest.approx(other.consistency_ratio, abs=CLOSE)
            np.testing.assert_allclose(weights, other.priorities, rtol=CLOSE)


@given(matrix=clashing(), scale=st.sampled_from(sorted(JUDGEMENT_SCALES)))
def test_nothing_on_the_scale_is_better(matrix: Floats, scale: str) -> None:
    found = judgement_proposals(matrix, scale, limit=0.2)
    for row, pair in enumerate(found.pairs):
        ratios = np.array(
            [
                incomplete_priorities(changed(matrix, pair, value)).consistency_ratio
                for value in values(scale)
            ]
        )
        assert found.ratio_at_best[row] == pytest.approx(ratios.min(), abs=CLOSE)
        far = np.abs(np.log(values(scale)) - np.log(found.judgements[row]))
        within = far[ratios <= 0.2]
        if np.isnan(found.nearest[row]):
            assert not (ratios < 0.2 - CLOSE).any()
        else:
            own = abs(np.log(found.nearest[row] / found.judgements[row]))
            assert own == pytest.approx(within.min(), abs=CLOSE)


@given(matrix=clashing())
def test_every_answer_is_looked_at_and_the_most_harmful_first(matrix: Floats) -> None:
    found = judgement_proposals(matrix)
    answered = np.argwhere(np.triu(~np.isnan(matrix), k=1)).tolist()
    assert sorted(found.pairs.tolist()) == answered
    assert (np.diff(found.ratio_at_best) >= -CLOSE).all()
    rows, columns = found.pairs.T
    assert found.judgements.tolist() == matrix[rows, columns].tolist()
    weights = incomplete_priorities(matrix).priorities
    errors = matrix[rows, columns] * weights[columns] / weights[rows]
    np.testing.assert_allclose(np.exp(found.deviation), errors, rtol=CLOSE)


@pytest.mark.parametrize("scale", sorted(JUDGEMENT_SCALES))
@given(matrix=pairwise_matrices(smallest=3))
def test_steps_lead_within_the_limit(scale: str, matrix: Floats) -> None:
    found = judgement_proposals(matrix, scale)
    steps, other, ratio = found.steps, matrix, found.ratio
    for row, pair in enumerate(steps.pairs):
        assert steps.before[row] == matrix[tuple(pair)]
        other = changed(other, pair, steps.after[row])
        result = incomplete_priorities(other)
        assert steps.ratios[row] == pytest.approx(result.consistency_ratio, abs=CLOSE)
        np.testing.assert_allclose(steps.priorities[row], result.priorities, rtol=CLOSE)
        assert steps.ratios[row] < ratio
        ratio = steps.ratios[row]
    assert steps.reached == (ratio <= 0.1)
    assert steps.reached  # a nearly consistent matrix is always to be had on these scales
    assert len({tuple(pair) for pair in steps.pairs.tolist()}) == len(steps.pairs)
    assert (len(steps.pairs) == 0) == (found.ratio <= 0.1)
    if found.ratio > 0.1:
        assert (len(steps.pairs) == 1) == (not np.isnan(found.nearest).all())


@given(matrix=clashing())
def test_methods_differ_in_priorities_only(matrix: Floats) -> None:
    one, other = (judgement_proposals(matrix, method=method) for method in METHODS)
    assert sorted(zip(one.pairs.tolist(), one.best.tolist(), strict=True)) == sorted(
        zip(other.pairs.tolist(), other.best.tolist(), strict=True)
    )


@given(matrix=clashing(), data=st.data())
def test_relabelling_permutes_the_answer(matrix: Floats, data: st.DataObject) -> None:
    order = data.draw(st.permutations(range(len(matrix))))
    found = judgement_proposals(matrix)
    other = judgement_proposals(matrix[order][:, order])

    def by_pair(result: JudgementProposals, names: list[int]) -> dict[tuple[int, ...], float]:
        pairs = [tuple(sorted((names[i], names[j]))) for i, j in result.pairs.tolist()]
        return dict(zip(pairs, result.ratio_at_best.tolist(), strict=True))

    expected = by_pair(found, list(range(len(matrix))))
    for pair, ratio in by_pair(other, order).items():
        assert ratio == pytest.approx(expected[pair], abs=CLOSE)


# Named cases


def test_circle_of_three_is_mended_by_any_one_answer() -> None:
    found = judgement_proposals(CYCLE)
    assert found.pairs[0].tolist() == [0, 2]
    assert found.nearest.tolist() == [5, 1 / 6, 1 / 8]
    assert found.best.tolist() == [9, 1 / 9, 1 / 9]
    assert np.abs(found.deviation) == pytest.approx(np.log(60) / 3)
    assert found.steps.pairs.tolist() == [[0, 1]]  # its change is the smallest
    assert found.steps.after.tolist() == [1 / 8]


def test_wide_steps_of_the_short_scale() -> None:
    found = judgement_proposals(CYCLE, "five", limit=0.05)
    assert set(found.best.tolist()) <= set(values("five"))
    assert found.limit == 0.05


def test_consistent_judgements_need_no_change() -> None:
    found = judgement_proposals([[1, 2, 4], [1 / 2, 1, 2], [1 / 4, 1 / 2, 1]])
    assert found.ratio == 0
    assert found.nearest.tolist() == found.best.tolist() == found.judgements.tolist()
    assert found.steps.pairs.shape == (0, 2)
    assert found.steps.reached


def test_chain_cannot_clash() -> None:
    found = judgement_proposals([[1, 2, NAN], [1 / 2, 1, 3], [NAN, 1 / 3, 1]])
    assert found.ratio_at_best.tolist() == [0, 0]
    assert found.best.tolist() == found.judgements.tolist()


@pytest.mark.parametrize("matrix", [[[1]], [[1, 7], [1 / 7, 1]]])
def test_one_pair_cannot_clash(matrix: list[list[float]]) -> None:
    found = judgement_proposals(matrix)
    assert found.ratio == 0
    assert len(found.pairs) == len(matrix) - 1
    assert found.steps.priorities.shape == (0, len(matrix))


def test_one_change_may_not_be_enough() -> None:
    found = judgement_proposals(
        [[1, 9, 1 / 9], [1 / 9, 1, 9], [9, 1 / 9, 1]], limit=0.0001, table="saaty_2005"
    )
    assert np.isnan(found.nearest).all()
    assert len(found.steps.pairs) == 2
    assert found.steps.reached


def test_steps_stop_where_nothing_helps() -> None:
    """Of 1.3, 1.7 and 1.9 one becomes 2; the others are nearer to it than any whole number."""
    found = judgement_proposals(
        [[1, 1.3, 1.9], [1 / 1.3, 1, 1.7], [1 / 1.9, 1 / 1.7, 1]], limit=1e-6
    )
    assert found.steps.after.tolist() == [2]
    assert not found.steps.reached


# Refusals


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"scale": "seven"}, r"scale is 'seven', not one of \('nine', 'five'\)"),
        ({"limit": 0}, "limit is 0, not a positive number"),
        ({"limit": NAN}, "limit is nan, not a positive number"),
        ({"method": "mean"}, "method is 'mean'"),
        ({"table": "mine"}, "table is 'mine'"),
        ({"pairwise_matrix": [[1, NAN], [NAN, 1]]}, r"does not connect \[0\] and \[1\]"),
    ],
)
def test_wrong_arguments_are_refused(arguments: dict[str, object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        judgement_proposals(**{"pairwise_matrix": CYCLE, **arguments})  # type: ignore[arg-type]


def test_result_is_frozen_and_read_only() -> None:
    found = judgement_proposals(CYCLE)
    assert not hasattr(found, "__dict__")
    assert not found.pairs.flags.writeable
    assert not found.steps.priorities.flags.writeable
    with pytest.raises(FrozenInstanceError):
        found.limit = 0.2  # type: ignore[misc]
