"""How far rankings agree."""

import numpy as np
import numpy.typing as npt

from ganeum.kernel.inputs import finite


def kendall_tau(first: npt.ArrayLike, second: npt.ArrayLike) -> float:
    """Return Kendall's tau-b of two rankings: 1 for the same order, -1 for the reverse.

    Parameters
    ----------
    first, second : (m,) array_like
        Ranks or scores, ties allowed.

    Returns
    -------
    float
        NaN where one of them has nothing but ties.

    Raises
    ------
    ValueError
        If the two are not finite and equally long.

    References
    ----------
    .. [1] M. G. Kendall, "The treatment of ties in ranking problems", Biometrika 33(3), 1945,
       pp. 239-251, doi:10.1093/biomet/33.3.239.

    Examples
    --------
    >>> round(kendall_tau([1, 2, 3, 4], [1, 3, 2, 4]), 4)
    0.6667
    """
    a, b = finite("first", first, 1), finite("second", second, 1)
    if len(a) != len(b):
        raise ValueError(f"second has {len(b)} entries where {len(a)} are needed")
    signs_a, signs_b = np.sign(a[:, None] - a), np.sign(b[:, None] - b)
    size = float((signs_a**2).sum() * (signs_b**2).sum())
    return float((signs_a * signs_b).sum() / np.sqrt(size)) if size else float("nan")


def concordance(rankings: npt.ArrayLike) -> float:
    """Return Kendall's coefficient of concordance W of several rankings, corrected for ties.

    Parameters
    ----------
    rankings : (v, m) array_like
        Ranks, ties sharing any rank: mean ranks are formed here.

    Returns
    -------
    float
        Between 0 and 1; NaN where nothing is ranked.

    Raises
    ------
    ValueError
        If the rankings are not a finite table.

    Notes
    -----
    ``W = 12 S / (v^2 (m^3 - m) - v T)`` with S the squared deviations of the rank sums and T the
    sum of ``t^3 - t`` over groups of t tied alternatives [1]_.

    References
    ----------
    .. [1] M. G. Kendall and B. Babington Smith, "The problem of m rankings", The Annals of
       Mathematical Statistics 10(3), 1939, pp. 275-287, doi:10.1214/aoms/1177732186.

    Examples
    --------
    >>> concordance([[1, 2, 3], [1, 2, 3]])
    1.0
    """
    table = finite("rankings", rankings, 2)
    v, m = table.shape
    means = np.array([_mean_ranks(row) for row in table])
    deviations = means.sum(axis=0) - v * (m + 1) / 2
    ties = sum(
        float((counts**3 - counts).sum())
        for counts in (np.unique(row, return_counts=True)[1] for row in table)
    )
    span = v**2 * (m**3 - m) - v * ties
    return float(12 * (deviations**2).sum() / span) if span > 0 else float("nan")


def _mean_ranks(row: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    lower = (row[None, :] < row[:, None]).sum(axis=1)
    equal = (row[None, :] == row[:, None]).sum(axis=1)
    return lower + (equal + 1) / 2
