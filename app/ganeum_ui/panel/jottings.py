"""Answers that are being entered by hand: kept for the browser until they go into the panel."""

import json
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import streamlit as st
from pydantic import TypeAdapter

from ganeum.panel.into_scenario import respondent_content
from ganeum.panel_file import Respondent
from ganeum.saving import write_whole
from ganeum_ui import autosave, state

SUFFIX = ".entered"
_JOTTED = "panel_jotted"
_FORM = TypeAdapter(dict[str, list[Respondent]])

Jotted = Mapping[str, Respondent]


def jotted() -> Jotted:
    """Return who is being entered, by id; a new session takes over what the last one left."""
    return _every().get(_base(), {})


def jot(respondent: Respondent) -> None:
    """Keep what somebody answered so far."""
    _keep({**jotted(), respondent.id: respondent})


def strike(name: str) -> None:
    """Drop what is being entered of somebody."""
    _keep({key: each for key, each in jotted().items() if key != name})


def _base() -> str:
    return str(state.desk().draft.base.file.resolve())


def _every() -> Mapping[str, Jotted]:
    """Return who is being entered, by the base that was asked about and by id."""
    if _JOTTED not in st.session_state:
        st.session_state[_JOTTED] = _taken()
    return st.session_state[_JOTTED]


def _keep(some: Jotted) -> None:
    every = {**_every(), _base(): some}
    _write(every)  # first: a run may be broken off between the two
    st.session_state[_JOTTED] = every


def _write(every: Mapping[str, Jotted]) -> None:
    place = autosave.beside(SUFFIX)
    record = {
        base: [respondent_content(each) for each in some.values()]
        for base, some in every.items()
        if some
    }
    with suppress(OSError):  # a full disk stops nobody's work
        if not record:
            place.unlink(missing_ok=True)
            return
        place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        write_whole(place, json.dumps(record, ensure_ascii=False).encode())


def _taken() -> Mapping[str, Jotted]:
    """Take over the newest answers about this base that no open tab of this browser holds."""
    for place in autosave.left(SUFFIX):
        every = _read(place)
        if _base() in every:
            _write(every)
            if place != autosave.beside(SUFFIX):
                place.unlink(missing_ok=True)
            return every
    return {}


def _read(place: Path) -> Mapping[str, Jotted]:
    try:
        every = _FORM.validate_json(place.read_bytes())
    except (OSError, ValueError):
        return {}
    return {base: {each.id: each for each in some} for base, some in every.items()}
