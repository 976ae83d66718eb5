"""Sector statistics: shares, ratios, growth and totals are computed again, errata applied."""

from typing import TYPE_CHECKING

import pytest

import ganeum
from ganeum.facts import Recomputed, recompute

if TYPE_CHECKING:
    from conftest import Desk, Edit

TABLE = """\
facts:
  - id: firms
    sector: boats
    title: Firms
    locator: {table: 2}
    publisher: A ministry
    columns:
      - {id: y2018, name: "2018", unit: firms, exact: true}
      - {id: y2020, name: "2020", unit: firms, exact: true}
      - {id: both, name: Both, unit: firms, sum: [y2018, y2020]}
      - {id: mean, name: Mean, unit: firms, decimals: 1, ratio: {numerator: both, denominator: two}}
      - {id: two, name: Years, unit: years}
      - {id: growth, name: Growth, unit: percent, decimals: 1,
         growth: {first: y2018, last: y2020, periods: 2}}
      - {id: part, name: Part, unit: percent, decimals: 1, share: {of: y2018, whole: both}}
    rows:
      - id: one
        name: One
        values: {y2018: 100, y2020: 121, both: 221, two: 2, mean: 110.5, growth: 10, part: 45.2}
errata: []
missing: []
"""


@pytest.fixture
def table(small_evidence: str) -> str:
    return small_evidence[: small_evidence.index("facts:")] + TABLE


def figures(desk: "Desk", text: str) -> dict[str, Recomputed]:
    evidence = ganeum.load_evidence(desk.write(text)).model
    return {f"{f.fact}.{f.row}.{f.column}": f for f in recompute(evidence)}


def test_shares_and_totals_are_computed_again_with_the_errata(
    desk: "Desk", small_evidence: str
) -> None:
    found = figures(desk, small_evidence)
    assert {name: f.computed for name, f in found.items()} == {
        "sizes.big.share": 30,
        "sizes.tiny.share": 70,
        "sizes.total.share": 100,
        "sizes.total.count": 100,
    }
    assert found["sizes.tiny.share"].given == 70  # printed 71, corrected
    assert all(figure.agrees for figure in found.values())


def test_every_rule_by_hand(desk: "Desk", table: str) -> None:
    computed = {name.split(".")[2]: f.computed for name, f in figures(desk, table).items()}
    assert computed == pytest.approx(
        {
            "both": 100 + 121,
            "mean": 221 / 2,
            "growth": 10,  # 100 (1.1)^2 = 121
            "part": 100 * 100 / 221,  # 45.249
        }
    )


def test_rounding_parts_figures_by_half_a_unit_of_the_last_digit(
    desk: "Desk", edit: "Edit", table: str
) -> None:
    assert figures(desk, table)["firms.one.part"].tolerance == pytest.approx(0.05)
    for given, good in (("45.2", True), ("45.3", False), ("45.1", False)):
        text = edit(table, ("part: 45.2", f"part: {given}"))
        assert (not good) == (given != "45.2" and desk.keys(text) == ["fact_recomputed"])


def test_a_sum_of_rounded_figures_may_be_off_by_half_a_unit_each(
    desk: "Desk", edit: "Edit", table: str
) -> None:
    bare = edit(table, (", mean: 110.5, growth: 10, part: 45.2}", "}"))
    assert figures(desk, edit(bare, ("both: 221", "both: 222")))["firms.one.both"].tolerance == 1.5
    assert desk.keys(edit(bare, ("both: 221", "both: 223"))) == ["fact_recomputed"]


def test_a_sum_of_exact_figures_is_exact(desk: "Desk", edit: "Edit", small_evidence: str) -> None:
    text = edit(small_evidence, ("count: 100", "count: 101"))
    lines = [line for line in desk.lines(text) if "total/count" in line]
    assert lines
    assert "given 101, recomputed 100; if the print is wrong, add an erratum" in lines[0]


def test_a_figure_without_its_whole_is_not_computed(desk: "Desk", edit: "Edit", table: str) -> None:
    text = edit(table, ("y2018: 100, ", ""), ("both: 221", "both: 0"), ("mean: 110.5", "mean: 0"))
    assert set(figures(desk, text)) == {"firms.one.mean"}


def test_a_total_of_rows_is_computed_where_each_is_given(
    desk: "Desk", edit: "Edit", small_evidence: str
) -> None:
    text = edit(small_evidence, ("{count: 30, share: 30}", "{share: 30}"))
    assert set(figures(desk, text)) == {"sizes.tiny.share", "sizes.total.share"}


def test_growth_from_nothing_is_not_computed(desk: "Desk", edit: "Edit", table: str) -> None:
    text = edit(table, ("y2018: 100", "y2018: 0"), ("both: 221", "both: 121"))
    text = edit(text, ("mean: 110.5", "mean: 60.5"), ("part: 45.2", "part: 0"))
    assert "firms.one.growth" not in figures(desk, text)


def test_an_erratum_of_a_figure_that_is_not_there_is_refused(
    desk: "Desk", edit: "Edit", small_evidence: str
) -> None:
    text = edit(small_evidence, ("    row: tiny\n", "    row: teeny\n"))
    wanted = "errata.0: figure 'sizes.teeny.share' is not defined; defined: sizes"
    assert any(wanted in line for line in desk.lines(text))


def test_an_erratum_for_an_empty_cell_is_refused(
    desk: "Desk", edit: "Edit", small_evidence: str
) -> None:
    text = edit(
        small_evidence, ("{count: 70, share: 71}", "{count: 70}"), ("corrected: 70", "corrected: 9")
    )
    assert "undefined" in desk.keys(text)


def test_shrinking_below_zero_has_no_growth(desk: "Desk", edit: "Edit", table: str) -> None:
    text = edit(table, ("y2020: 121", "y2020: -121"), ("both: 221", "both: -21"))
    assert "fact_recomputed" in desk.keys(text)
