"""A memo as PDF: tagged, with bookmarks, its own font, and the seal as an attached file."""

import functools
import io
import json
from dataclasses import asdict
from itertools import chain, zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast
from unicodedata import bidirectional

from ganeum.report.memo.bullet_signs import sign_of
from ganeum.report.memo.content import Block, Bullet, Figure, Heading, Memo, Paragraph, Table
from ganeum.report.memo.paper import scale_of
from ganeum.report.memo.pdf_pages import page_digests
from ganeum.report.memo.pdf_tables import tables_in
from ganeum.report.memo.seal import SealError, seal_in, seal_lines
from ganeum.report.memo.shown import Shown, ShownTable
from ganeum.report.memo.table_shape import column_shares, head_cells, kept_whole
from ganeum.words import say

if TYPE_CHECKING:
    import pypdf
    import typst

PAGE = Path(__file__).with_name("memo.typ")
FONTS = Path(__file__).resolve().parents[1] / "fonts"
ATTACHED, UNREAD = "ganeum-seal.txt", "ganeum-cells.json"
LARGEST_UNREAD = 200_000  # bytes of it
OBJECT, MOST_OBJECTS = b" obj", 50_000
LARGEST_DRAWN = 8_000_000  # bytes of what is drawn on all pages
LARGEST_STREAM, MOST_WORK = 4_000_000, 150_000  # bytes, operations that are read of one
ROOM = 104  # half-width characters of a table's size that go into a line


def render(memo: Memo) -> bytes:
    """Return a memo as PDF, the same bytes each time.

    It keeps to PDF/UA-1, the standard of accessible documents, unless a name has characters for
    which there is no glyph: these then show as empty boxes, which that standard forbids. Cells
    that cannot be read back glyph by glyph, such as those or text from right to left, are attached
    as text.

    Raises
    ------
    RuntimeError
        If the page could not be set as it is meant to be: a warning of the typesetter counts.
    """
    import typst

    content = _content(memo)
    standards: list[typst.PDFStandard] = ["ua-1"]
    try:
        data = _typeset(content, standards)
    except typst.TypstError as error:
        if "could not be displayed" not in error.message:
            raise
        standards = []
        data = _typeset(content, standards)
    texts: list[list[list[str]]] = [
        [[cell.text for cell in row] for row in table.rows] for table in memo.tables
    ]
    if standards and not any(map(_turned, chain.from_iterable(chain.from_iterable(texts)))):
        return data
    found = [table.rows for table in read(data).tables or ()]
    unread = [
        [place, i, k, text]
        for place, rows in enumerate(texts)
        for i, row in enumerate(rows)
        for k, text in enumerate(row)
        if found[place][i][k] != text
    ]
    return _typeset({**content, "unread": json.dumps(unread, ensure_ascii=False)}, standards)


def _turned(text: str) -> bool:
    """Tell whether some of a text runs from right to left."""
    return any(bidirectional(character) in ("R", "AL", "AN") for character in text)


def _typeset(content: dict[str, Any], standards: "list[typst.PDFStandard]") -> bytes:
    found, warnings = _compiler().compile_with_warnings(
        input=PAGE.read_bytes(),
        format="pdf",
        sys_inputs={"memo": json.dumps(content, ensure_ascii=False)},
        pdf_standards=standards,
        timestamp=0,
    )
    if warnings:
        raise RuntimeError("; ".join(warning.message for warning in warnings))
    return cast("bytes", found)


@functools.cache
def _compiler() -> "typst.Compiler":
    import typst

    return typst.Compiler(font_paths=[str(FONTS)], ignore_system_fonts=True)


def _content(memo: Memo) -> dict[str, Any]:
    return {
        "title": memo.title,
        "subtitle": memo.under_title,
        "scenario": memo.scenario,
        "language": memo.language,
        "scale": scale_of(memo),
        "blocks": [
            {**_block(block, memo), "before-table": isinstance(following, Table)}
            for block, following in zip_longest(memo.blocks, memo.blocks[1:])
        ],
        "attached": {
            "name": ATTACHED,
            "unread": UNREAD,
            "content": "\n".join(seal_lines(memo.seal)),
            "description": say("memo_section_seal", memo.language),
        },
        "unread": "",
    }


def _block(block: Block, memo: Memo) -> dict[str, Any]:
    match block:
        case Heading():
            return {"kind": "heading", **asdict(block), "text": block.line}
        case Paragraph():
            return {"kind": "paragraph", "text": block.text}
        case Bullet():
            sign = sign_of(block, memo.language)
            return {"kind": "bullet", "level": block.level, "sign": sign, "text": block.text}
        case Table():
            return _table(block, memo)
        case Figure():
            return _figure(block, memo)


def _table(table: Table, memo: Memo) -> dict[str, Any]:
    return {
        "kind": "table",
        "caption": memo.caption(table),
        "whole": kept_whole(table),
        "shares": column_shares(table, ROOM),
        "right": [column.right for column in table.columns],
        "head": [asdict(cell) for cell in head_cells(table)],
        "rows": [[cell.text for cell in row] for row in table.rows],
        "lines": memo.under(table),
    }


def _figure(figure: Figure, memo: Memo) -> dict[str, Any]:
    from ganeum.report.charts import svg

    return {
        "kind": "figure",
        "caption": memo.caption(figure),
        "alternative": figure.alternative,
        "svg": svg(figure.draw()),
    }


def read(data: bytes) -> Shown:
    """Read a memo back: the attached seal, tables and lines by the document's tags, its pages.

    Each page is told by a digest of all that is drawn on it, charts included.

    Raises
    ------
    SealError
        If it is no such file, or has no seal that can be read.
    """
    import pypdf
    from pypdf.errors import PyPdfError

    bounds = pypdf.Configuration(
        zlib_maximum_output_length=LARGEST_STREAM,
        array_based_stream_maximum_output_length=LARGEST_STREAM,
        stream_parsing_work_maximum_count=MOST_WORK,
    )
    try:
        if data.count(OBJECT) > MOST_OBJECTS:
            raise SealError("too large")
        with pypdf.apply_configuration(bounds):
            return _read(pypdf.PdfReader(io.BytesIO(data), strict=True))
    except (PyPdfError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise SealError(type(error).__name__) from None


def _read(reader: "pypdf.PdfReader") -> Shown:
    attached = reader.attachments
    held = {name: b"".join(attached.get(name, ())) for name in (ATTACHED, UNREAD)}
    if len(held[UNREAD]) > LARGEST_UNREAD:
        raise SealError("too large")
    seal = seal_in(held[ATTACHED].decode("ascii", "replace"))
    contents = (page.get_contents() for page in reader.pages)
    if sum(len(each.get_data()) for each in contents if each) > LARGEST_DRAWN:
        raise SealError("too large")
    pages = page_digests(reader)
    found, texts = tables_in(reader)
    tables = [[list(row) for row in table.rows] for table in found]
    for place, i, k, text in json.loads(held[UNREAD] or b"[]"):
        tables[place][i][k] = str(text)
    language = seal.request.language
    return Shown(
        seal,
        tuple(ShownTable((), tuple(map(tuple, rows))) for rows in tables),
        texts,
        tuple((say("page_n", language, n=n), page) for n, page in enumerate(pages, start=1)),
    )
