"""Ranks under several methods, normalisations or crosswalks, one line an alternative."""

import altair as alt
import pandas as pd

from ganeum.report.charts.fitting import width_of, wrapped
from ganeum.report.charts.picture import finished
from ganeum.report.charts.placed import Layer, written
from ganeum.report.charts.rows import first_of, named
from ganeum.report.charts.theme import BOLDER, INK, LINE, PICTURE, QUIET, SMALL, Canvas, tip
from ganeum.report.charts.weight_lines import LEADERS, OTHERS, Stroke
from ganeum.words import Language, say

STEP = 36
MOST = 40  # alternatives, the best under the first variant
WIDEST = 0.2  # of the picture, for the names at each side
BADGE = 420


def bump_chart(
    frame: pd.DataFrame, language: Language, *, subtitle: str, caption: str, width: int = PICTURE
) -> alt.LayerChart:
    """Return the ranks of alternatives from variant to variant, the best on top.

    Parameters
    ----------
    frame : DataFrame
        As `rank_paths_frame` makes it: column, variant, alternative, name, rank, rank_text, place.
    language, subtitle, caption, width
        As of `contribution_bars`.
    """
    frame, subtitle = first_of(frame, "alternative", MOST, subtitle, language)
    places = frame.groupby("column")["place"].rank().astype(int)
    frame = frame.assign(place=places)
    last = int(frame["column"].max())
    first, end = frame[frame["column"] == 0], frame[frame["column"] == last]
    called = named(frame, "alternative", "name")
    names = {key: wrapped(name, width * WIDEST, SMALL) for key, name in called.items()}
    longest = max(width_of(line, SMALL) for each in names.values() for line in each)
    room = int(BOLDER * longest) + 26
    plot = width - 2 * room
    labels = frame.drop_duplicates("column")["variant"]
    heads = [wrapped(label, plot / max(last, 1) - 6, SMALL) for label in labels]
    step = max(STEP, LINE * max(map(len, names.values())) + 4)
    canvas = Canvas(width, step * len(names), left=room, right=room, below=8)
    x = alt.X("column:Q", axis=None, scale=alt.Scale(domain=[0, max(last, 1)], nice=False))
    y = alt.Y(
        "place:Q",
        axis=None,
        scale=alt.Scale(domain=[0.5, len(names) + 0.5], reverse=True, nice=False),
    )
    leaders = list(named(frame[frame["rank"] == 1], "alternative", "name"))
    looks = {key: LEADERS[min(k, len(LEADERS) - 1)] for k, key in enumerate(leaders)}
    layers: list[Layer] = []
    tooltip = [
        tip("name", "alternative", language),
        tip("variant", "variant", language),
        tip("rank_text", "rank", language),
    ]
    others = frame.loc[~frame["alternative"].isin(leaders)]
    groups: list[tuple[pd.DataFrame, Stroke, bool]] = (
        [(others, OTHERS, False)] if len(others) else []
    )
    groups += [(frame.loc[frame["alternative"] == key], look, True) for key, look in looks.items()]
    for some, (colour, dash), leads in groups:
        own = alt.Chart(some).encode(x=x, y=y)
        line = own.mark_line(color=colour, strokeDash=dash, strokeWidth=2.6 if leads else 1.2)
        layers.append(line.encode(detail="alternative:N"))
        badge = own.mark_point(
            size=BADGE,
            opacity=1,
            fill=colour if leads else "white",
            stroke=colour,
            strokeWidth=1.2,
        )
        layers.append(badge.encode(tooltip=tooltip))
        figures = own.mark_text(color="white" if leads else INK, fontSize=SMALL)
        layers.append(figures.encode(text="rank_text:N"))
    for side, part in (("right", first), ("left", end)):
        at = -16 if side == "right" else canvas.plot + 16
        for key, place in zip(part["alternative"], part["place"], strict=True):
            middle = step * (place - 0.5) - LINE * (len(names[key]) - 1) / 2
            weight = "bold" if key in looks else "normal"
            layers.append(
                written(names[key], at, middle, align=side, fontSize=SMALL, fontWeight=weight)
            )
    for column, head in enumerate(heads):
        at = canvas.plot * column / max(last, 1)
        top = -LINE * len(head)
        layers.append(written(head, at, top, align="center", fontSize=SMALL, color=QUIET))
    title = say("chart_bump", language)
    return finished(layers, canvas, title, subtitle, caption)
