"""What holds across the sectors, in words."""

import pandas as pd
import pytest

import ganeum
from ganeum.examination import examine
from ganeum.report.charts.frames import coverage_frame
from ganeum.report.city_findings import board_lines, gap_lines
from ganeum.sensitivity import Board
from ganeum.words import LANGUAGES, Language


@pytest.mark.parametrize("language", LANGUAGES)
def test_gaps_are_those_of_the_frame(seoul_analysis: ganeum.Analysis, language: Language) -> None:
    frame = coverage_frame(seoul_analysis, language)
    lines = gap_lines(frame, language)
    gaps = frame[frame["gap"].astype(bool)]
    assert len(lines) == 1 + gaps["sector"].nunique()
    text = "\n".join(lines)
    for _, row in gaps.iterrows():
        assert f"{row['area']} ({100 * row['weight']:.1f} %)" in text


def test_where_there_is_no_gap_or_no_coverage_it_says_so(seoul_analysis: ganeum.Analysis) -> None:
    frame = coverage_frame(seoul_analysis, "en")
    assert gap_lines(frame.assign(gap=False), "en") == ["There is no such policy area"]
    assert len(gap_lines(pd.DataFrame(), "en")) == 1


@pytest.fixture(scope="module")
def board(seoul_analysis: ganeum.Analysis) -> Board:
    found = examine(seoul_analysis, ["uncertainty"], draws=2000).board("ahp")
    assert found is not None
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_intervention_is_in_one_band(
    seoul_analysis: ganeum.Analysis, board: Board, language: Language
) -> None:
    text = "\n".join(board_lines(seoul_analysis, board, language))
    for alternative in seoul_analysis.scenario.model.alternatives:
        assert text.count(alternative.name(language)) == 1
    for sector in seoul_analysis.values():
        assert sector.name(language) in text


def test_without_regret_and_clear_winners_are_named(
    seoul_analysis: ganeum.Analysis, board: Board
) -> None:
    from dataclasses import replace

    first = board.alternatives[0]
    clear = replace(
        board,
        overall=("always", *("never" for _ in board.alternatives[1:])),
        clear_winner=(first, *board.clear_winner[1:]),
    )
    lines = board_lines(seoul_analysis, clear, "en")
    assert lines[0].startswith("In the top three in every sector (no regret): Industry-linked")
    assert "AI: a clear winner (Industry-linked training)" in lines
    assert not any(line.startswith("It depends") for line in lines)
    everywhere = replace(clear, clear_winner=tuple(first for _ in board.sectors))
    assert not any(
        "No clear winner" in line for line in board_lines(seoul_analysis, everywhere, "en")
    )
