"""Values written as YAML come back from the strict reader as they are."""

import math
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ganeum.document import MOST_DIGITS, Value, parse_document
from ganeum.writing import as_written, yaml_of

MANY = settings(deadline=None, derandomize=True, max_examples=100)

LIKE_OTHERS = [
    "no",
    "on",
    "~",
    "null",
    "12:30",
    "1e3",
    "0x1f",
    ".nan",
    "true",
    "07",
    "-",
    "",
    "#",
    "a: b",
]
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20) | st.sampled_from(
    LIKE_OTHERS
)
NUMBERS = st.floats(-1e15, 1e15).filter(lambda x: x == 0 or abs(x) > 1e-3) | st.integers(
    -(10**15), 10**15
)
VALUES = st.recursive(
    st.booleans() | NUMBERS | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=10,
)


def read_back(value: Value) -> Value:
    document = parse_document(Path("x.yaml"), f"value: {yaml_of(value)}\n".encode())
    assert document.problems == []
    return document.content["value"]


@MANY
@given(value=VALUES)
@example(value="\u2028\u2029\x85\x7f\ufeff\u202e\U0001f468\u200d\U0001f469\u3000 \t\n")
def test_what_is_written_is_read_back(value: object) -> None:
    written = as_written(value)
    again = read_back(written)
    assert again == written
    assert repr(again) == repr(written) or "-0" in repr(written)
    assert as_written(again) == again


@MANY
@given(value=st.floats(-1e15, 1e15))
def test_a_number_is_kept_as_far_as_a_file_may_hold_it(value: float) -> None:
    written = as_written(value)
    assert isinstance(written, int | float)
    assert math.isclose(written, value, rel_tol=1e-11, abs_tol=1e-15)
    assert sum(c.isdigit() for c in yaml_of(written)) <= MOST_DIGITS


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
def test_what_is_no_number_is_refused(value: float) -> None:
    with pytest.raises(ValueError, match="no number"):
        as_written({"to": [value]})


@pytest.mark.parametrize("value", [None, {1, 2}, b"text", object()])
def test_what_no_file_holds_is_refused(value: object) -> None:
    with pytest.raises(TypeError, match="nothing that a scenario file holds"):
        as_written([value])
