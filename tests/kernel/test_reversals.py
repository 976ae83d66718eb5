"""Swaps on the paths that weights take, against a dense check on 2,000 problems of each kind."""

from collections.abc import Sequence

import numpy as np
import pytest

from by_definition import SIZES, Floats, Problems, between, path_ends, random_problems
from ganeum.kernel import Reversals, reversal_weights, transfer_reversals

BLOCKS = range(20)
WIDER = [(m, n) for m, n in SIZES if n > 2]
GRID = np.linspace(0.0, 1.0, 203)[1:-1]
NOISE = 1e-12  # what rounding leaves of scores that tie
ASIDE = 1e-5  # of the path
# matrix, weights, what is locked while the first weight moves, a pair, how often it swaps
QUARTICS = [
    ([[9, 2, 3, 1], [4, 5, 8, 7], [6, 3, 5, 8], [9, 9, 3, 9]], [9, 0, 31, 61], (1, 2), (1, 2), 4),
    ([[2, 3, 4, 8], [1, 3, 7, 8], [7, 9, 2, 8], [7, 6, 6, 2]], [0, 0, 21, 78], (1, 2), (0, 1), 3),
    ([[5, 7, 3, 6], [8, 7, 1, 9], [6, 3, 6, 8], [9, 1, 2, 8]], [23, 14, 39, 24], (1,), (1, 3), 3),
    ([[3, 1, 9, 3], [2, 5, 7, 1], [2, 7, 3, 1], [7, 5, 9, 5]], [45, 26, 29, 0], (1,), (0, 1), 3),
]


def check(many: Problems, start: Floats, end: Floats, found: Sequence[Reversals]) -> int:
    """No swap is missed or invented, scores tie at each, the order differs on its two sides.

    Returns how many swaps there are.
    """
    np.testing.assert_allclose([each.start for each in found], start, atol=1e-15)
    np.testing.assert_allclose([each.end for each in found], end, atol=1e-15)
    scales = np.abs(end - start).sum(axis=1) / 2  # the weight that changes hands
    assert all((np.diff(each.weights) >= 0).all() for each in found)
    problem = np.repeat(np.arange(len(found)), [len(each.weights) for each in found])
    pairs = np.concatenate([each.pairs for each in found])
    ahead = np.concatenate([each.ahead_above for each in found])
    places = np.concatenate([each.weights for each in found]) / scales[problem]
    assert ((places > 0) & (places < 1)).all()
    check_grid(
        many.scores(between(start, end, np.tile(GRID, (len(found), 1)))), places, problem, pairs
    )
    at = places[:, None] + ASIDE * np.array([-1.0, 0.0, 1.0])
    scores = many.some(problem).scores(between(start[problem], end[problem], at))
    first, second = (np.take_along_axis(scores, side[:, None, None], 2)[..., 0] for side in pairs.T)
    before, tie, after = (first - second).T
    assert np.abs(tie).max() <= NOISE
    assert (before * after < 0).all()
    assert (ahead == np.where(after > 0, *pairs.T)).all()
    return len(places)


def check_grid(scores: Floats, places: Floats, problem: Floats, pairs: Floats) -> None:
    """The order of each pair turns between points of the grid as often as swaps are reported."""
    lead = scores[..., :, None] - scores[..., None, :]
    for swap, row, (i, j) in zip(places, problem, pairs, strict=True):
        lead[row, swap < GRID, i, j] *= -1
    rows, columns = np.triu_indices(scores.shape[2], 1)
    lead = lead[..., rows, columns]
    ahead, behind = (lead > NOISE).any(axis=1), (lead < -NOISE).any(axis=1)
    assert not (ahead & behind).any()


@pytest.mark.parametrize("block", BLOCKS)
def test_locked_criteria_keep_their_weights_and_no_swap_is_missed_on_2000_problems(
    block: int,
) -> None:
    many = random_problems([block, 2], *WIDER[block % len(WIDER)])
    rng = np.random.default_rng(block)
    count, n = many.weights.shape
    many.weights[:, -1] += 0.1  # the last is always free, and has weight
    many.weights[:] /= many.weights.sum(axis=1, keepdims=True)
    moving = rng.integers(0, n - 1, count)
    locked = rng.random((count, n)) < 0.5
    locked[np.arange(count), (moving + 1) % (n - 1)] = True
    locked[np.arange(count), moving] = locked[:, -1] = False
    free = ~locked
    free[np.arange(count), moving] = False
    start, end = path_ends(many.weights, moving, free)
    found = [
        reversal_weights(
            many.matrices[row],
            many.weights[row],
            many.directions(row),
            int(moving[row]),
            many.method,
            locked=np.flatnonzero(locked[row]).tolist(),
        )
        for row in range(count)
    ]
    assert check(many, start, end, found) > count / 4


@pytest.mark.parametrize("block", BLOCKS)
def test_a_transfer_misses_no_swap_on_2000_problems(block: int) -> None:
    many = random_problems([block, 3], *SIZES[block])
    rng = np.random.default_rng(block)
    count, n = many.weights.shape
    source = (many.weights * rng.random((count, n))).argmax(axis=1)
    target = (source + rng.integers(1, n, count)) % n
    end = many.weights.copy()
    end[np.arange(count), target] += end[np.arange(count), source]
    end[np.arange(count), source] = 0.0
    found = [
        transfer_reversals(
            many.matrices[row],
            many.weights[row],
            many.directions(row),
            int(source[row]),
            int(target[row]),
            many.method,
        )
        for row in range(count)
    ]
    assert check(many, many.weights, end, found) > count / 4


@pytest.mark.parametrize(("matrix", "weights", "locked", "pair", "count"), QUARTICS)
def test_a_pair_may_swap_three_and_four_times_where_a_criterion_is_locked(
    matrix: list[list[float]],
    weights: list[float],
    locked: tuple[int, ...],
    pair: tuple[int, int],
    count: int,
) -> None:
    found = reversal_weights(matrix, weights, ["benefit"] * 4, 0, locked=locked)
    assert found.pairs.tolist().count(list(pair)) == count
    one = Problems(
        "topsis",
        np.array([matrix]) + 0.0,
        np.array([weights]) / sum(weights),
        np.zeros((1, 4), np.bool_),
    )
    free = np.array([[k != 0 and k not in locked for k in range(4)]])
    start, end = path_ends(one.weights, np.array([0]), free)
    assert check(one, start, end, [found]) >= count
    lead = one.scores(between(start, end, np.linspace(0, 1, 100_001)[None]))[0][:, pair]
    ahead = np.sign(lead[1:-1, 0] - lead[1:-1, 1])
    assert (ahead[1:] != ahead[:-1]).sum() == count
