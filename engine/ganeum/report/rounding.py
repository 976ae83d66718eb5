"""Numbers for people: digits that carry meaning, percentages that sum to 100."""

import math
from collections.abc import Mapping, Sequence


def percentages(
    shares: Sequence[float], decimals: int = 1, held: Mapping[int, str] | None = None
) -> list[str]:
    """Return shares of 1 in percent, rounded so that what is shown sums to 100.

    The largest remainders are rounded up (Hamilton's rule); ties go to the earlier share. What is
    held at some places is shown there as long as it is less than one unit off, and the others make
    up for it.

    >>> percentages([1 / 3, 1 / 3, 1 / 3])
    ['33.4', '33.3', '33.3']
    >>> percentages([1 / 3, 1 / 3, 1 / 3], held={0: "33.3"})
    ['33.3', '33.4', '33.3']
    """
    unit = 10**decimals
    exact = [share * 100 * unit for share in shares]
    shown = [math.floor(value + 1e-9) for value in exact]
    fixed = {place: round(float(text) * unit) for place, text in (held or {}).items()}
    fixed = {place: value for place, value in fixed.items() if abs(value - exact[place]) < 1}
    for place, value in fixed.items():
        shown[place] = value
    spare = round(sum(exact)) - sum(shown)
    step = 1 if spare > 0 else -1
    for _ in range(abs(spare)):  # to where it is nearest to the truth
        free = [i for i in range(len(exact)) if i not in fixed and shown[i] + step >= 0]
        if not free:
            break
        shown[min(free, key=lambda i: (abs(shown[i] + step - exact[i]), i))] += step
    return [f"{value / unit:.{decimals}f}" for value in shown]


def significant(value: float, digits: int = 12) -> float:
    """Return a number with so many significant digits, as machines read it.

    >>> significant(1 / 3, 4)
    0.3333
    """
    return float(f"{value:.{digits}g}")
