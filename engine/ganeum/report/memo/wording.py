"""What the formats on paper say around a block: the sign of a bullet, the line of the date."""

from ganeum.report.memo.content import SIGNS, Bullet, Memo
from ganeum.words import Language

BETWEEN = " · "  # scenario and date
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


def head_line(memo: Memo) -> str:
    """Return what stands under the title: the scenario and its date."""
    return BETWEEN.join(text for text in (memo.scenario, memo.date) if text)


def head_texts(line: str) -> tuple[str, ...]:
    """Return the parts of what stands under the title.

    >>> head_texts("scenario small · 1 May 2023")
    ('scenario small', '1 May 2023')
    """
    return tuple(line.split(BETWEEN, 1))
