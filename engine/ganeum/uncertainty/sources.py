"""The sources of uncertainty: how each is drawn, from random numbers that are its own."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from math import log
from typing import Any, Literal, get_args

import numpy as np
import numpy.typing as npt

from ganeum.kernel.inputs import Floats, Integers, one_of
from ganeum.kernel.simplex import simplex
from ganeum.kernel.streams import BLOCK, generator
from ganeum.sensitivity.evidence_arrays import EvidenceArrays, spoken
from ganeum.sensitivity.panel_arrays import PanelArrays
from ganeum.uncertainty.scores import ScoreTable

Source = Literal[
    "weights",
    "groups",
    "codings",
    "crosswalk",
    "offset",
    "levels",
    "list_order",
    "statements",
    "respondents",
    "method",
    "normalisation",
]
SOURCES: tuple[Source, ...] = get_args(Source)
FIRST_STREAM = 100  # of the streams that are kept apart, one a source; others draw from lower ones
LEAST = 1e-3  # cube root of a gamma variate over its mean, below which the approximation is none
SAFE = 0.5  # shape from which gamma variates never vanish; below, they are kept in logarithms
COMPARED = 64  # items up to which comparing each with each is the fastest way to count

Drawn = npt.NDArray[Any]  # the last axis is draws
Draw = Callable[[np.random.Generator], Drawn]


@dataclass(frozen=True, slots=True)
class Settings:
    """How far each source of uncertainty reaches.

    Attributes
    ----------
    weights_concentration : of the scatter of weights round what the evidence gives: a weight w has
        the variance ``w (1 - w) / (concentration + 1)``.
    groups_concentration : the same for the weights of the source groups round the scenario's; None
        for uniform weights of the groups, whatever the scenario gives them.
    between_crosswalks : share of draws in which fractions lie between the named crosswalks, each
        theme by itself; in the others one of them is taken whole.
    offset_factor : the constant e goes from the scenario's over this to the scenario's times this,
        uniform in its logarithm.
    respondents : "bootstrap" asks as many respondents again as each group has, from among them;
        "each" takes the judgements of one respondent, as often as his share of the whole says.

    Raises
    ------
    ValueError
        If a concentration is not positive, the share not from 0 to 1, the factor below 1 or
        `respondents` another word.
    """

    weights_concentration: float = 100.0
    groups_concentration: float | None = 12.0
    between_crosswalks: float = 0.5
    offset_factor: float = 2.0
    respondents: str = "bootstrap"

    def __post_init__(self) -> None:
        for name in ("weights_concentration", "groups_concentration"):
            value = getattr(self, name)
            if value is not None and not 0 < value < float("inf"):
                raise ValueError(f"{name} is {value}, not a positive number")
        if not 0 <= self.between_crosswalks <= 1:
            raise ValueError(f"between_crosswalks is {self.between_crosswalks}, not from 0 to 1")
        if not 1 <= self.offset_factor < float("inf"):
            raise ValueError(f"offset_factor is {self.offset_factor}, not a number from 1")
        one_of("respondents", self.respondents, ("bootstrap", "each"))


@dataclass(frozen=True, slots=True, eq=False)
class Varied:
    """A source that is drawn: its parameters, in words and numbers, and how."""

    source: Source
    parameters: Mapping[str, object]
    draw: Draw

    def block(self, seed: int, block: int) -> Drawn:
        """Return the numbers (..., BLOCK) of one block: a function of the arguments alone."""
        return self.draw(generator(seed, FIRST_STREAM + SOURCES.index(self.source), block))


def varied_or_held(
    source: Source,
    criteria: int,
    evidence: EvidenceArrays | None,
    respondents: PanelArrays | None,
    table: ScoreTable,
    settings: Settings,
) -> Varied | str:
    """Return a source ready to be drawn, or why there is nothing to draw.

    Parameters
    ----------
    source : Source
    criteria : int
        How many have a weight.
    evidence : EvidenceArrays or None
        None where weights do not come from evidence.
    respondents : PanelArrays or None
        Who gave judgements; None where weights do not come from judgements.
    table : ScoreTable
    settings : Settings
    """
    match source:
        case "weights":
            if criteria == 1:
                return "one_criterion"
            parameters = {"concentration": settings.weights_concentration}
            return Varied(source, parameters, partial(_scatter, criteria))
        case "codings":
            return _codings(evidence, table)
        case "levels":
            if len(table.scales) < 2:
                return "no_levels"
            scales = [list(scale) for scale in table.scales]
            return Varied(source, {"scales": scales}, partial(_choices, len(scales)))
        case "respondents":
            return _respondents(respondents, settings.respondents)
        case "method":
            able = len(table.methods)
            if able < 2:
                return "one_method"
            return Varied(source, {"methods": list(table.methods)}, partial(_choices, able))
        case "normalisation":
            if max(len(rules) for rules in table.normalisations.values()) < 2:
                return "one_normalisation"
            rules = {method: list(names) for method, names in table.normalisations.items()}
            return Varied(source, rules, _uniforms)
        case _:
            return "no_evidence" if evidence is None else _of_evidence(source, evidence, settings)


def _of_evidence(source: Source, evidence: EvidenceArrays, settings: Settings) -> Varied | str:
    match source:
        case "groups":
            return _groups(evidence, settings.groups_concentration)
        case "crosswalk":
            return _crosswalk(evidence, settings.between_crosswalks)
        case "offset":
            low = evidence.offset / settings.offset_factor
            high = evidence.offset * settings.offset_factor
            if low == high:
                return "one_offset"
            return Varied(source, {"low": low, "high": high}, partial(_log_uniform, low, high))
        case "list_order":
            ranked = int((evidence.listed != evidence.strengths).sum())
            if not ranked:
                return "no_list"
            parameters = {"probability": 0.5, "statements": ranked}
            return Varied(source, parameters, _flags)
        case _:
            spans = evidence.spans
            if max(span.stop - span.start for span in spans) < 2:
                return "one_statement"
            parameters = {
                group: span.stop - span.start
                for group, span in zip(evidence.groups, spans, strict=True)
            }
            return Varied(source, parameters, partial(_resampled, spans))


def _codings(evidence: EvidenceArrays | None, table: ScoreTable) -> Varied | str:
    differing = 0 if evidence is None else len(evidence.judged)
    if not differing and not len(table.cells):
        return "codings_agree"
    parameters = {"statements": differing, "scores": len(table.cells)}
    return Varied("codings", parameters, partial(_rows, differing + len(table.cells)))


def _respondents(panel: PanelArrays | None, way: str) -> Varied | str:
    if panel is None:
        return "no_respondents"
    sizes = {g: s.stop - s.start for g, s in zip(panel.groups, panel.spans, strict=True)}
    if max(sizes.values()) < 2 and (way == "bootstrap" or len(panel.respondents) < 2):
        return "one_respondent"
    parameters: dict[str, object] = {"respondents": len(panel.respondents)}
    if panel.groups != ("",):
        parameters |= {"groups": sizes, "drawn": way}
    draw = partial(_resampled, panel.spans)
    if way == "each":
        draw = partial(_one_of_them, np.cumsum(panel.shares()))
    return Varied("respondents", parameters, draw)


def _one_of_them(up_to: Floats, rng: np.random.Generator) -> Drawn:
    """Return for each draw which one is heard (r, BLOCK), of shares that sum up to (r,)."""
    chosen = np.minimum(np.searchsorted(up_to, rng.random(BLOCK), "right"), len(up_to) - 1)
    return (np.arange(len(up_to))[:, None] == chosen).astype(np.uint8)


def _rows(many: int, rng: np.random.Generator) -> Drawn:
    return rng.random((many, BLOCK))


def _groups(evidence: EvidenceArrays, concentration: float | None) -> Varied | str:
    speak = spoken(evidence)[:, 0]
    places = np.flatnonzero(speak if concentration is None else evidence.group_weights * speak)
    if len(places) < 2:
        return "one_group"
    base = evidence.group_weights[places]
    shapes = np.ones(len(base)) if concentration is None else concentration * base / base.sum()
    parameters = {"distribution": "uniform"}
    if concentration is not None:
        parameters = {"concentration": concentration}
    return Varied("groups", parameters, partial(_voices, len(evidence.groups), places, shapes))


def _voices(groups: int, places: Integers, shapes: Floats, rng: np.random.Generator) -> Drawn:
    weights = np.zeros((groups, BLOCK))
    weights[places] = dirichlet(shapes, rng)
    return weights


def dirichlet(shapes: Floats, rng: np.random.Generator) -> Floats:
    """Return Dirichlet weights (k, BLOCK) of shapes (k,)."""
    if shapes.min() >= SAFE:
        parts = rng.standard_gamma(shapes[:, None], (len(shapes), BLOCK))
        return parts / parts.sum(axis=0)
    logs = np.log(rng.standard_gamma(shapes[:, None] + 1, (len(shapes), BLOCK)))
    logs += np.log1p(-rng.random((len(shapes), BLOCK))) / shapes[:, None]
    parts = np.exp(logs - logs.max(axis=0))
    return parts / parts.sum(axis=0)


def _crosswalk(evidence: EvidenceArrays, between: float) -> Varied | str:
    themes, names = len(evidence.moved), list(evidence.crosswalks)
    if not themes:
        return "one_crosswalk"
    parameters = {"crosswalks": names, "between": between}
    return Varied("crosswalk", parameters, partial(_mixed, themes, len(names), between))


def _mixed(themes: int, names: int, between: float, rng: np.random.Generator) -> Drawn:
    whole = np.flatnonzero(rng.random(BLOCK) >= between)
    shares = np.array([simplex(rng, names) for _ in range(themes)])
    shares[:, :, whole] = np.eye(names)[:, rng.integers(names, size=len(whole))]
    return shares


def _scatter(criteria: int, rng: np.random.Generator) -> Drawn:
    """Return normal numbers (n, BLOCK) over uniform ones (n, BLOCK); see `scattered`."""
    return np.vstack([rng.standard_normal((criteria, BLOCK)), rng.random((criteria, BLOCK))])


def scattered(weights: Floats, concentration: float, numbers: Drawn) -> Floats:
    """Return weights (n, s) scattered round weights (n, s) or (n, 1), as Dirichlet draws are.

    Parameters
    ----------
    weights : (n, s) or (n, 1) array
        Non-negative; a weight of zero stays zero.
    concentration : float
        The shapes are this times the weights.
    numbers : (2n, s) array
        Normal numbers over uniform ones.

    Notes
    -----
    Gamma variates by rejection would take a number of random numbers that depends on the weights,
    so that changing one source would change what another draws. Here each takes one normal number
    z and one uniform number u: with a shape a, ``b (1 - 1/(9b) + z / (3 sqrt b))^3 u^(1/a)`` with
    ``b = a + 1``, by the cube-root approximation [1]_, which for shapes from 1 is within a percent
    of the distribution function.

    References
    ----------
    .. [1] E. B. Wilson and M. M. Hilferty, "The distribution of chi-square", Proceedings of the
       National Academy of Sciences 17(12), 1931, pp. 684-688, doi:10.1073/pnas.17.12.684.
    """
    n = len(weights)
    shapes = concentration * weights
    above = shapes + 1
    root = 1 - 1 / (9 * above) + numbers[:n] / (3 * np.sqrt(above))
    boost = np.log1p(-numbers[n:]) / np.where(shapes > 0, shapes, 1.0)
    logs = np.where(
        shapes > 0, np.log(above) + 3 * np.log(np.maximum(root, LEAST)) + boost, -np.inf
    )
    parts = np.exp(logs - logs.max(axis=0))
    return parts / parts.sum(axis=0)


def _uniforms(rng: np.random.Generator) -> Drawn:
    return rng.random(BLOCK)


def _log_uniform(low: float, high: float, rng: np.random.Generator) -> Drawn:
    return np.exp(log(low) + log(high / low) * rng.random(BLOCK))


def _flags(rng: np.random.Generator) -> Drawn:
    return rng.random(BLOCK) < 0.5


def _choices(many: int, rng: np.random.Generator) -> Drawn:
    return rng.integers(many, size=BLOCK, dtype=np.uint8)


def _resampled(spans: Sequence[slice], rng: np.random.Generator) -> Drawn:
    """Return how often each item (N, BLOCK) is drawn, as many as there are, within each span."""
    total = spans[-1].stop
    counts = np.empty((total, BLOCK), np.min_scalar_type(total))
    for span in spans:
        many = span.stop - span.start
        drawn = rng.integers(many or 1, size=(many, BLOCK), dtype=np.min_scalar_type(many))
        if many <= COMPARED:
            for item in range(many):
                same = (drawn == item).view(np.uint8)
                np.add.reduce(same, axis=0, dtype=np.uint8, out=counts[span.start + item])
        else:
            flat = drawn * np.int64(BLOCK) + np.arange(BLOCK)
            found = np.bincount(flat.ravel(), minlength=many * BLOCK)
            counts[span] = found.reshape(many, BLOCK)
    return counts
