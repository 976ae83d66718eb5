"""The ranking of each sector, with its weights and what it rests on."""

from typing import TYPE_CHECKING

from ganeum.analysis import Analysis, SectorAnalysis
from ganeum.fields import Text
from ganeum.kernel.inputs import Integers
from ganeum.panel_file import GOAL
from ganeum.ranking import Ranking
from ganeum.report.panel.panel_lines import panel_head_lines, panel_sector_lines
from ganeum.report.places import changed_words, place_words
from ganeum.report.provenance import head
from ganeum.report.rounding import percentages
from ganeum.report.sections import RIGHT, Column, Section
from ganeum.words import Language, say

if TYPE_CHECKING:
    import pandas as pd

CONSISTENT = 0.1  # ratio up to which Saaty takes judgements as consistent
DIGEST_SHOWN = len("sha256:") + 12
PANEL, RESPONDENTS = "panel", "panel.respondents."  # a line each would be as long as the panel


def criterion_names(analysis: Analysis) -> dict[str, Text]:
    """Return the names of criteria, areas and themes by id."""
    evidence = analysis.scenario.evidence
    themes = evidence.model.themes if evidence else ()
    names = {theme.id: theme.name for theme in themes}
    waiting = list(analysis.scenario.model.criteria)
    while waiting:
        criterion = waiting.pop()
        names[criterion.id] = criterion.name
        waiting.extend(criterion.criteria)
    return names


def alternative_names(analysis: Analysis) -> dict[str, Text]:
    """Return the names of alternatives by id."""
    return {a.id: a.name for a in analysis.scenario.model.alternatives}


def ranks_text(ranks: Integers) -> list[str]:
    """Return ranks as text, ties marked with an equals sign."""
    values = ranks.tolist()
    return [f"{rank}=" if values.count(rank) > 1 else str(rank) for rank in values]


def ranking_sections(analysis: Analysis, language: Language) -> list[Section]:
    """Return a section for the scenario and one for each sector."""
    model = analysis.scenario.model
    head_line = say("rank_head", language, title=model.title(language), id=model.id)
    settings = say(
        "rank_settings" if analysis.scenario.evidence else "rank_settings_plain",
        language,
        crosswalk=analysis.crosswalk,
        ahp=model.methods.ahp.normalisation,
        topsis=model.methods.topsis.normalisation,
        digest=analysis.scenario.digest[:DIGEST_SHOWN],
    )
    lines = [settings]
    lines.extend(note_lines(analysis, language))
    lines.extend(change_lines(analysis, language))
    lines.extend(panel_head_lines(analysis, language))
    if evidence := analysis.scenario.evidence:
        source = evidence.model.source
        lines.append(
            say(
                "source_line",
                language,
                publisher=source.publisher(language),
                number=source.number,
                title=source.title(language),
            )
        )
    if not any(sector.rankings for sector in analysis.values()):
        lines.append(say("themes_head", language))
    sectors = [_sector(analysis, sector, language) for sector in analysis.values()]
    if any(_ties(ranking) for sector in analysis.values() for ranking in sector.rankings.values()):
        lines.append(say("ties_line", language))
    if any(_close(ranking) for sector in analysis.values() for ranking in sector.rankings.values()):
        lines.append(say("close_line", language))
    return [Section(head_line, lines=lines), *sectors]


def note_lines(analysis: Analysis, language: Language) -> list[str]:
    """Return the scenario's note, if any; one of its base may not hold of what is changed."""
    note, overlay = analysis.scenario.model.note, analysis.scenario.overlay
    if note is None:
        return []
    key = "base_note_line" if overlay and overlay.note is None else "note_line"
    return [say(key, language, note=note(language))]


def change_lines(analysis: Analysis, language: Language) -> list[str]:
    """Return what a scenario changes of its base, a line each."""
    scenario, overlay = analysis.scenario, analysis.scenario.overlay
    changes = overlay.changes if overlay else ()
    asked = sum(each.what == PANEL or each.what.startswith(RESPONDENTS) for each in changes)
    panel = [say("panel_change_line", language, count=asked)] if asked else []
    return panel + [
        say(
            "change_line",
            language,
            what=place_words(scenario, change.what, language),
            before=changed_words(scenario, change.what, change.before, language),
            to=changed_words(scenario, change.what, change.to, language),
            reason=f" ({change.reason(language)})" if change.reason else "",
        )
        for change in changes
        if change.what != PANEL and not change.what.startswith(RESPONDENTS)
    ]


def _ties(ranking: Ranking) -> bool:
    return len(set(ranking.ranks.tolist())) < len(ranking.ranks)


def _close(ranking: Ranking) -> bool:
    """Tell whether two different ranks show the same score."""
    pairs = {(int(r), f"{s:.3f}") for r, s in zip(ranking.ranks, ranking.scores, strict=True)}
    return len({score for _, score in pairs}) < len(pairs)


def _sector(analysis: Analysis, sector: SectorAnalysis, language: Language) -> Section:
    title = f"{sector.name(language)} ({sector.sector})"
    lines = sector_lines(analysis, sector, language)
    if not sector.rankings:
        names = criterion_names(analysis)
        percents = percentages(sector.weights.values.tolist())
        rows = [
            [names[criterion](language), f"{share} %"]
            for criterion, share in zip(sector.weights.criteria, percents, strict=True)
        ]
        columns = [Column(say("theme", language)), Column(say("weight", language), RIGHT)]
        return Section(title, columns, rows, lines, depth=2)
    names = alternative_names(analysis)
    rankings = list(sector.rankings.values())
    ranks = [ranks_text(ranking.ranks) for ranking in rankings]
    rows = [
        [
            *(text[i] for text in ranks),
            names[sector.matrix.alternatives[i]](language),
            *(f"{ranking.scores[i]:.3f}" for ranking in rankings),
        ]
        for i in rankings[0].order()
    ]
    columns = [
        *(Column(say(f"rank_{ranking.method}", language), RIGHT) for ranking in rankings),
        Column(say("alternative", language)),
        *(Column(say(f"score_{ranking.method}", language), RIGHT) for ranking in rankings),
    ]
    return Section(title, columns, rows, lines, depth=2)


def sector_lines(analysis: Analysis, sector: SectorAnalysis, language: Language) -> list[str]:
    """Return what stands under a sector's ranking: first place, weights, consistency, gaps."""
    weights, criteria = sector.weights, criterion_names(analysis)
    lines: list[str] = []
    if sector.rankings:
        lines.append(first_places(analysis, sector, language))
        listing = " · ".join(
            f"{criteria[name](language)} {share} %"
            for name, share in zip(
                weights.criteria, percentages(weights.values.tolist()), strict=True
            )
        )
        lines.append(say("weights_line", language, weights=listing))
    lines += origin_lines(analysis, sector, language)
    return [*lines, *matrix_lines(analysis, sector, language)]


def origin_lines(analysis: Analysis, sector: SectorAnalysis, language: Language) -> list[str]:
    """Return where a sector's weights come from: consistency, panel, factors, silent groups."""
    weights, criteria = sector.weights, criterion_names(analysis)
    lines: list[str] = []
    if weights.priorities is None and weights.origin == "plain":
        lines.append(say("plain_line", language))
    elif weights.priorities is not None:
        found, goal = weights.priorities, weights.panel.get(GOAL)
        limit = goal.rules.consistency_limit if goal else CONSISTENT
        text = say(
            "consistency_line",
            language,
            ratio=_ratio(found.consistency_ratio),
            index=f"{found.random_index:.2f}",
            source=found.random_index_source,
            n=len(weights.criteria),
        )
        if weights.origin == "evidence":
            text += say("consistency_remark", language)
        elif found.consistency_ratio > limit:
            text += say("consistency_over", language, limit=f"{limit:g}")
        lines.append(text)
    lines += panel_sector_lines(analysis, sector, language)
    if weights.factors:
        factors = ", ".join(f"{criteria[k](language)} ×{v:g}" for k, v in weights.factors.items())
        lines.append(say("factors_line", language, factors=factors))
    evidence = analysis.scenario.evidence
    if evidence and weights.silent_groups:
        groups = {group.id: group.name(language) for group in evidence.model.groups}
        silent = ", ".join(groups[group] for group in weights.silent_groups)
        lines.append(say("silent_line", language, groups=silent))
    return lines


def _ratio(ratio: float) -> str:
    return "< 0.001" if 0 < ratio < 5e-4 else f"{ratio:.3f}"


def matrix_lines(analysis: Analysis, sector: SectorAnalysis, language: Language) -> list[str]:
    """Return what is special about a sector's scores: exceptions, gaps, criteria without spread."""
    criteria, names = criterion_names(analysis), alternative_names(analysis)
    lines: list[str] = []
    if sector.rankings and sector.matrix.exceptions:
        exceptions = ", ".join(
            f"{names[alternative](language)} - {criteria[criterion](language)} "
            f"({say(e.ground, language)})"
            for (alternative, criterion), e in sector.matrix.exceptions.items()
        )
        lines.append(say("exceptions_line", language, exceptions=exceptions))
    lines.extend(
        say("left_out_line", language, name=names[name](language), reason=reason(language))
        for name, reason in sector.matrix.left_out.items()
    )
    for ranking in list(sector.rankings.values())[:1]:
        constant = [sector.matrix.criteria[int(k)] for k in ranking.steps.constant_criteria]
        if constant:
            listing = ", ".join(criteria[name](language) for name in constant)
            lines.append(say("constant_line", language, criteria=listing))
    return lines


def first_places(analysis: Analysis, sector: SectorAnalysis, language: Language) -> str:
    """Return who is first, and whether the methods agree on that."""
    names = alternative_names(analysis)
    first = {
        method: ", ".join(
            names[ranking.alternatives[i]](language)
            for i in ranking.order()
            if ranking.ranks[i] == 1
        )
        for method, ranking in sector.rankings.items()
    }
    if len(first) == 1:
        return say("first_line", language, first=next(iter(first.values())))
    if len(set(first.values())) == 1:
        return say("agree_line", language, first=first["ahp"])
    return say("differ_line", language, ahp=first["ahp"], topsis=first["topsis"])


def ranking_payload(analysis: Analysis) -> dict[str, object]:
    """Return the rankings for machines."""
    return {
        **head(analysis),
        "sectors": {name: _sector_payload(sector) for name, sector in analysis.items()},
    }


def _sector_payload(sector: SectorAnalysis) -> dict[str, object]:
    weights = sector.weights
    found = weights.priorities
    return {
        "weights": weights.by_criterion(),
        "weights_origin": weights.origin,
        "leaf_weights": dict(zip(sector.matrix.criteria, sector.leaf_weights.tolist(), strict=True))
        if sector.rankings
        else {},
        "consistency_ratio": found.consistency_ratio if found else None,
        "random_index": (
            {"value": found.random_index, "source": found.random_index_source} if found else None
        ),
        "groups": {
            view.group: {
                "share": view.share,
                "needs": len(view.calls),
                "intensities": dict(zip(weights.criteria, view.intensities.tolist(), strict=True)),
            }
            for view in weights.groups
        },
        "factors": dict(weights.factors),
        "left_out": {name: reason.en for name, reason in sector.matrix.left_out.items()},
        "rankings": {method: _rows(ranking) for method, ranking in sector.rankings.items()},
    }


def _rows(ranking: Ranking) -> list[dict[str, object]]:
    return [
        {
            "alternative": ranking.alternatives[i],
            "score": float(ranking.scores[i]),
            "rank": int(ranking.ranks[i]),
        }
        for i in ranking.order()
    ]


def ranking_frame(analysis: Analysis, language: Language) -> "pd.DataFrame":
    """Return one row a sector, method and alternative; of themes, one a sector and theme."""
    import pandas as pd

    names = alternative_names(analysis)
    rows = [
        {
            "sector": sector.sector,
            "method": method,
            **row,
            "name": names[str(row["alternative"])](language),
        }
        for sector in analysis.values()
        for method, ranking in sector.rankings.items()
        for row in _rows(ranking)
    ]
    if rows:
        return pd.DataFrame(rows)[["sector", "method", "rank", "alternative", "name", "score"]]
    return pd.DataFrame(
        [
            {"sector": sector.sector, "theme": theme, "weight": weight}
            for sector in analysis.values()
            for theme, weight in sector.weights.by_criterion().items()
        ]
    )
