"""Options that commands share, and how they are answered."""

import math
import sys
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import click

from ganeum.cli.main import RefusalError
from ganeum.problems import listed, nearest_name
from ganeum.report.formats import FORMATS, csv_text, json_text, markdown, write_terminal
from ganeum.report.sections import Section
from ganeum.words import LANGUAGES, Language, local_language, say

if TYPE_CHECKING:
    import pandas as pd

    from ganeum.examination import Examination

Command = TypeVar("Command", bound=Callable[..., object])

BOTH = "both"  # of the methods


class RealRange(click.FloatRange):
    """A number within bounds; click itself lets NaN through, which no comparison refuses."""

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        """Return the number."""
        number = float(super().convert(value, param, ctx))
        if math.isnan(number):
            self.fail(f"{value!r} is not a number", param, ctx)
        return number


def language_option(command: Command) -> Command:
    """Add --lang."""
    return click.option(
        "--lang",
        "language",
        type=click.Choice(LANGUAGES),
        default=local_language,
        help="help_lang",
    )(command)


def format_option(command: Command) -> Command:
    """Add --format."""
    return _format("help_format")(command)


def format_of_parts_option(command: Command) -> Command:
    """Add --format to a command whose answer has several parts, of which CSV holds one."""
    return _format("help_format_of_parts")(command)


def _format(told: str) -> Callable[[Command], Command]:
    return click.option(
        "--format",
        "form",
        type=click.Choice(FORMATS),
        default="table",
        show_default=True,
        help=told,
    )


def sector_option(command: Command) -> Command:
    """Add --sector."""
    return click.option("--sector", help="help_sector")(command)


def crosswalk_option(command: Command) -> Command:
    """Add --crosswalk."""
    return click.option(
        "--crosswalk",
        help="help_crosswalk",
    )(command)


def method_option(command: Command) -> Command:
    """Add --method."""
    return click.option(
        "--method",
        type=click.Choice(("ahp", "topsis", BOTH)),
        default=BOTH,
        show_default=True,
        help="help_method",
    )(command)


def vary_option(command: Command) -> Command:
    """Add --vary."""
    from ganeum.uncertainty import SOURCES

    return click.option("--vary", type=click.Choice(SOURCES), multiple=True, help="help_vary")(
        command
    )


def sources_asked(method: str, crosswalk: str | None, vary: Collection[str]) -> list[str]:
    """Return what is to be drawn.

    Whoever asks for one method or one crosswalk does not want it drawn, unless told so.
    """
    from ganeum.uncertainty import SOURCES

    fixed = {"method"} if method != BOTH else set[str]()
    if crosswalk is not None:
        fixed.add("crosswalk")
    return [source for source in vary or SOURCES if source not in fixed or source in vary]


def require_varied(found: "Examination", language: Language) -> None:
    """Refuse to say how far rankings hold if nothing that was asked for is there in any sector.

    Raises
    ------
    RefusalError
        If so; with the reasons.
    """
    from ganeum.report.sensitivity.sampled import source_words

    drawn = [each for sector in found.uncertainty.values() for each in sector.values()]
    if not drawn or any(each.varied for each in drawn):
        return
    reasons = dict.fromkeys(
        source_words(source, language, say(f"held_{why}", language))
        for each in drawn
        for source, why in each.held.items()
        if why != "off"
    )
    raise RefusalError(say("nothing_varied", language, reasons=listed(reasons)))


def require_known(what: str, name: str, known: Collection[str], language: Language) -> None:
    """Refuse a name that is not known, with the known ones and the nearest.

    Raises
    ------
    RefusalError
        If the name is not among the known ones.
    """
    if name in known:
        return
    text = say(
        "unknown_name",
        language,
        what=say(f"what_{what}", language),
        name=name,
        known=listed(known),
    )
    if near := nearest_name(name, known):
        text += "; " + say("nearest", language, name=near)
    raise RefusalError(f"--{what}: {text}")


def answer(
    form: str,
    sections: Callable[[], Sequence[Section]],
    frame: Callable[[], "pd.DataFrame"],
    payload: Callable[[], Mapping[str, object]],
) -> None:
    """Write a result in the form asked for."""
    if form == "table":
        write_terminal(sections(), sys.stdout)
    elif form == "md":
        sys.stdout.write(markdown(sections()))
    elif form == "csv":
        sys.stdout.write(csv_text(frame()))
    else:
        sys.stdout.write(json_text(payload()))
