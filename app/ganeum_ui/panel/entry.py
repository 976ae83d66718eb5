"""The third step: answers entered by hand on two-sided scales, with the ratio at once."""

from collections.abc import Callable, Mapping
from functools import partial
from time import monotonic

import streamlit as st

from ganeum import ScenarioError
from ganeum.panel.entering import answers_of, free_id, with_answer
from ganeum.panel.in_draft import with_panel, with_respondent, without_panel, without_respondent
from ganeum.panel.questionnaire import (
    Node,
    customary_groups,
    possible_nodes,
    possible_sectors,
    questionnaire_with,
)
from ganeum.panel_file import Panel, PanelGroup, Respondent, Rules, spelled
from ganeum.words import say
from ganeum_ui import echoes, files, state, tables
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
    _answered(who.id, node)
    who = _known(who.id)
    pairs, told = st.columns([2, 1], gap="large")
    with pairs, st.container(key="pairs"):
        given = _given(who, node)
        said = [BLANK if each is None else spelled(each) for each in given]
        controls = _controls(who.id, node).items()
        echoes.show(
            _stem(who.id, node), {key: said[place] or blank for key, (place, blank) in controls}
        )
        for place, value in enumerate(given):
            _row(place, who, node, value)
        echoes.number(_stem(who.id, node))
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
    state.as_before(WHO, names, next(iter(waiting), new))
    name = one.selectbox(
        say("desk_entry_who", language), names, format_func=labels.__getitem__, key=WHO
    )
    groups, who = _groups(), _known(name)
    key = f"{GROUP}_{name}"
    if who.judgements:
        st.session_state[key] = who.group
    group = two.selectbox(
        say("desk_entry_group", language),
        list(groups),
        format_func=lambda each: groups[each].name(language),
        key=key,
        on_change=_regrouped,
        args=(name,),
    )
    who = who.model_copy(update={"group": group})
    scenario = asked_about()
    sectors, nodes = possible_sectors(scenario), possible_nodes(scenario)
    state.as_before(SECTOR, sectors, state.sector())
    state.as_before(NODE, nodes, next(iter(nodes)))
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
    for key, choice in ((WHO, name), (SECTOR, sector), (NODE, compared)):
        state.keep(key, choice)
    (node,) = questionnaire_with(scenario, _rules().scale, [(sector, compared)]).nodes
    return who, node


def _known(name: str) -> Respondent:
    """Return somebody as he answered so far, which may be more than the last page showed."""
    groups = _groups()
    group = st.session_state.get(f"{GROUP}_{name}", next(iter(groups)))
    nobody = Respondent(id=name, group=group, judgements={})
    who = jotted().get(name) or _in_panel().get(name) or nobody
    return who if who.group in groups else who.model_copy(update={"group": group})


def _regrouped(name: str) -> None:
    who = _known(name)
    if who.judgements:
        jot(who.model_copy(update={"group": st.session_state[f"{GROUP}_{name}"]}))


def _rules() -> Rules:
    panel = _panel()
    return panel.rules if panel else Rules()


def _given(who: Respondent, node: Node) -> list[float | None]:
    """Return the answers to the pairs of a node; what is not on the scale is none."""
    answers, scale = answers_of(who, node), values_of(_rules().scale)  # it may have been another
    given = [answers.get((first.id, second.id)) for first, second in node.pairs]
    return [None if each is None or spelled(each) not in scale else each for each in given]


def _stem(name: str, node: Node) -> str:
    return f"entry_{name}_{node.sector}_{node.node}"


def _controls(name: str, node: Node) -> Mapping[str, tuple[int, str]]:
    """Return the sliders and boxes of a node, by key: which pair, and what shows no answer."""
    return {
        f"{_stem(name, node)}_{place}_{kind}": (place, blank)
        for place in range(len(node.pairs))
        for kind, blank in (("slider", SAME), ("box", BLANK))
    }


def _row(place: int, who: Respondent, node: Node, value: float | None) -> None:
    """Show a pair: a slider between both, and a box that says the same in words."""
    language, (first, second) = state.language(), node.pairs[place]
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
    label = {side: tables.unmarked(name) for side, name in sides.items()}
    stem = f"{_stem(who.id, node)}_{place}"
    left, middle, right, box = st.columns([3, 5, 3, 4], vertical_alignment="center", gap="small")
    with left:
        tables.beside(sides["first"], "right", stressed=value is not None and value > 1)
    middle.select_slider(
        f"{label['first']} / {label['second']}",
        options,
        format_func=lambda text: arrow(values[text]),
        key=f"{stem}_slider",
        on_change=_answered,
        args=(who.id, node),
        label_visibility="collapsed",
    )
    with right:
        tables.beside(sides["second"], "left", stressed=value is not None and value < 1)
    box.selectbox(
        say("desk_entry_choice", language, **label),
        [BLANK, *options],
        format_func=words.__getitem__,
        key=f"{stem}_box",
        on_change=_answered,
        args=(who.id, node),
        label_visibility="collapsed",
    )


def _answered(name: str, node: Node) -> None:
    """Take what was answered since; when an answer comes, and in every run what broke off."""
    controls, values = _controls(name, node), values_of(_rules().scale)

    def answer(key: str) -> None:
        who, (first, second) = _known(name), node.pairs[controls[key][0]]
        value = values.get(st.session_state[key])
        now = with_answer(who, node, (first.id, second.id), value)
        _to(_history(who).to(now, key, monotonic()))

    echoes.follow(_stem(name, node), controls, answer)


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
        ("undo", "undo", not history.past, partial(_step, who.id, History[Respondent].undone)),
        ("redo", "redo", not history.future, partial(_step, who.id, History[Respondent].redone)),
        ("put", "person_add", who.id not in waiting or bool(places), partial(_put, who.id)),
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


def _step(name: str, step: Callable[[History[Respondent]], History[Respondent]]) -> None:
    """Go a step back or on in the answers of somebody."""
    _to(step(_history(_known(name))))


def _put(name: str) -> None:
    """Put the answers of somebody into the panel: one change, that undo takes back."""
    groups, who = list(_groups().values()), _known(name)

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
