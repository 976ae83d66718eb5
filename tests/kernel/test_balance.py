"""Weights moved by hand: the sum is 1, what is locked stays, and every way back leads home."""

from math import fsum

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ganeum.kernel import equal_weights, moved_weights
from ganeum.kernel.inputs import Floats

MANY = 2000


def problem(seed: int) -> tuple[Floats, int, list[int], float]:
    """Weights, some of them 0, which one moves, which are locked, and where it goes."""
    rng = np.random.default_rng(seed)
    n = int(rng.integers(2, 9))
    weights = rng.dirichlet(np.ones(n)) * (rng.random(n) < 0.8)
    weights = weights / weights.sum() if weights.any() else np.full(n, 1 / n)
    criterion = int(rng.integers(n))
    weights = moved_weights(
        weights, criterion, float(weights[criterion])
    ).weights  # sums to 1 exactly
    others = [i for i in range(n) if i != criterion]
    locked = rng.choice(others, size=int(rng.integers(0, n - 1)), replace=False).tolist()
    to = (0.0, 1.0, round(float(rng.random()), 3))[int(rng.integers(3))]
    return weights, criterion, locked, to


def test_2000_moves_sum_to_one_exactly_and_leave_the_locked_alone() -> None:
    for seed in range(MANY):
        weights, criterion, locked, to = problem(seed)
        found = moved_weights(weights, criterion, to, locked).weights
        room = 1 - weights[locked].sum()
        assert fsum(found) == 1
        assert found.min() >= 0
        assert (found[locked] == weights[locked]).all()
        assert found[criterion] == pytest.approx(min(to, room), abs=1e-15)


def test_2000_ways_there_and_back_lead_home() -> None:
    for seed in range(MANY):
        weights, criterion, locked, to = problem(seed)
        there = moved_weights(weights, criterion, to, locked)
        back = moved_weights(
            there.weights, criterion, float(weights[criterion]), locked, there.proportions
        )
        free = [i for i in range(len(weights)) if i not in locked and i != criterion]
        if weights[free].any():
            np.testing.assert_allclose(back.weights, weights, rtol=0, atol=4e-16 * len(weights))
        else:  # nothing told how to share: in equal parts
            assert there.weights[free] == pytest.approx(there.weights[free[0]])


@given(st.lists(st.integers(0, 1000), min_size=1, max_size=6), st.data())
def test_any_walk_of_one_weight_leads_home(steps: list[int], data: st.DataObject) -> None:
    parts = np.array(data.draw(st.lists(st.integers(1, 9), min_size=2, max_size=6)), dtype=float)
    weights = parts / parts.sum()
    here, known = weights, None
    for step in [*(each / 1000 for each in steps), float(weights[0])]:
        moved = moved_weights(here, 0, step, (), known)
        here, known = moved.weights, moved.proportions
        assert fsum(here) == 1
    np.testing.assert_allclose(here, weights, rtol=0, atol=1e-14)


def test_free_ones_keep_their_proportions() -> None:
    found = moved_weights([0.4, 0.3, 0.2, 0.1], 0, 0.1, [3]).weights
    np.testing.assert_allclose(found, [0.1, 0.48, 0.32, 0.1], rtol=1e-14)


def test_more_than_the_locked_leave_is_taken_as_what_they_leave() -> None:
    found = moved_weights([0.5, 0.3, 0.2], 0, 0.9, [1]).weights
    assert found.tolist() == [0.7, 0.3, 0.0]


def test_locked_ones_may_hold_everything() -> None:
    found = moved_weights([1.0, 0.0, 0.0], 1, 0.5, [0]).weights
    assert found.tolist() == [1.0, 0.0, 0.0]


def test_a_weight_set_to_nothing_by_hand_stays_so_while_another_goes_to_all_and_back() -> None:
    zero = moved_weights([0.5, 0.3, 0.2], 2, 0.0)
    whole = moved_weights(zero.weights, 0, 1.0, (), zero.proportions)
    back = moved_weights(whole.weights, 0, 0.625, (), whole.proportions)
    np.testing.assert_allclose(back.weights, zero.weights, atol=1e-15)


def test_from_everything_on_one_others_share_in_equal_parts() -> None:
    assert moved_weights([1.0, 0.0, 0.0], 0, 0.5).weights.tolist() == [0.5, 0.25, 0.25]


def test_equal_weights_leave_the_locked_alone() -> None:
    assert equal_weights([0.7, 0.2, 0.1]).tolist() == [1 / 3] * 3
    assert equal_weights([0.75, 0.25, 0.0], [0]).tolist() == [0.75, 0.125, 0.125]
    assert equal_weights([0.75, 0.25], [0, 1]).tolist() == [0.75, 0.25]
    with pytest.raises(ValueError, match="sum to 1"):
        equal_weights([0.7, 0.7])


def test_results_are_read_only() -> None:
    found = moved_weights([0.5, 0.5], 0, 0.25)
    assert not found.weights.flags.writeable
    assert not found.proportions.flags.writeable


@pytest.mark.parametrize(
    ("weights", "criterion", "to", "locked", "proportions", "message"),
    [
        ([0.5, 0.6], 0, 0.1, [], None, "sum to 1"),
        ([1.5, -0.5], 0, 0.1, [], None, "sum to 1"),
        ([0.5, 0.5], 0, 1.1, [], None, "to is 1.1"),
        ([0.5, 0.5], 0, float("nan"), [], None, "to is nan"),
        ([0.5, 0.5], 2, 0.1, [], None, "criterion 2"),
        ([0.5, 0.5], 0, 0.1, [-1], None, "criterion -1"),
        ([0.5, 0.3, 0.2], 0, 0.1, [0], None, "0 is locked"),
        ([0.5, 0.5], 0, 0.1, [1], None, "no other weight"),
        ([1.0], 0, 1.0, [], None, "no other weight"),
        ([0.5, 0.5], 0, 0.1, [], [1.0], "proportions"),
        ([0.5, 0.5], 0, 0.1, [], [1.0, -1.0], "proportions"),
    ],
)
def test_what_cannot_be_moved_is_refused(
    weights: list[float],
    criterion: int,
    to: float,
    locked: list[int],
    proportions: list[float] | None,
    message: str,
) -> None:
    with pytest.raises(ValueError, match=message):
        moved_weights(weights, criterion, to, locked, proportions)
