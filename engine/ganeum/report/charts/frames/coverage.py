"""The frame of what each sector needs and what the state and the city already do."""

import pandas as pd

from ganeum.analysis import Analysis
from ganeum.evidence import coverage_level
from ganeum.report.ranking_report import criterion_names
from ganeum.report.rounding import percentages
from ganeum.words import Language

MARKS = {"none": 0.0, "ordinary": 1.0, "strong": 2.0}


def coverage_frame(analysis: Analysis, language: Language) -> pd.DataFrame:
    """Return, per sector and policy area, its weight and how far the area is covered.

    Returns
    -------
    DataFrame
        One row a sector and area: sector, sector_name, criterion, area, weight; percent, the weight
        as it is shown wherever all areas of a sector are, so that they sum to 100; state and seoul
        (0 none, 1 ordinary, 2 strong; missing where nothing is known); judged (read from programmes
        by two coders, whose mean it is, not printed as a mark); gap (the weight is above the mean
        of all areas, and the city does less than ordinary). Empty without evidence of coverage.
    """
    columns = ["sector", "sector_name", "criterion", "area", "weight", "percent"]
    columns += ["state", "seoul", "judged"]
    evidence = analysis.scenario.evidence
    coverage = evidence.model.coverage if evidence else None
    if coverage is None:
        return pd.DataFrame(columns=[*columns, "gap"])
    areas = criterion_names(analysis)
    levels = {(m.sector, m.area, m.provider): MARKS[m.mark] for m in coverage.marks}
    judged = {(c.sector, c.area, c.provider): coverage_level(c) for c in coverage.judged}
    rows = [
        (
            sector,
            found.name(language),
            criterion,
            areas[criterion](language),
            weight,
            percent,
            *(
                levels.get((sector, criterion, provider), judged.get((sector, criterion, provider)))
                for provider in ("state", "seoul")
            ),
            (sector, criterion, "seoul") in judged,
        )
        for sector, found in analysis.items()
        for criterion, weight, percent in zip(
            found.weights.criteria,
            found.weights.values.tolist(),
            percentages(found.weights.values.tolist()),
            strict=True,
        )
    ]
    frame = pd.DataFrame(rows, columns=columns)
    frame = frame.astype({"state": "float64", "seoul": "float64"})
    even = frame.groupby("sector")["weight"].transform("mean")
    return frame.assign(gap=(frame["weight"] > even) & (frame["seoul"] < MARKS["ordinary"]))
