"""From statements to intensities, and how far two codings agree."""

import math
from typing import TYPE_CHECKING

import numpy as np
import pytest

import ganeum
from ganeum.evidence import (
    calls,
    evidence_agreement,
    intensities,
    moved,
    reading,
    score_agreement,
    strength,
    tallies,
    theme_ids,
)
from ganeum.evidence_file import EvidenceFile, Group, Statement

if TYPE_CHECKING:
    from conftest import Desk, Edit

SECOND = "      second: {polarity: need, calls_for: {rules: 1}}\n"
P2 = "    priority: 2\n    calls_for: {people: 1}\n"


def evidence_of(desk: "Desk", text: str) -> EvidenceFile:
    return ganeum.load_evidence(desk.write(text)).model


def statement(evidence: EvidenceFile, name: str) -> Statement:
    return next(s for s in evidence.statements if s.id == name)


def group(evidence: EvidenceFile, name: str) -> Group:
    return next(g for g in evidence.groups if g.id == name)


def heard(evidence: EvidenceFile, name: str, sector: str = "boats") -> list[str]:
    return [call.statement.id for call in calls(evidence, sector, group(evidence, name))]


def test_of_two_ranks_the_first_counts_two_and_the_second_one(
    desk: "Desk", small_evidence: str
) -> None:
    evidence = evidence_of(desk, small_evidence)
    panel = group(evidence, "panel")
    assert strength(statement(evidence, "p1"), panel) == 2
    assert strength(statement(evidence, "p2"), panel) == 1


def test_a_statement_without_rank_counts_one(
    desk: "Desk", edit: "Edit", small_evidence: str
) -> None:
    evidence = evidence_of(desk, edit(small_evidence, (P2, "    calls_for: {people: 1}\n")))
    assert strength(statement(evidence, "p2"), group(evidence, "panel")) == 1
    assert strength(statement(evidence, "f1"), group(evidence, "firms")) == 1


def test_a_judged_statement_is_the_mean_of_its_codings(desk: "Desk", small_evidence: str) -> None:
    said = reading(statement(evidence_of(desk, small_evidence), "f1"))
    assert said.polarity == "need"
    assert said.calls_for == {"rooms": 0.5, "rules": 0.5}


def test_a_third_reading_decides(desk: "Desk", edit: "Edit", small_evidence: str) -> None:
    third = "      third: {polarity: need, calls_for: {people: 1}, reason: They meant people}\n"
    said = reading(
        statement(evidence_of(desk, edit(small_evidence, (SECOND, SECOND + third))), "f1")
    )
    assert said.calls_for == {"people": 1}


def test_a_third_reading_may_find_no_need(desk: "Desk", edit: "Edit", small_evidence: str) -> None:
    third = "      third: {polarity: caution, reason: They warned}\n"
    assert heard(evidence_of(desk, edit(small_evidence, (SECOND, SECOND + third))), "firms") == []


def test_a_statement_that_is_read_counts_as_it_stands(desk: "Desk", small_evidence: str) -> None:
    said = reading(statement(evidence_of(desk, small_evidence), "p1"))
    assert (said.polarity, said.calls_for) == ("need", {"rooms": 1})


@pytest.mark.parametrize("more", ["    repeats: [p1]\n", "    missing: true\n"])
def test_repeats_and_what_is_missing_do_not_count(
    desk: "Desk", edit: "Edit", small_evidence: str, more: str
) -> None:
    assert heard(evidence_of(desk, small_evidence), "panel") == ["p1", "p2"]
    assert heard(evidence_of(desk, edit(small_evidence, (P2, P2 + more))), "panel") == ["p1"]


@pytest.mark.parametrize("polarity", ["context", "caution"])
def test_context_and_cautions_do_not_count(
    desk: "Desk", edit: "Edit", small_evidence: str, polarity: str
) -> None:
    text = edit(small_evidence, ("    polarity: need\n" + P2, f"    polarity: {polarity}\n"))
    assert heard(evidence_of(desk, text), "panel") == ["p1"]


def test_supply_does_not_count(desk: "Desk", small_evidence: str) -> None:
    assert heard(evidence_of(desk, small_evidence), "town") == []


def test_each_sector_is_heard_by_itself(desk: "Desk", small_evidence: str) -> None:
    evidence = evidence_of(desk, small_evidence)
    assert heard(evidence, "panel", "kites") == ["k1"]
    assert heard(evidence, "firms", "kites") == []


def test_a_crosswalk_moves_themes_onto_areas() -> None:
    shares = {"rooms": 0.5, "rules": 0.5}
    areas = ["rooms", "people"]
    assert moved(shares, {"rules": {"people": 0.5}}, areas) == {"rooms": 0.5, "people": 0.25}
    assert moved(shares, {"rules": {}}, areas) == {"rooms": 0.5, "people": 0}
    assert moved(shares, {"rules": {"rooms": 1}}, areas) == {"rooms": 1, "people": 0}
    assert moved(shares, None, [*areas, "rules"]) == {"rooms": 0.5, "people": 0, "rules": 0.5}


def test_intensity_is_the_sum_of_strength_times_share(desk: "Desk", small_evidence: str) -> None:
    evidence = evidence_of(desk, small_evidence)
    areas = theme_ids(evidence, areas_only=True)
    assert areas == ["rooms", "people"]
    crosswalk = {"rules": {"people": 0.5}}
    # the panel: 2 x rooms for p1, 1 x people for p2
    found = list(calls(evidence, "boats", group(evidence, "panel")))
    assert intensities(found, crosswalk, areas).tolist() == [2, 1]
    # the firms: f1 is half rooms, half rules; half of rules is moved onto people, half left out
    found = list(calls(evidence, "boats", group(evidence, "firms")))
    assert intensities(found, crosswalk, areas).tolist() == [0.5, 0.25]
    assert intensities([], crosswalk, areas).tolist() == [0, 0]


# counts and agreement


def test_tallies_count_each_sector_and_group(desk: "Desk", small_evidence: str) -> None:
    found = {(t.sector, t.group): t for t in tallies(evidence_of(desk, small_evidence))}
    assert len(found) == 2 * 3
    boats = found["boats", "panel"]
    assert (boats.need, boats.other, boats.read, boats.judged) == (2, 0, 2, 0)
    firms = found["boats", "firms"]
    assert (firms.need, firms.read, firms.judged) == (1, 0, 1)
    town = found["boats", "town"]
    assert (town.need, town.other) == (0, 1)
    assert found["kites", "firms"].need == 0


def test_tallies_keep_repeats_and_missing_apart(
    desk: "Desk", edit: "Edit", small_evidence: str
) -> None:
    text = edit(small_evidence, (P2, P2 + "    repeats: [p1]\n"))
    (panel,) = [
        t for t in tallies(evidence_of(desk, text)) if (t.sector, t.group) == ("boats", "panel")
    ]
    assert (panel.need, panel.repeats, panel.missing, panel.read) == (1, 1, 0, 1)
    text = edit(small_evidence, (P2, P2 + "    missing: true\n"))
    (panel,) = [
        t for t in tallies(evidence_of(desk, text)) if (t.sector, t.group) == ("boats", "panel")
    ]
    assert (panel.need, panel.repeats, panel.missing, panel.read) == (1, 0, 1, 1)


def test_agreement_on_shares_by_hand(desk: "Desk", small_evidence: str) -> None:
    found = {a.kind: a for a in evidence_agreement(evidence_of(desk, small_evidence))}
    # f1, theme by theme: rooms (1, 0), people (0, 0), rules (0, 1). Krippendorff's alpha:
    # observed: (1 + 0 + 1) / 3 units = 2/3; expected, over the pairs of the six values, two of
    # which are 1: 8 of 15 pairs differ by 1. alpha = 1 - (2/3) / (8/15) = -1/4
    assert found["shares_demand"].cells == 3
    assert found["shares_demand"].alpha == pytest.approx(-0.25)
    assert found["shares_supply"].cells == 0
    assert math.isnan(found["coverage"].alpha)
    assert math.isnan(found["polarity"].alpha)  # one value only: nothing varies


def test_agreement_on_exceptions_is_apart(desk: "Desk", edit: "Edit", plain: str) -> None:
    ground = "basis: judged, rationale: R, locator: {table: 1}"

    def codings(first: int, second: int) -> str:
        return f"{{first: {{level: {first}, {ground}}}, second: {{level: {second}, {ground}}}}}"

    exception = f"{{sector: all, criterion: use, from: planner, score: {codings(9, 9)}}}"
    text = edit(
        plain,
        ("use: 4}", f"use: {codings(1, 3)}}}"),
        ("use: 9}", f"use: {codings(3, 3)}}}"),
        ("name: Ferry, ", f"name: Ferry, exceptions: [{exception}], "),
    )
    general, exceptions = score_agreement(desk.load(text).model.alternatives)
    assert (general.kind, general.cells, general.metric) == ("scores", 2, "interval")
    assert (exceptions.kind, exceptions.cells) == ("score_exceptions", 1)
    # 1 and 3, 3 and 3: observed 2 x (1 - 3)^2 / 4 = 2, expected 2 x 3 x (1 - 3)^2 / (4 x 3) = 2
    assert general.alpha == pytest.approx(0.0)
    assert np.isnan(exceptions.alpha)
