"""Who contradicts himself, what would help, and that nothing is changed unless asked."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

import ganeum
from ganeum.kernel import priorities
from ganeum.panel.reranking import with_change, with_respondent
from ganeum.panel.review import NodeReview, Proposal, review
from ganeum.panel_file import JudgementChange, Panel
from ganeum.panel_weights import node_weights
from panels import answers, asked, drawn_rows, question

FAULTY = {"r05", "r09", "r14", "r19", "r22"}


@pytest.fixture(scope="module")
def reviews(reviewed: ganeum.Analysis) -> tuple[NodeReview, ...]:
    return review(reviewed)


def panel_of(analysis: ganeum.Analysis) -> Panel:
    panel = analysis.scenario.model.panel
    assert panel is not None
    return panel


def change_of(each: NodeReview, proposal: Proposal) -> JudgementChange:
    return JudgementChange.model_validate(
        {
            "sector": proposal.sector,
            "node": each.node,
            "first": proposal.first,
            "second": proposal.second,
            "from": proposal.original,
            "to": proposal.to,
            "reason": "Asked again",
        }
    )


def test_the_planted_faults_are_found_and_nobody_else(reviews: tuple[NodeReview, ...]) -> None:
    assert {each.respondent for each in reviews if each.over} == FAULTY
    assert {each.respondent for each in reviews if each.missing} == {"r11", "r12"}
    assert len(reviews) == 24 * 5 - 1  # r17 left out fintech
    worst = max(reviews, key=lambda each: each.ratio)
    assert (worst.respondent, worst.sector) == ("r22", "fintech")
    first = worst.proposals[0]
    assert (first.first, first.second, first.said) == ("infrastructure", "workforce", 9)
    assert first.to < 1  # it was ticked the wrong way round
    assert first.enough


def test_every_proposal_does_what_it_says(
    reviewed: ganeum.Analysis, reviews: tuple[NodeReview, ...]
) -> None:
    panel, model = panel_of(reviewed), reviewed.scenario.model
    by_id = {respondent.id: respondent for respondent in panel.respondents}
    for each in reviews:
        assert bool(each.proposals) == each.over
        assert len(each.proposals) <= 3
        for proposal in each.proposals:
            changed = with_change(by_id[each.respondent], change_of(each, proposal))
            other = with_respondent(panel, changed)
            found = node_weights(model.model_copy(update={"panel": other}), each.sector, each.node)
            assert found is not None
            voice = next(v for v in found.voices if v.respondent == each.respondent)
            assert voice.own.consistency_ratio == pytest.approx(proposal.ratio_after, abs=1e-9)
            assert (proposal.ratio_after <= each.limit) == proposal.enough
            assert proposal.ratio_after < each.ratio
            scenario = replace(reviewed.scenario, model=model.model_copy(update={"panel": other}))
            then = ganeum.analyse(scenario, sectors=[each.sector])[each.sector]
            for effect in proposal.effects:
                ranking = then.ranking(effect.method)
                names = {ranking.alternatives[i] for i in np.flatnonzero(ranking.ranks == 1)}
                assert set(effect.then) == names
                now = reviewed[each.sector].ranking(effect.method)
                assert effect.largest_move == np.abs(ranking.ranks - now.ranks).max()
    assert any(e.changes_first for r in reviews for p in r.proposals for e in p.effects)
    assert node_weights(model, "fintech", "goal") is not None  # nothing was replaced
    assert panel.respondents[21].changes == ()


@pytest.mark.parametrize(
    "rules",
    [
        {"trim": 1},
        {"over_limit": "leave_out", "consistency_limit": 0.5},
        {"aggregate": "priorities", "mean": "arithmetic"},
    ],
)
def test_effects_are_those_of_a_panel_with_the_change(rules: Any) -> None:
    rows = drawn_rows(np.random.default_rng(21), 7, gaps=True)
    for row in rows.values():  # whoever judged alternatives under c clashes there too
        if "c" in row["judgements"]["all"]:
            row["judgements"]["all"]["c"] = {"one": {"two": 9, "three": "1/9"}, "two": {"three": 9}}
    rows["r01"]["judgements"]["all"]["c"] = {"one": {"two": 1, "three": 2}, "two": {"three": 2}}
    analysis = ganeum.analyse(asked(question(rows, rules)))
    panel = panel_of(analysis)
    found = [each for each in review(analysis) if each.proposals]
    assert {each.node for each in found} == {"goal", "c"}
    for each in found:
        for proposal in each.proposals[:1]:
            respondent = next(r for r in panel.respondents if r.id == each.respondent)
            other = with_respondent(panel, with_change(respondent, change_of(each, proposal)))
            model = analysis.scenario.model.model_copy(update={"panel": other})
            then = ganeum.analyse(replace(analysis.scenario, model=model))["all"]
            for effect in proposal.effects:
                ranks, now = (x.ranking(effect.method).ranks for x in (then, analysis["all"]))
                assert effect.largest_move == np.abs(ranks - now).max()
                assert effect.then == tuple(
                    a for a, rank in zip(then.matrix.alternatives, ranks, strict=True) if rank == 1
                )


def test_a_clash_names_two_judgements_that_say_otherwise(reviews: tuple[NodeReview, ...]) -> None:
    for each in reviews:
        for proposal in each.proposals:
            clash = proposal.clash
            assert clash is not None
            i, k, j = (each.items.index(x) for x in (clash.first, clash.middle, clash.second))
            assert (clash.first, clash.second) == (proposal.first, proposal.second)
            assert each.judgements[i, k] == clash.upper
            assert each.judgements[k, j] == clash.lower
            assert clash.implied != pytest.approx(proposal.said)


def test_changes_that_are_enough_only_together(reviews: tuple[NodeReview, ...]) -> None:
    found = [each for each in reviews if each.together]
    assert {each.respondent for each in found} == {"r14"}
    for each in found:
        matrix = each.judgements.copy()
        for first, second, value in each.together:
            i, j = each.items.index(first), each.items.index(second)
            matrix[i, j], matrix[j, i] = value, 1 / value
        assert priorities(matrix).consistency_ratio <= each.limit
        assert not any(proposal.enough for proposal in each.proposals)


@pytest.mark.parametrize(("limit", "people"), [(0.1, 5), (0.15, 5), (0.2, 5), (0.7, 2), (1.0, 1)])
def test_the_limit_decides_who_is_over_it(
    reviewed: ganeum.Analysis, limit: float, people: int
) -> None:
    found = review(reviewed, limit=limit, most=0)
    assert len({each.respondent for each in found if each.over}) == people
    assert found[0].geometric_limit == pytest.approx(0.35 * limit / 0.1)


def test_another_table_gives_another_verdict() -> None:
    rows = {
        "r01": {
            "group": "firms",
            "judgements": {"all": {"goal": answers(np.random.default_rng(2), "abcd")}},
        }
    }
    analysis = ganeum.analyse(asked(question(rows)))
    ratios = {
        table: review(analysis, table=table)[0].ratio for table in ("saaty_1980", "saaty_2005")
    }
    between = sum(ratios.values()) / 2
    verdicts = {t: review(analysis, table=t, limit=between)[0].over for t in ratios}
    assert set(verdicts.values()) == {True, False}


def test_what_is_said_of_all_is_reviewed_once_and_moves_every_sector() -> None:
    clash: Any = {"a": {"b": 9, "c": "1/9", "d": 1}, "b": {"c": 9, "d": 1}, "c": {"d": 1}}
    fine: Any = {"a": {"b": 1, "c": 1, "d": 1}, "b": {"c": 1, "d": 1}, "c": {"d": 1}}
    own_answer = {"goal": {"c": {"d": 3}}}
    rows = {
        "r01": {"group": "firms", "judgements": {"all": {"goal": clash}, "kites": own_answer}},
        "r02": {"group": "town", "judgements": {"all": {"goal": fine}}},
    }
    sectors = [{"id": "boats", "name": "Boats"}, {"id": "kites", "name": "Kites"}]
    analysis = ganeum.analyse(asked(question(rows, sectors=sectors)))
    every, own, other = review(analysis)
    assert [(x.respondent, x.sector) for x in (every, own, other)] == [
        ("r01", "all"), ("r01", "kites"), ("r02", "all"),
    ]  # fmt: skip
    assert {effect.sector for effect in every.proposals[0].effects} == {"boats", "kites"}
    assert own.judgements[2, 3] == 3
    assert every.judgements[2, 3] == 1
    places = {(p.first, p.second): p.sector for p in own.proposals}
    assert all(
        place == ("kites" if pair == ("c", "d") else "all") for pair, place in places.items()
    )


def test_without_a_panel_nobody_is_reviewed(seoul_analysis: ganeum.Analysis) -> None:
    assert review(seoul_analysis) == ()
