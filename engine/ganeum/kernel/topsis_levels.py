"""Whether an alternative can be first in TOPSIS at all: linear programs, level by level."""

from dataclasses import dataclass

import numpy as np

from ganeum.kernel.inputs import Floats
from ganeum.kernel.nearest_linear import linear_program
from ganeum.kernel.scoring import Scoring
from ganeum.kernel.topsis_margins import TIED, Margins

MOST_LEVELS = 200


@dataclass(frozen=True, slots=True, eq=False)
class Lead:
    """Whether there are weights at which an alternative is first.

    Attributes
    ----------
    weights : (n,) such weights; NaN if there are none, or none were found.
    impossible : whether it is proved that there are none.
    stretches : (k, 2) if proved, levels t from and to, which together cover 0 to 1; else empty.
    mixtures : (k, m) of each stretch non-negative multipliers with sum 1: with
        ``D = (1 - t) N - t P`` of each row, the rivals' D so mixed exceed the alternative's own on
        every criterion. So at whatever level it stood, where its D is zero, a rival would be above.
    """

    weights: Floats
    impossible: bool
    stretches: Floats
    mixtures: Floats


def lead(problem: Scoring, alternative: int, rivals: Margins) -> Lead:
    """Find weights at which an alternative is first by TOPSIS, or prove that there are none.

    Parameters
    ----------
    problem : Scoring
        By TOPSIS.
    alternative : int
    rivals : Margins
        Of the alternative.

    Returns
    -------
    Lead
        Neither found nor proved where rounding decides.

    Notes
    -----
    With squared distances N to the anti-ideal and P to the ideal, closeness orders like the share
    ``N / (N + P)``. An alternative is first at a level t of that share if ``(1 - t) N - t P`` is
    non-negative for it and not positive for its rivals: linear in y = w**2, so each level is a
    linear program. Where it has no solution, its multipliers mix the rows to one that is negative
    on every criterion; each entry of it is linear in t, so the same mixture refutes a whole stretch
    of levels. What no stretch covers is looked at in its middle.
    """
    unit = max(float(problem.gains.max()), 1e-300)
    gains, losses = problem.gains / unit, problem.losses / unit
    signs = -np.ones((len(gains),))
    signs[alternative] = 1.0
    left = [(0.0, 1.0)]
    stretches: list[tuple[float, float]] = []
    mixtures: list[Floats] = []
    while left and len(mixtures) < MOST_LEVELS:
        low, high = left.pop()
        level = (low + high) / 2
        squares, mixture = _widest(signs[:, None] * ((1 - level) * gains - level * losses))
        if not squares.any():  # rounding took a feasible programme for one that is not
            return _undecided(problem)
        weights = np.sqrt(squares) / np.sqrt(squares).sum()
        if rivals.first(weights[None])[0]:
            return _found(problem, weights)
        # of each criterion in the mixture, with what rounding could add, at the levels 0 and 1
        at_zero = (mixture * (TIED + signs)) @ gains
        slope = (mixture * (TIED - signs)) @ losses - at_zero
        if (at_zero + slope * level >= 0).any():
            return _undecided(problem)
        roots = -at_zero / np.where(slope == 0, 1.0, slope)
        below = float(roots[slope < 0].max(initial=-np.inf))
        above = float(roots[slope > 0].min(initial=np.inf))
        left += [(low, below)] if below >= low else []
        left += [(above, high)] if above <= high else []
        stretches.append((max(low, below), min(high, above)))
        mixtures.append(mixture / mixture.sum())
    if left:
        return _undecided(problem)
    nowhere = np.full(problem.shape[1], np.nan)
    return Lead(
        nowhere, impossible=True, stretches=np.array(stretches), mixtures=np.array(mixtures)
    )


def _found(problem: Scoring, weights: Floats) -> Lead:
    none = np.empty((0, 2)), np.empty((0, problem.shape[0]))
    return Lead(weights, impossible=False, stretches=none[0], mixtures=none[1])


def _undecided(problem: Scoring) -> Lead:
    return _found(problem, np.full(problem.shape[1], np.nan))


def _widest(rows: Floats) -> tuple[Floats, Floats]:
    """Return the y (n,) of the simplex with the largest smallest ``rows @ y``, and multipliers."""
    m, n = rows.shape
    size = np.abs(rows).max(axis=1)
    size[size == 0] = 1.0
    table = np.zeros((m + 2, n + 1))
    table[:m, :n], table[:m, n] = -rows / size[:, None], -1.0
    table[m, :n], table[m + 1, :n] = 1.0, -1.0
    limits = np.concatenate([-np.ones(m), [1.0, -1.0]])
    costs = np.zeros((n + 1,))
    costs[n] = 1.0  # by how much the smallest falls short of 1, which none exceeds
    _, unknowns, dual = linear_program(costs, table, limits)
    return unknowns[:n], dual[:m] / size
