"""Sections and frames written as terminal text, Markdown, CSV or canonical JSON."""

from collections.abc import Mapping, Sequence
from io import StringIO
from shutil import get_terminal_size
from typing import TYPE_CHECKING, TextIO, cast

from ganeum.digest import canonical_json
from ganeum.problems import printable
from ganeum.report.rounding import significant
from ganeum.report.sections import RIGHT, Section

if TYPE_CHECKING:
    import pandas as pd
    from rich.table import Table
    from rich.text import Text

FORMATS = ("table", "json", "csv", "md")
WIDE = 240  # columns of a line where no terminal says how wide it is
UNBROKEN = 40  # columns of a table up to here are never broken into lines

# Characters that Korean fonts draw two cells wide and others one: tables would not line up.
UNSURE_WIDTH = str.maketrans({"\u00b7": "\u318d"})  # middle dot, to the Hangul one
RULE_UNDER_HEADING = "    \n    \n -- \n    \n    \n    \n    \n    \n"


def write_terminal(sections: Sequence[Section], stream: TextIO) -> None:
    """Write sections as aligned text; Hangul takes two cells."""
    from rich.console import Console

    terminal = stream.isatty()
    buffer = StringIO()  # so that the stream's own errors, such as a reader gone, stay plain
    console = Console(
        file=buffer,
        width=get_terminal_size().columns if terminal else WIDE,
        color_system=None,
        highlight=False,
        markup=False,
        emoji=False,
    )
    for section in sections:
        console.print(_text(section.title), soft_wrap=not terminal)
        if section.rows:
            console.print(_table(section))
        for line in section.lines:
            console.print(_text(f"  {line}"), soft_wrap=not terminal)
        console.print()
    stream.write(buffer.getvalue())


def _text(text: str) -> "Text":
    from rich.text import Text

    return Text(printable(text))


def _table(section: Section) -> "Table":
    from rich import box
    from rich.cells import cell_len
    from rich.table import Table

    table = Table(box=box.Box(RULE_UNDER_HEADING, ascii=True), show_edge=False, pad_edge=False)
    rows = [[cell.translate(UNSURE_WIDTH) for cell in row] for row in section.rows]
    for place, column in enumerate(section.columns):
        heading = column.heading.translate(UNSURE_WIDTH)
        longest = max(cell_len(cell) for cell in [heading, *(row[place] for row in rows)])
        table.add_column(
            _text(heading),
            justify="right" if column.side == RIGHT else "left",
            no_wrap=longest <= UNBROKEN,
            overflow="fold",
        )
    for row in rows:
        table.add_row(*(_text(cell) for cell in row))
    return table


def markdown(sections: Sequence[Section]) -> str:
    """Return sections as Markdown, table cells escaped."""
    import tabulate

    blocks: list[str] = []
    for section in sections:
        blocks.append(f"{'#' * (section.depth + 1)} {_escaped(section.title)}")
        if section.rows:
            blocks.append(
                tabulate.tabulate(
                    [[_escaped(cell) for cell in row] for row in section.rows],
                    headers=[_escaped(column.heading) for column in section.columns],
                    tablefmt="pipe",
                    disable_numparse=True,
                    colalign=[column.side for column in section.columns],
                )
            )
        if section.lines:
            blocks.append("\n".join(f"- {_escaped(line)}" for line in section.lines))
    return "\n\n".join(blocks) + "\n"


def _escaped(text: str) -> str:
    for character in "\\|*_`<>[]#":
        text = text.replace(character, f"\\{character}")
    return printable(text.replace("\n", " "))


def csv_text(frame: "pd.DataFrame") -> str:
    """Return a tidy frame as CSV; a text that a spreadsheet would take for a formula is quoted."""
    safe = frame.map(_no_formula)
    return safe.to_csv(index=False, lineterminator="\n", float_format="%.12g")


def _no_formula(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and value[:1] in "=+-@\t\r" and value else value


def json_text(payload: Mapping[str, object]) -> str:
    """Return canonical JSON; numbers carry 12 significant digits."""
    return canonical_json(_rounded(payload)) + "\n"


def _rounded(value: object) -> object:
    if isinstance(value, float):
        return significant(value) if value == value else None
    if isinstance(value, Mapping):
        items = cast("Mapping[object, object]", value).items()
        return {str(key): _rounded(item) for key, item in items}
    if isinstance(value, list | tuple):
        return [_rounded(item) for item in cast("Sequence[object]", value)]
    return value
