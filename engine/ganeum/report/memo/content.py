"""What a memo consists of, before it takes a format: headings, bullets, tables, figures, a seal."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from ganeum.examination import Examination
from ganeum.report.memo.seal import Seal
from ganeum.words import Language, say

if TYPE_CHECKING:
    import altair as alt

Kind = Literal["text", "number", "percent"]
SIGNS = ("□", "○", "-")  # of bullets in a Korean office, from the outside in


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading with its number apart: "Ⅰ" or "1" on level 1, "1" on level 2.

    `attachment` tells whether an attachment begins here, which belongs on a new page.
    """

    level: int
    number: str
    text: str
    attachment: bool = False

    @property
    def line(self) -> str:
        """The heading with its number, as formats show it that number nothing themselves."""
        return f"{self.number}. {self.text}" if self.number else self.text


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    text: str


@dataclass(frozen=True, slots=True)
class Bullet:
    """An item of a list; level 1 is outermost."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table.

    Attributes
    ----------
    heading : of this column.
    kind : "text" leans left, "number" and "percent" lean right.
    over : heading above this one, which neighbours with the same one share; empty for none, and
        then the heading takes both rows where a neighbour has one.
    names_row : whether its cells say what a row is about.
    """

    heading: str
    kind: Kind = "text"
    over: str = ""
    names_row: bool = False

    @property
    def right(self) -> bool:
        """Whether cells lean to the right."""
        return self.kind != "text"


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell shows, and its value in full precision; of a percentage, as a share of 1."""

    text: str
    value: str | int | float | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its caption above, and under it what has to be known and where it is from.

    Attributes
    ----------
    id : what it shows, and of which sector if of one: "ranking.ai".
    caption : above it, without the number.
    columns, rows : a row has a cell for each column.
    note, source : the lines 주: and 자료:, without these words; empty for none.
    number : its place among the tables, from 1.
    """

    id: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: str = ""
    source: str = ""
    number: int = 0

    @property
    def tiered(self) -> bool:
        """Whether the heading has two rows."""
        return any(column.over for column in self.columns)


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart that is drawn only by the formats that show it.

    Attributes
    ----------
    id : what it shows, and of which sector if of one: "contributions.ai".
    caption : under it, without the number.
    alternative : what it shows, in words, for readers who do not see it.
    draw : makes the Altair chart, which `ganeum.report.charts.png` and `svg` turn into a picture.
    number : its place among the figures, from 1.
    """

    id: str
    caption: str
    alternative: str
    draw: Callable[[], "alt.TopLevelMixin"] = field(compare=False)
    number: int = 0


Block = Heading | Paragraph | Bullet | Table | Figure


@dataclass(frozen=True, slots=True)
class Memo:
    """A whole memo; every format renders the same one.

    Attributes
    ----------
    title, subtitle : what was asked, and of which sectors.
    date : of the scenario, as the language writes it; empty where the scenario has none.
    scenario : name and id of the scenario.
    language : of every text in it.
    blocks : in order.
    seal : what is needed to make it again.
    examination : the results that it reports, for formats that hold live formulas.
    """

    title: str
    subtitle: str
    date: str
    scenario: str
    language: Language
    blocks: tuple[Block, ...]
    seal: Seal
    examination: Examination = field(compare=False, repr=False)

    @property
    def under_title(self) -> str:
        """Which sectors, which scenario, of when: the line under the title."""
        return " \u00b7 ".join(filter(None, (self.subtitle, self.scenario, self.date)))

    def caption(self, block: Table | Figure) -> str:
        """Return a table's or figure's caption with its number."""
        key = "memo_table" if isinstance(block, Table) else "memo_figure"
        return say(key, self.language, number=block.number, caption=block.caption)

    def under(self, table: Table) -> tuple[str, ...]:
        """Return the lines under a table: the note, and where its content is from."""
        lines = (("memo_note", table.note), ("memo_source", table.source))
        return tuple(say(key, self.language, text=text) for key, text in lines if text)

    @property
    def tables(self) -> tuple[Table, ...]:
        """The tables, in order."""
        return tuple(block for block in self.blocks if isinstance(block, Table))

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The figures, in order."""
        return tuple(block for block in self.blocks if isinstance(block, Figure))
