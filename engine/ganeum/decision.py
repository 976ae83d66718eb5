"""The decision matrix of a sector: scores by alternative and criterion, exceptions applied."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

import numpy as np

from ganeum.fields import Text
from ganeum.kernel.inputs import Floats
from ganeum.scenario_file import Alternative, ScenarioFile, Score, ScoreException
from ganeum.scenario_reading import Local, leaves, score_value
from ganeum.words import say

_JUDGED = Text(ko=say("panel_score", "ko"), en=say("panel_score", "en"))


@dataclass(frozen=True, slots=True)
class DecisionMatrix:
    """Scores of the alternatives that can be ranked.

    Attributes
    ----------
    alternatives : (m,) ids of the alternatives that are ranked.
    criteria : (n,) ids of the criteria that are scored (the leaves, where criteria are nested).
    values : (m, n).
    directions : (n,) "benefit" or "cost".
    left_out : why an alternative is not ranked: the reason of its missing score.
    exceptions : the exceptions in force, by alternative and criterion.
    judged : a panel's priorities of the alternatives, by criterion under which it compared them:
        there they are the scores, whatever the scenario says, and more is better.
    """

    alternatives: tuple[str, ...]
    criteria: tuple[str, ...]
    values: Floats
    directions: tuple[str, ...]
    left_out: Mapping[str, Text]
    exceptions: Mapping[tuple[str, str], ScoreException]
    judged: Local = field(default_factory=dict[str, Mapping[str, float]])

    def score_of(self, alternative: Alternative, criterion: str) -> Score:
        """Return what an alternative scores here: judged, by exception in force, or in general."""
        return _score_of(alternative, criterion, self.exceptions, self.judged)


def decision_matrix(
    scenario: ScenarioFile,
    sector: str,
    grounds: Collection[str],
    judged: Local = MappingProxyType({}),
) -> DecisionMatrix:
    """Return the decision matrix of a sector, with score exceptions on the given grounds.

    `judged` holds priorities by node of a panel; those under criteria that are scored are scores.
    """
    criteria = [leaf.criterion for leaf in leaves(scenario.criteria)]
    exceptions = {
        (alternative.id, exception.criterion): exception
        for alternative in scenario.alternatives
        for exception in alternative.exceptions
        if exception.sector == sector and exception.ground in grounds
    }
    judged = {
        criterion.id: judged[criterion.id] for criterion in criteria if criterion.id in judged
    }
    rows: list[list[float]] = []
    kept: list[str] = []
    left_out: dict[str, Text] = {}
    for alternative in scenario.alternatives:
        scores = [_score_of(alternative, c.id, exceptions, judged) for c in criteria]
        values = [score_value(score) for score in scores]
        whole = [value for value in values if value is not None]
        if len(whole) == len(values):
            kept.append(alternative.id)
            rows.append(whole)
        else:
            left_out[alternative.id] = next(s.missing for s in scores if s.missing is not None)
    return DecisionMatrix(
        tuple(kept),
        tuple(criterion.id for criterion in criteria),
        np.array(rows, dtype=np.float64),
        tuple("benefit" if c.id in judged else c.direction for c in criteria),
        left_out,
        exceptions,
        judged,
    )


def _score_of(
    alternative: Alternative,
    criterion: str,
    exceptions: Mapping[tuple[str, str], ScoreException],
    judged: Local,
) -> Score:
    if criterion in judged:
        return Score(value=judged[criterion][alternative.id], rationale=_JUDGED)
    exception = exceptions.get((alternative.id, criterion))
    return exception.score if exception else alternative.scores[criterion]
