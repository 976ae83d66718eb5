"""Everything uncertain at once: how often each place is taken, tiers, and what moves the ranks."""

from collections.abc import Mapping, Sequence

import numpy as np

from ganeum.analysis import Analysis
from ganeum.examination import Examination
from ganeum.ranking import Method
from ganeum.report.ranking_report import alternative_names, criterion_names, ranks_text
from ganeum.report.sections import RIGHT, Column, Section
from ganeum.report.sensitivity.part import percent
from ganeum.uncertainty import Contributions, Settings, Source, Uncertainty
from ganeum.words import Language, say

RANGE = 0.9  # share of the draws that a range of ranks covers


def uncertainty_sections(
    examination: Examination, sector: str, language: Language
) -> list[Section]:
    """Return a table for the sector, or one a method where the method is not drawn."""
    found = examination.uncertainty.get(sector, {})
    drawn = any("method" in each.varied for each in found.values())
    apart: list[Mapping[Method, Uncertainty]] = [{name: each} for name, each in found.items()]
    tables = [found] if drawn else apart
    return [_uncertainty(examination, table, language) for table in tables]


def _what(analysis: Analysis, sector: str, methods: Sequence[str], language: Language) -> str:
    names = ", ".join(say(method, language) for method in methods)
    return f"{analysis[sector].name(language)}, {names}"


def _uncertainty(
    examination: Examination, found: Mapping[Method, Uncertainty], language: Language
) -> Section:
    analysis = examination.analysis
    names = alternative_names(analysis)
    shown = next(iter(found.values()))
    now = {method: ranks_text(each.ranks) for method, each in found.items()}
    tiers = {method: examination.tiers(shown.sector, method) for method in found}
    top, top_error = shown.top_share(3)
    low, high = shown.rank_range(RANGE)
    rows = [
        [
            names[shown.alternatives[i]](language),
            *(ranks[i] for ranks in now.values()),
            percent(float(shown.rank_acceptability[i, 0])),
            percent(float(top[i])),
            f"{shown.expected_rank[i]:.1f}",
            f"{low[i]} ~ {high[i]}" if low[i] < high[i] else str(low[i]),
            *(str(each.tier[i]) if each else "-" for each in tiers.values()),
        ]
        for i in sorted(range(len(shown.alternatives)), key=lambda i: shown.expected_rank[i])
    ]
    columns = [
        Column(say("alternative", language)),
        *(Column(say("rank_now", language, method=say(m, language)), RIGHT) for m in found),
        Column(say("share_first", language), RIGHT),
        Column(say("share_top3", language), RIGHT),
        Column(say("expected_rank", language), RIGHT),
        Column(say("rank_span", language), RIGHT),
        *(Column(say("tier_of", language, method=say(m, language)), RIGHT) for m in found),
    ]
    lines: list[str] = []
    for method, drawn in found.items():
        each = tiers[method]
        if each is None:
            continue
        place = drawn.ranks
        first = [i for i in np.argsort(place, kind="stable").tolist() if each.tier[i] == 1]
        some = ", ".join(names[shown.alternatives[i]](language) for i in first)
        key = "clear" if each.clear_winner else "none" if each.count == 1 else "unclear"
        lines.append(say(f"tiers_{key}", language, method=say(method, language), names=some))
    error = 100 * float(max(shown.standard_error[:, 0].max(), top_error.max()))
    lines.append(
        say(
            "uncertain_draws",
            language,
            draws=f"{shown.draws:,}",
            seed=shown.seed,
            error=f"{error:.2f}",
        )
    )
    lines += varied_and_held(shown, language)
    none = _without_weight(analysis, shown.sector, language)
    if none and "weights" in shown.varied:
        lines.append(say("uncertain_zero", language, areas=", ".join(none)))
    title = say(
        "uncertain_head", language, what=_what(analysis, shown.sector, list(found), language)
    )
    return Section(title, columns, rows, lines)


def _without_weight(analysis: Analysis, sector: str, language: Language) -> list[str]:
    names = criterion_names(analysis)
    weights = analysis[sector].weights.by_criterion()
    return [names[criterion](language) for criterion, weight in weights.items() if weight == 0]


def varied_and_held(found: Uncertainty | Contributions, language: Language) -> list[str]:
    """Return what was drawn, and what was held and why."""
    varied = ", ".join(
        source_words(source, language, _reach(source, parameters, language))
        for source, parameters in found.varied.items()
    )
    held = ", ".join(
        source_words(source, language, say(f"held_{why}", language))
        for source, why in found.held.items()
    )
    lines = [say("uncertain_varied", language, sources=varied)] if varied else []
    return [*lines, say("uncertain_held", language, sources=held)] if held else lines


def source_words(source: Source, language: Language, note: str = "") -> str:
    """Return what a source of uncertainty is called, with a note if there is one."""
    name = say(f"source_{source}", language)
    return say("source_noted", language, source=name, note=note) if note else name


def _reach(source: Source, parameters: Mapping[str, object], language: Language) -> str:
    """Return how far a source reaches, if that is not as usual."""
    usual = Settings()
    if source == "weights" and parameters["concentration"] != usual.weights_concentration:
        return say("reach_concentration", language, value=f"{parameters['concentration']:g}")
    if source == "respondents" and parameters["drawn"] != usual.respondents:
        return say("reach_each", language)
    return ""


def contributions_sections(
    examination: Examination, sector: str, language: Language
) -> list[Section]:
    """Return, a ranking each, what share of the leading ranks' variance each source makes."""
    found = examination.contributions.get(sector, {})
    return [_contributions(examination.analysis, each, language) for each in found.values()]


def _contributions(analysis: Analysis, found: Contributions, language: Language) -> Section:
    what = _what(analysis, found.sector, [found.method], language)
    title = say("contributions_head", language, what=what)
    if not found.sources:
        lines = [say("contributions_nothing", language), *varied_and_held(found, language)]
        return Section(title, lines=lines, depth=2)
    names, shares = alternative_names(analysis), found.shares
    order = sorted(range(len(found.sources)), key=lambda k: -shares.overall_first_order[k])
    rows = [
        [
            say(f"source_{found.sources[k]}", language),
            _share(shares.overall_first_order[k], shares.overall_first_order_error[k]),
            _share(shares.overall_total[k], shares.overall_total_error[k]),
        ]
        for k in order
    ]
    columns = [
        Column(say("uncertain_source", language)),
        Column(say("first_order", language), RIGHT),
        Column(say("total_order", language), RIGHT),
    ]
    worth = ", ".join(say(f"source_{source}", language) for source in found.worth_reducing)
    leading = ", ".join(names[name](language) for name in found.alternatives)
    lines = [
        say("contributions_worth", language, sources=worth)
        if worth
        else say("contributions_none", language),
        say(
            "contributions_note",
            language,
            names=leading,
            size=f"{found.size:,}",
            evaluations=f"{found.evaluations:,}",
        ),
    ]
    return Section(title, columns, rows, lines, depth=2)


def _share(share: float, error: float) -> str:
    # an estimate below zero is noise round it
    return "-" if share != share else f"{max(0.0, 100 * share):.0f} ± {100 * error:.0f}"


def uncertainty_payload(found: Uncertainty) -> dict[str, object]:
    """Return the shares with their errors, for machines."""
    top, top_error = found.top_share(3)
    return {
        "draws": found.draws,
        "seed": found.seed,
        "varied": {source: dict(values) for source, values in found.varied.items()},
        "held": dict(found.held),
        "alternatives": {
            name: {
                "rank": int(found.ranks[i]),
                "rank_acceptability": found.rank_acceptability[i].tolist(),
                "standard_error": found.standard_error[i].tolist(),
                "expected_rank": float(found.expected_rank[i]),
                "expected_rank_error": float(found.expected_rank_error[i]),
                "best_rank": int(found.best_rank[i]),
                "worst_rank": int(found.worst_rank[i]),
                "top3": float(top[i]),
                "top3_error": float(top_error[i]),
            }
            for i, name in enumerate(found.alternatives)
        },
        "pairwise_winning": found.pairwise_winning.tolist(),
        "pairwise_error": found.pairwise_error.tolist(),
    }


def contributions_payload(found: Contributions) -> dict[str, object]:
    """Return the shares of variance with their errors, for machines."""
    shares = found.shares
    return {
        "alternatives": list(found.alternatives),
        "size": found.size,
        "evaluations": found.evaluations,
        "seed": found.seed,
        "worth_reducing": list(found.worth_reducing),
        "sources": {
            source: {
                "first_order": float(shares.overall_first_order[k]),
                "first_order_error": float(shares.overall_first_order_error[k]),
                "total": float(shares.overall_total[k]),
                "total_error": float(shares.overall_total_error[k]),
            }
            for k, source in enumerate(found.sources)
        },
    }
