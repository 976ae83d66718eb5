"""Numbers of one block, drawn from a generator: what the sources of uncertainty are made of."""

from collections.abc import Sequence
from math import log
from typing import Any

import numpy as np
import numpy.typing as npt

from ganeum.kernel.inputs import Floats
from ganeum.kernel.simplex import simplex
from ganeum.kernel.streams import BLOCK

LEAST = 1e-3  # cube root of a gamma variate over its mean, below which the approximation is none
SAFE = 0.5  # shape from which gamma variates never vanish; below, they are kept in logarithms
COMPARED = 64  # items up to which comparing each with each is the fastest way to count

Drawn = npt.NDArray[Any]  # the last axis is draws


def uniforms(rng: np.random.Generator) -> Drawn:
    """Return uniform numbers (BLOCK,)."""
    return rng.random(BLOCK)


def uniform_rows(many: int, rng: np.random.Generator) -> Drawn:
    """Return uniform numbers (many, BLOCK)."""
    return rng.random((many, BLOCK))


def log_uniforms(low: float, high: float, rng: np.random.Generator) -> Drawn:
    """Return numbers (BLOCK,) whose logarithm is uniform from that of `low` to that of `high`."""
    return np.exp(log(low) + log(high / low) * rng.random(BLOCK))


def flags(rng: np.random.Generator) -> Drawn:
    """Return true and false (BLOCK,), evenly."""
    return rng.random(BLOCK) < 0.5


def choices(many: int, rng: np.random.Generator) -> Drawn:
    """Return which of many (BLOCK,), evenly."""
    return rng.integers(many, size=BLOCK, dtype=np.uint8)


def one_of_them(up_to: Floats, rng: np.random.Generator) -> Drawn:
    """Return for each draw which one is heard (r, BLOCK), of shares that sum up to (r,)."""
    chosen = np.minimum(np.searchsorted(up_to, rng.random(BLOCK), "right"), len(up_to) - 1)
    return (np.arange(len(up_to))[:, None] == chosen).astype(np.uint8)


def resampled(sizes: Sequence[int], rng: np.random.Generator) -> Drawn:
    """Return how often each item (N, BLOCK) is drawn, as many as there are, within each group."""
    total, start = sum(sizes), 0
    counts = np.empty((total, BLOCK), np.min_scalar_type(total))
    for many in sizes:
        drawn = rng.integers(many or 1, size=(many, BLOCK), dtype=np.min_scalar_type(many))
        if many <= COMPARED:
            for item in range(many):
                same = (drawn == item).view(np.uint8)
                np.add.reduce(same, axis=0, dtype=np.uint8, out=counts[start + item])
        else:
            flat = drawn * np.int64(BLOCK) + np.arange(BLOCK)
            found = np.bincount(flat.ravel(), minlength=many * BLOCK)
            counts[start : start + many] = found.reshape(many, BLOCK)
        start += many
    return counts


def dirichlet(shapes: Floats, rng: np.random.Generator) -> Floats:
    """Return Dirichlet weights (k, BLOCK) of shapes (k,)."""
    if shapes.min() >= SAFE:
        parts = rng.standard_gamma(shapes[:, None], (len(shapes), BLOCK))
        return parts / parts.sum(axis=0)
    logs = np.log(rng.standard_gamma(shapes[:, None] + 1, (len(shapes), BLOCK)))
    logs += np.log1p(-rng.random((len(shapes), BLOCK))) / shapes[:, None]
    parts = np.exp(logs - logs.max(axis=0))
    return parts / parts.sum(axis=0)


def voices(
    groups: int, places: Sequence[int], shapes: Sequence[float], rng: np.random.Generator
) -> Drawn:
    """Return weights of groups (groups, BLOCK), Dirichlet among those at `places`, 0 for others."""
    weights = np.zeros((groups, BLOCK))
    weights[list(places)] = dirichlet(np.array(shapes), rng)
    return weights


def mixed_crosswalks(themes: int, names: int, between: float, rng: np.random.Generator) -> Drawn:
    """Return shares of crosswalks (themes, names, BLOCK), in the share `between` each theme's own.

    In the other draws one crosswalk is taken whole.
    """
    whole = np.flatnonzero(rng.random(BLOCK) >= between)
    shares = np.array([simplex(rng, names) for _ in range(themes)])
    shares[:, :, whole] = np.eye(names)[:, rng.integers(names, size=len(whole))]
    return shares


def scatter(criteria: int, rng: np.random.Generator) -> Drawn:
    """Return normal numbers (n, BLOCK) over logarithms of uniform ones; see `scattered`."""
    normal = rng.standard_normal((criteria, BLOCK))
    return np.vstack([normal, np.log1p(-rng.random((criteria, BLOCK)))])


def scattered(weights: Floats, concentration: float, numbers: Drawn) -> Floats:
    """Return weights (n, s) scattered round weights (n, s) or (n, 1), as Dirichlet draws are.

    Parameters
    ----------
    weights : (n, s) or (n, 1) array
        Non-negative; a weight of zero stays zero.
    concentration : float
        The shapes are this times the weights.
    numbers : (2n, s) array
        Normal numbers over logarithms of uniform ones.

    Notes
    -----
    Gamma variates by rejection would take a number of random numbers that depends on the weights,
    so that changing one source would change what another draws. Here each takes one normal number
    z and one uniform number u: with a shape a, ``b (1 - 1/(9b) + z / (3 sqrt b))^3 u^(1/a)`` with
    ``b = a + 1``, by the cube-root approximation [1]_, which for shapes from 1 is within a percent
    of the distribution function.

    References
    ----------
    .. [1] E. B. Wilson and M. M. Hilferty, "The distribution of chi-square", Proceedings of the
       National Academy of Sciences 17(12), 1931, pp. 684-688, doi:10.1073/pnas.17.12.684.
    """
    n = len(weights)
    shapes = concentration * weights
    above = shapes + 1
    root = numbers[:n] / (3 * np.sqrt(above))
    root += 1 - 1 / (9 * above)
    np.maximum(root, LEAST, out=root)
    boost = numbers[n:] / np.where(shapes > 0, shapes, 1.0)
    np.copyto(boost, -np.inf, where=shapes == 0)
    boost -= boost.max(axis=0)  # so that not all of them vanish
    parts = root * above
    parts *= root
    parts *= root
    parts *= np.exp(boost, out=boost)
    parts /= parts.sum(axis=0)
    return parts
