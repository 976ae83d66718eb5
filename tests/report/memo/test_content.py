"""What a memo says is what the engine found."""

from collections.abc import Callable
from dataclasses import replace

import pytest

import ganeum
from conftest import Desk, Edit
from ganeum.examination import Examination, examine
from ganeum.report.explanation import statement_rows
from ganeum.report.memo import (
    NAMES,
    PARTS,
    Bullet,
    Figure,
    Heading,
    Memo,
    Paragraph,
    Table,
    memo_content,
)
from ganeum.report.memo.brief import cited, number
from ganeum.report.memo.composing import ONE_PAGE
from ganeum.report.ranking_report import alternative_names, ranks_text
from ganeum.words import LANGUAGES, Language, say

SHIPPED = ("seoul-2022", "seoul-2022-support-menu", "robotics-demonstration-double", "template")
Shipped = Callable[[str], Examination]
MakeMemo = Callable[..., Memo]


def table(memo: Memo, name: str) -> Table:
    return next(each for each in memo.tables if each.id == name)


def column(found: Table, heading: str, over: str = "") -> list[str]:
    heads = [(each.over, each.heading) for each in found.columns]
    return [row[heads.index((over, heading))].text for row in found.rows]


def words(memo: Memo) -> str:
    return "\n".join(
        block.text for block in memo.blocks if isinstance(block, Paragraph | Bullet | Heading)
    )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", SHIPPED)
def test_ranks_and_scores_are_the_engines(
    shipped: Shipped, make_memo: MakeMemo, name: str, language: Language
) -> None:
    examination, memo = shipped(name), make_memo(name, language)
    names = alternative_names(examination.analysis)
    for sector, found in examination.analysis.items():
        shown = table(memo, f"ranking.{sector}")
        order = found.ranking("ahp").order()
        listed = [names[found.matrix.alternatives[i]](language) for i in order]
        assert column(shown, say("alternative", language)) == listed
        for method, ranking in found.rankings.items():
            head = say(method, language)
            ranks = column(shown, head, say("rank", language))
            assert ranks == [ranks_text(ranking.ranks)[i] for i in order]
            scores = column(shown, head, say("score", language))
            assert scores == [f"{ranking.scores[i]:.3f}" for i in order]
        drawn = examination.uncertainty[sector]["ahp"].rank_acceptability[:, 0]
        shares = column(shown, say("memo_first_share", language), say("memo_stability", language))
        assert shares == [f"{100 * drawn[i]:.0f}" for i in order]  # each by itself, as elsewhere


@pytest.mark.parametrize("name", SHIPPED)
def test_percentages_of_weights_sum_to_a_hundred(make_memo: MakeMemo, name: str) -> None:
    memo = make_memo(name)
    found = [each for each in memo.tables if each.id.startswith("weights.")]
    assert found
    for each in found:
        for place, head in enumerate(each.columns):
            if head.kind == "percent":
                assert sum(round(10 * float(row[place].text)) for row in each.rows) == 1000


@pytest.mark.parametrize("name", SHIPPED)
def test_tables_and_figures_are_numbered_and_whole(make_memo: MakeMemo, name: str) -> None:
    memo = make_memo(name)
    assert [each.number for each in memo.tables] == list(range(1, len(memo.tables) + 1))
    assert [each.number for each in memo.figures] == list(range(1, len(memo.figures) + 1))
    for found in (memo.tables, memo.figures):
        assert len({each.id for each in found}) == len(found)
    for each in memo.tables:
        assert each.rows
        assert {len(row) for row in each.rows} == {len(each.columns)}
        assert each.note
        assert each.source or each.id == "seal"


def test_a_memo_names_tables_and_pages_of_the_report(make_memo: MakeMemo) -> None:
    source = table(make_memo(), "ranking.robotics").source
    assert source.startswith("서울연구원, 2022-PR-18, 표 27, 28, 33")
    assert source.endswith("쪽(추정)")
    assert table(make_memo("template"), "ranking.suburb").source == "시나리오 template에 적힌 값"


def test_the_date_is_the_scenarios(make_memo: MakeMemo) -> None:
    assert make_memo().date == "2023. 3. 31."
    assert make_memo(language="en").date == "31 March 2023"
    assert make_memo().subtitle == "대상 분야: 로봇"


@pytest.mark.parametrize("name", SHIPPED)
def test_where_nothing_is_settled_there_is_no_clear_winner(
    shipped: Shipped, make_memo: MakeMemo, name: str
) -> None:
    examination = shipped(name)
    memo = make_memo(name)
    for sector in examination.analysis:
        tiers = [examination.tiers(sector, method) for method in ("ahp", "topsis")]
        assert not all(each is not None and each.clear_winner for each in tiers)
    assert "뚜렷한 1위 없음" in words(memo)
    assert say("memo_verdict_clear", "ko") not in words(memo)


def test_a_clear_winner_is_called_one(desk: Desk, edit: Edit, plain: str) -> None:
    best = "{id: ferry, name: Ferry, scores: {price: 4, use: 9}}"
    scenario = desk.load(edit(plain, (best, best.replace("price: 4", "price: 1"))))
    memo = memo_content(scenario, "en")
    assert "The winner is clear: when everything uncertain is drawn" in words(memo)
    assert say("memo_no_flip", "en") in words(memo)


def test_ties_are_ties(desk: Desk, edit: Edit, plain: str) -> None:
    text = edit(plain, ("scores: {price: 4, use: 9}", "scores: {price: 2, use: 4}"))
    memo = memo_content(desk.load(text), "en")
    shown = table(memo, "ranking.all")
    assert column(shown, "AHP", "rank") == ["1=", "1="]
    assert "Bridge and Ferry share the first place" in words(memo)
    assert "Bridge, Ferry is first most often, in 100.0 % of" in words(memo)
    assert "=: a tie" in shown.note


def test_judgements_stand_with_their_consistency(desk: Desk, edit: Edit, plain: str) -> None:
    price = "  - {id: price, name: Price, direction: cost}\n"
    text = edit(
        plain,
        (price, f"{price}  - {{id: time, name: Time}}\n"),
        (
            "weights: {from: plain, plain: {all: {price: 1, use: 3}}}",
            "weights: {from: judgements, judgements: {all: "
            '{price: {time: 3, use: 5}, time: {use: "1/3"}}}}',
        ),
        ("{price: 2, ", "{time: 1, price: 2, "),
        ("{price: 4, ", "{time: 2, price: 4, "),
    )
    memo = memo_content(desk.load(text), "en")
    shown = table(memo, "judgements.all")
    assert column(shown, "judgement") == ["3", "5", "1/3"]
    ratio = "Consistency ratio (CR) 0.254"
    assert ratio in shown.note
    assert "above 0.1: the judgements deserve a second look" in shown.note
    assert ratio in words(memo)
    seal = dict(
        zip(
            *(column(table(memo, "seal"), say(k, "en")) for k in ("memo_item", "value")),
            strict=True,
        )
    )
    assert seal["method / crosswalk"] == "AHP, TOPSIS / -"


def test_one_alternative_is_compared_with_nothing(desk: Desk, edit: Edit, plain: str) -> None:
    text = edit(plain, ("  - {id: ferry, name: Ferry, scores: {price: 4, use: 9}}\n", ""))
    memo = memo_content(desk.load(text), "en")
    assert say("chart_alone", "en") in words(memo)
    assert column(table(memo, "ranking.all"), "AHP", "rank") == ["1"]


def test_every_statement_that_adds_something_is_attached(
    shipped: Shipped, make_memo: MakeMemo
) -> None:
    analysis = shipped("seoul-2022").analysis
    rows = statement_rows(analysis, analysis["robotics"])
    shown = table(make_memo(), "statements.robotics")
    assert column(shown, "근거") == list(dict.fromkeys(str(row["statement"]) for row in rows))
    silent = sum(len(view.calls) for view in analysis["robotics"].weights.groups) - len(shown.rows)
    assert silent > 0
    assert f"근거 {silent}건은" in shown.note


def test_contributions_add_up_to_the_score(make_memo: MakeMemo) -> None:
    shown = table(make_memo(), "contributions.robotics")
    for row in shown.rows:
        values = [cell.value for cell in row[1:] if isinstance(cell.value, float)]
        assert sum(values[:-1]) == pytest.approx(values[-1])


def test_assumptions_compare_with_the_base_case(make_memo: MakeMemo) -> None:
    shown = table(make_memo(), "assumptions.robotics")
    base, *others = [[cell.text for cell in row] for row in shown.rows]
    assert len(others) == 8
    for _, ahp, topsis, same in others:
        agree = ahp in ("", base[1]) and topsis in ("", base[2])
        assert same == ("예" if agree else "아니요")


def test_changes_of_the_base_are_told(make_memo: MakeMemo) -> None:
    told = words(make_memo("robotics-demonstration-double"))
    assert "바탕에서 바꾼 것: 가중치에 곱하는 값: 로봇 - 실증: 없음 → 2" in told


def test_parts_can_be_chosen_and_keep_their_order(make_memo: MakeMemo) -> None:
    memo = make_memo(sections=("judgements", "ranking"))
    heads = [block.line for block in memo.blocks if isinstance(block, Heading)]
    assert heads == ["Ⅰ. 정책과제 순위", "붙임 1. 쌍대비교와 일관성비율", "확인 정보"]
    assert memo.seal.request.sections == ("ranking", "judgements")


@pytest.mark.parametrize("name", ["seoul-2022", "seoul-2022-support-menu"])
def test_one_page_has_no_figures_and_no_attachments(make_memo: MakeMemo, name: str) -> None:
    memo = make_memo(name, one_page=True)
    assert memo.figures == ()
    assert not any(isinstance(block, Heading) and block.attachment for block in memo.blocks)
    assert len(memo.tables) <= 3
    assert set(memo.seal.request.sections) <= set(ONE_PAGE)


def test_a_figure_can_be_chosen(make_memo: MakeMemo) -> None:
    memo = make_memo(figure="coverage")
    assert [each.id for each in memo.figures] == ["coverage"]
    assert len(memo.tables) == len(make_memo().tables)


def test_what_is_not_there_is_refused(shipped: Shipped) -> None:
    examination = shipped("seoul-2022")
    with pytest.raises(KeyError, match="fishing"):
        memo_content(examination, sectors=["fishing"])
    with pytest.raises(KeyError, match="jokes"):
        memo_content(examination, sections=["jokes"])
    with pytest.raises(KeyError, match="portrait"):
        memo_content(examination, figure="portrait")
    with pytest.raises(ValueError, match="sectors is empty"):
        memo_content(examination, sectors=[])
    with pytest.raises(ValueError, match="none of findings"):
        memo_content(examination, sections=["why"], one_page=True)
    bare = replace(examination, uncertainty={})
    with pytest.raises(ValueError, match="no uncertainty"):
        memo_content(bare)


def test_some_sectors_of_an_examination_are_what_they_are_alone(shipped: Shipped) -> None:
    both = shipped("seoul-2022-support-menu")
    analysis = ganeum.analyse(both.analysis.scenario, sectors=["ai"])
    alone = memo_content(examine(analysis, PARTS, draws=300))
    part = memo_content(both, sectors=["ai"])
    assert part == alone


def test_the_language_is_the_scenarios_unless_told(shipped: Shipped) -> None:
    assert memo_content(shipped("seoul-2022"), sections=["scope"]).language == "ko"


@pytest.mark.parametrize("language", LANGUAGES)
def test_names_are_one_printable_line_each(desk: Desk, weighed: str, language: Language) -> None:
    text = weighed.replace("name: Hall", 'name: "a\\u0007b\\n  c\\u202ed"')
    memo = memo_content(desk.weighed(text), "ko", sections=["ranking"])
    assert "a\ufffdb c\ufffdd" in column(table(memo, "ranking.boats"), say("alternative", "ko"))


def test_figures_are_described_without_drawing(make_memo: MakeMemo) -> None:
    for figure in make_memo().figures:
        assert isinstance(figure, Figure)
        assert figure.alternative.startswith(figure.caption)
        assert len(figure.alternative) > len(figure.caption) + 5


def test_places_are_cited_once_and_in_order(shipped: Shipped) -> None:
    evidence = shipped("seoul-2022").analysis.scenario.evidence
    assert evidence is not None
    places = [s.locator for s in evidence.model.statements if s.locator.table in (29, 33)]
    assert cited(reversed(places), "en") == cited(places, "en")
    assert cited(places, "en")[0] == "Table 29, 33"


def test_zero_has_no_sign() -> None:
    assert number(-1e-9).text == "0.000"
    assert number(-0.5).text == "-0.500"


def test_the_parts_are_those_of_the_issue() -> None:
    assert NAMES[:3] == ("findings", "ranking", "why")
    assert len(NAMES) == len(set(NAMES)) == 11


def test_figures_draw(make_memo: MakeMemo) -> None:
    for figure in make_memo().figures:
        assert figure.draw().to_dict(validate=False)["title"]["text"]


def test_many_alternatives_are_cut_and_said_to_be(desk: Desk, plain: str) -> None:
    many = "".join(
        f"  - {{id: a{k}, name: A{k}, scores: {{price: {k + 1}, use: {200 - k}}}}}\n"
        for k in range(130)
    )
    text = plain.partition("alternatives:")[0] + "alternatives:\n" + many
    text = text.replace("criteria:", "sectors: [east, west]\ncriteria:", 1)
    analysis = ganeum.analyse(desk.load(text))
    examination = examine(analysis, ["flips", "influence", "smallest_set", "uncertainty"], draws=50)
    memo = memo_content(examination, "en")
    shown = table(memo, "ranking.west")
    assert len(shown.rows) == 100
    assert "the first 100 of 130" in shown.note
    assert len(table(memo, "scores.west").rows) == 100
    assert column(table(memo, "overview"), "clear winner", "stability") == ["not counted"] * 2
    assert "it is not counted whether the winner is clear" in words(memo)
    page = memo_content(examination, "en", one_page=True)
    assert {each.id for each in page.tables} >= {"ranking.east", "ranking.west"}
