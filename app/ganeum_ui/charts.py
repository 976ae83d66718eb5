"""Charts of the report on the screen, each with the table behind it."""

from collections.abc import Callable, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, cast

import streamlit as st

from ganeum.words import say
from ganeum_ui import state, tables

if TYPE_CHECKING:
    import altair as alt
    import pandas as pd

    from ganeum.report.sections import Section

WIDE, BESIDE = 960, 760  # pixels of a chart on a page of its own, and beside the weights

Draw = Callable[[], "alt.LayerChart"]


def chart(
    name: str, shows: Sequence[str], draw: Draw, *, select: Callable[[], None] | None = None
) -> None:
    """Show a chart, drawn once for the same content.

    Parameters
    ----------
    name : str
        The key of the chart, no two alike on a page.
    shows : sequence of str
        What tells its content from that of any other chart of the name: digest, sector and so on.
    draw : callable
    select : callable, optional
        Called when something in the chart is clicked on.
    """
    spec = _spec((name, state.language(), *shows), draw)
    screen: Any = st  # its types leave out those of libraries that are not installed
    screen.vega_lite_chart(
        spec, theme=None, width="content", key=f"chart_{name}", on_select=select or "ignore"
    )


@st.cache_data(show_spinner=False, max_entries=200)
def _spec(shows: tuple[str, ...], _draw: Draw) -> dict[str, Any]:  # noqa: ARG001
    _quick()
    spec = _draw().to_dict(validate=False)
    # Vega's own way; Streamlit would squeeze a chart, legend and all, into the plot's height
    return {**spec, "autosize": {"type": "pad", "contains": "padding"}}


@cache
def _quick() -> None:
    """Leave out what Altair checks and what it does to frames of any kind: half of its time.

    Tests draw and validate every chart; the report's frames hold text, numbers and nothing else.
    """
    import altair as alt
    from altair.utils import schemapi

    schemapi.disable_debug_mode()
    transformers: Any = alt.data_transformers  # whose types are unknown in part
    transformers.register("records", _records)
    transformers.enable("records")


def _records(data: Any) -> Any:
    if isinstance(data, dict):
        return cast("dict[str, Any]", data)
    rows: list[dict[str, Any]] = data.to_dict(orient="records")
    # a number that is missing is unlike itself, and null to Vega
    return {"values": [{k: v if v == v else None for k, v in row.items()} for row in rows]}


def table(frame: "pd.DataFrame", headings: dict[str, str], digits: int = 3) -> None:
    """Offer the table behind a chart: a frame's columns under headings, folded away."""
    with folded():
        tables.frame(frame, headings, digits)


def sections(parts: "Sequence[Section]") -> None:
    """Offer sections of the report as the table behind a chart, folded away."""
    with folded():
        tables.sections(parts)


def folded() -> Any:
    """Return the place for what is behind a chart."""
    return st.expander(say("show_table", state.language()), icon=":material/table:")
