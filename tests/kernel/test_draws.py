from itertools import pairwise, permutations
from typing import get_args

import numpy as np
import pytest

from ganeum.kernel.constrained import Constraints, Intervals
from ganeum.kernel.draws import Drawing, Knowledge, drawing
from ganeum.kernel.ordered import Ordered
from ganeum.kernel.scattered import Scattered
from ganeum.kernel.simplex import simplex
from ganeum.kernel.streams import BLOCK, SCORES, WEIGHTS, generator
from strategies import Floats

SEED = 7


def drawn(weights: Knowledge, n: int, blocks: int = 4) -> Floats:
    """Weights (n, s)."""
    ready = drawing(weights, n, SEED)
    return np.hstack([ready.block(SEED, block)[0] for block in range(blocks)])


def on_simplex(weights: Floats) -> None:
    assert (weights >= 0).all()
    np.testing.assert_allclose(weights.sum(axis=0), 1, rtol=0, atol=1e-12)


def within_four_errors(sample: Floats, expected: float, size: int | None = None) -> None:
    error = sample.std() / np.sqrt(size or len(sample))
    assert abs(sample.mean() - expected) <= 4 * error


# The uniform simplex


@pytest.mark.parametrize("n", [1, 2, 3, 6, 10, 11, 14])
def test_uniform_draws_have_the_moments_of_the_simplex(n: int) -> None:
    weights = drawn("uniform", n)
    on_simplex(weights)
    for k in range(n):
        within_four_errors(weights[k], 1 / n)
        within_four_errors(weights[k] ** 2, 2 / (n * (n + 1)))
        within_four_errors(weights[k] * weights[k - 1], (2 if n == 1 else 1) / (n * (n + 1)))


def test_each_uniform_weight_has_the_distribution_of_a_gap() -> None:
    weights = drawn("uniform", 5)
    for k in range(5):
        for t in (0.05, 0.2, 0.5):
            within_four_errors((weights[k] > t).astype(np.float64), (1 - t) ** 4)


# Numbers depend on seed, stream and block alone


def test_generators_differ_by_seed_stream_and_block() -> None:
    keys = [(0, WEIGHTS, 0), (1, WEIGHTS, 0), (0, SCORES, 0), (0, WEIGHTS, 1), (2**200, WEIGHTS, 0)]
    numbers = [generator(*key).random(4) for key in keys]
    assert len({tuple(row) for row in numbers}) == len(keys)
    for key, row in zip(keys, numbers, strict=True):
        assert (generator(*key).random(4) == row).all()


def test_generators_have_not_moved() -> None:
    assert generator(0, WEIGHTS, 0).random() == pytest.approx(PINNED[0], abs=0)
    assert generator(1, SCORES, 9).random() == pytest.approx(PINNED[1], abs=0)


PINNED = (0.014067035665647709, 0.8827664977221932)

EVERY_KIND: list[tuple[Knowledge, int]] = [
    ("uniform", 4),
    (Ordered([[0], [1], [2], [3]]), 4),
    (Ordered([[0, 1, 2, 3]]), 4),
    (Ordered([[2], [0, 3]]), 4),
    (Ordered([[0, 1], [2, 3]], ties=[[0, 1], [2, 3]]), 4),
    (Ordered([[0, 1], [2]], ties=[[0, 1]]), 4),
    (Intervals([0.1, 0, 0, 0.2], [0.1, 0.9, 0.5, 0.4]), 4),
    (Intervals([0.1] * 5 + [0], [0.16] * 5 + [0.4]), 6),
    (Constraints([[1, -2, 0]], [0]), 3),
    (Scattered([1, 2, 0, 1], 30), 4),
]


@pytest.mark.parametrize(("weights", "n"), EVERY_KIND)
def test_every_block_is_a_function_of_seed_and_number(weights: Knowledge, n: int) -> None:
    first, second = (drawing(weights, n, SEED) for _ in range(2))
    one, two = first.block(SEED, 3)[0], first.block(SEED, 0)[0]
    assert (second.block(SEED, 0)[0] == two).all()
    assert (second.block(SEED, 3)[0] == one).all()
    assert (one != two).any()
    assert (drawing(weights, n, SEED + 1).block(SEED + 1, 3)[0] != one).any()
    assert one.shape == (n, BLOCK)
    on_simplex(one)


# Orders


@pytest.mark.parametrize("n", range(1, 8))
def test_a_total_order_has_the_rank_order_centroid(n: int) -> None:
    """The mean of ordered uniform weights is w_k = (1/k + ... + 1/n) / n.

    F. H. Barron and B. E. Barrett, "Decision quality using ranked attribute weights", Management
    Science 42(11), 1996, pp. 1515-1523, doi:10.1287/mnsc.42.11.1515.
    """
    order = list(range(n))[::-1]
    weights = drawn(Ordered([[k] for k in order]), n)[order]
    assert (np.diff(weights, axis=0) <= 0).all()
    for k in range(n):
        within_four_errors(weights[k], sum(1 / j for j in range(k + 1, n + 1)) / n)


def test_a_total_order_is_the_uniform_one_sorted() -> None:
    ordered, uniform = (
        drawn(Ordered([[0], [1], [2]]), 3),
        np.sort(drawn("uniform", 3), axis=0)[::-1],
    )
    for k in range(3):
        for t in (0.1, 0.3, 0.5, 0.7):
            share = (uniform[k] > t).mean()
            error = np.sqrt(2 * share * (1 - share) / uniform.shape[1])
            assert abs((ordered[k] > t).mean() - share) <= 4 * error


def test_ties_share_their_weight() -> None:
    weights = drawn(Ordered([[3], [0, 2], [1]], ties=[[2, 0]]), 4)
    assert (weights[0] == weights[2]).all()
    assert (weights[3] >= weights[0]).all()
    assert (weights[0] >= weights[1]).all()
    corners = np.array([[0, 0, 0, 1], [1 / 3, 0, 1 / 3, 1 / 3], [1 / 4] * 4])
    for k, mean in enumerate(corners.mean(axis=0)):
        within_four_errors(weights[k], mean)


def test_ties_alone_and_all_tied() -> None:
    weights = drawn(Ordered([], ties=[[0, 1]]), 3)
    assert (weights[0] == weights[1]).all()
    within_four_errors(weights[2], 1 / 2)
    assert (drawn(Ordered([[0, 1]], ties=[[0, 1]]), 2) == 0.5).all()


def rejected(groups: list[list[int]], n: int, equal: tuple[int, ...] = ()) -> Floats:
    """The same by brute force: uniform draws of which the wrong ones are thrown away."""
    rng = np.random.default_rng(1)
    if equal:
        parts = rng.dirichlet(np.ones(n - len(equal) + 1), 400_000).T
        rest = iter(parts[1:])
        weights = np.array([parts[0] / len(equal) if k in equal else next(rest) for k in range(n)])
    else:
        weights = rng.dirichlet(np.ones(n), 400_000).T
    keep = np.ones(weights.shape[1], dtype=np.bool_)
    for earlier, later in pairwise(groups):
        keep &= weights[earlier].min(axis=0) >= weights[later].max(axis=0)
    return weights[:, keep]


@pytest.mark.parametrize(
    ("groups", "n", "equal"),
    [
        ([[2], [0]], 4, ()),
        ([[0, 3], [1, 2]], 5, ()),
        ([[1], [0, 2], [3]], 4, ()),
        ([[0, 1], [2]], 4, (0, 1)),
        ([[3], [0, 1, 2]], 5, (1, 2)),
    ],
)
def test_partial_orders_agree_with_rejection(
    groups: list[list[int]], n: int, equal: tuple[int, ...]
) -> None:
    weights = drawn(Ordered(groups, ties=[equal] if equal else []), n, blocks=8)
    reference = rejected(groups, n, equal)
    for earlier, later in pairwise(groups):
        assert (weights[earlier].min(axis=0) >= weights[later].max(axis=0) - 1e-15).all()
    for k in range(n):
        for power in (1, 2):
            gap = (weights[k] ** power).mean() - (reference[k] ** power).mean()
            spread = (reference[k] ** power).var()
            assert abs(gap) <= 4 * np.sqrt(spread / weights.shape[1] + spread / len(reference[k]))
    for a, b in permutations(range(n), 2):
        share = (reference[a] > reference[b]).mean()
        error = np.sqrt(share * (1 - share) * (1 / weights.shape[1] + 1 / reference.shape[1]))
        assert abs((weights[a] > weights[b]).mean() - share) <= 4 * error + (b in equal)


# Intervals and constraints


def test_intervals_hold_and_are_uniform() -> None:
    weights = drawn(Intervals([0.2, 0.1, 0], [0.6, 0.5, 0.7]), 3)
    assert (weights >= np.array([[0.2], [0.1], [0]])).all()
    assert (weights <= np.array([[0.6], [0.5], [0.7]]) + 1e-15).all()
    reference = rejected([], 3)
    keep = (reference[0] >= 0.2) & (reference[0] <= 0.6) & (reference[1] >= 0.1)
    reference = reference[:, keep & (reference[1] <= 0.5) & (reference[2] <= 0.7)]
    for k in range(3):
        within_four_errors(weights[k], reference[k].mean(), size=20_000)


def test_a_fixed_weight_stays_fixed() -> None:
    weights = drawn(Intervals([0.25, 0, 0], [0.25, 1, 1]), 3)
    assert (weights[0] == 0.25).all()
    within_four_errors(weights[1], 0.375)


def test_lower_bounds_alone_reject_nothing() -> None:
    ready = drawing(Intervals([0.2, 0.3], [1, 1]), 2, SEED)
    weights, rhat, size = ready.block(SEED, 0)
    assert (rhat, size) == (1.0, BLOCK)
    np.testing.assert_allclose(
        weights, 0.5 * simplex(generator(SEED, WEIGHTS, 0), 2) + [[0.2], [0.3]], rtol=0, atol=1e-15
    )


def test_one_criterion_has_all_the_weight() -> None:
    assert (drawn(Intervals([0], [1]), 1, 1) == 1).all()
    assert (drawn(Constraints([[1]], [1]), 1, 1) == 1).all()


def test_constraints_that_always_hold_change_nothing() -> None:
    free = drawn(Constraints([[1, 1, 0], [0, 0, 0]], [2, 0]), 3)
    assert (free == drawn("uniform", 3)).all()


def test_hit_and_run_agrees_with_the_exact_triangle() -> None:
    """A sliver: w0 >= 50 w1 >= 0 and w2 <= w1, whose corners give its mean and covariance."""
    ready = drawing(Constraints([[-1, 50, 0], [0, -1, 1]], [0, 0]), 3, SEED)
    corners = np.array([[1, 0, 0], [50 / 51, 1 / 51, 0], [50 / 52, 1 / 52, 1 / 52]])
    found = [ready.block(SEED, block) for block in range(8)]
    weights, size = np.hstack([each[0] for each in found]), sum(each[2] for each in found)
    assert all(0.99 < rhat < 1.03 for _, rhat, _ in found)
    assert BLOCK <= size <= 8 * BLOCK
    assert (weights[0] >= 50 * weights[1] - 1e-12).all()
    assert (weights[2] <= weights[1] + 1e-12).all()
    spread = (corners.T @ corners - 3 * np.outer(corners.mean(0), corners.mean(0))) / 12
    for k in range(3):
        within_four_errors(weights[k], corners[:, k].mean(), size)
        within_four_errors((weights[k] - corners[:, k].mean()) ** 2, spread[k, k], size)


def test_hit_and_run_agrees_with_rejection_in_six_dimensions() -> None:
    bounds = Intervals([0.1] * 5 + [0], [0.16] * 5 + [0.4])
    ready = drawing(bounds, 6, SEED)
    weights, rhat, size = ready.block(SEED, 0)
    assert rhat < 1.05
    assert size < BLOCK
    rng = np.random.default_rng(3)
    inner = rng.uniform(0.1, 0.16, (5, 400_000))  # uniform on the simplex given the last
    inner = inner[:, 1 - inner.sum(axis=0) <= 0.4]
    for k in range(5):
        within_four_errors(weights[k], inner[k].mean(), size)
        within_four_errors(weights[k] ** 2, (inner[k] ** 2).mean(), size)


def test_hit_and_run_on_a_segment() -> None:
    weights = drawn(Intervals([0.5, 0], [0.505, 1]), 2)
    within_four_errors(weights[0], 0.5025, 2000)
    assert ((weights[0] >= 0.5) & (weights[0] <= 0.505)).all()


# Scatter


def test_scatter_has_the_moments_it_states() -> None:
    base, concentration = np.array([0.5, 0.3, 0.2, 0.0]), 24.0
    weights = drawn(Scattered(base * 10, concentration), 4)
    on_simplex(weights)
    assert (weights[3] == 0).all()
    for k in range(3):
        within_four_errors(weights[k], base[k])
        variance = base[k] * (1 - base[k]) / (concentration + 1)
        within_four_errors((weights[k] - base[k]) ** 2, variance)


def test_scatter_of_next_to_no_concentration_goes_to_the_corners() -> None:
    weights = drawn(Scattered([3, 1], 1e-4), 2)
    on_simplex(weights)
    within_four_errors(weights[0], 0.75)
    assert ((weights[0] < 1e-9) | (weights[0] > 1 - 1e-9)).mean() > 0.99


# Given weights


def test_given_weights_come_back_scaled_block_by_block() -> None:
    rows = 0.5 + np.random.default_rng(0).integers(0, 9, (BLOCK + 5, 3))
    ready = drawing(rows, 3, SEED)
    parts = [ready.block(SEED, block)[0].T for block in range(2)]
    assert [len(part) for part in parts] == [BLOCK, 5]
    np.testing.assert_allclose(np.vstack(parts), rows / rows.sum(axis=1, keepdims=True), atol=1e-15)


def test_tiny_given_weights_do_not_vanish() -> None:
    assert (drawing([[5e-324, 5e-324]], 2, 0).block(0, 0)[0] == 0.5).all()


# Refusals


@pytest.mark.parametrize(
    ("weights", "message"),
    [
        ("even", "weights is 'even', not 'uniform'"),
        ([[0.5, 0.5]], "weights has 2 columns where 3 are needed"),
        ([[1, 2, -1]], r"weights\[0, 2\] is -1.0, which is negative"),
        ([[1, 0, 0], [0, 0, 0]], r"weights\[1\] are all zero"),
        ([0.2, 0.3, 0.5], "weights must have 2 dimension"),
        ([[1, 2, np.nan]], r"weights\[0, 2\] is nan"),
        (Ordered([]), "groups and ties are empty"),
        (Ordered([[0], [3]]), r"groups holds \(3,\), not criteria from 0 to 2"),
        (Ordered([[0], []]), r"groups holds \(\), not criteria"),
        (Ordered([[0], [-1]]), "groups is -1, not a whole number from 0"),
        (Ordered([[0], [0.5]]), "groups is 0.5, not a whole number"),  # type: ignore[list-item]
        (Ordered([[0], [0, 1]]), "name a criterion twice"),
        (Ordered([[0], [1]], ties=[[0, 1]]), "not inside one group"),
        (Ordered([[0], [1]], ties=[[1, 2]]), "not inside one group"),
        (Ordered([[0, 1, 2]], ties=[[0, 1], [1, 2]]), "ties .* name a criterion twice"),
        (Intervals([0, 0], [1, 1]), "lower has 2 entries where 3 are needed"),
        (Intervals([0, 0, 0], [1, 1]), "upper has 2 entries where 3 are needed"),
        (Intervals([-0.1, 0, 0], [1, 1, 1]), r"lower .* is not within \[0, 1\]"),
        (Intervals([0, 0, 0], [1, 1, 2]), r"upper .* is not within \[0, 1\]"),
        (Intervals([0, 0.5, 0], [1, 0.4, 1]), r"lower\[1\] is 0.5, above upper\[1\], 0.4"),
        (Intervals([0.5, 0.5, 0], [1, 1, 1]), "leaves nothing to draw: its sum is 1.0"),
        (Intervals([0.2, 0.2, 0.2], [0.2, 0.2, 0.2]), "leaves nothing to draw"),
        (Intervals([0, 0, 0], [0.3, 0.3, 0.3]), "no weights satisfy the constraints"),
        (Intervals([0.2, 0.2, 0], [0.2, 0.2, 0.5]), "no weights satisfy the constraints"),
        (Intervals([0, 0, 0], [0.5, 0.25, 0.25]), "slice without volume"),
        (Constraints([[1, 0]], [0.5]), r"matrix has shape \(1, 2\)"),
        (Constraints([[1, 0, 0]], [0.5, 1]), r"matrix has shape \(1, 3\)"),
        (Constraints([[1, 1, 1]], [0.5]), "no weights satisfy the constraints"),
        (Constraints([[-1, 0, 0], [0, -1, 0]], [-0.6, -0.6]), "no weights satisfy .* by 0"),
        (Constraints([[1, -1, 0], [-1, 1, 0]], [0, 0]), "slice without volume"),
        (Constraints([[np.inf, 0, 0]], [0.5]), r"matrix\[0, 0\] is inf"),
        (Scattered([1, 1], 3), "base has 2 entries where 3 are needed"),
        (Scattered([1, 1, 1], 0), "concentration is 0.0, not a positive number"),
        (Scattered([1, 1, 1], np.nan), r"concentration\[0\] is nan"),
    ],
)
def test_what_cannot_be_drawn_is_refused(weights: Knowledge, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        drawing(weights, 3, SEED)


def test_every_kind_of_knowledge_is_tested() -> None:
    kinds = {type(weights) for weights, _ in EVERY_KIND}
    assert kinds >= {Ordered, Intervals, Constraints, Scattered, str}
    assert len(get_args(Knowledge)) > len(kinds)
    assert hasattr(Drawing, "block")
