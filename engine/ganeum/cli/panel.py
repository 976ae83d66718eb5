"""`ganeum panel`: from a questionnaire to weights that hold up."""

import click

from ganeum.cli.spoken import SpokenCommand, SpokenGroup


class PanelCommand(SpokenCommand):
    """A command under `ganeum panel`: the module and the words of `form` begin with `panel_`."""

    group = "panel_"


class PanelCommands(SpokenGroup):
    """The commands of `ganeum panel`."""

    names = ("form", "check", "proposals", "notes", "group", "weights")
    inner = PanelCommand.group


@click.group(cls=PanelCommands)
def panel() -> None:
    """Ask a panel, read its answers, see who disagrees and use the result as weights."""
