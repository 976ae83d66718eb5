"""Tau-b, W and WS, against worked examples that were read, scipy, pymcdm and textbook formulas."""

import warnings
from types import ModuleType

import numpy as np
import pytest
from scipy.stats import kendalltau, rankdata

from ganeum.kernel.inputs import Floats
from ganeum.kernel.rank_agreement import concordance, kendall_tau, weighted_similarity

# Hunter L values and consumer panel scores of nine lots of canned tuna (Hollander and Wolfe,
# Nonparametric Statistical Methods, table 8.1), read at mason.gmu.edu/~csutton/tuna2.html ("t =
# 4/9 (about 0.444)") and stat.sc.edu/~habing/courses/518splus3F98.html ("tau 0.4444444")
LIGHTNESS = [44.4, 45.9, 41.9, 53.3, 44.7, 44.1, 50.7, 45.2, 60.1]
PANEL = [2.6, 3.1, 2.5, 5.0, 3.6, 4.0, 5.2, 2.8, 3.8]

# ircor's example, read at rdrr.io/cran/ircor/man/tau.html: tau_b printed as 0.2, then 0.2247333
# with y rounded to one decimal (its third, with x rounded too, turns on how R rounds 0.45)
X = [0.67, 0.45, 0.29, 0.12, 0.57, 0.24, 0.94, 0.75, 0.08, 0.54]
Y = [0.48, 0.68, 0.32, 0.09, 0.06, 0.61, 0.87, 0.22, 0.44, 0.84]
Y_ROUNDED = [0.5, 0.7, 0.3, 0.1, 0.1, 0.6, 0.9, 0.2, 0.4, 0.8]

# read at stats.stackexchange.com/posts/261206/revisions: scipy's example of tau-b, and W of the
# same two rows by the formula of Sheskin, Handbook of Parametric and Nonparametric Statistical
# Procedures, with its correction for ties
TIED = [[12, 2, 1, 12, 2], [1, 4, 7, 1, 0]]

# read at proofwiki.org/wiki/Kendall's_Coefficient_of_Concordance/Examples/Arbitrary_Example_1:
# four judges, three competitors
JUDGES = [[1, 3, 2], [1, 2, 3], [2, 3, 1], [3, 1, 2]]


# twelve products ranked by two methods: WS printed as 0.9 in B. Paradowski, A. Bączkiewicz and
# J. Wątróbski, "Towards proper consumer choices - MCDM based product selection", Procedia Computer
# Science 192, 2021, pp. 1347-1358; read in the tests of the package pyfdm, tests of correlations
PRODUCTS = [
    [7, 11, 2, 1, 4, 9, 6, 3, 5, 10, 8, 12],
    [7, 11, 3, 2, 4, 9, 6, 1, 5, 10, 8, 12],
]


@pytest.fixture(scope="module")
def correlations() -> ModuleType:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from pymcdm import correlations
    return correlations


def textbook(rankings: Floats) -> float:
    """Return W as Sheskin has it, from mean ranks by scipy."""
    table = np.array([rankdata(row) for row in rankings])
    v, m = table.shape
    ties = sum(int(t) ** 3 - int(t) for row in table for t in np.unique(row, return_counts=True)[1])
    above = 12 * (table.sum(axis=0) ** 2).sum() - 3 * v**2 * m * (m + 1) ** 2
    return float(above / (v**2 * m * (m**2 - 1) - v * ties))


def tables() -> list[Floats]:
    """Return 100 tables of rankings, most of them with ties, none with ties only."""
    rng = np.random.default_rng(1)
    found = [
        rng.integers(1, 7, (int(rng.integers(1, 7)), int(rng.integers(2, 10)))).astype(float)
        for _ in range(110)
    ]
    return [table for table in found if (np.ptp(table, axis=1) > 0).any()][:100]


# tau


def test_tau_of_the_tuna() -> None:
    assert kendall_tau(LIGHTNESS, PANEL) == pytest.approx(4 / 9, abs=1e-15)


@pytest.mark.parametrize(
    ("x", "y", "printed"),
    [(X, Y, 0.2), (X, Y_ROUNDED, 0.2247333)],
)
def test_tau_with_ties_as_printed(x: list[float], y: list[float], printed: float) -> None:
    assert kendall_tau(x, y) == pytest.approx(printed, abs=5e-8)


def test_tau_of_the_tied_example() -> None:
    assert kendall_tau(*TIED) == pytest.approx(-0.47140452079103173, abs=1e-15)


def test_tau_agrees_with_scipy_on_rankings_with_ties() -> None:
    rng = np.random.default_rng(0)
    compared = 0
    for _ in range(300):
        m = int(rng.integers(2, 12))
        first, second = rng.integers(1, m + 1, (2, m))
        expected = float(kendalltau(first, second).statistic)
        assert kendall_tau(first, second) == pytest.approx(expected, abs=1e-14, nan_ok=True)
        compared += not np.isnan(expected)
    assert compared > 250


def test_tau_of_scores_is_tau_of_their_ranks_turned() -> None:
    scores = [0.3, 0.9, 0.3, 0.1]
    assert kendall_tau(scores, [2, 1, 2, 4]) == pytest.approx(-1)


def test_tau_of_the_same_and_of_the_reverse() -> None:
    assert kendall_tau([1, 2, 2, 4], [1, 2, 2, 4]) == pytest.approx(1)
    assert kendall_tau([1, 2, 3, 4], [4, 3, 2, 1]) == pytest.approx(-1)


def test_tau_is_symmetric_and_relabelling_changes_nothing() -> None:
    rng = np.random.default_rng(2)
    first, second = rng.integers(1, 6, (2, 8))
    found = kendall_tau(first, second)
    assert kendall_tau(second, first) == pytest.approx(found)
    order = rng.permutation(8)
    assert kendall_tau(first[order], second[order]) == pytest.approx(found)


@pytest.mark.parametrize(
    ("first", "second"), [([1, 1, 1], [1, 2, 3]), ([1, 2, 3], [2, 2, 2]), ([1], [1])]
)
def test_tau_of_nothing_but_ties_is_not_a_number(first: list[int], second: list[int]) -> None:
    assert np.isnan(kendall_tau(first, second))


@pytest.mark.parametrize(
    ("first", "second", "message"),
    [
        ([1, 2, 3], [1, 2], "second has 2 entries where 3 are needed"),
        ([1, np.nan], [1, 2], r"first\[1\] is nan, not a finite number"),
        ([1, 2], [1, np.inf], r"second\[1\] is inf, not a finite number"),
        ([[1, 2]], [1, 2], r"first must have 1 dimension\(s\), not 2"),
        ([], [], "first is empty"),
        (["a"], [1], "first must hold numbers only"),
    ],
)
def test_tau_refuses(first: list[float], second: list[float], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        kendall_tau(first, second)


# W


def test_w_of_four_judges() -> None:
    assert concordance(JUDGES) == pytest.approx(1 / 16, abs=1e-15)


def test_w_with_ties_as_printed() -> None:
    assert concordance(TIED) == pytest.approx(0.22973, abs=5e-6)


def test_w_is_the_textbook_formula() -> None:
    found = tables()
    assert len(found) == 100
    for table in found:
        w = concordance(table)
        assert w == pytest.approx(textbook(table), abs=1e-12)
        assert -1e-12 <= w <= 1 + 1e-12


@pytest.mark.parametrize("row", [[1, 2, 3, 4], [1, 2, 2, 4], [1, 1, 3], [2, 1]])
def test_w_of_identical_rankings_is_one(row: list[int]) -> None:
    assert concordance([row] * 5) == pytest.approx(1)


def test_w_of_opposite_rankings_is_zero() -> None:
    assert concordance([[1, 2, 3], [3, 2, 1]]) == 0


def test_w_does_not_care_how_ties_are_written() -> None:
    assert concordance([[1, 2, 2, 4], [1, 2, 3, 4]]) == concordance([[1, 3, 3, 4], [1, 2, 3, 4]])


def test_relabelling_rows_or_columns_leaves_w() -> None:
    rng = np.random.default_rng(3)
    for table in tables()[:20]:
        v, m = table.shape
        turned = table[rng.permutation(v)][:, rng.permutation(m)]
        assert concordance(turned) == pytest.approx(concordance(table), abs=1e-12)


def test_one_ranking_agrees_with_itself() -> None:
    assert concordance([[3, 1, 2]]) == pytest.approx(1)
    assert concordance([[1, 1, 3]]) == pytest.approx(1)


@pytest.mark.parametrize("table", [[[1, 1, 1], [2, 2, 2]], [[1], [1], [1]], [[1]], [[5, 5]]])
def test_w_where_nothing_is_ranked_is_not_a_number(table: list[list[int]]) -> None:
    assert np.isnan(concordance(table))


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ([1, 2, 3], r"rankings must have 2 dimension\(s\), not 1"),
        ([[1, np.nan]], r"rankings\[0, 1\] is nan, not a finite number"),
        (np.empty((0, 3)), "rankings is empty"),
        ([[1, 2], [1]], "rankings must hold numbers only"),
    ],
)
def test_w_refuses(table: list[list[float]], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        concordance(table)


# WS


def test_ws_of_twelve_products_as_printed() -> None:
    assert weighted_similarity(*PRODUCTS) == pytest.approx(0.9, abs=0.005)


def test_ws_by_hand() -> None:
    # the first two change places: 1/2 * 1/4 of the first, 1/4 * 1/3 of the second is lost
    found = weighted_similarity([1, 2, 3, 4, 5], [2, 1, 3, 4, 5])
    assert found == pytest.approx(1 - 1 / 8 - 1 / 12, abs=1e-15)
    # ties have mean ranks: 2.5 and 2.5 for 2 and 3
    found = weighted_similarity([1, 2, 3, 4], [1, 2, 2, 4])
    assert found == pytest.approx(1 - 0.25 * 0.5 / 2 - 0.125 * 0.5 / 2, abs=1e-15)


def test_ws_and_tau_agree_with_pymcdm_on_rankings_without_ties(correlations: ModuleType) -> None:
    rng = np.random.default_rng(4)
    for _ in range(300):
        m = int(rng.integers(2, 15))
        first, second = rng.permutation(m) + 1.0, rng.permutation(m) + 1.0
        ws, tau = correlations.ws(first, second), correlations.kendall_tau(first, second)
        assert weighted_similarity(first, second) == pytest.approx(ws, abs=1e-14)
        assert kendall_tau(first, second) == pytest.approx(tau, abs=1e-14)


def test_ws_is_one_for_the_same_ranking_and_never_negative() -> None:
    rng = np.random.default_rng(5)
    for _ in range(300):
        first, second = rng.integers(1, 7, (2, int(rng.integers(2, 9))))
        assert weighted_similarity(first, first) == 1
        assert -1e-12 <= weighted_similarity(first, second) <= 1


def test_ws_minds_the_first_places_most() -> None:
    reference = [1, 2, 3, 4, 5, 6]
    swapped = [[2, 1, 3, 4, 5, 6], [1, 2, 4, 3, 5, 6], [1, 2, 3, 4, 6, 5]]
    found = [weighted_similarity(reference, ranking) for ranking in swapped]
    assert found == sorted(found)
    assert weighted_similarity(swapped[1], [3, 1, 2, 4, 5, 6]) != weighted_similarity(
        [3, 1, 2, 4, 5, 6], swapped[1]
    )


def test_relabelling_leaves_ws() -> None:
    rng = np.random.default_rng(6)
    first, second = rng.integers(1, 6, (2, 8))
    order = rng.permutation(8)
    found = weighted_similarity(first[order], second[order])
    assert found == pytest.approx(weighted_similarity(first, second), abs=1e-12)


def test_ws_of_one_alternative_is_not_a_number() -> None:
    assert np.isnan(weighted_similarity([1], [1]))


@pytest.mark.parametrize(
    ("first", "second", "message"),
    [
        ([1, 2, 3], [1, 2], "ranking has 2 entries where 3 are needed"),
        ([1, np.nan], [1, 2], r"reference\[1\] is nan, not a finite number"),
    ],
)
def test_ws_refuses(first: list[float], second: list[float], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        weighted_similarity(first, second)
