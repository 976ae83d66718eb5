from dataclasses import FrozenInstanceError, fields

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ganeum.kernel import WeightedSum, ranks, weighted_sum
from ganeum.kernel.weighted_sum import NORMALISATIONS
from strategies import (
    DIRECTIONS,
    SEEDS,
    SYMMETRIES,
    Floats,
    Problem,
    problems,
    quarters,
    symmetric_problem,
    wild_problems,
)

every_normalisation = pytest.mark.parametrize("normalisation", NORMALISATIONS)
scale_free = pytest.mark.parametrize("normalisation", ["ideal", "distributive", "minmax"])
preferences = pytest.mark.parametrize("normalisation", ["ideal", "distributive"])
signed = pytest.mark.parametrize("normalisation", ["minmax", "none"])


def solve(problem: Problem, normalisation: str | None = None) -> WeightedSum:
    """Score a problem; its costs are read as benefits where costs are refused."""
    if normalisation == "none":
        problem = problem.only_benefits()
    return weighted_sum(problem.matrix, problem.weights, problem.directions, normalisation)


def same(actual: Floats, expected: Floats) -> None:
    np.testing.assert_allclose(actual, expected, rtol=1e-12, atol=1e-12)


# Properties


@every_normalisation
@given(problem=problems())
def test_steps_follow_the_definition(normalisation: str, problem: Problem) -> None:
    found = solve(problem, normalisation)
    same(found.weights, problem.weights / problem.weights.sum())
    same(found.contributions, found.normalised * found.weights)
    same(found.scores, found.contributions.sum(axis=1))


@scale_free
@given(problem=problems())
def test_scores_lie_between_zero_and_one(normalisation: str, problem: Problem) -> None:
    scores = solve(problem, normalisation).scores
    assert ((scores >= 0) & (scores <= 1 + 1e-12)).all()


@given(problem=problems())
def test_ideal_mode_gives_the_best_one(problem: Problem) -> None:
    assert (solve(problem, "ideal").normalised.max(axis=0) == 1).all()


@given(problem=problems())
def test_distributive_mode_shares_one_out(problem: Problem) -> None:
    found = solve(problem, "distributive")
    same(found.normalised.sum(axis=0), np.ones(len(problem.directions)))
    assert found.scores.sum() == pytest.approx(1)


@scale_free
@settings(max_examples=100)
@given(problem=wild_problems(signed=False))
def test_wild_positive_numbers_give_a_score(normalisation: str, problem: Problem) -> None:
    scores = solve(problem, normalisation).scores
    assert ((scores >= 0) & (scores <= 1 + 1e-12)).all()


@signed
@settings(max_examples=100)
@given(problem=wild_problems())
def test_wild_numbers_give_a_score(normalisation: str, problem: Problem) -> None:
    assert np.isfinite(solve(problem, normalisation).scores).all()


@every_normalisation
@given(problem=problems(), data=st.data())
def test_relabelling_alternatives_permutes_the_answer(
    normalisation: str, problem: Problem, data: st.DataObject
) -> None:
    order = data.draw(st.permutations(range(len(problem.matrix))))
    found = solve(problem, normalisation).scores[order]
    permuted = solve(problem.with_rows(order), normalisation).scores
    same(permuted, found)
    assert ranks(permuted).tolist() == ranks(found).tolist()


@every_normalisation
@given(problem=problems(), data=st.data())
def test_relabelling_criteria_changes_nothing(
    normalisation: str, problem: Problem, data: st.DataObject
) -> None:
    order = data.draw(st.permutations(range(len(problem.directions))))
    found = solve(problem, normalisation)
    permuted = solve(problem.with_columns(order), normalisation)
    same(permuted.scores, found.scores)
    same(permuted.contributions, found.contributions[:, order])
    assert ranks(permuted.scores).tolist() == ranks(found.scores).tolist()


@scale_free
@given(problem=problems(), data=st.data())
def test_rescaling_a_column_changes_nothing(
    normalisation: str, problem: Problem, data: st.DataObject
) -> None:
    n = len(problem.directions)
    factors = data.draw(st.lists(st.floats(1e-9, 1e9), min_size=n, max_size=n))
    found = solve(problem, normalisation).scores
    rescaled = solve(problem.with_units(factors), normalisation).scores
    same(rescaled, found)
    assert ranks(rescaled).tolist() == ranks(found).tolist()


@given(problem=problems(low=-10), shift=quarters(-100, 100))
def test_moving_the_origin_changes_nothing_in_minmax(problem: Problem, shift: float) -> None:
    moved = Problem(problem.matrix + shift, problem.weights, problem.directions)
    same(solve(moved, "minmax").scores, solve(problem, "minmax").scores)


@every_normalisation
@given(problem=problems(), factor=st.floats(1e-150, 1e140))
def test_scale_of_weights_changes_nothing(
    normalisation: str, problem: Problem, factor: float
) -> None:
    rescaled = Problem(problem.matrix, problem.weights * factor, problem.directions)
    same(solve(rescaled, normalisation).scores, solve(problem, normalisation).scores)


@every_normalisation
@given(problem=problems(), data=st.data())
def test_dominated_alternative_never_beats_its_dominator(
    normalisation: str, problem: Problem, data: st.DataObject
) -> None:
    m, n = problem.matrix.shape
    i = data.draw(st.integers(0, m - 1))
    gains = 1 + np.array(data.draw(st.lists(quarters(0, 2), min_size=n, max_size=n)))
    costs = np.array(problem.directions) == "cost"
    if normalisation == "none":
        costs[:] = False
    better = np.where(costs, problem.matrix[i] / gains, problem.matrix[i] * gains)
    scores = solve(problem.with_row(better), normalisation).scores
    assert scores[i] <= scores[m] + 1e-12
    assert ranks(scores)[m] <= ranks(scores)[i]


@every_normalisation
@given(problem=problems(), data=st.data())
def test_zero_weight_criterion_changes_no_rank(
    normalisation: str, problem: Problem, data: st.DataObject
) -> None:
    m, n = problem.matrix.shape
    values = data.draw(st.lists(quarters(0.25, 1000), min_size=m, max_size=m))
    extended = problem.with_column(
        data.draw(st.integers(0, n)), values, 0.0, data.draw(st.sampled_from(DIRECTIONS))
    )
    found, other = solve(problem, normalisation).scores, solve(extended, normalisation).scores
    same(other, found)
    assert ranks(other).tolist() == ranks(found).tolist()


@every_normalisation
@given(
    problem=problems(),
    value=st.sampled_from([5e-324, 0.1, 7.0, 1000.0]),
    weight=st.sampled_from([0.0, 0.1, 1.0, 10.0]),
    data=st.data(),
)
def test_constant_column_changes_no_rank(
    normalisation: str, problem: Problem, value: float, weight: float, data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, len(problem.directions)))
    direction = data.draw(st.sampled_from(DIRECTIONS))
    found = solve(problem, normalisation).scores
    extended = solve(problem.with_column(place, value, weight, direction), normalisation)
    assert ranks(extended.scores).tolist() == ranks(found).tolist()
    assert place in extended.constant_criteria.tolist()


@pytest.mark.parametrize(
    ("normalisation", "value", "weight"), [("none", 1e11, 1.0), ("ideal", 1.0, 1e11)]
)
def test_heavy_constant_column_changes_no_rank(
    normalisation: str, value: float, weight: float
) -> None:
    matrix = [[value, 1.0], [value, 2.0]]
    found = weighted_sum(matrix, [weight, 1.0], ["benefit", "benefit"], normalisation)
    assert ranks(found.scores).tolist() == [2, 1]


@given(problem=problems())
def test_constant_criteria_are_those_without_spread(problem: Problem) -> None:
    expected = [k for k, values in enumerate(problem.matrix.T) if len(set(values.tolist())) == 1]
    assert solve(problem).constant_criteria.tolist() == expected


@given(problem=problems())
def test_default_normalisation_is_ideal(problem: Problem) -> None:
    assert solve(problem).scores.tolist() == solve(problem, "ideal").scores.tolist()


# Symmetry


@pytest.mark.parametrize(
    ("kind", "normalisation"),
    [
        (kind, normalisation)
        for kind in SYMMETRIES
        for normalisation in NORMALISATIONS
        if (kind, normalisation) not in {("units", "none"), ("costs", "none")}
        and not (kind == "signed" and normalisation in {"ideal", "distributive"})
    ],
)
def test_symmetric_alternatives_tie(kind: str, normalisation: str) -> None:
    for seed in SEEDS:
        problem, groups = symmetric_problem(kind, seed)
        found = ranks(solve(problem, normalisation).scores)
        for group in groups:
            assert len(set(found[group].tolist())) == 1, (kind, seed, found)


@pytest.mark.parametrize("row", [[0.1, 0.2, -0.3], [0.7, 0.1, -0.8], [1e16, 1.0, -1e16]])
def test_symmetric_alternatives_tie_where_values_cancel(row: list[float]) -> None:
    matrix = [np.roll(row, k) for k in range(3)] + [np.roll(row[::-1], k) for k in range(3)]
    found = weighted_sum(matrix, [1, 1, 1], ["benefit"] * 3, "none")
    assert ranks(found.scores).tolist() == [1] * 6


def test_zero_weight_criterion_changes_no_rank_where_values_cancel() -> None:
    row = [-0.1, 0.4, 0.8, -0.6, -0.5, 0.3, -0.3]
    matrix, weights = np.array([row, [0.0] * 7]), np.ones(7)
    found = weighted_sum(matrix, weights, ["benefit"] * 7, "none").scores
    for zeros in (1, 2, 3):
        matrix, weights = np.insert(matrix, 3, [5.0, -5.0], axis=1), np.insert(weights, 3, 0.0)
        extended = weighted_sum(matrix, weights, ["benefit"] * (7 + zeros), "none").scores
        assert ranks(extended).tolist() == ranks(found).tolist()


@every_normalisation
def test_exact_tie_shares_the_rank(normalisation: str) -> None:
    found = weighted_sum([[1, 3], [3, 1], [1, 1]], [1, 1], ["benefit"] * 2, normalisation)
    assert ranks(found.scores).tolist() == [1, 1, 3]


# Degenerate cases


@pytest.mark.parametrize(
    ("normalisation", "scores"),
    [("ideal", [1.0]), ("distributive", [1.0]), ("minmax", [0.0]), ("none", [2.5])],
)
def test_one_alternative_is_first(normalisation: str, scores: list[float]) -> None:
    directions = ["benefit", "benefit" if normalisation == "none" else "cost"]
    found = weighted_sum([[2, 3]], [1, 1], directions, normalisation)
    assert found.scores.tolist() == scores
    assert ranks(found.scores).tolist() == [1]
    assert found.constant_criteria.tolist() == [0, 1]


@every_normalisation
def test_one_criterion_orders_by_its_values(normalisation: str) -> None:
    found = weighted_sum([[3], [1], [2], [3]], [5], ["benefit"], normalisation)
    assert ranks(found.scores).tolist() == [1, 4, 3, 1]


@scale_free
def test_one_cost_orders_by_its_values(normalisation: str) -> None:
    found = weighted_sum([[3], [1], [2], [3]], [5], ["cost"], normalisation)
    assert ranks(found.scores).tolist() == [3, 1, 2, 3]


@every_normalisation
@pytest.mark.parametrize("row", [[0.1, 0.7, 0.3], [0, 0, 0], [5e-324, 1e150, 1e-200]])
def test_identical_alternatives_are_all_first(normalisation: str, row: list[float]) -> None:
    found = weighted_sum([row] * 3, [0.1, 0.2, 0.7], ["benefit"] * 3, normalisation)
    assert len(set(found.scores.tolist())) == 1
    assert ranks(found.scores).tolist() == [1, 1, 1]
    assert found.constant_criteria.tolist() == [0, 1, 2]


@every_normalisation
def test_zero_column_scores_nothing(normalisation: str) -> None:
    found = weighted_sum([[0, 1], [0, 3]], [2, 1], ["benefit", "benefit"], normalisation)
    assert found.contributions[:, 0].tolist() == [0.0, 0.0]
    assert found.constant_criteria.tolist() == [0]
    assert ranks(found.scores).tolist() == [2, 1]


@scale_free
@pytest.mark.parametrize("unit", [1e150 / 8, 1e-150, 1e-300, 2.0**-1074])
def test_huge_and_tiny_values_change_nothing(normalisation: str, unit: float) -> None:
    problem = Problem(
        np.array([[1.0, 8.0], [8.0, 4.0], [5.0, 5.0]]), np.array([1.0, 3.0]), ("benefit", "cost")
    )
    found = solve(problem.with_units(unit), normalisation).scores
    same(found, solve(problem, normalisation).scores)


@scale_free
def test_cheapest_wins_however_dear_the_others(normalisation: str) -> None:
    found = weighted_sum([[1e150], [1e-200]], [1], ["cost"], normalisation)
    same(found.scores, np.array([0.0, 1.0]))


# Refusals


@pytest.mark.parametrize("cost", [0.0, -0.0, -2.0])
@preferences
def test_cost_that_is_not_positive_is_refused(normalisation: str, cost: float) -> None:
    message = rf"decision_matrix\[1, 0\] is {cost}: '{normalisation}' needs a positive cost"
    with pytest.raises(ValueError, match=message):
        weighted_sum([[1, 1], [cost, -1]], [1, 1], ["cost", "benefit"], normalisation)


@preferences
def test_negative_benefit_is_refused(normalisation: str) -> None:
    message = rf"decision_matrix\[0, 1\] is -1.0: '{normalisation}' needs a non-negative benefit"
    with pytest.raises(ValueError, match=message):
        weighted_sum([[1, -1], [1, 1]], [1, 1], ["cost", "benefit"], normalisation)


def test_costs_are_refused_without_normalisation() -> None:
    with pytest.raises(ValueError, match="normalisation 'none' cannot add costs to benefits"):
        weighted_sum([[1, 2], [3, 4]], [1, 1], ["benefit", "cost"], "none")


# The result


def test_result_is_frozen_and_slotted() -> None:
    found = weighted_sum([[1, 2], [2, 1]], [1, 1], ["benefit", "cost"])
    assert not hasattr(found, "__dict__")
    for field in fields(found):
        with pytest.raises(FrozenInstanceError):
            setattr(found, field.name, None)


@every_normalisation
def test_arrays_are_read_only(normalisation: str) -> None:
    found = weighted_sum([[1, 2], [2, 1]], [1, 1], ["benefit", "benefit"], normalisation)
    for field in fields(found):
        array = getattr(found, field.name)
        assert not array.flags.writeable, field.name
        assert array.dtype == (np.int64 if field.name == "constant_criteria" else np.float64)


@every_normalisation
def test_arguments_are_neither_modified_nor_kept(normalisation: str) -> None:
    matrix, weights = np.array([[1.0, 2.0], [2.0, 1.0]]), np.array([1.0, 3.0])
    directions = ["benefit", "benefit"]
    found = weighted_sum(matrix, weights, directions, normalisation)
    assert (matrix.tolist(), weights.tolist()) == ([[1.0, 2.0], [2.0, 1.0]], [1.0, 3.0])
    assert directions == ["benefit", "benefit"]
    before = [getattr(found, field.name).tolist() for field in fields(found)]
    matrix[:], weights[:] = 9.0, 9.0
    assert [getattr(found, field.name).tolist() for field in fields(found)] == before
