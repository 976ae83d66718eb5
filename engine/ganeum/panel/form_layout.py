"""Where things stand in a form, for those who write it and those who read it.

A form says on a hidden sheet what it asks, and each of its rows carries the number of its question:
so it is read back although rows were sorted or sheets renamed.
"""

import json
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import StringConstraints, ValidationError

from ganeum.fields import Digest, Flag, Id, Line, Part
from ganeum.panel.questionnaire import Questionnaire, Scale
from ganeum.panel.replies import ANONYMOUS
from ganeum.panel_file import SCALES
from ganeum.words import Language

IDENTITY_SHEET = "ganeum"
IDENTITY_PIECE = 30_000  # characters of a cell; Excel takes 32,767
MARK = "V"
# what respondents put into a box; the key V gives ㅍ while the keyboard is Korean
MARKS = frozenset(unicodedata.normalize("NFKC", "VvㅍOo○◯●◎√✓✔1"))

# rows and columns count from 0
ID_CELL, GROUP_CELL = (2, 2), (2, 7)
NUMBER_COLUMN, FIRST_COLUMN, BOX_COLUMN = 0, 1, 2
SCALE_ROW = 3  # two rows of headings, in sight and on every page
FIRST_ROW = SCALE_ROW + 2  # of the questions and what stands above them


@dataclass(frozen=True, slots=True)
class Box:
    """A box of a row: a judgement of `value` towards the first (`1`), the second or neither."""

    value: int
    favours: Literal["first", "second", "neither"]

    @property
    def judgement(self) -> float:
        """How many times as important the first is as the second."""
        return 1 / self.value if self.favours == "second" else float(self.value)


def boxes(scale: Scale) -> tuple[Box, ...]:
    """Return the boxes of a row from left to right.

    >>> [box.value for box in boxes("five")]
    [9, 7, 5, 3, 1, 3, 5, 7, 9]
    """
    strong = [value for value in SCALES[scale] if value > 1]
    return (
        *(Box(value, "first") for value in reversed(strong)),
        Box(1, "neither"),
        *(Box(value, "second") for value in strong),
    )


class NodeIdentity(Part):
    """A node of the form: the ids of its items with the names that are printed."""

    sector: Id
    node: Id
    items: Mapping[Id, Line]


class FormIdentity(Part):
    """What a form says about itself."""

    form: Literal[1] = 1
    made_up: Flag = False
    scenario: Id
    digest: Digest
    language: Language
    scale: Scale
    groups: Mapping[Id, Line]
    respondents: tuple[Annotated[str, StringConstraints(pattern=f"^{ANONYMOUS}$")], ...]
    nodes: tuple[NodeIdentity, ...]


def identity_of(
    questionnaire: Questionnaire, respondents: Iterable[str], language: Language, made_up: bool
) -> FormIdentity:
    """Return what a form with these questions says about itself."""
    return FormIdentity(
        made_up=made_up,
        scenario=questionnaire.scenario,
        digest=questionnaire.digest,
        language=language,
        scale=questionnaire.scale,
        groups={group.id: group.name(language) for group in questionnaire.groups},
        respondents=tuple(respondents),
        nodes=tuple(
            NodeIdentity(
                sector=node.sector,
                node=node.node,
                items={item.id: item.name(language) for item in node.items},
            )
            for node in questionnaire.nodes
        ),
    )


def identity_cells(identity: FormIdentity) -> list[str]:
    """Return the cells of the hidden sheet."""
    text = json.dumps(identity.model_dump(mode="json"), ensure_ascii=False)
    return [text[i : i + IDENTITY_PIECE] for i in range(0, len(text), IDENTITY_PIECE)]


def identity_in(cells: Iterable[object]) -> FormIdentity | None:
    """Return what a form says about itself; None where it says nothing that can be read."""
    text = "".join(cell for cell in cells if isinstance(cell, str))
    try:
        return FormIdentity.model_validate_json(text)
    except ValidationError:
        return None
