"""Rows with names at their left: what most charts of alternatives consist of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import altair as alt
import pandas as pd

from ganeum.report.charts.fitting import width_of, wrapped
from ganeum.report.charts.theme import LINE, TEXT

LEAD = 34  # pixels for a rank before the name


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of a chart.

    Attributes
    ----------
    y : the position, the same object for every layer.
    labels : layers with the names.
    left, height : the room that they take, in pixels.
    step : the height of one row.
    """

    y: alt.Y
    labels: Sequence[alt.Chart]
    left: int
    height: int
    step: int


def rows(
    field: str,
    names: Mapping[str, str],
    *,
    widest: int = 200,
    leads: Mapping[str, str] | None = None,
    step: int = 34,
) -> Rows:
    """Return rows in the given order, names wrapped, each with a text before it where `leads` says.

    Vega aligns the first of several lines, so that each layer holds the names of equally many.
    """
    lead = LEAD if leads else 0
    lines = {key: wrapped(name, widest, TEXT) for key, name in names.items()}
    room = max(width_of(line, TEXT) for each in lines.values() for line in each)
    left = lead + int(min(room, widest)) + 12
    step = max(step, LINE * max(map(len, lines.values())) + 6)
    scale = alt.Scale(paddingInner=0, paddingOuter=0)
    y = alt.Y(f"{field}:N", sort=list(names), axis=None, scale=scale)
    labels: list[alt.Chart] = []
    for count in sorted({len(each) for each in lines.values()}):
        some = [(key, "\n".join(each)) for key, each in lines.items() if len(each) == count]
        layer = alt.Chart(pd.DataFrame(some, columns=[field, "label"]))
        mark = layer.mark_text(align="left", lineHeight=LINE, dy=-(count - 1) * LINE / 2)
        labels.append(mark.encode(x=alt.value(lead - left), y=y, text="label:N"))
    if leads:
        layer = alt.Chart(pd.DataFrame(list(leads.items()), columns=[field, "lead"]))
        mark = layer.mark_text(align="left", fontWeight="bold", fontSize=TEXT + 1)
        labels.append(mark.encode(x=alt.value(-left), y=y, text="lead:N"))
    return Rows(y, labels, left, step * len(names), step)
