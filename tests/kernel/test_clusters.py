from dataclasses import FrozenInstanceError

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.spatial.distance import pdist, squareform

from ganeum.kernel import aggregate_priorities, clusters
from ganeum.kernel.clusters import REASONABLE, _silhouettes
from ganeum.kernel.streams import generator
from strategies import Floats, priority_vectors


@st.composite
def panels(draw: st.DrawFn) -> Floats:
    persons, n = draw(st.integers(1, 8)), draw(st.integers(1, 5))
    return np.array([draw(priority_vectors(n)) for _ in range(persons)])


def panel(rng: np.random.Generator, sizes: tuple[int, ...], spread: float = 0.12) -> Floats:
    """Each group finds another item about four times as important."""
    logs = rng.normal(0, spread, (sum(sizes), 4))
    logs[np.arange(len(logs)), np.repeat(np.arange(len(sizes)), sizes)] += np.log(4)
    return np.exp(logs) / np.exp(logs).sum(axis=1, keepdims=True)


# Properties


@given(table=panels(), floor=st.sampled_from([0.0, 0.3, REASONABLE, 0.9]))
def test_groups_are_described_as_they_are(table: Floats, floor: float) -> None:
    found = clusters(table, floor)
    assert found.floor == floor
    assert found.count == len(found.sizes) == len(found.centres) == found.labels.max() + 1
    assert found.sizes.tolist() == np.bincount(found.labels).tolist()
    assert (np.diff(found.sizes) <= 0).all()
    for group, centre in enumerate(found.centres):
        members = table[found.labels == group]
        assert centre == pytest.approx(aggregate_priorities(members), rel=1e-12)
    assert len(found.tried) == max(min(6, len(table) - 1) - 1, 0)
    if found.count > 1:
        mean = found.silhouettes.mean()
        assert mean == pytest.approx(found.tried[found.count - 2])
        assert mean >= floor
        assert mean >= found.tried.max() - 1e-8
    else:
        assert not found.silhouettes.any()
        assert (found.tried < floor).all()


@given(table=panels())
def test_silhouettes_follow_their_definition(table: Floats) -> None:
    found = clusters(table, floor=-1.0)
    logs = np.log(table) - np.log(table).mean(axis=1, keepdims=True)
    distances = squareform(pdist(logs)) if len(table) > 1 else np.zeros((1, 1))
    expected: list[float] = []
    for one, label in enumerate(found.labels):
        own = (found.labels == label) & (np.arange(len(table)) != one)
        others = [
            distances[one, found.labels == k].mean() for k in set(found.labels.tolist()) - {label}
        ]
        if not own.any() or not others:
            expected.append(0.0)
            continue
        a, b = distances[one, own].mean(), min(others)
        expected.append((b - a) / max(a, b) if max(a, b) else 0.0)
    np.testing.assert_allclose(found.silhouettes, expected, atol=1e-6)


@given(table=panels(), data=st.data())
def test_order_of_items_does_not_matter(table: Floats, data: st.DataObject) -> None:
    order = data.draw(st.permutations(range(table.shape[1])))
    found, other = clusters(table), clusters(table[:, order])
    assert other.tried == pytest.approx(found.tried, abs=1e-6)


@given(table=panels())
def test_scale_of_a_row_does_not_matter(table: Floats) -> None:
    scaled = table * np.arange(1, len(table) + 1)[:, None]
    found, other = clusters(table), clusters(scaled)
    assert other.labels.tolist() == found.labels.tolist()


# What is planted is found, and what is not is not


@pytest.mark.parametrize("sizes", [(2, 2), (8, 4), (12, 12), (10, 8, 6), (40, 20, 10, 5)])
def test_planted_groups_are_found(sizes: tuple[int, ...]) -> None:
    found = clusters(panel(generator(1987, 0, len(sizes)), sizes))
    assert found.sizes.tolist() == list(sizes)
    assert found.labels.tolist() == np.repeat(np.arange(len(sizes)), sizes).tolist()
    assert found.centres.argmax(axis=1).tolist() == list(range(len(sizes)))


def test_average_that_nobody_holds_is_seen() -> None:
    table = panel(generator(1987, 1, 0), (6, 6))
    mean = aggregate_priorities(table)
    assert mean[0] == pytest.approx(mean[1], rel=0.2)
    centres = clusters(table).centres
    assert centres[0, 0] > 2 * centres[0, 1]
    assert centres[1, 1] > 2 * centres[1, 0]


def test_one_group_is_seldom_split() -> None:
    rng, split = generator(1987, 2, 0), 0
    for _ in range(60):
        split += clusters(np.exp(rng.normal(0, 0.5, (24, 5)))).count > 1
    assert split <= 2


# Degenerate cases


@pytest.mark.parametrize("persons", [1, 2, 3, 7])
def test_all_alike_are_one_group(persons: int) -> None:
    found = clusters([[0.5, 0.3, 0.2]] * persons)
    assert (found.count, found.sizes.tolist()) == (1, [persons])
    assert found.centres[0] == pytest.approx([0.5, 0.3, 0.2])


def test_two_respondents_are_no_groups() -> None:
    found = clusters([[0.9, 0.1], [0.1, 0.9]])
    assert (found.count, found.tried.tolist()) == (1, [])


def test_two_points_of_view_are_two_groups() -> None:
    found = clusters([[0.9, 0.1], [0.1, 0.9], [0.1, 0.9], [0.9, 0.1], [0.1, 0.9]])
    assert found.labels.tolist() == [1, 0, 0, 1, 0]
    assert found.silhouettes.tolist() == [1.0] * 5


def test_one_item_has_one_group() -> None:
    assert clusters([[1.0], [2.0], [3.0]]).count == 1


def test_no_more_groups_than_asked_for() -> None:
    table = panel(generator(1987, 0, 3), (10, 8, 6))
    assert clusters(table, most=2).count == 2
    assert clusters(table, most=1).count == 1


def test_a_point_alone_has_no_silhouette() -> None:
    distances = np.abs(np.subtract.outer([0.0, 1.0, 9.0], [0.0, 1.0, 9.0]))
    found = _silhouettes(distances, np.array([0, 0, 1]))
    assert found == pytest.approx([8 / 9, 7 / 8, 0])


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"priorities": [1, 2]}, "priorities must have 2 dimension"),
        ({"priorities": [[1, 0]]}, r"priorities\[0, 1\] is 0.0: log-ratios need positive ones"),
        ({"floor": 1.5}, "floor is 1.5, not from -1 to 1"),
        ({"most": 0}, "most is 0, not a whole number from 1"),
    ],
)
def test_wrong_arguments_are_refused(arguments: dict[str, object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        clusters(**{"priorities": [[1, 2], [2, 1]], **arguments})  # type: ignore[arg-type]


def test_result_is_frozen_and_read_only() -> None:
    found = clusters([[1, 2], [2, 1], [1, 1]])
    assert not hasattr(found, "__dict__")
    for array in (found.labels, found.sizes, found.centres, found.silhouettes, found.tried):
        assert not array.flags.writeable
    with pytest.raises(FrozenInstanceError):
        found.count = 2  # type: ignore[misc]
