"""Forms filled in as people do it, and files changed behind a program's back."""

import io
import zipfile
from collections.abc import Callable
from typing import Any

import openpyxl

from ganeum.panel.form_layout import BOX_COLUMN, NUMBER_COLUMN

Fill = Callable[[Any], None]


def row_of(sheet: Any, number: int) -> int:
    """Return the row, from 1, of a question."""
    column = NUMBER_COLUMN + 1
    return next(k for k in range(1, sheet.max_row + 1) if sheet.cell(k, column).value == number)


def tick(sheet: Any, number: int, place: int, mark: object = "V") -> str:
    """Put something into a box of a question; return the cell's name."""
    cell = sheet.cell(row_of(sheet, number), BOX_COLUMN + 1 + place)
    cell.value = mark
    return str(cell.coordinate)


def filled(data: bytes, fill: Fill) -> bytes:
    """Return a workbook after somebody opened it, changed it and saved it."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    fill(book)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    """Return an archive with one part more, or another one."""
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for entry in old.namelist():
            if entry != name:
                new.writestr(entry, old.read(entry))
        new.writestr(name, content)
    return buffer.getvalue()
