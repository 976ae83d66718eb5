"""Regions of a triangle in which one alternative scores best, as polygons."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ganeum.kernel.inputs import Floats, Integers

Point = tuple[float, float]
Vertex = tuple[Point, Floats]  # where it is, and what everybody scores there

CORNERS = np.array([[0.0, 0.0], [1.0, 0.0], [0.5, np.sqrt(0.75)]])
SAME_POINT = 1e9  # points that agree to nine decimals are one
NO_AREA = 1e-12
STRAIGHT = 1e-9


@dataclass(frozen=True, slots=True, eq=False)
class Region:
    """Where one alternative scores best.

    Attributes
    ----------
    winner : its index.
    rings : outlines (k, 2) of the pieces, holes left out.
    area : its share of the triangle.
    """

    winner: int
    rings: tuple[Floats, ...]
    area: float


def lattice(resolution: int) -> Floats:
    """Return the shares (p, 3) of three corners at evenly spaced points of a triangle.

    >>> lattice(1)
    array([[1., 0., 0.],
           [0., 0., 1.],
           [0., 1., 0.]])
    """
    whole = [
        (resolution - i - j, i, j) for i in range(resolution + 1) for j in range(resolution + 1 - i)
    ]
    return np.array(whole, dtype=np.float64) / resolution


def small_triangles(resolution: int) -> Integers:
    """Return the triangles (resolution**2, 3) between the points of a lattice, all turning left."""
    starts = np.cumsum([0, *range(resolution + 1, 0, -1)])
    found: list[tuple[int, int, int]] = []
    for i in range(resolution):
        here, there = int(starts[i]), int(starts[i + 1])
        for j in range(resolution - i):
            found.append((here + j, there + j, here + j + 1))
            if j < resolution - i - 1:
                found.append((there + j, there + j + 1, here + j + 1))
    return np.array(found, dtype=np.int64)


def winning_regions(scores: npt.ArrayLike, resolution: int) -> list[Region]:
    """Return where each alternative scores best, largest region first.

    Parameters
    ----------
    scores : (p, m) array_like
        Scores at the points of `lattice(resolution)`.

    Returns
    -------
    list of Region
        Only of alternatives that are best somewhere.

    Notes
    -----
    Scores are taken as linear within each small triangle and the borders computed from that. For
    scores that are linear in the weights (the weighted sum) a resolution of 1 is exact; curved
    borders come out with an error that falls with the square of the resolution.
    """
    table = np.asarray(scores, dtype=np.float64)
    places = lattice(resolution) @ CORNERS
    edges: dict[int, dict[tuple[Point, Point], None]] = {}
    for winner, polygon in _pieces(table, places, small_triangles(resolution)):
        ring = [_rounded(point) for point in polygon]
        kept = edges.setdefault(winner, {})
        for start, end in zip(ring, [*ring[1:], ring[0]], strict=True):
            if start == end:
                continue
            if (end, start) in kept:
                del kept[end, start]  # what two pieces share is no border
            else:
                kept[start, end] = None
    regions = [_region(winner, kept) for winner, kept in edges.items()]
    return sorted(regions, key=lambda region: (-region.area, region.winner))


def _pieces(
    table: Floats, places: Floats, triangles: Integers
) -> Iterator[tuple[int, list[Point]]]:
    corners = table[triangles]
    floor = corners.min(axis=1).max(axis=1, keepdims=True)
    possible = corners.max(axis=1) >= floor
    for triangle, candidates in zip(triangles, possible, strict=True):
        vertices: list[Vertex] = [
            ((float(places[p, 0]), float(places[p, 1])), table[p]) for p in triangle.tolist()
        ]
        rivals = np.flatnonzero(candidates).tolist()
        for winner in rivals:
            piece = vertices
            for rival in rivals:
                piece = _clipped(piece, winner, rival) if rival != winner else piece
            points = [point for point, _ in piece]
            if len(rivals) == 1 or _area(points) > NO_AREA:
                yield winner, points


def _clipped(polygon: list[Vertex], winner: int, rival: int) -> list[Vertex]:
    """Return the part of a convex polygon in which one is not behind the other."""
    result: list[Vertex] = []
    for (point, values), (next_point, next_values) in zip(
        polygon, [*polygon[1:], *polygon[:1]], strict=True
    ):
        here = float(values[winner] - values[rival])
        there = float(next_values[winner] - next_values[rival])
        if here >= 0:
            result.append((point, values))
        if (here > 0 > there) or (here < 0 < there):
            t = here / (here - there)
            x = point[0] + t * (next_point[0] - point[0])
            y = point[1] + t * (next_point[1] - point[1])
            result.append(((x, y), values + t * (next_values - values)))
    return result


def _area(points: list[Point]) -> float:
    pairs = zip(points, [*points[1:], *points[:1]], strict=True)
    return sum(x * there_y - there_x * y for (x, y), (there_x, there_y) in pairs) / 2


def _rounded(point: Point) -> Point:
    return round(point[0] * SAME_POINT) / SAME_POINT, round(point[1] * SAME_POINT) / SAME_POINT


def _region(winner: int, edges: dict[tuple[Point, Point], None]) -> Region:
    """Chain borders into rings: as many lead to a point as away from it, so each one closes."""
    leaving: dict[Point, list[Point]] = {}
    for start, end in edges:
        leaving.setdefault(start, []).append(end)
    rings: list[list[Point]] = []
    while leaving:
        first = point = next(iter(leaving))
        ring = [first]
        while True:
            point = leaving[point].pop() if len(leaving[point]) > 1 else leaving.pop(point)[0]
            if point == first:
                break
            ring.append(point)
        rings.append(_straightened(ring))
    whole = _area([(float(x), float(y)) for x, y in CORNERS])
    areas = [_area(ring) for ring in rings]
    outlines = [np.array(ring) for ring, area in zip(rings, areas, strict=True) if area > NO_AREA]
    return Region(winner, tuple(outlines), sum(areas) / whole)


def _straightened(ring: list[Point]) -> list[Point]:
    """Return a ring without the points between which it goes straight on."""
    kept = [
        here
        for before, here, after in zip([ring[-1], *ring], ring, [*ring[1:], ring[0]], strict=False)
        if abs(_area([before, here, after])) > STRAIGHT
    ]
    return kept if len(kept) > 2 else ring


def distance_to(points: Floats, rings: tuple[Floats, ...]) -> Floats:
    """Return the distance (p,) of points (p, 2) to the nearest outline."""
    nearest = np.full(len(points), np.inf)
    for ring in rings:
        for start, end in zip(ring, np.roll(ring, -1, axis=0), strict=True):
            way = end - start
            along = np.clip((points - start) @ way / (way @ way), 0, 1)
            gaps = np.linalg.norm(points - start - along[:, None] * way, axis=1)
            nearest = np.minimum(nearest, gaps)
    return nearest
