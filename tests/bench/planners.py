"""Many planners who move a weight each at the same screen, beside one alone."""

import asyncio
import random
import statistics
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field

from harness import Row
from pages import served

SESSIONS, SECONDS = 20, 60


@dataclass
class Seen:
    """What sessions went through."""

    seconds: list[float] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)


def crowded(
    port: int, move: Callable[[str, int], Awaitable[Seen]], pause: tuple[float, float], what: str
) -> Row:
    """Return how long a moved weight takes when many move theirs, which `move` does for so many."""
    with served(port) as address:
        alone = asyncio.run(_seen(move(address, 1)))
        many = asyncio.run(_seen(move(address, SESSIONS)))
    print(*many.wrong, sep="\n")
    times = sorted(many.seconds)
    return Row(
        f"{SESSIONS} sessions, each with a move in {sum(pause) / 2:g} s or so: {what}",
        statistics.median(times),
        statistics.median(alone.seconds),
        "one session alone",
        note=f"95 % within {1000 * times[int(0.95 * len(times))]:.0f} ms; "
        f"{len(times)} moves, {len(many.wrong)} errors or numbers of others",
    )


async def _seen(moved: Awaitable[Seen]) -> Seen:
    return await moved


def moves(which: int, pause: tuple[float, float]) -> Iterator[tuple[float, float]]:
    """Yield pauses and weights, without end, of a session: weights that no other session uses."""
    chance, value = random.Random(which), 5 + which / 10  # noqa: S311 -- no secret
    while True:
        value += 4 if value < 80 else -70
        yield chance.uniform(*pause), round(value, 1)
