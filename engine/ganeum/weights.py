"""Weights of a sector: from evidence, from judgements, from a panel, or as given."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from ganeum.evidence import THEMES, Call, calls, intensities, theme_ids
from ganeum.evidence_file import EvidenceFile
from ganeum.kernel import (
    IncompletePriorities,
    Priorities,
    aggregate_judgements,
    priorities,
    saaty_judgements,
)
from ganeum.kernel.inputs import Floats
from ganeum.loading import Scenario
from ganeum.panel_file import GOAL
from ganeum.panel_weights import NodeWeights, node_weights
from ganeum.scenario_file import ALL, Crosswalk
from ganeum.scenario_reading import Local, answered


@dataclass(frozen=True, slots=True)
class GroupView:
    """What one source group says in a sector.

    Attributes
    ----------
    group : its id.
    share : its weight among the groups that speak, summing to 1 over them; 0 for one without needs.
    calls : its needs.
    intensities : (n,) how strongly it calls for each criterion, after the crosswalk.
    judgements : (n, n) the same as judgements on Saaty's scale.
    """

    group: str
    share: float
    calls: tuple[Call, ...]
    intensities: Floats
    judgements: Floats

    def own_weights(self, method: str) -> Floats:
        """Return the priorities (n,) of this group alone, by a method of `kernel.priorities`."""
        return priorities(self.judgements, method).priorities


@dataclass(frozen=True, slots=True)
class SectorWeights:
    """The weights of a sector and where they come from.

    Attributes
    ----------
    criteria : ids of the top-level criteria (of all themes in the view `themes`).
    values : (n,) weights, summing to 1.
    origin : "evidence", "judgements", "panel" or "plain".
    priorities : the priorities with their consistency; None for plain weights, and where a panel's
        priorities are put together, which have no matrix of their own.
    judgements : (n, n) the matrix behind them; None where there are no such priorities.
    groups : what each source group says; empty unless the origin is evidence.
    factors : what the weights were multiplied by afterwards, where that is not 1.
    panel : what a panel says under each node that counts here; the top-level criteria stand under
        "goal" where the origin is the panel.
    """

    criteria: tuple[str, ...]
    values: Floats
    origin: str
    priorities: Priorities | IncompletePriorities | None = None
    judgements: Floats | None = None
    groups: tuple[GroupView, ...] = ()
    factors: Mapping[str, float] = field(default_factory=dict[str, float])
    panel: Mapping[str, NodeWeights] = field(default_factory=dict[str, NodeWeights])

    @property
    def silent_groups(self) -> tuple[str, ...]:
        """The groups with no need in the sector; their weight is shared among the others."""
        return tuple(view.group for view in self.groups if not view.calls)

    @property
    def local(self) -> Local:
        """What the panel says of sub-criteria and of alternatives, by the criterion above them."""
        return {node: found.by_item() for node, found in self.panel.items() if node != GOAL}

    def by_criterion(self) -> dict[str, float]:
        """Return the weights by criterion."""
        return dict(zip(self.criteria, self.values.tolist(), strict=True))


def sector_weights(
    scenario: Scenario,
    sector: str,
    crosswalk: str,
    without: Collection[str] = (),
    unheard: Collection[str] = (),
) -> SectorWeights:
    """Return the weights of a sector under a named crosswalk, or of all themes.

    Weights that the scenario gives for the sector come before its judgements, and both before the
    evidence or the panel; a sector that the panel was not asked about has them from the evidence.
    Factors multiply the result, which is then scaled to sum 1 again. `without` names statements
    that are left out of the evidence, `unheard` respondents of the panel who are left out.

    Raises
    ------
    ValueError
        If the respondents who are heard do not settle the weights.
    """
    weights = scenario.model.weights
    criteria = [criterion.id for criterion in scenario.model.criteria]
    plain = weights.plain.get(sector)
    judged = weights.judgements.get(sector)
    if plain is None and judged is None:
        plain = weights.plain.get(ALL) if weights.origin == "plain" else None
        judged = weights.judgements.get(ALL) if weights.origin == "judgements" else None
    if crosswalk == THEMES and scenario.evidence is not None:
        return _from_evidence(scenario, scenario.evidence.model, sector, None, without)
    panel = _panel(scenario, sector, unheard)
    goal = panel.pop(GOAL, None)
    if plain is not None:
        found = SectorWeights(tuple(criteria), _plain(plain, criteria), "plain")
    elif judged is not None:
        matrix = judgement_matrix(judged, criteria)
        found = _from_matrix(scenario, criteria, matrix, "judgements", ())
    elif weights.origin == "panel" and goal is not None:
        panel[GOAL] = goal
        matrix = None if goal.found is None else goal.found.completed
        found = SectorWeights(goal.items, goal.values, "panel", goal.found, matrix)
    else:
        assert scenario.evidence is not None  # noqa: S101 - the loader refuses a scenario without
        chosen = scenario.model.crosswalks[crosswalk]
        found = _from_evidence(scenario, scenario.evidence.model, sector, chosen, without)
    found = replace(found, panel=panel)
    return _with_factors(found, {**weights.factors.get(ALL, {}), **weights.factors.get(sector, {})})


def _panel(scenario: Scenario, sector: str, unheard: Collection[str]) -> dict[str, NodeWeights]:
    """Return what the panel says under each node that it judged."""
    found: dict[str, NodeWeights] = {}
    for node in sorted(answered(scenario.model, sector)):
        together = node_weights(scenario.model, sector, node, unheard)
        if together is None:
            raise ValueError(f"nobody is heard under {node} in {sector}")
        found[node] = together
    return found


def _plain(values: Mapping[str, float], criteria: Sequence[str]) -> Floats:
    given = np.array([values[criterion] for criterion in criteria], dtype=np.float64)
    return given / given.sum()


def judgement_matrix(rows: Mapping[str, Mapping[str, float]], criteria: Sequence[str]) -> Floats:
    """Return the reciprocal matrix of judgements of which one half may be left out."""
    n = len(criteria)
    matrix = np.ones((n, n))
    for i, a in enumerate(criteria):
        for j in range(i + 1, n):
            b = criteria[j]
            forward = rows.get(a, {}).get(b)
            ratio = forward if forward is not None else 1 / rows[b][a]
            matrix[i, j], matrix[j, i] = ratio, 1 / ratio
    return matrix


def _from_evidence(
    scenario: Scenario,
    evidence: EvidenceFile,
    sector: str,
    crosswalk: Crosswalk | None,
    without: Collection[str],
) -> SectorWeights:
    options = scenario.model.weights
    criteria = (
        theme_ids(evidence, areas_only=False)
        if crosswalk is None
        else [criterion.id for criterion in scenario.model.criteria]
    )
    found = {
        group.id: tuple(
            call for call in calls(evidence, sector, group) if call.statement.id not in without
        )
        for group in evidence.groups
        if group.demand
    }
    wanted = {group: options.groups.get(group, 1.0) if options.groups else 1.0 for group in found}
    total = sum(wanted[group] for group in found if found[group])
    views: list[GroupView] = []
    for group, needs in found.items():
        strengths = intensities(needs, crosswalk, criteria)
        share = wanted[group] / total if needs and total else 0.0
        judgements = saaty_judgements(strengths, options.offset)
        views.append(GroupView(group, share, needs, strengths, judgements))
    matrix = np.ones((len(criteria), len(criteria)))  # where nobody is heard
    if total:
        shares = [view.share for view in views]
        matrix = aggregate_judgements(np.array([view.judgements for view in views]), shares)
    return _from_matrix(scenario, criteria, matrix, "evidence", tuple(views))


def _from_matrix(
    scenario: Scenario,
    criteria: Sequence[str],
    matrix: Floats,
    origin: str,
    groups: tuple[GroupView, ...],
) -> SectorWeights:
    found = priorities(matrix, scenario.model.methods.ahp.priorities)
    return SectorWeights(tuple(criteria), found.priorities, origin, found, matrix, groups)


def _with_factors(weights: SectorWeights, factors: Mapping[str, float]) -> SectorWeights:
    factors = {name: factor for name, factor in factors.items() if factor != 1}
    if not factors:
        return weights
    scaled = weights.values * [factors.get(criterion, 1.0) for criterion in weights.criteria]
    return replace(weights, values=scaled / scaled.sum(), factors=factors)
