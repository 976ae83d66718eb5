"""`ganeum evidence`: what the evidence consists of and how far two codings agree."""

import click

from ganeum.cli.options import answer, format_option, language_option
from ganeum.cli.spoken import SpokenCommand
from ganeum.loading import load_either
from ganeum.report.evidence_report import evidence_frame, evidence_payload, evidence_sections
from ganeum.words import Language


@click.command(cls=SpokenCommand)
@click.argument("file", type=click.Path())
@format_option
@language_option
def evidence(file: str, form: str, language: Language) -> None:
    """Show coverage, agreement of the codings, statistics and errata.

    FILE is an evidence file, or a scenario; with a scenario its scores are compared too.
    """
    found, scenario = load_either(file)
    answer(
        form,
        lambda: evidence_sections(found, scenario, language),
        lambda: evidence_frame(found, language),
        lambda: evidence_payload(found, scenario),
    )
