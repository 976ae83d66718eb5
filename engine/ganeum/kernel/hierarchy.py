"""Local and global weights in a hierarchy of criteria."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ganeum.kernel.inputs import Floats, Integers, finite, read_only, read_only_integers, unit_sum

TOP = -1  # parent of what is directly under the goal


@dataclass(frozen=True, slots=True, eq=False)
class Hierarchy:
    """A tree of N nodes under a goal, with its weights; s is the number of sets of weights.

    Attributes
    ----------
    parents : (N,) the node above each; -1 for the goal.
    levels : (N,) 1 for what is directly under the goal, 2 below that, and so on.
    local : (N,) or (s, N) weights, summing to 1 among the children of one node.
    overall : (N,) or (s, N) global weights: the product of local ones up to the goal.
    leaves : (k,) nodes without children.
    leaf_weights : (k,) or (s, k) their global weights, summing to 1.
    """

    parents: Integers
    levels: Integers
    local: Floats
    overall: Floats
    leaves: Integers
    leaf_weights: Floats


def hierarchy(parents: npt.ArrayLike, local: npt.ArrayLike) -> Hierarchy:
    """Return the global weights of a hierarchy.

    Parameters
    ----------
    parents : (N,) array_like of int
        The node above each node, -1 for the goal; in any order, but without a circle.
    local : (N,) or (s, N) array_like
        Non-negative, scaled to sum 1 among the children of one node; several rows are several sets
        of weights, such as one a respondent.

    Returns
    -------
    Hierarchy

    Raises
    ------
    ValueError
        If a parent is not a node or goes round in a circle, or weights are negative or all zero
        among the children of one node.

    References
    ----------
    .. [1] R. W. Saaty, "The analytic hierarchy process - what it is and how it is used",
       Mathematical Modelling 9(3-5), 1987, pp. 161-176, doi:10.1016/0270-0255(87)90473-8.

    Examples
    --------
    >>> found = hierarchy([-1, -1, 0, 0], [0.6, 0.4, 3, 1])
    >>> found.leaves.tolist(), found.leaf_weights.round(2).tolist()
    ([1, 2, 3], [0.4, 0.45, 0.15])
    """
    above, levels = _levels(parents)
    sets = _sets("local", local, len(above))
    weights = np.empty(sets.shape)
    for parent in np.unique(above).tolist():
        children = above == parent
        weights[:, children] = _siblings("local", sets[:, children], parent)
    return _weighed(above, levels, weights.reshape(np.shape(local)))


def with_local_weights(found: Hierarchy, parent: int, local: npt.ArrayLike) -> Hierarchy:
    """Return the hierarchy with other weights under one node, all other local weights untouched.

    Parameters
    ----------
    found : Hierarchy
    parent : int
        Whose children get other weights; -1 for the goal.
    local : (c,) or (s, c) array_like
        Non-negative, not all zero, one for each child in the order of nodes; scaled to sum 1.

    Returns
    -------
    Hierarchy

    Raises
    ------
    ValueError
        If the node has no children, or weights do not fit.

    Examples
    --------
    >>> found = hierarchy([-1, -1, 0, 0], [0.6, 0.4, 3, 1])
    >>> with_local_weights(found, -1, [1, 3]).leaf_weights.round(4).tolist()
    [0.75, 0.1875, 0.0625]
    """
    children = found.parents == parent
    if not children.any():
        raise ValueError(f"parent is {parent}, which has no children")
    sets = _siblings("local", _sets("local", local, int(children.sum())), parent)
    weights = np.atleast_2d(found.local)
    if len(sets) not in (1, len(weights)) and len(weights) > 1:
        raise ValueError(f"local has {len(sets)} rows where 1 or {len(weights)} are needed")
    weights = np.repeat(weights, len(sets), axis=0) if len(weights) == 1 else weights.copy()
    weights[:, children] = sets
    one = found.local.ndim == 1 and np.ndim(local) == 1
    return _weighed(found.parents, found.levels, weights[0] if one else weights)


def _levels(parents: npt.ArrayLike) -> tuple[Integers, Integers]:
    """Return parents, checked, and on which level each node is."""
    above = np.asarray(parents)
    if above.ndim != 1 or not len(above) or not np.issubdtype(above.dtype, np.integer):
        raise ValueError("parents must be whole numbers, one for each of at least one node")
    nodes = len(above)
    wrong = np.flatnonzero((above < TOP) | (above >= nodes))
    if len(wrong):
        place = int(wrong[0])
        raise ValueError(f"parents[{place}] is {above[place]}, not a node or {TOP}")
    levels, reached = np.zeros(nodes, dtype=np.int64), np.arange(nodes)
    for _ in range(nodes):
        climbing = reached != TOP
        levels += climbing
        reached = np.where(climbing, above[reached], TOP)
    circle = np.flatnonzero(reached != TOP)
    if len(circle):
        raise ValueError(f"parents go round in a circle from node {int(circle[0])}")
    return read_only_integers(above), read_only_integers(levels)


def _sets(name: str, value: npt.ArrayLike, length: int) -> Floats:
    """Return sets of weights (s, length), one if only one is given."""
    sets = finite(name, value, 2 if np.ndim(value) == 2 else 1)
    if sets.shape[-1] != length:
        raise ValueError(f"{name} has {sets.shape[-1]} entries where {length} are needed")
    return np.atleast_2d(sets)


def _siblings(name: str, sets: Floats, parent: int) -> Floats:
    """Return the weights (s, c) of the children of one node, each set scaled to sum 1."""
    under = f"{name} under {'the goal' if parent == TOP else f'node {parent}'}"
    return np.array([unit_sum(under, row, sets.shape[1]) for row in sets])


def _weighed(parents: Integers, levels: Integers, local: Floats) -> Hierarchy:
    overall = local.copy()
    for level in range(2, int(levels.max()) + 1):
        nodes = np.flatnonzero(levels == level)
        overall[..., nodes] *= overall[..., parents[nodes]]
    leaves = np.flatnonzero(~np.isin(np.arange(len(parents)), parents))
    return Hierarchy(
        parents=parents,
        levels=levels,
        local=read_only(local),
        overall=read_only(overall),
        leaves=read_only_integers(leaves),
        leaf_weights=read_only(overall[..., leaves]),
    )
