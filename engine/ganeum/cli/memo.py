"""`ganeum memo`: a report to take along, that can be checked later."""

from pathlib import Path

import click

from ganeum.analysis import analyse
from ganeum.cli.main import RefusalError
from ganeum.cli.options import (
    crosswalk_option,
    method_option,
    require_known,
    require_varied,
    sources_asked,
    vary_option,
)
from ganeum.cli.rank import check_crosswalk, methods_asked, sectors_asked
from ganeum.cli.spoken import SpokenCommand
from ganeum.examination import examine
from ganeum.loading import Scenario, load
from ganeum.problems import listed
from ganeum.report.memo import NAMES, PARTS, Memo, memo_content
from ganeum.report.memo.composing import sections_possible
from ganeum.report.memo.formats import FORMATS, TEMPLATED
from ganeum.report.memo.seal import MOST_DRAWS, MOST_WORK
from ganeum.report.memo.verifying import work
from ganeum.report.memo.writing import write_whole
from ganeum.uncertainty.shares import DRAWS, LEAST_DRAWS
from ganeum.words import LANGUAGES, Language, local_language, say

PICTURE, PICTURES = (".png", ".svg"), (".png", ".svg", ".zip")


@click.command(cls=SpokenCommand)
@click.argument("file", type=click.Path())
@click.option("-o", "--output", required=True, type=click.Path(), help="help_output")
@click.option("--sector", "sectors", multiple=True, help="help_memo_sector")
@click.option("--lang", "language", type=click.Choice(LANGUAGES), help="help_memo_lang")
@click.option("--sections", type=click.Choice(NAMES), multiple=True, help="help_sections")
@click.option("--one-page", is_flag=True, help="help_one_page")
@click.option("--figure", help="help_figure")
@click.option("--template", type=click.Path(), help="help_template")
@click.option(
    "--draws",
    type=click.IntRange(LEAST_DRAWS, MOST_DRAWS),
    default=DRAWS,
    show_default=True,
    help="help_draws",
)
@click.option("--seed", type=click.IntRange(0, 2**53), help="help_seed")
@method_option
@crosswalk_option
@vary_option
def memo(
    file: str,
    output: str,
    sectors: tuple[str, ...],
    language: Language | None,
    sections: tuple[str, ...],
    one_page: bool,
    figure: str | None,
    template: str | None,
    draws: int,
    seed: int | None,
    method: str,
    crosswalk: str | None,
    vary: tuple[str, ...],
) -> None:
    """Write a memo: the ranking, why, its limits and sources."""
    spoken = language or local_language()
    target = Path(output)
    suffix = target.suffix.lower()
    if suffix not in FORMATS:
        known = listed(FORMATS)
        raise RefusalError(say("memo_suffix", spoken, file=output, known=known))
    own = _template(template, suffix, spoken)
    scenario = load(file)
    asked = _sectors(scenario, sectors, spoken)
    check_crosswalk(scenario, crosswalk, spoken, themes=False)
    possible = sections_possible(one_page, len(asked) > 1)
    if sections and not set(sections) & set(possible):
        known = listed(possible)
        raise RefusalError(f"--sections: {say('memo_one_page_nothing', spoken, known=known)}")
    analysis = analyse(scenario, sectors=asked, methods=methods_asked(method), crosswalk=crosswalk)
    if work(analysis, draws) > MOST_WORK:
        raise RefusalError(f"--draws: {say('verify_too_much', spoken, draws=f'{draws:,}')}")
    sources = sources_asked(method, crosswalk, vary)
    examination = examine(analysis, PARTS, draws=draws, seed=seed, sources=sources)
    if vary:
        require_varied(examination, spoken)
    content = memo_content(examination, language, sections=sections or None, one_page=one_page)
    if figure is not None:
        require_known("figure", figure, [each.id for each in content.figures], spoken)
        content = memo_content(
            examination, language, sections=sections or None, one_page=one_page, figure=figure
        )
    if suffix in PICTURES and not content.figures:
        raise RefusalError(say("memo_figure_none", spoken))
    if suffix in PICTURE and len(content.figures) > 1:
        known = listed(each.id for each in content.figures)
        raise RefusalError(say("memo_figure_one", spoken, known=known))
    data = _rendered(content, suffix, own, spoken)
    try:
        write_whole(target, data)
    except (OSError, ValueError) as error:  # ValueError: a null byte in the name
        values = {"file": output, "detail": type(error).__name__}
        raise RefusalError(say("memo_not_written", spoken, **values)) from None
    click.echo(say("memo_written", spoken, file=output))


def _sectors(scenario: Scenario, sectors: tuple[str, ...], language: Language) -> list[str]:
    known = sectors_asked(scenario, None, language)
    for sector in sectors:
        require_known("sector", sector, known, language)
    return [sector for sector in known if not sectors or sector in sectors]


def _template(template: str | None, suffix: str, language: Language) -> bytes | None:
    if template is None:
        return None
    if suffix not in TEMPLATED:
        known = listed(TEMPLATED) or say("nothing", language)
        raise RefusalError(say("memo_no_template", language, suffix=suffix, known=known))
    try:
        return Path(template).read_bytes()
    except (OSError, ValueError) as error:
        values = {"file": template, "detail": type(error).__name__}
        raise RefusalError(say("memo_template_unreadable", language, **values)) from None


def _rendered(content: Memo, suffix: str, template: bytes | None, language: Language) -> bytes:
    try:
        if template is None:
            return FORMATS[suffix](content)
        try:
            return TEMPLATED[suffix](content, template)
        except ValueError as error:
            values = {"file": suffix, "detail": str(error)}
            raise RefusalError(say("memo_template_useless", language, **values)) from None
    except ModuleNotFoundError as error:
        raise RefusalError(say("memo_extra", language, module=error.name)) from None
