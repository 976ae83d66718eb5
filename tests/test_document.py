"""Strict YAML: what is read as what, what is refused, and where it stood."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ganeum.document import LARGEST_FILE, Document, read_document
from ganeum.problems import ScenarioError

if TYPE_CHECKING:
    from conftest import Desk, Run

Spoilt = str | bytes
FUZZ = settings(deadline=None, derandomize=True, max_examples=300)


def read(desk: "Desk", text: Spoilt) -> Document:
    return read_document(desk.write(text))


def keys(desk: "Desk", text: Spoilt) -> list[str]:
    """Return the keys of the problems, whether they stop the reading or not."""
    try:
        return [problem.key for problem in read(desk, text).problems]
    except ScenarioError as error:
        return [problem.key for problem in error.problems]


# what is read


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("3", 3),
        ("-3", -3),
        ("0", 0),
        ("0.5", 0.5),
        ("-0.001", -0.001),
        ("12345678901234567", 12345678901234567),
        ("true", True),
        ("false", False),
        ("plain words", "plain words"),
        ("서울", "서울"),
        ("2023-03-31", "2023-03-31"),
        ('"3"', "3"),
        ("'no'", "no"),
        ('"1e-3"', "1e-3"),
        ('"3/1"', "3/1"),
        ('""', ""),
        ("[]", []),
        ("{}", {}),
        ("[1, a]", [1, "a"]),
        ("|\n  two\n  lines\n", "two\nlines\n"),
    ],
)
def test_scalars_are_plain_decimals_truth_values_or_text(
    desk: "Desk", text: str, value: object
) -> None:
    document = read(desk, f"a: {text}")
    assert document.content == {"a": value}
    assert type(document.content["a"]) is type(value)
    assert document.problems == []


@pytest.mark.parametrize(
    "text",
    [
        "NaN", ".nan", "inf", ".inf", "-.inf", "+Infinity", "1e-3", "1E5", "2.5e+10", "NO", "no",
        "yes", "Yes", "y", "n", "on", "Off", "True", "FALSE", "null", "Null", "~", "0x10", "0o17",
        "0b11", "1_000", "1,5", "1,000", "007", "+5", ".5", "5.", "50%",
    ],
)  # fmt: skip
def test_what_may_be_text_or_number_or_truth_value_is_refused(desk: "Desk", text: str) -> None:
    (problem,) = read(desk, f"ok: 1\na: {text}\n").problems
    assert (problem.key, problem.line, problem.path) == ("ambiguous", 2, "a")
    assert f"'{text}'" in problem.describe("en")
    assert f'"{text}"' in problem.describe("ko")


@pytest.mark.parametrize(
    ("text", "fraction"), [("3:1", "3/1"), ("1:2.5", "1/2.5"), ("12:30:00", "12/30")]
)
def test_a_ratio_with_a_colon_is_refused_and_the_fraction_shown(
    desk: "Desk", text: str, fraction: str
) -> None:
    (problem,) = read(desk, f"a: {text}").problems
    assert problem.key == "ratio_colon"
    assert f'"{fraction}"' in problem.describe("en")


def test_a_value_that_is_left_out_is_refused(desk: "Desk") -> None:
    assert keys(desk, "a:\nb: 1\n") == ["empty_value"]
    assert keys(desk, "a: [1, , 2]\n") != []


def test_text_is_composed(desk: "Desk") -> None:
    assert read(desk, "a: \u1112\u1161\u11ab").content == {"a": "\ud55c"}


def test_every_value_knows_its_line(desk: "Desk") -> None:
    document = read(desk, "a: 1\nb:\n  - id: x\n    c: 2\n  - id: y\n    c: 3\n")
    assert document.place(("a",)).line == 1
    assert document.place(("b", 0, "c")).line == 4
    assert document.place(("b", 1)).line == 5
    assert document.place(("b", 1, "c")).line == 6
    assert document.place(("b", 1, "c", "d")).line == 6  # the nearest thing above
    assert document.place(("z",)).line == 1


def test_items_of_a_list_are_spelt_by_their_id(desk: "Desk") -> None:
    document = read(desk, "b:\n  - id: x\n    c: 2\n  - c: 3\n")
    assert document.spell(("b", 0, "c")) == "b.x.c"
    assert document.spell(("b", 1, "c")) == "b.1.c"
    assert document.spell(("b", 7, "d")) == "b.7.d"


# what is refused in the structure


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("", "empty_file"),
        ("# a remark\n\n", "empty_file"),
        ("---\n...\n", "expect_mapping"),
        ("- a\n- b\n", "expect_mapping"),
        ("just words\n", "expect_mapping"),
        ("a: 1\n---\nb: 2\n", "many_documents"),
        ("a: [1, 2\n", "syntax"),
        ("a: 'open\n", "syntax"),
        ("a: 1\n b: 2\n", "syntax"),
        ("a:\tb: 1\n", "syntax"),
        ("a: \x01\n", "syntax"),
        ('a: "\\ud800"\n', "syntax"),
        ("a: &x 1\n", "anchor"),
        ("a: *x\n", "alias"),
        ("a: !!float 1\n", "tag"),
        ("a: !secret 1\n", "tag"),
        ("a: !!python/object/apply:os.system [ls]\n", "tag"),
        ("? [a]\n: 1\n", "key_not_text"),
        ("{a: 1}: 2\n", "key_not_text"),
        ("a: 1\na: 2\n", "duplicate_key"),
        ("b: {a: 1, a: 2}\n", "duplicate_key"),
        ("a: " + "[" * 31 + "]" * 31, "too_deep"),
        ("a: " + "{b: " * 31 + "1" + "}" * 31, "too_deep"),
        ("a: 1" + "0" * 17, "number_too_long"),
        ("a: 0." + "1" * 400, "number_too_long"),
    ],
)
def test_structure_is_refused(desk: "Desk", text: str, key: str) -> None:
    assert key in keys(desk, text)


def test_an_anchor_with_its_alias_is_two_problems(desk: "Desk") -> None:
    assert keys(desk, "a: &x [1]\nb: *x\n") == ["anchor", "alias"]


def test_a_bomb_of_aliases_is_not_expanded(desk: "Desk") -> None:
    text = "a: &a [1,1,1,1,1,1,1,1,1]\n"
    for before, after in zip("abcdefgh", "bcdefghi", strict=True):
        text += f"{after}: &{after} [{','.join([f'*{before}'] * 9)}]\n"
    assert set(keys(desk, text)) == {"anchor", "alias"}


@pytest.mark.parametrize("text", ["&x a: 1\n", "!!str a: 1\n"])
def test_keys_have_no_anchors_and_no_tags_either(desk: "Desk", text: str) -> None:
    assert keys(desk, text) in (["anchor"], ["tag"])


def test_a_duplicate_key_names_the_line_of_the_first(desk: "Desk") -> None:
    (problem,) = read(desk, "a: 1\nb: 2\nc: 3\nb: 4\n").problems
    assert (problem.line, problem.path) == (4, "b")
    assert "line 2" in problem.describe("en")


def test_a_key_that_is_a_question_mark_is_a_key(desk: "Desk") -> None:
    assert read(desk, 'a: 1\n"?": 2\n').content == {"a": 1, "?": 2}


def test_a_problem_is_one_printable_line_whatever_the_key(desk: "Desk") -> None:
    text = '"a\\nb\\e[2J": {"c\\r": NaN}\n'
    (problem,) = read(desk, text).problems
    assert problem.describe("en").isprintable()


def test_a_broken_line_is_named(desk: "Desk") -> None:
    with pytest.raises(ScenarioError) as caught:
        read(desk, "a: 1\nb: [1, 2\nc: 3\n")
    (problem,) = caught.value.problems
    assert problem.key == "syntax"
    assert problem.line in (2, 3)


def test_what_was_seen_before_a_broken_line_is_said_too(desk: "Desk") -> None:
    assert keys(desk, "a: NO\na: 1\nb: [1, 2\nc: 3\n") == ["ambiguous", "duplicate_key", "syntax"]


# the file itself


def refusal(desk: "Desk", run: "Run", file: Path) -> str:
    """Return the key of the one problem, which the command line must take well too."""
    outcome = run("check", file)
    assert (outcome.code, outcome.out) == (2, "")
    assert "Traceback" not in outcome.err
    assert str(file) in outcome.err
    (problem,) = desk.refused(file)
    return problem.key


def test_a_file_in_cp949_is_refused(desk: "Desk", run: "Run", plain: str) -> None:
    file = desk.write(plain.replace("Bridge", "다리").encode("cp949"))
    assert refusal(desk, run, file) == "encoding_cp949"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_a_file_in_utf_16_is_refused(desk: "Desk", run: "Run", plain: str, encoding: str) -> None:
    file = desk.write(plain.replace("Bridge", "다리").encode(encoding))
    assert refusal(desk, run, file) == "encoding_utf16"


def test_random_bytes_are_refused_and_the_first_wrong_byte_named(desk: "Desk", run: "Run") -> None:
    file = desk.write(b"title: " + bytes([255, 254, 128, 0xC3, 0x28]))
    assert refusal(desk, run, file) == "encoding_unknown"
    assert "from byte 7 on" in run("check", file).err


def test_utf_8_with_a_byte_order_mark_is_read(desk: "Desk", plain: str) -> None:
    assert desk.load(plain) == desk.load("\ufeff" + plain)


def test_windows_line_ends_change_nothing(desk: "Desk", plain: str) -> None:
    assert desk.load(plain).digest == desk.load(plain.replace("\n", "\r\n")).digest


def test_a_folder_is_refused(desk: "Desk", run: "Run") -> None:
    assert refusal(desk, run, desk.folder) == "directory"


def test_a_missing_file_is_refused(desk: "Desk", run: "Run") -> None:
    assert refusal(desk, run, desk.folder / "away.yaml") == "missing_file"


def test_a_file_under_a_file_is_refused(desk: "Desk", run: "Run", plain: str) -> None:
    file = desk.write(plain) / "away.yaml"
    assert refusal(desk, run, file) in ("missing_file", "unreadable")


def test_a_file_without_permission_is_refused(
    desk: "Desk", run: "Run", plain: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = desk.write(plain)

    def forbidden(path: Path, *_: object, **__: object) -> object:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "open", forbidden)
    assert refusal(desk, run, file) == "no_permission"


def test_a_name_that_is_too_long_is_refused(desk: "Desk", run: "Run") -> None:
    assert refusal(desk, run, desk.folder / f"{'x' * 300}.yaml") == "unreadable"


def test_a_null_byte_in_a_name_is_refused(desk: "Desk") -> None:
    (problem,) = desk.refused(desk.folder / "a\0b.yaml")
    assert problem.key == "unreadable"


def test_a_file_over_5_megabytes_is_refused(desk: "Desk", run: "Run", plain: str) -> None:
    file = desk.write(plain + "#" * LARGEST_FILE)
    assert refusal(desk, run, file) == "file_too_large"
    assert "at most 5 MB" in run("check", file).err


def test_a_file_of_5_megabytes_is_read(desk: "Desk", plain: str) -> None:
    text = plain + "#" * (LARGEST_FILE - len(plain))
    assert desk.load(text).digest == desk.load(plain).digest


# whatever the bytes


@pytest.fixture(scope="module")
def scrap(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("scrap") / "scrap.yaml"


def read_or_refuse(file: Path, data: bytes) -> None:
    file.write_bytes(data)
    said = "read"
    try:
        read_document(file)
    except ScenarioError as error:
        said = str(error)
    assert said


@FUZZ
@given(data=st.binary(max_size=200))
@example(data=b"\xef\xbb\xbf")
def test_any_bytes_are_read_or_refused(scrap: Path, data: bytes) -> None:
    read_or_refuse(scrap, data)


@FUZZ
@given(text=st.text(max_size=200))
def test_any_text_is_read_or_refused(scrap: Path, text: str) -> None:
    read_or_refuse(scrap, text.encode())


@FUZZ
@given(text=st.text(alphabet=" \n\t:-?,[]{}#&*!|>'\"%@`~.<=0129aNe한\u0301", max_size=60))
def test_any_yaml_like_text_is_read_or_refused(scrap: Path, text: str) -> None:
    read_or_refuse(scrap, text.encode())
