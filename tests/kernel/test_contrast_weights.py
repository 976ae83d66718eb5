"""Weights from the matrix alone: what they keep, what is undefined, and where pymcdm is wrong."""

import warnings
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ganeum.kernel import ContrastWeights, contrast_weights
from ganeum.kernel.contrast_weights import RULES
from ganeum.kernel.inputs import Floats
from strategies import Problem, problems, wild_problems

SPREAD = ("deviation", "entropy", "critic")
BENEFITS = ("benefit",) * 3


@pytest.fixture(scope="module")
def pymcdm() -> SimpleNamespace:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from pymcdm import weights
    return SimpleNamespace(
        entropy=weights.entropy_weights,
        critic=weights.critic_weights,
        deviation=weights.standard_deviation_weights,
        equal=weights.equal_weights,
    )


def weigh(problem: Problem, rule: str) -> ContrastWeights:
    """Weigh, or give up on a problem whose weights are undefined."""
    try:
        return contrast_weights(problem.matrix, problem.directions, rule)
    except ValueError as error:
        assume("undefined" not in str(error))
        raise


def random_matrices(count: int) -> list[Floats]:
    rng = np.random.default_rng(1995)
    return [
        rng.uniform(0.1, 100, (int(rng.integers(3, 12)), int(rng.integers(2, 8))))
        for _ in range(count)
    ]


def textbook_critic(matrix: Floats, costs: Floats) -> Floats:
    low, high = matrix.min(axis=0), matrix.max(axis=0)
    scaled = np.where(costs, (high - matrix) / (high - low), (matrix - low) / (high - low))
    told = scaled.std(axis=0, ddof=1) * (1 - np.corrcoef(scaled.T)).sum(axis=0)
    return told / told.sum()


# What holds for each rule


@given(problems(), st.sampled_from(tuple(RULES)))
def test_weights_are_shares(problem: Problem, rule: str) -> None:
    found = weigh(problem, rule)
    assert found.weights.sum() == pytest.approx(1)
    assert (found.weights >= 0).all()
    assert found.weights == pytest.approx(found.information / found.information.sum())
    for array in (found.weights, found.information, found.constant_criteria):
        assert not array.flags.writeable


@given(wild_problems(), st.sampled_from(tuple(RULES)))
def test_numbers_of_any_size_give_shares_or_a_reason(problem: Problem, rule: str) -> None:
    try:
        found = contrast_weights(problem.matrix, problem.directions, rule).weights
    except ValueError as error:
        assert "undefined" in str(error) or "negative" in str(error)  # noqa: PT017
    else:
        assert found.sum() == pytest.approx(1)
        assert (found >= 0).all()


@given(problems(), st.sampled_from(SPREAD), st.integers(0, 99))
def test_relabelling_permutes(problem: Problem, rule: str, seed: int) -> None:
    found = weigh(problem, rule).weights
    rng = np.random.default_rng(seed)
    m, n = problem.matrix.shape
    rows, columns = rng.permutation(m), rng.permutation(n)
    turned = problem.with_rows(rows.tolist()).with_columns(columns.tolist())
    assert weigh(turned, rule).weights == pytest.approx(found[columns], abs=1e-9)


@given(problems(), st.sampled_from(SPREAD), st.sampled_from([0.001, 3.0, 1e6]))
def test_units_do_not_matter(problem: Problem, rule: str, factor: float) -> None:
    found = weigh(problem, rule).weights
    factors = np.where(np.arange(len(found)) % 2, factor, 1.0)
    assert weigh(problem.with_units(factors), rule).weights == pytest.approx(found, abs=1e-9)


@given(problems(), st.sampled_from(SPREAD))
def test_a_column_without_spread_has_no_weight_and_changes_no_other(
    problem: Problem, rule: str
) -> None:
    found = weigh(problem, rule).weights
    for direction in ("benefit", "cost"):
        wider = problem.with_column(1, 7.0, 0.0, direction)
        more = weigh(wider, rule)
        assert more.weights[1] == 0
        assert 1 in more.constant_criteria
        assert np.delete(more.weights, 1) == pytest.approx(found, abs=1e-12)


@given(problems())
def test_only_critic_minds_directions(problem: Problem) -> None:
    benefits = problem.only_benefits()
    for rule in ("equal", "deviation", "entropy"):
        assert weigh(problem, rule).weights == pytest.approx(weigh(benefits, rule).weights)


def test_critic_is_the_textbook_formula() -> None:
    rng = np.random.default_rng(2)
    for matrix in random_matrices(500):
        costs = rng.random(matrix.shape[1]) < 0.5
        directions = np.where(costs, "cost", "benefit").tolist()
        found = contrast_weights(matrix, directions, "critic").weights
        np.testing.assert_allclose(found, textbook_critic(matrix, costs), rtol=1e-9, atol=1e-12)


def test_two_criteria_by_hand() -> None:
    # opposed columns: sigma 1 each on [0, 1, 2] scaled; conflict 2 each, so even weights
    assert contrast_weights([[0, 2], [1, 1], [2, 0]], BENEFITS[:2], "critic").weights.tolist() == [
        0.5,
        0.5,
    ]
    # shares (1/2, 1/2) tell nothing, (1, 0) all
    found = contrast_weights([[3, 4], [3, 0]], BENEFITS[:2], "entropy")
    assert found.information.tolist() == [0, 1]
    assert found.weights.tolist() == [0, 1]


def test_zeros_are_legal_in_entropy() -> None:
    found = contrast_weights([[0, 1], [0, 1], [5, 2]], BENEFITS[:2], "entropy").information
    shares = np.array([0.25, 0.25, 0.5])
    assert found == pytest.approx([1, 1 + (shares * np.log(shares)).sum() / np.log(3)])


# What is undefined, or refused


@pytest.mark.parametrize("rule", SPREAD)
@pytest.mark.parametrize("matrix", [[[1, 2, 3]], [[5, 5, 0]] * 4, [[2, 3, 4], [2, 3, 4]]])
def test_where_nothing_varies_weights_are_undefined(rule: str, matrix: list[list[float]]) -> None:
    with pytest.raises(ValueError, match=rf"weights by '{rule}' undefined"):
        contrast_weights(matrix, BENEFITS, rule)
    equal = contrast_weights(matrix, BENEFITS, "equal")
    assert equal.weights == pytest.approx([1 / 3] * 3)
    assert equal.constant_criteria.tolist() == [0, 1, 2]


@pytest.mark.parametrize(
    "matrix",
    [
        [[1, 5, 2], [2, 5, 2], [4, 5, 2]],  # one column varies: it conflicts with none
        [[1, 10, 0.3], [2, 20, 0.6], [4, 40, 1.2]],  # the same column in three units
    ],
)
def test_critic_is_undefined_where_nothing_conflicts(matrix: list[list[float]]) -> None:
    with pytest.raises(ValueError, match="undefined"):
        contrast_weights(matrix, BENEFITS, "critic")
    conflict = contrast_weights(matrix, ("benefit", "cost", "cost"), "deviation").weights
    assert conflict.sum() == pytest.approx(1)


def test_the_same_column_as_a_cost_conflicts() -> None:
    matrix = [[1, 1], [2, 2], [4, 4]]
    assert contrast_weights(matrix, ("benefit", "cost"), "critic").weights == pytest.approx(
        [0.5] * 2
    )


@pytest.mark.parametrize(
    ("matrix", "directions", "rule", "message"),
    [
        ([[1, -2], [3, 4]], BENEFITS[:2], "entropy", r"decision_matrix\[0, 1\] is -2.0: 'entropy'"),
        ([[1, np.nan]], BENEFITS[:2], "critic", r"decision_matrix\[0, 1\] is nan"),
        ([[1, 2]], BENEFITS, "critic", "directions must be 2 of"),
        ([[1, 2]], BENEFITS[:2], "merec", "rule is 'merec', not one of"),
        ([1, 2], BENEFITS[:2], "equal", r"decision_matrix must have 2 dimension\(s\), not 1"),
    ],
)
def test_refuses(matrix: Floats, directions: list[str], rule: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        contrast_weights(matrix, directions, rule)


# pymcdm: where it agrees, and why it is not used


def test_pymcdm_agrees_on_positive_benefits_that_vary(pymcdm: SimpleNamespace) -> None:
    for matrix in random_matrices(200):
        benefits = ("benefit",) * matrix.shape[1]
        for rule in ("equal", "entropy", "critic"):
            theirs = getattr(pymcdm, rule)(matrix)
            ours = contrast_weights(matrix, benefits, rule).weights
            np.testing.assert_allclose(ours, theirs, rtol=1e-9, atol=1e-12)
        scaled = (matrix - matrix.min(axis=0)) / np.ptp(matrix, axis=0)
        ours = contrast_weights(matrix, benefits, "deviation").weights
        np.testing.assert_allclose(ours, pymcdm.deviation(scaled), rtol=1e-9)


def test_pymcdm_has_no_critic_with_a_column_without_spread(pymcdm: SimpleNamespace) -> None:
    matrix = np.array([[1.0, 5.0, 7.0], [2.0, 5.0, 1.0], [4.0, 5.0, 3.0]])
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        assert np.isnan(pymcdm.critic(matrix)).any()
    found = contrast_weights(matrix, BENEFITS, "critic").weights
    assert found == pytest.approx(np.insert(textbook_critic(matrix[:, [0, 2]], np.zeros(2)), 1, 0))


def test_pymcdm_reads_costs_as_benefits_in_critic(pymcdm: SimpleNamespace) -> None:
    matrix = random_matrices(1)[0]
    n = matrix.shape[1]
    directions = ["cost", *["benefit"] * (n - 1)]
    expected = textbook_critic(matrix, np.arange(n) == 0)
    assert contrast_weights(matrix, directions, "critic").weights == pytest.approx(expected)
    assert np.abs(pymcdm.critic(matrix) - expected).max() > 0.01


def test_pymcdm_refuses_zeros_in_entropy(pymcdm: SimpleNamespace) -> None:
    matrix = np.array([[0.0, 2.0], [3.0, 5.0]])
    with pytest.raises(ValueError, match="all positive"):
        pymcdm.entropy(matrix)
    assert contrast_weights(matrix, BENEFITS[:2], "entropy").weights[0] > 0.5


def test_standard_deviations_of_pymcdm_depend_on_units(pymcdm: SimpleNamespace) -> None:
    matrix = np.array([[1.0, 2.0], [2.0, 5.0], [4.0, 3.0]])
    metres = pymcdm.deviation(matrix)
    millimetres = pymcdm.deviation(matrix * np.array([1000.0, 1.0]))
    assert millimetres[0] > 0.99 > metres[0]
