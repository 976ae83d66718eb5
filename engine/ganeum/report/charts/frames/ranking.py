"""Frames of rankings: contributions, one alternative against another, the board of sectors."""

import numpy as np
import pandas as pd

from ganeum.analysis import Analysis, SectorAnalysis
from ganeum.kernel import WeightedSum
from ganeum.report.ranking_report import alternative_names, criterion_names, ranks_text
from ganeum.sensitivity import Board
from ganeum.words import Language

TOP = 3
BANDS = ("always", "depends", "never")


def contributions_frame(
    analysis: Analysis, sector: str, language: Language, before: SectorAnalysis | None = None
) -> pd.DataFrame:
    """Return what each policy area adds to each AHP score, best alternative first.

    Parameters
    ----------
    before : SectorAnalysis, optional
        How the alternatives stood, to be shown behind.

    Returns
    -------
    DataFrame
        One row an alternative and criterion: alternative, name, rank and rank_text (ties marked),
        score, criterion, area, contribution; closeness and closeness_rank_text, which are missing
        and empty where the analysis has no TOPSIS. With `before` also score_before (missing where
        it was not ranked) and rank_before_text.

    Raises
    ------
    KeyError
        If the analysis has no such sector, or no AHP ranking.
    """
    found = analysis[sector]
    ranking = found.ranking("ahp")
    other = found.rankings.get("topsis")
    names, areas = alternative_names(analysis), criterion_names(analysis)
    marks = ranks_text(ranking.ranks)
    other_marks = ranks_text(other.ranks) if other else [""] * len(marks)
    rows = [
        {
            "alternative": ranking.alternatives[i],
            "name": names[ranking.alternatives[i]](language),
            "rank": int(ranking.ranks[i]),
            "rank_text": marks[i],
            "score": float(ranking.scores[i]),
            "criterion": criterion,
            "area": areas[criterion](language),
            "contribution": float(_contributions(analysis, sector)[i, k]),
            "closeness": float(other.scores[i]) if other else float("nan"),
            "closeness_rank_text": other_marks[i],
        }
        for i in ranking.order()
        for k, criterion in enumerate(found.matrix.criteria)
    ]
    frame = pd.DataFrame(rows)
    if before is None:
        return frame
    old = before.ranking("ahp")
    scores = dict(zip(old.alternatives, old.scores.tolist(), strict=True))
    texts = dict(zip(old.alternatives, ranks_text(old.ranks), strict=True))
    return frame.assign(
        score_before=[scores.get(name, float("nan")) for name in frame["alternative"]],
        rank_before_text=[texts.get(name, "") for name in frame["alternative"]],
    )


def _contributions(analysis: Analysis, sector: str):
    steps = analysis[sector].ranking("ahp").steps
    assert isinstance(steps, WeightedSum)  # noqa: S101 - what AHP is made of
    return steps.contributions


def difference_frame(
    analysis: Analysis,
    sector: str,
    language: Language,
    pair: tuple[str, str] | None = None,
) -> pd.DataFrame:
    """Return by how much each policy area puts one alternative before another in AHP.

    Parameters
    ----------
    pair : two ids of alternatives, optional
        The first two of the ranking if left out.

    Returns
    -------
    DataFrame
        One row a criterion: criterion, area, first, second (the names), first_contribution,
        second_contribution, difference. Empty where there is one alternative only.

    Raises
    ------
    KeyError
        If the analysis has no such sector or AHP ranking.
    ValueError
        If an alternative of the pair is not ranked.
    """
    found = analysis[sector]
    ranking = found.ranking("ahp")
    names, areas = alternative_names(analysis), criterion_names(analysis)
    columns = ["criterion", "area", "first", "second", "first_contribution", "second_contribution"]
    ids = list(ranking.alternatives)
    chosen = [ids.index(each) for each in pair] if pair else ranking.order()[:2]
    if len(chosen) < len(("first", "second")):
        return pd.DataFrame(columns=[*columns, "difference"])
    i, j = chosen
    parts = _contributions(analysis, sector)
    rows = [
        (
            criterion,
            areas[criterion](language),
            names[ids[i]](language),
            names[ids[j]](language),
            float(parts[i, k]),
            float(parts[j, k]),
        )
        for k, criterion in enumerate(found.matrix.criteria)
    ]
    frame = pd.DataFrame(rows, columns=columns)
    return frame.assign(difference=frame["first_contribution"] - frame["second_contribution"])


def board_frame(analysis: Analysis, found: Board, language: Language) -> pd.DataFrame:
    """Return the ranks of each alternative in each sector, and within which ranks they stay.

    Returns
    -------
    DataFrame
        One row an alternative and sector where it is ranked: alternative, name, sector,
        sector_name, rank, rank_text, lowest and highest (the best and the worst rank of the range),
        band ("always" in the top three, "depends", "never").
    """
    names = alternative_names(analysis)
    marks = np.array([ranks_text(column) for column in found.ranks.T]).T
    rows = [
        {
            "alternative": alternative,
            "name": names[alternative](language),
            "sector": sector,
            "sector_name": analysis[sector].name(language),
            "rank": int(found.ranks[i, j]),
            "rank_text": str(marks[i, j]),
            "lowest": int(found.best[i, j]),
            "highest": int(found.worst[i, j]),
            "band": found.bands[i][j],
        }
        for i, alternative in enumerate(found.alternatives)
        for j, sector in enumerate(found.sectors)
        if found.ranks[i, j]
    ]
    return pd.DataFrame(rows)
