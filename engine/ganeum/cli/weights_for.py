"""`ganeum weights-for`: what would have to be true for an intervention to be first."""

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
from ganeum.report.ranking_report import alternative_names
from ganeum.report.wins_report import wins_frame, wins_payload, wins_sections
from ganeum.sensitivity import examined, wins
from ganeum.words import Language, say

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
    scenario = load(file)
    asked = sectors_asked(scenario, sector, language)
    if len(asked) > 1:
        raise RefusalError(say("sector_needed", language, known=listed(asked)))
    check_crosswalk(scenario, crosswalk, language, themes=False)
    analysis = analyse(scenario, sectors=asked, methods=methods_asked(method), crosswalk=crosswalk)
    require_known("first", first, [a.id for a in scenario.model.alternatives], language)
    found = analysis[asked[0]]
    if first in found.matrix.left_out:
        name = alternative_names(analysis)[first](language)
        reason = found.matrix.left_out[first](language)
        raise RefusalError(say("left_out_line", language, name=name, reason=reason))
    cases = [examined(analysis, asked[0], each) for each in analysis.methods]
    answers = [(case, [wins(case, first, norm) for norm in NORMS]) for case in cases]
    answer(
        form,
        lambda: wins_sections(answers, language),
        lambda: wins_frame(answers),
        lambda: wins_payload(analysis, answers),
    )
    impossible = all(win.proof == "impossible" for _, found in answers for win in found)
    return IMPOSSIBLE if impossible else 0
