"""Circled numbers for policy areas, so that split bars read without colour, and their key."""

from collections.abc import Sequence

import altair as alt

from ganeum.report.charts.fitting import width_of
from ganeum.report.charts.theme import GAP, LINE, QUIET, TEXT, sign, written

CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
SQUARE = 12
ROW = LINE + 3


def code(place: int) -> str:
    """Return the circled number of a criterion, a plain one beyond twenty.

    >>> code(0), code(20)
    ('①', '21')
    """
    return CIRCLED[place] if place < len(CIRCLED) else str(place + 1)


def key(names: Sequence[str], fills: Sequence[str], left: float, width: int) -> list[alt.Chart]:
    """Return the numbered names with their colours as layers over a plot."""
    places: list[tuple[float, int, str]] = []
    x, row = 0.0, 0
    for place, name in enumerate(names):
        text = f"{code(place)} {name}"
        room = SQUARE + 5 + width_of(text, TEXT) + GAP
        if x and x + room > width:
            x, row = 0.0, row + 1
        places.append((x, row, text))
        x += room
    height = (row + 1) * ROW
    layers: list[alt.Chart] = []
    for (x, row, text), fill in zip(places, fills, strict=True):
        at, top = x - left, row * ROW - height - 2
        square = sign("square", at + SQUARE / 2, top, SQUARE**2, fill=fill, stroke=QUIET)
        layers += [square, written(text, at + SQUARE + 5, top)]
    return layers
