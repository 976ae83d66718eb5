"""`ganeum schema`: JSON Schema, so that editors complete and check scenario files."""

import json

import click
from pydantic import BaseModel

from ganeum.cli.spoken import SpokenCommand
from ganeum.evidence_file import EvidenceFile
from ganeum.scenario_file import OverlayFile, ScenarioFile

MODELS: dict[str, type[BaseModel]] = {
    "scenario": ScenarioFile,
    "overlay": OverlayFile,
    "evidence": EvidenceFile,
}


@click.command(cls=SpokenCommand)
@click.argument("kind", type=click.Choice(tuple(MODELS)), default="scenario")
def schema(kind: str) -> None:
    """Print the JSON Schema of a scenario, of one on top of a base, or of evidence."""
    content = MODELS[kind].model_json_schema(by_alias=True)
    content["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    click.echo(json.dumps(content, ensure_ascii=True, indent=2, sort_keys=True))
