"""Acceptability of 10,000 alternatives by 10 criteria, with ranks, a draw at a time by peers."""

from collections.abc import Iterator
from functools import partial

import numpy as np
from harness import Row, paired
from pymcdm.methods import TOPSIS
from pymcdm.normalizations import vector_normalization

from ganeum import kernel

M, N, DRAWS, PEER_DRAWS = 10_000, 10, 1000, 20


def rows() -> Iterator[Row]:
    rng = np.random.default_rng(0)
    matrix, directions, types = rng.uniform(1, 9, (M, N)), ["benefit"] * N, np.ones(N)
    topsis = TOPSIS(vector_normalization)

    def loop(validation: bool) -> None:
        for weights in np.random.default_rng(1).dirichlet(np.ones(N), PEER_DRAWS):
            np.argsort(np.argsort(-topsis(matrix, weights, types, validation=validation)))

    for against, validation, target in (
        ("pymcdm", True, 18.0),
        ("pymcdm unvalidated", False, None),
    ):
        took, theirs = paired(
            lambda: kernel.acceptability(matrix, directions, DRAWS, 0),
            partial(loop, validation),
            rounds=5,
        )
        title = f"acceptability, TOPSIS {M:,} x {N}, a draw, with ranks"
        yield Row(title, took / DRAWS, theirs / PEER_DRAWS, against, target)
