"""Frames of the weight triangle: who is first while three areas share what the others leave."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from ganeum.analysis import Analysis
from ganeum.kernel.inputs import Floats
from ganeum.ranking import Method
from ganeum.report.charts.frames.regions import (
    CORNERS,
    Region,
    distance_to,
    lattice,
    winning_regions,
)
from ganeum.report.ranking_report import alternative_names, criterion_names
from ganeum.sensitivity import Examined, examined
from ganeum.sensitivity.examined import leaf_weights
from ganeum.words import Language, say

THREE = 3
ALIKE = 1e-12
TEXTURE = 4  # every so many points of the grid carry a region's sign
DOT = 0.02  # about how large a dot is
OFF_BORDER = 0.014  # how far from a border such a point is at least


@dataclass(frozen=True, slots=True, eq=False)
class WeightTriangle:
    """The weights of three areas, and who is first where.

    Attributes
    ----------
    outlines : region (0 is the largest), ring, order, x, y; one row a corner of an outline.
    winners : region, name (several if tied throughout), share (of the triangle), x, y (well inside
        the region), room (distance from there to its border or the next dot).
    texture : region, x, y; points spread over the regions.
    dots : kind ("present", "group", "equal"), label, first, second, third (shares of the three), x,
        y; one row a weighting.
    corners : area, x, y; the share there is `budget`.
    budget : what the three areas have together.
    fixed : the names and weights of the other areas.
    resolution : into how many steps each side is divided to find the borders; 1 where they are
        straight and exact.
    """

    outlines: pd.DataFrame
    winners: pd.DataFrame
    texture: pd.DataFrame
    dots: pd.DataFrame
    corners: pd.DataFrame
    budget: float
    fixed: tuple[tuple[str, float], ...]
    resolution: int


def weight_triangle_frames(
    analysis: Analysis,
    sector: str,
    method: Method,
    criteria: Sequence[str],
    language: Language,
    resolution: int = 60,
) -> WeightTriangle:
    """Return who is first for each way in which three areas can share their weight.

    Parameters
    ----------
    criteria : three ids
        The corners: left, right, top. All other criteria keep their present weights.
    resolution : int, default 60
        Into how many steps each side is divided; borders under AHP are exact whatever it is.

    Raises
    ------
    KeyError
        If the analysis has no such sector or ranking.
    ValueError
        If the criteria are not three different ones that are scored, or have no weight together.
    """
    case = examined(analysis, sector, method)
    if len(set(criteria)) != THREE or len(criteria) != THREE:
        raise ValueError(f"criteria are {tuple(criteria)}: a triangle needs three different ones")
    chosen = [case.criteria.index(each) for each in criteria]
    base = case.weights
    budget = float(base[chosen].sum())
    if budget == 0:
        raise ValueError(f"criteria {tuple(criteria)} have no weight together")
    ends = np.tile(base, (THREE, 1))
    ends[:, chosen] = budget * np.eye(THREE)
    grid = lattice(resolution)
    names, scores = _distinct(case, case.problem.scores(grid @ ends), analysis, language)
    exact = method == "ahp"
    steps = 1 if exact else resolution
    at_corners = np.array([scores[(grid == corner).all(axis=1)][0] for corner in lattice(1)])
    regions = winning_regions(at_corners if exact else scores, steps)
    places = grid @ CORNERS
    areas = criterion_names(analysis)
    dots = [
        (kind, label, *shares, *(np.array(shares) @ CORNERS))
        for kind, label, shares in _dots(case, analysis, chosen, language)
    ]
    corners = [
        (areas[each](language), float(x), float(y))
        for each, (x, y) in zip(criteria, CORNERS, strict=True)
    ]
    best = scores.argmax(axis=1)
    winners = _winners(regions, names, places, best, np.array([dot[-2:] for dot in dots]))
    return WeightTriangle(
        outlines=_outlines(regions),
        winners=winners,
        texture=_texture(regions, winners, grid * resolution, places, best),
        dots=pd.DataFrame(dots, columns=["kind", "label", "first", "second", "third", "x", "y"]),
        corners=pd.DataFrame(corners, columns=["area", "x", "y"]),
        budget=budget,
        fixed=tuple(
            (areas[each](language), float(base[k]))
            for k, each in enumerate(case.criteria)
            if k not in chosen
        ),
        resolution=steps,
    )


def _distinct(
    case: Examined, scores: Floats, analysis: Analysis, language: Language
) -> tuple[list[str], Floats]:
    """Return names and scores with those that tie all over the triangle taken together."""
    called = alternative_names(analysis)
    names: list[str] = []
    kept: list[int] = []
    for i, key in enumerate(case.alternatives):
        twin = next(
            (k for k, j in enumerate(kept) if np.abs(scores[:, i] - scores[:, j]).max() <= ALIKE),
            None,
        )
        if twin is None:
            kept.append(i)
            names.append(called[key](language))
        else:
            names[twin] += f", {called[key](language)}"
    return names, scores[:, kept]


def _dots(
    case: Examined, analysis: Analysis, chosen: Sequence[int], language: Language
) -> Iterator[tuple[str, str, tuple[float, ...]]]:
    evidence = analysis.scenario.evidence
    groups = {g.id: g.name(language) for g in evidence.model.groups} if evidence else {}
    all_weights = [("present", say("chart_present", language), case.weights)]
    rule = analysis.scenario.model.methods.ahp.priorities
    for view in case.sector.weights.groups:
        if view.calls:
            own = dict(
                zip(case.sector.weights.criteria, view.own_weights(rule).tolist(), strict=True)
            )
            scored = np.array(leaf_weights(analysis, own, case.sector.weights.local))
            all_weights.append(("group", groups[view.group], scored))
    equal = np.full(len(case.weights), 1 / len(case.weights))
    all_weights.append(("equal", say("equal", language), equal))
    for kind, label, weights in all_weights:
        three = weights[list(chosen)]
        if three.sum() > 0:
            yield kind, label, tuple((three / three.sum()).tolist())


def _outlines(regions: Sequence[Region]) -> pd.DataFrame:
    rings = sorted(
        ((index, ring) for index, region in enumerate(regions) for ring in region.rings),
        key=lambda pair: -float(np.ptp(pair[1][:, 0]) * np.ptp(pair[1][:, 1])),
    )  # what lies in the hole of another is drawn after it
    rows = [
        (index, number, order, float(x), float(y))
        for number, (index, ring) in enumerate(rings)
        for order, (x, y) in enumerate(ring)
    ]
    return pd.DataFrame(rows, columns=["region", "ring", "order", "x", "y"])


def _winners(
    regions: Sequence[Region], names: Sequence[str], places: Floats, best: Floats, dots: Floats
) -> pd.DataFrame:
    """Return each region with the place in it that is farthest from its border and from dots."""
    rows: list[tuple[object, ...]] = []
    for index, region in enumerate(regions):
        own = places[best == region.winner]
        if not len(own):  # a sliver between the points of the grid
            own = np.array([region.rings[0].mean(axis=0)])
        to_dots = np.linalg.norm(own[:, None] - dots[None], axis=2).min(axis=1)
        rooms = np.minimum(distance_to(own, region.rings), to_dots - DOT)
        widest = int(rooms.argmax())
        x, y = own[widest].tolist()
        rows.append((index, names[region.winner], region.area, x, y, float(rooms[widest])))
    return pd.DataFrame(rows, columns=["region", "name", "share", "x", "y", "room"])


def _texture(
    regions: Sequence[Region], winners: pd.DataFrame, steps: Floats, places: Floats, best: Floats
) -> pd.DataFrame:
    """Return points spread over the regions, at least one in each."""
    whole = steps.round().astype(int)
    sparse = (whole[:, 1] % TEXTURE == TEXTURE // 2) & (whole[:, 2] % TEXTURE == 1)
    rows: list[tuple[object, ...]] = []
    for index, (region, x, y) in enumerate(zip(regions, winners["x"], winners["y"], strict=True)):
        own = places[sparse & (best == region.winner)]
        inside = own[distance_to(own, region.rings) > OFF_BORDER]
        rows.extend((index, float(p), float(q)) for p, q in inside)
        if not len(inside):
            rows.append((index, float(x), float(y)))
    return pd.DataFrame(rows, columns=["region", "x", "y"])
