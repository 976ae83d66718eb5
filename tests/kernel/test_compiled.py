"""Compiled code counts what NumPy counts: equal bytes, whatever the problem."""

from dataclasses import fields
from itertools import product
from typing import Any

import numpy as np
import pytest

from ganeum import kernel
from ganeum.kernel import (
    Acceptability,
    Cells,
    Constraints,
    Intervals,
    Ordered,
    Scattered,
    counting,
    engines,
)
from ganeum.kernel.group_priorities import group_priorities
from ganeum.kernel.sampling_plan import acceptability_plan
from ganeum.kernel.topsis import NORMALISATIONS as TOPSIS_RULES
from ganeum.kernel.weighted_sum import NORMALISATIONS as SUM_RULES
from ganeum.spreading import threads

pytest.importorskip("numba", reason="NUMBA IS NOT INSTALLED, NO COMPILED CODE TESTED: ganeum[fast]")

RULES = [("topsis", rule) for rule in TOPSIS_RULES] + [("weighted_sum", rule) for rule in SUM_RULES]
SIXTEEN = np.random.default_rng(5).uniform(1, 10, (16, 6))
MIXED = ["benefit", "benefit", "cost", "benefit", "cost", "benefit"]


def same(first: Any, second: Any) -> None:
    for field in fields(first):
        one, two = getattr(first, field.name), getattr(second, field.name)
        if isinstance(one, np.ndarray):
            assert one.tobytes() == two.tobytes(), field.name
        else:
            assert one == two, field.name


def agree(*args: Any, **options: Any) -> Acceptability:
    expected = kernel.acceptability(*args, engine="numpy", **options)
    same(kernel.acceptability(*args, engine="compiled", **options), expected)
    return expected


def problem(seed: int, method: str, rule: str) -> tuple[np.random.Generator, np.ndarray, list[str]]:
    """A matrix, of few levels where the seed is odd so that rows agree and scores tie."""
    rng = np.random.default_rng(seed)
    m, n = rng.integers(1, 12), rng.integers(1, 7)
    matrix = rng.integers(1, 4, (m, n)) + 0.0 if seed % 2 else rng.uniform(1, 9, (m, n))
    costs = rng.random(n) < (0 if (method, rule) == ("weighted_sum", "none") else 0.4)
    return rng, matrix, ["cost" if cost else "benefit" for cost in costs]


@pytest.mark.parametrize(("method", "rule"), RULES)
@pytest.mark.parametrize("vary", [False, True])
def test_random_problems_are_counted_alike(method: str, rule: str, vary: bool) -> None:
    for seed in range(12):
        rng, matrix, directions = problem(seed, method, rule)
        n = matrix.shape[1]
        weights: Any = "uniform"
        if seed % 3 == 1:
            weights = rng.integers(0, 4, (300, n)) + (np.arange(n) == 0)  # zeros, and ties
        elif seed % 3 == 2:
            weights = Ordered([[int(k)] for k in rng.permutation(n)])
        width = rng.uniform(0, 1, matrix.shape) * (rng.random((len(matrix), 1)) < 0.6)
        scores = Cells(matrix, matrix + width) if vary else None
        agree(matrix, directions, 300, seed, method, rule, weights, scores)


KINDS: dict[str, Any] = {
    "uniform": "uniform",
    "ladder": Ordered([[3], [0, 2], [5], [4], [1]], ties=[[2, 0]]),
    "partial order": Ordered([[2, 3], [0, 5]]),
    "intervals": Intervals([0] * 6, [0.4] * 6),
    "hit and run": Constraints([[-1, 50, 0, 0, 0, 0]], [0]),
    "scattered": Scattered([1, 2, 3, 1, 0, 1], 20),
    "given": np.random.default_rng(0).dirichlet(np.ones(6), 10_001),
}


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_weights_is_drawn_alike(kind: str) -> None:
    """Over a whole block, and a part of one that ends within a slice."""
    scores = Cells(SIXTEEN * 0.9, SIXTEEN * 1.1) if kind in ("ladder", "given") else None
    agree(SIXTEEN, MIXED, 10_001, 3, weights=KINDS[kind], scores=scores)


@pytest.mark.parametrize("n", [1, 2, 11, 12])
def test_few_and_many_criteria(n: int) -> None:
    matrix = np.random.default_rng(n).uniform(1, 9, (5, n))
    agree(matrix, ["benefit"] * n, 1000, 0)


def test_threads_share_the_compiled_code() -> None:
    expected = agree(SIXTEEN, MIXED, 40_000, 1)
    found = kernel.acceptability(
        SIXTEEN, MIXED, 40_000, 1, chunk=1, engine="compiled", spread=threads(4)
    )
    same(found, expected)


# What the screen leaves open


def test_ties_in_every_draw_are_all_decided_exactly() -> None:
    mirrored = [[1, 3, 2], [3, 1, 2], [2, 2, 2], [2, 2, 2]]
    weights = np.tile([0.3, 0.3, 0.4], (500, 1))
    found = agree(mirrored, ["benefit"] * 3, 500, 0, "topsis", "none", weights)
    assert (found.rank_acceptability[:, 0] == 1).all()
    agree(mirrored, ["benefit"] * 3, 500, 0, "weighted_sum", "none", weights)


def test_draws_left_open_by_several_blocks_are_all_decided() -> None:
    weights = np.tile([0.3, 0.3, 0.4], (20_000, 1))
    weights[::3] = [0.2, 0.3, 0.5]
    agree([[1, 3, 2], [3, 1, 2], [2, 2, 2]], ["benefit"] * 3, 20_000, 0, weights=weights)


@pytest.mark.parametrize("method", ["topsis", "weighted_sum"])
def test_ties_of_scores_that_vary_are_all_decided_exactly(method: str) -> None:
    lower, upper = [[1, 1], [1, 2], [2, 1], [2, 1]], [[1, 2], [1, 3], [2, 1], [2, 1]]
    weights = np.tile([1.0, 0.0], (6000, 1))  # only the second varies
    found = agree(lower, ["benefit"] * 2, 6000, 0, method, None, weights, Cells(lower, upper))
    assert found.rank_acceptability[:, 0].tolist() == [0, 0, 1, 1]
    assert found.rank_acceptability[:, 2].tolist() == [1, 1, 0, 0]


def test_distances_too_small_for_single_precision_are_seen() -> None:
    matrix = [[1e15, 1], [0, 2], [5e14, 3]]
    weights = np.tile([0.0, 1.0], (10, 1))
    found = agree(matrix, ["benefit"] * 2, 10, 0, "topsis", "none", weights)
    assert found.rank_acceptability.argmax(axis=1).tolist() == [2, 1, 0]


def test_no_distance_at_all_is_a_tie() -> None:
    weights = np.tile([0.0, 1.0], (10, 1))
    for scores in (None, Cells([[1, 1], [2, 1]], [[3, 1], [4, 1]])):
        found = agree([[1, 1], [2, 1]], ["benefit"] * 2, 10, 0, weights=weights, scores=scores)
        assert (found.rank_acceptability[:, 0] == 1).all()


# Who computes


@pytest.mark.parametrize(
    ("options", "compiled"),
    [
        ({"draws": 2_999_999}, False),
        ({"draws": 3_000_000}, True),
        ({"draws": 500_000}, False),
        ({"draws": 500_000, "scores": Cells(SIXTEEN, SIXTEEN)}, True),
        ({"draws": 10, "engine": "compiled"}, True),
        ({"draws": 10**9, "engine": "numpy"}, False),
    ],
)
def test_compiled_code_is_loaded_where_worth_it(
    options: dict[str, Any], compiled: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("fixed", "varying"):
        monkeypatch.delitem(engines.sys.modules, f"ganeum.kernel.compiled.{name}", raising=False)
    plan = acceptability_plan(SIXTEEN, MIXED, **({"seed": 0} | options))
    assert plan.compiled == compiled


def test_compiled_code_is_used_once_it_is_loaded() -> None:
    agree(SIXTEEN, MIXED, 10, 0)
    assert acceptability_plan(SIXTEEN, MIXED, 10, 0).compiled


def test_many_alternatives_are_sorted_by_numpy_whatever_is_asked_for() -> None:
    matrix = np.random.default_rng(0).uniform(1, 9, (65, 2))
    assert not acceptability_plan(matrix, ["benefit"] * 2, 10, 0, engine="compiled").compiled


def test_a_worker_without_the_extra_counts_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    plan = acceptability_plan(SIXTEEN, MIXED, 1000, 0, engine="compiled")
    expected = counting.acceptability_block(plan, 0)
    monkeypatch.setattr(counting, "installed", lambda: False)
    assert (counting.acceptability_block(plan, 0).rank_counts == expected.rank_counts).all()


def test_asking_for_what_is_not_installed_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "installed", lambda: False)
    with pytest.raises(ValueError, match="engine is 'compiled', but the extra is not installed"):
        kernel.acceptability(SIXTEEN, MIXED, 10, 0, engine="compiled")
    assert not acceptability_plan(SIXTEEN, MIXED, 10**9, 0).compiled


def test_an_unknown_engine_is_refused() -> None:
    with pytest.raises(ValueError, match="engine is 'fortran'"):
        kernel.acceptability(SIXTEEN, MIXED, 10, 0, engine="fortran")


# Priorities


def judgements(n: int, spread: float, count: int = 300) -> np.ndarray:
    rng = np.random.default_rng((n, int(10 * spread)))
    matrices = np.exp(np.clip(spread * rng.normal(size=(count, n, n)), -20, 20))
    upper = np.triu(np.ones((n, n), np.bool_), 1)
    matrices[:, upper.T] = (1 / matrices.transpose(0, 2, 1))[:, upper.T]
    matrices[:, np.arange(n), np.arange(n)] = 1
    return matrices


@pytest.mark.parametrize("method", ["eigenvector", "geometric_mean"])
def test_priorities_have_equal_bytes(method: str) -> None:
    for n, spread in product([*range(1, 9), 18], (0.1, 1, 3, 6)):
        stack = judgements(n, spread)
        expected = kernel.priorities_many(stack, method, engine="numpy")
        same(kernel.priorities_many(stack, method, engine="compiled"), expected)


def test_priorities_near_the_bound_are_left_to_numpy(monkeypatch: pytest.MonkeyPatch) -> None:
    stack = judgements(5, 1)
    expected = kernel.priorities_many(stack, engine="numpy")
    kernel.priorities_many(stack, engine="compiled")
    from ganeum.kernel.compiled import judgements as module

    monkeypatch.setattr(module, "MARGIN", 0.5)
    same(kernel.priorities_many(stack, engine="compiled"), expected)


def test_judgements_near_the_tolerance_are_checked_exactly() -> None:
    nearly = [[[1, 2 * (1 + 0.8e-9)], [0.5, 1]]]
    same(
        kernel.priorities_many(nearly, engine="compiled"),
        kernel.priorities_many(nearly, engine="numpy"),
    )


@pytest.mark.parametrize("method", ["eigenvector", "geometric_mean"])
def test_priorities_from_groups_have_equal_bytes(
    method: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    rng = np.random.default_rng(4)
    loaded = "ganeum.kernel.compiled.judgements"
    for groups, n in ((1, 1), (3, 4), (2, 6)):
        called = rng.choice([0.0, 1.0, 3.0], (groups, n, 2500)) + rng.uniform(0.1, 2, 2500)
        voices = rng.dirichlet(np.ones(groups), 2500).T
        with monkeypatch.context() as patch:
            patch.delitem(engines.sys.modules, loaded, raising=False)
            expected = group_priorities(called, voices, method)
            assert loaded not in engines.sys.modules
        found = group_priorities(called, voices, method, items=10**9)
        assert found.tobytes() == expected.tobytes()


@pytest.mark.parametrize(
    "stack",
    [
        1.0,
        np.ones((3, 3)),
        np.ones((0, 2, 2)),
        np.ones((2, 0, 0)),
        np.ones((2, 2, 3)),
        [[[1, np.nan], [1, 1]]],
        [[[1, -2], [0.5, 1]]],
        [[[1, 2], [2, 1]]],
        [[[1, 1e10], [1e-10, 1]]],
        "judgements",
    ],
)
def test_wrong_judgements_are_refused_in_the_same_words(stack: Any) -> None:
    messages: list[str] = []
    for engine in ("numpy", "compiled"):
        with pytest.raises(ValueError, match="pairwise_matrices") as caught:
            kernel.priorities_many(stack, engine=engine)
        messages.append(str(caught.value))
    assert messages[0] == messages[1]
