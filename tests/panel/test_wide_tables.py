"""One row a respondent, one column a pair, as survey services and people in a hurry write it."""

from pathlib import Path

import openpyxl
import pytest

import ganeum
from ganeum.panel import Answers, read_answers

HEAD = "id,group,goal.use.price,use.speed.ease,use.ease.looks,use.speed.looks\n"


def read(folder: Path, text: str | bytes, base: ganeum.Scenario, mapping: str = "") -> Answers:
    file = folder / "answers.csv"
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    if mapping:
        (folder / "mapping.yaml").write_text(mapping, encoding="utf-8")
    return read_answers(file, base, mapping=folder / "mapping.yaml" if mapping else None)


def said(answers: Answers) -> list[tuple[str, str]]:
    return [(problem.path, problem.key) for problem in answers.problems]


def test_a_plain_table_is_read(nested: ganeum.Scenario, tmp_path: Path) -> None:
    answers = read(tmp_path, HEAD + "r07,expert,3,1/5,-2,A 1\n", nested).checked()
    (respondent,) = answers.respondents
    assert (respondent.id, respondent.group, respondent.weight) == ("r07", "expert", 1)
    assert respondent.judgements == {
        "all": {
            "goal": {"use": {"price": 3}},
            "use": {"speed": {"ease": 1 / 5, "looks": 1}, "ease": {"looks": 1 / 2}},
        }
    }
    assert [(node.sector, node.node) for node in answers.questionnaire.nodes] == [
        ("all", "goal"),
        ("all", "use"),
    ]
    assert answers.notes == ()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949", "utf-16"])
@pytest.mark.parametrize("separator", [",", "\t", ";"])
def test_the_encodings_and_separators_of_korean_offices_are_read(
    nested: ganeum.Scenario, tmp_path: Path, encoding: str, separator: str
) -> None:
    text = "응답자,집단,goal.use.price,의견\r\n홍길동, 전문가 ,-3,좋음\r\n김철수,공무원,３,\r\n"
    data = text.replace(",", separator).encode(encoding)
    answers = read(tmp_path, data, nested).checked()
    found = [
        (each.id, each.group, each.judgements["all"]["goal"]["use"]["price"])
        for each in answers.respondents
    ]
    assert found == [("r01", "expert", 1 / 3), ("r02", "official", 3)]
    assert [note.key for note in answers.notes] == ["wide_columns_unused", "respondents_numbered"]


def test_no_name_and_no_remark_gets_past_reading(nested: ganeum.Scenario, tmp_path: Path) -> None:
    text = "성명,응답자,goal.use.price,의견\n홍길동,hong@a.kr,12,전화 주세요\n,hong@a.kr,3,\n"
    answers = read(tmp_path, text, nested)
    everything = "".join(
        problem.describe(language)
        for problem in (*answers.problems, *answers.notes)
        for language in ("ko", "en")
    ) + repr((answers.respondents, answers.questionnaire))
    for private in ("홍길동", "hong@a.kr", "전화"):
        assert private not in everything
    assert said(answers) == [("B3 (r02)", "respondent_twice"), ("C2 (r01)", "answer_off_scale")]


def test_everything_wrong_is_said_at_once_by_cell(nested: ganeum.Scenario, tmp_path: Path) -> None:
    text = (
        "weight,id,group,goal.use.price,kites.goal.use.price,kites.goal.price.use,boats.goal.use.prise\n"
        "0,r01,expert,12,3,,\n"
        "x,r02,experts!,A 3 B 5,3,,\n"
        "2,r02,,3;5,what,,\n"
        "1,,expert,1,1,,\n"
        ",,,,,,\n"
    )
    answers = read(tmp_path, text, nested)
    assert sorted(said(answers)) == sorted(
        [
            ("F1", "wide_column_twice"),
            ("G1", "wide_header_misspelt"),
            ("A2 (r01)", "weight_wrong"),
            ("D2 (r01)", "answer_off_scale"),
            ("A3 (r02)", "weight_wrong"),
            ("C3 (r02)", "group_unknown"),
            ("D3 (r02)", "answer_both_sides"),
            ("B4 (r03)", "respondent_twice"),
            ("C4 (r03)", "group_missing"),
            ("D4 (r03)", "answer_twice"),
            ("E4 (r03)", "answer_unread"),
            ("B5 (r04)", "respondent_missing"),
        ]
    )
    near = {problem.key: problem.nearest for problem in answers.problems}
    assert near["wide_header_misspelt"] == "boats.goal.use.price"
    assert near["group_unknown"] == "experts"
    assert [problem.line for problem in answers.problems if problem.key == "answer_unread"] == [4]
    assert all(
        problem.describe(language) for problem in answers.problems for language in ("ko", "en")
    )


def test_other_headings_with_dots_are_no_misspelt_pairs(
    nested: ganeum.Scenario, tmp_path: Path
) -> None:
    head = "v1.0.2,goal.use.use,boats.goal.what.ever,goal.use.price,goals.user.price"
    answers = read(tmp_path, f"{head}\n1,1,1,3,1\n", nested)
    assert said(answers) == [("E1", "wide_header_misspelt")]
    assert [note.key for note in answers.notes] == ["wide_columns_unused"]


def test_who_did_not_answer_needs_no_group(nested: ganeum.Scenario, tmp_path: Path) -> None:
    answers = read(tmp_path, "id,group,goal.use.price\nr1,,\nr2,expert,3\n", nested).checked()
    assert [respondent.id for respondent in answers.respondents] == ["r2"]
    assert [note.key for note in answers.notes] == ["answered_nothing"]


def test_thousands_of_problems_are_cut_short(nested: ganeum.Scenario, tmp_path: Path) -> None:
    answers = read(tmp_path, "goal.use.price\n" + "99\n" * 4_900, nested)
    assert len(answers.problems) == 2002
    assert answers.problems[-1].key == "too_many_problems"


def test_a_pair_may_stand_either_way_round(nested: ganeum.Scenario, tmp_path: Path) -> None:
    answers = read(tmp_path, "goal.price.use,boats.goal.use.price\n3,-3\n,\n", nested).checked()
    (respondent,) = answers.respondents
    assert respondent.judgements["all"]["goal"] == {"use": {"price": 1 / 3}}
    assert respondent.judgements["boats"]["goal"] == {"use": {"price": 1 / 3}}
    assert respondent.group == "panel"
    assert [group.id for group in answers.groups] == ["panel"]


def test_a_column_that_is_not_there_is_a_pair_left_out(
    nested: ganeum.Scenario, tmp_path: Path
) -> None:
    answers = read(tmp_path, "use.speed.ease,use.ease.looks\n3,3\n3,\n", nested)
    assert [(note.key, note.values["pairs"]) for note in answers.notes] == [
        ("answers_incomplete", "speed-looks")
    ]
    assert said(answers) == [("B3 (r02)", "answers_disconnected")]


def test_a_broken_answer_is_not_also_a_gap(nested: ganeum.Scenario, tmp_path: Path) -> None:
    answers = read(tmp_path, "use.speed.ease,use.ease.looks,use.speed.looks\n3,oh,\n", nested)
    assert said(answers) == [("B2 (r01)", "answer_unread")]


def test_a_title_may_stand_above_and_say_that_all_is_made_up(
    nested: ganeum.Scenario, tmp_path: Path
) -> None:
    assert read(tmp_path, "지어낸 자료\n\ngoal.use.price\n3\n", nested).checked().made_up
    assert not read(tmp_path, "자료\ngoal.use.price\n3\n", nested).checked().made_up


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("", "wide_no_header"),
        ("a,b\n1,2\n", "wide_no_header"),
        ("goal.use.price\n", "wide_no_rows"),
    ],
)
def test_a_table_without_answers_is_no_panel(
    nested: ganeum.Scenario, tmp_path: Path, text: str, key: str
) -> None:
    answers = read(tmp_path, text, nested)
    assert [problem.key for problem in answers.problems] == [key]
    assert answers.respondents == ()


# a mapping file

MAPPING = """\
ganeum: 1
kind: panel_columns
negative: first
columns:
  "문1. 쓸모 대 값": goal.use.price
  "소속": group
  "메모": ignore
groups: {"협": association}
"""


def test_a_mapping_explains_headers_groups_and_the_sign(
    nested: ganeum.Scenario, tmp_path: Path
) -> None:
    text = "소속,문1.  쓸모 대 값,메모,id\n협,-3,x,r9\n전문가,2,y,r8\n"
    answers = read(tmp_path, text, nested, MAPPING).checked()
    found = [
        (r.id, r.group, r.judgements["all"]["goal"]["use"]["price"]) for r in answers.respondents
    ]
    assert found == [("r9", "association", 3), ("r8", "expert", 1 / 2)]
    assert answers.notes == ()


def test_a_mapping_may_be_a_table(nested: ganeum.Scenario, tmp_path: Path) -> None:
    (tmp_path / "mapping.csv").write_text(
        "header,meaning\n문1,goal.use.price\n소속,group\n,\n", encoding="cp949"
    )
    (tmp_path / "answers.csv").write_text("문1,소속\n3,협회\n", encoding="utf-8")
    answers = read_answers(tmp_path / "answers.csv", nested, mapping=tmp_path / "mapping.csv")
    assert answers.checked().respondents[0].group == "association"


def test_what_is_wrong_with_a_mapping_is_said_by_line(
    nested: ganeum.Scenario, tmp_path: Path
) -> None:
    text = MAPPING.replace("goal.use.price", "goal.use.prize").replace("association", "asociation")
    with pytest.raises(ganeum.ScenarioError) as caught:
        read(tmp_path, "문1\n3\n", nested, text.replace(": group", ": gruop"))
    assert [(p.line, p.key, p.nearest) for p in caught.value.problems] == [
        (5, "mapping_meaning", "goal.use.price"),
        (6, "mapping_meaning", "group"),
        (8, "undefined", "association"),
    ]
    with pytest.raises(ganeum.ScenarioError) as caught:
        read(tmp_path, "문1\n3\n", nested, MAPPING.replace("negative: first", "sign: first"))
    assert [p.key for p in caught.value.problems] == ["unknown_key"]
    (tmp_path / "mapping.csv").write_text("header,meaning\nQ1,goal\n,goal.use.price\n")
    with pytest.raises(ganeum.ScenarioError) as caught:
        read_answers(tmp_path / "answers.csv", nested, mapping=tmp_path / "mapping.csv")
    assert [(p.line, p.key) for p in caught.value.problems] == [
        (2, "mapping_meaning"),
        (3, "mapping_meaning"),
    ]


# a workbook


def test_a_wide_workbook_with_titles_merged_groups_and_dates(
    nested: ganeum.Scenario, tmp_path: Path
) -> None:
    book = openpyxl.Workbook()
    book.active.append(["only a cover"])
    sheet = book.create_sheet("응답")
    sheet.append(["조사 결과", None, None])
    sheet.merge_cells("A1:C1")
    sheet.append(["집단", "goal.use.price", "boats.goal.use.price"])
    sheet.append(["전문가", 3, "1/3"])
    sheet.append([None, -3, "=1/3"])
    sheet.append(["공무원", 1 / 3, 5])
    sheet.append(["협회", 4, None])
    sheet.merge_cells("A3:A4")
    sheet.merge_cells("C5:C6")
    sheet["B7"] = "A 3"
    sheet["C7"] = "1월 3일"
    sheet["A7"] = "협회"
    file = tmp_path / "answers.xlsx"
    book.save(file)
    answers = read_answers(file, nested)
    assert [
        (r.group, r.judgements["all"]["goal"]["use"]["price"]) for r in answers.respondents
    ] == [
        ("expert", 3),
        ("expert", 1 / 3),
        ("official", 1 / 3),
        ("association", 4),
        ("association", 3),
    ]
    assert said(answers) == [
        ("응답!C4 (r02)", "answer_formula"),
        ("응답!C6 (r04)", "answer_merged"),
        ("응답!C7 (r05)", "answer_date"),
    ]
