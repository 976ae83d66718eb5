"""Scores of alternatives while the weight of one policy area moves, with every exact crossing."""

from dataclasses import replace

import altair as alt
import pandas as pd

from ganeum.report.charts.fitting import apart, width_of, wrapped
from ganeum.report.charts.frames.weight_path import WeightPath
from ganeum.report.charts.picture import empty, finished
from ganeum.report.charts.placed import Layer, sign, written
from ganeum.report.charts.rows import first_of
from ganeum.report.charts.theme import (
    BOLDER,
    FOUR,
    INK,
    LINE,
    PICTURE,
    QUIET,
    SMALL,
    STRESS,
    Canvas,
    tip,
)
from ganeum.words import Language, say

HEIGHT = 380
MOST = 30  # alternatives
LEFT, WIDEST = 46, 190
TO_NAME = 26  # pixels between the end of a line and its name
AXIS = 42
Stroke = tuple[str, list[int]]  # colour and dash
# those who lead somewhere differ by colour, dash and weight; the others are thin and grey
LEADERS: tuple[Stroke, ...] = (
    (FOUR[0], [1, 0]),
    (FOUR[1], [8, 3]),
    ("#2f6f9f", [2, 2]),
    ("#5a3d7a", [9, 3, 2, 3]),
    ("#7d5a00", [4, 2, 1, 2]),
)
OTHERS: Stroke = ("#8c8c8c", [1, 0])


def weight_lines(
    path: WeightPath, language: Language, *, subtitle: str, caption: str, width: int = PICTURE
) -> alt.LayerChart:
    """Return scores along the weight of one area, names at the ends of the lines.

    Parameters
    ----------
    path : WeightPath
        As `weight_path` makes it. Without a path it is said that there is none.
    language, subtitle, caption, width
        As of `contribution_bars`.
    """
    title = say("chart_lines", language, area=path.area)
    if path.lines.empty:
        message = say("chart_no_path", language, area=path.area)
        return empty(message, width, title, subtitle, caption)
    looks = _looks(path)
    path, subtitle = _best(path, list(looks), subtitle, language)
    ends = path.lines[path.lines["weight"] == 1.0].reset_index(drop=True)
    names = [wrapped(name, WIDEST, SMALL) for name in ends["name"]]
    beside = BOLDER * max(width_of(line, SMALL) for each in names for line in each)
    height = max(HEIGHT, LINE * sum(map(len, names)))
    right = int(beside) + TO_NAME + 6
    notes = _notes(path, language, width)
    below = AXIS + (LINE * sum(map(len, notes)) + 12 if notes else 0)
    canvas = Canvas(width, height, left=LEFT, right=right, below=below)
    low, high = float(path.lines["score"].min()), float(path.lines["score"].max())
    edge = 0.03 * (high - low) or 0.05
    bottom, top = low - edge, high + edge
    x = alt.X(
        "weight:Q",
        axis=alt.Axis(
            title=say("chart_weight_of", language, area=path.area),
            labelExpr="format(100*datum.value,'.0f')",
            grid=False,
        ),
        scale=alt.Scale(domain=[0, 1], nice=False),
    )
    y = alt.Y(
        "score:Q",
        axis=alt.Axis(title=say("score", language), tickCount=5),
        scale=alt.Scale(domain=[bottom, top], nice=False),
    )
    layers = [*_lines(path, looks, x, y, language)]
    pixels = [height * (top - score) / (top - bottom) for score in ends["score"]]
    layers += _names(ends, names, pixels, looks, canvas)
    layers += _marks(path, canvas, language)
    row = float(height + AXIS + 8)
    for lines in notes:
        layers.append(sign(6 - LEFT, row, shape="diamond", size=50, fill=STRESS, stroke=STRESS))
        layers.append(written(lines, 18 - LEFT, row, color=INK, fontSize=SMALL))
        row += LINE * len(lines)
    return finished(layers, canvas, title, subtitle, caption)


def _best(
    path: WeightPath, leaders: list[str], subtitle: str, language: Language
) -> tuple[WeightPath, str]:
    """Return a path with whoever leads somewhere, then the best at the present weight."""
    now = path.lines[path.lines["weight"] == path.present].sort_values("score", ascending=False)
    order = list(dict.fromkeys([*leaders, *now["alternative"]]))
    if len(order) <= MOST:
        return path, subtitle
    place = {key: k for k, key in enumerate(order)}
    lines = path.lines.sort_values("alternative", key=lambda keys: keys.map(place), kind="stable")
    lines, subtitle = first_of(lines, "alternative", MOST, subtitle, language)
    known = set(lines["name"])
    crossings = path.crossings
    both = crossings["above"].isin(known) & crossings["below"].isin(known)
    return replace(path, lines=lines, crossings=crossings[both]), subtitle


def _notes(path: WeightPath, language: Language, width: int) -> list[list[str]]:
    columns = ["weight", "before", "after"]
    return [
        wrapped(
            say("chart_change", language, weight=f"{100 * turn:.1f}", before=before, after=after),
            width - 20,
            SMALL,
        )
        for turn, before, after in path.changes[columns].itertuples(index=False)
    ]


def _looks(path: WeightPath) -> dict[str, Stroke]:
    """Return colour and dash of everybody who leads somewhere, in the order of leading."""
    within = path.lines[path.lines["weight"].between(0, 1, inclusive="neither")]
    best = within.groupby("weight")["score"].transform("max")
    first = within[within["score"] == best].sort_values("weight", kind="stable")
    leaders = list(dict.fromkeys(first["alternative"]))
    return {key: LEADERS[min(k, len(LEADERS) - 1)] for k, key in enumerate(leaders)}


def _lines(
    path: WeightPath,
    looks: dict[str, Stroke],
    x: alt.X,
    y: alt.Y,
    language: Language,
) -> list[alt.Chart]:
    others = path.lines[~path.lines["alternative"].isin(list(looks))]
    groups: list[tuple[pd.DataFrame, Stroke, float]] = [(others, OTHERS, 1.0)]
    for key, look in looks.items():
        groups.append((path.lines[path.lines["alternative"] == key], look, 2.4))
    tooltip = [
        tip("name", "alternative", language),
        tip("weight", "weight", language, ".1%"),
        tip("score", "score", language, ".4f"),
    ]
    layers = [
        alt.Chart(frame)
        .mark_line(color=colour, strokeDash=dash, strokeWidth=thick)
        .encode(x=x, y=y, detail="alternative:N", tooltip=tooltip)
        for frame, (colour, dash), thick in groups
        if len(frame)
    ]
    swap = [
        tip("weight", "weight", language, ".3%"),
        tip("above", "chart_ahead_above", language),
        tip("below", "chart_ahead_below", language),
    ]
    for turning, shape, size, fill in (
        (False, "circle", 14, "white"),
        (True, "diamond", 90, STRESS),
    ):
        some = path.crossings[path.crossings["changes_first"].astype(bool) == turning]
        if len(some):
            point = alt.Chart(some).mark_point(
                shape=shape, size=size, fill=fill, stroke="white" if turning else QUIET, opacity=1
            )
            layers.append(point.encode(x=x, y=y, tooltip=swap))
    return layers


def _names(
    ends: pd.DataFrame,
    names: list[list[str]],
    pixels: list[float],
    looks: dict[str, Stroke],
    canvas: Canvas,
) -> list[Layer]:
    """Return names beside the ends of the lines, moved apart, each with a thin line to its own."""
    one = [(pixel, k) for k, pixel in enumerate(pixels) for _ in names[k]]
    spread = apart([pixel for pixel, _ in one], LINE, 0, canvas.height)
    links: list[tuple[str, float, float]] = []
    layers: list[Layer] = []
    for k, key in enumerate(ends["alternative"]):
        rows = [place for place, (_, owner) in zip(spread, one, strict=True) if owner == k]
        middle = sum(rows) / len(rows)
        links.append((looks.get(key, OTHERS)[0], pixels[k], middle))
        layers.append(
            written(
                names[k],
                canvas.plot + TO_NAME,
                rows[0],
                fontSize=SMALL,
                color=INK if key in looks else QUIET,
                fontWeight="bold" if key in looks else "normal",
            )
        )
    frame = pd.DataFrame(links, columns=["colour", "from", "to"])
    link = alt.Chart(frame).mark_rule(strokeWidth=0.8)
    layers.append(
        link.encode(
            x=alt.XValue(canvas.plot + 2),
            x2=alt.X2Value(canvas.plot + TO_NAME - 4),
            y=alt.Y("from:Q", scale=None, axis=None),
            y2="to:Q",
            color=alt.Color("colour:N", scale=None, legend=None),
        )
    )
    return layers


def _marks(path: WeightPath, canvas: Canvas, language: Language) -> list[Layer]:
    """Return rules at the present weight and where the first place changes, labelled on top."""
    turns = [float(turn) for turn in path.changes["weight"]]
    at = [path.present, *turns]
    texts = [say("chart_now", language, weight=f"{100 * path.present:.1f}")]
    texts += [f"{100 * turn:.1f}" for turn in turns]
    order = sorted(range(len(at)), key=lambda i: at[i])
    wanted = [at[i] * canvas.plot for i in order]
    gap = max(width_of(text, SMALL) for text in texts) / 2 + 22
    spread = apart(wanted, gap, 0, canvas.plot)
    layers: list[Layer] = []
    for i, place in zip(order, spread, strict=True):
        colour, dash = (INK, [1, 0]) if i == 0 else (STRESS, [5, 3])
        rule = alt.Chart(alt.Data(values=[{}])).mark_rule(color=colour, strokeDash=dash)
        layers.append(
            rule.encode(
                x=alt.XValue(at[i] * canvas.plot), y=alt.YValue(0), y2=alt.Y2Value(canvas.height)
            )
        )
        layers.append(
            written(
                texts[i],
                place,
                -10,
                align="center",
                fontSize=SMALL,
                color=colour,
                fontWeight="bold",
            )
        )
    return layers
