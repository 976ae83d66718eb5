import pytest

from ganeum.kernel import geometric_consistency_threshold, priorities, random_index


@pytest.mark.parametrize(("n", "printed"), [(3, 0.31), (4, 0.35), (5, 0.37), (15, 0.37)])
def test_threshold_at_a_tenth_is_the_printed_one(n: int, printed: float) -> None:
    assert geometric_consistency_threshold(n) == printed


@pytest.mark.parametrize("n", range(3, 16))
def test_threshold_follows_the_first_order_relation(n: int) -> None:
    """The printed ones are within 6 % of what small errors give with the authors' own indices."""
    first_order = 2 * n / (n - 2) * random_index(n, "aguaron_moreno_2003") * 0.2
    assert geometric_consistency_threshold(n, 0.2) == pytest.approx(first_order, rel=0.06)


def test_small_errors_keep_the_relation() -> None:
    found = priorities(
        [[1, 2, 4, 8], [1 / 2, 1, 2, 4.2], [1 / 4, 1 / 2, 1, 2], [1 / 8, 1 / 4.2, 1 / 2, 1]],
        table="aguaron_moreno_2003",
    )
    assert 4 * found.consistency_index == pytest.approx(found.geometric_consistency_index, rel=1e-3)


@pytest.mark.parametrize("n", [1, 2])
def test_two_items_cannot_clash(n: int) -> None:
    assert geometric_consistency_threshold(n) == 0


@pytest.mark.parametrize(
    ("n", "ratio", "message"),
    [
        (0, 0.1, "n is 0, not a whole number from 1"),
        (3, 0.0, "ratio is 0.0, not a positive number"),
        (3, float("inf"), "ratio is inf, not a positive number"),
    ],
)
def test_wrong_arguments_are_refused(n: int, ratio: float, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        geometric_consistency_threshold(n, ratio)
