"""The rankings under other admissible assumptions, one at a time: crosswalk, coding, rule."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from ganeum.analysis import Analysis, analyse
from ganeum.evidence_file import Statement
from ganeum.loading import Scenario
from ganeum.problems import ScenarioError
from ganeum.ranking import Method
from ganeum.scenario_file import Alternative, Score
from ganeum.sensitivity import VARIANTS

Coding = Literal["first", "second"]
CODINGS: tuple[Coding, Coding] = ("first", "second")


@dataclass(frozen=True, slots=True)
class Assumed:
    """The rankings under one other assumption.

    Attributes
    ----------
    kind : "crosswalk", "coding", "ahp" or "topsis" (its normalisation).
    name : of the assumption: a crosswalk, "first" or "second", a normalisation.
    analysis : with the methods that the assumption bears on.
    """

    kind: str
    name: str
    analysis: Analysis


def assumed(analysis: Analysis) -> Iterator[Assumed]:
    """Yield an analysis again under each other crosswalk, each coding alone, each normalisation.

    Assumptions that this scenario does not know, or under which it cannot be ranked, are left out.
    """
    scenario, methods = analysis.scenario, analysis.methods
    others = [name for name in scenario.model.crosswalks if name != analysis.crosswalk]
    if not any(sector.weights.groups for sector in analysis.values()):
        others = []
    for name in others:
        yield Assumed("crosswalk", name, _again(analysis, scenario, methods, name))
    for coding in CODINGS:
        if (single := single_coding(scenario, coding)) is not None:
            yield Assumed("coding", coding, _again(analysis, single, methods))
    for method in methods:
        own = getattr(scenario.model.methods, method)
        for rule in VARIANTS[method]:
            if rule == own.normalisation:
                continue
            other = own.model_copy(update={"normalisation": rule})
            chosen = scenario.model.methods.model_copy(update={method: other})
            model = scenario.model.model_copy(update={"methods": chosen})
            try:
                found = _again(analysis, replace(scenario, model=model), (method,))
            except ScenarioError:  # these values have no such form
                continue
            yield Assumed(method, rule, found)


def _again(
    analysis: Analysis,
    scenario: Scenario,
    methods: tuple[Method, ...],
    crosswalk: str | None = None,
) -> Analysis:
    own = analysis.crosswalk if analysis.crosswalk in scenario.model.crosswalks else None
    return analyse(
        scenario,
        sectors=list(analysis),
        methods=methods,
        crosswalk=crosswalk or own,
        grounds=analysis.grounds,
    )


def single_coding(scenario: Scenario, coding: Coding) -> Scenario | None:
    """Return a scenario as one coder alone read it, third readings left out.

    None where nothing was coded twice. What was read off the source, or given as one value, stays.
    Digests are those of the scenario as it is.
    """
    evidence = scenario.evidence
    statements = evidence.model.statements if evidence else ()
    alone = tuple(_statement(statement, coding) for statement in statements)
    alternatives = tuple(_alternative(each, coding) for each in scenario.model.alternatives)
    model = scenario.model
    if alone == statements and alternatives == model.alternatives:
        return None
    if evidence:
        read = evidence.model.model_copy(update={"statements": alone})
        evidence = replace(evidence, model=read)
    model = model.model_copy(update={"alternatives": alternatives})
    return replace(scenario, model=model, evidence=evidence)


def _statement(statement: Statement, coding: Coding) -> Statement:
    if statement.codings is None:
        return statement
    alone = statement.codings.model_copy(update={"third": getattr(statement.codings, coding)})
    return statement.model_copy(update={"codings": alone})


def _alternative(alternative: Alternative, coding: Coding) -> Alternative:
    scores = {name: _score(score, coding) for name, score in alternative.scores.items()}
    exceptions = tuple(
        each.model_copy(update={"score": _score(each.score, coding)})
        for each in alternative.exceptions
    )
    return alternative.model_copy(update={"scores": scores, "exceptions": exceptions})


def _score(score: Score, coding: Coding) -> Score:
    reading = getattr(score, coding)
    return score if reading is None else score.model_copy(update={"third": reading})
