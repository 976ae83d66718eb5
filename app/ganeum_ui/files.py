"""Scenario files of the screen: opening, uploading and saving them."""

from dataclasses import replace
from pathlib import Path

import streamlit as st

from ganeum import Scenario, ScenarioError, load
from ganeum.drafting import Draft
from ganeum.loading import load_bytes
from ganeum.saving import file_of, fingerprint, save
from ganeum.words import Language
from ganeum_ui import autosave, shelf, state
from ganeum_ui.autosave import Opened

UPLOADED = "uploaded.yaml"  # what problems of an uploaded file name; its own name leads nowhere
_FORMER = "scenario_former"


def opened(file: Path) -> Scenario | None:
    """Return the scenario of a file, read once for the same bytes; None if it is no scenario."""
    try:
        return _read(file, fingerprint(file) or "")
    except (ScenarioError, OSError):
        return None


@st.cache_resource(show_spinner=False, max_entries=32)
def _read(file: Path, seen: str) -> Scenario:  # noqa: ARG001 -- read again when it changed
    return load(file)


def put_file(file: Path) -> None:
    """Open a file onto the desk.

    Raises
    ------
    ScenarioError
        If it is no scenario; the desk stays as it is.
    """
    _put(*shelf.taken(file))


def put_upload(data: bytes) -> None:
    """Lay an uploaded scenario on the desk; what it names is looked for beside the base only.

    Raises
    ------
    ScenarioError
        If it is no scenario; the desk stays as it is.
    """
    home = state.desk().draft.base.file.resolve().parent
    _put(Draft.of(load_bytes(data, home / UPLOADED)), None)


def _put(draft: Draft, file: Opened | None) -> None:
    former = state.desk().draft, autosave.opened()
    state.put(draft, file)
    st.session_state[_FORMER] = former


def put_first() -> None:
    """Lay the scenario that the app was started with on the desk."""
    _put(state.first(), None)


def former() -> Draft | None:
    """Return the draft that the last opening took off the desk, if it is another one."""
    known = st.session_state.get(_FORMER)
    return known[0] if known and known[0] != state.desk().draft else None


def put_former() -> None:
    """Lay that draft on the desk again; what it gives way to can be had back the same way."""
    _put(*st.session_state[_FORMER])


def save_desk() -> Path:
    """Save the draft on the desk under its id, over nothing but what was opened or saved before.

    Raises
    ------
    ScenarioError
        If it cannot be saved; what is on disk stays as it is.
    """
    draft = state.desk().draft
    file = file_of(shelf.folder(draft.base), draft.id)
    now = autosave.opened()
    seen = now.seen if now and now.file == file else None
    autosave.set_opened(Opened(file, save(draft, file, seen)))
    autosave.remember(draft)
    return file


def said(error: ScenarioError, language: Language) -> list[str]:
    """Return everything that is wrong, without the folders of this machine."""
    return [
        replace(problem, file=Path(problem.file).name).describe(language)
        for problem in error.problems
    ]
