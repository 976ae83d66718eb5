"""Weights moved by hand: a slider, a number and a lock for each policy area."""

from collections.abc import Callable, Mapping

import streamlit as st

from ganeum.hand_weights import with_hand_weights, without_hand_weights
from ganeum.kernel import equal_weights, moved_weights
from ganeum.kernel.inputs import Floats
from ganeum.report.ranking_report import criterion_names
from ganeum.report.rounding import percentages
from ganeum.words import say
from ganeum_ui import echoes, state
from ganeum_ui.tables import lines, unmarked
from ganeum_ui.undoing import undo_buttons

WHOLE = 100.0  # per cent
FINE = 1e-9  # of a weight


def follow_moves(sector: str) -> None:
    """Move the weights of a sector as its controls were moved; before anything is shown."""
    echoes.follow(sector, _controls(sector), lambda key: _move(sector, key))


def weights_panel() -> None:
    """Show the weights of the sector, to be moved; within a fragment that shows what follows."""
    language, sector, found = state.language(), state.sector(), state.found()
    still = _still(sector)
    names = criterion_names(state.desk().analysis)
    criteria = found.weights.criteria
    shown = percentages(found.weights.values.tolist(), held=_locked(sector))
    before = percentages(state.desk().before[sector].weights.values.tolist())
    stuck = len(still) == len(criteria)
    controls = _controls(sector)
    echoes.show(
        sector,
        {key: float(shown[k]) for key, k in controls.items()},
        disabled={key for key, k in controls.items() if k in still},
    )
    st.subheader(say("weights_title", language))
    for k, criterion in enumerate(criteria):
        area = unmarked(names[criterion](language))
        label = say("weight_was", language, area=area, before=before[k])
        _row(sector, k, area, label, still=k in still)
    echoes.number(sector)
    if stuck:
        st.warning(say("nothing_free", language), icon=":material/lock:")
    with st.container(horizontal=True, gap="small"):
        undo_buttons("hand")
        _button("to_base", "restart_alt", not state.by_hand(), _to_base)
        _button("to_equal", "equal", stuck, _to_equal)
    lines([say("weights_note", language)], "quiet")


def _row(sector: str, k: int, area: str, label: str, *, still: bool) -> None:
    language = state.language()
    locked = f"hand_lock_{sector}_{k}"
    st.session_state[locked] = k in _locked(sector)
    st.slider(
        label,
        0.0,
        WHOLE,
        step=0.1,
        format="%.1f %%",
        key=f"hand_slider_{sector}_{k}",
        on_change=follow_moves,
        args=(sector,),
        disabled=still,
    )
    number, lock = st.columns([2, 3], gap="small", vertical_alignment="center")
    number.number_input(
        say("weight_percent", language, area=area),
        0.0,
        WHOLE,
        step=0.1,
        format="%.1f",
        key=f"hand_number_{sector}_{k}",
        on_change=follow_moves,
        args=(sector,),
        disabled=still,
        label_visibility="collapsed",
    )
    lock.checkbox(
        say("lock", language, area=area), key=locked, on_change=_lock, args=(sector, k, locked)
    )


def _controls(sector: str) -> Mapping[str, int]:
    """Return the sliders and numbers of a sector, by key, each with the place of its weight."""
    places = range(len(state.desk().analysis[sector].weights.criteria))
    return {f"hand_{kind}_{sector}_{k}": k for kind in ("slider", "number") for k in places}


def _button(key: str, icon: str, off: bool, act: Callable[[str], None]) -> None:
    st.button(
        say(key, state.language()),
        icon=f":material/{icon}:",
        key=f"hand_{key}",
        disabled=off,
        on_click=act,
        args=(state.sector(),),
    )


def _move(sector: str, key: str) -> None:
    k, still, share = _controls(sector)[key], _still(sector), st.session_state[key] / WHOLE
    values = state.desk().analysis[sector].weights.values
    if k in still or abs(values[k] - share) < FINE:  # locked on its way, or moved already
        return
    proportions = state.desk().history.present.proportions.get(sector)
    moved = moved_weights(values, k, share, still, proportions)
    _set(sector, moved.weights, moved.proportions, key)


def _to_equal(sector: str) -> None:
    values = state.desk().analysis[sector].weights.values
    _set(sector, equal_weights(values, _still(sector)))


def _to_base(sector: str) -> None:
    state.change_by_hand(lambda draft: without_hand_weights(draft, sector), sector)


def _set(sector: str, values: Floats, proportions: Floats | None = None, control: str = "") -> None:
    now = state.desk().analysis[sector].weights
    state.change_by_hand(
        lambda draft: with_hand_weights(draft, sector, now, values), sector, proportions, control
    )


def _lock(sector: str, k: int, key: str) -> None:
    others = {place: shown for place, shown in _locked(sector).items() if place != k}
    now = {k: f"{st.session_state[f'hand_number_{sector}_{k}']:.1f}"}
    st.session_state[f"hand_locked_{sector}"] = {**others, **(now if st.session_state[key] else {})}


def _locked(sector: str) -> Mapping[int, str]:
    """Return which weights are locked, with what is shown there: it stays as well."""
    return st.session_state.get(f"hand_locked_{sector}", {})


def _still(sector: str) -> set[int]:
    """Return which weights cannot move: locked, struck out by a factor of 0, or left alone."""
    weights = state.desk().analysis[sector].weights
    every = set(range(len(weights.criteria)))
    struck = {k for k in every if weights.factors.get(weights.criteria[k]) == 0}
    still = struck.union(_locked(sector))
    return every if len(every - still) < len(("one that moves", "one that makes room")) else still
