"""One cell becomes a judgement, or a sentence about why it does not."""

from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ganeum.panel.answer_values import Unread, read_answer
from ganeum.panel.cells import Formula
from ganeum.panel_file import SCALES


@pytest.mark.parametrize(
    ("cell", "judgement"),
    [
        *((3, 3), (3.0, 3), ("3", 3), ("+3", 3), ("3.0", 3), ("3/1", 3), ("3:1", 3)),
        *(("1/3", 1 / 3), ("1 / 3", 1 / 3), ("1:3", 1 / 3), ("1\u20443", 1 / 3)),
        *((-3, 1 / 3), ("-3", 1 / 3), ("\u22123", 1 / 3), ("\u20133", 1 / 3), ("－３", 1 / 3)),
        *(("A 3", 3), ("A3", 3), ("a=3", 3), ("A: 3", 3), ("3A", 3), ("A(3)", 3)),
        *(("B 5", 1 / 5), ("b5", 1 / 5), ("Ｂ　５", 1 / 5)),
        *(("１／７", 1 / 7), ("½", 1 / 2), (" \u200b3\ufeff ", 3)),
        *((1, 1), ("1", 1), ("-1", 1), ("A 1", 1), ("B 1", 1), ("1/1", 1)),
        *((1 / 3, 1 / 3), (0.3333, 1 / 3), ("0.33", 1 / 3), (".14", 1 / 7), ("0.13", 1 / 8)),
        *((0.5, 1 / 2), ("0.2", 1 / 5), ("0.12", 1 / 8), (1 / 9, 1 / 9)),
    ],
)
def test_an_answer_is_read(cell: object, judgement: float) -> None:
    assert read_answer(cell, "nine") == pytest.approx(judgement, rel=1e-15)


@pytest.mark.parametrize("cell", [None, "", "  ", "\u3000", "\u200b"])
def test_an_empty_cell_is_no_answer(cell: object) -> None:
    assert read_answer(cell, "nine") is None


@pytest.mark.parametrize(
    ("cell", "key"),
    [
        *((cell, "answer_off_scale") for cell in (0, 10, -10, "1/10", "A 12", "B 0", 9**40)),
        *((cell, "answer_unread") for cell in ("3/2", "2.5", "0.3", "0.4", "x", "가", True, "A")),
        *((cell, "answer_unread") for cell in (float("nan"), float("inf"), "A 1/3", "9" * 300)),
        *((cell, "answer_unread") for cell in ("=1/3", "-", "1/", "#N/A", "3 약간", "A, 3", "C 3")),
        *((cell, "answer_both_sides") for cell in ("A 3, B 5", "A3 B5", "A3|B5", "A 3\nB 3")),
        *((cell, "answer_twice") for cell in ("3, 5", "3;5", "3 5", "A 3, A 5", "1, 3", "B2&B3")),
        *((cell, "answer_date") for cell in (datetime(2026, 1, 5), date(2026, 1, 5), time(1, 5))),  # noqa: DTZ001
        *((cell, "answer_date") for cell in ("01월 05일", "1월5일", "5-Jan")),
        (Formula("=1/3"), "answer_formula"),
    ],
)
def test_what_is_no_answer_is_said(cell: object, key: str) -> None:
    found = read_answer(cell, "nine")
    assert isinstance(found, Unread)
    assert found.key == key


def test_a_date_says_which_fraction_it_was() -> None:
    for cell in (date(2026, 1, 5), "01월 05일", "5-jan"):
        found = read_answer(cell, "nine")
        assert isinstance(found, Unread)
        assert found.values["likely"] == "1/5"


def test_the_short_scale_has_no_steps_between() -> None:
    for value in range(1, 10):
        whole = read_answer(value, "five")
        assert (whole == value) == (value in SCALES["five"])
        assert isinstance(whole, Unread) == (value not in SCALES["five"])


def test_the_minus_sign_favours_whom_it_is_said_to() -> None:
    assert read_answer("-3", "nine", "second") == 1 / 3
    assert read_answer("-3", "nine", "first") == 3
    assert read_answer("3", "nine", "first") == 1 / 3
    for cell, value in (("1/3", 1 / 3), ("A 3", 3), ("B 3", 1 / 3)):
        assert read_answer(cell, "nine", "first") == value


@given(
    value=st.sampled_from(SCALES["nine"]),
    first=st.booleans(),
    form=st.sampled_from(["{s}{v}", "{l} {v}", "{r}", " {r} "]),
    wide=st.booleans(),
)
def test_every_form_of_an_answer_means_the_same(
    value: int, first: bool, form: str, wide: bool
) -> None:
    text = form.format(
        s="" if first else "-",
        v=value,
        l="A" if first else "B",
        r=f"{value}/1" if first else f"1/{value}",
    )
    if wide:
        text = "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)
    assert read_answer(text, "nine") == (value if first else 1 / value)


@given(st.text(max_size=300) | st.floats() | st.integers())
def test_whatever_stands_in_a_cell_is_read_or_said(cell: object) -> None:
    found = read_answer(cell, "nine")
    on_scale = {*SCALES["nine"], *(1 / value for value in SCALES["nine"])}
    assert found is None or isinstance(found, Unread) or found in on_scale
