"""Alternatives by sectors: ranks, their ranges, and which are good everywhere."""

import altair as alt
import pandas as pd

from ganeum.report.charts.fitting import wrapped
from ganeum.report.charts.legend import Entry, legend
from ganeum.report.charts.picture import finished
from ganeum.report.charts.placed import Layer, written
from ganeum.report.charts.rows import first_of, named, rows
from ganeum.report.charts.theme import FOUR, INK, LINE, PICTURE, QUIET, SMALL, TEXT, Canvas, tip
from ganeum.sensitivity.tiers import SETTLED
from ganeum.words import Language, say

# band: shade, ink, shape before the rank
LOOKS = {
    "always": (FOUR[0], "white", "circle"),
    "depends": ("#c9dcea", INK, "triangle-up"),
    "never": ("#f6f6f6", QUIET, ""),
}
STEP = 40
MOST = 60  # alternatives


def board(
    frame: pd.DataFrame, language: Language, *, subtitle: str, caption: str, width: int = PICTURE
) -> alt.LayerChart:
    """Return the rank of each alternative in each sector with its range, shaded by band.

    Parameters
    ----------
    frame : DataFrame
        One row an alternative and sector, in the order to show: alternative, name, sector,
        sector_name, rank_text, lowest, highest (the best and the worst rank), band ("always" in
        the top three, "depends", "never").
    language, subtitle, caption, width
        As of `contribution_bars`; the caption says over what ranks range.
    """
    frame, subtitle = first_of(frame, "alternative", MOST, subtitle, language)
    names = named(frame, "alternative", "name")
    table = rows("alternative", names, widest=int(width * 0.3), step=STEP)
    sectors = frame.drop_duplicates("sector")
    cell = (width - table.left) / len(sectors)
    heads = [wrapped(name, cell - 6, TEXT) for name in sectors["sector_name"]]
    canvas = Canvas(width, table.height, left=table.left, below=36)
    x = alt.X(
        "sector:N",
        sort=list(sectors["sector"]),
        axis=None,
        scale=alt.Scale(paddingInner=0, paddingOuter=0),
    )
    shares = {"settled": f"{100 * SETTLED:g}", "rest": f"{100 * (1 - SETTLED):g}"}
    bands = {band: say(f"board_key_{band}", language, **shares) for band in LOOKS}
    shown = frame.assign(
        range=[
            f"{low}~{high}" if low != high else ""
            for low, high in zip(frame["lowest"], frame["highest"], strict=True)
        ],
        band_text=[bands[band] for band in frame["band"]],
    )
    tooltip = [
        tip("name", "alternative", language),
        tip("sector_name", "sector", language),
        tip("rank_text", "rank", language),
        tip("lowest", "chart_best_rank", language),
        tip("highest", "chart_worst_rank", language),
        tip("band_text", "chart_band", language),
    ]
    layers: list[Layer] = []
    entries: list[Entry] = []
    for band, (fill, ink, shape) in LOOKS.items():
        some = alt.Chart(shown[shown["band"] == band]).encode(x=x, y=table.y)
        layers.append(
            some.mark_rect(color=fill, stroke="white", strokeWidth=3).encode(tooltip=tooltip)
        )
        if shape:
            layers.append(
                some.mark_point(shape=shape, size=46, xOffset=-22, fill=ink, stroke=ink, opacity=1)
            )
        rank = some.mark_text(
            color=ink, fontSize=TEXT + 3, fontWeight="bold", align="center", dx=-4
        )
        layers.append(rank.encode(text="rank_text:N"))
        spread = some.mark_text(color=ink, fontSize=SMALL, align="left", dx=11, dy=1)
        layers.append(spread.encode(text="range:N"))
        looks = [
            {"shape": "square", "size": 220, "fill": fill, "stroke": QUIET, "strokeWidth": 0.6}
        ]
        if shape:
            looks.append({"shape": shape, "size": 40, "fill": ink, "stroke": ink})
        entries.append(Entry(bands[band], looks))
    layers += legend(entries, -canvas.left, width, canvas.height + 18)
    layers += [
        written(head, cell * (k + 0.5), -LINE * len(head) + 2, align="center", fontWeight="bold")
        for k, head in enumerate(heads)
    ]
    return finished(
        [*layers, *table.labels], canvas, say("chart_board", language), subtitle, caption
    )
