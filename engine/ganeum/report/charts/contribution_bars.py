"""AHP scores as bars split by policy area, with TOPSIS closeness beside them."""

import altair as alt
import pandas as pd

from ganeum.report.charts.fitting import width_of
from ganeum.report.charts.legend import Entry, code, legend
from ganeum.report.charts.picture import finished
from ganeum.report.charts.placed import Layer
from ganeum.report.charts.rows import Rows, first_of, named, rows
from ganeum.report.charts.theme import (
    INK,
    PALE,
    PICTURE,
    QUIET,
    RULE,
    SMALL,
    TEXT,
    Canvas,
    Look,
    colours,
    dark,
    tip,
)
from ganeum.words import Language, say

MOST = 60  # alternatives, the best
SCORE_ROOM, CLOSENESS_ROOM = 46, 62  # pixels for the figures at the ends of bars
BESIDE = 0.3  # share of the plot that closeness takes
SIGN = TEXT + 2
VISIBLE = 5e-4  # a score that moved by less looks the same


def contribution_bars(
    frame: pd.DataFrame,
    language: Language,
    *,
    subtitle: str,
    caption: str,
    width: int = PICTURE,
    select: str = "",
) -> alt.LayerChart:
    """Return each alternative's AHP score split by policy area, best first.

    Parameters
    ----------
    frame : DataFrame
        As `contributions_frame` makes it: one row an alternative and criterion, best alternative
        first, with alternative, name, rank_text, score, criterion, area, contribution, closeness,
        closeness_rank_text. Where closeness is missing, AHP is shown alone. With score_before and
        rank_before_text a score that moved stands in grey behind, a moved rank says what it was.
    language : {"ko", "en"}
    subtitle : str
        Sector and method.
    caption : str
        What was varied and what was held fixed.
    width : int
        Of the whole picture, in pixels.
    select : str, optional
        The name of the selection to which a click on a bar adds its `alternative`.
    """
    frame, subtitle = first_of(frame, "alternative", MOST, subtitle, language)
    one = frame.drop_duplicates("alternative").set_index("alternative")
    areas = named(frame, "criterion", "area")
    table = rows(
        "alternative",
        named(frame, "alternative", "name"),
        leads=named(frame, "alternative", "rank_text"),
        widest=int(width * 0.27),
        step=36,
    )
    fills = colours(len(areas))
    entries = [
        Entry(
            f"{code(k)} {area}", [{"shape": "square", "size": 150, "fill": fill, "stroke": QUIET}]
        )
        for k, (area, fill) in enumerate(zip(areas.values(), fills, strict=True))
    ]
    canvas = Canvas(width, table.height, left=table.left)
    both = bool(one["closeness"].notna().all())
    end = (int(canvas.plot * (1 - BESIDE)) - 12 if both else canvas.plot) - SCORE_ROOM
    split = _segments(frame, list(areas), fills)
    lowest = min(0.0, float(split["start"].min()), float(split["end"].min()))
    highest = max(0.0, float(split["end"].max()), float(split["start"].max()))
    if "score_before" in frame:
        highest = max(highest, float(frame["score_before"].max()))  # missing ones are passed over
    reach = highest - lowest or 1.0
    room = [width_of(each, SIGN) for each in split["code"]]
    split["fits"] = split["contribution"].abs() * end / reach > room
    x = alt.X(
        "start:Q",
        axis=alt.Axis(title=say("score_ahp", language), tickCount=4, grid=False, orient="bottom"),
        scale=alt.Scale(domain=[lowest, lowest + reach], range=[0, end], nice=False),
    )
    bars = alt.Chart(split[split["contribution"] != 0]).mark_bar(
        size=22, stroke="white", strokeWidth=1
    )
    if select:
        bars = bars.add_params(alt.selection_point(name=select, fields=["alternative"]))
    ghosts, mark_of_ghosts = _ghosts(frame, table, x, language)
    entries += mark_of_ghosts
    layers: list[Layer] = [
        *ghosts,
        bars.encode(
            y=table.y,
            x=x,
            x2=alt.X2("end:Q"),
            color=alt.Color("fill:N", scale=None, legend=None),
            tooltip=[
                tip("name", "alternative", language),
                tip("area", "area", language),
                tip("contribution", "contribution", language, ".4f"),
                tip("score", "score_ahp", language, ".4f"),
            ],
        ),
    ]
    for ink in ("white", INK):
        mark = alt.Chart(split[split["fits"] & (split["ink"] == ink)])
        mark = mark.mark_text(color=ink, fontSize=SIGN)
        layers.append(mark.encode(y=table.y, x=_same(x, "middle"), text=alt.Text("code:N")))
    tips = split.groupby("alternative")["end"].max().clip(lower=0)
    totals = one.assign(tip=tips, text=[f"{score:.3f}" for score in one["score"]]).reset_index()
    mark = alt.Chart(totals).mark_text(align="left", dx=5, fontWeight="bold")
    layers.append(mark.encode(y=table.y, x=_same(x, "tip"), text=alt.Text("text:N")))
    if both:
        layers += _closeness(totals, table.y, canvas, language)
    return finished(
        [*table.labels, *layers, *legend(entries, -table.left, width)],
        canvas,
        say("chart_contributions", language),
        subtitle,
        caption,
        apart=True,
    )


def _ghosts(
    frame: pd.DataFrame, table: Rows, x: alt.X, language: Language
) -> tuple[list[alt.Chart], list[Entry]]:
    """Return outlines of the scores as they were and the ranks that moved, with their legend."""
    if "score_before" not in frame:
        return [], []
    one = frame.drop_duplicates("alternative").assign(start=0.0)
    scores = one[(one["score_before"] - one["score"]).abs() > VISIBLE]
    places = one[(one["rank_before_text"] != one["rank_text"]) & (one["rank_before_text"] != "")]
    grey: Look = {"fill": PALE, "stroke": RULE, "strokeWidth": 1}
    layers: list[alt.Chart] = []
    entries: list[Entry] = []
    if len(scores):
        mark = alt.Chart(scores).mark_bar(size=30, **grey)
        layers.append(mark.encode(y=table.y, x=_same(x, "start"), x2=alt.X2("score_before:Q")))
        shape: Look = {"shape": "square", "size": 150, **grey}
        entries.append(Entry(say("chart_before", language), [shape]))
    if len(places):
        was = [say("chart_was", language, rank=each) for each in places["rank_before_text"]]
        mark = alt.Chart(places.assign(was=was)).mark_text(
            align="left", dy=14, fontSize=SMALL - 1, color=QUIET
        )
        layers.append(mark.encode(y=table.y, x=alt.XValue(-table.left), text=alt.Text("was:N")))
    return layers, entries


def _same(x: alt.X, column: str) -> alt.X:
    """Return another column on the same scale; one layer shows the axis for all."""
    other = x.copy()
    other["shorthand"], other["axis"] = f"{column}:Q", None
    return other


def _segments(frame: pd.DataFrame, order: list[str], fills: list[str]) -> pd.DataFrame:
    """Return where each segment of a bar begins and ends: what is negative goes to the left."""
    split = frame.copy()
    below = split["contribution"] < 0
    split["end"] = split.groupby(["alternative", below])["contribution"].cumsum()
    split["start"] = split["end"] - split["contribution"]
    split["middle"] = (split["start"] + split["end"]) / 2
    places = [order.index(criterion) for criterion in split["criterion"]]
    split["fill"] = [fills[place] for place in places]
    split["ink"] = ["white" if dark(fill) else INK for fill in split["fill"]]
    split["code"] = [code(place) for place in places]
    return split


def _closeness(
    frame: pd.DataFrame, y: alt.Y, canvas: Canvas, language: Language
) -> list[alt.Chart]:
    start = int(canvas.plot * (1 - BESIDE))
    x = alt.X(
        "zero:Q",
        axis=alt.Axis(
            title=say("chart_closeness", language),
            values=[0, 0.5, 1],
            format="~g",
            orient="bottom",
        ),
        scale=alt.Scale(domain=[0, 1], range=[start, canvas.plot - CLOSENESS_ROOM]),
    )
    texts = [
        f"{value:.2f} ({rank})"
        for value, rank in zip(frame["closeness"], frame["closeness_rank_text"], strict=True)
    ]
    base = alt.Chart(frame.assign(text=texts, zero=0.0)).encode(y=y)
    point = base.mark_point(shape="diamond", size=70, filled=True, color=INK, opacity=1)
    return [
        base.mark_rule(color=QUIET).encode(x=x, x2=alt.X2("closeness:Q")),
        point.encode(
            x=_same(x, "closeness"),
            tooltip=[
                tip("name", "alternative", language),
                tip("closeness", "score_topsis", language, ".4f"),
                tip("closeness_rank_text", "rank_topsis", language),
            ],
        ),
        base.mark_text(align="left", dx=9, fontSize=SMALL).encode(
            x=_same(x, "closeness"), text=alt.Text("text:N")
        ),
    ]
