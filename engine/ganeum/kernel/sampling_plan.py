"""A sampling problem, prepared."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ganeum.kernel.cells import Cells, Varying, varying
from ganeum.kernel.draws import Drawing, Given, Knowledge, drawing
from ganeum.kernel.engines import compiled
from ganeum.kernel.inputs import (
    Floats,
    Integers,
    cost_mask,
    read_only_integers,
    whole_number,
)
from ganeum.kernel.scoring import scoring
from ganeum.kernel.screen import FEW, Screen, fixed_screen, varying_screen
from ganeum.kernel.streams import BLOCK
from ganeum.kernel.tally import Counts
from ganeum.kernel.topsis import DEFAULT_NORMALISATION as TOPSIS_DEFAULT
from ganeum.kernel.weighted_sum import DEFAULT_NORMALISATION as WEIGHTED_SUM_DEFAULT

ALL = 1000  # alternatives up to which all places, and who is ahead of whom, are counted by default
MANY = 100  # places counted by default beyond
WORTH = 3_000_000  # draws from which compiling pays for itself, and
WORTH_VARYING = 500_000  # where scores vary


@dataclass(frozen=True, slots=True, eq=False)
class Plan:
    """A sampling problem, prepared: what `acceptability_block` needs, and all it needs.

    Attributes
    ----------
    screen : how scores depend on weights, for the u alternatives that differ.
    alike : (m,) which of those an alternative is.
    copies : (u,) how many alternatives it is.
    cells : how scores vary; None where they are fixed.
    drawing : how weights are drawn.
    draws, seed, chunk : as given to `acceptability`.
    pairwise, places : what is counted.
    compiled : whether to count by compiled code, where there is any.
    """

    screen: Screen
    alike: Integers
    copies: Integers
    cells: Varying | None
    drawing: Drawing
    draws: int
    seed: int
    pairwise: bool
    places: int
    chunk: int
    compiled: bool

    @property
    def tasks(self) -> range:
        """First blocks of the tasks that `acceptability_block` takes."""
        return range(0, -(-self.draws // BLOCK), self.chunk)

    @property
    def n(self) -> int:
        """Number of criteria."""
        return len(self.cells.low) if self.cells else self.screen.gains.shape[1]

    def size(self, block: int) -> int:
        """Return how many draws a block has."""
        return min(BLOCK, self.draws - block * BLOCK)

    def counts(self) -> Counts:
        """Return counts of no draws."""
        return Counts.none(len(self.copies), self.n, self.places, pairwise=self.pairwise)

    @property
    def sorts(self) -> bool:
        """Whether to rank by sorting, not by comparing all pairs."""
        return not self.pairwise and len(self.copies) > FEW


def acceptability_plan(
    decision_matrix: npt.ArrayLike,
    directions: Sequence[str],
    draws: int,
    seed: int,
    method: str = "topsis",
    normalisation: str | None = None,
    weights: Knowledge = "uniform",
    scores: Cells | None = None,
    *,
    pairwise: bool | None = None,
    places: int | None = None,
    chunk: int = 16,
    engine: str = "auto",
) -> Plan:
    """Prepare `acceptability`, which has the parameters; a plan can be pickled.

    Raises
    ------
    ValueError
        As `acceptability` does.
    """
    problem = scoring(decision_matrix, directions, method, normalisation)
    m, n = problem.shape
    count, start = whole_number("draws", draws, 1), whole_number("seed", seed, 0)
    ready = drawing(weights, n, start)
    if isinstance(ready, Given) and len(ready.rows) != count:
        raise ValueError(f"draws is {count}, but weights has {len(ready.rows)} rows")
    default = TOPSIS_DEFAULT if method == "topsis" else WEIGHTED_SUM_DEFAULT
    rule = default if normalisation is None else normalisation
    shown = m <= ALL if pairwise is None else pairwise
    kept = (m if m <= ALL else MANY) if places is None else whole_number("places", places, 1)
    size = whole_number("chunk", chunk, 1)
    cells, same = None, np.hstack([problem.gains, problem.losses])
    if scores is not None:
        cells = varying(scores, method, rule, cost_mask(directions, n), (m, n))
        own = np.where(cells.width.any(axis=0), np.arange(m) + 1, 0)  # alike only if fixed
        same = np.vstack([cells.low, own]).T
    first, alike, copies = _alike(same)
    if cells is None:
        screen = fixed_screen(problem, first)
        by_code = compiled(engine, count, WORTH, "fixed")
    else:
        cells = cells.only(first, read_only_integers(copies))
        screen = varying_screen(method)
        by_code = compiled(engine, count, WORTH_VARYING, "varying")
    return Plan(
        screen,
        read_only_integers(alike),
        read_only_integers(copies),
        cells,
        ready,
        count,
        start,
        shown,
        min(kept, m),
        size,
        by_code and len(first) <= FEW,
    )


def _alike(rows: Floats) -> tuple[Integers, Integers, Integers]:
    """Return where each different row stands first (u,), which one each is (m,), and how often."""
    found: dict[bytes, int] = {}
    alike = np.array([found.setdefault(row.tobytes(), len(found)) for row in rows + 0.0])
    _, first, copies = np.unique(alike, return_index=True, return_counts=True)
    return first, alike, copies
