"""Scenarios: name, save and open them, edit scores, and see what differs between two."""

from collections.abc import Callable
from pathlib import Path

import streamlit as st

from ganeum import Analysis, Scenario, ScenarioError, analyse
from ganeum.comparison import Comparison, compare
from ganeum.ranking import METHODS
from ganeum.report.comparison_report import comparison_sections
from ganeum.saving import free_id
from ganeum.words import say
from ganeum_ui import charts, files, shelf, state, tables
from ganeum_ui.changes_table import changes_table
from ganeum_ui.score_editor import score_editor

NAME, NOTE, SAID, WRONG = "scenario_name", "scenario_note", "scenario_said", "scenario_wrong"
NOW, BASE = "now", "base"
HALF = 620  # pixels of one of two charts side by side


def page() -> None:
    """Show the page."""
    now, others = st.columns(2, gap="large")
    with now:
        _now()
    with others:
        _others()
    changes_table()
    score_editor()
    _comparison()


def _now() -> None:
    language, desk = state.language(), state.desk()
    draft = desk.draft
    st.subheader(say("scenario_now", language))
    st.session_state[NAME] = draft.title(language)
    st.session_state[NOTE] = draft.note(language) if draft.note else ""
    st.text_input(say("scenario_name", language), key=NAME, max_chars=200, on_change=_named)
    st.text_area(
        say("scenario_note", language), key=NOTE, max_chars=2000, on_change=_named, height=80
    )
    base = draft.base.model.title(language)
    tables.lines([say("scenario_base", language, title=base)], "quiet")
    own = draft.title != draft.base.model.title
    if not own:
        tables.lines([say("scenario_unnamed", language)])
    with st.container(horizontal=True):
        if shelf.local():
            st.button(
                say("save", language),
                key="scenario_save",
                icon=":material/save:",
                type="primary",
                disabled=not own,
                on_click=_save,
            )
        st.download_button(
            say("download_scenario", language),
            draft.text,  # not called before the click, so that no browser fetches it unasked
            f"{draft.id}.yaml",
            "application/yaml",
            icon=":material/download:",
            key="scenario_download",
            on_click="ignore",
        )
    _outcome()
    where = (
        say("saving_local", language, folder=shelf.folder(draft.base))
        if shelf.local()
        else say("saving_shared", language)
    )
    tables.lines([where, say("link_note", language)], "quiet")


def _outcome() -> None:
    """Say what became of the last thing that was done with a file."""
    language = state.language()
    tables.lines(st.session_state.pop(SAID, []), "answer")
    wrong = st.session_state.pop(WRONG, [])
    if wrong:
        st.warning(say("not_done", language, count=len(wrong)), icon=":material/error:")
        tables.lines(wrong)


def _named() -> None:
    """Give the draft the name and the note that were typed."""
    language, draft = state.language(), state.desk().draft
    name, note = st.session_state[NAME].strip(), st.session_state[NOTE].strip()
    title = draft.title if name == draft.title(language) else name
    said = draft.note if draft.note and note == draft.note(language) else note
    own = draft.id if title == draft.title else free_id(name, shelf.folder(draft.base), draft.base)
    _try(lambda: state.change(lambda draft: draft.called(own, title, said)))


def _save() -> None:
    def save() -> None:
        file = files.save_desk()
        st.session_state[SAID] = [say("saved", state.language(), file=file.name)]

    _try(save)


def _try(act: Callable[[], None]) -> None:
    try:
        act()
    except ScenarioError as error:
        st.session_state[WRONG] = files.said(error, state.language())


def _others() -> None:
    language = state.language()
    st.subheader(say("open_title", language))
    known = shelf.known(state.desk().draft.base)
    labels = {key: _label(file) for key, file in known.items()}
    chosen = st.selectbox(
        say("open_choose", language),
        list(known),
        format_func=labels.__getitem__,
        key="scenario_open",
    )
    st.button(
        say("open", language),
        key="scenario_open_button",
        icon=":material/folder_open:",
        on_click=_open,
        args=(known[chosen],) if chosen else (),
        disabled=not chosen,
    )
    former = files.former()
    if former is not None:
        st.button(
            say("back_to_former", language),
            key="scenario_former_button",
            icon=":material/undo:",
            on_click=files.put_former,
        )
    st.file_uploader(
        say("upload", language),
        type=["yaml", "yml"],
        key=_uploader(),
        on_change=_upload,
    )


def _uploader() -> str:
    return f"scenario_upload_{st.session_state.get('scenario_uploads', 0)}"


def _label(file: Path) -> str:
    scenario = files.opened(file)
    if scenario is None:
        return file.name
    return f"{scenario.model.title(state.language())} ({file.name})"


def _open(file: Path) -> None:
    def act() -> None:
        files.put_file(file)
        title = state.desk().draft.title(state.language())
        st.session_state[SAID] = [say("opened", state.language(), title=title)]

    _try(act)


def _upload() -> None:
    given = st.session_state[_uploader()]
    if given is None:
        return

    def act() -> None:
        files.put_upload(given.getvalue())
        title = state.desk().draft.title(state.language())
        st.session_state[SAID] = [say("opened", state.language(), title=title)]

    _try(act)
    st.session_state["scenario_uploads"] = st.session_state.get("scenario_uploads", 0) + 1


def _comparison() -> None:
    language = state.language()
    st.subheader(say("compare_title", language))
    known = shelf.known(state.desk().draft.base)
    base = state.desk().draft.base.model.title(language)
    labels = {
        NOW: say("compare_now", language),
        BASE: say("compare_base", language, title=base),
        **{key: _label(file) for key, file in known.items()},
    }
    keys = list(labels)
    left, right = st.columns(2)
    one = left.selectbox(
        say("compare_one", language),
        keys,
        index=keys.index(BASE),
        format_func=labels.__getitem__,
        key="compare_one",
    )
    other = right.selectbox(
        say("compare_other", language), keys, format_func=labels.__getitem__, key="compare_other"
    )
    pair = [_compared(each) for each in (one, other)]
    if pair[0] is None or pair[1] is None:
        return
    found = compare(pair[0], pair[1])
    head, inputs, moves = comparison_sections(found, language)
    tables.lines(head.lines)
    if found.inputs:
        tables.section(inputs)
    if found.moves:
        _slopes(found)
        charts.sections([moves])


def _compared(key: str) -> Analysis | None:
    if key == NOW:
        return state.desk().analysis
    scenario = (
        state.desk().draft.base
        if key == BASE
        else files.opened(shelf.known(state.desk().draft.base)[key])
    )
    return _analysed(scenario.digest, scenario) if scenario else None


@st.cache_resource(show_spinner=False, max_entries=16)
def _analysed(digest: str, _scenario: Scenario) -> Analysis:  # noqa: ARG001
    return analyse(_scenario)


def _slopes(found: Comparison) -> None:
    """Show the ranks of the sector that is shown, from one scenario to the other."""
    from ganeum.report.charts import about, bump_chart, caption
    from ganeum.report.charts.frames import comparison_frame

    language, sector = state.language(), state.sector()
    if sector not in found.one or sector not in found.other:
        return
    labels = tuple(analysis.scenario.model.title(language) for analysis in (found.one, found.other))
    for column, method in zip(st.columns(2), METHODS, strict=True):
        with column:
            frame = comparison_frame(found, sector, method, (labels[0], labels[1]), language)
            charts.chart(
                f"slope_{method}",
                (found.one.scenario.digest, found.other.scenario.digest, sector, *labels),
                lambda frame=frame, method=method: bump_chart(
                    frame,
                    language,
                    subtitle=about(found.other, language, sector, method),
                    caption=caption(
                        language,
                        varied=say("varied_scenarios", language),
                        fixed=say("fixed_scenarios", language),
                    ),
                    width=HALF,
                ),
            )
