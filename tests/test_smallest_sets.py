"""The smallest sets of statements, against all sets left out one by one by the scalar pipeline."""

from collections.abc import Collection
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np
import pytest

import ganeum
from ganeum.kernel import ranks
from ganeum.ranking import METHODS
from ganeum.sensitivity import examined
from ganeum.sensitivity import smallest_sets as module
from ganeum.sensitivity.evidence_arrays import evidence_arrays
from ganeum.sensitivity.examined import Examined, leaf_weights
from ganeum.sensitivity.influence import influence
from ganeum.sensitivity.smallest_sets import SmallestSet, pruned, smallest_set
from ganeum.weights import sector_weights

if TYPE_CHECKING:
    from conftest import Desk, Edit

STATEMENT = """\
  - id: ID
    sector: SECTOR
    group: GROUP
    kind: opinion
    locator: {section: "9"}
    gist: Something
    basis: read
    polarity: need
    calls_for: {THEME: 1}
"""


def firsts(case: Examined, out: Collection[str]) -> set[str] | None:
    """Who is first without some statements; None where nobody is left to speak."""
    sector, analysis = case.sector.sector, case.analysis
    weights = sector_weights(analysis.scenario, sector, analysis.crosswalk, out)
    if not any(view.share for view in weights.groups):
        return None
    scored = np.array(leaf_weights(analysis, weights.by_criterion()))
    then = ranks(case.problem.scores(scored[None])[0])
    return {case.alternatives[i] for i in np.flatnonzero(then == 1)}


def found(case: Examined) -> SmallestSet:
    result = smallest_set(case)
    assert result is not None
    return result


def many_voices(
    desk: "Desk", edit: "Edit", weighed: str, evidence: str, seed: int
) -> ganeum.Analysis:
    """Rank with six more statements, on boats and of random groups and themes."""
    rng = np.random.default_rng(seed)
    more = "".join(
        STATEMENT.replace("ID", f"x{i}")
        .replace("SECTOR", "boats")
        .replace("GROUP", str(rng.choice(["panel", "firms"])))
        .replace("THEME", str(rng.choice(["rooms", "people", "rules"], p=[0.6, 0.2, 0.2])))
        for i in range(5)
    )
    more += (
        STATEMENT.replace("ID", "k0")
        .replace("SECTOR", "kites")
        .replace("GROUP", "firms")
        .replace("THEME", "rooms")
    )
    text = edit(evidence, ("  - id: k1\n", more + "  - id: k1\n"))
    return ganeum.analyse(desk.weighed(weighed, text))


@pytest.mark.parametrize("seed", range(12))
def test_all_sets_of_a_small_case(
    desk: "Desk", edit: "Edit", weighed: str, small_evidence: str, seed: int
) -> None:
    analysis = many_voices(desk, edit, weighed, small_evidence, seed)
    for method in METHODS:
        case = examined(analysis, "boats", method)
        names = [call.statement.id for v in case.sector.weights.groups for call in v.calls]
        now, expected = firsts(case, ()), []
        for size in range(1, len(names)):
            sets = [s for s in combinations(names, size) if firsts(case, s) not in (now, None)]
            if sets:
                expected = sets
                break
        result = found(case)
        assert result.count == len(expected)
        assert list(result.sets) == expected[:10]
        assert result.proof == ("exact" if expected else "impossible")
        assert result.size == (len(expected[0]) if expected else 0)
        assert result.at_least == (result.size or len(names))
        assert [set(f) for f in result.firsts] == [firsts(case, s) for s in result.sets]


@pytest.mark.parametrize("sector", ["ai", "bio_health", "fintech", "smart_mobility", "robotics"])
@pytest.mark.parametrize("method", METHODS)
def test_the_sets_of_the_base_question(
    seoul_analysis: ganeum.Analysis, sector: str, method: "ganeum.ranking.Method"
) -> None:
    case = examined(seoul_analysis, sector, method)
    result, now = found(case), set(case.first())
    assert result.sets
    for names, then in zip(result.sets, result.firsts, strict=True):
        assert firsts(case, names) == set(then) != now
        for rest in combinations(names, len(names) - 1):  # each is needed
            assert firsts(case, rest) == now
    if result.size == 1:
        pivotal = [i.left_out for i in influence(case) if i.pivotal]
        assert sorted(pivotal) == sorted(name for (name,) in result.sets)
        assert result.count == len(pivotal)
    if result.proof == "exact":
        assert result.at_least == result.size
    else:
        assert result.count == 1
        assert 4 <= result.at_least <= result.size


def test_no_fewer_are_enough(seoul_analysis: ganeum.Analysis) -> None:
    rng = np.random.default_rng(4)
    case = examined(seoul_analysis, "bio_health", "ahp")
    result, now = found(case), set(case.first())
    assert (result.proof, result.at_least) == ("bounded", 4)
    names = [call.statement.id for v in case.sector.weights.groups for call in v.calls]
    for _ in range(300):
        assert firsts(case, rng.choice(names, size=int(rng.integers(1, 4)), replace=False)) == now


def test_what_is_found_step_by_step_is_no_smaller_than_what_is_exact(
    seoul_analysis: ganeum.Analysis, monkeypatch: pytest.MonkeyPatch
) -> None:
    exact = {key: found(examined(seoul_analysis, *key)) for key in _keys(seoul_analysis)}
    monkeypatch.setattr(module, "EXACT", 0)
    monkeypatch.setattr(module, "ENOUGH", 0)
    for key, known in exact.items():
        case = examined(seoul_analysis, *key)
        result = found(case)
        assert (result.proof, result.at_least, result.count) == ("bounded", 1, 1)
        assert firsts(case, result.sets[0]) not in (set(case.first()), None)
        if known.proof == "exact":
            assert result.size >= known.size


def test_pruning_takes_back_what_a_set_does_not_need(seoul_analysis: ganeum.Analysis) -> None:
    case = examined(seoul_analysis, "fintech", "ahp")
    evidence = evidence_arrays(seoul_analysis, "fintech")
    assert evidence is not None
    for names in found(case).sets:
        needed = tuple(sorted(evidence.statements.index(name) for name in names))
        rest = [i for i in range(len(evidence.statements)) if i not in needed]
        for extra in rest:
            choice = (extra, *needed)
            if firsts(case, [evidence.statements[i] for i in choice]) != set(case.first()):
                kept = pruned(case, evidence, choice)
                left = [evidence.statements[i] for i in kept]
                assert len(kept) == 2
                assert firsts(case, left) not in (set(case.first()), None)


def _keys(analysis: ganeum.Analysis) -> list[tuple[str, "ganeum.ranking.Method"]]:
    return [(sector, method) for sector in analysis for method in METHODS]


def test_parts_of_any_size_give_the_same(
    seoul_analysis: ganeum.Analysis, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = examined(seoul_analysis, "fintech", "ahp")
    whole = found(case)
    monkeypatch.setattr(module, "AT_ONCE", 7)
    assert found(case) == whole


def test_the_only_statement_and_the_only_alternative_cannot_be_removed(
    desk: "Desk", edit: "Edit", weighed: str
) -> None:
    case = examined(ganeum.analyse(desk.weighed()), "kites", "ahp")
    assert found(case) == SmallestSet((), (), 0, 0, 1, "impossible")
    school, club = (
        "  - {id: school, name: School, scores: {rooms: 3, people: 9}}\n",
        "  - {id: club, name: Club, scores: {rooms: 3, people: 3}}\n",
    )
    alone = ganeum.analyse(desk.weighed(edit(weighed, (school, ""), (club, ""))))
    assert found(examined(alone, "boats", "ahp")).proof == "impossible"


def test_when_all_are_tied_and_stay_so_nothing_is_met(
    desk: "Desk", edit: "Edit", weighed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "EXACT", 0)
    monkeypatch.setattr(module, "ENOUGH", 0)
    twins = edit(
        weighed,
        ("{rooms: 3, people: 9}", "{rooms: 9, people: 0}"),
        ("{rooms: 3, people: 3}", "{rooms: 9, people: 0}"),
    )
    case = examined(ganeum.analyse(desk.weighed(twins)), "boats", "ahp")
    assert found(case) == SmallestSet((), (), 0, 0, 1, "bounded")


def test_without_evidence_there_are_no_sets(desk: "Desk", plain: str) -> None:
    assert smallest_set(examined(ganeum.analyse(desk.load(plain)), "all", "ahp")) is None
