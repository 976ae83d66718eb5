"""The ranking: one answer first, the weights beside it, and why."""

from collections.abc import Mapping
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from ganeum.ranking import Method
from ganeum.report.explanation import area_section, rank_lines, score_sections, weight_sections
from ganeum.report.first_place import fragility, why_first
from ganeum.report.ranking_report import alternative_names, first_places, sector_lines
from ganeum.report.sensitivity.sampled import uncertainty_sections
from ganeum.report.standing_table import standing_section
from ganeum.sensitivity import Tiers
from ganeum.words import say
from ganeum_ui import charts, examined, linked, shelf, state, tables
from ganeum_ui.weights_panel import follow_moves, weights_panel

ASKED, WHY, BARS, PICK = "asked", "why", "ranking", "pick"


def page() -> None:
    """Show the page."""
    where = "app_private" if shelf.local() else "saving_shared"
    tables.lines([say(where, state.language())], "quiet")
    _answer(state.sector())


@st.fragment
def _answer(sector: str) -> None:
    """Show weights and ranking; only this runs when a weight moves, and the answer goes first."""
    if sector != state.sector():  # turned to by undoing what was done there
        st.rerun()
    follow_moves(sector)
    _first()
    weights, rest = st.columns([1, 2.3], gap="large")
    with rest:
        place = st.empty()
        with place.container():
            _standing({})
    with weights, st.container(key="weights"):
        weights_panel()
    with rest:
        _bars()
        _drawn(place)
        _why()
        with st.expander(say("behind_ranking", state.language()), icon=":material/info:"):
            tables.lines(sector_lines(state.desk().analysis, state.found(), state.language()))


def _first() -> None:
    """Show who is first, why, and how fragile that is."""
    language, found, analysis = state.language(), state.found(), state.desk().analysis
    st.subheader(say("answer_title", language, sector=tables.unmarked(found.name(language))))
    tables.lines([first_places(analysis, found, language)], "answer")
    flips = [examined.of_method(["flips"], each) for each in found.rankings]
    reasons = [why_first(analysis, found, language)]
    reasons += [fragility(analysis, each, language) for each in flips]
    tables.lines([line for line in reasons if line])


def _standing(settled: Mapping[Method, Tiers]) -> None:
    """Show where every alternative stands, and stood before weights were moved."""
    language, sector, desk = state.language(), state.sector(), state.desk()
    tables.section(
        standing_section(
            desk.analysis,
            desk.analysis[sector],
            language,
            before=desk.before[sector],
            tiers=settled,
        )
    )


def _drawn(place: DeltaGenerator) -> None:
    """Show in place of the table what it says when everything uncertain is drawn."""
    language, sector, found = state.language(), state.sector(), state.found()
    drawn = examined.drawn([sector])
    settled: dict[Method, Tiers] = {}
    for method in found.rankings:
        if (tiers := drawn.tiers(sector, method)) is not None:
            settled[method] = tiers
    said = [say("hand_drawn", language)] if state.by_hand() else []
    said += [line for part in uncertainty_sections(drawn, sector, language) for line in part.lines]
    with place.container():
        _standing(settled)
        with st.expander(say("how_drawn", language), icon=":material/casino:"):
            tables.lines(said)


def _bars() -> None:
    from ganeum.report.charts import about, caption, contribution_bars
    from ganeum.report.charts.frames import contributions_frame

    language, sector = state.language(), state.sector()
    analysis, before = state.desk().analysis, state.desk().before
    frame = contributions_frame(analysis, sector, language, before[sector])
    moved = state.by_hand()
    charts.chart(
        BARS,
        (analysis.scenario.digest, before.scenario.digest, sector),
        lambda: contribution_bars(
            frame,
            language,
            subtitle=about(analysis, language, sector),
            caption=caption(
                language,
                varied=say("varied_hand" if moved else "varied_nothing", language),
                fixed=say("fixed_but_weights" if moved else "fixed_all", language),
            ),
            width=charts.BESIDE,
            select=PICK,
        ),
        select=_picked,
    )
    columns = ("name", "area", "contribution", "score", "closeness")
    words = ("alternative", "area", "contribution", "score_ahp", "score_topsis")
    charts.table(frame, {c: say(w, language) for c, w in zip(columns, words, strict=True)})


def _picked() -> None:
    """Ask why of the alternative whose bar was clicked on."""
    event: Any = st.session_state.get(f"chart_{BARS}")
    points: list[dict[str, str]] = event["selection"].get(PICK, []) if event else []
    if points:
        st.session_state[f"{ASKED}_{WHY}"] = points[0]["alternative"]


def _why() -> None:
    language, analysis, found = state.language(), state.desk().analysis, state.found()
    names = {key: text(language) for key, text in alternative_names(analysis).items()}
    ranking = next(iter(found.rankings.values()))
    order = [ranking.alternatives[i] for i in ranking.order()]
    st.subheader(say("ask_why", language))
    ranked = {each: names[each] for each in order}
    asked = linked.one(ASKED, WHY, say("ask_which", language), ranked, order[0])
    tables.lines(rank_lines(analysis, found, asked, language))
    contribution, score, weight = st.tabs(
        [say(f"why_{name}", language) for name in ("contribution", "score", "weight")]
    )
    with contribution:
        tables.section(area_section(analysis, found, asked, language))
    with score:
        tables.sections(score_sections(analysis, found, asked, language))
    with weight:
        before = state.desk().before
        parts = weight_sections(analysis, found, language)
        if not parts and (parts := weight_sections(before, before[found.sector], language)):
            tables.lines([say("hand_evidence", language)])
        tables.sections(parts)
        if not parts:
            tables.lines([say("plain_line", language)])
