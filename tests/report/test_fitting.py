"""Texts are wrapped, never cut, and positions are moved apart without changing their order."""

import string
from itertools import pairwise
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

import ganeum
from ganeum.report.charts.export import FONTS
from ganeum.report.charts.fitting import apart, width_of, wrapped
from ganeum.report.charts.theme import BOLDER

WORDS = st.text(st.sampled_from(string.ascii_letters + "가나다힣 %·-"), max_size=60)


@given(WORDS, st.integers(20, 300))
def test_wrapping_loses_nothing_and_fits(text: str, width: int) -> None:
    lines = wrapped(text, width, 12)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert lines
    for line in lines:
        assert width_of(line, 12) <= width + 1e-9 or len(line) == 1


def test_lines_are_broken_at_spaces() -> None:
    assert wrapped("regulation free zones", 70, 12) == ["regulation", "free zones"]
    assert wrapped("", 70, 12) == [""]


def test_a_word_that_is_too_long_is_broken_within() -> None:
    assert wrapped("가나다라마바", 36, 12) == ["가나다", "라마바"]
    assert wrapped("가나", 1, 12) == ["가", "나"]


def test_a_percent_sign_stays_with_its_number() -> None:
    assert wrapped("rises to 30.3 %", width_of("rises to 30.3", 12) + 1, 12)[-1] == "30.3\u00a0%"


def test_a_combining_mark_takes_no_room() -> None:
    assert width_of("e\u0301", 10) == width_of("e", 10)


@pytest.mark.parametrize(("file", "factor"), [("Regular", 1.0), ("Bold", BOLDER)])
def test_widths_are_rather_too_large_than_too_small(
    seoul: ganeum.Scenario, file: str, factor: float
) -> None:
    with TTFont(FONTS / f"Pretendard-{file}.otf", lazy=True) as font:
        glyphs, metrics = font.getBestCmap(), font["hmtx"]
        size = font["head"].unitsPerEm
        names = [a.name(language) for a in seoul.model.alternatives for language in ("ko", "en")]
        for name in names:
            true = sum(metrics[glyphs[ord(character)]][0] for character in name) / size
            assert 0.98 * true <= factor * width_of(name, 1) <= 1.3 * true, name


@given(st.lists(st.floats(0, 400), min_size=1, max_size=12), st.floats(5, 40))
def test_positions_are_moved_apart_in_order(wanted: list[float], gap: float) -> None:
    places = apart(wanted, gap, 0, 500)
    kept = min(gap, 500 / max(len(wanted) - 1, 1))
    order = sorted(range(len(wanted)), key=lambda i: (wanted[i], i))
    ranked = [places[i] for i in order]
    assert all(after - before >= kept - 1e-6 for before, after in pairwise(ranked))
    assert min(places) >= -1e-6
    assert max(places) <= 500 + 1e-6


def test_positions_with_room_stay() -> None:
    assert apart([100, 10, 200], 15, 0, 300) == [100, 10, 200]


def test_the_fonts_come_with_their_licence() -> None:
    licence = (Path(FONTS) / "LICENSE.txt").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE" in licence
    assert "Reserved Font Name Pretendard" in licence
