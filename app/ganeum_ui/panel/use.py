"""The last step: the rules by which the panel is put together, and its weights in the scenario."""

from collections.abc import Callable, Sequence

import streamlit as st

from ganeum import Analysis, ScenarioError
from ganeum.drafting import Draft
from ganeum.hand_weights import moved_by_hand
from ganeum.kernel import RANDOM_INDEX_TABLES
from ganeum.panel.in_draft import with_weights_of, without_panel, without_weights
from ganeum.panel_file import Panel, Rules
from ganeum.report.panel.weights_report import weights_sections
from ganeum.report.ranking_report import first_places
from ganeum.report.sections import Column, Section
from ganeum.words import say
from ganeum_ui import files, state, tables
from ganeum_ui.panel.asked import used_or_why

LIMITS = (0.10, 0.15, 0.20)
MOST_TRIM = 10
MOST_WEIGHT = 100.0
KEY = "panel_rule"
_WRONG = "panel_rules_wrong"


def step() -> None:
    """Show the step."""
    language, scenario = state.language(), state.desk().scenario
    panel = scenario.model.panel
    if panel is None:
        st.info(say("desk_needed", language))
        return
    with st.form("panel_rules", border=False):
        st.subheader(say("desk_rules", language))
        _rules(panel)
        weighs = scenario.model.weights.origin == "panel"
        st.form_submit_button(
            say("desk_use_rules" if weighs else "desk_use", language),
            type="primary",
            icon=":material/balance:",
            key="panel_use",
            on_click=_use,
        )
    with st.container(horizontal=True):
        _button("stop", "undo", not _given(without_weights), without_weights)
        _button("remove", "group_off", not _given(without_panel), without_panel)
    wrong = st.session_state.pop(_WRONG, [])
    if wrong:
        st.warning(say("cannot_change", language), icon=":material/error:")
        tables.lines(wrong)
    _effect()
    tables.lines([say("desk_use_note", language)], "quiet")


def _given(act: Callable[[Draft], Draft]) -> bool:
    """Tell whether there is something to take back."""
    draft = state.desk().draft
    return act(draft) != draft


def _button(key: str, icon: str, off: bool, act: Callable[[Draft], Draft]) -> None:
    st.button(
        say(f"desk_use_{key}", state.language()),
        icon=f":material/{icon}:",
        key=f"panel_use_{key}",
        disabled=off,
        on_click=_try,
        args=(act,),
    )


def _rules(panel: Panel) -> None:
    """Show the rules, as the panel has them."""
    language, rules = state.language(), panel.rules
    one, two, three = st.columns(3, gap="large")
    limits = sorted({*LIMITS, rules.consistency_limit})
    with one:
        _choice("limit", [f"{limit:g}" for limit in limits], f"{rules.consistency_limit:g}", None)
        _choice("over", ("keep", "leave_out"), rules.over_limit, "desk_over")
        sources = {name: table.source for name, table in RANDOM_INDEX_TABLES.items()}
        st.selectbox(
            say("desk_rule_table", language),
            list(sources),
            index=list(sources).index(rules.random_index),
            format_func=sources.__getitem__,
            key=f"{KEY}_table",
        )
    with two:
        aggregates = ("judgements", "priorities")
        _choice("aggregate", aggregates, rules.aggregate, "desk_aggregate")
        _choice("mean", ("geometric", "arithmetic"), rules.mean, "desk_mean")
        st.number_input(
            say("desk_rule_trim", language),
            0,
            max(MOST_TRIM, rules.trim),
            rules.trim,
            key=f"{KEY}_trim",
        )
        tables.lines([say("desk_rule_judgements_only", language)], "quiet")
    with three:
        for group in panel.groups:
            name = tables.unmarked(group.name(language))
            st.number_input(
                say("desk_rule_group", language, group=name),
                0.0,
                max(MOST_WEIGHT, group.weight),
                group.weight,
                step=0.5,
                format="%.2f",
                key=f"{KEY}_group_{group.id}",
            )


def _choice(name: str, options: Sequence[str], now: str, words: str | None) -> None:
    language = state.language()
    names = {each: say(f"{words}_{each}", language) if words else each for each in options}
    st.segmented_control(
        say(f"desk_rule_{name}", language),
        options,
        default=now,
        required=True,
        format_func=names.__getitem__,
        key=f"{KEY}_{name}",
    )


def _use() -> None:
    """Put the rules as they are shown into the panel, and have the weights come from it."""
    panel = state.desk().scenario.model.panel
    if panel is None:
        return
    given = {
        "scale": panel.rules.scale,
        "random_index": st.session_state[f"{KEY}_table"],
        "consistency_limit": float(st.session_state[f"{KEY}_limit"]),
        "over_limit": st.session_state[f"{KEY}_over"],
        "aggregate": st.session_state[f"{KEY}_aggregate"],
        "mean": st.session_state[f"{KEY}_mean"],
        "trim": int(st.session_state[f"{KEY}_trim"]),
    }
    groups = tuple(
        group.model_copy(update={"weight": st.session_state[f"{KEY}_group_{group.id}"]})
        for group in panel.groups
    )
    changed = {"rules": Rules.model_validate(given), "groups": groups}
    _try(lambda draft: with_weights_of(draft, panel.model_copy(update=changed)))


def _try(act: Callable[[Draft], Draft]) -> None:
    try:
        state.change(act)
    except ScenarioError as error:
        st.session_state[_WRONG] = files.said(error, state.language())


def _effect() -> None:
    """Say who is first with the panel's weights, sector by sector."""
    language, desk, found = state.language(), state.desk(), used_or_why()
    if found is None:
        return
    moved = [found[each].name(language) for each in found if moved_by_hand(desk.draft, each)]
    if moved and desk.scenario.model.weights.origin == "panel":
        tables.lines([say("desk_use_hand", language, sectors=", ".join(moved))])
    st.subheader(say("desk_use_effect", language))
    _first_places(found)


def _first_places(found: Analysis) -> None:
    language = state.language()
    (weights,) = weights_sections(found, "", language)
    tables.section(weights, titled=False)
    heads = [Column(say("sector", language)), Column(say("desk_use_first", language))]
    rows = [[each.name(language), first_places(found, each, language)] for each in found.values()]
    tables.section(Section("", heads, rows), titled=False)
