import numpy as np
import pytest

from ganeum.kernel import engines, priorities, priorities_many
from ganeum.kernel.squaring import priorities_of_logs


@pytest.fixture(autouse=True)
def numpy_only(monkeypatch):
    """What NumPy computes is the definition; `test_compiled` holds compiled code to it."""
    monkeypatch.setattr(engines, "installed", lambda: False)


SCALE = np.concatenate([1 / np.arange(9.0, 1, -1), np.arange(1.0, 10)])


def matrices(values):
    """Make the upper halves of (s, n, n) values into reciprocal matrices."""
    n = values.shape[1]
    upper = np.triu(np.ones((n, n)), 1).astype(bool)
    made = np.ones_like(values)
    made[:, upper] = values[:, upper]
    made.transpose(0, 2, 1)[:, upper] = 1 / values[:, upper]
    return made


def drawn(n, spread, count=200):
    rng = np.random.default_rng((n, int(10 * spread)))
    if spread == 0:
        return matrices(rng.choice(SCALE, size=(count, n, n)))
    return matrices(np.exp(spread * rng.normal(size=(count, n, n))))


@pytest.mark.parametrize("method", ["eigenvector", "geometric_mean"])
@pytest.mark.parametrize("n", [1, 2, 3, 4, 8, 16])
@pytest.mark.parametrize("spread", [0, 0.1, 1, 3])
def test_every_row_is_what_the_one_matrix_function_gives(method, n, spread):
    stack = drawn(n, spread)
    many = priorities_many(stack, method)
    one = [priorities(matrix, method) for matrix in stack]
    for name in ("priorities", "principal_eigenvalue", "consistency_index", "consistency_ratio"):
        expected = np.array([getattr(found, name) for found in one])
        np.testing.assert_allclose(getattr(many, name), expected, rtol=1e-12, atol=1e-13)
        assert not getattr(many, name).flags.writeable
    np.testing.assert_allclose(many.priorities.sum(axis=1), 1, rtol=1e-15)


def test_consistent_judgements_return_their_weights_and_ratio_zero():
    weights = np.random.default_rng(3).dirichlet(np.ones(5), size=2000) + 1e-6
    weights /= weights.sum(axis=1, keepdims=True)
    many = priorities_many(weights[:, :, None] / weights[:, None, :])
    np.testing.assert_allclose(many.priorities, weights, rtol=1e-13)
    assert many.principal_eigenvalue.min() >= 5
    np.testing.assert_allclose(many.consistency_ratio, 0, atol=1e-14)


def test_a_row_depends_on_its_own_matrix_only():
    # more than a block, mild and wild judgements mixed: these need more squarings than those
    stack = np.concatenate([drawn(4, 0.1), drawn(4, 3), drawn(4, 0, count=1500)])
    together = priorities_many(stack)
    for place in range(0, len(stack), 97):
        alone = priorities_many(stack[place : place + 1])
        assert (alone.priorities[0] == together.priorities[place]).all()
        assert alone.principal_eigenvalue[0] == together.principal_eigenvalue[place]


def test_a_circle_of_large_judgements_settles_without_a_digit_lost():
    # 1 beats 2, 2 beats 3, 3 beats 1, each a times: eigenvalue 1 + a + 1 / a, equal priorities
    for a in (9.0, 1e3, 1e6, 1e9):
        many = priorities_many([[[1, a, 1 / a], [1 / a, 1, a], [a, 1 / a, 1]]])
        np.testing.assert_allclose(many.priorities, 1 / 3, rtol=1e-13)
        np.testing.assert_allclose(many.principal_eigenvalue, 1 + a + 1 / a, rtol=1e-13)


def test_the_largest_judgements_stay_finite():
    rng = np.random.default_rng(5)
    many = priorities_many(matrices(10.0 ** rng.choice([-9, 0, 9], size=(2000, 6, 6))))
    assert np.isfinite(many.principal_eigenvalue).all()
    assert (many.priorities > 0).all()


@pytest.mark.parametrize(
    ("stack", "method", "message"),
    [
        (np.ones((3, 3)), "eigenvector", "pairwise_matrices must have 3 dimension"),
        (np.ones((2, 2, 3)), "eigenvector", "pairwise_matrices are 2 by 3, not square"),
        (np.ones((2, 3, 3)), "harker", "method is 'harker'"),
        ([[[1, np.nan], [1, 1]]], "eigenvector", r"pairwise_matrices\[0, 0, 1\] is nan"),
        (
            [[[1, 1], [1, 1]], [[1, -2], [0.5, 1]]],
            "eigenvector",
            r"pairwise_matrices\[1\]\[0, 1\] is -2.0: judgements must be positive",
        ),
        (
            [[[1, 1], [1, 1]], [[1, 2], [2, 1]]],
            "eigenvector",
            r"pairwise_matrices\[1\]\[0, 1\] is 2.0 and pairwise_matrices\[1\]\[1, 0\] is 2.0",
        ),
        (
            [[[1, 1e10], [1e-10, 1]]],
            "eigenvector",
            r"pairwise_matrices\[0\]\[0, 1\] is 1\d+.0, beyond",
        ),
    ],
)
def test_bad_input_is_named(stack, method, message):
    with pytest.raises(ValueError, match=message):
        priorities_many(stack, method)


def test_what_is_reciprocal_within_the_tolerance_of_one_matrix_passes_in_many():
    nearly = [[1, 2 * (1 + 0.8e-9)], [0.5, 1]]
    np.testing.assert_allclose(
        priorities_many([nearly]).priorities[0], priorities(nearly).priorities, rtol=1e-12
    )


def test_judgements_in_logarithms_give_the_same_priorities() -> None:
    matrices = np.array([[[1, 2, 5], [1 / 2, 1, 3], [1 / 5, 1 / 3, 1]], np.ones((3, 3))])
    found = priorities_of_logs(np.log(matrices.transpose(1, 2, 0)))
    np.testing.assert_allclose(priorities_many(matrices).priorities, found.T, rtol=1e-15)


def test_rows_too_long_for_one_product_are_cut():
    # 40 judgements of a billion each would overflow
    weights = np.array([1e4, 1e-4]).repeat([20, 20]) * 10.0 ** np.linspace(0, 1, 40)
    found = priorities_many([weights[:, None] / weights])
    np.testing.assert_allclose(found.priorities[0], weights / weights.sum(), rtol=1e-12)
