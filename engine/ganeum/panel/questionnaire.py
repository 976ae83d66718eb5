"""What a panel is asked: the pairs of every node of a scenario, in the order of the form."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Literal

from ganeum.fields import Text
from ganeum.loading import Scenario
from ganeum.panel_file import GOAL, PanelGroup
from ganeum.scenario_file import ALL, Criterion
from ganeum.scenario_reading import ALL_NAME, nodes_of, sectors_of
from ganeum.words import say

Scale = Literal["nine", "five"]
MOST_ITEMS = 40  # 780 pairs
CUSTOMARY_GROUPS = ("association", "expert", "official")


@dataclass(frozen=True, slots=True)
class Item:
    """What is compared: a criterion or an alternative."""

    id: str
    name: Text


@dataclass(frozen=True, slots=True)
class Question:
    """One pair of a node; `number` counts through the whole questionnaire from 1."""

    number: int
    sector: str
    node: str
    first: Item
    second: Item


@dataclass(frozen=True, slots=True)
class Node:
    """Things that are compared pairwise, in one sector or in all at once.

    Attributes
    ----------
    sector : id of the sector; `all` where it is asked once for all of them.
    node : `goal`, or the id of the criterion whose sub-criteria or alternatives are compared.
    criterion : the name of that criterion; None for `goal`.
    alternatives : whether alternatives are compared.
    items : in the scenario's order, two at least.
    """

    sector: str
    node: str
    criterion: Text | None
    alternatives: bool
    items: tuple[Item, ...]

    @property
    def pairs(self) -> list[tuple[Item, Item]]:
        """Every pair once, the earlier item first."""
        return list(combinations(self.items, 2))


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """What is asked.

    Attributes
    ----------
    scenario, digest : of the scenario that it asks about.
    title : the scenario's.
    scale : whether the steps between are offered.
    sectors : the names of the sectors asked about, by id.
    nodes : in the order of the form.
    groups : which a respondent can belong to.
    """

    scenario: str
    digest: str
    title: Text
    scale: Scale
    sectors: Mapping[str, Text]
    nodes: tuple[Node, ...]
    groups: tuple[PanelGroup, ...]

    @property
    def questions(self) -> Iterator[Question]:
        """Every question, numbered from 1."""
        pairs = ((node, pair) for node in self.nodes for pair in node.pairs)
        for number, (node, pair) in enumerate(pairs, start=1):
            yield Question(number, node.sector, node.node, *pair)


def questionnaire_of(
    scenario: Scenario,
    *,
    scale: Scale = "nine",
    sectors: Sequence[str] | None = None,
    nodes: Sequence[str] | None = None,
) -> Questionnaire:
    """Return the questionnaire of a scenario.

    Parameters
    ----------
    scenario : Scenario
        Names what is compared, and the groups if it has a panel; else they are associations,
        experts and officials.
    scale : {"nine", "five"}
        1 to 9 towards either side, or only 1, 3, 5, 7, 9.
    sectors : sequence of str, optional
        Ids; `all` asks once for all of them. Each sector of the scenario unless given.
    nodes : sequence of str, optional
        Names of `possible_nodes`. The criteria and their sub-criteria unless given.

    Raises
    ------
    ValueError
        If a sector or node is unknown.
    """
    possible = possible_nodes(scenario)
    judged = [name for name, node in possible.items() if not node.alternatives]
    chosen = set(judged if nodes is None else nodes)
    ordered = [name for name in possible if name in chosen] + sorted(chosen - possible.keys())
    asked = dict.fromkeys(sectors or own_sectors(scenario))
    return questionnaire_with(scenario, scale, [(each, name) for each in asked for name in ordered])


def questionnaire_with(
    scenario: Scenario, scale: Scale, keys: Iterable[tuple[str, str]]
) -> Questionnaire:
    """Return the questionnaire of a scenario with certain nodes, each with its sector.

    Raises
    ------
    ValueError
        If a sector or node is unknown.
    """
    known = possible_sectors(scenario)
    possible = possible_nodes(scenario)
    nodes: list[Node] = []
    for sector, name in keys:
        if sector not in known or name not in possible:
            what, names = ("node", possible) if sector in known else ("sector", known)
            raise ValueError(
                f"{what} {name if sector in known else sector!r} is none of {', '.join(names)}"
            )
        nodes.append(replace(possible[name], sector=sector))
    panel = scenario.model.panel
    return Questionnaire(
        scenario=scenario.model.id,
        digest=scenario.digest,
        title=scenario.model.title,
        scale=scale,
        sectors={node.sector: known[node.sector] for node in nodes},
        nodes=tuple(nodes),
        groups=panel.groups if panel else customary_groups(),
    )


def own_sectors(scenario: Scenario) -> Mapping[str, Text]:
    """Return the names of a scenario's sectors by id."""
    return sectors_of(scenario.model, scenario.evidence.model if scenario.evidence else None)


def possible_sectors(scenario: Scenario) -> dict[str, Text]:
    """Return the names of the sectors that can be asked about, `all` among them, by id."""
    own = own_sectors(scenario)
    return {**own, ALL: own.get(ALL, ALL_NAME)}


def possible_nodes(scenario: Scenario) -> dict[str, Node]:
    """Return every node that can be asked by its name, as asked for all sectors at once.

    The criteria come first, then sub-criteria, then the alternatives under each leaf; where there
    are more than `MOST_ITEMS` nobody could compare all of them pairwise.
    """
    model = scenario.model
    criteria = {each.id: each for each in _every(model.criteria)}
    names = {each.id: each.name for each in (*criteria.values(), *model.alternatives)}
    nodes = [
        Node(
            sector=ALL,
            node=name,
            criterion=criteria[name].name if name in criteria else None,
            alternatives=name != GOAL and not criteria[name].criteria,
            items=tuple(Item(item, names[item]) for item in items),
        )
        for name, items in nodes_of(model).items()
    ]
    return {
        node.node: node
        for node in sorted(nodes, key=lambda node: node.alternatives)
        if 1 < len(node.items) <= MOST_ITEMS
    }


def customary_groups() -> tuple[PanelGroup, ...]:
    """Return the groups that answer where a scenario names none."""
    return tuple(
        PanelGroup(id=name, name=Text(ko=say(key, "ko"), en=say(key, "en")))
        for name in CUSTOMARY_GROUPS
        for key in (f"panel_group_{name}",)
    )


def _every(criteria: Sequence[Criterion]) -> Iterator[Criterion]:
    for criterion in criteria:
        yield criterion
        yield from _every(criterion.criteria)
