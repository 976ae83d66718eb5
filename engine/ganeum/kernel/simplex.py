"""Weights of which nothing is known: uniform on the simplex."""

from dataclasses import dataclass

import numpy as np

from ganeum.kernel.inputs import Floats
from ganeum.kernel.streams import BLOCK, WEIGHTS, generator

FEW = 10  # numbers up to which exchanging neighbours sorts faster


def simplex(rng: np.random.Generator, n: int) -> Floats:
    """Return uniform draws on the simplex (n, BLOCK): the gaps of sorted uniform numbers."""
    cuts = np.zeros((n + 1, BLOCK))
    cuts[n] = 1.0
    inner = cuts[1:n]
    rng.random(out=inner)
    if n > FEW:
        inner.sort(axis=0)
    spare = np.empty(BLOCK)
    for last in range(n - 2, 0, -1) if n <= FEW else ():  # for so few, exchanges sort faster
        for k in range(last):
            np.minimum(inner[k], inner[k + 1], out=spare)
            np.maximum(inner[k], inner[k + 1], out=inner[k + 1])
            inner[k] = spare
    for k in range(n, 1, -1):
        cuts[k] -= cuts[k - 1]
    return cuts[1:]


@dataclass(frozen=True, slots=True, eq=False)
class Uniform:
    """Uniform draws of n weights."""

    n: int

    def block(self, seed: int, block: int) -> tuple[Floats, float, int]:
        """Return what `Drawing.block` returns."""
        return simplex(generator(seed, WEIGHTS, block), self.n), 1.0, BLOCK
