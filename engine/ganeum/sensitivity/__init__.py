"""How far a sector's ranking holds: exact flips, what evidence, methods and the field decide."""

from collections.abc import Mapping
from dataclasses import dataclass

from ganeum.analysis import Analysis
from ganeum.kernel import StabilityIntervals, stability_intervals
from ganeum.ranking import Method
from ganeum.sensitivity.board import Board, Standing, board, rank_range
from ganeum.sensitivity.contrast import Contrast, Contrasts, contrasts
from ganeum.sensitivity.examined import Examined, examined
from ganeum.sensitivity.flips import Flip, flips
from ganeum.sensitivity.influence import Influence, influence
from ganeum.sensitivity.lines import Line, lines
from ganeum.sensitivity.method_check import VARIANTS, MethodCheck, PeerCheck, method_check
from ganeum.sensitivity.method_gate import MethodVerdict, gate
from ganeum.sensitivity.rank_reversal import RankReversal, Reversal, rank_reversal
from ganeum.sensitivity.smallest_sets import SmallestSet, smallest_set
from ganeum.sensitivity.tiers import Tiers, tiers

__all__ = [
    "KEEPS",
    "VARIANTS",
    "Board",
    "Contrast",
    "Contrasts",
    "Examined",
    "Flip",
    "Influence",
    "Line",
    "MethodCheck",
    "MethodVerdict",
    "PeerCheck",
    "RankReversal",
    "Reversal",
    "Sensitivity",
    "SmallestSet",
    "Standing",
    "Tiers",
    "board",
    "examined",
    "gate",
    "rank_range",
    "sensitivity",
    "smallest_set",
    "tiers",
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
    influence : statements and groups, those that change most first; empty without evidence.
    method_check : the ranking under other methods and normalisations.
    rank_reversal : what moves when alternatives leave or are doubled, or criteria are split.
    contrast : the ranking under weights from the scores alone.
    """

    sector: str
    method: Method
    alternatives: tuple[str, ...]
    criteria: tuple[str, ...]
    first: tuple[str, ...]
    flips: tuple[Flip, ...]
    intervals: Mapping[str, StabilityIntervals]
    lines: tuple[Line, ...]
    influence: tuple[Influence, ...]
    method_check: MethodCheck
    rank_reversal: RankReversal
    contrast: Contrasts


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
        influence=influence(case),
        method_check=method_check(case),
        rank_reversal=rank_reversal(case),
        contrast=contrasts(case),
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
