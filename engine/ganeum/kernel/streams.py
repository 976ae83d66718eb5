"""Random numbers in blocks, each a function of (seed, stream, block) and of nothing else.

A block is `BLOCK` draws. Its numbers come from a Philox generator of its own, keyed by the seed and
counting from (stream, block), so that they depend on neither the number of draws asked for nor on
who else draws [1]_.

References
----------
.. [1] J. K. Salmon, M. A. Moraes, R. O. Dror and D. E. Shaw, "Parallel random numbers: as easy as
   1, 2, 3", SC'11, 2011, doi:10.1145/2063384.2063405.
"""

import numpy as np
import numpy.typing as npt

BLOCK = 8192
WEIGHTS, SCORES, WARM_UP = range(3)  # streams


def key(seed: int) -> npt.NDArray[np.uint64]:
    """Return the key (2,) of a seed."""
    return np.asarray(np.random.SeedSequence(seed).generate_state(2, np.uint64), np.uint64)


def generator(seed: int, stream: int, block: int) -> np.random.Generator:
    """Return the generator of one block of one stream."""
    counter = np.array([0, 0, block, stream], dtype=np.uint64)
    return np.random.Generator(np.random.Philox(counter=counter, key=key(seed)))
