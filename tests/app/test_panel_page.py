"""The page of expert panels: asked, read, entered, reviewed and used, with the engine's numbers."""

import io
import re
import zipfile
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from ganeum import analyse
from ganeum.fields import Text
from ganeum.kernel import priorities
from ganeum.loading import Scenario, load_bytes, shipped_scenarios
from ganeum.panel.answers import read_answers
from ganeum.panel.group_view import group_view
from ganeum.panel.into_scenario import panel_draft
from ganeum.panel.review import review
from ganeum.panel_file import Panel
from ganeum.report.panel.group_report import group_sections
from ganeum.report.panel.review_report import review_sections
from ganeum.words import say

if TYPE_CHECKING:
    from conftest import Desk  # pyright: ignore[reportMissingImports]

pytest.importorskip("streamlit", reason="THE SCREEN IS NOT TESTED: the extra `app` is missing")

PAGE, EXAMPLE = "panel", "made-up-panel.csv"
STEPS = ("form", "answers", "entry", "review", "group", "use")
HANGUL = re.compile("[가-힣]")


@pytest.fixture(scope="session")
def panel(seoul: Scenario) -> Panel:
    """Return the made-up panel as the command line reads it."""
    read = read_answers(shipped_scenarios() / "panels" / EXAMPLE, seoul)
    return Panel(
        title=Text(ko="-", en="-"),
        made_up=read.made_up,
        groups=read.groups,
        respondents=read.respondents,
    )


@pytest.fixture(scope="session")
def by_command(seoul: Scenario, panel: Panel):
    """Return the rankings that `ganeum panel` gives."""
    draft = panel_draft(seoul, panel, "panel", Text(ko="-", en="-"))
    return analyse(draft.scenario())


def at(screen, step: str):
    """Turn to a step."""
    screen.test.session_state["step"] = step
    return screen.run()


def press(screen, key: str):
    screen.test.button(key=key).click()
    return screen.run()


def with_example(show, language: str = "ko"):
    return press(show(PAGE, language, step="answers"), "panel_upload_example")


def choose(screen, place: int, text: str, who: str = "r01"):
    """Answer a pair by its box."""
    screen.test.selectbox(key=f"entry_{who}_ai_goal_{place}_box").set_value(text)
    return screen.run()


@pytest.mark.parametrize("language", ["ko", "en"])
def test_every_step_is_shown(show, language: str) -> None:
    screen = show(PAGE, language)
    assert screen.says(say("desk_none", language))
    at(screen, "review")
    assert screen.test.info[0].value == say("desk_needed", language)
    press(at(screen, "answers"), "panel_upload_example")
    for step in STEPS:
        at(screen, step)
        assert screen.test.warning[0].value == say("desk_made_up", language)
        if language == "en":
            assert not HANGUL.search("\n".join([*screen.read().text, *screen.labels()[1:]]))


# asked


def test_files_of_a_form_are_made_when_asked_for(monkeypatch, show, seoul: Scenario) -> None:
    made: dict[str, bytes] = {}

    def button(_label: str, make, _name: str, *, key: str, **_: object) -> None:
        if callable(make):
            made[key] = make()

    monkeypatch.setattr("streamlit.download_button", button)
    screen = show(PAGE, step="form")
    assert screen.says("응답자 한 사람에 문항 30개, 응답자 24명")
    for group, count in (("association", 1), ("expert", 1), ("official", 0)):
        screen.test.number_input(key=f"panel_form_count_{group}").set_value(count)
    screen.test.multiselect(key="panel_form_sectors").set_value(["ai"])
    screen.run()
    assert screen.says("응답자 한 사람에 문항 6개, 응답자 2명")
    with zipfile.ZipFile(io.BytesIO(made["panel_form_get_separate"])) as packed:
        assert packed.namelist() == ["seoul-2022-r01.xlsx", "seoul-2022-r02.xlsx"]
    assert made["panel_form_get_workbook"][:2] == b"PK"
    assert made["panel_form_get_page_file"].startswith(b"<!doctype html>")


# read


def test_the_example_is_read_as_the_command_line_reads_it(show, panel: Panel) -> None:
    screen = with_example(show)
    found = screen.desk.scenario.model.panel
    assert (found.respondents, found.groups) == (panel.respondents, panel.groups)
    assert found.made_up
    assert screen.desk.scenario.model.weights.origin == "evidence"
    assert screen.says("패널: 응답자 24명(협회 10명, 전문가 8명, 공무원 6명)")


def test_a_wrong_file_leaves_the_answers_as_they_were(show) -> None:
    screen = with_example(show)
    before = screen.desk
    press(screen, "panel_upload_faulty")
    assert screen.desk is before
    table = screen.tables()[0]
    places = [row[0] for row in table[1:]]
    assert "made-up-panel-faulty.xlsx: r04!I18 (r04)" in places
    assert screen.test.error[0].value.startswith(f"읽지 않음: 고칠 곳 {len(places)}군데")


@pytest.mark.parametrize("name", ["../../x.csv", "..\\x.csv", ".csv", "", "a\0b.csv", "가" * 300])
def test_a_name_of_an_upload_leads_nowhere(tmp_path: Path, name: str) -> None:
    from ganeum_ui.panel.upload import _put

    given = SimpleNamespace(name=name, getvalue=lambda: b"x")
    inside = tmp_path / "answers"
    first, second = (_put(given, inside) for _ in range(2))  # pyright: ignore[reportArgumentType]
    assert first != second
    assert sorted(inside.iterdir()) == sorted([first, second])
    assert list(tmp_path.iterdir()) == [inside]


def test_hostile_uploads_are_refused(monkeypatch, show) -> None:
    given: list[SimpleNamespace] = []
    monkeypatch.setattr(
        "streamlit.file_uploader", lambda *_, key, **__: None if "mapping" in key else given
    )
    cases = {
        "a.csv": (b"id,group\nr01,expert\n", "wide_no_header"),
        "a.xlsx": (b"PK\x03\x04", "workbook_damaged"),
        "a.txt": (b"\xff\xfe\x00\xd8", "comma_encoding"),
    }
    screen = show(PAGE, step="answers")
    for name, (data, key) in cases.items():
        given[:] = [SimpleNamespace(name=name, getvalue=lambda data=data: data)]
        press(screen.run(), "panel_upload_read")
        assert screen.desk.scenario.model.panel is None
        ((place, said),) = screen.tables()[0][1:]
        assert place == name
        assert said.startswith(say(key, "ko").split("{")[0])
    given[:] = [SimpleNamespace(name=name, getvalue=lambda: b"x") for name in ("a.xlsx", "b.csv")]
    press(screen.run(), "panel_upload_read")
    assert screen.tables()[0][1:] == [["b.csv", say("form_not_one", "ko")]]


# entered


def test_answers_by_hand_show_their_ratio_and_go_into_the_panel_and_out(show) -> None:
    screen = show(PAGE, step="entry")
    assert screen.test.button(key="entry_put").disabled
    for place, text in enumerate(("3", "5", "7", "3", "5", "1/2")):
        choose(screen, place, text)
    found = priorities(
        [[1, 3, 5, 7], [1 / 3, 1, 3, 5], [1 / 5, 1 / 3, 1, 1 / 2], [1 / 7, 1 / 5, 2, 1]]
    )
    assert screen.says(f"일관성비율(CR) {found.consistency_ratio:.3f}")
    assert screen.says(f"기하일관성지수(GCI) {found.geometric_consistency_index:.3f}")
    assert [each.value for each in screen.test.select_slider] == ["3", "5", "7", "3", "5", "1/2"]
    assert screen.desk.scenario.model.panel is None
    press(screen, "entry_put")
    (respondent,) = screen.desk.scenario.model.panel.respondents
    rows = respondent.judgements["ai"]["goal"]
    assert rows["infrastructure"]["demonstration"] == 7
    assert rows["investment"]["demonstration"] == 0.5
    press(at(screen, "use"), "panel_use")
    assert screen.desk.analysis["ai"].weights.values == pytest.approx(found.priorities)
    assert screen.desk.analysis["robotics"].weights.origin == "evidence"
    at(screen, "entry").test.selectbox(key="entry_who").set_value("r01")
    press(screen.run(), "entry_remove")
    assert screen.desk.scenario.model.panel is None
    assert screen.desk.scenario.model.weights.origin == "evidence"


def test_who_was_being_entered_about_what_is_there_after_another_page(show) -> None:
    screen = at(with_example(show), "entry")
    screen.test.selectbox(key="entry_who").set_value("r07")
    screen.test.selectbox(key="entry_sector").set_value("robotics")
    screen.test.selectbox(key="entry_node").select_index(1)
    screen.run()

    def shown() -> list[str | None]:
        keys = ("entry_who", "entry_sector", "entry_node")
        return [screen.test.selectbox(key=key).value for key in keys]

    before = shown()
    assert before[:2] == ["r07", "robotics"]
    at(screen, "answers")
    at(screen, "entry")
    assert shown() == before


def test_the_slider_and_the_box_say_the_same_and_undo_takes_one_answer_back(show) -> None:
    screen = show(PAGE, step="entry")
    screen.test.select_slider(key="entry_r01_ai_goal_0_slider").set_value("1/4")
    screen.run()
    assert screen.test.selectbox(key="entry_r01_ai_goal_0_box").value == "1/4"
    choose(screen, 1, "9")
    press(screen, "entry_undo")
    assert screen.test.selectbox(key="entry_r01_ai_goal_1_box").value == ""
    press(screen, "entry_redo")
    assert screen.test.selectbox(key="entry_r01_ai_goal_1_box").value == "9"
    choose(screen, 0, "")
    assert screen.says("6문항 가운데 1문항에 답함")


def test_a_clash_is_named_and_what_would_help(show) -> None:
    screen = show(PAGE, step="entry")
    for place, text in ((0, "3"), (1, "1/5"), (3, "4")):
        choose(screen, place, text)
    assert screen.says("아직 이어지지 않음: 인프라구축, 인력양성, 투자지원·기업육성 | 실증")
    assert screen.test.button(key="entry_put").disabled
    choose(screen, 2, "2")
    assert screen.test.warning[0].value == "한도 0.10을 넘음"
    assert screen.says("가장 어긋나는 답: 인프라구축 : 투자지원·기업육성 = 1/5")
    assert not screen.test.button(key="entry_put").disabled


def test_names_in_labels_are_text(show, desk: "Desk", plain: str) -> None:
    name = "![x](//evil) **bold**"
    file = desk.write(plain.replace("name: Price", f'name: "{name}"'))
    screen = show(PAGE, "en", file, step="entry")
    assert r"\!\[x\](//evil) \*\*bold\*\*" in screen.test.select_slider[0].label
    assert screen.says(name)


@pytest.fixture
def closed(monkeypatch: pytest.MonkeyPatch) -> None:
    """No tab is open any more."""
    monkeypatch.setattr("ganeum_ui.autosave._open", lambda _: False)


@pytest.mark.usefixtures("closed")
def test_answers_that_are_being_entered_survive_a_new_session(show, state_folder: Path) -> None:
    screen = show(PAGE, step="entry")
    choose(screen, 0, "3")
    (place,) = state_folder.rglob("*.entered")
    another = show(PAGE, step="entry")
    assert another.test.selectbox(key="entry_r01_ai_goal_0_box").value == ""
    again = show(PAGE, step="entry", autosave_key=_key_of(screen))
    assert again.test.selectbox(key="entry_r01_ai_goal_0_box").value == "3"
    press(again, "entry_drop")
    assert not place.exists()


@pytest.mark.usefixtures("closed")
def test_what_was_begun_about_something_else_stops_nobody(show, state_folder: Path) -> None:
    screen = show(PAGE, step="entry")
    choose(screen, 0, "4")
    (place,) = state_folder.rglob("*.entered")
    said = place.read_text(encoding="utf-8")
    gone = said.replace('"ai"', '"gone"').replace('"association"', '"nowhere"')
    place.write_text(gone, encoding="utf-8")
    again = show(PAGE, step="entry", autosave_key=_key_of(screen))
    press(again, "entry_put")
    assert any("gone" in text for text in again.read().text)
    assert again.desk.scenario.model.panel is None


@pytest.mark.parametrize("content", [b"", b"[]", b'{"b": 1}', b'{"b": [{"id": 1}]}'])
def test_what_cannot_be_read_is_as_if_nothing_was_entered(tmp_path: Path, content: bytes) -> None:
    from ganeum_ui.panel.jottings import _read

    place = tmp_path / "tab.entered"
    assert _read(place) == {}
    place.write_bytes(content)
    assert _read(place) == {}


def _key_of(screen) -> str:
    return screen.test.session_state["autosave_key"]


def test_somebody_is_taken_out(show, panel: Panel) -> None:
    screen = at(with_example(show), "entry")
    screen.test.selectbox(key="entry_who").set_value("r24")
    screen.run()
    press(screen, "entry_remove")
    assert screen.desk.scenario.model.panel.respondents == panel.respondents[:-1]


# reviewed


def test_the_review_says_what_the_engine_says(show, by_command) -> None:
    screen = at(with_example(show), "review")
    found = review(by_command)
    for language in ("ko", "en"):
        wanted = review_sections(by_command, found, language)[0]
        screen.test.session_state["lang"] = language
        assert screen.run().tables()[0][1:] == [list(row) for row in wanted.rows]
    screen.test.segmented_control(key="review_limit").set_value(0.2)
    screen.run()
    over = {each.respondent for each in review(by_command, limit=0.2) if each.over}
    assert screen.test.selectbox(key="review_who").options == sorted(over)


def test_a_change_is_recorded_with_its_reason_beside_what_was_said_first(show) -> None:
    screen = at(with_example(show), "review")
    who = screen.test.selectbox(key="review_who").value
    press(screen, "review_accept")
    assert screen.says("까닭을 적어야")
    screen.test.text_input[0].set_value("다시 생각해 봄")
    press(screen, "review_accept")
    (said,) = [one for one in screen.desk.scenario.model.panel.respondents if one.id == who]
    (change,) = said.changes
    assert change.reason.ko == "다시 생각해 봄"
    assert said.judgements[change.sector][change.node][change.first][change.second] == change.before
    press(screen, "review_take_back")
    (said,) = [one for one in screen.desk.scenario.model.panel.respondents if one.id == who]
    assert said.changes == ()


# together


def test_the_group_is_shown_as_the_engine_sees_it(show, by_command) -> None:
    screen = at(with_example(show), "group")
    view = group_view(by_command, "ai")
    camps = view.nodes[0].clusters
    assert camps.count == 2
    sizes = ", ".join(map(str, camps.sizes.tolist()))
    for language in ("ko", "en"):
        screen.test.session_state["lang"] = language
        screen.run()
        wanted = [part for part in group_sections(by_command, [view], language) if part.rows]
        shown = [table[1:] for table in screen.tables()[-len(wanted) :]]
        assert shown == [[list(row) for row in part.rows] for part in wanted]
        said = say("desk_group_camps", language, count=camps.count, sizes=sizes)
        assert screen.test.warning[1].value == said


# used


def test_the_panel_is_used_by_its_rules_and_undone_at_once(show, by_command) -> None:
    screen = at(with_example(show), "use")
    before = screen.desk.draft
    press(screen, "panel_use")
    for sector, found in screen.desk.analysis.items():
        assert found.weights.values.tolist() == by_command[sector].weights.values.tolist()
        assert (
            found.rankings["ahp"].scores.tolist()
            == by_command[sector].rankings["ahp"].scores.tolist()
        )
    assert screen.says("가중치가 이 패널에서 옴")
    text = screen.desk.draft.called("mine", "나의 것").text().encode()
    base = screen.desk.draft.base
    saved = load_bytes(text, base.file.with_name("mine.yaml"), base)
    assert saved.model.panel == screen.desk.scenario.model.panel
    press(screen, "panel_undo")
    assert screen.desk.draft == before


def test_rules_change_the_weights_unless_they_do_not_go_together(show) -> None:
    screen = at(with_example(show), "use")
    press(screen, "panel_use")
    whole = screen.desk.analysis["ai"].weights.values.tolist()
    screen.test.segmented_control(key="panel_rule_over").set_value("leave_out")
    screen.test.number_input(key="panel_rule_group_expert").set_value(0.0)
    press(screen, "panel_use")
    rules = screen.desk.scenario.model.panel.rules
    assert rules.over_limit == "leave_out"
    assert screen.desk.analysis["ai"].weights.values.tolist() != whole
    assert not any(
        voice.share
        for voice in screen.desk.analysis["ai"].weights.panel["goal"].voices
        if voice.group == "expert" or voice.left_out
    )

    screen.test.segmented_control(key="panel_rule_mean").set_value("arithmetic")
    before = screen.desk
    press(screen, "panel_use")
    assert screen.desk is before
    assert screen.test.warning[1].value == say("cannot_change", "ko")
    press(screen, "panel_use_remove")
    assert screen.desk.scenario.model.panel is None
