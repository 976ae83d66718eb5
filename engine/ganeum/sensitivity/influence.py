"""What leaving out evidence does to a ranking."""

from dataclasses import dataclass

import numpy as np

from ganeum.kernel import ranks
from ganeum.sensitivity.examined import Examined, leaf_weights
from ganeum.weights import sector_weights


@dataclass(frozen=True, slots=True)
class Influence:
    """What leaving out evidence does.

    Attributes
    ----------
    kind : "statement" or "group".
    left_out : its id.
    first : who is first without it.
    changes_first : whether that is somebody else.
    largest_move : the most places that any alternative moves.
    """

    kind: str
    left_out: str
    first: str
    changes_first: bool
    largest_move: int


def influence(case: Examined) -> tuple[Influence, ...]:
    """Return what leaving out each statement and each group does, largest change first."""
    now = case.ranking.ranks
    groups = {
        view.group: [call.statement.id for call in view.calls]
        for view in case.sector.weights.groups
        if view.calls
    }
    cases = [("group", group, ids) for group, ids in groups.items() if len(groups) > 1]
    cases += [("statement", name, [name]) for ids in groups.values() for name in ids]
    analysis = case.analysis
    result: list[Influence] = []
    for kind, name, ids in cases:
        weights = sector_weights(analysis.scenario, case.sector.sector, analysis.crosswalk, ids)
        if not any(view.share for view in weights.groups):
            continue  # nobody would be left to speak for the sector
        moved = np.array(leaf_weights(analysis, weights.by_criterion()))
        then = ranks(case.problem.scores(moved[None])[0])
        leader = case.alternatives[int(np.argmin(then))]
        changes = ((now == 1) != (then == 1)).any()
        move = int(np.abs(then - now).max())
        result.append(Influence(kind, name, leader, bool(changes), move))
    result.sort(key=lambda i: (not i.changes_first, -i.largest_move, i.kind, i.left_out))
    return tuple(result)
