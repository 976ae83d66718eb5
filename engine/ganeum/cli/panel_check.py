"""`ganeum panel check`: who contradicts himself, where, and what would help."""

import click

from ganeum.analysis import analyse
from ganeum.cli.options import answer, format_option, language_option
from ganeum.cli.panel import PanelCommand
from ganeum.cli.panel_asked import Asked, asks_panel
from ganeum.panel.review import review
from ganeum.report.panel.review_report import review_frame, review_payload, review_sections
from ganeum.words import Language


@click.command("check", cls=PanelCommand)
@asks_panel
@format_option
@language_option
def panel_check(asked: Asked, form: str, language: Language) -> None:
    """Say of each respondent how consistent he is, and which judgements hurt most."""
    analysis = analyse(asked.scenario(language))
    reviews = review(analysis)
    answer(
        form,
        lambda: review_sections(analysis, reviews, language),
        lambda: review_frame(reviews),
        lambda: review_payload(analysis, reviews),
    )
