"""Charts as pictures, with Korean text on a machine without Korean fonts."""

import functools
from collections.abc import Mapping
from pathlib import Path
from typing import cast

import altair as alt

from ganeum.problems import printable

FONTS = Path(__file__).resolve().parent.parent / "fonts"
VERSION = ".".join(alt.SCHEMA_VERSION.removeprefix("v").split(".")[:2])


def png(chart: alt.TopLevelMixin, scale: float = 2) -> bytes:
    """Return a chart as PNG, the same bytes each time.

    Parameters
    ----------
    chart : Altair chart
    scale : float, default 2
        Pixels of the picture for a pixel of the chart, above 0.
    """
    import vl_convert

    _register_fonts()
    return vl_convert.vegalite_to_png(
        _specification(chart), vl_version=VERSION, scale=scale, allowed_base_urls=[]
    )


def svg(chart: alt.TopLevelMixin) -> str:
    """Return a chart as SVG, the same text each time; it needs the font where it is shown."""
    import vl_convert

    _register_fonts()
    return vl_convert.vegalite_to_svg(
        _specification(chart), vl_version=VERSION, allowed_base_urls=[]
    )


@functools.cache
def _register_fonts() -> None:
    """Make the shipped fonts known to the converter, once in a process."""
    import vl_convert

    vl_convert.register_font_directory(str(FONTS))


def _specification(chart: alt.TopLevelMixin) -> dict[str, object]:
    """Return the Vega-Lite specification without the characters that no XML file may hold.

    Altair's own validation would take half of the time; the tests do it once for every chart.
    """
    return cast("dict[str, object]", _clean(chart.to_dict(validate=False)))


def _clean(value: object) -> object:
    if isinstance(value, str):
        return "\n".join(printable(line) for line in value.split("\n"))
    if isinstance(value, Mapping):
        items = cast("Mapping[str, object]", value).items()
        return {str(_clean(key)): _clean(item) for key, item in items}
    if isinstance(value, list):
        return [_clean(item) for item in cast("list[object]", value)]
    return value
