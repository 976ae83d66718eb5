"""NumPy's own Philox generator, at any place of its stream.

What `numpy.random.Philox` with a counter (0, 0, block, stream) gives first to last, for pieces of
the stream that begin at a whole turn: four numbers of 64 bits, or eight of 32.
"""

import numpy as np
import numpy.typing as npt

from ganeum.kernel.compiled.native import inlined, native, wide_product

FIRST, SECOND = np.uint64(0xD2E7470EE14C6C93), np.uint64(0xCA5A826395121157)  # multipliers
WEYL_FIRST, WEYL_SECOND = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xBB67AE8584CAA73B)
ROUNDS = 10
HALF, LOW_HALF = np.uint64(32), np.uint64(0xFFFFFFFF)
wide = wide_product()

Words = npt.NDArray[np.uint64]


def schedule(key: Words) -> Words:
    """Return the keys (ROUNDS, 2) of the rounds of a turn from that of the generator (2,)."""
    steps = np.arange(ROUNDS, dtype=np.uint64)[:, None]
    return key + steps * np.array([WEYL_FIRST, WEYL_SECOND])


@inlined
def turn(
    keys: Words, stream: np.uint64, block: np.uint64, count: np.uint64
) -> tuple[np.uint64, np.uint64, np.uint64, np.uint64]:  # pragma: no cover -- compiled
    """Return the four numbers of one turn, counted from 1."""
    a, b, c, d = count, np.uint64(0), block, stream
    for step in range(len(keys)):  # if it were known how many, vectors would be tried in vain
        high_a, low_a = wide(FIRST, a)
        high_c, low_c = wide(SECOND, c)
        a, b, c, d = high_c ^ b ^ keys[step, 0], low_c, high_a ^ d ^ keys[step, 1], low_a
    return a, b, c, d


@native
def doubles(
    keys: Words, stream: np.uint64, block: np.uint64, first: int, out: npt.NDArray[np.float64]
) -> None:  # pragma: no cover -- compiled
    """Fill with what `random` gives from number `first` on; a multiple of 4, and so many."""
    scale, words = 2.0**-53, out.view(np.uint64)
    for q in range(out.size // 4):
        a, b, c, d = turn(keys, stream, block, np.uint64(first // 4 + q + 1))
        words[4 * q], words[4 * q + 1], words[4 * q + 2], words[4 * q + 3] = a, b, c, d
    for place in range(out.size):
        out[place] = np.float64(np.int64(words[place] >> np.uint64(11))) * scale


@native
def between(
    keys: Words,
    stream: np.uint64,
    block: np.uint64,
    first: int,
    apart: int,
    low: npt.NDArray[np.float64],
    width: npt.NDArray[np.float64],
    words: Words,
    halves: npt.NDArray[np.uint32],
    out: npt.NDArray[np.float64],
) -> None:  # pragma: no cover -- compiled
    """Fill rows (u, t) with what `random` in single precision gives, times widths, from `low` on.

    The first row from number `first` on, the next from `apart` more; both multiples of 8, as is t.
    `words` is room for t / 2 words, and `halves` the same room. All rows at once, because a view of
    one costs as much as its numbers.
    """
    u, t = out.shape
    scale = 2.0**-24
    for i in range(u):
        for q in range(t // 8):
            count = np.uint64((first + i * apart) // 8 + q + 1)
            a, b, c, d = turn(keys, stream, block, count)
            words[4 * q], words[4 * q + 1], words[4 * q + 2], words[4 * q + 3] = a, b, c, d
        for place in range(t):
            single = np.float64(np.int32(halves[place] >> np.uint32(8))) * scale
            out[i, place] = single * width[i] + low[i]
