"""What a panel in a scenario must mean, beyond its form: names defined, answers on the scale."""

from collections.abc import Collection, Iterator, Mapping

import numpy as np

from ganeum.document import Document, Steps
from ganeum.evidence_checks import placed_ids, repeated_ids, undefined
from ganeum.kernel import RANDOM_INDEX_TABLES
from ganeum.kernel.answers import connected_parts
from ganeum.panel_file import GOAL, SCALES, JudgementChange, NodeJudgements, Panel, Respondent
from ganeum.panel_weights import judged_matrices, node_voices
from ganeum.problems import Phrase, Problem, listed
from ganeum.scenario_file import ALL, ScenarioFile
from ganeum.scenario_reading import answered, nodes_of

CLOSE = 1e-6  # ratios of a file, written with six digits or as fractions, are the same within this


def check_panel(
    scenario: ScenarioFile, document: Document, sectors: list[str]
) -> Iterator[Problem]:
    """Yield everything that is wrong with the meaning of a scenario's panel."""
    panel = scenario.panel
    if panel is None:
        if scenario.weights.origin == "panel" and ("panel",) not in document.spoilt:
            yield document.problem(("weights", "from"), "panel_missing")
        return
    nodes = nodes_of(scenario)
    wrong = [*_rules(panel, document), *_groups(panel, document)]
    for number, respondent in enumerate(panel.respondents):
        at: Steps = ("panel", "respondents", number)
        wrong += _respondent(panel, document, at, respondent, nodes, sectors)
    yield from wrong or _use(scenario, panel, document, nodes, sectors)


def _rules(panel: Panel, document: Document) -> Iterator[Problem]:
    rules, at = panel.rules, ("panel", "rules")
    table = (*at, "random_index")
    yield from undefined(document, table, "table", [rules.random_index], RANDOM_INDEX_TABLES)
    if rules.mean == "arithmetic" and rules.aggregate == "judgements":
        yield document.problem((*at, "mean"), "panel_mean")
    if rules.trim and rules.aggregate == "priorities":
        yield document.problem((*at, "trim"), "panel_trim")


def _groups(panel: Panel, document: Document) -> Iterator[Problem]:
    at: Steps = ("panel", "groups")
    yield from repeated_ids(document, placed_ids(at, panel.groups))
    yield from repeated_ids(document, placed_ids(("panel", "respondents"), panel.respondents))
    if not sum(group.weight for group in panel.groups):
        yield document.problem(at, "weights_all_zero")
    asked = {respondent.group for respondent in panel.respondents}
    for number, group in enumerate(panel.groups):
        if group.id not in asked:
            yield document.problem((*at, number), "unused", what="group", id=group.id)


def _respondent(
    panel: Panel,
    document: Document,
    at: Steps,
    respondent: Respondent,
    nodes: Mapping[str, tuple[str, ...]],
    sectors: list[str],
) -> Iterator[Problem]:
    groups = [group.id for group in panel.groups]
    yield from undefined(document, (*at, "group"), "group", [respondent.group], groups)
    places = [*sectors, ALL]
    for sector, answers in respondent.judgements.items():
        here: Steps = (*at, "judgements", sector)
        yield from undefined(document, here, "sector", [sector], places)
        for node, rows in answers.items():
            there = (*here, node)
            yield from undefined(document, there, "node", [node], nodes)
            if node in nodes:
                yield from _answers(panel, document, there, rows, nodes[node])
    seen: set[tuple[str, str, frozenset[str]]] = set()
    for number, change in enumerate(respondent.changes):
        here = (*at, "changes", number)
        pair = (change.sector, change.node, frozenset((change.first, change.second)))
        if pair in seen:
            yield document.problem(here, "panel_change_twice", a=change.first, b=change.second)
        seen.add(pair)
        yield from _change(panel, document, here, respondent, change)


def _answers(
    panel: Panel, document: Document, at: Steps, rows: NodeJudgements, items: Collection[str]
) -> Iterator[Problem]:
    for a, row in rows.items():
        yield from undefined(document, (*at, a), "item", [a], items)
        for b, value in row.items():
            here = (*at, a, b)
            yield from undefined(document, here, "item", [b], items)
            other = rows.get(b, {}).get(a)
            if a == b:
                yield document.problem(here, "panel_self", a=a)
            elif other is not None and list(rows).index(a) > list(rows).index(b):
                yield document.problem(here, "panel_both_halves", a=a, b=b)
            yield from _on_scale(panel, document, here, value)


def _on_scale(panel: Panel, document: Document, at: Steps, value: float) -> Iterator[Problem]:
    steps = SCALES[panel.rules.scale]
    if not any(same(value, ratio) for step in steps for ratio in (step, 1 / step)):
        found = Phrase("found_value", {"value": f"{value:g}"})
        yield document.problem(at, "panel_off_scale", found=found, known=listed(steps))


def _change(
    panel: Panel, document: Document, at: Steps, respondent: Respondent, change: JudgementChange
) -> Iterator[Problem]:
    yield from _on_scale(panel, document, (*at, "to"), change.to)
    rows = respondent.judgements.get(change.sector, {}).get(change.node, {})
    given = rows.get(change.first, {}).get(change.second)
    turned = rows.get(change.second, {}).get(change.first)
    if given is None and turned:
        given = 1 / turned
    if given is None:
        names = {"sector": change.sector, "node": change.node, "a": change.first}
        yield document.problem(at, "panel_change_absent", **names, b=change.second)
    elif not same(given, change.before):
        found = {"actual": f"{given:g}", "expected": f"{change.before:g}"}
        yield document.problem((*at, "from"), "panel_change_from", **found)
    elif same(change.before, change.to):
        yield document.problem(at, "panel_change_nothing")


def same(one: float, other: float) -> bool:
    """Tell whether two judgements of a file mean the same ratio."""
    return abs(one - other) <= CLOSE * abs(other)


def _use(
    scenario: ScenarioFile,
    panel: Panel,
    document: Document,
    nodes: Mapping[str, tuple[str, ...]],
    sectors: list[str],
) -> Iterator[Problem]:
    """Yield where judgements that are well formed do not settle the weights that need them."""
    apart = list(_apart(panel, document, nodes, sectors))
    yield from apart
    own = {*scenario.weights.plain, *scenario.weights.judgements}
    for sector in () if apart else sectors:
        asked = set(answered(scenario, sector))
        if scenario.weights.origin != "panel" or sector in own:
            asked.discard(GOAL)
        elif scenario.evidence is None:
            asked.add(GOAL)
        for node in sorted(asked):
            if not any(voice.share for voice in node_voices(scenario, sector, node)):
                at: Steps = ("panel", "respondents")
                yield document.problem(at, "panel_nobody", sector=sector, node=node)


def _apart(
    panel: Panel, document: Document, nodes: Mapping[str, tuple[str, ...]], sectors: list[str]
) -> Iterator[Problem]:
    """Yield the judgements of respondents that do not connect what is compared."""
    for number, respondent in enumerate(panel.respondents):
        given = respondent.judgements
        for sector, node in _where(respondent, sectors):
            items = nodes[node]
            matrix = judged_matrices(respondent, sector, node, items)[0]
            gaps = int(np.isnan(matrix).sum())
            parts = connected_parts(matrix) if 0 < gaps < matrix.size - len(items) else ()
            if len(parts) > 1:
                place = sector if node in given.get(sector, {}) else ALL
                yield document.problem(
                    ("panel", "respondents", number, "judgements", place, node),
                    "panel_disconnected",
                    respondent=respondent.id,
                    sector=place,
                    node=node,
                    parts=" | ".join(listed(items[k] for k in part) for part in parts),
                )


def _where(respondent: Respondent, sectors: list[str]) -> list[tuple[str, str]]:
    """Return the sectors and nodes for which a respondent's judgements are used, each once."""
    given = respondent.judgements
    own = [(sector, node) for sector in sectors for node in given.get(sector, {})]
    # what is said of all is used as it stands in sectors that say nothing themselves
    for node in given.get(ALL, {}):
        own += [(sector, node) for sector in sectors if (sector, node) not in own][:1]
    return own
