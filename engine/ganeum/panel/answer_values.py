"""One answer as people and survey services write it, turned into a judgement."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Literal

from ganeum.panel.cells import Formula, found
from ganeum.panel.questionnaire import Scale
from ganeum.panel_file import SCALES
from ganeum.problems import listed

Side = Literal["first", "second"]

MOST_CHARACTERS = 200  # longer text is no answer
_DASHES = str.maketrans(
    dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-") | {"\u2044": "/"}
)
_SIDES = r"[AaBb]"
_WHOLE = re.compile(r"(?P<sign>[+-]?)(?P<value>\d+)(\.0+)?")
_RATIO = re.compile(r"(?P<above>\d+)\s*[/:]\s*(?P<below>\d+)")
_DECIMAL = re.compile(r"0?\.(?P<digits>\d+)")
_SIDED = re.compile(
    rf"(?P<side>{_SIDES})\s*[=:)(.]?\s*(?P<value>\d+)\)?|(?P<late>\d+)\s*(?P<end>{_SIDES})"
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DATE = re.compile(
    r"(?P<month>\d{1,2})월 ?(?P<day>\d{1,2})일"
    rf"|(?P<first>\d{{1,2}})-(?P<name>{'|'.join(_MONTHS)})",
    re.IGNORECASE,
)
_SEVERAL = re.compile(r"[,;\n|&]|(?<=\d)\s+(?=[AaBb])|(?<=[AaBb])\s+(?=[AaBb])|(?<=\d)\s+(?=[-\d])")


@dataclass(frozen=True, slots=True)
class Unread:
    """An answer that cannot be used: the key of the sentence that says why, and what fills it."""

    key: str
    values: dict[str, object]


def read_answer(cell: object, scale: Scale, negative: Side = "second") -> float | Unread | None:
    """Return how many times as important the first is as the second; None for an empty cell.

    Parameters
    ----------
    cell : object
        A value as a table holds it. Read are `3`, `1/3`, `3:1`, `-3`, `A 3`, `B 5`, and decimals
        that are a third, a fifth and so on when rounded to their digits; full-width characters and
        stray blanks do no harm.
    scale : {"nine", "five"}
        On which the judgement must lie.
    negative : {"second", "first"}
        Which side a minus sign favours.

    Notes
    -----
    `A` stands for the first of the pair. Nothing is guessed: what could mean two things is refused.

    Examples
    --------
    >>> [read_answer(cell, "nine") for cell in (3, " １／５ ", "-4", "A 3", "b5", "0.33", "")]
    [3.0, 0.2, 0.25, 3.0, 0.2, 0.3333333333333333, None]
    >>> read_answer("4", "five").key
    'answer_off_scale'
    """
    if cell is None:
        return None
    if isinstance(cell, Formula):
        return _unread("answer_formula", cell)
    if isinstance(cell, bool):
        return _unread("answer_unread", cell)
    if isinstance(cell, datetime | date | time):
        return _of_date(cell)
    text = f"{cell:.12g}" if isinstance(cell, float) else str(cell)
    if len(text) > MOST_CHARACTERS:
        return _unread("answer_unread", text)
    plain = unicodedata.normalize("NFKC", text).translate(_DASHES)
    plain = "".join(c for c in plain if not unicodedata.category(c).startswith("Cf")).strip()
    if not plain:
        return None
    stated = _judgement(plain, negative)
    if stated is None:
        return (
            _of_several(plain, negative) or _of_date_text(plain) or _unread("answer_unread", text)
        )
    value, side = stated
    if value not in SCALES[scale]:
        known = listed(SCALES[scale])
        return Unread("answer_off_scale", {"found": found(text), "known": known})
    return 1 / value if side == "second" else float(value)


def _judgement(text: str, negative: Side) -> tuple[int, Side] | None:
    """Return the intensity that one answer states and the side that it favours."""
    if match := _WHOLE.fullmatch(text):
        positive: Side = "first" if negative == "second" else "second"
        return _number(match["value"]), negative if match["sign"] == "-" else positive
    if match := _RATIO.fullmatch(text):
        above, below = _number(match["above"]), _number(match["below"])
        if 1 in (above, below):
            return (above, "first") if below == 1 else (below, "second")
        return None
    if match := _DECIMAL.fullmatch(text):
        digits = match["digits"]
        whole = next((k for k in range(2, 10) if _rounds_to(k, digits)), None)
        return None if whole is None else (whole, "second")
    if match := _SIDED.fullmatch(text):
        side = (match["side"] or match["end"]).upper()
        return _number(match["value"] or match["late"]), "first" if side == "A" else "second"
    return None


def _number(digits: str) -> int:
    return int(digits[:9])  # no scale comes near; no attack by length either


def _rounds_to(whole: int, digits: str) -> bool:
    """Tell whether 1/whole is written so: rounded to two digits or more, exact with one."""
    room = 10.0 ** -len(digits) / 2 if len(digits) > 1 else 0.0
    return abs(1 / whole - float(f"0.{digits}")) <= room + 1e-15


def _of_several(text: str, negative: Side) -> Unread | None:
    """Say that one cell holds several answers, where it does."""
    pieces = [piece.strip() for piece in _SEVERAL.split(text) if piece.strip()]
    stated = [found for piece in pieces if (found := _judgement(piece, negative))]
    if len(stated) < 2 or len(stated) < len(pieces):
        return None
    both = len({side for value, side in stated if value > 1}) > 1
    return _unread("answer_both_sides" if both else "answer_twice", text)


def _of_date(cell: date | time) -> Unread:
    """Say that a spreadsheet took a fraction for a date, and which it was."""
    likely = f"{cell.month}/{cell.day}" if isinstance(cell, date) else f"{cell.hour}:{cell.minute}"
    return Unread("answer_date", {"likely": likely})


def _of_date_text(text: str) -> Unread | None:
    """Say the same where the date was saved as text: `01월 03일`, `3-Jan`."""
    match = _DATE.fullmatch(text)
    if match is None:
        return None
    month = match["month"] or str(1 + _MONTHS.index(match["name"].casefold()))
    return Unread("answer_date", {"likely": f"{int(month)}/{int(match['day'] or match['first'])}"})


def _unread(key: str, cell: object) -> Unread:
    return Unread(key, {"found": found(cell)})
