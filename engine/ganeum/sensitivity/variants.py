"""The engine's own methods under the normalisations that are usual for them."""

from collections.abc import Mapping, Sequence

from ganeum.kernel.inputs import Floats
from ganeum.kernel.scoring import scoring
from ganeum.ranking import Method
from ganeum.sensitivity.examined import KERNEL_METHODS

# the normalisations under which each method is usual
VARIANTS: Mapping[Method, Sequence[str]] = {
    "ahp": ("ideal", "distributive"),
    "topsis": ("vector", "minmax", "max", "sum"),
}


def variant_scores(
    method: Method,
    normalisation: str,
    matrix: Floats,
    weights: Floats,
    directions: Sequence[str],
) -> Floats:
    """Return the scores (m,) by a method and a normalisation, higher is better.

    Raises
    ------
    ValueError
        If the matrix cannot be normalised so.
    """
    problem = scoring(matrix, directions, KERNEL_METHODS[method], normalisation)
    return problem.scores(weights[None])[0]
