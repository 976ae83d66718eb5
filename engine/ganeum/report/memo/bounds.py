"""How large what is read of a memo may be: several times the largest that is ever written.

Whoever asks whether a memo is genuine may hold one that was made to exhaust the machine.
"""

from collections.abc import Mapping

from ganeum.report.memo.seal import SealError

Most = Mapping[str, int]


def keep_to(text: str, most: Most) -> None:
    """Refuse a text in which some sign stands more often than in any memo.

    Parameters
    ----------
    text : str
    most : mapping
        How often a sign may stand in it.

    Raises
    ------
    SealError
        If it stands there more often.

    Examples
    --------
    >>> keep_to("| a | b |", {"|": 3})
    """
    if any(text.count(sign) > count for sign, count in most.items()):
        raise SealError("too large")
