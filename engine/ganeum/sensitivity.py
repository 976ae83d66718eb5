"""How far a sector's ranking holds: exact flips, intervals, lines, influence, method check."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import permutations

import numpy as np

from ganeum.analysis import Analysis, SectorAnalysis
from ganeum.kernel import StabilityIntervals, ranks, stability_intervals
from ganeum.kernel.inputs import Floats, Integers
from ganeum.kernel.rank_agreement import concordance, kendall_tau
from ganeum.kernel.scoring import Scoring, scoring
from ganeum.kernel.stability import NOBODY, Stretch, stable_stretch
from ganeum.ranking import Method
from ganeum.scenario_reading import leaves
from ganeum.weights import sector_weights

KERNEL_METHODS = {"ahp": "weighted_sum", "topsis": "topsis"}
KEEPS = ("first", "top3", "order")
# the normalisations under which each method is usual; the scenario's own choice is added
VARIANTS: Mapping[Method, Sequence[str]] = {
    "ahp": ("ideal", "distributive"),
    "topsis": ("vector", "minmax", "max", "sum"),
}


@dataclass(frozen=True, slots=True)
class Flip:
    """A change of weights at which the first place changes.

    Attributes
    ----------
    kind : "criterion" (its weight moves, the others keep their proportions) or "transfer".
    criterion : which weight moves; of a transfer, the one that gains.
    source : of a transfer, the criterion that loses; else empty.
    present, needed : the weight of `criterion` now, and at the flip.
    moved : how much weight changes hands, from 0 to 1.
    rises : whether the weight of `criterion` goes up.
    next_first : who is first beyond.
    """

    kind: str
    criterion: str
    source: str
    present: float
    needed: float
    moved: float
    rises: bool
    next_first: str


@dataclass(frozen=True, slots=True)
class Line:
    """How far one can go from the present weights to others before the first place changes.

    Attributes
    ----------
    kind : "equal" or "group": what is at the end.
    towards : "equal", or the id of the source group whose own weights are at the end.
    holds_until : share of the way, 1 if all of it.
    next_first : who is first beyond; empty if nobody.
    """

    kind: str
    towards: str
    holds_until: float
    next_first: str


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


@dataclass(frozen=True, slots=True)
class MethodCheck:
    """The ranking under every method and normalisation.

    Attributes
    ----------
    variants : (v,) as "ahp ideal".
    ranks : (v, m).
    tau : (v,) Kendall's tau-b with the ranking that is examined; NaN where all are tied.
    concordance : Kendall's W over all variants.
    refused : why a variant could not be computed.
    """

    variants: tuple[str, ...]
    ranks: Integers
    tau: Floats
    concordance: float
    refused: Mapping[str, str] = field(default_factory=dict[str, str])


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """What is known of how far one ranking holds.

    Attributes
    ----------
    first : who is first now; several if tied.
    flips : nearest first.
    intervals : by what is kept: "first", "top3", "order".
    lines : towards equal weights and towards each group's own.
    influence : statements and groups, those that change most first; empty without evidence.
    """

    sector: str
    method: Method
    alternatives: tuple[str, ...]
    criteria: tuple[str, ...]
    first: tuple[str, ...]
    flips: tuple[Flip, ...]
    intervals: Mapping[str, StabilityIntervals]
    lines: tuple[Line, ...]
    influence: tuple[Influence, ...]
    method_check: MethodCheck


def sensitivity(analysis: Analysis, sector: str, method: Method) -> Sensitivity:
    """Examine one ranking of an analysis.

    Raises
    ------
    KeyError
        If the analysis has no such sector or ranking.
    """
    found = analysis[sector]
    ranking = found.ranking(method)
    problem = _problem(analysis, found, method)
    intervals = {keep: _intervals(analysis, found, method, keep) for keep in KEEPS}
    names = found.matrix.alternatives
    flips = [
        *_criterion_flips(found, intervals["first"]),
        *_transfer_flips(found, problem),
    ]
    return Sensitivity(
        sector=sector,
        method=method,
        alternatives=names,
        criteria=found.matrix.criteria,
        first=tuple(names[i] for i in ranking.order() if ranking.ranks[i] == 1),
        flips=tuple(sorted(flips, key=lambda flip: (flip.moved, flip.kind, flip.criterion))),
        intervals=intervals,
        lines=tuple(_lines(analysis, found, problem)),
        influence=tuple(_influence(analysis, found, problem)),
        method_check=_method_check(analysis, found, ranking.ranks),
    )


def _normalisation(analysis: Analysis, method: Method) -> str:
    methods = analysis.scenario.model.methods
    return methods.ahp.normalisation if method == "ahp" else methods.topsis.normalisation


def _problem(analysis: Analysis, found: SectorAnalysis, method: Method) -> Scoring:
    matrix = found.matrix
    normalisation = _normalisation(analysis, method)
    return scoring(matrix.values, matrix.directions, KERNEL_METHODS[method], normalisation)


def _intervals(
    analysis: Analysis, found: SectorAnalysis, method: Method, keep: str
) -> StabilityIntervals:
    return stability_intervals(
        found.matrix.values,
        found.leaf_weights,
        found.matrix.directions,
        KERNEL_METHODS[method],
        _normalisation(analysis, method),
        keep,
    )


def _criterion_flips(found: SectorAnalysis, intervals: StabilityIntervals) -> Iterator[Flip]:
    for k, criterion in enumerate(found.matrix.criteria):
        present = float(intervals.present[k])
        for side, bound in enumerate((intervals.lower[k], intervals.upper[k])):
            leader = int(intervals.next_first[k, side])
            if leader != NOBODY:
                yield Flip(
                    kind="criterion",
                    criterion=criterion,
                    source="",
                    present=present,
                    needed=float(bound),
                    moved=abs(float(bound) - present),
                    rises=side == 1,
                    next_first=found.matrix.alternatives[leader],
                )


def _transfer_flips(found: SectorAnalysis, problem: Scoring) -> Iterator[Flip]:
    weights, criteria = found.leaf_weights, found.matrix.criteria
    for source, target in permutations(range(len(criteria)), 2):
        if weights[source] == 0:
            continue
        end = weights.copy()
        end[target] += end[source]
        end[source] = 0.0
        stretch = stable_stretch(problem, weights, end, 0.0, "first")
        if stretch.first_above != NOBODY:
            moved = stretch.upper * float(weights[source])
            yield Flip(
                kind="transfer",
                criterion=criteria[target],
                source=criteria[source],
                present=float(weights[target]),
                needed=float(weights[target]) + moved,
                moved=moved,
                rises=True,
                next_first=found.matrix.alternatives[stretch.first_above],
            )


def _lines(analysis: Analysis, found: SectorAnalysis, problem: Scoring) -> Iterator[Line]:
    model = analysis.scenario.model
    n = len(found.leaf_weights)
    ends: list[tuple[str, str, Floats]] = [("equal", "equal", np.full(n, 1 / n))]
    shares = [(leaf.top, leaf.share) for leaf in leaves(model.criteria)]
    for view in found.weights.groups:
        if view.calls:
            own = view.own_weights(model.methods.ahp.priorities).tolist()
            by_criterion = dict(zip(found.weights.criteria, own, strict=True))
            end = np.array([by_criterion[top] * share for top, share in shares])
            ends.append(("group", view.group, end))
    for kind, towards, end in ends:
        stretch: Stretch = stable_stretch(problem, found.leaf_weights, end, 0.0, "first")
        leader = stretch.first_above
        name = found.matrix.alternatives[leader] if leader != NOBODY else ""
        yield Line(kind, towards, stretch.upper, name)


def _influence(analysis: Analysis, found: SectorAnalysis, problem: Scoring) -> list[Influence]:
    now = ranks(problem.scores(found.leaf_weights[None])[0])
    groups = {
        view.group: [call.statement.id for call in view.calls]
        for view in found.weights.groups
        if view.calls
    }
    cases = [("group", group, ids) for group, ids in groups.items() if len(groups) > 1]
    cases += [("statement", name, [name]) for ids in groups.values() for name in ids]
    shares = [(leaf.top, leaf.share) for leaf in leaves(analysis.scenario.model.criteria)]
    result: list[Influence] = []
    for kind, name, ids in cases:
        weights = sector_weights(analysis.scenario, found.sector, analysis.crosswalk, ids)
        if not any(view.share for view in weights.groups):
            continue  # nobody would be left to speak for the sector
        by_criterion = weights.by_criterion()
        leaf_weights = np.array([by_criterion[top] * share for top, share in shares])
        then = ranks(problem.scores(leaf_weights[None])[0])
        leader = found.matrix.alternatives[int(np.argmin(then))]
        changes = ((now == 1) != (then == 1)).any()
        move = int(np.abs(then - now).max())
        result.append(Influence(kind, name, leader, bool(changes), move))
    result.sort(key=lambda i: (not i.changes_first, -i.largest_move, i.kind, i.left_out))
    return result


def _method_check(analysis: Analysis, found: SectorAnalysis, examined: Integers) -> MethodCheck:
    matrix = found.matrix
    variants: list[str] = []
    rows: list[Integers] = []
    refused: dict[str, str] = {}
    for method, normalisations in VARIANTS.items():
        own = _normalisation(analysis, method)
        for normalisation in dict.fromkeys([*normalisations, own]):
            name = f"{method} {normalisation}"
            try:
                problem = scoring(
                    matrix.values, matrix.directions, KERNEL_METHODS[method], normalisation
                )
            except ValueError as error:
                refused[name] = str(error)
                continue
            variants.append(name)
            rows.append(ranks(problem.scores(found.leaf_weights[None])[0]))
    table = np.array(rows)
    tau = np.array([kendall_tau(examined, row) for row in rows])
    return MethodCheck(tuple(variants), table, tau, concordance(table), refused)
