"""How much room a text takes, and where it breaks: labels are wrapped, never cut."""

from collections.abc import Sequence
from functools import cache
from itertools import accumulate
from unicodedata import combining, east_asian_width

WIDE, CAPITAL, NARROW = 0.92, 0.68, 0.56  # of the font's size, as Pretendard sets them, rounded up
THIN = frozenset("ijltfrI.,:;'!|()[]/ 1·‘’")
THIN_WIDTH = 0.34


def width_of(text: str, size: float) -> float:
    """Return about how many pixels a text takes in a size, rather too many than too few.

    >>> width_of("실증", 10) > width_of("ab", 10)
    True
    """
    return size * sum(_of_one(character) for character in text)


@cache
def _of_one(character: str) -> float:
    if combining(character):
        return 0.0
    if east_asian_width(character) in "WF":
        return WIDE
    if character in THIN:
        return THIN_WIDTH
    return CAPITAL if character.isupper() or character in "%mw=→" else NARROW


def wrapped(text: str, width: float, size: float) -> list[str]:
    """Return the lines of a text, broken at spaces, and within a word that is too long by itself.

    A percent sign stays with its number.

    >>> wrapped("규제 없는 실증환경", 60, 12)
    ['규제 없는', '실증환경']
    """
    lines: list[str] = []
    line = ""
    for word in " ".join(text.split()).replace(" %", "\u00a0%").split(" "):
        longer = f"{line} {word}" if line else word
        if width_of(longer, size) <= width:
            line = longer
            continue
        if line:
            lines.append(line)
        line = word
        while width_of(line, size) > width and len(line) > 1:
            head = _head(line, width, size)
            lines.append(line[:head])
            line = line[head:]
    return [*lines, line] if line or not lines else lines


def _head(word: str, width: float, size: float) -> int:
    """Return how many characters of a word fit, at least one."""
    ends = accumulate(size * _of_one(character) for character in word)
    return max(1, sum(end <= width for end in ends))


def apart(wanted: Sequence[float], gap: float, lowest: float, highest: float) -> list[float]:
    """Return positions near the wanted ones, in the same order, at least `gap` from each other.

    Where there is not room for all between `lowest` and `highest`, they are spread evenly.

    >>> apart([10, 11, 40], 10, 0, 100)
    [5.5, 15.5, 40.0]
    """
    if gap * (len(wanted) - 1) >= highest - lowest:
        gap = (highest - lowest) / max(len(wanted) - 1, 1)
    order = sorted(range(len(wanted)), key=lambda i: (wanted[i], i))
    # clusters that touch are merged and centred on what their members wanted
    clusters: list[tuple[list[int], float]] = []
    for index in order:
        members, start = [index], min(max(wanted[index], lowest), highest)
        while clusters and start < clusters[-1][1] + gap * len(clusters[-1][0]):
            members = clusters.pop()[0] + members
            centre = sum(wanted[i] - gap * k for k, i in enumerate(members)) / len(members)
            start = min(max(centre, lowest), highest - gap * (len(members) - 1))
        clusters.append((members, start))
    place = {i: start + gap * k for members, start in clusters for k, i in enumerate(members)}
    return [float(place[i]) for i in range(len(wanted))]
