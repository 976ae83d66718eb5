"""Changes that respondents accepted when asked again, from a table with a row for each proposal."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from ganeum.fields import Text
from ganeum.panel.answer_values import Unread, read_answer
from ganeum.panel.cells import Sheet, found, text_of
from ganeum.panel.comma import read_comma
from ganeum.panel.questionnaire import Scale
from ganeum.panel.reranking import with_change, with_respondent
from ganeum.panel.workbooks import read_file, read_workbook, refused
from ganeum.panel_checks import same
from ganeum.panel_file import JudgementChange, Panel, Respondent
from ganeum.problems import Problem, ScenarioError, listed, nearest_name

KEYS = ("sector", "node", "first", "second")
NEEDED = ("respondent", *KEYS, "from", "to", "accepted", "reason")
ACCEPTED = ("yes", "y", "o", "v", "1", "true", "예", "네", "○")
OPEN = ("", "no", "n", "x", "0", "false", "아니요", "아니오")


def with_changes(panel: Panel, file: str | Path) -> Panel:
    """Return a panel with the changes that a table says were accepted, the originals kept.

    Parameters
    ----------
    panel : Panel
    file : path
        A table (.csv or .xlsx) as `ganeum panel proposals` writes it. Rows count where `accepted`
        says yes, and need a reason; a judgement is `3`, `1/3`, `A 3` or `B 3`.

    Raises
    ------
    ScenarioError
        With every problem found, by cell.
    """
    file = Path(file)
    data = read_file(file)
    sheets = read_workbook(file, data) if file.suffix.lower() == ".xlsx" else []
    sheet = sheets[0] if sheets else read_comma(file, data)
    heads = [text_of(cell).lower() for cell in (sheet.rows[0] if sheet.rows else ())]
    missing = [name for name in NEEDED if name not in heads]
    if missing:
        raise refused(file, "changes_columns", missing=listed(missing), known=listed(NEEDED))
    table = _Table(sheet, {name: heads.index(name) for name in NEEDED}, panel)
    problems: list[Problem] = []
    changed: set[tuple[str, ...]] = set()
    for row in range(1, len(sheet.rows)):
        wrong = list(table.problems(row, changed))
        problems += wrong
        if not wrong and table.accepted(row):
            panel = with_respondent(panel, table.changed(row, panel))
    if problems:
        raise ScenarioError(problems)
    return panel


class _Table:
    """The rows of such a table."""

    def __init__(self, sheet: Sheet, columns: Mapping[str, int], panel: Panel) -> None:
        self.sheet, self.columns = sheet, columns
        self.scale: Scale = panel.rules.scale
        self.respondents = {respondent.id: respondent for respondent in panel.respondents}

    def text(self, row: int, name: str) -> str:
        return text_of(self.sheet.at(row, self.columns[name]))

    def accepted(self, row: int) -> bool:
        return self.text(row, "accepted").lower() in ACCEPTED

    def _problem(self, row: int, name: str, key: str, near: str = "", /, **more: object) -> Problem:
        who = self.text(row, "respondent")
        return self.sheet.problem(row, self.columns[name], who, key, near, **more)

    def problems(self, row: int, changed: set[tuple[str, ...]]) -> Iterator[Problem]:
        """Yield what is wrong with a row; one that is not accepted is not looked at."""
        if not self.accepted(row):
            if self.text(row, "accepted").lower() not in OPEN:
                cell = found(self.text(row, "accepted"))
                yield self._problem(row, "accepted", "changes_accepted", found=cell)
            return
        name = self.text(row, "respondent")
        if name not in self.respondents:
            known = list(self.respondents)
            values = {"what": "respondent", "id": name, "known": listed(known)}
            yield self._problem(row, "respondent", "undefined", nearest_name(name, known), **values)
            return
        if not self.text(row, "reason"):
            yield self._problem(row, "reason", "changes_reason")
        first, second = self.text(row, "first"), self.text(row, "second")
        pair = (
            name,
            *(self.text(row, key) for key in ("sector", "node")),
            *sorted((first, second)),
        )
        if pair in changed:
            yield self._problem(row, "first", "panel_change_twice", a=first, b=second)
        changed.add(pair)
        yield from self._values(row, self.respondents[name])

    def _values(self, row: int, respondent: Respondent) -> Iterator[Problem]:
        sector, node, first, second = (self.text(row, key) for key in KEYS)
        given = said(respondent, sector, node, first, second)
        if given is None:
            values = {"sector": sector, "node": node, "a": first, "b": second}
            yield self._problem(row, "first", "panel_change_absent", **values)
            return
        read = {name: self._judgement(row, name) for name in ("from", "to")}
        for name, value in read.items():
            if isinstance(value, Unread):
                yield self._problem(row, name, value.key, **value.values)
        before, to = read["from"], read["to"]
        if isinstance(before, float) and not same(given, before):
            values = {"actual": f"{given:g}", "expected": f"{before:g}"}
            yield self._problem(row, "from", "panel_change_from", **values)
        elif isinstance(before, float) and isinstance(to, float) and same(before, to):
            yield self._problem(row, "to", "panel_change_nothing")

    def _judgement(self, row: int, name: str) -> float | Unread:
        cell = self.sheet.at(row, self.columns[name])
        value = read_answer(cell, self.scale)
        return Unread("answer_unread", {"found": found(cell)}) if value is None else value

    def changed(self, row: int, panel: Panel) -> Respondent:
        """Return the respondent of a row as he is in the panel, with the change of the row."""
        sector, node, first, second = (self.text(row, key) for key in KEYS)
        reason = self.text(row, "reason")
        change = JudgementChange.model_construct(
            sector=sector,
            node=node,
            first=first,
            second=second,
            before=self._judgement(row, "from"),
            to=self._judgement(row, "to"),
            reason=Text(ko=reason, en=reason),
        )
        name = self.text(row, "respondent")
        return with_change(next(r for r in panel.respondents if r.id == name), change)


def said(respondent: Respondent, sector: str, node: str, first: str, second: str) -> float | None:
    """Return how many times a respondent said that the first outweighs the second, if he did."""
    rows = respondent.judgements.get(sector, {}).get(node, {})
    turned = rows.get(second, {}).get(first)
    return rows.get(first, {}).get(second) if turned is None else 1 / turned
