"""Acceptability of 16 alternatives by 6 criteria, weights drawn inside, a draw at a time by peers.

The arithmetic's own time, below which nothing that does the same can come on one core, is counted
in `OPERATIONS`: cycles a draw, at the clock that is measured in the same run.
"""

import importlib
from collections.abc import Callable, Iterator
from functools import partial
from itertools import product
from typing import Any

import numpy as np
from harness import Row, paired
from peers import optional
from pymcdm.methods import TOPSIS, WSM
from pymcdm.normalizations import max_normalization, vector_normalization

from ganeum import kernel
from ganeum.spreading import threads

M, N, DRAWS, PEER_DRAWS, FEW_DRAWS = 16, 6, 1_000_000, 1000, 300
ORDER = kernel.Ordered([[k] for k in range(N)])
# what one TOPSIS draw cannot do without: how many, and how many a cycle a core of today's x86 does
# with vectors of 256 bits, 8 numbers in single and 4 in double precision, and two or three at once
OPERATIONS = {
    "64-bit products of Philox, 1.25 turns of 10 rounds": (25, 1),
    "minima and maxima that order 5 numbers": (18, 8),
    "differences, squares, roundings of 6 weights": (18, 8),
    "products added up to distances, each in one": (2 * M * N, 16),
    "divisions": (M, 1.6),
    "comparisons, each pair both ways": (M * (M - 1), 16),
    "their sums, by alternative and by pair": (2 * M * (M - 1), 24),
    "counts of places": (M, 1),
    "sums of the first's weights": (N, 1),
}


def rows() -> Iterator[Row]:
    rng = np.random.default_rng(0)
    matrix, directions, types = rng.uniform(1, 9, (M, N)), ["benefit"] * N, np.ones(N)
    topsis, wsm = TOPSIS(vector_normalization), WSM(max_normalization)
    cells = kernel.Cells(matrix * 0.9, matrix * 1.1)

    def drawn(order: bool = False) -> np.ndarray:
        weights = np.random.default_rng(1).dirichlet(np.ones(N), PEER_DRAWS)
        return -np.sort(-weights, axis=1) if order else weights

    def loop(method: Any, order: bool = False, vary: bool = False, **options: Any) -> np.ndarray:
        counts, alternatives, noise = np.zeros((M, M)), np.arange(M), np.random.default_rng(2)
        for weights in drawn(order):
            values = noise.uniform(matrix * 0.9, matrix * 1.1) if vary else matrix
            scores = method(values, weights, types, **options)
            counts[alternatives, np.argsort(np.argsort(-scores))] += 1
        return counts

    works: list[tuple[str, dict[str, Any], Callable[..., object], float, float]] = [
        ("TOPSIS", {}, partial(loop, topsis), 250, 1500),
        ("weighted sum", {"method": "weighted_sum"}, partial(loop, wsm), 300, 2000),
        (
            "TOPSIS, ordered weights",
            {"weights": ORDER},
            partial(loop, topsis, True),
            300,
            2000,
        ),
        (
            "TOPSIS, every score perturbed",
            {"scores": cells},
            partial(loop, topsis, vary=True),
            50,
            600,
        ),
    ]
    engines = ("numpy", "compiled") if optional("numba") else ("numpy",)
    for work, options, peer, *targets in works:
        for engine, target in zip(engines, targets, strict=False):

            def own(engine: str = engine, options: dict[str, Any] = options) -> object:
                return kernel.acceptability(
                    matrix, directions, DRAWS, 0, engine=engine, spread=threads(), **options
                )

            title, fast = f"acceptability, {work} {M} x {N}, a draw", engine != "numpy"
            took, theirs = paired(own, peer, rounds=5)
            yield Row(title, took / DRAWS, theirs / PEER_DRAWS, "pymcdm", target, fast)
            took, theirs = paired(own, partial(peer, validation=False), rounds=5)
            yield Row(title, took / DRAWS, theirs / PEER_DRAWS, "pymcdm unvalidated", None, fast)
    yield from _pysensmcda(matrix, directions, types, topsis)
    yield from _scikit_criteria(matrix, directions, drawn()[:FEW_DRAWS], engines)
    if len(engines) > 1:
        yield _arithmetic(matrix, directions)


def _pysensmcda(
    matrix: np.ndarray, directions: list[str], types: np.ndarray, method: Any
) -> Iterator[Row]:
    smaa = optional("pysensmcda.smaa")
    if smaa is not None:
        took, theirs = paired(
            lambda: kernel.acceptability(
                matrix, directions, DRAWS, 0, engine="numpy", spread=threads()
            ),
            lambda: smaa.simulate(method, matrix, types, num_samples=PEER_DRAWS, seed=0),
            rounds=5,
        )
        title = f"acceptability, TOPSIS {M} x {N}, a draw"
        yield Row(title, took / DRAWS, theirs / PEER_DRAWS, "pysensmcda")


def _scikit_criteria(
    matrix: np.ndarray, directions: list[str], draws: np.ndarray, engines: tuple[str, ...]
) -> Iterator[Row]:
    """Yield its rows: a decision matrix a draw, through the pipeline that its documentation has."""
    skcriteria = optional("skcriteria")
    if skcriteria is None:
        return
    names = ("agg.topsis", "agg.simple", "pipelines", "preprocessing.scalers")
    similarity, simple, pipelines, scalers = (
        importlib.import_module(f"skcriteria.{name}") for name in names
    )
    scaled = {
        "topsis": (scalers.VectorScaler, similarity.TOPSIS()),
        "weighted_sum": (scalers.MaxAbsScaler, simple.WeightedSumModel()),
    }

    def loop(pipe: Any) -> np.ndarray:
        counts, alternatives = np.zeros((M, M)), np.arange(M)
        for weights in draws:
            problem = skcriteria.mkdm(matrix, [max] * N, weights=weights)
            counts[alternatives, pipe.evaluate(problem).rank_ - 1] += 1
        return counts

    for (method, (scaler, decider)), engine in product(scaled.items(), engines):
        pipe = pipelines.mkpipe(scaler(target="matrix"), decider)
        took, theirs = paired(
            lambda method=method, engine=engine: kernel.acceptability(
                matrix, directions, DRAWS, 0, method, engine=engine, spread=threads()
            ),
            partial(loop, pipe),
            rounds=5,
        )
        work = "TOPSIS" if method == "topsis" else "weighted sum"
        title, fast = f"acceptability, {work} {M} x {N}, a draw", engine != "numpy"
        yield Row(title, took / DRAWS, theirs / len(draws), "scikit-criteria", None, fast)


def _arithmetic(matrix: np.ndarray, directions: list[str]) -> Row:
    cycles = sum(count / rate for count, rate in OPERATIONS.values())
    chain, steps = _chain(), 1_000_000
    took, clock = paired(
        lambda: kernel.acceptability(matrix, directions, DRAWS, 0, engine="compiled"),
        lambda: chain(steps),
    )
    cycle = clock / steps / 4
    note = f"one thread; {cycles:.0f} cycles at {1e-9 / cycle:.2f} GHz; below 2.2 times is promised"
    return Row(
        "acceptability, TOPSIS, its arithmetic",
        took / DRAWS,
        cycles * cycle,
        "counted",
        None,
        True,
        note,
    )


def _chain() -> Callable[[int], int]:
    """Return a loop of steps of 4 cycles each: a product, 3, and an exclusive or, 1."""
    numba: Any = optional("numba")

    @numba.njit
    def chain(steps: int) -> int:
        x = np.uint64(1)
        for step in range(steps):
            x = (x * np.uint64(6364136223846793005)) ^ np.uint64(step)
        return x

    return chain
