"""The scenario files that can be opened: the shipped ones, and on one's own machine one's own."""

from collections.abc import Mapping
from pathlib import Path

import streamlit as st

from ganeum import Scenario, load
from ganeum.drafting import Draft
from ganeum.loading import shipped_scenarios
from ganeum.saving import fingerprint, home_of
from ganeum_ui import sign_in
from ganeum_ui.autosave import Opened

LOOPBACK = ("127.0.0.1", "localhost", "::1")
TEMPLATE = "template.yaml"  # explains the fields, and is nobody's question
MOST = 200  # files of a kind that are offered


def local() -> bool:
    """Tell whether the server is this machine's own, so that its folders are the planner's.

    One that asks people to sign in is not, whatever stands before it.
    """
    return st.get_option("server.address") in LOOPBACK and not sign_in.asked()


def folder(base: Scenario) -> Path:
    """Return the folder in which scenarios on a base are kept."""
    return home_of(base)


def known(base: Scenario) -> Mapping[str, Path]:
    """Return the files that can be opened beside a base, by a key of their own.

    On a server that others reach, these are the shipped ones only: nobody sees what another saved.
    """
    found = {f"shipped/{file.stem}": file for file in _files(shipped_scenarios())}
    own = folder(base)
    if local() and own != shipped_scenarios():
        found |= {f"own/{file.stem}": file for file in _files(own)}
    return found


def named(name: str, base: Scenario) -> Path | None:
    """Return the file that a link names: a known one, or none at all."""
    files = known(base)
    return files.get(f"own/{name}") or files.get(f"shipped/{name}")


def taken(file: Path) -> tuple[Draft, Opened | None]:
    """Return the scenario of a file, and what tells later whether somebody else changed it.

    Raises
    ------
    ScenarioError
        If it is no scenario.
    """
    seen = fingerprint(file)
    draft = Draft.of(load(file))
    return draft, Opened(file, seen) if file.parent == folder(draft.base) else None


def _files(where: Path) -> list[Path]:
    return [file for file in sorted(where.glob("*.yaml"))[:MOST] if file.name != TEMPLATE]
