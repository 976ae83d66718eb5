"""Many random problems at once, and their scores by definition, apart from the kernel.

Arrays are (p, …), a problem a row; weights under which a problem is scored are (p, s, n).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]
METHODS = ("topsis", "weighted_sum")
DOWN_TO = {"first": 1, "top3": 3, "order": 99}  # the last rank that is kept
INSIDE = np.linspace(0.001, 0.999, 41)  # of an interval
OUTSIDE = 1e-5
SIZES = [(m, n) for m in range(2, 7) for n in range(2, 6)]  # alternatives, criteria


@dataclass(frozen=True)
class Problems:
    """Problems of one size: matrices (p, m, n), weights (p, n) with sum 1, costs (p, n)."""

    method: str
    matrices: Floats
    weights: Floats
    costs: npt.NDArray[np.bool_]

    def directions(self, place: int) -> list[str]:
        """Return the directions of one problem."""
        return ["cost" if cost else "benefit" for cost in self.costs[place]]

    def some(self, places: Integers) -> "Problems":
        """Return the problems at places (r,), which may repeat."""
        arrays = self.matrices[places], self.weights[places], self.costs[places]
        return Problems(self.method, *arrays)

    def normalised(self) -> Floats:
        """Return ideal mode for the weighted sum, vectors of length 1 for TOPSIS."""
        x = self.matrices
        if self.method == "topsis":
            return x / np.sqrt((x**2).sum(axis=1, keepdims=True))
        costs = self.costs[:, None, :]
        return np.where(costs, x.min(axis=1, keepdims=True) / x, x / x.max(axis=1, keepdims=True))

    def scores(self, weights: Floats) -> Floats:
        """Return the scores (p, s, m)."""
        r = self.normalised()
        if self.method == "weighted_sum":
            return weights @ r.transpose(0, 2, 1)
        low, high, costs = r.min(axis=1), r.max(axis=1), self.costs
        best, worst = np.where(costs, low, high), np.where(costs, high, low)
        to_best, to_worst = (
            np.sqrt(weights**2 @ ((r - side[:, None]) ** 2).transpose(0, 2, 1))
            for side in (best, worst)
        )
        both = to_best + to_worst
        return np.where(both == 0, 0.5, to_worst / np.where(both == 0, 1, both))


def random_problems(
    seed: Sequence[int], m: int, n: int, count: int = 100, every: int = 2
) -> Problems:
    """Return problems, one in `every` with whole numbers, one in three with whole weights or zero.

    Methods take turns, by size.
    """
    rng = np.random.default_rng(seed)
    places = np.arange(count)[:, None]
    whole = rng.integers(1, 5, (count, m, n))
    matrices = np.where(
        places[..., None] % every == every - 1, whole, rng.uniform(0.5, 9.0, (count, m, n))
    )
    shares = rng.integers(0, 4, (count, n)) + 0.0
    shares[shares.sum(axis=1) == 0, 0] = 1
    weights = np.where(places % 3, rng.dirichlet(np.ones(n), count), shares)
    weights /= weights.sum(axis=1, keepdims=True)
    return Problems(METHODS[(m + n) % 2], matrices, weights, rng.random((count, n)) < 0.3)


def standings(scores: Floats) -> Integers:
    """Return the ranks (…, m): one more than how many are higher by more than 1e-12 of the top."""
    margin = 1e-12 * np.abs(scores).max(axis=-1, keepdims=True)[..., None]
    return 1 + (scores[..., None, :] > scores[..., :, None] + margin).sum(axis=-1)


def path_ends(weights: Floats, moving: Integers, free: npt.NDArray[np.bool_]) -> list[Floats]:
    """Return the weights (p, n) where moving criteria (p,) have nothing and all.

    Those that are free (p, n) share what is left in proportion; the others keep their weights.
    """
    rows = np.arange(len(weights))
    shared = np.where(free, weights, 0.0)
    rest = shared.sum(axis=1)
    budget = rest + weights[rows, moving]
    start = np.where(free, weights * (budget / rest)[:, None], weights)
    end = np.where(free, 0.0, weights)
    start[rows, moving], end[rows, moving] = 0.0, budget
    return [start, end]


def between(start: Floats, end: Floats, shares: Floats) -> Floats:
    """Return the weights (p, s, n) at shares (p, s) of the way from start to end (p, n)."""
    return (1 - shares)[..., None] * start[:, None] + shares[..., None] * end[:, None]


def assert_kept_within(
    standing: Callable[[Floats], Integers],
    now: Floats,
    bounds: Sequence[Floats],
    leaders: Integers,
    keep: str,
) -> None:
    """Within intervals (p,) round the present nothing changes; just outside it does, as said.

    `standing` returns the ranks (p, s, m) at places (p, s); leaders (p, 2) are -1 for nobody.
    """
    low, high = bounds
    assert ((low >= 0) & (low <= now) & (now <= high) & (high <= 1)).all()
    places = [now, low - OUTSIDE, high + OUTSIDE, *(low + share * (high - low) for share in INSIDE)]
    then = standing(np.clip(np.column_stack(places), 0, 1))
    same = then == then[:, :1]
    if keep != "order":
        same = (then <= DOWN_TO[keep]) == (then[:, :1] <= DOWN_TO[keep])
    stays = same.all(axis=2)
    assert stays[:, 3:].all()
    for side, bound in enumerate(bounds):
        changes = bound != side
        assert ((leaders[:, side] != -1) == changes).all()
        assert not stays[changes, side + 1].any()
        first = then[changes, side + 1].argmin(axis=1)
        assert first.tolist() == leaders[changes, side].tolist()
