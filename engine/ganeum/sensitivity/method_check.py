"""Whether the choice of method and normalisation decides a ranking."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from ganeum.kernel import ranks
from ganeum.kernel.inputs import Floats, Integers
from ganeum.kernel.rank_agreement import concordance, kendall_tau
from ganeum.kernel.scoring import scoring
from ganeum.ranking import Method
from ganeum.sensitivity.examined import KERNEL_METHODS, Examined, normalisation_of

# the normalisations under which each method is usual; the scenario's own choice is added
VARIANTS: Mapping[Method, Sequence[str]] = {
    "ahp": ("ideal", "distributive"),
    "topsis": ("vector", "minmax", "max", "sum"),
}


@dataclass(frozen=True, slots=True)
class MethodCheck:
    """The ranking under every method and normalisation.

    Attributes
    ----------
    variants : (v,) as "ahp ideal".
    ranks : (v, m).
    tau : (v,) Kendall's tau-b with the ranking that is examined; NaN where all are tied.
    concordance : Kendall's W over all variants.
    refused : why a variant could not be computed.
    """

    variants: tuple[str, ...]
    ranks: Integers
    tau: Floats
    concordance: float
    refused: Mapping[str, str] = field(default_factory=dict[str, str])


def method_check(case: Examined) -> MethodCheck:
    """Return the ranking under each method and its usual normalisations."""
    matrix, methods = case.sector.matrix, case.analysis.scenario.model.methods
    variants: list[str] = []
    rows: list[Integers] = []
    refused: dict[str, str] = {}
    for method, normalisations in VARIANTS.items():
        own = normalisation_of(methods, method)
        for normalisation in dict.fromkeys([*normalisations, own]):
            name = f"{method} {normalisation}"
            try:
                problem = scoring(
                    matrix.values, matrix.directions, KERNEL_METHODS[method], normalisation
                )
            except ValueError as error:
                refused[name] = str(error)
                continue
            variants.append(name)
            rows.append(ranks(problem.scores(case.weights[None])[0]))
    table = np.array(rows)
    tau = np.array([kendall_tau(case.ranking.ranks, row) for row in rows])
    return MethodCheck(tuple(variants), table, tau, concordance(table), refused)
