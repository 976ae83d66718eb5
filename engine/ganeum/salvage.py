"""What is left of a document when wrong values are left aside, so that the rest can be checked."""

import copy
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from ganeum.document import DEEPEST, Document, Lost, Place, Steps, Value, child
from ganeum.problems import Problem

Model = TypeVar("Model", bound=BaseModel)

UNNAMED = "unnamed-stand-in"
# what stands in for a part without which there would be no model at all
STAND_INS: Mapping[str, Value] = {
    "ganeum": 1,
    "id": UNNAMED,
    "title": "unnamed",
    "base_digest": "sha256:" + 64 * "0",
    "criteria": [{"id": UNNAMED, "name": "unnamed"}],
    "weights": {"from": "plain"},
    "alternatives": [{"id": UNNAMED, "name": "unnamed", "scores": {}}],
    "source": dict.fromkeys(("title", "publisher", "number", "published"), "unnamed"),
    "codebook": {
        "version": 1,
        "codings": [
            {"id": coder, "by": "unnamed", "blind": True, "date": "unnamed"}
            for coder in ("first", "second")
        ],
        "rules": [],
    },
    "themes": [],
    "sectors": [],
    "groups": [],
    "statements": [],
}
# what may be said only because an item was left aside that holds a name which it mentions, or
# because anything was left aside of the lists named here
RESTS_ON: Mapping[str, frozenset[str]] = {
    "undefined": frozenset(),
    "unused": frozenset(),
    "fact_row": frozenset(),
    "fact_column": frozenset(),
    "fact_recomputed": frozenset(),
    "sector_without_evidence": frozenset({"groups"}),
    "all_missing": frozenset({"alternatives"}),
    "areas_differ": frozenset({"criteria", "themes"}),
    "weights_missing": frozenset({"sectors"}),
    "level_off_scale": frozenset({"levels"}),
    "levels_missing": frozenset({"levels"}),
    "priority_not_ranked": frozenset({"groups"}),
    "panel_nobody": frozenset({"panel"}),
}
NAMING = ("id", "row", "column", "sector", "fact")  # the values of a problem that are names


def without_wrong_parts(
    model: type[Model], document: Document, details: Sequence[ErrorDetails]
) -> Model | None:
    """Return the model of what is left when wrong values are left aside, if that is one.

    The document then holds what is left, and notes what was taken out.
    """
    rest = Document(document.file, copy.deepcopy(document.content), dict(document.places))
    for _ in range(DEEPEST):  # a value left aside may leave what it belongs to incomplete
        every = [error_path(detail) for detail in details]
        paths = {_part_to_leave(one, rest) for one in details if not emptied(one, every)}
        if () in paths:
            return None
        _leave_aside(rest, paths)
        _put_stand_ins(rest, model, paths)
        try:
            model_of_rest = model.model_validate(rest.content)
        except ValidationError as error:
            details = error.errors()
            continue
        document.content, document.places = rest.content, rest.places
        document.left_aside.extend(rest.left_aside)
        document.lost.extend(rest.lost)
        return model_of_rest
    return None


def second_hand(problem: Problem, own: Document, *others: Document) -> bool:
    """Tell whether a problem of a document may only follow from something that was left aside.

    `others` are documents that it cites.
    """
    path = f"{problem.path}."
    left = [*own.left_aside, *(own.spell(spoilt) for spoilt in own.spoilt)]
    if any(path.startswith(f"{name}.") or f"{name}.".startswith(path) for name in left):
        return True
    if UNNAMED in problem.values.values():
        return True
    if problem.key not in RESTS_ON:
        return False
    values = [str(problem.values[name]) for name in NAMING if name in problem.values]
    names = {part for value in values for part in (value, *value.split("."))}
    return any(
        lost.part in RESTS_ON[problem.key] or lost.texts is None or not names.isdisjoint(lost.texts)
        for document in (own, *others)
        for lost in document.lost
    )


def error_path(error: ErrorDetails) -> Steps:
    """Return where an error of the form stands."""
    steps = error["loc"]
    return steps[:-1] if steps[-1] == "[key]" and error["type"] != "extra_forbidden" else steps


def emptied(error: ErrorDetails, paths: Sequence[Steps]) -> bool:
    """Tell whether a list is only too short because its items are wrong."""
    path = error_path(error)
    return error["type"] == "too_short" and any(
        other != path and other[: len(path)] == path for other in paths
    )


def _part_to_leave(detail: ErrorDetails, rest: Document) -> Steps:
    whole = path = error_path(detail)
    while path and path not in rest.places:
        path = path[:-1]
    if detail["type"] == "missing" and whole in rest.spoilt:
        return whole[:-1] or whole  # its part was left aside: so is what it belongs to
    return whole if detail["type"] == "missing" and len(whole) == 1 else path


def _put_stand_ins(rest: Document, model: type[BaseModel], paths: Iterable[Steps]) -> None:
    """Put something in the place of a top-level part that a model needs and has not."""
    for path in paths:
        name = str(path[0])
        field = model.model_fields.get(name)
        if field is None or not field.is_required() or name not in STAND_INS:
            continue
        if name not in rest.content or rest.content[name] == []:
            rest.content[name] = copy.deepcopy(STAND_INS[name])
            rest.left_aside.append(name)
            rest.spoilt.add((name,))
            if isinstance(STAND_INS[name], list):
                rest.lost.append(Lost(name, None))


def _leave_aside(rest: Document, paths: Iterable[Steps]) -> None:
    numbers: dict[Steps, list[int]] = {}
    for path in sorted(paths, key=_later_items_first):
        holder: Value | None = rest.content
        for step in path[:-1]:
            holder = child(holder, step)
        last = path[-1]
        spelled = rest.spell(path)
        if isinstance(holder, dict) and isinstance(last, str) and last in holder:
            del holder[last]
            rest.spoilt.add(path)
        elif isinstance(holder, list) and isinstance(last, int) and last < len(holder):
            rest.lost.append(Lost(str(path[0]), frozenset(_texts(holder.pop(last)))))
            numbers.setdefault(path[:-1], []).insert(0, last)
        else:
            continue
        rest.left_aside.append(spelled)
    if numbers:
        rest.places = dict(_moved_up(rest.places, numbers))


def _later_items_first(path: Steps) -> tuple[tuple[int, str], ...]:
    return tuple((-step, "") if isinstance(step, int) else (0, step) for step in path)


def _texts(value: Value) -> Iterator[str]:
    if isinstance(value, dict | list):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _texts(item)
    else:
        yield str(value)


def _moved_up(
    places: Mapping[Steps, Place], gone: Mapping[Steps, Sequence[int]]
) -> Iterator[tuple[Steps, Place]]:
    """Yield the places that are left; later items of a list move up to where others were."""
    for path, place in places.items():
        moved: list[str | int] = []
        for depth, step in enumerate(path):
            numbers = gone.get(path[:depth], ())
            before = bisect_left(numbers, step) if isinstance(step, int) else 0
            if isinstance(step, int) and before < len(numbers) and numbers[before] == step:
                break
            moved.append(step - before if isinstance(step, int) else step)
        else:
            yield tuple(moved), place
