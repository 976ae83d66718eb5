"""Reading a Word file without the library that wrote it."""

from collections.abc import Iterator, Mapping

from ganeum.report.memo.bullet_signs import unsigned
from ganeum.report.memo.seal import SealError, seal_in
from ganeum.report.memo.shown import Shown, ShownTable
from ganeum.report.memo.word_look import BULLETS
from ganeum.report.memo.xml_trees import Element, parsed

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
PACKAGE = "{http://schemas.openxmlformats.org/package/2006/relationships}"
MAIN, STYLES, LINKS = "word/document.xml", "word/styles.xml", "word/_rels/document.xml.rels"
CUSTOM = "/customXml"  # ends the type of what is attached
MOST_COLUMNS = 1000


def shown_in(parts: Mapping[str, bytes]) -> Shown:
    """Return a memo as it stands in the parts of a package.

    Raises
    ------
    SealError
        If they are no such package, or have no seal that can be read.
    """
    try:
        links = parsed(parts[LINKS])
        files = {
            link.get("Id"): _place(link.get("Target", ""))
            for link in links.iter(f"{PACKAGE}Relationship")
            if link.get("TargetMode") != "External"
        }
        attached = [
            parts.get(files.get(link.get("Id"), ""), b"").decode("utf-8", "replace")
            for link in links.iter(f"{PACKAGE}Relationship")
            if link.get("Type", "").endswith(CUSTOM)
        ]
        seal = seal_in("\n".join(attached))
        body = parsed(parts[MAIN]).find(f"{W}body")
        bullets = _bullets(parsed(parts[STYLES]))
        tables = tuple(map(_table, body.findall(f"{W}tbl")))
        texts = tuple(filter(None, (_line(each, bullets) for each in body.findall(f"{W}p"))))
    except (AttributeError, KeyError) as error:  # without what each has
        raise SealError(type(error).__name__) from None
    pictures = tuple(
        ("", parts.get(files.get(blip.get(f"{R}embed"), ""), b"")) for blip in body.iter(f"{A}blip")
    )
    return Shown(seal, tables, texts, pictures)


def _place(target: str) -> str:
    """Return where a part stands, which is told from the folder of the text."""
    if target.startswith("/"):
        return target[1:]
    return target.removeprefix("../") if target.startswith("../") else f"word/{target}"


def _bullets(styles: Element) -> set[str | None]:
    """Return the ids that the styles of bullets have in this file."""
    return {
        style.get(f"{W}styleId")
        for style in styles.iter(f"{W}style")
        if (name := style.find(f"{W}name")) is not None and name.get(f"{W}val") in BULLETS
    }


def _line(paragraph: Element, bullets: set[str | None]) -> str:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    text = _text(paragraph)
    return unsigned(text) if style is not None and style.get(f"{W}val") in bullets else text


def _text(thing: Element) -> str:
    """Return all the text in a paragraph or cell, that of fields too."""
    return "".join(text.text or "" for text in thing.iter(f"{W}t"))


def _table(table: Element) -> ShownTable:
    heads: list[tuple[str, ...]] = []
    rows: list[tuple[str, ...]] = []
    for row in table.findall(f"{W}tr"):
        if row.find(f"{W}trPr/{W}tblHeader") is not None:
            heads.append(tuple(_columns(row)))
        else:
            rows.append(tuple(map(_text, row.findall(f"{W}tc"))))
    columns = zip(*heads, strict=False)
    return ShownTable(tuple(" ".join(filter(None, texts)) for texts in columns), tuple(rows))


def _columns(row: Element) -> Iterator[str]:
    """Yield the text over each column; nothing where a cell above reaches down to it."""
    place = 0
    for cell in row.findall(f"{W}tc"):
        span = cell.find(f"{W}tcPr/{W}gridSpan")
        wide = 1 if span is None else int(span.get(f"{W}val"))
        place += wide
        if place > MOST_COLUMNS:
            raise SealError("too large")
        yield from [_text(cell)] * wide
