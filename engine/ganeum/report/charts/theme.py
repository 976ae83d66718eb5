"""The look of every chart: font, sizes, colours that hold in grey and for colour-blind readers."""

from dataclasses import dataclass
from typing import Any

import altair as alt

from ganeum.words import Language, say

Look = dict[str, Any]  # what a mark of Altair takes

FONT = "Pretendard"
INK, QUIET, RULE, PALE = "#1a1a1a", "#595959", "#b8b8b8", "#ececec"
STRESS = "#a3341f"  # what changes the first place; always with a shape or words of its own

# dark to light in steps that stay apart in grey (CIE L* 21, 47, 70, 91), hues of blue and orange
# only, which the common forms of colour blindness tell apart
FOUR = ("#16344f", "#b3541e", "#7fb2d9", "#f7e3b5")
MORE = ("#16344f", "#7d3a12", "#2f6f9f", "#c4692b", "#7fa8c9", "#e6a867", "#bfd8ea", "#f7e3b5")
TINTS = ("#d6e6f2", "#f2c9a1", "#8fb8d8", "#fbf0d3", "#c98a5a", "#b9c4cc", "#5f93bd", "#e9e2f0")

TEXT, SMALL, TITLE = 12, 11, 16  # sizes in pixels
BOLDER = 1.08  # how much wider bold text is
LINE = 15  # of text, one under the other
PICTURE = 720  # pixels wide, title and caption included
GAP = 14


@dataclass(frozen=True, slots=True)
class Canvas:
    """Where the plot stands in the picture, in pixels.

    Attributes
    ----------
    width : of the whole picture.
    height : of the plot.
    left, right : the room for labels beside the plot.
    below : the room for an axis under it.
    """

    width: int
    height: int
    left: int = 0
    right: int = 0
    below: int = 40

    @property
    def plot(self) -> int:
        """The width of the plot."""
        return self.width - self.left - self.right


def colours(count: int) -> list[str]:
    """Return a colour for each of some criteria; beyond eight they begin again.

    >>> len(colours(3)), colours(9)[0] == colours(9)[8]
    (3, True)
    """
    known = FOUR if count <= len(FOUR) else MORE
    return [known[i % len(known)] for i in range(count)]


def dark(colour: str) -> bool:
    """Tell whether white text reads better on a colour than black.

    >>> dark("#16344f"), dark("#f7e3b5")
    (True, False)
    """
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return 0.299 * red + 0.587 * green + 0.114 * blue < 130


def tip(column: str, key: str, language: Language, number: str = "") -> alt.Tooltip:
    """Return a line of a tooltip: a column under a word, a number in the given format.

    The heading is always ours, never a name from a file: Vega-Lite makes an expression of it, which
    a backslash in a name would break.
    """
    title = say(key, language)
    if number:
        return alt.Tooltip(f"{column}:Q", title=title, format=number)
    return alt.Tooltip(f"{column}:N", title=title)
