"""The question that a panel is asked about: the draft on the desk without its answers."""

import streamlit as st

from ganeum import Analysis, Scenario, ScenarioError, analyse
from ganeum.drafting import Draft
from ganeum.panel.in_draft import with_weights_of, without_panel
from ganeum.panel_file import Panel
from ganeum.words import say
from ganeum_ui import files, state, tables


def asked_about() -> Scenario:
    """Return the scenario on the desk without the panel that the draft brought in."""
    draft = without_panel(state.desk().draft)
    if draft == state.desk().draft:
        return state.desk().scenario
    return _analysed(draft.text(), draft).scenario


def used_or_why() -> Analysis | None:
    """Return the rankings as they are if weights come from the panel; say why there are none."""
    language, desk = state.language(), state.desk()
    panel = desk.scenario.model.panel
    if panel is None:
        st.info(say("desk_needed", language))
        return None
    if desk.scenario.model.weights.origin == "panel":
        return desk.analysis
    try:
        return _used(desk.draft.text(), desk.draft, panel)
    except ScenarioError as error:
        st.warning(say("cannot_change", language), icon=":material/error:")
        tables.lines(files.said(error, language))
        return None


@st.cache_resource(show_spinner=False, max_entries=8)
def _analysed(text: str, _draft: Draft) -> Analysis:  # noqa: ARG001 -- the key stands for the draft
    return analyse(_draft.scenario())


@st.cache_resource(show_spinner=False, max_entries=8)
def _used(text: str, _draft: Draft, _panel: Panel) -> Analysis:  # noqa: ARG001 -- as above
    return analyse(with_weights_of(_draft, _panel).scenario())
