"""How many places alternatives move when a statement, a respondent or a group is left out."""

import altair as alt
import pandas as pd

from ganeum.report.charts.picture import empty, finished
from ganeum.report.charts.rows import rows_with_texts, texts
from ganeum.report.charts.theme import FOUR, PICTURE, SMALL, Canvas, tip
from ganeum.words import Language, say

MOST = 20
GROUPS = ("group", "panel_group")


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
            say("chart_whole_group", language, group=label) if kind in GROUPS else label
            for kind, label in zip(shown["kind"], shown["label"], strict=True)
        ],
        text=[
            say("chart_then_first", language, move=move, name=name) if changes else str(move)
            for move, changes, name in zip(
                shown["largest_move"], shown["changes_first"], shown["first"], strict=True
            )
        ],
    )
    names = dict(zip(shown["key"], shown["named"], strict=True))
    table, beside = rows_with_texts(
        "key", names, list(shown["text"]), SMALL, widest=int(width * 0.38), step=28, width=width
    )
    canvas = Canvas(width, table.height, left=table.left, right=beside + 6)
    furthest = max(1, int(frame["largest_move"].max()))
    ticks = sorted({round(furthest * part / 4) for part in range(5)})
    x = alt.X(
        "largest_move:Q",
        axis=alt.Axis(title=say("chart_places", language), values=ticks, format="d"),
        scale=alt.Scale(domain=[0, furthest], nice=False),
    )
    tooltip = [
        tip("named", "left_out", language),
        tip("gist", "gist", language),
        tip("first", "new_first", language),
        tip("largest_move", "largest_move", language),
    ]
    layers = list(table.labels)
    for pivotal, fill, weight in ((True, FOUR[0], "bold"), (False, "white", "normal")):
        part = shown[shown["changes_first"].astype(bool) == pivotal]
        bar = alt.Chart(part).mark_bar(size=12, fill=fill, stroke=FOUR[0], strokeWidth=1)
        layers.append(bar.encode(y=table.y, x=x, tooltip=tooltip))
        layers += texts(part, "text", beside, SMALL, x=x, y=table.y, dx=6, fontWeight=weight)
    if len(frame) > MOST:
        subtitle += " · " + say("chart_of_all", language, shown=MOST, count=len(frame))
    return finished(layers, canvas, title, subtitle, caption)
