"""`ganeum panel form`: files written, and what is refused."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import ganeum
from ganeum.cli.panel import PanelCommands
from ganeum.panel import read_answers

if TYPE_CHECKING:
    from conftest import Desk, Run


@pytest.fixture
def question(desk: "Desk", plain: str) -> Path:
    return desk.write(plain)


def test_a_form_is_written_and_can_be_read(run: "Run", question: Path, tmp_path: Path) -> None:
    out = tmp_path / "form.xlsx"
    counts = ("--group", "association=2", "--group", "official=1")
    outcome = run("panel", "form", question, "-o", out, "--scale", "five", *counts)
    assert outcome.code == 0
    assert outcome.out == f"{out}: 3 respondent(s), 1 question(s)\n"
    answers = read_answers(out, ganeum.load(question))
    assert answers.problems == ()
    assert [note.key for note in answers.notes] == ["answered_nothing"] * 3
    assert answers.questionnaire.scale == "five"


def test_one_file_each(run: "Run", question: Path, tmp_path: Path) -> None:
    out = tmp_path / "forms"
    options = ("--separate", "--respondents", "3", "--made-up", "--lang", "ko")
    assert run("panel", "form", question, "-o", out, *options).code == 0
    assert sorted(file.name for file in out.iterdir()) == [
        "small-r01.xlsx",
        "small-r02.xlsx",
        "small-r03.xlsx",
    ]
    assert read_answers(out, ganeum.load(question)).made_up


def test_a_page_is_written(run: "Run", question: Path, tmp_path: Path) -> None:
    out = tmp_path / "form.html"
    assert run("panel", "form", question, "-o", out, "--node", "price", "--lang", "en").code == 0
    assert "With respect to" in out.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("-o", "form.pdf"), "the suffix must be one of .xlsx, .html"),
        (("-o", "f.html", "--node", "prise"), "did you mean 'price'?"),
        (("-o", "f.html", "--sector", "north"), "there is no sector 'north'"),
        (("-o", "f.html", "--group", "expert"), "write a group and a number"),
        (("-o", "f.html", "--group", "exprt=3"), "did you mean 'expert'?"),
        (("-o", "f.html", "--group", "expert=0"), "0 respondents"),
        (("-o", "f.html", "--group", "expert=501"), "at most 500"),
        (("-o", "no/such/folder/f.html"), "cannot be written"),
        (("-o", "f.html", "--scale", "seven"), "must be one of: nine, five"),
    ],
)
def test_what_cannot_be_made_is_refused(
    run: "Run",
    question: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    options: tuple[str, ...],
    said: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    before = set(tmp_path.rglob("*"))
    outcome = run("panel", "form", question, *options)
    assert outcome.code == 2
    assert outcome.out == ""
    assert said in outcome.err
    assert set(tmp_path.rglob("*")) == before


def test_a_question_with_one_criterion_has_nothing_to_ask(
    run: "Run", desk: "Desk", tmp_path: Path
) -> None:
    text = (
        "ganeum: 1\nid: one\ntitle: One\ncriteria: [{id: price, name: Price}]\n"
        "weights: {from: plain, plain: {all: {price: 1}}}\n"
        "alternatives: [{id: a, name: A, scores: {price: 1}}]\n"
    )
    outcome = run("panel", "form", desk.write(text), "-o", tmp_path / "f.html")
    assert outcome.code == 2
    assert "nothing to ask" in outcome.err


@pytest.mark.parametrize("command", PanelCommands.names)
def test_every_command_of_a_panel_has_help(run: "Run", command: str) -> None:
    outcome = run("panel", command, "--help")
    assert outcome.code == 0
    assert outcome.out.startswith(f"Usage: ganeum panel {command} ")
    korean = run("panel", command, "--help", "--lang", "ko")
    assert korean.out != outcome.out
