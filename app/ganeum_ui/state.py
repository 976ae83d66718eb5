"""What a session holds: the draft on the desk, and the language, sector and method shown."""

import sys
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from time import monotonic
from typing import TypeVar, cast

import streamlit as st

from ganeum import Analysis, Scenario, ScenarioError, SectorAnalysis, analyse, load
from ganeum.drafting import Draft
from ganeum.hand_weights import moved_by_hand, without_hand_weights
from ganeum.kernel.inputs import Floats
from ganeum.loading import shipped_scenarios
from ganeum.ranking import METHODS, Method
from ganeum.words import LANGUAGES, Language
from ganeum_ui import autosave, shelf
from ganeum_ui.history import History

FIRST = "seoul-2022.yaml"  # opened where no file is named
LANGUAGE, SECTOR, METHOD = "lang", "sector", "method"  # keys of widgets, and names in a link
SCENARIO = "scenario"  # the name in a link of a file that can be opened
_DESK, _RECALLED, _MISSED = "desk", "recalled", "missed"

Shown = TypeVar("Shown", bound=str)


@dataclass(frozen=True, slots=True, eq=False)
class Step:
    """A draft as a change left it.

    Attributes
    ----------
    draft : the changes so far.
    proportions : by sector, what `kernel.moved_weights` wants to know at the next move by hand.
    """

    draft: Draft
    proportions: Mapping[str, Floats | None] = field(default_factory=dict[str, Floats | None])


@dataclass(frozen=True, slots=True)
class Desk:
    """The draft that is worked on, and what follows from it.

    Attributes
    ----------
    history : every step since the draft was laid on the desk, and those that were undone.
    scenario, analysis : the checked question, its rankings.
    bare, before : the draft without weights moved by hand, and its rankings.
    """

    history: History[Step]
    scenario: Scenario
    analysis: Analysis
    bare: Draft
    before: Analysis

    @property
    def draft(self) -> Draft:
        """The changes."""
        return self.history.present.draft


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


def by_hand() -> bool:
    """Tell whether the weights of the sector that is shown were moved by hand."""
    return moved_by_hand(desk().draft, sector())


def method() -> Method:
    """Return the method of the page that shows one."""
    return _shown(METHOD, METHODS, METHODS[0])


def chosen(key: str, known: Sequence[Shown]) -> Shown:
    """Return what a switch of one page shows, the first if nothing was chosen."""
    return _shown(key, known, known[0])


def _shown(key: str, known: Sequence[Shown], otherwise: Shown) -> Shown:
    """Return what a switch shows: as it was set, else as the link says, else the rest."""
    said = st.session_state.get(_kept(key), st.query_params.get(key))
    wanted = st.session_state.get(key, said)
    return wanted if wanted in known else otherwise


def switch(
    key: str, label: str, options: Sequence[str], now: str, names: Mapping[str, str]
) -> None:
    """Show a switch between what can be shown, and write its choice into the address."""
    show(key, now)
    st.segmented_control(
        label, options, required=True, format_func=lambda each: names[each], key=key
    )
    st.query_params[key] = now


def show(key: str, choice: str) -> None:
    """Have a switch show a choice, before it is drawn."""
    st.session_state[key] = choice
    keep(key, choice)


def as_before(key: str, known: Collection[str], otherwise: str) -> None:
    """Have a control show what was kept of it, or else the rest, if it shows nothing known."""
    if st.session_state.get(key) not in known:
        kept = st.session_state.get(_kept(key))
        st.session_state[key] = kept if kept in known else otherwise


def keep(key: str, choice: str) -> None:
    """Keep a choice while another page is shown, which forgets the control."""
    st.session_state[_kept(key)] = choice


def _kept(key: str) -> str:
    """Return where a choice is kept."""
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
    begun, file = first(), None
    asked = st.query_params.get(SCENARIO)
    linked = shelf.named(asked, begun.base) if asked else None
    if linked is not None:
        try:
            begun, file = shelf.taken(linked)
        except ScenarioError:
            linked = None
    work = autosave.recalled(begun.base.file, [file and file.file] if linked else None)
    put(work or begun, autosave.opened() if work else file)
    st.session_state[_RECALLED] = work if work != begun else None
    st.session_state[_MISSED] = asked if asked and not linked else None
    return cast("Desk", st.session_state[_DESK])


def link() -> str | None:
    """Write into the address which file is on the desk, and return what a link named in vain."""
    began, file = started_with().resolve(), autosave.opened()
    there = (file.file if file else desk().draft.base.file).resolve()
    name = there.stem
    if there != began and shelf.named(name, first().base) == there:
        st.query_params[SCENARIO] = name
    else:
        st.query_params.pop(SCENARIO, None)
    return st.session_state.pop(_MISSED, None)


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
    """Lay another draft, of a file if it has one, on the desk; nothing done before can be undone.

    Raises
    ------
    ScenarioError
        If the draft is wrong; the desk stays as it is.
    """
    st.session_state[_DESK] = _desk(History(Step(draft)), None)
    autosave.set_opened(file)
    autosave.remember(draft)
    for key in [key for key in st.session_state if str(key).startswith("hand_")]:
        del st.session_state[key]


def change(changed: Callable[[Draft], Draft]) -> None:
    """Change the draft on the desk.

    Raises
    ------
    ScenarioError
        If the changed draft is wrong; the desk stays as it is.
    """
    _step(changed(desk().draft), desk().history.present.proportions)


def change_by_hand(
    changed: Callable[[Draft], Draft],
    sector: str,
    proportions: Floats | None = None,
    moved: str = "",
) -> None:
    """Change the weights of one sector, by a control of this name; the others are not ranked again.

    What one control goes through without a pause is undone at once.
    """
    kept = {**desk().history.present.proportions, sector: proportions}
    _step(changed(desk().draft), kept, [sector], moved)


def _step(
    draft: Draft,
    proportions: Mapping[str, Floats | None],
    sectors: Sequence[str] | None = None,
    moved: str = "",
) -> None:
    if draft != desk().draft:
        _lay(desk().history.to(Step(draft, proportions), moved, monotonic()), sectors)


def undo() -> None:
    """Take back the last change, whatever it was."""
    _lay(desk().history.undone())


def redo() -> None:
    """Make the change again that was taken back."""
    _lay(desk().history.redone())


def _lay(history: History[Step], sectors: Sequence[str] | None = None) -> None:
    laid = _desk(history, desk(), sectors)
    autosave.remember(laid.draft)  # first: a run may be broken off between the two
    st.session_state[_DESK] = laid


def _desk(history: History[Step], now: Desk | None, sectors: Sequence[str] | None = None) -> Desk:
    bare = draft = history.present.draft
    scenario = draft.scenario()
    analysis = analyse(scenario, sectors=sectors)
    if now is not None and sectors is not None:
        analysis = replace(analysis, sectors={**now.analysis.sectors, **analysis.sectors})
    for name in analysis:
        if moved_by_hand(bare, name):
            bare = without_hand_weights(bare, name)
    if bare is draft:
        before = analysis
    elif now and now.bare == bare:
        before = now.before
    else:
        before = analyse(bare.scenario())
    return Desk(history, scenario, analysis, bare, before)


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
