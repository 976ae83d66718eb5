"""The few things in a HWPX file that python-hwpx has no words for."""

import itertools
from collections.abc import Sequence

from ganeum.office_archive import packed, parts_of
from ganeum.report.memo.xml_trees import Element, added, parsed, written

BODY = "http://www.hancom.co.kr/hwpml/2011/paragraph"
P = f"{{{BODY}}}"
H = "{http://www.hancom.co.kr/hwpml/2011/head}"
FIRST_ID = 1_000_000_000  # objects count from here, paragraphs from 1
PARAGRAPH = {
    "id": "0",
    "paraPrIDRef": "0",
    "styleIDRef": "0",
    "pageBreak": "0",
    "columnBreak": "0",
    "merged": "0",
}
LIST = {
    "id": "",
    "textDirection": "HORIZONTAL",
    "lineWrap": "BREAK",
    "vertAlign": "TOP",
    "linkListIDRef": "0",
    "linkListNextIDRef": "0",
    "textWidth": "0",
    "textHeight": "0",
    "hasTextRef": "0",
    "hasNumRef": "0",
}


def hide_comment(paragraph: Element, lines: Sequence[str]) -> None:
    """Put lines into a hidden comment (숨은 설명), which is neither shown nor printed."""
    run = added(paragraph, f"{P}run", {"charPrIDRef": "0"})
    comment = added(added(run, f"{P}ctrl"), f"{P}hiddenComment")
    held = added(comment, f"{P}subList", LIST)
    for line in lines:
        inner = added(added(held, f"{P}p", PARAGRAPH), f"{P}run")
        inner.set("charPrIDRef", "0")
        added(inner, f"{P}t").text = line


def describe_picture(picture: Element, description: str) -> None:
    """Give a picture its alternative text."""
    comment = picture.find(f"{P}shapeComment")
    if comment is None:
        comment = added(picture, f"{P}shapeComment")
    comment.text = description


def begin_with(paragraph: Element) -> None:
    """Let a paragraph take the place of the empty one that a new document begins with."""
    first = paragraph.getparent().find(f"{P}p")
    settings = first.find(f"{P}run")
    paragraph.insert(0, settings)
    first.getparent().replace(first, paragraph)


def mark_heading(table: Element, rows: int, fill: str, *, whole: bool) -> None:
    """Mark the first rows of a table as its heading, which is repeated on every page.

    The table is let go over the end of a page, unless it is to be kept whole.
    """
    table.set("repeatHeader", "1")
    table.set("pageBreak", "NONE" if whole else "CELL")
    position = table.find(f"{P}pos")
    position.set("treatAsChar", "0")
    position.set("horzAlign", "CENTER")
    for row in table.findall(f"{P}tr")[:rows]:
        for cell in row.findall(f"{P}tc"):
            cell.set("header", "1")
            cell.set("borderFillIDRef", fill)


def without_outline_numbers(header: Element) -> None:
    """Let the outline number nothing: a memo's headings say their own numbers."""
    for numbering in header.iter(f"{H}numbering"):
        for level in numbering.iter(f"{H}paraHead"):
            level.text = None


def finished(data: bytes) -> bytes:
    """Return a package with its ids counted instead of drawn, the same bytes each time."""
    parts = parts_of(data)
    for name in sorted(parts):
        if name.startswith("Contents/section"):
            parts[name] = _counted(parts[name])
    return packed(parts)


def _counted(section: bytes) -> bytes:
    root = parsed(section)
    paragraphs, objects = itertools.count(1), itertools.count(FIRST_ID)
    known: dict[str, str] = {}
    for element in root.iter(f"{P}*"):
        if element.tag == f"{P}p":
            element.set("id", str(next(paragraphs)))
            continue
        for name in ("id", "instid"):
            if (old := element.get(name, "")).isdigit():
                known[old] = str(next(objects))
                element.set(name, known[old])
    for element in root.iter(f"{P}headerApply", f"{P}footerApply"):
        element.set("idRef", known.get(element.get("idRef"), element.get("idRef")))
    return written(root)
