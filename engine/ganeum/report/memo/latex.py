"""Memos as LaTeX, for XeLaTeX or LuaLaTeX with kotex."""

import re
from collections.abc import Iterator
from dataclasses import replace

from ganeum.report.memo.bounds import keep_to
from ganeum.report.memo.content import SIGNS, Block, Bullet, Figure, Heading, Memo, Paragraph, Table
from ganeum.report.memo.seal import seal_in, seal_lines
from ganeum.report.memo.shown import Shown, ShownTable, heading
from ganeum.report.memo.table_shape import column_shares

ESCAPES = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    '"': r"\textquotedbl{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    "'": r"\textquotesingle{}",
    "`": r"\textasciigrave{}",
    "[": "{[}",
    "]": "{]}",
    "-": "{-}",
    **{c: f"\\{c}" for c in "&%$#_{}"},
}
TO_TEX = str.maketrans(ESCAPES)
FROM_TEX = re.compile("|".join(sorted(map(re.escape, ESCAPES.values()), key=len, reverse=True)))
BACK = {code: character for character, code in ESCAPES.items()}
HEAD = r"""\documentclass[a4paper,10pt]{article}
\usepackage{kotex}
\usepackage[margin=20mm]{geometry}
\usepackage{array,booktabs,longtable,textcomp}
\setlength{\parindent}{0pt}
\setlength{\parskip}{4pt}
\setlength{\LTpre}{2pt}
\setlength{\tabcolsep}{3pt}
\begin{document}"""
MOST = {"\n": 50_000, "&": 200_000}  # that are read
COMMANDS = {1: "section*", 2: "subsection*"}
ROOM = 100  # half-width characters of a table's size that go into a line


def render(memo: Memo) -> bytes:
    """Return a memo as LaTeX."""
    lines = [
        HEAD,
        rf"\textbf{{\Large {_tex(memo.title)}}}\par",
        rf"{_tex(memo.under_title)}\par",
        *(_block(memo, block) for block in memo.blocks),
        r"\end{document}",
        *(f"% {line}" for line in seal_lines(memo.seal)),
    ]
    return ("\n".join(lines) + "\n").encode()


def _tex(text: str) -> str:
    return text.translate(TO_TEX)


def _block(memo: Memo, block: Block) -> str:
    match block:
        case Heading():
            text = _tex(block.line)
            return f"\\{COMMANDS[block.level]}{{{text}}}"
        case Paragraph():
            return rf"{_tex(block.text)}\par"
        case Bullet():
            sign = SIGNS[block.level - 1] if memo.language == "ko" else r"\textbullet"
            return rf"\hspace*{{{block.level - 1}em}}{sign} {_tex(block.text)}\par"
        case Figure():
            return rf"{_tex(memo.caption(block))}\par"
        case Table():
            return _table(memo, block)


def _table(memo: Memo, table: Table) -> str:
    heads = [_tex(heading(column)) for column in table.columns]
    rows = [[_tex(cell.text) for cell in row] for row in table.rows]
    lines = [
        rf"{_tex(memo.caption(table))}\par",
        r"\nopagebreak\begingroup\footnotesize",
        rf"\begin{{longtable}}{{{''.join(_columns(table))}}}",
        r"\toprule",
        rf"{' & '.join(heads)} \\",
        r"\midrule",
        r"\endhead",
        *(rf"{' & '.join(row)} \\" for row in rows),
        r"\bottomrule",
        r"\end{longtable}",
        r"\endgroup",
        *(rf"{_tex(line)}\par" for line in memo.under(table)),
    ]
    return "\n".join(lines)


def _columns(table: Table) -> Iterator[str]:
    """Yield the form of each column, whose heading stands on one line with the one above it."""
    plain = tuple(replace(column, heading=heading(column), over="") for column in table.columns)
    shares = column_shares(replace(table, columns=plain), ROOM)
    for column, share in zip(table.columns, shares, strict=True):
        side = "left" if column.right else "right"  # the side that is ragged
        width = rf"\dimexpr {share:.4f}\linewidth-2\tabcolsep"
        yield rf">{{\ragged{side}\arraybackslash}}p{{{width}}}"


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
    tables: list[list[tuple[str, ...]]] = []
    texts: list[str] = []
    for line in text.partition(r"\begin{document}")[2].splitlines():
        if line.startswith(r"\begin{longtable}"):
            tables.append([])
        elif tables and line.endswith(r" \\"):
            cells = re.split(r" (?<!\\)& ", line.removesuffix(r" \\"))
            tables[-1].append(tuple(map(_plain, cells)))
        elif line.endswith(r"\par"):
            inside = re.sub(r"^\\textbf\{\\Large (.*)\}$", r"\1", line.removesuffix(r"\par"))
            texts.append(_plain(re.sub(r"^\\hspace\*\{\d+em\}(\\textbullet )?", "", inside)))
        elif title := re.match(r"\\(?:sub)?section\*\{(.*)\}$", line):
            texts.append(_plain(title[1]))
    shown = tuple(ShownTable(rows[0], tuple(rows[1:])) for rows in tables if rows)
    return Shown(seal, shown, tuple(texts))


def _plain(text: str) -> str:
    return FROM_TEX.sub(lambda code: BACK[code[0]], text)
