"""Agreement of independent coders."""

import numpy as np
import numpy.typing as npt

from ganeum.kernel.inputs import finite, numbers, one_of

METRICS = ("interval", "nominal")


def krippendorff_alpha(values: npt.ArrayLike, metric: str = "interval") -> float:
    """Return Krippendorff's alpha: 1 for full agreement, 0 for what chance would give.

    Parameters
    ----------
    values : (coders, units) array_like
        What each coder said of each unit; NaN where a coder said nothing. Nominal categories are
        given as numbers.
    metric : {"interval", "nominal"}, default "interval"

    Returns
    -------
    float
        NaN when nothing varies or no unit was coded twice: alpha is undefined then.

    Raises
    ------
    ValueError
        If values are not two-dimensional or infinite, or the metric is unknown.

    Notes
    -----
    ``alpha = 1 - D_o / D_e``: the observed disagreement averages the squared difference (or the
    inequality) over the pairs of values within units, a unit of m values counting ``m / (m - 1)``
    of its pairs; the expected one averages it over all pairs of pairable values [1]_.

    References
    ----------
    .. [1] K. Krippendorff, "Computing Krippendorff's alpha-reliability", University of
       Pennsylvania, 2011, https://repository.upenn.edu/handle/20.500.14332/2089.

    Examples
    --------
    >>> round(krippendorff_alpha([[9, 3, 0, 1], [9, 3, 1, 1]]), 3)
    0.99
    """
    one_of("metric", metric, METRICS)
    table = numbers("values", values)
    if table.ndim != 2:
        raise ValueError(f"values must have 2 dimensions, not {table.ndim}")
    if table.size:
        finite("values", np.where(np.isnan(table), 0.0, table), 2)
    said = ~np.isnan(table)
    counts = said.sum(axis=0)
    paired = counts >= 2
    pooled = table[:, paired][said[:, paired]]
    if not len(pooled) or pooled.min() == pooled.max():
        return float("nan")
    if metric == "interval":  # alpha knows no unit: on this one nothing overflows
        low = pooled.min()
        table, pooled = (table - low) / (pooled.max() - low), (pooled - low) / (pooled.max() - low)
    observed = 0.0
    for unit, count in zip(table.T[paired], counts[paired], strict=True):
        observed += _disagreement(unit[~np.isnan(unit)], metric) / (count - 1)
    expected = _disagreement(pooled, metric) / (len(pooled) - 1)
    return 1.0 - float(observed / expected)


def _disagreement(values: npt.NDArray[np.float64], metric: str) -> float:
    """Sum a metric over all ordered pairs of values."""
    if metric == "nominal":
        counts = np.unique(values, return_counts=True)[1]
        return float(len(values) ** 2 - (counts**2).sum())
    return float(2 * len(values) * ((values - values.mean()) ** 2).sum())
