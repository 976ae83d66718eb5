"""Notes to respondents name the answers that clash, politely and in words."""

from typing import Any

import pytest

import ganeum
from ganeum.panel.review import review
from ganeum.report.panel.re_ask import re_ask_notes
from panels import asked, question


def note(judged: Any, node: str, language: Any, **rules: Any) -> str:
    row = {"group": "firms", "judgements": {"all": {node: judged}}}
    whole = {"a": {"b": 1, "c": 1, "d": 1}, "b": {"c": 1, "d": 1}, "c": {"d": 1}}
    row["judgements"]["all"].setdefault("goal", whole)
    content = question({"r01": row}, rules)
    for criterion, korean in zip(
        content["criteria"], ("인력", "투자", "실증", "거점"), strict=True
    ):
        criterion["name"] = {"ko": korean, "en": criterion["name"]}
    analysis = ganeum.analyse(asked(content))
    return re_ask_notes(analysis, review(analysis), language)["r01"]


CLASH = {"a": {"b": 5, "c": "1/2", "d": 5}, "b": {"c": 3, "d": 1}, "c": {"d": "1/3"}}


def test_a_clash_in_korean() -> None:
    text = note(CLASH, "goal", "ko")
    assert text.startswith("r01 님께\n")
    assert "그대로 두셔도 됩니다" in text
    assert (
        "인력이 투자보다 5배 중요하다고, 투자가 실증보다 3배 중요하다고 하셨습니다. "
        "이 둘을 합치면 인력이 실증보다 15배 중요하다는 뜻이 되는데, "
        "실증이 인력보다 2배 중요하다고 하셨습니다."
    ) in text


def test_a_clash_in_english() -> None:
    text = note(CLASH, "goal", "en")
    assert (
        "You said that A matters 5 times as much as B, and that B matters 3 times as much as C. "
        "Together these say that A matters 15 times as much as C; yet you said that "
        "C matters 2 times as much as A."
    ) in text


@pytest.mark.parametrize(("language", "words"), [("ko", "배 낫다고"), ("en", "times as good as")])
def test_interventions_are_better_not_more_important(language: Any, words: str) -> None:
    cycle = {"one": {"two": 5, "three": "1/5"}, "two": {"three": 5}}
    assert words in note(cycle, "b", language)


def test_equal_and_rounded() -> None:
    judged = {"a": {"b": 5, "c": 9, "d": 5}, "b": {"c": "1/3", "d": 1}, "c": {"d": 3}}
    text = note(judged, "goal", "ko")
    assert "인력이 실증보다 약 1.7배 중요하다는 뜻" in text
    same = {"a": {"b": 1, "c": 9, "d": 1}, "b": {"c": 1, "d": 1}, "c": {"d": 1}}
    assert "인력과 투자가 똑같다고" in note(same, "goal", "ko")
    assert "A and B are equal" in note(same, "goal", "en")


def test_where_one_change_is_enough_only_one_is_asked_about() -> None:
    assert "1. " in note(CLASH, "goal", "en")
    assert "2. " not in note(CLASH, "goal", "en")
    several = {"a": {"b": 9, "c": "1/9", "d": 9}, "b": {"c": 9, "d": "1/9"}, "c": {"d": 9}}
    assert "2. " in note(several, "goal", "en")


def test_where_nothing_compares_there_is_no_clash_to_name() -> None:
    loop = {"a": {"b": 9, "d": "1/9"}, "b": {"c": 9}, "c": {"d": 9}}
    assert "does not go well with your other answers" in note(loop, "goal", "en")
