"""A panel's judgements in arrays, so that many panels drawn from it are put together at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np
import numpy.typing as npt

from ganeum.analysis import Analysis
from ganeum.kernel.incomplete_priorities import gap_solutions
from ganeum.kernel.inputs import Floats, read_only
from ganeum.kernel.squaring import priorities_of_logs
from ganeum.panel_file import GOAL, Rules
from ganeum.panel_weights import NodeWeights

Counts = npt.NDArray[np.generic]
Flags = npt.NDArray[np.bool_]
AT_ONCE = 2048  # draws whose judgements are worked on together, to stay in the processor's cache


@dataclass(frozen=True, slots=True, eq=False)
class NodeArrays:
    """What is said under one node.

    Attributes
    ----------
    judgements : (r, n, n) logarithms; 0 where nothing was answered, or is not kept.
    answered : (r, n, n) which are answered, by those who are kept.
    own : (r, n) priorities of each respondent; uniform where he has no say.
    present : (n,) the weights as they are.
    """

    judgements: Floats
    answered: Flags
    own: Floats
    present: Floats

    @property
    def heard(self) -> Flags:
        """Who has a say (r,)."""
        return self.answered[:, 0, 0]

    def of(self, order: Sequence[int]) -> "NodeArrays":
        """Return the same of some respondents in an order."""
        rows = list(order)
        return NodeArrays(self.judgements[rows], self.answered[rows], self.own[rows], self.present)


@dataclass(frozen=True, slots=True, eq=False)
class PanelArrays:
    """A sector's panel, respondents in the order of their groups.

    Attributes
    ----------
    respondents : (r,) ids of those who have a say under some node.
    groups : (g,) ids of the groups.
    spans : the respondents of each group.
    weights : (r,) of the respondents within their groups.
    group_weights : (g,).
    nodes : what is said, by node.
    rules : by which it is put together.
    method : of the priorities, as `kernel.priorities` takes it.
    """

    respondents: tuple[str, ...]
    groups: tuple[str, ...]
    spans: tuple[slice, ...]
    weights: Floats
    group_weights: Floats
    nodes: Mapping[str, NodeArrays]
    rules: Rules
    method: str

    def shares(self) -> Floats:
        """Return how much of the whole each respondent has (r,), summing to 1."""
        return _shares(self, self.weights[:, None] > 0, np.ones((len(self.weights), 1)))[:, 0]


def panel_arrays(analysis: Analysis, sector: str) -> PanelArrays | None:
    """Return what the panel says in a sector; None where nothing there comes from a panel.

    Raises
    ------
    KeyError
        If the analysis has no such sector.
    """
    found, panel = analysis[sector].weights.panel, analysis.scenario.model.panel
    if panel is None or not found:
        return None
    kept = {voice.respondent for node in found.values() for voice in node.kept}
    groups = [group for group in panel.groups if group.weight > 0]
    members = [[r for r in panel.respondents if r.group == g.id and r.id in kept] for g in groups]
    ends = np.cumsum([len(group) for group in members]).tolist()
    order = [respondent for group in members for respondent in group]
    return PanelArrays(
        respondents=tuple(respondent.id for respondent in order),
        groups=tuple(group.id for group in groups),
        spans=tuple(slice(end - len(g), end) for g, end in zip(members, ends, strict=True)),
        weights=read_only(np.array([respondent.weight for respondent in order])),
        group_weights=read_only(np.array([group.weight for group in groups])),
        nodes={name: _node(node, [r.id for r in order]) for name, node in found.items()},
        rules=panel.rules,
        method=analysis.scenario.model.methods.ahp.priorities,
    )


def _node(node: NodeWeights, respondents: Sequence[str]) -> NodeArrays:
    n, r = len(node.items), len(respondents)
    judged, own = np.full((r, n, n), np.nan), np.full((r, n), 1 / n)
    for voice in node.kept:
        place = respondents.index(voice.respondent)
        judged[place], own[place] = voice.judgements, voice.own.priorities
    answered = ~np.isnan(judged)
    logs = np.log(np.where(answered, judged, 1.0))
    return NodeArrays(read_only(logs), answered, read_only(own), node.values)


def respondents_alone(stack: Floats, present: Floats, method: str) -> PanelArrays:
    """Return a panel of one group whose respondents all judged (r, n, n) the same criteria."""
    many = len(stack)
    own = np.full((many, stack.shape[1]), 1 / stack.shape[1])
    whole = NodeArrays(np.log(stack), np.ones(stack.shape, dtype=np.bool_), own, present)
    return PanelArrays(
        respondents=tuple(map(str, range(many))),
        groups=("",),
        spans=(slice(0, many),),
        weights=np.ones(many),
        group_weights=np.ones(1),
        nodes={GOAL: whole},
        rules=Rules(),
        method=method,
    )


def drawn_node(panel: PanelArrays, node: str, counts: Counts) -> Floats:
    """Return the weights (n, s) under a node when respondents are heard (r, s) times each.

    Notes
    -----
    As `kernel.group_judgements` and `kernel.incomplete_priorities` put one panel together: pair by
    pair each group has its weight among those in use, and trimming counts a respondent as often as
    he is heard. Where nobody is heard the weights stay what they are.
    """
    parts = [
        _drawn(panel, panel.nodes[node], counts[:, start : start + AT_ONCE].astype(np.float64))
        for start in range(0, counts.shape[1], AT_ONCE)
    ]
    return np.concatenate(parts, axis=1)


def _drawn(panel: PanelArrays, node: NodeArrays, counts: Floats) -> Floats:
    heard = node.heard
    said = counts * heard[:, None]
    if panel.rules.aggregate == "priorities":
        weights = _mean(node.own, _shares(panel, heard[:, None], said), panel.rules.mean)
    else:
        weights = _solved(panel, node, said)
    nobody = ~said.any(axis=0)
    weights[:, nobody] = node.present[:, None]
    return weights


def _mean(own: Floats, shares: Floats, mean: str) -> Floats:
    if mean == "arithmetic":
        weights = own.T @ shares
    else:
        logs = np.log(own).T @ shares
        weights = np.exp(logs - logs.max(axis=0))
    total = weights.sum(axis=0)
    return weights / np.where(total > 0, total, 1.0)


def _solved(panel: PanelArrays, node: NodeArrays, said: Floats) -> Floats:
    """Return the priorities (n, s) of the judgements of all, put together pair by pair."""
    n, size = node.judgements.shape[1], said.shape[1]
    logs, known = np.zeros((n, n, size)), np.ones((n, n, size), dtype=np.bool_)
    whole = node.answered[node.heard].all() and not panel.rules.trim
    shares = _shares(panel, node.heard[:, None], said) if whole else said
    for i, j in combinations(range(n), 2):
        answers, given = node.judgements[:, i, j], node.answered[:, i, j]
        if not whole:
            used = _trimmed(answers, panel.weights, said * given[:, None], panel.rules.trim)
            shares = _shares(panel, given[:, None], used)
            known[i, j] = known[j, i] = used.any(axis=0)
        logs[i, j] = answers @ shares
        logs[j, i] = -logs[i, j]
    weights = priorities_of_logs(logs, panel.method)
    gaps = np.flatnonzero(~known.all(axis=(0, 1)) & said.any(axis=0))
    patterns, which = np.unique(known[:, :, gaps], axis=2, return_inverse=True)
    for k in range(patterns.shape[2] if len(gaps) else 0):
        alike = gaps[which.ravel() == k]
        stack = logs[:, :, alike].transpose(2, 0, 1)
        weights[:, alike] = gap_solutions(stack, patterns[:, :, k], panel.method)[0].T
    return weights


def _trimmed(answers: Floats, weights: Floats, counts: Floats, trim: int) -> Floats:
    """Return how often each answer (r, s) is left in use, of those that are heard (r, s) times."""
    if not trim:
        return counts
    ends = np.clip((counts.sum(axis=0) - 1) // 2, 0, trim)  # the middle remains
    left = counts
    for turned in (answers, -answers):
        order = np.lexsort((weights, turned))  # of equal answers the lightest go first
        before = np.cumsum(left[order], axis=0) - left[order]
        gone = np.empty_like(left)
        gone[order] = np.clip(ends - before, 0, left[order])
        left = left - gone
    return left


def _shares(panel: PanelArrays, able: Flags, counts: Floats) -> Floats:
    """Return shares (r, s) of those who are heard (r, s) times, each group having its weight."""
    heard = counts * able * panel.weights[:, None]
    shares = np.zeros_like(heard)
    for span, weight in zip(panel.spans, panel.group_weights, strict=True):
        total = heard[span].sum(axis=0)
        shares[span] = weight * heard[span] / np.where(total > 0, total, 1.0)
    whole = shares.sum(axis=0)
    return shares / np.where(whole > 0, whole, 1.0)


def drawn_nodes(panel: PanelArrays, counts: Counts) -> dict[str, Floats]:
    """Return the weights (n, s) under every node when respondents are heard (r, s) times each."""
    return {node: drawn_node(panel, node, counts) for node in panel.nodes}


@dataclass(frozen=True, slots=True, eq=False)
class Instead:
    """What one respondent would say under a node; who is not `kept` then has no say.

    Attributes
    ----------
    respondent, group : ids.
    weight : within the group.
    judgements : (n, n), NaN where nothing is said.
    own : (n,) priorities of these.
    kept : whether the rules keep them.
    """

    respondent: str
    group: str
    weight: float
    judgements: Floats
    own: Floats
    kept: bool


def drawn_instead(panel: PanelArrays, node: str, cases: Sequence[Instead]) -> Floats:
    """Return the weights (n, s) under a node if, in each of s cases, one says something else.

    Each case is a further respondent of his group, who is heard in the place of the present one.
    """
    base, r, s = panel.nodes[node], len(panel.respondents), len(cases)
    stack = np.array([case.judgements for case in cases])
    answered = ~np.isnan(stack)
    every = NodeArrays(
        np.concatenate([base.judgements, np.log(np.where(answered, stack, 1.0))]),
        np.concatenate([base.answered, answered]),
        np.concatenate([base.own, [case.own for case in cases]]),
        base.present,
    )
    heard = np.concatenate([np.ones((r, s)), np.zeros((s, s))])
    for place, case in enumerate(cases):
        if case.respondent in panel.respondents:
            heard[panel.respondents.index(case.respondent), place] = 0.0
        heard[r + place, place] = float(case.kept)
    order: list[int] = []
    spans: list[slice] = []
    for group, span in zip(panel.groups, panel.spans, strict=True):
        start = len(order)
        order += range(span.start, span.stop)
        order += [r + place for place, case in enumerate(cases) if case.group == group]
        spans.append(slice(start, len(order)))
    weights = np.concatenate([panel.weights, [case.weight for case in cases]])
    whole = replace(
        panel,
        respondents=(*panel.respondents, *(case.respondent for case in cases)),
        spans=tuple(spans),
        weights=weights[order],
        nodes={node: every.of(order)},
    )
    return drawn_node(whole, node, heard[order])
