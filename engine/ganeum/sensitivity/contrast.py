"""The ranking under weights that follow from the decision matrix alone, as a contrast."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from ganeum.kernel import contrast_weights, kendall_tau, ranks
from ganeum.kernel.contrast_weights import RULES
from ganeum.kernel.inputs import Floats, Integers
from ganeum.sensitivity.examined import Examined


@dataclass(frozen=True, slots=True, eq=False)
class Contrast:
    """The ranking under one rule's weights.

    Attributes
    ----------
    rule : "equal", "deviation", "entropy" or "critic".
    weights : (n,) of what is scored.
    ranks : (m,).
    first : who is first; several if tied.
    changes_first : whether those are others than now.
    tau : Kendall's tau-b with the ranking that is examined; NaN where all are tied.
    """

    rule: str
    weights: Floats
    ranks: Integers
    first: tuple[str, ...]
    changes_first: bool
    tau: float


@dataclass(frozen=True, slots=True)
class Contrasts:
    """The ranking under every rule's weights.

    They say how far the scores alone spread, not what anybody asked for: a contrast to the
    evidence's weights, no rival of them.

    Attributes
    ----------
    cases : one a rule.
    refused : why a rule gives no weights.
    """

    cases: tuple[Contrast, ...]
    refused: Mapping[str, str]


def contrasts(case: Examined) -> Contrasts:
    """Return the ranking under the weights of each rule of `kernel.contrast_weights`."""
    matrix = case.sector.matrix
    found: list[Contrast] = []
    refused: dict[str, str] = {}
    for rule in RULES:
        try:
            weights = contrast_weights(matrix.values, matrix.directions, rule).weights
        except ValueError as error:
            refused[rule] = str(error)
            continue
        then = ranks(case.problem.scores(weights[None])[0])
        first = tuple(case.alternatives[i] for i in np.flatnonzero(then == 1))
        changes = first != case.first()
        tau = kendall_tau(case.ranking.ranks, then)
        found.append(Contrast(rule, weights, then, first, changes, tau))
    return Contrasts(tuple(found), refused)
