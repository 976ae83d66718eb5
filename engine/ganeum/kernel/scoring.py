"""What is left of a method once its matrix is known: how scores depend on the weights alone."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ganeum.kernel.inputs import Floats, one_of
from ganeum.kernel.topsis import unweighted as topsis_values
from ganeum.kernel.weighted_sum import unweighted as weighted_sum_values

METHODS = ("topsis", "weighted_sum")


@dataclass(frozen=True, slots=True, eq=False)
class Scoring:
    """A decision problem of which only the weights are open.

    Attributes
    ----------
    method : "topsis" or "weighted_sum".
    gains : (m, n) for the weighted sum the normalised values; for TOPSIS the squared distances of
        the normalised values to the anti-ideal, criterion by criterion.
    losses : (m, n) for TOPSIS the squared distances to the ideal; zero for the weighted sum.

    Notes
    -----
    The normalisations do not depend on weights, and for non-negative weights neither do the rows
    at which ideal and anti-ideal are reached. So the weighted sum is ``gains @ w`` and the squared
    TOPSIS distances are ``gains @ w**2`` and ``losses @ w**2``.
    """

    method: str
    gains: Floats
    losses: Floats

    @property
    def shape(self) -> tuple[int, int]:
        """(m, n)."""
        return self.gains.shape[0], self.gains.shape[1]

    def scores(self, weights: Floats) -> Floats:
        """Return the scores (s, m) under many weights (s, n)."""
        if self.method == "weighted_sum":
            return weights @ self.gains.T
        squares = weights**2
        to_worst = np.sqrt(squares @ self.gains.T)
        both = to_worst + np.sqrt(squares @ self.losses.T)
        return np.where(both == 0, 0.5, to_worst / np.where(both == 0, 1.0, both))


def scoring(
    decision_matrix: npt.ArrayLike,
    directions: Sequence[str],
    method: str,
    normalisation: str | None,
) -> Scoring:
    """Prepare a decision problem for many weights.

    Raises
    ------
    ValueError
        As `weighted_sum` and `topsis` do.
    """
    one_of("method", method, METHODS)
    if method == "weighted_sum":
        values = weighted_sum_values(decision_matrix, directions, normalisation)
        return Scoring(method, values, np.zeros_like(values))
    values, ideal, anti_ideal = topsis_values(decision_matrix, directions, normalisation)
    return Scoring(method, (values - anti_ideal) ** 2, (values - ideal) ** 2)
