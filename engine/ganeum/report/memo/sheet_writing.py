"""Cells of a spreadsheet: text that stays text, numbers with their look, columns wide enough."""

from collections.abc import Mapping, Sequence
from typing import Any

from rich.cells import cell_len

from ganeum.problems import printable
from ganeum.report.memo.paper import FONT

Workbook = Any  # of XlsxWriter, which has too few types
NARROWEST, WIDEST = 8, 52  # columns, in half-width characters; longer text is broken into lines
HEADING_WIDEST = 18
LINE_WIDEST = 110  # of the text of a memo
LINE = 16  # points that a line of text is high; programs do not agree on when to measure it
LONGEST = 32_000  # characters of a cell; Excel refuses more than 32,767
HEADING, OPEN, RULE, QUIET = "#DDE6EE", "#FFF6CC", "#B8B8B8", "#595959"

Look = Mapping[str, object]

_BOXED: Look = {"border": 1, "border_color": RULE}
_HEADING: Look = {**_BOXED, "bold": True, "bg_color": HEADING, "align": "center", "text_wrap": True}
LOOKS: Mapping[str, Look] = {
    "title": {"bold": True, "font_size": 14},
    "note": {"font_color": QUIET},
    "line": {"text_wrap": True, "valign": "top"},
    "under": {"text_wrap": True, "valign": "top", "font_color": QUIET},
    "part": {"bold": True, "font_size": 12},
    "link": {"font_color": "#16344F", "underline": 1},
    "heading": _HEADING,
    "text": {**_BOXED, "text_wrap": True},
    "right": {**_BOXED, "align": "right"},
    "number": {**_BOXED, "num_format": "0.000"},
    "score": {**_BOXED, "num_format": "0.000", "bold": True},
    "rank": {**_BOXED, "num_format": "0", "bold": True, "align": "center"},
    "percent": {**_BOXED, "num_format": "0.0%"},
    "open_number": {**_BOXED, "bg_color": OPEN},
    "open_percent": {**_BOXED, "bg_color": OPEN, "num_format": "0.0%"},
    "quiet": {**_BOXED, "font_color": QUIET, "italic": True},
    "quiet_number": {**_BOXED, "font_color": QUIET, "italic": True, "num_format": "0.000"},
}


def _most(look: str) -> int:
    """Return how wide a cell of a look becomes before its text is broken into lines."""
    return {"heading": HEADING_WIDEST, "line": LINE_WIDEST}.get(look, WIDEST)


class Looks:
    """The formats of a workbook's cells, each made once."""

    def __init__(self, workbook: Workbook) -> None:
        self._workbook = workbook
        self._made: dict[tuple[str, str], Any] = {}

    def get(self, name: str, form: str = "") -> object:
        """Return the look of a name, with another format of numbers if one is given."""
        if (name, form) not in self._made:
            basic = {"font_name": FONT, "font_size": 10, "valign": "vcenter"}
            numbers = {"num_format": form} if form else {}
            self._made[name, form] = self._workbook.add_format({**basic, **LOOKS[name], **numbers})
        return self._made[name, form]


class Sheet:
    """A sheet that is written cell by cell; rows and columns count from 0."""

    def __init__(self, workbook: Workbook, name: str, looks: Looks) -> None:
        self._sheet = workbook.add_worksheet(name)
        self._looks = looks
        self._widths: dict[int, int] = {}
        self._heights: dict[int, int] = {}
        self._sheet.set_landscape()
        self._sheet.set_paper(9)  # A4
        self._sheet.fit_to_pages(1, 0)
        self._sheet.hide_gridlines(2)

    def text(self, row: int, column: int, text: str, look: str = "text") -> None:
        """Write text, whatever it begins with."""
        clean = "\n".join(printable(line) for line in text.split("\n"))[:LONGEST]
        self._sheet.write_string(row, column, clean, self._looks.get(look))
        if "border" in LOOKS[look]:
            self._widen(column, min(max(map(cell_len, clean.split("\n"))), _most(look)))
        if "text_wrap" in LOOKS[look]:
            self._heighten(row, clean, _most(look))

    def _heighten(self, row: int, text: str, width: int) -> None:
        """Make a row high enough for a text that is broken into lines so wide."""
        lines = sum(-(-max(cell_len(line), 1) // (width - 1)) for line in text.split("\n"))
        if lines > self._heights.get(row, 1):
            self._heights[row] = lines
            self._sheet.set_row(row, LINE * lines)

    def _widen(self, column: int, cells: int) -> None:
        """Make a column wide enough for so many half-width characters; Hangul takes two."""
        if cells > self._widths.get(column, NARROWEST):
            self._widths[column] = cells
        self._sheet.set_column(column, column, self._widths.get(column, NARROWEST) + 2)

    def number(self, row: int, column: int, value: float, look: str) -> None:
        """Write a number."""
        self._sheet.write_number(row, column, value, self._looks.get(look))

    def formula(self, row: int, column: int, formula: str, value: float, look: str) -> None:
        """Write a formula with the engine's value beside it."""
        self._sheet.write_formula(row, column, formula, self._looks.get(look), value)

    def heading(self, row: int, texts: Sequence[str], start: int = 0) -> None:
        """Write a row of headings."""
        for column, text in enumerate(texts, start):
            self.text(row, column, text, "heading")

    def span(self, row: int, column: int, rows: int, columns: int, text: str) -> None:
        """Write one heading over several rows or columns."""
        if rows * columns == 1:
            self.text(row, column, text, "heading")
            return
        last = (row + rows - 1, column + columns - 1)
        look = self._looks.get("heading")
        self._sheet.merge_range(row, column, *last, printable(text)[:LONGEST], look)
        if columns == 1:
            self._widen(column, min(cell_len(text), HEADING_WIDEST))

    def under(self, row: int, columns: int, text: str) -> None:
        """Write a line under a table, as wide as its columns and no wider, so that it prints."""
        wide = sum(self._widths.get(column, NARROWEST) + 2 for column in range(columns))
        columns, wide = (columns, wide) if wide >= WIDEST else (columns + 4, WIDEST)
        look = self._looks.get("under")
        self._sheet.merge_range(row, 0, row, columns - 1, printable(text)[:LONGEST], look)
        self._heighten(row, text, wide)

    def shaped(self, row: int, column: int, value: float, form: str) -> None:
        """Write a number in a format of its own."""
        self._sheet.write_number(row, column, value, self._looks.get("number", form))

    def link(self, row: int, column: int, target: str, text: str) -> None:
        """Write a link to another sheet."""
        self._sheet.write_url(row, column, target, self._looks.get("link"), text[:255])

    def width(self, column: int, cells: int) -> None:
        """Make a column so many half-width characters wide."""
        self._sheet.set_column(column, column, cells)

    def repeat(self, first: int, last: int) -> None:
        """Repeat rows at the top of every printed page."""
        self._sheet.repeat_rows(first, last)

    def hide(self) -> None:
        """Keep the sheet out of sight."""
        self._sheet.hide()

    def freeze(self, row: int, column: int) -> None:
        """Keep what is above a row and left of a column in sight."""
        self._sheet.freeze_panes(row, column)

    def not_negative(self, row: int, column: int, last_row: int, last_column: int) -> None:
        """Let only numbers from 0 on be typed into a rectangle."""
        rule = {"validate": "decimal", "criteria": ">=", "value": 0}
        self._sheet.data_validation(row, column, last_row, last_column, rule)
