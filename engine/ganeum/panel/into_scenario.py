"""A panel's answers as a scenario: a small file on top of the question that was asked about."""

from collections.abc import Sequence

from ganeum.digest import content_of
from ganeum.document import Value
from ganeum.drafting import Draft
from ganeum.fields import Text
from ganeum.loading import Scenario
from ganeum.overlay import value_at
from ganeum.panel_file import GOAL, JudgementChange, Panel, Respondent, spelled
from ganeum.scenario_file import ALL
from ganeum.scenario_reading import answered, sectors_of
from ganeum.words import LANGUAGES, say
from ganeum.writing import as_written


def panel_draft(base: Scenario, panel: Panel, id: str, title: Text) -> Draft:  # noqa: A002
    """Return a base with a panel on top of it, from which its weights come.

    Where the panel compared the top-level criteria for a sector, weights that the base gives for
    that sector make way; other sectors keep theirs.

    Parameters
    ----------
    base : Scenario
        The question; a panel that it has already is replaced.
    panel : Panel
        Rules, groups and anonymised respondents.
    id, title : str, Text
        Of the new scenario.

    Returns
    -------
    Draft
        Not checked yet. Each respondent is a change of his own, so that a file has a line for each.
    """
    first, *others = panel.respondents
    places: dict[str, object] = {"panel": panel_content(panel, [first])}
    places |= {f"panel.respondents.{each.id}": respondent_content(each) for each in others}
    places |= weights_places(base, panel)
    said = {
        language: say(
            "panel_note",
            language,
            base=base.model.id,
            made_up=say("panel_note_made_up", language) if panel.made_up else "",
        )
        for language in LANGUAGES
    }
    return Draft.on(base, places, id, title).called(id, title, Text(**said))


def panel_content(panel: Panel, respondents: Sequence[Respondent]) -> dict[str, Value]:
    """Return a panel with some of its respondents as scenario files write it."""
    return {
        "title": words(panel.title),
        **({"made_up": True} if panel.made_up else {}),
        **({"note": words(panel.note)} if panel.note else {}),
        "rules": panel.rules.model_dump(mode="json"),  # all of them, so that the file says them
        "groups": [
            {"id": group.id, "name": words(group.name), "weight": as_written(group.weight)}
            for group in panel.groups
        ],
        "respondents": [respondent_content(each) for each in respondents],
    }


def weights_places(base: Scenario, panel: Panel) -> dict[str, object]:
    """Return what a scenario's weights must become, place by place, for a panel's to be used."""
    asked = base.model.model_copy(update={"panel": panel})
    evidence = base.evidence.model if base.evidence else None
    sectors = list(sectors_of(asked, evidence))
    judged = [sector for sector in sectors if GOAL in answered(asked, sector)]
    weights, places = base.model.weights, dict[str, object]()
    if not judged:
        return places
    own = {*weights.plain, *weights.judgements}
    for name in ("plain", "judgements"):
        given = value_at(base.document.content, f"weights.{name}")
        table = given if isinstance(given, dict) else {}
        if ALL in table and weights.origin == name:
            left = [sector for sector in sectors if sector not in (*judged, *own)]
            places |= {f"weights.{name}.{sector}": table[ALL] for sector in left}
        for sector in table:
            if sector in judged or sector == ALL:
                places[f"weights.{name}.{sector}"] = None
    if weights.origin != "panel":
        places["weights.from"] = "panel"
    return places


def respondent_content(respondent: Respondent) -> dict[str, Value]:
    """Return a respondent as scenario files write him, judgements as 3 or "1/3"."""
    judgements: Value = {
        sector: {
            node: {
                first: {second: _judgement(value) for second, value in row.items()}
                for first, row in rows.items()
            }
            for node, rows in nodes.items()
        }
        for sector, nodes in respondent.judgements.items()
    }
    content: dict[str, Value] = {"id": respondent.id, "group": respondent.group}
    if respondent.weight != 1:
        content["weight"] = as_written(respondent.weight)
    content["judgements"] = judgements
    if respondent.changes:
        content["changes"] = [_change(change) for change in respondent.changes]
    return content


def _change(change: JudgementChange) -> Value:
    values = {"from": _judgement(change.before), "to": _judgement(change.to)}
    return {**content_of(change), **values, "reason": words(change.reason)}


def _judgement(value: float) -> Value:
    text = spelled(value)
    return text if "/" in text else int(text)


def words(text: Text) -> Value:
    """Return a text as files write it: once where both languages say the same."""
    return text.ko if text.ko == text.en else {"ko": text.ko, "en": text.en}


def redrafted(scenario: Scenario, panel: Panel) -> Draft:
    """Return a scenario with a panel as a draft in which its panel has other rules or changes.

    Only rules, weights of groups and changes that respondents accepted are looked at; whatever else
    the scenario changes of its base stays.
    """
    draft, old = Draft.of(scenario), scenario.model.panel
    assert old is not None  # noqa: S101 - who asks has looked
    before, now = (each.rules.model_dump(mode="json") for each in (old, panel))
    for name, value in now.items():
        if value != before[name]:
            draft = draft.with_change(f"panel.rules.{name}", value)
    for was, group in zip(old.groups, panel.groups, strict=True):
        if group.weight != was.weight:
            draft = draft.with_change(f"panel.groups.{group.id}.weight", group.weight)
    for said, respondent in zip(old.respondents, panel.respondents, strict=True):
        if respondent.changes != said.changes:
            changes = [_change(change) for change in respondent.changes]
            draft = draft.with_change(f"panel.respondents.{respondent.id}.changes", changes)
    return draft
