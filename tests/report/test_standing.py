"""The first answer in words: where all stand, why the first is first, and how fragile that is."""

from typing import TYPE_CHECKING

import pytest

import ganeum
from ganeum.kernel import WeightedSum
from ganeum.report.charts import contribution_bars
from ganeum.report.charts.frames import contributions_frame
from ganeum.report.first_place import fragility, why_first
from ganeum.report.standing_table import standing_section
from ganeum.sensitivity import sensitivity, tiers

if TYPE_CHECKING:
    from conftest import Desk  # pyright: ignore[reportMissingImports]

TWINS = """\
  - {id: bridge, name: Bridge, scores: {price: 2, use: 4}}
  - {id: ferry, name: Ferry, scores: {price: 2, use: 4}}
"""


@pytest.fixture
def twins(plain: str) -> str:
    """Two alternatives that score alike."""
    return plain[: plain.index("  - {id: bridge")] + TWINS


def test_the_reason_adds_up_to_the_lead(seoul_analysis: ganeum.Analysis) -> None:
    sector = seoul_analysis["robotics"]
    ranking = sector.ranking("ahp")
    first, second = ranking.order()[:2]
    steps = ranking.steps
    assert isinstance(steps, WeightedSum)
    said = why_first(seoul_analysis, sector, "en")
    for k, criterion in enumerate(seoul_analysis.scenario.model.criteria):
        gap = steps.contributions[first, k] - steps.contributions[second, k]
        if abs(gap) >= 5e-4:
            assert f"{criterion.name('en')} {gap:+.3f}" in said
            ahead = said.index(criterion.name("en")) < said.index("behind on")
            assert ahead is bool(gap > 0)
    assert f"in all {ranking.scores[first] - ranking.scores[second]:+.3f}" in said


def test_a_shared_first_place_has_no_reason(desk: "Desk", twins: str) -> None:
    analysis = ganeum.analyse(desk.load(twins))
    assert "Ferry scores the same" in why_first(analysis, analysis["all"], "en")
    rows = standing_section(analysis, analysis["all"], "en").rows
    assert [row[:2] for row in rows] == [["1=", "1="]] * 2


def test_no_reason_without_a_second_or_without_ahp(desk: "Desk", twins: str) -> None:
    alone = ganeum.analyse(desk.load(twins[: twins.index("  - {id: ferry")]))
    assert why_first(alone, alone["all"], "ko") == ""
    topsis = ganeum.analyse(desk.load(twins), methods=["topsis"])
    assert why_first(topsis, topsis["all"], "ko") == ""


def test_fragility_is_the_nearest_flip(seoul_analysis: ganeum.Analysis) -> None:
    found = sensitivity(seoul_analysis, "robotics", "topsis", ["flips"])
    said = fragility(seoul_analysis, found, "ko")
    assert (
        f"{100 * found.flips[0].moved:.1f}" in said or f"{100 * found.flips[0].needed:.1f}" in said
    )
    names = {a.id: a.name("ko") for a in seoul_analysis.scenario.model.alternatives}
    assert names[found.flips[0].next_first] in said


def test_a_first_that_dominates_cannot_fall(desk: "Desk", plain: str) -> None:
    better = plain.replace(
        "ferry, name: Ferry, scores: {price: 4", "ferry, name: Ferry, scores: {price: 1"
    )
    analysis = ganeum.analyse(desk.load(better))
    found = sensitivity(analysis, "all", "ahp", ["flips"])
    assert (
        fragility(analysis, found, "en") == "AHP: no single move of weight changes the first place"
    )


def test_ranks_that_moved_say_what_they_were(seoul_analysis: ganeum.Analysis, scenarios) -> None:
    moved = ganeum.analyse(ganeum.load(scenarios / "robotics-demonstration-double.yaml"))
    before, now = seoul_analysis["robotics"], moved["robotics"]
    section = standing_section(moved, now, "en", before=before)
    for row, i in zip(section.rows, now.ranking("ahp").order(), strict=True):
        for cell, method in zip(row, ("ahp", "topsis"), strict=False):
            ranks = [each.ranking(method).ranks[i] for each in (now, before)]
            changed = f"{ranks[0]} (was {ranks[1]})"
            assert cell == (changed if ranks[0] != ranks[1] else str(ranks[0]))


def test_many_are_not_all_shown(desk: "Desk", plain: str) -> None:
    many = "".join(
        f"  - {{id: a{i}, name: A{i}, scores: {{price: {i + 1}, use: 5}}}}\n" for i in range(120)
    )
    analysis = ganeum.analyse(desk.load(plain[: plain.index("  - {id: bridge")] + many))
    section = standing_section(analysis, analysis["all"], "en")
    assert len(section.rows) == 100
    assert section.rows[0][2] == "A0"
    assert "the first 100 of 120" in section.lines


def test_tiers_have_a_column_and_a_verdict(seoul_analysis: ganeum.Analysis) -> None:
    sector = seoul_analysis["ai"]
    ranks = sector.ranking("ahp").ranks
    settled = tiers(ranks, (ranks[:, None] < ranks[None, :]).astype(float))
    section = standing_section(seoul_analysis, sector, "en", tiers={"ahp": settled})
    assert [row[-1] for row in section.rows] == [str(rank) for rank in sorted(ranks.tolist())]
    assert "a clear winner" in section.lines[0]


# what stands behind the bars


def test_a_score_that_moved_stands_behind(seoul_analysis: ganeum.Analysis, scenarios) -> None:
    moved = ganeum.analyse(ganeum.load(scenarios / "robotics-demonstration-double.yaml"))
    frame = contributions_frame(moved, "robotics", "en", seoul_analysis["robotics"])
    drawn = contribution_bars(frame, "en", subtitle="", caption="", select="pick").to_dict()
    text = str(drawn)
    assert "grey: score before the move" in text
    assert "was 7" in text
    assert [each["name"] for each in drawn["params"]] == ["pick"]


def test_nothing_stands_behind_what_did_not_move(seoul_analysis: ganeum.Analysis) -> None:
    frame = contributions_frame(seoul_analysis, "robotics", "en", seoul_analysis["robotics"])
    text = str(contribution_bars(frame, "en", subtitle="", caption="").to_dict())
    assert "grey" not in text
    assert "was " not in text
