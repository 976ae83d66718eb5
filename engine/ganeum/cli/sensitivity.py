"""`ganeum sensitivity`: how far each ranking holds."""

import re
import sys

import click

from ganeum.analysis import analyse
from ganeum.cli.main import RefusalError
from ganeum.cli.options import (
    RealRange,
    answer,
    crosswalk_option,
    format_of_parts_option,
    language_option,
    method_option,
    require_varied,
    sector_option,
    sources_asked,
    vary_option,
)
from ganeum.cli.rank import check_crosswalk, methods_asked, sectors_asked
from ganeum.cli.spoken import SpokenCommand
from ganeum.examination import Progress, examine
from ganeum.loading import load
from ganeum.problems import listed
from ganeum.report.sensitivity import (
    PARTS,
    needed,
    part_frame,
    sensitivity_payload,
    sensitivity_sections,
)
from ganeum.spreading import Spread, dask, processes
from ganeum.uncertainty import Settings
from ganeum.uncertainty.shares import DRAWS, LEAST_DRAWS
from ganeum.uncertainty.sources import RESPONDENTS
from ganeum.words import Language, say

# a scheduler's: tcp unless it says otherwise; a host's name, its IPv4 or [IPv6] number; its port
ADDRESS = re.compile(r"((tcp|tls)://)?([^\s:/\[\]]+|\[[0-9A-Fa-f:.]+\]):[0-9]{1,5}/?")
LONG_WORK = 1_000_000  # draws from which it is said how far the work has got


@click.command(cls=SpokenCommand)
@click.argument("file", type=click.Path())
@sector_option
@method_option
@crosswalk_option
@click.option("--only", type=click.Choice(PARTS), multiple=True, help="help_only")
@click.option(
    "--draws",
    type=click.IntRange(LEAST_DRAWS, 10**9),
    default=DRAWS,
    show_default=True,
    help="help_draws_at_once",
)
@click.option("--seed", type=click.IntRange(0, 2**53), help="help_seed")
@vary_option
@click.option(
    "--concentration",
    type=RealRange(0.001, 1_000_000),
    default=Settings().weights_concentration,
    show_default=True,
    help="help_concentration",
)
@click.option(
    "--respondents",
    type=click.Choice(RESPONDENTS),
    default=RESPONDENTS[0],
    show_default=True,
    help="help_respondents",
)
@click.option("--workers", type=click.IntRange(1, 1024), default=1, help="help_workers")
@click.option("--cluster", help="help_cluster")
@format_of_parts_option
@language_option
def sensitivity(
    file: str,
    sector: str | None,
    method: str,
    crosswalk: str | None,
    only: tuple[str, ...],
    draws: int,
    seed: int | None,
    vary: tuple[str, ...],
    concentration: float,
    respondents: str,
    workers: int,
    cluster: str | None,
    form: str,
    language: Language,
) -> None:
    """Say at which weights the first place changes, exactly, and what else decides it."""
    scenario = load(file)
    asked = sectors_asked(scenario, sector, language)
    check_crosswalk(scenario, crosswalk, language, themes=False)
    if respondents != RESPONDENTS[0] and scenario.model.panel is None:
        raise RefusalError(say("respondents_unused", language))
    analysis = analyse(scenario, sectors=asked, methods=methods_asked(method), crosswalk=crosswalk)
    parts = [part for part in PARTS if part in only] if only else list(PARTS)
    if form == "csv":
        if len(parts) > 1 and only:
            raise RefusalError(say("csv_one_part", language, known=listed(parts)))
        parts = parts[:1]  # of all parts the flips
    try:
        found = examine(
            analysis,
            needed(parts),
            draws=draws,
            seed=seed,
            sources=sources_asked(method, crosswalk, vary),
            settings=Settings(weights_concentration=concentration, respondents=respondents),
            spread=_spread(workers, cluster, language),
            progress=_progress(language) if draws >= LONG_WORK else None,
        )
    except OSError:
        if cluster is None:
            raise
        raise RefusalError(say("cluster_unreached", language, address=cluster)) from None
    if vary:
        require_varied(found, language)
    answer(
        form,
        lambda: sensitivity_sections(found, language, parts),
        lambda: part_frame(found, parts[0]),
        lambda: sensitivity_payload(found, parts),
    )


def _spread(workers: int, cluster: str | None, language: Language) -> Spread:
    if cluster is not None:
        if not ADDRESS.fullmatch(cluster):
            raise RefusalError(say("cluster_address", language, address=cluster))
        try:
            return dask(cluster)
        except ModuleNotFoundError:
            raise RefusalError(say("cluster_missing", language)) from None
    return processes(workers) if workers > 1 else map


def _progress(language: Language) -> Progress:
    """Say on standard error, a line each tenth, how many draws are done."""
    told = [0]

    def tell(done: int, total: int) -> None:
        tenth = 10 * done // total
        if tenth > told[0]:
            told[0] = tenth
            click.echo(
                say("progress", language, percent=10 * tenth, done=f"{done:,}", total=f"{total:,}"),
                file=sys.stderr,
            )

    return tell
