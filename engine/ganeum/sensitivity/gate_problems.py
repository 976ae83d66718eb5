"""The problems of the gate: seeded, small, and some that were found to be hard."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from ganeum.kernel.inputs import Floats, Integers, read_only
from ganeum.kernel.streams import generator

SEED = 2020
PROBLEMS = 24
FAINT = 1e-9  # a weight that decides nothing but ties

# A threshold lets CODAS put the second row before the first, which is better on one criterion and
# equal on the other. Found by search.
POINTED = (([[10, 4], [9, 4], [3, 10], [19, 14]], [1, 1], ("benefit", "cost")),)

# Problems, a cell and a better value of it that costs the row its rank: by TOPSIS with `vector`, by
# TOPSIS with `sum`, by VIKOR, by CODAS. Found by search; tried on every method.
IMPROVEMENTS = (
    ([[8, 2, 7], [1, 5, 7], [9, 2, 2]], [5, 6, 6], ("benefit",) * 3, (0, 0), 9),
    ([[7, 7], [3, 8], [9, 1]], [2, 8], ("benefit",) * 2, (0, 0), 9),
    ([[4, 5], [6, 5], [5, 3]], [5, 4], ("benefit",) * 2, (0, 1), 13),
    ([[6, 3, 6], [9, 9, 8]], [9, 6, 7], ("benefit", "cost", "benefit"), (1, 2), 9),
)


@dataclass(frozen=True, slots=True, eq=False)
class Decision:
    """A decision problem.

    Attributes
    ----------
    matrix : (m, n).
    weights : (n,) summing to 1.
    directions : (n,) "benefit" or "cost".
    """

    matrix: Floats
    weights: Floats
    directions: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Trial:
    """A problem, the same with what must not matter changed, and with one score better.

    Attributes
    ----------
    decision : with a dominated row, the last.
    may_refuse : whether it has zeros, as the shipped matrices do: a method may refuse those, but
        not answer them wrongly.
    with_weightless : with one more criterion of no weight, and of next to none.
    relabelled, rows : with rows and criteria in another order; which row is where.
    improved, improved_row : with one better score of a row.
    """

    decision: Decision
    may_refuse: bool
    with_weightless: tuple[Decision, Decision]
    relabelled: Decision
    rows: Integers
    improved: Decision
    improved_row: int


@lru_cache(maxsize=1)
def trials() -> tuple[Trial, ...]:
    """Return the problems, small ones first: each criterion varies, the second is a cost."""
    drawn = [_drawn(block) for block in range(PROBLEMS)]
    drawn.sort(key=lambda trial: trial.decision.matrix.size)
    return tuple(drawn)


def _drawn(block: int) -> Trial:
    """Draw a problem in which the last row is the first made worse."""
    rng = generator(SEED, 0, block)
    m, n = int(rng.integers(3, 7)), int(rng.integers(2, 5))
    matrix = rng.uniform(1.0, 10.0, (m, n))
    if block % 2:  # grades, with ties
        matrix = np.floor(matrix)
        matrix[1] = matrix[0] % 9 + 1  # so that each criterion varies
    costs = np.arange(n) % 2 == 1
    zeros = block % 3 == 2
    if zeros:
        matrix[rng.integers(m, size=n), np.arange(n)] *= costs  # prices stay
    worse = rng.random(n) < 0.5
    worse[rng.integers(n)] = True
    factors = np.where(costs, 1.25, 0.8)
    matrix[-1] = np.where(worse, matrix[0] * factors, matrix[0])
    directions = tuple(np.where(costs, "cost", "benefit").tolist())
    decision = _decided(matrix, rng.uniform(0.05, 1.0, n), directions)

    extra = rng.uniform(1.0, 10.0, m)
    if zeros:
        extra[rng.integers(m)] = 0.0
    added = "benefit" if zeros else "cost"
    weightless = (
        _with_criterion(decision, extra, 0.0, added),
        _with_criterion(decision, extra, FAINT, added),
    )
    rows, columns = rng.permutation(m), rng.permutation(n)
    relabelled = Decision(
        read_only(matrix[rows][:, columns]),
        read_only(decision.weights[columns]),
        tuple(directions[k] for k in columns),
    )
    row, column = int(rng.integers(m)), int(rng.integers(n))
    factor = rng.uniform(1.0, 3.0)
    better = matrix[row, column] * (1 / factor if costs[column] else factor)
    improved = _with_cell(decision, (row, column), better)
    return Trial(decision, zeros, weightless, relabelled, rows, improved, row)


def pointed() -> Iterator[Decision]:
    """Yield problems on which some method put the dominated first."""
    for case in POINTED:
        yield _decided(*case)


def improvements() -> Iterator[tuple[Decision, Decision, int]]:
    """Yield problems, the same with one score better, and whose score that is."""
    for matrix, weights, directions, cell, better in IMPROVEMENTS:
        before = _decided(matrix, weights, directions)
        yield before, _with_cell(before, cell, better), cell[0]
    for trial in trials():
        yield trial.decision, trial.improved, trial.improved_row


def _decided(
    matrix: Sequence[Sequence[float]] | Floats,
    weights: Sequence[float] | Floats,
    directions: tuple[str, ...],
) -> Decision:
    return Decision(read_only(matrix), read_only(np.array(weights) / np.sum(weights)), directions)


def _with_criterion(decision: Decision, column: Floats, weight: float, direction: str) -> Decision:
    return Decision(
        read_only(np.column_stack([decision.matrix, column])),
        read_only(np.append(decision.weights, weight)),
        (*decision.directions, direction),
    )


def _with_cell(decision: Decision, cell: tuple[int, int], value: float) -> Decision:
    matrix = decision.matrix.copy()
    matrix[cell] = value
    return replace(decision, matrix=read_only(matrix))
