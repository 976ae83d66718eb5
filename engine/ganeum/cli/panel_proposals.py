"""`ganeum panel proposals`: a table in which is noted what respondents accepted, and why."""

from pathlib import Path

import click

from ganeum.analysis import analyse
from ganeum.cli.options import answer, format_option, language_option
from ganeum.cli.panel import PanelCommand
from ganeum.cli.panel_asked import Asked, asks_panel
from ganeum.cli.panel_output import write_new
from ganeum.panel.review import review
from ganeum.report.formats import csv_text
from ganeum.report.panel.review_report import proposals_frame, review_payload, review_sections
from ganeum.words import Language, say

BOM = "\ufeff"  # by which spreadsheets know UTF-8


@click.command("proposals", cls=PanelCommand)
@asks_panel
@click.option("-o", "--output", type=click.Path(), help="help_panel_proposals_output")
@format_option
@language_option
def panel_proposals(asked: Asked, output: str | None, form: str, language: Language) -> None:
    """Write the values that would help as a table, for `accepted` and `reason` to be filled in."""
    analysis = analyse(asked.scenario(language))
    reviews = review(analysis)
    frame = proposals_frame(reviews)
    if output is None:
        answer(
            form,
            lambda: review_sections(analysis, reviews, language)[1:],
            lambda: frame,
            lambda: review_payload(analysis, reviews),
        )
        return
    write_new({Path(output): (BOM + csv_text(frame)).encode()}, language)
    people = frame["respondent"].nunique()
    values = {"proposals": len(frame), "respondents": people}
    click.echo(say("panel_proposals_written", language, file=output, **values))
