"""Reading a wide table: one row a respondent, one column a pair."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from ganeum.panel.answer_values import Unread, read_answer
from ganeum.panel.cells import Area, Formula, Sheet, cell_name, found, text_of
from ganeum.panel.column_names import Columns, Meaning, PairColumn, folded
from ganeum.panel.questionnaire import Scale
from ganeum.panel.replies import ANONYMOUS, MOST_PROBLEMS, Replies, Reply
from ganeum.problems import Problem, listed, nearest_name, shown

DEEPEST_HEADER = 20  # rows above the headings: titles and remarks
WHOLE_PANEL = "panel"  # the group of everybody where no column names groups
MOST_WEIGHT = 1e6
MADE_UP = ("made up", "made-up", "지어낸")


def read_wide(file: Path, sheets: Sequence[Sheet], columns: Columns, scale: Scale) -> Replies:
    """Return the replies in a wide table, of the first sheet that has one.

    The heading is the first row with the name of a pair; what stands above it is left out, as are
    columns that mean nothing here, which are said. Names of respondents stay in the table: what is
    no anonymised id (r01) is numbered in the order of the rows.
    """
    for sheet in sheets:
        header = _header(sheet, columns)
        if header is not None:
            return _Wide(sheet, header, columns, scale).replies()
    values = {"example": columns.pairs.example}
    return Replies((), [Problem(str(file), 0, "", "wide_no_header", values)])


def _header(sheet: Sheet, columns: Columns) -> int | None:
    for row, cells in enumerate(sheet.rows[:DEEPEST_HEADER]):
        if any(isinstance(columns.meaning(cell), PairColumn) for cell in cells):
            return row
    return None


class _Wide:
    """One table while it is read."""

    def __init__(self, sheet: Sheet, header: int, columns: Columns, scale: Scale) -> None:
        self.sheet, self.header, self.columns = sheet, header, columns
        self.scale: Scale = scale
        self.problems: list[Problem] = []
        self.notes: list[Problem] = []
        self.pairs: dict[int, PairColumn] = {}
        self.roles: dict[str, int] = {}
        self.covered = _covered(sheet.merged)

    def replies(self) -> Replies:
        """Read everything."""
        self.read_header()
        rows = [row for row in range(self.header + 1, len(self.sheet.rows)) if self.filled(row)]
        names = self.names(rows)
        replies: list[Reply] = []
        for row, name in zip(rows, names, strict=True):
            replies.append(self.reply(row, name))
            if len(self.problems) > MOST_PROBLEMS:
                at = (row, 0, "", "too_many_problems")
                self.problems.append(self.sheet.problem(*at, count=MOST_PROBLEMS))
                break
        if not rows:
            self.problems.append(self.sheet.problem(self.header, 0, "", "wide_no_rows"))
        return Replies(replies, self.problems, self.notes, self.made_up())

    def made_up(self) -> bool:
        """Tell whether what stands above the heading says that the answers are made up."""
        titles = (cell for row in self.sheet.rows[: self.header] for cell in row)
        return any(sign in folded(title) for title in titles for sign in MADE_UP)

    def read_header(self) -> None:
        seen: dict[Meaning, int] = {}
        unknown: list[str] = []
        for column, header in enumerate(self.sheet.rows[self.header]):
            if not text_of(header):
                continue
            meaning = self.columns.meaning(header)
            near = "" if meaning else self.columns.pairs.nearest(folded(header))
            if near:
                at = (self.header, column, "", "wide_header_misspelt", near)
                self.problems.append(self.sheet.problem(*at, found=found(header)))
            elif meaning is None:
                unknown.append(shown(text_of(header), 30)[1:-1])
            elif meaning != "ignore":
                twin = self.pair_of(meaning)
                if twin in seen:
                    first = cell_name(self.header, seen[twin])
                    at = (self.header, column, "", "wide_column_twice")
                    self.problems.append(self.sheet.problem(*at, first=first))
                    continue
                seen[twin] = column
                if isinstance(meaning, PairColumn):
                    self.pairs[column] = meaning
                else:
                    self.roles[meaning] = column
        if unknown:
            at = (self.header, 0, "", "wide_columns_unused")
            self.notes.append(self.sheet.problem(*at, names=listed(unknown)))

    def pair_of(self, meaning: Meaning) -> Meaning:
        """Return what two columns with the same question have in common."""
        if isinstance(meaning, PairColumn):
            return PairColumn(meaning.node, meaning.pair, turned=False)
        return meaning

    def filled(self, row: int) -> bool:
        """Tell whether somebody answered in a row."""
        columns = [*self.pairs, *self.roles.values()]
        return any(self.sheet.at(row, column) is not None for column in columns)

    def names(self, rows: Sequence[int]) -> list[str]:
        """Return anonymised ids: the column's own if all are such, else numbers in order."""
        column = self.roles.get("respondent")
        given = ["" if column is None else folded(self.sheet.at(row, column)) for row in rows]
        own = bool(given) and all(re.fullmatch(ANONYMOUS, name) for name in given)
        digits = max(2, len(str(len(rows))))
        names = given if own else [f"r{k:0{digits}}" for k in range(1, len(rows) + 1)]
        seen: dict[str, int] = {}
        for row, raw, name in zip(rows, given, names, strict=True):
            if column is not None and not raw:
                self.problems.append(self.sheet.problem(row, column, name, "respondent_missing"))
            elif column is not None and raw in seen:
                first = cell_name(seen[raw], column)
                at = (row, column, name, "respondent_twice")
                self.problems.append(self.sheet.problem(*at, first=first))
            seen.setdefault(raw, row)
        if given and column is not None and not own:
            at = (self.header, column, "", "respondents_numbered")
            self.notes.append(self.sheet.problem(*at, last=names[-1]))
        return names

    def reply(self, row: int, name: str) -> Reply:
        reply = Reply(self.sheet, row, self.roles.get("respondent", 0), name)
        for column, meaning in self.pairs.items():
            cell = self.sheet.at(row, column)
            value = read_answer(cell, self.scale, self.columns.negative)
            if (row, column) in self.covered:
                area = self.covered[row, column]
                key, first = "answer_merged", cell_name(area.top, area.left)
                self.problems.append(self.sheet.problem(row, column, name, key, first=first))
                reply.lost.add(meaning.node)
            elif isinstance(value, Unread):
                self.problems.append(
                    self.sheet.problem(row, column, name, value.key, **value.values)
                )
                reply.lost.add(meaning.node)
            else:
                kept = 1 / value if meaning.turned and value else value
                reply.answer(meaning.node, meaning.pair, kept, (row, column))
        if reply.judgements or reply.lost:
            self.problems.extend(self.group(reply))
            self.problems.extend(self.weight(reply))
        return reply

    def group(self, reply: Reply) -> Iterator[Problem]:
        column = self.roles.get("group")
        if column is None:
            reply.group = WHOLE_PANEL
            return
        row = reply.row
        area = self.covered.get((row, column))
        cell = self.sheet.at(row if area is None else area.top, column)
        reply.group = self.columns.groups.get(folded(cell))
        if reply.group is None:
            known = dict.fromkeys(self.columns.groups.values())
            given = text_of(cell) or isinstance(cell, Formula)
            key = "group_unknown" if given else "group_missing"
            values = {"found": found(cell)} if given else {}
            near = nearest_name(folded(cell), self.columns.groups) if given else ""
            at = (row, column, reply.name, key, near)
            yield self.sheet.problem(*at, known=listed(known), **values)

    def weight(self, reply: Reply) -> Iterator[Problem]:
        column = self.roles.get("weight")
        cell = None if column is None else self.sheet.at(reply.row, column)
        if column is None or cell is None:
            return
        plain = unicodedata.normalize("NFKC", text_of(cell))
        try:
            reply.weight = float(plain) if not isinstance(cell, bool) else -1.0
        except ValueError:
            reply.weight = -1.0
        if not 0 < reply.weight <= MOST_WEIGHT:
            yield self.sheet.problem(
                reply.row, column, reply.name, "weight_wrong", found=found(cell)
            )


def _covered(areas: Sequence[Area]) -> Mapping[tuple[int, int], Area]:
    """Return the cells that a merged area covers apart from its first."""
    cells: dict[tuple[int, int], Area] = {}
    for area in areas:
        rows, columns = range(area.top, area.bottom + 1), range(area.left, area.right + 1)
        cells.update({(row, column): area for row in rows for column in columns})
        cells.pop((area.top, area.left), None)
    return cells
