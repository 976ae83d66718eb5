"""The group of commands, and what happens when something is wrong."""

import os
import sys
from typing import Any

import click

from ganeum.cli.spoken import SpokenGroup, chosen_language, usage_text
from ganeum.problems import ScenarioError
from ganeum.version import ENGINE
from ganeum.words import LANGUAGES, say

WRONG_INPUT = 2
BUG = 70  # EX_SOFTWARE


class RefusalError(Exception):
    """Something on the command line names what is not there."""


class Commands(SpokenGroup):
    """The commands of `ganeum`."""

    names = (
        "check",
        "rank",
        "explain",
        "sensitivity",
        "weights-for",
        "evidence",
        "conclusions",
        "panel",
        "memo",
        "verify",
        "app",
        "schema",
    )


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(ENGINE, prog_name="ganeum", help="help_version")
@click.option("--lang", type=click.Choice(LANGUAGES), expose_value=False, help="help_lang")
def ganeum() -> None:
    """Rank industrial-policy interventions from evidence, and see why."""


def _fit_streams() -> None:
    """Let no character stop the program: a Korean Windows console knows cp949 only."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure: Any = getattr(stream, "reconfigure", None)
        if reconfigure is None:
            continue
        if stream.isatty() or os.environ.get("PYTHONIOENCODING"):
            reconfigure(errors="replace")
        else:
            reconfigure(encoding="utf-8", errors="replace", newline="\n")


def main() -> None:
    """Run the command line; wrong input ends with code 2 and its problems on standard error."""
    _fit_streams()
    language = chosen_language(sys.argv[1:])
    try:
        code = ganeum.main(prog_name="ganeum", standalone_mode=False, obj=language)
        sys.stdout.flush()
    except ScenarioError as error:
        count = say("problems_count", language, count=len(error.problems))
        click.echo(f"{error.describe(language)}\n{count}", err=True)
        code = WRONG_INPUT
    except RefusalError as error:
        click.echo(str(error), err=True)
        code = WRONG_INPUT
    except click.exceptions.Abort:
        code = 130
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        code = WRONG_INPUT
    except click.UsageError as error:
        click.echo(usage_text(error, language), err=True)
        if error.ctx is not None:
            hint = say("usage_hint", language, command=error.ctx.command_path)
            click.echo(hint, err=True)
        code = WRONG_INPUT
    except (BrokenPipeError, SystemExit):  # click turns the former into the latter
        # the reader has gone: nothing left to say, not even at exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        code = 0
    except Exception as error:
        if os.environ.get("GANEUM_DEBUG"):
            raise
        kind = type(error).__name__
        click.echo(say("internal_error", language, kind=kind, detail=str(error)), err=True)
        code = BUG
    sys.exit(code or 0)
