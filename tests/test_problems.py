"""Every sentence about a wrong file, with the smallest file that brings it about."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ganeum.problems import Problem, ScenarioError, listed, nearest_name, shown
from ganeum.words import LANGUAGES
from ganeum.words.problem_texts import PROBLEM_TEXTS

if TYPE_CHECKING:
    from conftest import Desk, Edit, Run

# parts of sentences, not problems of their own
PHRASES = {"found_value", "nearest", "at_least", "more_than", "at_most", "base_parts_unknown"}

# problems of a file as a whole: test_document.py brings them about
OF_FILES = {
    "missing_file",
    "directory",
    "no_permission",
    "unreadable",
    "file_too_large",
    "encoding_cp949",
    "encoding_utf16",
    "encoding_unknown",
}

# nets under forms that the models do not have today
UNREACHABLE = {
    "less_than": "no field has an exclusive upper bound",
    "other": "every kind of violation that the models can yield has a sentence of its own",
}


@dataclass(frozen=True)
class Case:
    """A key, what stands in the line that it must name, its path, and edits that bring it about."""

    key: str
    at: str
    path: str
    edits: tuple[tuple[str, str], ...]

    def __str__(self) -> str:
        """Return the name of the test."""
        return f"{self.key}-{self.path}"

    def line(self, text: str) -> int:
        """Return the number of the line that must be named; 0 if none is."""
        return text[: text.index(self.at)].count("\n") + 1 if self.at else 0


def case(key: str, at: str, path: str, *edits: tuple[str, str]) -> Case:
    return Case(key, at, path, edits)


def top(line: str) -> tuple[str, str]:
    """Return the edit that puts a line under the scenario's id."""
    return "id: small\n", f"id: small\n{line}\n"


def judged(rows: str) -> tuple[str, str]:
    """Return the edit that puts judgements in the place of plain weights."""
    judgements = f"{{from: judgements, judgements: {{all: {rows}}}}}"
    return "{from: plain, plain: {all: {price: 1, use: 3}}}", judgements


def last(scores: str) -> tuple[str, str]:
    """Return the edit that gives the last alternative other scores."""
    return "{price: 4, use: 9}", f"{{{scores}}}"


def use(more: str) -> tuple[str, str]:
    """Return the edit that says more of the last criterion."""
    return "name: Use}", f"name: Use, {more}}}"


def plain_weights(values: str) -> tuple[str, str]:
    return "{price: 1, use: 3}", values


TITLE = "A small question"
FERRY = "alternatives.ferry.scores"
JUDGEMENTS = "weights.judgements.all"
NO_LEVEL = "{level: 0}"

PLAIN_CASES = [
    case("syntax", "criteria", "", (TITLE, "[A small question")),
    case("many_documents", "---", "", last("price: 4, use: 9}}\n---\n{a: {b: 1")),
    case("too_deep", "title", "", (TITLE, "[" * 40 + "]" * 40)),
    case("anchor", "title", "title", (TITLE, "&t A small question")),
    case("alias", "title", "title", (TITLE, "*t")),
    case("tag", "title", "title", (TITLE, "!!str A small question")),
    case("key_not_text", "[a]", "", top("[a]: b")),
    case("duplicate_key", "id: again", "id", top("id: again")),
    case("empty_value", "title", "title", (TITLE, "")),
    case("ambiguous", "1e-3", "seed", top("seed: 1e-3")),
    case("ratio_colon", "3:1", "seed", top("seed: 3:1")),
    case("number_too_long", "seed", "seed", top("seed: 123456789012345678")),
    case("unknown_key", "titel", "titel", ("title:", "titel:")),
    case("missing_key", "ganeum", "", (f"title: {TITLE}\n", "")),
    case("expect_number", "much", "weights.plain.all.use", ("use: 3", "use: much")),
    case("expect_integer", "seed", "seed", top("seed: 1.5")),
    case("expect_text", "id: 7", "id", ("id: small", "id: 7")),
    case("expect_list", "sectors", "sectors", top("sectors: boats")),
    case("expect_mapping", "methods", "methods", top("methods: both")),
    case("expect_choice", "costs", "criteria.price.direction", ("n: cost", "n: costs")),
    case("expect_range", "-3", "weights.plain.all.use", ("use: 3", "use: -3")),
    case("expect_range", "e: 0", "weights.e", ("plain: {all", "e: 0, plain: {all")),
    case("expect_range", "seed", "seed", top("seed: 12345678901234567")),
    case("expect_pattern", "Small", "id", ("id: small", "id: Small")),
    case("expect_text_length", "title", "title.ko", (f"title: {TITLE}", 'title: {ko: "", en: x}')),
    case("expect_ratio", "often", f"{JUDGEMENTS}.price.use", judged("{price: {use: often}}")),
    case(
        "locator_empty",
        "page: 3",
        "alternatives.bridge.locator",
        ("name: Bridge,", "name: Bridge, locator: {page: 3},"),
    ),
    case("duplicate_id", "Ferry", "alternatives.bridge", ("id: ferry", "id: bridge")),
    case("undefined", "usse", f"{FERRY}.usse", last("price: 4, use: 9, usse: 1")),
    case(
        "unused",
        "weights",
        "weights.plain.all",
        ("from: plain", "from: judgements"),
        top("sectors: [boats]"),
    ),
    case("no_evidence_named", "weights", "weights.from", ("from: plain", "from: evidence")),
    case("weights_all_zero", "weights", "weights.plain.all", plain_weights("{price: 0, use: 0}")),
    case(
        "weights_missing", "weights", "weights", ("plain: {all: {price: 1, use: 3}}", "plain: {}")
    ),
    case("weight_missing", "weights", "weights.plain.all", plain_weights("{price: 1}")),
    case("judgement_missing", "weights", JUDGEMENTS, judged("{}")),
    case(
        "judgement_not_reciprocal",
        "weights",
        f"{JUDGEMENTS}.use.price",
        judged("{price: {use: 3}, use: {price: 3}}"),
    ),
    case(
        "judgement_diagonal",
        "weights",
        f"{JUDGEMENTS}.use.use",
        judged("{price: {use: 3}, use: {use: 2}}"),
    ),
    case("judgement_range", "9.5", f"{JUDGEMENTS}.price.use", judged("{price: {use: 9.5}}")),
    case("score_missing", "Ferry", FERRY, last("price: 4")),
    case("score_forms", "Ferry", f"{FERRY}.use", last("price: 4, use: {rationale: Nothing}")),
    case(
        "score_without_ground",
        "Ferry",
        f"{FERRY}.use.first",
        last(f"price: 4, use: {{first: {{level: 1}}, second: {NO_LEVEL}}}"),
    ),
    case(
        "third_without_reason",
        "Ferry",
        f"{FERRY}.use.third",
        last(f"price: 4, use: {{first: {NO_LEVEL}, second: {NO_LEVEL}, third: {NO_LEVEL}}}"),
    ),
    case(
        "level_off_scale",
        "Ferry",
        f"{FERRY}.use",
        last("price: 4, use: 5"),
        use("scale: levels"),
        top("levels: [{level: 4, anchor: Little}, {level: 9, anchor: Much}]"),
    ),
    case(
        "exception_twice",
        "Ferry",
        "alternatives.ferry.exceptions.1",
        (
            "name: Ferry,",
            "name: Ferry, exceptions: [{sector: all, criterion: use, from: planner, score: 1}, "
            "{sector: all, criterion: use, from: planner, score: 2}],",
        ),
    ),
    case("levels_missing", "Use", "criteria.use", use("scale: levels")),
    case(
        "sub_criteria_weight",
        "Use",
        "criteria.use.criteria.day",
        use("criteria: [{id: day, name: Day}]"),
    ),
    case("top_criterion_weight", "Use", "criteria.use.weight", use("weight: 1")),
    case("cost_not_positive", "Ferry", f"{FERRY}.price", last("price: 0, use: 9")),
    case("benefit_negative", "Ferry", f"{FERRY}.use", last("price: 4, use: -9")),
    case(
        "all_missing",
        "- {id: bridge",
        "alternatives",
        ("{price: 2, use: 4}", "{price: {missing: unknown}, use: 4}"),
        last("price: 4, use: {missing: unknown}"),
    ),
]

WEIGHED_CASES = [
    case("areas_differ", "- {id: rooms", "criteria", ("- {id: people,", "- {id: folk,")),
    case("undefined", "halve", "weights.crosswalk", ("crosswalk: half", "crosswalk: halve")),
    case("crosswalk_area", "half: {", "crosswalks.half.people", ("half: {", "half: {people: {}, ")),
    case(
        "crosswalk_sum",
        "rooms: 1}",
        "crosswalks.half.rules",
        ("{people: 0.5}", "{people: 1, rooms: 1}"),
    ),
    case(
        "missing_key",
        "weights",
        "weights.groups",
        ("crosswalk: half", "crosswalk: half, groups: {panel: 1}"),
    ),
    case("wrong_kind", "ganeum", "kind", ("evidence: evidence.yaml", "evidence: scenario.yaml")),
    case("missing_file", "away", "evidence", ("evidence: evidence.yaml", "evidence: away.yaml")),
]

FIRST = "      first: {polarity: need, calls_for: {rooms: 1}}\n"
SECOND = "      second: {polarity: need, calls_for: {rules: 1}}\n"
P1 = "    polarity: need\n    priority: 1\n    calls_for: {rooms: 1}\n"
P2 = "    priority: 2\n    calls_for: {people: 1}\n"
EVIDENCE_CASES = [
    case("expect_flag", "often", "themes.rooms.area", ("Rooms, area: true", "Rooms, area: often")),
    case("unused", "id: town", "groups.town", ("group: town", "group: firms")),
    case(
        "shares_sum",
        "rooms: 0.5",
        "statements.p1.calls_for",
        (P1, P1.replace("rooms: 1", "rooms: 0.5")),
    ),
    case(
        "read_with_codings",
        "codings: {first",
        "statements.p1.codings",
        (P1, P1 + "    codings: {first: {polarity: context}, second: {polarity: context}}\n"),
    ),
    case("read_without_polarity", "- id: p1", "statements.p1", (P1, "")),
    case(
        "judged_with_value",
        "- id: f1",
        "statements.f1",
        ("basis: judged", "basis: judged\n    polarity: need"),
    ),
    case(
        "judged_without_codings",
        "- id: f1",
        "statements.f1",
        ("    codings:\n" + FIRST + SECOND, ""),
    ),
    case(
        "need_without_calls",
        "first: {polarity: need}",
        "statements.f1.codings.first",
        (FIRST, "      first: {polarity: need}\n"),
    ),
    case(
        "calls_without_need",
        "first: {polarity: caution, calls_for",
        "statements.f1.codings.first.calls_for",
        (FIRST, FIRST.replace("need", "caution")),
        (SECOND, "      second: {polarity: caution}\n"),
    ),
    case(
        "third_reading_needed",
        "first: {polarity: context}",
        "statements.f1.codings",
        (FIRST, "      first: {polarity: context}\n"),
    ),
    case(
        "third_without_reason",
        "third: {",
        "statements.f1.codings.third",
        (SECOND, "      second: {polarity: context}\n      third: {polarity: context}\n"),
    ),
    case(
        "need_without_sector",
        "sector: all",
        "statements.f1.sector",
        ("sector: boats\n    group: firms", "sector: all\n    group: firms"),
    ),
    case(
        "priority_not_ranked",
        "priority: 3",
        "statements.p2.priority",
        ("priority: 2", "priority: 3"),
    ),
    case(
        "statement_repeats_itself",
        "repeats",
        "statements.p2.repeats",
        (P2, P2 + "    repeats: [p2]\n"),
    ),
    case("fact_row", "- id: sizes", "facts.sizes", ("whole_row: total", "whole_row: totals")),
    case("fact_column", "- id: sizes", "facts.sizes", ("{of: count,", "{of: counts,")),
    case(
        "fact_recomputed",
        "share: 31}",
        "facts.sizes.rows.big.values.share",
        ("share: 30}", "share: 31}"),
    ),
    case("erratum_printed", "- fact: sizes", "errata.0", ("printed: 71", "printed: 72")),
]

# the first edit of each gives the changes
OVERLAY_CASES = [
    case("expect_sha256", "sha256:", "base_digest", ("", ""), ("DIGEST", "sha256:12")),
    case("base_changed", "sha256:", "base_digest", ("", ""), ("DIGEST", "sha256:" + "0" * 64)),
    case("base_circle", "mine.yaml", "base", ("", ""), ("base.yaml", "mine.yaml")),
    case("outside", "base:", "base", ("", ""), ("base.yaml", "../base.yaml")),
    case(
        "change_path",
        "criteria.uses.name",
        "changes.0.what",
        ("{what: criteria.uses.name, from: Use, to: Usage}", ""),
    ),
    case(
        "change_from", "from", "changes.0.from", ("{what: criteria.use.name, from: A, to: B}", "")
    ),
    case("change_from_missing", "- {", "changes.0", ("{what: criteria.use.name, to: B}", "")),
    case("change_from_absent", "from", "changes.0.from", ("{what: seed, from: 1, to: 2}", "")),
    case(
        "change_twice",
        "from",
        "changes.1.what",
        ("{what: seed, to: 2}\n  - {what: seed, from: 2, to: 3}", ""),
    ),
    case("change_nothing", "- {", "changes.0", ("{what: seed}", "")),
    case("change_fixed", "- {", "changes.0.what", ("{what: id, from: small, to: big}", "")),
]


def _check(desk: "Desk", run: "Run", command: str, file: Path, wanted: Case) -> None:
    found = desk.refused(file)
    fitting = [problem for problem in found if problem.key == wanted.key]
    assert fitting, [problem.key for problem in found]
    place = (wanted.line(file.read_text()), wanted.path)
    assert place in [(problem.line, problem.path) for problem in fitting]
    for language in LANGUAGES:
        assert all("\n" not in problem.describe(language) for problem in found)
    outcome = run(command, file)
    assert outcome.code == 2
    assert outcome.out == ""
    assert "Traceback" not in outcome.err
    said = [problem.describe("en") for problem in found]
    assert outcome.err.splitlines() == [*said, f"{len(found)} problem(s)"]


@pytest.mark.parametrize("wanted", PLAIN_CASES, ids=str)
def test_a_wrong_scenario(wanted: Case, desk: "Desk", edit: "Edit", run: "Run", plain: str) -> None:
    _check(desk, run, "rank", desk.write(edit(plain, *wanted.edits)), wanted)


@pytest.mark.parametrize("wanted", WEIGHED_CASES, ids=str)
def test_a_wrong_scenario_with_evidence(
    wanted: Case, desk: "Desk", edit: "Edit", run: "Run", weighed: str, small_evidence: str
) -> None:
    desk.write(small_evidence, "evidence.yaml")
    _check(desk, run, "rank", desk.write(edit(weighed, *wanted.edits)), wanted)


@pytest.mark.parametrize("wanted", EVIDENCE_CASES, ids=str)
def test_a_wrong_evidence_file(
    wanted: Case, desk: "Desk", edit: "Edit", run: "Run", small_evidence: str
) -> None:
    _check(desk, run, "evidence", desk.write(edit(small_evidence, *wanted.edits)), wanted)


@pytest.mark.parametrize("wanted", OVERLAY_CASES, ids=str)
def test_a_wrong_scenario_on_a_base(wanted: Case, desk: "Desk", edit: "Edit", run: "Run") -> None:
    (changes, _), *edits = wanted.edits
    listed_changes = f"changes:\n  - {changes}\n" if changes else ""
    file = desk.overlay(listed_changes, edit=lambda head: edit(head, *edits))
    _check(desk, run, "rank", file, wanted)


def test_an_empty_file(desk: "Desk", run: "Run") -> None:
    file = desk.write("# nothing but a remark\n")
    assert desk.keys("# nothing but a remark\n") == ["empty_file"]
    assert "scenarios/template.yaml" in run("rank", file).err


def test_a_method_that_refuses_the_values(
    desk: "Desk", edit: "Edit", run: "Run", plain: str
) -> None:
    file = desk.write(edit(plain, top("methods: {ahp: {normalisation: none}}")))
    outcome = run("rank", file)
    assert outcome.code == 2
    assert outcome.out == ""
    assert outcome.err.startswith(f"{file}: methods.ahp: AHP cannot be computed")


def test_a_sector_without_evidence_is_named(
    desk: "Desk", edit: "Edit", weighed: str, small_evidence: str
) -> None:
    desk.write(
        edit(small_evidence, ("sector: kites\n    group", "sector: boats\n    group")),
        "evidence.yaml",
    )
    (problem,) = desk.problems(weighed)
    assert problem.key == "sector_without_evidence"
    assert "'kites'" in problem.describe("en")
    assert "weights.plain" in problem.describe("en")


def test_every_sentence_is_brought_about_or_known_to_be_out_of_reach() -> None:
    tried = {
        wanted.key for wanted in [*PLAIN_CASES, *WEIGHED_CASES, *EVIDENCE_CASES, *OVERLAY_CASES]
    }
    alone = {"sector_without_evidence", "empty_file", "method_refuses", "exception_twice"}
    alone |= {"too_many_problems"}  # test_salvage.py
    reached = tried | PHRASES | OF_FILES | alone
    assert set(PROBLEM_TEXTS) - reached == set(UNREACHABLE)


def test_problems_are_sorted_by_file_and_line() -> None:
    problems = [Problem("b", 1, "", "tag"), Problem("a", 9, "", "tag"), Problem("a", 2, "", "tag")]
    found = ScenarioError(problems).problems
    assert [(problem.file, problem.line) for problem in found] == [("a", 2), ("a", 9), ("b", 1)]


def test_a_long_list_of_names_is_cut() -> None:
    assert listed(["a", "b"]) == "a, b"
    assert listed(range(40), limit=2) == "0, 1 …"


def test_a_value_is_shown_as_one_short_printable_line() -> None:
    assert shown("a\nb\x1b") == '"a\ufffdb\ufffd"'
    assert len(shown("x" * 1000)) == 60
    assert shown(3.5) == "3.5"


def test_the_nearest_name_is_found_or_nothing() -> None:
    assert nearest_name("robotic", ["ai", "robotics"]) == "robotics"
    assert nearest_name("zzz", ["ai", "robotics"]) == ""
