"""The fifth step: what the panel says together, how far it agrees, and who carries the ranking."""

import streamlit as st

from ganeum import Analysis
from ganeum.panel.group_view import GroupView, NodeView, group_view
from ganeum.panel_file import Panel
from ganeum.report.panel.group_report import group_sections
from ganeum.report.panel.names import panel_names
from ganeum.report.panel.panel_lines import panel_title
from ganeum.words import say
from ganeum_ui import charts, state, tables
from ganeum_ui.panel.asked import used_or_why

MOST_TRIM = 10


def step() -> None:
    """Show the step."""
    language, sector = state.language(), state.sector()
    analysis = used_or_why()
    if analysis is None or (panel := analysis.scenario.model.panel) is None:
        return
    with st.columns([2, 3])[0]:
        trim = st.number_input(
            say("desk_group_trim", language),
            1,
            max(MOST_TRIM, panel.rules.trim),
            max(1, panel.rules.trim),
            key="group_trim",
        )
    view = _viewed(analysis.scenario.digest, sector, int(trim), analysis)
    if not view.nodes:
        st.info(say("desk_group_none", language))
        return
    for node in view.nodes:
        if node.clusters.count > 1:
            sizes = ", ".join(map(str, node.clusters.sizes.tolist()))
            values = {"count": node.clusters.count, "sizes": sizes}
            st.warning(say("desk_group_camps", language, **values), icon=":material/call_split:")
        _chart(analysis, panel, node)
    for part in group_sections(analysis, [view], language):
        tables.section(part)


@st.cache_resource(show_spinner=False, max_entries=32)
def _viewed(
    digest: str,  # noqa: ARG001 -- the key stands for the analysis
    sector: str,
    trim: int,
    _analysis: Analysis,
) -> GroupView:
    return group_view(_analysis, sector, trim)


def _chart(analysis: Analysis, panel: Panel, node: NodeView) -> None:
    from ganeum.report.charts import caption, panel_weights
    from ganeum.report.charts.frames import panel_weights_frame

    language = state.language()
    frame = panel_weights_frame(analysis, node, language)
    place = panel_names(analysis, language).place(node.sector, node.node)
    fixed = say("desk_group_fixed", language)
    charts.chart(
        f"panel_{node.node}",
        (analysis.scenario.digest, node.sector, node.node),
        lambda: panel_weights(
            frame,
            language,
            subtitle=f"{panel_title(panel, language)} · {place}",
            caption=caption(language, varied=say("desk_group_varied", language), fixed=fixed),
            width=charts.WIDE,
        ),
    )
    columns = ("name", "group_name", "respondent", "camp", "weight")
    words = ("area", "group", "panel_respondent", "panel_camp", "weight")
    charts.table(frame, {c: say(w, language) for c, w in zip(columns, words, strict=True)})
