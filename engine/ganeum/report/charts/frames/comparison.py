"""The frame of ranks in two analyses, for a slope from one to the other."""

import numpy as np
import pandas as pd

from ganeum.comparison import Comparison
from ganeum.ranking import Method
from ganeum.report.charts.frames.sensitivity import rank_paths_frame
from ganeum.report.ranking_report import alternative_names
from ganeum.words import Language


def comparison_frame(
    found: Comparison, sector: str, method: Method, labels: tuple[str, str], language: Language
) -> pd.DataFrame:
    """Return the ranks of the alternatives that are ranked in both, as `rank_paths_frame` does.

    Parameters
    ----------
    labels : what the two are called.

    Raises
    ------
    KeyError
        If one of them has no such sector or ranking.
    """
    rankings = [analysis[sector].ranking(method) for analysis in (found.one, found.other)]
    ranks = [dict(zip(each.alternatives, each.ranks.tolist(), strict=True)) for each in rankings]
    both = [name for name in rankings[0].alternatives if name in ranks[1]]
    variants = [
        (label, np.array([each[name] for name in both], dtype=np.int64))
        for label, each in zip(labels, ranks, strict=True)
    ]
    names = {key: name(language) for key, name in alternative_names(found.one).items()}
    return rank_paths_frame(variants, both, names)
