"""Principal eigenvectors of many positive matrices in one pass, as `priorities_many` has them."""

import numpy as np
import numpy.typing as npt

from ganeum.kernel.compiled.native import entry
from ganeum.kernel.inputs import Floats

LANES = 128  # matrices at once: they stay in the innermost cache


@entry
def transpose(
    matrices: Floats, largest: float, tolerance: float, out: Floats
) -> bool:  # pragma: no cover -- compiled
    """Fill `out` (n, n, s) with matrices (s, n, n).

    Returns whether all are surely positive, not too large, and reciprocal.
    """
    s, n, _ = matrices.shape
    fine = True
    for start in range(0, s, LANES):
        stop = min(s, start + LANES)
        for i in range(n):
            for j in range(n):
                for at in range(start, stop):
                    out[i, j, at] = matrices[at, i, j]
        for i in range(n):
            for j in range(i + 1):
                for at in range(start, stop):
                    one, two = out[i, j, at], out[j, i, at]
                    fine &= (one > 0.0) & (two > 0.0) & (one <= largest) & (two <= largest)
                    fine &= abs(one * two - 1) <= tolerance
    return fine


@entry
def centred(logs: Floats, means: Floats, out: Floats) -> None:  # pragma: no cover -- compiled
    """Fill `means` (n, s) with the row means of logarithms (n, n, s), and `out` with their errors.

    That is, with what is left of the logarithms without the ratios of the means.
    """
    n, _, s = logs.shape
    for i in range(n):
        for at in range(s):
            means[i, at] = logs[i, 0, at]
        for j in range(1, n):
            for at in range(s):
                means[i, at] += logs[i, j, at]
        for at in range(s):
            means[i, at] /= n
    for i in range(n):
        for j in range(n):
            for at in range(s):
                out[i, j, at] = logs[i, j, at] + (means[j, at] - means[i, at])


@entry
def principal(
    errors: Floats,
    steps: int,
    last: int,
    settled: float,
    unsettled: float,
    images: Floats,
    eigenvalues: Floats,
    unsure: npt.NDArray[np.bool_],
) -> None:  # pragma: no cover -- compiled
    """Fill in the images (n, s) of the principal vectors of matrices (n, n, s), and eigenvalues.

    A power is good enough where no two of its scaled columns differ by more than the ratio
    `settled`, and not where by more than `unsettled`; where by one between, this is `unsure`.
    """
    n, _, s = errors.shape
    power, square = np.empty((n, n, LANES)), np.empty((n, n, LANES))
    vector, image = np.empty((n, LANES)), np.empty((n, LANES))
    low, high, total = np.empty(LANES), np.empty(LANES), np.empty(LANES)
    settles, differs = np.empty(LANES, np.bool_), np.empty(LANES, np.bool_)
    place = np.empty(LANES, np.int64)
    for start in range(0, s, LANES):
        t = min(LANES, s - start)
        for at in range(t):
            place[at] = start + at
        for i in range(n):
            for j in range(n):
                for at in range(t):
                    power[i, j, at] = errors[i, j, start + at]
        squarings = 0
        while t > 0:
            rounds = 2 if squarings == 0 else 1
            for _ in range(rounds):
                for i in range(n):
                    for j in range(n):
                        for at in range(t):
                            square[i, j, at] = power[i, 0, at] * power[0, j, at]
                        for k in range(1, n):
                            for at in range(t):
                                square[i, j, at] += power[i, k, at] * power[k, j, at]
                power, square = square, power
            squarings += rounds
            for i in range(n):
                for at in range(t):
                    vector[i, at] = power[i, 0, at]
                for j in range(1, n):
                    for at in range(t):
                        vector[i, at] += power[i, j, at]
            for at in range(t):
                total[at] = vector[0, at]
            for i in range(1, n):
                for at in range(t):
                    total[at] += vector[i, at]
            for at in range(t):
                total[at] = 1.0 / total[at]
            for i in range(n):
                for j in range(n):
                    for at in range(t):
                        power[i, j, at] *= total[at]
            # how far the columns of the power are from being multiples of one another
            for at in range(t):
                settles[at] = True
                differs[at] = False
            for j in range(n):
                for at in range(t):
                    image[j, at] = power[0, j, at]
                for i in range(1, n):
                    for at in range(t):
                        image[j, at] += power[i, j, at]
                for at in range(t):
                    image[j, at] = 1.0 / image[j, at]
            for i in range(n):
                for at in range(t):
                    low[at] = high[at] = power[i, 0, at] * image[0, at]
                for j in range(1, n):
                    for at in range(t):
                        column = power[i, j, at] * image[j, at]
                        low[at] = min(low[at], column)
                        high[at] = max(high[at], column)
                for at in range(t):
                    settles[at] &= high[at] <= settled * low[at]
                    differs[at] |= high[at] > unsettled * low[at]
            enough = squarings >= last
            for at in range(t):
                enough |= not differs[at]
            for i in range(n):
                for at in range(t):
                    vector[i, at] = power[i, 0, at]
                for j in range(1, n):
                    for at in range(t):
                        vector[i, at] += power[i, j, at]
            for _ in range(steps - 1 if enough else 0):
                for i in range(n):
                    for at in range(t):
                        image[i, at] = power[i, 0, at] * vector[0, at]
                    for j in range(1, n):
                        for at in range(t):
                            image[i, at] += power[i, j, at] * vector[j, at]
                vector, image = image, vector
            left = 0
            for at in range(t):
                if differs[at] and squarings < last:
                    place[left] = place[at]
                    for i in range(n):
                        for j in range(n):
                            power[i, j, left] = power[i, j, at]
                    left += 1
                    continue
                unsure[place[at]] = not settles[at]
                for i in range(n):
                    images[i, place[at]] = vector[i, at]
            t = left
    for start in range(0, s, LANES):
        t = min(LANES, s - start)
        for i in range(n):
            for at in range(t):
                vector[i, at] = images[i, start + at]
        for i in range(n):
            for at in range(t):
                image[i, at] = errors[i, 0, start + at] * vector[0, at]
            for j in range(1, n):
                for at in range(t):
                    image[i, at] += errors[i, j, start + at] * vector[j, at]
        for at in range(t):
            total[at] = image[0, at] / vector[0, at]
        for i in range(1, n):
            for at in range(t):
                total[at] += image[i, at] / vector[i, at]
        for at in range(t):
            eigenvalues[start + at] = max(total[at] / n, float(n))
        for i in range(n):
            for at in range(t):
                images[i, start + at] = image[i, at]
