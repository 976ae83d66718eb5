import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ganeum.kernel import consensus, consensus_level, similarities
from ganeum.kernel.streams import generator
from strategies import Floats, priority_vectors


@st.composite
def panels(draw: st.DrawFn) -> Floats:
    persons, n = draw(st.integers(1, 6)), draw(st.integers(1, 6))
    return np.array([draw(priority_vectors(n)) for _ in range(persons)])


def clash(n: int, largest: float, persons: int) -> Floats:
    """Each finds another item as much more important than all others as the scale allows."""
    table = np.full((persons, n), 1 / (n + largest - 1))
    table[np.arange(persons), np.arange(persons) % n] *= largest
    return table


# Properties


@given(panel=panels())
def test_consensus_is_between_none_and_full(panel: Floats) -> None:
    found = consensus(panel)
    assert 0 <= found.consensus <= 1
    assert found.consensus <= found.homogeneity <= 1
    assert found.beta == pytest.approx(found.gamma - found.alpha, abs=1e-12)
    assert 0 <= found.alpha <= found.gamma + 1e-12
    assert found.gamma <= np.log(panel.shape[1]) + 1e-12
    assert found.level == consensus_level(found.consensus)


@given(panel=panels(), times=st.integers(2, 4))
def test_all_alike_is_full_consensus(panel: Floats, times: int) -> None:
    found = consensus([panel[0]] * times)
    assert found.consensus == pytest.approx(1, abs=1e-12)
    assert found.beta == pytest.approx(0, abs=1e-12)
    doubled = consensus(np.repeat(panel, times, axis=0))
    assert doubled.consensus == pytest.approx(consensus(panel).consensus, abs=1e-12)


@pytest.mark.parametrize("largest", [3.0, 5.0, 9.0])
@pytest.mark.parametrize("n", [2, 3, 5, 9])
def test_as_different_as_the_scale_allows_is_no_consensus(n: int, largest: float) -> None:
    found = consensus(clash(n, largest, n), largest_judgement=largest)
    assert found.consensus == pytest.approx(0, abs=1e-12)
    assert found.gamma == pytest.approx(np.log(n))


def test_more_different_than_that_is_none_either() -> None:
    found = consensus([[1, 0], [0, 1]])
    assert (found.consensus, found.alpha) == (0, 0)
    assert found.homogeneity == pytest.approx(1 / 2)


@given(panel=panels(), data=st.data())
def test_order_does_not_matter(panel: Floats, data: st.DataObject) -> None:
    persons = data.draw(st.permutations(range(len(panel))))
    items = data.draw(st.permutations(range(panel.shape[1])))
    other = consensus(panel[persons][:, items])
    assert other.consensus == pytest.approx(consensus(panel).consensus, abs=1e-12)


@given(panel=panels())
def test_weights_count_like_persons(panel: Floats) -> None:
    weights = np.arange(1, len(panel) + 1)
    found = consensus(np.repeat(panel, weights, axis=0))
    assert consensus(panel, weights).consensus == pytest.approx(found.consensus, abs=1e-12)


@given(panel=panels())
def test_similarity_is_the_consensus_of_two(panel: Floats) -> None:
    found = similarities(panel)
    for i in range(len(panel)):
        for j in range(len(panel)):
            expected = consensus(panel[[i, j]]).consensus
            assert found[i, j] == pytest.approx(expected, abs=1e-12)
    assert np.array_equal(found, found.T)
    assert np.diag(found) == pytest.approx(1, abs=1e-12)
    assert not found.flags.writeable


def test_two_thousand_random_pairs() -> None:
    """Against Goepel's formula, written out."""
    panel = generator(2018, 0, 0).dirichlet(np.full(5, 2.0), 64)
    means = (panel[:, None] + panel) / 2
    gamma = -np.sum(means * np.log(means), axis=2)
    alpha = -np.sum(panel * np.log(panel), axis=1)
    top, rest = 9 / 13, 1 / 13
    cor = np.exp(-top * np.log(top) - 4 * rest * np.log(rest)) / 5
    expected = (1 / np.exp(gamma - (alpha[:, None] + alpha) / 2) - cor) / (1 - cor)
    np.testing.assert_allclose(similarities(panel), np.clip(expected, 0, 1), atol=1e-12)


# Degenerate cases


def test_one_item_leaves_nothing_to_disagree_on() -> None:
    found = consensus([[1], [2], [3]])
    assert (found.consensus, found.beta, found.homogeneity) == (1, 0, 1)
    assert similarities([[1], [2]]).tolist() == [[1, 1], [1, 1]]


def test_one_respondent_agrees_with_himself() -> None:
    assert consensus([[0.2, 0.8]]).consensus == 1


@pytest.mark.parametrize(
    ("indicator", "level"),
    [
        (0.0, "very_low"),
        (0.5, "very_low"),
        (0.51, "low"),
        (0.65, "low"),
        (0.75, "moderate"),
        (0.84, "high"),
        (0.85, "very_high"),
        (1.0, "very_high"),
    ],
)
def test_levels(indicator: float, level: str) -> None:
    assert consensus_level(indicator) == level


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"priorities": [1, 2]}, "priorities must have 2 dimension"),
        ({"priorities": [[1, -1]]}, r"priorities\[0\]\[1\] is -1.0, which is negative"),
        ({"priorities": [[0, 0]]}, r"priorities\[0\] are all zero"),
        ({"weights": [1, 2, 3]}, "weights has 3 entries where 2 are needed"),
        ({"largest_judgement": 1}, "largest_judgement is 1, not a number above 1"),
    ],
)
def test_wrong_arguments_are_refused(arguments: dict[str, object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        consensus(**{"priorities": [[1, 2], [2, 1]], **arguments})  # type: ignore[arg-type]
