"""What a session holds: the draft on the desk, and the language, sector and method shown."""

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar, cast

import streamlit as st

from ganeum import Analysis, Scenario, SectorAnalysis, analyse, load
from ganeum.drafting import Draft
from ganeum.hand_weights import moved_by_hand, without_hand_weights
from ganeum.loading import shipped_scenarios
from ganeum.ranking import METHODS, Method
from ganeum.words import LANGUAGES, Language
from ganeum_ui import autosave

FIRST = "seoul-2022.yaml"  # opened where no file is named
LANGUAGE, SECTOR, METHOD = "lang", "sector", "method"  # keys of widgets, and names in a link
_DESK, _RECALLED = "desk", "recalled"

Shown = TypeVar("Shown", bound=str)


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
    """Return the language of the screen: the switch's or the link's, else the browser's."""
    korean = (st.context.locale or "ko").lower().startswith("ko")
    return _shown(LANGUAGE, LANGUAGES, "ko" if korean else "en")


def sector() -> str:
    """Return the id of the sector that is shown."""
    known = list(desk().analysis)
    return _shown(SECTOR, known, known[0])


def found() -> SectorAnalysis:
    """Return the analysis of the sector that is shown."""
    return desk().analysis[sector()]


def method() -> Method:
    """Return the method of the page that shows one."""
    return _shown(METHOD, METHODS, METHODS[0])


def _shown(key: str, known: Sequence[Shown], otherwise: Shown) -> Shown:
    """Return what a switch shows: as it was set, else as the link says, else the rest."""
    said = st.session_state.get(_kept(key), st.query_params.get(key))
    wanted = st.session_state.get(key, said)
    return wanted if wanted in known else otherwise


def switch(
    key: str, label: str, options: Sequence[str], now: str, names: Mapping[str, str]
) -> None:
    """Show a switch between what can be shown, and write its choice into the address."""
    st.session_state[key] = st.session_state[_kept(key)] = now
    st.segmented_control(
        label, options, required=True, format_func=lambda each: names[each], key=key
    )
    st.query_params[key] = now


def _kept(key: str) -> str:
    """Return where a choice is kept while another page is shown, which forgets the switch."""
    return f"kept_{key}"


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
    begun = first()
    work = autosave.recalled(begun.base.file)
    put(work or begun, autosave.opened())
    st.session_state[_RECALLED] = work
    return cast("Desk", st.session_state[_DESK])


def recalled() -> bool:
    """Tell whether the desk holds, untouched since, the unsaved work that a session began with."""
    work = st.session_state.get(_RECALLED)
    return work is not None and work == desk().draft


def first() -> Draft:
    """Return the scenario that the app was started with, as a draft.

    Raises
    ------
    ScenarioError
        If that file is wrong.
    """
    return Draft.of(_opened(started_with()))


def put(draft: Draft, file: autosave.Opened | None = None) -> None:
    """Lay another draft, of a file if it has one, on the desk; moves by hand are forgotten.

    Raises
    ------
    ScenarioError
        If the draft is wrong; the desk stays as it is.
    """
    st.session_state[_DESK] = _desk(draft, None)
    autosave.set_opened(file)
    autosave.remember(draft)
    for key in [key for key in st.session_state if str(key).startswith("hand_")]:
        del st.session_state[key]


def change(changed: Callable[[Draft], Draft], only: str | None = None) -> None:
    """Change the draft on the desk.

    Parameters
    ----------
    changed : callable
    only : str, optional
        The one sector that the change is about; the others then are not ranked again.

    Raises
    ------
    ScenarioError
        If the changed draft is wrong; the desk stays as it is.
    """
    now = desk()
    st.session_state[_DESK] = laid = _desk(changed(now.draft), now, only)
    autosave.remember(laid.draft)


def _desk(draft: Draft, now: Desk | None, only: str | None = None) -> Desk:
    scenario = draft.scenario()
    analysis = analyse(scenario, sectors=None if now is None or only is None else [only])
    if now is not None and only is not None:
        analysis = replace(analysis, sectors={**now.analysis.sectors, **analysis.sectors})
    bare = draft
    for name in analysis:
        if moved_by_hand(bare, name):
            bare = without_hand_weights(bare, name)
    if bare is draft:
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
