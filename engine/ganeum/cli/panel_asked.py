"""What the commands on a panel's answers have in common: the answers, the question, the rules."""

import re
from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from functools import wraps
from pathlib import Path
from typing import Any

import click

from ganeum.cli.main import RefusalError
from ganeum.cli.options import RealRange, require_known
from ganeum.drafting import Draft
from ganeum.fields import Text
from ganeum.kernel import RANDOM_INDEX_TABLES
from ganeum.loading import Scenario, load, shipped_scenarios
from ganeum.panel.answers import Answers, read_answers
from ganeum.panel.changes_file import with_changes
from ganeum.panel.into_scenario import panel_draft, redrafted
from ganeum.panel.questionnaire import Scale
from ganeum.panel_file import SCALES, Panel, Rules
from ganeum.problems import ScenarioError
from ganeum.words import LANGUAGES, Language, say

BASE = "seoul-2022.yaml"
SCENARIO = (".yaml", ".yml")
WEIGHTED = re.compile(r"([^=]+)=([0-9]+(?:\.[0-9]+)?)")
RULES = ("limit", "random_index", "over_limit", "aggregate", "mean", "trim")


@dataclass(frozen=True, slots=True)
class Asked:
    """The answers that a command is asked about, and by which rules."""

    answers: str
    base: str | None
    scale: Scale
    mapping: str | None
    changes: str | None
    limit: float | None
    random_index: str | None
    over_limit: str | None
    aggregate: str | None
    mean: str | None
    trim: int | None
    group_weights: tuple[str, ...]

    def draft(self, language: Language, id: str = "panel", title: str = "") -> Draft:  # noqa: A002
        """Return the question with the panel on top of it; what reading says is said at once.

        Raises
        ------
        ScenarioError
            With everything that is wrong with the answers, or with the changes.
        RefusalError
            If there is nobody, or an option names what is not there.
        """
        if Path(self.answers).suffix.lower() in SCENARIO:
            scenario = load(self.answers)
            if scenario.model.panel is None:
                raise RefusalError(say("panel_none", language, file=self.answers))
            return redrafted(scenario, self._changed(scenario.model.panel, language))
        base = load(self.base or shipped_scenarios() / BASE)
        read = read_answers(self.answers, base, scale=self.scale, mapping=self.mapping)
        for note in read.notes:
            click.echo(note.describe(language), err=True)
        panel = self._changed(_panel(read.checked(), self.answers, language), language)
        names = {each: title or _title(base.model.title, each) for each in LANGUAGES}
        return panel_draft(base, panel, id, Text(**names))

    def scenario(self, language: Language) -> Scenario:
        """Return the question with the panel on top of it, checked.

        Raises
        ------
        ScenarioError, RefusalError
            As `draft` does, or if the answers do not settle the weights by these rules.
        """
        return checked(self.draft(language), self.answers)

    def _changed(self, panel: Panel, language: Language) -> Panel:
        """Return a panel by the rules that are asked for, with the changes that were accepted."""
        given = {name: getattr(self, name) for name in RULES}
        rules = {name: value for name, value in given.items() if value is not None}
        if "limit" in rules:
            rules["consistency_limit"] = rules.pop("limit")
        most = (len(panel.respondents) - 1) // 2
        if self.trim is not None and self.trim > most:
            raise RefusalError(say("panel_trim_most", language, trim=self.trim, most=most))
        weights: dict[str, float] = {}
        for text in self.group_weights:
            match = WEIGHTED.fullmatch(text)
            if match is None:
                raise RefusalError(say("panel_group_weight", language, text=text))
            require_known("group", match[1], [group.id for group in panel.groups], language)
            weights[match[1]] = float(match[2])
        groups = tuple(
            group.model_copy(update={"weight": weights.get(group.id, group.weight)})
            for group in panel.groups
        )
        ruled = panel.model_copy(
            update={"rules": panel.rules.model_copy(update=rules), "groups": groups}
        )
        return with_changes(ruled, self.changes) if self.changes else ruled


def checked(draft: Draft, answers: str) -> Scenario:
    """Return the scenario of a draft; what is wrong with it is said of the answers.

    Raises
    ------
    ScenarioError
        With every problem found.
    """
    try:
        return draft.scenario()
    except ScenarioError as error:  # the draft itself is nowhere to be looked at
        problems = [replace(problem, file=answers, line=0) for problem in error.problems]
        raise ScenarioError(problems) from None


def _panel(read: Answers, file: str, language: Language) -> Panel:
    if not read.respondents:
        raise RefusalError(say("panel_empty", language, file=file))
    title = {each: say("panel_title_default", each) for each in LANGUAGES}
    return Panel(
        title=Text(**title),
        made_up=read.made_up,
        rules=Rules(scale=read.questionnaire.scale),
        groups=read.groups,
        respondents=read.respondents,
    )


def _title(base: Text, language: Language) -> str:
    return say("panel_scenario_title", language, title=base(language))


Command = Callable[..., object]


def asks_panel(command: Command) -> Command:
    """Add what names the answers of a panel; the command takes it as `asked`."""

    @wraps(command)
    def answered(**given: Any) -> object:
        values = {field.name: given.pop(field.name) for field in fields(Asked)}
        return command(asked=Asked(**values), **given)

    known = click.Choice(tuple(RANDOM_INDEX_TABLES))
    options = [
        click.argument("answers", type=click.Path()),
        click.option("--base", type=click.Path(), help="help_panel_base"),
        click.option(
            "--scale",
            type=click.Choice(tuple(SCALES)),
            default="nine",
            show_default=True,
            help="help_panel_scale",
        ),
        click.option("--mapping", type=click.Path(), help="help_panel_mapping"),
        click.option("--changes", type=click.Path(), help="help_panel_changes"),
        click.option("--limit", type=RealRange(0, 1, min_open=True), help="help_panel_limit"),
        click.option("--random-index", type=known, help="help_panel_random_index"),
        click.option(
            "--over-limit", type=click.Choice(("keep", "leave_out")), help="help_panel_over_limit"
        ),
        click.option(
            "--aggregate",
            type=click.Choice(("judgements", "priorities")),
            help="help_panel_aggregate",
        ),
        click.option(
            "--mean", type=click.Choice(("geometric", "arithmetic")), help="help_panel_mean"
        ),
        click.option("--trim", type=click.IntRange(0, 100), help="help_panel_trim"),
        click.option(
            "--group-weight", "group_weights", multiple=True, help="help_panel_group_weight"
        ),
    ]
    result: Command = answered
    for option in reversed(options):
        result = option(result)
    return result
