"""`ganeum conclusions`: chapter 4 against the evidence of chapter 3."""

import click

from ganeum.cli.options import answer, format_option, language_option
from ganeum.cli.spoken import SpokenCommand
from ganeum.conclusions import findings
from ganeum.loading import load
from ganeum.report.conclusions_report import (
    conclusions_frame,
    conclusions_payload,
    conclusions_sections,
)
from ganeum.words import Language


@click.command(cls=SpokenCommand)
@click.argument("file", type=click.Path())
@format_option
@language_option
def conclusions(file: str, form: str, language: Language) -> None:
    """Test each emphasis of the report's chapter 4, under every crosswalk and method."""
    scenario = load(file)
    found = list(findings(scenario))
    bare = list(findings(scenario, exceptions=False))
    answer(
        form,
        lambda: conclusions_sections(scenario, found, bare, language),
        lambda: conclusions_frame(found),
        lambda: conclusions_payload(scenario, found, bare),
    )
