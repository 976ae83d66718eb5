"""The memo: a preview, and files to take along."""

import streamlit as st

from ganeum.report.downloads import formats, render
from ganeum.report.ranking_report import ranking_sections
from ganeum.words import say
from ganeum_ui import state, tables


def page() -> None:
    """Show the page."""
    language, desk = state.language(), state.desk()
    st.subheader(say("memo_title", language))
    with st.container(horizontal=True):
        for form in formats():
            st.download_button(
                say("memo_download", language, format=form.upper()),
                lambda form=form: render(desk.analysis, form, language),
                f"{desk.draft.id}.{form}",
                icon=":material/download:",
                key=f"memo_{form}",
                on_click="ignore",
            )
    for part in ranking_sections(desk.analysis, language):
        tables.section(part)
