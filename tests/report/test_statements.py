"""Statements are found by sector, group, theme and words, and shown with where they stand."""

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import ganeum
from ganeum.evidence import reading
from ganeum.evidence_file import EvidenceFile
from ganeum.report.statements import find_statements, statements_section
from ganeum.words import LANGUAGES, Language

if TYPE_CHECKING:
    from conftest import Desk

FEW = settings(deadline=None, derandomize=True, max_examples=12)


@pytest.fixture(scope="session")
def evidence(seoul: ganeum.Scenario) -> EvidenceFile:
    assert seoul.evidence is not None
    return seoul.evidence.model


def test_without_conditions_all_are_found_in_order(evidence: EvidenceFile) -> None:
    assert find_statements(evidence) == list(evidence.statements)
    assert find_statements(evidence, "  ") == list(evidence.statements)


def test_words_are_found_in_both_languages_and_in_the_place(evidence: EvidenceFile) -> None:
    korean, english = find_statements(evidence, "표 33"), find_statements(evidence, "TABLE 33")
    assert korean == english
    assert korean
    assert {each.locator.table for each in korean} >= {33}
    one = evidence.statements[7]
    assert one in find_statements(evidence, one.gist.en.upper())
    assert find_statements(evidence, one.id)[0].id == one.id
    assert find_statements(evidence, "no such words") == []


@FEW
@given(data=st.data())
def test_what_is_found_fits_and_nothing_else_does(
    evidence: EvidenceFile, data: st.DataObject
) -> None:
    def some(parts: tuple) -> list[str]:
        return data.draw(st.lists(st.sampled_from([part.id for part in parts]), max_size=2))

    sectors, groups, themes = some(evidence.sectors), some(evidence.groups), some(evidence.themes)
    found = find_statements(evidence, sectors=sectors, groups=groups, themes=themes)
    for each in evidence.statements:
        fits = (
            (not sectors or each.sector in sectors)
            and (not groups or each.group in groups)
            and (not themes or any(reading(each).calls_for.get(theme, 0) > 0 for theme in themes))
        )
        assert (each in found) == fits


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_statement_is_shown_with_its_place(
    evidence: EvidenceFile, language: Language
) -> None:
    section = statements_section(evidence, evidence.statements, language)
    assert len(section.rows) == len(evidence.statements)
    assert all(all(row) for row in section.rows)
    assert not section.lines
    text = " ".join(row[3] for row in section.rows)
    words = ("수요", "배경", "판단") if language == "ko" else ("need", "context", "judged")
    assert all(word in text for word in words)


def test_of_many_the_first_are_shown(evidence: EvidenceFile) -> None:
    section = statements_section(evidence, evidence.statements, "en", 10)
    assert len(section.rows) == 10
    assert section.title == f"{len(evidence.statements)} statements (of {len(evidence.statements)})"
    assert section.lines == ["Only the first 10 are shown; narrow the search"]


def test_shares_of_a_reading_sum_to_a_hundred(desk: "Desk") -> None:
    scenario = desk.weighed()
    assert scenario.evidence is not None
    model = scenario.evidence.model
    said = {row[2]: row[3] for row in statements_section(model, model.statements, "en").rows}
    assert said["Rooms or new rules"] == "need: Rooms 50 %, Rules 50 % (judged)"
    assert said["The town teaches sailors"] == "done already: People 100 % (read)"
