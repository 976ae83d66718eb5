"""What holds across the sectors, in words: gaps of coverage, and programmes without regret."""

from typing import TYPE_CHECKING

from ganeum.analysis import Analysis
from ganeum.report.ranking_report import alternative_names
from ganeum.sensitivity import Board
from ganeum.words import Language, say

if TYPE_CHECKING:
    import pandas as pd


def gap_lines(coverage: "pd.DataFrame", language: Language) -> list[str]:
    """Return, sector by sector, where need is high and the city does little.

    Parameters
    ----------
    coverage : DataFrame
        As `coverage_frame` makes it.
    """
    if coverage.empty:
        return [say("chart_no_coverage", language)]
    gaps = coverage[coverage["gap"].astype(bool)]
    if gaps.empty:
        return [say("gaps_none", language)]
    return [say("gaps_head", language)] + [
        f"{name}: "
        + ", ".join(
            f"{area} ({percent} %)"
            for area, percent in zip(rows["area"], rows["percent"], strict=True)
        )
        for name, rows in gaps.groupby("sector_name", sort=False)
    ]


def board_lines(analysis: Analysis, found: Board, language: Language) -> list[str]:
    """Return which interventions are good in every sector, in some or in none, and clear firsts."""
    names = {key: name(language) for key, name in alternative_names(analysis).items()}
    bands = {
        band: ", ".join(
            names[key]
            for key, overall in zip(found.alternatives, found.overall, strict=True)
            if overall == band
        )
        for band in ("always", "depends", "never")
    }
    lines = [
        say(f"board_{band}" if listed else f"board_{band}_none", language, names=listed)
        for band, listed in bands.items()
        if listed or band == "always"
    ]
    winners = dict(zip(found.sectors, found.clear_winner, strict=True))
    lines += [
        say("board_winner", language, sector=analysis[sector].name(language), name=names[winner])
        for sector, winner in winners.items()
        if winner
    ]
    open_sectors = [analysis[sector].name(language) for sector in winners if not winners[sector]]
    if open_sectors:
        lines.append(say("board_no_winner", language, sectors=", ".join(open_sectors)))
    return lines
