"""What is wrong with a file, said so that it can be mended."""

import difflib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from unicodedata import category

from ganeum.words import Language, local_language, say


@dataclass(frozen=True, slots=True)
class Phrase:
    """A part of a sentence that itself is said in the reader's language."""

    key: str
    values: Mapping[str, object] = field(default_factory=dict[str, object])


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: where it stands, what was found, what would be right.

    `key` names the sentence in `ganeum.words`; `values` fill it.
    """

    file: str
    line: int
    path: str
    key: str
    values: Mapping[str, object] = field(default_factory=dict[str, object])
    nearest: str = ""

    def describe(self, language: Language | None = None) -> str:
        """Return `file:line: path: what was found; what would be right; nearest name`."""
        language = language or local_language()
        return printable(self.where(self.file) + self.sentence(language))

    def where(self, file: str) -> str:
        """Return `file:line: path: `, the file under a name."""
        place = f"{file}:{self.line}: " if self.line else f"{file}: "
        return place + (f"{self.path}: " if self.path else "")

    def sentence(self, language: Language) -> str:
        """Return what was found, what would be right and the nearest name."""
        said = _sentence(self.key, self.values, language)
        return f"{said}; {say('nearest', language, name=self.nearest)}" if self.nearest else said


def _sentence(key: str, values: Mapping[str, object], language: Language) -> str:
    spoken = {
        name: _sentence(value.key, value.values, language) if isinstance(value, Phrase) else value
        for name, value in values.items()
    }
    return say(key, language, **spoken)


class ScenarioError(Exception):
    """A scenario or evidence file cannot be used; `problems` says everything that is wrong."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(
            sorted(problems, key=lambda problem: (problem.file, problem.line))
        )
        super().__init__(self.describe())

    def describe(self, language: Language | None = None) -> str:
        """Return all problems, a line each."""
        return "\n".join(problem.describe(language) for problem in self.problems)


def nearest_name(name: str, known: Iterable[str]) -> str:
    """Return the known name that was probably meant, or nothing."""
    return next(iter(difflib.get_close_matches(name, list(known), n=1)), "")


def listed(names: Iterable[object], limit: int = 30) -> str:
    """Return names as one line, cut where it would become unreadable."""
    every: Sequence[str] = [str(name) for name in names]
    return ", ".join(every[:limit]) + (" …" if len(every) > limit else "")


def shown(value: object, limit: int = 60) -> str:
    """Return a value from a file as one printable line of bounded length."""
    text = printable(f'"{value}"' if isinstance(value, str) else str(value))
    return text if len(text) <= limit else text[: limit - 1] + "…"


def printable(text: str) -> str:
    """Return text without characters that would break or steer a terminal's line."""
    return "".join(c if c.isprintable() or category(c) == "Zs" else "\ufffd" for c in text)
