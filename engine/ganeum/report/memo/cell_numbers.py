"""Numbers as a spreadsheet shows them: typed, with as many digits as the memo shows."""

import re

from ganeum.report.memo.content import Cell, Column

PLAIN = re.compile(r"-?\d[\d,]*(?:\.(?P<decimals>\d+))?(?P<tied>=?)")


def number_of(column: Column, cell: Cell) -> tuple[float, str] | None:
    """Return the number behind a cell and its format; None for what is text.

    Where a percentage was rounded so that all of them sum to 100, the number is the one shown.

    Examples
    --------
    >>> number_of(Column("share", "percent"), Cell("33.4", 1 / 3))
    (0.33399999999999996, '0.0%')
    >>> number_of(Column("rank", "number"), Cell("1=", 1))
    (1, '0"="')
    >>> number_of(Column("range", "number"), Cell("1-3", "1-3"))
    """
    match = PLAIN.fullmatch(cell.text)
    if match is None or column.kind == "text" or not isinstance(cell.value, int | float):
        return None
    whole = "#,##0" if "," in cell.text else "0"
    form = whole + ("." + "0" * len(match["decimals"]) if match["decimals"] else "")
    form += '"="' if match["tied"] else "%" if column.kind == "percent" else ""
    if shown(cell.value, form) == cell.text:
        return cell.value, form
    plain = float(cell.text.strip("=").replace(",", ""))
    rounded = plain / 100 if column.kind == "percent" else plain
    return (rounded, form) if shown(rounded, form) == cell.text else None


def shown(value: float, form: str) -> str:
    """Return a number as one of these formats shows it, without a percent sign.

    >>> shown(0.25, "0.0%"), shown(2, '0"="'), shown(1234.5, "#,##0.0")
    ('25.0', '2=', '1,234.5')
    """
    scaled = 100 * value if form.endswith("%") else value
    decimals = len(form.partition(".")[2].rstrip('%="'))
    grouped = "," if form.startswith("#,##0") else ""
    return f"{scaled:{grouped}.{decimals}f}" + ("=" if form.endswith('"="') else "")
