"""Scores of alternatives between their two codings, on several scales behind the levels."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from ganeum.analysis import SectorAnalysis
from ganeum.kernel.inputs import Floats, Integers, read_only, read_only_integers
from ganeum.kernel.scoring import Scoring, scoring
from ganeum.ranking import Method
from ganeum.scenario_file import ScenarioFile, Score
from ganeum.scenario_reading import leaves, score_value
from ganeum.sensitivity import VARIANTS
from ganeum.sensitivity.evidence_arrays import product
from ganeum.sensitivity.examined import KERNEL_METHODS, normalisation_of

# what four levels may stand for, the lowest first: as steep as the base, even, and in between
SCALES = ((0.0, 1.0, 3.0, 9.0), (0.0, 1.0, 2.0, 3.0), (0.0, 1.0, 5.0, 9.0))


@dataclass(frozen=True, slots=True)
class Variant:
    """One way to score: a method, its normalisation, and which scale stands behind the levels."""

    method: Method
    normalisation: str
    scale: int


@dataclass(frozen=True, slots=True, eq=False)
class ScoreTable:
    """The scores of a sector's alternatives, as they may be drawn.

    Attributes
    ----------
    scales : (l,) what the scenario's levels stand for, its own first; empty if it has not four.
    first, second : (l, m, n) the two codings on each scale; equal where nothing is open.
    cells : (c, 2) rows and columns of the scores on which the codings differ.
    drawn : the criteria with such a score.
    directions : (n,) "benefit" or "cost".
    normalisations : by method, those that take all scores that may be drawn, its own first.
    problems : the decision problem of each variant, scores half-way between the codings.
    """

    scales: tuple[tuple[float, ...], ...]
    first: Floats
    second: Floats
    cells: Integers
    drawn: Integers
    directions: tuple[str, ...]
    normalisations: Mapping[Method, tuple[str, ...]]
    problems: Mapping[Variant, Scoring]

    @property
    def methods(self) -> tuple[Method, ...]:
        """The methods that take the scores by some normalisation."""
        return tuple(method for method, rules in self.normalisations.items() if rules)

    def scores(
        self,
        variant: Variant,
        weights: Floats,
        mixture: Floats | None,
        judged: Mapping[int, Floats] | None = None,
    ) -> Floats:
        """Return scores (m, s) by one variant.

        Parameters
        ----------
        variant : Variant
        weights : (n, s) array
        mixture : (c, s), optional
            Where between the first coding (0) and the second (1) each of `cells` is taken;
            half-way if left out.
        judged : scores (m, s) by criterion, where a panel's are drawn
        """
        problem, topsis = self.problems[variant], variant.method == "topsis"
        stacked = np.vstack([problem.gains, problem.losses]) if topsis else problem.gains
        powers = weights * weights if topsis else weights
        moving = (
            {}
            if mixture is None
            else {k: self._mixed(variant, k, mixture) for k in self.drawn.tolist()}
        )
        moving |= judged or {}
        if not moving:
            sums = product(stacked, powers)
        else:
            fixed = [k for k in range(len(weights)) if k not in moving]
            sums = product(stacked[:, fixed], powers[fixed])
            for k, x in moving.items():
                self._add(sums, variant, k, weights[k], x)
        if not topsis:
            return sums
        far, reach = np.split(np.sqrt(sums, out=sums), 2)
        reach += far
        nowhere = reach == 0
        if nowhere.any():
            reach[nowhere], far[nowhere] = 1.0, 0.5
        return np.divide(far, reach, out=reach)

    def _mixed(self, variant: Variant, k: int, mixture: Floats) -> Floats:
        """Return the scores (m, s) between the codings on one criterion."""
        first, second = self.first[variant.scale, :, k], self.second[variant.scale, :, k]
        x = np.broadcast_to(first[:, None], (len(first), mixture.shape[1])).copy()
        for cell in np.flatnonzero(self.cells[:, 1] == k).tolist():
            row = int(self.cells[cell, 0])
            x[row] += mixture[cell] * (second[row] - first[row])
        return x

    def _add(self, sums: Floats, variant: Variant, k: int, weight: Floats, x: Floats) -> None:
        """Add the scores (m, s) drawn on one criterion to sums (m, s) or (2m, s)."""
        rule, cost = variant.normalisation, self.directions[k] == "cost"
        if cost and rule in ("ideal", "distributive"):
            x, cost = 1 / x, False
        low: Floats = x.min(axis=0)
        high: Floats = x.max(axis=0)
        divisor = _divisor(rule, x, low, high)
        factor = weight / np.where(divisor == 0, 1.0, divisor)
        if variant.method == "ahp":
            if rule == "minmax":
                x = high - x if cost else x - low
            x *= factor
            sums += x
            return
        m = len(x)
        best, worst = (low, high) if cost else (high, low)
        for part, end in ((sums[:m], worst), (sums[m:], best)):
            gap = x - end
            gap *= factor
            gap *= gap
            part += gap


def _divisor(rule: str, x: Floats, low: Floats, high: Floats) -> Floats:
    """Return what a normalisation divides the scores (m, s) on one criterion by."""
    if rule == "vector":
        return np.sqrt((x * x).sum(axis=0))
    if rule in ("sum", "distributive"):
        return x.sum(axis=0)
    if rule == "minmax":
        return high - low
    return high if rule in ("max", "ideal") else np.ones_like(high)


def score_table(scenario: ScenarioFile, sector: SectorAnalysis) -> ScoreTable:
    """Return the scores of a sector as they may be drawn."""
    matrix = sector.matrix
    levels = sorted(level.level for level in scenario.levels)
    criteria = [leaf.criterion for leaf in leaves(scenario.criteria)]
    on_levels = [c.scale == "levels" and c.id not in matrix.judged for c in criteria]
    scales: tuple[tuple[float, ...], ...] = ()
    if len(levels) == len(SCALES[0]) and any(on_levels):
        scales = tuple(dict.fromkeys([tuple(levels), *SCALES]))
    by_id = {alternative.id: alternative for alternative in scenario.alternatives}
    codings = np.array(
        [
            [_codings(matrix.score_of(by_id[name], c.id)) for c in criteria]
            for name in matrix.alternatives
        ]
    )
    tables = np.array([codings, *(_rescaled(codings, levels, s, on_levels) for s in scales[1:])])
    first, second = tables[..., 0], tables[..., 1]
    half_way = (first + second) / 2
    ends = np.concatenate([np.minimum(first, second), np.maximum(first, second)])
    own: dict[Method, str] = {
        method: normalisation_of(scenario.methods, method) for method in VARIANTS
    }

    asked: list[tuple[Method, str]] = [
        (method, rule)
        for method, usual in VARIANTS.items()
        for rule in dict.fromkeys([own[method], *usual])
    ]
    half, every = (
        {each: _problems(values, matrix.directions, *each) for each in asked}
        for values in (half_way, ends)
    )
    if any(half[each] and not every[each] for each in own.items()):
        # a method takes the scores as they are, but not all that may be drawn: none is drawn
        first = second = half_way
        every = half
    kept = {each: problems for each, problems in half.items() if every[each]}
    cells = np.argwhere(first[0] != second[0])
    return ScoreTable(
        scales=scales,
        first=read_only(first),
        second=read_only(second),
        cells=read_only_integers(cells),
        drawn=read_only_integers(np.unique(cells[:, 1])),
        directions=matrix.directions,
        normalisations={
            method: tuple(rule for name, rule in kept if name == method) for method in VARIANTS
        },
        problems={
            Variant(method, rule, scale): problem
            for (method, rule), found in kept.items()
            for scale, problem in enumerate(found)
        },
    )


def _codings(score: Score) -> tuple[float, float]:
    """Return the two codings of a score, the same twice where a value or third reading settles."""
    coded = score.value is None and score.third is None
    if coded and score.first is not None and score.second is not None:
        return score.first.level, score.second.level
    value = score_value(score)
    assert value is not None  # noqa: S101 - who lacks a score is not ranked
    return value, value


def _rescaled(
    codings: Floats, levels: Sequence[float], scale: Sequence[float], on_levels: Sequence[bool]
) -> Floats:
    """Return codings (m, n, 2) with the levels standing for the values of another scale."""
    moved = np.interp(codings, levels, scale)
    return np.where(np.array(on_levels)[None, :, None], moved, codings)


def _problems(
    values: Floats, directions: Sequence[str], method: Method, rule: str
) -> list[Scoring]:
    """Return the decision problems of tables (l, m, n), none if the rule refuses any of them."""
    try:
        return [scoring(table, directions, KERNEL_METHODS[method], rule) for table in values]
    except ValueError:
        return []
