"""The memo: a preview, and files of every format to take along."""

from collections.abc import Callable

import streamlit as st

from ganeum import Analysis
from ganeum.examination import examine
from ganeum.report.memo import PARTS, Memo, memo_content
from ganeum.report.memo.formats import FORMATS
from ganeum.words import Language, say
from ganeum_ui import state, tables

WHOLE, ONE_PAGE = "take_whole", "take_one_page"
THIS, ALL = "take_this", "take_all"
PREVIEW = ".html"


def page() -> None:
    """Show the page."""
    language, analysis = state.language(), state.desk().analysis
    st.subheader(say("take_title", language))
    left, right = st.columns(2)
    sector = state.sector()
    of = left.segmented_control(
        say("take_sectors", language),
        (THIS, ALL),
        default=THIS,
        required=True,
        format_func=lambda each: say(
            each, language, sector=tables.unmarked(analysis[sector].name(language))
        ),
        key="take_of",
    )
    length = right.segmented_control(
        say("take_length", language),
        (ONE_PAGE, WHOLE),
        default=ONE_PAGE,
        required=True,
        format_func=lambda each: say(each, language),
        key="take_pages",
    )
    with st.spinner(say("take_making", language)):
        memo = _memo(
            analysis.scenario.digest,
            language,
            sector if of == THIS else None,
            one_page=length == ONE_PAGE,
            _analysis=analysis,
        )
    with st.container(horizontal=True):
        for form in FORMATS:
            st.download_button(
                say("take_format", language, format=form[1:].upper()),
                _rendered(memo, form),
                f"{state.desk().draft.id}{form}",
                icon=":material/download:",
                key=f"take_{form}",
                on_click="ignore",
            )
    tables.lines([say("take_note", language)], "quiet")
    st.iframe(FORMATS[PREVIEW](memo).decode(), height=900)


def _rendered(memo: Memo, form: str) -> Callable[[], bytes]:
    """Return what makes a file, when somebody asks for it."""
    return lambda: FORMATS[form](memo)


@st.cache_resource(show_spinner=False, max_entries=16)
def _memo(
    digest: str,  # noqa: ARG001 -- the key stands for the analysis
    language: Language,
    sector: str | None,
    *,
    one_page: bool,
    _analysis: Analysis,
) -> Memo:
    chosen = [sector] if sector else list(_analysis)
    few = Analysis(
        _analysis.scenario,
        _analysis.crosswalk,
        _analysis.grounds,
        _analysis.methods,
        {each: _analysis[each] for each in chosen},
    )
    return memo_content(examine(few, PARTS), language, one_page=one_page)
