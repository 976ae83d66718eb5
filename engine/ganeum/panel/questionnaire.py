"""What a panel is asked: the pairs of every node of a scenario, in the order of the form."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal, get_args

from ganeum.fields import Text
from ganeum.loading import Scenario
from ganeum.scenario_file import ALL, Criterion
from ganeum.scenario_reading import ALL_NAME, leaves, sectors_of
from ganeum.words import LANGUAGES, say

GOAL = "goal"  # the node that compares the criteria at the top
Scale = Literal["nine", "five"]
SCALES: tuple[Scale, ...] = get_args(Scale)
INTENSITIES: Mapping[Scale, tuple[int, ...]] = {
    "nine": (1, 2, 3, 4, 5, 6, 7, 8, 9),
    "five": (1, 3, 5, 7, 9),
}
CUSTOMARY_GROUPS = ("association", "expert", "official")


@dataclass(frozen=True, slots=True)
class Item:
    """What is compared: a criterion or an alternative."""

    id: str
    name: Text


@dataclass(frozen=True, slots=True)
class Group:
    """A group of respondents."""

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
    groups: tuple[Group, ...]

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
    groups: Sequence[Group] | None = None,
) -> Questionnaire:
    """Return the questionnaire of a scenario.

    Parameters
    ----------
    scenario : Scenario
        Names what is compared.
    scale : {"nine", "five"}
        1 to 9 towards either side, or only 1, 3, 5, 7, 9.
    sectors : sequence of str, optional
        Ids; `all` asks once for all of them. Each sector of the scenario unless given.
    nodes : sequence of str, optional
        Names of `possible_nodes`. The criteria and their sub-criteria unless given.
    groups : sequence of Group, optional
        Associations, experts and officials unless given.

    Raises
    ------
    ValueError
        If a sector or node is unknown.
    """
    named = sectors_of(scenario.model, scenario.evidence.model if scenario.evidence else None)
    known = {**named, ALL: named.get(ALL, ALL_NAME)}
    possible = possible_nodes(scenario)
    judged = [name for name, node in possible.items() if not node.alternatives]
    asked = [_known("sector", name, known) for name in dict.fromkeys(sectors or named)]
    chosen = {_known("node", name, possible) for name in (judged if nodes is None else nodes)}
    return Questionnaire(
        scenario=scenario.model.id,
        digest=scenario.digest,
        title=scenario.model.title,
        scale=scale,
        sectors={name: known[name] for name in asked},
        nodes=tuple(
            Node(sector, name, node.criterion, node.alternatives, node.items)
            for sector in asked
            for name, node in possible.items()
            if name in chosen
        ),
        groups=customary_groups() if groups is None else tuple(groups),
    )


def possible_nodes(scenario: Scenario) -> dict[str, Node]:
    """Return every node of a scenario with two items or more by its name, as asked for all sectors.

    The criteria come first, then sub-criteria, then the alternatives under each leaf.
    """
    model = scenario.model
    nodes = [Node(ALL, GOAL, None, alternatives=False, items=_items(model.criteria))]
    nodes += [
        Node(ALL, parent.id, parent.name, alternatives=False, items=_items(parent.criteria))
        for parent in _parents(model.criteria)
    ]
    rivals = tuple(Item(alternative.id, alternative.name) for alternative in model.alternatives)
    nodes += [
        Node(ALL, leaf.criterion.id, leaf.criterion.name, alternatives=True, items=rivals)
        for leaf in leaves(model.criteria)
    ]
    return {node.node: node for node in nodes if len(node.items) > 1}


def customary_groups() -> tuple[Group, ...]:
    """Return the groups that answer where a scenario names none."""
    return tuple(
        Group(name, Text(**{language: say(f"panel_group_{name}", language) for language in LANGUAGES}))
        for name in CUSTOMARY_GROUPS
    )


def _known(what: str, name: str, known: Mapping[str, object]) -> str:
    if name not in known:
        raise ValueError(f"{what} {name!r} is none of {', '.join(known)}")
    return name


def _items(criteria: Sequence[Criterion]) -> tuple[Item, ...]:
    return tuple(Item(criterion.id, criterion.name) for criterion in criteria)


def _parents(criteria: Sequence[Criterion]) -> Iterator[Criterion]:
    for criterion in criteria:
        if criterion.criteria:
            yield criterion
        yield from _parents(criterion.criteria)
