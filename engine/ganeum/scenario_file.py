"""The form of a scenario file: one question with criteria, weights, alternatives, scores."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal, get_args

from pydantic import BeforeValidator, Field

from ganeum.fields import (
    Basis,
    Digest,
    Id,
    Judgement,
    Line,
    Number,
    Part,
    Place,
    Share,
    Weight,
    Whole,
    Words,
)
from ganeum.kernel.topsis import DEFAULT_NORMALISATION as TOPSIS_DEFAULT
from ganeum.kernel.weighted_sum import DEFAULT_NORMALISATION as AHP_DEFAULT
from ganeum.panel_file import Panel
from ganeum.words import Language

Ground = Literal["chapter3", "chapter4", "planner"]
GROUNDS: tuple[Ground, ...] = get_args(Ground)
ALL = "all"  # the one sector of a question without sectors; for every sector where there are some


class Criterion(Part):
    """What alternatives are scored on; sub-criteria share their parent's weight by `weight`.

    Where a panel judged the sub-criteria its priorities come before `weight`.
    """

    id: Id
    name: Words
    direction: Literal["benefit", "cost"] = "benefit"
    scale: Literal["levels", "number"] = "number"
    unit: Words | None = None
    note: Words | None = None
    weight: Weight | None = None
    criteria: "tuple[Criterion, ...]" = ()


class Level(Part):
    """A level of the scale of scores, with the sentence that anchors it."""

    level: Number
    anchor: Words


class ScoreReading(Part):
    """One coder's level, with its ground; `reason` says why a third reading was needed."""

    level: Number
    basis: Basis | None = None
    rationale: Words | None = None
    locator: Place | None = None
    reason: Words | None = None


class Score(Part):
    """What an alternative scores: a value, two codings of it, or missing with the reason."""

    value: Number | None = None
    first: ScoreReading | None = None
    second: ScoreReading | None = None
    third: ScoreReading | None = None
    missing: Words | None = None
    rationale: Words | None = None
    locator: Place | None = None


def _plain_value(value: object) -> object:
    plain = isinstance(value, int | float) and not isinstance(value, bool)
    return {"value": value} if plain else value


Cell = Annotated[Score, BeforeValidator(_plain_value, json_schema_input_type=Number | Score)]


class ScoreException(Part):
    """A score that differs in one sector, and where that comes from."""

    sector: Id
    criterion: Id
    ground: Annotated[Ground, Field(alias="from")]
    score: Cell


class Alternative(Part):
    """An intervention."""

    id: Id
    name: Words
    note: Words | None = None
    locator: Place | None = None
    scores: Mapping[Id, Cell]
    exceptions: tuple[ScoreException, ...] = ()


class Weights(Part):
    """Where weights come from; a sector under `plain` has those whatever `from` says."""

    origin: Annotated[Literal["evidence", "judgements", "panel", "plain"], Field(alias="from")]
    groups: Mapping[Id, Weight] = {}
    offset: Annotated[Number, Field(alias="e", gt=0, le=1000)] = 0.5
    crosswalk: Id = "mixed"
    factors: Mapping[Id, Mapping[Id, Weight]] = {}
    plain: Mapping[Id, Mapping[Id, Weight]] = {}
    judgements: Mapping[Id, Mapping[Id, Mapping[Id, Judgement]]] = {}


class AhpMethod(Part):
    """Options of AHP synthesis."""

    normalisation: Literal["ideal", "distributive", "minmax", "none"] = AHP_DEFAULT
    priorities: Literal["eigenvector", "geometric_mean"] = "eigenvector"


class TopsisMethod(Part):
    """Options of TOPSIS."""

    normalisation: Literal["vector", "minmax", "max", "sum", "none"] = TOPSIS_DEFAULT


class Methods(Part):
    """Options of the methods."""

    ahp: AhpMethod = AhpMethod()
    topsis: TopsisMethod = TopsisMethod()


Crosswalk = Mapping[Id, Mapping[Id, Share]]


class Sector(Part):
    """A sector of the question; its name comes from the evidence where there is none here."""

    id: Id
    name: Words | None = None


def _bare_id(value: object) -> object:
    return {"id": value} if isinstance(value, str) else value


SectorEntry = Annotated[Sector, BeforeValidator(_bare_id, json_schema_input_type=Id | Sector)]


class ScenarioFile(Part):
    """A whole scenario file."""

    ganeum: Literal[1]
    kind: Literal["scenario"] = "scenario"
    id: Id
    title: Words
    language: Language = "ko"
    date: Line | None = None
    seed: Annotated[Whole, Field(ge=0, le=2**53)] = 0
    note: Words | None = None
    evidence: Line | None = None
    sectors: tuple[SectorEntry, ...] = ()
    criteria: Annotated[tuple[Criterion, ...], Field(min_length=1, max_length=200)]
    levels: tuple[Level, ...] = ()
    weights: Weights
    panel: Panel | None = None
    crosswalks: Mapping[Id, Crosswalk] = {}
    methods: Methods = Methods()
    use_exceptions: tuple[Ground, ...] = ("chapter3", "planner")
    alternatives: Annotated[tuple[Alternative, ...], Field(min_length=1, max_length=20_000)]


class Change(Part):
    """One change to the base: what, from which value, to which, and why."""

    what: Line
    before: Annotated[Any, Field(alias="from", default=None)]
    to: Any = None
    reason: Words | None = None


class OverlayFile(Part):
    """A planner's scenario: a small file on top of a base."""

    ganeum: Literal[1]
    kind: Literal["scenario"] = "scenario"
    id: Id
    title: Words
    base: Line
    base_digest: Digest
    base_parts: Mapping[Id, Line] = {}
    language: Language | None = None
    date: Line | None = None
    note: Words | None = None
    changes: Annotated[tuple[Change, ...], Field(max_length=5000)] = ()
