"""`ganeum sensitivity`: how far each ranking holds."""

import click

from ganeum.analysis import analyse
from ganeum.cli.main import RefusalError
from ganeum.cli.options import (
    answer,
    crosswalk_option,
    format_option,
    language_option,
    method_option,
    sector_option,
)
from ganeum.cli.rank import check_crosswalk, methods_asked, sectors_asked
from ganeum.cli.spoken import SpokenCommand
from ganeum.evidence import THEMES
from ganeum.loading import load
from ganeum.problems import listed
from ganeum.report.sensitivity import (
    PARTS,
    needed,
    sensitivity_frame,
    sensitivity_payload,
    sensitivity_sections,
)
from ganeum.sensitivity import sensitivity as examine
from ganeum.words import Language, say


@click.command(cls=SpokenCommand)
@click.argument("file", type=click.Path())
@sector_option
@method_option
@crosswalk_option
@click.option(
    "--only",
    type=click.Choice(tuple(PARTS)),
    multiple=True,
    help="help_only",
)
@format_option
@language_option
def sensitivity(
    file: str,
    sector: str | None,
    method: str,
    crosswalk: str | None,
    only: tuple[str, ...],
    form: str,
    language: Language,
) -> None:
    """Say at which weights the first place changes, exactly, and what else decides it."""
    scenario = load(file)
    asked = sectors_asked(scenario, sector, language)
    if crosswalk == THEMES:
        known = listed(scenario.model.crosswalks)
        raise RefusalError(f"--crosswalk: {say('themes_no_ranking', language, known=known)}")
    check_crosswalk(scenario, crosswalk, language, themes=False)
    analysis = analyse(scenario, sectors=asked, methods=methods_asked(method), crosswalk=crosswalk)
    parts = [part for part in PARTS if part in only] if only else list(PARTS)
    needs = {"flips"} if form == "csv" else needed(parts)
    found = [examine(analysis, name, each, needs) for name in analysis for each in analysis.methods]
    answer(
        form,
        lambda: sensitivity_sections(analysis, found, language, parts),
        lambda: sensitivity_frame(found),
        lambda: sensitivity_payload(analysis, found, parts),
    )
