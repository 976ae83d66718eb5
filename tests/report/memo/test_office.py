"""Office files say the whole memo, are read back cell by cell, and are the same each time."""

import base64
import io
import re
import struct
import time
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import replace
from itertools import cycle, pairwise
from typing import Any

import docx
import hwpx
import openpyxl
import pypdf
import pytest
from docx.oxml.ns import qn
from docx.shared import Mm
from hwpx.tools.package_validator import validate_package
from pypdf.annotations import FreeText

from conftest import Desk
from ganeum.report.memo import Figure, Heading, Memo, memo_content
from ganeum.report.memo.formats import FORMATS, READERS, TEMPLATED
from ganeum.report.memo.shown import Shown, first_difference, heading, texts_of
from ganeum.words import LANGUAGES, Language

SHIPPED = ("seoul-2022", "seoul-2022-support-menu", "robotics-demonstration-double", "template")
OFFICE = (".docx", ".xlsx", ".hwpx", ".pdf")
ZIPPED = OFFICE[:3]
SHORT = ("findings", "ranking", "flips")
MakeMemo = Callable[..., Memo]
PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNkYAAAAAYAAjCB0C8AAAAASUVORK5CYII="
)
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h5v5z"/></svg>'
HOSTILE = (
    '=HYPERLINK(\\"http://x\\")',
    "+1-2",
    "@SUM(A1)",
    "<script>&amp; <w:p/> ]]> #let x = 1 \\\\ $a$ \\\\u{0}",
    "\\u202e\\u0000\\u0007 \\U0001F600 עברית",
    "1/3",
    "long " + "가" * 500,
    "[]:*?/\\\\ 'q'",
    "_x0041_",
)  # as they stand in quoted YAML


@pytest.fixture(autouse=True)
def _blank_pictures(monkeypatch: pytest.MonkeyPatch) -> None:
    """Draw no chart: one test below does."""
    monkeypatch.setattr("ganeum.report.charts.png", lambda chart: PNG)
    monkeypatch.setattr("ganeum.report.charts.svg", lambda chart: SVG)


def undrawn(memo: Memo) -> Memo:
    """Return a memo whose charts are not even built."""
    blocks = tuple(
        replace(block, draw=lambda: None) if isinstance(block, Figure) else block
        for block in memo.blocks
    )
    return replace(memo, blocks=blocks)


def part(data: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name).decode()


def with_part(data: bytes, name: str, text: str | bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w") as new:
        for entry in old.namelist():
            new.writestr(entry, text if entry == name else old.read(entry))
        if name not in old.namelist():
            new.writestr(name, text)
    return buffer.getvalue()


def again(suffix: str, memo: Memo) -> Shown:
    return READERS[suffix](FORMATS[suffix](memo))


def same(found: Any, suffix: str, memo: Memo) -> None:
    assert found.seal == memo.seal
    assert len(found.tables) == len(memo.tables)
    for given, table in zip(found.tables, memo.tables, strict=True):
        if given.head:
            assert given.head == tuple(heading(column) for column in table.columns)
        assert given.rows == tuple(tuple(cell.text for cell in row) for row in table.rows)
    assert first_difference(found, again(suffix, memo), memo) is None


@pytest.mark.parametrize(("name", "language"), [*zip(SHIPPED, cycle(LANGUAGES), strict=False)])
@pytest.mark.parametrize("suffix", OFFICE)
def test_every_cell_and_line_is_read_back(
    make_memo: MakeMemo, suffix: str, name: str, language: Language
) -> None:
    sections = None if name == SHIPPED[2] or suffix == ".xlsx" else SHORT
    memo = undrawn(make_memo(name, language, sections=sections))
    found = READERS[suffix](FORMATS[suffix](memo))
    same(found, suffix, memo)
    if suffix in TEMPLATED:
        assert found.texts == tuple(texts_of(memo))


@pytest.mark.parametrize("suffix", OFFICE)
def test_the_same_bytes_in_another_place(
    make_memo: MakeMemo, suffix: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    memo = undrawn(make_memo("seoul-2022", sections=("ranking", "weights")))
    data = FORMATS[suffix](memo)
    monkeypatch.setenv("TZ", "Asia/Seoul")
    monkeypatch.setenv("LC_ALL", "ko_KR.UTF-8")
    time.tzset()
    assert FORMATS[suffix](memo) == data
    monkeypatch.undo()
    time.tzset()
    if suffix in ZIPPED:
        entries = zipfile.ZipFile(io.BytesIO(data)).infolist()
        assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
        names = [entry.filename for entry in entries]
        assert names[1:] == sorted(names[1:])
    now = time.strftime("%Y-%m-%d", time.gmtime()).encode()
    assert now not in data
    dated = {
        ".docx": "docProps/core.xml",
        ".xlsx": "docProps/core.xml",
        ".hwpx": "Contents/content.hpf",
    }
    if suffix in dated:
        assert now.decode() not in part(data, dated[suffix])


@pytest.mark.parametrize("suffix", OFFICE)
def test_hostile_names_stay_data(desk: Desk, suffix: str) -> None:
    rows = "\n".join(
        f'  - {{id: a{i}, name: "{name}", scores: {{price: {i + 1}, use: {i * i}}}}}'
        for i, name in enumerate(HOSTILE)
    )
    text = (
        f'ganeum: 1\nid: hostile\ntitle: "{HOSTILE[3]}"\nlanguage: en\ncriteria:\n'
        f'  - {{id: price, name: "{HOSTILE[0]}", direction: cost}}\n'
        f'  - {{id: use, name: "{HOSTILE[7]}"}}\n'
        "weights: {from: plain, plain: {all: {price: 1, use: 3}}}\n"
        f"alternatives:\n{rows}\n"
    )
    memo = undrawn(memo_content(desk.load(text), sections=["findings", "ranking"]))
    data = FORMATS[suffix](memo)
    same(READERS[suffix](data), suffix, memo)
    if suffix == ".xlsx":
        book = openpyxl.load_workbook(io.BytesIO(data))
        for sheet in book:
            cells = [cell for row in sheet.iter_rows() for cell in row]
            if not sheet.title.startswith(("working", "weights")):
                assert not [cell.value for cell in cells if cell.data_type == "f"]
            assert not [
                cell for cell in cells if "HYPERLINK" in str(cell.value) and cell.data_type == "f"
            ]


def test_a_table_without_rows_breaks_no_file(make_memo: MakeMemo) -> None:
    memo = undrawn(make_memo("template", sections=("ranking",)))
    empty = replace(
        memo,
        blocks=tuple(replace(b, rows=()) if b in memo.tables else b for b in memo.blocks),
    )
    for suffix in OFFICE:
        found = READERS[suffix](FORMATS[suffix](empty))
        assert [table.rows for table in found.tables] == [()] * len(memo.tables)


# what was changed afterwards is found


def edited_docx(data: bytes) -> bytes:
    document = docx.Document(io.BytesIO(data))
    document.tables[0].cell(3, 0).paragraphs[0].runs[0].text = "7"
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def edited_xlsx(data: bytes) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(data))
    book.worksheets[1]["A6"].value = 7
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def edited_hwpx(data: bytes) -> bytes:
    document = hwpx.HwpxDocument.open(io.BytesIO(data))
    document.tables[0].cell(3, 0).text = "7"
    return document.to_bytes()


@pytest.mark.parametrize(
    ("suffix", "edit"), [(".docx", edited_docx), (".xlsx", edited_xlsx), (".hwpx", edited_hwpx)]
)
def test_an_edited_rank_is_found(
    make_memo: MakeMemo, suffix: str, edit: Callable[[bytes], bytes]
) -> None:
    memo = undrawn(make_memo("seoul-2022", "en", sections=("ranking",)))
    difference = first_difference(
        READERS[suffix](edit(FORMATS[suffix](memo))), again(suffix, memo), memo
    )
    assert difference is not None
    assert (difference.kind, difference.found, difference.expected) == ("cell", "7", "2")
    assert difference.row == memo.tables[0].rows[1][2].text


def test_an_edited_sentence_is_found(make_memo: MakeMemo) -> None:
    memo = undrawn(make_memo("seoul-2022", sections=("findings",)))
    document = docx.Document(io.BytesIO(FORMATS[".docx"](memo)))
    found = next(p for p in document.paragraphs if p.style is not None and p.style.name == "Normal")
    found.add_run(" 확실함.")
    buffer = io.BytesIO()
    document.save(buffer)
    difference = first_difference(READERS[".docx"](buffer.getvalue()), again(".docx", memo), memo)
    assert difference is not None
    assert difference.kind == "text"


@pytest.mark.parametrize(("sheet", "cell"), [(0, "A5"), (1, "A15"), (1, "K30")])
def test_an_edited_line_of_a_workbook_is_found(make_memo: MakeMemo, sheet: int, cell: str) -> None:
    memo = undrawn(make_memo("seoul-2022", sections=("findings", "ranking")))
    data = FORMATS[".xlsx"](memo)
    book = openpyxl.load_workbook(io.BytesIO(data))
    book.worksheets[sheet][cell].value = "확실함"
    buffer = io.BytesIO()
    book.save(buffer)
    difference = first_difference(READERS[".xlsx"](buffer.getvalue()), READERS[".xlsx"](data), memo)
    assert difference is not None
    assert (difference.kind, difference.found) == ("text", "확실함")


@pytest.mark.parametrize("suffix", OFFICE)
def test_what_is_no_memo_is_refused(make_memo: MakeMemo, suffix: str) -> None:
    memo = undrawn(make_memo("template", sections=("scope",)))
    data = FORMATS[suffix](memo)
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", bytes(120_000_000))
    plain = io.BytesIO()
    docx.Document().save(plain)
    wrong = [b"", b"nothing", data[: len(data) // 2], bomb.getvalue(), plain.getvalue()]
    if suffix in ZIPPED:
        broken = ("<hp:cellAddr", "<hp:other") if suffix == ".hwpx" else ("", "")
        first = {".docx": "word/document.xml", ".xlsx": "xl/workbook.xml"}
        name = first.get(suffix, "Contents/section0.xml")
        body = part(data, name)
        entity = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
        wrong += [
            with_part(data, name, body.replace("?>", "?>" + entity, 1)),
            with_part(data, name, (entity + "<a/>").encode("utf-16")),
            with_part(data, name, body.replace(*broken) if broken[0] else "<a>"),
            with_part(data, name, "<a"),
            with_part(data, name, "<a/>"),
            with_part(data, name, b" " * 40_000_000),
            with_part(data, "../outside.xml", "<a/>"),
        ]
    for each in wrong:
        began = time.process_time()
        with pytest.raises(ValueError):  # noqa: PT011 - whatever is wrong with it
            READERS[suffix](each)
        assert time.process_time() - began < 1


# Word


def test_word_has_headings_tables_and_a_korean_font(make_memo: MakeMemo) -> None:
    memo = undrawn(make_memo("robotics-demonstration-double"))
    document = docx.Document(io.BytesIO(FORMATS[".docx"](memo)))
    styled = [
        (p.style.name, p.text)
        for p in document.paragraphs
        if p.style is not None and p.style.name is not None
    ]
    headings = [block for block in memo.blocks if isinstance(block, Heading)]
    assert [text for name, text in styled if name.startswith("Heading")] == [
        h.line for h in headings
    ]
    assert styled[0] == ("Title", memo.title)
    for name in ("Normal", "Title", "Heading 1", "Caption", "Ganeum Bullet 1", "Ganeum Cell"):
        fonts = document.styles[name].element.rPr.rFonts
        assert fonts.get(qn("w:eastAsia")) == "맑은 고딕"
        assert fonts.get(qn("w:asciiTheme")) is None
    tongue = next(document.styles.element.iter(qn("w:lang")))
    assert [tongue.get(qn(f"w:{script}")) for script in ("val", "eastAsia")] == ["en-US", "ko-KR"]
    for table, given in zip(memo.tables, document.tables, strict=True):
        rows = [row._tr for row in given.rows]  # noqa: SLF001
        repeated = [row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for row in rows]
        low = 2 if table.tiered else 1
        assert repeated == [True] * low + [False] * len(table.rows)
        assert [len(row.cells) for row in given.rows] == [len(table.columns)] * len(rows)
    pictures = document.element.body.iter(qn("wp:docPr"))
    assert [p.get("descr") for p in pictures] == [f.alternative for f in memo.figures]
    footer = document.sections[0].footer.paragraphs[0]._p  # noqa: SLF001
    assert footer.find(qn("w:fldSimple")).get(qn("w:instr")) == "PAGE"
    assert document.core_properties.title == memo.title
    breaks = [p.text for p in document.paragraphs if p.paragraph_format.page_break_before]
    assert breaks == [h.line for h in headings if h.attachment]


def test_word_starts_from_an_offices_own_file(make_memo: MakeMemo) -> None:
    office = docx.Document()
    office.sections[0].header.paragraphs[0].text = "서울특별시"
    office.styles["Heading 1"].font.name = "Batang"
    office.sections[0].page_width = Mm(190)
    office.add_paragraph("A letter to be replaced")
    buffer = io.BytesIO()
    office.save(buffer)
    memo = undrawn(make_memo("template", sections=("ranking",)))
    data = TEMPLATED[".docx"](memo, buffer.getvalue())
    assert TEMPLATED[".docx"](memo, buffer.getvalue()) == data
    document = docx.Document(io.BytesIO(data))
    assert document.sections[0].header.paragraphs[0].text == "서울특별시"
    assert document.styles["Heading 1"].font.name == "Batang"
    assert document.sections[0].page_width == office.sections[0].page_width
    assert document.sections[0].footer.paragraphs[0].text == ""
    assert "A letter" not in "".join(p.text for p in document.paragraphs)
    same(READERS[".docx"](data), ".docx", memo)
    with pytest.raises(ValueError, match="BadZipFile"):
        TEMPLATED[".docx"](memo, b"no file")


# Excel


def test_excel_has_typed_numbers_and_a_frozen_heading(make_memo: MakeMemo) -> None:
    memo = undrawn(make_memo("seoul-2022", sections=("ranking", "weights")))
    book = openpyxl.load_workbook(io.BytesIO(FORMATS[".xlsx"](memo)))
    assert book.sheetnames[0] == "보고서"
    assert book["ganeum"].sheet_state == "hidden"
    sheet, table = book.worksheets[1], memo.tables[0]
    assert sheet["A1"].value == memo.caption(table)
    assert sheet.freeze_panes == "A5"
    for given, cells in zip(sheet.iter_rows(min_row=5), table.rows, strict=False):
        for column, shown, cell in zip(table.columns, given, cells, strict=True):
            if column.kind != "text" and isinstance(cell.value, int | float):
                assert shown.data_type == "n"
                assert shown.value == pytest.approx(cell.value, rel=1e-9)
    texts = [str(cell.value) for cell in sheet["C"] if cell.value]
    assert sheet.column_dimensions["C"].width >= max(map(len, texts))
    links = [cell.hyperlink.location for cell in book.worksheets[0]["A"] if cell.hyperlink]
    assert links == [f"'{name}'!A1" for name in book.sheetnames[1 : 1 + len(memo.tables)]]


# PDF


def test_pdf_is_tagged_and_has_bookmarks_fonts_and_text(make_memo: MakeMemo) -> None:
    memo = undrawn(make_memo("seoul-2022", sections=SHORT))
    reader = pypdf.PdfReader(io.BytesIO(FORMATS[".pdf"](memo)))
    root: Any = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "ko"
    headings = [block.line for block in memo.blocks if isinstance(block, Heading)]
    assert [item.title for item in reader.outline if not isinstance(item, list)] == headings
    assert b"pdfuaid:part" in root["/Metadata"].get_data()
    assert reader.metadata is not None
    assert reader.metadata.title == memo.title
    for page in reader.pages:
        fonts: Any = page["/Resources"]["/Font"]
        for font in fonts.values():
            inner = font.get_object()["/DescendantFonts"][0].get_object()
            assert "Pretendard" in inner["/BaseFont"]
            assert "/FontFile3" in inner["/FontDescriptor"].get_object()
    assert "정책과제" in reader.pages[0].extract_text()


def test_pdf_breaks_korean_between_words(make_memo: MakeMemo) -> None:
    """No line ends and begins with halves of a word that the memo says in one."""
    memo = undrawn(make_memo())
    pages = pypdf.PdfReader(io.BytesIO(FORMATS[".pdf"](memo))).pages
    lines = [line for page in pages for line in page.extract_text().splitlines() if line.strip()]
    words = set(FORMATS[".md"](memo).decode().split())
    ends = [(one.split()[-1], next_one.split()[0]) for one, next_one in pairwise(lines)]
    assert len(ends) > 200
    halves = [each for each in ends if "".join(each) in words and "가" <= each[1][0] <= "힣"]
    assert halves == []


def test_pdf_that_cannot_be_set_as_meant_is_refused(
    make_memo: MakeMemo, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ganeum.report.memo import pdf

    class Sloppy:
        def compile_with_warnings(self, **_: object) -> tuple[bytes, list[Any]]:
            class Warned:
                message = "unknown font family: pretendard"

            return b"", [Warned()]

    monkeypatch.setattr(pdf, "_compiler", Sloppy)
    with pytest.raises(RuntimeError, match="unknown font family"):
        pdf.render(undrawn(make_memo("template", sections=("scope",))))


# the Hangul word processor


def test_hwpx_is_a_valid_package_with_outline_and_headed_tables(make_memo: MakeMemo) -> None:
    memo = undrawn(make_memo("robotics-demonstration-double"))
    data = FORMATS[".hwpx"](memo)
    assert [issue for issue in validate_package(data).issues if issue.level == "error"] == []
    document = hwpx.HwpxDocument.open(io.BytesIO(data))
    assert document.validate().ok
    outline = str(document.styles.resolve("개요 1").id)
    headings = [block for block in memo.blocks if isinstance(block, Heading)]
    outlined = [p.text for p in document.paragraphs if p.style_id_ref == outline]
    assert outlined == [heading.line for heading in headings]
    body = part(data, "Contents/section0.xml")
    assert body.count('repeatHeader="1"') == len(memo.tables)
    assert body.count("<hp:pic ") == len(memo.figures)
    assert all(
        figure.alternative in body for figure in memo.figures if "&" not in figure.alternative
    )
    assert body.count('pageBreak="1"') == sum(heading.attachment for heading in headings)
    assert "synthetic" not in part(data, "Contents/content.hpf")


def test_hwpx_follows_an_offices_own_file(make_memo: MakeMemo) -> None:
    office = hwpx.HwpxDocument.new()
    office.add_paragraph("서울특별시 경제정책과")
    office.add_table(1, 2, width=20_000, height=2_000).cell(0, 0).text = "문서번호"
    memo = undrawn(make_memo("template", sections=("ranking",)))
    template = office.to_bytes()
    data = TEMPLATED[".hwpx"](memo, template)
    assert TEMPLATED[".hwpx"](memo, template) == data
    found = READERS[".hwpx"](data)
    same(found, ".hwpx", memo)
    assert found.texts == tuple(texts_of(memo))
    assert "서울특별시 경제정책과" in part(data, "Contents/section0.xml")


# pictures


def swapped(data: bytes, suffix: str) -> bytes:
    """Return a file whose last chart is another one, as an editor would save it."""
    if suffix == ".pdf":
        writer = pypdf.PdfWriter(clone_from=io.BytesIO(data))
        content: Any = writer.pages[0].get_contents()
        content.set_data(content.get_data().replace(b" l\n", b" m\n"))
        writer.pages[0].replace_contents(content)
        buffer = io.BytesIO()
        writer.write(buffer)
        return buffer.getvalue()
    name = {".docx": "word/media/image1.png", ".hwpx": "BinData/BIN0001.png"}[suffix]
    return with_part(data, name, PNG)


def saved_again(data: bytes) -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(data))
    writer.add_metadata({"/Keywords": "filed"})
    writer.compress_identical_objects()
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize("suffix", [".docx", ".hwpx", ".pdf"])
def test_a_chart_is_in_it_and_another_in_its_place_is_found(
    make_memo: MakeMemo, suffix: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    whole = make_memo("robotics-demonstration-double")
    figure = replace(whole.figures[-1], number=1)
    memo = replace(whole, blocks=(figure,))
    data = FORMATS[suffix](memo)
    assert len(data) > 20_000
    read = READERS[suffix](data)
    assert read.seal == memo.seal
    assert len(read.pictures) == 1
    assert (
        first_difference(
            READERS[suffix](saved_again(data)) if suffix == ".pdf" else read, read, memo
        )
        is None
    )
    found = first_difference(READERS[suffix](swapped(data, suffix)), read, memo)
    assert found is not None
    named = "1쪽" if suffix == ".pdf" else memo.caption(figure)
    assert (found.kind, found.table) == ("picture", named)


def test_what_is_stuck_onto_a_page_is_found(make_memo: MakeMemo) -> None:
    memo = undrawn(make_memo("template", sections=("ranking",)))
    data = FORMATS[".pdf"](memo)
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(data))
    writer.add_annotation(1, FreeText(text="1", rect=(100, 100, 130, 120)))
    buffer = io.BytesIO()
    writer.write(buffer)
    found = first_difference(READERS[".pdf"](buffer.getvalue()), READERS[".pdf"](data), memo)
    assert found is not None
    assert (found.kind, found.table) == ("picture", "2쪽")


def test_a_picture_from_elsewhere_is_none(make_memo: MakeMemo) -> None:
    memo = make_memo("template", sections=("ranking",), figure="board")
    memo = undrawn(memo)
    data = FORMATS[".docx"](memo)
    body = part(data, "word/document.xml").replace("r:embed", "r:link")
    assert READERS[".docx"](with_part(data, "word/document.xml", body)).pictures == (("", b""),)
    data = FORMATS[".hwpx"](memo)
    body = part(data, "Contents/section0.xml").replace('binaryItemIDRef="', 'binaryItemIDRef="no')
    assert READERS[".hwpx"](with_part(data, "Contents/section0.xml", body)).pictures == (("", b""),)


@pytest.mark.parametrize("suffix", [".docx", ".hwpx", ".pdf"])
def test_a_tall_chart_stands_on_one_page(
    make_memo: MakeMemo, suffix: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    header = PNG[:16] + struct.pack(">II", 500, 2000)
    picture = header + PNG[24:29] + struct.pack(">I", zlib.crc32(header[12:] + PNG[24:29]))
    monkeypatch.setattr("ganeum.report.charts.png", lambda chart: picture + PNG[33:])
    tall = SVG.replace('width="9" height="9"', 'width="500" height="2000"')
    monkeypatch.setattr("ganeum.report.charts.svg", lambda chart: tall)
    whole = undrawn(make_memo("robotics-demonstration-double"))
    data = FORMATS[suffix](replace(whole, blocks=whole.figures[:1]))
    if suffix == ".docx":
        shape = docx.Document(io.BytesIO(data)).inline_shapes[0]
        assert (round(shape.height / Mm(1)), round(shape.width / Mm(1))) == (220, 55)
    elif suffix == ".hwpx":
        size = re.search(
            r'<hp:sz width="(\d+)"[^>]*height="(\d+)"', part(data, "Contents/section0.xml")
        )
        assert size is not None
        wide, high = (int(side) / 283 for side in size.groups())
        assert (round(high), round(wide)) == (220, 55)
    else:
        reader = pypdf.PdfReader(io.BytesIO(data))
        found: list[Any] = [reader.trailer["/Root"]["/StructTreeRoot"]]
        while found[0].get("/S") != "/Figure":
            inside = found.pop(0).get("/K", [])
            parts = [part.get_object() for part in inside if hasattr(part, "get_object")]
            found += [part for part in parts if hasattr(part, "get")]
        sides = [float(side) for side in found[0]["/A"][0]["/BBox"]]
        wide, high = (25.4 / 72 * (sides[k + 2] - sides[k]) for k in (0, 1))
        assert (round(high), round(wide)) == (220, 55)


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_page_is_one_page(make_memo: MakeMemo, language: Language) -> None:
    for name in SHIPPED:
        memo = make_memo(name, language, one_page=True)
        assert len(pypdf.PdfReader(io.BytesIO(FORMATS[".pdf"](memo))).pages) == 1
