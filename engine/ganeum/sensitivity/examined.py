"""One ranking of one sector, as every part of its examination takes it."""

from collections.abc import Mapping
from dataclasses import dataclass

from ganeum.analysis import Analysis, SectorAnalysis
from ganeum.kernel.inputs import Floats
from ganeum.kernel.scoring import Scoring, scoring
from ganeum.ranking import Method, Ranking
from ganeum.scenario_file import Methods
from ganeum.scenario_reading import Local, leaves

KERNEL_METHODS: Mapping[Method, str] = {"ahp": "weighted_sum", "topsis": "topsis"}


@dataclass(frozen=True, slots=True)
class Examined:
    """The ranking that is examined.

    Attributes
    ----------
    analysis, sector, method : which ranking.
    problem : its decision problem with the weights left open.
    """

    analysis: Analysis
    sector: SectorAnalysis
    method: Method
    problem: Scoring

    @property
    def ranking(self) -> Ranking:
        """The ranking as it is."""
        return self.sector.ranking(self.method)

    @property
    def weights(self) -> Floats:
        """The present weights (n,) of the criteria that are scored."""
        return self.sector.leaf_weights

    @property
    def alternatives(self) -> tuple[str, ...]:
        """The ids (m,) of what is ranked."""
        return self.sector.matrix.alternatives

    @property
    def criteria(self) -> tuple[str, ...]:
        """The ids (n,) of what is scored."""
        return self.sector.matrix.criteria

    @property
    def kernel_method(self) -> str:
        """What the kernel calls the method."""
        return KERNEL_METHODS[self.method]

    @property
    def normalisation(self) -> str:
        """The scenario's normalisation for the method."""
        return normalisation_of(self.analysis.scenario.model.methods, self.method)

    def first(self) -> tuple[str, ...]:
        """Return who is first; several if tied."""
        return tuple(
            name
            for name, rank in zip(self.alternatives, self.ranking.ranks.tolist(), strict=True)
            if rank == 1
        )


def examined(analysis: Analysis, sector: str, method: Method) -> Examined:
    """Return a ranking ready for examination.

    Raises
    ------
    KeyError
        If the analysis has no such sector or ranking.
    """
    found = analysis[sector]
    found.ranking(method)
    rule = normalisation_of(analysis.scenario.model.methods, method)
    matrix = found.matrix
    problem = scoring(matrix.values, matrix.directions, KERNEL_METHODS[method], rule)
    return Examined(analysis, found, method, problem)


def normalisation_of(methods: Methods, method: Method) -> str:
    """Return the normalisation that a scenario asks for."""
    return methods.ahp.normalisation if method == "ahp" else methods.topsis.normalisation


def leaf_weights(
    analysis: Analysis, by_criterion: Mapping[str, float], local: Local | None = None
) -> list[float]:
    """Return the weights of what is scored from those of the top-level criteria.

    `local` holds the shares of sub-criteria that a panel gave in the sector.
    """
    scored = leaves(analysis.scenario.model.criteria, local)
    return [by_criterion[leaf.top] * leaf.share for leaf in scored]
