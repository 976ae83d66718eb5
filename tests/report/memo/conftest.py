"""Memos of the shipped scenarios, each examined once with few draws."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

import ganeum
from ganeum.examination import Examination, examine
from ganeum.report.memo import PARTS, Memo, memo_content
from ganeum.words import Language

SHIPPED = {  # with the sectors that are looked at; None for all of them
    "seoul-2022": ("robotics",),
    "seoul-2022-support-menu": ("ai", "robotics"),
    "robotics-demonstration-double": ("robotics",),
    "template": None,
}
FEW = 300

MakeMemo = Callable[..., Memo]


@pytest.fixture(scope="session")
def shipped(scenarios: Path) -> Callable[[str], Examination]:
    """Return a function that examines a shipped scenario, once."""

    @cache
    def examined(name: str) -> Examination:
        scenario = ganeum.load(scenarios / f"{name}.yaml")
        return examine(ganeum.analyse(scenario, sectors=SHIPPED[name]), PARTS, draws=FEW)

    return examined


@pytest.fixture(scope="session")
def make_memo(shipped: Callable[[str], Examination]) -> MakeMemo:
    """Return a function that makes a memo of a shipped scenario."""

    @cache
    def made(
        name: str = "seoul-2022",
        language: Language = "ko",
        sections: tuple[str, ...] | None = None,
        one_page: bool = False,
        figure: str | None = None,
    ) -> Memo:
        return memo_content(
            shipped(name), language, sections=sections, one_page=one_page, figure=figure
        )

    return made
