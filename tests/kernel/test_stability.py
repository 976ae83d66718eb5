"""Stability intervals, against a dense walk along each weight."""

import numpy as np
import pytest

from by_definition import (
    DOWN_TO,
    SIZES,
    Problems,
    assert_kept_within,
    between,
    path_ends,
    random_problems,
    standings,
)
from ganeum.kernel import StabilityIntervals, ranks, stability, stability_intervals
from ganeum.kernel.inputs import Floats, Integers
from ganeum.kernel.reversals import criterion_path
from ganeum.kernel.scoring import scoring
from ganeum.kernel.stability import stable_stretches

METHODS = ["topsis", "weighted_sum"]


def kept(now: Integers, then: Integers, keep: str) -> bool:
    if keep == "order":
        return now.tolist() == then.tolist()
    return ((now <= DOWN_TO[keep]) == (then <= DOWN_TO[keep])).all()


def walk(
    matrix: Floats, weights: Floats, k: int, method: str, keep: str, places: Floats
) -> list[tuple[bool, int]]:
    """Whether what is to keep stays at each weight of a criterion, and who leads there."""
    start, end = criterion_path(weights, k)
    scored = scoring(matrix, ["benefit"] * len(weights), method, None)
    now = ranks(scored.scores(weights[None])[0])
    along = scored.scores((1 - places)[:, None] * start + places[:, None] * end)
    found = [ranks(row) for row in along]
    return [(kept(now, then, keep), int(np.argmin(then))) for then in found]


@pytest.mark.parametrize("keep", list(DOWN_TO))
@pytest.mark.parametrize("block", range(20))
def test_what_is_to_keep_stays_within_the_interval_only_on_2000_problems(
    block: int, keep: str
) -> None:
    many = random_problems([block, 1], *SIZES[block])
    found = [
        stability_intervals(x, w, many.directions(place), many.method, keep=keep)
        for place, (x, w) in enumerate(zip(many.matrices, many.weights, strict=True))
    ]
    movable = many.weights < 1
    assert movable.sum() > 0.7 * movable.size
    assert all(
        np.isnan(each.lower).tolist() == (~can).tolist()
        for each, can in zip(found, movable, strict=True)
    )
    for k in range(SIZES[block][1]):
        rows = np.flatnonzero(movable[:, k])
        check_intervals(many.some(rows), k, [found[row] for row in rows], keep)


def check_intervals(many: Problems, k: int, found: list[StabilityIntervals], keep: str) -> None:
    fields = ("present", "lower", "upper", "next_first")
    now, *bounds, leaders = (
        np.array([getattr(each, name)[k] for each in found]) for name in fields
    )
    np.testing.assert_allclose(now, many.weights[:, k], atol=1e-15)
    others = np.arange(many.weights.shape[1]) != k
    ends = path_ends(many.weights, np.full(len(found), k), np.tile(others, (len(found), 1)))

    def standing(places: Floats) -> Integers:
        return standings(many.scores(between(*ends, places)))

    assert_kept_within(standing, now, bounds, leaders, keep)


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("keep", list(DOWN_TO))
def test_following_few_pairs_finds_what_all_pairs_say(
    method: str, keep: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for seed in range(340):
        rng = np.random.default_rng((seed, 1))
        m, n = int(rng.integers(2, 9)), int(rng.integers(2, 5))
        matrix = rng.uniform(0.5, 9.0, (m, n))
        if seed % 2:  # rows that agree, ties now and swaps of several in one point
            matrix, weights = rng.integers(1, 4, (m, n)) + 0.0, rng.integers(1, 4, n) + 0.0
        else:
            weights = rng.dirichlet(np.ones(n))
        arguments = matrix, weights, ["benefit"] * n, method
        monkeypatch.setattr(stability, "FEW", m)
        every = stability_intervals(*arguments, keep=keep)
        monkeypatch.setattr(stability, "FEW", 0)
        found = stability_intervals(*arguments, keep=keep)
        for name in ("lower", "upper"):
            one, two = getattr(found, name), getattr(every, name)
            np.testing.assert_allclose(one, two, rtol=1e-12, atol=1e-15)
        assert found.next_first.tolist() == every.next_first.tolist()


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("keep", list(DOWN_TO))
def test_many_alternatives_are_no_long_work(method: str, keep: str) -> None:
    rng = np.random.default_rng(2)
    matrix, weights = rng.uniform(0.5, 9.0, (300, 6)), rng.dirichlet(np.ones(6))
    found = stability_intervals(matrix, weights, ["benefit"] * 6, method, keep=keep)
    for k in range(6):
        low, high = float(found.lower[k]), float(found.upper[k])
        inside = low + (high - low) * np.linspace(0.001, 0.999, 21)
        assert all(stays for stays, _ in walk(matrix, weights, k, method, keep, inside))
        for bound, step, leader in ((low, -1e-8, 0), (high, 1e-8, 1)):
            if 0 < bound < 1:
                beyond = walk(matrix, weights, k, method, keep, np.array([bound + step]))
                assert beyond == [(False, found.next_first[k, leader])]


@pytest.mark.parametrize("method", METHODS)
def test_a_dominating_alternative_is_never_moved(method: str) -> None:
    found = stability_intervals([[9, 9, 9], [1, 2, 3]], [1, 2, 3], ["benefit"] * 3, method)
    assert found.lower.tolist() == [0, 0, 0]
    assert found.upper.tolist() == [1, 1, 1]
    assert found.next_first.tolist() == [[-1, -1]] * 3


@pytest.mark.parametrize("method", METHODS)
def test_a_tie_at_the_present_weights_leaves_no_room(method: str) -> None:
    found = stability_intervals([[9, 1], [1, 9]], [1, 1], ["benefit"] * 2, method)
    assert found.lower.tolist() == found.upper.tolist() == found.present.tolist() == [0.5, 0.5]
    assert found.next_first.tolist() == [[1, 0], [0, 1]]


@pytest.mark.parametrize("method", METHODS)
def test_identical_alternatives_stay_first_together(method: str) -> None:
    found = stability_intervals([[3, 4], [3, 4]], [1, 2], ["benefit"] * 2, method)
    assert found.lower.tolist() == [0, 0]
    assert found.upper.tolist() == [1, 1]


@pytest.mark.parametrize("method", METHODS)
def test_a_criterion_with_all_the_weight_has_no_path(method: str) -> None:
    found = stability_intervals([[3, 4], [4, 3]], [1, 0], ["benefit"] * 2, method)
    assert np.isnan([found.lower[0], found.upper[0]]).all()
    assert found.next_first[0].tolist() == [-1, -1]
    assert (found.lower[1], found.present[1]) == (0, 0)
    assert 0 < found.upper[1] < 1
    assert found.next_first[1].tolist() == [-1, 0]


@pytest.mark.parametrize("method", METHODS)
def test_one_criterion_and_one_alternative(method: str) -> None:
    assert np.isnan(stability_intervals([[1], [2]], [1], ["benefit"], method).lower[0])
    alone = stability_intervals([[1, 2]], [1, 1], ["benefit"] * 2, method)
    assert alone.upper.tolist() == [1, 1]


def test_a_touch_does_not_end_an_interval() -> None:
    # the weighted sum of the second touches nothing; it ties with the first at weight 1 only
    found = stability_intervals([[5, 3], [5, 1]], [0.5, 0.5], ["benefit"] * 2, "weighted_sum")
    assert (found.lower[0], found.upper[0]) == (0, 1)


def test_an_unknown_thing_to_keep_is_refused() -> None:
    with pytest.raises(ValueError, match="keep is 'last', not one of"):
        stability_intervals([[1, 2]], [1, 1], ["benefit"] * 2, keep="last")


@pytest.mark.parametrize("method", METHODS)
def test_stretches_of_lines_are_those_of_the_criterion_on_them(method: str) -> None:
    rng = np.random.default_rng(3)
    matrix = rng.uniform(0.5, 9.0, (6, 4))
    scored = scoring(matrix, ["benefit"] * 4, method, None)
    paths = [criterion_path(np.array([0.4, 0.3, 0.2, 0.1]), k) for k in range(4)]
    starts, ends = (np.array(side) for side in zip(*paths, strict=True))
    for at in (0.2, 0.7):
        found = stable_stretches(scored, starts, ends, at, "top3")
        for k, stretch in enumerate(found):
            weights = (1 - at) * starts[k] + at * ends[k]
            own = stability_intervals(matrix, weights, ["benefit"] * 4, method, keep="top3")
            assert (stretch.lower, stretch.upper) == pytest.approx((own.lower[k], own.upper[k]))
            assert [stretch.first_below, stretch.first_above] == own.next_first[k].tolist()
    assert stable_stretches(scored, starts[:0], ends[:0], 0.0, "first") == ()


def test_a_swap_just_beside_a_tie_does_not_change_who_leads_next() -> None:
    matrix = [[1, 0], [0, 1], [0, 1 - 2e-9]]
    found = stability_intervals(matrix, [0.5, 0.5], ["benefit"] * 2, "weighted_sum", "none")
    assert found.next_first.tolist()[0] == [1, 0]
