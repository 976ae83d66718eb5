"""A memo for the Hangul word processor: outline headings, native tables, figures, notes.

Everything that this project asks of python-hwpx stands in this module and in `hangul_parts`.
"""

import io
from dataclasses import dataclass

from hwpx import HwpxDocument
from hwpx.oxml.paragraph import HwpxOxmlParagraph
from hwpx.oxml.table import HwpxOxmlTableCell

from ganeum.office_archive import packed, parts_of
from ganeum.report.memo.bullet_signs import sign_of
from ganeum.report.memo.content import Block, Bullet, Figure, Heading, Memo, Paragraph, Table
from ganeum.report.memo.hangul_parts import (
    begin_with,
    describe_picture,
    finished,
    hide_comment,
    mark_heading,
    without_outline_numbers,
)
from ganeum.report.memo.hangul_reading import shown_in
from ganeum.report.memo.paper import FONT, TALLEST, scale_of, width_within
from ganeum.report.memo.seal import seal_lines
from ganeum.report.memo.shown import Shown
from ganeum.report.memo.table_shape import column_shares, head_cells, head_rows, kept_whole

QUIET, SHADE, RULE = "#595959", "#E6E6E6", "#A6A6A6"
SIDE, TOP, EDGE = 22, 12, 8  # millimetres; the edge holds header and footer
UNITS = 283  # of a millimetre: 7,200 an inch
ROW = 1350  # units a row is high before its text makes it higher
ROOM = 96  # half-width characters of a table's size that go into a line
MADE = "2000-01-01T00:00:00Z"  # every memo: the clock is no part of it


@dataclass(frozen=True, slots=True)
class Look:
    """How a paragraph looks: points of text and of room around it, millimetres of indent."""

    size: float = 10
    bold: bool = False
    color: str = "#1A1A1A"
    side: str = "LEFT"
    before: float = 0
    after: float = 4
    left: float = 0
    first: float = 0
    spacing: int = 150
    next_too: bool = False


LOOKS = {
    "title": Look(18, bold=True, side="CENTER", before=6, after=4),
    "subtitle": Look(9.5, color=QUIET, side="CENTER", after=6),
    "heading 1": Look(13, bold=True, before=14, after=6, next_too=True),
    "heading 2": Look(11, bold=True, before=10, after=5, next_too=True),
    "heading 3": Look(10, bold=True, before=8, after=4, next_too=True),
    "text": Look(),
    "bullet 1": Look(left=5, first=-5, before=3, after=2),
    "bullet 2": Look(left=10, first=-5, after=2),
    "bullet 3": Look(left=15, first=-5, after=2),
    "caption": Look(9, bold=True, side="CENTER", before=8, after=2, next_too=True),
    "under": Look(9, bold=True, side="CENTER", after=8),
    "object": Look(after=0, spacing=100),
    "figure": Look(after=0, before=6, spacing=100, next_too=True),
    "note": Look(8.5, color=QUIET, after=1, before=1),
    "heading cell": Look(8.5, bold=True, side="CENTER", after=0, spacing=120),
    "left cell": Look(8.5, after=0, spacing=120),
    "right cell": Look(8.5, side="RIGHT", after=0, spacing=120),
}


def render(memo: Memo, template: bytes | None = None) -> bytes:
    """Return a memo as a HWPX file, the same bytes each time.

    Parameters
    ----------
    memo : Memo
    template : bytes, optional
        An office's own HWPX file with its letterhead: the memo follows what stands in it.

    Raises
    ------
    SealError
        If the template is no archive, or one that is not safe to open.
    """
    if template is None:
        document = HwpxDocument.new()
        document.page.setup(
            paper_size="A4",
            margins_mm={"left": SIDE, "right": SIDE, "top": TOP, "bottom": TOP},
            header_margin_mm=EDGE,
            footer_margin_mm=EDGE,
        )
        document.page.set_page_number()
        without_outline_numbers(document.parts.headers[0].element)
    else:
        document = HwpxDocument.open(io.BytesIO(packed(parts_of(template))))
    document.parts.clear_preview()
    _Writer(document, memo, own=template is None).write()
    document.parts.clear_document_metadata(timestamp=MADE)
    document.parts.set_document_metadata(title=memo.title, creator="Ganeum", subject=memo.scenario)
    return finished(document.to_bytes())


def read(data: bytes) -> Shown:
    """Read a memo back, also after it was edited in the Hangul word processor.

    Raises
    ------
    SealError
        If it is no such file, or has no seal that can be read.
    """
    return shown_in(parts_of(data))


class _Writer:
    """Writes a memo's blocks at the end of a document."""

    def __init__(self, document: HwpxDocument, memo: Memo, *, own: bool) -> None:
        self.document, self.memo = document, memo
        self.own = own
        self.scale = scale_of(memo)
        document.styles.ensure_font(FONT)
        self.characters = {
            name: document.styles.ensure_run(
                bold=look.bold, color=look.color, font=FONT, size=round(look.size * self.scale, 1)
            )
            for name, look in LOOKS.items()
        }
        self.border = document.styles.ensure_border_fill(border_color=RULE)
        self.shade = document.styles.ensure_border_fill(border_color=RULE, fill_color=SHADE)
        self.forms: dict[str, str] = {}
        size = document.page.size()
        margins = document.page.margins()
        self.width = size.width - margins.left - margins.right

    def write(self) -> None:
        """Write title and blocks; the seal is hidden behind the title, where the memo begins."""
        memo = self.memo
        title = self._text(memo.title, "title").element
        hide_comment(title, seal_lines(memo.seal))
        if self.own:
            begin_with(title)
        self._text(memo.under_title, "subtitle")
        for block in memo.blocks:
            self._block(block)

    def _block(self, block: Block) -> None:
        match block:
            case Heading():
                self._heading(block)
            case Paragraph():
                self._text(block.text, "text")
            case Bullet():
                level = min(block.level, 3)
                sign = sign_of(block, self.memo.language)
                self._text(f"{sign} {block.text}", f"bullet {level}")
            case Table():
                self._table(block)
            case Figure():
                self._figure(block)

    def _text(self, text: str, name: str) -> HwpxOxmlParagraph:
        paragraph = self.document.add_paragraph(
            text, inherit_style=False, char_pr_id_ref=self.characters[name]
        )
        self._form(paragraph, name)
        return paragraph

    def _form(self, paragraph: HwpxOxmlParagraph, name: str) -> None:
        """Give a paragraph its alignment, indent and room; made once for each look."""
        if name not in self.forms:
            look = LOOKS[name]
            self.document.styles.apply_paragraph_format(
                paragraphs=[paragraph],
                alignment=look.side,
                line_spacing_percent=round(look.spacing * self.scale),
                indent_left_mm=look.left,
                first_line_indent_mm=look.first,
                spacing_before_pt=look.before * self.scale,
                spacing_after_pt=look.after * self.scale,
                keep_with_next=look.next_too,
            )
            self.forms[name] = str(paragraph.para_pr_id_ref)
        paragraph.para_pr_id_ref = self.forms[name]

    def _heading(self, heading: Heading) -> None:
        """Write a heading with its own number; in an office's file outside of its outline.

        There the outline numbers what the office has set it to, and would number a second time.
        """
        level = min(heading.level, 3)
        name = f"heading {level}"
        if self.own:
            paragraph = self.document.add_heading(
                heading.line, level, char_pr_id_ref=self.characters[name]
            )
            self._form(paragraph, name)
        else:
            paragraph = self._text(heading.line, name)
        if heading.attachment:
            paragraph.element.set("pageBreak", "1")

    def _figure(self, figure: Figure) -> None:
        from ganeum.report.charts import png

        picture = png(figure.draw())
        width = width_within(picture, self.width, TALLEST * UNITS)
        made = self.document.add_picture(picture, "png", width=width, align="CENTER")
        describe_picture(made.element, figure.alternative)
        self._form(self.document.paragraphs[-1], "figure")
        self._text(self.memo.caption(figure), "under")

    def _table(self, table: Table) -> None:
        self._text(self.memo.caption(table), "caption")
        low = head_rows(table)
        count = low + len(table.rows)
        shares = column_shares(table, ROOM)
        made = self.document.add_table(
            count,
            len(table.columns),
            width=round(sum(shares) * self.width),
            height=round(count * ROW * self.scale),
            border_fill_id_ref=self.border,
        )
        made.set_column_widths(shares)
        rows = [row.cells for row in made.rows]
        for cells, row in zip(rows[low:], table.rows, strict=True):
            for cell, column, shown in zip(cells, table.columns, row, strict=True):
                self._cell(cell, shown.text, "right cell" if column.right else "left cell")
        for head in head_cells(table):
            self._cell(rows[head.row][head.column], head.text, "heading cell")
        mark_heading(made.element, low, self.shade, whole=kept_whole(table))
        for head in head_cells(table):
            if head.rows * head.columns > 1:
                end = (head.row + head.rows - 1, head.column + head.columns - 1)
                made.merge_cells(head.row, head.column, *end)
        self._form(self.document.paragraphs[-1], "object")
        for line in self.memo.under(table):
            self._text(line, "note")

    def _cell(self, cell: HwpxOxmlTableCell, text: str, name: str) -> None:
        paragraph = cell.paragraphs[0]
        paragraph.text = text
        paragraph.char_pr_id_ref = self.characters[name]
        self._form(paragraph, name)
