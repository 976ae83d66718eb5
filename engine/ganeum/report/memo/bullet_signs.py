"""The signs of bullets on paper."""

from ganeum.report.memo.content import SIGNS, Bullet
from ganeum.words import Language

DASHES = ("•", "–", "·")  # of bullets where there is no custom as in Korean offices


def sign_of(bullet: Bullet, language: Language) -> str:
    """Return the sign before an item of a list.

    >>> sign_of(Bullet(2, "로봇"), "ko")
    '○'
    """
    signs = SIGNS if language == "ko" else DASHES
    return signs[min(bullet.level, len(signs)) - 1]


def unsigned(text: str) -> str:
    """Return an item of a list without its sign.

    >>> unsigned("○ 로봇"), unsigned("로봇")
    ('로봇', '로봇')
    """
    return text[1:].strip() if text[:1] in (*SIGNS, *DASHES) else text
