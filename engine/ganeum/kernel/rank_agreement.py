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


def weighted_similarity(reference: npt.ArrayLike, ranking: npt.ArrayLike) -> float:
    """Return how far a ranking keeps the places of a reference, the first places counting most.

    Parameters
    ----------
    reference, ranking : (m,) array_like
        Ranks, 1 is best; ties share any rank: mean ranks are formed here.

    Returns
    -------
    float
        1 for the same ranking, less the more of the reference's first places change; not negative,
        not symmetric. NaN where there is only one alternative.

    Raises
    ------
    ValueError
        If the two are not finite and equally long.

    Notes
    -----
    ``WS = 1 - sum_i 2^(-x_i) |x_i - y_i| / max(|1 - x_i|, |m - x_i|)`` with x the reference's ranks
    and y the other's [1]_. The paper has no ties; mean ranks keep a tie's places together.

    References
    ----------
    .. [1] W. Sałabun and K. Urbaniak, "A new coefficient of rankings similarity in decision-making
       problems", ICCS 2020, LNCS 12138, pp. 632-645, doi:10.1007/978-3-030-50417-5_47.

    Examples
    --------
    >>> round(weighted_similarity([1, 2, 3, 4, 5], [2, 1, 3, 4, 5]), 4)
    0.7917
    """
    x, y = finite("reference", reference, 1), finite("ranking", ranking, 1)
    m = len(x)
    if len(y) != m:
        raise ValueError(f"ranking has {len(y)} entries where {m} are needed")
    if m == 1:
        return float("nan")
    x, y = _mean_ranks(x), _mean_ranks(y)
    farthest = np.maximum(x - 1, m - x)
    return float(1 - (2.0**-x * np.abs(x - y) / farthest).sum())


def _mean_ranks(row: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    lower = (row[None, :] < row[:, None]).sum(axis=1)
    equal = (row[None, :] == row[:, None]).sum(axis=1)
    return lower + (equal + 1) / 2
