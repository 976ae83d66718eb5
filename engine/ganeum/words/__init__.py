"""What the program says, in Korean and in English."""

import locale
import os
import re
from collections.abc import Mapping
from typing import Literal, get_args

from ganeum.words.app_texts import APP_TEXTS
from ganeum.words.chart_texts import CHART_TEXTS
from ganeum.words.drafting_texts import DRAFTING_TEXTS
from ganeum.words.help_texts import HELP_TEXTS
from ganeum.words.memo_texts import MEMO_TEXTS
from ganeum.words.office_texts import OFFICE_TEXTS
from ganeum.words.page_texts import PAGE_TEXTS
from ganeum.words.panel_form_texts import PANEL_FORM_TEXTS
from ganeum.words.panel_page_texts import PANEL_PAGE_TEXTS
from ganeum.words.panel_problem_texts import PANEL_PROBLEM_TEXTS
from ganeum.words.panel_texts import PANEL_TEXTS
from ganeum.words.problem_texts import PROBLEM_TEXTS
from ganeum.words.report_texts import REPORT_TEXTS
from ganeum.words.uncertainty_texts import UNCERTAINTY_TEXTS

Language = Literal["ko", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)

_TEXTS: Mapping[str, tuple[str, str]] = {
    **PROBLEM_TEXTS,
    **REPORT_TEXTS,
    **CHART_TEXTS,
    **HELP_TEXTS,
    **APP_TEXTS,
    **MEMO_TEXTS,
    **UNCERTAINTY_TEXTS,
    **OFFICE_TEXTS,
    **DRAFTING_TEXTS,
    **PAGE_TEXTS,
    **PANEL_PROBLEM_TEXTS,
    **PANEL_TEXTS,
    **PANEL_FORM_TEXTS,
    **PANEL_PAGE_TEXTS,
}


# of texts whose particle depends on the value before it, quoted or not
_PARTICLE = re.compile(r"\{(\w+)\}([’”)]*)([이은을과])\(([가는를와])\)")


def say(key: str, language: Language, /, **values: object) -> str:
    """Return the text of a key in a language, with values filled in.

    >>> say("wins_head", "ko", sector="로봇", name="인프라", method="AHP")
    '로봇: 인프라가 1위가 되려면(AHP)'
    """
    text = _TEXTS[key][LANGUAGES.index(language)]
    if not values:
        return text

    def fitted(found: re.Match[str]) -> str:
        name, quotes, closed, open_ = found.groups()
        value = str(values[name])
        particle = with_particle(value, closed, open_).removeprefix(value)
        return f"{{{name}}}{quotes}{particle}"

    return _PARTICLE.sub(fitted, text).format(**values)


def with_particle_to(name: str) -> str:
    """Return a Korean noun with the particle "to": 로 after a vowel or ㄹ, 으로 otherwise.

    >>> with_particle_to("실증"), with_particle_to("인프라"), with_particle_to("서울")
    ('실증으로', '인프라로', '서울로')
    """
    last = name[-1:]
    final = (ord(last) - ord("가")) % 28 if "가" <= last <= "힣" else 0
    rieul = 8
    closed = final not in (0, rieul) or last in ("0", "3", "6")  # read 영, 삼, 육
    return name + ("으로" if closed else "로")


def with_particle(name: str, closed: str, open: str) -> str:  # noqa: A002
    """Return a Korean noun with a particle: one after a final consonant, another after a vowel.

    >>> with_particle("실증", "이", "가"), with_particle("인프라", "이", "가")
    ('실증이', '인프라가')
    >>> with_particle("AI", "이", "가")
    'AI이(가)'
    """
    last = name[-1:]
    if "가" <= last <= "힣":
        return name + (closed if (ord(last) - ord("가")) % 28 else open)
    return f"{name}{closed}({open})"


def local_language() -> Language:
    """Return the language of the locale: Korean under a Korean one, English otherwise."""
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(variable):
            return "ko" if value.lower().startswith("ko") else "en"
    name = (locale.getlocale()[0] or "").lower()  # Windows says "Korean_Korea"
    return "ko" if name.startswith("ko") else "en"
