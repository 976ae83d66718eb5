"""Between which weights of each policy area the first place, the top three and the order stay."""

from math import isnan

import altair as alt
import pandas as pd

from ganeum.report.charts.fitting import width_of
from ganeum.report.charts.legend import Entry, legend
from ganeum.report.charts.picture import finished
from ganeum.report.charts.placed import Layer
from ganeum.report.charts.rows import first_of, named, rows
from ganeum.report.charts.theme import FOUR, INK, PALE, PICTURE, SMALL, Canvas, tip
from ganeum.sensitivity import KEEPS
from ganeum.words import Language, say

MOST = 40  # areas
FILLS = (FOUR[0], FOUR[2], "white")
OFFSETS, THICK = (-15, 0, 15), 10


def stability_intervals(
    frame: pd.DataFrame, language: Language, *, subtitle: str, caption: str, width: int = PICTURE
) -> alt.LayerChart:
    """Return, per policy area, three bars round the present weight: while it is there, things stay.

    Parameters
    ----------
    frame : DataFrame
        As `intervals_frame` makes it: criterion, area, keep ("first", "top3", "order"), lower,
        upper (missing where the area holds all the weight), present, below, above.
    language, subtitle, caption, width
        As of `contribution_bars`.
    """
    frame, subtitle = first_of(frame, "criterion", MOST, subtitle, language)
    names = named(frame, "criterion", "area")
    table = rows("criterion", names, widest=int(width * 0.22), step=64)
    shown = frame.assign(
        text=[
            _text(keep, lower, upper, language)
            for keep, lower, upper in zip(
                frame["keep"], frame["lower"], frame["upper"], strict=True
            )
        ],
        keep_text=[say(f"keep_{keep}", language) for keep in frame["keep"]],
        zero=0.0,
        one=1.0,
    )
    right = int(max(width_of(text, SMALL) for text in shown["text"])) + 10
    canvas = Canvas(width, table.height, left=table.left, right=right)
    axis = alt.Axis(
        title=say("chart_weight_axis", language), labelExpr="format(100*datum.value,'.0f')"
    )
    scale = alt.Scale(domain=[0, 1], nice=False)
    x = alt.X("lower:Q", axis=axis, scale=scale)
    layers: list[Layer] = []
    for keep, fill, offset in zip(KEEPS, FILLS, OFFSETS, strict=True):
        base = alt.Chart(shown[shown["keep"] == keep]).encode(y=table.y)
        track = base.mark_bar(size=THICK, yOffset=offset, color=PALE, opacity=0.6)
        layers.append(track.encode(x=alt.X("zero:Q", axis=axis, scale=scale), x2="one:Q"))
        known = alt.Chart(shown[(shown["keep"] == keep) & shown["lower"].notna()])
        bar = known.mark_bar(
            size=THICK, yOffset=offset, fill=fill, stroke=FOUR[0], strokeWidth=1.2, minBandSize=2
        )
        tooltip = [
            tip("area", "area", language),
            tip("keep_text", "chart_kept", language),
            tip("lower", "chart_from", language, ".2%"),
            tip("upper", "chart_to", language, ".2%"),
            tip("present", "chart_present", language, ".2%"),
            tip("below", "chart_leads_below", language),
            tip("above", "chart_leads_above", language),
        ]
        layers.append(bar.encode(y=table.y, x=x, x2="upper:Q", tooltip=tooltip))
        text = base.mark_text(align="left", dy=offset, fontSize=SMALL)
        layers.append(text.encode(x=alt.XValue(canvas.plot + 8), text="text:N"))
    present = alt.Chart(shown.drop_duplicates("criterion")).encode(
        y=table.y, x=alt.X("present:Q", axis=axis, scale=scale)
    )
    layers.append(present.mark_tick(size=48, thickness=2.5, color="white"))
    layers.append(present.mark_tick(size=48, thickness=1.5, color=INK))
    layers.append(
        present.mark_point(
            shape="triangle-down", size=45, yOffset=-27, filled=True, color=INK, opacity=1
        )
    )
    look = {"shape": "triangle-down", "size": 45, "fill": INK, "stroke": INK}
    layers += legend([Entry(say("chart_present", language), [look])], -canvas.left, width)
    title = say("chart_intervals", language)
    return finished([*table.labels, *layers], canvas, title, subtitle, caption)


def _text(keep: str, lower: float, upper: float, language: Language) -> str:
    kept = say(f"keep_{keep}", language)
    if isnan(lower):
        return f"{kept}: -"
    return f"{kept}: {100 * lower:.1f} ~ {100 * upper:.1f}"
