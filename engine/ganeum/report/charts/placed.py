"""Texts and shapes at places in pixels: legends, headings, captions, names beside a plot."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt

from ganeum.report.charts.theme import LINE, TEXT, Look


@dataclass(frozen=True, slots=True, eq=False)
class Placed:
    """A text, or a shape where it is empty, at a place in pixels of the plot."""

    text: str
    x: float
    y: float
    look: Look


Layer = alt.Chart | alt.LayerChart | Placed


def written(text: str | Sequence[str], x: float, y: float, **mark: object) -> Placed:
    """Return a text or its lines, beginning at a place unless `align` says else."""
    look = {"align": "left", "fontSize": TEXT, "lineHeight": LINE, **mark}
    return Placed(text if isinstance(text, str) else "\n".join(text), x, y, look)


def sign(x: float, y: float, **mark: object) -> Placed:
    """Return a shape at a place."""
    return Placed("", x, y, {"size": 110, "opacity": 1, **mark})


def gathered(layers: Sequence[Layer]) -> list[alt.Chart | alt.LayerChart]:
    """Return layers with everything placed that looks alike in one, where the first of it stood.

    Each layer costs Altair milliseconds, so that one for every text would be felt.
    """
    groups: dict[str, list[Placed]] = {}
    order: list[alt.Chart | alt.LayerChart | str] = []
    for layer in layers:
        if not isinstance(layer, Placed):
            order.append(layer)
            continue
        key = json.dumps([bool(layer.text), layer.look], sort_keys=True)
        if key not in groups:
            groups[key] = []
            order.append(key)
        groups[key].append(layer)
    return [_together(groups[each]) if isinstance(each, str) else each for each in order]


def _together(some: Sequence[Placed]) -> alt.Chart:
    rows = [{"x": each.x, "y": each.y, "text": each.text} for each in some]
    chart = alt.Chart(alt.Data(values=rows))
    x, y = alt.X("x:Q", scale=None, axis=None), alt.Y("y:Q", scale=None, axis=None)
    if some[0].text:
        return chart.mark_text(**some[0].look).encode(x=x, y=y, text=alt.Text("text:N"))
    return chart.mark_point(**some[0].look).encode(x=x, y=y)
