"""What puts one alternative before another, policy area by policy area."""

import altair as alt
import pandas as pd

from ganeum.report.charts.fitting import wrapped
from ganeum.report.charts.picture import empty, finished
from ganeum.report.charts.placed import Layer, written
from ganeum.report.charts.rows import rows
from ganeum.report.charts.theme import FOUR, INK, LINE, PICTURE, QUIET, SMALL, Canvas, tip
from ganeum.words import Language, say

MOST = 40  # areas
TOTAL = " total"  # no id has a space
ZERO = "datum.value == 0 ? '0' : format(datum.value, '+.2f')"
FIGURE = 52  # pixels for the figures beyond the bars


def head_to_head(
    frame: pd.DataFrame, language: Language, *, subtitle: str, caption: str, width: int = PICTURE
) -> alt.LayerChart:
    """Return the difference of two alternatives' contributions, and of their scores.

    Parameters
    ----------
    frame : DataFrame
        As `difference_frame` makes it: criterion, area, first, second (the names),
        first_contribution, second_contribution, difference. An empty one is said to be so.
    language, subtitle, caption, width
        As of `contribution_bars`.
    """
    title = say("chart_head_to_head", language)
    if frame.empty:
        return empty(say("chart_alone", language), width, title, subtitle, caption)
    first, second = str(frame["first"].iloc[0]), str(frame["second"].iloc[0])
    total = {
        "criterion": TOTAL,
        "area": say("chart_total", language),
        "first": first,
        "second": second,
        **{
            name: float(frame[name].sum())
            for name in ("first_contribution", "second_contribution", "difference")
        },
    }
    if len(frame) > MOST:
        largest = frame["difference"].abs().nlargest(MOST).index
        frame = frame.loc[frame.index.isin(largest)]
        subtitle += " · " + say("chart_largest", language, shown=MOST)
    shown = pd.concat([frame, pd.DataFrame([total])], ignore_index=True)
    shown["text"] = [_signed(value) for value in shown["difference"]]
    shown["zero"] = 0.0
    names = dict(zip(shown["criterion"], shown["area"], strict=True))
    table = rows("criterion", names, widest=int(width * 0.25), step=34)
    canvas = Canvas(width, table.height, left=table.left)
    reach = float(shown["difference"].abs().max()) or 1.0
    middle = canvas.plot / 2
    scale = alt.Scale(domain=[-reach, reach], range=[FIGURE, canvas.plot - FIGURE], nice=False)
    axis = alt.Axis(title=say("chart_difference", language), labelExpr=ZERO, tickCount=6)
    x = alt.X("difference:Q", axis=axis, scale=scale)
    tooltip = [
        tip("area", "area", language),
        tip("first", "alternative", language),
        tip("first_contribution", "contribution", language, ".4f"),
        tip("second", "chart_against", language),
        tip("second_contribution", "chart_its_contribution", language, ".4f"),
        tip("difference", "chart_difference", language, "+.4f"),
    ]
    layers: list[Layer] = []
    for whole, fill in ((False, FOUR[2]), (True, FOUR[0])):
        part = alt.Chart(shown[(shown["criterion"] == TOTAL) == whole])
        bar = part.mark_bar(size=20, fill=fill, stroke=FOUR[0], strokeWidth=0.8)
        layers.append(bar.encode(y=table.y, x=x, x2=alt.X2("zero:Q"), tooltip=tooltip))
    for part, look in (
        (shown[shown["difference"] >= 0], alt.MarkDef("text", align="left", dx=6)),
        (shown[shown["difference"] < 0], alt.MarkDef("text", align="right", dx=-6)),
    ):
        figures = alt.Chart(part, mark=look)
        layers.append(figures.encode(y=table.y, x=x, text="text:N"))
    rule = alt.Chart(alt.Data(values=[{"zero": 0}])).mark_rule(color=INK)
    layers.append(rule.encode(x=alt.X("zero:Q", axis=axis, scale=scale)))
    heads: list[Layer] = []
    for name, side, align in ((second, -1, "right"), (first, 1, "left")):
        lines = wrapped(say("chart_for", language, name=name), middle - 14, SMALL)
        x, y = middle + 10 * side, -10 - LINE * (len(lines) - 1)
        heads.append(written(lines, x, y, align=align, fontSize=SMALL, color=QUIET))
    return finished([*table.labels, *layers, *heads], canvas, title, subtitle, caption)


def _signed(value: float) -> str:
    text = f"{value:+.3f}".replace("-", "\u2212")
    return "0" if text[1:] == "0.000" else text
