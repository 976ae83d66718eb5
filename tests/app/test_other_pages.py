"""Evidence, sectors and memo: the screen says what the engine says, in both languages."""

import re
from html import escape
from typing import TYPE_CHECKING

import pytest

from ganeum.examination import examine
from ganeum.report.city_findings import board_lines
from ganeum.report.memo.formats import FORMATS
from ganeum.report.statements import find_statements

if TYPE_CHECKING:
    from conftest import Desk  # pyright: ignore[reportMissingImports]

pytest.importorskip("streamlit", reason="THE SCREEN IS NOT TESTED: the extra `app` is missing")

HANGUL = re.compile("[가-힣]")


@pytest.fixture
def few_draws(monkeypatch: pytest.MonkeyPatch) -> None:
    """Draw little."""
    from functools import partial

    monkeypatch.setattr("ganeum_ui.examined.DRAWS", 2000)
    monkeypatch.setattr("app_pages.memo.examine", partial(examine, draws=2000))


# evidence


def test_statements_of_the_sector_are_shown_first(show, seoul) -> None:
    screen = show("evidence", sector="fintech", charts=True)
    model = seoul.evidence.model
    found = find_statements(model, sectors=["fintech"])
    assert screen.says(f"근거 문장 {len(found)}개(전체 {len(model.statements)}개)")
    (table,) = [table for table in screen.tables() if "요지" in table[0]]
    assert [row[2] for row in table[1:]] == [each.gist.ko for each in found[: len(table) - 1]]
    assert len(screen.test.get("vega_lite_chart")) == 1


def test_words_and_filters_narrow_the_search(show, seoul) -> None:
    screen = show("evidence", "en", sector="ai")
    screen.test.text_input(key="evidence_words").set_value("people")
    screen.test.multiselect[1].set_value(["fgi"])
    screen.run()
    found = find_statements(seoul.evidence.model, "people", sectors=["ai"], groups=["fgi"])
    assert found
    (table,) = [table for table in screen.tables() if "gist" in table[0]]
    assert [row[2] for row in table[1:]] == [each.gist.en for each in found]


def test_gaps_agreement_and_errata_are_there(show) -> None:
    screen = show("evidence", "en", sector="ai")
    assert screen.says("smart mobility: workforce (32.0 %)")
    assert any("alpha" in table[0] for table in screen.tables())
    assert any("printed" in table[0] for table in screen.tables())
    assert not HANGUL.search("\n".join(screen.read().text))


def test_without_evidence_it_says_so(show, desk: "Desk", plain: str) -> None:
    screen = show("evidence", "en", desk.write(plain))
    assert screen.test.info[0].value == "This scenario cites no evidence"


# sectors


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_board_is_the_engines(show, seoul_analysis, few_draws, language: str) -> None:
    screen = show("sectors", language, charts=True)
    board = examine(seoul_analysis, ["uncertainty"], draws=2000).board("ahp")
    assert board is not None
    for line in board_lines(seoul_analysis, board, language):
        assert screen.says(line)
    assert len(screen.test.get("vega_lite_chart")) == 1
    table = screen.tables()[0]
    assert len(table) == 1 + len(board.alternatives)
    if language == "en":
        assert not HANGUL.search("\n".join(screen.read().text))


def test_one_sector_has_no_board(show, desk: "Desk", plain: str) -> None:
    screen = show("sectors", "en", desk.write(plain))
    assert screen.test.info[0].value == "There is one sector only: nothing to compare"


# memo


@pytest.mark.parametrize("language", ["ko", "en"])
def test_a_memo_is_shown_and_offered_in_every_format(show, few_draws, seoul, language: str) -> None:
    screen = show("memo", language, sector="robotics")
    offered = [each.proto.label for each in screen.test.get("download_button")]
    assert [label.split()[0 if language == "ko" else -1] for label in offered] == [
        form[1:].upper() for form in FORMATS
    ]
    (frame,) = screen.test.get("iframe")
    assert escape(seoul.model.title(language)) in frame.proto.srcdoc
    assert ("로봇" if language == "ko" else "robotics") in frame.proto.srcdoc
