"""How far the ranking holds: the nearest change first, then each way to look at it."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import streamlit as st

from ganeum import Analysis
from ganeum.ranking import METHODS
from ganeum.report.ranking_report import alternative_names, criterion_names
from ganeum.report.sensitivity import RANKING_PARTS
from ganeum.report.sensitivity.sampled import uncertainty_sections
from ganeum.report.wins_report import wins_sections
from ganeum.sensitivity import examined as examined_case
from ganeum.uncertainty import Uncertainty
from ganeum.words import say
from ganeum_ui import charts, examined, linked, state, tables

if TYPE_CHECKING:
    import altair as alt

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


def _chart(
    name: str,
    draw: Callable[..., "alt.LayerChart"],
    frame: Callable[[], Any],
    caption: str,
    *content: str,
    analysis: Analysis | None = None,
    drawn: Uncertainty | None = None,
) -> None:
    """Show one of the report's charts of the sector and method shown.

    Parameters
    ----------
    name, draw : its key, and the report's function that draws it.
    frame : returns what it draws, asked for only when that was not drawn before.
    caption : what was varied and what was held fixed.
    content : what tells its content from others of the same scenario, sector and method.
    analysis : of which it shows something; that on the desk if left out.
    drawn : what was drawn, if something was; not of the method shown if the method was as well.
    """
    from ganeum.report.charts import about

    language, sector, method = state.language(), state.sector(), state.method()
    shown = analysis or state.desk().analysis
    named = None if drawn and "method" in drawn.varied else method
    charts.chart(
        name,
        (shown.scenario.digest, sector, method, *content),
        lambda: draw(
            frame(),
            language,
            subtitle=about(shown, language, sector, named),
            caption=caption,
            width=charts.WIDE,
        ),
    )


def _criterion(name: str) -> str:
    return criterion_names(state.desk().analysis)[name](state.language())


def _caption(varied: str, fixed: str) -> str:
    from ganeum.report.charts import caption

    language = state.language()
    return caption(language, varied=varied, fixed=say(fixed, language))


def _report(name: str, analysis: Analysis | None = None) -> None:
    """Show a part of the report's tables, its title being the page's."""
    part, shown = RANKING_PARTS[name], analysis or state.desk().analysis
    found = examined.exact(part.needs, shown)
    tables.sections(part.sections(shown, found, state.language()), titled=False)


def _flips() -> None:
    from ganeum.report.charts import flip_bars
    from ganeum.report.charts.frames import flips_frame

    language, analysis = state.language(), state.desk().analysis
    _report("flips")
    found = examined.exact(["flips"])
    if not found.flips:
        return
    with st.expander(say("show_chart", language), icon=":material/bar_chart:"):
        _chart(
            "flips",
            flip_bars,
            lambda: flips_frame(analysis, found, language),
            _caption(say("varied_flips", language), "fixed_scores"),
        )


@st.fragment
def _lines() -> None:
    from ganeum.report.charts import weight_lines
    from ganeum.report.charts.frames import weight_path

    language, analysis, found = state.language(), state.desk().analysis, state.found()
    names = {each: _criterion(each) for each in found.matrix.criteria}
    first = found.matrix.criteria[0]
    criterion = linked.one("area", found.sector, say("choose_area", language), names, first)
    path = weight_path(analysis, found.sector, state.method(), criterion, language)
    caption = _caption(say("varied_one", language, area=path.area), "fixed_scores")
    _chart("lines", weight_lines, lambda: path, caption, criterion)
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
    _chart(
        "intervals",
        stability_intervals,
        lambda: intervals_frame(analysis, found, language),
        _caption(say("varied_each", language), "fixed_scores"),
    )
    with charts.folded():
        _report("intervals")


@st.fragment
def _triangle() -> None:
    from ganeum.report.charts import weight_triangle
    from ganeum.report.charts.frames import weight_triangle_frames

    language, analysis, found = state.language(), state.desk().analysis, state.found()
    criteria = found.matrix.criteria
    if len(criteria) < CORNERS:
        tables.lines([say("no_triangle", language)])
        return
    corners = linked.several(
        "corners",
        found.sector,
        say("choose_corners", language),
        {each: _criterion(each) for each in criteria},
        criteria[:CORNERS],
        max_selections=CORNERS,
    )
    if len(corners) < CORNERS:
        return
    try:
        triangle = weight_triangle_frames(analysis, found.sector, state.method(), corners, language)
    except ValueError:  # the three have no weight together
        tables.lines([say("no_triangle", language)])
        return
    caption = _caption(say("varied_three", language), "fixed_scores")
    _chart("triangle", weight_triangle, lambda: triangle, caption, *corners)
    words = {"name": "first_place", "share": "share"}
    charts.table(triangle.winners, {name: say(word, language) for name, word in words.items()})


def _acceptability() -> None:
    from ganeum.report.charts import acceptability_table, sampled_caption
    from ganeum.report.charts.frames import acceptability_frame

    language, sector, analysis = state.language(), state.sector(), state.desk().analysis
    drawn = examined.drawn([sector])
    found = drawn.uncertainty[sector][state.method()]
    names = {key: name(language) for key, name in alternative_names(analysis).items()}
    if state.by_hand():
        tables.lines([say("hand_drawn", language)])
    _chart(
        "acceptability",
        acceptability_table,
        lambda: acceptability_frame(found, found.alternatives, names),
        sampled_caption([found], language),
        drawn=found,
    )
    charts.sections(uncertainty_sections(drawn, sector, language))


@st.fragment
def _wins() -> None:
    language, analysis, found = state.language(), state.desk().analysis, state.found()
    names = {key: name(language) for key, name in alternative_names(analysis).items()}
    ranking = found.ranking(state.method())
    order = [ranking.alternatives[i] for i in ranking.order()]
    chosen = linked.one(
        "first",
        found.sector,
        say("choose_first", language),
        {each: names[each] for each in order},
        order[min(1, len(order) - 1)],
    )
    case = examined_case(analysis, found.sector, state.method())
    tables.sections(wins_sections([(case, examined.making_first(chosen))], language))


def _influence() -> None:
    from ganeum.report.charts import influence_bars
    from ganeum.report.charts.frames import influence_frame

    language, desk, sector = state.language(), state.desk(), state.sector()
    analysis = desk.analysis
    if state.by_hand() and desk.before[sector].weights.origin == "evidence":
        tables.lines([say("hand_influence", language)])
        analysis = desk.before
    found = examined.exact(["influence", "smallest_set"], analysis)
    _chart(
        "influence",
        influence_bars,
        lambda: influence_frame(analysis, found, language),
        _caption(say("varied_evidence", language), "fixed_rest"),
        analysis=analysis,
    )
    _report("influence", analysis)


def _methods() -> None:
    from ganeum.report.charts import bump_chart
    from ganeum.report.charts.frames import method_ranks_frame

    language, analysis = state.language(), state.desk().analysis
    found = examined.exact(["method_check"])
    _chart(
        "methods",
        bump_chart,
        lambda: method_ranks_frame(analysis, found, language),
        _caption(say("varied_methods", language), "fixed_inputs"),
    )
    with charts.folded():
        _report("methods")
