"""How far one can go towards other weights before the ranking changes."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from ganeum.kernel.inputs import Floats
from ganeum.kernel.stability import KEEP, NOBODY, stable_stretches
from ganeum.sensitivity.examined import Examined, leaf_weights


@dataclass(frozen=True, slots=True)
class Line:
    """How far one can go from the present weights to others before the ranking changes.

    Attributes
    ----------
    kind : "equal" or "group": what is at the end.
    towards : "equal", or the id of the source group whose own weights are at the end.
    holds_until : share of the way that leaves the first place as it is, 1 if all of it.
    next_first : who is first beyond; empty if nobody.
    top3_holds_until, order_holds_until : the same for who is in the top three and for every rank.
    """

    kind: str
    towards: str
    holds_until: float
    next_first: str
    top3_holds_until: float
    order_holds_until: float


def lines(case: Examined) -> Iterator[Line]:
    """Yield the lines towards equal weights and towards each group's own, factors applied."""
    n = len(case.weights)
    ends: list[tuple[str, str, Floats]] = [("equal", "equal", np.full(n, 1 / n))]
    methods = case.analysis.scenario.model.methods
    for view in case.sector.weights.groups:
        if view.calls:
            own = view.own_weights(methods.ahp.priorities).tolist()
            factors = case.sector.weights.factors
            by_criterion = {
                name: weight * factors.get(name, 1.0)
                for name, weight in zip(case.sector.weights.criteria, own, strict=True)
            }
            end = leaf_weights(case.analysis, by_criterion, case.sector.weights.local)
            ends.append(("group", view.group, np.array(end)))
    there = np.array([end for _, _, end in ends])
    here = np.tile(case.weights, (len(ends), 1))
    every, top, orders = (stable_stretches(case.problem, here, there, 0.0, keep) for keep in KEEP)
    for (kind, towards, _), first, top3, order in zip(ends, every, top, orders, strict=True):
        leader = first.first_above
        name = case.alternatives[leader] if leader != NOBODY else ""
        yield Line(kind, towards, first.upper, name, top3.upper, order.upper)
