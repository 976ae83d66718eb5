"""How many places alternatives move when a statement or a source group is left out."""

import altair as alt
import pandas as pd

from ganeum.report.charts.rows import rows
from ganeum.report.charts.theme import (
    FOUR,
    PICTURE,
    SMALL,
    Canvas,
    empty,
    finished,
    tip,
)
from ganeum.words import Language, say

MOST = 20


def influence_bars(
    frame: pd.DataFrame, language: Language, *, subtitle: str, caption: str, width: int = PICTURE
) -> alt.LayerChart:
    """Return the largest move of rank without each statement or group, pivotal ones named so.

    Parameters
    ----------
    frame : DataFrame
        As `influence_frame` makes it, what changes most first: kind, left_out, label, gist, first,
        changes_first, largest_move. Twenty are shown; an empty one is said to be so.
    language, subtitle, caption, width
        As of `contribution_bars`.
    """
    title = say("chart_influence", language)
    if frame.empty:
        return empty(say("chart_no_influence", language), width, title, subtitle, caption)
    shown = frame.head(MOST)
    shown = shown.assign(
        key=shown["kind"] + " " + shown["left_out"],
        named=[
            say("chart_whole_group", language, group=label) if kind == "group" else label
            for kind, label in zip(shown["kind"], shown["label"], strict=True)
        ],
        text=[
            say("chart_then_first", language, move=move, name=name) if changes else str(move)
            for move, changes, name in zip(
                shown["largest_move"], shown["changes_first"], shown["first"], strict=True
            )
        ],
        zero=0,
    )
    names = dict(zip(shown["key"], shown["named"], strict=True))
    table = rows("key", names, widest=int(width * 0.38), step=26)
    canvas = Canvas(width, table.height, left=table.left)
    longest = max(1, int(frame["largest_move"].max()))
    axis = alt.Axis(
        title=say("chart_places", language), values=list(range(longest + 1)), format="d"
    )
    scale = alt.Scale(domain=[0, longest], range=[0, canvas.plot * 0.5], nice=False)
    x = alt.X("largest_move:Q", axis=axis, scale=scale)
    tooltip = [
        tip("named", "left_out", language),
        tip("gist", "gist", language),
        tip("first", "new_first", language),
        tip("largest_move", "largest_move", language),
    ]
    layers: list[alt.Chart] = []
    for pivotal, fill in ((True, FOUR[0]), (False, "white")):
        part = alt.Chart(shown[shown["changes_first"].astype(bool) == pivotal]).encode(
            y=table.y, x=x
        )
        bar = part.mark_bar(size=12, fill=fill, stroke=FOUR[0], strokeWidth=1)
        layers.append(bar.encode(tooltip=tooltip))
        weight = "bold" if pivotal else "normal"
        layers.append(
            part.mark_text(align="left", dx=6, fontSize=SMALL, fontWeight=weight).encode(
                text="text:N"
            )
        )
    if len(frame) > MOST:
        subtitle += " · " + say("chart_of_all", language, shown=MOST, count=len(frame))
    return finished([*table.labels, *layers], canvas, title, subtitle, caption)
