"""`ganeum verify`: whether a memo says what its own seal gives."""

from dataclasses import asdict

import click

from ganeum.cli.main import RefusalError
from ganeum.cli.options import language_option
from ganeum.cli.spoken import SpokenCommand
from ganeum.problems import listed, shown
from ganeum.report.memo.verifying import MemoError, Verdict
from ganeum.report.memo.verifying import verify as verified
from ganeum.version import ENGINE
from ganeum.words import Language, say

DIFFERENT = 1
AFTER_TABLES = ("text", "picture")  # differences that are looked for once all tables agree
SHIPPED = {True: "verify_shipped", False: "verify_not_shipped", None: "verify_own"}


@click.command(cls=SpokenCommand)
@click.argument("file", metavar="MEMO", type=click.Path())
@language_option
def verify(file: str, language: Language) -> int:
    """Compute a memo again from what it carries, and compare."""
    try:
        verdict = verified(file)
    except MemoError as error:
        raise RefusalError(say(error.key, language, **error.values)) from None
    except ModuleNotFoundError as error:
        raise RefusalError(say("memo_extra", language, module=error.name)) from None
    for line in _lines(verdict, language):
        click.echo(line)
    return 0 if verdict.same else DIFFERENT


def _lines(verdict: Verdict, language: Language) -> list[str]:
    """Return what came of it, then what the memo rests on."""
    seal, difference = verdict.seal, verdict.difference
    if difference is None:
        counts = {"tables": verdict.tables, "pictures": verdict.pictures}
        lines = [say("verify_same", language, **counts)]
    else:
        told = {name: shown(text)[1:-1] for name, text in asdict(difference).items()}
        lines = [say(f"verify_{difference.kind}", language, **told)]
        if difference.kind in AFTER_TABLES and verdict.tables:
            lines.append(say("verify_tables_agree", language, tables=verdict.tables))
    values = {"id": seal.scenario_id, "digest": seal.scenario_digest, "engine": seal.engine}
    drawn = {"draws": f"{seal.draws:,}", "seed": seal.seed}
    lines.append(say("verify_seal", language, **values, **drawn))
    lines.append(say(SHIPPED[verdict.shipped], language, id=seal.scenario_id))
    if seal.engine != ENGINE:
        engines = say("verify_engine", language, theirs=seal.engine, ours=ENGINE)
        moved = ", ".join(verdict.moved)
        change = (
            say("verify_moved", language, versions=moved)
            if moved
            else say("verify_not_moved", language)
        )
        lines.append(f"{engines}; {change}")
    if difference is not None and verdict.other_libraries:
        lines.append(say("verify_libraries", language, names=listed(verdict.other_libraries)))
    return lines
