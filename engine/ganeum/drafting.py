"""A planner's unsaved scenario: a base, and the changes that are made to it so far."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from ganeum.document import Document, Value
from ganeum.fields import Text
from ganeum.loading import Scenario, load_bytes
from ganeum.overlay import by_ids, make_change, value_at
from ganeum.scenario_file import Change
from ganeum.words import Language
from ganeum.writing import as_written, yaml_of

UNSAVED = "draft.yaml"  # what problems of an unsaved draft name


@dataclass(frozen=True, slots=True)
class Draft:
    """A scenario on top of a base as it is being made; nothing in it is checked yet.

    Attributes
    ----------
    base : what is changed.
    changes : in order; each place once, `before` always what the base and the changes above say.
    id, title, note : the scenario's own; without a note it has the base's.
    language, date : the same.
    """

    base: Scenario
    changes: tuple[Change, ...]
    id: str
    title: Text
    note: Text | None = None
    language: Language | None = None
    date: str | None = None

    @classmethod
    def of(cls, scenario: Scenario) -> Draft:
        """Return a scenario as a draft: one on top of a base with its changes, others with none.

        Examples
        --------
        >>> from ganeum.loading import load, shipped_scenarios
        >>> base = load(shipped_scenarios() / "seoul-2022.yaml")
        >>> draft = Draft.of(base).with_change("weights.groups.fgi", 1.5, "Asked directly")
        >>> [(change.what, change.before, change.to) for change in draft.changes]
        [('weights.groups.fgi', 1, 1.5)]
        >>> draft.scenario().model.weights.groups["fgi"]
        1.5
        >>> draft.with_change("weights.groups.fgi", 1) == Draft.of(base)
        True
        """
        model, overlay = scenario.model, scenario.overlay
        if overlay is None or scenario.base is None:
            return cls(scenario, (), model.id, model.title)
        changes = _with_befores(scenario.base, overlay.changes)
        own = (overlay.note, overlay.language, overlay.date)
        return cls(scenario.base, changes, overlay.id, overlay.title, *own)

    @classmethod
    def on(cls, base: Scenario, places: Mapping[str, object], id: str, title: Text) -> Draft:  # noqa: A002
        """Return a draft with new values at some places of a base, in order; None takes one away.

        Raises
        ------
        TypeError, ValueError
            If no file can hold a value.
        """
        changes = [
            Change.model_construct(
                what=what, before=None, to=None if to is None else as_written(to)
            )
            for what, to in places.items()
        ]
        return cls(base, _with_befores(base, changes), id, title)

    def called(self, id: str, title: str | Text, note: str | Text = "") -> Draft:  # noqa: A002
        """Return the draft under another id and title; an empty note stands for the base's."""
        return replace(self, id=id, title=_text(title), note=_text(note) if note else None)

    def with_change(self, what: str, to: object, reason: str | Text = "") -> Draft:
        """Return the draft with one value changed.

        Parameters
        ----------
        what : str
            The place as scenario files write it: names joined by dots, list items by their id.
        to : text, bool, number, or mappings and sequences of these, or None
            The new value; None takes away what is there. The base's own value removes the change.
        reason : str or Text
            Why; if left out, a change of the same place keeps its reason.

        Raises
        ------
        TypeError, ValueError
            If no file can hold the value.
        """
        new = None if to is None else as_written(to)
        what = by_ids(_content(self.base, self.changes), what)
        places = [change.what for change in self.changes]
        former = next((change for change in self.changes if change.what == what), None)
        kept = [change for change in self.changes if not _within(change.what, what)]
        at = len(kept)
        if former is not None and not any(_within(what, change.what) for change in kept):
            earlier = places[: places.index(what)]
            at = sum(not _within(place, what) for place in earlier)
        why = _text(reason) if reason else former.reason if former else None
        kept.insert(at, Change.model_construct(what=what, before=None, to=new, reason=why))
        changes = _with_befores(self.base, kept)
        if _same(changes[at].before, new):
            changes = _with_befores(self.base, [*kept[:at], *kept[at + 1 :]])
        return replace(self, changes=changes)

    def with_reason(self, what: str, reason: str | Text) -> Draft:
        """Return the draft with another reason for a change; an empty one takes it away."""
        why = _text(reason) if reason else None
        changes = tuple(
            change.model_copy(update={"reason": why}) if change.what == what else change
            for change in self.changes
        )
        return replace(self, changes=changes)

    def without(self, what: str) -> Draft:
        """Return the draft with a place, and everything below it, as in the base."""
        what = by_ids(_content(self.base, self.changes), what)
        kept = [change for change in self.changes if not _within(change.what, what)]
        return replace(self, changes=_with_befores(self.base, kept))

    def value(self, what: str) -> Value | None:
        """Return what stands at a place now, if anything."""
        return value_at(_content(self.base, self.changes), what)

    def scenario(self) -> Scenario:
        """Return the scenario, checked by the loader's rules without reading any file.

        Raises
        ------
        ScenarioError
            With every problem found; lines are those of `text`.
        """
        file = self.base.file.with_name(UNSAVED)
        return load_bytes(self.text().encode(), file, self.base)

    def text(self, base: str | None = None) -> str:
        """Return the scenario file that says this; `base` names the base if not its file's name."""
        head: dict[str, Value | None] = {
            "ganeum": 1,
            "id": self.id,
            "title": _words(self.title),
            "language": self.language,
            "date": self.date,
            "note": _words(self.note),
            "base": self.base.file.name if base is None else base,
            "base_digest": self.base.digest,
            "base_parts": dict(self.base.parts),
        }
        lines = [f"{key}: {_yaml(value)}" for key, value in head.items() if value is not None]
        lines.append("changes:" if self.changes else "changes: []")
        for change in self.changes:
            said: dict[str, Value | None] = {
                "what": change.what,
                "from": change.before,
                "to": change.to,
                "reason": _words(change.reason),
            }
            written = [f"{key}: {_yaml(value)}" for key, value in said.items() if value is not None]
            lines.append("  - " + "\n    ".join(written))
        return "\n".join(lines) + "\n"


def _with_befores(base: Scenario, changes: Iterable[Change]) -> tuple[Change, ...]:
    """Return changes that each know what the base and those above it say."""
    befores: list[Value | None] = []
    every = tuple(changes)
    _content(base, every, befores)
    return tuple(
        change.model_copy(update={"before": before})
        for change, before in zip(every, befores, strict=True)
    )


def _content(
    base: Scenario, changes: Iterable[Change], befores: list[Value | None] | None = None
) -> Value:
    """Return the base's content with changes made; what has no place in it is passed over."""
    result = Document(base.file, copy.deepcopy(base.document.content), {})
    for change in changes:
        if befores is not None:
            befores.append(copy.deepcopy(value_at(result.content, change.what)))
        said: Value = {"what": change.what}
        if change.to is not None:
            said["to"] = change.to
        top = Document(base.file, {"changes": [said]}, {})
        list(make_change(result, top, ("changes", 0), change.what.split(".")))
    return result.content


def _within(what: str, place: str) -> bool:
    return f"{what}.".startswith(f"{place}.")


def _same(one: Value | None, other: Value | None) -> bool:
    return one == other and isinstance(one, bool) is isinstance(other, bool)


def _text(words: str | Text) -> Text:
    """Return words for both languages, unchecked: `scenario` says what is wrong with them."""
    return words if isinstance(words, Text) else Text.model_construct(ko=words, en=words)


def _words(text: Text | None) -> Value | None:
    if text is None:
        return None
    return text.ko if text.ko == text.en else {"ko": text.ko, "en": text.en}


def _yaml(value: Value) -> str:
    return yaml_of(as_written(value))
