"""Rows with names at their left: what most charts of alternatives consist of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt
import pandas as pd

from ganeum.report.charts.fitting import width_of, wrapped
from ganeum.report.charts.theme import BOLDER, LINE, TEXT, Look
from ganeum.words import Language, say

LEAD = 34  # pixels for a rank before the name
LEAST_PLOT = 150  # pixels for bars, however long the texts are


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of a chart.

    Attributes
    ----------
    y : the position, the same object for every layer.
    labels : layers with the names.
    left, height : the room that they take, in pixels.
    """

    y: alt.Y
    labels: Sequence[alt.Chart]
    left: int
    height: int


def rows(
    field: str,
    names: Mapping[str, str],
    *,
    widest: int = 200,
    leads: Mapping[str, str] | None = None,
    step: int = 34,
) -> Rows:
    """Return rows in the given order, names wrapped, each with a text before it where `leads` says.

    Rows are at least `step` pixels high, and as high as the name with the most lines needs.
    """
    lead = LEAD if leads else 0
    lines = {key: wrapped(name, widest, TEXT) for key, name in names.items()}
    room = max(width_of(line, TEXT) for each in lines.values() for line in each)
    left = lead + int(min(room, widest)) + 12
    step = max(step, LINE * max(map(len, lines.values())) + 6)
    scale = alt.Scale(paddingInner=0, paddingOuter=0)
    y = alt.Y(f"{field}:N", sort=list(names), axis=None, scale=scale)
    frame = pd.DataFrame({field: list(names), "label": list(names.values())})
    labels = texts(frame, "label", widest, TEXT, x=alt.XValue(lead - left), y=y)
    if leads:
        layer = alt.Chart(pd.DataFrame(list(leads.items()), columns=[field, "lead"]))
        mark = layer.mark_text(align="left", fontWeight="bold", fontSize=TEXT + 1)
        labels.append(mark.encode(x=alt.XValue(-left), y=y, text=alt.Text("lead:N")))
    return Rows(y, labels, left, step * len(names))


def rows_with_texts(
    field: str,
    names: Mapping[str, str],
    beside: Sequence[str],
    size: int,
    *,
    widest: int,
    step: int,
    width: int,
) -> tuple[Rows, int]:
    """Return rows high enough for the texts beside their bars as well, and the room for those."""
    table = rows(field, names, widest=widest, step=step)
    longest = BOLDER * max(width_of(text, size) for text in beside) + 2
    room = int(min(longest, width - table.left - LEAST_PLOT))
    most = max(len(wrapped(text, room, size)) for text in beside)
    return rows(field, names, widest=widest, step=max(step, LINE * most + 6)), room


def first_of(
    frame: pd.DataFrame, key: str, most: int, subtitle: str, language: Language
) -> tuple[pd.DataFrame, str]:
    """Return a frame with the first values of a column only, and a subtitle that says so."""
    keys = frame[key].drop_duplicates()
    if len(keys) <= most:
        return frame, subtitle
    note = say("chart_first_of", language, shown=most, count=len(keys))
    return frame[frame[key].isin(keys.head(most))], f"{subtitle} · {note}"


def named(frame: pd.DataFrame, key: str, name: str) -> dict[str, str]:
    """Return a column by another in the order of the frame, each key once."""
    once = frame.drop_duplicates(key)
    pairs = zip(once[key].tolist(), once[name].tolist(), strict=True)
    return {str(each): str(value) for each, value in pairs}


def texts(
    frame: pd.DataFrame,
    column: str,
    widest: float,
    size: int,
    *,
    x: alt.X | alt.XValue,
    y: alt.Y,
    **mark: Any,
) -> list[alt.Chart]:
    """Return layers with a column's texts wrapped, each centred on its row.

    Vega puts the first of several lines where a single one would be, so that each layer holds the
    texts of equally many lines, moved up by half of what they need.
    """
    broken = [wrapped(text, widest, size) for text in frame[column]]
    counts = [len(lines) for lines in broken]
    lined = frame.assign(lines=["\n".join(lines) for lines in broken])
    look: Look = {"align": "left", "fontSize": size, "lineHeight": LINE, **mark}
    return [
        alt.Chart(lined[[each == count for each in counts]])
        .mark_text(dy=-(count - 1) * LINE / 2, **look)
        .encode(x=x, y=y, text=alt.Text("lines:N"))
        for count in sorted(set(counts))
    ]
