"""Unsaved work comes back to the browser that made it, and to no other."""

from pathlib import Path

import pytest

pytest.importorskip("streamlit", reason="THE SCREEN IS NOT TESTED: the extra `app` is missing")

WORK = "weights.groups.fgi"


@pytest.fixture
def cookie(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """The cookies that a browser sends; no tab of it is open any more."""
    from streamlit.runtime.context import ContextProxy

    sent: dict[str, str] = {}
    monkeypatch.setattr(ContextProxy, "cookies", property(lambda _: sent))
    monkeypatch.setattr("ganeum_ui.autosave._open", lambda _: False)
    return sent


def change(screen):
    """Make a change on the screen's desk, as any page does."""
    screen.test.text_input(key="scenario_name").set_value("나의 작업")
    return screen.run()


def test_a_new_session_of_a_browser_begins_where_the_last_ended(show, cookie) -> None:
    cookie["ganeum_browser"] = "a" * 43
    work = change(show("scenarios")).desk.draft
    again = show("scenarios")
    assert again.desk.draft == work
    assert again.says("저장하지 않은 작업을 되살렸음: 나의 작업")
    again.test.button(key="start_afresh").click()
    again.run()
    assert again.desk.draft.title == again.desk.draft.base.model.title
    assert not again.says("되살렸음")


def test_another_browser_sees_nothing_of_it(show, cookie) -> None:
    cookie["ganeum_browser"] = "a" * 43
    change(show("scenarios"))
    cookie["ganeum_browser"] = "b" * 43
    other = show("scenarios")
    assert other.desk.draft.title == other.desk.draft.base.model.title


def test_the_secret_is_neither_on_disk_nor_in_the_address(show, cookie, state_folder: Path) -> None:
    cookie["ganeum_browser"] = "c" * 43
    screen = change(show("scenarios"))
    paths = [str(path) for path in state_folder.rglob("*")]
    assert any(path.endswith(".json") for path in paths)
    assert not any("c" * 43 in path for path in paths)
    assert "c" * 43 not in str(dict(screen.test.query_params))


@pytest.mark.parametrize("value", ["../../x", "", "a" * 42, "é" * 43])
def test_a_cookie_of_another_form_is_none(show, cookie, state_folder: Path, value: str) -> None:
    cookie["ganeum_browser"] = value
    change(show("scenarios"))
    folders = [path for path in state_folder.iterdir() if path.is_dir()]
    assert [len(path.name) for path in folders] == [64]
    again = show("scenarios")
    assert again.desk.draft.title == again.desk.draft.base.model.title


def test_a_disk_that_cannot_be_written_stops_nobody(show, cookie, monkeypatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("ganeum_ui.autosave.keep", full)
    assert change(show("scenarios")).desk.draft.title.ko == "나의 작업"


def test_a_tab_that_is_open_keeps_its_work_to_itself(show, cookie, monkeypatch) -> None:
    cookie["ganeum_browser"] = "d" * 43
    change(show("scenarios"))
    monkeypatch.setattr("ganeum_ui.autosave._open", lambda _: True)
    other = show("scenarios")
    assert other.desk.draft.title == other.desk.draft.base.model.title


def test_a_link_to_a_file_brings_back_what_was_not_saved_of_that_file_only(
    show, cookie, monkeypatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("ganeum_ui.shelf.local", lambda: True)
    monkeypatch.setattr("ganeum_ui.shelf.home_of", lambda _base: tmp_path)
    cookie["ganeum_browser"] = "e" * 43
    screen = change(show("scenarios"))
    screen.test.button(key="scenario_save").click()
    name = screen.run().test.query_params["scenario"]
    assert not show("scenarios", linked=name).says("되살렸음")
    screen.test.text_area(key="scenario_note").set_value("아직")
    screen.run()
    again = show("scenarios", linked=name)
    assert again.says("되살렸음")
    assert again.desk.draft.note.ko == "아직"
    other = show("scenarios", linked="seoul-2022-support-menu")
    assert other.desk.draft.id == "seoul-2022-support-menu"
    assert not other.says("되살렸음")
