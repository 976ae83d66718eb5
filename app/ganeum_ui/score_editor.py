"""Scores and interventions in a table; each edit is a change of the draft on the desk."""

from typing import Any, TypedDict, cast

import streamlit as st

from ganeum import ScenarioError
from ganeum.drafting import Draft
from ganeum.report.ranking_report import criterion_names
from ganeum.score_table import (
    NAME,
    score_table,
    with_alternative,
    with_name,
    with_score,
    without_alternative,
)
from ganeum.words import say
from ganeum_ui import files, state, tables

_ROUND, _WRONG = "edit_round", "edit_wrong"  # which editor it is; what was wrong with the last edit


class Edits(TypedDict):
    """What a table reports: cells by row, rows that are gone, rows that are new."""

    edited_rows: dict[int, dict[str, Any]]
    deleted_rows: list[int]
    added_rows: list[dict[str, Any]]


def score_editor() -> None:
    """Show the table of scores, to be edited."""
    language, analysis = state.language(), state.desk().analysis
    model = analysis.scenario.model
    names = criterion_names(analysis)
    frame = score_table(analysis.scenario, language)
    ids, criteria = tuple(frame.index), tuple(frame.columns.drop(NAME))
    st.subheader(say("edit_title", language))
    levels = ", ".join(f"{level.level:g}" for level in model.levels)
    note = (
        say("edit_note", language, levels=levels) if levels else say("edit_note_numbers", language)
    )
    tables.lines([note], "quiet")
    key = f"edit_{st.session_state.get(_ROUND, 0)}"
    columns: dict[str, Any] = {
        NAME: st.column_config.TextColumn(
            say("alternative", language), required=True, max_chars=200, width="large"
        )
    }
    for criterion in criteria:
        columns[criterion] = st.column_config.NumberColumn(names[criterion](language))
    st.data_editor(
        frame.reset_index(drop=True),
        key=key,
        column_config=columns,
        hide_index=True,
        num_rows="dynamic",
        width="stretch",
        on_change=_edited,
        args=(key, ids, criteria),
    )
    wrong = st.session_state.pop(_WRONG, [])
    if wrong:
        st.warning(say("cannot_change", language), icon=":material/error:")
        tables.lines(wrong)


def _edited(key: str, ids: tuple[str, ...], criteria: tuple[str, ...]) -> None:
    """Put what was edited into the draft, and begin with a new table."""
    edits = cast("Edits", st.session_state[key])
    language = state.language()
    added = [row for row in edits["added_rows"] if _whole(row, criteria)]
    if len(added) < len(edits["added_rows"]):
        st.session_state[_WRONG] = [say("edit_incomplete", language)]
        if not (added or edits["edited_rows"] or edits["deleted_rows"]):
            return  # the row is being filled in

    def changed(draft: Draft) -> Draft:
        for place, cells in edits["edited_rows"].items():
            for column, value in cells.items():
                if column == NAME:
                    draft = with_name(draft, ids[place], value or "", language)
                else:
                    draft = with_score(draft, ids[place], column, value)
        for place in edits["deleted_rows"]:
            draft = without_alternative(draft, ids[place])
        for row in added:
            draft = with_alternative(draft, row[NAME], {name: row[name] for name in criteria})
        return draft

    try:
        state.change(changed)
    except ScenarioError as error:
        st.session_state[_WRONG] = files.said(error, language)
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1


def _whole(row: dict[str, Any], criteria: tuple[str, ...]) -> bool:
    return bool(row.get(NAME)) and all(row.get(name) is not None for name in criteria)
