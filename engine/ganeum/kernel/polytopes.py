"""Parts of the weight simplex: their vertices, and their share of it, exactly."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ganeum.kernel.inputs import Floats

ON_THE_FACE = 1e-12  # how far, of a halfspace's largest coefficient, counts as on its border

Faces = dict[int, int]  # a face, as a set of vertices in binary, and its number


@dataclass(frozen=True, slots=True, eq=False)
class Polytope:
    """The weights w of the simplex with ``halfspaces @ w >= 0``.

    Attributes
    ----------
    vertices : (v, n) weights; none if the polytope has no interior.
    halfspaces : (c, n) the first n say that weights are not negative.
    active : (v, c) whether a vertex lies on the border of a halfspace.
    """

    vertices: Floats
    halfspaces: Floats
    active: npt.NDArray[np.bool_]


def simplex_part(halfspaces: Floats) -> Polytope:
    """Cut the simplex (n corners) by halfspaces (c, n), one after another.

    Notes
    -----
    The double description method: a cut keeps the vertices on its side and adds one on each edge
    between the sides. Two vertices share an edge if the halfspaces on whose borders both lie are
    borders of no third vertex. A cut that leaves no vertex strictly inside leaves no interior.
    """
    n = halfspaces.shape[1]
    vertices, active = np.eye(n), ~np.eye(n, dtype=np.bool_)
    used = np.eye(n)
    for row in halfspaces:
        value = vertices @ (row / np.abs(row).max())
        value = np.where(np.abs(value) <= ON_THE_FACE, 0.0, value)
        ahead, behind = np.flatnonzero(value > 0), np.flatnonzero(value < 0)
        used = np.vstack([used, row])
        if not len(ahead):
            return Polytope(np.empty((0, n)), used, np.empty((0, len(used)), dtype=np.bool_))
        pairs = np.stack(np.meshgrid(ahead, behind), axis=-1).reshape(-1, 2)
        common = active[pairs[:, 0]] & active[pairs[:, 1]]
        size = common.sum(axis=1)
        close = size >= n - 2
        pairs, common, size = pairs[close], common[close], size[close]
        holders = (common.astype(np.float64) @ active.T == size[:, None]).sum(axis=1)
        pairs, common = pairs[holders == 2], common[holders == 2]
        plus, minus = value[pairs[:, 0], None], value[pairs[:, 1], None]
        new = (plus * vertices[pairs[:, 1]] - minus * vertices[pairs[:, 0]]) / (plus - minus)
        kept = value >= 0
        vertices = np.vstack([vertices[kept], new])
        border = np.append(value[kept] == 0, np.ones(len(new), dtype=np.bool_))
        active = np.column_stack([np.vstack([active[kept], common]), border])
    return Polytope(vertices, used, active)


def share_of_simplex(polytope: Polytope) -> float:
    """Return the volume of a polytope as a share of the simplex's, from 0 to 1.

    Notes
    -----
    A face of dimension k with a vertex as apex is made of pyramids over its own facets that do not
    hold the apex: its volume is the sum of ``height * volume / k``. Volumes of faces are shared by
    all faces that have them. The height over a facet is the apex's distance from the halfspace, as
    seen within the face: divided by the length of the normal's projection onto the face.
    """
    count, n = polytope.vertices.shape
    if n == 1 or not count:
        return float(bool(count))
    lengths = np.linalg.norm(polytope.halfspaces, axis=1, keepdims=True)
    normals = polytope.halfspaces / lengths
    slack = np.where(polytope.active, 0.0, polytope.vertices @ normals.T)
    borders = _distinct_borders(polytope.active)
    faces: Faces = {(1 << count) - 1: 0}
    directions = (np.eye(n) - 1 / n)[None]  # projections onto the faces of one dimension
    levels: list[tuple[int, npt.NDArray[np.intp], npt.NDArray[np.intp], Floats]] = []
    for _ in range(n - 1):
        number, below, parents, children, apexes, walls = len(faces), *_facets(faces, borders)
        projected = np.einsum("rij,rj->ri", directions[parents], normals[walls])
        length = np.linalg.norm(projected, axis=1)
        levels.append((number, parents, children, slack[apexes, walls] / length))
        unit = projected / length[:, None]
        _, first = np.unique(children, return_index=True)
        directions = directions[parents[first]] - unit[first, :, None] * unit[first, None, :]
        faces = below
    volumes = np.ones(len(faces))  # of vertices
    for k, (number, parents, children, heights) in enumerate(reversed(levels), 1):
        volumes = np.bincount(parents, heights * volumes[children], number) / k
    return min(float(volumes[0] * np.prod(np.arange(1.0, n)) / np.sqrt(n)), 1.0)


def _distinct_borders(active: npt.NDArray[np.bool_]) -> dict[int, int]:
    """Return the vertices on each border, in binary, with one halfspace that has it."""
    return {
        sum(1 << int(vertex) for vertex in np.flatnonzero(column)): wall
        for wall, column in enumerate(active.T)
        if column.any()
    }


def _facets(
    faces: Faces, borders: dict[int, int]
) -> tuple[Faces, *tuple[npt.NDArray[np.intp], ...]]:
    """Return the facets of faces that do not hold the apex, the face's first vertex.

    Returns
    -------
    the facets, and per facet of a face: the face, the facet, the apex, the halfspace
    """
    below: Faces = {}
    rows: list[tuple[int, int, int, int]] = []
    for face, number in faces.items():
        apex = face & -face
        parts: Faces = {}
        for border, wall in borders.items():
            part = face & border
            if part and part != face:
                parts[part] = wall
        for part, wall in parts.items():
            # a facet is a part that lies in no other part
            if part & apex or any(part & other == part and part != other for other in parts):
                continue
            child = below.setdefault(part, len(below))
            rows.append((number, child, apex.bit_length() - 1, wall))
    table = np.array(rows, dtype=np.intp).reshape(-1, 4)
    return below, table[:, 0], table[:, 1], table[:, 2], table[:, 3]
