"""How far a sector's ranking holds: weights, groups, scores, evidence and methods that move it."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from ganeum.analysis import Analysis
from ganeum.kernel import StabilityIntervals, stability_intervals
from ganeum.ranking import Method
from ganeum.sensitivity.board import Board, Standing, board, rank_range
from ganeum.sensitivity.contrast import Contrast, Contrasts, contrasts
from ganeum.sensitivity.examined import Examined, examined
from ganeum.sensitivity.flips import Flip, flips
from ganeum.sensitivity.group_weights import GroupWeight, group_weights
from ganeum.sensitivity.influence import Influence, influence
from ganeum.sensitivity.lines import Line, lines
from ganeum.sensitivity.method_check import VARIANTS, MethodCheck, PeerCheck, method_check
from ganeum.sensitivity.method_gate import MethodVerdict, gate
from ganeum.sensitivity.rank_reversal import RankReversal, Reversal, rank_reversal
from ganeum.sensitivity.scores import ScoreFlip, score_flips
from ganeum.sensitivity.smallest_sets import SmallestSet, smallest_set
from ganeum.sensitivity.tiers import Tiers, tiers
from ganeum.sensitivity.weight_space import WeightSpace, weight_space
from ganeum.sensitivity.wins import Move, Win, wins

__all__ = [
    "KEEPS",
    "PARTS",
    "VARIANTS",
    "Board",
    "Contrast",
    "Contrasts",
    "Examined",
    "Flip",
    "GroupWeight",
    "Influence",
    "Line",
    "MethodCheck",
    "MethodVerdict",
    "Move",
    "PeerCheck",
    "RankReversal",
    "Reversal",
    "ScoreFlip",
    "Sensitivity",
    "SmallestSet",
    "Standing",
    "Tiers",
    "WeightSpace",
    "Win",
    "board",
    "examined",
    "gate",
    "rank_range",
    "sensitivity",
    "smallest_set",
    "tiers",
    "wins",
]

KEEPS = ("first", "top3", "order")


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """What is known of how far one ranking holds; a part that was not asked for is empty.

    Attributes
    ----------
    first : who is first now; several if tied.
    flips : nearest first.
    intervals : by what is kept: "first", "top3", "order".
    lines : towards equal weights and towards each group's own.
    group_weights : how far each group's weight can move; empty where fewer than two groups speak.
    score_flips : single scores at which the first place changes, nearest first.
    weight_space : who is first over all weights, and under each stated order.
    influence : statements and groups, those that change most first; empty without evidence.
    smallest_set : the fewest statements without which somebody else is first.
    method_check : the ranking under other methods and normalisations.
    rank_reversal : what moves when alternatives leave or are doubled, or criteria are split.
    contrast : the ranking under weights from the scores alone.
    """

    sector: str
    method: Method
    alternatives: tuple[str, ...]
    criteria: tuple[str, ...]
    first: tuple[str, ...]
    flips: tuple[Flip, ...] = ()
    intervals: Mapping[str, StabilityIntervals] = field(
        default_factory=dict[str, StabilityIntervals]
    )
    lines: tuple[Line, ...] = ()
    group_weights: tuple[GroupWeight, ...] = ()
    score_flips: tuple[ScoreFlip, ...] = ()
    weight_space: tuple[WeightSpace, ...] = ()
    influence: tuple[Influence, ...] = ()
    smallest_set: SmallestSet | None = None
    method_check: MethodCheck | None = None
    rank_reversal: RankReversal | None = None
    contrast: Contrasts | None = None


PARTS: Mapping[str, Callable[[Examined], object]] = {
    "flips": lambda case: flips(case, stability(case, "first")),
    "intervals": lambda case: {keep: stability(case, keep) for keep in KEEPS},
    "lines": lambda case: tuple(lines(case)),
    "group_weights": lambda case: tuple(group_weights(case)),
    "score_flips": score_flips,
    "weight_space": weight_space,
    "influence": influence,
    "smallest_set": smallest_set,
    "method_check": method_check,
    "rank_reversal": rank_reversal,
    "contrast": contrasts,
}


def sensitivity(
    analysis: Analysis, sector: str, method: Method, parts: Collection[str] = tuple(PARTS)
) -> Sensitivity:
    """Examine one ranking of an analysis.

    Parameters
    ----------
    analysis : Analysis
    sector : str
    method : {"ahp", "topsis"}
    parts : collection of the names in `PARTS`
        What to examine; everything if left out. The method check alone imports pymcdm.

    Raises
    ------
    KeyError
        If the analysis has no such sector or ranking, or a part has no such name.
    """
    case = examined(analysis, sector, method)
    found: dict[str, Any] = {name: PARTS[name](case) for name in parts}
    return Sensitivity(
        sector=sector,
        method=method,
        alternatives=case.alternatives,
        criteria=case.criteria,
        first=case.first(),
        **found,
    )


def stability(case: Examined, keep: str) -> StabilityIntervals:
    """Return between which weights of each criterion something stays."""
    matrix = case.sector.matrix
    return stability_intervals(
        matrix.values,
        case.weights,
        matrix.directions,
        case.kernel_method,
        case.normalisation,
        keep,
    )
