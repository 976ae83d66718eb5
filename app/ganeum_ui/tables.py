"""Tables and lines of a report on the screen: real tables, and text that is never markup."""

import math
from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING, Any, Literal

import streamlit as st

from ganeum.report.sections import LEFT, RIGHT, Column, Section
from ganeum.words import say
from ganeum_ui.state import language

if TYPE_CHECKING:
    import pandas as pd

MOST = 500  # rows of a frame
Tone = Literal["", "quiet", "answer"]


def lines(texts: Sequence[str], tone: Tone = "") -> None:
    """Show lines of text, one under the other."""
    if texts:
        st.html("".join(f'<p class="ganeum {tone}">{escape(text)}</p>' for text in texts))


def beside(text: str, side: Literal["left", "right"], *, stressed: bool = False) -> None:
    """Show a short text that leans to what stands on one side of it."""
    shown = f"<strong>{escape(text)}</strong>" if stressed else escape(text)
    st.html(f'<p class="ganeum {side}">{shown}</p>')


def section(part: Section, *, titled: bool = True) -> None:
    """Show a section: its title, its table and the lines under it."""
    caption = f"<caption>{escape(part.title)}</caption>" if titled else ""
    if part.rows:
        st.html(f'<div class="ganeum-scroll" tabindex="0">{_table(part, caption)}</div>')
    elif titled:
        st.html(f'<p class="ganeum"><strong>{escape(part.title)}</strong></p>')
    lines(part.lines, "quiet")


def _table(part: Section, caption: str) -> str:
    sides = [' class="right"' if column.side == RIGHT else "" for column in part.columns]
    heads = "".join(
        f'<th scope="col"{side}>{escape(column.heading)}</th>'
        for column, side in zip(part.columns, sides, strict=True)
    )
    rows = "".join(
        "<tr>"
        + "".join(f"<td{side}>{escape(cell)}</td>" for cell, side in zip(row, sides, strict=True))
        + "</tr>"
        for row in part.rows
    )
    return f'<table class="ganeum">{caption}<thead><tr>{heads}</tr></thead>{rows}</table>'


def frame(shown: "pd.DataFrame", headings: dict[str, str], digits: int = 3) -> None:
    """Show the columns of a frame that have a heading, numbers with so many digits."""
    more = []
    if len(shown) > MOST:
        more = [say("chart_first_of", language(), shown=MOST, count=len(shown))]
        shown = shown.head(MOST)
    columns = [
        Column(heading, RIGHT if _is_number(shown[name]) else LEFT)
        for name, heading in headings.items()
    ]
    values = zip(*(shown[name].tolist() for name in headings), strict=True)
    rows = [[_cell(value, digits) for value in row] for row in values]
    section(Section("", columns, rows, more), titled=False)


def _is_number(column: "pd.Series[Any]") -> bool:
    return column.dtype.kind in "if"


def _cell(value: object, digits: int) -> str:
    if isinstance(value, float):
        return "-" if math.isnan(value) else f"{value:.{digits}f}"
    return str(value)
