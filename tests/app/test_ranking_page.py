"""The ranking page says what the engine says, and weights moved on it do what they should."""

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import ganeum
from ganeum.report.ranking_report import ranks_text

if TYPE_CHECKING:
    from conftest import Desk, Run  # pyright: ignore[reportMissingImports]

pytest.importorskip("streamlit", reason="THE SCREEN IS NOT TESTED: the extra `app` is missing")

WAS = re.compile(r" \((?:전|was) .*\)")


def standing(screen, language: str = "ko") -> dict[str, tuple[str, str, str, str]]:
    """Return ranks and scores by name, as the first table shows them."""
    heads, *rows = screen.tables()[0]
    assert heads[2] == {"ko": "정책과제", "en": "intervention"}[language]
    return {row[2]: (WAS.sub("", row[0]), WAS.sub("", row[1]), row[3], row[4]) for row in rows}


def of_engine(analysis: ganeum.Analysis, sector: str, language: str = "ko"):
    """Return the same from an analysis."""
    found = analysis[sector]
    names = {a.id: a.name(language) for a in analysis.scenario.model.alternatives}
    ahp, topsis = found.ranking("ahp"), found.ranking("topsis")
    ranks = [ranks_text(each.ranks) for each in (ahp, topsis)]
    return {
        names[a]: (ranks[0][i], ranks[1][i], f"{ahp.scores[i]:.3f}", f"{topsis.scores[i]:.3f}")
        for i, a in enumerate(ahp.alternatives)
    }


def test_the_first_answer_is_the_engines_in_korean(show, seoul_analysis, monkeypatch) -> None:
    monkeypatch.setattr("ganeum_ui.shelf.local", lambda: True)
    screen = show("ranking", charts=True)
    assert standing(screen) == of_engine(seoul_analysis, "ai")
    assert len(screen.test.get("vega_lite_chart")) == 1
    assert screen.says("이 컴퓨터 밖으로 나가지 않음")
    assert screen.says("1위가 바뀜")
    assert sum(screen.percents) == pytest.approx(100)


def test_english_is_complete(show, seoul_analysis) -> None:
    screen = show("ranking", "en", charts=True, sector="robotics")
    assert standing(screen, "en") == of_engine(seoul_analysis, "robotics", "en")
    said = [*screen.read().text, *screen.labels()]
    assert [text for text in said if re.search("[가-힣]", text)] == []


def test_a_moved_weight_is_what_the_command_line_says_of_the_saved_file(
    show, run: "Run", tmp_path: Path
) -> None:
    screen = show("ranking", sector="robotics")
    before = screen.percents
    screen.test.number_input[3].set_value(48.3)
    screen.run()
    assert screen.percents[3] == 48.3
    assert sum(screen.percents) == pytest.approx(100)
    ratios = [now / then for now, then in zip(screen.percents[:3], before[:3], strict=True)]
    assert ratios == pytest.approx([ratios[0]] * 3, rel=0.01)
    assert any("(전 " in cell for row in screen.tables()[0] for cell in row)

    file = tmp_path / "mine.yaml"
    file.write_text(screen.desk.draft.text(), encoding="utf-8")
    said = json.loads(run("rank", file, "--sector", "robotics", "--format", "json").out)
    found = said["sectors"]["robotics"]
    assert found["weights"]["demonstration"] == pytest.approx(0.483, abs=1e-12)
    loaded = ganeum.load(file)
    assert loaded.digest == screen.desk.scenario.digest == said["scenario"]["digest"]
    names = {a.id: a.name("ko") for a in loaded.model.alternatives}
    shown = standing(screen)
    for place, (method, column) in enumerate((("ahp", 2), ("topsis", 3))):
        for row in found["rankings"][method]:
            cells = shown[names[row["alternative"]]]
            assert (cells[place].rstrip("="), cells[column]) == (
                str(row["rank"]),
                f"{row['score']:.3f}",
            )


def test_the_slider_does_the_same_as_the_number(show) -> None:
    one, other = show("ranking"), show("ranking")
    one.test.slider[0].set_value(60.0)
    other.test.number_input[0].set_value(60.0)
    assert one.run().percents == other.run().percents
    assert [each.value for each in one.test.slider] == one.percents


def test_locked_weights_stay_and_nothing_free_is_said(show) -> None:
    screen = show("ranking")
    before = screen.percents
    screen.test.checkbox[1].check()
    screen.run().test.number_input[0].set_value(50.0)
    screen.run()
    assert screen.percents[1] == before[1]
    assert screen.test.slider[1].disabled
    assert not screen.test.warning
    for place in (2, 3):
        screen.test.checkbox[place].check()
        screen.run()
    assert [each.disabled for each in screen.test.slider] == [True] * 4
    assert "둘 이상" in screen.test.warning[0].value


def test_more_than_the_locked_leave_is_what_they_leave(show) -> None:
    screen = show("ranking")
    screen.test.checkbox[1].check()
    screen.run().test.number_input[0].set_value(100.0)
    screen.run()
    assert screen.percents[0] == pytest.approx(100 - screen.percents[1])
    assert screen.percents[2:] == [0, 0]


def test_a_trip_to_everything_and_back_loses_nothing(show) -> None:
    screen = show("ranking")
    before = screen.percents
    for value in (100.0, before[0]):
        screen.test.number_input[0].set_value(value)
        screen.run()
    assert screen.percents == before


def test_a_move_on_its_way_while_another_sector_is_chosen_is_made(show) -> None:
    screen = show("ranking")
    screen.test.number_input[0].set_value(60.0)
    screen.test.session_state["sector"] = "robotics"
    screen.run()
    assert screen.desk.analysis["ai"].weights.values[0] == pytest.approx(0.6)


def test_what_a_slider_goes_through_without_a_pause_is_undone_at_once(show, monkeypatch) -> None:
    clock = iter([10.0, 11.0, 11.5, 11.6, 20.0])
    monkeypatch.setattr("ganeum_ui.state.monotonic", lambda: next(clock))
    screen = show("ranking")
    before = screen.percents
    for value in (40.0, 41.0, 42.0):
        screen.test.slider[0].set_value(value)
        screen.run()
    for value in (43.0, 44.0):  # another control, and then a pause
        screen.test.number_input[0].set_value(value)
        screen.run()
    for wanted in (43.0, 42.0, before[0]):
        screen.test.button[0].click()
        assert screen.run().percents[0] == wanted
    assert screen.percents == before


def test_undo_redo_equal_and_back_to_the_base(show) -> None:
    screen = show("ranking")
    undo, redo, base, equal = range(4)
    before = screen.percents

    def press(button: int) -> list[float]:
        assert not screen.test.button[button].disabled
        screen.test.button[button].click()
        return screen.run().percents

    assert [each.disabled for each in screen.test.button] == [True, True, True, False]
    assert press(equal) == [25.0] * 4
    screen.test.number_input[2].set_value(40.0)
    assert screen.run().percents == [20.0, 20.0, 40.0, 20.0]
    assert press(undo) == [25.0] * 4
    assert press(undo) == before
    assert screen.desk.draft.changes == ()
    assert press(redo) == [25.0] * 4
    assert press(redo) == [20.0, 20.0, 40.0, 20.0]
    assert press(base) == before
    assert press(undo) == [20.0, 20.0, 40.0, 20.0]


def test_undoing_what_was_done_in_another_sector_turns_to_it(show) -> None:
    screen = show("ranking", sector="robotics")
    before = screen.percents
    screen.test.number_input[0].set_value(60.0)
    screen.run().test.segmented_control(key="sector").set_value("ai")
    screen.run()
    assert screen.percents[0] != 60.0
    screen.test.button(key="hand_undo").click()
    assert screen.run().test.session_state["sector"] == "robotics"
    assert screen.percents == before
    assert screen.desk.draft.changes == ()


def test_a_weight_set_to_what_it_is_is_no_step(show) -> None:
    screen = show("ranking")
    screen.test.number_input[0].set_value(60.0)
    screen.run().test.number_input[0].set_value(60.0)
    screen.run().test.button(key="hand_undo").click()
    assert screen.run().test.button(key="hand_undo").disabled


def test_asking_why_leads_to_statements_with_table_and_page(show, seoul) -> None:
    screen = show("ranking")
    screen.test.selectbox[0].set_value("public_procurement")
    screen.run()
    name = next(a.name("ko") for a in seoul.model.alternatives if a.id == "public_procurement")
    assert screen.says(name)
    assert screen.says("표 28")
    assert screen.says("쪽(추정)")


def test_sessions_do_not_see_each_other(show) -> None:
    one, other = show("ranking"), show("ranking")
    before = other.percents
    one.test.number_input[0].set_value(90.0)
    one.run()
    assert other.run().percents == before
    assert show("ranking").percents == before


def test_a_wrong_file_says_everything_that_is_wrong(show, desk: "Desk", plain: str) -> None:
    wrong = plain.replace("price: 2, use: 4", "price: 2, usee: 4").replace(
        "direction: cost", "direction: down"
    )
    file = desk.write(wrong)
    screen = show("ranking", file=file)
    with pytest.raises(ganeum.ScenarioError) as caught:
        ganeum.load(file)
    assert len(caught.value.problems) > 1
    for problem in caught.value.problems:
        assert screen.says(problem.describe("ko"))
    assert not screen.test.slider


def test_a_file_that_is_not_there_is_said(show, tmp_path: Path) -> None:
    assert show("ranking", file=tmp_path / "none.yaml").says("none.yaml")


def test_names_are_text_and_never_markup(show, desk: "Desk", plain: str) -> None:
    name = "<script>alert(1)</script> **bold** :red[x]"
    file = desk.write(plain.replace("name: Bridge", f'name: "{name}"'))
    screen = show("ranking", "en", file)
    assert name in standing(screen, "en")
    assert screen.read().tags.isdisjoint({"script", "b", "em"})


def test_names_in_labels_are_text_too(show, desk: "Desk", plain: str) -> None:
    name = "![x](//evil) **bold**"
    screen = show("ranking", "en", desk.write(plain.replace("name: Price", f'name: "{name}"')))
    assert screen.test.slider[0].label.startswith(r"\!\[x\](//evil) \*\*bold\*\*")


def test_a_question_without_sectors_or_evidence_works(show, desk: "Desk", plain: str) -> None:
    file = desk.write(plain)
    screen = show("ranking", "en", file)
    assert screen.percents == [25.0, 75.0]
    screen.test.number_input[0].set_value(60.0)
    screen.run()
    assert standing(screen, "en") == of_engine(screen.desk.analysis, "all", "en")
    assert screen.desk.analysis["all"].weights.by_criterion() == {"price": 0.6, "use": 0.4}


def test_factors_of_a_scenario_still_apply_under_moved_weights(show, scenarios: Path) -> None:
    screen = show(
        "ranking", file=scenarios / "robotics-demonstration-double.yaml", sector="robotics"
    )
    screen.test.number_input[0].set_value(50.0)
    screen.run()
    found = screen.desk.analysis["robotics"].weights
    assert found.factors == {"demonstration": 2.0}
    assert found.values[0] == pytest.approx(0.5, abs=1e-12)


def test_a_locked_weight_is_shown_as_it_was_when_others_move(show) -> None:
    screen = show("ranking")
    for value in (45.0, 45.1, 44.9, 45.3):
        screen.test.number_input[3].set_value(value)
        screen.run()
        if not screen.test.checkbox[1].value:
            shown = screen.percents[1]
            screen.test.checkbox[1].check()
            screen.run()
        assert screen.percents[1] == shown
        assert screen.percents[3] == value
        assert sum(screen.percents) == pytest.approx(100)


def test_undoing_a_move_of_what_was_locked_since_shows_the_truth(show) -> None:
    screen = show("ranking")
    before = screen.percents
    screen.test.number_input[0].set_value(60.0)
    screen.run().test.checkbox[1].check()
    screen.run().test.button[0].click()
    assert screen.run().percents == before


def test_a_move_on_its_way_while_its_lock_closes_is_no_error(show) -> None:
    screen = show("ranking")
    before = screen.percents
    screen.test.number_input[0].set_value(60.0)
    screen.test.checkbox[0].check()
    assert screen.run().percents[0] in (before[0], 60.0)
    assert sum(screen.percents) == pytest.approx(100)


def test_what_a_factor_strikes_out_cannot_be_moved(show, desk: "Desk", plain: str) -> None:
    struck = plain.replace(
        "{price: 1, use: 3}}}", "{price: 1, use: 3, air: 2}}, factors: {all: {air: 0}}}"
    ).replace("  - {id: use, name: Use}", "  - {id: use, name: Use}\n  - {id: air, name: Air}")
    struck = struck.replace("use: 4}", "use: 4, air: 1}").replace("use: 9}", "use: 9, air: 2}")
    screen = show("ranking", file=desk.write(struck))
    assert [each.disabled for each in screen.test.slider] == [False, False, True]
    screen.test.number_input[0].set_value(100.0)
    assert screen.run().percents == [100.0, 0.0, 0.0]
    screen.test.number_input[0].set_value(40.0)
    assert screen.run().percents == [40.0, 60.0, 0.0]
