"""What a panel says together: with and without trimming, how far it agrees, and who carries it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from ganeum.analysis import Analysis
from ganeum.kernel import Clusters, Consensus, clusters
from ganeum.kernel.inputs import Floats, read_only
from ganeum.panel.agreement import Agreement, agreement
from ganeum.panel_file import Rules
from ganeum.panel_weights import NodeWeights, Voice, put_together
from ganeum.ranking import Method
from ganeum.sensitivity.examined import examined
from ganeum.sensitivity.influence import Influence, influence

LEAST_TRIM = 1  # shown beside the untrimmed weights where the rules trim nothing


@dataclass(frozen=True, slots=True, eq=False)
class NodeView:
    """What a panel says under one node of a sector.

    Attributes
    ----------
    sector, node : where.
    items : (n,) ids of what is compared.
    found : the weights by the panel's rules, with everybody's voice.
    untrimmed, trimmed : (n,) weights without trimming and with `trim` judgements left out at each
        end of each pair, everything else by the rules with judgements put together.
    trim : how many.
    by_group : (n,) weights of each group alone, by its id.
    respondents : (r,) who is kept.
    own : (r, n) their own weights.
    agreement : how far these agree.
    by_group_consensus : consensus within each group of two or more.
    spread : (n, 5) least, quartiles and most of the own weights.
    clusters : respondents who think alike, in the order of `respondents`.
    """

    sector: str
    node: str
    items: tuple[str, ...]
    found: NodeWeights
    untrimmed: Floats
    trimmed: Floats
    trim: int
    by_group: Mapping[str, Floats]
    respondents: tuple[str, ...]
    own: Floats
    agreement: Agreement
    by_group_consensus: Mapping[str, Consensus]
    spread: Floats
    clusters: Clusters


@dataclass(frozen=True, slots=True)
class GroupView:
    """What a panel says in one sector.

    Attributes
    ----------
    sector : its id.
    nodes : what it says, node by node.
    influence : what leaving out each respondent and each group does, by method.
    """

    sector: str
    nodes: tuple[NodeView, ...]
    influence: Mapping[Method, tuple[Influence, ...]]


def group_view(analysis: Analysis, sector: str, trim: int | None = None) -> GroupView:
    """Return what the panel of a scenario says together in a sector.

    Parameters
    ----------
    analysis : Analysis
        Of a scenario with a panel.
    sector : str
    trim : int, optional
        How many judgements are left out at each end in the trimmed weights; the rules' number if
        left out, or 1 where the rules trim nothing.

    Returns
    -------
    GroupView
        Without nodes where nothing comes from a panel.

    Raises
    ------
    KeyError
        If the analysis has no such sector.
    """
    found = analysis[sector].weights.panel
    rules = analysis.scenario.model.panel.rules if analysis.scenario.model.panel else Rules()
    chosen = (rules.trim or LEAST_TRIM) if trim is None else trim
    return GroupView(
        sector=sector,
        nodes=tuple(_node_view(analysis, node, chosen) for node in found.values()),
        influence={
            method: tuple(
                case
                for case in influence(examined(analysis, sector, method))
                if case.kind in ("respondent", "panel_group")
            )
            for method in analysis.methods
        }
        if found
        else {},
    )


def _node_view(analysis: Analysis, found: NodeWeights, trim: int) -> NodeView:
    kept = found.kept
    own = np.array([voice.own.priorities for voice in kept])
    alone = groups_alone(analysis, found)
    judged = found.rules.model_copy(
        update={"aggregate": "judgements", "mean": "geometric", "trim": 0}
    )
    trimmed = judged.model_copy(update={"trim": trim})
    return NodeView(
        sector=found.sector,
        node=found.node,
        items=found.items,
        found=found,
        untrimmed=_together(analysis, found, kept, judged).values,
        trimmed=_together(analysis, found, kept, trimmed).values,
        trim=trim,
        by_group={name: each.values for name, each in alone.items()},
        respondents=tuple(voice.respondent for voice in kept),
        own=read_only(own),
        agreement=agreement(found),
        by_group_consensus={
            name: agreement(each).consensus for name, each in alone.items() if len(each.kept) > 1
        },
        spread=read_only(np.quantile(own, (0, 0.25, 0.5, 0.75, 1), axis=0).T),
        clusters=clusters(own),
    )


def groups_alone(analysis: Analysis, found: NodeWeights) -> dict[str, NodeWeights]:
    """Return what each group of a panel says by itself under a node, by its id."""
    groups = dict.fromkeys(voice.group for voice in found.kept)
    return {
        name: _together(analysis, found, [v for v in found.kept if v.group == name], found.rules)
        for name in groups
    }


def _together(
    analysis: Analysis, found: NodeWeights, voices: Sequence[Voice], rules: Rules
) -> NodeWeights:
    """Return what some voices alone say by some rules."""
    model = analysis.scenario.model
    assert model.panel is not None  # noqa: S101 - the voices come from it
    method = model.methods.ahp.priorities
    where = found.sector, found.node, found.items
    together = put_together(model.panel, *where, voices, method, rules)
    assert together is not None  # noqa: S101 - everybody here has a share
    return together
