"""`ganeum panel weights`: a scenario whose weights come from the panel's answers."""

from pathlib import Path

import click

from ganeum.analysis import analyse
from ganeum.cli.main import RefusalError
from ganeum.cli.options import answer, format_option, language_option
from ganeum.cli.panel import PanelCommand
from ganeum.cli.panel_asked import Asked, asks_panel, checked
from ganeum.report.panel.weights_report import weights_frame, weights_payload, weights_sections
from ganeum.saving import save, slug
from ganeum.words import Language, say

SUFFIX = ".yaml"


@click.command("weights", cls=PanelCommand)
@asks_panel
@click.option("-o", "--output", required=True, type=click.Path(), help="help_panel_weights_output")
@click.option("--title", default="", help="help_panel_title")
@format_option
@language_option
def panel_weights(asked: Asked, output: str, title: str, form: str, language: Language) -> None:
    """Write a scenario on top of its base with the judgements inside, anonymous ids only."""
    file = Path(output)
    if file.suffix.lower() != SUFFIX:
        raise RefusalError(say("panel_suffix", language, file=output))
    draft = asked.draft(language, slug(file.stem, (), "panel"), title)
    analysis = analyse(checked(draft, asked.answers))
    save(draft, file)
    answer(
        form,
        lambda: weights_sections(analysis, output, language),
        lambda: weights_frame(analysis),
        lambda: weights_payload(analysis, output),
    )
