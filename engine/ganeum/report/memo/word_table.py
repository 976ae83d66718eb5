"""A memo's table in Word: native, its heading repeated on every page."""

from typing import TYPE_CHECKING

from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Emu

from ganeum.report.memo.content import Table
from ganeum.report.memo.table_shape import column_shares, head_cells, head_rows, kept_whole
from ganeum.report.memo.word_look import CELL, KEPT_CELL
from ganeum.report.memo.word_xml import (
    keep_row,
    rule_table,
    set_style,
    shade_cell,
)

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import _Cell  # pyright: ignore[reportPrivateUsage]

ROOM = 96  # half-width characters of a table's size that go into a line


def add_table(document: "Document", table: Table, width: int) -> None:
    """Add a table at the end of a document.

    Parameters
    ----------
    document : docx.document.Document
    table : Table
    width : int
        Of a line, in English Metric Units.
    """
    low, style = head_rows(table), document.styles[CELL].style_id
    kept = document.styles[KEPT_CELL].style_id if kept_whole(table) else style
    made = document.add_table(low + len(table.rows), len(table.columns))
    made.autofit, made.alignment = False, WD_TABLE_ALIGNMENT.CENTER
    rule_table(made, table.caption)
    widths = [Emu(round(share * width)) for share in column_shares(table, ROOM)]
    for column, size in zip(made.columns, widths, strict=True):
        column.width = size
    rows = [row.cells for row in made.rows]
    for place, (row, cells) in enumerate(zip(made.rows, rows, strict=True)):
        keep_row(row, repeated=place < low)
        for cell, size in zip(cells, widths, strict=True):
            cell.width = size
    for head in head_cells(table):
        cell = rows[head.row][head.column]
        if head.rows * head.columns > 1:
            last = rows[head.row + head.rows - 1][head.column + head.columns - 1]
            cell = cell.merge(last)
        _fill(cell, head.text, kept, WD_ALIGN_PARAGRAPH.CENTER, bold=True)
        shade_cell(cell)
    for place, (cells, row) in enumerate(zip(rows[low:], table.rows, strict=True), start=1):
        look = kept if place < len(table.rows) else style
        for cell, column, shown in zip(cells, table.columns, row, strict=True):
            side = WD_ALIGN_PARAGRAPH.RIGHT if column.right else WD_ALIGN_PARAGRAPH.LEFT
            _fill(cell, shown.text, look, side, bold=False)


def _fill(cell: "_Cell", text: str, style: str, side: WD_ALIGN_PARAGRAPH, *, bold: bool) -> None:
    paragraph = cell.paragraphs[0]
    set_style(paragraph, style)
    paragraph.alignment = side
    paragraph.add_run(text).bold = bold or None
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
