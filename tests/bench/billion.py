"""10^9 draws: cost grows with them, memory does not; a minute of two cores with `fast`."""

import resource
import time
from collections.abc import Iterator
from importlib.util import find_spec

import numpy as np
from harness import Row

from ganeum import kernel
from ganeum.spreading import threads

FEW, MANY = 10**7, 10**9
CHUNK = 128  # blocks between two looks at the progress


def rows() -> Iterator[Row]:
    matrix = np.random.default_rng(0).uniform(1, 9, (16, 6))
    seconds: list[float] = []
    peaks: list[int] = []
    for draws in (FEW, FEW, MANY):  # the first compiles
        start = time.perf_counter()
        found = kernel.acceptability(
            matrix, ["benefit"] * 6, draws, 0, spread=threads(), chunk=CHUNK
        )
        seconds.append(time.perf_counter() - start)
        peaks.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
        assert found.rank_acceptability.sum(axis=1).round(9).tolist() == [1.0] * 16
    yield Row(
        "10^9 draws, TOPSIS 16 x 6",
        seconds[2],
        seconds[1] * MANY / FEW,
        "as 100 times 10^7",
        compiled=find_spec("numba") is not None,
        note=f"at most {peaks[2]} MB, {peaks[1]} MB after 10^7",
    )
