"""Who of a panel contradicts himself and where, and what would help: proposals, never repairs."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from ganeum.analysis import Analysis
from ganeum.fields import Text
from ganeum.kernel import (
    JudgementProposals,
    geometric_consistency_threshold,
    judgement_proposals,
)
from ganeum.kernel.inputs import Floats
from ganeum.panel.reranking import Effect, Trial, effects, with_change
from ganeum.panel_file import JudgementChange, Panel, Respondent, Rules
from ganeum.panel_weights import judged_matrices, own_priorities
from ganeum.scenario_file import ALL
from ganeum.scenario_reading import nodes_of

MOST = 3  # judgements that are named, the most harmful first
UNTOLD = Text(ko="-", en="-")  # the reason of a change that is only tried


@dataclass(frozen=True, slots=True)
class Clash:
    """Two judgements that together say something else than a third.

    `first` outweighs `middle` by `upper` times and `middle` outweighs `second` by `lower` times;
    what was said of `first` and `second` is not their product.
    """

    first: str
    middle: str
    second: str
    upper: float
    lower: float

    @property
    def implied(self) -> float:
        """How many times the first would outweigh the second."""
        return self.upper * self.lower


@dataclass(frozen=True, slots=True)
class Proposal:
    """A judgement that hurts, and the value that would help.

    Attributes
    ----------
    sector : where the judgement stands: a sector, or `all`.
    first, second : ids of what is compared.
    said : how many times the first outweighs the second, with changes accepted.
    original : the same as first given.
    to : the nearest value of the scale that brings the ratio within the limit by itself; where none
        does, the value with the lowest ratio.
    enough : whether it brings the ratio within the limit.
    ratio_after : the consistency ratio then.
    deviation : logarithm of what was said over what the others say together.
    clash : the two other judgements that it contradicts most; None where nothing can clash.
    effects : what it would do to the rankings.
    """

    sector: str
    first: str
    second: str
    said: float
    original: float
    to: float
    enough: bool
    ratio_after: float
    deviation: float
    clash: Clash | None
    effects: tuple[Effect, ...]


@dataclass(frozen=True, slots=True, eq=False)
class NodeReview:
    """What one respondent says under one node, and whether it holds together.

    Attributes
    ----------
    respondent, group, sector, node : who and where; the sector is `all` where he was asked once.
    items : (n,) ids of what is compared.
    judgements : (n, n) with changes accepted; NaN where a pair is missing.
    weights : (n,) his own.
    missing : number of pairs that he left out.
    ratio, limit : consistency ratio, and what it should not exceed.
    random_index_source : whose random index the ratio is formed with.
    geometric, geometric_limit : geometric consistency index and its threshold at that limit.
    changed : how many of these judgements he changed when asked again.
    proposals : where the ratio is over the limit, the judgements that hurt most.
    together : where no single change is enough, changes that are: pairs with the value to take.
    """

    respondent: str
    group: str
    sector: str
    node: str
    items: tuple[str, ...]
    judgements: Floats
    weights: Floats
    missing: int
    ratio: float
    limit: float
    random_index_source: str
    geometric: float
    geometric_limit: float
    changed: int
    proposals: tuple[Proposal, ...]
    together: tuple[tuple[str, str, float], ...]

    @property
    def over(self) -> bool:
        """Whether the ratio is over the limit."""
        return self.ratio > self.limit


def review(
    analysis: Analysis,
    *,
    limit: float | None = None,
    table: str | None = None,
    most: int = MOST,
) -> tuple[NodeReview, ...]:
    """Review what each respondent of a scenario's panel says under each node.

    Parameters
    ----------
    analysis : Analysis
        Of a scenario with a panel.
    limit : float, optional
        Of the consistency ratio; the rules' if left out.
    table : str, optional
        A name of `kernel.RANDOM_INDEX_TABLES`; the rules' if left out.
    most : int
        How many judgements are proposed to be looked at again under a node.

    Returns
    -------
    tuple of NodeReview
        Respondent by respondent, in the scenario's order; none without a panel.
    """
    panel = analysis.scenario.model.panel
    if panel is None:
        return ()
    rules = panel.rules.model_copy(
        update={
            "consistency_limit": panel.rules.consistency_limit if limit is None else limit,
            "random_index": table or panel.rules.random_index,
        }
    )
    nodes = nodes_of(analysis.scenario.model)
    found = [
        _reviewed(analysis, rules, respondent, sector, node, nodes[node], most)
        for respondent in panel.respondents
        for sector, answers in respondent.judgements.items()
        for node, rows in answers.items()
        if any(rows.values())
    ]
    return tuple(_with_effects(analysis, panel, found))


def _with_effects(
    analysis: Analysis, panel: Panel, found: Sequence[NodeReview]
) -> Iterator[NodeReview]:
    """Yield reviews whose proposals know what they would do, all of them computed at once."""
    respondents = {respondent.id: respondent for respondent in panel.respondents}
    trials = [
        _trial(analysis, respondents[each.respondent], each.node, proposal)
        for each in found
        for proposal in each.proposals
    ]
    known = iter(effects(analysis, trials))
    for each in found:
        proposals = (replace(proposal, effects=next(known)) for proposal in each.proposals)
        yield replace(each, proposals=tuple(proposals))


def _trial(analysis: Analysis, respondent: Respondent, node: str, proposal: Proposal) -> Trial:
    change = JudgementChange.model_construct(
        sector=proposal.sector,
        node=node,
        first=proposal.first,
        second=proposal.second,
        before=proposal.original,
        to=proposal.to,
        reason=UNTOLD,
    )
    sectors = [each for each in analysis if proposal.sector in (each, ALL)]
    return Trial(with_change(respondent, change), node, tuple(sectors))


def _reviewed(
    analysis: Analysis,
    rules: Rules,
    respondent: Respondent,
    sector: str,
    node: str,
    items: Sequence[str],
    most: int,
) -> NodeReview:
    original, judged, changes = judged_matrices(respondent, sector, node, items)
    method, limit = analysis.scenario.model.methods.ahp.priorities, rules.consistency_limit
    own = own_priorities(judged, method, rules.random_index)
    proposals: tuple[Proposal, ...] = ()
    together: list[tuple[str, str, float]] = []
    if own.consistency_ratio > limit:
        found = judgement_proposals(judged, rules.scale, limit, method, rules.random_index)
        case = _Case(respondent, sector, node, tuple(items), original, judged)
        proposals = tuple(case.proposals(found, most))
        if np.isnan(found.nearest).all():
            pairs: list[tuple[int, int]] = found.steps.pairs.tolist()
            together = [
                (items[i], items[j], value)
                for (i, j), value in zip(pairs, found.steps.after.tolist(), strict=True)
            ]
    return NodeReview(
        respondent=respondent.id,
        group=respondent.group,
        sector=sector,
        node=node,
        items=tuple(items),
        judgements=judged,
        weights=own.priorities,
        missing=own.missing,
        ratio=own.consistency_ratio,
        limit=limit,
        random_index_source=own.random_index_source,
        geometric=own.geometric_consistency_index,
        geometric_limit=geometric_consistency_threshold(len(items), limit),
        changed=len(changes),
        proposals=proposals,
        together=tuple(together),
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Case:
    """One respondent's judgements under one node that are over the limit."""

    respondent: Respondent
    sector: str
    node: str
    items: tuple[str, ...]
    original: Floats
    judged: Floats

    def proposals(self, found: JudgementProposals, most: int) -> Iterator[Proposal]:
        """Yield the most harmful judgements whose change lowers the ratio."""
        for place in range(min(most, len(found.pairs))):
            i, j = (int(k) for k in found.pairs[place])
            enough = not np.isnan(found.nearest[place])
            to = float((found.nearest if enough else found.best)[place])
            ratio = float((found.ratio_at_nearest if enough else found.ratio_at_best)[place])
            if ratio >= found.ratio:
                return
            yield Proposal(
                sector=self._where(self.items[i], self.items[j]),
                first=self.items[i],
                second=self.items[j],
                said=float(self.judged[i, j]),
                original=float(self.original[i, j]),
                to=to,
                enough=enough,
                ratio_after=ratio,
                deviation=float(found.deviation[place]),
                clash=self._clash(i, j),
                effects=(),
            )

    def _where(self, first: str, second: str) -> str:
        """Return where a judgement stands: what is not said of the sector is said of all."""
        rows = self.respondent.judgements[self.sector][self.node]
        own = second in rows.get(first, {}) or first in rows.get(second, {})
        return self.sector if own else ALL

    def _clash(self, i: int, j: int) -> Clash | None:
        """Return the two judgements on the way from i to j that say most differently."""
        logs = np.log(self.judged)
        gaps = np.abs(logs[i] + logs[:, j] - logs[i, j])
        gaps[[i, j]] = np.nan
        if np.isnan(gaps).all():
            return None
        k = int(np.nanargmax(gaps))
        upper, lower = float(self.judged[i, k]), float(self.judged[k, j])
        return Clash(self.items[i], self.items[k], self.items[j], upper, lower)
