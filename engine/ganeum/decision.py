"""The decision matrix of a sector: scores by alternative and criterion, exceptions applied."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np

from ganeum.fields import Text
from ganeum.kernel.inputs import Floats
from ganeum.scenario_file import Alternative, ScenarioFile, Score, ScoreException
from ganeum.scenario_reading import leaves, score_value


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
    """

    alternatives: tuple[str, ...]
    criteria: tuple[str, ...]
    values: Floats
    directions: tuple[str, ...]
    left_out: Mapping[str, Text]
    exceptions: Mapping[tuple[str, str], ScoreException]


def decision_matrix(
    scenario: ScenarioFile, sector: str, grounds: Collection[str]
) -> DecisionMatrix:
    """Return the decision matrix of a sector, with score exceptions on the given grounds."""
    criteria = [leaf.criterion for leaf in leaves(scenario.criteria)]
    exceptions = {
        (alternative.id, exception.criterion): exception
        for alternative in scenario.alternatives
        for exception in alternative.exceptions
        if exception.sector == sector and exception.ground in grounds
    }
    rows: list[list[float]] = []
    kept: list[str] = []
    left_out: dict[str, Text] = {}
    for alternative in scenario.alternatives:
        scores = [score_of(alternative, criterion.id, exceptions) for criterion in criteria]
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
        tuple(criterion.direction for criterion in criteria),
        left_out,
        exceptions,
    )


def score_of(
    alternative: Alternative,
    criterion: str,
    exceptions: Mapping[tuple[str, str], ScoreException],
) -> Score:
    """Return the score of an alternative, the exception in force before the general one."""
    exception = exceptions.get((alternative.id, criterion))
    return exception.score if exception else alternative.scores[criterion]
