"""Places of scenario files, and the values that stand there, in words."""

from collections.abc import Mapping
from typing import Any, cast

from ganeum.loading import Scenario
from ganeum.problems import shown
from ganeum.report.rounding import percentages
from ganeum.scenario_file import ALL, Criterion, Score
from ganeum.scenario_reading import score_value, sectors_of
from ganeum.words import Language, say

LONGEST = 60
PLAIN = "weights.plain."
ORIGINS = ("evidence", "judgements", "plain", "panel")  # of weights


def place_words(scenario: Scenario, what: str, language: Language) -> str:
    """Return a place in words where it is one that planners change, else as files write it."""
    names = _names(scenario, language)
    match what.split("."):
        case ["alternatives", alternative, "scores", criterion]:
            parts = (alternative, criterion)
            key = "place_score"
        case ["alternatives", alternative]:
            parts, key = (alternative,), "place_alternative"
        case ["weights", "groups", group]:
            parts, key = (group,), "place_group"
        case ["weights", "factors", *parts]:
            key = "place_factor"
        case ["weights", "plain", *parts]:
            key = "place_weight"
        case ["weights", "judgements", *parts]:
            key = "place_judgement"
        case ["weights", "crosswalk"]:
            return say("crosswalk", language)
        case ["weights", "from"]:
            return say("panel_origin", language)
        case ["panel"]:
            return say("place_panel", language)
        case ["panel", "respondents", respondent, *_]:
            parts, key = (respondent,), "place_respondent"
        case ["panel", *_]:
            return say("place_panel_rules", language)
        case ["use_exceptions"]:
            return say("place_exceptions", language)
        case ["seed"]:
            return say("place_seed", language)
        case ["evidence", "statements", statement, *parts]:
            parts, key = (statement, *parts), "place_statement"
        case _:
            return shown(what)[1:-1]
    listed = " - ".join(names.get(part, shown(part)[1:-1]) for part in parts)
    return say(key, language, name=listed)


def changed_words(scenario: Scenario, what: str, value: Any, language: Language) -> str:
    """Return a value that stands at a place in words: weights that are given plainly in percent."""
    if not what.startswith(PLAIN) or not isinstance(value, Mapping):
        return value_words(scenario, value, language)
    names, weights = _names(scenario, language), cast("Mapping[str, float]", value)
    whole = sum(weights.values()) or 1.0
    shares = zip(weights, percentages([w / whole for w in weights.values()]), strict=True)
    return ", ".join(f"{names.get(key, key)} {share} %" for key, share in shares)


def value_words(scenario: Scenario, value: Any, language: Language) -> str:
    """Return a value in words: a score as its level, a text in the reader's language."""
    if value is None:
        return say("nothing", language)
    if isinstance(value, Mapping):
        said = cast("Mapping[str, Any]", value)
        if set(said) == {"ko", "en"}:
            return shown(said[language], LONGEST)[1:-1]
        if said and said.keys() <= Score.model_fields.keys():
            level = score_value(Score.model_validate(said))
            return say("missing", language) if level is None else f"{level:g}"
        if "respondents" in said:
            return say("value_panel", language, count=len(said["respondents"]))
        if "judgements" in said:
            return say("value_judgements", language)
        if "name" in said:
            return value_words(scenario, said["name"], language)
        names = _names(scenario, language)
        parts = [
            f"{names.get(key, key)} {value_words(scenario, part, language)}"
            for key, part in said.items()
        ]
        return shown(", ".join(parts), LONGEST)[1:-1]
    if isinstance(value, list | tuple):
        items = cast("list[Any]", value)
        text = ", ".join(value_words(scenario, item, language) for item in items)
        return shown(text or "-", LONGEST)[1:-1]
    if isinstance(value, bool):
        return say("yes" if value else "no", language)
    if isinstance(value, int | float):
        return f"{value:.6g}"
    return shown(_names(scenario, language).get(str(value), str(value)), LONGEST)[1:-1]


def _names(scenario: Scenario, language: Language) -> dict[str, str]:
    """Return what ids in places are called."""
    model = scenario.model
    evidence = scenario.evidence.model if scenario.evidence else None
    named = sectors_of(model, evidence)
    names = {origin: say(f"panel_origin_{origin}", language) for origin in ORIGINS}
    names |= {key: name(language) for key, name in named.items()} | {ALL: say("all", language)}
    if evidence:
        names |= {each.id: each.name(language) for each in (*evidence.groups, *evidence.themes)}
    waiting: list[Criterion] = list(model.criteria)
    while waiting:
        criterion = waiting.pop()
        names[criterion.id] = criterion.name(language)
        waiting.extend(criterion.criteria)
    return names | {each.id: each.name(language) for each in model.alternatives}
