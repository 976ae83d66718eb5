"""Memos as one HTML file that needs nothing else: pictures and font are inside, scripts are not."""

import base64
import re
from collections.abc import Iterator, Sequence
from functools import cache
from html import escape
from html.parser import HTMLParser
from itertools import groupby, islice

from ganeum.report.memo.bounds import keep_to
from ganeum.report.memo.content import (
    SIGNS,
    Block,
    Bullet,
    Column,
    Figure,
    Heading,
    Memo,
    Paragraph,
    Table,
)
from ganeum.report.memo.pictures import file_stem, png_of
from ganeum.report.memo.seal import SealError, seal_in, seal_lines
from ganeum.report.memo.shown import Shown, ShownTable

STYLE = """
:root {
  color: #1a1a1a; background: #fff; line-height: 1.6;
  font-family: Pretendard, "Noto Sans KR", "Malgun Gothic", "Apple SD Gothic Neo", sans-serif;
}
body {
  max-width: 60rem; margin: 0 auto; padding: 1.5rem;
  word-break: keep-all; overflow-wrap: anywhere;
}
header { border-bottom: 3px double #1a1a1a; margin-bottom: 1.5rem; }
h1 { font-size: 1.6rem; line-height: 1.3; margin: 0 0 .4rem; }
header p { margin: 0 0 .3rem; color: #444; }
h2 { font-size: 1.2rem; margin: 2rem 0 .6rem; border-bottom: 1px solid #767676; }
h3 { font-size: 1.05rem; margin: 1.4rem 0 .4rem; }
p { margin: .5rem 0; }
ul { list-style: none; margin: .5rem 0; padding: 0; }
li { padding-left: 1.4em; text-indent: -1.4em; }
li.two { margin-left: 1.2em; }
li.three { margin-left: 2.4em; }
figure { margin: 1.2rem 0; }
figure.table { overflow-x: auto; }
figcaption { font-weight: 700; margin: 0 0 .3rem; }
figure img { width: 100%; max-width: 45rem; height: auto; display: block; border: 1px solid #ccc; }
figure.picture figcaption { margin: .3rem 0 0; }
table {
  border-collapse: collapse; width: 100%;
  font-size: .9rem; line-height: 1.4; font-variant-numeric: tabular-nums;
}
thead { border-top: 2px solid #1a1a1a; border-bottom: 1px solid #1a1a1a; background: #ececec; }
tbody { border-bottom: 2px solid #1a1a1a; }
th, td {
  padding: .25rem .5rem; border-bottom: 1px solid #c8c8c8;
  text-align: left; vertical-align: top; overflow-wrap: break-word;
}
thead th { vertical-align: bottom; }
thead th[colspan] { text-align: center; }
th.right, td.right { text-align: right; }
tbody th { font-weight: 400; }
.under { margin: .2rem 0 0; font-size: .85rem; color: #444; }
@media print {
  @page { size: A4; margin: 18mm 16mm; }
  :root { font-size: 10.5pt; color: #000; }
  body { max-width: none; padding: 0; }
  h2, h3, figcaption { break-after: avoid; }
  tr, figure.picture, figure.short { break-inside: avoid; }
  h2.attachment { break-before: page; }
  thead { display: table-header-group; }
  figure.table { overflow: visible; }
  thead, .under, header p { color: #000; }
  .one { font-size: 9.5pt; line-height: 1.4; }
  .one header { margin-bottom: .6rem; }
  .one h2 { margin: .9rem 0 .3rem; }
  .one figure { margin: .4rem 0; }
  .one th, .one td { padding: .1rem .5rem; }
}
"""
POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; font-src data:"
DATA = "data:image/png;base64,"
PICTURE = re.compile("base64,[A-Za-z0-9+/=]+")
MOST = {"<": 60_000}  # that are read
LONGEST = 2_000_000  # characters, without pictures
LONG_TAG = re.compile("<[^<>]{20000}")
MOST_COLUMNS = 1000
UNBROKEN = 12  # rows of a table that stays on one page
LEVELS = {1: "one", 2: "two", 3: "three"}


def render(memo: Memo) -> bytes:
    """Return a memo as HTML, its figures as pictures with alternative texts."""
    pictures = {figure.id: png_of(memo, figure) for figure in memo.figures}
    lines = [
        "<!doctype html>",
        f'<html lang="{memo.language}">',
        "<head>",
        '<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">',
        f"<title>{escape(memo.title)}</title>",
        f"<style>{_font(memo)}{STYLE}</style>",
        "</head>",
        '<body class="one">' if memo.seal.request.one_page else "<body>",
        "<header>",
        f"<h1>{escape(memo.title)}</h1>",
        f"<p>{escape(memo.under_title)}</p>",
        "</header>",
        "<main>",
        *_blocks(memo, pictures),
        "</main>",
        "<!--",
        *seal_lines(memo.seal),
        "-->",
        "</body>",
        "</html>",
    ]
    return ("\n".join(lines) + "\n").encode()


def _font(memo: Memo) -> str:
    """Return the font, in a memo whose letters a machine may lack."""
    if memo.language != "ko":
        return ""
    return (
        "@font-face{font-family:Pretendard;font-weight:400;"
        f"src:local(Pretendard),url(data:font/otf;base64,{_encoded_font()})}}"
    )


@cache
def _encoded_font() -> str:
    from ganeum.report.charts.export import FONTS

    return base64.b64encode((FONTS / "Pretendard-Regular.otf").read_bytes()).decode()


def _blocks(memo: Memo, pictures: dict[str, bytes]) -> Iterator[str]:
    for listed, blocks in groupby(memo.blocks, lambda block: isinstance(block, Bullet)):
        if listed:
            yield "<ul>"
        for block in blocks:
            yield from _block(memo, block, pictures)
        if listed:
            yield "</ul>"


def _block(memo: Memo, block: Block, pictures: dict[str, bytes]) -> Iterator[str]:
    match block:
        case Heading():
            tag, kind = f"h{block.level + 1}", ' class="attachment"' if block.attachment else ""
            yield f"<{tag}{kind}>{escape(block.line)}</{tag}>"
        case Paragraph():
            yield f"<p>{escape(block.text)}</p>"
        case Bullet():
            sign = SIGNS[block.level - 1] if memo.language == "ko" else "\u2022"
            yield f'<li class="{LEVELS[block.level]}">{sign} {escape(block.text)}</li>'
        case Figure():
            data = base64.b64encode(pictures[block.id]).decode()
            yield '<figure class="picture">'
            name, text = escape(file_stem(block)), escape(block.alternative)
            yield f'<img id="{name}" alt="{text}" src="{DATA}{data}">'
            yield f"<figcaption>{escape(memo.caption(block))}</figcaption>"
            yield "</figure>"
        case Table():
            short = " short" if len(block.rows) <= UNBROKEN else ""
            yield f'<figure class="table{short}">'
            yield f"<figcaption>{escape(memo.caption(block))}</figcaption>"
            yield "<table>"
            yield "<thead>"
            yield from _head(block.columns)
            yield "</thead>"
            yield "<tbody>"
            for row in block.rows:
                cells = zip(block.columns, row, strict=True)
                yield f"<tr>{''.join(_cell(column, cell.text) for column, cell in cells)}</tr>"
            yield "</tbody>"
            yield "</table>"
            yield "</figure>"
            for line in memo.under(block):
                yield f'<p class="under">{escape(line)}</p>'


def _cell(column: Column, text: str) -> str:
    side = ' class="right"' if column.right else ""
    if column.names_row:
        return f'<th scope="row"{side}>{escape(text)}</th>'
    return f"<td{side}>{escape(text)}</td>"


def _head(columns: Sequence[Column]) -> Iterator[str]:
    """Yield one row of headings, or two where neighbours share one."""
    tiered = any(column.over for column in columns)
    upper: list[str] = []
    lower: list[str] = []
    for over, group in groupby(columns, lambda column: column.over):
        members = list(group)
        if over:
            span = f' colspan="{len(members)}" scope="colgroup"'
            upper.append(f"<th{span}>{escape(over)}</th>")
        for column in members:
            rows = ' rowspan="2"' if tiered and not over else ""
            side = ' class="right"' if column.right else ""
            cell = f'<th scope="col"{rows}{side}>{escape(column.heading)}</th>'
            (lower if over else upper).append(cell)
    yield f"<tr>{''.join(upper)}</tr>"
    if lower:
        yield f"<tr>{''.join(lower)}</tr>"


def read(data: bytes) -> Shown:
    """Read a memo back.

    Raises
    ------
    ValueError
        If it is no UTF-8 or has no seal.
    """
    text = data.decode("utf-8-sig")
    seal = seal_in(text)
    without = PICTURE.sub("", text)
    keep_to(without, MOST)
    if len(without) > LONGEST or LONG_TAG.search(without):
        raise SealError("too large")
    reader = _Reader()
    try:
        reader.feed(text)
    except AssertionError as error:  # of the library, at a declaration that it does not know
        raise SealError(str(error)) from None
    tables = tuple(
        ShownTable(tuple(_flat(head)), tuple(map(tuple, rows))) for head, rows in reader.tables
    )
    return Shown(seal, tables, tuple(reader.texts), tuple(reader.pictures))


Head = list[list[tuple[str, int, int]]]  # rows of headings with the columns and rows they span


class _Reader(HTMLParser):
    """Gather tables, and every other text that is shown."""

    TEXTS = ("h1", "h2", "h3", "p", "li", "figcaption")

    def __init__(self) -> None:
        super().__init__()
        self.tables: list[tuple[Head, list[list[str]]]] = []
        self.texts: list[str] = []
        self.pictures: list[tuple[str, bytes]] = []
        self.inside = ""
        self.in_head = False
        self.spans = (1, 1)
        self.gathered: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = dict(attrs)
        if tag == "table":
            self.tables.append(([], []))
        elif tag in ("thead", "tbody"):
            self.in_head = tag == "thead"
        elif tag == "tr" and self.tables:
            head, rows = self.tables[-1]
            if self.in_head:
                head.append([])
            else:
                rows.append([])
        elif tag in ("th", "td", *self.TEXTS):
            self.inside, self.gathered = tag, []
            self.spans = _span(known.get("colspan")), _span(known.get("rowspan"))
        elif tag == "img":
            data = base64.b64decode((known.get("src") or "").removeprefix(DATA))
            self.pictures.append((f"{known.get('id')}.png", data))

    def handle_endtag(self, tag: str) -> None:
        if tag != self.inside:
            return
        text = " ".join("".join(self.gathered).split())
        self.inside = ""
        if tag in self.TEXTS:
            self.texts.append(text)
        elif self.tables:
            head, rows = self.tables[-1]
            if self.in_head and head:
                head[-1].append((text, self.spans[0], self.spans[1]))
            elif rows:
                rows[-1].append(text)

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.gathered.append(data)


def _span(text: str | None) -> int:
    return min(int(text), MOST_COLUMNS) if text and text.isdecimal() and len(text) < 9 else 1


def _flat(head: Head) -> list[str]:
    """Return the headings of the columns on one line each, the upper one first."""
    if not head:
        return []
    spread = ((text, rows) for text, columns, rows in head[0] for _ in range(columns))
    upper = list(islice(spread, MOST_COLUMNS))
    lower = iter([text for row in head[1:] for text, _, _ in row])
    tiered = len(head) > 1
    return [
        f"{text} {next(lower, '')}".strip() if tiered and rows == 1 else text
        for text, rows in upper
    ]
