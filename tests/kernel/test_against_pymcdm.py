"""Cross-check with pymcdm on 1,000 random problems, to 1e-9.

Where the definitions coincide, pymcdm is called as it is:

- TOPSIS with `vector`, `max` and `minmax`, costs included. pymcdm turns costs within `vector` and
  `max` (1 - r) and then takes the largest as ideal, the kernel leaves them and takes the smallest:
  the distances are the same.
- The weighted sum: `ideal` is pymcdm's `linear_normalization`, `distributive` its
  `sum_normalization` (both turn costs into reciprocals), `minmax` its `minmax_normalization`.
- AHP's eigenvector and consistency index.

Where they do not, the test says what it does about it:

- TOPSIS with `sum`: pymcdm turns costs into reciprocals, which is another scale and another order;
  only benefits are compared as they are. With costs, pymcdm's own steps are run on the plain
  shares, costs with a minus sign, so that its largest is the kernel's smallest. The same is done
  for `none`, for which pymcdm has no rule.
- `minmax` gives a constant column 1 in pymcdm and 0 in the kernel: the same in TOPSIS, a constant
  more in a weighted sum.
- The consistency ratio: pymcdm divides by the random indices of Tummala and Ling (1998), the kernel
  by Saaty's (1980).

The last tests show what pymcdm gets wrong, or refuses: why it is the yardstick and not the engine.
"""

import warnings
from collections.abc import Callable
from functools import cache
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from ganeum.kernel import (
    aggregate_judgements,
    priorities,
    random_index,
    ranks,
    saaty_judgements,
    topsis,
    weighted_sum,
)
from strategies import SAATY_VALUES, Floats, Problem

PROBLEMS = 1000
NAN = float("nan")

Normalise = Callable[..., Floats]


@pytest.fixture(scope="module")
def pymcdm() -> SimpleNamespace:
    """What is compared; imported here because it takes seconds and pulls in matplotlib."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from pymcdm import methods, normalizations
        from pymcdm.weights.subjective import AHP
    return SimpleNamespace(methods=methods, normalizations=normalizations, AHP=AHP)


def random_problem(seed: int, constants: bool) -> Problem:
    """Grades from 1 to 9, with many ties, or measurements; some columns without spread."""
    rng = np.random.default_rng([1980, seed])
    m, n = int(rng.integers(2, 21)), int(rng.integers(2, 9))
    grades = rng.integers(1, 10, (m, n)).astype(np.float64)
    matrix = np.where(rng.random(n) < 0.5, grades, rng.uniform(0.1, 100.0, (m, n)))
    if rng.random() < 0.3:
        matrix[int(rng.integers(m))] = matrix[int(rng.integers(m))]
    matrix[0] += 0.5  # so that the alternatives are never all alike
    if constants and rng.random() < 0.3:
        matrix[:, int(rng.integers(1, n))] = rng.uniform(0.1, 9.0)
    weights = rng.dirichlet(np.ones(n)) + 1e-3
    directions = np.where(rng.random(n) < 0.4, "cost", "benefit").tolist()
    return Problem(matrix, weights / weights.sum(), tuple(directions))


@cache
def random_problems(constants: bool = True) -> list[Problem]:
    return [random_problem(seed, constants) for seed in range(PROBLEMS)]


def theirs(method: Any, problem: Problem) -> Floats:
    """Score by a pymcdm method, which warns of every alternative that dominates."""
    types = np.where(np.array(problem.directions) == "cost", -1, 1)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return method(problem.matrix, problem.weights, types)


def ours(problem: Problem, normalisation: str) -> Floats:
    return topsis(problem.matrix, problem.weights, problem.directions, normalisation).closeness


def scores(problem: Problem, normalisation: str) -> Floats:
    return weighted_sum(problem.matrix, problem.weights, problem.directions, normalisation).scores


def agree(actual: Floats, expected: Floats) -> None:
    np.testing.assert_allclose(actual, expected, rtol=1e-9, atol=1e-9)


def plain(normalise: Normalise) -> Normalise:
    """Leave costs as they are, but for the sign that makes the smallest the largest."""
    return lambda x, cost: -normalise(x) if cost else normalise(x)


def random_judgements(seed: int) -> Floats:
    """Judgements at random, or those of strengths between 0 and 9."""
    rng = np.random.default_rng([1977, seed])
    n = int(rng.integers(2, 10))
    if rng.random() < 0.5:
        return np.array(saaty_judgements(rng.uniform(0, 9, n), 0.5))
    matrix = np.triu(rng.choice(SAATY_VALUES, (n, n)), 1)
    return matrix + np.eye(n) + np.divide(1, matrix.T, where=matrix.T > 0, out=np.zeros((n, n)))


# Agreement


@pytest.mark.parametrize("normalisation", ["vector", "max", "minmax"])
def test_topsis_agrees(normalisation: str, pymcdm: SimpleNamespace) -> None:
    rule = getattr(pymcdm.normalizations, f"{normalisation}_normalization")
    for problem in random_problems():
        agree(ours(problem, normalisation), theirs(pymcdm.methods.TOPSIS(rule), problem))


def test_topsis_agrees_in_shares_of_benefits(pymcdm: SimpleNamespace) -> None:
    method = pymcdm.methods.TOPSIS(pymcdm.normalizations.sum_normalization)
    for problem in random_problems():
        benefits = problem.only_benefits()
        agree(ours(benefits, "sum"), theirs(method, benefits))


def test_topsis_agrees_in_plain_shares(pymcdm: SimpleNamespace) -> None:
    method = pymcdm.methods.TOPSIS(plain(pymcdm.normalizations.sum_normalization))
    for problem in random_problems():
        agree(ours(problem, "sum"), theirs(method, problem))


def test_topsis_agrees_without_normalisation(pymcdm: SimpleNamespace) -> None:
    method = pymcdm.methods.TOPSIS(plain(lambda x: x))
    for problem in random_problems():
        agree(ours(problem, "none"), theirs(method, problem))


@pytest.mark.parametrize(("ours_", "rule"), [("ideal", "linear"), ("distributive", "sum")])
def test_weighted_sum_agrees(ours_: str, rule: str, pymcdm: SimpleNamespace) -> None:
    normalise = getattr(pymcdm.normalizations, f"{rule}_normalization")
    for problem in random_problems():
        agree(scores(problem, ours_), theirs(pymcdm.methods.WSM(normalise), problem))


def test_weighted_sum_agrees_in_minmax_where_all_columns_vary(pymcdm: SimpleNamespace) -> None:
    method = pymcdm.methods.WSM(pymcdm.normalizations.minmax_normalization)
    for problem in random_problems(constants=False):
        agree(scores(problem, "minmax"), theirs(method, problem))


def test_weighted_sum_agrees_without_normalisation(pymcdm: SimpleNamespace) -> None:
    method = pymcdm.methods.WSM(lambda x, cost: x)
    for problem in random_problems():
        benefits = problem.only_benefits()
        agree(scores(benefits, "none"), theirs(method, benefits))


def test_problems_cover_what_matters() -> None:
    problems = random_problems()
    assert {len(problem.matrix) for problem in problems} == set(range(2, 21))
    assert {len(problem.weights) for problem in problems} == set(range(2, 9))
    assert sum("cost" in problem.directions for problem in problems) > 500
    assert sum((np.ptp(problem.matrix, axis=0) == 0).any() for problem in problems) > 200
    tied = [ranks(ours(problem, "vector")).tolist() for problem in problems]
    assert sum(len(set(found)) < len(found) for found in tied) > 100


def test_ahp_priorities_and_consistency_agree(pymcdm: SimpleNamespace) -> None:
    for seed in range(PROBLEMS):
        matrix = random_judgements(seed)
        n, found, method = len(matrix), priorities(matrix), pymcdm.AHP(matrix=matrix)
        agree(found.priorities, method())
        agree(
            np.array(found.consistency_ratio * random_index(n)),
            method.get_cr() * method.RI_M[n - 1],
        )


# Where the definitions differ


def test_random_indices_are_from_different_tables(pymcdm: SimpleNamespace) -> None:
    assert pymcdm.AHP.RI_M[:5] == [0, 0, 0.5799, 0.8921, 1.1159]
    assert [random_index(n) for n in range(1, 6)] == [0, 0, 0.58, 0.90, 1.12]
    for n in range(3, 16):
        assert random_index(n) == pytest.approx(pymcdm.AHP.RI_M[n - 1], abs=0.06)


def test_shares_of_costs_are_reciprocal_in_pymcdm(pymcdm: SimpleNamespace) -> None:
    problem = Problem(np.array([[1.0], [2.0], [4.0]]), np.array([1.0]), ("cost",))
    method = pymcdm.methods.TOPSIS(pymcdm.normalizations.sum_normalization)
    agree(theirs(method, problem), np.array([1, 1 / 3, 0]))
    agree(ours(problem, "sum"), np.array([1, 2 / 3, 0]))


def test_column_without_spread_adds_its_weight_in_pymcdm(pymcdm: SimpleNamespace) -> None:
    problem = Problem(
        np.array([[1.0, 5.0], [2.0, 5.0]]), np.array([0.75, 0.25]), ("benefit", "benefit")
    )
    method = pymcdm.methods.WSM(pymcdm.normalizations.minmax_normalization)
    agree(theirs(method, problem), scores(problem, "minmax") + 0.25)


# Where pymcdm is wrong, or refuses


def test_pymcdm_has_no_answer_for_identical_alternatives(pymcdm: SimpleNamespace) -> None:
    problem = Problem(np.array([[1.0, 2.0]] * 2), np.array([0.5, 0.5]), ("benefit", "cost"))
    assert np.isnan(theirs(pymcdm.methods.TOPSIS(), problem)).all()
    assert ours(problem, "minmax").tolist() == [0.5, 0.5]


def test_pymcdm_has_no_answer_for_a_column_of_zeros(pymcdm: SimpleNamespace) -> None:
    problem = Problem(
        np.array([[0.0, 2.0], [0.0, 1.0]]), np.array([0.5, 0.5]), ("benefit", "benefit")
    )
    method = pymcdm.methods.TOPSIS(pymcdm.normalizations.vector_normalization)
    assert np.isnan(theirs(method, problem)).all()
    assert ours(problem, "vector").tolist() == [1.0, 0.0]


def test_pymcdm_refuses_judgements_of_groups(pymcdm: SimpleNamespace) -> None:
    members = [[[1, 2, 4], [1 / 2, 1, 2], [1 / 4, 1 / 2, 1]], np.ones((3, 3))]
    group = np.array(aggregate_judgements(members))
    with pytest.raises(ValueError, match="Valid values in the matrix are"):
        pymcdm.AHP(matrix=group)
    agree(priorities(group).priorities, np.array([2, 2**0.5, 1]) / (3 + 2**0.5))


def test_pymcdm_takes_judgements_that_are_not_reciprocal(pymcdm: SimpleNamespace) -> None:
    rounded = np.array([[1, 3], [0.33, 1]])
    assert pymcdm.AHP(matrix=rounded)()[0] != pytest.approx(0.75, abs=1e-4)
    with pytest.raises(ValueError, match="must be reciprocal"):
        priorities(rounded)


def test_pymcdm_builds_errors_that_it_does_not_raise(pymcdm: SimpleNamespace) -> None:
    with pytest.raises(IndexError):  # a ValueError is made and thrown away
        pymcdm.AHP(matrix=np.ones((16, 16))).get_cr()
    assert priorities(np.ones((16, 16))).random_index_source == "Alonso and Lamata 2006"


def test_copras_of_pymcdm_books_costs_as_benefits(pymcdm: SimpleNamespace) -> None:
    """Two alternatives alike but for the price: the dearer one leads."""
    problem = Problem(
        np.array([[5.0, 100.0], [5.0, 900.0]]), np.array([0.5, 0.5]), ("benefit", "cost")
    )
    cheap, dear = theirs(pymcdm.methods.COPRAS(), problem)
    assert dear > cheap
    assert ranks(ours(problem, "vector")).tolist() == [1, 2]
    assert ranks(scores(problem, "ideal")).tolist() == [1, 2]


def test_gap_passes_through_pymcdm(pymcdm: SimpleNamespace) -> None:
    """EDAS and PROMETHEE II answer a missing value with numbers, as if nothing were missing."""
    matrix = np.array([[3.0, NAN, 1.0], [2.0, 5.0, 4.0], [1.0, 7.0, 3.0]])
    problem = Problem(matrix, np.array([0.3, 0.4, 0.3]), ("benefit",) * 3)
    for method in (pymcdm.methods.EDAS(), pymcdm.methods.PROMETHEE_II("usual")):
        assert np.isfinite(theirs(method, problem)).all()
    for solve in (topsis, weighted_sum):
        with pytest.raises(ValueError, match=r"decision_matrix\[0, 1\] is nan"):
            solve(problem.matrix, problem.weights, problem.directions)
