"""The program itself: commands, options, languages, exit codes, and what goes to which stream."""

import json
import os
import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import jsonschema
import pytest

import ganeum
from ganeum.cli.main import BUG, Commands, chosen_language
from ganeum.digest import digest_of_parts
from ganeum.words import LANGUAGES, say

if TYPE_CHECKING:
    from conftest import Desk, Edit, Run

VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")


# commands and options


@pytest.mark.parametrize("command", Commands.names)
def test_every_command_has_help(run: "Run", command: str) -> None:
    outcome = run(command, "--help")
    assert outcome.code == 0
    assert outcome.out.startswith("Usage: ")
    assert f" {command} " in outcome.out
    assert outcome.err == ""


def test_the_program_lists_its_commands(run: "Run") -> None:
    outcome = run("--help")
    assert outcome.code == 0
    assert all(f"\n  {command} " in outcome.out for command in Commands.names)


def test_the_version_is_the_engines(run: "Run") -> None:
    assert run("--version").out == f"ganeum, version {ganeum.__version__}\n"


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("rnak",),
        ("rank",),
        ("rank", "x.yaml", "--colour"),
        ("rank", "x.yaml", "--format", "pdf"),
        ("rank", "x.yaml", "--lang", "fr"),
        ("rank", "x.yaml", "--method", "vikor"),
        ("explain", "x.yaml", "--sector", "ai"),
        ("check", "x.yaml", "--format", "csv"),
        ("schema", "memo"),
    ],
)
def test_wrong_usage_ends_with_code_two(run: "Run", arguments: tuple[str, ...]) -> None:
    outcome = run(*arguments)
    assert outcome.code == 2
    assert outcome.out == ""
    assert outcome.err
    assert "Traceback" not in outcome.err


@pytest.mark.parametrize(
    ("arguments", "korean", "english"),
    [
        (("rnak",), "명령 ‘rnak’은(는) 없음; 있는 것: check, rank", "there is no command 'rnak'"),
        (("rank",), "FILE이(가) 빠졌음; 적을 것", "FILE is missing; give it"),
        (("rank", "x", "--sectr", "ai"), "옵션 ‘--sectr’은(는) 없음", "did you mean '--sector'?"),
        (("rank", "x", "--format", "pdf"), "다음 중 하나여야 함: table", "must be one of: table"),
        (("rank", "x", "--format"), "--format 뒤에 값이 없음", "--format needs a value"),
        (("rank", "x", "y"), "쓰이지 않는 말이 있음: y", "nothing here takes: y"),
        (
            ("sensitivity", "x", "--draws", "0"),
            "--draws: 100 이상 1,000,000,000 이하의 정수여야 함",
            "--draws: must be a whole number from 100 to 1,000,000,000",
        ),
        (
            ("panel", "check", "x", "--limit", "0"),
            "--limit: 0 초과 1 이하의 수여야 함",
            "--limit: must be a number above 0, up to 1",
        ),
        *(
            (
                ("sensitivity", "x", "--concentration", value),
                "--concentration: 0.001 이상 1,000,000 이하의 수여야 함",
                "--concentration: must be a number from 0.001 to 1,000,000",
            )
            for value in ("nan", "NaN", "inf", "-inf")
        ),
        (
            ("panel", "check", "x", "--limit", "nan"),
            "--limit: 0 초과 1 이하의 수여야 함",
            "--limit: must be a number above 0, up to 1",
        ),
        (("explain", "x"), "--alternative이(가) 빠졌음", "--alternative is missing"),
    ],
)
def test_wrong_usage_is_said_in_the_readers_language(
    run: "Run",
    arguments: tuple[str, ...],
    korean: str,
    english: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert english in run(*arguments).err
    monkeypatch.setenv("LC_ALL", "ko_KR.UTF-8")
    assert korean in run(*arguments).err


@pytest.mark.parametrize("command", ["", *Commands.names])
def test_help_is_korean_for_a_korean(run: "Run", command: str) -> None:
    arguments = [command] if command else []
    said = run("--lang", "ko", *arguments, "--help").out
    assert said.startswith("사용법: ganeum")
    assert "이 도움말을 보임" in said
    assert "help_" not in said


@pytest.mark.parametrize("language", LANGUAGES)
def test_help_of_sensitivity_says_what_csv_and_draws_reach(run: "Run", language: str) -> None:
    said = " ".join(run("--lang", language, "sensitivity", "--help").out.split())
    for key in ("help_format_of_parts", "help_draws_at_once"):
        assert say(key, "ko" if language == "ko" else "en") in said
    assert "flips" in say("help_format_of_parts", "en")
    assert "contributions" in say("help_draws_at_once", "en")


# languages


def test_lang_decides(desk: "Desk", run: "Run", plain: str) -> None:
    file = desk.write(plain)
    assert "가중치" in run("rank", file, "--lang", "ko").out
    assert "가중치" in run("rank", file, "--lang=ko").out
    assert "Weights" in run("rank", file, "--lang", "en").out


def test_the_locale_decides_otherwise(
    desk: "Desk", run: "Run", plain: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = desk.write(plain)
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "ko_KR.UTF-8")
    assert "가중치" in run("rank", file).out
    assert "Weights" in run("rank", file, "--lang", "en").out
    monkeypatch.setenv("LC_MESSAGES", "en_US.UTF-8")
    assert "Weights" in run("rank", file).out
    monkeypatch.setenv("LC_ALL", "ko_KR.UTF-8")
    assert "가중치" in run("rank", file).out


def test_problems_are_said_in_the_language_asked_for(desk: "Desk", run: "Run") -> None:
    file = desk.folder / "away.yaml"
    assert run("rank", file).err.endswith("check path and name\n1 problem(s)\n")
    assert run("rank", file, "--lang", "ko").err.endswith("경로와 이름을 확인할 것\n문제 1건\n")
    assert "문제 1건" in run("rank", "--lang=ko", file).err


def test_the_language_is_found_among_the_arguments(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    assert chosen_language(["rank", "--lang", "ko"]) == "ko"
    assert chosen_language(["rank", "--lang=ko"]) == "ko"
    assert chosen_language(["rank", "--lang"]) == "en"
    assert chosen_language(["rank", "--lang", "fr"]) == "en"
    assert chosen_language(["rank", "lang", "ko"]) == "en"


# names that are not there


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("rank", "--sector", "robotic"), "--sector: there is no sector 'robotic'; there are: ai,"),
        (
            ("rank", "--crosswalk", "mix"),
            "--crosswalk: there is no crosswalk 'mix'; there are: mixed",
        ),
        (
            ("explain", "--sector", "ai", "--alternative", "research_talents"),
            "--alternative: there is no intervention 'research_talents'; there are: industry",
        ),
        (
            ("explain", "--sector", "robotic", "--alternative", "research_talent"),
            "--sector: there is no sector 'robotic'",
        ),
        (
            ("explain", "--sector", "ai", "--alternative", "research_talent", "--crosswalk", "mix"),
            "--crosswalk: there is no crosswalk 'mix'; there are: mixed, dropped, folded",
        ),
    ],
)
def test_a_name_that_is_not_there_is_refused_with_the_nearest(
    run: "Run", scenarios: Path, arguments: tuple[str, ...], said: str
) -> None:
    command, *options = arguments
    outcome = run(command, scenarios / "seoul-2022.yaml", *options)
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err.replace("alternative '", "intervention '").startswith(said)
    nearest = {"--sector": "robotics", "--crosswalk": "mixed", "--alternative": "research_talent"}
    assert outcome.err.endswith(f"; did you mean '{nearest[said.split(':')[0]]}'?\n")


def test_explain_asks_for_a_sector_where_there_are_several(
    desk: "Desk", run: "Run", weighed: str, small_evidence: str
) -> None:
    desk.write(small_evidence, "evidence.yaml")
    outcome = run("explain", desk.write(weighed), "--alternative", "hall")
    assert (outcome.code, outcome.out) == (2, "")
    assert "--sector" in outcome.err
    assert "boats, kites" in outcome.err


def test_explain_needs_no_sector_where_there_is_one(desk: "Desk", run: "Run", plain: str) -> None:
    assert run("explain", desk.write(plain), "--alternative", "ferry").code == 0


def test_explain_does_not_explain_what_is_not_ranked(
    desk: "Desk", edit: "Edit", run: "Run", plain: str
) -> None:
    file = desk.write(edit(plain, ("use: 9}", "use: {missing: Nobody counted}}")))
    outcome = run("explain", file, "--alternative", "ferry")
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err == "Not ranked for a missing score: Ferry (Nobody counted)\n"


def test_explain_has_no_view_of_themes(
    desk: "Desk", run: "Run", weighed: str, small_evidence: str
) -> None:
    desk.write(small_evidence, "evidence.yaml")
    options = ("--sector", "kites", "--alternative", "hall", "--crosswalk", "themes")
    outcome = run("explain", desk.write(weighed), *options)
    assert (outcome.code, outcome.out) == (2, "")
    assert "'themes' shows weights only" in outcome.err


def test_a_question_without_evidence_has_no_themes(desk: "Desk", run: "Run", plain: str) -> None:
    outcome = run("rank", desk.write(plain), "--crosswalk", "themes")
    assert (outcome.code, outcome.out) == (2, "")


def test_themes_without_a_group_that_demands_are_refused_or_shown(
    desk: "Desk", edit: "Edit", run: "Run", weighed: str, small_evidence: str
) -> None:
    silent = small_evidence.replace("demand: true", "demand: false")
    desk.write(silent, "evidence.yaml")
    own = "{from: plain, plain: {all: {rooms: 1, people: 1}}}"
    file = desk.write(edit(weighed, ("{from: evidence, crosswalk: half}", own)))
    assert run("rank", file).code == 0
    outcome = run("rank", file, "--crosswalk", "themes")
    assert outcome.code in (0, 2)
    assert "an error in the program" not in outcome.err


# check


def test_check_says_that_a_file_is_good(desk: "Desk", run: "Run", plain: str) -> None:
    file = desk.write(plain)
    outcome = run("check", file)
    assert outcome.code == 0
    assert outcome.err == ""
    first, second, *_ = outcome.out.splitlines()
    assert first == f"no problem: {file}"
    assert second == "scenario small: 1 sector(s), 2 criteria, 2 alternative(s)"


def test_check_says_what_evidence_holds(desk: "Desk", run: "Run", small_evidence: str) -> None:
    file = desk.write(small_evidence)
    out = run("check", file).out
    assert "evidence small-evidence: 5 statements, 1 tables of statistics" in out
    assert ganeum.load_evidence(file).digest in out


def test_check_for_machines(desk: "Desk", run: "Run", plain: str, small_evidence: str) -> None:
    scenario = desk.load(plain)
    payload = json.loads(run("check", scenario.file, "--format", "json").out)
    assert payload == {
        "id": "small", "digest": scenario.digest, "problems": [], "parts": scenario.parts,
    }  # fmt: skip
    file = desk.write(small_evidence)
    payload = json.loads(run("check", file, "--format", "json").out)
    assert payload["digest"] == ganeum.load_evidence(file).digest


def overlay_from(run: "Run", file: Path) -> str:
    """Return a scenario on top of a file, made of the lines that check prints."""
    lines = run("check", file).out.splitlines()
    start = next(n for n, line in enumerate(lines) if line.startswith("base: "))
    return "\n".join(["ganeum: 1", "id: mine", "title: Mine", *lines[start:]]) + "\n"


def test_check_prints_what_a_scenario_on_top_needs(desk: "Desk", run: "Run", plain: str) -> None:
    file = desk.write(plain, "base.yaml")
    mine = ganeum.load(desk.write(overlay_from(run, file), "mine.yaml"))
    assert mine.overlay is not None
    assert mine.overlay.base == "base.yaml"
    assert mine.overlay.base_parts == ganeum.load(file).parts


def note_whose_digest(pattern: str) -> str:
    """Return a text whose short digest looks like a number."""
    for n in range(100_000):
        content = {"note": {"ko": f"note {n}", "en": f"note {n}"}}
        if re.fullmatch(pattern, digest_of_parts(content)["note"]):
            return f"note {n}"
    raise AssertionError(pattern)


@pytest.mark.parametrize("pattern", [r"0b.*", r"[0-9]+", r"[0-9]+e[0-9]+"])
def test_a_digest_that_looks_like_a_number_is_text_too(
    desk: "Desk", edit: "Edit", run: "Run", plain: str, pattern: str
) -> None:
    note = note_whose_digest(pattern)
    file = desk.write(edit(plain, ("id: small", f"id: small\nnote: {note}")), "base.yaml")
    ganeum.load(desk.write(overlay_from(run, file), "mine.yaml"))


@pytest.mark.parametrize(
    "name", ["나의 시나리오.yaml", "it's.yaml", 'a "quoted" name.yaml', "back\\slash.yaml"]
)
def test_check_prints_any_name_of_a_file_so_that_it_can_be_read(
    desk: "Desk", run: "Run", plain: str, name: str
) -> None:
    file = desk.write(plain, name)
    mine = ganeum.load(desk.write(overlay_from(run, file), "mine.yaml"))
    assert mine.overlay is not None
    assert mine.overlay.base == name


# schema


@pytest.mark.parametrize("kind", ["scenario", "overlay", "evidence"])
def test_schema_prints_a_schema(run: "Run", kind: str) -> None:
    outcome = run("schema", kind)
    assert outcome.code == 0
    schema = json.loads(outcome.out)
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["additionalProperties"] is False
    assert outcome.out.isascii()
    if kind == "scenario":
        assert run("schema").out == outcome.out


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("title:", "titel:"),
        ("direction: cost", "direction: costs"),
        ("use: 3", "use: -3"),
        ("id: small", "id: Small"),
        ("use: 9", "use: nine"),
    ],
)
def test_the_schema_refuses_what_the_loader_refuses(
    desk: "Desk", edit: "Edit", run: "Run", plain: str, old: str, new: str
) -> None:
    from ganeum.document import read_document

    validator = jsonschema.Draft202012Validator(json.loads(run("schema").out))
    validator.validate(read_document(desk.write(plain)).content)
    text = edit(plain, (old, new))
    assert desk.problems(text)
    with pytest.raises(jsonschema.ValidationError):
        validator.validate(read_document(desk.write(text)).content)


# when the program itself is wrong


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the command `rank` fail in a way that nobody thought of."""

    def load(*_: object) -> object:
        raise RuntimeError("the reason")

    monkeypatch.setattr(import_module("ganeum.cli.rank"), "load", load)


@pytest.mark.usefixtures("broken")
def test_an_error_of_the_program_is_one_sentence(
    run: "Run", monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("GANEUM_DEBUG", raising=False)
    outcome = run("rank", "any.yaml")
    assert (outcome.code, outcome.out) == (BUG, "")
    assert outcome.err.startswith("an error in the program (RuntimeError: the reason)")
    assert len(outcome.err.splitlines()) == 1


def test_an_interrupted_run_ends_with_code_130(run: "Run", monkeypatch: pytest.MonkeyPatch) -> None:
    def load(*_: object) -> object:
        raise KeyboardInterrupt

    monkeypatch.setattr(import_module("ganeum.cli.rank"), "load", load)
    outcome = run("rank", "any.yaml")
    assert (outcome.code, outcome.out) == (130, "")
    assert "Traceback" not in outcome.err


@pytest.mark.usefixtures("broken")
def test_a_developer_may_see_the_error_itself(run: "Run", monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GANEUM_DEBUG", "1")
    with pytest.raises(RuntimeError, match="the reason"):
        run("rank", "any.yaml")


# in a process of its own


def program(*arguments: object, **variables: str) -> subprocess.CompletedProcess[bytes]:
    kept = {k: v for k, v in os.environ.items() if k not in (*VARIABLES, "PYTHONIOENCODING")}
    command = [sys.executable, "-c", "from ganeum.cli import main; main()", *map(str, arguments)]
    return subprocess.run(
        command, capture_output=True, env={**kept, **variables}, check=False, timeout=60
    )


def test_a_ranking_imports_nothing_of_its_sensitivity(scenarios: Path) -> None:
    code = (
        f"import sys; sys.argv = ['ganeum', 'rank', {str(scenarios / 'seoul-2022.yaml')!r}]\n"
        "from ganeum.cli import main\n"
        "try: main()\n"
        "finally: print(*sys.modules, file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, timeout=60)
    imported = set(done.stderr.decode().split())
    assert "ganeum.kernel.topsis" in imported
    heavy = ("scipy", "numba", "altair", "numpy.random", "ganeum.uncertainty", "ganeum.sensitivity")
    kernel = ("acceptability", "reversals", "stability", "smallest_change", "score_thresholds")
    assert imported.isdisjoint([*heavy, *(f"ganeum.kernel.{name}" for name in kernel)])


def test_the_main_job(scenarios: Path) -> None:
    done = program("rank", scenarios / "seoul-2022.yaml", LANG="C")
    assert done.returncode == 0
    assert done.stderr == b""
    out = done.stdout.decode("utf-8")
    assert out.count("rank by AHP") == 5
    assert "Attracting research talent" in out


def test_wrong_input_in_a_process_of_its_own(desk: "Desk", edit: "Edit", plain: str) -> None:
    file = desk.write(edit(plain, ("use: 3", "use: -3"), ("id: ferry", "id: Ferry")))
    done = program("rank", file, LANG="C")
    assert done.returncode == 2
    assert done.stdout == b""
    lines = done.stderr.decode("utf-8").splitlines()
    assert lines[0].startswith(f"{file}:7: weights.plain.all.use: ")
    assert lines[1].startswith(f"{file}:10: ")
    assert lines[2] == "2 problem(s)"


def test_a_korean_windows_console_shows_what_it_can(desk: "Desk", edit: "Edit", plain: str) -> None:
    file = desk.write(edit(plain, ("name: Bridge", 'name: "다리 🌉"')))
    done = program("rank", file, "--lang", "ko", PYTHONIOENCODING="cp949")
    assert done.returncode == 0
    assert done.stderr == b""
    out = done.stdout.decode("cp949")
    assert "다리 ?" in out
    assert "가중치" in out


def test_korean_problems_on_a_korean_windows_console(desk: "Desk", plain: str) -> None:
    file = desk.write(plain.replace("use: 3", "use: ☂"))
    done = program("rank", file, LANG="ko_KR.CP949", PYTHONIOENCODING="cp949")
    assert done.returncode == 2
    assert "수가 와야 함" in done.stderr.decode("cp949")


def test_a_reader_that_goes_away_is_no_error(scenarios: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, "-c", "from ganeum.cli import main; main()", "rank"]
    file = str(scenarios / "seoul-2022.yaml")
    done = subprocess.run(
        [*command, file], stdout=writing, stderr=subprocess.PIPE, check=False, timeout=60
    )
    os.close(writing)
    assert done.returncode == 0
    assert done.stderr == b""
