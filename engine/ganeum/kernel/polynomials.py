"""Real roots of many polynomials at once on the unit interval, none missed.

A polynomial is given by its d + 1 Bernstein coefficients, the columns of an array (d + 1, r): the
value at t is the mean of the coefficients with the weights ``C(d, k) t^k (1 - t)^(d - k)``. So
coefficients of one sign have no root in [0, 1], and non-negative ones never cancel.
"""

from collections.abc import Callable
from math import comb

import numpy as np

from ganeum.kernel.inputs import Floats

RESOLUTION = 2.0**-60  # of roots near 0; elsewhere it is that of doubles
HALVE_EVERY = 4  # steps, so that no root takes more than so many bisections


def evaluate(coefficients: Floats, points: Floats) -> Floats:
    """Return the values (…, r) of polynomials (d + 1, r) at points (…, r)."""
    degree = len(coefficients) - 1
    rest, power = 1 - points, np.ones_like(points)
    values = power * coefficients[0]
    for k in range(1, degree + 1):
        power = power * points
        values = values * rest + comb(degree, k) * coefficients[k] * power
    return values


def monotone_pieces(coefficients: Floats) -> Floats:
    """Return points that cut [0, 1] so that each polynomial is monotone between neighbours.

    Parameters
    ----------
    coefficients : (d + 1, r)
        d at least 1.

    Returns
    -------
    (d + 1, r) array
        Ascending from 0 to 1; a piece may be empty.

    Notes
    -----
    The cuts are the roots of the derivative, whose coefficients are the differences, found in the
    same way one degree lower: a root lies in every monotone piece whose ends differ in sign.
    """
    degree, count = len(coefficients) - 1, coefficients.shape[1]
    ends = np.zeros((1, count)), np.ones((1, count))
    if degree == 1:
        return np.concatenate(ends)
    slopes = np.diff(coefficients, axis=0)
    inner = roots_in_pieces(slopes, monotone_pieces(slopes))
    return np.concatenate([ends[0], inner, ends[1]])


def roots_in_pieces(coefficients: Floats, pieces: Floats) -> Floats:
    """Return one point per monotone piece: the root in it, or its left end where there is none."""
    signs = np.sign(evaluate(coefficients, pieces))
    found = pieces[:-1].copy()
    place, row = np.nonzero(signs[:-1] * signs[1:] <= 0)
    own = coefficients[:, row]
    found[place, row] = bracketed_roots(
        lambda points: evaluate(own, points), pieces[place, row], pieces[place + 1, row]
    )
    return found


def bracketed_roots(function: Callable[[Floats], Floats], low: Floats, high: Floats) -> Floats:
    """Return a point in each bracket at which the function changes sign.

    Parameters
    ----------
    function : from points (r,) to values (r,)
    low, high : (r,)
        Where it has opposite signs, or is zero.

    Returns
    -------
    (r,) array

    Notes
    -----
    Inverse quadratic interpolation where it can be trusted, else bisection [1]_; and bisection
    every few steps, which bounds their number.

    References
    ----------
    .. [1] T. R. Chandrupatla, "A new hybrid quadratic/bisection algorithm for finding the zero of a
       nonlinear function without using derivatives", Advances in Engineering Software 28(3), 1997,
       pp. 145-149, doi:10.1016/s0965-9978(96)00051-8.
    """
    near, far = low, high
    at_near, at_far = function(near), function(far)
    share, step = np.full(len(low), 0.5), 0
    while True:
        here = near + share * (far - near)
        value = function(here)
        same = np.sign(value) == np.sign(at_near)
        last, at_last = np.where(same, near, far), np.where(same, at_near, at_far)
        far, at_far = np.where(same, far, near), np.where(same, at_far, at_near)
        near, at_near = here, value
        best = np.where(np.abs(at_near) < np.abs(at_far), near, far)
        at_best = np.minimum(np.abs(at_near), np.abs(at_far))
        width = np.abs(far - near)
        finest = np.finfo(np.float64).eps * np.abs(best) + RESOLUTION
        if ((width <= 2 * finest) | (at_best == 0)).all():
            return best
        step += 1
        with np.errstate(all="ignore"):
            place, height = (near - far) / (last - far), (at_near - at_far) / (at_last - at_far)
            trusted = (height**2 < place) & ((1 - height) ** 2 < 1 - place)
            share = at_near / (at_far - at_near) * at_last / (at_far - at_last)
            share += (
                (last - near)
                / (far - near)
                * at_near
                / (at_last - at_near)
                * at_far
                / (at_last - at_far)
            )
            least = np.minimum(finest / width, 0.5)
        trusted &= np.isfinite(share) & (step % HALVE_EVERY > 0)
        share = np.where(trusted, np.clip(share, least, 1 - least), 0.5)
