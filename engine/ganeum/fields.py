"""The small pieces that evidence and scenario files are made of."""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    Strict,
    StringConstraints,
)
from pydantic_core import PydanticCustomError

from ganeum.words import Language

Number = Annotated[float, Strict(), Field(allow_inf_nan=False, ge=-1e15, le=1e15)]
Whole = Annotated[int, Strict(), Field(ge=-(10**15), le=10**15)]
Flag = Annotated[bool, Strict()]
Line = Annotated[str, Strict(), StringConstraints(min_length=1, max_length=2000)]
Id = Annotated[
    str,
    Strict(),
    StringConstraints(pattern=r"^[a-z0-9][a-z0-9_-]*$", max_length=80),
]
Share = Annotated[Number, Field(ge=0, le=1)]
Weight = Annotated[Number, Field(ge=0)]


class Part(BaseModel):
    """A mapping with known keys only, that nobody changes after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


class Text(Part):
    """A text in both languages; a plain string stands for both."""

    ko: Line
    en: Line

    def __call__(self, language: Language) -> str:
        """Return the text in one language."""
        return self.ko if language == "ko" else self.en


def _both_languages(value: object) -> object:
    return {"ko": value, "en": value} if isinstance(value, str) else value


Words = Annotated[Text, BeforeValidator(_both_languages, json_schema_input_type=Line | Text)]


class Locator(Part):
    """Where something stands in the source."""

    table: Annotated[Whole, Field(ge=1)] | None = None
    figure: Annotated[Whole, Field(ge=1)] | None = None
    section: Line | None = None
    appendix: Words | None = None
    row: Line | None = None
    item: Words | None = None
    page: Annotated[Whole, Field(ge=1)] | None = None
    page_inferred: Flag = False


def _somewhere(locator: Locator) -> Locator:
    if (locator.table, locator.figure, locator.section, locator.appendix) == (None,) * 4:
        raise PydanticCustomError("locator_empty", "locator without a place")
    return locator


Place = Annotated[Locator, AfterValidator(_somewhere)]


def _fraction(value: object) -> object:
    if not isinstance(value, str):
        return value
    above, bar, below = value.partition("/")
    try:
        numerator, denominator = float(above), float(below if bar else "1")
        plain = set(value) <= set("0123456789./ ") and bar
        if plain and denominator > 0:
            return numerator / denominator
    except ValueError:
        pass
    raise PydanticCustomError("expect_ratio", "not a ratio")


Judgement = Annotated[Number, BeforeValidator(_fraction, json_schema_input_type=Line | Number)]
Digest = Annotated[str, Strict(), StringConstraints(pattern=r"^sha256:[0-9a-f]{64}$")]
Basis = Literal["read", "judged"]


def unit_sum(shares: Mapping[str, float]) -> bool:
    """Tell whether shares sum to 1 as closely as thirds written with three digits do."""
    return abs(sum(shares.values()) - 1) <= 2e-3
