"""Work timed beside what a user would otherwise use, in turns in the same run."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

Work = Callable[[], object]
ROUNDS = 9
TURN = 0.05  # seconds that a turn lasts at least


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table.

    Attributes
    ----------
    work : what is done.
    own, peer : median seconds for the same amount of it.
    against : the peer.
    target : by how many times the peer should be slower; None where nothing was promised.
    compiled : whether the optional extra `fast` did the work.
    note : what else there is to say.
    """

    work: str
    own: float
    peer: float
    against: str
    target: float | None = None
    compiled: bool = False
    note: str = ""

    @property
    def ratio(self) -> float:
        """How many times slower the peer is."""
        return self.peer / self.own


def paired(own: Work, peer: Work, rounds: int = ROUNDS) -> tuple[float, float]:
    """Return the median seconds of two pieces of work, run in turns after a warm-up of each.

    Short work is repeated within a turn, so that neither pays for caches that the other has filled.
    """
    times: tuple[list[float], list[float]] = ([], [])
    own(), peer()
    for _ in range(rounds):
        for work, taken in zip((own, peer), times, strict=True):
            taken.append(_mean(work))
    return statistics.median(times[0]), statistics.median(times[1])


def _mean(work: Work) -> float:
    start, count = time.perf_counter(), 0
    while (passed := time.perf_counter() - start) < TURN or not count:
        work()
        count += 1
    return passed / count


def markdown(rows: list[Row]) -> str:
    """Return the rows as a table, ratios first of all."""
    lines = [
        "| work | by | ours | theirs | times faster | target |",
        "|---|---|--:|--:|--:|--:|",
    ]
    for row in rows:
        target = "" if row.target is None else f"{row.target:g}"
        engine = "fast" if row.compiled else "NumPy"
        work = f"{row.work}{f' ({row.note})' if row.note else ''}"
        lines.append(
            f"| {work} | {engine} | {_seconds(row.own)} | {_seconds(row.peer)} {row.against} "
            f"| {row.ratio:,.0f} | {target} |"
        )
    return "\n".join(lines)


def _seconds(value: float) -> str:
    for unit, scale in (("s", 1.0), ("ms", 1e3), ("µs", 1e6)):
        if value * scale >= 1:
            return f"{value * scale:.3g} {unit}"
    return f"{value * 1e9:.3g} ns"
