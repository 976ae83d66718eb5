"""The changes of weights at which the first place changes, nearest first."""

import altair as alt
import pandas as pd

from ganeum.report.charts.legend import Entry, legend
from ganeum.report.charts.picture import empty, finished
from ganeum.report.charts.rows import rows_with_texts, texts
from ganeum.report.charts.theme import FOUR, PICTURE, TEXT, Canvas, tip
from ganeum.words import Language, say

FILLS = {"criterion": FOUR[0], "transfer": "white"}
MOST = 12


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
    table, beside = rows_with_texts(
        "key", names, list(shown["text"]), TEXT, widest=int(width * 0.42), step=34, width=width
    )
    canvas = Canvas(width, table.height, left=table.left, right=beside + 6)
    axis = alt.Axis(title=say("moved", language), tickCount=4, grid=True)
    x = alt.X("points:Q", axis=axis, scale=alt.Scale(zero=True, nice=False))
    tooltip = [
        tip("change", "change", language),
        tip("points", "moved", language, ".2f"),
        tip("next_first", "new_first", language),
    ]
    layers = list(table.labels)
    for kind, fill in FILLS.items():
        bar = alt.Chart(shown[shown["kind"] == kind])
        mark = bar.mark_bar(size=13, fill=fill, stroke=FOUR[0], strokeWidth=1.2)
        layers.append(mark.encode(y=table.y, x=x, tooltip=tooltip))
    layers += texts(shown, "text", beside, TEXT, x=x, y=table.y, dx=6)
    entries = [
        Entry(
            say(f"chart_{kind}", language), [{"shape": "square", "fill": fill, "stroke": FOUR[0]}]
        )
        for kind, fill in FILLS.items()
    ]
    layers += legend(entries, -canvas.left, width)
    return finished(layers, canvas, title, subtitle, caption)
