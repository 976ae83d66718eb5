"""All reversal weights, exact, beside a grid of 0.01 that finds them to 0.005 at best.

pymcdm runs with its own checks of each call, as it does for whoever does not switch them off.
"""

import warnings
from collections.abc import Iterator

import numpy as np
from harness import Row, paired
from pymcdm.methods import TOPSIS
from pymcdm.normalizations import vector_normalization

from ganeum import kernel

SIZES = ((8, 4, None), (16, 6, 300.0), (100, 10, 80.0))


def rows() -> Iterator[Row]:
    warnings.filterwarnings("ignore", "Weights should be positive", module="pymcdm")
    rng = np.random.default_rng(0)
    topsis = TOPSIS(vector_normalization)
    for m, n, target in SIZES:
        matrix, weights = rng.uniform(1, 9, (m, n)), rng.dirichlet(np.ones(n))
        directions, types = ["benefit"] * n, np.ones(n)

        def exact(
            x: np.ndarray = matrix, w: np.ndarray = weights, d: list[str] = directions
        ) -> None:
            kernel.all_reversal_weights(x, w, d)

        def grid(x: np.ndarray = matrix, w: np.ndarray = weights, t: np.ndarray = types) -> None:
            for k in range(len(w)):
                for weight in np.linspace(0, 1, 101):
                    moved = w * (1 - weight) / (1 - w[k])
                    moved[k] = weight
                    topsis(x, moved, t)

        work = f"all reversal weights, TOPSIS {m} x {n}"
        yield Row(work, *paired(exact, grid), "pymcdm, grid of 0.01", target)
