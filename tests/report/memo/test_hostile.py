"""Whoever gives `verify` a file that was made to exhaust the machine does not succeed."""

import base64
import io
import json
import re
import struct
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pypdf
from pypdf.generic import DecodedStreamObject, NameObject

from ganeum.report.memo import Memo, seal_lines
from ganeum.report.memo.formats import FORMATS

MakeMemo = Callable[..., Memo]
# seconds of the processor for a file, twice what is promised where others work beside it; megabytes
LONGEST, LARGEST = 2.0, 200
DOCUMENT, SECTION = "word/document.xml", "Contents/section0.xml"
SHEET, BOOK = "xl/worksheets/sheet2.xml", "xl/workbook.xml"

CHILD = """
import json, re, sys, time
from pathlib import Path
from ganeum.report.memo.verifying import MemoError, made_again, read_memo
found = {}
for name in sys.argv[1:]:
    began = time.process_time()
    try:
        shown = read_memo(Path(name))
        said = "read"
        if "seal" in name:
            made_again(shown.seal, Path(name))
    except MemoError as error:
        said = str(error.values.get("detail", error.key))
    found[Path(name).name] = [said, time.process_time() - began]
# not by getrusage, in which the process that started this one counts
status = Path("/proc/self/status")
most = re.search(r"VmHWM:\\s+(\\d+) kB", status.read_text()) if status.exists() else None
print(json.dumps([found, int(most[1]) / 1024 if most else 0]))
"""


def with_part(data: bytes, name: str, part: bytes) -> bytes:
    """Return an archive with a part added or replaced."""
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as new,
    ):
        for entry in {*old.namelist(), name}:
            new.writestr(entry, part if entry == name else old.read(entry))
    return buffer.getvalue()


def inside(data: bytes, name: str, mark: bytes, more: bytes) -> bytes:
    """Return an archive in one part of which more stands before a mark."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        before, found, after = archive.read(name).partition(mark)
    assert found
    return with_part(data, name, before + more + found + after)


def drawn(data: bytes, content: bytes) -> bytes:
    """Return a PDF with something else on its first page."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(data))
    stream = DecodedStreamObject()
    stream.set_data(content)
    writer.pages[0][NameObject("/Contents")] = stream.flate_encode()
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def sealed(payload: object) -> str:
    text = base64.urlsafe_b64encode(zlib.compress(json.dumps(payload).encode(), 1)).decode()
    return f"GANEUM-SEAL-1\nS{text}\nEND-GANEUM-SEAL\n"


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def hostile(memo: Memo) -> Iterator[tuple[str, bytes, str]]:
    """Yield names of files, what is in them, and what is said of them ("read": so it was)."""
    seal = memo.seal.model_dump(mode="json")
    lines = "\n".join(seal_lines(memo.seal))

    def text(body: str) -> bytes:
        return f"{body}\n<!--\n{lines}\n-->\n".encode()

    def content(**more: object) -> bytes:
        return sealed({**seal, "content": {**memo.seal.content, **more}}).encode()

    yield "huge.md", bytes(2_000_001), "verify_too_large"
    yield "huge.pdf", bytes(12_000_001), "verify_too_large"
    yield "rows.md", text("|a|b|\n" * 45_000), "read"
    yield "more-rows.md", text("|a|\n" * 60_000), "too large"

    yield (
        "quote.csv",
        ('"' + "a,b\r\n" * 45_000 + lines).encode(),
        "field larger than field limit (131072)",
    )

    head = f'{{"title":"","under_title":"","seal":"{memo.seal.packed()}","blocks":['
    yield "blocks.json", f"{head}{'{},' * 100_000}{{}}]}}".encode(), "none"
    block = '{"kind":"table","text":"","rows":['
    yield "rows.json", f"{head}{block}{'[],' * 40_000}[]]}}]}}".encode(), "read"
    yield "deep.json", b"[" * 45_000, "none"
    yield "seal-alternatives.md", content(alternatives=[{}] * 9_000), "alternatives.0"

    yield "seal-large.md", content(more=[{}] * 30_000), "SealError"
    yield "seal-bomb.md", sealed("x" * 9_000_000).encode(), "SealError"

    yield "more-tags.html", text("<p>" * 70_000), "too large"
    yield "attributes.html", text(("<a " + "b=c " * 4_900 + ">") * 30), "read"
    yield "long-tag.html", text("<a " + "b=c " * 5_100 + ">"), "too large"

    yield "spans.html", text("<table><thead><tr>" + '<th colspan="1000">x</th>' * 20_000), "read"
    yield "declared.html", text("<![foo["), "unknown status keyword 'foo' in marked section"
    yield "chunks.png", b"\x89PNG\r\n\x1a\n" + chunk(b"tEXt", b"") * 900_000, "none"

    word, book, hangul = (FORMATS[suffix](memo) for suffix in (".docx", ".xlsx", ".hwpx"))
    for suffix, data in ((".docx", word), (".xlsx", book), (".hwpx", hangul)):
        yield f"bomb{suffix}", with_part(data, "x.bin", bytes(25_000_000)), "too large"
        yield f"xml{suffix}", with_part(data, "x.xml", b" " * 12_000_001), "too large"
        yield f"tags{suffix}", with_part(data, "x.xml", b"<a/>" * 250_001), "too large"
        yield f"members{suffix}", data[:-99] + b"PK\x01\x02" * 2_001, "too large"
        yield f"outside{suffix}", with_part(data, "../x", b""), "a name that leads elsewhere"
        entity = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'
        yield f"entity{suffix}", with_part(data, "x.xml", entity), "a declared entity"
        yield f"cut{suffix}", data[: len(data) // 2], "BadZipFile"
    end = b"<w:sectPr"
    yield "paragraphs.docx", inside(word, DOCUMENT, end, b"<w:p/>" * 100_000), "read"

    wide = (
        b'<w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr><w:tc><w:tcPr><w:gridSpan w:val="999999999"/>'
    )
    wide += b"</w:tcPr></w:tc></w:tr></w:tbl>"
    yield "span.docx", inside(word, DOCUMENT, end, wide), "too large"

    table = b'<hp:p><hp:tbl colCnt="999999999"/></hp:p>'
    yield "columns.hwpx", inside(hangul, SECTION, b"</hs:sec>", table), "read"
    end = b"</sheetData>"
    far = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    yield "far.xlsx", inside(book, SHEET, end, far), "too large"
    merged = b'<mergeCells><mergeCell ref="F1:XFD1048576"/></mergeCells>'
    yield "merged.xlsx", inside(book, SHEET, b"<pageMargins", merged), "too large"
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        names = archive.read(BOOK)
    names = re.sub(rb'(name="ganeum_rows_1">[^<]*!)[^<]*', rb"\1$A$1:$XFD$1048576", names)
    yield "name.xlsx", with_part(book, BOOK, names), "too large"

    page = FORMATS[".pdf"](memo)
    yield "bomb.pdf", drawn(page, bytes(90_000_000)), "LimitReachedError"
    yield "work.pdf", drawn(page, b"0 g " * 900_000), "LimitReachedError"
    yield "deep.pdf", drawn(page, b"[" * 900_000), "RecursionError"
    yield "cut.pdf", page[: len(page) // 2], "PdfReadError"
    yield "objects.pdf", b"%PDF-1.7\n" + b"1 0 obj\n<<>>\nendobj\n" * 500_000, "too large"


def test_hostile_files_are_refused_soon_and_in_little_memory(
    make_memo: MakeMemo, tmp_path: Path
) -> None:
    expected: dict[str, str] = {}
    for name, data, said in hostile(make_memo("template", sections=("scope",))):
        (tmp_path / name).write_bytes(data)
        expected[name] = said
    done = subprocess.run(
        [sys.executable, "-c", CHILD, *(tmp_path / name for name in expected)],
        check=True, capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    assert done.stderr == ""
    found, megabytes = json.loads(done.stdout)
    assert {name: said for name, (said, _) in found.items() if expected[name] not in said} == {}
    assert {name: seconds for name, (_, seconds) in found.items() if seconds > LONGEST} == {}
    assert megabytes < LARGEST
