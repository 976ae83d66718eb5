"""A stranger's file of separated values, as survey services and spreadsheets write it."""

import csv
import io
import unicodedata
from pathlib import Path

from ganeum.panel.cells import Sheet
from ganeum.panel.workbooks import MOST_CELLS, MOST_COLUMNS, MOST_ROWS, refused

SEPARATORS = (",", "\t", ";")
UTF16 = (b"\xff\xfe", b"\xfe\xff")


def read_comma(file: Path, data: bytes) -> Sheet:
    """Return the cells of a file; UTF-8 with or without BOM, cp949, or UTF-16 with BOM.

    The separator is the one of comma, tab and semicolon that stands most often in the file's first
    lines.

    Raises
    ------
    ScenarioError
        If it is in another encoding, no such file, or too large.
    """
    text = unicodedata.normalize("NFC", _decoded(file, data))
    if "\x00" in text:
        raise refused(file, "comma_damaged", line=text[: text.index("\x00")].count("\n") + 1)
    start = text[:20_000]
    separator = max(SEPARATORS, key=start.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    rows: list[list[str | None]] = []
    lines: list[int] = []
    count = 0
    try:
        for cells in reader:
            count += len(cells)
            if len(rows) >= MOST_ROWS or len(cells) > MOST_COLUMNS or count > MOST_CELLS:
                raise refused(file, "comma_too_large", rows=MOST_ROWS, columns=MOST_COLUMNS)
            rows.append([cell if cell.strip() else None for cell in cells])
            lines.append(reader.line_num)
    except csv.Error:
        raise refused(file, "comma_damaged", line=reader.line_num) from None
    return Sheet(str(file), "", rows, lines)


def _decoded(file: Path, data: bytes) -> str:
    encodings = ("utf-16",) if data.startswith(UTF16) else ("utf-8-sig", "cp949")
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise refused(file, "comma_encoding")
