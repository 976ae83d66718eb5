"""`ganeum explain`: from a rank to the statements behind it."""

import click

from ganeum.analysis import analyse
from ganeum.cli.main import RefusalError
from ganeum.cli.options import (
    answer,
    crosswalk_option,
    format_option,
    language_option,
    method_option,
    require_known,
)
from ganeum.cli.rank import check_crosswalk, methods_asked, sectors_asked
from ganeum.cli.spoken import SpokenCommand
from ganeum.loading import load
from ganeum.problems import listed
from ganeum.report.explanation import (
    explanation_frame,
    explanation_payload,
    explanation_sections,
)
from ganeum.report.ranking_report import alternative_names
from ganeum.words import Language, say


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
    scenario = load(file)
    asked = sectors_asked(scenario, sector, language)
    if len(asked) > 1:
        raise RefusalError(say("sector_needed", language, known=listed(asked)))
    check_crosswalk(scenario, crosswalk, language, themes=False)
    analysis = analyse(scenario, sectors=asked, methods=methods_asked(method), crosswalk=crosswalk)
    found = analysis[asked[0]]
    require_known("alternative", alternative, [a.id for a in scenario.model.alternatives], language)
    if alternative in found.matrix.left_out:
        name = alternative_names(analysis)[alternative](language)
        reason = found.matrix.left_out[alternative](language)
        raise RefusalError(say("left_out_line", language, name=name, reason=reason))
    answer(
        form,
        lambda: explanation_sections(analysis, found, alternative, language),
        lambda: explanation_frame(analysis, found, language),
        lambda: explanation_payload(analysis, found, alternative),
    )
