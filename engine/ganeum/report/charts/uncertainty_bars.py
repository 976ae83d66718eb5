"""Which uncertainty would be worth reducing: first-order and total contributions to variance."""

import altair as alt
import pandas as pd

from ganeum.report.charts.legend import Entry, legend
from ganeum.report.charts.picture import empty, finished
from ganeum.report.charts.placed import Layer
from ganeum.report.charts.rows import named, rows
from ganeum.report.charts.theme import FOUR, INK, PICTURE, SMALL, Canvas, Look, tip
from ganeum.words import Language, say

# column: word, shape, fill, pixels under the middle of the row
LOOKS = {
    "first_order": ("chart_first_order", "circle", FOUR[0], -8),
    "total": ("chart_total_order", "diamond", "white", 8),
}
FIGURES = 54


def uncertainty_contributions(
    frame: pd.DataFrame,
    language: Language,
    *,
    subtitle: str,
    caption: str,
    names: dict[str, str] | None = None,
    width: int = PICTURE,
) -> alt.LayerChart:
    """Return each source's first-order and total share of the variance, with error bars.

    Parameters
    ----------
    frame : DataFrame
        One row a source, in the order to show: source, first_order, first_order_error, total,
        total_error. Errors are half the length of a bar; the caption says what they are. An empty
        frame is said to be so.
    names : what each source is called, optional
        The source itself if left out.
    language, subtitle, caption, width
        As of `contribution_bars`.
    """
    title = say("chart_uncertainty", language)
    if frame.empty:
        return empty(say("chart_no_uncertainty", language), width, title, subtitle, caption)
    labels = {**named(frame, "source", "source"), **(names or {})}
    labels = {source: labels[source] for source in frame["source"].tolist()}
    table = rows("source", labels, widest=int(width * 0.34), step=46)
    canvas = Canvas(width, table.height, left=table.left, right=FIGURES)
    parts = [
        pd.DataFrame(
            {
                "source": frame["source"],
                "name": [labels[source] for source in frame["source"]],
                "index": column,
                "kind": say(LOOKS[column][0], language),
                "value": frame[column],
                "error": frame[f"{column}_error"],
                "low": frame[column] - frame[f"{column}_error"],
                "high": frame[column] + frame[f"{column}_error"],
                "text": [f"{value:.2f}" for value in frame[column]],
            }
        )
        for column in LOOKS
    ]
    every = pd.concat(parts, ignore_index=True)
    domain = [min(0.0, float(every["low"].min())), max(0.1, float(every["high"].max()))]
    axis = alt.Axis(title=say("chart_share_of_variance", language), tickCount=5)
    scale = alt.Scale(domain=domain, nice=False)
    x = alt.X("value:Q", axis=axis, scale=scale)
    tooltip = [
        tip("name", "chart_source", language),
        tip("kind", "kind", language),
        tip("value", "value", language, ".3f"),
        tip("error", "chart_half_bar", language, ".3f"),
    ]
    layers: list[Layer] = []
    entries: list[Entry] = []
    for column, (word, shape, fill, offset) in LOOKS.items():
        own = alt.Chart(every[every["index"] == column]).encode(y=table.y)
        bar = own.mark_rule(color=INK, strokeWidth=1.2, yOffset=offset, y2Offset=offset)
        layers.append(bar.encode(x=alt.X("low:Q", axis=axis, scale=scale), x2="high:Q"))
        look: Look = {"shape": shape, "fill": fill, "stroke": FOUR[0]}
        layers.append(
            own.mark_point(yOffset=offset, size=75, opacity=1, **look).encode(x=x, tooltip=tooltip)
        )
        figure = own.mark_text(align="left", dy=offset, fontSize=SMALL)
        layers.append(figure.encode(x=alt.XValue(canvas.plot + 12), text="text:N"))
        entries.append(Entry(say(word, language), [{**look, "size": 75}]))
    layers += legend(entries, -canvas.left, width)
    return finished([*layers, *table.labels], canvas, title, subtitle, caption)
