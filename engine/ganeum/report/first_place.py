"""Why the first is first, and how fragile that is: a sentence each."""

from ganeum.analysis import Analysis, SectorAnalysis
from ganeum.kernel import WeightedSum
from ganeum.report.ranking_report import alternative_names, criterion_names
from ganeum.report.sensitivity import flip_text
from ganeum.sensitivity import Sensitivity
from ganeum.words import Language, say


def why_first(analysis: Analysis, sector: SectorAnalysis, language: Language) -> str:
    """Return on which areas the first of the AHP ranking leads the second, and where it trails.

    Empty where there is no AHP ranking or no second.
    """
    ranking = sector.rankings.get("ahp")
    if ranking is None or len(ranking.alternatives) < len(("first", "second")):
        return ""
    first, second = ranking.order()[:2]
    name = alternative_names(analysis)[ranking.alternatives[second]](language)
    if ranking.ranks[second] == 1:
        return say("why_tied", language, second=name)
    steps = ranking.steps
    assert isinstance(steps, WeightedSum)  # noqa: S101 - what AHP is made of
    gaps = (steps.contributions[first] - steps.contributions[second]).tolist()
    areas = criterion_names(analysis)
    by_size = sorted(zip(sector.matrix.criteria, gaps, strict=True), key=lambda pair: -abs(pair[1]))

    def listing(*, ahead: bool) -> str:
        parts = [
            f"{areas[criterion](language)} {gap:+.3f}"
            for criterion, gap in by_size
            if f"{gap:+.3f}" not in ("+0.000", "-0.000") and (gap > 0) is ahead
        ]
        return ", ".join(parts) or say("nowhere", language)

    return say(
        "why_first",
        language,
        second=name,
        ahead=listing(ahead=True),
        behind=listing(ahead=False),
        total=f"{sum(gaps):+.3f}",
    )


def fragility(analysis: Analysis, found: Sensitivity, language: Language) -> str:
    """Return the nearest change of weights at which the first place changes, in one sentence."""
    method = say(found.method, language)
    if len(found.first) > 1:
        names = alternative_names(analysis)
        tied = ", ".join(names[name](language) for name in found.first)
        return say("fragile_tied", language, method=method, names=tied)
    if not found.flips:
        return say("holds_always", language, method=method)
    nearest = found.flips[0]
    return say(
        "fragile",
        language,
        method=method,
        change=flip_text(nearest, analysis, language),
        name=alternative_names(analysis)[nearest.next_first](language),
    )
