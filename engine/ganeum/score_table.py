"""Scores and interventions as a table that is edited, each edit a change of a draft."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from ganeum.drafting import Draft
from ganeum.loading import Scenario
from ganeum.saving import slug
from ganeum.scenario_file import Alternative
from ganeum.scenario_reading import leaves, score_value
from ganeum.words import LANGUAGES, Language, say

if TYPE_CHECKING:
    import pandas as pd

NAME = "name"


def score_table(scenario: Scenario, language: Language) -> "pd.DataFrame":
    """Return a row an intervention, indexed by id: its name, and its score on each criterion.

    A score that is missing, or left to the panel, is NaN.
    """
    import pandas as pd

    criteria = [leaf.criterion.id for leaf in leaves(scenario.model.criteria)]
    rows = [
        [each.name(language), *(_value(each, name) for name in criteria)]
        for each in scenario.model.alternatives
    ]
    ids = pd.Index([each.id for each in scenario.model.alternatives], name="alternative")
    frame = pd.DataFrame(rows, columns=[NAME, *criteria], index=ids)
    return frame.astype(dict.fromkeys(criteria, "float64"))


def with_score(
    draft: Draft, alternative: str, criterion: str, value: float | None, reason: str = ""
) -> Draft:
    """Return the draft with one score; None marks it as missing.

    The value that the base has, be it the mean of two codings, brings the base's score back.
    """
    place = f"alternatives.{alternative}.scores.{criterion}"
    base = _alternative(draft.base, alternative)
    if base is not None and criterion in base.scores and _value(base, criterion) == value:
        return draft.without(place)
    if value is None:
        empty = {language: say("score_emptied", language) for language in LANGUAGES}
        return draft.with_change(place, {"missing": empty}, reason)
    return draft.with_change(place, value, reason)


def with_name(draft: Draft, alternative: str, name: str, language: Language) -> Draft:
    """Return the draft with an intervention called otherwise in one language."""
    place = f"alternatives.{alternative}.name"
    known = draft.value(place)
    if isinstance(known, dict):
        return draft.with_change(f"{place}.{language}", name)
    return draft.with_change(place, name)


def with_alternative(draft: Draft, name: str, scores: Mapping[str, float]) -> Draft:
    """Return the draft with one more intervention, the last."""
    taken = {each.id for each in draft.base.model.alternatives}
    taken |= {change.what.removeprefix("alternatives.") for change in draft.changes}
    key = slug(name, taken, "added")
    new = {"id": key, NAME: name, "scores": dict(scores)}
    return draft.with_change(f"alternatives.{key}", new)


def without_alternative(draft: Draft, alternative: str) -> Draft:
    """Return the draft without an intervention."""
    return draft.with_change(f"alternatives.{alternative}", None)


def _alternative(scenario: Scenario, key: str) -> Alternative | None:
    return next((each for each in scenario.model.alternatives if each.id == key), None)


def _value(alternative: Alternative, criterion: str) -> float | None:
    score = alternative.scores.get(criterion)
    return None if score is None else score_value(score)
