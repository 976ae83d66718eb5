"""Who is first for every way in which three policy areas can share their weight."""

import math
from collections.abc import Iterator

import altair as alt

from ganeum.report.charts.fitting import width_of, wrapped
from ganeum.report.charts.frames.weight_triangle import WeightTriangle
from ganeum.report.charts.picture import finished
from ganeum.report.charts.placed import Layer, sign, written
from ganeum.report.charts.theme import (
    BOLDER,
    GAP,
    INK,
    LINE,
    PICTURE,
    QUIET,
    SMALL,
    TEXT,
    TINTS,
    Canvas,
    Look,
    tip,
)
from ganeum.words import Language, say

SIDE = 0.6  # of the picture's width
SHAPES = (
    "circle",
    "cross",
    "triangle-up",
    "square",
    "diamond",
    "triangle-down",
    "triangle-right",
    "triangle-left",
)
LEFT, BELOW = 34, 44
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
SAME_DOT = 0.003
TIE = "#555555"


def weight_triangle(
    triangle: WeightTriangle,
    language: Language,
    *,
    subtitle: str,
    caption: str,
    width: int = PICTURE,
) -> alt.LayerChart:
    """Return the triangle of three areas' weights, regions marked by who is first there.

    Parameters
    ----------
    triangle : WeightTriangle
        As `weight_triangle_frames` makes it.
    language, subtitle, caption, width
        As of `contribution_bars`. What is fixed and how finely borders are found is added to the
        subtitle.
    """
    side = int(width * SIDE)
    height = int(side * math.sqrt(0.75))
    key, end = _key(triangle, side, language, width)
    below = max(BELOW, int(end) - height)
    canvas = Canvas(width, height, left=LEFT, right=width - LEFT - side, below=below)
    x = alt.X("x:Q", axis=None, scale=alt.Scale(domain=[0, 1], nice=False))
    y = alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[0, height / side], nice=False))
    names = dict(zip(triangle.winners["region"], triangle.winners["name"], strict=True))
    outlines = triangle.outlines.assign(
        name=triangle.outlines["region"].map(names),
        fill=[TINTS[int(region) % len(TINTS)] for region in triangle.outlines["region"]],
    )
    layers: list[Layer] = []
    for _, ring in outlines.groupby("ring", sort=True):
        shape = alt.Chart(ring).mark_line(
            filled=True,
            interpolate="linear-closed",
            stroke=TIE,
            strokeWidth=1.1,
            opacity=1,
            fillOpacity=1,
            fill=str(ring["fill"].iloc[0]),
        )
        layers.append(
            shape.encode(x=x, y=y, order="order:O", tooltip=[tip("name", "first_place", language)])
        )
    layers += _texture(triangle, x, y)
    layers += _names(triangle, side, height)
    layers += _dots(triangle, x, y, language)
    layers += _corners(triangle, side, height)
    notes = [
        subtitle,
        *(
            say("chart_held", language, area=area, weight=f"{100 * weight:.1f}")
            for area, weight in triangle.fixed
        ),
        say("chart_exact_borders", language)
        if triangle.resolution == 1
        else say("chart_grid", language, steps=triangle.resolution),
    ]
    title = say("chart_triangle", language)
    return finished([*layers, *key], canvas, title, " · ".join(notes), caption)


def _shape(region: int) -> Look:
    """Return a region's sign: eight shapes by turns hollow and filled, then the other way round."""
    hollow = (region + region // len(SHAPES)) % 2 == 0
    return {
        "shape": SHAPES[region % len(SHAPES)],
        "fill": "white" if hollow else TIE,
        "stroke": TIE,
    }


def _texture(triangle: WeightTriangle, x: alt.X, y: alt.Y) -> list[Layer]:
    """Return the signs of the regions, spread over them, so that they differ without colour."""
    layers: list[Layer] = []
    for region, points in triangle.texture.groupby("region", sort=True):
        look = _shape(int(str(region)))
        mark = alt.Chart(points).mark_point(size=26, opacity=0.85, strokeWidth=1, **look)
        layers.append(mark.encode(x=x, y=y))
    return layers


def _names(triangle: WeightTriangle, side: int, height: int) -> list[Layer]:
    """Return the names of the regions that have room for them, on a light ground."""
    layers: list[Layer] = []
    for row in triangle.winners.to_dict("records"):
        room = float(row["room"]) * side
        lines = _fitting(str(row["name"]), room)
        x, middle = float(row["x"]) * side, height - float(row["y"]) * side
        for halo in ({"stroke": "white", "strokeWidth": 5, "strokeJoin": "round"}, {}):
            top = middle - LINE * (len(lines) - 1) / 2
            if lines:
                layers.append(written(lines, x, top, align="center", fontWeight="bold", **halo))
    return layers


def _fitting(name: str, room: float) -> list[str]:
    """Return a name in the fewest lines that a circle of a radius holds, or none at all.

    The list beside the triangle has every name: none is broken within a word to have it twice.
    """
    longest = max(width_of(word, TEXT) for word in name.split())
    for width in (2.2 * room, 1.7 * room, 1.3 * room):
        if longest > width:
            break
        lines = wrapped(name, width, TEXT)
        widest = BOLDER * max(width_of(line, TEXT) for line in lines)
        if math.hypot(widest / 2, LINE * len(lines) / 2) <= 1.1 * room:
            return lines
    return []


def _dots(triangle: WeightTriangle, x: alt.X, y: alt.Y, language: Language) -> list[Layer]:
    """Return the weightings as lettered dots, the present one dark and on top."""
    columns = ["first", "second", "third"]
    shares = [
        " · ".join(
            f"{area} {100 * triangle.budget * share:.1f} %"
            for area, share in zip(triangle.corners["area"], three, strict=True)
        )
        for three in triangle.dots[columns].itertuples(index=False)
    ]
    letters = [LETTERS[k] for k in range(len(shares))]
    dots = triangle.dots.assign(letter=letters, shares=shares)
    tooltip = [tip("label", "chart_dots", language), tip("shares", "weight", language)]
    layers: list[Layer] = []
    for present, fill, ink in ((False, "white", INK), (True, INK, "white")):
        some = alt.Chart(dots[(dots["kind"] == "present") == present]).encode(x=x, y=y)
        dot = some.mark_point(size=230, opacity=1, fill=fill, stroke=INK, strokeWidth=1.6)
        layers.append(dot.encode(tooltip=tooltip))
        letter = some.mark_text(color=ink, fontSize=SMALL, fontWeight="bold")
        layers.append(letter.encode(text="letter:N"))
    return layers


def _corners(triangle: WeightTriangle, side: int, height: int) -> list[Layer]:
    full = f"{100 * triangle.budget:.1f} %"
    layers: list[Layer] = []
    for row, align, dx, dy in zip(
        triangle.corners.to_dict("records"),
        ("left", "right", "center"),
        (-LEFT, LEFT, 0),
        (18, 18, -14),
        strict=True,
    ):
        x, y = float(row["x"]) * side, height - float(row["y"]) * side
        lines = wrapped(f"{row['area']} {full}", side / 2 + LEFT - GAP, TEXT)
        top = y + dy - (LINE * (len(lines) - 1) if dy < 0 else 0)
        layers.append(written(lines, x + dx, top, align=align, fontWeight="bold"))
    return layers


def _key(
    triangle: WeightTriangle, side: int, language: Language, width: int
) -> tuple[list[Layer], float]:
    """Return what the signs and the dots mean, beside the triangle, and where that ends."""
    left = side + 30
    room = width - LEFT - left - 20
    layers: list[Layer] = [written(say("chart_regions", language), left, 0, fontWeight="bold")]
    top = 22.0
    for row in triangle.winners.to_dict("records"):
        region = int(row["region"])
        fill = TINTS[region % len(TINTS)]
        lines = wrapped(f"{row['name']} {_share(float(row['share']))}", room, SMALL)
        layers.append(sign(left + 7, top, shape="square", size=200, fill=fill, stroke=QUIET))
        layers.append(sign(left + 7, top, size=32, **_shape(region)))
        layers.append(written(lines, left + 22, top, fontSize=SMALL))
        top += LINE * len(lines) + 5
    top += 36
    layers.append(written(say("chart_dots", language), left, top - 22, fontWeight="bold"))
    bold: Look = {"align": "center", "fontSize": SMALL - 1, "fontWeight": "bold"}
    for place, letter, label, present in _lettered(triangle):
        fill, ink = (INK, "white") if present else ("white", INK)
        lines = wrapped(label if letter == LETTERS[place] else f"{label} (= {letter})", room, SMALL)
        layers.append(sign(left + 7, top, size=190, fill=fill, stroke=INK, strokeWidth=1.4))
        layers.append(written(LETTERS[place], left + 7, top, color=ink, **bold))
        layers.append(written(lines, left + 22, top, fontSize=SMALL))
        top += LINE * len(lines) + 5
    if triangle.fixed:
        note = wrapped(say("chart_dots_note", language), room + 20, SMALL - 1)
        layers.append(written(note, left, top + 6, fontSize=SMALL - 1, color=QUIET))
        top += 6 + LINE * len(note)
    return layers, top


def _lettered(triangle: WeightTriangle) -> Iterator[tuple[int, str, str, bool]]:
    """Yield each dot's place, the letter of the first dot where it lies, its label and kind."""
    dots = triangle.dots
    for place, (x, y, label, kind) in enumerate(
        zip(dots["x"], dots["y"], dots["label"], dots["kind"], strict=True)
    ):
        near = ((dots["x"] - x).abs() < SAME_DOT) & ((dots["y"] - y).abs() < SAME_DOT)
        yield place, LETTERS[int(near.argmax())], str(label), kind == "present"


def _share(share: float) -> str:
    return "<1 %" if share < 0.01 else f"{100 * share:.0f} %"
