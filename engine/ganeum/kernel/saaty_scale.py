"""Ratios put onto Saaty's scale of judgements."""

import numpy as np
import numpy.typing as npt

from ganeum.kernel.inputs import Floats, finite, read_only

SCALE = np.arange(1.0, 10.0)
HALF_WAY = 5e-12  # distance from it within which a ratio counts as half-way


def saaty_judgements(intensities: npt.ArrayLike, offset: float) -> Floats:
    """Turn how strongly each criterion is called for into a matrix of judgements.

    Parameters
    ----------
    intensities : (n,) array_like
        Non-negative.
    offset : float
        Positive; added to each intensity so that one nobody mentions is weak, not impossible.

    Returns
    -------
    (n, n) array
        Entry (i, j) is the value of Saaty's scale (1/9 ... 1 ... 9) nearest, in logarithm, to
        ``(intensity_i + offset) / (intensity_j + offset)``; reciprocal by construction. A ratio
        half-way between two values takes the one nearer to 1.

    Raises
    ------
    ValueError
        If an intensity is negative or not finite, or the offset is not positive.

    Examples
    --------
    >>> saaty_judgements([3, 1, 0], 0.5).round(3).tolist()
    [[1.0, 2.0, 7.0], [0.5, 1.0, 3.0], [0.143, 0.333, 1.0]]
    """
    strength = finite("intensities", intensities, 1)
    if (strength < 0).any():
        place = int(np.argmax(strength < 0))
        raise ValueError(f"intensities[{place}] is {strength[place]}, which is negative")
    if not (np.isfinite(offset) and offset > 0):
        raise ValueError(f"offset is {offset}, not a positive number")
    logs = np.log(strength + offset)
    differences = logs[:, None] - logs[None, :]
    # argmin takes the first, so the smaller value, when two are equally near
    gaps = np.abs(np.abs(differences)[:, :, None] - np.log(SCALE)).round(12)
    nearest = SCALE[np.argmin(gaps, axis=2)]
    return read_only(np.where(differences >= 0, nearest, 1.0 / nearest))


def saaty_values(ratios: Floats) -> Floats:
    """Return the whole numbers of Saaty's scale nearest, in logarithm, to ratios of at least 1.

    The rule of `saaty_judgements` for many ratios of any shape, in closed form: k is nearest up to
    ``r^2 = k (k + 1)``, so ``k = ceil(sqrt(r^2 + 1/4) - 1/2)``. Ratios are not checked.

    Examples
    --------
    >>> saaty_values(np.array([1.0, 1.5, 2.5, 40.0]))
    array([1., 2., 3., 9.])
    """
    values = np.minimum(ratios, 10.0)  # so that no square overflows
    values *= values
    values += 0.25
    np.sqrt(values, out=values)
    values -= 0.5 + HALF_WAY
    np.ceil(values, out=values)
    return np.minimum(values, SCALE[-1], out=values)
