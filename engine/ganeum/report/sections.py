"""What a report consists of, before it takes a form: sections with a table and lines of text."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from ganeum.fields import Locator, Text
from ganeum.words import Language, say

LEFT, RIGHT = "left", "right"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its heading, and to which side its cells lean."""

    heading: str
    side: str = LEFT


@dataclass(frozen=True, slots=True)
class Section:
    """A heading of some depth, a table and lines under it."""

    title: str
    columns: Sequence[Column] = ()
    rows: Sequence[Sequence[str]] = ()
    lines: Sequence[str] = field(default_factory=list[str])
    depth: int = 1


def place_text(locator: Locator, language: Language) -> str:
    """Return a locator as people write it."""
    parts = [
        say(f"{name}_n", language, n=value(language) if isinstance(value, Text) else value)
        for name in ("table", "figure", "section", "appendix", "row")
        if (value := getattr(locator, name)) is not None
    ]
    if locator.item is not None:
        parts.append(locator.item(language))
    if locator.page is not None:
        key = "page_inferred_n" if locator.page_inferred else "page_n"
        parts.append(say(key, language, n=locator.page))
    return ", ".join(parts)
