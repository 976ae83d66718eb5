"""A panel's judgements put together by its rules: per sector and node, from answers to weights."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from ganeum.kernel import (
    GroupJudgements,
    IncompletePriorities,
    aggregate_priorities,
    group_judgements,
    incomplete_priorities,
)
from ganeum.kernel.inputs import Floats, read_only
from ganeum.panel_file import JudgementChange, NodeJudgements, Panel, Respondent, Rules
from ganeum.scenario_file import ALL, ScenarioFile
from ganeum.scenario_reading import nodes_of

REMEMBERED = 20_000  # matrices whose priorities are kept, so that nothing is computed twice


@dataclass(frozen=True, slots=True, eq=False)
class Voice:
    """What one respondent says under a node.

    Attributes
    ----------
    respondent, group : ids.
    original : (n, n) judgements as first given; NaN where a pair was not answered.
    judgements : (n, n) the same with the changes accepted since.
    changes : these changes.
    own : priorities and consistency of `judgements`.
    weight : the respondent's within his group.
    left_out : whether the rules leave them out, since their ratio is over the limit.
    share : of the whole, summing to 1 over those who are kept.
    """

    respondent: str
    group: str
    original: Floats
    judgements: Floats
    changes: tuple[JudgementChange, ...]
    own: IncompletePriorities
    weight: float
    left_out: bool
    share: float


@dataclass(frozen=True, slots=True, eq=False)
class NodeWeights:
    """What a panel says under one node of a sector.

    Attributes
    ----------
    sector, node : where.
    items : (n,) ids of what is compared.
    rules : by which the voices are put together.
    voices : those who answered, group by group; those left out with share 0.
    values : (n,) weights of the items, summing to 1.
    together : the judgements of all, cell by cell; trimmed as the rules say.
    found : priorities and consistency of these; None where priorities are put together instead.
    """

    sector: str
    node: str
    items: tuple[str, ...]
    rules: Rules
    voices: tuple[Voice, ...]
    values: Floats
    together: GroupJudgements
    found: IncompletePriorities | None

    @property
    def kept(self) -> tuple[Voice, ...]:
        """Those who have a say."""
        return tuple(voice for voice in self.voices if voice.share > 0)

    def by_item(self) -> dict[str, float]:
        """Return the weights by item."""
        return dict(zip(self.items, self.values.tolist(), strict=True))


def node_weights(
    scenario: ScenarioFile,
    sector: str,
    node: str,
    without: Collection[str] = (),
    rules: Rules | None = None,
) -> NodeWeights | None:
    """Return what the panel says under a node, None where nobody has a say.

    Parameters
    ----------
    scenario : ScenarioFile
        With a panel.
    sector : str
    node : str
        As `nodes_of` names it.
    without : collection of ids
        Respondents who are not heard.
    rules : Rules, optional
        Other rules than the panel's.

    Raises
    ------
    ValueError
        If somebody's judgements do not connect the items.
    """
    panel, items = _panel(scenario), nodes_of(scenario)[node]
    rules = rules or panel.rules
    found = node_voices(scenario, sector, node, without, rules)
    method = scenario.methods.ahp.priorities
    return put_together(panel, sector, node, items, found, method, rules)


def node_voices(
    scenario: ScenarioFile,
    sector: str,
    node: str,
    without: Collection[str] = (),
    rules: Rules | None = None,
) -> tuple[Voice, ...]:
    """Return what each respondent who answered says under a node, with his share of the whole.

    Parameters and exceptions are those of `node_weights`.
    """
    panel, items = _panel(scenario), nodes_of(scenario)[node]
    rules, method = rules or panel.rules, scenario.methods.ahp.priorities
    groups = group_weights(panel)
    # group by group: of equal answers at an end it may then not matter who stands first in a file
    places = {group: place for place, group in enumerate(groups)}
    heard: list[Voice] = []
    for respondent in sorted(panel.respondents, key=lambda each: places[each.group]):
        if respondent.id in without:
            continue
        original, judged, changes = judged_matrices(respondent, sector, node, items)
        if np.isnan(original).sum() == original.size - len(items):
            continue
        own = own_priorities(judged, method, rules.random_index)
        over = own.consistency_ratio > rules.consistency_limit
        heard.append(
            Voice(
                respondent=respondent.id,
                group=respondent.group,
                original=original,
                judgements=judged,
                changes=changes,
                own=own,
                weight=respondent.weight,
                left_out=over and rules.over_limit == "leave_out",
                share=0.0,
            )
        )
    shares = _shares(groups, heard)
    return tuple(replace(v, share=share) for v, share in zip(heard, shares, strict=True))


def _panel(scenario: ScenarioFile) -> Panel:
    assert scenario.panel is not None  # noqa: S101 - who asks has looked
    return scenario.panel


def group_weights(panel: Panel) -> dict[str, float]:
    """Return the weights of a panel's groups by id."""
    return {group.id: group.weight for group in panel.groups}


def _shares(groups: Mapping[str, float], heard: Sequence[Voice]) -> list[float]:
    """Return shares of the whole: each group's weight goes to those of it who are heard."""
    weights = [0.0 if voice.left_out else voice.weight for voice in heard]
    totals = dict.fromkeys(groups, 0.0)
    for voice, weight in zip(heard, weights, strict=True):
        totals[voice.group] += weight
    whole = sum(groups[group] for group, total in totals.items() if total)
    return [
        groups[voice.group] * weight / totals[voice.group] / whole if weight and whole else 0.0
        for voice, weight in zip(heard, weights, strict=True)
    ]


def put_together(
    panel: Panel,
    sector: str,
    node: str,
    items: Sequence[str],
    found: Sequence[Voice],
    method: str,
    rules: Rules,
) -> NodeWeights | None:
    """Return the weights that voices give by some rules, None where nobody has a say."""
    kept = [voice for voice in found if voice.share > 0]
    if not kept:
        return None
    groups = group_weights(panel)
    together = group_judgements(
        [voice.judgements for voice in kept],
        [voice.weight for voice in kept],
        rules.trim,
        [list(groups).index(voice.group) for voice in kept],
        list(groups.values()),
    )
    whole = None
    if rules.aggregate == "judgements":
        whole = own_priorities(together.judgements, method, rules.random_index)
        values = whole.priorities
    else:
        rows, shares = [v.own.priorities for v in kept], [v.share for v in kept]
        values = aggregate_priorities(rows, shares, rules.mean)
    return NodeWeights(sector, node, tuple(items), rules, tuple(found), values, together, whole)


def judged_matrices(
    respondent: Respondent, sector: str, node: str, items: Sequence[str]
) -> tuple[Floats, Floats, tuple[JudgementChange, ...]]:
    """Return a respondent's judgements (n, n) as given and as changed since, and the changes.

    What he says of a pair for the sector comes before what he says for all; NaN where nothing.
    """
    original, judged = np.full((2, len(items), len(items)), np.nan)
    for matrix in (original, judged):
        np.fill_diagonal(matrix, 1.0)
    made: dict[frozenset[str], JudgementChange] = {}
    for key in dict.fromkeys((ALL, sector)):
        rows = respondent.judgements.get(key, {}).get(node, {})
        for matrix in (original, judged):
            _fill(matrix, rows, items)
        for a, row in rows.items():
            for b in row:
                made.pop(frozenset((a, b)), None)  # the sector's own answer comes before it
        for change in respondent.changes:
            if (change.sector, change.node) == (key, node):
                _fill(judged, {change.first: {change.second: change.to}}, items)
                made[frozenset((change.first, change.second))] = change
    return read_only(original), read_only(judged), tuple(made.values())


def _fill(matrix: Floats, rows: NodeJudgements, items: Sequence[str]) -> None:
    place = {item: k for k, item in enumerate(items)}
    for a, row in rows.items():
        for b, value in row.items():
            i, j = place[a], place[b]
            matrix[i, j], matrix[j, i] = value, 1 / value


def own_priorities(matrix: Floats, method: str, table: str) -> IncompletePriorities:
    """Return the priorities of judgements, from memory where they were asked for before.

    Raises
    ------
    ValueError
        If the judgements do not connect the items.
    """
    return _remembered(np.ascontiguousarray(matrix).tobytes(), len(matrix), method, table)


@lru_cache(REMEMBERED)
def _remembered(data: bytes, n: int, method: str, table: str) -> IncompletePriorities:
    return incomplete_priorities(np.frombuffer(data).reshape(n, n), method, table)
