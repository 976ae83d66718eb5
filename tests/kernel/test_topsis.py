from dataclasses import FrozenInstanceError, fields

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ganeum.kernel import Topsis, ranks, topsis
from ganeum.kernel.topsis import NORMALISATIONS
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
scale_free = pytest.mark.parametrize("normalisation", ["vector", "minmax", "max", "sum"])
signed = pytest.mark.parametrize("normalisation", ["vector", "minmax", "none"])


def solve(problem: Problem, normalisation: str | None = None) -> Topsis:
    return topsis(problem.matrix, problem.weights, problem.directions, normalisation)


def solve_or_refuse(problem: Problem, normalisation: str) -> Topsis | str:
    try:
        return solve(problem, normalisation)
    except ValueError as refusal:
        return str(refusal)


def same(actual: Floats, expected: Floats) -> None:
    np.testing.assert_allclose(actual, expected, rtol=0, atol=1e-12)


# Properties


@every_normalisation
@given(problem=problems())
def test_steps_follow_the_definition(normalisation: str, problem: Problem) -> None:
    found = solve(problem, normalisation)
    same(found.weights, problem.weights / problem.weights.sum())
    same(found.weighted, found.normalised * found.weights)
    for k, direction in enumerate(problem.directions):
        values = sorted(found.weighted[:, k], reverse=direction == "benefit")
        if normalisation == "minmax":
            values = sorted(values, reverse=True)
        assert (found.ideal[k], found.anti_ideal[k]) == (values[0], values[-1])
    same(found.distance_to_ideal, np.linalg.norm(found.weighted - found.ideal, axis=1))
    same(found.distance_to_anti_ideal, np.linalg.norm(found.weighted - found.anti_ideal, axis=1))
    both = found.distance_to_ideal + found.distance_to_anti_ideal
    same(found.closeness * both, found.distance_to_anti_ideal)
    assert (found.closeness[both == 0] == 0.5).all()


@every_normalisation
@given(problem=problems())
def test_closeness_lies_between_zero_and_one(normalisation: str, problem: Problem) -> None:
    closeness = solve(problem, normalisation).closeness
    assert ((closeness >= 0) & (closeness <= 1)).all()


@every_normalisation
@settings(max_examples=100)
@given(problem=wild_problems())
def test_wild_numbers_give_a_closeness_or_a_refusal(normalisation: str, problem: Problem) -> None:
    found = solve_or_refuse(problem, normalisation)
    if isinstance(found, str):
        assert normalisation in ("max", "sum")
        assert "is not positive" in found
    else:
        assert ((found.closeness >= 0) & (found.closeness <= 1)).all()


@every_normalisation
@given(problem=problems(), data=st.data())
def test_relabelling_alternatives_permutes_the_answer(
    normalisation: str, problem: Problem, data: st.DataObject
) -> None:
    order = data.draw(st.permutations(range(len(problem.matrix))))
    found = solve(problem, normalisation).closeness[order]
    permuted = solve(problem.with_rows(order), normalisation).closeness
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
    same(permuted.closeness, found.closeness)
    same(permuted.ideal, found.ideal[order])
    assert ranks(permuted.closeness).tolist() == ranks(found.closeness).tolist()


@scale_free
@given(problem=problems(), data=st.data())
def test_rescaling_a_column_changes_nothing(
    normalisation: str, problem: Problem, data: st.DataObject
) -> None:
    n = len(problem.directions)
    factors = data.draw(st.lists(st.floats(1e-9, 1e9), min_size=n, max_size=n))
    found = solve(problem, normalisation).closeness
    rescaled = solve(problem.with_units(factors), normalisation).closeness
    same(rescaled, found)
    assert ranks(rescaled).tolist() == ranks(found).tolist()


@given(problem=problems(low=-10), exponent=st.integers(-300, 300))
def test_unit_common_to_all_columns_does_not_matter(problem: Problem, exponent: int) -> None:
    rescaled = problem.with_units(2.0**exponent)
    same(solve(rescaled, "none").closeness, solve(problem, "none").closeness)


@pytest.mark.parametrize("normalisation", ["minmax", "none"])
@given(problem=problems(low=-10), shift=quarters(-100, 100))
def test_moving_the_origin_changes_nothing(
    normalisation: str, problem: Problem, shift: float
) -> None:
    moved = Problem(problem.matrix + shift, problem.weights, problem.directions)
    same(solve(moved, normalisation).closeness, solve(problem, normalisation).closeness)


@every_normalisation
@given(problem=problems(), factor=st.floats(1e-150, 1e140))
def test_scale_of_weights_changes_nothing(
    normalisation: str, problem: Problem, factor: float
) -> None:
    rescaled = Problem(problem.matrix, problem.weights * factor, problem.directions)
    same(solve(rescaled, normalisation).closeness, solve(problem, normalisation).closeness)


@every_normalisation
@given(problem=problems(), data=st.data())
def test_dominated_alternative_never_beats_its_dominator(
    normalisation: str, problem: Problem, data: st.DataObject
) -> None:
    m, n = problem.matrix.shape
    i = data.draw(st.integers(0, m - 1))
    gains = np.array(data.draw(st.lists(quarters(0, 2), min_size=n, max_size=n)))
    costs = np.array(problem.directions) == "cost"
    better = np.where(
        costs, problem.matrix[i] / (1 + gains), problem.matrix[i] + gains * problem.matrix[i]
    )
    closeness = solve(problem.with_row(better), normalisation).closeness
    assert closeness[i] <= closeness[m] + 1e-12
    assert ranks(closeness)[m] <= ranks(closeness)[i]


@signed
@given(problem=problems(low=-10), data=st.data())
def test_dominance_holds_below_zero(
    normalisation: str, problem: Problem, data: st.DataObject
) -> None:
    m, n = problem.matrix.shape
    i = data.draw(st.integers(0, m - 1))
    gains = np.array(data.draw(st.lists(quarters(0, 2), min_size=n, max_size=n)))
    signs = np.where(np.array(problem.directions) == "cost", -1, 1)
    closeness = solve(problem.with_row(problem.matrix[i] + signs * gains), normalisation).closeness
    assert closeness[i] <= closeness[m] + 1e-12
    assert ranks(closeness)[m] <= ranks(closeness)[i]


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
    found, other = solve(problem, normalisation), solve(extended, normalisation)
    same(other.closeness, found.closeness)
    assert ranks(other.closeness).tolist() == ranks(found.closeness).tolist()


@every_normalisation
@given(
    problem=problems(),
    value=st.sampled_from([-1e150, -3.0, 0.0, 5e-324, 0.1, 7.0, 1e150]),
    weight=st.sampled_from([0.0, 0.1, 1.0, 1e9]),
    data=st.data(),
)
def test_constant_column_changes_no_rank(
    normalisation: str, problem: Problem, value: float, weight: float, data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, len(problem.directions)))
    direction = data.draw(st.sampled_from(DIRECTIONS))
    found = solve(problem, normalisation).closeness
    extended = solve(problem.with_column(place, value, weight, direction), normalisation)
    same(extended.closeness, found)
    assert ranks(extended.closeness).tolist() == ranks(found).tolist()
    assert place in extended.constant_criteria.tolist()


@given(problem=problems(low=-10))
def test_constant_criteria_are_those_without_spread(problem: Problem) -> None:
    expected = [k for k, values in enumerate(problem.matrix.T) if len(set(values.tolist())) == 1]
    assert solve(problem).constant_criteria.tolist() == expected


@given(problem=problems())
def test_default_normalisation_is_vector(problem: Problem) -> None:
    assert solve(problem).closeness.tolist() == solve(problem, "vector").closeness.tolist()


@signed
@given(problem=problems(low=-10))
def test_cost_is_a_benefit_with_its_sign_turned(normalisation: str, problem: Problem) -> None:
    turned = problem.with_units(np.where(np.array(problem.directions) == "cost", -1.0, 1.0))
    found = solve(turned.only_benefits(), normalisation).closeness
    same(found, solve(problem, normalisation).closeness)


# Symmetry


@pytest.mark.parametrize(
    ("kind", "normalisation"),
    [
        (kind, normalisation)
        for kind in SYMMETRIES
        for normalisation in NORMALISATIONS
        if (kind, normalisation) != ("units", "none")
    ],
)
def test_symmetric_alternatives_tie(kind: str, normalisation: str) -> None:
    for seed in SEEDS:
        problem, groups = symmetric_problem(kind, seed)
        found = ranks(solve(problem, normalisation).closeness)
        for group in groups:
            assert len(set(found[group].tolist())) == 1, (kind, seed, found)


@every_normalisation
@pytest.mark.parametrize("offset", [2e3, 1e6])
def test_symmetric_alternatives_tie_far_from_zero(normalisation: str, offset: float) -> None:
    broken = []
    for seed in SEEDS:
        problem, groups = symmetric_problem("cyclic", seed)
        whole = Problem(problem.matrix.round() + offset, problem.weights, problem.directions)
        found = ranks(solve(whole, normalisation).closeness)
        if any(len(set(found[group].tolist())) > 1 for group in groups):
            broken.append(seed)
    assert broken == []


@every_normalisation
def test_exact_tie_shares_the_rank(normalisation: str) -> None:
    found = topsis([[1, 3], [3, 1], [1, 1]], [1, 1], ["benefit"] * 2, normalisation)
    assert ranks(found.closeness).tolist() == [1, 1, 3]


# Degenerate cases


@every_normalisation
def test_one_alternative_is_half_way(normalisation: str) -> None:
    found = topsis([[3, 0, -2]], [1, 2, 3], ["benefit", "cost", "benefit"], normalisation)
    assert found.closeness.tolist() == [0.5]
    assert ranks(found.closeness).tolist() == [1]
    assert found.constant_criteria.tolist() == [0, 1, 2]


@every_normalisation
def test_one_criterion_orders_by_its_values(normalisation: str) -> None:
    found = topsis([[3], [1], [2], [3]], [5], ["benefit"], normalisation)
    same(found.closeness, np.array([1.0, 0.0, 0.5, 1.0]))
    assert ranks(found.closeness).tolist() == [1, 4, 3, 1]
    found = topsis([[3], [1], [2], [3]], [5], ["cost"], normalisation)
    same(found.closeness, np.array([0.0, 1.0, 0.5, 0.0]))
    assert ranks(found.closeness).tolist() == [3, 1, 2, 3]


@every_normalisation
@pytest.mark.parametrize("row", [[0.1, 0.7, 0.3], [0, 0, 0], [-1, 2, -3], [5e-324, 1e150, 1e-200]])
def test_identical_alternatives_are_half_way(normalisation: str, row: list[float]) -> None:
    found = topsis([row] * 3, [0.1, 0.2, 0.7], ["benefit", "cost", "benefit"], normalisation)
    assert found.closeness.tolist() == [0.5, 0.5, 0.5]
    assert ranks(found.closeness).tolist() == [1, 1, 1]
    assert found.constant_criteria.tolist() == [0, 1, 2]
    assert found.ideal.tolist() == found.anti_ideal.tolist()


@every_normalisation
def test_alternatives_that_differ_without_weight_are_half_way(normalisation: str) -> None:
    found = topsis([[1, 5], [1, 7]], [1, 0], ["benefit", "benefit"], normalisation)
    assert found.closeness.tolist() == [0.5, 0.5]
    assert found.constant_criteria.tolist() == [0]


@every_normalisation
@pytest.mark.parametrize("direction", DIRECTIONS)
def test_zero_column_is_harmless(normalisation: str, direction: str) -> None:
    found = topsis([[0, 1], [0, 3], [0, 2]], [2, 1], [direction, "benefit"], normalisation)
    same(found.closeness, np.array([0.0, 1.0, 0.5]))
    assert found.constant_criteria.tolist() == [0]
    assert found.normalised[:, 0].tolist() == [0.0, 0.0, 0.0]


@every_normalisation
def test_best_everywhere_is_ideal(normalisation: str) -> None:
    found = topsis([[9, 1], [1, 9], [3, 3]], [1, 2], ["benefit", "cost"], normalisation)
    assert found.closeness[:2].tolist() == [1.0, 0.0]
    assert found.distance_to_ideal[0] == 0
    assert found.distance_to_anti_ideal[1] == 0


@every_normalisation
@pytest.mark.parametrize("unit", [1e150 / 8, 1e100, 1e-150, 1e-300, 2.0**-1074])
def test_huge_and_tiny_values_change_nothing(normalisation: str, unit: float) -> None:
    problem = Problem(
        np.array([[1.0, 8.0], [8.0, 4.0], [5.0, 5.0]]), np.array([1.0, 3.0]), ("benefit", "cost")
    )
    if normalisation == "none" and unit < 1e-300:  # the weighted value is itself below all floats
        problem = Problem(problem.matrix * 4, np.array([0.0, 1.0]), problem.directions)
    found = solve(problem.with_units(unit), normalisation).closeness
    same(found, solve(problem, normalisation).closeness)


@pytest.mark.parametrize("unit", [1e-150, 5e-324])
def test_tiny_column_weighs_as_much_as_a_huge_one(unit: float) -> None:
    found = topsis([[unit, 1e150], [3 * unit, 0]], [1, 1], ["benefit", "benefit"], "minmax")
    assert found.closeness.tolist() == [0.5, 0.5]


@pytest.mark.parametrize(
    ("column", "normalisation"),
    [([-1.0, 1e-320], "max"), ([-1e150, 1e-170], "max"), ([1.0, -1.0, 1e-310], "sum")],
)
def test_divisor_near_zero_gives_no_nan(column: list[float], normalisation: str) -> None:
    problem = Problem(np.array(column)[:, None], np.array([1.0]), ("benefit",))
    found = solve_or_refuse(problem, normalisation)
    if isinstance(found, str):
        assert "decision_matrix column 0" in found
    else:
        assert found.closeness[np.argmax(column)] == 1.0
        assert found.closeness[np.argmin(column)] == 0.0


@pytest.mark.parametrize(
    ("column", "normalisation"),
    [([-1.0, -2.0], "max"), ([0.0, -2.0], "max"), ([1.0, -2.0], "sum"), ([1.0, -1.0], "sum")],
)
def test_divisor_that_is_not_positive_is_refused(column: list[float], normalisation: str) -> None:
    message = f"decision_matrix column 1 cannot be normalised by '{normalisation}'"
    matrix = np.column_stack([[1.0, 2.0], column])
    with pytest.raises(ValueError, match=message):
        topsis(matrix, [1, 1], ["benefit", "cost"], normalisation)


# The result


def test_result_is_frozen_and_slotted() -> None:
    found = topsis([[1, 2], [2, 1]], [1, 1], ["benefit", "cost"])
    assert not hasattr(found, "__dict__")
    for field in fields(found):
        with pytest.raises(FrozenInstanceError):
            setattr(found, field.name, None)


@every_normalisation
def test_arrays_are_read_only(normalisation: str) -> None:
    found = topsis([[1, 2], [2, 1]], [1, 1], ["benefit", "cost"], normalisation)
    for field in fields(found):
        array = getattr(found, field.name)
        assert not array.flags.writeable, field.name
        assert array.dtype == (np.int64 if field.name == "constant_criteria" else np.float64)


@every_normalisation
def test_arguments_are_neither_modified_nor_kept(normalisation: str) -> None:
    matrix, weights = np.array([[1.0, 2.0], [2.0, 1.0]]), np.array([1.0, 3.0])
    directions = ["benefit", "cost"]
    found = topsis(matrix, weights, directions, normalisation)
    assert (matrix.tolist(), weights.tolist()) == ([[1.0, 2.0], [2.0, 1.0]], [1.0, 3.0])
    assert directions == ["benefit", "cost"]
    before = [getattr(found, field.name).tolist() for field in fields(found)]
    matrix[:], weights[:] = 9.0, 9.0
    assert [getattr(found, field.name).tolist() for field in fields(found)] == before


def test_read_only_arguments_are_taken() -> None:
    matrix, weights = np.array([[1.0, 2.0], [2.0, 1.0]]), np.array([1.0, 3.0])
    matrix.setflags(write=False)
    weights.setflags(write=False)
    for normalisation in NORMALISATIONS:
        topsis(matrix, weights, ("benefit", "cost"), normalisation)
