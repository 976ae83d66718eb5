"""A form is filled in, read back tick by tick, and every slip of the pen is found by its cell."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

import ganeum
from filled_forms import Fill, filled, row_of, tick
from ganeum.panel import Answers, Questionnaire, questionnaire_of, read_answers
from ganeum.panel.form_layout import (
    BOX_COLUMN,
    FIRST_COLUMN,
    GROUP_CELL,
    ID_CELL,
    IDENTITY_SHEET,
    NUMBER_COLUMN,
    Box,
    boxes,
)
from ganeum.panel.questionnaire import Scale
from ganeum.panel_file import Respondent
from ganeum.report.panel.form_workbook import form_workbook
from ganeum.report.panel.respondents import Addressee, numbered, of_groups
from ganeum.words import Language

TWO = of_groups([("association", 1), ("expert", 1)])


def judgement(respondent: Respondent, sector: str, node: str, first: str, second: str) -> float:
    return respondent.judgements[sector][node][first][second]


def read(folder: Path, data: bytes, base: ganeum.Scenario) -> Answers:
    file = folder / "form.xlsx"
    file.write_bytes(data)
    return read_answers(file, base)


def box_of(questionnaire: Questionnaire, number: int) -> tuple[int, Box]:
    """Return the box that the tests tick in a question: another one in each."""
    row = boxes(questionnaire.scale)
    place = (5 * number + 1) % len(row)
    return place, row[place]


def answer_all(questionnaire: Questionnaire, mark: str = "V") -> Fill:
    def fill(book: Any) -> None:
        for question in questionnaire.questions:
            place, _ = box_of(questionnaire, question.number)
            tick(book["r02"], question.number, place, mark)

    return fill


@pytest.mark.parametrize(
    ("language", "scale", "sectors", "nodes"),
    [
        ("ko", "nine", None, None),
        ("ko", "five", ["kites", "all"], ["use", "speed", "price"]),
        ("en", "nine", ["all"], ["price"]),
        ("en", "five", ["all"], ["goal"]),
    ],
)
def test_every_variant_is_read_back(
    nested: ganeum.Scenario,
    tmp_path: Path,
    language: Language,
    scale: Scale,
    sectors: list[str] | None,
    nodes: list[str] | None,
) -> None:
    asked = questionnaire_of(nested, scale=scale, sectors=sectors, nodes=nodes)
    data = filled(form_workbook(asked, TWO, language), answer_all(asked))
    answers = read(tmp_path, data, nested)
    assert answers.problems == ()
    assert answers.questionnaire == asked
    assert [note.key for note in answers.notes] == ["answered_nothing"]
    (respondent,) = answers.respondents
    assert (respondent.id, respondent.group, answers.made_up) == ("r02", "expert", False)
    for question in asked.questions:
        _, box = box_of(asked, question.number)
        pair = (question.first.id, question.second.id)
        assert judgement(respondent, question.sector, question.node, *pair) == box.judgement


def test_a_form_can_be_ticked_already(nested: ganeum.Scenario, tmp_path: Path) -> None:
    asked = questionnaire_of(nested)
    given = {"r01": {"boats": {"goal": {"use": {"price": 1 / 7}}, "use": {"speed": {"ease": 3.0}}}}}
    data = form_workbook(asked, TWO, "ko", made_up=True, answered=given)
    answers = read(tmp_path, data, nested)
    assert answers.made_up
    (respondent,) = answers.respondents
    assert respondent.judgements == {
        sector: {node: {a: dict(b) for a, b in rows.items()} for node, rows in nodes.items()}
        for sector, nodes in given["r01"].items()
    }


def test_any_usual_tick_counts_and_so_does_the_number_of_the_box(
    nested: ganeum.Scenario, tmp_path: Path
) -> None:
    marks = ["V", "v", "Ｖ", "ㅍ", "√", "✓", " V ", "○", "O", 1, 7, "７"]
    asked = questionnaire_of(nested, sectors=["all"], nodes=["goal"])
    everybody = numbered(len(marks), "expert")

    def fill(book: Any) -> None:
        for each, mark in zip(everybody, marks, strict=True):
            tick(book[each.id], 1, 2, mark)

    answers = read(tmp_path, filled(form_workbook(asked, everybody, "ko"), fill), nested).checked()
    assert len(answers.respondents) == len(marks)
    for respondent in answers.respondents:
        assert judgement(respondent, "all", "goal", "use", "price") == 7


def test_sorted_rows_and_renamed_sheets_are_read_all_the_same(
    nested: ganeum.Scenario, tmp_path: Path
) -> None:
    asked = questionnaire_of(nested, sectors=["all"], nodes=["goal", "use"])
    plain = filled(form_workbook(asked, TWO, "ko"), answer_all(asked))

    def turn_round(book: Any) -> None:
        sheet = book["r02"]
        sheet.title = "회신"
        rows = [row_of(sheet, question.number) for question in asked.questions]
        columns = range(1, BOX_COLUMN + len(boxes("nine")) + 2)
        values = [[sheet.cell(row, column).value for column in columns] for row in rows]
        for row, cells in zip(reversed(rows), values, strict=True):
            for column, value in zip(columns, cells, strict=True):
                sheet.cell(row, column).value = value

    turned = read(tmp_path, filled(plain, turn_round), nested)
    assert turned.problems == ()
    assert turned.respondents == read(tmp_path, plain, nested).respondents


SLIPS: dict[str, tuple[str, Callable[[Any, Any], object]]] = {
    "form_both_sides": ("{}!C8 ({})", lambda sheet, book: tick(sheet, 1, 15)),
    "form_ticked_twice": ("{}!C8 ({})", lambda sheet, book: tick(sheet, 1, 3)),
    "form_mark_unknown": ("{}!F8 ({})", lambda sheet, book: tick(sheet, 1, 3, "홍길동")),
    "answer_formula": ("{}!F8 ({})", lambda sheet, book: tick(sheet, 1, 3, "=CHAR(86)")),
    "group_unknown": ("{}!H3 ({})", lambda sheet, book: put(sheet, GROUP_CELL, "협희")),
    "group_missing": ("{}!H3 ({})", lambda sheet, book: put(sheet, GROUP_CELL, None)),
    "form_respondent_unknown": ("{}!C3", lambda sheet, book: put(sheet, ID_CELL, "김아무개")),
    "form_row_changed": ("{}!B8 ({})", lambda sheet, book: put(sheet, (7, FIRST_COLUMN), "말")),
    "form_row_twice": ("{}!A11 ({})", lambda sheet, book: put(sheet, (10, NUMBER_COLUMN), 1)),
    "respondent_twice": ("{} Copy!C3 ({})", lambda sheet, book: book.copy_worksheet(sheet)),
}


def test_every_slip_is_found_by_its_cell_and_all_at_once(
    nested: ganeum.Scenario, tmp_path: Path
) -> None:
    asked = questionnaire_of(nested, sectors=["all"])
    everybody = numbered(len(SLIPS), "expert")
    given = {each.id: {"all": {"goal": {"use": {"price": 9.0}}}} for each in everybody}

    def fill(book: Any) -> None:
        for each, (_, slip) in zip(everybody, SLIPS.values(), strict=True):
            slip(book[each.id], book)

    data = filled(form_workbook(asked, everybody, "ko", answered=given), fill)
    answers = read(tmp_path, data, nested)
    assert [(problem.key, problem.path) for problem in answers.problems] == [
        (key, cell.format(each.id, each.id))
        for each, (key, (cell, _)) in zip(everybody, SLIPS.items(), strict=True)
    ]
    with pytest.raises(ganeum.ScenarioError) as caught:
        answers.checked()
    said = caught.value.describe("ko")
    assert len(said.splitlines()) == len(SLIPS)
    assert "김아무개" not in said


def put(sheet: Any, at: tuple[int, int], value: object) -> None:
    sheet.cell(at[0] + 1, at[1] + 1).value = value


def test_left_out_pairs_are_said_and_refused_only_where_items_fall_apart(
    nested: ganeum.Scenario, tmp_path: Path
) -> None:
    asked = questionnaire_of(nested, sectors=["all"], nodes=["price"])
    chain = {"r01": {"all": {"price": {"old": {"new": 3.0, "odd": 5.0}}}}}
    part = {"r02": {"all": {"price": {"old": {"new": 3.0}}}}}
    answers = read(tmp_path, form_workbook(asked, TWO, "ko", answered=chain | part), nested)
    (note,) = answers.notes
    assert (note.key, note.path) == ("answers_incomplete", "r01!C10 (r01)")
    assert (note.values["missing"], note.values["asked"]) == (1, 3)
    (problem,) = answers.problems
    assert (problem.key, problem.path) == ("answers_disconnected", "r02!C9 (r02)")
    assert problem.values["parts"] == "old, new | odd"


def test_rows_that_were_deleted_are_left_out(nested: ganeum.Scenario, tmp_path: Path) -> None:
    asked = questionnaire_of(nested, sectors=["all"], nodes=["price"])
    given = {"r01": {"all": {"price": {"old": {"new": 3.0, "odd": 5.0}, "new": {"odd": 2.0}}}}}
    data = filled(
        form_workbook(asked, TWO, "ko", answered=given),
        lambda book: book["r01"].delete_rows(row_of(book["r01"], 2)),
    )
    answers = read(tmp_path, data, nested)
    assert answers.problems == ()
    assert answers.notes[0].key == "answers_incomplete"


def test_names_are_text_and_answers_alone_are_open(nested: ganeum.Scenario) -> None:
    asked = questionnaire_of(nested, sectors=["all"], nodes=["goal", "price"])
    book = openpyxl.load_workbook(io.BytesIO(form_workbook(asked, TWO, "en")))
    identity = book[IDENTITY_SHEET]
    assert identity.sheet_state == "veryHidden"
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert kinds == {"s", "n"}
    sheet = book["r01"]
    assert sheet.protection.sheet
    assert sheet.protection.password is None
    texts = [cell.value for row in sheet.iter_rows() for cell in row if cell.value]
    assert "=1+2" in texts
    row = boxes("nine")
    open_cells = {
        cell.coordinate
        for cells in sheet.iter_rows()
        for cell in cells
        if not cell.protection.locked
    }
    lines = [row_of(sheet, question.number) for question in asked.questions]
    expected = {
        sheet.cell(line, BOX_COLUMN + 1 + k).coordinate for line in lines for k in range(len(row))
    }
    expected |= {f"{column}3" for column in "HIJK"}
    assert open_cells == expected
    rules = sheet.data_validations.dataValidation
    covered = {str(rule.sqref) for rule in rules}
    assert covered == {"H3", f"C{lines[0]}:S{lines[0]}", f"C{lines[1]}:S{lines[-1]}"}
    assert all(rule.type == "list" and rule.showErrorMessage for rule in rules)
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)


def test_a_form_is_the_same_bytes_each_time(nested: ganeum.Scenario) -> None:
    asked = questionnaire_of(nested)
    assert form_workbook(asked, TWO, "ko") == form_workbook(asked, TWO, "ko")


# several files


def test_a_folder_of_forms_is_read_as_one_panel(nested: ganeum.Scenario, tmp_path: Path) -> None:
    asked = questionnaire_of(nested, sectors=["all"], nodes=["goal"])
    folder = tmp_path / "returned"
    folder.mkdir()
    for k, each in enumerate(numbered(3, "expert")):
        given = {each.id: {"all": {"goal": {"use": {"price": float(k + 1)}}}}}
        (folder / f"{k}.xlsx").write_bytes(form_workbook(asked, [each], "ko", answered=given))
    (folder / "~$0.xlsx").write_bytes(b"open in Excel")
    (folder / "읽어보기.txt").write_bytes(b"not a form")
    answers = read_answers(folder, nested).checked()
    assert [respondent.id for respondent in answers.respondents] == ["r01", "r02", "r03"]
    assert [group.id for group in answers.groups] == ["expert"]
    (folder / "again.xlsx").write_bytes((folder / "0.xlsx").read_bytes())
    (problem,) = read_answers(folder, nested).problems
    assert problem.key == "respondent_twice"
    assert "0.xlsx" in problem.describe("en")
    assert "again.xlsx" in problem.describe("en")


def test_forms_that_ask_otherwise_are_not_mixed(nested: ganeum.Scenario, tmp_path: Path) -> None:
    folder = tmp_path / "returned"
    folder.mkdir()
    for name, nodes in (("r01", ["goal"]), ("r02", ["use"])):
        asked = questionnaire_of(nested, nodes=nodes)
        (folder / f"{name}.xlsx").write_bytes(form_workbook(asked, [Addressee(name)], "ko"))
    assert [p.key for p in read_answers(folder, nested).problems] == ["form_asks_otherwise"]


def test_a_form_of_another_scenario_is_refused(
    nested: ganeum.Scenario, seoul: ganeum.Scenario, tmp_path: Path
) -> None:
    file = tmp_path / "form.xlsx"
    file.write_bytes(form_workbook(questionnaire_of(seoul), TWO, "ko"))
    with pytest.raises(ganeum.ScenarioError, match="seoul-2022"):
        read_answers(file, nested)


def test_a_scenario_that_changed_since_is_said(nested: ganeum.Scenario, tmp_path: Path) -> None:
    data = form_workbook(questionnaire_of(nested, sectors=["all"], nodes=["goal"]), TWO, "ko")
    text = nested.file.read_text(encoding="utf-8").replace("price: 4", "price: 9")
    nested.file.write_text(text, encoding="utf-8")
    answers = read(tmp_path, data, ganeum.load(nested.file))
    assert answers.notes[0].key == "form_base_changed"
    assert answers.problems == ()


def test_a_form_without_its_sheets_is_no_panel(nested: ganeum.Scenario, tmp_path: Path) -> None:
    def strip(book: Any) -> None:
        del book["r01"], book["r02"]

    data = filled(form_workbook(questionnaire_of(nested), TWO, "ko"), strip)
    assert [p.key for p in read(tmp_path, data, nested).problems] == ["form_no_sheets"]
