"""The command line: `ganeum rank FILE` and its sisters."""

from ganeum.cli.main import main

__all__ = ["main"]
