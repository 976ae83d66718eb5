"""Reading the filled form: which box of each row is ticked."""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from ganeum.panel.cells import Formula, Sheet, cell_name, found, text_of
from ganeum.panel.form_layout import (
    BOX_COLUMN,
    FIRST_COLUMN,
    FIRST_ROW,
    GROUP_CELL,
    ID_CELL,
    IDENTITY_SHEET,
    MARKS,
    NUMBER_COLUMN,
    Box,
    FormIdentity,
    boxes,
    identity_in,
)
from ganeum.panel.questionnaire import Question, Questionnaire
from ganeum.panel.replies import MOST_PROBLEMS, Replies, Reply
from ganeum.panel.workbooks import refused
from ganeum.problems import Problem, listed, nearest_name


def form_identity(file: Path, sheets: Sequence[Sheet]) -> FormIdentity | None:
    """Return what a workbook says about itself; None if it is no form.

    Raises
    ------
    ScenarioError
        If it is a form, and what it says cannot be read.
    """
    sheet = next((sheet for sheet in sheets if sheet.name == IDENTITY_SHEET), None)
    if sheet is None:
        return None
    identity = identity_in(row[0] for row in sheet.rows if row)
    if identity is None:
        raise refused(file, "form_identity_damaged")
    return identity


def read_form(
    file: Path, sheets: Sequence[Sheet], identity: FormIdentity, questionnaire: Questionnaire
) -> Replies:
    """Return the replies in a filled form.

    Parameters
    ----------
    file : Path
        As problems name it.
    sheets : sequence of Sheet
        Of the workbook.
    identity : FormIdentity
        What it says about itself.
    questionnaire : Questionnaire
        With the same questions in the same order.
    """
    questions = {question.number: question for question in questionnaire.questions}
    problems: list[Problem] = []
    replies: list[Reply] = []
    for sheet in sheets:
        if sheet.name == IDENTITY_SHEET or not _asks(sheet, questions):
            continue  # instructions, and whatever people added
        name = text_of(sheet.at(*ID_CELL))
        if name not in identity.respondents:
            known = listed(identity.respondents)
            problems.append(sheet.problem(*ID_CELL, "", "form_respondent_unknown", known=known))
            continue
        reply = Reply(sheet, *ID_CELL, name)
        problems.extend(_rows(reply, identity, questions))
        if reply.judgements or reply.lost:
            problems.extend(_group(reply, identity))
        replies.append(reply)
        if len(problems) > MOST_PROBLEMS:
            problems.append(sheet.problem(0, 0, "", "too_many_problems", count=MOST_PROBLEMS))
            break
    if not replies and not problems:
        problems.append(Problem(str(file), 0, "", "form_no_sheets"))
    return Replies(replies, problems)


def _number(cell: object) -> int | None:
    if isinstance(cell, float) and cell.is_integer():
        return int(cell)
    return cell if isinstance(cell, int) and not isinstance(cell, bool) else None


def _asks(sheet: Sheet, questions: Mapping[int, Question]) -> bool:
    """Tell whether a sheet has rows of questions."""
    rows = range(FIRST_ROW, len(sheet.rows))
    return any(_number(sheet.at(row, NUMBER_COLUMN)) in questions for row in rows)


def _group(reply: Reply, identity: FormIdentity) -> Iterator[Problem]:
    cell = reply.sheet.at(*GROUP_CELL)
    given = text_of(cell).casefold()
    named = {
        spelled.casefold(): group
        for group, name in identity.groups.items()
        for spelled in (group, text_of(name))
    }
    if given in named:
        reply.group = named[given]
    elif not given and not isinstance(cell, Formula) and len(identity.groups) == 1:
        (reply.group,) = identity.groups
    else:
        known = listed(identity.groups.values())
        key = "group_unknown" if given else "group_missing"
        values = {"found": found(cell)} if given else {}
        near = nearest_name(given, [name.casefold() for name in identity.groups.values()])
        yield reply.sheet.problem(*GROUP_CELL, reply.name, key, near, known=known, **values)


def _rows(
    reply: Reply, identity: FormIdentity, questions: Mapping[int, Question]
) -> Iterator[Problem]:
    sheet, row_boxes = reply.sheet, boxes(identity.scale)
    second_column = BOX_COLUMN + len(row_boxes)
    names = {(node.sector, node.node): node.items for node in identity.nodes}
    seen: dict[int, int] = {}
    for row in range(FIRST_ROW, len(sheet.rows)):
        number = _number(sheet.at(row, NUMBER_COLUMN))
        question = questions.get(number) if number is not None else None
        if number is None or question is None:
            continue
        if number in seen:
            first = cell_name(seen[number], NUMBER_COLUMN)
            at = (row, NUMBER_COLUMN, reply.name)
            yield sheet.problem(*at, "form_row_twice", number=number, first=first)
            continue
        seen[number] = row
        node, pair = (question.sector, question.node), (question.first.id, question.second.id)
        printed = names[node]
        sides = (sheet.at(row, FIRST_COLUMN), sheet.at(row, second_column))
        if tuple(map(text_of, sides)) != tuple(text_of(printed[name]) for name in pair):
            at = (row, FIRST_COLUMN, reply.name)
            expected = " / ".join(printed[name] for name in pair)
            yield sheet.problem(*at, "form_row_changed", number=number, expected=expected)
            reply.lost.add(node)
            continue
        ticks: list[Box] = []
        wrong = list(_ticks(reply, row, row_boxes, ticks))
        yield from wrong
        if wrong:
            reply.lost.add(node)
        else:
            value = ticks[0].judgement if ticks else None
            reply.answer(node, pair, value, (row, BOX_COLUMN))
    for number in sorted(questions.keys() - seen.keys()):
        question = questions[number]
        reply.answer(
            (question.sector, question.node), (question.first.id, question.second.id), None, ID_CELL
        )


def _ticks(reply: Reply, row: int, row_boxes: Sequence[Box], ticks: list[Box]) -> Iterator[Problem]:
    """Gather the boxes that are ticked; yield what is wrong in the row."""
    sheet = reply.sheet
    places: list[str] = []
    for column, box in enumerate(row_boxes, start=BOX_COLUMN):
        cell = sheet.at(row, column)
        if cell is None or not (isinstance(cell, Formula) or text_of(cell)):
            continue
        if isinstance(cell, Formula):
            yield sheet.problem(row, column, reply.name, "answer_formula", found=found(cell))
        elif is_tick(cell, box):
            ticks.append(box)
            places.append(cell_name(row, column))
        else:
            yield sheet.problem(row, column, reply.name, "form_mark_unknown", found=found(cell))
    if len(ticks) > 1:
        sides = {box.favours for box in ticks}
        key = "form_both_sides" if {"first", "second"} <= sides else "form_ticked_twice"
        yield sheet.problem(row, BOX_COLUMN, reply.name, key, cells=listed(places))


def is_tick(cell: object, box: Box) -> bool:
    """Tell whether a cell holds a tick: a mark, or the number of its box.

    >>> five = Box(5, "first")
    >>> [is_tick(cell, five) for cell in ("V", " √ ", "ㅍ", "５", "?")]
    [True, True, True, True, False]
    """
    text = unicodedata.normalize("NFKC", text_of(cell))
    return text in MARKS or text == str(box.value)
