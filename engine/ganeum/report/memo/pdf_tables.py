"""The tables of a tagged PDF, cell by cell, and its other lines, as a screen reader finds them."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, cast

from ganeum.report.memo.shown import ShownTable

if TYPE_CHECKING:
    from pypdf import PdfReader

Node = Any  # objects of a PDF have no types
Texts = Mapping[int, str]
CODE = 2  # bytes of a glyph's number


def tables_in(reader: "PdfReader") -> tuple[tuple[ShownTable, ...], tuple[str, ...]]:
    """Return the tables of a document, and all text outside of their cells, headings included."""
    document: Node = reader
    texts = [_marked(page, reader) for page in document.pages]
    pages = {page.indirect_reference.idnum: k for k, page in enumerate(document.pages)}
    root = document.trailer["/Root"]["/StructTreeRoot"]

    def text(node: Node) -> str:
        return " ".join(_text(node, 0, texts, pages).split())

    tables = tuple(
        ShownTable(
            (),
            tuple(
                tuple(map(text, cells))
                for row in _tagged(table, "/TR")
                if (cells := list(_tagged(row, "/TD")))
            ),
        )
        for table in _tagged(root, "/Table")
    )
    return tables, tuple(filter(None, map(text, _lines(root))))


def _text(node: Node, page: int, texts: Sequence[Texts], pages: Mapping[int, int]) -> str:
    """Return the text of a part, which stands on a page unless it says so of another one."""
    node = node.get_object()
    if isinstance(node, int):
        return texts[page].get(int(node), "")
    if isinstance(node, list):
        children = cast("list[Node]", node)
        return "".join(_text(child, page, texts, pages) for child in children)
    if "/Pg" in node:
        page = pages[node.raw_get("/Pg").idnum]
    if node.get("/Type") == "/MCR":
        return texts[page].get(int(node["/MCID"]), "")
    return _text(node["/K"], page, texts, pages) if "/K" in node else ""


def _tagged(node: Node, tag: str) -> Iterator[Node]:
    """Yield what has a tag under a part, in order."""
    for part in _parts(node):
        if part.get("/S") == tag:
            yield part
        else:
            yield from _tagged(part, tag)


def _lines(node: Node) -> Iterator[Node]:
    """Yield what has no further parts, but for the cells of tables, in order."""
    for part in _parts(node):
        if part.get("/S") == "/TD":
            continue
        if any("/S" in inner for inner in _parts(part)):
            yield from _lines(part)
        elif "/S" in part:
            yield part


def _parts(node: Node) -> Iterator[Node]:
    inside: Node = node.get("/K")
    children = cast("list[Node]", inside) if isinstance(inside, list) else [inside]
    for child in children:
        part: Node = child.get_object() if hasattr(child, "get_object") else None
        if hasattr(part, "get"):
            yield part


def _marked(page: Node, reader: "PdfReader") -> Texts:
    """Return the text of each marked part of a page, glyph by glyph as the fonts name them.

    Not by the library's own extraction, which guesses blanks from where the glyphs stand.
    """
    from pypdf.generic import ContentStream

    fonts = page["/Resources"].get_object().get("/Font", {})
    letters = {name: _letters(font.get_object()) for name, font in fonts.items()}
    found: defaultdict[int, str] = defaultdict(str)
    parts: list[tuple[int | None, bool]] = []  # the number of a part, and whether it has its text
    known: Mapping[bytes, str] = {}
    for operands, operator in ContentStream(page.get_contents(), reader).operations:
        number, said = parts[-1] if parts else (None, False)
        if operator in (b"BDC", b"BMC"):
            given: Node = operands[1] if len(operands) > 1 else None
            properties: Node = given if hasattr(given, "get") else {}
            number = int(properties.get("/MCID", -1 if number is None else number))
            if "/ActualText" in properties:
                found[number] += str(properties["/ActualText"])
            parts.append((number, said or "/ActualText" in properties))
        elif operator == b"EMC":
            parts.pop()
        elif operator == b"Tf":
            known = letters[str(operands[0])]
        elif operator in (b"Tj", b"TJ") and number is not None and not said:
            pieces = operands[0] if operator == b"TJ" else operands
            codes = b"".join(p.original_bytes for p in pieces if hasattr(p, "original_bytes"))
            pairs = (codes[i : i + CODE] for i in range(0, len(codes), CODE))
            found[number] += "".join(known.get(pair, "") for pair in pairs)
    return found


def _letters(font: Node) -> Mapping[bytes, str]:
    """Return what each glyph of a font stands for, as its table for readers says."""
    table = font["/ToUnicode"].get_data().decode("ascii", "replace")
    letters: dict[bytes, str] = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", table, re.DOTALL):
        for code, text in re.findall(r"<(\w+)>\s*<(\w+)>", block):
            letters[bytes.fromhex(code)] = bytes.fromhex(text).decode("utf-16-be", "replace")
    for block in re.findall(r"beginbfrange(.*?)endbfrange", table, re.DOTALL):
        for first, last, text in re.findall(r"<(\w+)>\s*<(\w+)>\s*<(\w+)>", block):
            start = int(text, 16)
            for code in range(int(first, 16), int(last, 16) + 1):
                letters[code.to_bytes(CODE, "big")] = chr(start + code - int(first, 16))
    return letters
