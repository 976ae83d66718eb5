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
from ganeum.report.memo.seal import Request, Seal, SealError, seal_in, seal_lines, unpacked

__all__ = [
    "NAMES",
    "PARTS",
    "SIGNS",
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
    "Table",
    "memo_content",
    "seal_in",
    "seal_lines",
    "unpacked",
]
