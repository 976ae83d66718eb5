"""`ganeum rank`: the interventions of each sector, ranked."""

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
    sector_option,
)
from ganeum.cli.spoken import SpokenCommand
from ganeum.evidence import THEMES
from ganeum.loading import Scenario, load
from ganeum.problems import listed
from ganeum.ranking import METHODS, Method
from ganeum.report.ranking_report import ranking_frame, ranking_payload, ranking_sections
from ganeum.scenario_reading import sectors_of
from ganeum.words import Language, say


def sectors_asked(scenario: Scenario, sector: str | None, language: Language) -> list[str]:
    """Return the sectors asked for, all if none is named."""
    known = list(sectors_of(scenario.model, scenario.evidence.model if scenario.evidence else None))
    if sector is None:
        return known
    require_known("sector", sector, known, language)
    return [sector]


def methods_asked(method: str) -> tuple[Method, ...]:
    """Return the methods asked for."""
    return METHODS if method == "both" else tuple(m for m in METHODS if m == method)


def check_crosswalk(
    scenario: Scenario, crosswalk: str | None, language: Language, *, themes: bool = True
) -> None:
    """Refuse a crosswalk that the scenario does not have, and one that gives weights only."""
    if crosswalk == THEMES and not themes:
        known = listed(scenario.model.crosswalks)
        raise RefusalError(f"--crosswalk: {say('themes_no_ranking', language, known=known)}")
    if crosswalk is not None:
        views = [THEMES] if themes and scenario.evidence else []
        require_known("crosswalk", crosswalk, [*scenario.model.crosswalks, *views], language)


@click.command(cls=SpokenCommand)
@click.argument("file", type=click.Path())
@sector_option
@method_option
@crosswalk_option
@format_option
@language_option
def rank(
    file: str, sector: str | None, method: str, crosswalk: str | None, form: str, language: Language
) -> None:
    """Rank the interventions of each sector by AHP and TOPSIS."""
    scenario = load(file)
    asked = sectors_asked(scenario, sector, language)
    check_crosswalk(scenario, crosswalk, language)
    analysis = analyse(scenario, sectors=asked, methods=methods_asked(method), crosswalk=crosswalk)
    answer(
        form,
        lambda: ranking_sections(analysis, language),
        lambda: ranking_frame(analysis, language),
        lambda: ranking_payload(analysis),
    )
