"""Unsaved work is kept whole, found again by its base, and never given back wrong."""

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import ganeum
from ganeum.autosaves import MOST, Kept, keep, kept, state_folder, take
from ganeum.drafting import Draft

if TYPE_CHECKING:
    from conftest import Desk


@pytest.fixture
def draft(desk: "Desk", plain: str) -> Draft:
    base = ganeum.load(desk.write(plain, "base.yaml"))
    return Draft.of(base).with_change("weights.plain.all.use", 6, "왜")


def test_what_is_kept_is_taken_back(tmp_path: Path, draft: Draft) -> None:
    work = Kept(draft.called("mine", "나의 질문"), tmp_path / "mine.yaml", "abc")
    place = tmp_path / "state" / "browser" / "tab.json"
    keep(work, place)
    assert take(place) == work
    assert kept(place.parent, draft.base.file) == [place]
    assert kept(place.parent, tmp_path / "other.yaml") == []


def test_a_draft_without_changes_is_not_kept(tmp_path: Path, draft: Draft) -> None:
    place = tmp_path / "tab.json"
    keep(Kept(draft), place)
    keep(Kept(Draft.of(draft.base)), place)
    assert not place.exists()
    keep(Kept(Draft.of(draft.base)), place)


def test_the_newest_come_first_and_old_ones_go(tmp_path: Path, draft: Draft) -> None:
    folder = tmp_path / "browser"
    for number in range(MOST + 3):
        place = folder / f"{number}.json"
        keep(Kept(draft.with_change("seed", number + 1)), place)
        os.utime(place, ns=(number, number))
    keep(Kept(draft), folder / "last.json")
    found = kept(folder, draft.base.file)
    assert len(found) == MOST
    assert [place.stem for place in found[:2]] == ["last", str(MOST + 2)]


def test_work_on_a_base_that_changed_or_went_stays_where_it_is(
    desk: "Desk", draft: Draft, plain: str
) -> None:
    place = desk.folder / "tab.json"
    keep(Kept(draft), place)
    before = place.read_bytes()
    desk.write(plain.replace("use: 9", "use: 8"), "base.yaml")
    assert take(place) is None
    draft.base.file.unlink()
    assert take(place) is None
    assert place.read_bytes() == before


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b"\xff", b'{"base": "x"}', b'{"text": "x"}'])
def test_what_is_no_record_is_passed_over(tmp_path: Path, data: bytes) -> None:
    place = tmp_path / "tab.json"
    place.write_bytes(data)
    assert take(place) is None
    assert kept(tmp_path, tmp_path / "base.yaml") == []


def test_only_the_owner_may_look(tmp_path: Path, draft: Draft) -> None:
    place = tmp_path / "browser" / "tab.json"
    keep(Kept(draft), place)
    assert place.parent.stat().st_mode & 0o077 == 0
    assert json.loads(place.read_text(encoding="utf-8"))["base"] == str(draft.base.file)


def test_the_folder_is_the_named_one_else_the_systems(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GANEUM_STATE", str(tmp_path))
    assert state_folder() == tmp_path
    monkeypatch.delenv("GANEUM_STATE")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "x"))
    assert state_folder() == tmp_path / "x" / "ganeum"
    monkeypatch.delenv("XDG_STATE_HOME")
    assert state_folder() == Path.home() / ".local" / "state" / "ganeum"
