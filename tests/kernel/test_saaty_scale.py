import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ganeum.kernel import priorities, saaty_judgements
from ganeum.kernel.saaty_scale import saaty_values
from strategies import SAATY_VALUES, Floats, wild_floats

NAN, INF = float("nan"), float("inf")

intensities = st.lists(st.integers(0, 20) | st.floats(0, 30), min_size=1, max_size=7).map(np.array)
offsets = st.sampled_from([0.5, 1.0, 0.1]) | st.floats(0.01, 10)


def nearest(ratio: float) -> float:
    """The value of the scale nearest in logarithm, of two equally near the one nearer to 1."""
    gaps = [abs(math.log(value) - math.log(ratio)) for value in SAATY_VALUES]
    least = min(gaps)
    near = [value for value, gap in zip(SAATY_VALUES, gaps, strict=True) if gap <= least + 1e-11]
    return min(near, key=lambda value: abs(math.log(value)))


@given(intensities, offsets)
def test_judgements_are_the_nearest(strength: Floats, offset: float) -> None:
    found = saaty_judgements(strength, offset)
    for i, one in enumerate(strength):
        for j, other in enumerate(strength):
            assert found[i, j] == nearest((one + offset) / (other + offset))


@given(intensities, offsets)
def test_judgements_are_on_the_scale_and_reciprocal(strength: Floats, offset: float) -> None:
    found = saaty_judgements(strength, offset)
    assert set(found.ravel().tolist()) <= set(SAATY_VALUES)
    assert (found == np.where(found >= 1, found, 1 / found.T)).all()
    assert (np.diag(found) == 1).all()
    priorities(found)


@given(intensities, offsets, st.data())
def test_relabelling_permutes_judgements(
    strength: Floats, offset: float, data: st.DataObject
) -> None:
    order = data.draw(st.permutations(range(len(strength))))
    found = saaty_judgements(strength, offset)
    assert saaty_judgements(strength[order], offset).tolist() == found[order][:, order].tolist()


@given(intensities, offsets)
def test_stronger_is_never_judged_weaker(strength: Floats, offset: float) -> None:
    found = saaty_judgements(np.sort(strength), offset)
    assert (np.diff(found, axis=0) >= 0).all()
    assert (np.diff(found, axis=1) <= 0).all()


@settings(max_examples=100)
@given(st.lists(wild_floats(signed=False), min_size=1, max_size=5), wild_floats(False, True))
def test_wild_intensities_give_judgements(strength: list[float], offset: float) -> None:
    found = saaty_judgements(strength, offset)
    assert set(found.ravel().tolist()) <= set(SAATY_VALUES)
    priorities(found)


@pytest.mark.parametrize("value", range(1, 9))
def test_half_way_takes_the_nearer_to_one(value: int) -> None:
    ratio = math.sqrt(value * (value + 1))
    for strength in ([ratio - 1, 0], [ratio * 7 - 1, 6]):
        assert saaty_judgements(strength, 1).tolist() == [[1, value], [1 / value, 1]]


@pytest.mark.parametrize("value", range(1, 9))
def test_past_half_way_takes_the_next(value: int) -> None:
    ratio = math.sqrt(value * (value + 1)) * (1 + 1e-9)
    following = value + 1
    assert saaty_judgements([ratio - 1, 0], 1).tolist() == [[1, following], [1 / following, 1]]


def test_one_intensity_is_judged_by_itself() -> None:
    assert saaty_judgements([7], 0.5).tolist() == [[1.0]]


def test_equal_intensities_are_equal() -> None:
    assert saaty_judgements([0, 0, 0], 0.5).tolist() == np.ones((3, 3)).tolist()


def test_scale_ends_at_nine() -> None:
    assert saaty_judgements([1e150, 0], 5e-324).tolist() == [[1.0, 9.0], [1 / 9, 1.0]]


def test_judgements_are_read_only() -> None:
    assert not saaty_judgements([1, 2], 0.5).flags.writeable


def test_intensities_are_not_modified() -> None:
    strength = np.array([3.0, 1.0, 0.0])
    saaty_judgements(strength, 0.5)
    assert strength.tolist() == [3.0, 1.0, 0.0]


@pytest.mark.parametrize(
    ("strength", "message"),
    [
        (1.0, r"intensities must have 1 dimension\(s\), not 0"),
        ([[1.0]], r"intensities must have 1 dimension\(s\), not 2"),
        ([], "intensities is empty"),
        (["often"], "intensities must hold numbers only.*'often'"),
        ([[1.0], [1.0, 2.0]], "intensities must hold numbers only.*inhomogeneous"),
        ([1.0, NAN], r"intensities\[1\] is nan"),
        ([INF, 1.0], r"intensities\[0\] is inf"),
        ([1.0, 2e150], r"intensities holds 2e\+150"),
        ([1.0, 0.0, -0.25, -1.0], r"intensities\[2\] is -0.25, which is negative"),
    ],
)
def test_bad_intensities_are_refused(strength: object, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        saaty_judgements(strength, 0.5)  # type: ignore[arg-type]


@pytest.mark.parametrize("offset", [0.0, -0.5, NAN, INF, -INF])
def test_bad_offset_is_refused(offset: float) -> None:
    with pytest.raises(ValueError, match=f"offset is {offset}, not a positive number"):
        saaty_judgements([1.0, 2.0], offset)


def test_many_ratios_give_what_each_pair_of_intensities_gives() -> None:
    rng = np.random.default_rng(11)
    strong = rng.integers(0, 30, size=(4000, 2)) / rng.choice([1, 2, 3], size=(4000, 1))
    strong[2000:] = 20 * rng.random((2000, 2))
    one, other = strong.max(axis=1) + 0.5, strong.min(axis=1) + 0.5
    expected = [saaty_judgements(pair, 0.5)[0, 1] for pair in np.sort(strong)[:, ::-1]]
    assert saaty_values(one / other).tolist() == expected


def test_a_ratio_half_way_takes_the_value_nearer_to_one() -> None:
    half_way = np.array([math.sqrt(k * (k + 1)) for k in range(1, 9)])
    for ratios in (half_way, half_way * (1 - 1e-14), half_way * (1 + 1e-14)):
        assert saaty_values(ratios).tolist() == list(range(1, 9))
    assert saaty_values(half_way * (1 + 1e-9)).tolist() == list(range(2, 10))
    assert saaty_values(np.array([1e150, INF])).tolist() == [9, 9]
