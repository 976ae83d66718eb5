"""Which judgements clash with the others, and what they would have to be to clash less."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from ganeum.kernel.answers import Answered, answered_judgements
from ganeum.kernel.incomplete_priorities import gap_solutions, incomplete_priorities
from ganeum.kernel.inputs import Floats, Integers, one_of, read_only, read_only_integers
from ganeum.kernel.random_indices import DEFAULT_TABLE

JUDGEMENT_SCALES: Mapping[str, tuple[float, ...]] = MappingProxyType(
    {"nine": (1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0), "five": (1.0, 3.0, 5.0, 7.0, 9.0)}
)
DIGITS = 12  # to which ratios and distances are compared: closer is equal


@dataclass(frozen=True, slots=True, eq=False)
class JudgementSteps:
    """Changes of one judgement after another.

    Attributes
    ----------
    pairs : (k, 2) the items of each changed judgement.
    before, after : (k,) what it is, and the scale value that it becomes.
    ratios : (k,) consistency ratio after each change.
    priorities : (k, n) after each change.
    reached : whether the last ratio is within the limit.
    """

    pairs: Integers
    before: Floats
    after: Floats
    ratios: Floats
    priorities: Floats
    reached: bool


@dataclass(frozen=True, slots=True, eq=False)
class JudgementProposals:
    """What each of p judgements would have to be, the most harmful first.

    Attributes
    ----------
    ratio, limit : consistency ratio as it is, and what it should not exceed.
    pairs : (p, 2) the items i < j of each answered pair.
    judgements : (p,) a_ij as it is.
    deviation : (p,) ln(a_ij w_j / w_i): above 0, i is said to outweigh j more than the rest says.
    nearest : (p,) scale value nearest to a_ij that alone brings the ratio within the limit; NaN if
        none does.
    best : (p,) scale value with the lowest ratio.
    ratio_at_nearest, ratio_at_best : (p,) to 12 decimals.
    priorities_at_nearest, priorities_at_best : (p, n)
    steps : few changes that bring the ratio within the limit together; none if it is already.
    """

    ratio: float
    limit: float
    pairs: Integers
    judgements: Floats
    deviation: Floats
    nearest: Floats
    best: Floats
    ratio_at_nearest: Floats
    ratio_at_best: Floats
    priorities_at_nearest: Floats
    priorities_at_best: Floats
    steps: JudgementSteps


def judgement_proposals(
    pairwise_matrix: npt.ArrayLike,
    scale: str = "nine",
    limit: float = 0.1,
    method: str = "eigenvector",
    table: str = DEFAULT_TABLE,
) -> JudgementProposals:
    """Propose for each judgement the values at which the consistency ratio would be lower.

    Parameters
    ----------
    pairwise_matrix : (n, n) array_like
        Positive and reciprocal where answered, NaN elsewhere; the answers connect all items.
    scale : {"nine", "five"}, default "nine"
        The values that may be proposed: 1 to 9 or 1, 3, 5, 7, 9, and their reciprocals.
    limit : float, default 0.1
        Positive.
    method : {"eigenvector", "geometric_mean"}, default "eigenvector"
        How priorities are derived; the ratio does not depend on it.
    table : str, default "saaty_1980"
        A name of `RANDOM_INDEX_TABLES`.

    Returns
    -------
    JudgementProposals
        Nothing is replaced: what to change, and whether, is for the person to say.

    Raises
    ------
    ValueError
        If the matrix is not one of connected judgements, or another argument is wrong.

    Notes
    -----
    Every value of the scale is tried for every judgement, so nothing is left to a search. A
    judgement is the more harmful the more the ratio can fall by changing it alone; of equal ones
    that with the larger deviation [1]_ comes first. Steps are greedy: if one change is enough, it
    is the smallest such change in logarithm; if not, the one with the lowest ratio is made first.
    One or two steps are the fewest possible; where there are more, fewer might do.

    References
    ----------
    .. [1] T. L. Saaty, "Decision-making with the AHP: why is the principal eigenvector necessary",
       European Journal of Operational Research 145(1), 2003, pp. 85-91,
       doi:10.1016/S0377-2217(02)00227-8.

    Examples
    --------
    >>> found = judgement_proposals([[1, 3, 1 / 5], [1 / 3, 1, 4], [5, 1 / 4, 1]])
    >>> round(found.ratio, 2), found.pairs[0].tolist(), found.nearest.round(3).tolist()
    (1.87, [0, 2], [5.0, 0.167, 0.125])
    """
    one_of("scale", scale, tuple(JUDGEMENT_SCALES))
    if not (np.isfinite(limit) and limit > 0):
        raise ValueError(f"limit is {limit}, not a positive number")
    present = incomplete_priorities(pairwise_matrix, method, table)
    judgements, answered = answered_judgements("pairwise_matrix", pairwise_matrix)
    trial = _Trial(answered, _both_ways(scale), method, present.random_index, float(limit))
    logs, pairs = np.log(judgements), np.argwhere(np.triu(answered, k=1))
    rows, columns = pairs.T
    grid = trial.grid(logs, pairs)
    best, nearest = grid.best(), grid.nearest(trial.limit)
    ratio_at_best, at_best = grid.at(best)
    ratio_at_nearest, at_nearest = grid.at(nearest)
    nowhere = nearest < 0
    ratio_at_nearest[nowhere] = at_nearest[nowhere] = np.nan
    log_weights = np.log(present.priorities)
    deviation = logs[rows, columns] - log_weights[rows] + log_weights[columns]
    order = np.lexsort((-np.abs(deviation).round(DIGITS), ratio_at_best.round(DIGITS)))
    return JudgementProposals(
        ratio=present.consistency_ratio,
        limit=trial.limit,
        pairs=read_only_integers(pairs[order]),
        judgements=read_only(judgements[rows, columns][order]),
        deviation=read_only(deviation[order]),
        nearest=read_only(np.where(nowhere, np.nan, trial.values[nearest])[order]),
        best=read_only(trial.values[best][order]),
        ratio_at_nearest=read_only(ratio_at_nearest[order]),
        ratio_at_best=read_only(ratio_at_best[order]),
        priorities_at_nearest=read_only(at_nearest[order]),
        priorities_at_best=read_only(at_best[order]),
        steps=_steps(trial, judgements, present.consistency_ratio, pairs, grid),
    )


def _both_ways(scale: str) -> Floats:
    """Return the values of a scale and their reciprocals, ascending."""
    values = JUDGEMENT_SCALES[scale]
    return np.array([*(1 / value for value in values[:0:-1]), *values])


@dataclass(frozen=True, slots=True, eq=False)
class _Grid:
    """What each value of the scale (v,) would do in the place of each of p judgements.

    Attributes
    ----------
    ratios, distances : (p, v) consistency ratio, and how far in logarithm the value is off.
    weights : (p, v, n)
    """

    ratios: Floats
    distances: Floats
    weights: Floats

    def best(self) -> Integers:
        """Return the place of the value with the lowest ratio, the least far off of equal ones."""
        lowest = self.ratios == self.ratios.min(axis=1, keepdims=True)
        return np.where(lowest, self.distances, np.inf).argmin(axis=1)

    def nearest(self, limit: float) -> Integers:
        """Return the place of the least far value within the limit; -1 where none is."""
        within = self.ratios <= limit
        distances = np.where(within, self.distances, np.inf)
        least = distances == distances.min(axis=1, keepdims=True)
        places = np.where(least, self.ratios, np.inf).argmin(axis=1)
        return np.where(within.any(axis=1), places, -1)

    def at(self, places: Integers) -> tuple[Floats, Floats]:
        """Return ratios (p,) and priorities (p, n) at the places of one value each."""
        rows = np.arange(len(places))
        return self.ratios[rows, places], self.weights[rows, places]


@dataclass(frozen=True, slots=True, eq=False)
class _Trial:
    """How judgements are tried: which are answered, the values, and what ratios are made of."""

    answered: Answered
    values: Floats
    method: str
    reference: float
    limit: float

    def grid(self, logs: Floats, pairs: Integers) -> _Grid:
        """Try every value in the place of each judgement of pairs (p, 2)."""
        n, (rows, columns) = len(logs), pairs.T
        count, tried = len(pairs), np.log(self.values)
        stack = np.tile(logs, (count, len(tried), 1, 1))
        places = np.arange(count)
        stack[places, :, rows, columns], stack[places, :, columns, rows] = tried, -tried
        solved = gap_solutions(stack.reshape(-1, n, n), self.answered, self.method)
        ratios = np.zeros((count, len(tried)))
        if self.reference:  # else nothing can clash
            ratios = (solved[1].reshape(ratios.shape) - n) / ((n - 1) * self.reference)
        distances = np.abs(tried - logs[rows, columns][:, None])
        weights = solved[0].reshape(count, len(tried), n)
        return _Grid(ratios.round(DIGITS), distances.round(DIGITS), weights)


def _steps(
    trial: _Trial, judgements: Floats, ratio: float, pairs: Integers, grid: _Grid
) -> JudgementSteps:
    """Change one judgement after another until the ratio is within the limit, or stays."""
    logs, left = np.log(judgements), np.arange(len(pairs))
    changed: list[tuple[int, float, float, Floats]] = []
    while ratio > trial.limit and len(left):
        if changed:
            grid = trial.grid(logs, pairs[left])
        places = grid.nearest(trial.limit)
        enough = np.flatnonzero(places >= 0)
        if len(enough):
            row = enough[grid.distances[enough, places[enough]].argmin()]
        else:
            places = grid.best()
            row = grid.at(places)[0].argmin()
        lower = float(grid.ratios[row, places[row]])
        if lower >= ratio:
            break
        ratio, value = lower, trial.values[places[row]]
        changed.append((int(left[row]), float(value), ratio, grid.weights[row, places[row]]))
        i, j = pairs[left[row]]
        logs[i, j], logs[j, i] = np.log(value), -np.log(value)
        left = np.delete(left, row)
    which = pairs[[one[0] for one in changed]]
    return JudgementSteps(
        pairs=read_only_integers(which),
        before=read_only(judgements[which[:, 0], which[:, 1]]),
        after=read_only([one[1] for one in changed]),
        ratios=read_only([one[2] for one in changed]),
        priorities=read_only(np.reshape([one[3] for one in changed], (-1, len(judgements)))),
        reached=ratio <= trial.limit,
    )
