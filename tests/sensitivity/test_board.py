"""The board: ranks, ranges of ranks, bands and tiers by intervention and sector."""

import re
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ganeum.kernel import acceptability
from ganeum.kernel.inputs import Floats
from ganeum.sensitivity import Examined, Standing, board, rank_range

DRAWS = 400
BASE = ("seoul-2022", "topsis")


def standing(names: str, draws: list[list[int]], ranks: list[int] | None = None) -> Standing:
    """Return the standing of alternatives a, b, … from the orders that were drawn."""
    m = len(names)
    table = np.array(draws)
    accept = np.array([[(table[:, i] == r + 1).mean() for r in range(m)] for i in range(m)])
    ahead = (table[:, :, None] < table[:, None, :]).mean(axis=0)
    return Standing(tuple(names), ranks or draws[0], accept, ahead, len(draws))


@st.composite
def shares(draw: st.DrawFn) -> Floats:
    """Rank acceptabilities of a few draws."""
    m, draws = draw(st.integers(1, 6)), draw(st.integers(1, 40))
    rng = np.random.default_rng(draw(st.integers(0, 999)))
    scores = rng.standard_normal((draws, m)) + np.arange(m) * draw(st.sampled_from([0, 0.5, 2]))
    ranks = 1 + (scores[:, :, None] < scores[:, None, :]).sum(axis=2)
    return np.array([[(ranks[:, i] == r + 1).mean() for r in range(m)] for i in range(m)])


# ranges of ranks


@given(shares(), st.sampled_from([0.5, 0.9, 1.0]))
def test_a_range_covers_what_it_says_and_no_more(accept: Floats, central: float) -> None:
    best, worst = rank_range(accept, central)
    tail = (1 - central) / 2
    for row, low, high in zip(accept, best.tolist(), worst.tolist(), strict=True):
        assert 1 <= low <= high <= len(accept)
        assert row[low - 1 : high].sum() >= central - 1e-9
        assert row[: low - 1].sum() <= tail + 1e-9
        assert row[high:].sum() <= tail + 1e-9
        assert row[:low].sum() > tail  # no end could be drawn in
        assert row[high - 1 :].sum() > tail


@given(shares())
def test_a_wider_range_contains_a_narrower_one(accept: Floats) -> None:
    narrow, wide = rank_range(accept, 0.5), rank_range(accept, 0.95)
    assert (wide[0] <= narrow[0]).all()
    assert (wide[1] >= narrow[1]).all()


@given(shares(), st.integers(0, 99))
def test_relabelling_permutes_ranges(accept: Floats, seed: int) -> None:
    order = np.random.default_rng(seed).permutation(len(accept))
    for end, turned in zip(rank_range(accept), rank_range(accept[order]), strict=True):
        assert turned.tolist() == end[order].tolist()


@pytest.mark.parametrize(
    ("accept", "central", "message"),
    [
        ([[0.5, 0.5]], 0.9, r"shape \(1, 2\), which is not square"),
        ([[0.5, 0.4], [0.5, 0.5]], 0.9, "no shares summing to 1"),
        ([[1.5, -0.5], [0.5, 0.5]], 0.9, "no shares summing to 1"),
        ([[1.0]], 0.0, "central is 0.0, not above 0"),
        ([[1.0]], 1.5, "central is 1.5"),
    ],
)
def test_ranges_refuse(accept: list[list[float]], central: float, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        rank_range(accept, central)


# the board


def two_sectors() -> dict[str, Standing]:
    """In sector one a is first and e last; in sector two they change places half the time."""
    one = [[1, 2, 3, 4, 5], [1, 3, 4, 2, 5]] * 10
    two = [[1, 2, 3, 4, 5], [5, 2, 3, 4, 1]] * 10
    return {"one": standing("abcde", one), "two": standing("abcde", two)}


def test_cells_by_hand() -> None:
    found = board(two_sectors())
    assert found.alternatives == tuple("abcde")
    assert found.sectors == ("one", "two")
    assert found.ranks.tolist() == [[1, 1], [2, 2], [3, 3], [4, 4], [5, 5]]
    assert found.best.tolist() == [[1, 1], [2, 2], [3, 3], [2, 4], [5, 1]]
    assert found.worst.tolist() == [[1, 5], [3, 2], [4, 3], [4, 4], [5, 5]]
    assert found.top_share.tolist() == [[1, 0.5], [1, 1], [0.5, 1], [0.5, 0], [0, 0.5]]
    assert found.top_share_error == pytest.approx(
        np.array([[0, 1], [0, 0], [1, 0], [1, 0], [0, 1]]) * np.sqrt(0.25 / 20)
    )
    assert found.bands == (
        ("always", "depends"),
        ("always", "always"),
        ("depends", "always"),
        ("depends", "never"),
        ("never", "depends"),
    )
    assert found.overall == ("depends", "always", "depends", "depends", "depends")
    assert found.no_regret == ("b",)
    assert found.tier.tolist() == [[1, 1], [2, 1], [2, 1], [2, 1], [3, 1]]
    assert found.clear_winner == ("a", "")


def test_never_in_every_sector_is_never() -> None:
    draws = [[1, 2, 3, 4]] * 5
    found = board({"one": standing("abcd", draws), "two": standing("abcd", draws)})
    assert found.overall == ("always", "always", "always", "never")
    assert found.clear_winner == ("a", "a")


def test_five_in_a_hundred_is_the_limit() -> None:
    # b is first in 5 of 100 draws, a in the other 95
    draws = [[1, 2]] * 95 + [[2, 1]] * 5
    found = board({"one": standing("ab", draws)}, top=1)
    assert found.bands == (("always",), ("never",))
    assert found.best.tolist() == [[1], [2]]
    assert found.worst.tolist() == [[1], [2]]
    more = [[1, 2]] * 94 + [[2, 1]] * 6
    found = board({"one": standing("ab", more)}, top=1)
    assert found.bands == (("depends",), ("depends",))
    assert found.clear_winner == ("",)
    assert found.worst.tolist() == [[2], [2]]
    assert board({"one": standing("ab", more)}, top=1, settled=0.9).bands == (
        ("always",),
        ("never",),
    )


def test_what_a_sector_does_not_rank_is_neither_always_nor_never() -> None:
    draws = [[1, 2, 3, 4]] * 5
    found = board({"one": standing("abcd", draws), "two": standing("bcea", draws)})
    assert found.alternatives == tuple("abcde")
    assert found.ranks.tolist() == [[1, 4], [2, 1], [3, 2], [4, 0], [0, 3]]
    for array in (found.best, found.worst, found.tier):
        assert array[3, 1] == array[4, 0] == 0
    assert np.isnan([found.top_share[3, 1], found.top_share_error[4, 0]]).all()
    assert found.bands[3] == ("never", "unranked")
    assert found.overall == ("depends", "always", "always", "depends", "depends")
    assert found.no_regret == ("b", "c")


def test_ties_share_the_top() -> None:
    draws = [[1, 1, 1, 1, 5]] * 4
    found = board({"one": standing("abcde", draws)})
    assert found.overall == ("always",) * 4 + ("never",)
    assert found.clear_winner == ("",)
    assert board({"one": standing("abcde", draws)}, top=9).overall == ("always",) * 5


def test_frame() -> None:
    frame = board(two_sectors()).to_frame()
    assert list(frame.columns) == [
        "alternative",
        "sector",
        "rank",
        "best",
        "worst",
        "top_share",
        "top_share_error",
        "tier",
        "band",
        "overall",
    ]
    assert len(frame) == 10
    row = frame[(frame["alternative"] == "c") & (frame["sector"] == "one")].iloc[0].tolist()
    assert row[:6] == ["c", "one", 3, 3, 4, 0.5]
    assert row[7:] == [2, "depends", "depends"]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"top": 0}, "top is 0"),
        ({"settled": 0.4}, "settled is 0.4"),
        ({"central": 2}, "central is 2"),
    ],
)
def test_refuses(options: dict[str, float], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        board(two_sectors(), **options)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"ranks": [1]}, "'one'] does not have 5 ranks"),
        ({"rank_acceptability": [[1.0]]}, "'one'] does not have 5 ranks and shares"),
        ({"pairwise_winning": [[0.0]]}, "pairwise_winning has shape"),
        ({"draws": 0}, "'one'] rests on 0 draws"),
    ],
)
def test_shapes_agree(change: dict[str, object], message: str) -> None:
    wrong = replace(two_sectors()["one"], **change)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match=re.escape(message)):
        board({"one": wrong})


def test_a_board_needs_a_sector() -> None:
    with pytest.raises(ValueError, match="standings is empty"):
        board({})


def test_arrays_are_read_only() -> None:
    found = board(two_sectors())
    for array in (found.ranks, found.best, found.worst, found.top_share, found.tier):
        assert not array.flags.writeable


def test_the_board_of_the_base_question(cases: dict[tuple[str, str, str], Examined]) -> None:
    """Under fixed weights every range is one rank; under uniform ones nobody wins clearly."""
    base = {s: case for (name, s, method), case in cases.items() if (name, method) == BASE}
    fixed: dict[str, Standing] = {}
    drawn: dict[str, Standing] = {}
    for sector, case in base.items():
        matrix = case.sector.matrix
        problem = (matrix.values, matrix.directions, DRAWS, 3, case.kernel_method)
        for into, weights in ((fixed, np.tile(case.weights, (DRAWS, 1))), (drawn, "uniform")):
            found = acceptability(*problem, case.normalisation, weights)
            into[sector] = Standing(
                case.alternatives,
                case.ranking.ranks,
                found.rank_acceptability,
                found.pairwise_winning,
                found.effective_draws,
            )
    certain = board(fixed)
    assert certain.best.tolist() == certain.worst.tolist() == certain.ranks.tolist()
    assert not (np.array(certain.bands) == "depends").any()
    assert all(certain.clear_winner)
    assert len(certain.alternatives) == 8
    open_ = board(drawn)
    assert (np.array(open_.bands) == "depends").any()
    assert not any(open_.clear_winner)
