"""What the draft on the desk changes in its base: each with its reason, each to be taken back."""

from typing import Any

import pandas as pd
import streamlit as st

from ganeum import ScenarioError
from ganeum.drafting import Draft
from ganeum.report.places import changed_words, place_words
from ganeum.words import say
from ganeum_ui import files, state, tables
from ganeum_ui.undoing import undo_buttons

WHAT, BEFORE, TO, REASON, BACK = "what", "before", "to", "reason", "back"
_ROUND, _WRONG = "changes_round", "changes_wrong"


def changes_table() -> None:
    """Show the changes, their reasons to be written and each to be taken back."""
    language, draft = state.language(), state.desk().draft
    st.subheader(say("changes_title", language))
    with st.container(horizontal=True, gap="small"):
        undo_buttons("changes")
    wrong = st.session_state.pop(_WRONG, [])
    if wrong:
        st.warning(say("cannot_change", language), icon=":material/error:")
        tables.lines(wrong)
    if not draft.changes:
        tables.lines([say("changes_none", language)], "quiet")
        return
    scenario = state.desk().scenario
    rows = [
        {
            WHAT: place_words(scenario, change.what, language),
            BEFORE: changed_words(scenario, change.what, change.before, language),
            TO: changed_words(scenario, change.what, change.to, language),
            REASON: change.reason(language) if change.reason else "",
            BACK: False,
        }
        for change in draft.changes
    ]
    places = tuple(change.what for change in draft.changes)
    key = f"changes_{st.session_state.get(_ROUND, 0)}"
    heads = {
        WHAT: "compare_what",
        BEFORE: "change_from_head",
        TO: "change_to_head",
    }
    st.data_editor(
        pd.DataFrame(rows),
        key=key,
        hide_index=True,
        width="stretch",
        disabled=list(heads),
        column_config={
            **{
                name: st.column_config.TextColumn(say(head, language))
                for name, head in heads.items()
            },
            REASON: st.column_config.TextColumn(
                say("change_reason_head", language), max_chars=500, width="large"
            ),
            BACK: st.column_config.CheckboxColumn(say("change_undo_head", language)),
        },
        on_change=_edited,
        args=(key, places),
    )


def _edited(key: str, places: tuple[str, ...]) -> None:
    edits: dict[int, dict[str, Any]] = st.session_state[key]["edited_rows"]

    def changed(draft: Draft) -> Draft:
        for number, cells in edits.items():
            if cells.get(BACK):
                draft = draft.without(places[number])
            elif REASON in cells:
                draft = draft.with_reason(places[number], cells[REASON] or "")
        return draft

    try:
        state.change(changed)
    except ScenarioError as error:
        st.session_state[_WRONG] = files.said(error, state.language())
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1
