"""Ranks of many lists of scores at once."""

from typing import Any

import numpy as np
import numpy.typing as npt

from ganeum.kernel.inputs import Floats

Ranks = npt.NDArray[np.integer[Any]]

FEW = 64  # alternatives up to which comparing pairs is faster than sorting


def ranks_many(scores: Floats, tolerance: float = 1e-12) -> Ranks:
    """Rank each column of scores as `ranks` does, 1 for the highest; ties share the better rank.

    Parameters
    ----------
    scores : (m, s) array
        Finite, which is not checked; higher is better.
    tolerance : float, default 1e-12
        Relative to the largest absolute score of the column.

    Returns
    -------
    (m, s) array
        Of the smallest type of whole numbers without sign that m needs.

    Examples
    --------
    >>> ranks_many(np.array([[0.2, 3.0], [0.9, 3.0], [0.2, 1.0]])).tolist()
    [[2, 1], [1, 1], [2, 3]]
    """
    m = len(scores)
    raised = scores + tolerance * np.abs(scores).max(axis=0)
    if m <= FEW:
        places = np.ones(scores.shape, dtype=np.uint8)
        ahead = np.empty(scores.shape, dtype=np.bool_)
        for score in scores:
            places += np.greater(score, raised, out=ahead).view(np.uint8)
        return places
    places = np.empty(scores.shape, dtype=np.min_scalar_type(m))
    for place, (ascending, limits) in enumerate(zip(np.sort(scores.T), raised.T, strict=True)):
        places[:, place] = m + 1 - np.searchsorted(ascending, limits, side="right")
    return places
