"""What a reader sees in a memo, as read back from a file, and where it is not what it should be."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import chain

from ganeum.report.memo.content import (
    SIGNS,
    Bullet,
    Column,
    Figure,
    Heading,
    Memo,
    Paragraph,
    Table,
)
from ganeum.report.memo.seal import Seal

Value = str | int | float | None
Picture = tuple[str, bytes]
MARKS = "".join(SIGNS) + "\u2022 "  # of bullets, which a format may show or not
CLOSE = 1e-9  # relative; files keep twelve digits of a number, spreadsheets fifteen


@dataclass(frozen=True, slots=True)
class ShownTable:
    """A table as it stands in a file.

    Attributes
    ----------
    head : the heading of each column, the one above it before it; empty where not read.
    rows : the text of each cell.
    values : the number or text behind each cell, where the format keeps that; else empty.
    """

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    values: tuple[tuple[Value, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Shown:
    """A memo as it stands in a file.

    Attributes
    ----------
    seal : what it carries to be made again.
    tables : in order; None where the format shows pictures only.
    texts : every other line that the format shows, in order.
    pictures : those that are compared, in order, with the name of each; empty where it has none.
    """

    seal: Seal
    tables: tuple[ShownTable, ...] | None = ()
    texts: tuple[str, ...] = ()
    pictures: tuple[Picture, ...] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """The first place where a memo is not what its seal gives.

    Attributes
    ----------
    kind : "cell", "value", "head", "rows", "tables", "text" or "picture".
    table : the caption with the number, or the name of a picture or page; empty for a text.
    row, column : what names them; empty where a whole table differs.
    found, expected : as they stand, and as they should.
    """

    kind: str
    table: str
    row: str
    column: str
    found: str
    expected: str


def heading(column: Column) -> str:
    """Return a column's heading on one line, the one above it first."""
    return f"{column.over} {column.heading}".strip()


def texts_of(memo: Memo) -> Iterator[str]:
    """Yield every line of a memo outside of tables, in order, as all formats show them."""
    yield memo.title
    yield memo.under_title
    for block in memo.blocks:
        match block:
            case Heading():
                yield block.line
            case Paragraph() | Bullet():
                yield block.text
            case Figure():
                yield memo.caption(block)
            case Table():
                yield memo.caption(block)
                yield from memo.under(block)


def first_difference(found: Shown, again: Shown, memo: Memo) -> Difference | None:
    """Return where a memo that was read first differs from one made again.

    Tables are compared before texts, and these before pictures.

    Parameters
    ----------
    found : Shown
        As it stands in a file.
    again : Shown
        As the memo made again stands in a file of the same format.
    memo : Memo
        The memo made again.
    """
    differences = chain(
        _tables(found.tables, memo) if found.tables is not None else (),
        _texts(found.texts, again.texts),
        _pictures(found.pictures, again.pictures, memo),
    )
    return next(differences, None)


def _tables(found: Sequence[ShownTable], memo: Memo) -> Iterator[Difference]:
    for given, table in zip(found, memo.tables, strict=False):
        yield from _table(given, table, memo.caption(table))
    if len(found) != len(memo.tables):
        yield Difference("tables", "", "", "", str(len(found)), str(len(memo.tables)))


def _table(given: ShownTable, table: Table, caption: str) -> Iterator[Difference]:
    heads = [heading(column) for column in table.columns]
    if given.head:
        yield from _head(given.head, heads, caption)
    for place, cells in enumerate(table.rows):
        if place >= len(given.rows):
            break
        row = _row_name(table, place)
        padded = (*given.rows[place], *[""] * len(cells))
        for column, text, cell in zip(heads, padded, cells, strict=False):
            if _plain(text) != _plain(cell.text):
                yield Difference("cell", caption, row, column, text, cell.text)
        for text in padded[len(cells) :]:
            if text:
                yield Difference("cell", caption, row, "", text, "")
        if given.values:
            for column, value, cell in zip(heads, given.values[place], cells, strict=False):
                if not _same_value(value, cell.value):
                    shown = ("" if each is None else str(each) for each in (value, cell.value))
                    yield Difference("value", caption, row, column, *shown)
    if len(given.rows) != len(table.rows):
        yield Difference("rows", caption, "", "", str(len(given.rows)), str(len(table.rows)))


def _head(found: Sequence[str], expected: Sequence[str], caption: str) -> Iterator[Difference]:
    padded = [*found, *[""] * len(expected)]
    for given, text in zip(padded, expected, strict=False):
        if _plain(given) != _plain(text):
            yield Difference("head", caption, "", text, given, text)


def _row_name(table: Table, place: int) -> str:
    named = [
        cell.text
        for column, cell in zip(table.columns, table.rows[place], strict=True)
        if column.names_row
    ]
    return ", ".join(named) or str(place + 1)


def _same_value(found: Value, expected: Value) -> bool:
    if isinstance(found, int | float) and isinstance(expected, int | float):
        return math.isclose(found, expected, rel_tol=CLOSE, abs_tol=CLOSE)
    return _plain(str(found or "")) == _plain(str(expected or ""))


def _texts(found: Sequence[str], expected: Sequence[str]) -> Iterator[Difference]:
    longest = max(len(found), len(expected))
    pairs = zip(
        [*found, *[""] * (longest - len(found))],
        [*expected, *[""] * (longest - len(expected))],
        strict=True,
    )
    for given, text in pairs:
        if _plain(given).lstrip(MARKS) != _plain(text).lstrip(MARKS):
            yield Difference("text", "", "", "", given, text)


def _pictures(
    found: Sequence[Picture], expected: Sequence[Picture], memo: Memo
) -> Iterator[Difference]:
    """Yield pictures that are others; one without a name is told by the caption of its figure."""
    captions = [memo.caption(figure) for figure in memo.figures]
    absent = ("", b"")
    for place in range(max(len(found), len(expected))):
        (given, data), (name, fresh) = (
            each[place] if place < len(each) else absent for each in (found, expected)
        )
        if (given, data) != (name, fresh):
            told = name or given or (captions[place] if place < len(captions) else str(place + 1))
            yield Difference("picture", told, "", "", *map(_fingerprint, (data, fresh)))


def _fingerprint(data: bytes) -> str:
    return f"{len(data):,} B, {sha256(data).hexdigest()[:8]}" if data else "-"


def _plain(text: str) -> str:
    return " ".join(text.split())
