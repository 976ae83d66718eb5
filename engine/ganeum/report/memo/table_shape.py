"""The shape of a table on paper: its heading's cells, and how wide each column is."""

from dataclasses import dataclass
from itertools import groupby

from rich.cells import cell_len

from ganeum.report.memo.content import Table

LEAST = 4  # half-width characters of a column
MOST = 74  # that a column wishes for, enough for a digest; longer text is broken into lines
LONG = 14  # of a word that may be broken at its hyphens
PADDING = 2
CAPITAL = 0.5  # half-widths by which a capital letter is wider than others, in bold
SHORT = 15  # rows of a table that is kept on one page


@dataclass(frozen=True, slots=True)
class HeadCell:
    """A cell of the heading: where it begins, how far it reaches, what it says."""

    row: int
    column: int
    rows: int
    columns: int
    text: str


def kept_whole(table: Table) -> bool:
    """Tell whether a table is short enough to stand on one page."""
    return len(table.rows) <= SHORT


def head_rows(table: Table) -> int:
    """Return how many rows the heading has."""
    return 2 if table.tiered else 1


def head_cells(table: Table) -> list[HeadCell]:
    """Return the cells of a heading, row by row.

    Neighbours with the same heading above them share it; a column without one takes both rows.
    """
    cells: list[HeadCell] = []
    if table.tiered:
        place = 0
        for over, group in groupby(table.columns, key=lambda column: column.over):
            members = list(group)
            if over:
                cells.append(HeadCell(0, place, 1, len(members), over))
            else:
                cells.extend(
                    HeadCell(0, place + k, 2, 1, column.heading) for k, column in enumerate(members)
                )
            place += len(members)
    low = head_rows(table) - 1
    cells.extend(
        HeadCell(low, k, 1, 1, column.heading)
        for k, column in enumerate(table.columns)
        if column.over or not low
    )
    return cells


def column_shares(table: Table, room: int) -> list[float]:
    """Return the share of a line's width that each column gets; together 1 at most.

    A column first gets room for its longest word, then what is left goes where lines are longer.

    Parameters
    ----------
    table : Table
    room : int
        How many half-width characters go into a line of the page; Hangul takes two.
    """
    least, wished = list[float](), list[float]()
    for k, column in enumerate(table.columns):
        texts = [column.heading, *(row[k].text for row in table.rows)]
        lines = [line for text in texts for line in text.split("\n")]
        low = min(max(LEAST, *(_unbroken(line) for line in lines)), MOST) + PADDING
        least.append(low)
        wished.append(max(low, min(max(map(cell_len, lines)), MOST) + PADDING))
    more = [high - low for high, low in zip(wished, least, strict=True)]
    spare = max(room - sum(least), 0)
    part = min(spare / sum(more), 1) if any(more) else 0
    given = [low + part * extra for low, extra in zip(least, more, strict=True)]
    whole = max(room, sum(given))
    return [width / whole for width in given]


def _unbroken(line: str) -> float:
    """Return the width of the longest part of a line that stays on one line."""
    words = (word for word in line.split())
    parts = (part for word in words for part in (word.split("-") if len(word) > LONG else [word]))
    return max((cell_len(p) + CAPITAL * sum(map(str.isupper, p)) for p in parts), default=0)
