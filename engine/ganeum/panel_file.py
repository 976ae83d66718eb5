"""The form of a panel in a scenario file: who judged what, and by which rules that is put together.

Respondents are anonymous ids; what they said stays as they said it, changes stand beside it.
"""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field

from ganeum.fields import Flag, Id, Judgement, Number, Part, Weight, Whole, Words

GOAL = "goal"  # the node under which the top-level criteria are compared
SCALES: Mapping[str, tuple[int, ...]] = {"nine": tuple(range(1, 10)), "five": (1, 3, 5, 7, 9)}

NodeJudgements = Mapping[Id, Mapping[Id, Judgement]]


class Rules(Part):
    """How the panel's judgements are read and put together.

    `random_index` names a table of the kernel; `over_limit` says what becomes of the judgements of
    a respondent under one node whose consistency ratio is over the limit; `trim` how many of the
    highest and of the lowest judgements of each pair are left out.
    """

    scale: Literal["nine", "five"] = "nine"
    random_index: Id = "saaty_1980"
    consistency_limit: Annotated[Number, Field(gt=0, le=1)] = 0.1
    over_limit: Literal["keep", "leave_out"] = "keep"
    aggregate: Literal["judgements", "priorities"] = "judgements"
    mean: Literal["geometric", "arithmetic"] = "geometric"
    trim: Annotated[Whole, Field(ge=0, le=100)] = 0


class PanelGroup(Part):
    """A group of respondents; its weight is shared among those of it who answered."""

    id: Id
    name: Words
    weight: Weight = 1.0


class JudgementChange(Part):
    """A judgement that its respondent changed when asked again, and why; `before` stays above."""

    sector: Id
    node: Id
    first: Id
    second: Id
    before: Annotated[Judgement, Field(alias="from")]
    to: Judgement
    reason: Words


class Respondent(Part):
    """What one person judged, by sector (or `all`), node and pair."""

    id: Id
    group: Id
    weight: Weight = 1.0
    judgements: Mapping[Id, Mapping[Id, NodeJudgements]]
    changes: tuple[JudgementChange, ...] = ()


class Panel(Part):
    """A panel of respondents."""

    title: Words
    made_up: Flag = False
    note: Words | None = None
    rules: Rules = Rules()
    groups: Annotated[tuple[PanelGroup, ...], Field(min_length=1, max_length=200)]
    respondents: Annotated[tuple[Respondent, ...], Field(min_length=1, max_length=5000)]


def spelled(judgement: float) -> str:
    """Return a judgement of the scale as people write it.

    >>> spelled(3.0), spelled(1 / 3)
    ('3', '1/3')
    """
    return f"{judgement:.0f}" if judgement >= 1 else f"1/{1 / judgement:.0f}"
