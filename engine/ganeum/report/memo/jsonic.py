"""Memos as canonical JSON: every cell with its text and its value."""

import json
from typing import Annotated, TypeVar

from pydantic import BaseModel, ConfigDict, FailFast, ValidationError

from ganeum.report.formats import json_text
from ganeum.report.memo.bounds import keep_to
from ganeum.report.memo.content import Block, Bullet, Figure, Heading, Memo, Paragraph, Table
from ganeum.report.memo.seal import SealError, unpacked
from ganeum.report.memo.shown import Shown, ShownTable, heading


def render(memo: Memo) -> bytes:
    """Return a memo as canonical JSON; numbers carry 12 significant digits."""
    payload = {
        "ganeum_memo": 1,
        "title": memo.title,
        "under_title": memo.under_title,
        "language": memo.language,
        "blocks": [_block(memo, block) for block in memo.blocks],
        "seal": memo.seal.packed(),
        "provenance": memo.seal.model_dump(mode="json", exclude={"content", "overlay"}),
    }
    return json_text(payload).encode()


def _block(memo: Memo, block: Block) -> dict[str, object]:
    match block:
        case Heading():
            text = block.line
            return {"kind": "heading", "level": block.level, "text": text}
        case Paragraph():
            return {"kind": "paragraph", "text": block.text}
        case Bullet():
            return {"kind": "bullet", "level": block.level, "text": block.text}
        case Figure():
            return {
                "kind": "figure",
                "id": block.id,
                "text": memo.caption(block),
                "alternative": block.alternative,
            }
        case Table():
            return {
                "kind": "table",
                "id": block.id,
                "text": memo.caption(block),
                "columns": [
                    {"heading": heading(column), "kind": column.kind} for column in block.columns
                ],
                "rows": [
                    [{"text": cell.text, "value": cell.value} for cell in row] for row in block.rows
                ],
                "under": list(memo.under(block)),
            }


MOST = {"{": 150_000, "[": 50_000}  # that are read

Part = TypeVar("Part")
Quick = Annotated[list[Part], FailFast()]  # what else is wrong is not told


class _Form(BaseModel):
    model_config = ConfigDict(extra="ignore")


class _Cell(_Form):
    text: str
    value: str | int | float | None


class _Column(_Form):
    heading: str


class _Block(_Form):
    kind: str
    text: str
    columns: Quick[_Column] = []
    rows: Quick[Quick[_Cell]] = []
    under: Quick[str] = []


class _Memo(_Form):
    title: str
    under_title: str
    blocks: Quick[_Block]
    seal: str


def read(data: bytes) -> Shown:
    """Read a memo back.

    Raises
    ------
    ValueError
        If it is not such JSON or has no seal.
    """
    try:
        text = data.decode()
        keep_to(text, MOST)
        memo = _Memo.model_validate(json.loads(text))
    except (ValidationError, RecursionError, UnicodeDecodeError, json.JSONDecodeError):
        raise SealError("none") from None
    seal = unpacked(memo.seal)
    texts = [memo.title, memo.under_title]
    tables: list[ShownTable] = []
    for block in memo.blocks:
        texts.append(block.text)
        texts.extend(block.under)
        if block.kind == "table":
            tables.append(
                ShownTable(
                    tuple(column.heading for column in block.columns),
                    tuple(tuple(cell.text for cell in row) for row in block.rows),
                    tuple(tuple(cell.value for cell in row) for row in block.rows),
                )
            )
    return Shown(seal, tuple(tables), tuple(texts))
