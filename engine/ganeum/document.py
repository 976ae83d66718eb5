"""Strict YAML: text, plain decimals, true and false; every value knows its file and line.

The parser's events are read once, in C where the library has it (thirty times faster than composing
nodes in Python), and nothing of YAML's own guessing about scalars is used.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

import yaml

from ganeum.problems import Phrase, Problem, ScenarioError, shown

Value: TypeAlias = "str | int | float | bool | list[Value] | dict[str, Value]"
Steps = tuple[str | int, ...]

MEGABYTE = 1_000_000
LARGEST_FILE = 5 * MEGABYTE
DEEPEST = 30
MOST_DIGITS = 17
READABLE = ("anchor", "tag", "duplicate_key", "key_not_text")  # the value itself is known

_NUMBER = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?")
_LOOKS_LIKE_NUMBER = re.compile(r"[-+]?(\.?[0-9][0-9_,.]*(e[-+]?[0-9]+)?|0[xob][0-9a-f_]+)%?", re.I)
_COLON_RATIO = re.compile(r"[0-9]+(\.[0-9]+)?(:[0-9]+(\.[0-9]+)?)+")
_OTHER_GUESSES = frozenset(
    ["y", "yes", "n", "no", "on", "off", "true", "false", "null", "~", "nan", ".nan"]
    + [sign + word for sign in ("", "-", "+") for word in ("inf", ".inf", "infinity")]
)
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value stands."""

    file: str
    line: int


@dataclass(frozen=True, slots=True)
class Lost:
    """An item of a list that was left aside: of which top-level part, and every text in it.

    `texts` is None where the whole part is missing, so that nobody knows what it held.
    """

    part: str
    texts: frozenset[str] | None


@dataclass(slots=True)
class Document:
    """The content of one file, and the place of everything in it."""

    file: Path
    content: dict[str, Value]
    places: dict[Steps, Place]
    problems: list[Problem] = field(default_factory=list[Problem])
    spoilt: set[Steps] = field(default_factory=set[Steps])  # places that are reported already
    left_aside: list[str] = field(default_factory=list[str])  # what was taken out to read the rest
    lost: list[Lost] = field(default_factory=list[Lost])  # the items of lists among that

    def place(self, path: Steps) -> Place:
        """Return the place of a path or of the nearest thing above it."""
        while path and path not in self.places:
            path = path[:-1]
        return self.places.get(path, Place(str(self.file), 0))

    def problem(self, path: Steps, key: str, nearest: str = "", /, **values: object) -> Problem:
        """Return a problem at a path of this document."""
        place = self.place(path)
        return Problem(place.file, place.line, self.spell(path), key, values, nearest)

    def spell(self, path: Steps) -> str:
        """Return a path as people write it, list items by their id."""
        parts: list[str] = []
        value: Value | None = self.content
        for step in path:
            value = child(value, step)
            name = value.get("id") if isinstance(step, int) and isinstance(value, dict) else None
            parts.append(name if isinstance(name, str) else str(step))
        return ".".join(parts)


def child(value: Value | None, step: str | int) -> Value | None:
    """Return what stands under a name of a mapping or a number of a list, if anything."""
    if isinstance(value, dict) and isinstance(step, str):
        return value.get(step)
    if isinstance(value, list) and isinstance(step, int) and step < len(value):
        return value[step]
    return None


def places_without(places: dict[Steps, Place], gone: Steps) -> Iterator[tuple[Steps, Place]]:
    """Yield the places that are left when one thing is gone; later items of its list move up."""
    depth = len(gone) - 1
    last = gone[-1]
    for path, place in places.items():
        step = path[depth] if len(path) > depth and path[:depth] == gone[:-1] else None
        if step == last and step is not None:
            continue
        if isinstance(step, int) and isinstance(last, int) and step > last:
            yield (*path[:depth], step - 1, *path[depth + 1 :]), place
        else:
            yield path, place


def read_document(file: Path) -> Document:
    """Read one YAML file.

    Raises
    ------
    ScenarioError
        If the file cannot be read or is not a single well-formed document. Problems that leave the
        structure standing (an ambiguous scalar, a key that stands twice) are kept in the result, so
        that they are reported together with what is wrong in its meaning.
    """
    return parse_document(file, _read_bytes(file))


def parse_document(file: Path, data: bytes) -> Document:
    """Read bytes as `read_document` reads the file in which they stand, or are to stand.

    Raises
    ------
    ScenarioError
        As `read_document` does.
    """
    if len(data) > LARGEST_FILE:
        raise _too_large(file, len(data))
    document = Document(file, {}, {})
    builder = _Builder(document, yaml.parse(_decode(file, data), Loader=_LOADER))
    try:
        whole = builder.build()
    except yaml.YAMLError as error:
        mark: Any = getattr(error, "problem_mark", None)
        detail = str(getattr(error, "problem", None) or getattr(error, "reason", "") or "?")
        line = int(mark.line) + 1 if mark else 0
        builder.found.append(((), line, "syntax", {"detail": shown(detail)[1:-1]}))
        whole = False
    except _TooDeepError:
        whole = False
    for path, line, key, values in builder.found:
        spelled = document.spell(path)
        document.problems.append(Problem(str(file), line, spelled, key, values))
        if key not in READABLE:
            document.spoilt.add(path)
    if not whole:
        raise ScenarioError(document.problems)
    return document


def _fail(file: Path, key: str, line: int = 0, **values: object) -> ScenarioError:
    return ScenarioError([Problem(str(file), line, "", key, values)])


def _too_large(file: Path, size: int) -> ScenarioError:
    megabytes = round(size / MEGABYTE, 1)
    return _fail(file, "file_too_large", size=megabytes, limit=LARGEST_FILE // MEGABYTE)


def _read_bytes(file: Path) -> bytes:
    try:
        if file.is_dir():
            raise _fail(file, "directory")
        if file.exists() and not file.is_file():  # a pipe or device would never end
            raise _fail(file, "unreadable", detail="not a regular file")
        with file.open("rb") as stream:
            data = stream.read(LARGEST_FILE + 1)
            if len(data) > LARGEST_FILE:
                raise _too_large(file, file.stat().st_size)
            return data
    except FileNotFoundError:
        raise _fail(file, "missing_file") from None
    except PermissionError:
        raise _fail(file, "no_permission") from None
    except (OSError, ValueError) as error:  # ValueError: a null byte in the name
        raise _fail(file, "unreadable", detail=error.__class__.__name__) from None


def _decode(file: Path, data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in data[:64]:
        raise _fail(file, "encoding_utf16")
    try:
        return unicodedata.normalize("NFC", data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        offset = error.start
    try:
        data.decode("cp949")
    except UnicodeDecodeError:
        raise _fail(file, "encoding_unknown", offset=offset) from None
    raise _fail(file, "encoding_cp949")


def is_guess(text: str) -> bool:
    """Tell whether unquoted text is what some reader of YAML takes for something else."""
    return text.lower() in _OTHER_GUESSES or bool(_LOOKS_LIKE_NUMBER.fullmatch(text))


class _TooDeepError(Exception):
    """Nesting beyond the limit: reading stops."""


class _Builder:
    """Turn parser events into plain values, noting places and problems on the way."""

    def __init__(self, document: Document, events: Iterator[Any]) -> None:
        self.document = document
        self.events = iter(events)
        self.file = str(document.file)
        self.found: list[tuple[Steps, int, str, dict[str, object]]] = []

    def build(self) -> bool:
        """Fill the document; return whether there is one to speak of."""
        next(self.events)  # the stream begins
        first = next(self.events)
        if isinstance(first, yaml.StreamEndEvent):
            self.report((), first, "empty_file")
            return False
        root = next(self.events)
        content = self.value(root, ())
        if not isinstance(content, dict):
            found = Phrase("found_value", {"value": shown(content)})
            self.report((), root, "expect_mapping", found=found)
            return False
        self.document.content = content
        next(self.events)  # the document ends
        following = next(self.events)
        if not isinstance(following, yaml.StreamEndEvent):
            self.report((), following, "many_documents")
            return False
        return True

    def report(self, path: Steps, event: Any, key: str, /, **values: object) -> None:
        self.found.append((path, int(event.start_mark.line) + 1, key, values))

    def value(self, event: Any, path: Steps) -> Value:
        self.document.places[path] = Place(self.file, event.start_mark.line + 1)
        if len(path) > DEEPEST:
            self.report((), event, "too_deep", limit=DEEPEST)
            raise _TooDeepError
        if isinstance(event, yaml.AliasEvent):
            self.report(path, event, "alias", name=shown(event.anchor)[1:-1])
            return ""
        self.refuse_marks(event, path)
        if isinstance(event, yaml.ScalarEvent):
            return self.scalar(event, path)
        if isinstance(event, yaml.SequenceStartEvent):
            return self.sequence(path)
        return self.mapping(path)

    def refuse_marks(self, event: Any, path: Steps) -> None:
        if event.anchor is not None:
            self.report(path, event, "anchor", name=shown(event.anchor)[1:-1])
        if event.tag is not None:
            self.report(path, event, "tag", name=shown(event.tag)[1:-1])

    def sequence(self, path: Steps) -> list[Value]:
        items: list[Value] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            items.append(self.value(event, (*path, len(items))))
        return items

    def mapping(self, path: Steps) -> dict[str, Value]:
        items: dict[str, Value] = {}
        lines: dict[str, int] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            line = int(event.start_mark.line) + 1
            if not isinstance(event, yaml.ScalarEvent):
                self.report(path, event, "key_not_text")
                self.value(event, path)
                self.value(next(self.events), path)
                continue
            key = str(event.value)
            self.refuse_marks(event, (*path, key))
            if key in lines:
                place = shown(key)[1:-1]
                self.report((*path, key), event, "duplicate_key", key=place, line=lines[key])
            lines.setdefault(key, line)
            items.setdefault(key, self.value(next(self.events), (*path, key)))
        return items

    def scalar(self, event: Any, path: Steps) -> Value:
        text: str = event.value
        if event.style:  # quoted or block text is text
            return text
        if text in ("true", "false"):
            return text == "true"
        if _NUMBER.fullmatch(text):
            if sum(c.isdigit() for c in text) > MOST_DIGITS:
                self.report(path, event, "number_too_long", text=shown(text)[1:-1])
                return 0.0
            return float(text) if "." in text else int(text)
        if not text:
            self.report(path, event, "empty_value")
        elif _COLON_RATIO.fullmatch(text):
            fraction = "/".join(text.split(":")[:2])
            self.report(path, event, "ratio_colon", text=shown(text)[1:-1], fraction=fraction)
        elif is_guess(text):
            self.report(path, event, "ambiguous", text=shown(text)[1:-1])
        return text
