"""The evidence: statements to search, need against coverage, the quality of the codings."""

import streamlit as st

from ganeum.loading import Evidence
from ganeum.report.city_findings import gap_lines
from ganeum.report.evidence_report import evidence_sections
from ganeum.report.statements import find_statements, statements_section
from ganeum.words import say
from ganeum_ui import charts, state, tables

MOST = 100  # statements that are shown at once
HIGH = 560  # pixels of the list


def page() -> None:
    """Show the page."""
    evidence = state.desk().scenario.evidence
    if evidence is None:
        st.info(say("no_evidence", state.language()))
        return
    _coverage()
    _statements(evidence)
    _quality(evidence)


def _coverage() -> None:
    from ganeum.report.charts import about, caption, need_and_coverage
    from ganeum.report.charts.frames import coverage_frame

    language, analysis = state.language(), state.desk().analysis
    frame = coverage_frame(analysis, language)
    st.subheader(say("gaps_title", language))
    tables.lines(gap_lines(frame, language))
    charts.chart(
        "coverage",
        (analysis.scenario.digest,),
        lambda: need_and_coverage(
            frame,
            language,
            subtitle=about(analysis, language),
            caption=caption(
                language,
                varied=say("varied_nothing", language),
                fixed=say("fixed_weights_coverage", language),
            ),
            width=charts.WIDE,
        ),
    )
    columns = ("sector_name", "area", "weight", "state", "seoul")
    words = ("sector", "area", "weight", "state", "seoul")
    charts.table(frame, {c: say(w, language) for c, w in zip(columns, words, strict=True)}, 2)


@st.fragment
def _statements(evidence: Evidence) -> None:
    language, model = state.language(), evidence.model
    st.subheader(say("statements_title", language))
    words = st.text_input(
        say("search_words", language),
        placeholder=say("search_hint", language),
        max_chars=100,
        key="evidence_words",
    )
    chosen: dict[str, list[str]] = {}
    columns = st.columns(3)
    for column, name in zip(columns, ("sectors", "groups", "themes"), strict=True):
        names = {part.id: part.name(language) for part in getattr(model, name)}
        first = [state.sector()] if name == "sectors" and state.sector() in names else []
        chosen[name] = column.multiselect(
            say(f"search_{name}", language),
            list(names),
            default=first,
            format_func=names.__getitem__,
            placeholder=say("all", language),
            key=f"evidence_{name}_{first}",
        )
    found = find_statements(model, words, **chosen)
    with st.container(height=HIGH):
        tables.section(statements_section(model, found, language, MOST))


def _quality(evidence: Evidence) -> None:
    language = state.language()
    head, counts, agreement, *others = evidence_sections(evidence, state.desk().scenario, language)
    st.subheader(say("quality_title", language))
    tables.sections([counts, agreement])
    with st.expander(say("errata_title", language), icon=":material/fact_check:"):
        tables.sections(others)
    tables.lines([head.title, *head.lines], "quiet")
