"""Weights moved by hand: one is set, the locked ones stay, the free ones share what is left."""

from collections.abc import Collection
from dataclasses import dataclass
from math import fsum

import numpy as np
import numpy.typing as npt

from ganeum.kernel.inputs import Floats, finite, read_only

NEAR = 1e-9  # how far from 1 a sum of weights may be that is only rounded


@dataclass(frozen=True, slots=True, eq=False)
class Balance:
    """Weights after a move, and the proportions to hand to the next one.

    Attributes
    ----------
    weights : (n,) summing to 1.
    proportions : (n,) in which the free ones share once they have nothing left to tell it by.
    """

    weights: Floats
    proportions: Floats


def moved_weights(
    weights: npt.ArrayLike,
    criterion: int,
    to: float,
    locked: Collection[int] = (),
    proportions: npt.ArrayLike | None = None,
) -> Balance:
    """Set one weight; locked ones stay and the free others share the rest in proportion.

    Parameters
    ----------
    weights : (n,) array_like
        Non-negative, summing to 1.
    criterion : int
        Which weight is set; 0-based.
    to : float
        From 0 to 1. What the locked ones leave is the most that it can be: more is taken as that.
    locked : collection of int
        Which weights stay.
    proportions : (n,) array_like, optional
        As the last move returned them; the weights themselves if left out.

    Returns
    -------
    Balance

    Raises
    ------
    ValueError
        If the weights are negative or do not sum to 1, `to` is not from 0 to 1, an index is out of
        range, the criterion itself is locked, or no other one is free.

    Notes
    -----
    Free others share ``1 - to - sum(locked)`` as their weights do. Where these are all 0, they
    share as before they got there, in equal parts if that is not known. So a weight may be taken to
    any place and back, even to where the others have nothing, and the others are as they were.

    The weights sum to 1 exactly, as `math.fsum` adds them up, unless those that are locked alone
    come to more by rounding.

    Examples
    --------
    >>> moved_weights([0.5, 0.3, 0.2], 0, 0.75).weights.round(6)
    array([0.75, 0.15, 0.1 ])
    >>> all_on_one = moved_weights([0.5, 0.3, 0.2], 0, 1)
    >>> moved_weights(all_on_one.weights, 0, 0.5, (), all_on_one.proportions).weights
    array([0.5, 0.3, 0.2])
    """
    before = _whole(weights)
    n = len(before)
    known = before if proportions is None else finite("proportions", proportions, 1)
    if len(known) != n or (known < 0).any():
        raise ValueError(f"proportions must be {n} numbers from 0")
    if not 0 <= to <= 1:
        raise ValueError(f"to is {to}, not a weight from 0 to 1")
    for place in (criterion, *locked):
        if not 0 <= place < n:
            raise ValueError(f"criterion {place} is not one of {n}, counted from 0")
    others = [i for i in range(n) if i != criterion and i not in locked]
    if criterion in locked:
        raise ValueError(f"criterion {criterion} is locked")
    if not others:
        raise ValueError("no other weight is free")
    held = [float(before[i]) for i in sorted(set(locked))]
    room = _left(held)
    kept = before if before[others].any() else known
    parts = kept[others] if kept[others].any() else np.ones(len(others))
    after = before.copy()
    after[criterion] = min(to, room)
    left = _left([*held, to]) if to < room else 0.0
    after[others] = left * (parts / parts.sum())
    # the last digit goes where it weighs least; once may leave half a digit over, twice does not
    free = [*others, criterion]
    largest = free[int(after[free].argmax())]
    for _ in range(2):
        after[largest] = max(after[largest] + (1 - fsum(after)), 0.0)
    return Balance(read_only(after), read_only(kept))


def equal_weights(weights: npt.ArrayLike, locked: Collection[int] = ()) -> Floats:
    """Return weights (n,) of which the free ones are equal and the locked ones as they were.

    Parameters
    ----------
    weights : (n,) array_like
        Non-negative, summing to 1.
    locked : collection of int
        Which weights stay.

    Raises
    ------
    ValueError
        If the weights are negative or do not sum to 1.

    Examples
    --------
    >>> equal_weights([0.5, 0.3, 0.2], [2])
    array([0.4, 0.4, 0.2])
    """
    after = _whole(weights).copy()
    free = [i for i in range(len(after)) if i not in locked]
    if free:
        after[free] = _left([float(after[i]) for i in sorted(set(locked))]) / len(free)
    return read_only(after)


def _whole(weights: npt.ArrayLike) -> Floats:
    array = finite("weights", weights, 1)
    if (array < 0).any() or abs(fsum(array) - 1) > NEAR:
        raise ValueError(f"weights are {array.tolist()}, not numbers from 0 that sum to 1")
    return array


def _left(parts: list[float]) -> float:
    """Return what some weights leave of 1; their sum is rounded once only."""
    return max(fsum([1.0, *(-part for part in parts)]), 0.0)
