"""Real roots of many polynomials at once on the unit interval, none missed."""

import numpy as np
import numpy.typing as npt

from ganeum.kernel.inputs import Floats

HALVINGS = 60  # of an interval of length 1: more than a double's 53 bits


def evaluate(coefficients: Floats, points: Floats) -> Floats:
    """Return the values (r, k) of polynomials (r, d + 1), ascending powers, at points (r, k)."""
    values = np.zeros_like(points)
    for column in coefficients.T[::-1]:
        values = values * points + column[:, None]
    return values


def monotone_pieces(coefficients: Floats) -> Floats:
    """Return points that cut [0, 1] so that each polynomial is monotone between neighbours.

    Parameters
    ----------
    coefficients : (r, d + 1)
        Ascending powers, degree d from 1 to 4.

    Returns
    -------
    (r, d + 1) array
        Ascending from 0 to 1; a piece may be empty.

    Notes
    -----
    The cuts are the roots of the derivative, found in the same way one degree lower: a root lies
    in every monotone piece whose ends differ in sign, and bisection finds it.
    """
    rows, degree = coefficients.shape[0], coefficients.shape[1] - 1
    ends = np.zeros((rows, 1)), np.ones((rows, 1))
    if degree <= 1:
        return np.hstack(ends)
    powers: Floats = np.arange(1.0, degree + 1)
    derivative = coefficients[:, 1:] * powers
    pieces = monotone_pieces(derivative)
    inner = roots_in_pieces(derivative, pieces)
    return np.hstack([ends[0], inner, ends[1]])


def roots_in_pieces(coefficients: Floats, pieces: Floats) -> Floats:
    """Return one point per monotone piece: the root in it, or its left end where there is none."""
    low, high = pieces[:, :-1].copy(), pieces[:, 1:].copy()
    at_low, at_high = evaluate(coefficients, low), evaluate(coefficients, high)
    has_root: npt.NDArray[np.bool_] = np.sign(at_low) * np.sign(at_high) <= 0
    start = low.copy()
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        left = np.sign(evaluate(coefficients, middle)) == np.sign(at_low)
        low, high = np.where(left, middle, low), np.where(left, high, middle)
    return np.where(has_root, (low + high) / 2, start)
