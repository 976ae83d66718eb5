"""The form of an evidence file: what a source said, each statement with its place."""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field

from ganeum.fields import (
    Basis,
    Flag,
    Id,
    Line,
    Number,
    Part,
    Place,
    Share,
    Whole,
    Words,
)
from ganeum.words import Language

Polarity = Literal["need", "supply", "caution", "context"]
Kind = Literal[
    "priority_mark",
    "problem",
    "implication",
    "opinion",
    "issue",
    "wanted_policy",
    "programme",
]
Provider = Literal["state", "seoul"]


class Source(Part):
    """The publication that the evidence was read from."""

    title: Words
    publisher: Words
    number: Line
    published: Line
    isbn: Line | None = None
    note: Words | None = None


class Coding(Part):
    """One of the independent codings: who coded, and what was known."""

    id: Literal["first", "second"]
    by: Words
    blind: Flag
    date: Line


class Codebook(Part):
    """The rules by which statements became numbers."""

    version: Whole
    codings: tuple[Coding, Coding]
    rules: tuple[Words, ...]
    history: tuple[Words, ...] = ()


class Theme(Part):
    """Something that can be called for; areas are the criteria, the others are moved onto them."""

    id: Id
    name: Words
    area: Flag
    anchor: Words


class Named(Part):
    """An id with its name."""

    id: Id
    name: Words


class Group(Part):
    """Who spoke; `ranks` is how many places the source ranks."""

    id: Id
    name: Words
    demand: Flag
    note: Words
    ranks: Annotated[Whole, Field(ge=1)] | None = None


class Reading(Part):
    """What one coder made of a statement or, as `third`, what was decided between two."""

    polarity: Polarity
    calls_for: Mapping[Id, Share] = {}
    reason: Words | None = None


class Readings(Part):
    """Two independent codings, and a third reading where one was needed."""

    first: Reading
    second: Reading
    third: Reading | None = None


class Statement(Part):
    """One thing that a source says."""

    id: Id
    sector: Id
    group: Id
    kind: Kind
    locator: Place
    gist: Words
    basis: Basis
    polarity: Polarity | None = None
    priority: Annotated[Whole, Field(ge=1)] | None = None
    calls_for: Mapping[Id, Share] = {}
    codings: Readings | None = None
    repeats: tuple[Id, ...] = ()
    missing: Flag = False
    order: tuple[Id, ...] = ()
    provider: Provider | None = None
    amount: Line | None = None
    note: Words | None = None


class Mark(Part):
    """One cell of the coverage figure."""

    sector: Id
    area: Id
    provider: Provider
    mark: Literal["strong", "ordinary", "none"]


class CoverageReading(Part):
    """One coder's view of how far an area is covered: 0 not, 1 somewhat, 2 strongly."""

    level: Annotated[Whole, Field(ge=0, le=2)]
    rationale: Words
    locator: Place


class JudgedCoverage(Part):
    """Coverage that no figure of the source prints."""

    sector: Id
    area: Id
    provider: Provider
    first: CoverageReading
    second: CoverageReading


class Coverage(Part):
    """What is already done: marks as printed, and an area judged from the programmes."""

    locator: Place
    marks: tuple[Mark, ...]
    judged: tuple[JudgedCoverage, ...] = ()


class Strength(Part):
    """A strength of the city, and the strategy that it suggests."""

    id: Id
    area: Id
    locator: Place
    past: Words
    strength: Words
    strategy: Words


class Panel(Part):
    """One focus group: when, who, how many."""

    sector: Id
    held: Line
    members: Whole
    affiliations: Words
    locator: Place


class Question(Part):
    """A question put to the experts."""

    locator: Place
    gist: Words


class Strategy(Part):
    """A strategy of the source, with its programmes."""

    id: Id
    number: Whole
    name: Words
    programmes: tuple[Id, ...]
    locator: Place


class Conclusion(Part):
    """An emphasis of the source's last chapter: used as a check, never as evidence."""

    id: Id
    strategy: Id
    sectors: tuple[Id, ...]
    everywhere: Flag = False
    gist: Words
    locator: Place


class ShareRule(Part):
    """A column in percent of another column: of one row of it, or of the same row."""

    of: Id
    whole_row: Id | None = None
    whole: Id | None = None


class RatioRule(Part):
    """A column which is one column over another, times a factor."""

    numerator: Id
    denominator: Id
    factor: Number = 1.0


class GrowthRule(Part):
    """A column which is the compound growth, in percent a period, from one column to another."""

    first: Id
    last: Id
    periods: Annotated[Whole, Field(ge=1)]


class FactColumn(Part):
    """A column of figures, and the rule that it follows."""

    id: Id
    name: Words
    unit: Line
    year: Whole | None = None
    decimals: Annotated[Whole, Field(ge=0, le=6)] = 0
    exact: Flag = False
    share: ShareRule | None = None
    ratio: RatioRule | None = None
    growth: GrowthRule | None = None
    sum: tuple[Id, ...] = ()
    note: Words | None = None


class FactRow(Part):
    """A row of figures as printed; `sum_of` names the rows that it adds up."""

    id: Id
    name: Words
    values: Mapping[Id, Number]
    sum_of: tuple[Id, ...] = ()
    note: Words | None = None


class FactTable(Part):
    """A table of sector statistics."""

    id: Id
    sector: Id
    title: Words
    locator: Place
    publisher: Words
    columns: tuple[FactColumn, ...]
    rows: tuple[FactRow, ...]
    note: Words | None = None


class Erratum(Part):
    """A printed figure that cannot be right, its correction and why."""

    fact: Id
    row: Id
    column: Id
    printed: Number
    corrected: Number
    certain: Flag
    arithmetic: Words
    locator: Place


class Missing(Part):
    """Something that the source does not have: missing, which is not zero."""

    sector: Id
    locator: Place
    what: Words
    why: Words


class EvidenceFile(Part):
    """A whole evidence file."""

    ganeum: Literal[1]
    kind: Literal["evidence"]
    id: Id
    title: Words
    language: Language = "ko"
    source: Source
    codebook: Codebook
    themes: tuple[Theme, ...]
    sectors: tuple[Named, ...]
    groups: tuple[Group, ...]
    statements: tuple[Statement, ...]
    coverage: Coverage | None = None
    strengths: tuple[Strength, ...] = ()
    panels: tuple[Panel, ...] = ()
    questionnaire: tuple[Question, ...] = ()
    strategies: tuple[Strategy, ...] = ()
    conclusions: tuple[Conclusion, ...] = ()
    facts: tuple[FactTable, ...] = ()
    errata: tuple[Erratum, ...] = ()
    missing: tuple[Missing, ...] = ()
