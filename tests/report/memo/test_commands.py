"""`ganeum memo` writes whole files or none; `ganeum verify` ends with 0, 1 or 2."""

import errno
import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

import ganeum
from conftest import Desk, Run
from ganeum.report.memo import memo_content, unpacked, writing
from ganeum.report.memo.formats import FORMATS, TEMPLATED
from ganeum.report.memo.writing import write_whole

DRAWS = ("--draws", "200")


@pytest.fixture
def small(desk: Desk, plain: str) -> Path:
    """Return a small scenario's file."""
    return desk.write(plain)


def test_a_memo_is_written_and_verified(run: Run, small: Path, tmp_path: Path) -> None:
    target = tmp_path / "memo.md"
    done = run("memo", small, "-o", target, *DRAWS)
    assert (done.code, done.out) == (0, f"written: {target}\n")
    first = target.read_bytes()
    assert run("memo", small, "-o", target, *DRAWS).code == 0
    assert target.read_bytes() == first
    checked = run("verify", target)
    assert checked.code == 0
    assert re.match(
        r"same: \d\d tables and 0 pictures \(of a PDF, pages\) made again, all agree\n", checked.out
    )
    assert "200 draws, seed 0" in checked.out


@pytest.mark.parametrize("method", ["ahp", "topsis"])
def test_a_memo_of_one_method_and_crosswalk_is_made_again(
    run: Run, desk: Desk, weighed: str, small_evidence: str, tmp_path: Path, method: str
) -> None:
    desk.write(small_evidence, "evidence.yaml")
    file, target = desk.write(weighed), desk.folder / "memo.json"
    options = ("--method", method, "--crosswalk", "dropped", "--lang", "en", *DRAWS)
    assert run("memo", file, "-o", target, *options).code == 0
    memo = json.loads(target.read_text(encoding="utf-8"))
    said = json.dumps(memo["blocks"]).replace("method (AHP, TOPSIS)", "")
    other = {"ahp": "TOPSIS", "topsis": "AHP"}[method]
    assert other not in said
    assert "methods agree" not in said
    seal = memo["provenance"]
    assert (seal["methods"], seal["crosswalk"]) == ([method], "dropped")
    assert not {"method", "crosswalk"} & set(seal["sources"])
    assert run("verify", target).code == 0
    whole = memo["seal"]
    memo["seal"] = unpacked(whole).model_copy(update={"crosswalk": "half"}).packed()
    target.write_text(json.dumps(memo), encoding="utf-8")
    assert run("verify", target).code == 1


def test_a_memo_draws_what_it_is_told_to(run: Run, small: Path, tmp_path: Path) -> None:
    target = tmp_path / "memo.json"
    options = ("--vary", "weights", "--method", "ahp", "--vary", "method", "--lang", "en")
    assert run("memo", small, "-o", target, *options, *DRAWS).code == 0
    memo = json.loads(target.read_text(encoding="utf-8"))
    assert memo["provenance"]["sources"] == ["weights", "method"]
    assert "Uncertainty left out this time: " in json.dumps(memo["blocks"])
    assert run("verify", target).code == 0


def test_an_edited_rank_ends_with_one(run: Run, small: Path, tmp_path: Path) -> None:
    target = tmp_path / "memo.md"
    run("memo", small, "-o", target, "--lang", "en", "--sections", "ranking", *DRAWS)
    text = target.read_text(encoding="utf-8")
    row = next(line for line in text.splitlines() if "Ferry" in line and line.startswith("|"))
    target.write_text(text.replace(row, row.replace(" 1 |", " 2 |", 1)), encoding="utf-8")
    found = run("verify", target)
    assert found.code == 1
    assert found.out.splitlines()[0] == (
        "differs: Table 1. Ranking of the interventions, row 'Ferry', column 'rank AHP': "
        "the file has '2', computed again it is '1'"
    )


def test_edited_words_leave_the_tables_as_they_are(run: Run, small: Path, tmp_path: Path) -> None:
    target = tmp_path / "memo.md"
    run("memo", small, "-o", target, "--lang", "en", "--sections", "ranking", *DRAWS)
    text = target.read_text(encoding="utf-8")
    line = next(line for line in text.splitlines() if line.startswith("# "))
    target.write_text(text.replace(line, line + " (final)", 1), encoding="utf-8")
    found = run("verify", target)
    assert found.code == 1
    first, second, *_ = found.out.splitlines()
    assert first.startswith("differs: text outside of tables")
    assert re.match(r"all \d+ tables agree", second)


def test_another_engine_is_told(
    run: Run, small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "memo.md"
    memo = memo_content(ganeum.load(small), "en", sections=["ranking"], engine="0.0.9")
    target.write_bytes(FORMATS[".md"](memo))
    found = run("verify", target)
    assert found.code == 0
    assert "made by engine 0.0.9" in found.out
    assert "no version in between moved published numbers" in found.out
    monkeypatch.setattr("ganeum.version.PUBLISHED_NUMBERS_MOVED", ("0.0.95",))
    assert "published numbers have moved since, in: 0.0.95" in run("verify", target).out


def test_other_libraries_are_told_where_something_differs(
    run: Run, small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "memo.md"
    with monkeypatch.context() as before:
        before.setattr("ganeum.report.memo.seal.libraries", lambda: {"numpy": "1.0"})
        run("memo", small, "-o", target, "--sections", "ranking", *DRAWS)
    assert "numpy" not in run("verify", target).out
    target.write_bytes(target.read_bytes().replace(b"Ferry", b"Barge", 1))
    found = run("verify", target)
    assert found.code == 1
    assert "numpy 1.0 / " in found.out


def test_a_scenario_that_only_has_a_shipped_name_is_told(
    run: Run, desk: Desk, plain: str, tmp_path: Path
) -> None:
    target = tmp_path / "memo.md"
    run("memo", desk.write(plain), "-o", target, "--sections", "ranking", *DRAWS)
    assert "its scenario is not a shipped one" in run("verify", target).out
    named = desk.write(plain.replace("id: small", "id: template"))
    run("memo", named, "-o", target, "--sections", "ranking", *DRAWS)
    found = run("verify", target)
    assert found.code == 0
    assert "mind: its scenario is called template, but is not the shipped one" in found.out


def test_what_cannot_be_verified_ends_with_two(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "memo.md"
    file.write_text("# hello", encoding="utf-8")
    found = run("verify", file)
    assert (found.code, found.out) == (2, "")
    assert "not a whole memo" in found.err
    assert run("verify", tmp_path / "memo.xyz").code == 2


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("-o", "x.doc"), "x.doc: not a known format; known are: .md, .html"),
        (("-o", "x"), "not a known format"),
        (("-o", "x.md", "--sector", "fishing"), "there is no sector 'fishing'"),
        (("-o", "x.md", "--sections", "jokes"), "must be one of: findings"),
        (("-o", "x.md", "--sections", "why", "--one-page"), "parts that a memo on one page"),
        (("-o", "x.md", "--crosswalk", "themes"), "shows weights only"),
        (("-o", "x.md", "--crosswalk", "jokes"), "there is no crosswalk 'jokes'"),
        (("-o", "x.md", "--vary", "jokes"), "must be one of: weights"),
        (("-o", "x.md", "--figure", "portrait", *DRAWS), "there is no figure 'portrait'"),
        (("-o", "x.md", "--template", "y.md"), ".md takes no template"),
        (("-o", "x.png", *DRAWS), "choose one figure with --figure"),
        (("-o", "x.png", "--sections", "scope", *DRAWS), "this memo has no figure"),
        (("-o", "x.md", "--draws", "99"), "--draws"),
        ((), "-o"),
        (("-o", "missing/x.md", *DRAWS), "cannot be written (FileNotFoundError)"),
    ],
)
def test_wrong_input_is_said_and_nothing_written(
    run: Run,
    small: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: tuple[str, ...],
    said: str,
) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    monkeypatch.chdir(folder)
    found = run("memo", small, *arguments)
    assert found.code == 2
    assert said in found.err
    assert list(folder.iterdir()) == []


def test_a_missing_library_is_named(
    run: Run, small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def render(_: object) -> bytes:
        raise ModuleNotFoundError(name="altair")

    monkeypatch.setitem(FORMATS, ".md", render)  # type: ignore[arg-type]
    found = run("memo", small, "-o", tmp_path / "x.md", *DRAWS)
    assert found.code == 2
    assert "pip install 'ganeum[memo]'" in found.err


def test_a_failure_while_writing_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "memo.md"
    write_whole(file, b"old")
    file.chmod(0o640)

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(writing.os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        write_whole(file, b"new")
    assert file.read_bytes() == b"old"
    assert [each.name for each in tmp_path.iterdir()] == ["memo.md"]
    monkeypatch.undo()
    write_whole(file, b"new")
    assert file.read_bytes() == b"new"
    assert file.stat().st_mode & 0o777 == 0o640


WRITE = """
import importlib.util, resource, signal, sys
from pathlib import Path
spec = importlib.util.spec_from_file_location("writing", sys.argv[1])
writing = importlib.util.module_from_spec(spec)
spec.loader.exec_module(writing)
"""  # without the rest of the package, so that it starts at once


def writes(body: str, file: Path) -> subprocess.Popen[bytes]:
    """Start a process that writes a file in some way."""
    return subprocess.Popen(
        [sys.executable, "-c", WRITE + body, str(writing.__file__), str(file)],
        stdout=subprocess.PIPE,
    )


def test_a_full_disk_leaves_the_old_file(tmp_path: Path) -> None:
    file = tmp_path / "memo.docx"
    file.write_bytes(b"old")
    limited = """
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
try:
    writing.write_whole(Path(sys.argv[2]), bytes(5000))
except OSError as error:
    print(error.errno)
"""
    said, _ = writes(limited, file).communicate(timeout=60)
    assert int(said) == errno.EFBIG
    assert [(each.name, each.read_bytes()) for each in tmp_path.iterdir()] == [(file.name, b"old")]


def test_a_kill_in_the_middle_leaves_one_whole_file(tmp_path: Path) -> None:
    file = tmp_path / "memo.docx"
    size = 3_000_000
    endless = f"""
print("begun", flush=True)
while True:
    for letter in (b"a", b"b"):
        writing.write_whole(Path(sys.argv[2]), letter * {size})
"""
    file.write_bytes(b"a" * size)
    for place in range(6):
        process = writes(endless, file)
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(0.003 * place)
        process.kill()
        process.communicate(timeout=60)
        data = file.read_bytes()
        assert data in (b"a" * size, b"b" * size)


def test_a_folder_in_the_way_is_no_file(run: Run, small: Path, tmp_path: Path) -> None:
    target = tmp_path / "memo.md"
    target.mkdir()
    found = run("memo", small, "-o", target, "--sections", "ranking", *DRAWS)
    assert found.code == 2
    assert "what was there is as it was" in found.err
    assert [each.name for each in target.iterdir()] == []


def test_a_new_file_may_be_read_by_others(tmp_path: Path) -> None:
    file = tmp_path / "memo.md"
    before = os.umask(0o022)
    try:
        write_whole(file, b"new")
    finally:
        os.umask(before)
    assert file.stat().st_mode & 0o777 == 0o644


def test_the_memo_speaks_the_scenarios_language(run: Run, small: Path, tmp_path: Path) -> None:
    target = tmp_path / "memo.md"
    options: dict[str, Callable[[str], bool]] = {
        "ko": lambda text: "분석 결과 요약" in text,
        "en": lambda text: "Findings" in text,
    }
    for language, said in options.items():
        run("memo", small, "-o", target, "--lang", language, "--sections", "findings", *DRAWS)
        assert said(target.read_text(encoding="utf-8"))
    run("memo", small, "-o", target, "--sections", "findings", *DRAWS)
    assert options["ko"](target.read_text(encoding="utf-8"))


def test_an_offices_template_is_filled(
    run: Run, small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    template, target = tmp_path / "letter.md", tmp_path / "memo.md"

    def fill(_: object, data: bytes) -> bytes:
        if data != b"Dear":
            raise ValueError("no letterhead")
        return data + b" boss"

    monkeypatch.setitem(TEMPLATED, ".md", fill)  # type: ignore[arg-type]
    arguments = ("memo", small, "-o", target, "--template", template, *DRAWS)
    assert "the template cannot be read (FileNotFoundError)" in run(*arguments).err
    template.write_bytes(b"Hi")
    assert "of no use as a template of this format (no letterhead)" in run(*arguments).err
    template.write_bytes(b"Dear")
    assert run(*arguments).code == 0
    assert target.read_bytes() == b"Dear boss"


def test_too_many_draws_for_so_many_alternatives_are_refused(
    run: Run, small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ganeum.cli.memo.MOST_WORK", 399)
    found = run("memo", small, "-o", tmp_path / "x.md", *DRAWS)
    assert found.code == 2
    assert "take fewer" in found.err
