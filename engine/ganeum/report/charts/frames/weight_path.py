"""Frames of what happens while the weight of one policy area moves from 0 to 1."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from ganeum.analysis import Analysis
from ganeum.kernel import ranks, reversal_weights
from ganeum.kernel.inputs import Floats
from ganeum.kernel.stability import MEETING
from ganeum.ranking import Method
from ganeum.report.ranking_report import alternative_names, criterion_names
from ganeum.sensitivity import examined
from ganeum.words import Language


@dataclass(frozen=True, slots=True, eq=False)
class WeightPath:
    """Scores along the weight of one area, the others keeping their proportions.

    Attributes
    ----------
    area : its name.
    present : its weight now.
    lines : alternative, name, weight, score; one row a point of a line. Empty where the area holds
        all the weight, so that there is no path.
    crossings : weight, score, above (the name of who leads above that weight), below, and
        changes_first; one row a swap of two, exact.
    changes : weight, score, before, after; one row a weight at which the first place changes.
    """

    area: str
    present: float
    lines: pd.DataFrame
    crossings: pd.DataFrame
    changes: pd.DataFrame


def weight_path(
    analysis: Analysis,
    sector: str,
    method: Method,
    criterion: str,
    language: Language,
    points: int = 61,
) -> WeightPath:
    """Return the scores along the weight of one criterion, and every exact crossing.

    Parameters
    ----------
    criterion : str
        Which of the criteria that are scored.
    points : int, default 61
        At how many weights, evenly from 0 to 1, the lines are drawn; the crossings do not depend
        on it.

    Raises
    ------
    KeyError
        If the analysis has no such sector or ranking.
    ValueError
        If the criterion is unknown.
    """
    case = examined(analysis, sector, method)
    k, base = case.criteria.index(criterion), case.weights
    called = {key: name(language) for key, name in alternative_names(analysis).items()}
    names = [called[key] for key in case.alternatives]
    area, present = criterion_names(analysis)[criterion](language), float(base[k])
    columns = (
        ["alternative", "name", "weight", "score"],
        ["weight", "score", "above", "below", "changes_first"],
        ["weight", "score", "before", "after"],
    )
    if present == base.sum():
        return WeightPath(area, present, *(pd.DataFrame(columns=each) for each in columns))
    swaps = reversal_weights(
        case.sector.matrix.values,
        base,
        case.sector.matrix.directions,
        k,
        case.kernel_method,
        case.normalisation,
    )

    def scores_at(places: Floats) -> Floats:
        t = places[:, None]
        return case.problem.scores((1 - t) * swaps.start + t * swaps.end)

    grid = np.unique(np.concatenate([np.linspace(0, 1, points), [present]]))
    lines = [
        (key, name, float(t), float(score))
        for i, (key, name) in enumerate(zip(case.alternatives, names, strict=True))
        for t, score in zip(grid, scores_at(grid)[:, i], strict=True)
    ]
    changes = _changes(swaps.weights, scores_at, names)
    turns = np.array([change[0] for change in changes])
    at_swaps = scores_at(swaps.weights)
    crossings: list[tuple[object, ...]] = []
    for row, t in enumerate(swaps.weights):
        above = int(swaps.ahead_above[row])
        score, best = at_swaps[row, above], at_swaps[row].max()
        turning = bool((np.abs(turns - t) <= MEETING).any()) and bool(best - score <= MEETING)
        below = int(swaps.pairs[row].sum()) - above
        crossings.append((float(t), float(score), names[above], names[below], turning))
    frames = zip((lines, crossings, changes), columns, strict=True)
    return WeightPath(area, present, *(pd.DataFrame(rows, columns=each) for rows, each in frames))


def _changes(
    swaps: Floats, scores_at: Callable[[Floats], Floats], names: Sequence[str]
) -> list[tuple[float, float, str, str]]:
    """Return where another leads: between two neighbouring swaps nobody overtakes anybody."""
    cuts = swaps[np.append(True, np.diff(swaps) > MEETING)] if len(swaps) else swaps
    ends = np.concatenate([[0.0], cuts, [1.0]])
    leaders = [
        [i for i, rank in enumerate(ranks(row).tolist()) if rank == 1]
        for row in scores_at((ends[:-1] + ends[1:]) / 2)
    ]
    tops = scores_at(cuts).max(axis=1) if len(cuts) else cuts
    return [
        (
            float(cut),
            float(top),
            ", ".join(names[i] for i in before),
            ", ".join(names[i] for i in after),
        )
        for cut, top, before, after in zip(cuts, tops, leaders, leaders[1:], strict=False)
        if before != after
    ]
