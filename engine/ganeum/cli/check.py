"""`ganeum check`: whether a file is in order, and its digest."""

import json
from pathlib import Path

import click

from ganeum.cli.options import language_option
from ganeum.cli.spoken import SpokenCommand
from ganeum.digest import canonical_json
from ganeum.loading import Evidence, Scenario, load_file
from ganeum.scenario_reading import leaves, sectors_of
from ganeum.words import Language, say


@click.command(cls=SpokenCommand)
@click.argument("file", type=click.Path())
@click.option(
    "--format",
    "form",
    type=click.Choice(("table", "json")),
    default="table",
    show_default=True,
    help="help_format",
)
@language_option
def check(file: str, form: str, language: Language) -> None:
    """Check a scenario or evidence file, and print its digest."""
    found = load_file(file)
    if form == "json":
        payload: dict[str, object] = {"id": found.model.id, "digest": found.digest, "problems": []}
        if isinstance(found, Scenario):
            payload["parts"] = found.parts
        click.echo(canonical_json(payload))
        return
    click.echo(say("check_good", language, file=file))
    if isinstance(found, Evidence):
        counts = {"statements": len(found.model.statements), "tables": len(found.model.facts)}
        click.echo(say("check_evidence_line", language, id=found.model.id, **counts))
        click.echo(found.digest)
        return
    model = found.model
    counts = {
        "sectors": len(sectors_of(model, found.evidence.model if found.evidence else None)),
        "criteria": len(leaves(model.criteria)),
        "alternatives": len(model.alternatives),
    }
    click.echo(say("check_line", language, id=model.id, **counts))
    parts = ", ".join(f'{name}: "{digest}"' for name, digest in found.parts.items())
    base = json.dumps(Path(file).name, ensure_ascii=False)
    click.echo(say("check_overlay_hint", language))
    click.echo(f'base: {base}\nbase_digest: "{found.digest}"\nbase_parts: {{{parts}}}')
