"""What is called how in reports on a panel."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from ganeum.analysis import Analysis
from ganeum.panel_file import GOAL, spelled
from ganeum.report.ranking_report import alternative_names, criterion_names
from ganeum.scenario_file import ALL
from ganeum.scenario_reading import ALL_NAME
from ganeum.words import Language, say


@dataclass(frozen=True, slots=True)
class PanelNames:
    """Names of sectors, nodes, groups and of what is compared, in one language.

    Attributes
    ----------
    items, sectors, groups : by id.
    alternatives : the ids of what is ranked, which is better or worse, not more or less important.
    """

    language: Language
    items: Mapping[str, str]
    sectors: Mapping[str, str]
    groups: Mapping[str, str]
    alternatives: Collection[str]

    def node(self, node: str) -> str:
        """Return what is compared under a node."""
        if node == GOAL:
            return say("panel_node_goal", self.language)
        return say("panel_node_under", self.language, name=self.items[node])

    def place(self, sector: str, node: str) -> str:
        """Return a sector and a node; the node only where it is not the top-level criteria."""
        if node == GOAL:
            return self.sectors[sector]
        return f"{self.sectors[sector]} · {self.node(node)}"

    def judgement(self, first: str, second: str, value: float) -> str:
        """Return a judgement as a form has it: both items, and the value between."""
        return f"{self.items[first]} : {self.items[second]} = {spelled(value)}"


def panel_names(analysis: Analysis, language: Language) -> PanelNames:
    """Return the names in a scenario with a panel."""
    panel = analysis.scenario.model.panel
    names = {**alternative_names(analysis), **criterion_names(analysis)}
    return PanelNames(
        language=language,
        items={key: name(language) for key, name in names.items()},
        sectors={
            ALL: ALL_NAME(language),
            **{key: sector.name(language) for key, sector in analysis.items()},
        },
        groups={group.id: group.name(language) for group in (panel.groups if panel else ())},
        alternatives=frozenset(alternative_names(analysis)),
    )
