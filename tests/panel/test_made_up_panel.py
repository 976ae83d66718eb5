"""The made-up panel that is shipped: what is planted in it, and that it is marked as made up.

Drawn once, from Philox with the key (20221, 24): a respondent's log weights are those of the
sector's evidence (two digits), plus 0.75 for infrastructure and demonstration and minus 0.75 for
the others in one camp, the other way round in the other, plus normal terms of his own (0.22) and
per sector (0.15); each log ratio gets a normal error (0.16; r05 1.3, r09 0.95, r14 0.9, r19 0.7)
and is rounded to the nearest step of the scale. Then r20 answers 1 throughout, r22's strongest
answer on fintech is turned round, and r11, r12 and r17 leave some out.
"""

import csv
from pathlib import Path

import numpy as np
import pytest

import ganeum
from ganeum.kernel import incomplete_priorities
from ganeum.panel import Answers, read_answers

CAMP = {f"r{k:02}" for k in (1, 2, 4, 6, 8, 10, 11, 13, 15, 17, 19, 21, 23)}
FAULTY_TABLE = [
    ("D5 (r03)", "answer_off_scale"),
    ("K9 (r07)", "answer_both_sides"),
    ("C14 (r12)", "group_unknown"),
    ("T18 (r16)", "answer_unread"),
    ("Y20 (r18)", "answer_date"),
    ("AC23 (r21)", "answers_disconnected"),
    ("AB26 (r24)", "answer_twice"),
    ("B27 (r25)", "respondent_twice"),
]
FAULTY_FORM = {
    "r02": "form_both_sides",
    "r04": "answer_formula",
    "r06": "form_mark_unknown",
    "r08": "group_missing",
    "r13": "form_ticked_twice",
    "r15": "answers_disconnected",
    "r16": "form_row_changed",
    "r18": "group_unknown",
    "r10 (2)": "respondent_twice",
}


@pytest.fixture(scope="module")
def panels(scenarios: Path) -> Path:
    return scenarios / "panels"


@pytest.fixture(scope="module")
def panel(seoul: ganeum.Scenario, panels: Path) -> Answers:
    return read_answers(panels / "made-up-panel.csv", seoul)


def ratio(panel: Answers, respondent: str, sector: str) -> float:
    return incomplete_priorities(matrix(panel, respondent, sector)).consistency_ratio


def matrix(panel: Answers, respondent: str, sector: str) -> np.ndarray:
    items = [item.id for item in panel.questionnaire.nodes[0].items]
    rows = next(r for r in panel.respondents if r.id == respondent).judgements[sector]["goal"]
    found = np.where(np.eye(4) == 1, 1.0, np.nan)
    for first, row in rows.items():
        for second, value in row.items():
            i, j = items.index(first), items.index(second)
            found[i, j], found[j, i] = value, 1 / value
    return found


def test_twenty_four_respondents_of_three_groups(panel: Answers) -> None:
    panel.checked()
    assert panel.made_up
    assert [respondent.id for respondent in panel.respondents] == [f"r{k:02}" for k in range(1, 25)]
    groups = [respondent.group for respondent in panel.respondents]
    assert [groups.count(name) for name in ("association", "expert", "official")] == [10, 8, 6]
    assert len(panel.questionnaire.nodes) == 5


def test_the_filled_form_says_the_same(
    seoul: ganeum.Scenario, panels: Path, panel: Answers
) -> None:
    form = read_answers(panels / "made-up-panel.xlsx", seoul).checked()
    assert form.made_up
    assert form.respondents == panel.respondents
    assert form.questionnaire == panel.questionnaire


def test_some_left_questions_out_and_can_be_used(panel: Answers) -> None:
    assert [(note.key, note.path.split("(")[1].rstrip(")")) for note in panel.notes] == [
        ("answers_incomplete", "r11"),
        ("answers_incomplete", "r11"),
        ("answers_incomplete", "r12"),
    ]
    silent = next(respondent for respondent in panel.respondents if respondent.id == "r17")
    assert "fintech" not in silent.judgements


def test_some_contradict_themselves_to_various_degrees(panel: Answers) -> None:
    assert ratio(panel, "r14", "ai") > 0.5
    assert 0.2 < ratio(panel, "r05", "ai") < 0.5
    assert 0.15 < ratio(panel, "r19", "ai") < 0.2
    assert ratio(panel, "r22", "fintech") > 1  # one answer the wrong way round
    assert ratio(panel, "r22", "ai") < 0.1
    assert np.array_equal(matrix(panel, "r20", "ai"), np.ones((4, 4)))


def test_two_camps_cut_across_the_groups(panel: Answers) -> None:
    leanings = {}
    for respondent in panel.respondents:
        w = incomplete_priorities(matrix(panel, respondent.id, "smart_mobility")).priorities
        leanings[respondent.id] = np.log(w[0] * w[3] / (w[1] * w[2]))
    torn = {"r05", "r14", "r19", "r20", "r09"}
    one = [leanings[name] for name in leanings.keys() & CAMP - torn]
    other = [leanings[name] for name in leanings.keys() - CAMP - torn]
    assert min(one) > max(other) + 0.5
    groups = {r.group for r in panel.respondents if r.id in CAMP}
    assert groups == {"association", "expert", "official"}


def test_every_fault_of_the_raw_table_is_found(seoul: ganeum.Scenario, panels: Path) -> None:
    file = panels / "made-up-panel-faulty.csv"
    answers = read_answers(file, seoul, mapping=panels / "made-up-panel-columns.csv")
    assert answers.made_up
    found = sorted((p.line, p.path, p.key) for p in answers.problems)
    assert [(path, key) for _, path, key in found] == FAULTY_TABLE
    assert "지어낸 이름" not in repr(answers.respondents)


def test_what_is_not_faulty_is_the_mended_panel(
    seoul: ganeum.Scenario, panels: Path, panel: Answers
) -> None:
    file = panels / "made-up-panel-faulty.csv"
    faulty = read_answers(file, seoul, mapping=panels / "made-up-panel-columns.csv")
    touched = {"r03", "r07", "r12", "r16", "r18", "r21", "r24", "r25"}
    kept = [respondent for respondent in faulty.respondents if respondent.id not in touched]
    assert len(kept) == 17
    assert all(respondent in panel.respondents for respondent in kept)


def test_every_fault_of_the_form_is_found(seoul: ganeum.Scenario, panels: Path) -> None:
    answers = read_answers(panels / "made-up-panel-faulty.xlsx", seoul)
    assert answers.made_up
    assert {problem.path.split("!")[0]: problem.key for problem in answers.problems} == FAULTY_FORM
    assert len(answers.problems) == len(FAULTY_FORM)


def test_every_file_says_that_it_is_made_up(panels: Path) -> None:
    files = list(panels.iterdir())
    assert len(files) == 5
    assert all(file.name.startswith("made-up-") for file in files)
    for file in panels.glob("*.csv"):
        with file.open(encoding="utf-8-sig", newline="") as stream:
            title = next(csv.reader(stream))[0]
        assert "지어낸" in title
        assert "Made up" in title
