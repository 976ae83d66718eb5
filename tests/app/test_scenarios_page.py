"""Scenarios on the screen: named, saved, opened, edited and compared, hostile files refused."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import ganeum
from ganeum.drafting import Draft
from ganeum.saving import save

if TYPE_CHECKING:
    from conftest import Desk  # pyright: ignore[reportMissingImports]

pytest.importorskip("streamlit", reason="THE SCREEN IS NOT TESTED: the extra `app` is missing")

SHOWN = "scenarios"
FGI = "weights.groups.fgi"


@pytest.fixture(autouse=True)
def folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Keep what is saved in a folder of the test."""
    monkeypatch.setattr("ganeum_ui.shelf.local", lambda: True)
    monkeypatch.setattr("ganeum_ui.shelf.home_of", lambda _base: tmp_path)
    return tmp_path


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, dict[str, Any]]]:
    """Edits that the next run finds in a table, each with the beginning of the table's key."""
    import streamlit as st

    waiting: list[tuple[str, dict[str, Any]]] = []
    nothing = {"edited_rows": {}, "deleted_rows": [], "added_rows": []}

    def editor(_frame: object, *, key: str, on_change: Any, args: Any, **_: object) -> None:
        for edit in [edit for edit in waiting if key.startswith(edit[0])]:
            waiting.remove(edit)
            st.session_state[key] = {**nothing, **edit[1]}
            on_change(*args)

    monkeypatch.setattr(st, "data_editor", editor)
    return waiting


def draft(screen) -> Draft:
    return screen.desk.draft


def mine(seoul: ganeum.Scenario, folder: Path, title: str = "내 시나리오") -> Path:
    file = folder / "mine.yaml"
    save(Draft.of(seoul).called("mine", title).with_change(FGI, 2, "까닭"), file)
    return file


# names and files


def test_a_draft_is_named_saved_and_read_by_the_engine(show, folder: Path) -> None:
    screen = show(SHOWN)
    assert screen.test.button(key="scenario_save").disabled
    screen.test.text_input(key="scenario_name").set_value("실증 우선")
    screen.test.text_area(key="scenario_note").set_value("회의용")
    screen.run()
    screen.test.button(key="scenario_save").click()
    screen.run()
    (file,) = folder.glob("*.yaml")
    assert screen.says(f"저장함: {file.name}")
    scenario = ganeum.load(file)
    assert (scenario.model.title.ko, scenario.model.note.ko) == ("실증 우선", "회의용")
    assert scenario.digest == screen.desk.scenario.digest


def test_saving_again_writes_the_same_file(show, folder: Path, seoul) -> None:
    file = mine(seoul, folder)
    screen = show(SHOWN)
    screen.test.selectbox(key="scenario_open").set_value("own/mine").run()
    screen.test.button(key="scenario_open_button").click()
    screen.run()
    assert draft(screen).title.ko == "내 시나리오"
    assert draft(screen).changes[0].reason.ko == "까닭"
    screen.test.text_area(key="scenario_note").set_value("고침")
    screen.run()
    screen.test.button(key="scenario_save").click()
    screen.run()
    assert ganeum.load(file).model.note.ko == "고침"
    assert [each.name for each in folder.glob("*.yaml")] == ["mine.yaml"]


def test_a_file_that_somebody_else_changed_is_not_overwritten(show, folder: Path, seoul) -> None:
    file = mine(seoul, folder)
    screen = show(SHOWN)
    screen.test.selectbox(key="scenario_open").set_value("own/mine").run()
    screen.test.button(key="scenario_open_button").click()
    screen.run()
    text = file.read_text() + "# theirs\n"
    file.write_text(text)
    screen.test.button(key="scenario_save").click()
    screen.run()
    assert screen.says("파일이 읽은 뒤 디스크에서 바뀌었음")
    assert file.read_text() == text


def test_two_sessions_that_save_the_same_name_keep_both(show, folder: Path) -> None:
    for _ in range(2):
        screen = show(SHOWN, "en")
        screen.test.text_input(key="scenario_name").set_value("Mine")
        screen.run()
        screen.test.button(key="scenario_save").click()
        screen.run()
    assert sorted(each.name for each in folder.glob("*.yaml")) == ["mine-2.yaml", "mine.yaml"]


def test_names_are_text_and_lead_nowhere(show, folder: Path) -> None:
    name = "=../../evil<script>alert(1)</script>\u202e"
    screen = show(SHOWN, "en")
    screen.test.text_input(key="scenario_name").set_value(name)
    screen.run()
    screen.test.button(key="scenario_save").click()
    screen.run()
    (file,) = folder.rglob("*.yaml")
    assert file.parent == folder
    assert ganeum.load(file).model.title.en == name
    assert "script" not in screen.read().tags


def test_a_server_for_others_saves_nothing_and_shows_nobodys_files(
    show, monkeypatch: pytest.MonkeyPatch, folder: Path, seoul
) -> None:
    mine(seoul, folder)
    monkeypatch.setattr("ganeum_ui.shelf.local", lambda: False)
    screen = show(SHOWN)
    keys = [each.key for each in screen.test.button]
    assert "scenario_save" not in keys
    options = screen.test.selectbox(key="scenario_open").options
    assert all("mine.yaml" not in option for option in options)


def test_opening_another_scenario_loses_no_work(show, folder: Path, typed) -> None:
    screen = show(SHOWN, "en")
    typed.append(("edit_", {"edited_rows": {4: {"workforce": 9}}}))
    screen.run().run()
    work = draft(screen)
    screen.test.button(key="scenario_open_button").click()
    screen.run()
    assert draft(screen) != work
    screen.test.button(key="scenario_former_button").click()
    screen.run()
    assert draft(screen) == work


# links


def test_a_link_opens_the_saved_scenario_that_it_names(show, folder: Path, seoul) -> None:
    mine(seoul, folder)
    screen = show("ranking", linked="mine")
    assert draft(screen).title.ko == "내 시나리오"
    assert screen.test.query_params["scenario"] == "mine"
    menu = show("ranking", linked="seoul-2022-support-menu")
    assert draft(menu).id == "seoul-2022-support-menu"


def test_what_was_saved_or_opened_is_in_the_link_and_nothing_else_is(show, folder: Path) -> None:
    screen = show(SHOWN, "en")
    assert "scenario" not in screen.test.query_params
    screen.test.text_input(key="scenario_name").set_value("Mine")
    screen.run()
    assert "scenario" not in screen.test.query_params
    screen.test.button(key="scenario_save").click()
    screen.run()
    assert screen.test.query_params["scenario"] == "mine"


def test_a_link_leads_nowhere_else(show, seoul, folder: Path, monkeypatch) -> None:
    from ganeum_ui import shelf

    mine(seoul, folder)
    assert shelf.named("mine", seoul) == folder / "mine.yaml"
    for name in ("../seoul-2022", "own/mine", "/etc/passwd", "template", "none", "", ".", "\0"):
        assert shelf.named(name, seoul) is None
    image = "![x](//evil)<img>"
    screen = show(SHOWN, "en", linked=image)
    assert draft(screen) == Draft.of(seoul)
    assert screen.says(f"so the first one is shown: {image}")
    assert not screen.run().says(image)


def test_a_link_to_a_broken_file_or_on_a_server_for_others_opens_the_first(
    show, seoul, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "broken.yaml").write_text("a: [", encoding="utf-8")
    assert draft(show(SHOWN, linked="broken")) == Draft.of(seoul)
    mine(seoul, folder)
    monkeypatch.setattr("ganeum_ui.shelf.local", lambda: False)
    assert draft(show(SHOWN, linked="mine")) == Draft.of(seoul)


# uploads


def test_an_uploaded_scenario_lies_on_the_desk_or_is_refused(
    seoul, monkeypatch: pytest.MonkeyPatch
) -> None:
    from streamlit.testing.v1 import AppTest

    def script(uploads: list[bytes]) -> None:
        import streamlit as st

        from ganeum import ScenarioError
        from ganeum_ui import files, state

        said = []
        for data in uploads:
            before = state.desk()
            try:
                files.put_upload(data)
                said.append([])
            except ScenarioError as error:
                said.append(files.said(error, "en"))
                assert state.desk() is before
        st.session_state["said"] = said

    good = Draft.of(seoul).called("up", "Uploaded").with_change(FGI, 2)
    hostile = {
        b"\xff\xfe\x00": "UTF-16",
        b"a: [": "uploaded.yaml:",
        b"x" * 6_000_000: "MB",
        good.text("../seoul-2022.yaml").encode(): "base",
        good.text("/etc/passwd").encode(): "base",
        good.text("nobody.yaml").encode(): "no such file",
        b"ganeum: 1\nkind: evidence\n": "kind",
        good.with_change("seed", -1).text().encode(): "seed",
    }
    monkeypatch.setattr("sys.argv", ["app"])
    uploads = [*hostile, good.text().encode()]
    test = AppTest.from_function(script, kwargs={"uploads": uploads}, default_timeout=60).run()
    assert not test.exception
    *refusals, accepted = test.session_state["said"]
    assert accepted == []
    assert test.session_state["desk"].draft == good
    for lines, said in zip(refusals, hostile.values(), strict=True):
        assert any(said in line for line in lines), (said, lines)
        assert not any("/" in line.split(":")[0] for line in lines)


# edits


def test_an_edited_score_is_a_change_and_moves_the_ranking(show, typed) -> None:
    screen = show(SHOWN, "en")
    before = screen.desk.analysis["ai"].ranking("ahp").scores.tolist()
    typed.append(("edit_", {"edited_rows": {4: {"workforce": 9}}}))
    screen.run().run()
    place = "alternatives.demonstration_zones.scores.workforce"
    assert [change.what for change in draft(screen).changes] == [place]
    assert screen.desk.analysis["ai"].ranking("ahp").scores.tolist() != before
    typed.append(("changes_", {"edited_rows": {0: {"reason": "Trainees run them"}}}))
    screen.run().run()
    assert draft(screen).changes[0].reason.en == "Trainees run them"
    assert screen.says("score: Regulation-free demonstration zones - workforce")
    typed.append(("changes_", {"edited_rows": {0: {"back": True}}}))
    screen.run().run()
    assert draft(screen).changes == ()


def test_a_wrong_level_is_refused_in_words(show, typed) -> None:
    screen = show(SHOWN)
    typed.append(("edit_", {"edited_rows": {4: {"workforce": 5}}}))
    screen.run()
    assert draft(screen).changes == ()
    assert screen.says("5은(는) 척도에 없는 등급임")


def test_interventions_are_added_renamed_and_taken_out(show, typed) -> None:
    screen = show(SHOWN, "en")
    scores = {"infrastructure": 3, "workforce": 9, "investment": 1, "demonstration": 0}
    typed.append(("edit_", {"added_rows": [{"name": "Exchange"}]}))
    screen.run()
    assert draft(screen).changes == ()
    typed.append(
        (
            "edit_",
            {
                "added_rows": [{"name": "Exchange", **scores}],
                "edited_rows": {0: {"name": "Training"}},
                "deleted_rows": [7],
            },
        )
    )
    screen.run().run()
    names = [each.name.en for each in screen.desk.scenario.model.alternatives]
    assert (names[0], names[-1], len(names)) == ("Training", "Exchange", 8)


def test_edits_and_names_are_undone_and_done_again(show, typed) -> None:
    screen = show(SHOWN, "en")
    base = draft(screen)
    typed.append(("edit_", {"edited_rows": {4: {"workforce": 9}}}))
    screen.run().run()
    edited = draft(screen)
    screen.test.text_input(key="scenario_name").set_value("Mine")
    screen.run()
    named = draft(screen)

    def press(key: str) -> Draft:
        screen.test.button(key=key).click()
        return draft(screen.run())

    assert "name or note" in screen.test.button(key="changes_undo").help
    assert press("changes_undo") == edited
    assert "Regulation-free" in screen.test.button(key="changes_undo").help
    assert press("changes_undo") == base
    assert screen.test.button(key="changes_undo").disabled
    assert press("changes_redo") == edited
    assert press("changes_redo") == named
    assert screen.test.button(key="changes_redo").disabled


# comparison


def test_two_scenarios_are_compared_in_words(show, folder: Path, seoul) -> None:
    mine(seoul, folder, "집단면접을 두 배로")
    screen = show(SHOWN, charts=True)
    screen.test.selectbox(key="compare_one").set_value("base")
    screen.test.selectbox(key="compare_other").set_value("own/mine")
    screen.run()
    assert screen.says("다른 입력: 1개")
    assert any(
        "집단의 비중: 전문가 집단면접(FGI)" in row for table in screen.tables() for row in table
    )


def test_the_present_draft_is_compared_with_its_base(show, typed, seoul) -> None:
    screen = show(SHOWN, "en", charts=True, sector="robotics")
    assert screen.says("The two scenarios have the same inputs")
    typed.append(("edit_", {"edited_rows": {4: {"workforce": 9, "investment": 9}}}))
    screen.run().run()
    assert screen.says("Inputs that differ: 2")
    assert len(screen.test.get("vega_lite_chart")) == 2


def test_a_broken_file_in_the_folder_is_shown_by_its_name_and_not_opened(
    show, folder: Path
) -> None:
    (folder / "broken.yaml").write_text("a: [", encoding="utf-8")
    screen = show(SHOWN, "en")
    before = draft(screen)
    screen.test.selectbox(key="scenario_open").set_value("own/broken").run()
    screen.test.button(key="scenario_open_button").click()
    screen.run()
    assert draft(screen) == before
    assert screen.says("broken.yaml:")


def test_english_is_complete(show) -> None:
    import re

    screen = show(SHOWN, "en")
    said = [*screen.read().text, *screen.labels()]
    assert [text for text in said if re.search("[가-힣]", text)] == []


def test_a_plain_question_is_edited_too(show, desk: "Desk", plain: str, typed) -> None:
    screen = show(SHOWN, "en", desk.write(plain))
    typed.append(("edit_", {"edited_rows": {1: {"price": 1}}}))
    screen.run().run()
    assert [change.to for change in draft(screen).changes] == [1]
