"""The fourth step: whose answers clash and where, what would help, and what was changed since."""

from collections.abc import Callable, Mapping, Sequence

import streamlit as st

from ganeum import Analysis, ScenarioError
from ganeum.archive import archive
from ganeum.fields import Text
from ganeum.kernel import RANDOM_INDEX_TABLES
from ganeum.panel.in_draft import with_panel
from ganeum.panel.reranking import with_change, with_respondent
from ganeum.panel.review import NodeReview, Proposal, review
from ganeum.panel_file import JudgementChange, Panel, spelled
from ganeum.report.panel.names import PanelNames, panel_names
from ganeum.report.panel.re_ask import re_ask_notes
from ganeum.report.panel.review_report import effect_text, review_frame, review_sections
from ganeum.words import say
from ganeum_ui import charts, files, state, tables
from ganeum_ui.panel.asked import used_or_why
from ganeum_ui.panel.scales import side_words, values_of

LIMITS = (0.10, 0.15, 0.20)
REASON, WHO, PICK, TO, BACK = (
    "review_reason",
    "review_who",
    "review_pick",
    "review_to",
    "review_back",
)
HEIGHT = 420  # pixels of the table of all ratios
_WRONG = "review_wrong"

Case = tuple[NodeReview, Proposal]


def step() -> None:
    """Show the step."""
    analysis = used_or_why()
    if analysis is None or (panel := analysis.scenario.model.panel) is None:
        return
    limit, table = _limits(panel)
    found = _reviewed(analysis.scenario.digest, limit, table, analysis)
    first, *others = review_sections(analysis, found, state.language())
    with st.container(height=HEIGHT):
        tables.section(first)
    _every_number(found, panel_names(analysis, state.language()))
    tables.lines(st.session_state.pop(_WRONG, []))
    cases: dict[str, list[Case]] = {}
    for each in found:
        for proposal in each.proposals:
            cases.setdefault(each.respondent, []).append((each, proposal))
    if cases:
        _ask_again(analysis, panel, cases, re_ask_notes(analysis, found, state.language()))
        with st.expander(others[0].title, icon=":material/table:"):
            tables.section(others[0], titled=False)
    else:
        st.success(say("desk_review_none", state.language()), icon=":material/check:")
    _changed(panel, panel_names(analysis, state.language()))


def _limits(panel: Panel) -> tuple[float, str]:
    """Show by which limit and table of random indices is judged, and return both."""
    language, rules = state.language(), panel.rules
    one, two, _ = st.columns([2, 2, 3])
    limits = sorted({*LIMITS, rules.consistency_limit})
    limit = one.segmented_control(
        say("desk_rule_limit", language),
        limits,
        default=rules.consistency_limit,
        required=True,
        format_func=lambda each: f"{each:g}",
        key="review_limit",
    )
    sources = {name: table.source for name, table in RANDOM_INDEX_TABLES.items()}
    table = two.selectbox(
        say("desk_rule_table", language),
        list(sources),
        index=list(sources).index(rules.random_index),
        format_func=sources.__getitem__,
        key="review_table",
    )
    return limit, table


@st.cache_resource(show_spinner=False, max_entries=16)
def _reviewed(
    digest: str,  # noqa: ARG001 -- the key stands for the analysis
    limit: float,
    table: str,
    _analysis: Analysis,
) -> tuple[NodeReview, ...]:
    return review(_analysis, limit=limit, table=table)


def _every_number(found: Sequence[NodeReview], names: PanelNames) -> None:
    """Offer both indices of everybody with the verdict, as a table."""
    language = names.language
    frame = review_frame(found)
    frame = frame.assign(
        group=[names.groups[each.group] for each in found],
        place=[names.place(each.sector, each.node) for each in found],
        verdict=[say("desk_over" if each.over else "desk_within", language) for each in found],
    )
    headings = {
        "respondent": "panel_respondent",
        "group": "group",
        "place": "sector",
        "ratio": "panel_ratio",
        "geometric_index": "desk_geometric",
        "geometric_limit": "desk_geometric_limit",
        "verdict": "desk_verdict",
        "missing": "desk_missing",
        "changed": "desk_changed",
    }
    charts.table(frame, {column: say(word, language) for column, word in headings.items()})


def _ask_again(
    analysis: Analysis,
    panel: Panel,
    cases: Mapping[str, Sequence[Case]],
    notes: Mapping[str, str],
) -> None:
    """Show what one respondent could be asked again, his note, and what he said then."""
    language, names = state.language(), panel_names(analysis, state.language())
    left, right = st.columns(2, gap="large")
    with left:
        if st.session_state.get(WHO) not in cases:
            st.session_state[WHO] = next(iter(cases))
        who = st.selectbox(say("desk_review_who", language), list(cases), key=WHO)
        own = cases[who]
        place = st.radio(
            say("desk_review_pick", language),
            list(range(len(own))),
            format_func=[tables.unmarked(_proposed(each, names)) for each in own].__getitem__,
            key=f"{PICK}_{who}_{sum(len(one.changes) for one in panel.respondents)}",
        )
        _accept(panel, own[place], names)
    with right:
        st.markdown(say("desk_review_note", language))
        with st.container(height=HEIGHT):
            st.code(notes[who], language=None, wrap_lines=True)
        with st.container(horizontal=True):
            one = say("desk_review_note_one", language, name=who)
            _download("one", one, lambda: notes[who].encode(), f"{who}.txt")
            every = say("desk_review_notes", language, count=len(notes))
            texts = {f"{name}.txt": note.encode() for name, note in notes.items()}
            _download("all", every, lambda: archive(texts), "notes.zip")


def _download(key: str, label: str, make: Callable[[], bytes], file: str) -> None:
    st.download_button(
        label,
        make,
        file,
        icon=":material/download:",
        key=f"review_note_{key}",
        on_click="ignore",
    )


def _proposed(case: Case, names: PanelNames) -> str:
    each, proposal = case
    return say(
        "desk_review_proposal",
        names.language,
        place=names.place(each.sector, each.node),
        judgement=names.judgement(proposal.first, proposal.second, proposal.said),
        to=_words(proposal.first, proposal.second, proposal.to, names),
        now=f"{each.ratio:.3f}",
        then=f"{proposal.ratio_after:.3f}",
        effect=effect_text(proposal, names),
    )


def _words(first: str, second: str, value: float, names: PanelNames) -> str:
    return side_words(names.items[first], names.items[second], value)


def _accept(panel: Panel, case: Case, names: PanelNames) -> None:
    """Show what the respondent chose instead, why, and the button that records it."""
    language, (each, proposal) = names.language, case
    values = values_of(panel.rules.scale)
    stem = f"{each.respondent}_{each.sector}_{each.node}_{proposal.first}_{proposal.second}"
    st.selectbox(
        say("desk_review_to", language),
        list(values),
        index=list(values).index(spelled(proposal.to)),
        format_func=lambda text: _words(proposal.first, proposal.second, values[text], names),
        key=f"{TO}_{stem}",
    )
    st.text_input(say("desk_review_reason", language), max_chars=500, key=f"{REASON}_{stem}")
    st.button(
        say("desk_review_accept", language),
        type="primary",
        icon=":material/edit_note:",
        key="review_accept",
        on_click=_accepted,
        args=(panel, case, stem),
    )


def _accepted(panel: Panel, case: Case, stem: str) -> None:
    """Record what a respondent said when asked again, beside what he said first."""
    each, proposal = case
    reason = st.session_state[f"{REASON}_{stem}"].strip()
    if not reason:
        st.session_state[_WRONG] = [say("desk_review_unreasoned", state.language())]
        return
    change = JudgementChange.model_construct(
        sector=proposal.sector,
        node=each.node,
        first=proposal.first,
        second=proposal.second,
        before=proposal.original,
        to=values_of(panel.rules.scale)[st.session_state[f"{TO}_{stem}"]],
        reason=Text.model_construct(ko=reason, en=reason),
    )
    said = next(one for one in panel.respondents if one.id == each.respondent)
    _put(with_respondent(panel, with_change(said, change)))


def _put(panel: Panel) -> None:
    """Lay the panel on the desk by the rules that it has there."""
    try:
        state.change(lambda draft: with_panel(draft, panel))
    except ScenarioError as error:
        st.session_state[_WRONG] = files.said(error, state.language())


def _changed(panel: Panel, names: PanelNames) -> None:
    """Show what was changed when respondents were asked again, to be taken back."""
    language = names.language
    every = {
        f"{one.id} {place}": (one, change)
        for one in panel.respondents
        for place, change in enumerate(one.changes)
    }
    if not every:
        return
    st.subheader(say("desk_review_changes", language))
    said = {
        key: f"{one.id}, {names.place(change.sector, change.node)}: "
        f"{names.judgement(change.first, change.second, change.before)} → "
        f"{_words(change.first, change.second, change.to, names)}"
        for key, (one, change) in every.items()
    }
    tables.lines([f"{said[key]} · {change.reason(language)}" for key, (_, change) in every.items()])
    which, button = st.columns([3, 1], vertical_alignment="bottom")
    chosen = which.selectbox(
        say("desk_review_which", language), list(every), format_func=said.__getitem__, key=BACK
    )
    one, change = every[chosen]
    left = tuple(each for each in one.changes if each is not change)
    smaller = with_respondent(panel, one.model_copy(update={"changes": left}))
    button.button(
        say("desk_review_back", language),
        icon=":material/undo:",
        key="review_take_back",
        on_click=_put,
        args=(smaller,),
    )
