"""Weights of which the order of criteria is known: a total one, a partial one, and ties."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise, product

import numpy as np

from ganeum.kernel.constrained import Polytope, polytope
from ganeum.kernel.inputs import Floats, Integers, whole_number
from ganeum.kernel.simplex import simplex
from ganeum.kernel.streams import BLOCK, WEIGHTS, generator


@dataclass(frozen=True, slots=True, eq=False)
class Ordered:
    """An order of criteria by weight.

    Attributes
    ----------
    groups : groups of criteria: each weighs at least as much as any in a later group. Within a
        group nothing is said, nor of criteria in no group.
    ties : sets of criteria of equal weight, each inside one group or outside all.
    """

    groups: Sequence[Sequence[int]]
    ties: Sequence[Sequence[int]] = ()


def ordered(order: Ordered, n: int, seed: int) -> "Ladder | Sorted | Polytope":
    """Prepare the drawing of ordered weights.

    Raises
    ------
    ValueError
        If the order names no criteria, wrong ones, or one twice.
    """
    groups = tuple(_members("groups", group, n) for group in order.groups)
    ties = tuple(_members("ties", tie, n) for tie in order.ties)
    for name, sets in (("groups", groups), ("ties", ties)):
        flat = [member for members in sets for member in members]
        if len(set(flat)) < len(flat):
            raise ValueError(f"{name} {sets} name a criterion twice")
    place = {member: at for at, group in enumerate(groups) for member in group}
    for tie in ties:
        if len({place.get(member) for member in tie}) > 1:
            raise ValueError(f"ties {tie} are not inside one group, nor outside all")
    tied = {member for tie in ties for member in tie}
    classes = (*ties, *((member,) for member in range(n) if member not in tied))
    if not groups and not ties:
        raise ValueError("groups and ties are empty: that is no order")
    in_order = tuple(
        tuple(c for c in classes if place.get(c[0]) == at) for at in range(len(groups))
    )
    if len(place) == n and all(len(held) == 1 for held in in_order):
        return Ladder(tuple(held[0] for held in in_order))
    if all(len(members) == 1 for members in classes):
        return Sorted(n, groups)
    expand = np.zeros((n, len(classes)))
    for column, members in enumerate(classes):
        expand[list(members), column] = 1 / len(members)
    slacks = [
        expand[ahead[0]] - expand[behind[0]]
        for earlier, later in pairwise(in_order)
        for ahead, behind in product(earlier, later)
    ]
    return polytope(np.reshape(slacks, (-1, len(classes))), expand, np.zeros(n), seed)


def _members(name: str, group: Sequence[int], n: int) -> tuple[int, ...]:
    members = tuple(whole_number(name, member, 0) for member in group)
    if not members or max(members) >= n:
        raise ValueError(f"{name} holds {members}, not criteria from 0 to {n - 1}")
    return members


@dataclass(frozen=True, slots=True, eq=False)
class Sorted:
    """Uniform draws, the listed criteria exchanging weights until their groups are in order."""

    n: int
    groups: tuple[tuple[int, ...], ...]

    def block(self, seed: int, block: int) -> tuple[Floats, float, int]:
        """Return what `Drawing.block` returns."""
        weights = simplex(generator(seed, WEIGHTS, block), self.n)
        listed = [criterion for group in self.groups for criterion in group]
        ascending = np.sort(weights[listed], axis=0)
        end = len(listed)
        for group in self.groups:
            own, members = ascending[end - len(group) : end], list(group)
            within = np.argsort(np.argsort(weights[members], axis=0), axis=0)
            weights[members] = np.take_along_axis(own, within, axis=0)
            end -= len(group)
        return weights, 1.0, BLOCK


@dataclass(frozen=True, slots=True, eq=False)
class Ladder:
    """A total order of classes of equal weight: ``v_k`` is the sum of ``u_j / C_j`` from k on."""

    classes: tuple[tuple[int, ...], ...]

    def places(self) -> Integers:
        """Return the place of each criterion's class in the order (n,)."""
        sizes = [len(members) for members in self.classes]
        places = np.empty(sum(sizes), np.int64)
        places[[member for members in self.classes for member in members]] = np.repeat(
            np.arange(len(sizes)), sizes
        )
        return places

    def block(self, seed: int, block: int) -> tuple[Floats, float, int]:
        """Return what `Drawing.block` returns."""
        sizes = [len(members) for members in self.classes]
        steps = simplex(generator(seed, WEIGHTS, block), len(sizes))
        steps /= np.cumsum(sizes)[:, None]
        levels = np.cumsum(steps[::-1], axis=0)[::-1]
        weights = np.empty((sum(sizes), BLOCK))
        for level, members in zip(levels, self.classes, strict=True):
            weights[list(members)] = level
        return weights, 1.0, BLOCK
