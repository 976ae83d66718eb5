"""From a document to a model, every violation of its form turned into a problem with its place."""

import types
import typing
from collections.abc import Iterable, Iterator, Mapping
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from ganeum.document import Document, Steps
from ganeum.problems import Phrase, Problem, listed, nearest_name, shown
from ganeum.salvage import Model, emptied, error_path, without_wrong_parts

_EXPECTED = {
    "float_type": "expect_number",
    "float_parsing": "expect_number",
    "finite_number": "expect_number",
    "int_type": "expect_integer",
    "int_from_float": "expect_integer",
    "int_parsing": "expect_integer",
    "int_parsing_size": "expect_integer",
    "string_type": "expect_text",
    "bool_type": "expect_flag",
    "tuple_type": "expect_list",
    "list_type": "expect_list",
    "dict_type": "expect_mapping",
    "mapping_type": "expect_mapping",
    "model_type": "expect_mapping",
    "model_attributes_type": "expect_mapping",
    "expect_ratio": "expect_ratio",
}
MOST_PROBLEMS = 2000  # said in one go; reading a hostile file stays quick
_PLAIN_FORMS = {"Text": "expect_text", "Score": "expect_number", "Sector": "expect_text"}
_BOUNDS = {
    "greater_than_equal": ("at_least", "ge"),
    "greater_than": ("more_than", "gt"),
    "less_than_equal": ("at_most", "le"),
    "less_than": ("less_than", "lt"),
    "string_too_short": ("at_least", "min_length"),
    "string_too_long": ("at_most", "max_length"),
    "too_short": ("at_least", "min_length"),
    "too_long": ("at_most", "max_length"),
}


def read_model(model: type[Model], document: Document) -> tuple[Model | None, list[Problem]]:
    """Return the model of a document, and everything that is wrong with its form.

    What is wrong is reported and then left aside, so that the meaning of the rest can be checked in
    the same go; where nothing sensible is left there is no model.
    """
    try:
        return model.model_validate(document.content), []
    except ValidationError as error:
        details = error.errors()
    problems: list[Problem] = []
    for detail in _first_hand(details[:MOST_PROBLEMS], document):
        problem = _problem(model, document, detail)
        if problem not in problems:
            problems.append(problem)
    if len(details) > MOST_PROBLEMS:
        problems.append(document.problem((), "too_many_problems", count=MOST_PROBLEMS))
        return None, problems
    return without_wrong_parts(model, document, details), problems


def _first_hand(errors: Iterable[ErrorDetails], document: Document) -> Iterator[ErrorDetails]:
    """Yield the errors that do not only follow from another one."""
    every = list(errors)
    paths = [error_path(error) for error in every]
    for error, path in zip(every, paths, strict=True):
        reported = any(path[:n] in document.spoilt for n in range(1, len(path) + 1))
        if not reported and not emptied(error, paths):
            yield error


def _problem(model: type[BaseModel], document: Document, error: ErrorDetails) -> Problem:
    kind, path = error["type"], error_path(error)
    context: Mapping[str, Any] = error.get("ctx", {})
    found = Phrase("found_value", {"value": shown(error["input"])})
    if kind == "extra_forbidden":
        known = known_keys(model, path[:-1])
        name = str(path[-1])
        values = {"key": shown(name)[1:-1], "known": listed(known)}
        return document.problem(path, "unknown_key", nearest_name(name, known), **values)
    if kind == "missing":
        return document.problem(path[:-1], "missing_key", key=path[-1])
    while path and path not in document.places:
        path = path[:-1]  # a part that the program itself put in, such as the two languages
    if kind == "literal_error":
        expected = str(context["expected"]).replace(" or ", ", ").split(",")
        known = [name.strip("'\" ") for name in expected]
        nearest = nearest_name(str(error["input"]), known)
        return document.problem(path, "expect_choice", nearest, found=found, known=listed(known))
    if kind in _BOUNDS:
        word, limit = _BOUNDS[kind]
        bound = Phrase(word, {"value": plain(context[limit])})
        key = "expect_text_length" if kind.startswith("string") else "expect_range"
        if kind.startswith("too"):
            found = Phrase("found_value", {"value": context["actual_length"]})
        return document.problem(path, key, found=found, bound=bound)
    if kind == "string_pattern_mismatch":
        digest = "sha256" in str(context["pattern"])
        return document.problem(path, "expect_sha256" if digest else "expect_pattern", found=found)
    if kind == "locator_empty":
        return document.problem(path, "locator_empty")
    key = _PLAIN_FORMS.get(str(context.get("class_name"))) or _EXPECTED.get(kind)
    if key is not None:
        return document.problem(path, key, found=found)
    return document.problem(path, "other", found=found, detail=kind)


def plain(number: float) -> str:
    """Return a number as files write it."""
    return f"{number:.6f}".rstrip("0").rstrip(".")


def known_keys(model: type[BaseModel], path: Steps) -> list[str]:
    """Return the keys that a model knows at a path."""
    here: Any = model
    for step in path:
        here = _inside(here, step)
    here = _plain(here)
    if isinstance(here, type) and issubclass(here, BaseModel):
        return [field.alias or name for name, field in here.model_fields.items()]
    return []


def _inside(form: Any, step: str | int) -> Any:
    form = _plain(form)
    if isinstance(form, type) and issubclass(form, BaseModel):
        for name, field in form.model_fields.items():
            if step in (name, field.alias):
                return field.annotation
        return None
    arguments = get_args(form)
    if not arguments:
        return None
    return arguments[0] if get_origin(form) is tuple else arguments[-1]


def _plain(form: Any) -> Any:
    """Strip what wraps a form: annotations, aliases, the option of leaving it out."""
    while True:
        if get_origin(form) is Annotated:
            form = get_args(form)[0]
        elif get_origin(form) in (Union, types.UnionType):
            form = next(part for part in get_args(form) if part is not type(None))
        elif isinstance(form, typing.ForwardRef):  # pragma: no cover
            return None
        else:
            return form
