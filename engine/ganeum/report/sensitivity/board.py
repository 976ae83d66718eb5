"""Interventions by sectors: which are good everywhere, and which depend."""

from ganeum.analysis import Analysis
from ganeum.examination import MOST_COMPARED, Examination
from ganeum.report.ranking_report import alternative_names
from ganeum.report.sections import RIGHT, Column, Section
from ganeum.sensitivity import Board
from ganeum.words import Language, say

MARKS = {"always": " ◆", "never": " ◇"}


def board_sections(examination: Examination, language: Language) -> list[Section]:
    """Return a board a method; without several sectors, why there is none."""
    analysis = examination.analysis
    boards = {method: examination.board(method) for method in analysis.methods}
    sections = [
        _board(analysis, found, say(method, language), language)
        for method, found in boards.items()
        if found is not None and len(found.sectors) > 1
    ]
    if sections:
        return sections
    key = "one_sector" if len(analysis) == 1 else "board_too_many"
    line = say(key, language, most=MOST_COMPARED)
    return [Section(say("board_name", language), lines=[line])]


def _board(analysis: Analysis, found: Board, method: str, language: Language) -> Section:
    names = alternative_names(analysis)
    rows = [
        [
            names[alternative](language),
            *(_cell(found, i, j) for j in range(len(found.sectors))),
            say(f"band_{found.overall[i]}", language),
        ]
        for i, alternative in enumerate(found.alternatives)
    ]
    columns = [
        Column(say("alternative", language)),
        *(Column(analysis[sector].name(language), RIGHT) for sector in found.sectors),
        Column(say("board_overall", language)),
    ]
    good = ", ".join(names[name](language) for name in found.no_regret)
    lines = [
        say("board_no_regret", language, names=good)
        if good
        else say("board_no_regret_none", language),
        say("board_note", language),
    ]
    return Section(say("board_head", language, method=method), columns, rows, lines)


def _cell(found: Board, i: int, j: int) -> str:
    if not found.ranks[i, j]:
        return "-"
    low, high = int(found.best[i, j]), int(found.worst[i, j])
    span = f" ({low}~{high})" if low < high else ""
    return f"{found.ranks[i, j]}{span}{MARKS.get(found.bands[i][j], '  ')}"


def board_payload(found: Board) -> dict[str, object]:
    """Return the board for machines."""
    return {
        "no_regret": list(found.no_regret),
        "clear_winner": {
            sector: winner or None
            for sector, winner in zip(found.sectors, found.clear_winner, strict=True)
        },
        "alternatives": {
            name: {
                "overall": found.overall[i],
                "sectors": {
                    sector: {
                        "rank": int(found.ranks[i, j]),
                        "best": int(found.best[i, j]),
                        "worst": int(found.worst[i, j]),
                        "top_share": float(found.top_share[i, j]),
                        "tier": int(found.tier[i, j]),
                        "band": found.bands[i][j],
                    }
                    for j, sector in enumerate(found.sectors)
                },
            }
            for i, name in enumerate(found.alternatives)
        },
    }
