"""What a panel thinks each criterion weighs: every respondent, each group, and all together."""

import altair as alt
import pandas as pd

from ganeum.report.charts.legend import Entry, legend
from ganeum.report.charts.picture import empty, finished
from ganeum.report.charts.placed import Layer
from ganeum.report.charts.rows import named, rows
from ganeum.report.charts.theme import FOUR, INK, PICTURE, SMALL, Canvas, Look, tip
from ganeum.words import Language, say

SHAPES = ("circle", "square", "triangle-up", "diamond", "cross", "triangle-down")
LANE = 19  # pixels of a group's dots under one another
FIGURES = 52
ONE, MANY = 42, 150  # sizes of the signs of a respondent and of a group
LONGEST = 10  # groups with a lane of their own


def panel_weights(
    frame: pd.DataFrame, language: Language, *, subtitle: str, caption: str, width: int = PICTURE
) -> alt.LayerChart:
    """Return everybody's own weights as dots, a lane for each group, with the weights of all.

    Parameters
    ----------
    frame : DataFrame
        As `panel_weights_frame` makes it: kind (respondent, group or all), item, name, group,
        group_name, respondent, camp, weight. An empty one is said to be so.
    language, subtitle, caption, width
        As of `contribution_bars`.
    """
    title = say("chart_panel_weights", language)
    if frame.empty:
        return empty(say("chart_no_panel", language), width, title, subtitle, caption)
    names = named(frame, "item", "name")
    groups = list(named(frame[frame["kind"] != "all"], "group", "group_name").items())[:LONGEST]
    step = max(34, LANE * len(groups) + 16)
    table = rows("item", names, widest=int(width * 0.26), step=step)
    canvas = Canvas(width, table.height, left=table.left, right=FIGURES)
    x = alt.X(
        "weight:Q",
        axis=alt.Axis(title=say("weight", language), format="%", tickCount=6),
        scale=alt.Scale(domain=[0, min(1.0, 1.05 * float(frame["weight"].max()))], nice=False),
    )
    tooltip = [
        tip("name", "area", language),
        tip("respondent", "panel_respondent", language),
        tip("group_name", "group", language),
        tip("weight", "weight", language, ".1%"),
    ]
    whole = frame[frame["kind"] == "all"]
    whole = whole.assign(text=[f"{100 * weight:.1f} %" for weight in whole["weight"]])
    together = alt.Chart(whole).encode(y=table.y)
    tick = together.mark_tick(orient="vertical", thickness=2.5, size=table.height / len(names) - 8)
    layers: list[Layer] = [tick.encode(x=x, color=alt.value(INK))]
    figure = together.mark_text(align="left", fontSize=SMALL, fontWeight="bold")
    layers.append(figure.encode(x=alt.XValue(canvas.plot + 8), text="text:N"))
    entries: list[Entry] = []
    for place, (group, name) in enumerate(groups):
        offset = (place - (len(groups) - 1) / 2) * LANE
        colour, shape = FOUR[place % len(FOUR)], SHAPES[place % len(SHAPES)]
        for kind, size, fill in (("respondent", ONE, "white"), ("group", MANY, colour)):
            own = frame[(frame["kind"] == kind) & (frame["group"] == group)]
            look: Look = {"shape": shape, "fill": fill, "stroke": INK, "strokeWidth": 1}
            if kind == "respondent":
                look |= {"fillOpacity": 0, "strokeOpacity": 0.75}
            mark = alt.Chart(own).mark_point(yOffset=offset, size=size, opacity=1, **look)
            layers.append(mark.encode(x=x, y=table.y, tooltip=tooltip))
        look = {"shape": shape, "fill": colour, "stroke": INK, "strokeWidth": 1, "size": 90}
        entries.append(Entry(name, [look]))
    one = {"shape": "circle", "fill": "white", "stroke": INK, "strokeWidth": 1, "size": ONE}
    entries.append(Entry(say("chart_panel_one", language), [one]))
    line: Look = {"shape": "stroke", "angle": 90, "stroke": INK, "strokeWidth": 2.5, "size": 160}
    entries.append(Entry(say("chart_panel_all", language), [line]))
    layers += legend(entries, -canvas.left, width)
    return finished([*layers, *table.labels], canvas, title, subtitle, caption)
