"""The look of a memo in Word: styles with a Korean font, paper, page numbers."""

from typing import TYPE_CHECKING, Any, cast

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt, RGBColor

from ganeum.report.memo.paper import FONT
from ganeum.report.memo.word_xml import (
    add_field,
    close_scripts,
    set_font,
    set_tongues,
    without_border,
)

if TYPE_CHECKING:
    from docx.document import Document
    from docx.styles.style import ParagraphStyle

INK, QUIET = RGBColor(0x1A, 0x1A, 0x1A), RGBColor(0x59, 0x59, 0x59)
PAGE, SIDE, TOP = (210, 297), 22, 20  # millimetres
BULLETS = ("Ganeum Bullet 1", "Ganeum Bullet 2", "Ganeum Bullet 3")
NOTE, CELL, KEPT_CELL = "Ganeum Note", "Ganeum Cell", "Ganeum Kept Cell"

# name: size in points, bold, room above and below in points
BUILT_IN: dict[str, tuple[float, bool, float, float]] = {
    "Normal": (10, False, 0, 5),
    "Title": (18, True, 4, 4),
    "Subtitle": (11, False, 0, 4),
    "Heading 1": (13, True, 14, 6),
    "Heading 2": (11, True, 10, 5),
    "Heading 3": (10, True, 8, 4),
    "Caption": (9, True, 8, 3),
}
OWN: dict[str, tuple[float, bool, float, float]] = {
    **{name: (10, False, 4 if name == BULLETS[0] else 2, 2) for name in BULLETS},
    NOTE: (8.5, False, 2, 2),
    CELL: (8.5, False, 1, 1),
    KEPT_CELL: (8.5, False, 1, 1),
}


def dress(document: "Document", *, own_look: bool, scale: float) -> None:
    """Give a document the styles that a memo uses.

    Parameters
    ----------
    document : docx.document.Document
    own_look : bool
        Whether the look is ours; otherwise it is an office's own template, whose styles, paper,
        header and footer stay, and only what it has no style for is added.
    scale : float
        By which every size is multiplied.
    """
    styles = cast("Any", document.styles)
    known = {style.name for style in styles}
    for name, look in {**BUILT_IN, **OWN}.items():
        if name not in known:
            styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=name in BUILT_IN)
        elif not own_look:
            continue
        _style(styles[name], look, scale)
    if own_look:
        _page(document, scale)


def _style(style: "ParagraphStyle", look: tuple[float, bool, float, float], scale: float) -> None:
    size, bold, above, below = look
    size, above, below = (round(scale * x, 1) for x in (size, above, below))
    set_font(style, FONT)
    style.font.size, style.font.bold, style.font.italic = Pt(size), bold, False
    style.font.color.rgb = QUIET if style.name == NOTE else INK
    form = style.paragraph_format
    form.space_before, form.space_after, form.line_spacing = Pt(above), Pt(below), 1.15 * scale
    if style.name in BULLETS:
        level = BULLETS.index(style.name)
        form.left_indent, form.first_line_indent = Mm(5 + 5 * level), Mm(-5)
        cast("Any", form.tab_stops).add_tab_stop(Mm(5 + 5 * level))
    if style.name in ("Title", "Subtitle"):
        form.alignment = WD_ALIGN_PARAGRAPH.CENTER
        without_border(style)
    if style.name == "Caption":
        form.alignment = WD_ALIGN_PARAGRAPH.CENTER
    close_scripts(style)
    if style.name in (CELL, KEPT_CELL):
        form.line_spacing = 1.0
    if style.name in ("Caption", KEPT_CELL):
        form.keep_with_next = True


def _page(document: "Document", scale: float) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(PAGE[0]), Mm(PAGE[1])
    section.left_margin = section.right_margin = Mm(SIDE * scale)
    section.top_margin = section.bottom_margin = Mm(TOP * scale)
    footer = section.footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    footer.style = cast("ParagraphStyle", document.styles[NOTE])
    add_field(footer, "PAGE", "1")
    set_tongues(document.styles)
