"""The third step: answers entered by hand on two-sided scales, with the ratio at once."""

from collections.abc import Callable, Mapping
from functools import partial

import streamlit as st

from ganeum import ScenarioError
from ganeum.panel.entering import answers_of, free_id, with_answer
from ganeum.panel.in_draft import with_panel, with_respondent, without_panel, without_respondent
from ganeum.panel.questionnaire import (
    Item,
    Node,
    customary_groups,
    possible_nodes,
    possible_sectors,
    questionnaire_with,
)
from ganeum.panel_file import Panel, PanelGroup, Respondent, Rules, spelled
from ganeum.words import say
from ganeum_ui import files, state, tables
from ganeum_ui.history import History
from ganeum_ui.panel.asked import asked_about
from ganeum_ui.panel.form import node_words
from ganeum_ui.panel.jottings import jot, jotted, strike
from ganeum_ui.panel.scales import arrow, values_of
from ganeum_ui.panel.verdict import so_far, told_so_far

WHO, GROUP, SECTOR, NODE = "entry_who", "entry_group", "entry_sector", "entry_node"
BLANK, SAME = "", "1"
_HISTORY, _SAID, _WRONG = "entry_history", "entry_said", "entry_wrong"


def step() -> None:
    """Show the step."""
    who, node = _chosen()
    pairs, told = st.columns([2, 1], gap="large")
    with pairs, st.container(key="pairs"):
        answers = answers_of(who, node)
        for place, (first, second) in enumerate(node.pairs):
            _row(place, who, node, first, second, answers.get((first.id, second.id)))
    with told:
        told_so_far(so_far(who, node, _rules()), node, _rules())
        _buttons(who)


def _panel() -> Panel | None:
    return state.desk().scenario.model.panel


def _in_panel() -> Mapping[str, Respondent]:
    """Return who is in the panel, by id."""
    panel = _panel()
    return {each.id: each for each in panel.respondents} if panel else {}


def _groups() -> Mapping[str, PanelGroup]:
    """Return the groups that somebody can belong to, by id; those of the panel as it has them."""
    asked, panel = asked_about().model.panel, _panel()
    known = (*(asked.groups if asked else customary_groups()), *(panel.groups if panel else ()))
    return {group.id: group for group in known}


def _chosen() -> tuple[Respondent, Node]:
    """Show who answers and what, and return both."""
    language, known, waiting = state.language(), _in_panel(), jotted()
    new = free_id({**known, **waiting})
    names = [*{**known, **waiting}, new]
    labels = {name: name for name in names}
    labels |= {name: say("desk_entry_waiting", language, name=name) for name in waiting}
    labels[new] = say("desk_entry_new", language, name=new)
    one, two, three, four = st.columns([3, 2, 2, 4])
    if st.session_state.get(WHO) not in names:
        st.session_state[WHO] = next(iter(waiting), new)
    name = one.selectbox(
        say("desk_entry_who", language), names, format_func=labels.__getitem__, key=WHO
    )
    groups = _groups()
    first = next(iter(groups))
    nobody = Respondent(id=name, group=first, judgements={})
    who = waiting.get(name) or known.get(name) or nobody
    key = f"{GROUP}_{name}"
    if who.judgements:
        st.session_state[key] = who.group if who.group in groups else first
    group = two.selectbox(
        say("desk_entry_group", language),
        list(groups),
        format_func=lambda each: groups[each].name(language),
        key=key,
        on_change=_regrouped,
        args=(who, key),
    )
    who = who.model_copy(update={"group": group})
    scenario = asked_about()
    sectors, nodes = possible_sectors(scenario), possible_nodes(scenario)
    if st.session_state.get(SECTOR) not in sectors:
        st.session_state[SECTOR] = state.sector()
    sector = three.selectbox(
        say("desk_entry_sector", language),
        list(sectors),
        format_func=lambda each: sectors[each](language),
        key=SECTOR,
    )
    compared = four.selectbox(
        say("desk_entry_node", language),
        list(nodes),
        format_func=lambda each: node_words(nodes[each], language),
        key=NODE,
    )
    (node,) = questionnaire_with(scenario, _rules().scale, [(sector, compared)]).nodes
    return who, node


def _regrouped(who: Respondent, key: str) -> None:
    if who.judgements:
        jot(who.model_copy(update={"group": st.session_state[key]}))


def _rules() -> Rules:
    panel = _panel()
    return panel.rules if panel else Rules()


def _row(
    place: int, who: Respondent, node: Node, first: Item, second: Item, value: float | None
) -> None:
    """Show a pair: a slider between both, and a box that says the same in words."""
    language = state.language()
    values = values_of(_rules().scale)
    sides = {"first": first.name(language), "second": second.name(language)}
    # the number first: a name may be cut off
    words = {
        text: f"{arrow(each)} {sides['first' if each > 1 else 'second']}"
        for text, each in values.items()
    }
    words[SAME] = say("desk_entry_same", language)
    words[BLANK] = say("desk_entry_blank", language)
    options = list(values)
    # what was begun on nine steps may not be on five
    now = BLANK if value is None or spelled(value) not in values else spelled(value)
    label = {side: tables.unmarked(name) for side, name in sides.items()}
    stem = f"entry_{who.id}_{node.sector}_{node.node}_{place}"
    keys = {kind: f"{stem}_{kind}" for kind in ("slider", "box")}
    st.session_state[keys["slider"]] = now or SAME
    st.session_state[keys["box"]] = now
    left, middle, right, box = st.columns([3, 5, 3, 4], vertical_alignment="center", gap="small")
    with left:
        tables.beside(sides["first"], "right", stressed=value is not None and value > 1)
    middle.select_slider(
        f"{label['first']} / {label['second']}",
        options,
        format_func=lambda text: arrow(values[text]),
        key=keys["slider"],
        on_change=_answered,
        args=(who, node, (first.id, second.id), keys["slider"]),
        label_visibility="collapsed",
    )
    with right:
        tables.beside(sides["second"], "left", stressed=value is not None and value < 1)
    box.selectbox(
        say("desk_entry_choice", language, **label),
        [BLANK, *options],
        format_func=words.__getitem__,
        key=keys["box"],
        on_change=_answered,
        args=(who, node, (first.id, second.id), keys["box"]),
        label_visibility="collapsed",
    )


def _answered(who: Respondent, node: Node, pair: tuple[str, str], key: str) -> None:
    value = values_of(_rules().scale).get(st.session_state[key])
    _to(_history(who).to(with_answer(who, node, pair, value)))


def _history(who: Respondent) -> History[Respondent]:
    """Return the answers that somebody gave since the session began."""
    known: History[Respondent] | None = st.session_state.get(f"{_HISTORY}_{who.id}")
    return known if known and known.present == who else History(who)


def _to(history: History[Respondent]) -> None:
    who = history.present
    st.session_state[f"{_HISTORY}_{who.id}"] = history
    if who.judgements and who != _in_panel().get(who.id):
        jot(who)
    else:
        strike(who.id)


def _buttons(who: Respondent) -> None:
    language, waiting, known = state.language(), jotted(), _in_panel()
    history = _history(who)
    places = _apart(who)
    if places:
        tables.lines([say("desk_entry_still", language, places=", ".join(places))])
    buttons: tuple[tuple[str, str, bool, Callable[[], None]], ...] = (
        ("undo", "undo", not history.past, partial(_to, history.undone())),
        ("redo", "redo", not history.future, partial(_to, history.redone())),
        ("put", "person_add", who.id not in waiting or bool(places), partial(_put, who)),
        ("drop", "delete", who.id not in waiting, partial(strike, who.id)),
        ("remove", "person_remove", who.id not in known, partial(_remove, who.id)),
    )
    with st.container(horizontal=True, gap="small"):
        for key, icon, off, act in buttons:
            st.button(
                say(f"desk_entry_{key}", language),
                icon=f":material/{icon}:",
                key=f"entry_{key}",
                disabled=off,
                type="primary" if key == "put" else "secondary",
                on_click=act,
            )
    wrong = st.session_state.pop(_WRONG, [])
    if wrong:
        st.warning(say("cannot_change", language), icon=":material/error:")
        tables.lines(wrong)
    tables.lines(st.session_state.pop(_SAID, []), "answer")
    changed = len(who.changes)
    if changed:
        tables.lines([say("desk_entry_changed", language, count=changed)], "quiet")
    tables.lines([say("desk_entry_kept", language)], "quiet")


def _apart(who: Respondent) -> list[str]:
    """Return where the answers of somebody do not connect what is compared, in words."""
    language, scenario = state.language(), asked_about()
    sectors, possible = possible_sectors(scenario), possible_nodes(scenario)
    keys = [
        (sector, node)
        for sector, nodes in who.judgements.items()
        for node in nodes
        if sector in sectors and node in possible
    ]
    asked = questionnaire_with(scenario, _rules().scale, keys)
    return [
        f"{asked.sectors[node.sector](language)}: {node_words(node, language)}"
        for node in asked.nodes
        if not so_far(who, node, _rules()).usable
    ]


def _put(who: Respondent) -> None:
    """Put the answers of somebody into the panel: one change, that undo takes back."""
    groups = list(_groups().values())

    def act() -> None:
        panel = with_respondent(_panel(), who, groups)
        state.change(lambda draft: with_panel(draft, panel))
        strike(who.id)
        st.session_state[WHO] = who.id
        st.session_state[_SAID] = [say("desk_entry_done", state.language(), name=who.id)]

    _try(act)


def _remove(name: str) -> None:
    """Take somebody out of the panel; with the last the panel goes."""
    panel = _panel()
    if panel is None:
        return
    if len(panel.respondents) == 1:
        _try(lambda: state.change(without_panel))
    else:
        smaller = without_respondent(panel, name)
        _try(lambda: state.change(lambda draft: with_panel(draft, smaller)))
    strike(name)


def _try(act: Callable[[], None]) -> None:
    try:
        act()
    except ScenarioError as error:
        st.session_state[_WRONG] = files.said(error, state.language())
