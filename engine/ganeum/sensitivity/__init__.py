"""How far a sector's ranking holds: weights, groups, scores, evidence and methods that move it."""

from collections.abc import Mapping
from dataclasses import dataclass

from ganeum.analysis import Analysis
from ganeum.kernel import StabilityIntervals, stability_intervals
from ganeum.ranking import Method
from ganeum.sensitivity.examined import Examined, examined
from ganeum.sensitivity.flips import Flip, flips
from ganeum.sensitivity.group_weights import GroupWeight, group_weights
from ganeum.sensitivity.influence import Influence, influence
from ganeum.sensitivity.lines import Line, lines
from ganeum.sensitivity.method_check import VARIANTS, MethodCheck, method_check
from ganeum.sensitivity.scores import ScoreFlip, score_flips
from ganeum.sensitivity.wins import Move, Win, wins

__all__ = [
    "KEEPS",
    "VARIANTS",
    "Examined",
    "Flip",
    "GroupWeight",
    "Influence",
    "Line",
    "MethodCheck",
    "Move",
    "ScoreFlip",
    "Sensitivity",
    "Win",
    "examined",
    "sensitivity",
    "wins",
]

KEEPS = ("first", "top3", "order")


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """What is known of how far one ranking holds.

    Attributes
    ----------
    first : who is first now; several if tied.
    flips : nearest first.
    intervals : by what is kept: "first", "top3", "order".
    lines : towards equal weights and towards each group's own.
    group_weights : how far each group's weight can move; empty where fewer than two groups speak.
    score_flips : single scores at which the first place changes, nearest first.
    influence : statements and groups, those that change most first; empty without evidence.
    """

    sector: str
    method: Method
    alternatives: tuple[str, ...]
    criteria: tuple[str, ...]
    first: tuple[str, ...]
    flips: tuple[Flip, ...]
    intervals: Mapping[str, StabilityIntervals]
    lines: tuple[Line, ...]
    group_weights: tuple[GroupWeight, ...]
    score_flips: tuple[ScoreFlip, ...]
    influence: tuple[Influence, ...]
    method_check: MethodCheck


def sensitivity(analysis: Analysis, sector: str, method: Method) -> Sensitivity:
    """Examine one ranking of an analysis.

    Raises
    ------
    KeyError
        If the analysis has no such sector or ranking.
    """
    case = examined(analysis, sector, method)
    intervals = {keep: _intervals(case, keep) for keep in KEEPS}
    return Sensitivity(
        sector=sector,
        method=method,
        alternatives=case.alternatives,
        criteria=case.criteria,
        first=case.first(),
        flips=flips(case, intervals["first"]),
        intervals=intervals,
        lines=tuple(lines(case)),
        group_weights=tuple(group_weights(case)),
        score_flips=score_flips(case),
        influence=influence(case),
        method_check=method_check(case),
    )


def _intervals(case: Examined, keep: str) -> StabilityIntervals:
    matrix = case.sector.matrix
    return stability_intervals(
        matrix.values,
        case.weights,
        matrix.directions,
        case.kernel_method,
        case.normalisation,
        keep,
    )
