"""Problems for the tests: hypothesis strategies, and problems that are symmetric by construction.

Importing this module loads the settings of every property test: deterministic, without deadline.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import permutations

import numpy as np
import numpy.typing as npt
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

Floats = npt.NDArray[np.float64]

settings.register_profile(
    "kernel",
    deadline=None,
    derandomize=True,
    max_examples=25,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("kernel")

DIRECTIONS = ("benefit", "cost")
ONE_TO_FIVE = st.integers(1, 5)
ONE_TO_SEVEN = st.integers(1, 7)


@dataclass(frozen=True)
class Problem:
    """What TOPSIS and the weighted sum take."""

    matrix: Floats
    weights: Floats
    directions: tuple[str, ...]

    def with_rows(self, order: Sequence[int]) -> "Problem":
        """Return the problem with its alternatives in another order."""
        return Problem(self.matrix[list(order)], self.weights, self.directions)

    def with_columns(self, order: Sequence[int]) -> "Problem":
        """Return the problem with its criteria in another order."""
        columns = list(order)
        directions = tuple(self.directions[column] for column in columns)
        return Problem(self.matrix[:, columns], self.weights[columns], directions)

    def with_row(self, row: Floats) -> "Problem":
        """Return the problem with one more alternative, the last."""
        return Problem(np.vstack([self.matrix, row]), self.weights, self.directions)

    def with_column(
        self, place: int, values: npt.ArrayLike, weight: float, direction: str
    ) -> "Problem":
        """Return the problem with one more criterion."""
        directions = list(self.directions)
        directions.insert(place, direction)
        return Problem(
            np.insert(self.matrix, place, values, axis=1),
            np.insert(self.weights, place, weight),
            tuple(directions),
        )

    def with_units(self, factors: npt.ArrayLike) -> "Problem":
        """Return the problem with each column in another unit."""
        return Problem(self.matrix * np.asarray(factors), self.weights, self.directions)

    def only_benefits(self) -> "Problem":
        """Return the problem with each cost read as a benefit."""
        return Problem(self.matrix, self.weights, ("benefit",) * len(self.directions))


# Well-conditioned problems: quarters, so that values tie often and shifts are exact.


@cache
def whole_numbers(length: int, low: int, high: int) -> st.SearchStrategy[Floats]:
    """Vectors of whole numbers in [low, high], drawn in one go: a number a time is slow."""

    def numbers(drawn: bytes) -> Floats:
        return low + np.frombuffer(drawn, np.uint8) % (high - low + 1.0)

    return st.binary(min_size=length, max_size=length).map(numbers)


@cache
def weight_vectors(length: int) -> st.SearchStrategy[Floats]:
    """Non-negative weights, at least one positive."""
    return whole_numbers(length, 0, 10).filter(np.any)


@cache
def directions(length: int) -> st.SearchStrategy[tuple[str, ...]]:
    """Benefits and costs."""
    return whole_numbers(length, 0, 1).map(lambda drawn: tuple(DIRECTIONS[int(k)] for k in drawn))


@cache
def quarters(low: float, high: float) -> st.SearchStrategy[float]:
    """Multiples of 1/4 in [low, high]."""
    return st.integers(round(4 * low), round(4 * high)).map(lambda k: k / 4)


@st.composite
def problems(draw: st.DrawFn, low: float = 0.25, high: float = 10.0) -> Problem:
    """Decision problems with values between low and high."""
    m, n = draw(ONE_TO_SEVEN), draw(ONE_TO_FIVE)
    cells = draw(whole_numbers(m * n, round(4 * low), round(4 * high)))
    return Problem(cells.reshape(m, n) / 4, draw(weight_vectors(n)), draw(directions(n)))


# Problems at the edge of what the kernel takes.

EDGES = (0.0, 5e-324, 1e-320, 1e-308, 1e-200, 1e-16, 1.0, 1.0 + 2**-52, 3.0, 1e16, 1e149, 1e150)


@cache
def wild_floats(signed: bool = True, positive: bool = False) -> st.SearchStrategy[float]:
    """Floats the kernel takes, huge, tiny and subnormal ones included."""
    edges = [edge for edge in EDGES if edge > 0 or not positive]
    if signed:
        edges += [-edge for edge in edges]
    low = -1e150 if signed else 0.0
    return st.sampled_from(edges) | st.floats(low, 1e150, exclude_min=positive)


@st.composite
def wild_problems(draw: st.DrawFn, signed: bool = True) -> Problem:
    """Decision problems of any size of number; positive ones where not signed."""
    m, n = draw(ONE_TO_FIVE), draw(ONE_TO_FIVE)
    cell = wild_floats(signed, positive=not signed)
    cells = draw(st.lists(cell, min_size=m * n, max_size=m * n))
    weights = draw(st.lists(wild_floats(signed=False), min_size=n, max_size=n).filter(any))
    return Problem(np.array(cells).reshape(m, n), np.array(weights), draw(directions(n)))


# Judgements, scores, codings.

SAATY_VALUES = tuple(1 / k for k in range(9, 1, -1)) + tuple(float(k) for k in range(1, 10))


@st.composite
def priority_vectors(draw: st.DrawFn, length: int) -> Floats:
    """Positive priorities summing to 1."""
    parts = draw(st.lists(st.floats(0.01, 1.0), min_size=length, max_size=length))
    return np.array(parts) / np.sum(parts)


@st.composite
def consistent_matrices(draw: st.DrawFn) -> tuple[Floats, Floats]:
    """Priorities and the pairwise matrix of their ratios."""
    weights = draw(priority_vectors(draw(st.integers(1, 9))))
    return weights, weights[:, None] / weights[None, :]


@st.composite
def pairwise_matrices(draw: st.DrawFn, order: int | None = None, smallest: int = 1) -> Floats:
    """Reciprocal matrices, seldom consistent: Saaty's values or any between 1/9 and 9."""
    n = draw(st.integers(smallest, 8)) if order is None else order
    judgement = st.sampled_from(SAATY_VALUES) if draw(st.booleans()) else st.floats(1 / 9, 9.0)
    above = np.triu_indices(n, 1)
    judgements = draw(st.lists(judgement, min_size=len(above[0]), max_size=len(above[0])))
    matrix = np.ones((n, n))
    matrix[above] = judgements
    matrix.T[above] = 1 / matrix[above]
    return matrix


def score_vectors() -> st.SearchStrategy[Floats]:
    """Scores with many ties."""
    return st.lists(quarters(-5, 5), min_size=1, max_size=12).map(np.array)


@st.composite
def codings(draw: st.DrawFn, complete: bool = False) -> Floats:
    """What coders said of units, in whole numbers; NaN where they said nothing."""
    coders, units = draw(st.integers(2, 4)), draw(st.integers(1, 8))
    said = draw(whole_numbers(coders * units, 0, 4 if complete else 6))
    return np.where(said > 4, np.nan, said).reshape(coders, units)


# Problems that are symmetric by construction: a permutation of the criteria that leaves weights and
# directions as they are turns the set of rows into itself, so it maps rows onto rows that must tie.

SYMMETRIES = ("mirrored", "cyclic", "permuted", "orders", "twins", "costs", "units", "signed")
SEEDS = range(25)


def symmetric_problem(kind: str, seed: int) -> tuple[Problem, list[list[int]]]:
    """Return a problem and the groups of its alternatives that must tie."""
    rng = np.random.default_rng([seed, sum(kind.encode())])
    n = int(rng.integers(2, 4 if kind == "orders" else 7))
    if kind == "twins":
        symmetries = [np.arange(n)] * 2
    elif kind == "orders":
        symmetries = [np.array(order) for order in permutations(range(n))]
    else:
        symmetries = _powers(_criteria_permutation(kind, n, rng))
    cycle = np.min(symmetries, axis=0)  # criteria that the symmetries exchange share a label
    weights = rng.choice([0.1, 0.2, 0.3, 0.7, 1.0, 1 / 3], n)[cycle]
    costs = rng.random(n)[cycle] < (0.5 if kind == "costs" else 0.0)
    rows: list[Floats] = []
    groups: list[list[int]] = []
    for _ in range(int(rng.integers(1, 5))):
        row = _symmetric_row(kind, n, rng)
        groups.append(list(range(len(rows), len(rows) + len(symmetries))))
        rows += [row[symmetry] for symmetry in symmetries]
    if kind == "signed":  # a row that leaves no column with a maximum or sum below 0
        rows.append(np.full(n, 1000.0))
    problem = Problem(np.array(rows), weights, tuple(np.where(costs, "cost", "benefit").tolist()))
    if kind == "units":
        problem = problem.with_units(10.0 ** rng.integers(0, 7, n))
    order = rng.permutation(len(rows))
    place = np.argsort(order)
    return problem.with_rows(order.tolist()), [[int(place[i]) for i in group] for group in groups]


def _criteria_permutation(kind: str, n: int, rng: np.random.Generator) -> npt.NDArray[np.int64]:
    if kind == "mirrored":
        return np.arange(n)[::-1]
    if kind == "cyclic":
        return np.roll(np.arange(n), 1)
    return rng.permutation(n)


def _powers(permutation: npt.NDArray[np.int64]) -> list[npt.NDArray[np.int64]]:
    powers = [np.arange(len(permutation))]
    while not np.array_equal(following := powers[-1][permutation], powers[0]):
        powers.append(following)
    return powers


def _symmetric_row(kind: str, n: int, rng: np.random.Generator) -> Floats:
    """A row of grades or of measurements; whole numbers where units must change exactly."""
    if kind == "signed":
        return rng.integers(-9, 10, n).astype(np.float64)
    if kind == "units" or rng.random() < 0.5:
        return rng.integers(1, 10, n).astype(np.float64)
    return rng.uniform(0.1, 10.0, n)
