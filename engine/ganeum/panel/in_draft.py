"""A panel as it stands in a planner's draft: gathered from answers, entered, given rules, used."""

from collections.abc import Iterable, Mapping

from ganeum.drafting import Draft
from ganeum.fields import Text
from ganeum.panel.answers import Answers
from ganeum.panel.into_scenario import panel_content, weights_places
from ganeum.panel_file import Panel, PanelGroup, Respondent, Rules
from ganeum.words import say

PLACE, ORIGIN, WEIGHTS = "panel", "weights.from", "weights."


def with_panel(draft: Draft, panel: Panel) -> Draft:
    """Return the draft with a panel instead of the one that it has; its weights stay as they are.

    The whole panel is one change, since planners take it back as one.
    """
    return draft.with_change(PLACE, panel_content(panel, panel.respondents))


def with_weights_of(draft: Draft, panel: Panel) -> Draft:
    """Return the draft with a panel, and its weights from it wherever it was asked for them.

    Raises
    ------
    ScenarioError
        If the draft or the panel is wrong.
    """
    held = with_panel(draft, panel)
    for place, value in weights_places(held.scenario(), panel).items():
        held = held.with_change(place, value)
    return held


def without_weights(draft: Draft) -> Draft:
    """Return the draft with weights from where its base has them, those set aside included."""
    for change in draft.changes:
        aside = change.to is None and change.what.startswith(WEIGHTS)
        if aside or change.what == ORIGIN:
            draft = draft.without(change.what)
    return draft


def without_panel(draft: Draft) -> Draft:
    """Return the draft with the panel of its base, if that has one."""
    return without_weights(draft).without(PLACE)


def gathered(answers: Answers, former: Panel | None = None) -> Panel:
    """Return the panel that answered, beside those who answered before.

    Parameters
    ----------
    answers : Answers
        Without problems.
    former : Panel, optional
        Whose respondents stay, but for those with an id that answered again. Its rules stay too;
        where either was asked on nine steps, so is the whole.
    """
    if former is None:
        rules = Rules(scale=answers.questionnaire.scale)
        return Panel(
            title=_title(),
            made_up=answers.made_up,
            rules=rules,
            groups=answers.groups,
            respondents=answers.respondents,
        )
    scale = "nine" if answers.questionnaire.scale == "nine" else former.rules.scale
    return _with(former, answers.respondents, answers.groups).model_copy(
        update={
            "made_up": former.made_up or answers.made_up,
            "rules": former.rules.model_copy(update={"scale": scale}),
        }
    )


def with_respondent(
    panel: Panel | None, respondent: Respondent, groups: Iterable[PanelGroup]
) -> Panel:
    """Return the panel with a respondent who answered by hand; `groups` names his among others."""
    if panel is None:
        own = tuple(group for group in groups if group.id == respondent.group)
        return Panel(title=_title(), groups=own, respondents=(respondent,))
    return _with(panel, [respondent], groups)


def without_respondent(panel: Panel, name: str) -> Panel:
    """Return the panel without one of its respondents, not the last."""
    left = tuple(each for each in panel.respondents if each.id != name)
    return _with(panel.model_copy(update={"respondents": left}), (), ())


def _title() -> Text:
    return Text(ko=say("panel_title_default", "ko"), en=say("panel_title_default", "en"))


def _with(panel: Panel, some: Iterable[Respondent], groups: Iterable[PanelGroup]) -> Panel:
    """Return the panel with some respondents, and with the groups that somebody belongs to."""
    every = {each.id: each for each in (*panel.respondents, *some)}
    present = {each.group for each in every.values()}
    known: Mapping[str, PanelGroup] = {each.id: each for each in (*groups, *panel.groups)}
    return panel.model_copy(
        update={
            "groups": tuple(group for name, group in known.items() if name in present),
            "respondents": tuple(every.values()),
        }
    )
