"""The rankings by pymcdm's methods beside ours, on every shipped scenario and on small ones."""

from importlib import import_module
from typing import TYPE_CHECKING

import numpy as np
import pytest

import ganeum
from ganeum.kernel import concordance, kendall_tau, ranks, weighted_similarity
from ganeum.ranking import METHODS, Method
from ganeum.sensitivity import Examined, gate, sensitivity
from ganeum.sensitivity.method_check import method_check, peer_check
from ganeum.sensitivity.peers import PEERS, peer_scores

if TYPE_CHECKING:
    from conftest import Desk

    Cases = dict[tuple[str, str, Method], Examined]

SMALL = """\
ganeum: 1
id: small
title: Small
criteria: [{id: price, name: Price, direction: cost}, {id: use, name: Use}]
weights: {from: plain, plain: {all: {price: 1, use: 3}}}
alternatives:
"""


@pytest.fixture(scope="module")
def passed() -> set[str]:
    return {verdict.name for verdict in gate() if verdict.passed} & PEERS.keys()


def small(desk: "Desk", *rows: tuple[float, float]) -> ganeum.Analysis:
    lines = [
        f"  - {{id: x{i}, name: X{i}, scores: {{price: {a}, use: {b}}}}}\n"
        for i, (a, b) in enumerate(rows)
    ]
    return ganeum.analyse(desk.load(SMALL + "".join(lines)))


def test_peers_on_the_shipped_scenarios(cases: "Cases", passed: set[str]) -> None:
    for case in cases.values():
        matrix, now = case.sector.matrix, case.ranking.ranks
        check = method_check(case)
        peers = check.peers
        assert set(peers.methods) | peers.refused.keys() == passed
        assert not peers.refused.keys() & set(peers.methods)
        rows = zip(peers.methods, peers.ranks, peers.tau, peers.similarity, strict=True)
        for peer, row, tau, similarity in rows:
            scores = peer_scores(peer, matrix.values, case.weights, matrix.directions)
            assert row.tolist() == ranks(scores).tolist()
            assert tau == pytest.approx(kendall_tau(now, row))
            assert similarity == weighted_similarity(now, row)
        for row, similarity in zip(check.ranks, check.similarity, strict=True):
            assert similarity == weighted_similarity(now, row)
        everything = np.vstack([check.ranks, peers.ranks])
        assert check.concordance_with_peers == pytest.approx(concordance(everything))


def test_what_the_zeros_of_the_shipped_matrices_rule_out(cases: "Cases") -> None:
    for (name, _, _), case in cases.items():
        refused = peer_check(case).refused
        if name == "template":
            assert refused == {}
        else:
            assert set(refused) == {"ARAS", "ERVD", "MOORA", "OCRA", "RAM", "WASPAS", "WPM"}
            assert "positive" in refused["WPM"]
            assert "zero" in refused["WASPAS"]


@pytest.mark.parametrize("method", METHODS)
def test_a_dominating_alternative_is_first_by_all(desk: "Desk", method: Method) -> None:
    analysis = small(desk, (4, 2), (1, 9), (3, 5), (9, 1))
    peers = sensitivity(analysis, "all", method).method_check.peers
    assert len(peers.methods) > 10
    assert (peers.ranks[:, 1] == 1).all()
    assert (peers.ranks[:, 3] == 4).all()
    assert peers.ranks.tolist() == [[3, 1, 2, 4]] * len(peers.methods)
    assert peers.tau == pytest.approx(1)
    assert peers.similarity == pytest.approx(1)


@pytest.mark.parametrize("method", METHODS)
def test_one_alternative_and_identical_ones(desk: "Desk", method: Method) -> None:
    alone = sensitivity(small(desk, (2, 3)), "all", method).method_check
    assert (alone.peers.ranks == 1).all()
    assert np.isnan(alone.similarity).all()
    assert np.isnan(alone.concordance_with_peers)
    same = sensitivity(small(desk, (2, 3), (2, 3), (2, 3)), "all", method).method_check
    assert (same.peers.ranks == 1).all()
    assert "VIKOR" in same.peers.refused
    assert same.similarity.tolist() == [1] * len(same.variants)


def test_where_no_peer_answers_there_are_none(
    desk: "Desk", monkeypatch: pytest.MonkeyPatch
) -> None:
    module = import_module("ganeum.sensitivity.method_check")  # the function has the same name
    monkeypatch.setattr(module, "gate", tuple)
    check = sensitivity(small(desk, (2, 3), (4, 9)), "all", "ahp").method_check
    assert check.peers.methods == ()
    assert check.peers.ranks.shape == (0, 2)
    assert check.concordance_with_peers == check.concordance
