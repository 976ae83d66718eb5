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

STEP, TIED = 1e-4, 1e-12  # of the grid that swaps are counted on; how far scores may be apart
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

        missed, error = checked(matrix, weights)
        if missed or error > TIED:
            raise SystemExit(
                f"{m} x {n}: {missed} swaps missed or invented, scores tie to {error:.1e}"
            )
        work = f"all reversal weights, TOPSIS {m} x {n}"
        note = f"{missed} swaps missed on a grid of {STEP:g}; scores tie to {error:.0e}"
        yield Row(work, *paired(exact, grid), "pymcdm, grid of 0.01", target, note=note)


def checked(matrix: np.ndarray, weights: np.ndarray) -> tuple[int, float]:
    """Return how many swaps on a fine grid are missed or invented, and the largest tie error.

    The scores are TOPSIS by definition, apart from the kernel.
    """
    found = kernel.all_reversal_weights(matrix, weights, ["benefit"] * len(weights))
    pairs, missed, error = np.triu_indices(len(matrix), 1), 0, 0.0
    places = np.arange(STEP / 2, 1, STEP)
    for k in range(len(weights)):
        own = found.criteria == k
        swaps, (first, second) = found.weights[own], found.pairs[own].T
        tied = closeness(matrix, moved(weights, k, swaps))
        rows = np.arange(len(swaps))
        error = max(error, np.abs(tied[rows, first] - tied[rows, second]).max(initial=0.0))
        scores = closeness(matrix, moved(weights, k, places))
        ahead = scores[:, pairs[0]] > scores[:, pairs[1]]
        told = np.zeros((len(places) + 1, *[len(matrix)] * 2), dtype=np.int64)
        np.add.at(told, (np.searchsorted(places, swaps), first, second), 1)
        turned = told[1:-1, pairs[0], pairs[1]] % 2 == 1
        missed += int(((ahead[1:] != ahead[:-1]) != turned).sum())
    return missed, error


def moved(weights: np.ndarray, k: int, places: np.ndarray) -> np.ndarray:
    """Return weights (s, n) with one at places (s,) and the others in proportion."""
    found = weights * ((1 - places) / (1 - weights[k]))[:, None]
    found[:, k] = places
    return found


def closeness(matrix: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Return the closeness (s, m) under weights (s, n)."""
    values = matrix / np.sqrt((matrix**2).sum(axis=0))
    to_worst = np.sqrt(weights**2 @ ((values - values.min(axis=0)) ** 2).T)
    to_best = np.sqrt(weights**2 @ ((values - values.max(axis=0)) ** 2).T)
    return to_worst / (to_worst + to_best)
