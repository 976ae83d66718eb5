"""Legends in words: signs with texts in a line over or under a plot, and circled numbers."""

from collections.abc import Sequence
from dataclasses import dataclass

from ganeum.report.charts.fitting import width_of
from ganeum.report.charts.placed import Layer, sign, written
from ganeum.report.charts.theme import LINE, SMALL, Look

CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
TO_TEXT, TO_NEXT = 18, 18
ROW = LINE + 3
OVER = -16  # pixels from the top of a plot to the middle of the last line of a legend over it


def code(place: int) -> str:
    """Return the circled number of a criterion, a plain one beyond twenty.

    >>> code(0), code(20)
    ('①', '21')
    """
    return CIRCLED[place] if place < len(CIRCLED) else str(place + 1)


@dataclass(frozen=True, slots=True)
class Entry:
    """A text of a legend with its signs, one on top of the other."""

    text: str
    looks: Sequence[Look]


def legend(
    entries: Sequence[Entry], left: float, width: float, top: float | None = None
) -> list[Layer]:
    """Return entries side by side, in as many lines as they need.

    Parameters
    ----------
    left : float
        Where the lines begin, in pixels of the plot.
    width : float
        How long they may be.
    top : float, optional
        The middle of the first line; left out, the last line stands over the plot.
    """
    places: list[tuple[float, int]] = []
    x, row = 0.0, 0
    for entry in entries:
        room = TO_TEXT + width_of(entry.text, SMALL)
        if x and x + room > width:
            x, row = 0.0, row + 1
        places.append((x, row))
        x += room + TO_NEXT
    first = OVER - row * ROW if top is None else top
    layers: list[Layer] = []
    for entry, (x, row) in zip(entries, places, strict=True):
        at, middle = left + x, first + row * ROW
        layers += [sign(x=at + 6, y=middle, **look) for look in entry.looks]
        layers.append(written(entry.text, at + TO_TEXT, middle, fontSize=SMALL))
    return layers
