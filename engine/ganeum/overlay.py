"""A planner's scenario laid over its base: each change checked against the value it changes."""

import copy
from collections.abc import Iterator
from typing import Any

from ganeum.document import Document, Place, Steps
from ganeum.problems import Problem, listed, nearest_name, shown
from ganeum.scenario_file import Change, OverlayFile

OWN = ("id", "title", "language", "date", "note")  # an overlay says these itself
FIXED = ("ganeum", "kind", *OWN)
ABSENT = object()


def lay_over(base: Document, top: Document, overlay: OverlayFile) -> tuple[Document, list[Problem]]:
    """Return the base with an overlay's changes made, and what is wrong with the changes."""
    result = Document(top.file, copy.deepcopy(base.content), dict(base.places))
    problems: list[Problem] = []
    seen: set[str] = set()
    for number, change in enumerate(overlay.changes):
        at: Steps = ("changes", number)
        steps = change.what.split(".")
        if steps[0] in FIXED:
            problems.append(top.problem((*at, "what"), "change_fixed", path=change.what))
        elif change.what in seen:
            problems.append(top.problem((*at, "what"), "change_twice", path=change.what))
        else:
            seen.add(change.what)
            problems.extend(_make(result, top, at, change, steps))
    for key in OWN:
        if key in top.content:
            _put(result, (key,), top, (key,))
    return result, problems


def _make(
    result: Document, top: Document, at: Steps, change: Change, steps: list[str]
) -> Iterator[Problem]:
    holder: Any = result.content
    path: Steps = ()
    for step in steps[:-1]:
        key = _key(holder, step)
        if key is None:
            if not isinstance(holder, dict):
                yield _no_place(top, at, change, path, holder, step)
                return
            key = step
            holder[key] = {}
            result.places[(*path, key)] = top.place((*at, "what"))
        holder, path = holder[key], (*path, key)
    key = _key(holder, steps[-1])
    if not isinstance(holder, dict | list):
        yield _no_place(top, at, change, path, holder, steps[-1])
        return
    present: object = ABSENT if key is None else holder[key]
    given = top.content["changes"][at[1]]  # type: ignore[index]
    yield from _check_before(top, at, given, present)
    target: Steps = (*path, key if key is not None else _new_key(holder, steps[-1]))
    if "to" in given:
        _put(result, target, top, (*at, "to"))
    elif present is ABSENT:
        yield top.problem(at, "change_nothing")
    else:
        del holder[key]


def _check_before(
    top: Document, at: Steps, given: dict[str, object], present: object
) -> Iterator[Problem]:
    if present is ABSENT:
        if "from" in given:
            yield top.problem((*at, "from"), "change_from_absent")
    elif "from" not in given:
        yield top.problem(at, "change_from_missing", actual=shown(present))
    elif given["from"] != present:
        yield top.problem(
            (*at, "from"), "change_from", actual=shown(present), expected=shown(given["from"])
        )


def _no_place(
    top: Document, at: Steps, change: Change, path: Steps, holder: object, step: str
) -> Problem:
    known = _names(holder)
    return top.problem(
        (*at, "what"),
        "change_path",
        nearest_name(step, known),
        path=shown(change.what)[1:-1],
        place=".".join(map(str, path)) or ".",
        known=listed(known) or "-",
    )


def _key(holder: object, step: str) -> str | int | None:
    """Return the key of a step: a name in a mapping, an id or a number in a list."""
    if isinstance(holder, dict):
        return step if step in holder else None
    if isinstance(holder, list):
        for number, item in enumerate(holder):
            if isinstance(item, dict) and item.get("id") == step:
                return number
        if step.isascii() and step.isdigit() and int(step) < len(holder):
            return int(step)
    return None


def _new_key(holder: dict[str, object] | list[object], step: str) -> str | int:
    return step if isinstance(holder, dict) else len(holder)


def _names(holder: object) -> list[str]:
    if isinstance(holder, dict):
        return [str(key) for key in holder]
    if isinstance(holder, list):
        return [str(item["id"]) for item in holder if isinstance(item, dict) and "id" in item]
    return []


def _put(result: Document, target: Steps, top: Document, origin: Steps) -> None:
    """Copy a value of the overlay into the result, places included."""
    value: Any = top.content
    for step in origin:
        value = value[step]
    holder: Any = result.content
    for step in target[:-1]:
        holder = holder[step]
    if isinstance(holder, list) and target[-1] == len(holder):
        holder.append(copy.deepcopy(value))
    else:
        holder[target[-1]] = copy.deepcopy(value)
    depth = len(target)
    for known in [path for path in result.places if path[:depth] == target]:
        del result.places[known]
    moved: dict[Steps, Place] = {
        (*target, *path[len(origin) :]): place
        for path, place in top.places.items()
        if path[: len(origin)] == origin
    }
    result.places.update(moved)
