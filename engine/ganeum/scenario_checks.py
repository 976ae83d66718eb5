"""What a scenario must mean, beyond its form: names defined, weights and scores whole."""

from collections.abc import Iterator, Mapping

from ganeum.document import Document, Steps
from ganeum.evidence_checks import placed_ids, repeated_ids, undefined
from ganeum.evidence_file import EvidenceFile
from ganeum.panel_checks import check_panel
from ganeum.panel_file import GOAL
from ganeum.problems import Phrase, Problem, listed
from ganeum.scenario_file import (
    ALL,
    Alternative,
    Criterion,
    ScenarioFile,
    Score,
)
from ganeum.scenario_reading import (
    answered,
    leaves,
    score_readings,
    score_value,
    sectors_of,
    sectors_with_needs,
)

LEAST_JUDGEMENT, MOST_JUDGEMENT = 1 / 9 - 1e-9, 9 + 1e-9
RECIPROCITY = 1e-6


def check_scenario(
    scenario: ScenarioFile, evidence: EvidenceFile | None, document: Document
) -> Iterator[Problem]:
    """Yield everything that is wrong with the meaning of a scenario."""
    yield from repeated_ids(document, placed_ids(("alternatives",), scenario.alternatives))
    yield from repeated_ids(document, placed_ids(("sectors",), scenario.sectors))
    sectors = list(sectors_of(scenario, evidence))
    judged = _judged_everywhere(scenario, sectors)
    yield from _criteria(scenario, document, judged)
    yield from check_panel(scenario, document, sectors)
    if evidence is not None:
        known = {sector.id for sector in evidence.sectors}
        for number, sector in enumerate(scenario.sectors):
            yield from undefined(document, ("sectors", number), "sector", [sector.id], known)
    yield from _weights(scenario, evidence, document, sectors)
    yield from _crosswalks(scenario, evidence, document)
    known_sectors = [*sectors, *(sector.id for sector in (evidence.sectors if evidence else ()))]
    for number, alternative in enumerate(scenario.alternatives):
        at: Steps = ("alternatives", number)
        yield from _alternative(scenario, document, at, alternative, known_sectors, judged)
    for sector in sectors:
        if not any(_whole(scenario, alternative, sector) for alternative in scenario.alternatives):
            yield document.problem(("alternatives",), "all_missing", sector=sector)


def _judged_everywhere(scenario: ScenarioFile, sectors: list[str]) -> frozenset[str]:
    """Return the nodes that the panel judged for every sector."""
    found = answered(scenario, sectors[0])
    for sector in sectors[1:]:
        found &= answered(scenario, sector)
    return found


def _criteria(
    scenario: ScenarioFile, document: Document, judged: frozenset[str]
) -> Iterator[Problem]:
    names: list[tuple[Steps, str]] = []

    def walk(criteria: tuple[Criterion, ...], at: Steps, above: str) -> Iterator[Problem]:
        top, needed = not above, above and above not in judged
        for number, criterion in enumerate(criteria):
            here = (*at, number)
            names.append((here, criterion.id))
            if criterion.id == GOAL and scenario.panel:
                yield document.problem(here, "panel_goal")
            if top and criterion.weight is not None:
                yield document.problem((*here, "weight"), "top_criterion_weight")
            if needed and criterion.weight is None:
                yield document.problem(here, "sub_criteria_weight")
            if criterion.scale == "levels" and not scenario.levels and not criterion.criteria:
                yield document.problem(here, "levels_missing")
            yield from walk(criterion.criteria, (*here, "criteria"), criterion.id)
        if needed and criteria and not sum(c.weight or 0 for c in criteria):
            yield document.problem(at, "weights_all_zero")

    yield from walk(scenario.criteria, ("criteria",), "")
    yield from repeated_ids(document, names)


def _weights(
    scenario: ScenarioFile,
    evidence: EvidenceFile | None,
    document: Document,
    sectors: list[str],
) -> Iterator[Problem]:
    weights = scenario.weights
    criteria = [criterion.id for criterion in scenario.criteria]
    places = [*sectors, ALL]
    for name in ("plain", "judgements", "factors"):
        table: Mapping[str, Mapping[str, object]] = getattr(weights, name)
        for sector, values in table.items():
            at: Steps = ("weights", name, sector)
            yield from undefined(document, at, "sector", [sector], places)
            for criterion in values:
                yield from undefined(document, (*at, criterion), "criterion", [criterion], criteria)
    for sector, values in weights.plain.items():
        yield from _plain(document, ("weights", "plain", sector), values, criteria)
    for sector, rows in weights.judgements.items():
        yield from _judgements(document, ("weights", "judgements", sector), rows, criteria)
    for name in ("plain", "judgements"):
        if ALL in getattr(weights, name) and weights.origin != name and ALL not in sectors:
            yield document.problem(("weights", name, ALL), "unused", what=f"weights.{name}", id=ALL)
    yield from _factors(scenario, document, sectors, criteria)
    own = set(weights.plain) | set(weights.judgements)
    rest = [sector for sector in sectors if sector not in own]
    if weights.origin == "panel":  # a sector that it was not asked about has its evidence
        rest = [sector for sector in rest if GOAL not in answered(scenario, sector)]
        if rest and evidence is not None:
            yield from _evidence_weights(scenario, evidence, document, rest)
        return
    if weights.origin != "evidence":
        if ALL not in getattr(weights, weights.origin):
            for sector in rest:
                yield document.problem(
                    ("weights",), "weights_missing", sector=sector, what=weights.origin
                )
        return
    if evidence is None:
        yield document.problem(("weights", "from"), "no_evidence_named")
        return
    yield from _evidence_weights(scenario, evidence, document, rest)


def _factors(
    scenario: ScenarioFile, document: Document, sectors: list[str], criteria: list[str]
) -> Iterator[Problem]:
    """Factors must leave some weight; only plain weights can be zero before them."""
    weights = scenario.weights
    for sector in sectors:
        factors = {**weights.factors.get(ALL, {}), **weights.factors.get(sector, {})}
        general: Mapping[str, float] = (
            weights.plain.get(ALL, {}) if weights.origin == "plain" else {}
        )
        plain = weights.plain.get(sector, general)
        some = any(plain.get(name, 1) for name in criteria)
        if some and not any(factors.get(name, 1) and plain.get(name, 1) for name in criteria):
            place = ("weights", "factors", sector if sector in weights.factors else ALL)
            yield document.problem(place, "weights_all_zero")


def _evidence_weights(
    scenario: ScenarioFile, evidence: EvidenceFile, document: Document, rest: list[str]
) -> Iterator[Problem]:
    weights = scenario.weights
    areas = [theme.id for theme in evidence.themes if theme.area]
    if sorted(areas) != sorted(criterion.id for criterion in scenario.criteria):
        yield document.problem(("criteria",), "areas_differ", areas=listed(areas))
    groups = [group.id for group in evidence.groups if group.demand]
    yield from undefined(document, ("weights", "groups"), "group", weights.groups, groups)
    if weights.groups:
        for group in groups:
            if group not in weights.groups:
                yield document.problem(("weights", "groups"), "missing_key", key=group)
        if not sum(weights.groups.values()):
            yield document.problem(("weights", "groups"), "weights_all_zero")
    yield from undefined(
        document,
        ("weights", "crosswalk"),
        "crosswalk",
        [weights.crosswalk],
        list(scenario.crosswalks),
    )
    silenced = weights.groups and not sum(weights.groups.values())
    heard = sectors_with_needs(evidence, {} if silenced else weights.groups)
    for sector in rest:
        if sector not in heard:
            yield document.problem(("sectors",), "sector_without_evidence", sector=sector)


def _plain(
    document: Document, at: Steps, values: Mapping[str, float], criteria: list[str]
) -> Iterator[Problem]:
    for criterion in criteria:
        if criterion not in values:
            yield document.problem(at, "weight_missing", criterion=criterion)
    if values and not sum(values.values()):
        yield document.problem(at, "weights_all_zero")


def _judgements(
    document: Document,
    at: Steps,
    rows: Mapping[str, Mapping[str, float]],
    criteria: list[str],
) -> Iterator[Problem]:
    for a, row in rows.items():
        for b, ratio in row.items():
            here = (*at, a, b)
            yield from undefined(document, here, "criterion", [b], criteria)
            if not LEAST_JUDGEMENT <= ratio <= MOST_JUDGEMENT:
                found = Phrase("found_value", {"value": f"{ratio:g}"})
                yield document.problem(here, "judgement_range", found=found)
            elif a == b and ratio != 1:
                yield document.problem(here, "judgement_diagonal", a=a)
    for i, a in enumerate(criteria):
        for b in criteria[i + 1 :]:
            ab, ba = rows.get(a, {}).get(b), rows.get(b, {}).get(a)
            if ab is None and ba is None:
                yield document.problem(at, "judgement_missing", a=a, b=b)
            elif ab is not None and ba is not None and abs(ab * ba - 1) > RECIPROCITY:
                yield document.problem(
                    (*at, b, a),
                    "judgement_not_reciprocal",
                    a=a,
                    b=b,
                    ab=f"{ab:g}",
                    ba=f"{ba:g}",
                )


def _crosswalks(
    scenario: ScenarioFile, evidence: EvidenceFile | None, document: Document
) -> Iterator[Problem]:
    if evidence is None:
        return
    areas = [theme.id for theme in evidence.themes if theme.area]
    themes = [theme.id for theme in evidence.themes]
    for name, crosswalk in scenario.crosswalks.items():
        for theme, moves in crosswalk.items():
            at: Steps = ("crosswalks", name, theme)
            yield from undefined(document, at, "theme", [theme], themes)
            if theme in areas:
                yield document.problem(at, "crosswalk_area", theme=theme)
            yield from undefined(document, at, "area", moves, areas)
            if sum(moves.values()) > 1 + 1e-9:
                total = f"{sum(moves.values()):.6g}"
                yield document.problem(at, "crosswalk_sum", theme=theme, total=total)


def _alternative(
    scenario: ScenarioFile,
    document: Document,
    at: Steps,
    alternative: Alternative,
    sectors: list[str],
    judged: frozenset[str],
) -> Iterator[Problem]:
    criteria = {leaf.criterion.id: leaf.criterion for leaf in leaves(scenario.criteria)}
    for name in criteria:
        if name not in alternative.scores and name not in judged:
            yield document.problem(
                (*at, "scores"), "score_missing", row=alternative.id, column=name
            )
    for name, score in alternative.scores.items():
        here: Steps = (*at, "scores", name)
        yield from undefined(document, here, "criterion", [name], criteria)
        if name in criteria:
            yield from _score(scenario, document, here, criteria[name], score)
    seen: set[tuple[str, str]] = set()
    for number, exception in enumerate(alternative.exceptions):
        here = (*at, "exceptions", number)
        cell = (exception.sector, exception.criterion)
        if cell in seen:
            values = {"sector": cell[0], "criterion": cell[1]}
            yield document.problem(here, "exception_twice", **values)
        seen.add(cell)
        yield from undefined(document, here, "sector", [exception.sector], sectors)
        yield from undefined(document, here, "criterion", [exception.criterion], criteria)
        if exception.criterion in criteria:
            criterion = criteria[exception.criterion]
            yield from _score(scenario, document, (*here, "score"), criterion, exception.score)


def _score(
    scenario: ScenarioFile, document: Document, at: Steps, criterion: Criterion, score: Score
) -> Iterator[Problem]:
    coded = (score.first is not None, score.second is not None)
    forms = (score.value is not None, any(coded), score.missing is not None)
    if sum(forms) != 1 or any(coded) != all(coded) or (score.third is not None and not all(coded)):
        yield document.problem(at, "score_forms")
        return
    readings = score_readings(score)
    said: list[tuple[Steps, float]] = [
        ((*at, name, "level"), reading.level) for name, reading in readings
    ]
    if score.value is not None:
        said.append((at, score.value))
    levels = [level.level for level in scenario.levels]
    for place, value in said:
        if criterion.scale == "levels" and levels and value not in levels:
            known = listed(f"{level:g}" for level in levels)
            yield document.problem(place, "level_off_scale", value=f"{value:g}", levels=known)
    for name, reading in readings:
        if reading.level and None in (reading.rationale, reading.locator, reading.basis):
            yield document.problem((*at, name), "score_without_ground")
        if name == "third" and reading.reason is None:
            yield document.problem((*at, name), "third_without_reason")
    value = score_value(score)
    if value is not None:
        yield from _admissible(scenario, document, at, criterion, value)


def _admissible(
    scenario: ScenarioFile, document: Document, at: Steps, criterion: Criterion, value: float
) -> Iterator[Problem]:
    """AHP synthesis divides: its shares need positive costs and non-negative benefits."""
    if scenario.methods.ahp.normalisation not in ("ideal", "distributive"):
        return
    if criterion.direction == "cost" and value <= 0:
        yield document.problem(at, "cost_not_positive", column=criterion.id, value=f"{value:g}")
    if criterion.direction == "benefit" and value < 0:
        yield document.problem(at, "benefit_negative", column=criterion.id, value=f"{value:g}")


def _whole(scenario: ScenarioFile, alternative: Alternative, sector: str) -> bool:
    """Tell whether an alternative has every score in a sector, exceptions in force included."""
    scores = dict(alternative.scores)
    for exception in alternative.exceptions:
        if exception.sector == sector and exception.ground in scenario.use_exceptions:
            scores[exception.criterion] = exception.score
    judged = answered(scenario, sector)
    names = [leaf.criterion.id for leaf in leaves(scenario.criteria)]
    needed = [name for name in names if name not in judged]
    return all(name not in scores or scores[name].missing is None for name in needed)
