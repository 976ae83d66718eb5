"""Reading a HWPX file without the library that wrote it."""

from collections.abc import Iterator, Mapping, Sequence

from ganeum.report.memo.bullet_signs import unsigned
from ganeum.report.memo.hangul_parts import P
from ganeum.report.memo.seal import BEGIN, SealError, seal_in
from ganeum.report.memo.shown import Shown, ShownTable
from ganeum.report.memo.xml_trees import Element, parsed

PACKAGE = "{http://www.idpf.org/2007/opf/}"
MOST_COLUMNS = 1000
CORE = "{http://www.hancom.co.kr/hwpml/2011/core}"


def shown_in(parts: Mapping[str, bytes]) -> Shown:
    """Return a memo as it stands in the parts of a package.

    Raises
    ------
    SealError
        If they are no such package, or have no seal that can be read.
    """
    names = sorted(name for name in parts if name.startswith("Contents/section"))
    try:
        sections = [parsed(parts[name]) for name in names]
        paragraphs = [part for section in sections for part in section.findall(f"{P}p")]
        hidden = ["\n".join(_hidden(paragraph)) for paragraph in paragraphs]
        seal = seal_in("\n".join(hidden))
        first = next(place for place, text in enumerate(hidden) if BEGIN in text)
        own = paragraphs[first:]  # an office's letterhead may stand before it
        tables = [_table(table) for paragraph in own for table in paragraph.iter(f"{P}tbl")]
        pictures = tuple(_pictures(parts, own))
    except (AttributeError, TypeError, KeyError) as error:  # without what each has
        raise SealError(type(error).__name__) from None
    texts = filter(None, map(_text, own))
    return Shown(seal, tuple(tables), tuple(map(unsigned, texts)), pictures)


def _pictures(
    parts: Mapping[str, bytes], paragraphs: Sequence[Element]
) -> Iterator[tuple[str, bytes]]:
    """Yield the pictures in order; one that is not in the file itself is empty."""
    package = parsed(parts["Contents/content.hpf"])
    files = {item.get("id"): item.get("href") for item in package.iter(f"{PACKAGE}item")}
    for paragraph in paragraphs:
        for image in paragraph.iter(f"{CORE}img"):
            yield "", parts.get(files.get(image.get("binaryItemIDRef"), ""), b"")


def _hidden(paragraph: Element) -> Iterator[str]:
    for comment in paragraph.iter(f"{P}hiddenComment"):
        for text in comment.iter(f"{P}t"):
            yield text.text or ""


def _text(paragraph: Element) -> str:
    """Return a paragraph's own text, not that of the tables and comments in it."""
    return "".join(
        "".join(text.itertext())
        for run in paragraph.findall(f"{P}run")
        for text in run.findall(f"{P}t")
    )


def _table(table: Element) -> ShownTable:
    wide = min(int(table.get("colCnt", "0")), MOST_COLUMNS)
    heads = [list[str]() for _ in range(wide)]
    rows: list[tuple[str, ...]] = []
    for row in table.findall(f"{P}tr"):
        cells = row.findall(f"{P}tc")
        if not any(cell.get("header") == "1" for cell in cells):
            rows.append(tuple(map(_cell, cells)))
            continue
        for cell in cells:
            place, span = cell.find(f"{P}cellAddr"), cell.find(f"{P}cellSpan")
            first = int(place.get("colAddr"))
            for column in heads[first : first + int(span.get("colSpan"))]:
                column.append(_cell(cell))
    return ShownTable(tuple(" ".join(texts).strip() for texts in heads), tuple(rows))


def _cell(cell: Element) -> str:
    return " ".join(map(_text, cell.findall(f"{P}subList/{P}p")))
