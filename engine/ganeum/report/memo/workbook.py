"""A memo for Excel: a sheet a table, and weights that can be changed with ranks that follow."""

import io
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, cast

from ganeum.office_archive import packed, parts_of, steady
from ganeum.report.memo.bullet_signs import sign_of, unsigned
from ganeum.report.memo.cell_numbers import number_of, shown
from ganeum.report.memo.content import Bullet, Figure, Heading, Memo, Paragraph, Table
from ganeum.report.memo.live_sheets import add_live_sheets
from ganeum.report.memo.seal import SealError, seal_in, seal_lines
from ganeum.report.memo.sheet_bounds import check_area, keep_near
from ganeum.report.memo.sheet_names import quoted, sheet_name
from ganeum.report.memo.sheet_writing import LINE_WIDEST, Looks, Sheet, Workbook
from ganeum.report.memo.shown import Shown, ShownTable
from ganeum.report.memo.table_shape import head_cells, head_rows
from ganeum.words import say

OpenpyxlWorkbook = Any  # its cells have too few types

WRONG = (LookupError, TypeError, AttributeError, SyntaxError, OSError)  # of a file that is none
MADE = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)  # of every memo, without the clock
HEAD = 2  # rows above the heading of a table: its caption, and a blank one
SEAL_SHEET = "ganeum"
HEAD_NAME, ROWS_NAME = "ganeum_head_", "ganeum_rows_"


def render(memo: Memo) -> bytes:
    """Return a memo as an Excel file, the same bytes each time."""
    import xlsxwriter

    buffer = io.BytesIO()
    workbook: Workbook = xlsxwriter.Workbook(buffer, {"in_memory": True})
    workbook.set_properties(
        {
            "title": memo.title[:255],
            "subject": memo.scenario[:255],
            "author": "Ganeum",
            "created": MADE,
        }
    )
    looks, taken = Looks(workbook), {SEAL_SHEET}
    text = Sheet(workbook, sheet_name(say("office_text", memo.language), taken), looks)
    places: dict[str, str] = {}
    for table in memo.tables:
        name = sheet_name(memo.caption(table), taken)
        places[table.id] = name
        _table(Sheet(workbook, name, looks), memo, table)
        for part, area in _areas(table).items():
            workbook.define_name(f"{part}{table.number}", f"={quoted(name)}!{area}")
    _text(text, memo, places)
    add_live_sheets(workbook, looks, memo.examination.analysis, memo.language, taken)
    _seal(Sheet(workbook, SEAL_SHEET, looks), memo)
    workbook.close()
    return steady(buffer.getvalue())


def _text(sheet: Sheet, memo: Memo, places: dict[str, str]) -> None:
    """Write what the memo says in words, with links to its tables."""
    sheet.width(0, LINE_WIDEST)
    sheet.text(0, 0, memo.title, "title")
    row = 1
    sheet.text(row, 0, memo.under_title, "note")
    for block in memo.blocks:
        row += 1
        match block:
            case Heading():
                row += 1
                sheet.text(row, 0, block.line, "part")
            case Paragraph():
                sheet.text(row, 0, block.text, "line")
            case Bullet():
                indent = "   " * (block.level - 1)
                sign = sign_of(block, memo.language)
                sheet.text(row, 0, f"{indent}{sign} {block.text}", "line")
            case Table():
                target = f"internal:{quoted(places[block.id])}!A1"
                sheet.link(row, 0, target, memo.caption(block))
            case Figure():
                row -= 1


def _areas(table: Table) -> dict[str, str]:
    """Return where heading and rows stand, under names by which they are found again."""
    from xlsxwriter.utility import xl_range_abs

    first, last = HEAD + head_rows(table), len(table.columns) - 1
    areas = {HEAD_NAME: xl_range_abs(HEAD, 0, first - 1, last)}
    if table.rows:
        areas[ROWS_NAME] = xl_range_abs(first, 0, first + len(table.rows) - 1, last)
    return areas


def _table(sheet: Sheet, memo: Memo, table: Table) -> None:
    sheet.text(0, 0, memo.caption(table), "title")
    low = head_rows(table)
    for cell in head_cells(table):
        sheet.span(HEAD + cell.row, cell.column, cell.rows, cell.columns, cell.text)
    sheet.repeat(HEAD, HEAD + low - 1)
    first = HEAD + low
    for row, cells in enumerate(table.rows, start=first):
        for place, (column, cell) in enumerate(zip(table.columns, cells, strict=True)):
            found = number_of(column, cell)
            if found is None:
                sheet.text(row, place, cell.text, "right" if column.right else "text")
            else:
                sheet.shaped(row, place, *found)
    named = [place for place, column in enumerate(table.columns) if column.names_row]
    sheet.freeze(first, named[-1] + 1 if named == list(range(len(named))) and named else 0)
    for row, line in enumerate(memo.under(table), start=first + len(table.rows) + 1):
        sheet.under(row, len(table.columns), line)


def _seal(sheet: Sheet, memo: Memo) -> None:
    for row, line in enumerate(seal_lines(memo.seal)):
        sheet.text(row, 0, line, "note")
    sheet.hide()


def read(data: bytes) -> Shown:
    """Read a memo's tables and lines back; the sheets of formulas are the reader's to change.

    Raises
    ------
    SealError
        If it is no such file, or its seal cannot be read.
    """
    import openpyxl

    try:
        parts = parts_of(data)
        keep_near(parts)
        book = openpyxl.load_workbook(io.BytesIO(packed(parts, pressed=False)))
        names = (name.removeprefix(HEAD_NAME) for name in book.defined_names)
        tables = tuple(
            ShownTable(_heads(book, f"{HEAD_NAME}{place}"), _rows(book, f"{ROWS_NAME}{place}"))
            for place in sorted(int(name) for name in names if name.isdecimal())
        )
        return Shown(seal_in("\n".join(_first_column(book))), tables, tuple(_texts(book)))
    except WRONG as error:
        raise SealError(type(error).__name__) from None


def _first_column(book: OpenpyxlWorkbook) -> Iterator[str]:
    for sheet in book.worksheets:
        for (cell,) in sheet.iter_rows(max_col=1):
            yield str(cell.value)


def _texts(book: OpenpyxlWorkbook) -> Iterator[str]:
    """Yield what the first sheet says, then what stands around each table."""
    around: dict[str, set[str]] = {book.worksheets[0].title: set()}
    for name in book.defined_names:
        if name.startswith((HEAD_NAME, ROWS_NAME)):
            sheet, rows = _area(book, name)
            inside = around.setdefault(sheet.title, set())
            inside.update(cell.coordinate for row in rows for cell in row)
    for sheet in book.worksheets:
        if sheet.title in around:
            cells = (cell for row in sheet.iter_rows() for cell in row)
            said = (cell for cell in cells if cell.coordinate not in around[sheet.title])
            yield from (
                unsigned(str(cell.value).strip()) for cell in said if cell.value is not None
            )


def _area(book: OpenpyxlWorkbook, name: str) -> tuple[Any, list[tuple[Any, ...]]]:
    """Return the sheet and the rows of cells that a name stands for."""
    title, area = next(iter(book.defined_names[name].destinations))
    check_area(area)
    cells = book[title][area]
    rows = cast("tuple[tuple[Any, ...], ...]", cells)
    return book[title], list(rows) if isinstance(cells, tuple) else [(cells,)]


def _heads(book: OpenpyxlWorkbook, name: str) -> tuple[str, ...]:
    sheet, rows = _area(book, name)
    anchors = {
        place: (area.min_row, area.min_col)
        for area in sheet.merged_cells.ranges
        for place in area.cells
    }
    heads: list[str] = []
    for column in zip(*rows, strict=True):
        places = [(cell.row, cell.column) for cell in column]
        own = dict.fromkeys(anchors.get(place, place) for place in places)
        heads.append(" ".join(str(sheet.cell(*place).value or "") for place in own).strip())
    return tuple(heads)


def _rows(book: OpenpyxlWorkbook, name: str) -> tuple[tuple[str, ...], ...]:
    if name not in book.defined_names:
        return ()
    _, rows = _area(book, name)
    return tuple(tuple(_text_of(cell) for cell in row) for row in rows)


def _text_of(cell: Any) -> str:
    value: object = cell.value
    if isinstance(value, int | float):
        return shown(value, str(cell.number_format))
    return "" if value is None else str(value)
