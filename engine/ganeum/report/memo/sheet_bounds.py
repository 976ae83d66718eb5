"""How far the sheets of a stranger's workbook may reach: a library makes every cell in between."""

from collections.abc import Mapping

from ganeum.report.memo.seal import SealError
from ganeum.report.memo.xml_trees import parsed

SHEETS = "xl/worksheets/"
LAST_ROW, LAST_COLUMN = 20_000, 1_000
MOST_CELLS = 20_000  # of one place


def keep_near(parts: Mapping[str, bytes]) -> None:
    """Refuse a workbook with cells far out, or with places of very many cells.

    Raises
    ------
    SealError
        If there are any.
    ValueError
        If a place is none.
    """
    for name, part in parts.items():
        if not (name.startswith(SHEETS) and name.endswith(".xml")):
            continue
        sheet = parsed(part)
        for row in sheet.iter("{*}row"):
            check_area(f"A{row.get('r', '1')}")
        for element in sheet.iter("{*}c", "{*}mergeCell", "{*}hyperlink"):
            check_area(element.get("r") or element.get("ref") or "A1")


def check_area(area: str) -> None:
    """Refuse a place that is far out or of very many cells, such as whole columns.

    Raises
    ------
    SealError
        If it is one.
    ValueError
        If it is no place.

    Examples
    --------
    >>> check_area("$B$2:D9")
    """
    from openpyxl.utils.cell import range_boundaries

    left, top, right, bottom = (corner or LAST_ROW for corner in range_boundaries(area))
    cells = (bottom - top + 1) * (right - left + 1)
    if bottom > LAST_ROW or right > LAST_COLUMN or cells > MOST_CELLS:
        raise SealError("too large")
