"""`ganeum panel group`: what the panel says together, how far it agrees, and who carries it."""

import click

from ganeum.analysis import analyse
from ganeum.cli.options import answer, format_option, language_option, sector_option
from ganeum.cli.panel import PanelCommand
from ganeum.cli.panel_asked import Asked, asks_panel
from ganeum.cli.rank import sectors_asked
from ganeum.panel.group_view import group_view
from ganeum.report.panel.group_report import group_frame, group_payload, group_sections
from ganeum.words import Language


@click.command("group", cls=PanelCommand)
@asks_panel
@sector_option
@format_option
@language_option
def panel_group(asked: Asked, sector: str | None, form: str, language: Language) -> None:
    """Show the weights of each group and of all, agreement, camps, and who carries the ranking."""
    scenario = asked.scenario(language)
    analysis = analyse(scenario, sectors=sectors_asked(scenario, sector, language))
    views = [group_view(analysis, each) for each in analysis]
    answer(
        form,
        lambda: group_sections(analysis, views, language),
        lambda: group_frame(views),
        lambda: group_payload(analysis, views),
    )
