"""Memos as CSV that Excel opens in Korean, and in which no name becomes a formula or a date."""

import csv
import io
import re
from collections.abc import Iterator

from ganeum.report.memo.bounds import keep_to
from ganeum.report.memo.content import Bullet, Figure, Heading, Memo, Paragraph, Table
from ganeum.report.memo.seal import BEGIN, SealError, seal_in, seal_lines
from ganeum.report.memo.shown import Shown, ShownTable, heading

BOM = "\ufeff"
NUMBER = re.compile(r"-?\d+(\.\d+)?|-")
DATE = re.compile(r"\d+([/.-]\d+)+")  # 1/3, 3-4: a spreadsheet would make a date of it
MOST = {"\n": 50_000, ",": 200_000}  # that are read
RISKY = ("=", "+", "-", "@", "\t", "\r", "'")


def render(memo: Memo) -> bytes:
    """Return a memo as CSV: a row a line, tables with a row of headings, blank rows between."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerows([_safe(cell) for cell in row] for row in _rows(memo))
    writer.writerows([line] for line in seal_lines(memo.seal))
    return (BOM + text.getvalue()).encode()


def _rows(memo: Memo) -> Iterator[list[str]]:
    yield [memo.title]
    yield [memo.under_title]
    for block in memo.blocks:
        match block:
            case Heading():
                yield []
                yield [block.line]
            case Paragraph() | Bullet():
                yield [block.text]
            case Figure():
                yield [memo.caption(block)]
            case Table():
                yield [memo.caption(block)]
                yield [heading(column) for column in block.columns]
                yield from ([cell.text for cell in row] for row in block.rows)
                yield from ([line] for line in memo.under(block))
    yield []


def _safe(text: str) -> str:
    date = DATE.fullmatch(text) and not NUMBER.fullmatch(text)
    risky = text.startswith(RISKY) and not NUMBER.fullmatch(text)
    return f"'{text}" if date or risky else text


def read(data: bytes) -> Shown:
    """Read a memo back, also as a Korean Excel saves it.

    Raises
    ------
    ValueError
        If it has no seal.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp949")
    keep_to(text, MOST)
    seal = seal_in(text)
    tables: list[list[tuple[str, ...]]] = []
    texts: list[str] = []
    inside = False
    body = text.rpartition(BEGIN)[0]
    for row in _read_rows(body):
        cells = [cell.removeprefix("'") for cell in row]
        filled = [cell for cell in cells if cell]
        if len(cells) > 1 and len(filled) != int(bool(cells[0])):
            if not inside:
                tables.append([])
            tables[-1].append(tuple(cells))
            inside = True
        else:
            texts.extend(filled)
            inside = False
    shown = tuple(ShownTable(rows[0], tuple(rows[1:])) for rows in tables)
    return Shown(seal, shown, tuple(texts))


def _read_rows(text: str) -> Iterator[list[str]]:
    try:
        yield from csv.reader(io.StringIO(text, newline=""))
    except csv.Error as error:
        raise SealError(str(error)) from None
