"""Which inputs make an output vary: first-order and total shares of its variance."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ganeum.kernel.inputs import Floats, finite, numbers, read_only

HANDFUL = 30  # draws
TINY = 1e-300


@dataclass(frozen=True, slots=True, eq=False)
class VarianceShares:
    """Shares of the variance of outputs, with their standard errors.

    Attributes
    ----------
    first_order, first_order_error : (a, k) by how much of its variance an output would vary less,
        on average, if the group of inputs were known; sampled, so perhaps a little below 0.
    total, total_error : (a, k) how much of the variance the group has any part in, alone or with
        others.
    overall_first_order, overall_first_order_error : (k,) the same of the outputs' summed variance.
    overall_total, overall_total_error : (k,)
    variance : (a,) of the outputs; where it is 0, so are all shares.
    """

    first_order: Floats
    first_order_error: Floats
    total: Floats
    total_error: Floats
    overall_first_order: Floats
    overall_first_order_error: Floats
    overall_total: Floats
    overall_total_error: Floats
    variance: Floats


def variance_shares(
    first: npt.ArrayLike, second: npt.ArrayLike, mixed: npt.ArrayLike
) -> VarianceShares:
    """Share out the variance of outputs among independent groups of inputs.

    Parameters
    ----------
    first, second : (a, s) array_like
        The outputs on two independent samples of all inputs.
    mixed : (k, a, s) array_like
        For each group, the outputs on the first sample with that group's inputs taken from the
        second.

    Returns
    -------
    VarianceShares

    Raises
    ------
    ValueError
        If shapes do not fit, numbers are not finite, or there are fewer than two draws.

    Notes
    -----
    With f the outputs less their mean and V the variance over both samples, the first-order share
    is ``mean(f(B) (f(AB_i) - f(A))) / V`` and the total one ``mean((f(A) - f(AB_i))^2) / (2 V)``:
    the estimators (b) and (f) of table 2 of [1]_. The overall shares put sums over the outputs
    above and below the line [2]_. Errors are those of a ratio of means, linearised; where a handful
    of draws make up the variance, which says nothing of such draws that did not come up, an error
    is at least one over the root of their number: ``sum(v)^2 / sum(v^2)`` of the draws' parts v of
    the variance.

    References
    ----------
    .. [1] A. Saltelli, P. Annoni, I. Azzini, F. Campolongo, M. Ratto and S. Tarantola, "Variance
       based sensitivity analysis of model output. Design and estimator for the total sensitivity
       index", Computer Physics Communications 181(2), 2010, pp. 259-270,
       doi:10.1016/j.cpc.2009.09.018.
    .. [2] M. Lamboni, H. Monod and D. Makowski, "Multivariate sensitivity analysis to measure
       global contribution of input factors in dynamic models", Reliability Engineering & System
       Safety 96(4), 2011, pp. 450-459, doi:10.1016/j.ress.2010.12.002.

    Examples
    --------
    >>> a, b = np.random.default_rng(1).random((2, 2, 10_000))
    >>> output = lambda x, y: np.array([x + 2 * y])
    >>> mixed = [output(b[0], a[1]), output(a[0], b[1])]
    >>> variance_shares(output(*a), output(*b), mixed).first_order.round(1)
    array([[0.2, 0.8]])
    """
    one, two = finite("first", first, 2), finite("second", second, 2)
    both, (a, s) = numbers("mixed", mixed), one.shape
    if both.size:  # there may be no group
        finite("mixed", both, 3)
    if two.shape != (a, s) or both.shape[1:] != (a, s) or s < 2:
        raise ValueError(
            f"first, second and mixed have shapes {one.shape}, {two.shape} and {both.shape}: not "
            "(a, s), (a, s) and (k, a, s) with s at least 2"
        )
    mean = np.concatenate([one[None], two[None], both]).mean(axis=(0, 2))[:, None]
    one, two, both = one - mean, two - mean, both - mean
    spread = (one**2 + two**2) / 2 - ((one + two).mean(axis=1, keepdims=True) / 2) ** 2
    alone, any_part = two * (both - one), (one - both) ** 2 / 2
    return VarianceShares(
        *_ratio(alone, spread),
        *_ratio(any_part, spread),
        *_ratio(alone.sum(axis=1), spread.sum(axis=0)),
        *_ratio(any_part.sum(axis=1), spread.sum(axis=0)),
        variance=read_only(spread.mean(axis=1)),
    )


def _ratio(above: Floats, below: Floats) -> tuple[Floats, Floats]:
    """Return the ratio of the means of (k, ..., s) and (..., s), and its standard error."""
    size, mean = below.shape[-1], np.asarray(below.mean(axis=-1))
    divisor = np.where(mean > 0, mean, 1.0)
    share = above.mean(axis=-1) / divisor
    residual = above - share[..., None] * below  # of mean 0
    error = np.sqrt(_squares(residual)) / divisor / size
    carried = (size * mean) ** 2 / np.maximum(_squares(below), TINY)
    least = np.where((carried < HANDFUL) & (mean > 0), np.maximum(carried, 1.0) ** -0.5, 0.0)
    error = np.maximum(error, least)
    return read_only(np.moveaxis(share, 0, -1)), read_only(np.moveaxis(error, 0, -1))


def _squares(rows: Floats) -> Floats:
    """Return the sums of squares (...,) of rows (..., s)."""
    return np.asarray(np.einsum("...s,...s->...", rows, rows))
