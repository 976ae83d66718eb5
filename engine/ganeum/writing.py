"""Values as YAML that the strict reader reads back as they are."""

import json
import math
import re
import unicodedata
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import cast

from ganeum.document import MOST_DIGITS, Value, is_guess

_PLAIN = re.compile(r"[a-zA-Z][a-zA-Z0-9_.-]*")


def as_written(value: object) -> Value:
    """Return a value as a file can hold it.

    Parameters
    ----------
    value : text, bool, number, or mappings and sequences of these
        Numbers with more digits than a file may have are rounded, to 12 of them at least where
        these end within 15 decimals; texts are put into Unicode's composed form.

    Raises
    ------
    TypeError
        If it is anything else.
    ValueError
        If a number isn't finite.

    Examples
    --------
    >>> as_written({"share": 0.1 + 0.2, "all": 3.0})
    {'share': 0.3, 'all': 3}
    """
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, bool | int):
        return value
    if isinstance(value, float):
        return _as_decimal(value)
    if isinstance(value, Mapping):
        items = cast("Mapping[object, object]", value).items()
        return {str(key): as_written(item) for key, item in items}
    if isinstance(value, list | tuple):
        return [as_written(item) for item in cast("Iterable[object]", value)]
    raise TypeError(f"{value!r} is nothing that a scenario file holds")


def yaml_of(value: Value) -> str:
    """Return a value in YAML's flow style, on one line.

    Examples
    --------
    >>> yaml_of({"to": [0.5, True, "no"], "name": "실증"})
    '{to: [0.5, true, "no"], name: "실증"}'
    """
    if isinstance(value, dict):
        return (
            "{" + ", ".join(f"{yaml_of(key)}: {yaml_of(item)}" for key, item in value.items()) + "}"
        )
    if isinstance(value, list):
        return "[" + ", ".join(map(yaml_of, value)) + "]"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return value if _PLAIN.fullmatch(value) and not is_guess(value) else _quoted(value)
    return format(Decimal(repr(value)), "f")


def _quoted(text: str) -> str:
    """Return a text in double quotes; what is neither printable nor a blank is escaped."""
    return "".join(
        c if c.isprintable() or unicodedata.category(c) == "Zs" else _escaped(c)
        for c in json.dumps(text, ensure_ascii=False)
    )


def _escaped(character: str) -> str:
    code = ord(character)
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"


def _as_decimal(value: float) -> int | float:
    if not math.isfinite(value):
        raise ValueError(f"{value} is no number that a scenario file holds")
    if value.is_integer():
        return int(value)
    for kept in (value, float(f"{value:.12g}")):
        if sum(c.isdigit() for c in yaml_of(kept)) <= MOST_DIGITS:
            return kept
    return float(f"{value:.15f}")
