"""The screen's promise: two scores further apart than its margin are in that order, exactly."""

import numpy as np
import pytest

from ganeum.kernel.scoring import scoring
from ganeum.kernel.screen import FEW, FLOOR, UNDECIDED, closeness, fixed_screen


def screens(method, many):
    """2,000 problems of all scales, with weights of all scales."""
    for seed in range(40 if many else 2000):
        rng = np.random.default_rng(seed)
        n = rng.integers(1, 12)
        m = FEW + 1 if many else rng.integers(2, 8)
        matrix = (
            rng.uniform(0, 1, (m, n)) * 10.0 ** rng.integers(-8, 9, n) + rng.integers(0, 2) * 1e3
        )
        rule = ("vector", "minmax", "none") if method == "topsis" else ("ideal", "minmax", "none")
        problem = scoring(matrix, ["benefit"] * n, method, rule[seed % 3])
        weights = rng.dirichlet(np.full(n, 10.0 ** rng.uniform(-2, 2)), 5).T
        yield fixed_screen(problem, np.arange(m)), weights


@pytest.mark.parametrize("method", ["topsis", "weighted_sum"])
@pytest.mark.parametrize("many", [False, True])
def test_screened_scores_are_within_half_the_margin(method, many):
    for screen, weights in screens(method, many):
        precision = np.float64 if many else np.float32
        assert screen.over.dtype == precision
        powers = weights**2 if method == "topsis" else weights
        over = screen.over @ powers.astype(precision)
        scale = (screen.gains + screen.losses).max() if method == "topsis" else None
        if method == "topsis":
            under = screen.under @ powers.astype(precision)
            sure = under[0] >= FLOOR
            found = (over[:, sure] / under[:, sure]).astype(np.longdouble)
            far = (screen.gains / scale).astype(np.longdouble) @ powers[:, sure]
            near = (screen.losses / scale).astype(np.longdouble) @ powers[:, sure]
            expected = far / (far + near)
            margin = screen.margin - UNDECIDED
        else:
            found = over.astype(np.longdouble)
            least = screen.gains.min(axis=0)
            scale = (screen.gains - least).max() or 1.0
            expected = ((screen.gains - least) / scale).astype(np.longdouble) @ weights
            margin = screen.margin
        assert (np.abs(found - expected) <= margin / 2).all()


def test_the_screened_ratio_moves_at_most_twice_as_far_as_closeness():
    """With c closeness, the ratio is c**2 / (c**2 + (1 - c)**2): its slope is 2 at most."""
    c = np.linspace(0, 1, 100_001)
    ratio = c**2 / (c**2 + (1 - c) ** 2)
    np.testing.assert_allclose(closeness(c**2, (1 - c) ** 2), c, rtol=0, atol=1e-12)
    assert np.diff(ratio).max() <= 2 * np.diff(c).max()
