"""Aggregating the judgements of groups in many draws, as `group_priorities` does."""

from math import copysign, sqrt

from ganeum.kernel.compiled.native import entry, native
from ganeum.kernel.inputs import Floats
from ganeum.kernel.saaty_scale import HALF_WAY

Entries = tuple[float, float, float, float, float, float, float, float, float]

BEYOND = 10.0  # ratios from here on are all alike


@native
def entry_of(root: float, table: Entries) -> float:  # pragma: no cover -- compiled
    """Return the k-th entry, k the least whole number from `root` up: compared, not looked up.

    So many lanes do it at once.
    """
    found = table[0] if root <= 1.0 else table[1]
    found = found if root <= 2.0 else table[2]
    found = found if root <= 3.0 else table[3]
    found = found if root <= 4.0 else table[4]
    found = found if root <= 5.0 else table[5]
    found = found if root <= 6.0 else table[6]
    found = found if root <= 7.0 else table[7]
    return found if root <= 8.0 else table[8]


@entry
def aggregated(
    strong: Floats, voices: Floats, by_judgement: Entries, logs: Floats, sums: Floats
) -> None:  # pragma: no cover -- compiled
    """Fill in logarithms of the judgements of all pairs (p, s), and the sums of the rows (n, s).

    `strong` (g, n, s) and `voices` (g, s) are as there; `by_judgement` holds the logarithms of 1
    to 9.
    """
    g, n, s = strong.shape
    pair = 0
    for i in range(n):
        for at in range(s):
            sums[i, at] = 0.0
    for i in range(n):
        for j in range(i + 1, n):
            for group in range(g):
                for at in range(s):
                    one, other = strong[group, i, at], strong[group, j, at]
                    ratio = min(max(one, other) / min(one, other), BEYOND)
                    root = sqrt(ratio * ratio + 0.25) - (0.5 + HALF_WAY)
                    judged = copysign(entry_of(root, by_judgement), one - other)
                    term = judged * voices[group, at]
                    logs[pair, at] = term if group == 0 else logs[pair, at] + term
            pair += 1
    # row by row from the left, as they are summed there
    for i in range(n):
        for j in range(n):
            low, high = min(i, j), max(i, j)
            pair = low * n - low * (low + 1) // 2 + high - low - 1
            if i < j:
                for at in range(s):
                    sums[i, at] += logs[pair, at]
            elif i > j:
                for at in range(s):
                    sums[i, at] -= logs[pair, at]


@entry
def reciprocals(pairs: Floats, out: Floats) -> None:  # pragma: no cover -- compiled
    """Fill `out` (n, n, s) with the matrices whose upper halves are `pairs` (p, s)."""
    n, _, s = out.shape
    pair = 0
    for i in range(n):
        for at in range(s):
            out[i, i, at] = 1.0
        for j in range(i + 1, n):
            for at in range(s):
                out[i, j, at] = pairs[pair, at]
                out[j, i, at] = 1.0 / pairs[pair, at]
            pair += 1
