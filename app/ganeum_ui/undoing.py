"""Undo and redo: one history of all changes, wherever they were made and are taken back."""

from collections.abc import Callable

import streamlit as st

from ganeum.drafting import Draft
from ganeum.hand_weights import place_of
from ganeum.report.places import place_words
from ganeum.words import say
from ganeum_ui import state
from ganeum_ui.history import History
from ganeum_ui.tables import unmarked


def undo_buttons(place: str) -> None:
    """Show both buttons, each saying what it would change; `place` tells them from others."""
    history: History[state.Step] = state.desk().history
    steps = (
        ("undo", state.undo, history.past[-1:]),
        ("redo", state.redo, history.future[:1]),
    )
    for key, act, next_one in steps:
        st.button(
            say(key, state.language()),
            icon=f":material/{key}:",
            key=f"{place}_{key}",
            disabled=not next_one,
            help=unmarked(_words(next_one[0].draft)) if next_one else None,
            on_click=_act,
            args=(act,),
        )


def _act(act: Callable[[], None]) -> None:
    """Undo or redo, and turn to the sector whose weights moved by that."""
    before = state.desk().draft
    act()
    touched = _touched(before)
    sectors = [sector for sector in state.desk().analysis if place_of(sector) in touched]
    if len(sectors) == len(touched) == 1:
        state.show(state.SECTOR, sectors[0])


def _words(draft: Draft) -> str:
    language, scenario = state.language(), state.desk().scenario
    names = [place_words(scenario, what, language) for what in _touched(draft)]
    return ", ".join(names) or say("undo_name", language)


def _touched(draft: Draft) -> list[str]:
    """Return the places at which a draft and that on the desk have different changes."""
    one, other = ({each.what: each for each in d.changes} for d in (draft, state.desk().draft))
    return [what for what in {**one, **other} if one.get(what) != other.get(what)]
