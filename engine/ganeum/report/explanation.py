"""From a rank down to statements and judgements: contribution, weight, score, with their places."""

from typing import TYPE_CHECKING

import numpy as np

from ganeum.analysis import Analysis, SectorAnalysis
from ganeum.evidence import moved
from ganeum.kernel import Topsis, WeightedSum
from ganeum.ranking import Ranking
from ganeum.report.panel.voices import voice_rows, voice_sections
from ganeum.report.provenance import head
from ganeum.report.ranking_report import alternative_names, criterion_names
from ganeum.report.rounding import percentages
from ganeum.report.sections import RIGHT, Column, Section, place_text
from ganeum.scenario_file import Alternative, Score
from ganeum.scenario_reading import leaves, score_readings, score_value
from ganeum.words import Language, say

if TYPE_CHECKING:
    import pandas as pd

Row = dict[str, object]


def _alternative(analysis: Analysis, name: str) -> Alternative:
    return next(a for a in analysis.scenario.model.alternatives if a.id == name)


def area_rows(sector: SectorAnalysis, alternative: str) -> list[Row]:
    """Return, per criterion, the weight, the score and what it gives by each method."""
    place = sector.matrix.alternatives.index(alternative)
    rows: list[Row] = []
    for k, criterion in enumerate(sector.matrix.criteria):
        row: Row = {
            "criterion": criterion,
            "weight": float(sector.leaf_weights[k]),
            "score": float(sector.matrix.values[place, k]),
        }
        for ranking in sector.rankings.values():
            steps = ranking.steps
            if isinstance(steps, WeightedSum):
                row["normalised"] = float(steps.normalised[place, k])
                row["contribution"] = float(steps.contributions[place, k])
            if isinstance(steps, Topsis):
                row["gap_to_ideal"] = float(abs(steps.weighted[place, k] - steps.ideal[k]))
                row["lead_on_anti_ideal"] = float(
                    abs(steps.weighted[place, k] - steps.anti_ideal[k])
                )
        rows.append(row)
    return rows


def statement_rows(analysis: Analysis, sector: SectorAnalysis) -> list[Row]:
    """Return every statement behind the sector's weights: what it adds to which area."""
    crosswalk = analysis.scenario.model.crosswalks.get(analysis.crosswalk)
    rows: list[Row] = []
    for view in sector.weights.groups:
        for call in view.calls:
            shares = moved(call.shares, crosswalk, sector.weights.criteria)
            rows.extend(
                {
                    "area": area,
                    "group": view.group,
                    "statement": call.statement.id,
                    "strength": call.strength,
                    "share": share,
                    "adds": call.strength * share,
                    "basis": call.statement.basis,
                }
                for area, share in shares.items()
                if share > 0
            )
    return rows


def explanation_sections(
    analysis: Analysis, sector: SectorAnalysis, alternative: str, language: Language
) -> list[Section]:
    """Return the way from an alternative's ranks to the statements behind them."""
    name = alternative_names(analysis)[alternative](language)
    title = say("explain_head", language, sector=sector.name(language), name=name)
    return [
        Section(title, lines=rank_lines(analysis, sector, alternative, language)),
        area_section(analysis, sector, alternative, language),
        *score_sections(analysis, sector, alternative, language),
        *weight_sections(analysis, sector, language),
        *voice_sections(analysis, sector, _names(analysis, language), language),
    ]


def _names(analysis: Analysis, language: Language) -> dict[str, str]:
    names = {**alternative_names(analysis), **criterion_names(analysis)}
    return {key: name(language) for key, name in names.items()}


def rank_lines(
    analysis: Analysis, sector: SectorAnalysis, alternative: str, language: Language
) -> list[str]:
    """Return where an alternative stands by each method, in words."""
    return [_rank_line(analysis, r, alternative, language) for r in sector.rankings.values()]


def _rank_line(analysis: Analysis, ranking: Ranking, alternative: str, language: Language) -> str:
    place = ranking.alternatives.index(alternative)
    best = ranking.order()[0]
    tied = ranking.ranks.tolist().count(int(ranking.ranks[place])) > 1
    return say(
        "explain_rank_tied" if tied else "explain_rank",
        language,
        method=say(ranking.method, language),
        rank=int(ranking.ranks[place]),
        count=len(ranking.alternatives),
        score=f"{ranking.scores[place]:.3f}",
        first=alternative_names(analysis)[ranking.alternatives[best]](language),
        best=f"{ranking.scores[best]:.3f}",
    )


def area_section(
    analysis: Analysis, sector: SectorAnalysis, alternative: str, language: Language
) -> Section:
    """Return what each area's weight and score give by each method."""
    names = criterion_names(analysis)
    keys = {
        "normalised": "normalised",
        "contribution": "contribution",
        "gap_to_ideal": "gap",
        "lead_on_anti_ideal": "lead",
    }
    found = area_rows(sector, alternative)
    shown = [key for key in keys if key in found[0]]
    weights = percentages(sector.leaf_weights.tolist())
    rows = [
        [
            names[str(row["criterion"])](language),
            f"{weights[k]} %",
            f"{row['score']:g}",
            *(f"{row[key]:.3f}" for key in shown),
        ]
        for k, row in enumerate(found)
    ]
    columns = [
        Column(say("area", language)),
        Column(say("weight", language), RIGHT),
        Column(say("score", language), RIGHT),
        *(Column(say(keys[key], language), RIGHT) for key in shown),
    ]
    return Section(say("explain_areas", language), columns, rows, depth=2)


def weight_sections(
    analysis: Analysis, sector: SectorAnalysis, language: Language
) -> list[Section]:
    """Return a section for each area whose weight comes from evidence."""
    evidence = analysis.scenario.evidence
    if evidence is None or not sector.weights.groups:
        return []
    statements = {s.id: s for s in evidence.model.statements}
    groups = {group.id: group.name(language) for group in evidence.model.groups}
    found = statement_rows(analysis, sector)
    names = criterion_names(analysis)
    shown = percentages(sector.weights.values.tolist())
    sections: list[Section] = []
    for k, area in enumerate(sector.weights.criteria):
        lines = [
            say(
                "explain_group",
                language,
                group=groups[view.group],
                intensity=f"{view.intensities[k]:.2f}",
                total=f"{np.sum(view.intensities):.2f}",
                share=f"{100 * view.share:.0f} %",
            )
            for view in sector.weights.groups
        ]
        rows = [
            [
                groups[str(row["group"])],
                str(row["statement"]),
                place_text(statements[str(row["statement"])].locator, language),
                f"{row['strength']:g}",
                f"{row['share']:.2f}",
                f"{row['adds']:.2f}",
                say(str(row["basis"]), language),
                statements[str(row["statement"])].gist(language),
            ]
            for row in found
            if row["area"] == area
        ]
        headings = ("group", "statement", "locator", "strength", "share", "adds", "basis", "gist")
        sides = ("left", "left", "left", "right", "right", "right", "left", "left")
        columns = [
            Column(say(heading, language), side)
            for heading, side in zip(headings, sides, strict=True)
        ]
        if not rows:
            lines.append(say("no_statements", language))
        title = say("explain_weight", language, area=names[area](language), weight=f"{shown[k]} %")
        sections.append(Section(title, columns, rows, lines, depth=2))
    return sections


def score_sections(
    analysis: Analysis, sector: SectorAnalysis, alternative: str, language: Language
) -> list[Section]:
    """Return a section for each score, with what it rests on."""
    names = criterion_names(analysis)
    chosen = _alternative(analysis, alternative)
    sections: list[Section] = []
    for leaf in leaves(analysis.scenario.model.criteria):
        criterion = leaf.criterion.id
        score = sector.matrix.score_of(chosen, criterion)
        value = score_value(score)
        title = say("explain_score", language, area=names[criterion](language), score=f"{value:g}")
        lines: list[str] = []
        exception = sector.matrix.exceptions.get((alternative, criterion))
        if exception is not None:
            area = names[criterion](language)
            ground = say(exception.ground, language)
            lines.append(say("explain_exception", language, area=area, ground=ground))
        rows = _score_rows(score, language)
        headings = ("coding", "level", "basis", "rationale", "locator")
        columns = [
            Column(say(heading, language), RIGHT if heading == "level" else "left")
            for heading in headings
        ]
        sections.append(Section(title, columns, rows, lines, depth=2))
    return sections


def _score_rows(score: Score, language: Language) -> list[list[str]]:
    rows = [
        [
            say(name, language),
            f"{reading.level:g}",
            say(reading.basis, language) if reading.basis else "",
            reading.rationale(language) if reading.rationale else say("no_level", language),
            place_text(reading.locator, language) if reading.locator else "",
        ]
        for name, reading in score_readings(score)
    ]
    if score.value is not None:
        rationale = score.rationale(language) if score.rationale else ""
        place = place_text(score.locator, language) if score.locator else ""
        rows.append([say("value", language), f"{score.value:g}", "", rationale, place])
    return rows


def explanation_payload(
    analysis: Analysis, sector: SectorAnalysis, alternative: str
) -> dict[str, object]:
    """Return the explanation for machines."""
    chosen = _alternative(analysis, alternative)
    evidence = analysis.scenario.evidence
    statements = {s.id: s for s in evidence.model.statements} if evidence else {}
    return {
        **head(analysis),
        "sector": sector.sector,
        "alternative": alternative,
        "rankings": {
            method: {
                "rank": int(ranking.ranks[ranking.alternatives.index(alternative)]),
                "score": float(ranking.scores[ranking.alternatives.index(alternative)]),
            }
            for method, ranking in sector.rankings.items()
        },
        "areas": area_rows(sector, alternative),
        "scores": {
            criterion: sector.matrix.score_of(chosen, criterion).model_dump(
                mode="json", exclude_none=True
            )
            for criterion in sector.matrix.criteria
        },
        "statements": [
            {
                **row,
                "locator": statements[str(row["statement"])].locator.model_dump(
                    mode="json", exclude_defaults=True
                ),
                "gist": statements[str(row["statement"])].gist.model_dump(mode="json"),
            }
            for row in statement_rows(analysis, sector)
        ],
        "panel": list(voice_rows(sector)),
    }


def explanation_frame(
    analysis: Analysis, sector: SectorAnalysis, language: Language
) -> "pd.DataFrame":
    """Return one row for each statement and area, or each judgement, behind the weights."""
    import pandas as pd

    if not sector.weights.groups and sector.weights.panel:
        return pd.DataFrame(list(voice_rows(sector)))
    evidence = analysis.scenario.evidence
    statements = {s.id: s for s in evidence.model.statements} if evidence else {}
    rows: list[Row] = []
    for row in statement_rows(analysis, sector):
        statement = statements[str(row["statement"])]
        place = place_text(statement.locator, language)
        rows.append({**row, "locator": place, "gist": statement.gist(language)})
    columns = [
        "area",
        "group",
        "statement",
        "strength",
        "share",
        "adds",
        "basis",
        "locator",
        "gist",
    ]
    return pd.DataFrame(rows, columns=columns)
