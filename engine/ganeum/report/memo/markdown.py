"""Memos as Markdown, for pasting."""

import re
from collections.abc import Iterator

from ganeum.report.memo.bounds import keep_to
from ganeum.report.memo.content import SIGNS, Block, Bullet, Figure, Heading, Memo, Paragraph, Table
from ganeum.report.memo.seal import seal_in, seal_lines
from ganeum.report.memo.shown import Shown, ShownTable, heading

SPECIAL = re.compile(r"([\\|*_`<>\[\]#&~$])")
AT_THE_START = re.compile(r"([+=-]|\d+(?=[.)]))")
MOST = {"\n": 50_000, "|": 200_000}  # that are read
INDENT = "\u3000"  # a blank as wide as Hangul


def render(memo: Memo) -> bytes:
    """Return a memo as Markdown."""
    lines = [f"# {_escaped(memo.title)}", _escaped(memo.under_title)]
    blocks = [*lines, *(_block(memo, block) for block in memo.blocks)]
    seal = "\n".join(["<!--", *seal_lines(memo.seal), "-->"])
    return ("\n\n".join([*blocks, seal]) + "\n").encode()


def _block(memo: Memo, block: Block) -> str:
    match block:
        case Heading():
            return f"{'#' * (block.level + 1)} {_escaped(block.line)}"
        case Paragraph():
            return _escaped(block.text)
        case Bullet():
            if memo.language == "ko":
                return f"{INDENT * (block.level - 1)}{SIGNS[block.level - 1]} {_inside(block.text)}"
            return f"{'  ' * (block.level - 1)}- {_escaped(block.text)}"
        case Figure():
            return f"{_escaped(memo.caption(block))}"
        case Table():
            return _table(memo, block)


def _table(memo: Memo, table: Table) -> str:
    import tabulate

    rows = [[_inside(cell.text) for cell in row] for row in table.rows]
    text = tabulate.tabulate(
        rows,
        headers=[_inside(heading(column)) for column in table.columns],
        tablefmt="pipe",
        disable_numparse=True,
        colalign=["right" if column.right else "left" for column in table.columns],
    )
    under = "\n\n".join(map(_escaped, memo.under(table)))
    return "\n\n".join(filter(None, [_escaped(memo.caption(table)), text, under]))


def _inside(text: str) -> str:
    return SPECIAL.sub(r"\\\1", text)


def _escaped(text: str) -> str:
    """Return text that stands alone on a line, so that its start makes no list or rule."""
    text = _inside(text)
    start = AT_THE_START.match(text)
    if start is None:
        return text
    place = start.end() if start[1].isdigit() else 0
    return f"{text[:place]}\\{text[place:]}"


def read(data: bytes) -> Shown:
    """Read a memo back.

    Raises
    ------
    ValueError
        If it is no UTF-8 or has no seal.
    """
    text = data.decode("utf-8-sig")
    keep_to(text, MOST)
    seal = seal_in(text)
    return Shown(seal, *_parts(text.rpartition("<!--")[0].splitlines()))


def _parts(lines: list[str]) -> tuple[tuple[ShownTable, ...], tuple[str, ...]]:
    tables: list[list[list[str]]] = []
    texts: list[str] = []
    inside = False
    for line in lines:
        if line.startswith("|"):
            if not inside:
                tables.append([])
            tables[-1].append(list(_cells(line)))
        elif line.strip():
            texts.append(_unescaped(re.sub(r"^#+ ", "", line)))
        inside = line.startswith("|")
    shown = tuple(
        ShownTable(tuple(rows[0]), tuple(tuple(row) for row in rows[2:])) for rows in tables
    )
    return shown, tuple(texts)


def _cells(line: str) -> Iterator[str]:
    for cell in re.split(r"(?<!\\)((?:\\\\)*)\|", line.strip())[2:-1:2]:
        yield _unescaped(cell.strip())


def _unescaped(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text)
