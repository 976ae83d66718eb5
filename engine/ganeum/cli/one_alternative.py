"""Commands about one intervention in one sector: what they are asked, opened and checked."""

from ganeum.analysis import Analysis, analyse
from ganeum.cli.main import RefusalError
from ganeum.cli.options import require_known
from ganeum.cli.rank import check_crosswalk, methods_asked, sectors_asked
from ganeum.loading import load
from ganeum.problems import listed
from ganeum.report.ranking_report import alternative_names
from ganeum.words import Language, say


def analysis_for(
    file: str,
    sector: str | None,
    option: str,
    alternative: str,
    method: str,
    crosswalk: str | None,
    language: Language,
) -> tuple[Analysis, str]:
    """Return the analysis of the one sector asked for, and that sector.

    `option` is the name of the option that names the alternative.

    Raises
    ------
    ScenarioError
        If the file is wrong.
    RefusalError
        If there are several sectors and none is named, if a name is unknown, if the crosswalk gives
        no ranking, or if the alternative is not ranked.
    """
    scenario = load(file)
    asked = sectors_asked(scenario, sector, language)
    if len(asked) > 1:
        raise RefusalError(say("sector_needed", language, known=listed(asked)))
    check_crosswalk(scenario, crosswalk, language, themes=False)
    require_known(option, alternative, [a.id for a in scenario.model.alternatives], language)
    analysis = analyse(scenario, sectors=asked, methods=methods_asked(method), crosswalk=crosswalk)
    left_out = analysis[asked[0]].matrix.left_out
    if alternative in left_out:
        name, reason = alternative_names(analysis)[alternative], left_out[alternative]
        line = say("left_out_line", language, name=name(language), reason=reason(language))
        raise RefusalError(line)
    return analysis, asked[0]
