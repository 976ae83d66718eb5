"""Tiers are the finest division into groups whose order is settled."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ganeum.kernel import acceptability
from ganeum.kernel.inputs import Floats, Integers
from ganeum.sensitivity import Examined, tiers
from strategies import score_vectors

Uncertain = tuple[Integers, Floats]


@st.composite
def uncertain(draw: st.DrawFn) -> Uncertain:
    """Ranks of noisy scores, and the shares of draws in which one is ahead of another."""
    scores = draw(score_vectors())
    noise = draw(st.sampled_from([0.0, 0.3, 1.0, 3.0, 10.0]))
    rng = np.random.default_rng(draw(st.integers(0, 99)))
    draws = np.round(4 * (scores + noise * rng.standard_normal((200, len(scores))))) / 4
    ahead = (draws[:, :, None] > draws[:, None, :]).mean(axis=0)
    ranks = 1 + (scores[:, None] < scores).sum(axis=1)
    return ranks, ahead


def divides(ranks: Integers, tier: Integers, ahead: Floats, settled: float) -> bool:
    """Tell whether groups are consecutive in the ranking and their order is settled."""
    m = range(len(ranks))
    return all(
        ranks[i] < ranks[j] and ahead[i, j] >= settled for i in m for j in m if tier[i] < tier[j]
    )


@given(uncertain(), st.sampled_from([0.6, 0.8, 0.95, 1.0]))
def test_the_order_of_tiers_is_settled(case: Uncertain, settled: float) -> None:
    ranks, ahead = case
    found = tiers(ranks, ahead, settled)
    assert divides(ranks, found.tier, ahead, settled)
    assert set(found.tier.tolist()) == set(range(1, found.count + 1))
    assert found.settled == settled
    assert found.clear_winner == (found.tier.tolist().count(1) == 1)
    assert not found.tier.flags.writeable


@given(uncertain())
def test_no_division_is_finer(case: Uncertain) -> None:
    """Of all divisions into consecutive groups that are settled, this cuts wherever one does."""
    ranks, ahead = (array[:6] for array in case)
    ahead = ahead[:, :6]
    found = tiers(ranks, ahead).tier
    order = np.unique(ranks)
    for cuts in product((False, True), repeat=len(order) - 1):
        of_rank = dict(zip(order.tolist(), np.cumsum([1, *cuts]).tolist(), strict=True))
        tier = np.array([of_rank[rank] for rank in ranks.tolist()])
        if divides(ranks, tier, ahead, 0.95):
            apart = tier[:, None] != tier
            assert (found[:, None] != found)[apart].all()


@given(uncertain(), st.integers(0, 99))
def test_relabelling_permutes(case: Uncertain, seed: int) -> None:
    ranks, ahead = case
    order = np.random.default_rng(seed).permutation(len(ranks))
    found = tiers(ranks[order], ahead[np.ix_(order, order)]).tier
    assert found.tolist() == tiers(ranks, ahead).tier[order].tolist()


@given(uncertain())
def test_asking_for_more_joins_tiers(case: Uncertain) -> None:
    ranks, ahead = case
    finer = tiers(ranks, ahead, 0.8).tier
    coarser = tiers(ranks, ahead, 0.95).tier
    together = finer[:, None] == finer
    assert (coarser[:, None] == coarser)[together].all()


@given(uncertain())
def test_ties_are_always_together(case: Uncertain) -> None:
    ranks, ahead = case
    tier = tiers(ranks, np.where(np.eye(len(ranks)), 0.0, np.maximum(ahead, 0.99)), 0.95).tier
    tied = ranks[:, None] == ranks
    assert (tier[:, None] == tier)[tied].all()


def test_without_uncertainty_every_rank_is_a_tier() -> None:
    found = tiers([2, 1, 2, 4], [[0, 0, 0, 1], [1, 0, 1, 1], [0, 0, 0, 1], [0, 0, 0, 0]], 1.0)
    assert found.tier.tolist() == [2, 1, 2, 3]
    assert found.clear_winner
    assert found.count == 3


def test_no_clear_winner_is_a_result() -> None:
    found = tiers([1, 2, 3], [[0, 0.9, 1], [0.1, 0, 1], [0, 0, 0]])
    assert found.tier.tolist() == [1, 1, 2]
    assert not found.clear_winner


def test_one_unsettled_pair_holds_together_what_stands_between() -> None:
    # the first is not settled ahead of the last, so no cut between them is sound
    found = tiers([1, 2, 3], [[0, 1, 0.9], [0, 0, 1], [0.1, 0, 0]])
    assert found.tier.tolist() == [1, 1, 1]


def test_a_ranking_that_the_draws_contradict_is_no_order() -> None:
    found = tiers([1, 2], [[0, 0.02], [0.98, 0]])
    assert found.tier.tolist() == [1, 1]


def test_the_threshold_is_met_exactly() -> None:
    assert tiers([1, 2], [[0, 0.95], [0.05, 0]], 0.95).count == 2
    assert tiers([1, 2], [[0, 0.9499], [0.05, 0]], 0.95).count == 1
    assert tiers([1, 2], [[0, sum([0.1] * 9) + 0.05], [0.05, 0]], 0.95).count == 2


def test_one_alternative_is_a_clear_winner() -> None:
    assert tiers([1], [[0]]).clear_winner


def test_tiers_of_what_the_kernel_draws(cases: dict[tuple[str, str, str], Examined]) -> None:
    for case in list(cases.values())[:4]:
        matrix = case.sector.matrix
        drawn = acceptability(
            matrix.values,
            matrix.directions,
            2000,
            1,
            case.kernel_method,
            case.normalisation,
            np.tile(case.weights, (2000, 1)),
        )
        found = tiers(case.ranking.ranks, drawn.pairwise_winning, 1.0)
        _, places = np.unique(case.ranking.ranks, return_inverse=True)
        assert found.tier.tolist() == (places + 1).tolist()


@pytest.mark.parametrize(
    ("ranks", "ahead", "settled", "message"),
    [
        ([1, 2], [[0, 1]], 0.95, r"pairwise_winning has shape \(1, 2\) where \(2, 2\) is needed"),
        ([1, 2], [[0, 1.2], [0, 0]], 0.95, "outside"),
        ([1, 2], [[0, -0.2], [0, 0]], 0.95, "outside"),
        ([1, 2], [[0, 1], [0, 0]], 0.5, "settled is 0.5, not above 0.5"),
        ([1, 2], [[0, 1], [0, 0]], 1.1, "settled is 1.1"),
        ([1, np.nan], [[0, 1], [0, 0]], 0.95, r"ranks\[1\] is nan"),
    ],
)
def test_refuses(ranks: Floats, ahead: Floats, settled: float, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        tiers(ranks, ahead, settled)
