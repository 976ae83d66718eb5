"""The changes of weights at which the first place changes, nearest first."""

import altair as alt
import pandas as pd

from ganeum.report.charts.fitting import width_of
from ganeum.report.charts.rows import rows
from ganeum.report.charts.theme import (
    FOUR,
    INK,
    PICTURE,
    SMALL,
    TEXT,
    Canvas,
    empty,
    finished,
    sign,
    tip,
    written,
)
from ganeum.words import Language, say

FILLS = {"criterion": FOUR[0], "transfer": "white"}
MOST = 12
LEAST_PLOT = 0.2  # of the picture, however long the names are


def flip_bars(
    frame: pd.DataFrame, language: Language, *, subtitle: str, caption: str, width: int = PICTURE
) -> alt.LayerChart:
    """Return how many points of weight have to move until another is first, the nearest twelve.

    Parameters
    ----------
    frame : DataFrame
        As `flips_frame` makes it: place, change (in words), kind ("criterion" or "transfer"),
        moved (from 0 to 1), next_first. An empty one is said to be so.
    language, subtitle, caption, width
        As of `contribution_bars`.
    """
    title = say("flips_head", language)
    if frame.empty:
        return empty(say("flips_none", language), width, title, subtitle, caption)
    shown = frame.head(MOST)
    shown = shown.assign(
        key=shown["place"].astype(str),
        points=100 * shown["moved"],
        text=[
            f"{100 * moved:.1f}  → {name}"
            for moved, name in zip(shown["moved"], shown["next_first"], strict=True)
        ],
    )
    names = dict(zip(shown["key"], shown["change"], strict=True))
    table = rows("key", names, widest=int(width * 0.42), step=30)
    beside = max(width_of(text, TEXT) for text in shown["text"]) + 8
    right = int(min(beside, width * (1 - LEAST_PLOT) - table.left))
    canvas = Canvas(width, table.height, left=table.left, right=right)
    axis = alt.Axis(title=say("moved", language), tickCount=4, grid=True)
    x = alt.X("points:Q", axis=axis, scale=alt.Scale(zero=True, nice=False))
    base = alt.Chart(shown).encode(y=table.y, x=x)
    tooltip = [
        tip("change", "change", language),
        tip("points", "moved", language, ".2f"),
        tip("next_first", "new_first", language),
    ]
    layers: list[alt.Chart] = []
    for kind, fill in FILLS.items():
        bar = alt.Chart(shown[shown["kind"] == kind])
        mark = bar.mark_bar(size=13, fill=fill, stroke=FOUR[0], strokeWidth=1.2)
        layers.append(mark.encode(y=table.y, x=x, tooltip=tooltip))
    text = base.mark_text(align="left", dx=6, color=INK).encode(text="text:N")
    legend: list[alt.Chart] = []
    at = float(-canvas.left)
    for kind, fill in FILLS.items():
        word = say(f"chart_{kind}", language)
        legend.append(sign("square", at + 6, -16, 110, fill=fill, stroke=FOUR[0]))
        legend.append(written(word, at + 17, -16, fontSize=SMALL))
        at += 17 + width_of(word, SMALL) + 18
    return finished([*table.labels, *layers, text, *legend], canvas, title, subtitle, caption)
