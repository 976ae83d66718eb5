"""The sectors side by side: what is good everywhere, what depends, what never comes first."""

import streamlit as st

from ganeum.examination import Examination
from ganeum.ranking import METHODS
from ganeum.report.city_findings import board_lines
from ganeum.words import say
from ganeum_ui import charts, examined, state, tables

SEVERAL = 2  # sectors that make a board


def page() -> None:
    """Show the page."""
    language, analysis = state.language(), state.desk().analysis
    st.subheader(say("board_title", language))
    if len(analysis) < SEVERAL:
        st.info(say("one_sector", language))
        return
    names = {each: say(each, language) for each in METHODS}
    state.switch(state.METHOD, say("switch_method", language), METHODS, state.method(), names)
    _board(examined.drawn(list(analysis)))


def _board(drawn: Examination) -> None:
    from ganeum.report.charts import about, board, sampled_caption
    from ganeum.report.charts.frames import board_frame
    from ganeum.report.sensitivity.board import board_sections

    language, method, analysis = state.language(), state.method(), drawn.analysis
    found = drawn.board(method)
    if found is None:
        st.info(say("one_sector", language))
        return
    first, *others = board_lines(analysis, found, language)
    tables.lines([first], "answer")
    tables.lines(others)
    sampled = [each[method] for each in drawn.uncertainty.values()]
    frame = board_frame(analysis, found, language)
    charts.chart(
        "board",
        (analysis.scenario.digest, method),
        lambda: board(
            frame,
            language,
            subtitle=about(analysis, language, method=method, drawn=sampled[0]),
            caption=sampled_caption(sampled, language),
            width=charts.WIDE,
        ),
    )
    charts.sections(board_sections(drawn, language))
