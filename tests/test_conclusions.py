"""Chapter 4 against chapter 3: the two figures, computed again from the rankings."""

from itertools import product
from typing import TYPE_CHECKING

import numpy as np
import pytest

import ganeum
from ganeum.conclusions import Finding, findings
from ganeum.evidence_file import Strategy
from ganeum.ranking import Ranking

if TYPE_CHECKING:
    from conftest import Desk, Edit

CROSSWALKS, METHODS = ("mixed", "dropped", "folded"), ("ahp", "topsis")


@pytest.fixture(scope="module")
def found(seoul: ganeum.Scenario) -> dict[tuple[str, str, str], Finding]:
    return {(f.conclusion.id, f.crosswalk, f.method): f for f in findings(seoul)}


def test_four_conclusions_under_three_crosswalks_and_two_methods(
    found: dict[tuple[str, str, str], Finding],
) -> None:
    conclusions = [
        "c4-matched-workforce",
        "c4-startup-network",
        "c4-demonstration-opportunity",
        "c4-convergence-services",
    ]
    assert set(found) == set(product(conclusions, CROSSWALKS, METHODS))


def own(ranking: Ranking, strategy: Strategy) -> list[int]:
    return [ranking.alternatives.index(programme) for programme in strategy.programmes]


@pytest.mark.parametrize(("crosswalk", "method"), list(product(CROSSWALKS, METHODS)))
def test_level_and_contrast_follow_from_the_rankings(
    seoul: ganeum.Scenario,
    found: dict[tuple[str, str, str], Finding],
    crosswalk: str,
    method: str,
) -> None:
    analysis = ganeum.analyse(seoul, crosswalk=crosswalk, grounds=("chapter3", "planner"))
    for finding in [f for f in found.values() if (f.crosswalk, f.method) == (crosswalk, method)]:
        share: dict[str, float] = {}
        best: dict[str, int] = {}
        for sector in analysis:
            ranking = analysis[sector].rankings[finding.method]
            places = own(ranking, finding.strategy)
            share[sector] = max(ranking.scores[places]) / max(ranking.scores)
            best[sector] = min(ranking.ranks[places])
        stressed = finding.conclusion.sectors
        assert finding.best_ranks == {sector: best[sector] for sector in stressed}
        assert finding.level == all(best[sector] <= 2 for sector in stressed)
        others = [sector for sector in analysis if sector not in stressed]
        if finding.conclusion.everywhere:
            assert others == []
            assert finding.contrast is None
            assert finding.holds == finding.level
        else:
            contrast = np.mean([share[s] for s in stressed]) - np.mean([share[s] for s in others])
            assert finding.contrast == pytest.approx(contrast)
            assert finding.holds == (finding.level and contrast > 0)


def test_exceptions_from_chapter_4_are_never_used(desk: "Desk", edit: "Edit", weighed: str) -> None:
    exception = "exceptions: [{sector: kites, criterion: people, from: chapter4, score: 0}], "
    on = "id: weighed\nuse_exceptions: [chapter3, chapter4, planner]"
    text = edit(weighed, ("name: School, ", f"name: School, {exception}"), ("id: weighed", on))
    scenario = desk.weighed(text)
    assert ganeum.analyse(scenario)["kites"].matrix.exceptions
    with_it, without = list(findings(scenario)), list(findings(desk.weighed()))
    assert [f.best_ranks for f in with_it] == [f.best_ranks for f in without]
    assert [f.contrast for f in with_it] == [f.contrast for f in without]


def test_a_small_conclusion_by_hand(desk: "Desk") -> None:
    # Kites: rooms 1/6, people 5/6. School (3 and 9 of 9): 1/18 + 5/6 = 0.889, first.
    # Boats under `dropped`: rooms 2/3, people 1/3. Hall 2/3; school 2/9 + 1/3 = 5/9, which is 5/6
    # of the hall's. So the contrast is 1 - 5/6.
    found = {(f.crosswalk, f.method): f for f in findings(desk.weighed())}
    dropped = found["dropped", "ahp"]
    assert dropped.best_ranks == {"kites": 1}
    assert dropped.level
    assert dropped.contrast == pytest.approx(1 / 6)
    assert dropped.holds
    # Under `half` the school leads in boats too: no contrast, so the conclusion does not hold.
    half = found["half", "ahp"]
    assert half.level
    assert half.contrast == pytest.approx(0)
    assert not half.holds


def test_a_conclusion_whose_programmes_are_no_alternatives_is_left_out(
    desk: "Desk", edit: "Edit", weighed: str
) -> None:
    assert list(findings(desk.weighed(edit(weighed, ("id: school", "id: academy"))))) == []


def test_a_scenario_without_evidence_has_no_conclusions(desk: "Desk", plain: str) -> None:
    assert list(findings(desk.load(plain))) == []


def test_programmes_that_are_not_ranked_cannot_be_among_the_first(
    desk: "Desk", edit: "Edit", weighed: str
) -> None:
    text = edit(weighed, ("rooms: 3, people: 9}", "rooms: 3, people: {missing: Unknown}}"))
    assert not any(finding.holds for finding in findings(desk.weighed(text)))


def test_a_conclusion_on_sectors_that_are_not_looked_at_does_not_hold(
    desk: "Desk", edit: "Edit", weighed: str
) -> None:
    text = edit(weighed, ("id: weighed", "id: weighed\nsectors: [boats]"))
    assert not any(finding.holds for finding in findings(desk.weighed(text)))
