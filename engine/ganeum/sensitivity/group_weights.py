"""How far the weight of one source group can move against the others'."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from ganeum.kernel.certified_swaps import certified_swaps
from ganeum.kernel.group_paths import TOLERANCE, kept_stretch
from ganeum.kernel.inputs import Floats
from ganeum.kernel.judgement_path import judgement_path
from ganeum.kernel.stability import KEEP, NOBODY
from ganeum.scenario_reading import leaves
from ganeum.sensitivity.examined import Examined


@dataclass(frozen=True, slots=True)
class Undecided:
    """A stretch of a group's weight in which two alternatives touch, or nearly.

    Attributes
    ----------
    alternatives : whose order is not proved to be the same all along.
    lower, upper : between which weights.
    """

    alternatives: tuple[str, str]
    lower: float
    upper: float


@dataclass(frozen=True, slots=True)
class GroupWeight:
    """How far the weight of one group can move while the others keep their proportions.

    Attributes
    ----------
    group : its id.
    present : its weight among the groups that speak in the sector.
    intervals : by what is kept ("first", "top3", "order"): between which weights it stays.
    first_below, first_above : who is first beyond the interval of "first"; empty if nobody.
    tolerance : stretches as short as this were not examined further.
    undecided : what could not be proved; mostly nothing.
    """

    group: str
    present: float
    intervals: Mapping[str, tuple[float, float]]
    first_below: str
    first_above: str
    tolerance: float
    undecided: tuple[Undecided, ...]


def group_weights(case: Examined) -> Iterator[GroupWeight]:
    """Yield the groups that speak in the sector while another one has weight."""
    views = [view for view in case.sector.weights.groups if view.calls]
    shares = np.array([view.share for view in views])
    for place, view in enumerate(views):
        if not np.delete(shares, place).any():
            continue
        judgements = np.array([view.judgements for view in views])
        how = case.analysis.scenario.model.methods.ahp.priorities
        path = judgement_path(judgements, shares, place, how, _spread(case))
        found = certified_swaps(path, case.problem, TOLERANCE)
        stretches = {keep: kept_stretch(path, case.problem, found, keep) for keep in KEEP}
        names = np.array(case.alternatives)[found.undecided_pairs].tolist()
        yield GroupWeight(
            group=view.group,
            present=path.present,
            intervals={keep: (each.lower, each.upper) for keep, each in stretches.items()},
            first_below=_name(case, stretches["first"].first_below),
            first_above=_name(case, stretches["first"].first_above),
            tolerance=TOLERANCE,
            undecided=tuple(
                Undecided((str(one), str(other)), float(low), float(high))
                for (one, other), (low, high) in zip(names, found.undecided, strict=True)
            ),
        )


def _name(case: Examined, leader: int) -> str:
    return "" if leader == NOBODY else case.alternatives[leader]


def _spread(case: Examined) -> Floats:
    """Return how the weights of what is scored follow from the priorities of the criteria."""
    weights = case.sector.weights
    return np.array(
        [
            [
                leaf.share * weights.factors.get(criterion, 1.0) if criterion == leaf.top else 0.0
                for criterion in weights.criteria
            ]
            for leaf in leaves(case.analysis.scenario.model.criteria, weights.local)
        ]
    )
