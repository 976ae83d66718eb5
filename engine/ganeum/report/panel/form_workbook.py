"""The questionnaire as a workbook: one sheet a respondent, boxes to tick, printed on A4 across."""

import io
from collections.abc import Mapping, Sequence
from math import isclose
from typing import Any

from rich.cells import cell_len

from ganeum.office_archive import steady
from ganeum.panel.cells import cell_name
from ganeum.panel.form_layout import (
    BOX_COLUMN,
    FIRST_COLUMN,
    FIRST_ROW,
    GROUP_CELL,
    ID_CELL,
    IDENTITY_SHEET,
    MARK,
    NUMBER_COLUMN,
    SCALE_ROW,
    boxes,
    identity_cells,
    identity_of,
)
from ganeum.panel.questionnaire import Question, Questionnaire
from ganeum.panel_file import NodeJudgements
from ganeum.problems import printable
from ganeum.report.memo.paper import FONT
from ganeum.report.memo.sheet_names import sheet_name
from ganeum.report.memo.workbook import MADE
from ganeum.report.panel.form_looks import LOOKS, TICKED, TWICE
from ganeum.report.panel.form_words import Block, blocks, form_title, instructions, meanings, sides
from ganeum.report.panel.respondents import Addressee
from ganeum.words import Language, say

Workbook = Any  # of XlsxWriter, which has too few types
Judged = Mapping[str, Mapping[str, NodeJudgements]]  # by sector and node
ROW, HEADING_ROW, PART_ROW, TITLE_ROW, GAP = 19, 17, 20, 27, 8  # points
PAGE = 478  # points of rows on a page of A4 across, under the headings
ITEM_WIDTH = 26  # half-width characters
BOX_WIDTHS = {17: 4.0, 9: 7.4}  # so that both scales fill the page
NUMBER_WIDTH = 5.5


def form_workbook(
    questionnaire: Questionnaire,
    addressees: Sequence[Addressee],
    language: Language,
    *,
    made_up: bool = False,
    answered: Mapping[str, Judged] | None = None,
) -> bytes:
    """Return the form as an Excel file, the same bytes each time.

    Parameters
    ----------
    questionnaire : Questionnaire
        What is asked.
    addressees : sequence of Addressee
        One sheet each; one at least.
    language : {"ko", "en"}
        Of the form.
    made_up : bool
        Whether every sheet says that it is made up, and so what is read from it.
    answered : mapping, optional
        Judgements by respondent, sector, node, first and second that are ticked already, as for
        one who is asked again.
    """
    import xlsxwriter

    buffer = io.BytesIO()
    workbook: Workbook = xlsxwriter.Workbook(buffer, {"in_memory": True})
    title = form_title(questionnaire, language, made_up=made_up)
    workbook.set_properties({"title": title[:255], "author": "Ganeum", "created": MADE})
    form = _Form(workbook, questionnaire, language, printable(title))
    form.instructions()
    for addressee in addressees:
        form.respondent(addressee, (answered or {}).get(addressee.id, {}))
    form.identity([addressee.id for addressee in addressees], made_up=made_up)
    workbook.close()
    return steady(buffer.getvalue())


class _Form:
    """A form while it is written."""

    def __init__(
        self, workbook: Workbook, questionnaire: Questionnaire, language: Language, title: str
    ) -> None:
        self.workbook, self.questionnaire, self.title = workbook, questionnaire, title
        self.language: Language = language
        self.boxes = boxes(questionnaire.scale)
        self.blocks = list(blocks(questionnaire, language))
        self.second = BOX_COLUMN + len(self.boxes)
        self.groups = [printable(group.name(language)) for group in questionnaire.groups]
        self.taken = {IDENTITY_SHEET}
        basic = {"font_name": FONT, "font_size": 10, "valign": "vcenter"}
        self.looks = {name: workbook.add_format({**basic, **look}) for name, look in LOOKS.items()}
        self.twice = workbook.add_format({"bg_color": TWICE})
        self.ticked = workbook.add_format({"bg_color": TICKED})

    def say(self, key: str, /, **values: object) -> str:
        return say(key, self.language, **values)

    def sheet(self, name: str) -> Any:
        """Return a new sheet, across on A4 and locked but for its open cells; no password."""
        sheet = self.workbook.add_worksheet(sheet_name(name, self.taken))
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        sheet.center_horizontally()
        sheet.fit_to_pages(1, 0)  # whatever width the printer's font gives
        sheet.hide_gridlines(2)
        sheet.protect("", {"format_columns": True, "format_rows": True})
        widths = [NUMBER_WIDTH, ITEM_WIDTH, *[BOX_WIDTHS[len(self.boxes)]] * len(self.boxes)]
        for column, width in enumerate([*widths, ITEM_WIDTH]):
            sheet.set_column(column, column, width)
        footer = self.say("panel_form_page", page="&P", pages="&N")
        sheet.set_footer(f"&C&8{footer}")
        return sheet

    def text(self, sheet: Any, row: int, column: int, text: str, look: str) -> None:
        """Write text, whatever it begins with."""
        sheet.write_string(row, column, printable(text), self.looks[look])

    def across(self, sheet: Any, row: int, text: str, look: str, first: int = 0) -> None:
        """Write text over the whole width."""
        self.merge(sheet, (row, first, row, self.second), text, look)

    def merge(self, sheet: Any, area: tuple[int, int, int, int], text: str, look: str) -> None:
        """Write text over several cells, never as a formula."""
        sheet.merge_range(*area, "", self.looks[look])
        self.text(sheet, area[0], area[1], text, look)

    def instructions(self) -> None:
        """Write how to answer, with an example."""
        sheet = self.sheet(self.say("panel_form_instructions"))
        self.across(sheet, 0, self.title, "title")
        sheet.set_row(0, TITLE_ROW)
        row = 2
        for line in instructions(self.questionnaire, self.language):
            self.across(sheet, row, f"\u00b7 {line}", "line")
            sheet.set_row(row, ROW if cell_len(line) < 140 else 1.6 * ROW)
            row += 1
        row += 1
        for value, meaning in [
            (self.say("panel_form_value"), self.say("panel_form_meaning")),
            *meanings(self.questionnaire.scale, self.language),
        ]:
            look = "head" if value == self.say("panel_form_value") else "value"
            self.text(sheet, row, FIRST_COLUMN, value, look)
            area = (row, BOX_COLUMN, row, BOX_COLUMN + 7)
            self.merge(sheet, area, meaning, "head" if look == "head" else "meaning")
            sheet.set_row(row, HEADING_ROW)
            row += 1
        row += 1
        self.across(sheet, row, self.say("panel_form_example"), "part")
        self.scale(sheet, row + 1)
        names = (self.say("panel_form_example_first"), self.say("panel_form_example_second"))
        example = next(k for k, box in enumerate(self.boxes) if box.value == 5)
        self.row(sheet, row + 3, "", names, example)
        sheet.print_area(0, 0, row + 3, self.second)

    def respondent(self, addressee: Addressee, judged: Judged) -> None:
        """Write the sheet that one person fills in."""
        sheet = self.sheet(addressee.id)
        self.across(sheet, 0, self.title, "title")
        sheet.set_row(0, TITLE_ROW)
        sheet.set_row(1, GAP)
        self.who(sheet, addressee)
        self.scale(sheet, SCALE_ROW)
        sheet.freeze_panes(FIRST_ROW, 0)
        sheet.repeat_rows(SCALE_ROW, FIRST_ROW - 1)
        row, used = FIRST_ROW, TITLE_ROW + GAP + ROW
        breaks: list[int] = []
        for number, block in enumerate(self.blocks):
            height = PART_ROW + HEADING_ROW + len(block.rows) * ROW + GAP
            if number and used + height > PAGE:
                breaks.append(row)
                used = 0
            used += height
            row = self.block(sheet, row, block, judged)
        sheet.set_h_pagebreaks(breaks)
        sheet.print_area(0, 0, row - 2, self.second)

    def who(self, sheet: Any, addressee: Addressee) -> None:
        """Write the respondent's number, and the group or the list of groups."""
        row, start = ID_CELL
        self.text(sheet, row, FIRST_COLUMN, self.say("panel_form_respondent"), "label")
        self.merge(sheet, (row, start, row, start + 2), addressee.id, "given")
        row, start = GROUP_CELL
        self.merge(sheet, (row, start - 2, row, start - 1), self.say("panel_form_group"), "label")
        named = {
            group.id: name
            for group, name in zip(self.questionnaire.groups, self.groups, strict=True)
        }
        given = named.get(addressee.group or "", "")
        self.merge(sheet, (row, start, row, start + 3), given, "chosen")
        rule = {
            "validate": "list",
            "source": f"={IDENTITY_SHEET}!$C$1:$C${len(self.groups)}",
            "input_message": self.say("panel_form_choose"),
            "error_message": self.say("panel_form_only_group"),
        }
        sheet.data_validation(row, start, row, start, rule)
        sheet.set_row(row, ROW)

    def block(self, sheet: Any, row: int, block: Block, judged: Judged) -> int:
        """Write the rows of a node; return the row after the gap below them."""
        self.across(sheet, row, block.heading, "part")
        self.across(sheet, row + 1, block.question, "ask")
        sheet.set_row(row, PART_ROW)
        sheet.set_row(row + 1, HEADING_ROW)
        first = row + 2
        for place, question in enumerate(block.rows, start=first):
            names = (question.first.name(self.language), question.second.name(self.language))
            self.row(sheet, place, question.number, names, self.ticked_box(question, judged))
        last = first + len(block.rows) - 1
        self.rules(sheet, first, last)
        sheet.set_row(last + 1, GAP)
        return last + 2

    def ticked_box(self, question: Question, judged: Judged) -> int | None:
        """Return the place of the box that a question was answered with, if it was."""
        rows = judged.get(question.sector, {}).get(question.node, {})
        value = rows.get(question.first.id, {}).get(question.second.id)
        if value is None:
            return None
        return next((k for k, box in enumerate(self.boxes) if isclose(box.judgement, value)), None)

    def scale(self, sheet: Any, row: int) -> None:
        """Write the two rows of headings above the boxes."""
        middle = BOX_COLUMN + len(self.boxes) // 2
        for column, key in (
            (NUMBER_COLUMN, "panel_form_number"),
            (FIRST_COLUMN, "panel_form_left"),
            (self.second, "panel_form_right"),
        ):
            self.merge(sheet, (row, column, row + 1, column), self.say(key), "head")
        towards = sides(self.questionnaire, self.language)
        left, right = (BOX_COLUMN, middle - 1), (middle + 1, self.second - 1)
        self.merge(sheet, (row, left[0], row, left[1]), towards[0], "head")
        self.text(sheet, row, middle, self.say("panel_form_same"), "head")
        self.merge(sheet, (row, right[0], row, right[1]), towards[1], "head")
        sheet.set_row(row, HEADING_ROW)
        sheet.set_row(row + 1, HEADING_ROW)
        for column, box in enumerate(self.boxes, start=BOX_COLUMN):
            sheet.write_number(row + 1, column, box.value, self.looks["head"])

    def row(
        self,
        sheet: Any,
        row: int,
        number: int | str,
        names: tuple[str, str],
        ticked: int | None = None,
    ) -> None:
        """Write one pair with its boxes."""
        if isinstance(number, int):
            sheet.write_number(row, NUMBER_COLUMN, number, self.looks["number"])
        else:
            self.text(sheet, row, NUMBER_COLUMN, number, "number")
        self.text(sheet, row, FIRST_COLUMN, names[0], "first")
        self.text(sheet, row, self.second, names[1], "second")
        for place, box in enumerate(self.boxes):
            look = self.looks["middle" if box.favours == "neither" else "box"]
            if place == ticked:
                sheet.write_string(row, BOX_COLUMN + place, MARK, look)
            else:
                sheet.write_blank(row, BOX_COLUMN + place, None, look)
        lines = max(-(-cell_len(name) // ITEM_WIDTH) for name in names)
        sheet.set_row(row, max(ROW, 15 * lines + 4))

    def rules(self, sheet: Any, first: int, last: int) -> None:
        """Let only a tick into the boxes; show a box that is ticked, and a row ticked twice."""
        area = (first, BOX_COLUMN, last, self.second - 1)
        mark = {
            "validate": "list",
            "source": f"={IDENTITY_SHEET}!$B$1",  # a list in cells takes v for V
            "error_title": MARK,
            "error_message": self.say("panel_form_only_mark"),
        }
        sheet.data_validation(*area, mark)
        start, end = cell_name(first, BOX_COLUMN), cell_name(first, self.second - 1)
        row = f"${start.rstrip('0123456789')}{first + 1}:${end.rstrip('0123456789')}{first + 1}"
        twice = {"type": "formula", "criteria": f"=COUNTA({row})>1", "format": self.twice}
        sheet.conditional_format(*area, {**twice, "stop_if_true": True})
        filled = {"type": "no_blanks", "format": self.ticked}
        sheet.conditional_format(*area, filled)

    def identity(self, respondents: Sequence[str], *, made_up: bool) -> None:
        """Write the hidden sheet: what the form asks, the mark, the groups."""
        sheet = self.workbook.add_worksheet(IDENTITY_SHEET)
        identity = identity_of(self.questionnaire, respondents, self.language, made_up)
        for row, cell in enumerate(identity_cells(identity)):
            sheet.write_string(row, 0, cell)
        sheet.write_string(0, 1, MARK)
        for row, name in enumerate(self.groups):
            sheet.write_string(row, 2, name)
        sheet.protect("")
        sheet.very_hidden()
