"""`ganeum weights-for`: what would have to be true for an intervention to be first."""

import click

from ganeum.cli.one_alternative import analysis_for
from ganeum.cli.options import (
    answer,
    crosswalk_option,
    format_option,
    language_option,
    method_option,
)
from ganeum.cli.spoken import SpokenCommand
from ganeum.report.wins_report import wins_frame, wins_payload, wins_sections
from ganeum.sensitivity import examined, wins
from ganeum.words import Language

IMPOSSIBLE = 1
NORMS = ("l1", "l2")


@click.command(cls=SpokenCommand)
@click.argument("file", type=click.Path())
@click.option("--sector", help="help_one_sector")
@click.option("--first", required=True, help="help_first")
@method_option
@crosswalk_option
@format_option
@language_option
def weights_for(
    file: str,
    sector: str | None,
    first: str,
    method: str,
    crosswalk: str | None,
    form: str,
    language: Language,
) -> int:
    """Say which smallest change of weights makes an intervention first, or that none does."""
    analysis, asked = analysis_for(file, sector, "first", first, method, crosswalk, language)
    cases = [examined(analysis, asked, each) for each in analysis.methods]
    answers = [(case, [wins(case, first, norm) for norm in NORMS]) for case in cases]
    answer(
        form,
        lambda: wins_sections(answers, language),
        lambda: wins_frame(answers),
        lambda: wins_payload(analysis, answers),
    )
    impossible = all(win.proof == "impossible" for _, found in answers for win in found)
    return IMPOSSIBLE if impossible else 0
