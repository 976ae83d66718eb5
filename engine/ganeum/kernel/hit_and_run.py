"""Hit-and-run: a walk inside a polytope whose points become uniform on it."""

import numpy as np

from ganeum.kernel.inputs import Floats

CHAINS = 256  # chains a block; so each keeps BLOCK / CHAINS draws


def walk(
    walls: Floats, here: Floats, spread: Floats, steps: int, rng: np.random.Generator
) -> Floats:
    """Move each chain: a random direction, then a uniform point of the chord through it."""
    for _ in range(steps):
        direction = spread @ rng.standard_normal((spread.shape[1], CHAINS))
        room, speed = walls @ here, walls @ direction
        far, near = np.full(room.shape, np.inf), np.full(room.shape, -np.inf)
        np.divide(room, -speed, out=far, where=speed < 0)
        np.divide(room, -speed, out=near, where=speed > 0)
        low, high = near.max(axis=0), far.min(axis=0)
        here = np.maximum(here + (low + (high - low) * rng.random(CHAINS)) * direction, 0.0)
    return here


def convergence(chains: Floats) -> tuple[float, int]:
    """Return the worst split R-hat and the least effective sample size of any coordinate.

    Parameters
    ----------
    chains : (l, k, c) array
        l draws of k coordinates in each of c chains.

    Notes
    -----
    Each chain is split in half; autocorrelations are summed in pairs while those are positive
    [1]_. The size is not above the number of draws.

    References
    ----------
    .. [1] A. Gelman et al., Bayesian Data Analysis, 3rd ed., CRC Press, 2013,
       doi:10.1201/b16018, sections 11.4-11.5.
    """
    half = len(chains) // 2
    split = np.concatenate([chains[:half], chains[half : 2 * half]], axis=2)
    within = split.var(axis=0, ddof=1).mean(axis=1)
    total = within * (half - 1) / half + split.mean(axis=0).var(axis=1, ddof=1)
    time = np.ones(len(total))
    alive = np.ones(len(total), dtype=np.bool_)
    for lag in range(1, half - 1, 2):
        pair = np.zeros(len(total))
        for step in (lag, lag + 1):
            gap = ((split[step:] - split[:-step]) ** 2).mean(axis=(0, 2))
            pair += 1 - gap / (2 * total)
        alive &= pair > 0
        time += 2 * np.where(alive, pair, 0.0)
    size = split.shape[0] * split.shape[2]
    return float(np.sqrt(total / within).max()), int(size / time.max())
