"""Scores that vary: cells of the decision matrix drawn anew, and normalised anew, in each draw."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from ganeum.kernel.inputs import Floats, Integers, finite, read_only, read_only_integers
from ganeum.kernel.streams import BLOCK, SCORES, generator

LANES = 8  # numbers of 32 bits from one turn of the generator
CELLS = 2**18  # at once: they stay in the processor's cache


@dataclass(frozen=True, slots=True, eq=False)
class Cells:
    """The lowest and highest value (m, n) of each score, drawn uniformly and independently."""

    lower: npt.ArrayLike
    upper: npt.ArrayLike


@dataclass(frozen=True, slots=True, eq=False)
class Varying:
    """Cells, ready to be drawn.

    Attributes
    ----------
    method, rule : of scoring.
    costs : (n,) bool.
    base : (n,) the lowest value of each column, columns scaled.
    low, width : (n, m) how far each cell is from it at the least, and how much further it may be.
    copies : (m,) how many alternatives each stands for; more than one only where nothing varies.
    """

    method: str
    rule: str
    costs: npt.NDArray[np.bool_]
    base: Floats
    low: Floats
    width: Floats
    copies: Integers

    @property
    def step(self) -> int:
        """How many draws are drawn at once; where a number stands in the stream depends on it."""
        return max(LANES, min(BLOCK, CELLS // self.low.size // LANES * LANES))

    def only(self, rows: Integers, copies: Integers) -> "Varying":
        """Return the cells of the given alternatives, which stand for so many each."""
        low, width = read_only(self.low[:, rows]), read_only(self.width[:, rows])
        return replace(self, low=low, width=width, copies=copies)

    def slices(self, seed: int, block: int) -> Iterator[Floats]:
        """Yield cells (n, m, step) above their columns' bases, in steps of 2**-24 of the widths."""
        rng = generator(seed, SCORES, block)
        while True:
            cells = (
                rng.random((*self.low.shape, self.step), dtype=np.float32) * self.width[..., None]
            )
            cells += self.low[..., None]
            yield cells

    def scored(self, cells: Floats, weights: Floats) -> tuple[Floats, Floats]:
        """Return the scores (m, t) of drawn cells (n, m, t) under weights (n, t) or (n, 1).

        For TOPSIS these are the squared distances to the anti-ideal, and those to the ideal; for
        the weighted sum the scores, and zeros. The compiled pass does the same in the same order.
        """
        n, m, t = cells.shape
        far, near = np.zeros((m, t)), np.zeros((m, t))
        for k in range(n):
            above, below, divisor = self._criterion(k, cells[k])
            factor = weights[k] / divisor
            if self.method == "weighted_sum":
                far += above * factor
                continue
            for part, gap in ((far, above), (near, below)):
                gap *= factor
                gap *= gap
                part += gap
        return far, near

    def unweighted(self, cells: Floats) -> tuple[Floats, Floats]:
        """Return what `scored` adds up (n, m, t), but for ``w**2``, or ``w`` for the weighted sum.

        For many weights at the same cells; the last digits differ from those of `scored`.
        """
        far, near = np.zeros(cells.shape), np.zeros(cells.shape)
        for k in range(len(cells)):
            above, below, divisor = self._criterion(k, cells[k])
            far[k] = above / divisor
            near[k] = below / divisor
        return (far, near) if self.method == "weighted_sum" else (far * far, near * near)

    def _criterion(self, k: int, x: Floats) -> tuple[Floats, Floats, Floats]:
        """Return how far cells (m, t) are above the worst, and below the best; and the divisor.

        For the weighted sum, their values, and nothing.
        """
        low, high, base = x.min(axis=0), x.max(axis=0), float(self.base[k])
        if self.costs[k] and self.rule in ("ideal", "distributive"):
            x, high, base = (low + base) / (x + base), np.ones_like(high), 0.0
        divisor = self._divisor(x, base, low, high)
        divisor[divisor == 0] = 1.0
        if self.method == "topsis":
            best, worst = (low, high) if self.costs[k] else (high, low)
            return x - worst, x - best, divisor
        if self.rule == "minmax":
            return (high - x if self.costs[k] else x - low), np.zeros_like(x), divisor
        return x + base, np.zeros_like(x), divisor

    def _divisor(self, x: Floats, base: float, low: Floats, high: Floats) -> Floats:
        """Return what a normalisation divides the scores on one criterion by."""
        if self.rule == "minmax":
            return high - low
        if self.rule in ("max", "ideal"):
            return high + base
        total = np.ones_like(high)
        if self.rule in ("vector", "sum", "distributive"):
            total[:] = 0.0
            value = x + base
            value *= value if self.rule == "vector" else 1.0
            for row, copies in zip(value, self.copies, strict=True):
                total += row * copies  # one by one: NumPy's sums add in an order of their own
        return np.sqrt(total) if self.rule == "vector" else total


def varying(
    scores: Cells, method: str, rule: str, costs: npt.NDArray[np.bool_], shape: tuple[int, int]
) -> Varying:
    """Prepare cells, if the rule takes any draw.

    Raises
    ------
    ValueError
        If bounds are wrong, or allow what cannot be normalised.
    """
    lower, upper = finite("scores.lower", scores.lower, 2), finite("scores.upper", scores.upper, 2)
    for name, bound in (("lower", lower), ("upper", upper)):
        if bound.shape != shape:
            raise ValueError(f"scores.{name} has shape {bound.shape}, not {shape}")
    crossed = np.argwhere(lower > upper)
    if len(crossed):
        i, k = (int(x) for x in crossed[0])
        raise ValueError(f"scores.lower[{i}, {k}] is {lower[i, k]}, above upper, {upper[i, k]}")
    constant = ((lower == upper) & (lower == lower[0])).all(axis=0)
    refused = np.zeros(shape[1], dtype=np.bool_)
    if rule in ("ideal", "distributive"):
        refused = np.where(costs, (lower <= 0).any(axis=0), (lower < 0).any(axis=0))
    elif rule == "max":
        refused = (lower.max(axis=0) <= 0) & ~constant
    elif rule == "sum":
        refused = (lower.sum(axis=0) <= 0) & ~constant
    if refused.any():
        k = int(np.argmax(refused))
        raise ValueError(
            f"scores.lower column {k}, {lower[:, k].tolist()}, lets values be drawn that cannot be "
            f"normalised by {rule!r}"
        )
    if rule != "none":
        scale = np.maximum(np.abs(lower), np.abs(upper)).max(axis=0)
        scale[scale == 0] = 1.0
        lower, upper = lower / scale, upper / scale
    base = lower.min(axis=0)
    return Varying(
        method,
        rule,
        costs,
        read_only(base),
        read_only((lower - base).T),
        read_only((upper - lower).T),
        read_only_integers(np.ones(shape[0])),
    )
