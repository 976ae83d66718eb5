"""What blocks of draws count: exact whole numbers, which add up to the same in any order."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from ganeum.kernel.inputs import Floats, Integers
from ganeum.kernel.streams import BLOCK

UNIT = 2.0**49  # weights are summed in whole units of 1 / UNIT; a block's sum is below 2**63
Ranks = npt.NDArray[np.integer[Any]]


def units(weights: Floats) -> Integers:
    """Return weights in whole units, rounded."""
    return (weights * UNIT + 0.5).astype(np.int64)


@dataclass(frozen=True, slots=True, eq=False)
class Tally:
    """Counts of some draws, of u alternatives that differ among m.

    Attributes
    ----------
    draws : how many.
    rank_counts : (u, p) alternative by its place among the first p.
    rank_sums, rank_squares : (u,) places counted from 0, and their squares, summed.
    ahead_counts : (u, u) row strictly ahead of column; (0, 0) if not asked for.
    first_weights : (u, n) Python integers: the weights of the draws that put the row first, summed,
        in units of 1 / UNIT.
    split_rhat : the worst of the blocks'.
    effective_draws : the sum of the blocks'.
    """

    draws: int
    rank_counts: Integers
    rank_sums: Integers
    rank_squares: Integers
    ahead_counts: Integers
    first_weights: npt.NDArray[np.object_]
    split_rhat: float
    effective_draws: int

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            self.draws + other.draws,
            self.rank_counts + other.rank_counts,
            self.rank_sums + other.rank_sums,
            self.rank_squares + other.rank_squares,
            self.ahead_counts + other.ahead_counts,
            self.first_weights + other.first_weights,
            max(self.split_rhat, other.split_rhat),
            self.effective_draws + other.effective_draws,
        )


@dataclass(frozen=True, slots=True, eq=False)
class Counts:
    """A tally being made; what it holds is as `Tally` has it, first weights in int64."""

    rank_counts: Integers
    rank_sums: Integers
    rank_squares: Integers
    ahead_counts: Integers
    first_weights: Integers

    @classmethod
    def none(cls, u: int, n: int, places: int, *, pairwise: bool) -> "Counts":
        """Return counts of no draws."""
        shown = u if pairwise else 0
        shapes = ((u, places), (u,), (u,), (shown, shown), (u, n))
        return cls(*(np.zeros(shape, np.int64) for shape in shapes))

    def tally(self, draws: int, split_rhat: float, effective: int) -> Tally:
        """Return the tally of what was counted, of a block that is worth so many if it is whole."""
        return Tally(
            draws,
            self.rank_counts,
            self.rank_sums,
            self.rank_squares,
            self.ahead_counts,
            self.first_weights.astype(np.object_),
            split_rhat,
            max(1, effective * draws // BLOCK) if draws else 0,
        )

    def add(self, rank_counts: Integers, ahead_counts: Integers) -> None:
        """Add places of all alternatives, those not kept too, and who was ahead of whom."""
        from_first = np.arange(rank_counts.shape[1], dtype=np.int64)
        self.rank_counts[:] += rank_counts[:, : self.rank_counts.shape[1]]
        self.rank_sums[:] += rank_counts @ from_first
        self.rank_squares[:] += rank_counts @ from_first**2
        if self.ahead_counts.size:
            self.ahead_counts[:] += ahead_counts

    def add_leaders(self, leaders: Integers, weights: Floats) -> None:
        """Add weights (n, s) to those of who was first (s,), in ascending order of leaders."""
        starts = np.flatnonzero(np.diff(leaders, prepend=-1))
        sums = np.add.reduceat(units(weights), starts, axis=1)
        self.first_weights[leaders[starts]] += sums.T
