"""The sources of uncertainty: how each is drawn, from random numbers that are its own."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any, Literal, get_args

import numpy as np

from ganeum.kernel.inputs import one_of
from ganeum.kernel.streams import generator
from ganeum.sensitivity.evidence_arrays import EvidenceArrays, spoken
from ganeum.sensitivity.panel_arrays import PanelArrays
from ganeum.uncertainty import drawing
from ganeum.uncertainty.drawing import Drawn
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
RESPONDENTS = ("bootstrap", "each")  # how a panel is drawn
# why a source is held: the sector has nothing of it
ABSENT = frozenset(("no_levels", "no_respondents", "no_list"))
KEPT = 128  # lots of numbers that are kept for other sectors, about 16 blocks


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
    respondents: str = RESPONDENTS[0]

    def __post_init__(self) -> None:
        for name in ("weights_concentration", "groups_concentration"):
            value = getattr(self, name)
            if value is not None and not 0 < value < float("inf"):
                raise ValueError(f"{name} is {value}, not a positive number")
        if not 0 <= self.between_crosswalks <= 1:
            raise ValueError(f"between_crosswalks is {self.between_crosswalks}, not from 0 to 1")
        if not 1 <= self.offset_factor < float("inf"):
            raise ValueError(f"offset_factor is {self.offset_factor}, not a number from 1")
        one_of("respondents", self.respondents, RESPONDENTS)


@dataclass(frozen=True, slots=True, eq=False)
class Varied:
    """A source that is drawn: its parameters, in words and numbers, and how.

    What `draw` is given before the generator, if it is the same in several sectors, gives the same
    numbers there: they are kept for the next sector where `shared` says that this is likely.
    """

    source: Source
    parameters: Mapping[str, object]
    draw: "partial[Drawn]"
    shared: bool = True

    def block(self, seed: int, block: int) -> Drawn:
        """Return the numbers (..., BLOCK) of one block: a function of the arguments alone."""
        how = (self.draw.func, self.draw.args, FIRST_STREAM + SOURCES.index(self.source))
        return (_kept if self.shared else _numbers)(*how, seed, block)


def _numbers(
    draw: Callable[..., Drawn], given: tuple[Any, ...], stream: int, seed: int, block: int
) -> Drawn:
    drawn = draw(*given, generator(seed, stream, block))
    drawn.setflags(write=False)
    return drawn


_kept = lru_cache(maxsize=KEPT)(_numbers)


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
            return Varied(source, parameters, partial(drawing.scatter, criteria))
        case "codings":
            return _codings(evidence, table)
        case "levels":
            if len(table.scales) < 2:
                return "no_levels"
            scales = [list(scale) for scale in table.scales]
            return Varied(source, {"scales": scales}, partial(drawing.choices, len(scales)))
        case "respondents":
            return _respondents(respondents, settings.respondents)
        case "method":
            able = len(table.methods)
            if able < 2:
                return "one_method"
            return Varied(source, {"methods": list(table.methods)}, partial(drawing.choices, able))
        case "normalisation":
            if max(len(rules) for rules in table.normalisations.values()) < 2:
                return "one_normalisation"
            rules = {method: list(names) for method, names in table.normalisations.items()}
            return Varied(source, rules, partial(drawing.uniforms))
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
            return Varied(
                source, {"low": low, "high": high}, partial(drawing.log_uniforms, low, high)
            )
        case "list_order":
            ranked = int((evidence.listed != evidence.strengths).sum())
            if not ranked:
                return "no_list"
            parameters = {"probability": 0.5, "statements": ranked}
            return Varied(source, parameters, partial(drawing.flags))
        case _:
            spans = evidence.spans
            if max(span.stop - span.start for span in spans) < 2:
                return "one_statement"
            parameters = {
                group: span.stop - span.start
                for group, span in zip(evidence.groups, spans, strict=True)
            }
            return Varied(
                source,
                parameters,
                partial(drawing.resampled, tuple(parameters.values())),
                shared=False,
            )


def _codings(evidence: EvidenceArrays | None, table: ScoreTable) -> Varied | str:
    differing = 0 if evidence is None else len(evidence.judged)
    if not differing and not len(table.cells):
        return "codings_agree"
    parameters = {"statements": differing, "scores": len(table.cells)}
    draw = partial(drawing.uniform_rows, differing + len(table.cells))
    return Varied("codings", parameters, draw, shared=False)


def _respondents(panel: PanelArrays | None, way: str) -> Varied | str:
    if panel is None:
        return "no_respondents"
    sizes = {g: s.stop - s.start for g, s in zip(panel.groups, panel.spans, strict=True)}
    if max(sizes.values()) < 2 and (way == "bootstrap" or len(panel.respondents) < 2):
        return "one_respondent"
    parameters: dict[str, object] = {"respondents": len(panel.respondents), "drawn": way}
    if panel.groups != ("",):
        parameters["groups"] = sizes
    draw = partial(drawing.resampled, tuple(sizes.values()))
    if way == "each":
        draw = partial(drawing.one_of_them, np.cumsum(panel.shares()))
    return Varied("respondents", parameters, draw, shared=False)


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
    given = len(evidence.groups), tuple(places.tolist()), tuple(shapes.tolist())
    return Varied("groups", parameters, partial(drawing.voices, *given))


def _crosswalk(evidence: EvidenceArrays, between: float) -> Varied | str:
    themes, names = len(evidence.moved), list(evidence.crosswalks)
    if not themes:
        return "one_crosswalk"
    parameters = {"crosswalks": names, "between": between}
    return Varied(
        "crosswalk", parameters, partial(drawing.mixed_crosswalks, themes, len(names), between)
    )
