"""A stranger's Excel file, opened with care: values only, and refused quickly if too large."""

import io
import re
import warnings
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from ganeum.archive import ArchiveError
from ganeum.office_archive import parts_of
from ganeum.panel.cells import Area, Formula, Sheet
from ganeum.problems import Problem, ScenarioError, shown

MEGABYTE = 1_000_000
LARGEST_FILE = 20 * MEGABYTE
MOST_TAGS = 4_000_000  # of all XML together
MOST_SHEETS, MOST_ROWS, MOST_COLUMNS, MOST_CELLS = 1_000, 5_000, 3_000, 1_000_000
MOST_MERGED = 10_000
LAST_ROW = 1_048_576  # of Excel
ENCRYPTED = bytes.fromhex("d0cf11e0a1b11ae1")  # an encrypted file, or one of Excel before 2007
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]+[0-9]+:[A-Z]+[0-9]+)"')
_MACROS = ("vbaproject", "xl/macrosheets/", "xl/dialogsheets/", "xl/activex/")
_OUTSIDE = ("xl/externallinks/", "xl/connections", "xl/querytables/", "xl/embeddings/")
WRONG = (LookupError, TypeError, AttributeError, SyntaxError, OSError, ValueError, ArithmeticError)


def read_file(file: Path) -> bytes:
    """Return the bytes of a file of answers.

    Raises
    ------
    ScenarioError
        If it cannot be read or is too large.
    """
    try:
        if not file.exists():
            raise refused(file, "missing_file")
        if not file.is_file():
            raise refused(file, "unreadable", detail="not a regular file")
        size = file.stat().st_size
        if size > LARGEST_FILE:
            limit = LARGEST_FILE // MEGABYTE
            raise refused(file, "file_too_large", size=round(size / MEGABYTE, 1), limit=limit)
        return file.read_bytes()
    except PermissionError:
        raise refused(file, "no_permission") from None
    except (OSError, ValueError) as error:  # ValueError: a null byte in the name
        raise refused(file, "unreadable", detail=type(error).__name__) from None


def refused(file: Path, key: str, /, **values: object) -> ScenarioError:
    """Return the error of a file that is not read at all."""
    return ScenarioError([Problem(shown(str(file), 300)[1:-1], 0, "", key, values)])


def read_workbook(file: Path, data: bytes) -> list[Sheet]:
    """Return the sheets of a workbook; formulas stay formulas, dates are dates.

    Raises
    ------
    ScenarioError
        If it is encrypted, damaged, too large, or has macros or links to other files.
    """
    if data.startswith(ENCRYPTED):
        raise refused(file, "workbook_encrypted")
    try:
        parts = parts_of(data)
    except ArchiveError as error:
        large = str(error) == "too large"
        key = "workbook_too_large" if large else "workbook_damaged"
        raise refused(file, key, detail=str(error)) from None
    _refuse_dangers(file, parts)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what openpyxl leaves out is nothing that is read here
            return list(_sheets(file, data, parts))
    except ModuleNotFoundError as error:
        raise refused(file, "memo_extra", module=error.name) from None
    except WRONG as error:
        raise refused(file, "workbook_damaged", detail=type(error).__name__) from None


def _refuse_dangers(file: Path, parts: Mapping[str, bytes]) -> None:
    names = [name.lower() for name in parts]
    macros = b"macroEnabled" in parts.get("[Content_Types].xml", b"")
    if macros or any(sign in name for name in names for sign in _MACROS):
        raise refused(file, "workbook_macros")
    if any(name.startswith(_OUTSIDE) for name in names):
        raise refused(file, "workbook_links")
    if sum(part.count(b"<") for part in parts.values()) > MOST_TAGS:
        raise refused(file, "workbook_too_large", detail="XML")


def _sheets(file: Path, data: bytes, parts: Mapping[str, bytes]) -> Iterator[Sheet]:
    import openpyxl

    book: Any = openpyxl.load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
    if len(book.worksheets) > MOST_SHEETS:
        raise refused(file, "workbook_too_large", detail=f"{len(book.worksheets)} sheets")
    places = _part_names(parts)
    count = 0
    for sheet in book.worksheets:
        sheet.reset_dimensions()  # what a file says about its size need not be true
        rows: list[list[object]] = []
        for number, cells in enumerate(sheet.iter_rows()):
            count += len(cells)
            row = [_value(cell) for cell in cells]
            while row and row[-1] is None:
                row.pop()
            crowded = len(row) > MOST_COLUMNS or count > MOST_CELLS or (row and number >= MOST_ROWS)
            if crowded or number > LAST_ROW:
                detail = f"{shown(sheet.title, 40)[1:-1]}, {number + 1}"
                raise refused(file, "workbook_too_large", detail=detail)
            if number < MOST_ROWS:
                rows.append(row)
        while rows and not rows[-1]:
            rows.pop()
        xml = parts.get(places.get(sheet.title, ""), b"")
        yield Sheet(str(file), str(sheet.title), rows, merged=_merged(xml, rows))


def _value(cell: Any) -> object:
    value: object = cell.value
    return Formula(str(value)) if cell.data_type == "f" else value


def _part_names(parts: Mapping[str, bytes]) -> dict[str, str]:
    """Return in which part of the archive each sheet stands, by its name."""
    from openpyxl.xml.functions import fromstring

    parse: Any = fromstring  # it resolves no entities
    targets = {
        link.get("Id"): str(link.get("Target"))
        for link in parse(parts.get("xl/_rels/workbook.xml.rels", b"<none/>"))
    }
    found: dict[str, str] = {}
    for element in parse(parts.get("xl/workbook.xml", b"<none/>")).iter():
        if str(element.tag).endswith("}sheet"):
            link = next((value for key, value in element.items() if key.endswith("}id")), None)
            target = targets.get(link, "")
            found[element.get("name")] = (
                target.removeprefix("/") if target[:1] == "/" else f"xl/{target}"
            )
    return found


def _merged(xml: bytes, rows: Sequence[Sequence[object]]) -> tuple[Area, ...]:
    """Return the merged cells, as far as there are rows and columns with values."""
    from openpyxl.utils import range_boundaries

    last_row, last_column = len(rows) - 1, max(map(len, rows), default=0) - 1
    areas: list[Area] = []
    cells = 0
    for match in _MERGED.finditer(xml):
        edges = range_boundaries(match[1].decode())
        left, top, right, bottom = (int(edge or 1) - 1 for edge in edges)
        area = Area(top, left, min(bottom, last_row), min(right, last_column))
        cells += max(area.bottom - top + 1, 0) * max(area.right - left + 1, 0)
        areas.append(area)
        if len(areas) > MOST_MERGED or cells > MOST_CELLS:
            raise ValueError("merged cells")
    return tuple(areas)
