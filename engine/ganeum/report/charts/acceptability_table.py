"""How often each alternative takes each rank, as a table with shades."""

import altair as alt
import pandas as pd

from ganeum.report.charts.picture import finished
from ganeum.report.charts.placed import written
from ganeum.report.charts.rows import first_of, named, rows
from ganeum.report.charts.theme import PICTURE, QUIET, RULE, SMALL, Canvas, tip
from ganeum.words import Language, say

LIGHT_INK_FROM = 0.66  # a share on whose shade black and white both stand out by 4.5 to 1
MOST = 40  # alternatives, and ranks
MOST_PRINTED = 20  # alternatives up to which shares fit into the cells
NEXT_TO = 70  # pixels for the expected rank


def acceptability_table(
    frame: pd.DataFrame, language: Language, *, subtitle: str, caption: str, width: int = PICTURE
) -> alt.LayerChart:
    """Return the rank acceptability as a heat table, shares in percent printed in the cells.

    Parameters
    ----------
    frame : DataFrame
        As `acceptability_frame` makes it: one row an alternative and rank, in the order to show,
        with alternative, name, rank, share, error, expected_rank, expected_rank_error.
    language, subtitle, caption, width
        As of `contribution_bars`. The largest standard error is added to the subtitle.
        Of many alternatives the first forty are shown, with the first forty ranks.
    """
    count = frame["alternative"].nunique()
    error = say("chart_largest_error", language, error=f"{100 * float(frame['error'].max()):.2f}")
    frame, subtitle = first_of(frame, "alternative", MOST, f"{subtitle} · {error}", language)
    frame = frame[frame["rank"] <= MOST]
    names = named(frame, "alternative", "name")
    table = rows("alternative", names, widest=int(width * 0.3), step=30)
    canvas = Canvas(width, table.height, left=table.left, right=NEXT_TO, below=22)
    printed = count <= MOST_PRINTED
    shown = frame.assign(
        text=[_percent(share) if printed else "" for share in frame["share"]],
        expected=[f"{rank:.1f}" for rank in frame["expected_rank"]],
    )
    axis = alt.Axis(orient="top", title=None, labelAngle=0, labelOverlap="greedy", ticks=False)
    x = alt.X("rank:O", axis=axis, scale=alt.Scale(padding=0))
    base = alt.Chart(shown).encode(x=x, y=table.y)
    fill = alt.Color(
        "share:Q",
        scale=alt.Scale(domain=[0, 1], range=["#ffffff", "#16344f"], interpolate="rgb"),
        legend=None,
    )
    cells = base.mark_rect(stroke=RULE, strokeWidth=0.6).encode(
        color=fill,
        tooltip=[
            tip("name", "alternative", language),
            tip("rank", "rank", language),
            tip("share", "share", language, ".2%"),
            tip("error", "chart_error", language, ".2%"),
            tip("expected_rank", "chart_expected", language, ".2f"),
        ],
    )
    texts = [
        alt.Chart(part).mark_text(color=ink, fontSize=SMALL).encode(x=x, y=table.y, text="text:N")
        for ink, part in (
            ("white", shown[shown["share"] > LIGHT_INK_FROM]),
            ("black", shown[shown["share"] <= LIGHT_INK_FROM]),
        )
    ]
    column = canvas.plot + NEXT_TO / 2 + 4
    expected = alt.Chart(shown.drop_duplicates("alternative")).mark_text(fontWeight="bold")
    heading = say("chart_expected", language)
    beside = [
        expected.encode(x=alt.XValue(column), y=table.y, text="expected:N"),
        written(heading, column, -12, align="center", fontSize=SMALL, color=QUIET),
        written(
            say("chart_share_percent", language), -canvas.left, -12, fontSize=SMALL, color=QUIET
        ),
    ]
    title = say("chart_acceptability", language)
    layers = [*table.labels, cells, *texts, *beside]
    return finished(layers, canvas, title, subtitle, caption)


def _percent(share: float) -> str:
    """Return a share in percent: nothing for none at all, and no 0 for what does happen."""
    if share == 0:
        return ""
    return "<1" if share < 0.01 else f"{100 * share:.0f}"
