"""AHP priorities and consistency ratio of many matrices, a matrix at a time by peers."""

from collections.abc import Iterator

import numpy as np
from harness import Row, paired
from peers import optional
from pymcdm.weights.subjective import AHP

from ganeum import kernel
from ganeum.spreading import threads

N, MATRICES, PEER_MATRICES = 4, 1_000_000, 500
SCALE = np.concatenate([1 / np.arange(9.0, 1, -1), np.arange(1.0, 10)])


def rows() -> Iterator[Row]:
    rng = np.random.default_rng(0)
    weights = rng.dirichlet(np.full(N, 3.0), MATRICES)
    ratios = (
        weights[:, :, None] / weights[:, None, :] * np.exp(rng.normal(0, 0.3, (MATRICES, N, N)))
    )
    judged = SCALE[np.abs(np.log(SCALE) - np.log(ratios[..., None])).argmin(axis=-1)]
    upper = np.triu(np.ones((N, N), np.bool_), 1)
    matrices = np.ones((MATRICES, N, N))
    matrices[:, upper] = judged[:, upper]
    matrices.transpose(0, 2, 1)[:, upper] = 1 / judged[:, upper]

    def loop() -> None:
        for matrix in matrices[:PEER_MATRICES]:
            ahp = AHP(matrix=matrix)
            ahp()
            ahp.get_cr()

    engines = (("numpy", 60.0), ("compiled", 700.0))
    for engine, target in engines if optional("numba") else engines[:1]:
        took, theirs = paired(
            lambda engine=engine: kernel.priorities_many(matrices, engine=engine, spread=threads()),
            loop,
            rounds=5,
        )
        title = f"AHP priorities and ratio, eigenvector, {N} x {N}, a matrix"
        yield Row(
            title, took / MATRICES, theirs / PEER_MATRICES, "pymcdm", target, engine != "numpy"
        )
