import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ganeum.kernel import ranks
from ganeum.kernel.ranks import rank_rows
from strategies import Floats, quarters, score_vectors, wild_floats


@given(score_vectors())
def test_ranks_count_the_better_ones(scores: Floats) -> None:
    expected = [1 + sum(other > score for other in scores) for score in scores]
    assert ranks(scores).tolist() == expected


@given(score_vectors(), quarters(0, 1))
def test_tolerance_is_relative_to_the_largest_absolute_score(
    scores: Floats, tolerance: float
) -> None:
    margin = tolerance * max(abs(scores))
    expected = [1 + sum(other > score + margin for other in scores) for score in scores]
    assert ranks(scores, tolerance).tolist() == expected


@given(score_vectors(), st.data())
def test_relabelling_permutes_ranks(scores: Floats, data: st.DataObject) -> None:
    order = data.draw(st.permutations(range(len(scores))))
    assert ranks(scores[order]).tolist() == ranks(scores)[order].tolist()


@given(score_vectors())
def test_best_is_first_and_ties_share_the_better_rank(scores: Floats) -> None:
    found = ranks(scores)
    assert found[np.argmax(scores)] == 1
    for rank in set(found.tolist()):
        tied = found == rank
        assert len(set(scores[tied].tolist())) == 1
        assert (found[~tied] > rank).sum() == len(scores) - (rank - 1) - tied.sum()


@given(score_vectors(), st.integers(-400, 400))
def test_scale_of_scores_changes_no_rank(scores: Floats, exponent: int) -> None:
    assert ranks(np.ldexp(scores, exponent)).tolist() == ranks(scores).tolist()


@settings(max_examples=100)
@given(st.lists(wild_floats(), min_size=1, max_size=8))
def test_wild_scores_are_ranked(scores: list[float]) -> None:
    found = ranks(scores)
    assert found.min() == 1
    assert found.max() <= len(scores)
    for higher, rank in zip(scores, found, strict=True):
        assert all(rank <= other for low, other in zip(scores, found, strict=True) if low <= higher)


@given(st.lists(score_vectors(), min_size=1, max_size=5))
def test_rows_are_ranked_each_for_itself(rows: list[Floats]) -> None:
    width = min(len(row) for row in rows)
    table = np.array([row[:width] for row in rows])
    assert rank_rows(table).tolist() == [ranks(row).tolist() for row in table]
    near = table + 5e-13 * np.abs(table).max(axis=1, keepdims=True) * np.arange(width)
    assert rank_rows(near).tolist() == [ranks(row).tolist() for row in near]


def test_one_score_is_first() -> None:
    assert ranks([-3.0]).tolist() == [1]


def test_equal_scores_are_all_first() -> None:
    assert ranks([0.0, -0.0, 0.0]).tolist() == [1, 1, 1]


def test_exact_tie_skips_the_next_rank() -> None:
    assert ranks([1, 2, 2, 3, 0]).tolist() == [4, 2, 2, 1, 5]


def test_rounding_noise_ties() -> None:
    assert ranks([0.1 + 0.2, 0.3]).tolist() == [1, 1]
    assert ranks([0.1 + 0.2, 0.3], tolerance=0).tolist() == [1, 2]


def test_each_score_is_compared_with_its_own_margin() -> None:
    assert ranks([1.0, 0.95, 0.9], tolerance=0.06).tolist() == [1, 1, 2]


def test_subnormal_scores_are_told_apart() -> None:
    assert ranks([5e-324, 1e-323, 0.0]).tolist() == [2, 1, 3]


def test_huge_scores_are_told_apart() -> None:
    assert ranks([-1e150, 1e150, 0.0]).tolist() == [3, 1, 2]


def test_huge_tolerance_ties_everything_in_silence() -> None:
    assert ranks([1e150, 1.0], tolerance=1e200).tolist() == [1, 1]


def test_ranks_are_read_only_integers() -> None:
    found = ranks([1.0, 2.0])
    assert found.dtype == np.int64
    assert not found.flags.writeable


def test_scores_are_not_modified() -> None:
    scores = np.array([2.0, 3.0, 1.0])
    ranks(scores)
    assert scores.tolist() == [2.0, 3.0, 1.0]


@pytest.mark.parametrize(
    ("scores", "message"),
    [
        ([], r"scores is empty: its shape is \(0,\)"),
        (3.0, r"scores must have 1 dimension\(s\), not 0"),
        ([[1.0, 2.0]], r"scores must have 1 dimension\(s\), not 2"),
        ([1.0, float("nan")], r"scores\[1\] is nan"),
        ([1.0, None], r"scores\[1\] is nan"),
        ([float("-inf"), 1.0], r"scores\[0\] is -inf"),
        (["high"], r"scores must hold numbers only.*'high'"),
        ([[1.0], [2.0, 3.0]], r"scores must hold numbers only.*inhomogeneous"),
        ([1.0, -2e150], r"scores holds 2e\+150"),
        ([1.0, 1j], r"scores must hold numbers only.*complex"),
        ([10**400], "scores"),
    ],
)
def test_bad_scores_are_refused(scores: object, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        ranks(scores)  # type: ignore[arg-type]


@pytest.mark.parametrize("tolerance", [-1e-12, float("nan"), float("inf"), float("-inf")])
def test_bad_tolerance_is_refused(tolerance: float) -> None:
    with pytest.raises(ValueError, match=f"tolerance is {tolerance}"):
        ranks([1.0, 2.0], tolerance)
