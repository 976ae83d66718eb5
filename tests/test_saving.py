"""Saving leaves the old file or the new one, whole, and never overwrites another's work."""

import os
import stat
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import ganeum
from ganeum.drafting import Draft
from ganeum.saving import file_of, fingerprint, free_id, home_of, save, slug

if TYPE_CHECKING:
    from conftest import Desk


@pytest.fixture
def draft(desk: "Desk", plain: str) -> Draft:
    desk.write(plain, "base.yaml")
    base = ganeum.load(desk.folder / "base.yaml")
    return Draft.of(base).called("mine", "나의 질문").with_change("weights.plain.all.use", 6)


def refused(draft: Draft, file: Path, seen: str | None = None) -> ganeum.Problem:
    with pytest.raises(ganeum.ScenarioError) as caught:
        save(draft, file, seen)
    (problem,) = caught.value.problems
    assert problem.describe("ko") != problem.describe("en")
    return problem


def test_what_is_saved_is_loaded(desk: "Desk", draft: Draft) -> None:
    file = desk.folder / "mine.yaml"
    seen = save(draft, file)
    assert seen == fingerprint(file)
    data = file.read_bytes()
    assert data.decode() == draft.text()
    assert b"\r" not in data
    assert ganeum.load(file).digest == draft.scenario().digest
    assert sorted(path.name for path in desk.folder.iterdir()) == ["base.yaml", "mine.yaml"]


def test_a_file_is_saved_again_by_who_has_seen_it(desk: "Desk", draft: Draft) -> None:
    file = desk.folder / "mine.yaml"
    seen = save(draft, file)
    file.chmod(0o640)
    again = save(draft.with_change("seed", 7), file, seen)
    assert again != seen
    assert ganeum.load(file).model.seed == 7
    assert stat.S_IMODE(file.stat().st_mode) == 0o640


def test_a_file_that_changed_is_not_overwritten(desk: "Desk", draft: Draft) -> None:
    file = desk.folder / "mine.yaml"
    seen = save(draft, file)
    file.write_text("somebody else's", encoding="utf-8")
    assert refused(draft.with_change("seed", 7), file, seen).key == "file_changed"
    assert file.read_text(encoding="utf-8") == "somebody else's"


def test_a_file_of_the_same_name_is_not_overwritten(desk: "Desk", draft: Draft) -> None:
    file = desk.write("somebody else's", "mine.yaml")
    assert refused(draft, file).key == "file_exists"
    assert file.read_text(encoding="utf-8") == "somebody else's"


def test_what_stands_there_already_is_no_conflict(desk: "Desk", draft: Draft) -> None:
    file = desk.folder / "mine.yaml"
    seen = save(draft, file)
    assert save(draft, file) == seen


def test_a_file_that_was_deleted_is_written_again(desk: "Desk", draft: Draft) -> None:
    file = desk.folder / "mine.yaml"
    seen = save(draft, file)
    file.unlink()
    save(draft.with_change("seed", 7), file, seen)
    assert ganeum.load(file).model.seed == 7


def test_a_draft_that_is_no_scenario_is_not_saved(desk: "Desk", draft: Draft) -> None:
    file = desk.folder / "mine.yaml"
    wrong = draft.with_change("alternatives.ferry.scores.price", -1)
    assert refused(wrong, file).key == "cost_not_positive"
    assert not file.exists()


def test_a_folder_from_which_the_base_is_not_found_is_refused(desk: "Desk", draft: Draft) -> None:
    (desk.folder / "below").mkdir()
    assert refused(draft, desk.folder / "below" / "mine.yaml").key == "base_out_of_reach"
    twin = desk.folder / "below" / "base.yaml"
    twin.write_text("another", encoding="utf-8")
    assert refused(draft, desk.folder / "below" / "mine.yaml").key == "base_out_of_reach"


def test_a_shipped_base_is_found_from_everywhere(desk: "Desk", seoul: ganeum.Scenario) -> None:
    file = desk.folder / "mine.yaml"
    save(Draft.of(seoul).called("mine", "Mine").with_change("weights.groups.fgi", 2), file)
    assert ganeum.load(file).model.weights.groups["fgi"] == 2


def test_a_base_in_a_folder_below_is_named_from_above(desk: "Desk", plain: str) -> None:
    base = ganeum.load(desk.write(plain, "bases/base.yaml"))
    file = desk.folder / "mine.yaml"
    save(Draft.of(base).called("mine", "Mine"), file)
    scenario = ganeum.load(file)
    assert scenario.overlay is not None
    assert scenario.overlay.base == "bases/base.yaml"


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_failure_leaves_the_old_file(
    desk: "Desk", draft: Draft, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    file = desk.folder / "mine.yaml"
    seen = save(draft, file)
    before = file.read_bytes()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(*((os, "fsync") if step == "fsync" else (Path, "replace")), full)
    problem = refused(draft.with_change("seed", 7), file, seen)
    assert problem.key == "not_writable"
    assert "No space left" in problem.describe("en")
    assert file.read_bytes() == before
    assert sorted(path.name for path in desk.folder.iterdir()) == ["base.yaml", "mine.yaml"]


def test_without_permission_it_says_so(
    desk: "Desk", draft: Draft, monkeypatch: pytest.MonkeyPatch
) -> None:
    def forbidden(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "replace", forbidden)
    assert refused(draft, desk.folder / "mine.yaml").key == "not_writable"


@pytest.mark.parametrize("name", ["no/such/mine.yaml", "a\0b.yaml", "x" * 300])
def test_an_impossible_file_is_refused(desk: "Desk", seoul: ganeum.Scenario, name: str) -> None:
    draft = Draft.of(seoul).called("mine", "Mine")
    assert refused(draft, desk.folder / name).key == "not_writable"


def test_of_many_who_save_at_once_one_wins(desk: "Desk", draft: Draft) -> None:
    file = desk.folder / "mine.yaml"
    won: list[int] = []
    lost: list[str] = []

    def run(number: int) -> None:
        try:
            save(draft.with_change("seed", number), file)
            won.append(number)
        except ganeum.ScenarioError as error:
            lost.extend(problem.key for problem in error.problems)

    threads = [threading.Thread(target=run, args=(number,)) for number in range(1, 9)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(won) == 1
    assert lost == ["file_exists"] * 7
    assert ganeum.load(file).model.seed == won[0]


KILLED = """
import sys, ganeum
from pathlib import Path
from ganeum.drafting import Draft
from ganeum.saving import fingerprint, save
file = Path(sys.argv[1])
draft = Draft.of(ganeum.load(file))
print("ready", flush=True)
seed = 7
while True:
    seed += 1
    save(draft.with_change("seed", seed), file, fingerprint(file))
"""


def test_whoever_is_killed_while_saving_leaves_a_whole_file(desk: "Desk", draft: Draft) -> None:
    file = desk.folder / "mine.yaml"
    save(draft.with_change("seed", 7), file)
    process = subprocess.Popen(
        [sys.executable, "-c", KILLED, str(file)],
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(Path(ganeum.__file__).parents[1])},
    )
    assert process.stdout is not None
    assert process.stdout.readline() == b"ready\n"
    time.sleep(0.05)
    process.kill()
    process.wait()
    process.stdout.close()
    assert ganeum.load(file).model.seed >= 7


# names


def test_an_id_is_made_of_the_title(tmp_path: Path, seoul: ganeum.Scenario) -> None:
    assert free_id("What if rents doubled?", tmp_path, seoul) == "what-if-rents-doubled"
    assert slug("실증", [], "") == "scenario"
    assert len(free_id("x" * 500, tmp_path, seoul)) < 80


def test_an_id_is_free_and_not_the_bases(tmp_path: Path, seoul: ganeum.Scenario) -> None:
    (tmp_path / "mine.yaml").touch()
    (tmp_path / "Mine-2.yaml").touch()
    assert free_id("Mine", tmp_path, seoul) == "mine-3"
    assert free_id("실증을 두 배로", tmp_path, seoul) == "seoul-2022-2"
    assert free_id("Seoul 2022", tmp_path, seoul) == "seoul-2022-2"


def test_a_scenario_does_not_hide_its_base(
    desk: "Desk", plain: str, seoul: ganeum.Scenario
) -> None:
    draft = Draft.of(seoul).called("mine", "Mine")
    assert refused(draft, desk.folder / "seoul-2022.yaml").key == "name_of_base"
    base = ganeum.load(desk.write(plain, "base.yaml"))
    assert refused(Draft.of(base), desk.folder / "base.yaml", fingerprint(base.file)).key == (
        "name_of_base"
    )


def test_scenarios_are_kept_beside_their_base(desk: "Desk", plain: str, seoul) -> None:
    assert home_of(desk.load(plain)) == desk.folder
    assert home_of(seoul) == seoul.file.resolve().parent / "mine"


def test_the_folder_of_the_planners_own_is_made(desk: "Desk", seoul: ganeum.Scenario) -> None:
    file = desk.folder / "mine" / "mine.yaml"
    save(Draft.of(seoul).called("mine", "Mine"), file)
    assert ganeum.load(file).model.id == "mine"


@pytest.mark.parametrize("name", ["../mine", "a/b", "", "a.b", "A", "x" * 81, "a\n", ".."])
def test_a_name_leads_nowhere_else(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match="no id"):
        file_of(tmp_path, name)
    assert file_of(tmp_path, "mine") == tmp_path / "mine.yaml"
