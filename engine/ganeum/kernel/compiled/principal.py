"""Principal eigenvectors of many positive matrices in one pass, as `priorities_many` has them."""

import numpy as np
import numpy.typing as npt

from ganeum.kernel.compiled.native import entry, native
from ganeum.kernel.inputs import Floats
from ganeum.kernel.squaring import FACTORS

LANES = 128  # matrices at once: they stay in the innermost cache


@entry
def transpose(
    matrices: Floats, largest: float, tolerance: float, out: Floats, products: Floats
) -> bool:  # pragma: no cover -- compiled
    """Fill `out` (n, n, s) with matrices (s, n * n), and `products` (r, n, s) with those of rows.

    Rows longer than `FACTORS` are cut. Returns whether all are surely positive, not too large, and
    reciprocal.
    """
    n, _, s = out.shape
    entries, passed = out.reshape(n * n, s), 0
    for start in range(0, s, LANES):
        stop = min(s, start + LANES)
        for at in range(start, stop):  # one by one: gathering would be slower by far
            for place in range(n * n):
                entries[place, at] = matrices[at, place]
        for i in range(n):
            for run in range(len(products)):
                product = products[run, i, start:stop]
                product[:] = 1.0
                for j in range(run * FACTORS, min(n, (run + 1) * FACTORS)):
                    factor = out[i, j, start:stop]
                    for at in range(stop - start):
                        product[at] *= factor[at]
            for j in range(i + 1):
                one, two = out[i, j, start:stop], out[j, i, start:stop]
                for at in range(stop - start):
                    fine = (one[at] > 0.0) & (one[at] <= largest) & (two[at] <= largest)
                    passed += fine & (abs(one[at] * two[at] - 1) <= tolerance)
    return passed == s * n * (n + 1) // 2


@native
def multiply(
    left: Floats, right: Floats, out: Floats, size: int
) -> None:  # pragma: no cover -- compiled
    """Fill `out` (n, q, t) with matrices (n, n, t) times (n, q, t), terms added one by one."""
    n, q, _ = right.shape
    for i in range(n):
        for j in range(q):
            if n < 4:
                for at in range(size):
                    out[i, j, at] = left[i, 0, at] * right[0, j, at]
            else:  # four terms in one go: that many need not be fetched again
                for at in range(size):
                    total = left[i, 0, at] * right[0, j, at] + left[i, 1, at] * right[1, j, at]
                    total += left[i, 2, at] * right[2, j, at]
                    out[i, j, at] = total + left[i, 3, at] * right[3, j, at]
            for k in range(1 if n < 4 else 4, n):
                for at in range(size):
                    out[i, j, at] += left[i, k, at] * right[k, j, at]


@native
def row_sums(matrices: Floats, out: Floats, size: int) -> None:  # pragma: no cover -- compiled
    """Fill `out` (n, 1, t) with the sums of the rows of matrices (n, n, t)."""
    n = len(matrices)
    for i in range(n):
        for at in range(size):
            out[i, 0, at] = matrices[i, 0, at]
        for j in range(1, n):
            for at in range(size):
                out[i, 0, at] += matrices[i, j, at]


@entry
def principal(
    judged: Floats,
    means: Floats,
    first: int,
    last: int,
    steps: int,
    settled: float,
    unsettled: float,
    eigenvector: bool,
    weights: Floats,
    eigenvalues: Floats,
    unsure: npt.NDArray[np.bool_],
) -> None:  # pragma: no cover -- compiled
    """Fill in the priorities (s, n) and eigenvalues (s,) of judgements (n, n, s), as `solved` does.

    A power is good enough where no two of its scaled columns differ by more than the ratio
    `settled`, and not where by more than `unsettled`; where by one between, this is `unsure`.
    """
    n, _, s = judged.shape
    errors, power = np.empty((n, n, LANES)), np.empty((n, n, LANES))
    square, final = np.empty((n, n, LANES)), np.empty((n, 1, LANES))
    vector, image = np.empty((n, 1, LANES)), np.empty((n, 1, LANES))
    low, high, near, far = (np.empty(LANES), np.empty(LANES), np.empty(LANES), np.empty(LANES))
    total, place = np.empty(LANES), np.empty(LANES, np.int64)
    for start in range(0, s, LANES):
        lanes = t = min(LANES, s - start)
        for at in range(t):
            place[at] = at
        for i in range(n):
            mean = means[i, start : start + t]
            for at in range(t):
                total[at] = 1.0 / mean[at]
            for j in range(n):
                mean, judgement = means[j, start : start + t], judged[i, j, start : start + t]
                for at in range(t):
                    errors[i, j, at] = power[i, j, at] = mean[at] * total[at] * judgement[at]
        squarings = 0
        while t > 0:
            rounds = first if squarings == 0 else 1
            for _ in range(rounds):
                multiply(power, power, square, t)
                power, square = square, power
            squarings += rounds
            row_sums(power, vector, t)
            for at in range(t):
                total[at] = vector[0, 0, at]
            for i in range(1, n):
                for at in range(t):
                    total[at] += vector[i, 0, at]
            for at in range(t):
                total[at] = 1.0 / total[at]
            for i in range(n):
                for j in range(n):
                    for at in range(t):
                        power[i, j, at] *= total[at]
            # how far the columns of the power are from being multiples of one another
            for at in range(t):
                near[at] = far[at] = -1.0
            for j in range(n):
                for at in range(t):
                    image[j, 0, at] = power[0, j, at]
                for i in range(1, n):
                    for at in range(t):
                        image[j, 0, at] += power[i, j, at]
                for at in range(t):
                    image[j, 0, at] = 1.0 / image[j, 0, at]
            for i in range(n):
                for at in range(t):
                    low[at] = high[at] = power[i, 0, at] * image[0, 0, at]
                for j in range(1, n):
                    for at in range(t):
                        column = power[i, j, at] * image[j, 0, at]
                        low[at] = min(low[at], column)
                        high[at] = max(high[at], column)
                for at in range(t):
                    near[at] = max(near[at], high[at] - settled * low[at])
                    far[at] = max(far[at], high[at] - unsettled * low[at])
            row_sums(power, vector, t)
            for _ in range(steps - 1):
                multiply(power, vector, image, t)
                vector, image = image, vector
            for i in range(n):
                for at in range(t):
                    final[i, 0, place[at]] = vector[i, 0, at]
            left = 0
            for at in range(t):
                unsure[start + place[at]] = near[at] > 0.0
                if far[at] > 0.0 and squarings < last:
                    place[left] = place[at]
                    for i in range(n):
                        for j in range(n):
                            power[i, j, left] = power[i, j, at]
                    left += 1
            t = left
        multiply(errors, final, image, lanes)
        for at in range(lanes):
            total[at] = image[0, 0, at] / final[0, 0, at]
        for i in range(1, n):
            for at in range(lanes):
                total[at] += image[i, 0, at] / final[i, 0, at]
        for at in range(lanes):
            eigenvalues[start + at] = max(total[at] / n, float(n))
        for i in range(n):
            for at in range(lanes):
                mean = means[i, start + at]
                image[i, 0, at] = mean * image[i, 0, at] if eigenvector else mean
        for at in range(lanes):
            total[at] = image[0, 0, at]
        for i in range(1, n):
            for at in range(lanes):
                total[at] += image[i, 0, at]
        for i in range(n):
            for at in range(lanes):
                image[i, 0, at] /= total[at]
        for at in range(lanes):
            for i in range(n):
                weights[start + at, i] = image[i, 0, at]
