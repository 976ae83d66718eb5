"""Answers that are being entered by hand: kept for the browser until they go into the panel."""

import json
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import streamlit as st
from pydantic import ValidationError

from ganeum.panel.into_scenario import respondent_content
from ganeum.panel_file import Respondent
from ganeum.saving import write_whole
from ganeum_ui import autosave, state

SUFFIX = ".entered"
_JOTTED = "panel_jotted"

Jotted = Mapping[str, Respondent]


def jotted() -> Jotted:
    """Return who is being entered, by id; a new session takes over what the last one left."""
    base = _base()
    known: dict[str, Jotted] = st.session_state.setdefault(_JOTTED, {})
    if base not in known:
        known[base] = _taken(base)
    return known[base]


def jot(respondent: Respondent) -> None:
    """Keep what somebody answered so far."""
    _keep({**jotted(), respondent.id: respondent})


def strike(name: str) -> None:
    """Drop what is being entered of somebody."""
    _keep({key: each for key, each in jotted().items() if key != name})


def _base() -> str:
    return str(state.desk().draft.base.file.resolve())


def _keep(some: Jotted) -> None:
    base, place = _base(), autosave.beside(SUFFIX)
    st.session_state[_JOTTED] = {**st.session_state.get(_JOTTED, {}), base: some}
    with suppress(OSError):  # a full disk stops nobody's work
        if not some:
            place.unlink(missing_ok=True)
            return
        place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        record = {"base": base, "respondents": [respondent_content(e) for e in some.values()]}
        write_whole(place, json.dumps(record, ensure_ascii=False).encode())


def _taken(base: str) -> Jotted:
    """Take over the newest answers on a base that this browser left and no open tab holds."""
    for place in autosave.left(SUFFIX):
        found = _read(place, base)
        if found:
            _keep(found)
            if place != autosave.beside(SUFFIX):
                place.unlink(missing_ok=True)
            return found
    return {}


def _read(place: Path, base: str) -> Jotted:
    try:
        record: Any = json.loads(place.read_bytes())
        if record["base"] != base:
            return {}
        every = [Respondent.model_validate(each) for each in record["respondents"]]
    except (OSError, ValueError, KeyError, TypeError, ValidationError):
        return {}
    return {each.id: each for each in every}
