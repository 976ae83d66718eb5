"""A memo as PDF: tagged, with bookmarks, its own font, and the seal as an attached file."""

import functools
import io
import json
from dataclasses import asdict
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from ganeum.report.memo.content import Block, Bullet, Figure, Heading, Memo, Paragraph, Table
from ganeum.report.memo.pdf_tables import tables_in
from ganeum.report.memo.seal import SealError, seal_in, seal_lines
from ganeum.report.memo.shown import Shown
from ganeum.report.memo.table_shape import column_shares, head_cells
from ganeum.report.memo.wording import head_line, sign_of
from ganeum.words import say

if TYPE_CHECKING:
    import typst

PAGE = Path(__file__).with_name("memo.typ")
FONTS = Path(__file__).resolve().parents[1] / "fonts"
ATTACHED = "ganeum-seal.txt"
ROOM = 104  # half-width characters of a table's size that go into a line


def render(memo: Memo) -> bytes:
    """Return a memo as PDF, the same bytes each time.

    It keeps to PDF/UA-1, the standard of accessible documents, unless a name has characters for
    which there is no glyph: these then show as empty boxes, which that standard forbids.

    Raises
    ------
    RuntimeError
        If the page could not be set as it is meant to be: a warning of the typesetter counts.
    """
    import typst

    inputs = {"memo": json.dumps(_content(memo), ensure_ascii=False)}
    try:
        return _typeset(inputs, ["ua-1"])
    except typst.TypstError as error:
        if "could not be displayed" not in error.message:
            raise
        return _typeset(inputs, [])


def _typeset(inputs: dict[str, str], standards: "list[typst.PDFStandard]") -> bytes:
    found, warnings = _compiler().compile_with_warnings(
        input=PAGE.read_bytes(),
        format="pdf",
        sys_inputs=inputs,
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
        "subtitle": memo.subtitle,
        "head": head_line(memo),
        "scenario": memo.scenario,
        "language": memo.language,
        "blocks": [
            {**_block(block, memo), "before-table": isinstance(following, Table)}
            for block, following in zip_longest(memo.blocks, memo.blocks[1:])
        ],
        "attached": {
            "name": ATTACHED,
            "content": "\n".join(seal_lines(memo.seal)),
            "description": say("memo_section_seal", memo.language),
        },
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
    """Read a memo back: the attached seal, and the tables through the tags of the document.

    Raises
    ------
    SealError
        If it is no such file, or has no seal that can be read.
    """
    import pypdf
    from pypdf.errors import PyPdfError

    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        attached = reader.attachments.get(ATTACHED)
        if not attached:
            raise SealError("none")
        seal = seal_in(attached[0].decode("ascii", "replace"))
        tables = tables_in(reader)
    except (PyPdfError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise SealError(type(error).__name__) from None
    return Shown(seal, tables)
