"""Priorities from what several groups call for, in many draws at once."""

from itertools import combinations

import numpy as np

from ganeum.kernel.engines import compiled
from ganeum.kernel.inputs import Floats
from ganeum.kernel.saaty_scale import saaty_values
from ganeum.kernel.squaring import priorities_of_logs

AT_ONCE = 2048  # draws whose judgement matrices stay in the processor's cache
WORTH = 3_000_000  # draws from which compiling pays for itself


def group_priorities(
    intensities: Floats, voices: Floats, method: str = "eigenvector", items: int = 0
) -> Floats:
    """Return priorities from how strongly each group calls for each criterion, in many draws.

    Parameters
    ----------
    intensities : (g, n, s) array
        Positive, which is not checked, as nothing here is; s is 1 where all draws have the same.
    voices : (g, s) array
        Weights of the groups, each column summing to 1; s is 1 where all draws have the same.
    method : {"eigenvector", "geometric_mean"}
    items : int
        How many draws there are in all: from 3,000,000 on compiled code is worth loading, if it is
        installed. Once it is loaded it is used anyway. It changes no digit.

    Returns
    -------
    (n, s) array

    Notes
    -----
    As `saaty_judgements`, `aggregate_judgements` and `priorities` one after the other.

    Examples
    --------
    >>> twice = np.array([[[8.0], [1.0]], [[2.0], [1.0]]])
    >>> group_priorities(twice, np.array([[0.5], [0.5]])).round(4).tolist()
    [[0.8], [0.2]]
    """
    g, n, _ = intensities.shape
    count = max(intensities.shape[2], voices.shape[1])
    strong, heard = np.broadcast_to(intensities, (g, n, count)), np.broadcast_to(voices, (g, count))
    block = _block
    if count > 1 and compiled("auto", items, WORTH, "judgements"):
        from ganeum.kernel.compiled.judgements import group_block as block
    parts = [
        block(strong[:, :, start : start + AT_ONCE], heard[:, start : start + AT_ONCE], method)
        for start in range(0, count, AT_ONCE)
    ]
    return np.concatenate(parts, axis=1)


def _block(strong: Floats, voices: Floats, method: str) -> Floats:
    return priorities_of_logs(_judgements(strong, voices), method)


def _judgements(strong: Floats, voices: Floats) -> Floats:
    """Return the groups' judgements, aggregated, in logarithms (n, n, s)."""
    n, count = strong.shape[1:]
    logs = np.zeros((n, n, count))
    for i, j in combinations(range(n), 2):
        one, other = strong[:, i], strong[:, j]
        ratio = np.maximum(one, other)
        ratio /= np.minimum(one, other)
        judged = saaty_values(ratio)
        np.log(judged, out=judged)
        np.copysign(judged, one - other, out=judged)
        judged *= voices
        np.add.reduce(judged, axis=0, out=logs[i, j])
        np.negative(logs[i, j], out=logs[j, i])
    return logs
