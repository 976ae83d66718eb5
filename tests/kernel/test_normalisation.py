from collections.abc import Callable
from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ganeum.kernel import normalisation as rules
from strategies import Floats, Problem, problems

Rule = Callable[..., Floats]
Formula = Callable[[Floats], Floats]

BENEFIT: dict[Rule, Formula] = {
    rules.vector: lambda x: x / np.sqrt((x**2).sum()),
    rules.total: lambda x: x / x.sum(),
    rules.maximum: lambda x: x / x.max(),
    rules.none: lambda x: x,
    rules.minmax: lambda x: (x - x.min()) / (x.max() - x.min()) if np.ptp(x) else 0 * x,
    rules.ideal: lambda x: x / x.max(),
    rules.distributive: lambda x: x / x.sum(),
}
COST: dict[Rule, Formula] = BENEFIT | {
    rules.minmax: lambda x: (x.max() - x) / (x.max() - x.min()) if np.ptp(x) else 0 * x,
    rules.ideal: lambda x: x.min() / x,
    rules.distributive: lambda x: (1 / x) / (1 / x).sum(),
}

every_rule = pytest.mark.parametrize("rule", BENEFIT, ids=lambda rule: rule.__name__)
scale_free = pytest.mark.parametrize(
    "rule", [rule for rule in BENEFIT if rule is not rules.none], ids=lambda rule: rule.__name__
)
BENEFITS = np.array([False])
COSTS = np.array([True])


def column(*values: float) -> Floats:
    return np.array(values)[:, None]


def costs_of(problem: Problem) -> np.ndarray:
    return np.array([direction == "cost" for direction in problem.directions])


@every_rule
@given(problem=problems())
def test_columns_follow_the_formula(rule: Rule, problem: Problem) -> None:
    found = rule(problem.matrix, costs_of(problem))
    for k, direction in enumerate(problem.directions):
        formula = (COST if direction == "cost" else BENEFIT)[rule]
        np.testing.assert_allclose(found[:, k], formula(problem.matrix[:, k]), rtol=1e-14)


@scale_free
@given(problem=problems(), data=st.data())
def test_units_do_not_matter(rule: Rule, problem: Problem, data: st.DataObject) -> None:
    n = len(problem.directions)
    factors = data.draw(st.lists(st.floats(1e-100, 1e100), min_size=n, max_size=n))
    found = rule(problem.with_units(factors).matrix, costs_of(problem))
    np.testing.assert_allclose(found, rule(problem.matrix, costs_of(problem)), 1e-13, 1e-13)


@every_rule
def test_matrix_is_not_modified(rule: Rule) -> None:
    matrix = np.array([[1.0, 2.0], [3.0, 4.0]])
    matrix.setflags(write=False)
    rule(matrix, np.array([True, False]))
    assert matrix.tolist() == [[1.0, 2.0], [3.0, 4.0]]


@scale_free
@pytest.mark.parametrize("unit", [5e-324, 1e-310, 1e-150, 1e150 / 8])
def test_huge_and_tiny_units_are_taken(rule: Rule, unit: float) -> None:
    for costs in (BENEFITS, COSTS):
        found = rule(column(1.0, 4.0, 8.0) * unit, costs)
        np.testing.assert_allclose(found, rule(column(1.0, 4.0, 8.0), costs), rtol=1e-15)


@pytest.mark.parametrize("rule", [rules.minmax, rules.ideal, rules.distributive])
@pytest.mark.parametrize(("low", "high"), [(1e-200, 1e150), (5e-324, 1e10)])
def test_costs_may_span_more_than_a_float_can(rule: Rule, low: float, high: float) -> None:
    np.testing.assert_allclose(rule(column(high, low), COSTS), column(0.0, 1.0), atol=1e-300)


@pytest.mark.parametrize("rule", [rules.vector, rules.total, rules.maximum, rules.minmax])
@pytest.mark.parametrize("value", [-3.0, 0.0, 5e-324, 7.0, 1e150])
def test_constant_column_stays_constant(rule: Rule, value: float) -> None:
    for costs in (BENEFITS, COSTS):
        found = rule(column(value, value, value), costs)
        assert np.isfinite(found).all()
        assert np.ptp(found) == 0


@every_rule
def test_zero_column_stays_zero(rule: Rule) -> None:
    assert rule(column(0.0, 0.0), BENEFITS).tolist() == [[0.0], [0.0]]


@every_rule
def test_one_alternative_is_taken(rule: Rule) -> None:
    assert np.isfinite(rule(column(3.0), COSTS)).all()


def test_minmax_of_neighbouring_floats() -> None:
    for value in (1.0, 1.5, 1.9999, 3.0, 1e150 / 2):
        assert rules.minmax(column(value, np.nextafter(value, np.inf)), BENEFITS).tolist() == [
            [0.0],
            [1.0],
        ]


@pytest.mark.parametrize("offset", [1e6, 1e9, 2.0**50])
def test_minmax_keeps_the_digits_of_small_differences(offset: float) -> None:
    found = rules.minmax(column(offset, offset + 1, offset + 3, offset + 7), BENEFITS)
    np.testing.assert_allclose(found, column(0, 1 / 7, 3 / 7, 1), rtol=1e-14)


@pytest.mark.parametrize(
    ("rule", "values", "name"),
    [
        (rules.total, (1.0, -3.0), "sum"),
        (rules.total, (2.0, -2.0), "sum"),
        (rules.maximum, (-1.0, -3.0), "max"),
        (rules.maximum, (0.0, -3.0), "max"),
    ],
)
def test_divisor_must_be_positive(rule: Rule, values: tuple[float, ...], name: str) -> None:
    matrix = np.hstack([column(1.0, 2.0), column(*values)])
    message = f"decision_matrix column 1 cannot be normalised by '{name}': its {name} is not"
    with pytest.raises(ValueError, match=message):
        rule(matrix, np.array([False, False]))


@pytest.mark.parametrize("values", [(1.0, -1.0, 1e-20), (0.3, -0.1, -0.2), (0.1, 0.2, -0.3)])
def test_order_of_rows_does_not_decide_whether_a_sum_is_positive(values: tuple[float, ...]) -> None:
    answers = set()
    for order in permutations(values):
        try:
            answers.add(frozenset(rules.total(column(*order), BENEFITS).ravel().tolist()))
        except ValueError:
            answers.add("refused")
    assert len(answers) == 1


@pytest.mark.parametrize("rule", [rules.ideal, rules.distributive])
def test_preferences_must_be_ratios(rule: Rule) -> None:
    matrix, costs = np.array([[1.0, 2.0], [3.0, 0.0]]), np.array([False, True])
    message = rf"decision_matrix\[1, 1\] is 0.0: '{rule.__name__}' needs a positive cost"
    with pytest.raises(ValueError, match=message):
        rule(matrix, costs)
    message = rf"decision_matrix\[1, 0\] is -3.0: '{rule.__name__}' needs a non-negative benefit"
    with pytest.raises(ValueError, match=message):
        rule(np.array([[1.0, 2.0], [-3.0, 4.0]]), costs)
