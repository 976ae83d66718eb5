"""Where every alternative of a sector stands: both methods side by side, what moved, the tiers."""

from collections.abc import Mapping

from ganeum.analysis import Analysis, SectorAnalysis
from ganeum.ranking import Method, Ranking
from ganeum.report.ranking_report import alternative_names, ranks_text
from ganeum.report.sections import RIGHT, Column, Section
from ganeum.sensitivity import Tiers
from ganeum.words import Language, say

MOST = 100  # rows


def standing_section(
    analysis: Analysis,
    sector: SectorAnalysis,
    language: Language,
    *,
    before: SectorAnalysis | None = None,
    tiers: Mapping[Method, Tiers] | None = None,
) -> Section:
    """Return a table of a sector's rankings, the first of them deciding the order.

    Parameters
    ----------
    before : SectorAnalysis, optional
        The same alternatives as they stood: a rank that moved is shown with what it was.
    tiers : mapping from methods to Tiers, optional
        Adds a column for each of them.
    """
    names, rankings = alternative_names(analysis), list(sector.rankings.values())
    order = rankings[0].order()
    ranks = [_ranks(each, before, language) for each in rankings]
    settled = tiers or {}
    rows = [
        [
            *(texts[i] for texts in ranks),
            names[sector.matrix.alternatives[i]](language),
            *(f"{each.scores[i]:.3f}" for each in rankings),
            *(str(each.tier[i]) for each in settled.values()),
        ]
        for i in order[:MOST]
    ]
    columns = [
        *(Column(say(f"rank_{each.method}", language), RIGHT) for each in rankings),
        Column(say("alternative", language)),
        *(Column(say(f"score_{each.method}", language), RIGHT) for each in rankings),
        *(
            Column(say("tier_of", language, method=say(method, language)), RIGHT)
            for method in settled
        ),
    ]
    lines = [
        say(
            "winner_clear" if each.clear_winner else "winner_unclear",
            language,
            method=say(method, language),
            share=f"{100 * each.settled:g}",
        )
        for method, each in settled.items()
    ]
    if len(order) > MOST:
        lines.append(say("chart_first_of", language, shown=MOST, count=len(order)))
    return Section(say("standing_title", language), columns, rows, lines, depth=2)


def _ranks(ranking: Ranking, before: SectorAnalysis | None, language: Language) -> list[str]:
    texts = ranks_text(ranking.ranks)
    old = before.rankings.get(ranking.method) if before else None
    if old is None:
        return texts
    was = dict(zip(old.alternatives, ranks_text(old.ranks), strict=True))
    return [
        text if was.get(name, text) == text else say("rank_was", language, rank=text, was=was[name])
        for name, text in zip(ranking.alternatives, texts, strict=True)
    ]
