"""Which uncertainty makes ranks vary: by functions with known answers, and on the base question."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

import ganeum
from ganeum.kernel.streams import BLOCK
from ganeum.kernel.variance_shares import variance_shares
from ganeum.uncertainty import SOURCES, Contributions, contributions
from ganeum.uncertainty import contributions as function
from ganeum.uncertainty.contributions import pick_freeze
from strategies import Floats

if TYPE_CHECKING:
    from conftest import Desk

SIZE = 1024


@pytest.fixture(scope="module")
def found(seoul_analysis: ganeum.Analysis) -> Contributions:
    return contributions(seoul_analysis, "robotics", methods=["topsis"])["topsis"]


def test_picking_and_freezing_gives_a_function_its_known_shares() -> None:
    # g-function of Sobol' with a = (0, 1, 9): V_i = 1 / (3 (1 + a_i)^2), V + 1 = prod (1 + V_i)
    # (I. M. Sobol', Mathematics and Computers in Simulation 55, 2001, pp. 271-280,
    # doi:10.1016/S0378-4754(00)00270-6); a source may hold several numbers: the last two are one
    a, rng = np.array([0.0, 1.0, 9.0]), np.random.default_rng(9)

    def output(numbers: dict[str, Floats]) -> Floats:
        x = np.vstack([numbers["one"], numbers["two"]])
        return np.prod((np.abs(4 * x - 2) + a[:, None]) / (1 + a[:, None]), axis=0)[None]

    first, second = (
        {"one": rng.random((1, 2**16)), "two": rng.random((2, 2**16))} for _ in range(2)
    )
    drawn = list(pick_freeze(first, second))
    assert [source for source, _ in drawn] == [None, None, "one", "two"]
    one, two, *mixed = (output(dict(numbers)) for _, numbers in drawn)
    shares = variance_shares(one, two, mixed)
    part = 1 / (3 * (1 + a) ** 2)
    both = (1 + part[1]) * (1 + part[2]) - 1
    whole = (1 + part[0]) * (1 + both) - 1
    known = np.array([part[0], both]) / whole
    assert (np.abs(shares.first_order[0] - known) < 4 * shares.first_order_error[0]).all()
    known = 1 - known[::-1]
    assert (np.abs(shares.total[0] - known) < 4 * shares.total_error[0]).all()


def test_shares_lie_between_nothing_and_all(found: Contributions) -> None:
    shares = found.shares
    for first, first_error, total, total_error in (
        (shares.first_order, shares.first_order_error, shares.total, shares.total_error),
        (
            shares.overall_first_order[None],
            shares.overall_first_order_error[None],
            shares.overall_total[None],
            shares.overall_total_error[None],
        ),
    ):
        assert (first > -4 * first_error).all()
        assert (total <= 1 + 4 * total_error).all()
        # what a source does alone is part of what it has any part in
        assert (first < total + 4 * np.hypot(first_error, total_error)).all()
        assert (first.sum(axis=1) < 1 + 4 * np.linalg.norm(first_error, axis=1)).all()
        assert (total.sum(axis=1) > 1 - 4 * np.linalg.norm(total_error, axis=1)).all()


def test_what_is_drawn_and_what_leads_is_said(
    seoul_analysis: ganeum.Analysis, found: Contributions
) -> None:
    ranking = seoul_analysis["robotics"].ranking("topsis")
    assert found.alternatives == tuple(ranking.alternatives[i] for i in ranking.order()[:3])
    assert set(found.sources) == set(SOURCES) - {"respondents"} == set(found.varied)
    assert found.held == {"respondents": "no_respondents"}
    assert (found.size, found.evaluations) == (4096, 4096 * 12)
    frame = found.to_frame()
    assert frame["first_order"].is_monotonic_decreasing
    assert set(frame.index) == set(found.sources)
    assert found.worth_reducing[0] == frame.index[0]


def test_a_source_alone_has_all_of_the_variance(seoul_analysis: ganeum.Analysis) -> None:
    for source in ("statements", "weights", "crosswalk", "levels"):
        only = contributions(seoul_analysis, "fintech", sources=[source], size=SIZE)["ahp"]
        varies = only.shares.variance > 0
        assert varies.any()
        np.testing.assert_allclose(only.shares.first_order[varies], 1, atol=0.15)
        np.testing.assert_allclose(only.shares.total[varies], 1, atol=0.15)
        assert only.worth_reducing == (source,)


def test_nothing_drawn_has_nothing_to_share_out(seoul_analysis: ganeum.Analysis) -> None:
    for drawn in contributions(seoul_analysis, "ai", sources=(), size=SIZE).values():
        assert drawn.shares.variance.tolist() == [0, 0, 0]
        assert drawn.shares.first_order.shape == (3, 0)
        assert drawn.worth_reducing == ()
        assert drawn.to_frame().empty
        assert drawn.evaluations == 2 * SIZE


def test_neither_threads_nor_what_else_is_drawn_matter(seoul_analysis: ganeum.Analysis) -> None:
    size = BLOCK + 500
    alone = contributions(seoul_analysis, "ai", methods=["ahp"], size=size)["ahp"]
    with ThreadPoolExecutor(2) as pool:
        both = contributions(seoul_analysis, "ai", size=size, spread=pool.map)["ahp"]
    for name in ("first_order", "total", "first_order_error", "overall_total", "variance"):
        one, two = getattr(alone.shares, name), getattr(both.shares, name)
        assert one.tobytes() == two.tobytes()


def test_what_is_worth_reducing_is_what_the_sample_can_tell(found: Contributions) -> None:
    def worth(shares: list[float], errors: list[float]) -> tuple[str, ...]:
        known = replace(
            found.shares,
            overall_first_order=np.array(shares),
            overall_first_order_error=np.array(errors),
        )
        return replace(found, sources=("groups", "offset", "levels"), shares=known).worth_reducing

    assert worth([0.1, 0.5, 0.2], [0.01, 0.01, 0.01]) == ("offset",)
    assert worth([0.48, 0.5, 0.2], [0.01, 0.01, 0.01]) == ("offset", "groups")
    assert worth([0.01, 0.0, -0.01], [0.01, 0.01, 0.01]) == ()


def test_few_alternatives_all_lead(desk: "Desk", plain: str) -> None:
    found = function(ganeum.analyse(desk.load(plain)), "all", size=SIZE, leading=5)["ahp"]
    assert sorted(found.alternatives) == ["bridge", "ferry"]
    # two that swap move as one: their shares are the same
    np.testing.assert_allclose(found.shares.first_order[0], found.shares.first_order[1])


def test_wrong_sizes_are_refused(seoul_analysis: ganeum.Analysis) -> None:
    with pytest.raises(ValueError, match="size is 1, not a whole number from 2"):
        contributions(seoul_analysis, "ai", size=1)
    with pytest.raises(ValueError, match="leading is 0"):
        contributions(seoul_analysis, "ai", leading=0)
