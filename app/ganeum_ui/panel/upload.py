"""The second step: answers that came back, read at once or refused with everything to mend."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from ganeum import Scenario, ScenarioError
from ganeum.loading import shipped_scenarios
from ganeum.panel.answers import WORKBOOK, Answers, read_answers
from ganeum.panel.in_draft import gathered, with_panel
from ganeum.panel.questionnaire import Scale
from ganeum.panel.workbooks import refused
from ganeum.problems import Problem, printable
from ganeum.report.sections import Column, Section
from ganeum.words import say
from ganeum_ui import state, tables
from ganeum_ui.panel.asked import asked_about
from ganeum_ui.panel.form import scale_choice

EXAMPLE, FAULTY = "made-up-panel.csv", "made-up-panel-faulty.xlsx"
MOST = 200  # problems that are shown
KINDS = ["xlsx", "csv", "tsv", "txt"]
_SAID, _ROUND = "panel_upload_said", "panel_uploads"
_STRANGE = re.compile(r"[^\w .()-]")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of the last reading."""

    respondents: int
    problems: tuple[Problem, ...] = ()
    notes: tuple[Problem, ...] = ()


def step() -> None:
    """Show the step."""
    language = state.language()
    given, options = st.columns([3, 2], gap="large")
    turn = st.session_state.get(_ROUND, 0)
    with given:
        some = st.file_uploader(
            say("desk_upload", language),
            type=KINDS,
            accept_multiple_files=True,
            key=f"panel_upload_{turn}",
        )
    with options:
        scale = scale_choice("panel_upload_scale", "desk_upload_scale")
        mapping = st.file_uploader(
            say("desk_upload_mapping", language),
            type=["yaml", "yml", "csv"],
            key=f"panel_upload_mapping_{turn}",
        )
    keep = False
    with given:
        if state.desk().scenario.model.panel is not None:
            keep = st.checkbox(say("desk_upload_keep", language), key="panel_upload_keep")
        with st.container(horizontal=True):
            st.button(
                say("desk_upload_read", language),
                type="primary",
                icon=":material/upload_file:",
                key="panel_upload_read",
                disabled=not some,
                on_click=_uploaded,
                args=(some, mapping, scale, keep),
            )
            for key, file in (("example", EXAMPLE), ("faulty", FAULTY)):
                st.button(
                    say(f"desk_upload_{key}", language),
                    icon=":material/science:",
                    key=f"panel_upload_{key}",
                    on_click=_example,
                    args=(file,),
                )
        tables.lines([say("desk_upload_private", language)], "quiet")
    _outcome()


def _uploaded(
    some: Sequence[UploadedFile], mapping: UploadedFile | None, scale: Scale, keep: bool
) -> None:
    """Read what was uploaded, in a folder of its own that is gone afterwards."""
    with TemporaryDirectory() as folder:
        places = [_put(each, Path(folder) / "answers") for each in some]
        columns = _put(mapping, Path(folder) / "mapping") if mapping else None
        base = asked_about()
        _read(lambda: _answers(places, base, scale, columns), keep=keep)
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1


def _answers(places: Sequence[Path], base: Scenario, scale: Scale, columns: Path | None) -> Answers:
    """Read one file, or several forms at once."""
    if len(places) == 1:
        return read_answers(places[0], base, scale=scale, mapping=columns)
    for place in places:
        if place.suffix.lower() != WORKBOOK:  # which the reader of a folder would pass over
            raise refused(place, "form_not_one")
    return read_answers(places[0].parent, base)


def _put(given: UploadedFile, folder: Path) -> Path:
    """Write a file under its name, as far as that is a name and leads nowhere."""
    folder.mkdir(exist_ok=True)
    name = Path(_STRANGE.sub("_", Path(given.name).name)[-60:].lstrip(". "))
    place = folder / name
    number = 2
    while place.exists():
        place = folder / f"{name.stem} ({number}){name.suffix}"
        number += 1
    place.write_bytes(given.getvalue())
    return place


def _example(file: str) -> None:
    _read(lambda: read_answers(shipped_scenarios() / "panels" / file, asked_about()))


def _read(read: Callable[[], Answers], *, keep: bool = False) -> None:
    """Lay answers on the desk if nothing is wrong with them; else what is there stays."""
    try:
        answers = read()
        if answers.respondents and not answers.problems:
            former = state.desk().scenario.model.panel if keep else None
            panel = gathered(answers, former)
            state.change(lambda draft: with_panel(draft, panel))
        count = len(answers.respondents)
        outcome = Outcome(count, answers.problems, answers.notes)
    except ScenarioError as error:
        outcome = Outcome(0, error.problems)
    st.session_state[_SAID] = outcome


def _outcome() -> None:
    """Say what became of the last reading."""
    outcome = st.session_state.get(_SAID)
    if not isinstance(outcome, Outcome):
        return
    language = state.language()
    if not (outcome.respondents or outcome.problems):
        st.error(say("desk_upload_nobody", language), icon=":material/error:")
    elif outcome.problems:
        count = len(outcome.problems)
        st.error(say("desk_upload_wrong", language, count=count), icon=":material/error:")
        _table(outcome.problems)
    else:
        done = say("desk_upload_done", language, count=outcome.respondents)
        st.success(done, icon=":material/check:")
    if outcome.notes:
        with st.expander(say("desk_upload_notes", language), icon=":material/info:"):
            _table(outcome.notes)


def _table(problems: Sequence[Problem]) -> None:
    language = state.language()
    rows = [
        [each.where(Path(each.file).name)[:-2], printable(each.sentence(language))]
        for each in problems[:MOST]
    ]
    heads = [Column(say(f"desk_upload_{key}", language)) for key in ("where", "what")]
    more = [say("desk_upload_more", language, count=len(problems) - MOST)]
    lines = more if len(problems) > MOST else []
    tables.section(Section("", heads, rows, lines), titled=False)
