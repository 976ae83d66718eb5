"""Scores at which the first place changes, exact, nearest first."""

from dataclasses import dataclass

import numpy as np

from ganeum.kernel import score_thresholds
from ganeum.kernel.inputs import Floats
from ganeum.kernel.stability import NOBODY
from ganeum.scenario_reading import leaves
from ganeum.sensitivity.examined import Examined


@dataclass(frozen=True, slots=True)
class ScoreFlip:
    """A change of one score, all others as they are, at which the first place changes.

    Attributes
    ----------
    alternative, criterion : whose score.
    present, needed : the score now, and at the flip.
    rises : whether it goes up.
    moved : how far, as a share of the scale: from the lowest level to the highest, or from the
        criterion's smallest score to its largest where it has no levels.
    next_first : who is first beyond.
    """

    alternative: str
    criterion: str
    present: float
    needed: float
    rises: bool
    moved: float
    next_first: str


def score_flips(case: Examined) -> tuple[ScoreFlip, ...]:
    """Return every flip of one score within its scale.

    Scores in levels move between the scenario's lowest and highest level; others from 0 upwards,
    or without bound where the criterion has a negative score.
    """
    matrix = case.sector.matrix
    lowest, highest = _scales(case)
    found = score_thresholds(
        matrix.values,
        case.weights,
        matrix.directions,
        case.kernel_method,
        case.normalisation,
        lowest,
        highest,
    )
    smallest: Floats = matrix.values.min(axis=0)
    largest: Floats = matrix.values.max(axis=0)
    span = np.where(np.isfinite(highest), highest - lowest, largest - smallest)
    flips = [
        ScoreFlip(
            alternative=case.alternatives[i],
            criterion=case.criteria[k],
            present=float(found.present[i, k]),
            needed=float(bound[i, k]),
            rises=side == 1,
            moved=float(abs(bound[i, k] - found.present[i, k]) / (span[k] or 1.0)),
            next_first=case.alternatives[int(found.next_first[i, k, side])],
        )
        for side, bound in enumerate((found.lower, found.upper))
        for i, k in np.argwhere(found.next_first[..., side] != NOBODY).tolist()
    ]
    return tuple(sorted(flips, key=lambda f: (f.moved, f.alternative, f.criterion, f.rises)))


def _scales(case: Examined) -> tuple[Floats, Floats]:
    """Return the lowest and the highest admissible score (n,) of each criterion."""
    model = case.analysis.scenario.model
    levels = [level.level for level in model.levels]
    smallest: Floats = case.sector.matrix.values.min(axis=0)
    scales = [
        (min(levels), max(levels))
        if leaf.criterion.scale == "levels" and leaf.criterion.id not in case.sector.matrix.judged
        else (0.0 if least >= 0 else -np.inf, np.inf)
        for leaf, least in zip(leaves(model.criteria), smallest.tolist(), strict=True)
    ]
    table = np.array(scales, dtype=np.float64)
    return table[:, 0], table[:, 1]
