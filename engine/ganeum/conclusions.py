"""Does the evidence of chapter 3 bear out what chapter 4 concludes? Printed either way."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from ganeum.analysis import Analysis, analyse
from ganeum.evidence_file import Conclusion, Strategy
from ganeum.loading import Scenario
from ganeum.ranking import METHODS, Method, Ranking

FIRST_PLACES = 2
CIRCULAR = "chapter4"  # its exceptions would let the conclusion prove itself


@dataclass(frozen=True, slots=True)
class Finding:
    """One conclusion under one crosswalk and one method.

    Attributes
    ----------
    conclusion, strategy : what is tested.
    crosswalk, method : under what.
    best_ranks : the best rank of the strategy's programmes, by stressed sector.
    level : whether that is among the first two in every stressed sector.
    contrast : the strategy's best score as a share of the sector's best, mean over the stressed
        sectors minus mean over the others; None where every sector is stressed.
    """

    conclusion: Conclusion
    strategy: Strategy
    crosswalk: str
    method: Method
    best_ranks: Mapping[str, int]
    level: bool
    contrast: float | None

    @property
    def holds(self) -> bool:
        """Whether both figures bear the conclusion out."""
        return self.level and (self.contrast is None or self.contrast > 0)


def findings(scenario: Scenario, *, exceptions: bool = True) -> Iterator[Finding]:
    """Yield each conclusion that the alternatives can test, under each crosswalk and method.

    Score exceptions from chapter 4 are always off; without `exceptions` all others are too.
    """
    if scenario.evidence is None:
        return
    evidence = scenario.evidence.model
    strategies = {strategy.id: strategy for strategy in evidence.strategies}
    grounds = [ground for ground in scenario.model.use_exceptions if ground != CIRCULAR]
    if not exceptions:
        grounds = []
    analyses = {
        name: analyse(scenario, crosswalk=name, grounds=grounds)
        for name in scenario.model.crosswalks
    }
    ranked = {alternative.id for alternative in scenario.model.alternatives}
    for conclusion in evidence.conclusions:
        strategy = strategies[conclusion.strategy]
        if not ranked.intersection(strategy.programmes):
            continue
        for crosswalk, analysis in analyses.items():
            for method in METHODS:
                yield _finding(conclusion, strategy, analysis, crosswalk, method)


def _finding(
    conclusion: Conclusion,
    strategy: Strategy,
    analysis: Analysis,
    crosswalk: str,
    method: Method,
) -> Finding:
    stressed = [sector for sector in analysis if sector in conclusion.sectors]
    others = [sector for sector in analysis if sector not in conclusion.sectors]
    best = {s: _best(analysis[s].ranking(method), strategy) for s in analysis}
    contrast = None
    if others and stressed:
        contrast = float(
            np.mean([best[s][1] for s in stressed]) - np.mean([best[s][1] for s in others])
        )
    best_ranks = {sector: best[sector][0] for sector in stressed}
    level = bool(stressed) and all(place <= FIRST_PLACES for place in best_ranks.values())
    return Finding(conclusion, strategy, crosswalk, method, best_ranks, level, contrast)


def _best(ranking: Ranking, strategy: Strategy) -> tuple[int, float]:
    """Return the best rank of a strategy's programmes and its score as a share of the best.

    Programmes that could not be ranked come after all others, with nothing.
    """
    own = [i for i, name in enumerate(ranking.alternatives) if name in strategy.programmes]
    top = float(ranking.scores.max())
    rank = min((int(ranking.ranks[i]) for i in own), default=len(ranking.ranks) + 1)
    score = max((float(ranking.scores[i]) for i in own), default=0.0)
    return rank, score / top if top else 1.0
