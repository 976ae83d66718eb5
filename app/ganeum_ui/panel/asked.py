"""The question that a panel is asked about: the draft on the desk without its answers."""

import streamlit as st

from ganeum import Analysis, Scenario, analyse
from ganeum.drafting import Draft
from ganeum.panel.in_draft import with_weights_of, without_panel
from ganeum_ui import state


def asked_about() -> Scenario:
    """Return the scenario on the desk without the panel that the draft brought in."""
    draft = without_panel(state.desk().draft)
    if draft == state.desk().draft:
        return state.desk().scenario
    return _analysed(draft.text(), draft).scenario


def used() -> Analysis | None:
    """Return the rankings as they are if weights come from the panel; None without a panel.

    Raises
    ------
    ScenarioError
        If they cannot come from it.
    """
    desk = state.desk()
    panel = desk.scenario.model.panel
    if panel is None or desk.scenario.model.weights.origin == "panel":
        return desk.analysis if panel else None
    draft = with_weights_of(desk.draft, panel)
    return _analysed(draft.text(), draft)


@st.cache_resource(show_spinner=False, max_entries=8)
def _analysed(text: str, _draft: Draft) -> Analysis:  # noqa: ARG001 -- the key stands for the draft
    return analyse(_draft.scenario())
