"""Every file in scenarios/: it loads, nothing is left out, and each number has its place."""

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest

import ganeum
from ganeum.document import read_document
from ganeum.evidence import evidence_agreement, reading, score_agreement, theme_ids
from ganeum.evidence_file import EvidenceFile, Statement
from ganeum.facts import recompute
from ganeum.fields import Locator
from ganeum.loading import Evidence, Scenario, load_file
from ganeum.scenario_file import Score

if TYPE_CHECKING:
    from conftest import Run

FOLDER = Path(__file__).resolve().parents[1] / "scenarios"
FILES = sorted(FOLDER.rglob("*.yaml"))
SCENARIOS = [file for file in FILES if "evidence" not in file.parts]
SECTORS = ["ai", "bio_health", "fintech", "smart_mobility", "robotics"]
AREAS = ["infrastructure", "workforce", "investment", "demonstration"]


def name(file: Path) -> str:
    return file.stem


@pytest.fixture(scope="module")
def evidence() -> EvidenceFile:
    return ganeum.load_evidence(FOLDER / "evidence" / "seoul-2022-pr-18.yaml").model


@pytest.fixture(scope="module")
def statements(evidence: EvidenceFile) -> list[Statement]:
    return list(evidence.statements)


@pytest.fixture(scope="module")
def menu() -> Scenario:
    return ganeum.load(FOLDER / "seoul-2022-support-menu.yaml")


def of_table(statements: list[Statement], *tables: int) -> list[Statement]:
    return [s for s in statements if s.locator.table in tables]


# every file


def test_the_files_are_there() -> None:
    assert {
        "seoul-2022-pr-18", "seoul-2022", "seoul-2022-support-menu", "template",
    } <= {file.stem for file in FILES}  # fmt: skip
    assert any("base" in read_document(file).content for file in SCENARIOS)


@pytest.mark.parametrize("file", FILES, ids=name)
def test_a_shipped_file_loads(file: Path) -> None:
    found = load_file(file)
    assert found.model.id == file.stem
    assert found.digest.startswith("sha256:")


@pytest.mark.parametrize("file", SCENARIOS, ids=name)
def test_a_shipped_scenario_can_be_ranked(file: Path) -> None:
    for sector in ganeum.analyse(ganeum.load(file)).values():
        assert all(len(ranking.ranks) >= 2 for ranking in sector.rankings.values())


@pytest.mark.parametrize("file", SCENARIOS, ids=name)
def test_a_shipped_scenario_is_written_in_korean_and_english(file: Path) -> None:
    model = ganeum.load(file).model
    assert model.language == "ko"
    named = [model.title, *(a.name for a in model.alternatives), *(c.name for c in model.criteria)]
    assert all(text.ko != text.en for text in named)


def turned_over(value: object) -> object:
    """Return the same content with every mapping's keys in the opposite order."""
    if isinstance(value, dict):
        return {key: turned_over(value[key]) for key in reversed(value)}
    return [turned_over(item) for item in value] if isinstance(value, list) else value


@pytest.mark.parametrize("file", FILES, ids=name)
def test_a_digest_does_not_depend_on_order_and_remarks(file: Path, tmp_path: Path) -> None:
    content = read_document(file).content
    other = tmp_path / file.name
    text = json.dumps(turned_over(content), ensure_ascii=False, indent=1)
    other.write_text(f"# a remark\n{text}\n", encoding="utf-8")
    assert load_file(other).digest == load_file(file).digest


@pytest.mark.parametrize("file", FILES, ids=name)
def test_the_schema_accepts_a_shipped_file(file: Path, run: "Run") -> None:
    content = read_document(file).content
    kind = "overlay" if "base" in content else content.get("kind", "scenario")
    validator = jsonschema.Draft202012Validator(json.loads(run("schema", kind).out))
    assert [error.message for error in validator.iter_errors(content)] == []


@pytest.mark.parametrize("file", FILES, ids=name)
def test_a_shipped_file_is_plain_text(file: Path) -> None:
    data = file.read_bytes()
    assert not data.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in data
    assert b"\t" not in data
    assert data.endswith(b"\n")
    assert not data.endswith(b"\n\n")


@pytest.mark.parametrize("file", SCENARIOS, ids=name)
def test_exceptions_from_chapter_4_are_off(file: Path) -> None:
    assert "chapter4" not in ganeum.load(file).model.use_exceptions


# statements


def test_sectors_themes_and_groups_are_those_of_the_report(evidence: EvidenceFile) -> None:
    assert [sector.id for sector in evidence.sectors] == SECTORS
    assert theme_ids(evidence, areas_only=True) == AREAS
    assert {theme.id for theme in evidence.themes} - set(AREAS) == {
        "regulation", "research_funding", "cooperation",
    }  # fmt: skip
    demand = {group.id: group.ranks for group in evidence.groups if group.demand}
    assert demand == {"technology": 2, "association": None, "fgi": None}
    assert (evidence.source.number, evidence.source.isbn) == ("2022-PR-18", "979-11-5700-738-7")


def test_tables_23_to_27_have_15_rows_with_two_marks_each(statements: list[Statement]) -> None:
    marks = [s for s in of_table(statements, *range(23, 28)) if s.kind == "priority_mark"]
    assert len(marks) == 30
    rows: dict[tuple[int | None, str | None], list[int | None]] = {}
    for mark in marks:
        rows.setdefault((mark.locator.table, mark.locator.row), []).append(mark.priority)
    assert len(rows) == 15
    assert all(sorted(ranks, key=str) == [1, 2] for ranks in rows.values())
    assert Counter(table for table, _ in rows) == {23: 3, 24: 4, 25: 1, 26: 4, 27: 3}


def test_a_problem_of_a_row_is_a_statement_without_rank(statements: list[Statement]) -> None:
    problems = [s for s in of_table(statements, *range(23, 28)) if s.kind == "problem"]
    assert all(s.priority is None and s.basis == "judged" and not s.repeats for s in problems)
    rows = Counter((s.locator.table, s.locator.row) for s in problems)
    assert len(rows) == 15
    # two a row; row 110 has only one in print
    assert {row for row, count in rows.items() if count != 2} == {(23, "110")}
    assert rows[23, "110"] == 1


def test_the_implications_of_a_table_repeat_its_rows(statements: list[Statement]) -> None:
    implications = [s for s in of_table(statements, *range(23, 28)) if s.kind == "implication"]
    assert len(implications) == 5
    assert all(s.repeats for s in implications)


def test_technology_19_is_missing_not_zero(statements: list[Statement]) -> None:
    (missing,) = [s for s in statements if s.missing]
    assert (missing.id, missing.locator.table, missing.locator.row) == ("t22-19-missing", 22, "19")
    assert missing.sector == "smart_mobility"


def test_table_28_has_twelve_items(statements: list[Statement]) -> None:
    items = of_table(statements, 28)
    assert Counter(s.sector for s in items) == {
        "ai": 2, "bio_health": 2, "fintech": 3, "smart_mobility": 3, "robotics": 2,
    }  # fmt: skip
    assert all((s.group, s.kind) == ("association", "opinion") for s in items)
    assert all(s.priority is None for s in items)


def test_the_order_of_the_associations_is_kept_and_enters_no_tally(
    statements: list[Statement],
) -> None:
    (order,) = [s for s in statements if s.order]
    assert order.order == ("workforce", "demonstration", "investment")
    assert (order.sector, order.group) == ("all", "association")
    assert reading(order).polarity != "need"


def test_tables_29_to_33_have_three_issues_and_five_policies_each(
    statements: list[Statement],
) -> None:
    found = Counter((s.locator.table, s.kind) for s in of_table(statements, *range(29, 34)))
    assert found == {
        (table, kind): count
        for table in range(29, 34)
        for kind, count in (("issue", 3), ("wanted_policy", 5))
    }
    items = of_table(statements, *range(29, 34))
    assert all(s.group == "fgi" for s in items)
    # numbered, but never called a ranking
    assert all(s.priority is None for s in items)


def test_appendix_reference_3_is_told_again(statements: list[Statement]) -> None:
    appendix = [s for s in statements if s.locator.appendix and "3" in s.locator.appendix.en]
    assert len(appendix) == 12
    assert all(s.repeats and s.group == "association" for s in appendix)


def test_the_text_of_section_3_3_adds_claims(statements: list[Statement]) -> None:
    sections = Counter(s.locator.section for s in statements if s.locator.section)
    assert sections["3-3-1"] >= 1
    assert sections["3-3-2"] >= 1


def test_programmes_are_supply_and_never_a_need(statements: list[Statement]) -> None:
    programmes = [s for s in statements if s.group == "programmes"]
    assert len(programmes) >= 100
    assert {s.kind for s in programmes} == {"programme"}
    assert all(reading(s).polarity != "need" for s in programmes)
    assert {(s.sector, s.provider) for s in programmes} == {
        (sector, provider) for sector in SECTORS for provider in ("state", "seoul")
    }


def test_nothing_of_chapter_4_is_a_statement(statements: list[Statement]) -> None:
    assert not [s for s in statements if (s.locator.section or "").startswith("4")]
    assert not [s for s in statements if (s.locator.table or 0) >= 34]


def test_every_demand_group_speaks_in_every_sector(statements: list[Statement]) -> None:
    heard = {(s.sector, s.group) for s in statements if reading(s).polarity == "need"}
    assert {
        (sector, group) for sector in SECTORS for group in ("technology", "association", "fgi")
    } <= heard


def test_shares_sum_to_one(statements: list[Statement]) -> None:
    for statement in statements:
        codings = statement.codings
        said = [codings.first, codings.second, codings.third] if codings else [reading(statement)]
        for one in said:
            if one is not None and one.polarity in ("need", "supply"):
                assert sum(one.calls_for.values()) == pytest.approx(1, abs=2e-3), statement.id
            elif one is not None:
                assert not one.calls_for, statement.id


def test_everything_judged_is_coded_twice(statements: list[Statement]) -> None:
    for statement in statements:
        assert (statement.codings is not None) == (statement.basis == "judged"), statement.id


def test_the_codings_were_blind(evidence: EvidenceFile) -> None:
    assert [coding.id for coding in evidence.codebook.codings] == ["first", "second"]
    assert all(coding.blind for coding in evidence.codebook.codings)


def locators(value: object, path: str = "") -> Iterator[tuple[str, object]]:
    """Yield every part of a model that may carry a locator, and whether it does."""
    if isinstance(value, list | tuple):
        for number, item in enumerate(value):
            yield from locators(item, f"{path}.{number}")
    elif hasattr(type(value), "model_fields"):
        for field in type(value).model_fields:
            if field == "locator":
                yield path, getattr(value, field)
            else:
                yield from locators(getattr(value, field), f"{path}.{field}")


def test_every_part_of_the_evidence_has_a_place(evidence: EvidenceFile) -> None:
    found = list(locators(evidence))
    assert len(found) > 300
    assert [path for path, locator in found if not isinstance(locator, Locator)] == []


def test_every_place_has_a_page_or_an_item(statements: list[Statement]) -> None:
    vague = [
        s.id
        for s in statements
        if s.locator.page is None and s.locator.item is None and s.locator.row is None
    ]
    assert vague == []


def test_gists_are_short_and_in_both_languages(statements: list[Statement]) -> None:
    for statement in statements:
        gist = statement.gist
        assert max(len(gist.ko), len(gist.en)) <= 200, statement.id
        assert any("가" <= c <= "힣" for c in gist.ko), statement.id
        assert not any("가" <= c <= "힣" for c in gist.en), statement.id


# coverage, strategies, conclusions


FIGURE_22 = {  # state and Seoul: strong 2, ordinary 1, no mark 0
    "ai": [2, 2, 2, 1, 2, 1],
    "bio_health": [2, 2, 2, 1, 1, 1],
    "fintech": [1, 1, 1, 1, 1, 1],
    "smart_mobility": [2, 0, 2, 0, 1, 0],
    "robotics": [1, 0, 1, 0, 1, 0],
}


def test_figure_22_has_30_cells_of_which_24_are_marked(evidence: EvidenceFile) -> None:
    assert evidence.coverage is not None
    levels = {"strong": 2, "ordinary": 1, "none": 0}
    found = {(m.sector, m.area, m.provider): levels[m.mark] for m in evidence.coverage.marks}
    assert len(evidence.coverage.marks) == 30
    assert sum(level > 0 for level in found.values()) == 24
    columns = [(area, provider) for area in AREAS[:3] for provider in ("state", "seoul")]
    assert {
        sector: [found[sector, area, provider] for area, provider in columns] for sector in SECTORS
    } == FIGURE_22


def test_coverage_of_demonstration_is_judged_twice(evidence: EvidenceFile) -> None:
    assert evidence.coverage is not None
    judged = evidence.coverage.judged
    assert {(c.sector, c.area, c.provider) for c in judged} == {
        (sector, "demonstration", provider) for sector in SECTORS for provider in ("state", "seoul")
    }
    assert len(judged) == 10
    for cell in judged:
        for one in (cell.first, cell.second):
            assert one.level in (0, 1, 2)
            assert one.rationale.ko


def test_four_strategies_have_two_programmes_each(evidence: EvidenceFile, seoul: Scenario) -> None:
    assert [strategy.programmes for strategy in evidence.strategies] == [
        ("industry_linked_training", "research_talent"),
        ("cooperation_networks", "professional_services"),
        ("demonstration_zones", "active_open_data"),
        ("public_procurement", "industry_convergence"),
    ]
    assert [strategy.number for strategy in evidence.strategies] == [1, 2, 3, 4]
    programmes = [p for strategy in evidence.strategies for p in strategy.programmes]
    assert sorted(programmes) == sorted(a.id for a in seoul.model.alternatives)


def test_four_conclusions_as_chapter_4_has_them(evidence: EvidenceFile) -> None:
    numbers = {strategy.id: strategy.number for strategy in evidence.strategies}
    found = {numbers[c.strategy]: (sorted(c.sectors), c.everywhere) for c in evidence.conclusions}
    assert found == {
        1: (sorted(SECTORS), True),
        2: (["bio_health", "fintech"], False),
        3: (["robotics", "smart_mobility"], False),
        4: (sorted(SECTORS), True),
    }


def test_five_panels_four_questions_and_four_strengths(evidence: EvidenceFile) -> None:
    assert sorted(panel.sector for panel in evidence.panels) == sorted(SECTORS)
    assert all(3 <= panel.members <= 5 for panel in evidence.panels)
    assert len(evidence.questionnaire) == 4
    assert {strength.area for strength in evidence.strengths} <= set(AREAS)
    assert len(evidence.strengths) == 4


# facts


def test_every_share_and_total_recomputes(evidence: EvidenceFile) -> None:
    figures = list(recompute(evidence))
    assert len(figures) > 300
    assert [figure for figure in figures if not figure.agrees] == []


def test_tables_3_to_21_are_there_where_they_have_figures(evidence: EvidenceFile) -> None:
    tables = {fact.locator.table for fact in evidence.facts}
    missing = {gap.locator.table for gap in evidence.missing}
    assert set(range(3, 22)) - tables - missing == set()


@pytest.mark.parametrize(
    ("table", "printed", "corrected"),
    [
        (5, 31.6, 30.8),
        (5, 29.1, 28.3),
        (5, 24.2, 23.6),
        (5, 34.1, 33.2),
        (20, 1442, 14442),
        (20, 77602, 90602),
        (20, 23, 22.5),
        (20, 28.8, 30.8),
        (21, 18.0, 17.8),
    ],
)
def test_a_known_misprint_is_recorded_with_its_correction(
    evidence: EvidenceFile, table: int, printed: float, corrected: float
) -> None:
    tables = {fact.id: fact.locator.table for fact in evidence.facts}
    found = [
        (erratum.printed, erratum.corrected, erratum.certain)
        for erratum in evidence.errata
        if tables[erratum.fact] == table
    ]
    assert (printed, corrected, True) in found


def test_every_erratum_says_its_arithmetic(evidence: EvidenceFile) -> None:
    assert all(any(c.isdigit() for c in erratum.arithmetic.en) for erratum in evidence.errata)
    assert all(erratum.printed != erratum.corrected for erratum in evidence.errata)


def test_what_the_report_lacks_is_said(evidence: EvidenceFile) -> None:
    assert {"smart_mobility", "ai", "all"} <= {gap.sector for gap in evidence.missing}


def test_every_column_of_facts_has_a_unit_and_every_table_a_publisher(
    evidence: EvidenceFile,
) -> None:
    for fact in evidence.facts:
        assert fact.publisher.ko
        assert all(column.unit for column in fact.columns)
        assert {name for row in fact.rows for name in row.values} == {
            column.id for column in fact.columns
        }


# scores


def scores(scenario: Scenario) -> Iterator[tuple[str, Score]]:
    for alternative in scenario.model.alternatives:
        for criterion, score in alternative.scores.items():
            yield f"{alternative.id}.{criterion}", score
        for exception in alternative.exceptions:
            yield f"{alternative.id}.{exception.sector}.{exception.criterion}", exception.score


@pytest.mark.parametrize("which", ["seoul", "menu"])
def test_every_score_is_coded_twice_with_its_ground(
    which: str, seoul: Scenario, menu: Scenario
) -> None:
    scenario = seoul if which == "seoul" else menu
    for place, score in scores(scenario):
        assert score.first is not None, place
        assert score.second is not None, place
        for one in (score.first, score.second, score.third):
            if one is None:
                continue
            assert one.level in (0, 1, 3, 9), place
            if one.level:
                assert one.rationale is not None, place
                assert one.locator is not None, place
                assert one.basis in ("read", "judged"), place


def test_the_base_question_has_eight_programmes_and_four_areas(seoul: Scenario) -> None:
    model = seoul.model
    assert len(model.alternatives) == 8
    assert [criterion.id for criterion in model.criteria] == AREAS
    assert [sector.id for sector in model.sectors] == SECTORS
    assert model.weights.origin == "evidence"
    assert model.weights.groups == {"technology": 1, "association": 1, "fgi": 1}
    assert (model.weights.crosswalk, model.weights.offset) == ("mixed", 0.5)


def test_the_support_menu_has_sixteen_policies(menu: Scenario) -> None:
    assert len(menu.model.alternatives) == 16
    places = [a.locator for a in menu.model.alternatives]
    assert all(place is not None and place.appendix is not None for place in places)
    items = [place.item.en for place in places if place is not None and place.item is not None]
    assert items == [str(number) for number in range(1, 17)]


@pytest.mark.parametrize("which", ["seoul", "menu"])
def test_the_crosswalks_are_those_of_the_codebook(
    which: str, seoul: Scenario, menu: Scenario
) -> None:
    crosswalks = (seoul if which == "seoul" else menu).model.crosswalks
    mixed: dict[str, Any] = {
        "regulation": {"demonstration": 0.7, "investment": 0.3},
        "cooperation": {"demonstration": 0.4, "investment": 0.6},
        "research_funding": {},
    }
    assert crosswalks == {
        "mixed": mixed,
        "dropped": {theme: {} for theme in mixed},
        "folded": {**mixed, "research_funding": {"investment": 1}},
    }


def test_every_exception_says_where_it_comes_from(seoul: Scenario) -> None:
    grounds = Counter(e.ground for a in seoul.model.alternatives for e in a.exceptions)
    assert set(grounds) == {"chapter3"}  # no exception from chapter 4 was proposed twice


def test_exceptions_from_chapter_3_cite_it(seoul: Scenario, menu: Scenario) -> None:
    for scenario in (seoul, menu):
        for alternative in scenario.model.alternatives:
            for exception in alternative.exceptions:
                for one in (exception.score.first, exception.score.second):  # both proposed it
                    assert one is not None
                    assert one.level > 0
                    assert one.locator is not None


# agreement


@pytest.mark.parametrize("kind", ["shares_demand", "shares_supply", "polarity", "coverage"])
def test_the_codings_of_the_evidence_agree(evidence: EvidenceFile, kind: str) -> None:
    found = {agreement.kind: agreement for agreement in evidence_agreement(evidence)}
    assert found[kind].cells > 0
    assert found[kind].alpha >= 0.80


@pytest.mark.parametrize("which", ["seoul", "menu"])
def test_the_codings_of_the_scores_agree(which: str, seoul: Scenario, menu: Scenario) -> None:
    general, exceptions = score_agreement((seoul if which == "seoul" else menu).model.alternatives)
    assert general.cells >= 32
    assert general.alpha >= 0.80
    assert exceptions.alpha >= 0.80 or exceptions.cells == 1  # of one cell alpha is undefined


def test_sources_are_used(evidence: EvidenceFile, statements: list[Statement]) -> None:
    assert {group.id for group in evidence.groups} == {s.group for s in statements}
    called = {theme for s in statements for theme in reading(s).calls_for}
    assert {theme.id for theme in evidence.themes} == called


@pytest.mark.parametrize("file", SCENARIOS, ids=name)
def test_a_scenario_on_a_base_names_the_parts_of_its_base(file: Path) -> None:
    scenario = load_file(file)
    assert not isinstance(scenario, Evidence)
    if scenario.overlay is not None:
        base = ganeum.load(file.parent / scenario.overlay.base)
        assert scenario.overlay.base_digest == base.digest
        assert scenario.overlay.base_parts == base.parts
        assert scenario.overlay.changes
