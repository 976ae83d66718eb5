"""What each sector needs against what the state and the city already do."""

import altair as alt
import pandas as pd

from ganeum.report.charts.fitting import width_of, wrapped
from ganeum.report.charts.legend import Entry, legend
from ganeum.report.charts.picture import empty, finished
from ganeum.report.charts.placed import Layer, written
from ganeum.report.charts.rows import named, rows
from ganeum.report.charts.theme import (
    INK,
    LINE,
    PICTURE,
    QUIET,
    SMALL,
    STRESS,
    TEXT,
    Canvas,
    Look,
    tip,
)
from ganeum.words import Language, say

STEP = 66
SHADE = ("#ffffff", "#c9dcea")  # light enough for black text on all of it
DOWN = 14  # pixels from the middle of a cell to its marks
DASHED: Look = {"stroke": QUIET, "strokeDash": [4, 3], "strokeWidth": 1}
NO_MARK = "\u2212"  # a minus sign
BOLD: Look = {"stroke": STRESS, "strokeWidth": 2.6}
CIRCLE: Look = {"stroke": INK, "strokeWidth": 1.4}
OUTER, INNER = 110, 26  # sizes of the two circles of the figure's mark for "strong"


def need_and_coverage(
    frame: pd.DataFrame, language: Language, *, subtitle: str, caption: str, width: int = PICTURE
) -> alt.LayerChart:
    """Return, per sector and policy area, the weight of the area and the marks of coverage.

    Parameters
    ----------
    frame : DataFrame
        As `coverage_frame` makes it: sector, sector_name, criterion, area, weight, percent, state,
        seoul (0 none, 1 ordinary, 2 strong; missing where nothing is known), judged, gap. Printed
        levels are drawn as the source's figure does, judged ones as numbers in a dashed cell.
    language, subtitle, caption, width
        As of `contribution_bars`.
    """
    title = say("chart_coverage", language)
    if frame.empty:
        return empty(say("chart_no_coverage", language), width, title, subtitle, caption)
    sectors = named(frame, "sector", "sector_name")
    table = rows("sector", sectors, widest=int(width * 0.2), step=STEP)
    areas = frame.drop_duplicates("criterion")
    plot = width - table.left
    cell = plot / len(areas)
    heads = [wrapped(area, cell - 8, TEXT) for area in areas["area"]]
    canvas = Canvas(width, table.height, left=table.left, below=4 * LINE + 26)
    x = alt.X(
        "criterion:N",
        sort=list(areas["criterion"]),
        axis=None,
        scale=alt.Scale(paddingInner=0, paddingOuter=0),
    )
    shown = frame.assign(text=frame["percent"] + " %")
    shown["judged_text"] = [
        say("judged" if each else "chart_printed", language) for each in shown["judged"]
    ]
    base = alt.Chart(shown).encode(x=x, y=table.y)
    shade = alt.Color(
        "weight:Q",
        scale=alt.Scale(
            domain=[0, max(0.5, float(frame["weight"].max()))], range=list(SHADE), interpolate="rgb"
        ),
        legend=None,
    )
    cells = base.mark_rect(stroke="white", strokeWidth=4).encode(
        color=shade,
        tooltip=[
            tip("sector_name", "sector", language),
            tip("area", "area", language),
            tip("text", "weight", language),
            tip("state", "state", language, ".1f"),
            tip("seoul", "seoul", language, ".1f"),
            tip("judged_text", "basis", language),
        ],
    )
    layers: list[Layer] = [cells]
    for some, inset, look in (
        (shown[shown["judged"].astype(bool)], 14, DASHED),
        (shown[shown["gap"].astype(bool)], 6, BOLD),
    ):
        frame_of = alt.Chart(some).mark_rect(
            filled=False, opacity=1, width=cell - inset, height=STEP - inset, **look
        )
        layers.append(frame_of.encode(x=x, y=table.y))
    layers.append(
        base.mark_text(dy=-DOWN, fontSize=TEXT + 1, fontWeight="bold").encode(text="text:N")
    )
    words = {provider: say(provider, language) for provider in ("state", "seoul")}
    for provider, centre in (("state", -cell / 4), ("seoul", cell / 4)):
        layers += _marks(shown, provider, words[provider], centre, x, table.y)
    layers += [
        written(head, cell * (k + 0.5), -LINE * len(head) + 2, align="center", fontWeight="bold")
        for k, head in enumerate(heads)
    ]
    layers += _key(canvas, language)
    return finished([*layers, *table.labels], canvas, title, subtitle, caption)


def _marks(
    frame: pd.DataFrame, provider: str, word: str, centre: float, x: alt.X, y: alt.Y
) -> list[alt.Chart]:
    """Return a provider's name in each cell, and after it the mark or the judged level."""
    start = centre - (width_of(word, SMALL) + 22) / 2
    after = start + width_of(word, SMALL) + 12
    known = frame[frame[provider].notna()]
    printed, judged = known[~known["judged"].astype(bool)], known[known["judged"].astype(bool)]
    name = alt.Chart(known).mark_text(
        align="left", text=word, dx=start, dy=DOWN, fontSize=SMALL, color=QUIET
    )
    layers = [name.encode(x=x, y=y)]
    outer = alt.Chart(printed[printed[provider] >= 1])
    inner = alt.Chart(printed[printed[provider] > 1])
    none = alt.Chart(printed[printed[provider] == 0])
    place: Look = {"xOffset": after, "yOffset": DOWN, "shape": "circle", "opacity": 1}
    layers.append(outer.mark_point(size=OUTER, **CIRCLE, **place).encode(x=x, y=y))
    layers.append(inner.mark_point(size=INNER, **CIRCLE, **place).encode(x=x, y=y))
    layers.append(none.mark_text(text=NO_MARK, dx=after, dy=DOWN).encode(x=x, y=y))
    level = judged.assign(level=[f"{value:g}" for value in judged[provider]])
    number = alt.Chart(level).mark_text(dx=after, dy=DOWN, fontWeight="bold")
    layers.append(number.encode(x=x, y=y, text="level:N"))
    return layers


def _key(canvas: Canvas, language: Language) -> list[Layer]:
    left, top, step = -canvas.left, canvas.height + 16, LINE + 3
    outer, inner = ({"shape": "circle", "size": size, **CIRCLE} for size in (OUTER, INNER))
    marks = [
        Entry(say("chart_strong", language), [outer, inner]),
        Entry(say("chart_ordinary", language), [outer]),
        Entry(f"{NO_MARK}  {say('chart_no_mark', language)}", []),
    ]
    layers = legend(marks, left, canvas.width, top)
    for row, (word, look) in enumerate((("chart_dashed", DASHED), ("chart_gap", BOLD)), start=1):
        entry = Entry(say(word, language), [{"shape": "square", "size": 120, **look}])
        layers += legend([entry], left, canvas.width, top + row * step)
    shade = say("chart_shade", language)
    layers.append(written(shade, left, top + 3 * step, fontSize=SMALL, color=QUIET))
    return layers
