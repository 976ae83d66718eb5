"""The one orchestration: from a scenario to everything that is said about it."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from ganeum.decision import DecisionMatrix, decision_matrix
from ganeum.evidence import THEMES
from ganeum.fields import Text
from ganeum.kernel.inputs import Floats, one_of
from ganeum.loading import Scenario
from ganeum.problems import Problem, ScenarioError
from ganeum.ranking import METHODS, Method, Ranking, rank
from ganeum.scenario_file import GROUNDS
from ganeum.scenario_reading import leaves, sectors_of, sectors_with_needs
from ganeum.weights import SectorWeights, sector_weights


@dataclass(frozen=True, slots=True)
class SectorAnalysis:
    """What is known of one sector.

    Attributes
    ----------
    sector, name : its id and name.
    weights : of the top-level criteria, with their origin and consistency.
    leaf_weights : (n,) of the criteria that are scored, in the order of `matrix.criteria`.
    matrix : the decision matrix.
    rankings : by method; empty in the view `themes`, which knows weights only.
    """

    sector: str
    name: Text
    weights: SectorWeights
    leaf_weights: Floats
    matrix: DecisionMatrix
    rankings: Mapping[Method, Ranking]

    def ranking(self, method: Method) -> Ranking:
        """Return the ranking by "ahp" or "topsis"."""
        return self.rankings[method]


@dataclass(frozen=True, slots=True)
class Analysis(Mapping[str, SectorAnalysis]):
    """A scenario's sectors by id, under one crosswalk and with exceptions on some grounds."""

    scenario: Scenario
    crosswalk: str
    grounds: tuple[str, ...]
    methods: tuple[Method, ...]
    sectors: Mapping[str, SectorAnalysis]

    def __getitem__(self, sector: str) -> SectorAnalysis:
        """Return the analysis of one sector."""
        return self.sectors[sector]

    def __iter__(self) -> Iterator[str]:
        """Iterate over the ids of the sectors, in the scenario's order."""
        return iter(self.sectors)

    def __len__(self) -> int:
        """Return the number of sectors."""
        return len(self.sectors)


def analyse(
    scenario: Scenario,
    *,
    sectors: Sequence[str] | None = None,
    methods: Sequence[Method] = METHODS,
    crosswalk: str | None = None,
    grounds: Collection[str] | None = None,
) -> Analysis:
    """Rank a scenario's alternatives in each of its sectors.

    Parameters
    ----------
    scenario : Scenario
        As `load` returns it.
    sectors : sequence of ids, optional
        Which sectors; all if left out.
    methods : sequence of {"ahp", "topsis"}
        Which methods; both if left out.
    crosswalk : str, optional
        The name of a crosswalk of the scenario, or "themes" for the weights of all themes without
        rankings; the scenario's own choice if left out.
    grounds : collection of {"chapter3", "chapter4", "planner"}, optional
        On which grounds score exceptions are in force; the scenario's own choice if left out.

    Returns
    -------
    Analysis
        A mapping from sector ids.

    Raises
    ------
    ValueError
        If a method or ground is unknown.
    KeyError
        If a sector or crosswalk is not the scenario's.
    ScenarioError
        If the scenario's values cannot be normalised as it asks.
    """
    model = scenario.model
    chosen = crosswalk or model.weights.crosswalk
    accepted = tuple(grounds) if grounds is not None else model.use_exceptions
    for name in methods:
        one_of("methods", name, METHODS)
    for name in accepted:
        one_of("grounds", name, GROUNDS)
    if crosswalk is not None and crosswalk not in (*model.crosswalks, THEMES):
        raise KeyError(crosswalk)
    names = sectors_of(model, scenario.evidence.model if scenario.evidence else None)
    found = {
        sector: _sector(scenario, sector, names[sector], methods, chosen, accepted)
        for sector in (sectors if sectors is not None else names)
    }
    return Analysis(scenario, chosen, accepted, tuple(methods), found)


def _sector(
    scenario: Scenario,
    sector: str,
    name: Text,
    methods: Sequence[Method],
    crosswalk: str,
    grounds: Collection[str],
) -> SectorAnalysis:
    model = scenario.model
    evidence = scenario.evidence.model if scenario.evidence else None
    silent = evidence and sector not in sectors_with_needs(evidence, model.weights.groups)
    if crosswalk == THEMES and silent:
        values = {"sector": sector}
        raise ScenarioError(
            [Problem(str(scenario.file), 0, "sectors", "sector_without_evidence", values)]
        )
    weights = sector_weights(scenario, sector, crosswalk)
    matrix = decision_matrix(model, sector, grounds, weights.local)
    if crosswalk == THEMES:
        return SectorAnalysis(sector, name, weights, weights.values, matrix, {})
    by_criterion = weights.by_criterion()
    scored = leaves(model.criteria, weights.local)
    leaf_weights = np.array([by_criterion[leaf.top] * leaf.share for leaf in scored])
    labels = {a.id: a.name(model.language) for a in model.alternatives}
    rankings: dict[Method, Ranking] = {}
    for method in methods:
        try:
            rankings[method] = rank(matrix, leaf_weights, model.methods, method, labels)
        except ValueError as error:
            file = str(scenario.file)
            values = {"method": method.upper(), "detail": str(error)}
            problem = Problem(file, 0, f"methods.{method}", "method_refuses", values)
            raise ScenarioError([problem]) from None
    return SectorAnalysis(sector, name, weights, leaf_weights, matrix, rankings)
