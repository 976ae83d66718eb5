"""The nearest weights at which each alternative is first, beside a user's own with SciPy.

SLSQP is given the distance, the leads over the rivals as constraints and the present weights as
start; `linprog` the gains and losses of weight as unknowns. Own answers that differ from the peer's
are counted; by TOPSIS a million draws must not hold one that is nearer.
"""

import math
from collections.abc import Callable, Iterator

import numpy as np
from harness import Row, paired
from scipy.optimize import linprog, minimize

from ganeum import kernel

M, N = 16, 6
DRAWS, BLOCK = 1_000_000, 50_000
AGREE = 1e-5
Leads = Callable[[np.ndarray, int], np.ndarray]  # of an alternative over its rivals, at weights


def rows() -> Iterator[Row]:
    rng = np.random.default_rng(0)
    matrix, base = rng.uniform(1, 9, (M, N)), rng.dirichlet(np.ones(N))
    ideal, vector = matrix / matrix.max(axis=0), matrix / np.sqrt((matrix**2).sum(axis=0))
    gains, losses = (vector - vector.min(axis=0)) ** 2, (vector - vector.max(axis=0)) ** 2

    def linear(weights: np.ndarray, row: int) -> np.ndarray:
        return (ideal[row] - ideal) @ weights

    def topsis(weights: np.ndarray, row: int) -> np.ndarray:
        to_worst, to_best = gains @ weights**2, losses @ weights**2
        return to_worst[row] * to_best - to_worst * to_best[row]

    def changes(method: str, norm: str) -> list[float]:
        every = kernel.smallest_changes(matrix, base, ["benefit"] * N, method, norm=norm)
        return [found.distance for found in every]

    def slsqp(leads: Leads) -> list[float]:
        return [_slsqp(leads, base, row) for row in range(M)]

    for method, norm, peer, name in (
        ("weighted_sum", "l2", lambda: slsqp(linear), "SLSQP"),
        ("weighted_sum", "l1", lambda: [_linprog(ideal, base, row) for row in range(M)], "linprog"),
        ("topsis", "l2", lambda: slsqp(topsis), "SLSQP"),
    ):
        ours, theirs = changes(method, norm), peer()
        farther, nearer = _compared(ours, theirs)
        note = f"theirs nearer {nearer}, farther or none {farther}"
        if method == "topsis":
            note += f", nearer in {DRAWS:,} draws {_nearer_draws(topsis, base, ours)}"
        own, their = paired(lambda m=method, n=norm: changes(m, n), peer, rounds=5)
        work = f"nearest weights for all {M}, {method} {norm.upper()}, {M} x {N}"
        yield Row(work, own, their, name, note=note)


def _slsqp(leads: Leads, base: np.ndarray, row: int) -> float:
    found = minimize(
        lambda weights: ((weights - base) ** 2).sum(),
        base,
        jac=lambda weights: 2 * (weights - base),
        bounds=[(0, 1)] * N,
        constraints=[
            {"type": "eq", "fun": lambda weights: weights.sum() - 1},
            {"type": "ineq", "fun": lambda weights: leads(weights, row)},
        ],
        method="SLSQP",
        options={"ftol": 1e-12, "maxiter": 200},
    )
    first = leads(found.x, row).min() >= -1e-9
    return math.sqrt(found.fun) if found.success and first else math.inf


def _linprog(values: np.ndarray, base: np.ndarray, row: int) -> float:
    behind = values - values[row]
    found = linprog(
        np.ones(2 * N),
        A_ub=np.hstack([behind, -behind]),
        b_ub=-behind @ base,
        A_eq=[[1] * N + [-1] * N],
        b_eq=[0],
        bounds=[(0, None)] * N + [(0, weight) for weight in base],
    )
    return found.fun if found.success else math.inf


def _compared(ours: list[float], theirs: list[float]) -> tuple[int, int]:
    """Return how many of their answers are farther, none included, and how many are nearer."""
    pairs = list(zip(ours, theirs, strict=True))
    farther = sum(their > own + AGREE for own, their in pairs)
    return farther, sum(their < own - AGREE for own, their in pairs)


def _nearer_draws(leads: Leads, base: np.ndarray, distances: list[float]) -> int:
    """Return how many draws put an alternative first and are nearer than its distance."""
    found, rng = 0, np.random.Generator(np.random.Philox(1))
    for _ in range(DRAWS // BLOCK):
        draws = rng.dirichlet(np.ones(N), BLOCK).T
        far = np.sqrt(((draws - base[:, None]) ** 2).sum(axis=0))
        for row, distance in enumerate(distances):
            near = draws[:, far < distance - AGREE]
            found += int((leads(near, row).min(axis=0, initial=0.0) >= 0).sum())
    return found
