"""Numbers for people: digits that carry meaning, percentages that sum to 100."""

import math
from collections.abc import Sequence


def percentages(shares: Sequence[float], decimals: int = 1) -> list[str]:
    """Return shares of 1 in percent, rounded so that what is shown sums to 100.

    The largest remainders are rounded up (Hamilton's rule); ties go to the earlier share.

    >>> percentages([1 / 3, 1 / 3, 1 / 3])
    ['33.4', '33.3', '33.3']
    """
    unit = 10**decimals
    exact = [share * 100 * unit for share in shares]
    floors = [math.floor(value + 1e-9) for value in exact]
    spare = round(sum(exact)) - sum(floors)
    by_remainder = sorted(range(len(exact)), key=lambda i: (floors[i] - exact[i], i))
    for place in by_remainder[:spare]:
        floors[place] += 1
    return [f"{value / unit:.{decimals}f}" for value in floors]


def significant(value: float, digits: int = 12) -> float:
    """Return a number with so many significant digits, as machines read it.

    >>> significant(1 / 3, 4)
    0.3333
    """
    return float(f"{value:.{digits}g}")
