"""The few things in a Word file that python-docx has no words for."""

from collections.abc import Mapping
from typing import Any, cast

import docx.oxml
from docx.oxml.ns import qn

Element = Any  # the library's elements have no types

RULE = "A6A6A6"
SHADE = "E6E6E6"
MARGIN = "57"  # twentieths of a point beside a cell's text: 1 mm
AFTER_SPACING = (
    "autoSpaceDN", "bidi", "adjustRightInd", "snapToGrid", "spacing", "ind", "contextualSpacing",
    "mirrorIndents", "suppressOverlap", "jc", "textDirection", "textAlignment",
    "textboxTightWrap", "outlineLvl", "divId", "cnfStyle", "rPr", "sectPr", "pPrChange",
)  # fmt: skip
AFTER_BORDERS = ("shd", "tblLayout", "tblCellMar", "tblLook", "tblCaption", "tblDescription")


def element_of(thing: object) -> Element:
    """Return the XML element behind a paragraph, table, row or cell."""
    return cast("Any", thing)._element  # noqa: SLF001


def _made(name: str, attributes: Mapping[str, str]) -> Element:
    element: Element = cast("Any", docx.oxml).OxmlElement(f"w:{name}")
    for attribute, value in attributes.items():
        element.set(qn(f"w:{attribute}"), value)
    return element


def add_field(paragraph: object, instruction: str, shown: str) -> None:
    """Add a field, which Word counts itself, with what it shows until then."""
    field, run, text = _made("fldSimple", {"instr": instruction}), _made("r", {}), _made("t", {})
    text.text = shown
    run.append(text)
    field.append(run)
    element_of(paragraph).append(field)


def set_style(paragraph: object, style: str) -> None:
    """Give a paragraph a style by its id, quicker than by its name."""
    element_of(paragraph).style = style


def describe_picture(picture: object, title: str, description: str) -> None:
    """Give a picture its alternative text."""
    properties = cast("Any", picture)._inline.docPr  # noqa: SLF001
    properties.set("title", title)
    properties.set("descr", description)


def rule_table(table: object, title: str) -> None:
    """Give a table thin rules and a title for readers who do not see it."""
    properties = element_of(table).tblPr
    rule = {"val": "single", "sz": "4", "space": "0", "color": RULE}
    borders = _made("tblBorders", {})
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        borders.append(_made(side, rule))
    properties.insert_element_before(borders, *(f"w:{name}" for name in AFTER_BORDERS))
    margins = _made("tblCellMar", {})
    for side in ("left", "right"):
        margins.append(_made(side, {"w": MARGIN, "type": "dxa"}))
    properties.insert_element_before(margins, *(f"w:{name}" for name in AFTER_BORDERS[3:]))
    properties.append(_made("tblCaption", {"val": title}))


def keep_row(row: object, *, repeated: bool) -> None:
    """Keep a row on one page, and a heading's row at the top of each page."""
    properties = element_of(row).get_or_add_trPr()
    properties.append(_made("cantSplit", {}))
    if repeated:
        properties.append(_made("tblHeader", {}))


def shade_cell(cell: object) -> None:
    """Give a cell of a heading its grey."""
    properties = element_of(cell).get_or_add_tcPr()
    shade = _made("shd", {"val": "clear", "color": "auto", "fill": SHADE})
    properties.insert_element_before(
        shade, "w:noWrap", "w:tcMar", "w:textDirection", "w:tcFitText", "w:vAlign"
    )


def without_text(document: object) -> None:
    """Take a document's text away; its last section, with header and footer, stays."""
    body = cast("Any", document).element.body
    for part in list(body):
        if part.tag != qn("w:sectPr"):
            body.remove(part)


def set_tongues(styles: object) -> None:
    """Set the languages of a document's scripts.

    Latin letters and digits are English in a Korean text too: as Korean they would be broken into
    lines at any place, numbers as well.
    """
    for tongue in cast("Any", styles).element.iter(qn("w:lang")):
        tongue.set(qn("w:val"), "en-US")
        tongue.set(qn("w:eastAsia"), "ko-KR")


def close_scripts(style: object) -> None:
    """Let a style put no extra room between Hangul and digits, as Korean has none."""
    form = cast("Any", style).element.get_or_add_pPr()
    for name in ("autoSpaceDE", "autoSpaceDN"):
        form.insert_element_before(_made(name, {"val": "0"}), *(f"w:{x}" for x in AFTER_SPACING))


def set_font(style: object, font: str) -> None:
    """Set a style's font for every script; a theme's fonts would come before it."""
    properties = cast("Any", style).element.get_or_add_rPr()
    properties.remove_all("w:spacing")  # letters set apart, as Word's own subtitle has them
    fonts = properties.get_or_add_rFonts()
    fonts.attrib.clear()
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), font)


def without_border(style: object) -> None:
    """Take a style's border away."""
    cast("Any", style).element.get_or_add_pPr().remove_all("w:pBdr")
