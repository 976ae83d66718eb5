"""What a panel thinks each criterion weighs: every respondent, each group, and all together."""

import altair as alt
import pandas as pd

from ganeum.report.charts.legend import Entry, legend
from ganeum.report.charts.picture import empty, finished
from ganeum.report.charts.placed import Layer
from ganeum.report.charts.rows import named, rows
from ganeum.report.charts.theme import FOUR, INK, PALE, PICTURE, SMALL, Canvas, Look, tip
from ganeum.report.rounding import percentages
from ganeum.words import Language, say

SHAPES = ("circle", "square", "triangle-up", "diamond", "cross", "triangle-down")
LANE = 19  # pixels of a group's dots under one another
FIGURES = 52
ONE, MANY = 42, 150  # sizes of the signs of a respondent and of a group
SHADES = ("white", "#9a9a9a", INK, PALE)  # of respondents, by camp
LONGEST = 10  # groups with a lane of their own


def panel_weights(
    frame: pd.DataFrame, language: Language, *, subtitle: str, caption: str, width: int = PICTURE
) -> alt.LayerChart:
    """Return everybody's own weights as small signs, a lane a group, with those of all together.

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
    whole = whole.assign(text=[f"{each} %" for each in percentages(whole["weight"].tolist())])
    together = alt.Chart(whole).encode(y=table.y)
    tick = together.mark_tick(orient="vertical", thickness=2.5, size=table.height / len(names) - 8)
    layers: list[Layer] = [tick.encode(x=x, color=alt.value(INK))]
    figure = together.mark_text(align="left", fontSize=SMALL, fontWeight="bold")
    layers.append(figure.encode(x=alt.XValue(canvas.plot + 8), text="text:N"))
    entries: list[Entry] = []
    camps = sorted({camp for camp in frame["camp"].tolist() if camp})
    for place, (group, name) in enumerate(groups):
        offset = (place - (len(groups) - 1) / 2) * LANE
        look: Look = {"shape": SHAPES[place % len(SHAPES)], "stroke": INK, "strokeWidth": 1}
        colour = FOUR[place % len(FOUR)]
        own = frame[frame["group"] == group]
        for camp in (*camps, 0):  # 0 is the group itself, on top of its members
            size, fill = (ONE, _shade(camp)) if camp else (MANY, colour)
            mark = alt.Chart(own[own["camp"] == camp]).mark_point(
                yOffset=offset, size=size, opacity=1, fill=fill, **look
            )
            layers.append(mark.encode(x=x, y=table.y, tooltip=tooltip))
        entries.append(Entry(name, [{**look, "fill": colour, "size": 90}]))
    one: Look = {"shape": "circle", "stroke": INK, "strokeWidth": 1, "size": ONE}
    if len(camps) > 1:
        entries += [
            Entry(say("chart_panel_camp", language, camp=camp), [{**one, "fill": _shade(camp)}])
            for camp in camps
        ]
    else:
        entries.append(Entry(say("chart_panel_one", language), [{**one, "fill": "white"}]))
    line: Look = {"shape": "stroke", "angle": 90, "stroke": INK, "strokeWidth": 2.5, "size": 160}
    entries.append(Entry(say("chart_panel_all", language), [line]))
    layers += legend(entries, -canvas.left, width)
    return finished([*layers, *table.labels], canvas, title, subtitle, caption)


def _shade(camp: int) -> str:
    """Return the grey of those who think alike."""
    return SHADES[(camp - 1) % len(SHADES)]
