"""A whole picture: layers with a title above and a caption underneath."""

from collections.abc import Sequence

import altair as alt

from ganeum.report.charts.fitting import wrapped
from ganeum.report.charts.placed import Layer, gathered, written
from ganeum.report.charts.theme import (
    FONT,
    GAP,
    INK,
    LINE,
    PALE,
    QUIET,
    RULE,
    SMALL,
    TEXT,
    TITLE,
    Canvas,
)


def finished(
    layers: Sequence[Layer],
    canvas: Canvas,
    title: str,
    subtitle: str,
    caption: str,
    *,
    apart: bool = False,
) -> alt.LayerChart:
    """Return layers as one chart with its title above and its caption underneath.

    Layers share their x axis unless they are kept `apart`: then each brings its whole scale.
    Altair copies layers of layers again and again, so that none are nested for it.

    The caption is a layer of text under the axis, since Vega-Lite has none of its own; a chart of
    one view, not of several side by side, can be clicked on in the app.
    """
    foot = written(
        wrapped(caption, canvas.width, SMALL),
        -canvas.left,
        canvas.height + canvas.below,
        baseline="top",
        fontSize=SMALL,
        color=QUIET,
    )
    head = alt.TitleParams(
        text=wrapped(title, canvas.width, TITLE),
        subtitle=wrapped(subtitle, canvas.width, TEXT),
        anchor="start",
        frame="group",
        dx=-canvas.left,
        offset=GAP,
    )
    scale = alt.ScaleResolveMap(x="independent" if apart else "shared")
    return alt.LayerChart(
        layer=gathered([*layers, foot]),
        resolve=alt.Resolve(scale=scale),
        width=canvas.plot,
        height=canvas.height,
        title=head,
        description=f"{title}. {subtitle}. {caption}",
        config=_config(),
    )


def _config() -> alt.Config:
    return alt.Config(
        font=FONT,
        background="white",
        padding=GAP,
        lineBreak="\n",
        view=alt.ViewConfig(stroke=None),
        text=alt.MarkConfig(font=FONT, fontSize=TEXT, color=INK),
        title=alt.TitleConfig(
            font=FONT,
            fontSize=TITLE,
            lineHeight=TITLE + 5,
            color=INK,
            subtitleFont=FONT,
            subtitleFontSize=TEXT,
            subtitleLineHeight=LINE + 1,
            subtitleColor=QUIET,
            subtitlePadding=5,
        ),
        axis=alt.AxisConfig(
            labelFont=FONT,
            titleFont=FONT,
            labelFontSize=SMALL,
            titleFontSize=SMALL,
            titleFontWeight="normal",
            titleColor=QUIET,
            labelColor=QUIET,
            labelLimit=0,
            titleLimit=0,
            domainColor=RULE,
            tickColor=RULE,
            gridColor=PALE,
        ),
    )


def empty(message: str, width: int, title: str, subtitle: str, caption: str) -> alt.LayerChart:
    """Return a chart that says why it shows nothing."""
    canvas = Canvas(width, height=50, below=10)
    said = written(wrapped(message, width, TEXT), 0, 10, baseline="top")
    return finished([said], canvas, title, subtitle, caption)
