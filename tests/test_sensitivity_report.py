"""`ganeum sensitivity` in words, tables, CSV and JSON."""

import csv
import io
import json
import re
from typing import TYPE_CHECKING, Any

import pytest

import ganeum
from ganeum.digest import canonical_json
from ganeum.examination import examine
from ganeum.report.formats import FORMATS
from ganeum.report.sensitivity import (
    RANKING_PARTS,
    SHOWN_FLIPS,
    part_frame,
    sensitivity_payload,
)
from ganeum.sensitivity import sensitivity
from ganeum.sensitivity.peers import PEERS
from ganeum.words import LANGUAGES, Language, say, with_particle_to

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Desk, Edit, Outcome, Run

HEADS = {
    "flips": "flips_head",
    "intervals": "intervals_head",
    "lines": "lines_head",
    "influence": "influence_head",
    "methods": "check_head",
    "groups": "groups_head",
    "scores": "scores_head",
    "space": "space_head",
    "reversal": "reversal_head",
    "contrast": "contrast_head",
}
COLUMNS = ["sector", "method", "kind", "criterion", "source", "present", "needed", "moved", "rises"]
COLUMNS.append("next_first")

TABLE = """\
ganeum: 1
id: made-up
title: Made up
criteria: [{id: a, name: First}, {id: b, name: Second}]
weights: {from: plain, plain: {all: WEIGHTS}}
alternatives:
"""
ALONE = "  - {id: x, name: Pier, scores: {a: 1, b: 9}}\n"
TWO = ALONE + "  - {id: other, name: Quay, scores: {a: 9, b: 1}}\n"
SAME = ALONE + "  - {id: other, name: Quay, scores: {a: 1, b: 9}}\n"
MISSING = TWO + "  - {id: z, name: Zoo, scores: {a: {missing: Nobody knows}, b: 1}}\n"
EVEN, UNEVEN, ONE = "{a: 1, b: 1}", "{a: 1, b: 2}", "{a: 1, b: 0}"


def made_up(weights: str, alternatives: str) -> str:
    return TABLE.replace("WEIGHTS", weights) + alternatives


SINGLE = """\
ganeum: 1
id: single
title: One criterion
criteria: [{id: a, name: First}]
weights: {from: plain, plain: {all: {a: 1}}}
alternatives: [{id: x, name: Pier, scores: {a: 1}}, {id: other, name: Quay, scores: {a: 2}}]
"""
NESTED = """\
ganeum: 1
id: nested
title: Nested
criteria:
  - {id: a, name: First, criteria: [{id: a1, name: A1, weight: 3}, {id: a2, name: A2, weight: 1}]}
  - {id: b, name: Second}
weights: {from: plain, plain: {all: {a: 3, b: 2}}}
alternatives:
  - {id: one, name: One, scores: {a1: 8, a2: 1, b: 2}}
  - {id: two, name: Two, scores: {a1: 2, a2: 9, b: 7}}
"""
NEGATIVE = made_up(EVEN, TWO.replace("{a: 1,", "{a: -1,").replace("{a: 9,", "{a: -2,")).replace(
    "weights:", "methods: {ahp: {normalisation: minmax}}\nweights:"
)

ODD = {
    "nested": NESTED,
    "plain": made_up(UNEVEN, TWO),
    "missing": made_up(UNEVEN, MISSING),
    "one_alternative": made_up(UNEVEN, ALONE),
    "one_criterion": SINGLE,
    "tie": made_up(EVEN, TWO),
    "identical": made_up(UNEVEN, SAME),
    "all_weight": made_up(ONE, TWO),
    "negative": NEGATIVE,
}

ANSWERS: "dict[tuple[str, ...], Outcome]" = {}


@pytest.fixture
def base(scenarios: "Path") -> "Path":
    return scenarios / "seoul-2022.yaml"


@pytest.fixture
def asked(run: "Run", base: "Path") -> "Run":
    """Ask about the base question; what was asked before is not computed again."""

    def ask(*arguments: str) -> "Outcome":
        if arguments not in ANSWERS:
            ANSWERS[arguments] = run("sensitivity", base, *arguments)
        return ANSWERS[arguments]

    return ask


def rows_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


# every kind of question


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ODD)
def test_every_kind_of_question_is_answered(
    desk: "Desk", run: "Run", name: str, language: str, form: str
) -> None:
    outcome = run("sensitivity", desk.write(ODD[name]), "--lang", language, "--format", form)
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out.strip()
    assert not re.search(r"\bnan\b|\bNone\b|NaN|-1\.0 %|\{", outcome.out if form != "json" else "")
    if form == "json":
        assert set(json.loads(outcome.out)["sectors"]["all"]) == {"ahp", "topsis"}
    elif form == "csv":
        assert outcome.out.splitlines()[0].split(",") == COLUMNS
    else:
        for part, key in HEADS.items():
            head = say(key, "ko" if language == "ko" else "en")
            plain_head = head.replace("·", "ㆍ") if form == "table" else head
            assert (head in outcome.out or plain_head in outcome.out) == (
                part not in ("influence", "groups")
            )


@pytest.mark.parametrize("name", ["one_alternative", "one_criterion", "identical"])
def test_where_nothing_changes_the_first_place_it_is_said(
    desk: "Desk", run: "Run", name: str
) -> None:
    file = desk.write(ODD[name])
    assert say("flips_none", "en") in run("sensitivity", file).out
    assert say("flips_none", "ko") in run("sensitivity", file, "--lang", "ko").out
    assert "a transfer from one area to one other" in say("flips_none", "en")
    assert run("sensitivity", file, "--format", "csv").out.strip() == ",".join(COLUMNS)
    payload = json.loads(run("sensitivity", file, "--format", "json").out)["sectors"]["all"]
    assert all(each["flips"] == [] for each in payload.values())


def test_what_is_not_a_number_is_a_dash(desk: "Desk", run: "Run") -> None:
    file = desk.write(ODD["one_criterion"])
    payload = json.loads(run("sensitivity", file, "--format", "json").out)
    interval = payload["sectors"]["all"]["ahp"]["intervals"]["first"]["a"]
    assert interval == {"lower": None, "upper": None, "present": 1, "next_first": [None, None]}
    out = run("sensitivity", file, "--method", "ahp", "--only", "intervals").out
    assert re.search(r"First +100\.0 +- +- +-\n", out)


def test_several_that_are_first_are_all_named(desk: "Desk", run: "Run") -> None:
    out = run("sensitivity", desk.write(ODD["tie"]), "--method", "ahp").out
    assert "First now: Pier, Quay\n" in out
    assert re.search(r"AHP ideal +Pier, Quay +- +[0-9.]+ +1= 1=", out)


def test_at_a_tie_one_way_is_up_and_the_other_down(desk: "Desk", run: "Run") -> None:
    out = run("sensitivity", desk.write(ODD["tie"]), "--method", "ahp", "--only", "flips").out
    lines = [line for line in out.splitlines() if "the weight of First" in line]
    assert len(lines) == 2
    assert {line.split()[-1]: "rises" in line for line in lines} == {"Pier": False, "Quay": True}


def test_variants_that_cannot_be_computed_are_named_as_in_the_table(
    desk: "Desk", run: "Run"
) -> None:
    file = desk.write(NEGATIVE)
    out = run("sensitivity", file, "--method", "topsis", "--only", "methods").out
    refused = say("check_refused", "en", variant="AHP distributive")
    assert refused in out
    assert say("check_refused", "en", variant="TOPSIS sum") in out
    korean = run("sensitivity", file, "--method", "topsis", "--only", "methods", "--lang", "ko").out
    assert say("check_refused", "ko", variant="AHP distributive") in korean


@pytest.mark.parametrize("language", LANGUAGES)
def test_methods_of_others_are_refused_for_the_reason_that_they_give(
    desk: "Desk", run: "Run", base: "Path", language: Language
) -> None:
    def reasons(file: object, *arguments: object) -> dict[str, str]:
        options = ("--only", "methods", "--method", "ahp", "--lang", language)
        out = run("sensitivity", file, *options, *arguments).out
        before, after = say("check_peers_refused", language, methods="|").split("|")
        line = next(line for line in out.splitlines() if line.strip().startswith(before))
        groups = line.strip().removeprefix(before).removesuffix(after).split("; ")
        parts = [group.rstrip(")").split("(") for group in groups]
        return {name: why for names, why in parts for name in names.strip().split(", ")}

    positive, cost, alike, undefined = (
        say(f"peer_{why}", language) for why in ("positive", "cost", "alike", "undefined")
    )
    negative = reasons(desk.write(NEGATIVE))
    assert (negative["WPM"], negative["MOORA"]) == (positive, cost)
    alone = reasons(desk.write(ODD["one_alternative"]))
    assert (alone["SPOTIS"], alone["VIKOR"], alone["EDAS"]) == (alike, alike, undefined)
    zeros = reasons(base, "--sector", "robotics")
    assert (zeros["WASPAS"], zeros["ARAS"], zeros["OCRA"]) == (positive, positive, undefined)


@pytest.mark.parametrize("part", ["scores", "flips"])
def test_a_threshold_at_what_is_now_is_called_a_tie(desk: "Desk", run: "Run", part: str) -> None:
    def said(name: str, language: str) -> int:
        options = ("--only", part, "--method", "ahp", "--lang", language)
        out = run("sensitivity", desk.write(ODD[name]), *options).out
        return out.count("(a tie now)" if language == "en" else "(지금 동률)")

    assert said("tie", "en") == said("tie", "ko") == {"scores": 8, "flips": 6}[part]
    assert said("plain", "en") == 0


def test_json_says_why_a_variant_is_refused(desk: "Desk", run: "Run") -> None:
    payload = json.loads(run("sensitivity", desk.write(NEGATIVE), "--format", "json").out)
    methods = payload["sectors"]["all"]["topsis"]["methods"]
    assert set(methods["refused"]) >= {"ahp distributive", "topsis max", "topsis sum"}
    assert all(methods["refused"].values())
    assert set(methods["tau"]) == set(methods["ranks"])
    assert not set(methods["refused"]) & set(methods["ranks"])


def test_sub_criteria_are_named(desk: "Desk", run: "Run") -> None:
    out = run("sensitivity", desk.write(NESTED), "--method", "ahp").out
    assert "the weight of A1 " in out
    assert re.search(r"\nA2 +15\.0 ", out)


def test_an_alternative_with_a_missing_score_has_no_rank(desk: "Desk", run: "Run") -> None:
    payload = json.loads(run("sensitivity", desk.write(ODD["missing"]), "--format", "json").out)
    for row in payload["sectors"]["all"]["ahp"]["methods"]["ranks"].values():
        assert set(row) == {"x", "other"}


def test_evidence_of_two_groups(desk: "Desk", run: "Run", weighed: str) -> None:
    desk.weighed()
    out = run(
        "sensitivity", desk.folder / "scenario.yaml", "--sector", "boats", "--method", "ahp"
    ).out
    assert "the weights of The panel alone" in out
    assert re.search(r"of 3 statements change the first place when left out, \d of 2 groups", out)
    kites = run("sensitivity", desk.folder / "scenario.yaml", "--sector", "kites").out
    assert "The firms" not in kites


# options


@pytest.mark.parametrize("part", RANKING_PARTS)
def test_only_shows_that_part(asked: "Run", part: str) -> None:
    arguments = ("--sector", "ai", "--method", "ahp", "--lang", "en")
    out = asked(*arguments, "--only", part).out
    assert [name for name, key in HEADS.items() if say(key, "en") in out] == [part]
    assert "First now: Attracting research talent" in out


def test_parts_come_in_their_own_order(asked: "Run") -> None:
    arguments = ("--sector", "ai", "--method", "ahp", "--lang", "en")
    out = asked(*arguments, "--only", "methods", "--only", "flips").out
    assert [name for name, key in HEADS.items() if say(key, "en") in out] == ["flips", "methods"]
    assert out.index(say(HEADS["flips"], "en")) < out.index(say(HEADS["methods"], "en"))


def test_an_unknown_part_is_refused(asked: "Run") -> None:
    outcome = asked("--only", "flip")
    assert outcome.code == 2
    assert outcome.out == ""
    assert "must be one of: flips, " in outcome.err


def test_one_sector_and_one_method(asked: "Run") -> None:
    payload = json.loads(
        asked("--sector", "robotics", "--method", "topsis", "--format", "json").out
    )
    assert list(payload["sectors"]) == ["robotics"]
    assert list(payload["sectors"]["robotics"]) == ["topsis"]


def test_another_crosswalk(asked: "Run", seoul: ganeum.Scenario) -> None:
    arguments = ("--sector", "ai", "--method", "ahp", "--format", "json")
    payload = json.loads(asked(*arguments, "--crosswalk", "dropped").out)
    analysis = ganeum.analyse(seoul, sectors=["ai"], methods=["ahp"], crosswalk="dropped")
    expected = sensitivity_payload(examine(analysis, ["flips"]), ["flips"])
    assert payload["provenance"]["method"]["crosswalk"] == "dropped"
    found = payload["sectors"]["ai"]["ahp"]
    other = json.loads(asked(*arguments).out)["sectors"]["ai"]["ahp"]
    sectors: Any = expected["sectors"]
    assert [f["needed"] for f in found["flips"]] == pytest.approx(
        [f["needed"] for f in sectors["ai"]["ahp"]["flips"]], rel=1e-11
    )
    assert found["flips"] != other["flips"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_themes_are_refused(asked: "Run", language: str) -> None:
    outcome = asked("--crosswalk", "themes", "--lang", language)
    known = "mixed, dropped, folded"
    text = say("themes_no_ranking", "ko" if language == "ko" else "en", known=known)
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err == f"--crosswalk: {text}\n"


@pytest.mark.parametrize(
    ("option", "name", "near"),
    [("--sector", "robotic", "robotics"), ("--crosswalk", "droped", "dropped")],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_an_unknown_name_is_refused_with_the_nearest(
    asked: "Run", option: str, name: str, near: str, language: str
) -> None:
    outcome = asked(option, name, "--lang", language)
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err.startswith(f"{option}: ")
    assert name in outcome.err
    assert outcome.err.rstrip("\n").endswith(
        say("nearest", "ko" if language == "ko" else "en", name=near)
    )


@pytest.mark.parametrize("weights", [EVEN, ONE])
def test_what_weighs_nothing_is_said_to_stay_so(desk: "Desk", run: "Run", weights: str) -> None:
    said = run("sensitivity", desk.write(made_up(weights, TWO)), "--only", "uncertainty").out
    assert (say("uncertain_zero", "en", areas="Second") in said) == (weights == ONE)


def test_a_crosswalk_of_a_question_without_evidence_is_refused(desk: "Desk", run: "Run") -> None:
    file = desk.write(ODD["plain"])
    for crosswalk in ("mixed", "themes"):
        outcome = run("sensitivity", file, "--crosswalk", crosswalk)
        assert (outcome.code, outcome.out) == (2, "")


def test_a_wrong_file_is_refused(desk: "Desk", run: "Run") -> None:
    outcome = run("sensitivity", desk.write("ganeum: 1\n"))
    assert (outcome.code, outcome.out) == (2, "")
    assert "problem(s)" in outcome.err


# forms


def test_json_is_canonical_and_the_same_again(run: "Run", base: "Path", asked: "Run") -> None:
    arguments = ("--sector", "ai", "--format", "json")
    first, second = asked(*arguments), run("sensitivity", base, *arguments)
    assert (first.code, first.err) == (0, "")
    assert first.out == second.out
    assert first.out == canonical_json(json.loads(first.out)) + "\n"


def test_the_language_changes_no_json(desk: "Desk", run: "Run") -> None:
    file = desk.weighed().file
    korean, english = (
        run("sensitivity", file, "--format", "json", "--lang", language) for language in LANGUAGES
    )
    assert korean.code == 0
    assert korean.out == english.out


def test_json_has_the_numbers_of_the_engine(asked: "Run", seoul_analysis: ganeum.Analysis) -> None:
    payload = json.loads(asked("--sector", "ai", "--format", "json").out)
    assert payload["scenario"]["digest"] == seoul_analysis.scenario.digest
    for method in ("ahp", "topsis"):
        found, known = payload["sectors"]["ai"][method], sensitivity(seoul_analysis, "ai", method)
        assert set(found) == {"first", "uncertainty", "contributions", *RANKING_PARTS}
        assert found["first"] == list(known.first)
        assert len(found["flips"]) == len(known.flips)
        for row, flip in zip(found["flips"], known.flips, strict=True):
            assert list(row) == sorted(COLUMNS[2:])
            assert row["next_first"] == flip.next_first
            assert row["needed"] == pytest.approx(flip.needed, rel=1e-11)
        assert list(found["intervals"]) == sorted(["first", "top3", "order"])
        for keep, each in known.intervals.items():
            for k, criterion in enumerate(known.criteria):
                row = found["intervals"][keep][criterion]
                assert row["lower"] == pytest.approx(each.lower[k], rel=1e-11)
                assert row["upper"] == pytest.approx(each.upper[k], rel=1e-11)
                assert row["next_first"] == [
                    known.alternatives[i] if i >= 0 else None for i in each.next_first[k]
                ]
        assert len(found["influence"]) == len(known.influence)
        check = known.method_check
        for v, variant in enumerate(check.variants):
            ranks = [found["methods"]["ranks"][variant][name] for name in known.alternatives]
            assert ranks == check.ranks[v].tolist()


def test_csv_parses_back_to_the_flips(asked: "Run", seoul_analysis: ganeum.Analysis) -> None:
    rows = rows_of(asked("--sector", "ai", "--format", "csv", "--lang", "ko").out)
    known = [sensitivity(seoul_analysis, "ai", method) for method in ("ahp", "topsis")]
    assert len(rows) == sum(len(each.flips) for each in known)
    assert list(rows[0]) == COLUMNS
    flips = [(each.method, flip) for each in known for flip in each.flips]
    for row, (method, flip) in zip(rows, flips, strict=True):
        assert (row["sector"], row["method"]) == ("ai", method)
        assert (row["kind"], row["criterion"], row["source"]) == (
            flip.kind,
            flip.criterion,
            flip.source,
        )
        assert row["next_first"] == flip.next_first
        for name in ("present", "needed", "moved"):
            assert float(row[name]) == pytest.approx(getattr(flip, name), rel=1e-11)


def test_a_frame_without_rows_has_its_columns(seoul_analysis: ganeum.Analysis) -> None:
    frame = part_frame(examine(seoul_analysis, []), "flips")
    assert list(frame.columns) == COLUMNS
    assert len(frame) == 0


def test_the_nearest_flips_are_shown_and_the_pivotal_evidence(
    asked: "Run", seoul_analysis: ganeum.Analysis
) -> None:
    out = asked("--sector", "ai", "--method", "ahp", "--lang", "en", "--format", "md").out
    known = sensitivity(seoul_analysis, "ai", "ahp")
    shown = [
        line for line in out.splitlines() if "points go from" in line or "the weight of" in line
    ]
    table = [line for line in shown if line.startswith("| ") and re.search(r"\d \|", line)]
    assert len(table) == min(SHOWN_FLIPS, len(known.flips))
    amounts = [float(line.split("|")[2]) for line in table]
    assert amounts == [round(100 * flip.moved, 1) for flip in known.flips[:SHOWN_FLIPS]]
    for influence in known.influence:
        assert (f"| {influence.left_out} (" in out) == (
            influence.changes_first and influence.kind == "statement"
        )


@pytest.mark.parametrize("sector", ["ai", "robotics"])
def test_korean_is_korean(asked: "Run", seoul: ganeum.Scenario, sector: str) -> None:
    assert seoul.evidence is not None
    evidence = seoul.evidence.model
    out = asked("--sector", sector, "--lang", "ko", "--format", "md").out.replace("\\", "")
    names = [a.name.ko for a in seoul.model.alternatives]
    names += [s.gist.ko for s in evidence.statements] + [g.name.ko for g in evidence.groups]
    names += [str(getattr(s.locator, "row", "") or "") for s in evidence.statements]
    ids = [s.id for s in evidence.statements]
    for own in sorted([*names, *ids], key=len, reverse=True):
        out = out.replace(own, " ").replace(own.replace("·", "ㆍ"), " ") if own else out
    rules = {"ideal", "distributive", "vector", "minmax", "max", "sum"}
    rules |= {part for name in PEERS for part in name.split("_")} | {"CRITIC", "WS", "e"}
    allowed = {"AHP", "TOPSIS", "CR", "FGI", "W", "p"} | rules  # p of %p, points of a percentage
    assert set(re.findall(r"[A-Za-z]+", out)) <= allowed


def test_english_has_no_hangul(asked: "Run") -> None:
    out = asked("--sector", "ai", "--method", "ahp", "--lang", "en", "--format", "md").out
    assert not re.search("[가-힣]", out)


@pytest.mark.parametrize("sector", ["ai", "robotics"])
def test_every_row_of_every_part_has_a_cell_for_each_heading(asked: "Run", sector: str) -> None:
    out = asked("--sector", sector, "--lang", "ko", "--format", "md").out
    for block in out.split("\n\n"):
        if block.startswith("|"):
            counts = {len(re.findall(r"(?<!\\)\|", line)) for line in block.splitlines()}
            assert len(counts) == 1


def test_names_are_not_taken_for_markup(desk: "Desk", run: "Run", edit: "Edit") -> None:
    text = edit(ODD["plain"], ("name: Pier", 'name: "[bold]|*X*"'), ("name: First", 'name: "a|b"'))
    file = desk.write(text)
    assert "[bold]|*X*" in run("sensitivity", file).out
    assert r"\[bold\]\|\*X\*" in run("sensitivity", file, "--format", "md").out


# the particle "to"


@pytest.mark.parametrize(
    ("name", "with_particle"),
    [
        ("인프라", "인프라로"),
        ("투자지원·기업육성", "투자지원·기업육성으로"),
        ("인력양성", "인력양성으로"),
        ("실증", "실증으로"),
        ("서울", "서울로"),
        ("기술", "기술로"),
        ("교육", "교육으로"),
        ("협력망", "협력망으로"),
        ("값", "값으로"),
        ("힣", "힣으로"),
        ("가", "가로"),
        ("삶", "삶으로"),
        ("AI", "AI로"),
        ("FGI", "FGI로"),
        ("IT", "IT로"),
        ("영역 2", "영역 2로"),
        ("영역 7", "영역 7로"),
        ("", "로"),
    ],
)
def test_the_particle_to(name: str, with_particle: str) -> None:
    assert with_particle_to(name) == with_particle


@pytest.mark.parametrize("name", ["영역 0", "영역 3", "영역 6", "영역 10"])
def test_a_digit_takes_the_particle_of_how_it_is_read(name: str) -> None:
    # 영, 삼, 육, 십 end in a consonant that is not ㄹ
    assert with_particle_to(name) == f"{name}으로"


def test_flips_in_korean_carry_the_particle(asked: "Run") -> None:
    out = asked("--sector", "ai", "--lang", "ko", "--format", "md").out
    assert "인력양성에서 실증으로 5.0%p를 옮기면" in out
    assert "인력양성에서 인프라구축으로 6.7%p를 옮기면" in out
