"""Each format says the whole memo, is read back cell by cell, and is the same each time."""

import csv
import io
import json
import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

import ganeum
from conftest import WEIGHED, Desk
from ganeum.examination import examine
from ganeum.report.memo import PARTS, Memo, SealError, Table, memo_content
from ganeum.report.memo import html as html_format
from ganeum.report.memo.formats import FORMATS, READERS
from ganeum.report.memo.shown import (
    Difference,
    Shown,
    ShownTable,
    first_difference,
    heading,
    texts_of,
)
from ganeum.words import LANGUAGES, Language

SHIPPED = ("seoul-2022", "seoul-2022-support-menu", "robotics-demonstration-double", "template")
TEXTS = (".md", ".csv", ".tex", ".json", ".html")
PNG = b"\x89PNG\r\n\x1a\n" + bytes(4) + b"IEND" + bytes(4)
HOSTILE = (
    '=HYPERLINK(\\"http://x\\")',
    "| a | b <script>alert(1)</script>",
    "-- 1. *x* _y_ `z` [l](http://x) ![i](x) $m$ ~s~ &amp; \\\\ # \\\\\\\\",
    "\\\\end{document} \\\\& {x} %y ^ <img src=x onerror=y>",
    "@SUM(A1) \\u202e\\u0000\\u0007 \\U0001F600",
    "'quoted' 1/3",
    "1/3",
    "- - -",
    "□ ○ <!-- -->",
    "long " + "가" * 500,
)  # as they stand in quoted YAML
MakeMemo = Callable[..., Memo]


def difference_of(found: Shown, suffix: str, memo: Memo) -> Difference | None:
    return first_difference(found, READERS[suffix](FORMATS[suffix](memo)), memo)


@pytest.fixture(autouse=True)
def _blank_pictures(monkeypatch: pytest.MonkeyPatch) -> None:
    """Draw no chart: tests of pictures stand apart."""
    monkeypatch.setattr(html_format, "png_of", lambda memo, figure: PNG)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", SHIPPED)
@pytest.mark.parametrize("suffix", TEXTS)
def test_every_cell_and_line_is_read_back(
    make_memo: MakeMemo, suffix: str, name: str, language: Language
) -> None:
    memo = make_memo(name, language)
    data = FORMATS[suffix](memo)
    found = READERS[suffix](data)
    assert found.seal == memo.seal
    assert len(found.tables) == len(memo.tables)
    for given, table in zip(found.tables or (), memo.tables, strict=True):
        assert given.head == tuple(heading(column) for column in table.columns)
        assert given.rows == tuple(tuple(cell.text for cell in row) for row in table.rows)
    assert len(found.texts) == len(list(texts_of(memo)))
    assert difference_of(found, suffix, memo) is None
    assert FORMATS[suffix](memo) == data


@pytest.mark.parametrize("suffix", TEXTS)
def test_a_changed_rank_is_found(make_memo: MakeMemo, suffix: str) -> None:
    memo = make_memo("robotics-demonstration-double", sections=("ranking",))
    row = memo.tables[0].rows[2]
    pattern = r"[^\n]*?".join(re.escape(part) for part in (row[2].text, row[3].text))
    text = FORMATS[suffix](memo).decode()
    if suffix == ".json":
        pattern = rf'"text":"{row[3].text}"'
    changed = re.sub(pattern, lambda m: m[0].replace(row[3].text, "0.999"), text, count=1)
    assert changed != text
    difference = difference_of(READERS[suffix](changed.encode()), suffix, memo)
    assert difference is not None
    assert (difference.kind, difference.found, difference.expected) == (
        "cell",
        "0.999",
        row[3].text,
    )
    assert difference.row == row[2].text
    assert difference.column == "점수 AHP"
    assert difference.table == memo.caption(memo.tables[0])


@pytest.mark.parametrize("suffix", TEXTS)
@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [("1위 비율(%)", "1위 비율(%)!", "head"), ("뚜렷한 1위 없음", "뚜렷한 1위 있음", "text")],
)
def test_changed_headings_and_lines_are_found(
    make_memo: MakeMemo, suffix: str, old: str, new: str, kind: str
) -> None:
    memo = make_memo(sections=("findings", "ranking"))
    text = FORMATS[suffix](memo).decode()
    if suffix == ".tex":
        old, new = (each.replace("%", r"\%") for each in (old, new))
    difference = difference_of(READERS[suffix](text.replace(old, new).encode()), suffix, memo)
    assert difference is not None
    assert difference.kind == kind


def test_rows_and_tables_that_are_gone_are_found(make_memo: MakeMemo) -> None:
    memo = make_memo(sections=("findings", "ranking"))
    text = FORMATS[".md"](memo).decode()
    lines = text.splitlines(keepends=True)
    table = [place for place, line in enumerate(lines) if line.startswith("|")]
    last = next(place for place in table if place + 1 not in table)
    fewer = "".join(lines[:last] + lines[last + 1 :])
    difference = difference_of(READERS[".md"](fewer.encode()), ".md", memo)
    assert difference is not None
    assert (difference.kind, difference.found, difference.expected) == ("rows", "7", "8")
    none = "".join(line for line in lines if not line.startswith("|"))
    difference = difference_of(READERS[".md"](none.encode()), ".md", memo)
    assert difference is not None
    assert (difference.kind, difference.found) == ("tables", "0")


def test_a_changed_value_behind_a_cell_is_found(make_memo: MakeMemo) -> None:
    memo = make_memo(sections=("ranking",))
    payload = json.loads(FORMATS[".json"](memo))
    cell = next(b for b in payload["blocks"] if b["kind"] == "table")["rows"][0][3]
    cell["value"] += 0.001
    difference = difference_of(READERS[".json"](json.dumps(payload).encode()), ".json", memo)
    assert difference is not None
    assert difference.kind == "value"


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Memo:
    """Return a memo of interventions whose names are attacks."""
    alternatives = "".join(
        f'  - {{id: a{k}, name: "{name}", scores: {{rooms: {(9, 3)[k % 2]}, people: 9}}}}\n'
        for k, name in enumerate(HOSTILE)
    )
    desk = Desk(tmp_path_factory.mktemp("hostile"))
    text = WEIGHED.partition("alternatives:")[0] + "alternatives:\n" + alternatives
    analysis = ganeum.analyse(desk.weighed(text))
    return memo_content(examine(analysis, PARTS, draws=300), "en")


@pytest.mark.parametrize("suffix", TEXTS)
def test_hostile_names_are_data(hostile: Memo, suffix: str) -> None:
    found = READERS[suffix](FORMATS[suffix](hostile))
    assert difference_of(found, suffix, hostile) is None
    for given, table in zip(found.tables or (), hostile.tables, strict=True):
        assert given.rows == tuple(tuple(cell.text for cell in row) for row in table.rows)


def test_no_cell_of_a_csv_is_a_formula_or_a_date(hostile: Memo) -> None:
    data = FORMATS[".csv"](hostile)
    assert data.startswith(b"\xef\xbb\xbf")
    cells = [cell for row in csv.reader(io.StringIO(data.decode("utf-8-sig"))) for cell in row]
    risky = [c for c in cells if c[:1] in "=+-@\t\r" and not re.fullmatch(r"-?\d+(\.\d+)?|-|", c)]
    assert risky == []
    assert not any(re.fullmatch(r"\d+/\d+", cell) for cell in cells)


def test_excel_may_save_a_csv_again(make_memo: MakeMemo) -> None:
    memo = make_memo("robotics-demonstration-double", sections=("ranking", "weights"))
    rows = list(csv.reader(io.StringIO(FORMATS[".csv"](memo).decode("utf-8-sig"))))
    widest = max(map(len, rows))
    text = io.StringIO()
    csv.writer(text).writerows([*row, *[""] * (widest - len(row))] for row in rows)
    assert difference_of(READERS[".csv"](text.getvalue().encode("cp949")), ".csv", memo) is None


class Page(HTMLParser):
    """What is in a page, by an eye that is not the reader's."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


def test_a_page_is_accessible_and_needs_nothing_else(make_memo: MakeMemo) -> None:
    memo = make_memo()
    text = FORMATS[".html"](memo).decode()
    page = Page(text)
    assert page.all("html") == [{"lang": "ko"}]
    assert not page.all("script")
    assert not page.all("link")
    assert all(image["alt"] for image in page.all("img"))
    assert len(page.all("img")) == len(memo.figures)
    assert all(head["scope"] for head in page.all("th"))
    assert len(page.all("table")) == len(memo.tables)
    assert not re.findall(r"""(?:src|href)=["'](?!data:)""", text)
    assert "url(data:font/otf;base64," in text
    assert "@font-face" not in FORMATS[".html"](make_memo(language="en")).decode()


def test_hostile_names_make_no_element(hostile: Memo) -> None:
    page = Page(FORMATS[".html"](hostile).decode())
    assert not page.all("script")
    assert len(page.all("img")) == len(hostile.figures)


def test_latex_is_balanced_and_escaped(hostile: Memo) -> None:
    text = FORMATS[".tex"](hostile).decode()
    body = text.partition(r"\begin{document}")[2].partition(r"\end{document}" + "\n%")[0]
    assert r"\end{document}" not in body
    plain = re.sub(r"\\[\\{}%&#$_]", "", body)
    assert plain.count("{") == plain.count("}")
    assert body.count(r"\begin{longtable}") == body.count(r"\end{longtable}") == len(hostile.tables)
    assert "%" not in plain


@pytest.mark.skipif(
    shutil.which("xelatex") is None,
    reason="XeLaTeX is missing (Debian: texlive-xetex, texlive-lang-korean): LaTeX is NOT compiled",
)
def test_latex_compiles_and_fits_the_page(
    make_memo: MakeMemo, hostile: Memo, tmp_path: Path
) -> None:
    for name, memo in (("ko", make_memo()), ("en", make_memo(language="en")), ("odd", hostile)):
        (tmp_path / f"{name}.tex").write_bytes(FORMATS[".tex"](memo))
        done = subprocess.run(
            ["xelatex", "-interaction=nonstopmode", "-halt-on-error", f"{name}.tex"],
            cwd=tmp_path, capture_output=True, timeout=120,
        )  # fmt: skip
        log = done.stdout.decode("utf-8", "replace")
        assert done.returncode == 0, log[-2000:]
        assert (tmp_path / f"{name}.pdf").stat().st_size > 10_000
        if memo is not hostile:
            wide = [float(points) for points in re.findall(r"Overfull .hbox .([\d.]+)pt", log)]
            assert max(wide, default=0) < 5


@pytest.mark.parametrize("suffix", [*TEXTS, ".png", ".svg", ".zip"])
def test_damaged_files_are_refused(make_memo: MakeMemo, suffix: str) -> None:
    good = FORMATS[".md"](make_memo(sections=("ranking",)))
    for data in (
        b"",
        b"\x00\xff" * 50,
        b"PK\x03\x04",
        PNG[:8],
        good[: len(good) // 2],
        b"[" * 9999,
    ):
        with pytest.raises(ValueError):  # noqa: PT011 - whatever the library says
            READERS[suffix](data)


def test_formats_and_readers_are_the_same() -> None:
    assert list(FORMATS) == list(READERS)
    assert all(suffix.startswith(".") for suffix in FORMATS)


@pytest.mark.parametrize("suffix", TEXTS)
def test_a_table_without_rows_breaks_no_file(make_memo: MakeMemo, suffix: str) -> None:
    memo = make_memo("template", sections=("ranking",))
    empty = replace(
        memo,
        blocks=tuple(replace(b, rows=()) if isinstance(b, Table) else b for b in memo.blocks),
    )
    found = READERS[suffix](FORMATS[suffix](empty))
    assert [table.rows for table in found.tables or ()] == [()] * len(memo.tables)
    assert difference_of(found, suffix, empty) is None


def test_a_heading_that_is_not_read_is_not_compared(make_memo: MakeMemo) -> None:
    memo = make_memo(sections=("ranking",))
    found = READERS[".md"](FORMATS[".md"](memo))
    bare = replace(found, tables=tuple(ShownTable((), each.rows) for each in found.tables or ()))
    assert difference_of(bare, ".md", memo) is None


def test_two_tiers_of_headings_are_one_line_elsewhere(make_memo: MakeMemo) -> None:
    table = make_memo().tables[0]
    assert isinstance(table, Table)
    assert table.tiered
    assert [heading(column) for column in table.columns][:3] == [
        "순위 AHP",
        "순위 TOPSIS",
        "정책과제",
    ]


def test_a_seal_is_needed() -> None:
    with pytest.raises(SealError):
        READERS[".md"](b"# A memo")
