"""Figures of a memo: charts that are drawn only where a format shows them."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from ganeum.report.memo.brief import Brief
from ganeum.report.memo.content import Figure
from ganeum.report.ranking_report import ranks_text

if TYPE_CHECKING:
    import altair as alt

TOLD = 3  # of the first places, in words


def contributions_figure(brief: Brief, sector: str) -> Figure:
    """Return each alternative's AHP score split by policy area."""

    def draw() -> "alt.TopLevelMixin":
        from ganeum.report import charts
        from ganeum.report.charts import frames

        return charts.contribution_bars(
            frames.contributions_frame(brief.analysis, sector, brief.language),
            brief.language,
            subtitle=charts.about(brief.analysis, brief.language, sector),
            caption=_caption(brief, "memo_nothing_varied", "memo_as_given"),
        )

    ranking = brief.analysis[sector].ranking("ahp")
    marks = ranks_text(ranking.ranks)
    leaders = "; ".join(
        f"{marks[i]} {brief.alternative(ranking.alternatives[i])} {ranking.scores[i]:.3f}"
        for i in ranking.order()[:TOLD]
    )
    return _figure(brief, "contributions", "chart_contributions", sector, leaders, draw)


def head_to_head_figure(brief: Brief, sector: str, pair: tuple[str, str]) -> Figure:
    """Return what puts one alternative before another by AHP."""

    def draw() -> "alt.TopLevelMixin":
        from ganeum.report import charts
        from ganeum.report.charts import frames

        return charts.head_to_head(
            frames.difference_frame(brief.analysis, sector, brief.language, pair),
            brief.language,
            subtitle=charts.about(brief.analysis, brief.language, sector, "ahp"),
            caption=_caption(brief, "memo_nothing_varied", "memo_as_given"),
        )

    told = brief.alternatives(pair)
    return _figure(brief, "head_to_head", "chart_head_to_head", sector, told, draw)


def flips_figure(brief: Brief, sector: str) -> Figure:
    """Return the changes of weights at which the first place changes, by the first method."""
    method = brief.methods[0]
    found = brief.examined(sector, method)

    def draw() -> "alt.TopLevelMixin":
        from ganeum.report import charts
        from ganeum.report.charts import frames

        return charts.flip_bars(
            frames.flips_frame(brief.analysis, found, brief.language),
            brief.language,
            subtitle=charts.about(brief.analysis, brief.language, sector, method),
            caption=_caption(brief, "memo_weights_varied", "memo_scores_fixed"),
        )

    told = brief.say("memo_flips_told", count=len(found.flips), method=brief.say(method))
    return _figure(brief, "flips", "flips_head", sector, told, draw)


def coverage_figure(brief: Brief) -> Figure:
    """Return what each sector needs against what is already done."""

    def draw() -> "alt.TopLevelMixin":
        from ganeum.report import charts
        from ganeum.report.charts import frames

        return charts.need_and_coverage(
            frames.coverage_frame(brief.analysis, brief.language),
            brief.language,
            subtitle=charts.about(brief.analysis, brief.language),
            caption=_caption(brief, "memo_nothing_varied", "memo_as_given"),
        )

    return _figure(brief, "coverage", "chart_coverage", None, brief.say("memo_see_table"), draw)


def board_figure(brief: Brief) -> Figure | None:
    """Return interventions by sectors, if it was counted who takes which rank."""
    method = brief.methods[0]
    board = brief.examination.board(method)
    if board is None:
        return None

    def draw() -> "alt.TopLevelMixin":
        from ganeum.report import charts
        from ganeum.report.charts import frames

        found = [brief.uncertainty(sector) for sector in brief.analysis]
        return charts.board(
            frames.board_frame(brief.analysis, board, brief.language),
            brief.language,
            subtitle=charts.about(brief.analysis, brief.language, method=method, drawn=found[0]),
            caption=charts.sampled_caption(found, brief.language),
        )

    return _figure(brief, "board", "chart_board", None, brief.say("memo_see_table"), draw)


def _caption(brief: Brief, varied: str, fixed: str) -> str:
    from ganeum.report import charts

    return charts.caption(brief.language, varied=brief.say(varied), fixed=brief.say(fixed))


def _figure(
    brief: Brief,
    name: str,
    key: str,
    sector: str | None,
    told: str,
    draw: "Callable[[], alt.TopLevelMixin]",
) -> Figure:
    caption = brief.caption(key, sector)
    where = f"{name}.{sector}" if sector else name
    return Figure(where, caption, f"{caption}: {told}", draw)
