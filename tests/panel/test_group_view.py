"""What a panel says together, and that the planted camps are seen."""

import numpy as np
import pytest

import ganeum
from ganeum.kernel import concordance, consensus, ranks
from ganeum.panel.group_view import GroupView, group_view
from ganeum.panel_weights import node_weights
from panels import asked, drawn_rows, question

CAMP = {f"r{k:02}" for k in (1, 2, 4, 6, 8, 10, 11, 13, 15, 17, 19, 21, 23)}


@pytest.fixture(scope="module")
def view(reviewed: ganeum.Analysis) -> GroupView:
    return group_view(reviewed, "robotics")


def test_the_planted_camps_are_seen(view: GroupView) -> None:
    (node,) = view.nodes
    assert node.clusters.count == 2
    one = {n for n, label in zip(node.respondents, node.clusters.labels, strict=True) if not label}
    assert one | {"r20"} >= CAMP
    assert node.agreement.consensus.level in ("low", "very_low", "moderate")
    # an average that nobody holds: far from the centre of either camp
    gaps = np.abs(np.log(node.found.values) - np.log(node.clusters.centres)).max(axis=1)
    assert gaps.min() > 0.3


def test_every_view_is_the_panel_by_other_rules(reviewed: ganeum.Analysis, view: GroupView) -> None:
    (node,) = view.nodes
    model = reviewed.scenario.model
    assert model.panel is not None
    rules = model.panel.rules
    plain = node_weights(model, "robotics", "goal", rules=rules)
    trimmed = node_weights(model, "robotics", "goal", rules=rules.model_copy(update={"trim": 1}))
    assert plain is not None
    assert trimmed is not None
    assert node.untrimmed == pytest.approx(plain.values)
    assert node.trimmed == pytest.approx(trimmed.values)
    assert node.trim == 1
    assert np.abs(node.trimmed - node.untrimmed).max() > 1e-4
    for group, weights in node.by_group.items():
        others = [r.id for r in model.panel.respondents if r.group != group]
        alone = node_weights(model, "robotics", "goal", without=others)
        assert alone is not None
        assert weights == pytest.approx(alone.values)


def test_agreement_and_spread_are_those_of_the_respondents(view: GroupView) -> None:
    (node,) = view.nodes
    shares = [voice.share for voice in node.found.kept]
    assert node.agreement.consensus == consensus(node.own, shares)
    assert node.agreement.concordance == concordance([ranks(row) for row in node.own])
    assert (np.diff(node.spread, axis=1) >= 0).all()
    assert node.spread[:, 0] == pytest.approx(node.own.min(axis=0))
    assert node.spread[:, 2] == pytest.approx(np.median(node.own, axis=0))
    assert set(node.by_group_consensus) == {"association", "expert", "official"}


def test_leaving_out_is_by_method(view: GroupView) -> None:
    for method, cases in view.influence.items():
        assert method in ("ahp", "topsis")
        assert len(cases) == 24 + 3
        assert {case.kind for case in cases} == {"respondent", "panel_group"}


def test_a_panel_of_one_agrees_with_itself() -> None:
    rows = drawn_rows(np.random.default_rng(4), 1)
    found = group_view(ganeum.analyse(asked(question(rows))), "all")
    for node in found.nodes:
        assert node.agreement.consensus.consensus == 1
        assert np.isnan(node.agreement.concordance)
        assert node.clusters.count == 1
        assert node.by_group_consensus == {}
    assert found.influence == {"ahp": (), "topsis": ()}


def test_a_sector_without_a_panel_has_nothing_to_show(seoul_analysis: ganeum.Analysis) -> None:
    found = group_view(seoul_analysis, "ai")
    assert (found.nodes, found.influence) == ((), {})
