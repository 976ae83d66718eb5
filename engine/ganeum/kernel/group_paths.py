"""How far the weight of one group can move against the others' before what matters changes."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ganeum.kernel.certified_swaps import CertifiedSwaps, certified_swaps
from ganeum.kernel.inputs import Floats, Integers, one_of, read_only, read_only_integers
from ganeum.kernel.judgement_path import JudgementPath, judgement_path
from ganeum.kernel.ranks import rank_rows
from ganeum.kernel.scoring import Scoring, scoring
from ganeum.kernel.stability import KEEP, MEETING, NOBODY, Stretch

TOLERANCE = 1e-9


@dataclass(frozen=True, slots=True, eq=False)
class GroupStability:
    """Between which weights of one group something stays as it is.

    Attributes
    ----------
    lower, upper : the interval round the present weight.
    present : the group's weight as it is.
    next_first : (2,) who leads just below `lower` and just above `upper`; -1 for nobody, where the
        interval ends at 0 or 1 because nothing changes.
    tolerance : how short a stretch must be to be left undecided.
    undecided, undecided_pairs : (u, 2) stretches in which a pair of alternatives ties or comes so
        close that it is not proved that they do not swap and swap back.
    """

    lower: float
    upper: float
    present: float
    next_first: Integers
    tolerance: float
    undecided: Floats
    undecided_pairs: Integers


def group_weight_stability(
    judgements: npt.ArrayLike,
    group_weights: npt.ArrayLike,
    group: int,
    decision_matrix: npt.ArrayLike,
    directions: Sequence[str],
    method: str = "topsis",
    normalisation: str | None = None,
    keep: str = "first",
    priorities: str = "eigenvector",
    spread: npt.ArrayLike | None = None,
    tolerance: float = TOLERANCE,
) -> GroupStability:
    """Return the interval of one group's weight in which what is to keep stays.

    Parameters
    ----------
    judgements : (g, n, n) array_like
        One positive reciprocal matrix a group; aggregated by the weighted geometric mean.
    group_weights : (g,) array_like
        Non-negative, not all zero; scaled to sum 1. When the weight of `group` moves, the others
        keep their proportions; another group must have weight.
    group : int
        From 0 to g - 1.
    decision_matrix : (m, k) array_like
    directions : sequence of k strings
        "benefit" or "cost".
    method : {"topsis", "weighted_sum"}
    normalisation : str, optional
        The method's own default if left out.
    keep : {"first", "top3", "order"}
        Who is first; which alternatives have a rank up to 3; every rank.
    priorities : {"eigenvector", "geometric_mean"}
        How priorities are derived from the aggregated judgements.
    spread : (k, n) array_like, optional
        Non-negative: weights are ``spread @ priorities``, scaled to sum 1. It holds the shares of
        sub-criteria and factors by which priorities are multiplied; the identity if left out.
    tolerance : float
        From 1e-12 to 1.

    Returns
    -------
    GroupStability

    Raises
    ------
    ValueError
        If an argument is wrong.

    Notes
    -----
    The path is curved, and priorities are no polynomial of the group's weight. What is proved is
    proved by bounds on how fast they move (`ganeum.kernel.judgement_path`), piece by piece
    (`ganeum.kernel.certified_swaps`); between two swaps one look decides. Touches do not end an
    interval; a tie at the present weight does.

    Examples
    --------
    >>> equal, first = [[1, 1], [1, 1]], [[1, 9], [1 / 9, 1]]
    >>> found = group_weight_stability(
    ...     [first, equal], [1, 1], 0, [[9, 1], [4, 9]], ["benefit"] * 2, "weighted_sum"
    ... )
    >>> round(found.lower, 6), found.upper, found.next_first.tolist()
    (0.213908, 1.0, [1, -1])
    """
    one_of("keep", keep, tuple(KEEP))
    if not 1e-12 <= tolerance <= 1:
        raise ValueError(f"tolerance is {tolerance}, not a number from 1e-12 to 1")
    path = judgement_path(judgements, group_weights, group, priorities, spread)
    problem = scoring(decision_matrix, directions, method, normalisation)
    if len(path.spread) != problem.shape[1]:
        raise ValueError(
            f"decision_matrix has {problem.shape[1]} columns where there are "
            f"{len(path.spread)} weights"
        )
    found = certified_swaps(path, problem, tolerance)
    stretch = kept_stretch(path, problem, found, keep)
    return GroupStability(
        lower=stretch.lower,
        upper=stretch.upper,
        present=path.present,
        next_first=read_only_integers([stretch.first_below, stretch.first_above]),
        tolerance=tolerance,
        undecided=read_only(found.undecided),
        undecided_pairs=read_only_integers(found.undecided_pairs),
    )


def kept_stretch(
    path: JudgementPath, problem: Scoring, found: CertifiedSwaps, keep: str
) -> Stretch:
    """Return the stretch of a path, round the present place, in which `keep` stays."""
    every = np.unique(np.concatenate([[0.0], found.places, [1.0]]))
    cuts = every[np.append(True, np.diff(every) > MEETING)]
    cuts[-1] = 1.0
    middles = np.append((cuts[:-1] + cuts[1:]) / 2, path.present)
    standings = rank_rows(problem.scores(path.weights(middles)))
    down_to = KEEP[keep]
    kept = standings if down_to is None else standings <= down_to
    changed = np.flatnonzero((kept[:-1] != kept[-1]).any(axis=1))
    below = changed[cuts[changed] < path.present - MEETING]
    above = changed[cuts[changed + 1] > path.present + MEETING]
    return Stretch(
        min(path.present, float(cuts[below[-1] + 1])) if len(below) else 0.0,
        max(path.present, float(cuts[above[0]])) if len(above) else 1.0,
        int(np.argmin(standings[below[-1]])) if len(below) else NOBODY,
        int(np.argmin(standings[above[0]])) if len(above) else NOBODY,
    )
