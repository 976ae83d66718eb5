"""How far the ranking holds: the nearest change first, then each way to look at it."""

from collections.abc import Callable

import streamlit as st

from ganeum.ranking import METHODS
from ganeum.report.ranking_report import alternative_names, criterion_names
from ganeum.report.sensitivity import RANKING_PARTS
from ganeum.report.sensitivity.sampled import uncertainty_sections
from ganeum.report.wins_report import wins_sections
from ganeum.sensitivity import examined as examined_case
from ganeum.words import say
from ganeum_ui import charts, examined, state, tables

CORNERS = 3


def page() -> None:
    """Show the page."""
    language = state.language()
    names = {each: say(each, language) for each in METHODS}
    state.switch(state.METHOD, say("switch_method", language), METHODS, state.method(), names)
    parts: dict[str, Callable[[], None]] = {
        "flips": _flips,
        "lines": _lines,
        "intervals": _intervals,
        "triangle": _triangle,
        "acceptability": _acceptability,
        "wins": _wins,
        "influence": _influence,
        "methods": _methods,
    }
    for name, part in parts.items():
        st.subheader(say(f"{name}_title", language), anchor=name)
        part()


def _shown() -> tuple[str, str, str]:
    """Return what tells the content of a chart: digest, sector and method."""
    return state.desk().scenario.digest, state.sector(), state.method()


def _about() -> str:
    from ganeum.report.charts import about

    return about(state.desk().analysis, state.language(), state.sector(), state.method())


def _caption(varied: str, fixed: str) -> str:
    from ganeum.report.charts import caption

    language = state.language()
    return caption(language, varied=varied, fixed=say(fixed, language))


def _report(name: str) -> None:
    """Show a part of the report's tables, its title being the page's."""
    part = RANKING_PARTS[name]
    language, analysis = state.language(), state.desk().analysis
    for each in part.sections(analysis, examined.exact(part.needs), language):
        tables.section(each, titled=False)


def _flips() -> None:
    from ganeum.report.charts import flip_bars
    from ganeum.report.charts.frames import flips_frame

    language, analysis = state.language(), state.desk().analysis
    _report("flips")
    found = examined.exact(["flips"])
    if not found.flips:
        return
    with st.expander(say("show_chart", language), icon=":material/bar_chart:"):
        charts.chart(
            "flips",
            _shown(),
            lambda: flip_bars(
                flips_frame(analysis, found, language),
                language,
                subtitle=_about(),
                caption=_caption(say("varied_flips", language), "fixed_scores"),
                width=charts.WIDE,
            ),
        )


@st.fragment
def _lines() -> None:
    from ganeum.report.charts import weight_lines
    from ganeum.report.charts.frames import weight_path

    language, analysis, found = state.language(), state.desk().analysis, state.found()
    names = criterion_names(analysis)
    criterion = st.selectbox(
        say("choose_area", language),
        found.matrix.criteria,
        format_func=lambda each: names[each](language),
        key=f"area_{found.sector}",
    )
    path = weight_path(analysis, found.sector, state.method(), criterion, language)
    charts.chart(
        "lines",
        (*_shown(), criterion),
        lambda: weight_lines(
            path,
            language,
            subtitle=_about(),
            caption=_caption(say("varied_one", language, area=path.area), "fixed_scores"),
            width=charts.WIDE,
        ),
    )
    words = {
        "weight": "weight",
        "above": "chart_ahead_above",
        "below": "chart_ahead_below",
        "score": "score",
    }
    charts.table(path.crossings, {name: say(word, language) for name, word in words.items()}, 4)


def _intervals() -> None:
    from ganeum.report.charts import stability_intervals
    from ganeum.report.charts.frames import intervals_frame

    language, analysis = state.language(), state.desk().analysis
    found = examined.exact(["intervals"])
    charts.chart(
        "intervals",
        _shown(),
        lambda: stability_intervals(
            intervals_frame(analysis, found, language),
            language,
            subtitle=_about(),
            caption=_caption(say("varied_each", language), "fixed_scores"),
            width=charts.WIDE,
        ),
    )
    with charts.folded():
        _report("intervals")


@st.fragment
def _triangle() -> None:
    from ganeum.report.charts import weight_triangle
    from ganeum.report.charts.frames import weight_triangle_frames

    language, analysis, found = state.language(), state.desk().analysis, state.found()
    names = criterion_names(analysis)
    criteria = found.matrix.criteria
    if len(criteria) < CORNERS:
        tables.lines([say("no_triangle", language)])
        return
    corners = st.multiselect(
        say("choose_corners", language),
        criteria,
        default=criteria[:CORNERS],
        max_selections=CORNERS,
        format_func=lambda each: names[each](language),
        key=f"corners_{found.sector}",
    )
    if len(corners) < CORNERS:
        return
    try:
        triangle = weight_triangle_frames(analysis, found.sector, state.method(), corners, language)
    except ValueError:  # the three have no weight together
        tables.lines([say("no_triangle", language)])
        return
    charts.chart(
        "triangle",
        (*_shown(), *corners),
        lambda: weight_triangle(
            triangle,
            language,
            subtitle=_about(),
            caption=_caption(say("varied_three", language), "fixed_scores"),
            width=charts.WIDE,
        ),
    )
    words = {"name": "first_place", "share": "share"}
    charts.table(triangle.winners, {name: say(word, language) for name, word in words.items()})


def _acceptability() -> None:
    from ganeum.report.charts import acceptability_table, caption
    from ganeum.report.charts.frames import acceptability_frame

    language, sector, analysis = state.language(), state.sector(), state.desk().analysis
    drawn = examined.drawn([sector])
    found = drawn.uncertainty[sector][state.method()]
    names = {key: name(language) for key, name in alternative_names(analysis).items()}
    varied, held = (
        ", ".join(say(f"source_{source}", language) for source in sources)
        for sources in (found.varied, found.held)
    )
    charts.chart(
        "acceptability",
        _shown(),
        lambda: acceptability_table(
            acceptability_frame(found, found.alternatives, names),
            language,
            subtitle=_about(),
            caption=caption(
                language,
                varied=varied,
                fixed=held or say("nowhere", language),
                draws=found.draws,
                seed=found.seed,
            ),
            width=charts.WIDE,
        ),
    )
    charts.sections(uncertainty_sections(drawn, sector, language))


@st.fragment
def _wins() -> None:
    language, analysis, found = state.language(), state.desk().analysis, state.found()
    names = {key: name(language) for key, name in alternative_names(analysis).items()}
    ranking = found.ranking(state.method())
    order = [ranking.alternatives[i] for i in ranking.order()]
    chosen = st.selectbox(
        say("choose_first", language),
        order,
        index=min(1, len(order) - 1),
        format_func=lambda each: names[each],
        key=f"wins_{found.sector}",
    )
    case = examined_case(analysis, found.sector, state.method())
    for part in wins_sections([(case, examined.making_first(chosen))], language):
        tables.section(part)


def _influence() -> None:
    from ganeum.report.charts import influence_bars
    from ganeum.report.charts.frames import influence_frame

    language, analysis = state.language(), state.desk().analysis
    found = examined.exact(["influence", "smallest_set"])
    charts.chart(
        "influence",
        _shown(),
        lambda: influence_bars(
            influence_frame(analysis, found, language),
            language,
            subtitle=_about(),
            caption=_caption(say("varied_evidence", language), "fixed_rest"),
            width=charts.WIDE,
        ),
    )
    _report("influence")


def _methods() -> None:
    from ganeum.report.charts import bump_chart
    from ganeum.report.charts.frames import method_ranks_frame

    language, analysis = state.language(), state.desk().analysis
    found = examined.exact(["method_check"])
    charts.chart(
        "methods",
        _shown(),
        lambda: bump_chart(
            method_ranks_frame(analysis, found, language),
            language,
            subtitle=_about(),
            caption=_caption(say("varied_methods", language), "fixed_inputs"),
            width=charts.WIDE,
        ),
    )
    with charts.folded():
        _report("methods")
