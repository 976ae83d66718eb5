"""Tables and lines of a report on the screen: real tables, and text that is never markup."""

import math
import re
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


def unmarked(text: str) -> str:
    r"""Return a text that a widget's label or help shows as it is, for Streamlit reads Markdown.

    >>> unmarked("A *bold* ![name](x)")
    'A \\*bold\\* \\!\\[name\\](x)'
    """
    return re.sub(r"([\\`*_\[\]<>$:~#!|])", r"\\\1", text)


def lines(texts: Sequence[str], tone: Tone = "") -> None:
    """Show lines of text, one under the other."""
    if texts:
        st.html(_lines(texts, tone))


def beside(text: str, side: Literal["left", "right"], *, stressed: bool = False) -> None:
    """Show a short text that leans to what stands on one side of it."""
    shown = f"<strong>{escape(text)}</strong>" if stressed else escape(text)
    st.html(f'<p class="ganeum {side}">{shown}</p>')


def section(part: Section, *, titled: bool = True) -> None:
    """Show a section: its title, its table and the lines under it."""
    sections([part], titled=titled)


def sections(parts: Sequence[Section], *, titled: bool = True) -> None:
    """Show sections one under the other, as one element: a browser is slow at many."""
    said = [_section(part, titled=titled) for part in parts]
    if any(said):
        st.html("".join(said))


def _lines(texts: Sequence[str], tone: Tone) -> str:
    return "".join(f'<p class="ganeum {tone}">{escape(text)}</p>' for text in texts)


def _section(part: Section, *, titled: bool) -> str:
    title = escape(part.title) if titled else ""
    under = _lines(part.lines, "quiet")
    if part.rows:
        table = _table(part, f"<caption>{title}</caption>" if titled else "")
        return f'<div class="ganeum-scroll" tabindex="0">{table}</div>{under}'
    return (f'<p class="ganeum"><strong>{title}</strong></p>' if titled else "") + under


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
