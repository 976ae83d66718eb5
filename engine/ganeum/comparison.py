"""Two analyses side by side: which inputs differ, and which ranks moved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from pydantic import BaseModel

from ganeum.analysis import Analysis
from ganeum.overlay import FIXED
from ganeum.ranking import Method

if TYPE_CHECKING:
    import pandas as pd

TEXT = {"ko", "en"}
WEIGHTS = "weights"


@dataclass(frozen=True, slots=True)
class InputDifference:
    """A place at which two scenarios say something else.

    Attributes
    ----------
    what : the place as scenario files write it; below "evidence." that of an evidence file.
    one, other : the values in JSON's types; None where there is nothing.
    """

    what: str
    one: Any
    other: Any


@dataclass(frozen=True, slots=True)
class RankMove:
    """An alternative whose rank differs; a rank is None where it isn't ranked."""

    sector: str
    method: Method
    alternative: str
    one: int | None
    other: int | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """What differs between two analyses.

    Attributes
    ----------
    one, other : what was compared.
    inputs : in the order of the files; names, notes and dates of the scenarios don't count.
    moves : by sector and method of both, in the order of the first one's ranking.
    """

    one: Analysis
    other: Analysis
    inputs: tuple[InputDifference, ...]
    moves: tuple[RankMove, ...]

    def first_moved(self) -> list[tuple[str, Method]]:
        """Return the sectors and methods in which another alternative is first, or shares it."""
        found: list[tuple[str, Method]] = []
        for move in self.moves:
            if 1 in (move.one, move.other) and (move.sector, move.method) not in found:
                found.append((move.sector, move.method))
        return found

    def to_frame(self) -> pd.DataFrame:
        """Return the moves: sector, method, alternative, one, other; missing where not ranked."""
        import pandas as pd

        names = ("sector", "method", "alternative", "one", "other")
        rows = [tuple(getattr(move, name) for name in names) for move in self.moves]
        frame = pd.DataFrame(rows, columns=list(names))
        return frame.astype({"one": "Int64", "other": "Int64"})


def compare(one: Analysis, other: Analysis) -> Comparison:
    """Compare two analyses; sectors, methods and alternatives need not be the same.

    Examples
    --------
    >>> from ganeum import analyse, load
    >>> from ganeum.loading import shipped_scenarios
    >>> base, double = (
    ...     analyse(load(shipped_scenarios() / f"{name}.yaml"))
    ...     for name in ("seoul-2022", "robotics-demonstration-double")
    ... )
    >>> for each in compare(base, double).inputs:
    ...     print(each.what, each.one, each.other)
    weights.groups.fgi 1.0 1.5
    weights.factors.robotics.demonstration None 2.0
    """
    inputs = [*_differences("", _content(one), _content(other))]
    here, there = one.scenario.evidence, other.scenario.evidence
    if here and there and here.digest != there.digest:
        inputs.extend(_differences("evidence", _dumped(here.model), _dumped(there.model)))
    return Comparison(one, other, tuple(inputs), tuple(_moves(one, other)))


def _moves(one: Analysis, other: Analysis) -> Iterator[RankMove]:
    for sector in one:
        if sector not in other:
            continue
        for method in one.methods:
            if method not in other.methods:
                continue
            here, there = _ranks(one, sector, method), _ranks(other, sector, method)
            for alternative in {**here, **there}:
                before, after = here.get(alternative), there.get(alternative)
                if before != after:
                    yield RankMove(sector, method, alternative, before, after)


def _ranks(analysis: Analysis, sector: str, method: Method) -> dict[str, int]:
    ranking = analysis[sector].ranking(method)
    return {ranking.alternatives[i]: int(ranking.ranks[i]) for i in ranking.order()}


def _content(analysis: Analysis) -> dict[str, Any]:
    """Return what an analysis rests on, what is left to defaults written out."""
    scenario = analysis.scenario
    content = _dumped(scenario.model)
    for name in FIXED:
        content.pop(name, None)
    content["weights"]["crosswalk"] = analysis.crosswalk
    content["use_exceptions"] = list(analysis.grounds)
    if scenario.evidence:
        content["evidence"] = scenario.evidence.model.id  # not where it lies
    return content


def _dumped(model: BaseModel) -> dict[str, Any]:
    return model.model_dump(mode="json", by_alias=True, exclude_none=True)


def _differences(what: str, one: Any, other: Any) -> Iterator[InputDifference]:
    one, other = _by_id(one), _by_id(other)
    if one == other:
        return
    table = what.split(".")[0] == WEIGHTS  # a table that is not there is one without entries
    here, there = (cast("Any", {}) if table and each is None else each for each in (one, other))
    if isinstance(here, dict) and isinstance(there, dict):
        left, right = cast("Mapping[str, Any]", here), cast("Mapping[str, Any]", there)
        together = {**left, **right}
        if (table or left.keys() & right.keys()) and together.keys() != TEXT:
            for key in together:
                below = f"{what}.{key}" if what else key
                yield from _differences(below, left.get(key), right.get(key))
            return
    yield InputDifference(what, one, other)


def _by_id(value: Any) -> Any:
    """Return a list of things with ids as a mapping, and a plain score as its value."""
    if isinstance(value, list):
        items = cast("list[Any]", value)
        if items and all(isinstance(item, dict) and "id" in item for item in items):
            return {item["id"]: item for item in items}
    if isinstance(value, dict) and set(cast("dict[str, Any]", value)) == {"value"}:
        return cast("dict[str, Any]", value)["value"]
    return cast("Any", value)
