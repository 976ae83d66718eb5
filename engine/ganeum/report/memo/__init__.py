"""Memos: what a planner takes to the boss, in many formats, and can have checked later."""

from ganeum.report.memo.composing import NAMES, PARTS, memo_content
from ganeum.report.memo.content import (
    SIGNS,
    Block,
    Bullet,
    Cell,
    Column,
    Figure,
    Heading,
    Memo,
    Paragraph,
    Table,
)
from ganeum.report.memo.formats import FORMATS, READERS, TEMPLATED
from ganeum.report.memo.seal import Request, Seal, SealError, seal_in, seal_lines, unpacked
from ganeum.report.memo.shown import Shown, ShownTable

__all__ = [
    "FORMATS",
    "NAMES",
    "PARTS",
    "READERS",
    "SIGNS",
    "TEMPLATED",
    "Block",
    "Bullet",
    "Cell",
    "Column",
    "Figure",
    "Heading",
    "Memo",
    "Paragraph",
    "Request",
    "Seal",
    "SealError",
    "Shown",
    "ShownTable",
    "Table",
    "memo_content",
    "seal_in",
    "seal_lines",
    "unpacked",
]
