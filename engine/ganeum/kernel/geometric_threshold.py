"""How large a geometric consistency index goes with a consistency ratio."""

import numpy as np

from ganeum.kernel.inputs import whole_number

# J. Aguarón and J. M. Moreno-Jiménez 2003 [1]_: the index at a ratio of 0.10, for orders 3, 4 and
# beyond. Read in Y. Dong, G. Zhang, W.-C. Hong and Y. Xu, "Consensus models for AHP group decision
# making under row geometric mean prioritization method", Decision Support Systems 49(3), 2010,
# section 3.1, doi:10.1016/j.dss.2010.03.003.
AT_A_TENTH = {3: 0.31, 4: 0.35}
AT_A_TENTH_BEYOND = 0.37


def geometric_consistency_threshold(n: int, ratio: float = 0.1) -> float:
    """Return the geometric consistency index that corresponds to a consistency ratio.

    Parameters
    ----------
    n : int
        Order of the matrix, at least 1.
    ratio : float, default 0.1
        Positive.

    Returns
    -------
    float
        0 for n below 3, where judgements cannot clash.

    Raises
    ------
    ValueError
        If n is less than 1 or the ratio is not positive.

    Notes
    -----
    The thresholds are those of [1]_ for 0.10, 0.31 for order 3, 0.35 for 4 and 0.37 beyond, and in
    proportion for other ratios: for small errors both indices are quadratic in them,
    ``GCI = 2 n / (n - 2) RI CR``.

    References
    ----------
    .. [1] J. Aguaron and J. M. Moreno-Jimenez, "The geometric consistency index: approximated
       thresholds", European Journal of Operational Research 147(1), 2003, pp. 137-145,
       doi:10.1016/S0377-2217(02)00255-2.

    Examples
    --------
    >>> geometric_consistency_threshold(4), round(geometric_consistency_threshold(5, 0.2), 3)
    (0.35, 0.74)
    """
    whole_number("n", n, 1)
    if not (np.isfinite(ratio) and ratio > 0):
        raise ValueError(f"ratio is {ratio}, not a positive number")
    if n < 3:
        return 0.0
    return AT_A_TENTH.get(n, AT_A_TENTH_BEYOND) * (ratio / 0.1)
