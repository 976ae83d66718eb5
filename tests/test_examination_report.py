"""What is drawn, the board of sectors, and what it would take, in words and for machines."""

import csv
import io
import json
import re
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

import ganeum
from ganeum.examination import PARTS, Examination, examine
from ganeum.report.sensitivity import PARTS as REPORT_PARTS
from ganeum.report.sensitivity import (
    needed,
    part_frame,
    sensitivity_payload,
    sensitivity_sections,
)
from ganeum.report.sensitivity.part_frames import COLUMNS
from ganeum.report.sensitivity.sampled import uncertainty_sections
from ganeum.sensitivity import examined, wins
from ganeum.sensitivity.weight_space import weight_space
from ganeum.words import LANGUAGES, Language, say
from panels import asked, drawn_rows, question

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Desk, Edit, Run

DRAWS = 3_000
SAMPLED = ("uncertainty", "contributions", "board")
SECTORS = """\
ganeum: 1
id: two-sectors
title: Two sectors
sectors: [{id: boats, name: Boats}, {id: kites, name: Kites}]
criteria: [{id: a, name: First}]
weights: {from: plain, plain: {all: {a: 1}}}
alternatives:
"""
TALENT = ("--first", "research_talent")
EACH = [(method, norm) for method in ("ahp", "topsis") for norm in ("l1", "l2")]


@pytest.fixture(scope="module")
def found(seoul_analysis: ganeum.Analysis) -> Examination:
    """Return what is drawn of the base question."""
    return examine(seoul_analysis, SAMPLED, draws=DRAWS, seed=7)


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_sector_has_its_shares_and_the_board_has_all(
    found: Examination, language: Language
) -> None:
    sections = sensitivity_sections(found, language, SAMPLED)
    titles = [section.title for section in sections]
    for sector in found.analysis.values():
        assert sum(sector.name(language) in title for title in titles) == 3
    boards = [section for section in sections if len(section.columns) == len(found.analysis) + 2]
    assert len(boards) == 2
    assert all(len(section.rows) == 8 for section in boards)
    for section in sections:
        assert all(len(row) == len(section.columns) for row in section.rows)


def test_shares_are_shown_with_draws_seed_and_what_was_held(found: Examination) -> None:
    section = sensitivity_sections(found, "en", ["uncertainty"])[0]
    said = "\n".join(section.lines)
    assert "Draws: 3,000, seed 7;" in said
    assert "which respondents were asked (no respondents' judgements)" in said
    first = found.uncertainty["ai"]["ahp"].rank_acceptability[:, 0]
    shown = sorted(float(row[3]) for row in section.rows)
    assert shown == pytest.approx(sorted(100 * first), abs=0.051)


def test_the_error_of_the_shares_is_the_largest_of_those_that_are_shown(
    seoul_analysis: ganeum.Analysis,
) -> None:
    drawn = examine(seoul_analysis, ["uncertainty"], draws=400, seed=7)
    for sector, methods in drawn.uncertainty.items():
        shown = methods["ahp"]
        top = shown.top_share(3)[1].max()
        largest = 100 * max(shown.standard_error[:, 0].max(), top)
        lines = uncertainty_sections(drawn, sector, "en")[0].lines
        assert any(f"at most {largest:.2f} points" in line for line in lines)


def test_where_the_method_is_held_each_has_its_own_table(seoul_analysis: ganeum.Analysis) -> None:
    held = examine(seoul_analysis, ["uncertainty"], draws=500, sources=["weights"])
    sections = sensitivity_sections(held, "en", ["uncertainty"])
    assert len(sections) == 2 * len(seoul_analysis)
    assert "method (AHP, TOPSIS) (switched off)" in "\n".join(sections[0].lines)


def test_with_nothing_drawn_there_is_one_ranking_and_no_winner(
    seoul_analysis: ganeum.Analysis,
) -> None:
    held = examine(seoul_analysis, ["uncertainty", "board"], draws=100, sources=[])
    for method in ("ahp", "topsis"):
        board = held.board(method)
        assert board is not None
        for sector, each in seoul_analysis.items():
            ranks = each.ranking(method).ranks
            j = board.sectors.index(sector)
            assert board.best[:, j].tolist() == board.worst[:, j].tolist() == ranks.tolist()
    assert held.tiers("ai", "ahp") is None  # nobody is a clear winner of what was not tried
    text = "\n".join(sensitivity_sections(held, "en", ["uncertainty"])[0].lines)
    assert "winner" not in text


def test_what_was_not_asked_for_is_empty(seoul_analysis: ganeum.Analysis) -> None:
    nothing = examine(seoul_analysis, [])
    assert nothing.board("ahp") is None
    assert nothing.tiers("ai", "ahp") is None
    assert not nothing.uncertainty
    assert not nothing.contributions
    with pytest.raises(KeyError):
        examine(seoul_analysis, ["flip"])


def test_needs_are_parts_of_an_examination() -> None:
    assert set(needed(["flips", "methods", "board"])) == {"flips", "method_check", "board"}
    assert set(needed(["influence"])) <= set(PARTS)


def test_the_payload_has_the_shares_and_what_made_them(found: Examination) -> None:
    payload = sensitivity_payload(found, SAMPLED)
    provenance, sectors = payload["provenance"], payload["sectors"]
    assert isinstance(provenance, dict)
    assert isinstance(sectors, dict)
    assert (provenance["draws"], provenance["seed"]) == (DRAWS, 7)
    shares = sectors["ai"]["ahp"]["uncertainty"]["alternatives"]
    for row in shares.values():
        assert sum(row["rank_acceptability"]) == pytest.approx(1)
    pairs = sectors["ai"]["ahp"]["uncertainty"]
    share, error = np.array(pairs["pairwise_winning"]), np.array(pairs["pairwise_error"])
    assert error == pytest.approx(np.sqrt(share * (1 - share) / DRAWS))
    sources = sectors["ai"]["ahp"]["contributions"]["sources"]
    assert all(0 <= row["total"] <= 1.2 for row in sources.values())


def test_progress_is_told(seoul_analysis: ganeum.Analysis) -> None:
    told: list[tuple[int, int]] = []
    examine(seoul_analysis, ["uncertainty"], draws=2_000, progress=lambda *x: told.append(x))
    assert [done for done, _ in told] == [2_000, 4_000, 6_000, 8_000, 10_000]
    assert {total for _, total in told} == {10_000}


# the command line


def test_long_work_says_how_far_it_is(run: "Run", desk: "Desk", plain: str) -> None:
    file = desk.write(plain)
    arguments = ("sensitivity", file, "--only", "uncertainty", "--vary", "weights")
    outcome = run(*arguments, "--draws", 1_000_000, "--method", "ahp")
    assert outcome.code == 0
    assert outcome.err.splitlines()[-1] == "100 % (1,000,000 of 1,000,000 draws)"
    assert run(*arguments, "--draws", 1_000).err == ""


@pytest.mark.parametrize("option", [("--draws", "99"), ("--seed", "-1"), ("--vary", "luck")])
def test_wrong_draws_are_refused(run: "Run", scenarios: "Path", option: tuple[str, str]) -> None:
    outcome = run("sensitivity", scenarios / "seoul-2022.yaml", *option)
    assert (outcome.code, outcome.out) == (2, "")
    assert option[0] in outcome.err


def test_the_same_seed_gives_the_same_bytes(run: "Run", scenarios: "Path") -> None:
    arguments = ("sensitivity", scenarios / "seoul-2022.yaml", "--sector", "ai", "--draws", 2_000)
    arguments += ("--only", "uncertainty", "--format", "json")
    once = run(*arguments, "--seed", 3).out
    assert run(*arguments, "--seed", 3).out == once
    assert run(*arguments, "--seed", 4).out != once


def test_one_method_or_crosswalk_asked_for_is_not_drawn(run: "Run", scenarios: "Path") -> None:
    arguments = ("sensitivity", scenarios / "seoul-2022.yaml", "--sector", "ai", "--draws", 1_000)
    arguments += ("--only", "uncertainty", "--format", "json", "--method", "ahp")
    held = json.loads(run(*arguments, "--crosswalk", "dropped").out)
    varied = held["sectors"]["ai"]["ahp"]["uncertainty"]["varied"]
    assert not {"method", "crosswalk"} & set(varied)
    drawn = json.loads(run(*arguments, "--vary", "method", "--vary", "codings").out)
    assert set(drawn["sectors"]["ai"]["ahp"]["uncertainty"]["varied"]) == {"method", "codings"}


def test_how_far_sources_reach_is_asked_for(
    run: "Run", scenarios: "Path", tmp_path: "Path"
) -> None:
    arguments = ("sensitivity", "--only", "uncertainty", "--format", "json", "--method", "ahp")
    arguments += ("--sector", "ai", "--draws", 1_000)

    def drawn(file: "Path", *options: object) -> Any:
        found = json.loads(run(*arguments, file, *options).out)["sectors"]["ai"]["ahp"]
        return found["uncertainty"]

    seoul = scenarios / "seoul-2022.yaml"
    usual, close = drawn(seoul), drawn(seoul, "--concentration", 1e6, "--vary", "weights")
    assert usual["varied"]["weights"] == {"concentration": 100.0}
    assert close["varied"] == {"weights": {"concentration": 1e6}}
    panel = tmp_path / "panel.yaml"
    assert (
        run("panel", "weights", scenarios / "panels" / "made-up-panel.csv", "-o", panel).code == 0
    )
    refused = run("sensitivity", seoul, "--respondents", "each")
    assert (refused.code, refused.out) == (2, "")
    assert "this scenario has no panel" in refused.err
    again = drawn(panel, "--vary", "respondents")
    each = drawn(panel, "--vary", "respondents", "--respondents", "each")
    assert again["varied"] != each["varied"]


def test_nothing_to_vary_is_no_result(run: "Run", scenarios: "Path", tmp_path: "Path") -> None:
    seoul, memo = scenarios / "seoul-2022.yaml", tmp_path / "memo.md"
    for command in (("sensitivity", seoul), ("memo", seoul, "-o", memo)):
        outcome = run(*command, "--vary", "respondents", "--draws", 500)
        assert (outcome.code, outcome.out) == (2, "")
        assert "nothing to vary: which respondents were asked" in outcome.err
    assert not memo.exists()


def test_what_reaches_otherwise_than_usual_is_said(run: "Run", scenarios: "Path") -> None:
    arguments = ("sensitivity", scenarios / "seoul-2022.yaml", "--sector", "ai", "--draws", 500)
    said = run(*arguments, "--only", "uncertainty", "--concentration", 5).out
    assert "(concentration 5)" in said
    assert "concentration" not in run(*arguments, "--only", "uncertainty").out


@pytest.mark.parametrize("part", REPORT_PARTS)
def test_every_part_is_a_table_of_its_own(run: "Run", scenarios: "Path", part: str) -> None:
    arguments = ("sensitivity", scenarios / "seoul-2022.yaml", "--sector", "ai", "--draws", 1_000)
    outcome = run(*arguments, "--only", part, "--format", "csv")
    assert (outcome.code, outcome.err) == (0, "")
    head, *rows = list(csv.reader(io.StringIO(outcome.out)))
    assert {"sector", "method"} <= set(head)
    assert rows
    assert {len(row) for row in rows} == {len(head)}


def test_a_table_holds_one_part(run: "Run", scenarios: "Path") -> None:
    arguments = ("sensitivity", scenarios / "seoul-2022.yaml", "--format", "csv")
    outcome = run(*arguments, "--only", "lines", "--only", "board")
    assert (outcome.code, outcome.out) == (2, "")
    assert "choose one part with --only: lines, board" in outcome.err


def test_workers_change_no_byte(run: "Run", desk: "Desk", plain: str) -> None:
    arguments = ("sensitivity", desk.write(plain), "--only", "uncertainty", "--format", "json")
    alone = run(*arguments, "--draws", 40_000).out
    assert run(*arguments, "--draws", 40_000, "--workers", 2).out == alone


def test_a_cluster_that_cannot_be_reached_is_said(
    run: "Run", desk: "Desk", plain: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unreached(_: str) -> object:
        def spread(*_: object) -> object:
            raise OSError

        return spread

    monkeypatch.setattr("ganeum.cli.sensitivity.dask", unreached)
    arguments = ("sensitivity", desk.write(plain), "--only", "uncertainty")
    outcome = run(*arguments, "--cluster", "tcp://127.0.0.1:1")
    assert (outcome.code, outcome.out) == (2, "")
    assert "'tcp://127.0.0.1:1' cannot be reached" in outcome.err


@pytest.mark.parametrize("address", ["foo", "", "foo:", ":8786", "http://a:1", "foo:1:2", "a b:1"])
@pytest.mark.parametrize(
    ("language", "said"), [("en", "is no address; give HOST:PORT"), ("ko", "HOST:PORT 꼴로")]
)
def test_what_is_no_address_of_a_cluster_is_refused_before_anything_is_tried(
    run: "Run", desk: "Desk", plain: str, address: str, language: str, said: str
) -> None:
    outcome = run("sensitivity", desk.write(plain), "--cluster", address, "--lang", language)
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err.count("\n") == 1
    assert f"{address}" in outcome.err
    assert said in outcome.err


@pytest.mark.parametrize(
    "address", ["localhost:8786", "tcp://10.0.0.7:8786", "tls://host.example:1", "[::1]:8786"]
)
def test_addresses_of_a_cluster_are_tried(
    run: "Run", desk: "Desk", plain: str, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    tried: list[str] = []
    monkeypatch.setattr("ganeum.cli.sensitivity.dask", lambda asked: tried.append(asked) or map)
    outcome = run("sensitivity", desk.write(plain), "--only", "flips", "--cluster", address)
    assert (outcome.code, tried) == (0, [address])


# the weight space


def test_the_weight_space_is_exact_for_ahp_and_ordered_by_the_associations(
    seoul_analysis: ganeum.Analysis,
) -> None:
    for method in ("ahp", "topsis"):
        anything, ordered = weight_space(examined(seoul_analysis, "robotics", method))
        assert ordered.order == ("workforce", "demonstration", "investment")
        assert ordered.statement == "t28-order"
        share = anything.shares.rank_acceptability[:, 0]
        assert share.sum() >= 1 - 1e-9
        assert (anything.volumes.size > 0) == (method == "ahp")
        if anything.volumes.size:
            error = np.maximum(anything.shares.standard_error[:, 0], 1e-4)
            assert (np.abs(share - anything.volumes) < 4 * error).all()
        central = anything.shares.central_weights
        assert (np.isnan(central).any(axis=1) == (share == 0)).all()


def test_a_dash_is_said_to_come_from_the_draws(run: "Run", scenarios: "Path") -> None:
    arguments = ("sensitivity", scenarios / "seoul-2022.yaml", "--sector", "robotics")
    arguments += ("--only", "space", "--method", "ahp")
    for language, exact, dash in (
        ("en", "exact volumes", "- where no draw puts it first"),
        ("ko", "정확한 부피", "-는 1위가 되는 가중치를 찾지 못함"),
    ):
        out = run(*arguments, "--lang", language).out
        assert exact in out
        assert dash in out


# parts that have nothing to show


@pytest.mark.parametrize("form", ["table", "md"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_part_that_has_nothing_to_show_says_why(
    run: "Run", desk: "Desk", plain: str, language: Language, form: str
) -> None:
    arguments = ("sensitivity", desk.write(plain), "--lang", language, "--format", form)
    reasons = {
        "groups": "held_no_evidence",
        "influence": "absent_no_voice",
        "board": "one_sector",
    }
    for part, reason in reasons.items():
        assert say(reason, language) in run(*arguments, "--only", part, "--draws", 100).out


def test_one_sector_has_no_board(run: "Run", scenarios: "Path") -> None:
    arguments = ("sensitivity", scenarios / "seoul-2022.yaml", "--sector", "robotics")
    said = run(*arguments, "--only", "board", "--draws", 100).out
    assert say("one_sector", "en") in said


def test_one_group_one_statement_and_one_respondent_are_the_reasons(
    run: "Run", desk: "Desk", weighed: str
) -> None:
    desk.weighed()
    arguments = ("sensitivity", desk.folder / "scenario.yaml", "--sector", "kites")
    assert say("held_one_group", "en") in run(*arguments, "--only", "groups").out
    assert say("absent_one_statement", "en") in run(*arguments, "--only", "influence").out
    alone = ganeum.analyse(asked(question(drawn_rows(np.random.default_rng(1), 1))))
    sections = sensitivity_sections(examine(alone, ["influence"]), "en", ["influence"])
    assert all(say("held_one_respondent", "en") in section.lines[1] for section in sections)


def test_where_nothing_varies_there_are_no_shares(seoul_analysis: ganeum.Analysis) -> None:
    held = examine(seoul_analysis, ["contributions"], sources=[])
    sections = sensitivity_sections(held, "en", ["contributions"])
    assert len(sections) == 2 * len(seoul_analysis)
    for section in sections:
        assert section.rows == ()
        assert section.lines[0] == say("contributions_nothing", "en")
        assert section.lines[1].startswith("Held fixed: ")


def test_sectors_with_very_many_interventions_have_no_board(desk: "Desk") -> None:
    rows = [f"  - {{id: x{i}, name: X{i}, scores: {{a: {i + 1}}}}}\n" for i in range(65)]
    many, few = (
        examine(ganeum.analyse(desk.load(SECTORS + "".join(kept))), ["board"], draws=10)
        for kept in (rows, rows[:2])
    )
    sections = sensitivity_sections(many, "en", ["board"])
    assert [section.lines for section in sections] == [[say("board_too_many", "en", most=64)]]
    assert len(sensitivity_sections(few, "en", ["board"])) == 2
    empty, full = part_frame(many, "board"), part_frame(few, "board")
    assert (len(empty), len(full)) == (0, 8)
    assert list(empty.columns) == list(full.columns)


@pytest.mark.parametrize("part", REPORT_PARTS)
def test_a_table_without_rows_has_the_heading_of_one_with_rows(
    run: "Run", scenarios: "Path", desk: "Desk", plain: str, part: str
) -> None:
    full = ("sensitivity", scenarios / "seoul-2022.yaml", "--sector", "ai", "--draws", 100)
    head = run(*full, "--only", part, "--format", "csv").out.splitlines()[0].split(",")
    empty = part_frame(examine(ganeum.analyse(desk.load(plain)), []), part)
    assert part not in COLUMNS or list(empty.columns) == head


# weights-for


def test_weights_for_moves_make_it_first(
    run: "Run", scenarios: "Path", seoul_analysis: ganeum.Analysis
) -> None:
    arguments = ("weights-for", scenarios / "seoul-2022.yaml", "--sector", "robotics")
    outcome = run(*arguments, "--first", "demonstration_zones", "--format", "json")
    assert outcome.code == 0
    answers = json.loads(outcome.out)["sectors"]["robotics"]
    for method, norms in answers.items():
        case = examined(seoul_analysis, "robotics", method)
        for win in norms.values():
            weights = case.weights.copy()
            for move in win["moves"]:
                weights[case.criteria.index(move["criterion"])] = move["needed"]
            assert weights.sum() == pytest.approx(1)
            scores = case.problem.scores(weights[None])[0]
            place = case.alternatives.index("demonstration_zones")
            assert scores[place] >= scores.max() - 1e-9


@pytest.mark.parametrize("language", LANGUAGES)
def test_weights_for_says_the_moves_and_their_proof(
    run: "Run", scenarios: "Path", language: Language
) -> None:
    arguments = ("weights-for", scenarios / "seoul-2022.yaml", "--sector", "robotics")
    out = run(*arguments, "--first", "demonstration_zones", "--lang", language).out
    assert say("proof_optimal", language) in out
    pattern = (
        r"투자지원.기업육성 → 인프라구축 13\.\d%p" if language == "ko" else r"13\.\d points from"
    )
    assert re.search(pattern, out)


def test_what_is_first_already_needs_nothing(run: "Run", scenarios: "Path") -> None:
    arguments = ("weights-for", scenarios / "seoul-2022.yaml", "--sector", "ai")
    outcome = run(*arguments, "--first", "research_talent")
    assert outcome.code == 0
    assert outcome.out.count(say("wins_already", "en")) == 2
    rows = list(csv.DictReader(io.StringIO(run(*arguments, *TALENT, "--format", "csv").out)))
    assert [(row["method"], row["norm"]) for row in rows] == EACH
    for row in rows:
        assert (row["proof"], float(row["distance"]), row["criterion"]) == ("optimal", 0, "")


def test_a_method_by_which_it_is_first_already_is_in_the_table(
    run: "Run", scenarios: "Path"
) -> None:
    arguments = ("weights-for", scenarios / "seoul-2022.yaml", "--sector", "robotics", *TALENT)
    rows = list(csv.DictReader(io.StringIO(run(*arguments, "--format", "csv").out)))
    assert list(dict.fromkeys((row["method"], row["norm"]) for row in rows)) == EACH
    assert [row["distance"] for row in rows if row["method"] == "topsis"] == ["0", "0"]
    assert all(row["criterion"] for row in rows if row["method"] == "ahp")


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_can_only_share_the_first_place_is_told_so_with_the_answer(
    run: "Run", scenarios: "Path", language: Language
) -> None:
    arguments = ("weights-for", scenarios / "seoul-2022.yaml", "--sector", "robotics")
    arguments += ("--method", "ahp", "--lang", language)
    out = run(*arguments, "--first", "professional_services").out
    shared = say("wins_shared", language, proof=say("proof_optimal", language))
    assert out.count(shared) == 2
    caveat = (
        "공동 1위까지만 될 수 있음" if language == "ko" else "it can only share the first place"
    )
    weights = "그때의 가중치" if language == "ko" else "The weights then"
    assert out.index(caveat) < out.index(weights)
    other = run(*arguments, "--first", "demonstration_zones").out
    assert shared not in other
    assert caveat not in other


@pytest.mark.parametrize("form", ["table", "json", "csv", "md"])
def test_what_cannot_be_first_ends_with_code_one(
    run: "Run", desk: "Desk", edit: "Edit", plain: str, form: str
) -> None:
    file = desk.write(edit(plain, ("{price: 4, use: 9}", "{price: 4, use: 3}")))
    outcome = run("weights-for", file, "--first", "ferry", "--format", form)
    assert outcome.code == 1
    assert outcome.err == ""
    if form in ("table", "md"):
        assert "It cannot be first under any weights" in outcome.out
        assert "Bridge is better on every criterion" in outcome.out
    if form == "json":
        assert json.loads(outcome.out)["sectors"]["all"]["ahp"]["l1"]["distance"] is None
    if form == "csv":
        rows = list(csv.DictReader(io.StringIO(outcome.out)))
        assert [(row["method"], row["norm"]) for row in rows] == EACH
        assert {(row["proof"], row["distance"], row["points"]) for row in rows} == {
            ("impossible", "", "")
        }


def test_weights_for_refuses_what_is_not_there(run: "Run", scenarios: "Path") -> None:
    file = scenarios / "seoul-2022.yaml"
    near = run("weights-for", file, "--sector", "ai", "--first", "research_talents")
    assert (near.code, near.out) == (2, "")
    assert "did you mean 'research_talent'?" in near.err
    assert run("weights-for", file, "--first", "research_talent").code == 2


def test_every_alternative_of_the_base_question_has_an_answer(
    seoul_analysis: ganeum.Analysis,
) -> None:
    case = examined(seoul_analysis, "fintech", "ahp")
    for alternative in case.alternatives:
        one, two = (wins(case, alternative, norm) for norm in ("l1", "l2"))
        assert {one.proof, two.proof} == {"optimal"}
        assert np.isfinite(one.distance)
        assert one.distance <= 2 * one.moved + 1e-9
