"""A planner's scenario laid over its base: each change checked against the value it changes."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from dataclasses import replace

from ganeum.document import Document, Place, Steps, Value, child, places_without
from ganeum.problems import Problem, listed, nearest_name, shown
from ganeum.scenario_file import OverlayFile

OWN = ("id", "title", "language", "date", "note")  # an overlay says these itself
FIXED = ("ganeum", "kind", *OWN)


def lay_over(base: Document, top: Document, overlay: OverlayFile) -> tuple[Document, list[Problem]]:
    """Return the base with an overlay's changes made, and what is wrong with the changes."""
    result = Document(top.file, copy.deepcopy(base.content), dict(base.places))
    problems: list[Problem] = []
    seen: set[str] = set()
    places = _by_change(top)
    for number, change in enumerate(overlay.changes):
        at: Steps = ("changes", number)
        steps = change.what.split(".")
        if steps[0] in FIXED:
            problems.append(top.problem((*at, "what"), "change_fixed", path=change.what))
        elif change.what in seen:
            problems.append(top.problem((*at, "what"), "change_twice", path=change.what))
        else:
            seen.add(change.what)
            own = replace(top, places=places.get(number, {}))
            problems.extend(make_change(result, own, at, steps))
    result.lost.extend(top.lost)
    for key in OWN:
        if key in top.content:
            _put(result, (key,), top, (key,))
    return result, problems


def _by_change(top: Document) -> dict[int, dict[Steps, Place]]:
    """Return the places of each change, so that none has to look through all of them."""
    places: dict[int, dict[Steps, Place]] = {}
    for path, place in top.places.items():
        if len(path) > 1 and path[0] == "changes" and isinstance(path[1], int):
            places.setdefault(path[1], {})[path] = place
    return places


def value_at(content: Value, what: str) -> Value | None:
    """Return what stands at the place that a change names, if anything."""
    here: Value | None = content
    for step in what.split("."):
        key = None if here is None else _key(here, step)
        here = None if key is None else child(here, key)
    return here


def by_ids(content: Value, what: str) -> str:
    """Return the place that a change names with the ids of list items instead of their numbers."""
    here: Value | None = content
    spelled: list[str] = []
    for step in what.split("."):
        key = None if here is None else _key(here, step)
        spelled.append(_names(here)[key] if here is not None and isinstance(key, int) else step)
        here = None if key is None else child(here, key)
    return ".".join(spelled)


def make_change(result: Document, top: Document, at: Steps, steps: list[str]) -> Iterator[Problem]:
    """Make one change; mappings on the way to a new value are made as well."""
    holder: Value = result.content
    path: Steps = ()
    for depth, step in enumerate(steps):
        last = depth == len(steps) - 1
        key = _key(holder, step)
        if key is None and not isinstance(holder, dict) and not (last and isinstance(holder, list)):
            yield _no_place(top, at, path, holder, step)
            return
        if last:
            break
        below = None if key is None else child(holder, key)
        if key is None or below is None:
            key, below = step, dict[str, Value]()
            _set(holder, key, below)
            result.places[(*path, key)] = top.place((*at, "what"))
        holder, path = below, (*path, key)
    change = child(top.content["changes"], at[1])
    assert isinstance(change, dict)  # noqa: S101 - the overlay has this form
    key = _key(holder, steps[-1])
    present = None if key is None else child(holder, key)
    before = change.get("from")
    near = nearest_name(steps[-1], _names(holder)) if key is None and before is not None else ""
    yield from _check_before(top, at, before, present, near)
    if "to" in change:
        new = steps[-1] if isinstance(holder, dict) else len(_names(holder))
        _put(result, (*path, new if key is None else key), top, (*at, "to"))
    elif key is None:
        yield top.problem(at, "change_nothing")
    else:
        _drop(holder, key)
        result.places = dict(places_without(result.places, (*path, key)))


def _check_before(
    top: Document, at: Steps, before: Value | None, present: Value | None, near: str
) -> Iterator[Problem]:
    if present is None:
        if before is not None:
            yield top.problem((*at, "from"), "change_from_absent", near)
    elif before is None:
        yield top.problem(at, "change_from_missing", actual=shown(present))
    elif before != present or isinstance(before, bool) is not isinstance(present, bool):
        yield top.problem(
            (*at, "from"), "change_from", actual=shown(present), expected=shown(before)
        )


def _no_place(top: Document, at: Steps, path: Steps, holder: Value, step: str) -> Problem:
    known = _names(holder)
    return top.problem(
        (*at, "what"),
        "change_path",
        nearest_name(step, known),
        path=shown(".".join(map(str, (*path, step))))[1:-1],
        place=".".join(map(str, path)) or ".",
        known=listed(known) or "-",
    )


def _key(holder: Value, step: str) -> str | int | None:
    """Return the key of a step: a name in a mapping, an id or a number in a list."""
    if isinstance(holder, dict):
        return step if step in holder else None
    names = _names(holder)
    if step in names:
        return names.index(step)
    return int(step) if step.isascii() and step.isdigit() and int(step) < len(names) else None


def _names(holder: Value) -> list[str]:
    """Return the names by which a step may go on: keys, or the ids of a list's items."""
    if isinstance(holder, dict):
        return list(holder)
    if isinstance(holder, list):
        return [str(child(item, "id") or number) for number, item in enumerate(holder)]
    return []


def _set(holder: Value, key: str | int, value: Value) -> None:
    if isinstance(holder, dict):
        holder[str(key)] = value
    elif isinstance(holder, list) and isinstance(key, int):
        holder[key : key + 1] = [value]


def _drop(holder: Value, key: str | int) -> None:
    if isinstance(holder, dict):
        del holder[str(key)]
    elif isinstance(holder, list) and isinstance(key, int):
        del holder[key]


def _put(result: Document, target: Steps, top: Document, origin: Steps) -> None:
    """Copy a value of the overlay into the result, places included."""
    value: Value | None = top.content
    for step in origin:
        value = child(value, step)
    holder: Value | None = result.content
    for step in target[:-1]:
        holder = child(holder, step)
    assert holder is not None and value is not None  # noqa: PT018, S101 - both were just seen
    _set(holder, target[-1], copy.deepcopy(value))
    if target in result.places:
        for known in [path for path in result.places if path[: len(target)] == target]:
            del result.places[known]
    moved: dict[Steps, Place] = {
        (*target, *path[len(origin) :]): place
        for path, place in top.places.items()
        if path[: len(origin)] == origin
    }
    result.places.update(moved)
    result.spoilt.update(
        (*target, *path[len(origin) :]) for path in top.spoilt if path[: len(origin)] == origin
    )
