"""A memo for Word: real headings, native tables, figures with alternative text."""

import io
from datetime import UTC, datetime
from itertools import zip_longest

import docx
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.shared import Emu, Mm
from docx.text.paragraph import Paragraph as DocxParagraph

from ganeum.office_archive import packed, parts_of, steady
from ganeum.report.memo.bullet_signs import sign_of
from ganeum.report.memo.content import Block, Bullet, Figure, Heading, Memo, Paragraph, Table
from ganeum.report.memo.paper import TALLEST, scale_of, width_within
from ganeum.report.memo.seal import Seal, seal_lines
from ganeum.report.memo.shown import Shown
from ganeum.report.memo.word_look import BULLETS, NOTE, dress
from ganeum.report.memo.word_reading import shown_in
from ganeum.report.memo.word_table import add_table
from ganeum.report.memo.word_xml import add_field, describe_picture, without_text

MADE = datetime(2000, 1, 1, tzinfo=UTC)  # of every memo: the clock is no part of it
XML = "application/xml"
ITEM = '<?xml version="1.0" encoding="UTF-8"?>\n<seal xmlns="urn:ganeum:seal">{}</seal>'


def render(memo: Memo, template: bytes | None = None) -> bytes:
    """Return a memo as a Word file, the same bytes each time.

    Parameters
    ----------
    memo : Memo
    template : bytes, optional
        An office's own Word file: its letterhead, styles and paper stay, its text does not.

    Raises
    ------
    SealError
        If the template is no archive, or one that is not safe to open.
    """
    base = io.BytesIO(packed(parts_of(template))) if template is not None else None
    document = docx.Document(base)
    without_text(document)
    dress(document, own_look=template is None, scale=scale_of(memo))
    _properties(document, memo)
    _Writer(document, memo).write()
    _attach(document, memo.seal)
    buffer = io.BytesIO()
    document.save(buffer)
    return steady(buffer.getvalue())


def read(data: bytes) -> Shown:
    """Read a memo back, also after it was edited in Word.

    Raises
    ------
    SealError
        If it is no such file, or has no seal that can be read.
    """
    return shown_in(parts_of(data))


def _properties(document: Document, memo: Memo) -> None:
    properties = document.core_properties
    properties.title, properties.subject = memo.title[:255], memo.scenario[:255]
    properties.author = properties.last_modified_by = "Ganeum"
    properties.created = properties.modified = MADE
    properties.comments = properties.keywords = ""
    properties.language, properties.revision = memo.language, 1


def _attach(document: Document, seal: Seal) -> None:
    """Attach the seal as a custom part, which Word keeps when the file is edited."""
    package = document.part.package
    name = PackURI("/customXml/ganeum-seal.xml")
    blob = ITEM.format("\n".join(seal_lines(seal))).encode()
    document.part.relate_to(Part(name, XML, blob, package), RELATIONSHIP_TYPE.CUSTOM_XML)


class _Writer:
    """Writes a memo's blocks at the end of a document."""

    def __init__(self, document: Document, memo: Memo) -> None:
        self.document, self.memo = document, memo
        section = document.sections[0]
        margins = int(section.left_margin or 0) + int(section.right_margin or 0)
        self.width = int(section.page_width or 0) - margins

    def write(self) -> None:
        """Write title and blocks."""
        memo = self.memo
        self._text(memo.title, "Title")
        self._text(memo.under_title, "Subtitle")
        for block, following in zip_longest(memo.blocks, memo.blocks[1:]):
            self._block(block)
            if isinstance(block, Bullet) and isinstance(following, Table):
                self.document.paragraphs[-1].paragraph_format.keep_with_next = True

    def _block(self, block: Block) -> None:
        match block:
            case Heading():
                made = self._text(block.line, f"Heading {min(block.level, 3)}")
                made.paragraph_format.page_break_before = block.attachment or None
            case Paragraph():
                self._text(block.text, "Normal")
            case Bullet():
                style = BULLETS[min(block.level, len(BULLETS)) - 1]
                self._text(f"{sign_of(block, self.memo.language)}\t{block.text}", style)
            case Table():
                self._caption(block)
                add_table(self.document, block, self.width)
                for line in self.memo.under(block):
                    self._text(line, NOTE)
            case Figure():
                self._figure(block)

    def _text(self, text: str, style: str) -> DocxParagraph:
        return self.document.add_paragraph(text, style)

    def _caption(self, block: Table | Figure) -> None:
        """Write a caption whose number Word counts again when captions are added."""
        number = str(block.number)
        before, _, after = self.memo.caption(block).partition(number)
        paragraph = self.document.add_paragraph(before, "Caption")
        add_field(paragraph, f" SEQ {type(block).__name__} \\* ARABIC ", number)
        paragraph.add_run(after)
        paragraph.paragraph_format.keep_with_next = isinstance(block, Table)

    def _figure(self, figure: Figure) -> None:
        from ganeum.report.charts import png

        picture = png(figure.draw())
        width = width_within(picture, self.width, Mm(TALLEST))
        made = self.document.add_picture(io.BytesIO(picture), width=Emu(width))
        describe_picture(made, figure.caption, figure.alternative)
        self.document.paragraphs[-1].paragraph_format.keep_with_next = True
        self._caption(figure)
