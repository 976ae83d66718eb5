"""Files from strangers: refused within a second, before anything of them is believed."""

import io
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

import ganeum
from filled_forms import filled, with_part
from ganeum.panel import questionnaire_of, read_answers
from ganeum.panel.form_layout import IDENTITY_SHEET
from ganeum.panel.workbooks import ENCRYPTED, LARGEST_FILE, MOST_ROWS
from ganeum.report.panel.form_workbook import form_workbook
from ganeum.report.panel.respondents import numbered

SHEET = "xl/worksheets/sheet2.xml"  # the first respondent's
ROWS = b"<worksheet xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'><sheetData>"


@pytest.fixture(scope="module")
def form(seoul: ganeum.Scenario) -> bytes:
    return form_workbook(questionnaire_of(seoul, sectors=["all"]), numbered(1, "expert"), "en")


def with_rows(form: bytes, rows: bytes) -> bytes:
    return with_part(form, SHEET, ROWS + rows + b"</sheetData></worksheet>")


def bomb(form: bytes) -> bytes:
    return with_part(form, "xl/media/image1.bin", bytes(101_000_000))


def million_rows(form: bytes) -> bytes:
    return with_rows(form, b"<row><c><v>1</v></c></row>" * 1_000_000)


def swollen_xml(form: bytes) -> bytes:
    return with_part(form, "xl/styles.xml", b"<a>" * 12_000_000)


def many_tags(form: bytes) -> bytes:
    return with_rows(form, b"<row/>" * 4_100_000)


def entity(form: bytes) -> bytes:
    return with_part(form, "xl/workbook.xml", b'<!DOCTYPE x [<!ENTITY e "e">]><workbook/>')


HOSTILE: dict[str, tuple[str, Callable[[bytes], bytes]]] = {
    "empty": ("workbook_damaged", lambda form: b""),
    "no archive": ("workbook_damaged", lambda form: b"PK\x03\x04 nothing"),
    "half a file": ("workbook_damaged", lambda form: form[: len(form) // 2]),
    "encrypted": ("workbook_encrypted", lambda form: ENCRYPTED + form),
    "a zip bomb": ("workbook_too_large", bomb),
    "a million rows": ("workbook_too_large", million_rows),
    "swollen XML": ("workbook_too_large", swollen_xml),
    "millions of tags": ("workbook_too_large", many_tags),
    "an entity": ("workbook_damaged", entity),
    "a macro": ("workbook_macros", lambda form: with_part(form, "xl/vbaProject.bin", b"x")),
    "a hidden macro": ("workbook_macros", lambda form: with_part(form, "xl/q/VBAPROJECT.bin", b"")),
    "old macros": (
        "workbook_macros",
        lambda form: with_part(form, "xl/macrosheets/s.xml", b"<a/>"),
    ),
    "an outside link": (
        "workbook_links",
        lambda form: with_part(form, "xl/externalLinks/externalLink1.xml", b"<a/>"),
    ),
    "a query": ("workbook_links", lambda form: with_part(form, "xl/connections.xml", b"<a/>")),
    "a last row far down": (
        "workbook_too_large",
        lambda form: with_rows(form, b'<row r="999999999"><c r="A999999999"><v>1</v></c></row>'),
    ),
    "a column far right": (
        "workbook_damaged",
        lambda form: with_rows(form, b'<row r="1"><c r="ZZZZZZZ1"><v>1</v></c></row>'),
    ),
    "no such part": ("workbook_damaged", lambda form: with_part(form, SHEET, b"<a>")),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_workbook_is_refused_at_once(
    seoul: ganeum.Scenario, form: bytes, tmp_path: Path, name: str
) -> None:
    key, make = HOSTILE[name]
    file = tmp_path / "form.xlsx"
    file.write_bytes(make(form))
    began = time.process_time()
    with pytest.raises(ganeum.ScenarioError) as caught:
        read_answers(file, seoul)
    assert time.process_time() - began < 1
    assert [problem.key for problem in caught.value.problems] == [key]


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("form.xlsm", "workbook_macros"),
        ("form.xls", "workbook_encrypted"),
        ("form.pdf", "answers_format"),
        ("form", "answers_format"),
        ("nowhere.xlsx", "missing_file"),
        ("nul\0l.csv", "missing_file"),
    ],
)
def test_a_file_of_another_kind_is_refused(
    seoul: ganeum.Scenario, form: bytes, tmp_path: Path, name: str, key: str
) -> None:
    if key != "missing_file":
        (tmp_path / name).write_bytes(form)
    with pytest.raises(ganeum.ScenarioError) as caught:
        read_answers(tmp_path / name, seoul)
    assert [problem.key for problem in caught.value.problems] == [key]


def test_a_file_beyond_the_limit_is_not_even_read(seoul: ganeum.Scenario, tmp_path: Path) -> None:
    file = tmp_path / "big.csv"
    with file.open("wb") as stream:
        stream.truncate(LARGEST_FILE + 1)
    with pytest.raises(ganeum.ScenarioError) as caught:
        read_answers(file, seoul)
    assert caught.value.problems[0].key == "file_too_large"


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (b"id,goal.infrastructure.workforce\n" + b"r1,3\n" * (MOST_ROWS + 1), "comma_too_large"),
        (b"a," * 4_000 + b"\n", "comma_too_large"),
        (b'id,"goal\n' + b"x" * 200_000, "comma_damaged"),
        (b'id,"open', "comma_damaged"),
        (b"id,\x00\n", "comma_damaged"),
        (b"\xff\xfe\x00", "comma_encoding"),
        (b"\xe9\xff\xfe\xe9", "comma_encoding"),
    ],
)
def test_a_hostile_table_is_refused(
    seoul: ganeum.Scenario, tmp_path: Path, data: bytes, key: str
) -> None:
    file = tmp_path / "table.csv"
    file.write_bytes(data)
    with pytest.raises(ganeum.ScenarioError) as caught:
        read_answers(file, seoul)
    assert [problem.key for problem in caught.value.problems] == [key]


def test_merged_cells_as_large_as_a_sheet_do_no_harm(
    seoul: ganeum.Scenario, form: bytes, tmp_path: Path
) -> None:
    merged = b'<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells></worksheet>'
    with zipfile.ZipFile(io.BytesIO(form)) as archive:
        sheet = archive.read(SHEET)
    file = tmp_path / "form.xlsx"
    file.write_bytes(with_part(form, SHEET, sheet.replace(b"</worksheet>", merged)))
    began = time.process_time()
    assert read_answers(file, seoul).problems == ()
    assert time.process_time() - began < 1


def test_a_form_that_was_tampered_with_is_no_form(
    seoul: ganeum.Scenario, form: bytes, tmp_path: Path
) -> None:
    file = tmp_path / "form.xlsx"
    for change in ('"scale": "nine"', '"scale": "ten"'), ('"form": 1', '"form": 2'):
        file.write_bytes(filled(form, lambda book, change=change: _rewritten(book, *change)))
        with pytest.raises(ganeum.ScenarioError) as caught:
            read_answers(file, seoul)
        assert [problem.key for problem in caught.value.problems] == ["form_identity_damaged"]


def _rewritten(book: Any, old: str, new: str) -> None:
    cell = book[IDENTITY_SHEET]["A1"]
    assert old in cell.value
    cell.value = cell.value.replace(old, new)


def test_an_empty_folder_and_one_with_other_workbooks_are_refused(
    seoul: ganeum.Scenario, form: bytes, tmp_path: Path
) -> None:
    with pytest.raises(ganeum.ScenarioError) as caught:
        read_answers(tmp_path, seoul)
    assert caught.value.problems[0].key == "folder_without_forms"
    (tmp_path / "a.xlsx").write_bytes(form)
    openpyxl.Workbook().save(tmp_path / "b.xlsx")
    with pytest.raises(ganeum.ScenarioError) as caught:
        read_answers(tmp_path, seoul)
    assert caught.value.problems[0].key == "form_not_one"
