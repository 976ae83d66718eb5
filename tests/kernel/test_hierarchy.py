from dataclasses import FrozenInstanceError

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ganeum.kernel import Hierarchy, hierarchy, with_local_weights
from strategies import Floats

#        goal: 0 and 1; 0: 2 and 3; 3: 4, 5 and 6
PARENTS = [-1, -1, 0, 0, 3, 3, 3]
LOCAL = [0.25, 0.75, 0.5, 0.5, 0.2, 0.3, 0.5]


@st.composite
def trees(draw: st.DrawFn) -> tuple[list[int], Floats]:
    """Parents in any order, and two sets of local weights."""
    nodes = draw(st.integers(1, 8))
    parents = [draw(st.integers(-1, place - 1)) for place in range(nodes)]
    order = draw(st.permutations(range(nodes)))
    shuffled = [0] * nodes
    for place, parent in enumerate(parents):
        shuffled[order[place]] = -1 if parent == -1 else order[parent]
    weights = draw(st.lists(st.floats(0.1, 9), min_size=2 * nodes, max_size=2 * nodes))
    return shuffled, np.array(weights).reshape(2, nodes)


@given(tree=trees())
def test_global_weights_are_products_up_to_the_goal(tree: tuple[list[int], Floats]) -> None:
    parents, local = tree
    found = hierarchy(parents, local)
    for node in range(len(parents)):
        product, level, above = np.ones(2), 0, node
        while above != -1:
            product, level, above = product * found.local[:, above], level + 1, parents[above]
        assert found.overall[:, node] == pytest.approx(product, rel=1e-12)
        assert found.levels[node] == level


@given(tree=trees())
def test_siblings_and_leaves_sum_to_one(tree: tuple[list[int], Floats]) -> None:
    parents, local = tree
    found = hierarchy(parents, local)
    for parent in set(parents):
        children = [node for node, above in enumerate(parents) if above == parent]
        assert found.local[:, children].sum(axis=1) == pytest.approx(1)
        given_ = local[:, children] / local[:, children].sum(axis=1, keepdims=True)
        assert found.local[:, children] == pytest.approx(given_)
        if parent != -1:
            whole = found.overall[:, children].sum(axis=1)
            assert whole == pytest.approx(found.overall[:, parent])
    assert found.leaf_weights.sum(axis=1) == pytest.approx(1)
    assert found.leaves.tolist() == [k for k in range(len(parents)) if k not in parents]


@given(tree=trees(), data=st.data())
def test_a_changed_level_leaves_all_others_untouched(
    tree: tuple[list[int], Floats], data: st.DataObject
) -> None:
    parents, local = tree
    found = hierarchy(parents, local[0])
    parent = data.draw(st.sampled_from(sorted(set(parents))))
    children = np.flatnonzero(np.array(parents) == parent)
    changed = with_local_weights(found, parent, local[1, children])
    others = np.array(parents) != parent
    assert changed.local[others].tolist() == found.local[others].tolist()
    expected = np.where(others, local[0], local[1])
    assert changed.overall == pytest.approx(hierarchy(parents, expected).overall)
    assert changed.local.shape == found.local.shape


def test_three_levels() -> None:
    found = hierarchy(PARENTS, LOCAL)
    assert found.levels.tolist() == [1, 1, 2, 2, 3, 3, 3]
    assert found.overall.tolist() == pytest.approx(
        [0.25, 0.75, 0.125, 0.125, 0.025, 0.0375, 0.0625]
    )
    assert found.leaves.tolist() == [1, 2, 4, 5, 6]
    assert found.leaf_weights == pytest.approx([0.75, 0.125, 0.025, 0.0375, 0.0625])


def test_flat_hierarchy_has_local_weights_only() -> None:
    found = hierarchy([-1, -1], [1, 3])
    assert found.overall.tolist() == found.local.tolist() == found.leaf_weights.tolist()


def test_node_without_weight_hands_none_down() -> None:
    assert hierarchy([-1, -1, 0], [0, 1, 1]).leaf_weights.tolist() == [1, 0]


@pytest.mark.parametrize("sets", [1, 2, 3])
def test_many_sets_of_weights_at_once(sets: int) -> None:
    local = np.array([LOCAL] * sets) * np.arange(1, sets + 1)[:, None]
    found = hierarchy(PARENTS, local)
    assert found.leaf_weights.shape == (sets, 5)
    one = with_local_weights(found, -1, [1, 1])
    assert one.local.shape == (sets, 7)
    assert one.overall[:, 0] == pytest.approx(0.5)
    each = with_local_weights(found, -1, [[1, 1]] * sets)
    assert each.overall.tolist() == one.overall.tolist()


def test_a_changed_level_can_have_many_sets() -> None:
    found = with_local_weights(hierarchy(PARENTS, LOCAL), 0, [[1, 0], [0, 1], [1, 1]])
    assert found.leaf_weights.shape == (3, 5)
    assert found.overall[:, 2] == pytest.approx([0.25, 0, 0.125])


def test_parents_may_come_after_their_children() -> None:
    found = hierarchy([1, -1, 1], [1, 1, 3])
    assert found.overall == pytest.approx([0.25, 1, 0.75])


# Refusals


@pytest.mark.parametrize(
    ("parents", "local", "message"),
    [
        ([], [], "one for each of at least one node"),
        ([0.5], [1], "parents must be whole numbers"),
        ([[-1]], [1], "parents must be whole numbers"),
        ([-2], [1], r"parents\[0\] is -2, not a node or -1"),
        ([-1, 5], [1, 1], r"parents\[1\] is 5, not a node or -1"),
        ([-1, 2, 1], [1, 1, 1], "parents go round in a circle from node 1"),
        ([0], [1], "parents go round in a circle from node 0"),
        ([-1, -1], [1], "local has 1 entries where 2 are needed"),
        ([-1, -1], [0, 0], "local under the goal are all zero"),
        ([-1, 0], [1, 0], "local under node 0 are all zero"),
        ([-1], [[[1]]], "local must have 1 dimension"),
    ],
)
def test_what_is_no_hierarchy_is_refused(parents: object, local: object, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        hierarchy(parents, local)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("parent", "local", "message"),
    [
        (1, [1], "parent is 1, which has no children"),
        (0, [1], "local has 1 entries where 2 are needed"),
        (0, [1, -1], r"local under node 0\[1\] is -1.0, which is negative"),
    ],
)
def test_wrong_change_is_refused(parent: int, local: list[float], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        with_local_weights(hierarchy(PARENTS, LOCAL), parent, local)


def test_sets_must_fit() -> None:
    with pytest.raises(ValueError, match="local has 3 rows where 1 or 2 are needed"):
        with_local_weights(hierarchy(PARENTS, [LOCAL] * 2), -1, [[1, 1]] * 3)


def test_result_is_frozen_and_read_only() -> None:
    found = hierarchy(PARENTS, LOCAL)
    assert not hasattr(found, "__dict__")
    assert isinstance(found, Hierarchy)
    for array in (found.parents, found.local, found.overall, found.leaf_weights):
        assert not array.flags.writeable
    with pytest.raises(FrozenInstanceError):
        found.leaves = found.leaves  # type: ignore[misc]
