import numpy as np
import pytest

from ganeum.kernel.hit_and_run import convergence
from ganeum.kernel.streams import BLOCK


def test_independent_draws_converge_at_once() -> None:
    rhat, size = convergence(np.random.default_rng(0).normal(size=(32, 2, 256)))
    assert rhat == pytest.approx(1, abs=0.01)
    assert 0.8 * BLOCK < size <= BLOCK


def test_an_autoregression_has_the_size_theory_gives() -> None:
    rng, rho = np.random.default_rng(0), 0.5
    chains = [rng.normal(size=(1, 2000))]
    for _ in range(31):
        chains.append(rho * chains[-1] + np.sqrt(1 - rho**2) * rng.normal(size=(1, 2000)))
    size = convergence(np.array(chains))[1]
    assert size / (32 * 2000) == pytest.approx((1 - rho) / (1 + rho), rel=0.1)


def test_stuck_chains_show() -> None:
    stuck = np.repeat(np.random.default_rng(0).normal(size=(1, 1, 256)), 32, axis=0)
    noise = 0.1 * np.random.default_rng(1).normal(size=(32, 1, 256))
    rhat, size = convergence(stuck + noise)
    assert rhat > 5
    assert size < 400
