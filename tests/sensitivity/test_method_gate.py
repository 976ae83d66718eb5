"""The gate lets through what keeps the properties, and shows what does not."""

import warnings
from collections.abc import Sequence
from functools import partial

import numpy as np
import pytest

from ganeum.kernel import ranks, topsis, weighted_sum
from ganeum.kernel.inputs import Floats, Integers
from ganeum.sensitivity import VARIANTS, MethodVerdict, gate
from ganeum.sensitivity.gate_problems import Decision
from ganeum.sensitivity.method_gate import PROPERTIES, Failure, verdict
from ganeum.sensitivity.peers import NOT_PEERS, PEERS, peer_scores

OWN = [f"{method} {rule}" for method, rules in VARIANTS.items() for rule in rules]

# what fails in pymcdm 1.4, and why
BROKEN = {
    "AROMAN": {"dominance", "costs"},  # books costs as benefits
    "COCOSO": {"finite", "zero_weight"},  # divides by the worst score; 0 ** 0 is 1
    "CODAS": {"dominance"},  # its threshold
    "COPRAS": {"dominance", "costs"},  # books costs as benefits
    "LMAW": {"zero_weight"},  # 0 ** 1e-9 is 0, any other value nearly 1
    "LoPM": {"dominance", "costs"},  # its best score is the lowest; its flag says the highest
    "PROBID": {"dominance", "costs"},  # adds the distance to the average
    "SPROBID": {"finite", "relabelling"},  # takes the distances of the first row for all
}


@pytest.fixture(scope="module")
def verdicts() -> dict[str, MethodVerdict]:
    return {found.name: found for found in gate()}


def scored(name: str, decision: Decision) -> Integers:
    """Rank by one of pymcdm's methods, or by ours."""
    if name in PEERS:
        return ranks(peer_scores(name, decision.matrix, decision.weights, decision.directions))
    method, rule = name.split()
    assert method == "topsis"
    return ranks(topsis(decision.matrix, decision.weights, decision.directions, rule).closeness)


def only(found: MethodVerdict, kind: str) -> Failure:
    (failure,) = [each for each in found.failures if each.kind == kind]
    return failure


def linear(matrix: Floats, weights: Floats, directions: Sequence[str]) -> Floats:
    """A sound method to break: the weighted sum of shares of the range."""
    return weighted_sum(matrix, weights, directions, "minmax").scores


# what passes


def test_everything_is_tried_once(verdicts: dict[str, MethodVerdict]) -> None:
    assert list(verdicts) == [*OWN, *sorted(PEERS)]
    assert gate() is gate()


def test_our_own_pass(verdicts: dict[str, MethodVerdict]) -> None:
    assert all(verdicts[name].passed for name in OWN)


def test_what_passes_and_what_fails_of_pymcdm(verdicts: dict[str, MethodVerdict]) -> None:
    failed = {
        name: {failure.kind for failure in verdicts[name].failures}
        for name in PEERS
        if not verdicts[name].passed
    }
    assert failed == BROKEN


def test_no_method_of_pymcdm_is_forgotten() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from pymcdm import methods
    known = {name for name, each in vars(methods).items() if isinstance(each, type)}
    assert known == PEERS.keys() | NOT_PEERS.keys()
    assert not PEERS.keys() & NOT_PEERS.keys()


@pytest.mark.parametrize(
    ("names", "rule"), [(("MABAC", "MAIRCA", "SPOTIS"), "minmax"), (("MARCOS",), "ideal")]
)
def test_some_of_pymcdm_order_alike_by_construction(names: tuple[str, ...], rule: str) -> None:
    rng = np.random.default_rng(7)
    for _ in range(50):
        matrix = rng.uniform(1, 10, (6, 3))
        weights = rng.dirichlet(np.ones(3))
        directions = ("benefit", "cost", "benefit")
        ours = ranks(weighted_sum(matrix, weights, directions, rule).scores)
        for name in names:
            assert ranks(peer_scores(name, matrix, weights, directions)).tolist() == ours.tolist()


# what is shown of a failure


@pytest.mark.parametrize("name", sorted(BROKEN))
def test_examples_can_be_made_again(verdicts: dict[str, MethodVerdict], name: str) -> None:
    for failure in verdicts[name].failures:
        example = failure.example
        if failure.kind == "finite":
            assert failure.reason
            with pytest.raises(ValueError, match=r".") as caught:
                scored(name, example.decision)
            assert str(caught.value) == failure.reason
            continue
        assert example.ranks is not None
        assert scored(name, example.decision).tolist() == example.ranks.tolist()
        assert failure.reason == ""
        if example.changed is not None and example.changed_ranks is not None:
            then = scored(name, example.changed)
            assert then.tolist() == example.changed_ranks.tolist()


@pytest.mark.parametrize("name", ["AROMAN", "CODAS", "COPRAS", "LoPM", "PROBID"])
def test_the_dominated_are_ahead_in_examples_of_dominance(
    verdicts: dict[str, MethodVerdict], name: str
) -> None:
    example = only(verdicts[name], "dominance").example
    assert example.ranks is not None
    costs = np.array(example.decision.directions) == "cost"
    better = np.where(costs, -example.decision.matrix, example.decision.matrix)
    m = len(better)
    assert any(
        (better[i] >= better[k]).all()
        and (better[i] > better[k]).any()
        and example.ranks[i] > example.ranks[k]
        for i in range(m)
        for k in range(m)
    )


def test_punished_improvements_are_punished(verdicts: dict[str, MethodVerdict]) -> None:
    punishing = {name for name, found in verdicts.items() if found.can_punish_improvement}
    assert {"topsis vector", "topsis sum", "VIKOR", "CODAS"} <= punishing
    assert not punishing & {"ahp ideal", "ahp distributive", "MABAC", "SPOTIS"}
    for name in ("topsis vector", "topsis sum", "VIKOR"):
        example = verdicts[name].can_punish_improvement
        assert example is not None
        assert example.changed is not None
        assert example.ranks is not None
        assert example.changed_ranks is not None
        ((row, column),) = np.argwhere(example.decision.matrix != example.changed.matrix)
        assert example.changed.matrix[row, column] > example.decision.matrix[row, column]
        assert example.decision.directions[column] == "benefit"
        before, after = scored(name, example.decision), scored(name, example.changed)
        assert after[row] > before[row]
        assert before.tolist() == example.ranks.tolist()
        assert after.tolist() == example.changed_ranks.tolist()


def test_the_gate_is_the_same_every_time(verdicts: dict[str, MethodVerdict]) -> None:
    for name in ("PROBID", "SPROBID", "VIKOR"):
        again = verdict(name, partial(peer_scores, name))
        first = verdicts[name]
        assert [f.kind for f in again.failures] == [f.kind for f in first.failures]
        for new, old in zip(again.failures, first.failures, strict=True):
            assert new.example.decision.matrix.tolist() == old.example.decision.matrix.tolist()


# made-up methods, each broken in one way


def no_costs(matrix: Floats, weights: Floats, _directions: Sequence[str]) -> Floats:
    return linear(matrix, weights, ("benefit",) * len(weights))


def first_row_wins(matrix: Floats, weights: Floats, directions: Sequence[str]) -> Floats:
    scores = linear(matrix, weights, directions).copy()
    scores[0] += 0.2
    return scores


def counts_criteria(matrix: Floats, weights: Floats, directions: Sequence[str]) -> Floats:
    return linear(matrix, np.ones(len(weights)), directions)


def likes_the_worst(matrix: Floats, weights: Floats, directions: Sequence[str]) -> Floats:
    return -linear(matrix, weights, directions)


def refuses_much(matrix: Floats, weights: Floats, directions: Sequence[str]) -> Floats:
    if len(matrix) > 3:
        raise ValueError("three at most")
    return linear(matrix, weights, directions)


def refuses_zeros(matrix: Floats, weights: Floats, directions: Sequence[str]) -> Floats:
    if not matrix.all():
        raise ValueError("no zeros")
    return linear(matrix, weights, directions)


@pytest.mark.parametrize(
    ("method", "kinds"),
    [
        (linear, set[str]()),
        (refuses_zeros, set[str]()),
        (no_costs, {"dominance", "costs"}),
        (first_row_wins, {"dominance", "relabelling", "costs"}),
        (counts_criteria, {"zero_weight"}),
        (likes_the_worst, {"dominance", "costs"}),
        (refuses_much, {"finite"}),
    ],
)
def test_each_way_to_be_broken_is_found(method: object, kinds: set[str]) -> None:
    found = verdict("made up", method)  # type: ignore[arg-type]
    assert {failure.kind for failure in found.failures} == kinds
    assert [f.kind for f in found.failures] == [kind for kind in PROPERTIES if kind in kinds]
    assert found.passed == (not kinds)


def test_punishing_is_no_failure() -> None:
    def rewards_the_middle(matrix: Floats, weights: Floats, directions: Sequence[str]) -> Floats:
        return -np.abs(linear(matrix, weights, directions) - 0.5)

    assert verdict("made up", rewards_the_middle).can_punish_improvement is not None
    assert verdict("made up", linear).can_punish_improvement is None


def test_a_peer_that_fails_says_why() -> None:
    matrix, weights = np.array([[1.0, 0.0], [2.0, 3.0]]), np.array([0.5, 0.5])
    benefits = ("benefit", "benefit")
    with pytest.raises(ValueError, match="requires all positive values"):
        peer_scores("WPM", matrix, weights, benefits)
    with pytest.raises(ValueError, match="only profit criteria"):
        peer_scores("MOORA", matrix, weights, benefits)
    with pytest.raises(ValueError, match="the scores are not finite"):
        peer_scores("OCRA", matrix, weights, benefits)


def test_peers_whose_best_score_is_the_lowest_are_turned() -> None:
    matrix, weights = np.array([[1.0, 2.0], [5.0, 3.0], [3.0, 7.0]]), np.array([0.5, 0.5])
    for name in ("VIKOR", "SPOTIS", "MAIRCA"):
        scores = peer_scores(name, matrix, weights, ("benefit", "benefit"))
        assert ranks(scores)[0] == 3
