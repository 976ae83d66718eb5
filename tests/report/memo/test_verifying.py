"""A memo is made again from its own seal; whoever changed either is found out."""

import json
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import Desk
from ganeum.examination import Examination
from ganeum.loading import load_content
from ganeum.report.memo import (
    Memo,
    Seal,
    SealError,
    memo_content,
    seal_in,
    seal_lines,
    unpacked,
    verifying,
)
from ganeum.report.memo import seal as seal_module
from ganeum.report.memo.formats import FORMATS
from ganeum.report.memo.verifying import MemoError, made_again, read_memo, verify
from ganeum.version import moved_since

SHIPPED = ("seoul-2022", "seoul-2022-support-menu", "robotics-demonstration-double", "template")
MakeMemo = Callable[..., Memo]


@pytest.mark.parametrize("name", SHIPPED)
def test_a_seal_gives_the_memo_again(make_memo: MakeMemo, name: str, tmp_path: Path) -> None:
    memo = make_memo(name, "en")
    again = made_again(unpacked(memo.seal.packed()), tmp_path / "memo.md")
    assert again == memo


@pytest.mark.parametrize("name", SHIPPED)
def test_content_is_the_scenario(
    shipped: Callable[[str], Examination], make_memo: MakeMemo, name: str, tmp_path: Path
) -> None:
    scenario = shipped(name).analysis.scenario
    content = json.loads(json.dumps(make_memo(name).seal.content))
    again = load_content(content, tmp_path / "x", scenario.overlay)
    assert (again.digest, again.parts) == (scenario.digest, scenario.parts)
    assert again.model == scenario.model


def test_a_seal_survives_between_other_lines(make_memo: MakeMemo) -> None:
    seal = make_memo().seal
    lines = seal_lines(seal)
    assert max(map(len, lines)) < 100
    assert seal_in("\n".join(f"> {line}  " for line in ["before", *lines, "after"])) == seal


def test_a_name_that_pretends_to_be_a_seal_is_none(make_memo: MakeMemo) -> None:
    seal = make_memo().seal
    assert seal_in("\n".join(["GANEUM-SEAL-1 Sabc END-GANEUM-SEAL", *seal_lines(seal)])) == seal


def packed(payload: object) -> str:
    import base64

    return base64.urlsafe_b64encode(zlib.compress(json.dumps(payload).encode())).decode()


def test_a_seal_that_is_none_is_refused(make_memo: MakeMemo) -> None:
    whole = make_memo().seal.model_dump(mode="json")
    for wrong in (
        "", "AAAA", "x", packed([]), packed({}), packed("[" * 2000),
        packed({**whole, "draws": 10**9}), packed({**whole, "more": 1}),
        packed({**whole, "methods": []}), packed({**whole, "scenario_digest": "md5:0"}),
    ):  # fmt: skip
        with pytest.raises(SealError):
            unpacked(wrong)
    with pytest.raises(SealError):
        seal_in("no seal")


def test_a_seal_that_would_fill_the_memory_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seal_module, "LARGEST", 1000)
    with pytest.raises(SealError):
        unpacked(packed("x" * 2000))


def kind(function: Callable[[], object]) -> str:
    with pytest.raises(MemoError) as caught:
        function()
    return caught.value.key


def test_a_seal_that_contradicts_itself_is_refused(make_memo: MakeMemo, tmp_path: Path) -> None:
    memo = make_memo("template")
    file = tmp_path / "memo.md"

    def tried(**changes: object) -> str:
        changed = Seal.model_validate({**memo.seal.model_dump(mode="json"), **changes})
        return kind(lambda: made_again(changed, file))

    request = memo.seal.request.model_dump(mode="json")
    assert tried(scenario_digest="sha256:" + "0" * 64) == "verify_broken"
    assert tried(content={**memo.seal.content, "id": "other"}) == "verify_broken"
    assert tried(content={"ganeum": 1}) == "verify_broken"
    assert tried(overlay={"id": 1}) == "verify_broken"
    assert tried(request={**request, "sectors": ["fishing"]}) == "verify_broken"
    assert tried(request={**request, "sections": ["jokes"]}) == "verify_broken"
    assert tried(request={**request, "figure": "portrait"}) == "verify_broken"


def test_too_much_work_is_refused(
    make_memo: MakeMemo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verifying, "MOST_WORK", 100)
    assert kind(lambda: made_again(make_memo().seal, tmp_path / "x")) == "verify_too_much"


def test_evidence_is_told_from_other_evidence(
    desk: Desk, weighed: str, small_evidence: str
) -> None:
    memo = memo_content(desk.weighed(weighed), sections=["ranking"])
    file = desk.write(FORMATS[".md"](memo), "memo.md")
    assert verify(file).same
    desk.write(small_evidence.replace("title: A small source", "title: Another"), "evidence.yaml")
    assert kind(lambda: verify(file)) == "verify_other_evidence"
    (desk.folder / "evidence.yaml").unlink()
    assert kind(lambda: verify(file)) == "verify_no_evidence"


def test_what_is_no_memo_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "memo.md"
    assert kind(lambda: read_memo(tmp_path / "memo.doc")) == "verify_format"
    assert kind(lambda: read_memo(file)) == "verify_no_file"
    assert kind(lambda: read_memo(tmp_path.with_suffix(".md"))) == "verify_no_file"
    file.write_text("# nothing")
    assert kind(lambda: read_memo(file)) == "verify_no_seal"
    monkeypatch.setattr(verifying, "LARGEST_TEXT", 3)
    assert kind(lambda: read_memo(file)) == "verify_too_large"
    monkeypatch.setattr(Path, "is_file", lambda self: True)
    assert kind(lambda: read_memo(tmp_path / "none.md")) == "verify_unreadable"


def test_a_changed_picture_is_found(make_memo: MakeMemo, tmp_path: Path) -> None:
    memo = make_memo("template", sections=("ranking",), figure="board")
    file = tmp_path / "chart.svg"
    data = FORMATS[".svg"](memo)
    file.write_bytes(data)
    verdict = verify(file)
    assert (verdict.same, verdict.tables, verdict.pictures) == (True, 0, 1)
    file.write_bytes(data.replace(b"<text", b"<TEXT", 1))
    difference = verify(file).difference
    assert difference is not None
    assert (difference.kind, difference.table) == ("picture", memo.caption(memo.figures[0]))


def test_versions_that_moved_numbers_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ganeum.version.PUBLISHED_NUMBERS_MOVED", ("0.2.0", "0.9.1", "0.10.0"))
    assert moved_since("0.1.0") == ("0.2.0", "0.9.1", "0.10.0")
    assert moved_since("0.9.1") == ("0.10.0",)
    assert moved_since("0.10.0") == ()
