"""What respondents answered, before it is known whether all of it can be used."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from ganeum.panel.cells import Sheet
from ganeum.problems import Problem

ANONYMOUS = r"r[0-9]{1,5}"  # ids of respondents: nothing else gets past reading
MOST_PROBLEMS = 2000  # said in one go; reading a hostile file stays quick
NodeKey = tuple[str, str]  # sector, node
Pair = tuple[str, str]  # ids of first and second


@dataclass(slots=True)
class Reply:
    """One respondent's answers, and where they stand.

    Attributes
    ----------
    sheet, row, column : the cell of the respondent's id.
    name : the anonymised id.
    group : id of the group; None where it is missing or unknown.
    weight : among the respondents of the group.
    judgements : per node and pair.
    blank : the cells, row and column, of pairs that were left out, per node and pair.
    lost : nodes with an answer that cannot be read, so that gaps in them are no surprise.
    """

    sheet: Sheet
    row: int
    column: int
    name: str
    group: str | None = None
    weight: float = 1.0
    judgements: dict[NodeKey, dict[Pair, float]] = field(
        default_factory=dict[NodeKey, dict[Pair, float]]
    )
    blank: dict[NodeKey, dict[Pair, tuple[int, int]]] = field(
        default_factory=dict[NodeKey, dict[Pair, tuple[int, int]]]
    )
    lost: set[NodeKey] = field(default_factory=set[NodeKey])

    def answer(self, node: NodeKey, pair: Pair, value: float | None, at: tuple[int, int]) -> None:
        """Keep an answer, or the place where there is none."""
        if value is None:
            self.blank.setdefault(node, {})[pair] = at
        else:
            self.judgements.setdefault(node, {})[pair] = value


@dataclass(frozen=True, slots=True)
class Replies:
    """The replies of one file, what is wrong with them and what is only said."""

    replies: Sequence[Reply]
    problems: Sequence[Problem]
    notes: Sequence[Problem] = ()
    made_up: bool = False
