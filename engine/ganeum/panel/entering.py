"""Judgements entered by hand, one pair after the other, and how far they have come."""

from collections.abc import Iterable
from dataclasses import dataclass

from ganeum.kernel import IncompletePriorities, JudgementProposals, judgement_proposals
from ganeum.kernel.answers import connected_parts
from ganeum.panel.questionnaire import Node
from ganeum.panel.replies import Pair
from ganeum.panel_file import Respondent, Rules
from ganeum.panel_weights import judged_matrices, own_priorities


@dataclass(frozen=True, slots=True, eq=False)
class Entered:
    """What somebody answered under a node so far.

    Attributes
    ----------
    items : (n,) ids of what is compared.
    answered, asked : numbers of pairs.
    parts : the ids that the answers connect, part by part; one part where all are connected.
    own : priorities and consistency; None as long as there are several parts.
    proposals : what each answer would have to be, the most harmful first; None with `own`.
    """

    items: tuple[str, ...]
    answered: int
    asked: int
    parts: tuple[tuple[str, ...], ...]
    own: IncompletePriorities | None
    proposals: JudgementProposals | None

    @property
    def usable(self) -> bool:
        """Whether a panel can hold the answers: they connect everything, or there are none."""
        return self.own is not None or not self.answered


def entered(respondent: Respondent, node: Node, method: str, rules: Rules) -> Entered:
    """Return how far somebody is with a node.

    Parameters
    ----------
    respondent : Respondent
        As first answered: changes accepted since do not count.
    node : Node
        With the sector that is asked about; answers for all sectors do not stand in.
    method : {"eigenvector", "geometric_mean"}
        How priorities are derived.
    rules : Rules
        Whose scale, random index and limit hold.
    """
    items = [item.id for item in node.items]
    nodes = respondent.judgements.get(node.sector, {})
    only = respondent.model_copy(update={"judgements": {node.sector: nodes}})
    judged = judged_matrices(only, node.sector, node.node, items)[0]
    parts = tuple(tuple(items[k] for k in part) for part in connected_parts(judged))
    answered = len(answers_of(respondent, node))
    own = proposals = None
    if len(parts) == 1:
        own = own_priorities(judged, method, rules.random_index)
        limits = (rules.scale, rules.consistency_limit, method, rules.random_index)
        proposals = judgement_proposals(judged, *limits)
    return Entered(tuple(items), answered, len(node.pairs), parts, own, proposals)


def answers_of(respondent: Respondent, node: Node) -> dict[Pair, float]:
    """Return what somebody answered first to the pairs of a node, the earlier item first."""
    rows = respondent.judgements.get(node.sector, {}).get(node.node, {})
    found: dict[Pair, float] = {}
    for first, second in ((first.id, second.id) for first, second in node.pairs):
        if (value := rows.get(first, {}).get(second)) is not None:
            found[first, second] = value
        elif (value := rows.get(second, {}).get(first)) is not None:
            found[first, second] = 1 / value
    return found


def with_answer(respondent: Respondent, node: Node, pair: Pair, value: float | None) -> Respondent:
    """Return the respondent with another answer to a pair, or none.

    What he had changed of it when he was asked again belongs to the old answer and goes with it.
    """
    answers = {**answers_of(respondent, node), pair: value}
    rows: dict[str, dict[str, float]] = {}
    for (first, second), each in answers.items():
        if each is not None:
            rows.setdefault(first, {})[second] = each
    nodes = {**respondent.judgements.get(node.sector, {}), node.node: rows}
    nodes = {name: found for name, found in nodes.items() if found}
    judgements = {**respondent.judgements, node.sector: nodes}
    changes = tuple(
        change
        for change in respondent.changes
        if (change.sector, change.node, frozenset((change.first, change.second)))
        != (node.sector, node.node, frozenset(pair))
    )
    return respondent.model_copy(
        update={
            "judgements": {name: found for name, found in judgements.items() if found},
            "changes": changes,
        }
    )


def free_id(taken: Iterable[str]) -> str:
    """Return the first number of a respondent that is not taken.

    >>> free_id(["r01", "r02", "r04"])
    'r03'
    """
    known = set(taken)
    return next(name for k in range(1, len(known) + 2) if (name := f"r{k:02}") not in known)
