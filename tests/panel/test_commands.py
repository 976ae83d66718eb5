"""`ganeum panel`: from answers to a scenario, on a small question and on the made-up panel."""

import csv
import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import ganeum

if TYPE_CHECKING:
    from conftest import Outcome, Run

COMMANDS = ("check", "proposals", "notes", "group")
ANSWERS = """\
id,group,all.goal.use.price,all.use.speed.ease,all.use.speed.looks,all.use.ease.looks
r01,expert,3,2,4,2
r02,expert,5,9,1/9,9
r03,official,1/3,,3,2
"""


class Table:
    """A table of answers to the small question, and `ganeum panel` on it."""

    def __init__(self, run: "Run", folder: Path) -> None:
        self.run, self.folder, self.file = run, folder, folder / "answers.csv"
        self.file.write_text(ANSWERS, encoding="utf-8")

    def panel(self, command: str, *options: object, lang: str = "en") -> "Outcome":
        base = ("--base", self.folder / "nested.yaml")
        return self.run("panel", command, self.file, *base, *options, "--lang", lang)


@pytest.fixture
def table(run: "Run", nested: ganeum.Scenario) -> Table:
    return Table(run, nested.file.parent)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_form_and_language(table: Table, command: str) -> None:
    for form in ("table", "md"):
        korean = table.panel(command, "--format", form, lang="ko")
        english = table.panel(command, "--format", form)
        assert (korean.code, english.code) == (0, 0)
        assert korean.out != english.out
        assert "all.use" not in english.out
    assert json.loads(table.panel(command, "--format", "json").out)["scenario"]["id"] == "panel"
    rows = list(csv.DictReader(table.panel(command, "--format", "csv").out.splitlines()))
    assert rows
    assert "r03" in table.panel(command).err  # the gap that reading notes


def test_more_than_there_are_cannot_be_trimmed(run: "Run", scenarios: Path, tmp_path: Path) -> None:
    answers, file = scenarios / "panels" / "made-up-panel.csv", tmp_path / "asked.yaml"
    outcome = run("panel", "weights", answers, "-o", file, "--trim", 12)
    assert (outcome.code, file.exists()) == (2, False)
    assert "at most 11 can" in outcome.err


def test_made_up_answers_are_called_so(run: "Run", scenarios: Path, tmp_path: Path) -> None:
    answers, file = scenarios / "panels" / "made-up-panel.csv", tmp_path / "asked.yaml"
    assert "[made up]" in run("panel", "weights", answers, "-o", file, "--lang", "en").out
    for command in (
        ("explain", file, "--sector", "ai", "--alternative", "research_talent"),
        ("panel", "group", file, "--sector", "ai"),
    ):
        assert "[made up]" in run(*command, "--lang", "en").out


def test_from_answers_to_a_ranking(run: "Run", table: Table) -> None:
    proposals, done = table.folder / "changes.csv", table.folder / "done.csv"
    assert table.panel("proposals", "-o", proposals).code == 0
    assert proposals.read_bytes().startswith(b"\xef\xbb\xbf")  # spreadsheets know it for UTF-8
    rows = list(csv.DictReader(proposals.read_text(encoding="utf-8-sig").splitlines()))
    assert {row["respondent"] for row in rows} == {"r02"}
    (wrong_way,) = (row for row in rows if (row["first"], row["second"]) == ("speed", "looks"))
    assert wrong_way["from"] == "B 9"
    assert wrong_way["first_place_after"].startswith("boats: ")
    wrong_way.update(accepted="yes", reason="거꾸로 표시함", to="A 9")
    with done.open("w", encoding="cp949", newline="") as stream:  # as Korean spreadsheets save it
        writer = csv.DictWriter(stream, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)
    file = table.folder / "asked.yaml"
    options = ("--changes", done, "--trim", 1, "--group-weight", "expert=2", "--limit", 0.15)
    outcome = table.panel("weights", *options, "-o", file, "--format", "json")
    said = json.loads(outcome.out)["sectors"]
    found = ganeum.load(file)
    assert found.model.panel is not None
    assert not found.model.panel.made_up
    assert found.model.panel.rules.consistency_limit == 0.15
    assert [group.weight for group in found.model.panel.groups] == [2, 1]
    for name, sector in ganeum.analyse(found).items():
        assert said[name]["weights"] == pytest.approx(sector.weights.by_criterion(), rel=1e-9)
        assert said[name]["origin"] == "panel"
        assert set(said[name]["local"]) == {"use"}
    explain = ("explain", file, "--sector", "boats", "--alternative", "old")
    assert "9 (처음 1/9)" in run(*explain, "--lang", "ko").out
    assert "거꾸로 표시함" in run(*explain, "--lang", "ko").out
    assert "거꾸로 표시함" in run(*explain, "--format", "csv").out
    assert len(json.loads(run(*explain, "--format", "json").out)["panel"]) == 3 + 8
    # once more on the scenario itself, by other rules
    other = table.folder / "other.yaml"
    aggregate = ("--aggregate", "priorities", "--trim", 0)
    assert run("panel", "weights", file, *aggregate, "-o", other).code == 0
    again = ganeum.load(other).model.panel
    assert again is not None
    assert again.rules.aggregate == "priorities"
    assert again.respondents == found.model.panel.respondents
    ranked = json.loads(run("rank", other, "--format", "json").out)["sectors"]["boats"]
    assert (ranked["weights_origin"], ranked["consistency_ratio"]) == ("panel", None)
    assert "Consensus" in run("rank", other, "--lang", "en").out


def test_nothing_is_written_over(table: Table) -> None:
    for command, name in (("proposals", "a.csv"), ("weights", "a.yaml")):
        file = table.folder / name
        file.write_text("mine", encoding="utf-8")
        assert table.panel(command, "-o", file).code == 2
        assert file.read_text(encoding="utf-8") == "mine"
    notes = table.folder / "notes"
    assert table.panel("notes", "-o", notes).code == 0
    assert table.panel("notes", "-o", notes).code == 0  # the same once more
    assert [file.stem for file in notes.iterdir()] == ["r02"]
    (notes / "r02.txt").write_text("sent", encoding="utf-8")
    assert table.panel("notes", "-o", notes).code == 2
    assert (notes / "r02.txt").read_text(encoding="utf-8") == "sent"
    assert table.panel("notes", "-o", notes / "r02.txt").code == 2


def test_faulty_answers_are_refused(run: "Run", scenarios: Path, tmp_path: Path) -> None:
    faulty = scenarios / "panels" / "made-up-panel-faulty.csv"
    mapping = scenarios / "panels" / "made-up-panel-columns.csv"
    file = tmp_path / "asked.yaml"
    outcome = run("panel", "weights", faulty, "--mapping", mapping, "-o", file)
    assert (outcome.code, file.exists()) == (2, False)
    assert "(r07)" in outcome.err


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--group-weight", "expert"), "--group-weight expert: write a group"),
        (("--group-weight", "expart=2"), "did you mean 'expert'?"),
        (("--mean", "arithmetic"), "answers.csv: panel.rules.mean: the arithmetic mean"),
        (("--limit", "2"), "--limit"),
        (("--random-index", "saaty"), "saaty_1980"),
        (("--changes", "nowhere.csv"), "no such file"),
        (("--group-weight", "expert=0", "--group-weight", "official=0"), "weights are zero"),
    ],
)
def test_wrong_options_are_refused(table: Table, options: tuple[str, ...], words: str) -> None:
    outcome = table.panel("check", *options)
    assert (outcome.code, outcome.out) == (2, "")
    assert words in outcome.err


def test_answers_that_settle_nothing_are_refused(run: "Run", table: Table) -> None:
    assert table.panel("weights", "-o", table.folder / "asked.yml").code == 2
    plain = run("panel", "check", table.folder / "nested.yaml", "--lang", "en")
    assert (plain.code, "without a panel" in plain.err) == (2, True)
    head = ANSWERS.splitlines()[0]
    table.file.write_text(f"{head}\nr01,expert,,,,\n", encoding="utf-8")
    assert "nobody answered" in table.panel("check").err
    table.file.write_text(f"{head}\nr02,expert,5,9,1/9,9\n", encoding="utf-8")
    assert table.panel("check").code == 0
    outcome = table.panel("check", "--over-limit", "leave_out")
    assert "answers.csv: panel.respondents: for 'boats' nobody's judgements" in outcome.err


def test_where_nothing_clashes_nobody_is_asked_again(table: Table) -> None:
    table.file.write_text("".join(ANSWERS.splitlines(keepends=True)[:2]), encoding="utf-8")
    assert "nothing to ask again" in table.panel("notes").out
    notes = table.folder / "notes"
    assert table.panel("notes", "-o", notes).code == 0
    assert not notes.exists()
