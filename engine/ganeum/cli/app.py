"""`ganeum app`: the planner's screen, on this machine only."""

import sys
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import click

from ganeum.cli.main import RefusalError
from ganeum.cli.options import language_option
from ganeum.cli.spoken import SpokenCommand
from ganeum.loading import load, shipped_scenarios
from ganeum.words import Language, say

SCREEN = Path(__file__).resolve().parents[3] / "app" / "served.py"
NEEDED = ("streamlit", "altair")  # of the extra `app`
ADDRESS = "127.0.0.1"
FIRST = "seoul-2022.yaml"


@click.command(cls=SpokenCommand)
@click.argument("file", type=click.Path(), required=False)
@click.option(
    "--port", type=click.IntRange(1, 65535), default=8501, show_default=True, help="help_port"
)
@language_option
def app(file: str | None, port: int, language: Language) -> int:
    """Open the planner's screen in a browser on this machine."""
    for name in NEEDED:
        if find_spec(name) is None:
            raise RefusalError(say("app_missing_extra", language, name=name))
    if not SCREEN.is_file():
        raise RefusalError(say("app_missing_files", language, file=SCREEN))
    scenario = load(file or shipped_scenarios() / FIRST)
    click.echo(say("app_address", language, address=f"http://{ADDRESS}:{port}"))
    streamlit: Any = import_module("streamlit.web.cli")  # in this process: it ends with it
    streamlit.main(arguments(scenario.file.resolve(), port), standalone_mode=False)
    return 0


def command(file: Path, port: int) -> list[str]:
    """Return the command that shows a scenario in a process of its own."""
    return [sys.executable, "-m", "streamlit", *arguments(file, port)]


def arguments(file: Path, port: int) -> list[str]:
    """Return what Streamlit is to be called with to show a scenario."""
    options = {
        "server.address": ADDRESS,
        "server.port": str(port),
        "browser.gatherUsageStats": "false",
        "server.headless": "true",
    }
    flags = [f"--{name}={value}" for name, value in options.items()]
    return ["run", str(SCREEN), *flags, "--", str(file)]
