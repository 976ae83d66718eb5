"""Speed beside what a user would otherwise use, in the same run: `python tests/bench`.

Medians of alternated rounds; ratios count, not milliseconds. A change under 1.3 times is noise.
"""

import platform
import statistics
import sys
import time
from collections.abc import Callable
from importlib.metadata import version

import numpy as np
from pymcdm.methods import TOPSIS
from pymcdm.normalizations import vector_normalization

from ganeum import kernel

ROUNDS = 15
Work = Callable[[], object]


def paired(own: Work, peer: Work) -> tuple[float, float]:
    """Return the median seconds of two pieces of work, run in turns."""
    own_times: list[float] = []
    peer_times: list[float] = []
    own(), peer()  # warm
    for _ in range(ROUNDS):
        for work, times in ((own, own_times), (peer, peer_times)):
            start = time.perf_counter()
            work()
            times.append(time.perf_counter() - start)
    return statistics.median(own_times), statistics.median(peer_times)


def show(name: str, own: float, peer: float, what: str) -> None:
    print(f"{name:<52} {1e3 * own:10.3f} ms  {what:<28} {1e3 * peer:10.3f} ms  {peer / own:8.1f} x")


def main() -> None:
    rng = np.random.default_rng(0)
    print(f"Python {platform.python_version()}, {platform.machine()}; ", end="")
    print(", ".join(f"{name} {version(name)}" for name in ("numpy", "pymcdm")))
    topsis = TOPSIS(vector_normalization)
    for m, n in ((8, 4), (16, 6), (100, 10)):
        matrix, weights = rng.uniform(1, 9, (m, n)), rng.dirichlet(np.ones(n))
        directions, types = ["benefit"] * n, np.ones(n)

        def one(x: np.ndarray = matrix, w: np.ndarray = weights, d: list[str] = directions) -> None:
            kernel.topsis(x, w, d)

        def peer_one(
            x: np.ndarray = matrix, w: np.ndarray = weights, t: np.ndarray = types
        ) -> None:
            topsis(x, w, t, validation=False)

        show(f"TOPSIS {m} x {n}", *paired(one, peer_one), "pymcdm")

        def exact(
            x: np.ndarray = matrix, w: np.ndarray = weights, d: list[str] = directions
        ) -> None:
            kernel.all_reversal_weights(x, w, d)

        def grid(x: np.ndarray = matrix, w: np.ndarray = weights, t: np.ndarray = types) -> None:
            for k in range(len(w)):
                for weight in np.linspace(0, 1, 101):
                    moved = w * (1 - weight) / (1 - w[k])
                    moved[k] = weight
                    topsis(x, moved, t, validation=False)

        show(f"all reversal weights {m} x {n}, exact", *paired(exact, grid), "pymcdm, grid of 0.01")


if __name__ == "__main__":
    sys.exit(main())
