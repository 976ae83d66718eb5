"""`ganeum explain`: from a rank to the statements behind it."""

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
from ganeum.report.explanation import (
    explanation_frame,
    explanation_payload,
    explanation_sections,
)
from ganeum.words import Language


@click.command(cls=SpokenCommand)
@click.argument("file", type=click.Path())
@click.option("--sector", help="help_one_sector")
@click.option("--alternative", required=True, help="help_alternative")
@method_option
@crosswalk_option
@format_option
@language_option
def explain(
    file: str,
    sector: str | None,
    alternative: str,
    method: str,
    crosswalk: str | None,
    form: str,
    language: Language,
) -> None:
    """Walk from a rank to contributions, weights, scores and the statements behind them."""
    analysis, asked = analysis_for(
        file, sector, "alternative", alternative, method, crosswalk, language
    )
    found = analysis[asked]
    answer(
        form,
        lambda: explanation_sections(analysis, found, alternative, language),
        lambda: explanation_frame(analysis, found, language),
        lambda: explanation_payload(analysis, found, alternative),
    )
