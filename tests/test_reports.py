"""Tables, Markdown, CSV and JSON: the same numbers in every form, and nothing taken for markup."""

import csv
import io
import json
import unicodedata
from typing import TYPE_CHECKING, Any

import pytest

import ganeum
from ganeum.digest import canonical_json

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Desk, Edit, Outcome, Run

SECTORS = ["ai", "bio_health", "fintech", "smart_mobility", "robotics"]
COMMANDS = {
    "rank": (),
    "explain": ("--sector", "robotics", "--alternative", "demonstration_zones"),
    "evidence": (),
    "conclusions": (),
}

ANSWERS: "dict[tuple[str, ...], Outcome]" = {}


@pytest.fixture
def base(scenarios: "Path") -> "Path":
    return scenarios / "seoul-2022.yaml"


@pytest.fixture
def asked(run: "Run", base: "Path") -> "Run":
    """Run a command on the base question; what was asked before is not computed again."""

    def ask(command: str, *arguments: str) -> "Outcome":
        key = (command, *arguments)
        if key not in ANSWERS:
            ANSWERS[key] = run(command, base, *arguments)
        return ANSWERS[key]

    return ask


def width(text: str) -> int:
    """Return how many cells of a terminal a text takes."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def rows_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def cells(line: str) -> list[str]:
    """Return the cells of a line of a Markdown table, unescaped."""
    found, cell, escaped = [], "", False
    for character in line.strip().strip("|"):
        if escaped or character not in "\\|":
            cell, escaped = cell + character, False
        elif character == "\\":
            escaped = True
        else:
            found.append(cell.strip())
            cell = ""
    return [*found, cell.strip()]


def md_tables(text: str) -> list[list[list[str]]]:
    """Return the tables of a Markdown text, headings first, without the rule."""
    tables: list[list[list[str]]] = [[]]
    for line in text.splitlines():
        if line.startswith("|"):
            tables[-1].append(cells(line))
        elif tables[-1]:
            tables.append([])
    return [[table[0], *table[2:]] for table in tables if table]


# rank


def test_json_keeps_the_contract(asked: "Run", seoul: ganeum.Scenario) -> None:
    payload = json.loads(asked("rank", "--format", "json").out)
    assert payload["scenario"]["id"] == "seoul-2022"
    assert payload["scenario"]["digest"] == seoul.digest
    assert payload["engine"] == ganeum.__version__
    provenance = payload["provenance"]
    assert provenance["seed"] == 202218
    assert set(provenance["libraries"]) >= {"numpy", "pandas"}
    assert provenance["method"]["ahp"] == {"normalisation": "ideal", "priorities": "eigenvector"}
    assert provenance["method"]["topsis"] == {"normalisation": "vector"}
    assert provenance["method"]["crosswalk"] == "mixed"
    assert provenance["method"]["exceptions"] == ["chapter3", "planner"]
    assert sorted(payload["sectors"]) == sorted(SECTORS)
    for sector in payload["sectors"].values():
        assert sum(sector["weights"].values()) == pytest.approx(1, abs=1e-11)
        assert 0 <= sector["consistency_ratio"] < 0.1
        assert set(sector["rankings"]) == {"ahp", "topsis"}
        for ranking in sector["rankings"].values():
            assert len(ranking) == 8
            assert all(set(row) == {"alternative", "score", "rank"} for row in ranking)
            assert [row["rank"] for row in ranking] == sorted(row["rank"] for row in ranking)


def test_json_has_the_numbers_of_the_analysis(
    asked: "Run", seoul_analysis: ganeum.Analysis
) -> None:
    payload = json.loads(asked("rank", "--format", "json").out)
    for name, sector in seoul_analysis.items():
        found = payload["sectors"][name]
        assert found["weights"] == pytest.approx(sector.weights.by_criterion(), rel=1e-11)
        for method, ranking in sector.rankings.items():
            frame = ranking.to_frame()
            rows = found["rankings"][method]
            assert [row["alternative"] for row in rows] == list(frame.index)
            assert [row["rank"] for row in rows] == list(frame["rank"])
            assert [row["score"] for row in rows] == pytest.approx(list(frame["score"]), rel=1e-11)


@pytest.mark.parametrize("command", COMMANDS)
def test_json_is_canonical_and_the_same_again(run: "Run", base: "Path", command: str) -> None:
    first, second = (run(command, base, *COMMANDS[command], "--format", "json") for _ in range(2))
    assert first.code == 0
    assert first.err == ""
    assert first.out == second.out
    assert first.out == canonical_json(json.loads(first.out)) + "\n"


def test_numbers_in_json_have_twelve_digits(asked: "Run") -> None:
    def numbers(value: Any) -> list[float]:
        if isinstance(value, dict | list):
            inner = value.values() if isinstance(value, dict) else value
            return [number for item in inner for number in numbers(item)]
        return [value] if isinstance(value, float) else []

    found = numbers(json.loads(asked("rank", "--format", "json").out))
    assert found
    assert all(float(f"{number:.12g}") == number for number in found)


def test_the_language_changes_no_json(asked: "Run") -> None:
    korean, english = (asked("rank", "--format", "json", "--lang", x).out for x in ("ko", "en"))
    assert korean == english


def test_csv_parses_back_to_the_ranking(asked: "Run", seoul_analysis: ganeum.Analysis) -> None:
    rows = rows_of(asked("rank", "--format", "csv", "--lang", "ko").out)
    assert list(rows[0]) == ["sector", "method", "rank", "alternative", "name", "score"]
    assert len(rows) == 5 * 2 * 8
    for row in rows:
        frame = seoul_analysis[row["sector"]].rankings[row["method"]].to_frame()  # type: ignore[index]
        assert int(row["rank"]) == frame.loc[row["alternative"], "rank"]
        assert row["name"] == frame.loc[row["alternative"], "name"]
        assert float(row["score"]) == pytest.approx(
            frame.loc[row["alternative"], "score"], rel=1e-11
        )


def test_markdown_parses_back_to_the_ranking(asked: "Run", seoul_analysis: ganeum.Analysis) -> None:
    tables = md_tables(asked("rank", "--format", "md", "--lang", "ko").out)
    assert len(tables) == 5
    for table, sector in zip(tables, seoul_analysis.values(), strict=True):
        assert len(table) == 1 + 8
        frame = sector.ranking("ahp").to_frame()
        assert [row[2] for row in table[1:]] == list(frame["name"])
        assert [int(row[0].rstrip("=")) for row in table[1:]] == list(frame["rank"])
        assert [row[3] for row in table[1:]] == [f"{score:.3f}" for score in frame["score"]]


def test_a_table_shows_what_the_ranking_rests_on(asked: "Run") -> None:
    out = asked("rank", "--sector", "ai", "--lang", "en").out
    assert "AI (ai)" in out
    assert "Weights: infrastructure" in out
    assert "Consistency ratio (CR)" in out
    assert "random index 0.90: Saaty 1980, n = 4" in out
    assert "not the experts' consistency" in out
    assert "Score exceptions in force:" in out
    assert "The Seoul Institute, 2022-PR-18" in out
    assert "fintech (fintech)" not in out


@pytest.mark.parametrize("command", ["rank", "explain", "conclusions", "evidence"])
def test_columns_line_up_although_hangul_is_two_cells_wide(asked: "Run", command: str) -> None:
    lines = asked(command, *COMMANDS[command], "--lang", "ko").out.splitlines()
    rules = [n for n, line in enumerate(lines) if line and set(line) <= set("─-━ ")]
    assert rules
    for rule in rules:
        end = next(n for n in range(rule, len(lines)) if not lines[n] or lines[n][:2] == "  ")
        table = [lines[rule - 1], *lines[rule + 1 : end]]
        assert {width(line) for line in table} <= {width(lines[rule])} | {width(table[0])}


def test_names_start_in_the_same_cell(asked: "Run", seoul_analysis: ganeum.Analysis) -> None:
    lines = asked("rank", "--sector", "ai", "--lang", "ko").out.splitlines()
    top = next(n for n, line in enumerate(lines) if "정책과제" in line and "AHP 순위" in line)
    before = width(lines[top][: lines[top].index("정책과제")])
    names = list(seoul_analysis["ai"].ranking("ahp").to_frame()["name"])
    for name, line in zip(names, lines[top + 2 :], strict=False):
        assert width(line[: line.index(name[:1])]) == before


def test_a_tie_is_marked_and_explained(desk: "Desk", edit: "Edit", run: "Run", plain: str) -> None:
    out = run("rank", desk.write(edit(plain, ("{price: 4, use: 9}", "{price: 2, use: 4}")))).out
    assert [line.split()[:2] for line in out.splitlines() if "1=" in line] == [["1=", "1="]] * 2
    assert "=: a tie" in out
    assert "First: Bridge, Ferry (both methods agree)" in out


def test_a_constant_column_is_named(desk: "Desk", edit: "Edit", run: "Run", plain: str) -> None:
    out = run("rank", desk.write(edit(plain, ("{price: 4, use: 9}", "{price: 2, use: 9}")))).out
    assert "Criteria on which all score alike, which cannot change the order: Price" in out


def test_what_is_left_out_is_named_with_the_reason(
    desk: "Desk", edit: "Edit", run: "Run", plain: str
) -> None:
    file = desk.write(edit(plain, ("use: 9}", "use: {missing: Nobody counted}}")))
    assert "Not ranked for a missing score: Ferry (Nobody counted)" in run("rank", file).out
    payload = json.loads(run("rank", file, "--format", "json").out)
    assert payload["sectors"]["all"]["left_out"] == {"ferry": "Nobody counted"}


def test_plain_weights_have_no_consistency(desk: "Desk", run: "Run", plain: str) -> None:
    file = desk.write(plain)
    assert "no CR" in run("rank", file).out
    payload = json.loads(run("rank", file, "--format", "json").out)["sectors"]["all"]
    assert payload["consistency_ratio"] is None
    assert payload["weights"] == {"price": 0.25, "use": 0.75}
    assert payload["weights_origin"] == "plain"


def test_a_question_without_evidence_has_no_crosswalk(desk: "Desk", run: "Run", plain: str) -> None:
    assert "rosswalk" not in run("rank", desk.write(plain)).out


def test_judgements_have_a_consistency_without_the_remark(
    desk: "Desk", edit: "Edit", run: "Run", plain: str
) -> None:
    judged = "{from: judgements, judgements: {all: {price: {use: 3}}}}"
    out = run(
        "rank", desk.write(edit(plain, ("{from: plain, plain: {all: {price: 1, use: 3}}}", judged)))
    ).out
    assert "Consistency ratio (CR) 0.000" in out
    assert "experts" not in out


def test_factors_and_silent_groups_are_named(
    desk: "Desk", edit: "Edit", run: "Run", weighed: str, small_evidence: str
) -> None:
    desk.write(small_evidence, "evidence.yaml")
    text = edit(weighed, ("crosswalk: half}", "crosswalk: half, factors: {kites: {people: 2}}}"))
    out = run("rank", desk.write(text), "--sector", "kites").out
    assert "Weights multiplied: People ×2" in out
    assert "Groups without a need here: The firms" in out


def test_methods_that_part_are_told(asked: "Run") -> None:
    out = asked("rank", "--sector", "fintech").out
    assert "First place depends on the method: AHP Public demand through procurement, TOPSIS" in out
    one = asked("rank", "--sector", "fintech", "--method", "ahp").out
    assert "First: Public demand through procurement\n" in one
    assert "TOPSIS closeness" not in one


def test_nested_criteria_show_both_weights(
    desk: "Desk", edit: "Edit", run: "Run", plain: str
) -> None:
    parts = "{id: day, name: Day, weight: 1}, {id: dusk, name: Dusk, weight: 3}"
    nested = f"{{id: use, name: Use, criteria: [{parts}]}}"
    text = edit(
        plain,
        ("{id: use, name: Use}", nested),
        ("use: 4}", "day: 4, dusk: 1}"),
        ("use: 9}", "day: 9, dusk: 2}"),
    )
    file = desk.write(text)
    payload = json.loads(run("rank", file, "--format", "json").out)["sectors"]["all"]
    assert payload["weights"] == {"price": 0.25, "use": 0.75}
    assert payload["leaf_weights"] == {"price": 0.25, "day": 0.1875, "dusk": 0.5625}
    out = run("explain", file, "--alternative", "ferry").out
    assert "Dusk" in out
    assert "56.2 %" in out


# themes


def test_themes_show_weights_that_sum_to_a_hundred(asked: "Run") -> None:
    tables = md_tables(asked("rank", "--crosswalk", "themes", "--format", "md").out)
    assert len(tables) == 5
    for table in tables:
        assert len(table) == 1 + 7
        shares = [row[1] for row in table[1:]]
        assert all(share.endswith(" %") for share in shares)
        assert sum(round(10 * float(share[:-2])) for share in shares) == 1000


def test_themes_have_no_rankings_in_any_form(asked: "Run") -> None:
    out = asked("rank", "--crosswalk", "themes").out
    assert "Weights of all themes only" in out
    assert "rank by" not in out
    payload = json.loads(asked("rank", "--crosswalk", "themes", "--format", "json").out)
    assert all(sector["rankings"] == {} for sector in payload["sectors"].values())
    rows = rows_of(asked("rank", "--crosswalk", "themes", "--format", "csv").out)
    assert list(rows[0]) == ["sector", "theme", "weight"]
    assert len(rows) == 5 * 7


# what names may hold


NASTY = [
    "=1+1",
    "+1",
    "-1",
    "@cmd",
    "<script>alert(1)</script>",
    "[bold]x[/bold]",
    "a|b",
    "**b**",
    "`c`",
]


@pytest.fixture
def nasty(desk: "Desk", plain: str) -> "Path":
    """Return a scenario whose names look like formulas and markup."""
    head = plain[: plain.index("alternatives:")] + "alternatives:\n"
    rows = "".join(
        f'  - {{id: a{n}, name: "{name}", scores: {{price: {n + 1}, use: {n * n + 1}}}}}\n'
        for n, name in enumerate(NASTY)
    )
    return desk.write(head + rows)


def test_formulas_are_neutralised_in_csv(run: "Run", nasty: "Path") -> None:
    names = {
        row["alternative"]: row["name"]
        for row in rows_of(run("rank", nasty, "--format", "csv").out)
    }
    assert [names[f"a{n}"] for n in range(4)] == ["'=1+1", "'+1", "'-1", "'@cmd"]
    assert [names[f"a{n}"] for n in range(4, len(NASTY))] == NASTY[4:]


def test_markup_appears_as_it_is_in_a_table(run: "Run", nasty: "Path") -> None:
    out = run("rank", nasty).out
    assert all(f" {name} " in out for name in NASTY)


def test_markup_is_escaped_in_markdown(run: "Run", nasty: "Path") -> None:
    out = run("rank", nasty, "--format", "md").out
    assert "<script>" not in out
    assert "\\<script\\>alert(1)\\</script\\>" in out
    assert "\\[bold\\]" in out
    assert "a\\|b" in out
    (table,) = md_tables(out)
    assert sorted(row[2] for row in table[1:]) == sorted(NASTY)


def test_names_are_themselves_in_json(run: "Run", desk: "Desk", nasty: "Path") -> None:
    frame = ganeum.analyse(ganeum.load(nasty))["all"].ranking("ahp").to_frame()
    assert sorted(frame["name"]) == sorted(NASTY)


@pytest.mark.parametrize("form", ["table", "md"])
@pytest.mark.parametrize("name", ["a\\eb", "a\\x07b", "a\\x08b", "a\\rb", "a\\x9bb"])
def test_no_control_character_of_a_name_reaches_the_terminal(
    desk: "Desk", edit: "Edit", run: "Run", plain: str, form: str, name: str
) -> None:
    outcome = run(
        "rank", desk.write(edit(plain, ("name: Ferry", f'name: "{name}"'))), "--format", form
    )
    said = outcome.out + outcome.err
    assert [c for c in said if unicodedata.category(c) == "Cc" and c != "\n"] == []


@pytest.mark.parametrize("form", ["table", "md"])
@pytest.mark.parametrize("name", ["서울\u3000시", "a\u00a0b"])
def test_other_blanks_than_the_plain_one_are_no_damage(
    desk: "Desk", edit: "Edit", run: "Run", plain: str, form: str, name: str
) -> None:
    file = desk.write(edit(plain, ("name: Ferry", f'name: "{name}"')))
    assert "\ufffd" not in run("rank", file, "--format", form).out


def test_a_name_of_two_lines_keeps_a_markdown_table_whole(
    desk: "Desk", edit: "Edit", run: "Run", plain: str
) -> None:
    file = desk.write(edit(plain, ("name: Ferry", 'name: "two\\nlines"')))
    (table,) = md_tables(run("rank", file, "--format", "md").out)
    assert {row[2] for row in table[1:]} == {"Bridge", "two lines"}


# explain


def test_explain_walks_from_the_rank_to_the_statements(
    asked: "Run", seoul: ganeum.Scenario, seoul_analysis: ganeum.Analysis
) -> None:
    out = asked("explain", *COMMANDS["explain"]).out
    sector = seoul_analysis["robotics"]
    for method, label in (("ahp", "AHP"), ("topsis", "TOPSIS")):
        frame = sector.rankings[method].to_frame()  # type: ignore[index]
        row = frame.loc["demonstration_zones"]
        assert f"{label}: rank {row['rank']} of 8 (score {row['score']:.3f};" in out
    assert seoul.evidence is not None
    for view in sector.weights.groups:
        for call in view.calls:
            if set(call.shares) & set(sector.weights.criteria):
                assert call.statement.id in out
    assert "Table 33, policy 1, p. 77" in out
    assert "section 4-2, p. 86 (inferred)" in out


def test_explain_adds_up(asked: "Run") -> None:
    payload = json.loads(asked("explain", *COMMANDS["explain"], "--format", "json").out)
    areas = payload["areas"]
    assert sum(row["contribution"] for row in areas) == pytest.approx(
        payload["rankings"]["ahp"]["score"]
    )
    to_ideal = sum(row["gap_to_ideal"] ** 2 for row in areas) ** 0.5
    to_anti_ideal = sum(row["lead_on_anti_ideal"] ** 2 for row in areas) ** 0.5
    assert to_anti_ideal / (to_ideal + to_anti_ideal) == pytest.approx(
        payload["rankings"]["topsis"]["score"]
    )
    ranked = json.loads(asked("rank", "--sector", "robotics", "--format", "json").out)
    groups = ranked["sectors"]["robotics"]["groups"]
    for group, view in groups.items():
        for area, intensity in view["intensities"].items():
            rows = [r for r in payload["statements"] if (r["group"], r["area"]) == (group, area)]
            assert sum(row["adds"] for row in rows) == pytest.approx(intensity, abs=1e-9)
    assert all(row["locator"] and row["gist"] for row in payload["statements"])
    assert set(payload["scores"]) == {row["criterion"] for row in areas}


def test_explain_in_csv_has_a_row_for_each_statement_and_area(asked: "Run") -> None:
    rows = rows_of(asked("explain", *COMMANDS["explain"], "--format", "csv").out)
    payload = json.loads(asked("explain", *COMMANDS["explain"], "--format", "json").out)
    assert [row["statement"] for row in rows] == [row["statement"] for row in payload["statements"]]
    assert all(row["locator"] for row in rows)


def test_explain_shows_the_exception_in_force(asked: "Run") -> None:
    out = asked("explain", "--sector", "bio_health", "--alternative", "cooperation_networks").out
    assert "demonstration: an exception for this sector (from chapter 3)" in out
    payload = json.loads(
        asked("explain", "--sector", "bio_health", "--alternative", "cooperation_networks",
            "--format", "json",
        ).out
    )  # fmt: skip
    (row,) = [row for row in payload["areas"] if row["criterion"] == "demonstration"]
    assert row["score"] == 9


def test_explain_without_evidence(desk: "Desk", edit: "Edit", run: "Run", plain: str) -> None:
    value = 'use: {value: 9, rationale: Counted, locator: {table: 4, row: "2"}}}'
    file = desk.write(edit(plain, ("use: 9}", value)))
    outcome = run("explain", file, "--alternative", "ferry")
    assert outcome.code == 0
    assert "AHP: rank 1 of 2" in outcome.out
    assert "Counted" in outcome.out
    assert "Table 4, row 2" in outcome.out
    payload = json.loads(run("explain", file, "--alternative", "ferry", "--format", "json").out)
    assert payload["statements"] == []
    assert run("explain", file, "--alternative", "ferry", "--format", "md").code == 0


def test_csv_without_rows_still_has_its_headings(desk: "Desk", run: "Run", plain: str) -> None:
    file = desk.write(plain)
    assert "statement" in run("explain", file, "--alternative", "ferry", "--format", "csv").out
    assert "conclusion" in run("conclusions", file, "--format", "csv").out


def test_explain_by_one_method(asked: "Run") -> None:
    out = asked("explain", *COMMANDS["explain"], "--method", "topsis").out
    assert "gap to the ideal" in out
    assert "AHP contribution" not in out
    out = asked("explain", *COMMANDS["explain"], "--method", "ahp").out
    assert "AHP contribution" in out
    assert "gap to the ideal" not in out


def test_explain_says_where_nothing_calls_for_an_area(
    desk: "Desk", run: "Run", weighed: str, small_evidence: str
) -> None:
    desk.write(small_evidence, "evidence.yaml")
    out = run("explain", desk.write(weighed), "--sector", "kites", "--alternative", "hall").out
    assert "no statement calls for this area" in out


# evidence


def test_evidence_counts_add_up(asked: "Run", seoul: ganeum.Scenario) -> None:
    rows = rows_of(asked("evidence", "--format", "csv").out)
    assert seoul.evidence is not None
    columns = ("need", "other", "repeats", "missing")
    total = sum(int(row[column]) for row in rows for column in columns)
    assert total == len(seoul.evidence.model.statements)
    payload = json.loads(asked("evidence", "--format", "json").out)
    assert [str(tally["need"]) for tally in payload["tallies"]] == [row["need"] for row in rows]
    assert payload["facts"]["agree"] == payload["facts"]["recomputed"]


def test_evidence_shows_everything_it_holds(desk: "Desk", run: "Run", small_evidence: str) -> None:
    out = run("evidence", desk.write(small_evidence)).out
    assert "Evidence A small source (small-evidence)" in out
    assert "An institute, R-1" in out
    assert "Agreement of the two codings" in out
    assert "Alpha is below 0.80 for: shares (demand)" in out
    assert "Coverage" in out
    assert "1 tables, 6 figures; the 4 that follow" in out
    assert "70 of 100" in out
    assert "Table 3: Sales - Nobody asked" in out


def test_evidence_may_be_statements_only(desk: "Desk", run: "Run", small_evidence: str) -> None:
    file = desk.write(small_evidence[: small_evidence.index("coverage:")])
    out = run("evidence", file).out
    assert "Statements by sector and group" in out
    assert "Coverage" not in out
    assert "Errata" not in out
    assert json.loads(run("evidence", file, "--format", "json").out)["facts"]["tables"] == 0


def test_agreement_where_nothing_varies_is_not_called_low(
    desk: "Desk", edit: "Edit", run: "Run", small_evidence: str
) -> None:
    # one judged statement, both coders say need: alpha is undefined, not low
    text = edit(
        small_evidence,
        ("{polarity: need, calls_for: {rules: 1}}", "{polarity: need, calls_for: {rooms: 1}}"),
    )
    out = run("evidence", desk.write(text)).out
    assert "nan" not in out
    assert "below 0.80 for: polarity" not in out


def test_what_the_source_lacks_is_said_without_statistics_too(
    desk: "Desk", run: "Run", small_evidence: str
) -> None:
    facts, errata = small_evidence.index("facts:"), small_evidence.index("missing:")
    out = run("evidence", desk.write(small_evidence[:facts] + small_evidence[errata:])).out
    assert "Table 3: Sales - Nobody asked" in out


def test_no_word_of_a_table_is_broken_in_two(asked: "Run") -> None:
    out = asked("evidence", "--lang", "en").out
    coverage = out[out.index("Coverage: marks") :]
    assert "robotics" in coverage[: coverage.index("Sector statistics")]


# conclusions


def test_conclusions_say_what_holds(asked: "Run") -> None:
    payload = json.loads(asked("conclusions", "--format", "json").out)["conclusions"]
    assert len(payload) == 4 * 3 * 2
    rows = rows_of(asked("conclusions", "--format", "csv").out)
    assert len(rows) == len(payload)
    for row, found in zip(rows, payload, strict=True):
        assert row["holds"] == str(found["holds"])
        assert row["sectors"].split() == found["sectors"]
        assert [int(x) for x in row["best_ranks"].split()] == [
            found["best_ranks"][sector] for sector in found["sectors"]
        ]
    out = asked("conclusions").out
    for conclusion in dict.fromkeys(found["conclusion"] for found in payload):
        own = [found["holds"] for found in payload if found["conclusion"] == conclusion]
        assert f"holds in {sum(own)} of {len(own)} combinations" in out
    assert "Score exceptions from chapter 4 are off" in out


def test_conclusions_without_a_programme_to_test(
    desk: "Desk", run: "Run", plain: str, scenarios: "Path"
) -> None:
    for file in (desk.write(plain), scenarios / "seoul-2022-support-menu.yaml"):
        outcome = run("conclusions", file)
        assert outcome.code == 0
        assert "No conclusion to test" in outcome.out
