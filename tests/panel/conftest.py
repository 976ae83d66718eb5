"""A question with everything that forms must cope with."""

from pathlib import Path

import pytest

import ganeum
from ganeum.fields import Text
from ganeum.panel import read_answers
from ganeum.panel.into_scenario import panel_draft
from ganeum.panel_file import Panel, Rules

NESTED = """\
ganeum: 1
id: nested
title: {ko: "겹친 질문", en: "A nested question"}
language: ko
sectors: [{id: boats, name: {ko: "배", en: Boats}}, {id: kites, name: {ko: "연", en: Kites}}]
criteria:
  - id: use
    name: {ko: "쓸모", en: Use}
    criteria:
      - {id: speed, name: {ko: "빠르기", en: Speed}, weight: 1}
      - {id: ease, name: {ko: "쉬움", en: Ease}, weight: 1}
      - {id: looks, name: {ko: "생김새", en: Looks}, weight: 2}
  - {id: price, name: {ko: "값", en: Price}, direction: cost}
weights: {from: plain, plain: {all: {use: 3, price: 1}}}
alternatives:
  - {id: old, name: {ko: "헌것", en: Old}, scores: {speed: 1, ease: 2, looks: 3, price: 4}}
  - {id: new, name: {ko: "새것", en: New}, scores: {speed: 2, ease: 3, looks: 1, price: 5}}
  - {id: odd, name: {ko: "=1+2", en: "=1+2"}, scores: {speed: 3, ease: 1, looks: 2, price: 6}}
"""


@pytest.fixture
def nested(tmp_path: Path) -> ganeum.Scenario:
    """Return a scenario with sub-criteria, two sectors, and a name that looks like a formula."""
    file = tmp_path / "nested.yaml"
    file.write_text(NESTED, encoding="utf-8")
    return ganeum.load(file)


@pytest.fixture(scope="session")
def reviewed(seoul: ganeum.Scenario, scenarios: Path) -> ganeum.Analysis:
    """Return the base question with the made-up panel on top of it, analysed."""
    read = read_answers(scenarios / "panels" / "made-up-panel.csv", seoul)
    panel = Panel(
        title=Text(ko="설문", en="a panel"),
        made_up=read.made_up,
        rules=Rules(),
        groups=read.groups,
        respondents=read.respondents,
    )
    return ganeum.analyse(panel_draft(seoul, panel, "asked", Text(ko="가", en="a")).scenario())
