"""Files that cite one another: evidence, bases, digests, and whatever else may be in a file."""

import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import ganeum
from ganeum.digest import canonical_json, digest_of, digest_of_parts
from ganeum.loading import load_either, load_file, shipped_scenarios

if TYPE_CHECKING:
    from conftest import Desk, Edit

FUZZ = settings(deadline=None, derandomize=True, max_examples=150)


def test_a_scenario_knows_where_it_was_read(desk: "Desk", plain: str) -> None:
    scenario = desk.load(plain)
    assert scenario.file == desk.folder / "scenario.yaml"
    assert scenario.model.id == "small"
    assert scenario.evidence is None
    assert scenario.overlay is None


def test_a_path_may_be_text(desk: "Desk", plain: str) -> None:
    assert ganeum.load(str(desk.write(plain))) == ganeum.load(desk.write(plain))


def test_evidence_is_found_beside_the_scenario(desk: "Desk") -> None:
    evidence = desk.weighed().evidence
    assert evidence is not None
    assert evidence.file == desk.folder / "evidence.yaml"
    assert evidence.model.id == "small-evidence"


def test_evidence_is_found_among_the_shipped_scenarios_otherwise(
    desk: "Desk", scenarios: Path
) -> None:
    scenario = desk.load((scenarios / "seoul-2022.yaml").read_text())
    assert scenario.evidence is not None
    assert scenario.evidence.file.is_relative_to(shipped_scenarios())


def test_evidence_is_loaded_by_itself_or_through_a_scenario(
    desk: "Desk", small_evidence: str, weighed: str
) -> None:
    file = desk.write(small_evidence, "evidence.yaml")
    alone = ganeum.load_evidence(file)
    assert ganeum.load_evidence(desk.write(weighed)) == alone
    assert load_file(file) == alone
    assert load_either(file) == (alone, None)


def test_a_scenario_without_evidence_has_none_to_load(desk: "Desk", plain: str) -> None:
    with pytest.raises(ganeum.ScenarioError) as caught:
        ganeum.load_evidence(desk.write(plain))
    assert [problem.key for problem in caught.value.problems] == ["no_evidence_named"]


def test_evidence_is_no_scenario(desk: "Desk", small_evidence: str) -> None:
    with pytest.raises(ganeum.ScenarioError) as caught:
        ganeum.load(desk.write(small_evidence))
    (line,) = desk.said(list(caught.value.problems))
    assert line.startswith("scenario.yaml:2: kind: this is a file of the kind evidence;")
    assert "name a scenario file" in line


def test_another_kind_is_refused(desk: "Desk", edit: "Edit", plain: str) -> None:
    (problem,) = desk.problems(edit(plain, ("id: small", "kind: scenarios\nid: small")))
    assert (problem.key, problem.path, problem.nearest) == ("expect_choice", "kind", "scenario")


def test_missing_evidence_is_said_where_it_is_named(
    desk: "Desk", edit: "Edit", weighed: str
) -> None:
    (line,) = desk.lines(edit(weighed, ("evidence.yaml", "away.yaml")))
    assert line.startswith("scenario.yaml:4: evidence: there is no such file")


def test_a_missing_base_is_said_where_it_is_named(desk: "Desk") -> None:
    file = desk.overlay("", edit=lambda head: head.replace("base.yaml", "away.yaml"))
    (line,) = desk.said(desk.refused(file))
    assert line.startswith("mine.yaml:4: base: there is no such file")


@pytest.mark.parametrize("name", ['"a\\0b.yaml"', "x" * 300, ".", "/", "scenario.yaml/x"])
def test_an_impossible_name_of_evidence_is_refused(
    desk: "Desk", edit: "Edit", weighed: str, name: str
) -> None:
    assert desk.problems(edit(weighed, ("evidence: evidence.yaml", f"evidence: {name}")))


@pytest.mark.parametrize("name", ['"a\\0b.yaml"', "x" * 300, ".", "/", "scenario.yaml/x"])
def test_an_impossible_name_of_a_base_is_refused(desk: "Desk", name: str) -> None:
    assert desk.refused(desk.overlay("", edit=lambda head: head.replace("base.yaml", name)))


def test_broken_evidence_is_said_in_its_own_file(
    desk: "Desk", edit: "Edit", weighed: str, small_evidence: str
) -> None:
    desk.write(edit(small_evidence, ("priority: 2", "priority: 3")), "evidence.yaml")
    (line,) = desk.lines(weighed)
    assert line.startswith(
        "evidence.yaml:42: statements.p2.priority: priority 3: this group ranks 2"
    )


# digests


def test_a_digest_is_of_the_content_not_of_the_bytes(
    desk: "Desk", edit: "Edit", plain: str
) -> None:
    digest = desk.load(plain).digest
    title = "title: A small question\n"
    other = edit(plain, (title, ""), ("ganeum: 1\n", f"# a remark\n{title}\nganeum: 1\n"))
    assert desk.load(other).digest == digest
    assert desk.load(edit(plain, ("{price: 2, use: 4}", "{use: 4, price: 2}"))).digest == digest
    assert desk.load(edit(plain, ("{price: 2, use: 4}", "{use: 4.0, price: 2}"))).digest == digest


def test_a_default_that_is_written_out_changes_no_digest(
    desk: "Desk", edit: "Edit", plain: str
) -> None:
    written = edit(plain, ("id: small", "id: small\nseed: 0\nlanguage: ko\nkind: scenario"))
    assert desk.load(written).digest == desk.load(plain).digest


@pytest.mark.parametrize(
    ("old", "new", "part"),
    [
        ("use: 9}", "use: 8}", "alternatives"),
        ("use: 3}", "use: 2}", "weights"),
        ("A small question", "A question", "title"),
        ("name: Price", "name: Cost", "criteria"),
    ],
)
def test_a_change_of_content_changes_the_digest_and_that_of_its_part(
    desk: "Desk", edit: "Edit", plain: str, old: str, new: str, part: str
) -> None:
    before, after = desk.load(plain), desk.load(edit(plain, (old, new)))
    assert before.digest != after.digest
    assert {name for name in before.parts if before.parts[name] != after.parts[name]} == {part}


def test_the_digest_holds_that_of_the_evidence_but_not_its_place(
    desk: "Desk", edit: "Edit", weighed: str, small_evidence: str
) -> None:
    before = desk.weighed()
    desk.write(small_evidence, "folder/other.yaml")
    moved = desk.load(edit(weighed, ("evidence.yaml", "folder/other.yaml")))
    changed = desk.weighed(evidence=edit(small_evidence, ("More rooms first", "Rooms first")))
    assert moved.digest == before.digest
    assert changed.digest != before.digest
    assert changed.parts["evidence"] != before.parts["evidence"]


def test_a_digest_is_sha_256_over_canonical_json() -> None:
    assert canonical_json({"b": 1, "a": ["가", 0.5]}) == '{"a":["가",0.5],"b":1}'
    empty = "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"
    assert digest_of({}) == f"sha256:{empty}"
    assert digest_of_parts({"b": {}, "a": {}}) == {"a": empty[:12], "b": empty[:12]}


def test_what_is_loaded_dumped_and_loaded_again_is_the_same(desk: "Desk", plain: str) -> None:
    for scenario in (desk.load(plain), desk.weighed()):
        dumped = scenario.model.model_dump(mode="json", exclude_none=True, by_alias=True)
        again = desk.load(json.dumps(dumped, ensure_ascii=False))
        assert again.model == scenario.model
        assert again.digest == scenario.digest


# whatever is in the file


def load_or_refuse(file: Path, load: Callable[[Path], object] = load_file) -> bool:
    """Return whether a file loads; if it does not, it must say why."""
    try:
        load(file)
    except ganeum.ScenarioError as error:
        said = error.problems
    else:
        return True
    assert said
    assert all(problem.describe(language) for problem in said for language in ("ko", "en"))
    return False


@pytest.fixture(scope="module")
def scrap(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("scrap") / "scrap.yaml"


@FUZZ
@given(data=st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_any_bytes_load_or_are_refused(scrap: Path, data: bytes) -> None:
    scrap.write_bytes(data)
    load_or_refuse(scrap)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=8,
)
KEYS = ["id", "title", "criteria", "weights", "alternatives", "base", "evidence", "kind", "sectors"]


@FUZZ
@given(content=st.dictionaries(st.sampled_from(KEYS), VALUES, max_size=6))
def test_any_values_load_or_are_refused(scrap: Path, content: dict[str, object]) -> None:
    scrap.write_text(json.dumps({"ganeum": 1, **content}))
    load_or_refuse(scrap)


SPLINTERS = (
    "", "0", "-1", "NaN", "1e9", "3:1", "yes", "'", '"', "[", "}", "- ", "&a x", "*a", "!!int 1",
    "\t", "all", "9" * 30, "서울", "\u200b", ": ", "{}", "[]", "base: scrap.yaml", "kind: evidence",
)  # fmt: skip


def mutated(text: str, seed: int) -> str:
    """Delete, repeat, replace or break a line or two."""
    dice = random.Random(seed)  # noqa: S311 - seeded on purpose
    lines = text.splitlines()
    for _ in range(dice.randint(1, 2)):
        place = dice.randrange(len(lines))
        match dice.randrange(5):
            case 0:
                del lines[place]
            case 1:
                lines.insert(place, lines[place])
            case 2:
                lines[place] = lines[dice.randrange(len(lines))]
            case 3:
                lines[place] = dice.choice(SPLINTERS)
            case _:
                cut = dice.randint(0, len(lines[place]))
                lines[place] = lines[place][:cut] + dice.choice(SPLINTERS) + lines[place][cut + 1 :]
    return "\n".join(lines) + "\n"


def analyse_or_refuse(file: Path) -> None:
    def all_of_it(file: Path) -> None:
        ganeum.analyse(ganeum.load(file))

    load_or_refuse(file, all_of_it)


@pytest.mark.parametrize("start", range(0, 80, 20))
def test_a_mutated_small_scenario_loads_or_is_refused(
    desk: "Desk", plain: str, weighed: str, small_evidence: str, start: int
) -> None:
    desk.write(small_evidence, "evidence.yaml")
    for seed in range(start, start + 20):
        analyse_or_refuse(desk.write(mutated(plain, seed)))
        analyse_or_refuse(desk.write(mutated(weighed, seed)))


@pytest.mark.parametrize("start", range(0, 80, 20))
def test_mutated_small_evidence_loads_or_is_refused(
    desk: "Desk", small_evidence: str, start: int
) -> None:
    for seed in range(start, start + 20):
        load_or_refuse(desk.write(mutated(small_evidence, seed)))


def test_a_mutated_scenario_on_a_base_loads_or_is_refused(desk: "Desk") -> None:
    changes = "changes:\n  - what: weights.plain.all.use\n    from: 3\n    to: 5\n"
    text = desk.overlay(changes).read_text()
    for seed in range(60):
        load_or_refuse(desk.write(mutated(text, seed), "mine.yaml"))


@pytest.mark.parametrize("seed", range(20))
def test_the_mutated_base_question_loads_or_is_refused(
    desk: "Desk", scenarios: Path, seed: int
) -> None:
    text = (scenarios / "seoul-2022.yaml").read_text()
    load_or_refuse(desk.write(mutated(text, seed)))
