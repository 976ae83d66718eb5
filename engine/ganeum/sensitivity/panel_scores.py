"""Weights and scores that follow from what a panel says, where that is drawn or tried."""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from ganeum.analysis import Analysis, SectorAnalysis
from ganeum.kernel.inputs import Floats
from ganeum.kernel.scoring import scoring
from ganeum.panel_file import GOAL
from ganeum.scenario_file import Criterion
from ganeum.sensitivity.evidence_arrays import factored, on_leaves
from ganeum.sensitivity.examined import Examined
from ganeum.weights import SectorWeights


def panel_on_leaves(
    analysis: Analysis, found: SectorWeights, weights: Floats, drawn: Mapping[str, Floats]
) -> Floats:
    """Return the weights (k, s) of what is scored from those of the criteria (n, s) or (n, 1).

    Sub-criteria under a node of `drawn` share by the weights (n, s) there, the others as they do.
    """
    criteria = analysis.scenario.model.criteria
    if not any(node in drawn for node in _parents(criteria)):
        return on_leaves(analysis, found, weights)
    rows: list[Floats] = []

    def walk(criterion: Criterion, weight: Floats) -> None:
        if not criterion.criteria:
            rows.append(weight)
            return
        given = found.local.get(criterion.id) or {c.id: c.weight or 0.0 for c in criterion.criteria}
        shares = drawn.get(criterion.id, np.array(list(given.values()))[:, None])
        for child, share in zip(criterion.criteria, shares / shares.sum(axis=0), strict=True):
            walk(child, weight * share)

    for criterion, weight in zip(criteria, weights, strict=True):
        walk(criterion, weight)
    return np.array(np.broadcast_arrays(*rows))


def _parents(criteria: Sequence[Criterion]) -> Iterator[str]:
    for criterion in criteria:
        if criterion.criteria:
            yield criterion.id
            yield from _parents(criterion.criteria)


def judged_scores(
    analysis: Analysis, sector: SectorAnalysis, drawn: Mapping[str, Floats]
) -> dict[int, Floats]:
    """Return the scores (m, s) on each criterion that the panel judged and that is drawn."""
    matrix = sector.matrix
    every = [alternative.id for alternative in analysis.scenario.model.alternatives]
    rows = [every.index(alternative) for alternative in matrix.alternatives]
    return {
        matrix.criteria.index(name): drawn[name][rows] for name in matrix.judged if name in drawn
    }


def panel_scores(case: Examined, drawn: Mapping[str, Floats]) -> Floats:
    """Return the scores (m, s) of a ranking when the weights (n, s) under some nodes are these."""
    found = case.sector.weights
    weights = factored(found, drawn[GOAL]) if GOAL in drawn else found.values[:, None]
    scored = panel_on_leaves(case.analysis, found, weights, drawn)
    size = max(each.shape[1] for each in drawn.values())
    scored = np.broadcast_to(scored, (len(scored), size))
    judged = judged_scores(case.analysis, case.sector, drawn)
    if not judged:
        return case.problem.scores(scored.T).T
    scores: list[Floats] = []
    for place, column in enumerate(scored.T):
        values = case.sector.matrix.values.copy()
        for k, judgements in judged.items():
            values[:, k] = judgements[:, place]
        rule = (case.sector.matrix.directions, case.kernel_method, case.normalisation)
        scores.append(scoring(values, *rule).scores(column[None])[0])
    return np.array(scores).T
