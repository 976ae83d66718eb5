"""What a session holds: the draft on the desk, and the language, sector and method shown."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import streamlit as st

from ganeum import Analysis, Scenario, SectorAnalysis, analyse, load
from ganeum.drafting import Draft
from ganeum.hand_weights import without_hand_weights
from ganeum.loading import shipped_scenarios
from ganeum.ranking import METHODS, Method
from ganeum.words import LANGUAGES, Language

FIRST = "seoul-2022.yaml"  # opened where no file is named
LANGUAGE, SECTOR, METHOD = "lang", "sector", "method"  # keys of widgets, and names in a link
_DESK = "desk"


@dataclass(frozen=True, slots=True)
class Desk:
    """The draft that is worked on, and what follows from it.

    Attributes
    ----------
    draft, scenario, analysis : the changes, the checked question, its rankings.
    bare, before : the draft without weights moved by hand, and its rankings.
    """

    draft: Draft
    scenario: Scenario
    analysis: Analysis
    bare: Draft
    before: Analysis


def language() -> Language:
    """Return the language of the screen: the switch's, else the browser's."""
    chosen = st.session_state.get(LANGUAGE)
    if chosen not in LANGUAGES:
        asked = st.query_params.get(LANGUAGE)
        return asked if asked in LANGUAGES else browser_language()
    return chosen


def browser_language() -> Language:
    """Return Korean for a browser that asks for it, English for all others."""
    return "ko" if (st.context.locale or "ko").lower().startswith("ko") else "en"


def sector() -> str:
    """Return the id of the sector that is shown."""
    known = list(desk().analysis)
    chosen = st.session_state.get(SECTOR)
    return str(chosen) if chosen in known else known[0]


def found() -> SectorAnalysis:
    """Return the analysis of the sector that is shown."""
    return desk().analysis[sector()]


def method() -> Method:
    """Return the method of the page that shows one."""
    chosen = st.session_state.get(METHOD)
    return chosen if chosen in METHODS else METHODS[0]


def desk() -> Desk:
    """Return the session's desk; the first call opens the scenario that the app was started with.

    Raises
    ------
    ScenarioError
        If that file is wrong.
    """
    known = st.session_state.get(_DESK)
    if isinstance(known, Desk):
        return known
    put(Draft.of(_opened(started_with())))
    return cast("Desk", st.session_state[_DESK])


def put(draft: Draft) -> None:
    """Lay another draft on the desk; what was done by hand to the former is forgotten.

    Raises
    ------
    ScenarioError
        If the draft is wrong; the desk stays as it is.
    """
    st.session_state[_DESK] = _desk(draft, None)
    for key in [key for key in st.session_state if str(key).startswith("hand_")]:
        del st.session_state[key]


def change(changed: Callable[[Draft], Draft]) -> None:
    """Change the draft on the desk.

    Raises
    ------
    ScenarioError
        If the changed draft is wrong; the desk stays as it is.
    """
    now = desk()
    st.session_state[_DESK] = _desk(changed(now.draft), now)


def _desk(draft: Draft, now: Desk | None) -> Desk:
    scenario = draft.scenario()
    analysis = analyse(scenario)
    bare = draft
    for name in analysis:
        bare = without_hand_weights(bare, name)
    if bare == draft:
        before = analysis
    elif now and now.bare == bare:
        before = now.before
    else:
        before = analyse(bare.scenario())
    return Desk(draft, scenario, analysis, bare, before)


def started_with() -> Path:
    """Return the scenario file that the app was started with."""
    named = sys.argv[1:2]
    return Path(named[0]) if named else shipped_scenarios() / FIRST


def _opened(file: Path) -> Scenario:
    changed = file.stat().st_mtime_ns if file.is_file() else 0
    return _loaded(file, changed)


@st.cache_resource(show_spinner=False, max_entries=4)
def _loaded(file: Path, changed: int) -> Scenario:  # noqa: ARG001 -- read again when it changed
    return load(file)
