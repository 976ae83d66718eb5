"""`ganeum panel form`: the questionnaire that a panel fills in."""

import re
from collections.abc import Sequence
from pathlib import Path

import click

from ganeum.cli.main import RefusalError
from ganeum.cli.options import require_known
from ganeum.cli.panel import PanelCommand
from ganeum.loading import Scenario, load
from ganeum.panel.questionnaire import (
    Questionnaire,
    Scale,
    possible_nodes,
    possible_sectors,
    questionnaire_of,
)
from ganeum.panel_file import SCALES
from ganeum.problems import listed
from ganeum.report.memo.writing import write_whole
from ganeum.report.panel.form_page import form_page
from ganeum.report.panel.form_workbook import form_workbook
from ganeum.report.panel.respondents import Addressee, numbered, of_groups
from ganeum.words import LANGUAGES, Language, local_language, say

MOST_RESPONDENTS = 500
WRITERS = {".xlsx": form_workbook, ".html": form_page}
COUNTED = re.compile(r"([^=]+)=([0-9]{1,4})")


@click.command("form", cls=PanelCommand)
@click.argument("file", type=click.Path())
@click.option("-o", "--output", required=True, type=click.Path(), help="help_form_output")
@click.option("--sector", "sectors", multiple=True, help="help_form_sector")
@click.option("--node", "nodes", multiple=True, help="help_form_node")
@click.option(
    "--scale",
    type=click.Choice(tuple(SCALES)),
    default="nine",
    show_default=True,
    help="help_form_scale",
)
@click.option(
    "--respondents",
    type=click.IntRange(1, MOST_RESPONDENTS),
    default=1,
    show_default=True,
    help="help_form_respondents",
)
@click.option("--group", "groups", multiple=True, help="help_form_group")
@click.option("--separate", is_flag=True, help="help_form_separate")
@click.option("--made-up", is_flag=True, help="help_form_made_up")
@click.option("--lang", "language", type=click.Choice(LANGUAGES), help="help_form_lang")
def panel_form(
    file: str,
    output: str,
    sectors: tuple[str, ...],
    nodes: tuple[str, ...],
    scale: Scale,
    respondents: int,
    groups: tuple[str, ...],
    separate: bool,
    made_up: bool,
    language: Language | None,
) -> None:
    """Write the questionnaire as an Excel workbook or a printable page."""
    spoken = language or local_language()
    target = Path(output)
    suffix = ".xlsx" if separate else target.suffix.lower()
    if suffix not in WRITERS:
        raise RefusalError(say("form_suffix", spoken, file=output, known=listed(WRITERS)))
    scenario = load(file)
    questionnaire = _questionnaire(scenario, sectors, nodes, scale, spoken)
    addressees = _addressees(questionnaire, groups, respondents, spoken)
    printed = language or scenario.model.language
    write = WRITERS[suffix]
    try:
        if separate:
            target.mkdir(parents=True, exist_ok=True)
            for each in addressees:
                data = write(questionnaire, [each], printed, made_up=made_up)
                write_whole(target / f"{questionnaire.scenario}-{each.id}{suffix}", data)
        else:
            write_whole(target, write(questionnaire, addressees, printed, made_up=made_up))
    except (OSError, ValueError) as error:  # ValueError: a null byte in the name
        values = {"file": output, "detail": type(error).__name__}
        raise RefusalError(say("memo_not_written", spoken, **values)) from None
    except ModuleNotFoundError as error:
        raise RefusalError(say("memo_extra", spoken, module=error.name)) from None
    questions = sum(1 for _ in questionnaire.questions)
    values = {"respondents": len(addressees), "questions": questions}
    click.echo(say("form_written", spoken, file=output, **values))


def _questionnaire(
    scenario: Scenario,
    sectors: Sequence[str],
    nodes: Sequence[str],
    scale: Scale,
    language: Language,
) -> Questionnaire:
    for sector in sectors:
        require_known("sector", sector, possible_sectors(scenario), language)
    for node in nodes:
        require_known("node", node, possible_nodes(scenario), language)
    questionnaire = questionnaire_of(
        scenario, scale=scale, sectors=sectors or None, nodes=nodes or None
    )
    if not questionnaire.nodes:
        raise RefusalError(say("form_nothing", language))
    return questionnaire


def _addressees(
    questionnaire: Questionnaire, groups: Sequence[str], count: int, language: Language
) -> tuple[Addressee, ...]:
    if not groups:
        only = questionnaire.groups[0].id if len(questionnaire.groups) == 1 else None
        return numbered(count, only)
    counts: list[tuple[str, int]] = []
    for text in groups:
        match = COUNTED.fullmatch(text)
        if match is None:
            raise RefusalError(say("form_group_count", language, text=text))
        require_known("group", match[1], [group.id for group in questionnaire.groups], language)
        counts.append((match[1], int(match[2])))
    every = of_groups(counts)
    if not 0 < len(every) <= MOST_RESPONDENTS:
        raise RefusalError(say("form_too_many", language, count=len(every), limit=MOST_RESPONDENTS))
    return every
