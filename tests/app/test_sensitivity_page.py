"""The sensitivity page says what the engine says of how far a ranking holds."""

import re
from typing import TYPE_CHECKING

import pytest

from ganeum.report.sensitivity import flip_text
from ganeum.sensitivity import examined, sensitivity, wins

if TYPE_CHECKING:
    from conftest import Desk  # pyright: ignore[reportMissingImports]

pytest.importorskip("streamlit", reason="THE SCREEN IS NOT TESTED: the extra `app` is missing")

CHARTS = ("flips", "lines", "intervals", "triangle", "acceptability", "influence", "methods")


@pytest.mark.parametrize(("language", "method"), [("ko", "topsis"), ("en", "ahp")])
def test_the_nearest_change_comes_first(show, seoul_analysis, language: str, method: str) -> None:
    screen = show("sensitivity", language, charts=True, sector="robotics", method=method)
    flips = sensitivity(seoul_analysis, "robotics", method, ["flips"]).flips
    _, *rows = screen.tables()[0]
    assert [row[0] for row in rows] == [
        flip_text(flip, seoul_analysis, language) for flip in flips[: len(rows)]
    ]
    assert len(screen.test.get("vega_lite_chart")) == len(CHARTS)
    said = [*screen.read().text, *screen.labels()]
    assert any(re.search("[가-힣]", text) for text in said) is (language == "ko")


def test_what_would_make_another_first(show, seoul_analysis) -> None:
    screen = show("sensitivity", "en", sector="robotics", method="ahp")
    chooser = next(each for each in screen.test.selectbox if each.key == "wins_robotics")
    chooser.set_value("industry_convergence")
    screen.run()
    win = wins(examined(seoul_analysis, "robotics", "ahp"), "industry_convergence", "l1")
    assert any(f"{100 * win.moved:.1f}" in row for table in screen.tables() for row in table)


def test_weights_moved_by_hand_leave_the_evidence_of_the_base(show, seoul_analysis) -> None:
    screen = show("ranking", "en", sector="robotics")
    screen.test.number_input[3].set_value(45.0)
    desk = screen.run().desk
    screen = show("sensitivity", "en", sector="robotics", method="ahp", desk=desk)
    assert screen.says("the evidence behind the ranking of the base")
    assert screen.says("no evidence is drawn again")
    found = sensitivity(seoul_analysis, "robotics", "ahp", ["influence"]).influence
    pivotal = next(each.left_out for each in found if each.pivotal)
    assert any(pivotal in row[0] for table in screen.tables() for row in table)


def test_two_criteria_have_no_triangle(show, desk: "Desk", plain: str) -> None:
    screen = show("sensitivity", "en", desk.write(plain))
    assert screen.says("there is no triangle")
    assert len(screen.test.get("vega_lite_chart")) == len(CHARTS) - 1
