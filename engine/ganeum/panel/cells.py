"""Cells of a table that people filled: values, and how their places are named."""

from collections.abc import Sequence
from dataclasses import dataclass

from ganeum.problems import Phrase, Problem, shown


@dataclass(frozen=True, slots=True)
class Formula:
    """A cell that holds a formula; it is never evaluated."""

    text: str


@dataclass(frozen=True, slots=True)
class Area:
    """Merged cells; rows and columns count from 0, both ends within."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """The cells of a sheet, or of a file of comma-separated values.

    Attributes
    ----------
    file : as problems name it.
    name : of the sheet; empty for a file of comma-separated values.
    rows : values by row and column; None for an empty cell; rows may differ in length.
    lines : the line on which each row of a text file ends; empty for a workbook.
    merged : the merged cells; only their first holds a value.
    """

    file: str
    name: str
    rows: Sequence[Sequence[object]]
    lines: Sequence[int] = ()
    merged: tuple[Area, ...] = ()

    def at(self, row: int, column: int) -> object:
        """Return the value of a cell; None where there is none."""
        cells = self.rows[row] if row < len(self.rows) else ()
        return cells[column] if column < len(cells) else None

    def problem(
        self,
        row: int,
        column: int,
        respondent: str,
        key: str,
        nearest: str = "",
        /,
        **values: object,
    ) -> Problem:
        """Return a problem of a cell, naming sheet, cell and respondent."""
        line = self.lines[row] if self.lines else 0
        return Problem(self.file, line, self.spell(row, column, respondent), key, values, nearest)

    def spell(self, row: int, column: int, respondent: str = "") -> str:
        """Return the name of a cell as spreadsheets write it: `Sheet!B7 (r01)`."""
        place = f"{self.name}!" if self.name else ""
        return f"{place}{cell_name(row, column)}" + (f" ({respondent})" if respondent else "")


def cell_name(row: int, column: int) -> str:
    """Return the name of a cell whose row and column count from 0.

    >>> cell_name(0, 0), cell_name(9, 27)
    ('A1', 'AB10')
    """
    letters, left = "", column + 1
    while left:
        left, place = divmod(left - 1, 26)
        letters = chr(ord("A") + place) + letters
    return f"{letters}{row + 1}"


def text_of(cell: object) -> str:
    """Return a cell as text without blanks around it or doubled within; empty for none."""
    return "" if cell is None or isinstance(cell, Formula) else " ".join(str(cell).split())


def found(cell: object) -> Phrase:
    """Return the words "found so and so" for a cell."""
    text = cell.text if isinstance(cell, Formula) else cell
    return Phrase("found_value", {"value": shown(text, 30)})
