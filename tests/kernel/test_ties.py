"""Ties along a line of weights: every swap found, none invented, touches told from swaps."""

from itertools import combinations

import numpy as np
import numpy.typing as npt
import pytest

from ganeum.kernel import line_reversals, reversal_weights, transfer_reversals
from ganeum.kernel.inputs import Floats
from ganeum.kernel.scoring import Scoring, scoring
from ganeum.kernel.ties import Ties, swaps_along, ties_along

METHODS = ["topsis", "weighted_sum"]
GRID = np.linspace(0.0, 1.0, 1001)


def problem(seed: int) -> tuple[Scoring, Floats, Floats]:
    """A random problem: integers and ties in every third, zero weights in every fourth."""
    rng = np.random.default_rng(seed)
    m, n = int(rng.integers(2, 7)), int(rng.integers(2, 6))
    matrix = rng.integers(1, 5, (m, n)) if seed % 3 == 0 else rng.uniform(0.1, 9.0, (m, n))
    directions = ["cost" if rng.random() < 0.3 else "benefit" for _ in range(n)]
    start, end = rng.dirichlet(np.ones(n)), rng.dirichlet(np.ones(n))
    if seed % 4 == 0 and n > 2:
        start[0] = end[0] = 0.0
    return scoring(matrix, directions, METHODS[seed % 2], None), start, end


def scores_at(scored: Scoring, start: Floats, end: Floats, t: npt.ArrayLike) -> Floats:
    places = np.asarray(t, dtype=np.float64)[:, None]
    return scored.scores((1 - places) * start + places * end)


def sign_changes(gap: Floats) -> int:
    signs = np.sign(gap[np.abs(gap) > 1e-13])
    return int((signs[1:] != signs[:-1]).sum())


@pytest.mark.parametrize("block", range(20))
def test_dense_check_finds_the_same_swaps_on_2000_problems(block: int) -> None:
    for seed in range(100 * block, 100 * block + 100):
        scored, start, end = problem(seed)
        found = ties_along(scored, start, end)
        dense = scores_at(scored, start, end, GRID)
        for i, j in combinations(range(scored.shape[0]), 2):
            own = found.swaps[(found.swap_pairs == [i, j]).all(axis=1)]
            seen = sign_changes(dense[:, i] - dense[:, j])
            if seen != len(own):  # the grid may step over two swaps: look between the roots
                cuts = np.concatenate([[0.0], own, [1.0]])
                between = scores_at(scored, start, end, (cuts[1:] + cuts[:-1]) / 2)
                assert sign_changes(between[:, i] - between[:, j]) == len(own) > seen
        check_swaps(scored, start, end, found)


def check_swaps(scored: Scoring, start: Floats, end: Floats, found: Ties) -> None:
    """At each swap the scores tie to 1e-12; on either side the order differs."""
    assert (np.diff(found.swaps) >= 0).all()
    rows = np.arange(len(found.swaps))
    first, second = found.swap_pairs.T
    at = scores_at(scored, start, end, found.swaps)
    assert np.abs(at[rows, first] - at[rows, second]).max(initial=0.0) <= 1e-12
    for place, (i, j), ahead in zip(found.swaps, found.swap_pairs, found.ahead_after, strict=True):
        own = found.swaps[(found.swap_pairs == [i, j]).all(axis=1)]
        cuts = np.concatenate([[0.0], own, [1.0]])
        k = int(np.flatnonzero(cuts == place)[0])
        sides = [(cuts[k - 1] + cuts[k]) / 2, (cuts[k] + cuts[k + 1]) / 2]
        before, after = scores_at(scored, start, end, sides)
        assert np.sign(before[i] - before[j]) == -np.sign(after[i] - after[j])
        assert ahead == (i if after[i] > after[j] else j)


@pytest.mark.parametrize("method", METHODS)
def test_many_lines_at_once_are_each_for_itself(method: str) -> None:
    rng = np.random.default_rng(5)
    scored = scoring(rng.uniform(0.1, 9.0, (8, 4)), ["benefit"] * 4, method, None)
    starts, ends = rng.dirichlet(np.ones(4), 40), rng.dirichlet(np.ones(4), 40)
    ends[3] = starts[3]
    together = swaps_along(scored, starts, ends)
    for start, end, swaps in zip(starts, ends, together, strict=True):
        alone = ties_along(scored, start, end).swaps
        np.testing.assert_allclose(swaps, alone, atol=1e-14)
    assert not len(together[3])
    lone = scoring([[1, 2, 3, 4]], ["benefit"] * 4, method, None)
    assert [len(swaps) for swaps in swaps_along(lone, starts, ends)] == [0] * 40


def from_parts(gains: npt.ArrayLike, losses: npt.ArrayLike) -> Scoring:
    return Scoring("topsis", np.asarray(gains, dtype=float), np.asarray(losses, dtype=float))


def double(root: float, gap: float = 0.0) -> tuple[Scoring, Floats, Floats]:
    """Two alternatives whose tie is (u - r)(u - r - gap) = 0 in u = (t / (1 - t))^2."""
    r = (root / (1 - root)) ** 2
    # N_1 = u + r (r + gap), P_2 = u + 1 (up to scale), N_2 P_1 = (2 r + gap + 1 + r (r + gap)) u
    product, total = r * (r + gap), 2 * r + gap
    gains = [[1.0, product], [total + 1 + product, 0.0]]
    losses = [[0.0, 1.0], [1.0, 1.0]]
    return from_parts(gains, losses), np.array([0.0, 1.0]), np.array([1.0, 0.0])


@pytest.mark.parametrize("root", [0.1, 0.37, 0.5, 0.9])
def test_double_root_is_a_touch_and_no_swap(root: float) -> None:
    scored, start, end = double(root)
    found = ties_along(scored, start, end)
    assert found.swaps.tolist() == []
    assert found.touch_pairs.tolist() == [[0, 1]]
    assert found.touches[0] == pytest.approx(root, abs=1e-7)  # the square root of precision


@pytest.mark.parametrize("gap", [1e-2, 1e-4, 1e-6])
def test_two_near_swaps_are_two(gap: float) -> None:
    scored, start, end = double(0.5, gap)
    found = ties_along(scored, start, end)
    u = (found.swaps / (1 - found.swaps)) ** 2
    np.testing.assert_allclose(u, [1.0, 1.0 + gap], atol=1e-9)
    assert found.swap_pairs.tolist() == [[0, 1], [0, 1]]
    assert found.ahead_after.tolist() == [1, 0]


def test_three_alternatives_meet_in_a_point() -> None:
    matrix = [[4.0, 0.0], [2.0, 2.0], [0.0, 4.0]]
    found = reversal_weights(matrix, [0.3, 0.7], ["benefit"] * 2, 0, "weighted_sum")
    np.testing.assert_allclose(found.weights, [0.5, 0.5, 0.5], atol=1e-15)
    assert found.pairs.tolist() == [[0, 1], [0, 2], [1, 2]]
    assert found.ahead_above.tolist() == [0, 0, 1]


@pytest.mark.parametrize("method", METHODS)
def test_a_tie_at_an_end_is_no_swap_and_is_named(method: str) -> None:
    matrix = [[5.0, 3.0, 1.0], [5.0, 1.0, 4.0]]  # equal on the first criterion alone
    found = reversal_weights(matrix, [0.2, 0.5, 0.3], ["benefit"] * 3, 0, method)
    assert found.weights.tolist() == []
    assert found.end_ties.tolist() == [[0, 1, 1]]


@pytest.mark.parametrize("method", METHODS)
def test_pairs_that_tie_everywhere_are_named(method: str) -> None:
    matrix = [[5.0, 3.0], [5.0, 3.0], [1.0, 4.0]]
    found = reversal_weights(matrix, [0.5, 0.5], ["benefit"] * 2, 0, method)
    assert found.tied_pairs.tolist() == [[0, 1]]
    assert sorted(map(tuple, found.pairs.tolist())) == [(0, 2), (1, 2)]
    assert found.weights[0] == found.weights[1]


@pytest.mark.parametrize("method", METHODS)
def test_one_alternative_never_swaps(method: str) -> None:
    found = reversal_weights([[1.0, 2.0]], [1, 1], ["benefit"] * 2, 0, method)
    assert found.weights.shape == (0,)
    assert found.pairs.shape == (0, 2)


@pytest.mark.parametrize("method", METHODS)
def test_a_transfer_is_the_line_between_its_ends(method: str) -> None:
    rng = np.random.default_rng(7)
    matrix, weights = rng.uniform(0.5, 9.0, (6, 4)), np.array([0.4, 0.3, 0.2, 0.1])
    found = transfer_reversals(matrix, weights, ["benefit"] * 4, 0, 2, method)
    line = line_reversals(matrix, weights, [0.0, 0.3, 0.6, 0.1], ["benefit"] * 4, method)
    np.testing.assert_allclose(found.weights, line.weights * 0.4, atol=1e-14)
    assert found.pairs.tolist() == line.pairs.tolist()
    assert len(found.weights)


@pytest.mark.parametrize("method", METHODS)
def test_a_zero_weight_criterion_can_be_moved(method: str) -> None:
    matrix = [[9.0, 1.0], [1.0, 2.0]]
    found = reversal_weights(matrix, [0.0, 1.0], ["benefit"] * 2, 0, method)
    assert len(found.weights) == 1
    assert found.ahead_above.tolist() == [0]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"criterion": 3}, "criterion is 3, not a criterion from 0 to 2"),
        ({"criterion": -1}, "criterion is -1"),
        ({"locked": [5]}, "locked is 5"),
        ({"locked": [0]}, "criterion 0 is locked"),
        ({"locked": [1, 2]}, "criterion 0 holds all the free weight"),
        ({"weights": [1, 0, 0]}, "criterion 0 holds all the free weight"),
        ({"weights": [1, 1]}, "weights has 2 entries where 3 are needed"),
        ({"method": "saw"}, "method is 'saw'"),
        ({"normalisation": "sum", "method": "weighted_sum"}, "normalisation is 'sum'"),
    ],
)
def test_wrong_arguments_are_refused(arguments: dict[str, object], message: str) -> None:
    given = {"weights": [1, 1, 1], "criterion": 0, "directions": ["benefit"] * 3, **arguments}
    with pytest.raises(ValueError, match=message):
        reversal_weights([[1, 2, 3], [3, 2, 1]], **given)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("source", "target", "message"),
    [
        (0, 0, "source is 0: it must differ from target"),
        (2, 0, "source is 2: .* have weight"),
        (0, 3, "target is 3"),
        (9, 0, "source is 9"),
    ],
)
def test_wrong_transfers_are_refused(source: int, target: int, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        transfer_reversals([[1, 2, 3], [3, 2, 1]], [1, 1, 0], ["benefit"] * 3, source, target)
