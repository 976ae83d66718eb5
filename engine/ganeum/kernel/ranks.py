"""Ranks with ties."""

from bisect import bisect_right

import numpy as np
import numpy.typing as npt

from ganeum.kernel.inputs import Floats, Integers, finite, read_only_integers
from ganeum.kernel.ranks_many import FEW, ranks_many

TOLERANCE = 1e-12


def ranks(scores: npt.ArrayLike, tolerance: float = TOLERANCE) -> Integers:
    """Rank scores, 1 for the highest; ties share the better rank ("1224").

    Parameters
    ----------
    scores : (m,) array_like
        Finite; higher is better.
    tolerance : float, default 1e-12
        Scores closer than this, relative to the largest absolute score, are tied, whatever both
        have in common. Non-negative.

    Returns
    -------
    (m,) int array
        One more than the number of scores that are higher by more than the tolerance.

    Raises
    ------
    ValueError
        If scores are not finite and one-dimensional, or the tolerance is negative or not finite.

    Examples
    --------
    >>> ranks([0.2, 0.9, 0.2, 0.1])
    array([2, 1, 2, 4])
    """
    array = finite("scores", scores, 1)
    if not (np.isfinite(tolerance) and tolerance >= 0):
        raise ValueError(f"tolerance is {tolerance}, not a non-negative number")
    margin = tolerance * float(np.abs(array).max())
    ascending = sorted(array.tolist())
    higher = [len(ascending) - bisect_right(ascending, score + margin) for score in array.tolist()]
    return read_only_integers([1 + count for count in higher])


def rank_rows(scores: Floats) -> Integers:
    """Return what `ranks` says of each row of finite scores (s, m)."""
    if scores.shape[1] > FEW:
        return ranks_many(scores.T, TOLERANCE).T.astype(np.int64)
    beyond = scores + TOLERANCE * np.abs(scores).max(axis=1, keepdims=True)
    found = np.ones(scores.shape, dtype=np.int64)
    for other in scores.T:
        found += other[:, None] > beyond
    return found
