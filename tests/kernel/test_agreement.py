import math
from collections.abc import Callable
from itertools import permutations

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ganeum.kernel import krippendorff_alpha
from ganeum.kernel.agreement import METRICS
from strategies import Floats, codings, quarters

every_metric = pytest.mark.parametrize("metric", METRICS)

NAN, INF = float("nan"), float("inf")
DIFFERENCES: dict[str, Callable[[float, float], float]] = {
    "interval": lambda a, b: (a - b) ** 2,
    "nominal": lambda a, b: float(a != b),
}


def alpha_by_pairs(values: Floats, metric: str) -> float:
    """Alpha over all pairs, one by one; NaN where the expected disagreement is 0."""
    difference = DIFFERENCES[metric]
    units = [[value for value in unit if not math.isnan(value)] for unit in values.T.tolist()]
    units = [unit for unit in units if len(unit) > 1]
    pooled = [value for unit in units for value in unit]
    observed = sum(
        sum(difference(a, b) for a, b in permutations(unit, 2)) / (len(unit) - 1) for unit in units
    )
    expected = sum(difference(a, b) for a, b in permutations(pooled, 2))
    return 1 - (len(pooled) - 1) * observed / expected if expected else NAN


def same(actual: float, expected: float) -> None:
    np.testing.assert_allclose(actual, expected, rtol=1e-9, atol=1e-9)


@every_metric
@given(values=codings())
def test_alpha_compares_all_pairs(metric: str, values: Floats) -> None:
    same(krippendorff_alpha(values, metric), alpha_by_pairs(values, metric))


@every_metric
@given(values=codings())
def test_alpha_is_at_most_one(metric: str, values: Floats) -> None:
    alpha = krippendorff_alpha(values, metric)
    assert math.isnan(alpha) or alpha <= 1


@every_metric
@given(values=codings(complete=True), coders=st.integers(2, 4))
def test_identical_codings_agree_fully(metric: str, values: Floats, coders: int) -> None:
    assume(len(set(values[0])) > 1)
    assert krippendorff_alpha([values[0] / 10] * coders, metric) == pytest.approx(1, abs=1e-15)


@every_metric
@given(values=codings(), data=st.data())
def test_order_of_coders_and_units_does_not_matter(
    metric: str, values: Floats, data: st.DataObject
) -> None:
    coders = data.draw(st.permutations(range(values.shape[0])))
    units = data.draw(st.permutations(range(values.shape[1])))
    alpha = krippendorff_alpha(values[coders][:, units], metric)
    same(alpha, krippendorff_alpha(values, metric))


@given(values=codings(), factor=st.sampled_from([-3, -0.25, 0.1, 7]), shift=quarters(-9, 9))
def test_interval_alpha_has_no_unit_and_no_origin(
    values: Floats, factor: float, shift: float
) -> None:
    alpha = krippendorff_alpha(values)
    assume(not math.isnan(alpha))
    same(krippendorff_alpha(factor * values + shift), alpha)


@given(values=codings(), names=st.permutations([-5.0, 0.1, 3.0, 1e150, 5e-324]))
def test_nominal_alpha_does_not_know_the_names(values: Floats, names: list[float]) -> None:
    renamed = np.full_like(values, NAN)
    for category, name in enumerate(names):
        renamed[values == category] = name
    same(krippendorff_alpha(renamed, "nominal"), krippendorff_alpha(values, "nominal"))


@every_metric
@given(values=codings(), place=st.integers(0, 3))
def test_unit_coded_once_does_not_count(metric: str, values: Floats, place: int) -> None:
    single = np.full((len(values), 1), NAN)
    single[place % len(values)] = 99.0
    alpha = krippendorff_alpha(np.hstack([values, single]), metric)
    same(alpha, krippendorff_alpha(values, metric))


@pytest.mark.parametrize(("metric", "printed"), [("nominal", 0.743), ("interval", 0.849)])
def test_alpha_matches_krippendorffs_example(metric: str, printed: float) -> None:
    """Krippendorff 2011, example with four observers, missing data."""
    values = [
        [1, 2, 3, 3, 2, 1, 4, 1, 2, NAN, NAN, NAN],
        [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, NAN, 3],
        [NAN, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, NAN],
        [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, NAN],
    ]
    assert krippendorff_alpha(values, metric) == pytest.approx(printed, abs=0.0005)


@every_metric
def test_opposite_codings_disagree_more_than_chance(metric: str) -> None:
    assert krippendorff_alpha([[0, 1], [1, 0]], metric) == pytest.approx(-0.5)


def test_interval_is_the_default() -> None:
    values = [[1, 2, 3, 5], [1, 2, 4, 5]]
    assert krippendorff_alpha(values) == krippendorff_alpha(values, "interval")


# Degenerate cases


@every_metric
@pytest.mark.parametrize(
    "values",
    [
        [[1, 2, 3]],
        [[5]],
        [[1, NAN], [NAN, 2]],
        [[NAN, NAN], [NAN, NAN]],
        [[]],
    ],
)
def test_nothing_coded_twice_is_undefined(metric: str, values: list[list[float]]) -> None:
    assert math.isnan(krippendorff_alpha(values, metric))


@every_metric
@pytest.mark.parametrize("value", [0.0, 1.0, 0.1, 1e-300, 1e150])
@pytest.mark.parametrize("coders", [2, 3, 7])
def test_nothing_that_varies_is_undefined(metric: str, value: float, coders: int) -> None:
    assert math.isnan(krippendorff_alpha([[value] * 10] * coders, metric))


@every_metric
@pytest.mark.parametrize("unit", [1e149, 1e-150, 1e-300])
def test_huge_and_tiny_values_change_nothing(metric: str, unit: float) -> None:
    values = np.array([[1.0, 2.0, 3.0, 5.0], [1.0, 2.0, 4.0, 5.0]])
    same(krippendorff_alpha(values * unit, metric), krippendorff_alpha(values, metric))


# Refusals


@pytest.mark.parametrize(
    ("values", "message"),
    [
        (1.0, "values must have 2 dimensions, not 0"),
        ([1.0, 2.0], "values must have 2 dimensions, not 1"),
        ([[[1.0]]], "values must have 2 dimensions, not 3"),
        ([[NAN, 1.0], [2.0, INF]], r"values\[1, 1\] is inf"),
        ([[-INF, 1.0]], r"values\[0, 0\] is -inf"),
        ([["many", 1.0]], "values.*'many'"),
        ([[1.0], [1.0, 2.0]], "values.*inhomogeneous"),
        ([[10**400, 1.0]], "values"),
        ([[1e200, -1e200], [1e200, 1e200]], r"values.*1e\+200"),
    ],
)
def test_bad_values_are_refused(values: object, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        krippendorff_alpha(values)  # type: ignore[arg-type]


def test_unknown_metric_is_refused() -> None:
    with pytest.raises(ValueError, match=r"metric is 'ordinal', not one of \('interval', 'nom"):
        krippendorff_alpha([[1, 2], [1, 2]], "ordinal")


@every_metric
def test_values_are_not_modified(metric: str) -> None:
    values = np.array([[1.0, NAN, 3.0], [1.0, 2.0, 4.0]])
    values.setflags(write=False)
    krippendorff_alpha(values, metric)
    assert np.isnan(values[0, 1])
