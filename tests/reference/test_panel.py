"""A panel's judgements against published ones: groups, gaps, repairs, levels, random indices.

Judgements are the upper triangle, row by row. The tolerance is half a unit of the last digit
printed. No published panel with Goepel's consensus indicator and the priorities behind it could be
read; that indicator is held to its definition here, and to a published consensus in another
measure.
"""

from collections.abc import Callable, Sequence

import numpy as np
import pytest

from ganeum import kernel
from saaty_house import HOUSE

Pairwise = Callable[[Sequence[float]], np.ndarray]
GAP = float("nan")

# Y. Dong, G. Zhang, W.-C. Hong and Y. Xu, "Consensus models for AHP group decision making under row
# geometric mean prioritization method", Decision Support Systems 49(3), 2010,
# doi:10.1016/j.dss.2010.03.003, section 5: five persons judge four items. Read in the full text, as
# converted to Markdown in a public GitHub repository.
#
# Correction: of the fifth matrix that text has (2, 1, 1/2, 3) as second and (1, 1/2, 1, 4) as third
# row, so 1/2 for the second item over the third and for the third over the second. The former gives
# the priorities and the index printed, the latter does not.
PANEL = (
    (4, 6, 7, 3, 4, 2),
    (5, 7, 9, 4, 6, 2),
    (3, 5, 8, 4, 5, 2),
    (4, 5, 6, 3, 3, 2),
    (1 / 2, 1, 2, 1 / 2, 3, 4),
)
PANEL_WEIGHTS = (0.1, 0.3, 0.1, 0.2, 0.3)
PANEL_PRIORITIES = (
    (0.6145, 0.2246, 0.0985, 0.0624),
    (0.6461, 0.2270, 0.0793, 0.0476),
    (0.5693, 0.2764, 0.0967, 0.0575),
    (0.5967, 0.2208, 0.1089, 0.0736),
    (0.2247, 0.2958, 0.3780, 0.1015),
)
PANEL_GCI = (0.1349, 0.2358, 0.1194, 0.1657, 0.2208)
PANEL_GCCI = (0.4285, 0.8707, 0.4113, 0.3774, 2.1944)

# P. T. Harker, "Incomplete pairwise comparisons in the analytic hierarchy process", Mathematical
# Modelling 9(11), 1987, pp. 837-848, Table 1, p. 844. Read in a public extraction of the article.
HARKER = (1 / 3, 8, 3, 3, 7, 9, 3, 3, 9, 1 / 6, 1 / 5, 2, 1 / 3, 6, 6)
HARKER_PRIORITIES = (0.2619, 0.3975, 0.0334, 0.1164, 0.1642, 0.0266)


def _panel(pairwise: Pairwise) -> np.ndarray:
    return np.array([pairwise(judgements) for judgements in PANEL])


def test_panel_of_five(pairwise: Pairwise) -> None:
    """Section 5 of Dong et al. 2010: own priorities and geometric consistency indices."""
    for matrix, printed, gci in zip(_panel(pairwise), PANEL_PRIORITIES, PANEL_GCI, strict=True):
        found = kernel.priorities(matrix, "geometric_mean")
        assert found.priorities == pytest.approx(printed, abs=5e-5)
        assert found.geometric_consistency_index == pytest.approx(gci, abs=5e-5)
        assert gci < kernel.geometric_consistency_threshold(4) == 0.35


def test_group_judgements_of_a_panel(pairwise: Pairwise) -> None:
    """Section 5 of Dong et al. 2010: the weighted geometric means, and what follows from them."""
    group = kernel.group_judgements(_panel(pairwise), PANEL_WEIGHTS)
    printed = (2.2270, 3.4756, 5.0937, 1.9663, 4.0005, 2.4623)
    assert group.judgements[np.triu_indices(4, 1)] == pytest.approx(printed, abs=5e-5)
    found = kernel.priorities(group.judgements, "geometric_mean")
    assert found.priorities == pytest.approx((0.4984, 0.2727, 0.1541, 0.0747), abs=5e-5)
    assert found.geometric_consistency_index == pytest.approx(0.056, abs=5e-4)


def test_who_is_far_from_the_group(pairwise: Pairwise) -> None:
    """Who is beyond the threshold of Dong et al. 2010 is who agrees least in Goepel's measure.

    Table 3 prints the cardinal consensus index of each person, the geometric index with the group's
    priorities in place of the person's own. It makes sure here that judgements and weights are
    those of the paper; the order by Goepel's similarity is ours.
    """
    panel = _panel(pairwise)
    group = kernel.group_judgements(panel, PANEL_WEIGHTS).judgements
    weights = kernel.priorities(group, "geometric_mean").priorities
    errors = np.log(panel * weights / weights[:, None])
    assert np.square(errors).sum(axis=(1, 2)) / 6 == pytest.approx(PANEL_GCCI, abs=5e-5)
    alike = kernel.similarities(np.vstack([PANEL_PRIORITIES, weights]))[-1, :-1]
    assert alike.argmin() == np.argmax(PANEL_GCCI) == 4
    four = kernel.consensus(PANEL_PRIORITIES[:4])
    assert four.consensus > kernel.consensus(PANEL_PRIORITIES).consensus
    assert four.level == "very_high"


@pytest.mark.parametrize("n", [2, 3, 4, 7, 9])
def test_consensus_is_none_and_full_at_its_ends(n: int) -> None:
    """Nobody agrees at 0 %, everybody at 100 %.

    K. D. Goepel, "Implementation of an online software tool for the analytic hierarchy process
    (AHP-OS)", International Journal of the Analytic Hierarchy Process 10(3), 2018, pp. 469-487,
    doi:10.13033/ijahp.v10i3.590, p. 478. Read in a public extraction of the article. As many
    persons as criteria, each with 9 for another criterion over all others, whose largest weight is
    9 / (n + 8), Eq. (41).
    """
    judged = np.ones((n, n)) + 8 * np.eye(n)
    shares = judged / judged.sum(axis=1, keepdims=True)
    assert shares.max() == pytest.approx(9 / (n + 8))
    assert kernel.consensus(shares).consensus == pytest.approx(0, abs=1e-12)
    assert kernel.consensus(shares[[0] * n]).consensus == pytest.approx(1, abs=1e-12)


def test_harkers_example_before_any_gap(pairwise: Pairwise) -> None:
    """Harker 1987, Table 1: the eigenvector of the complete matrix.

    Table 2 has priorities after 6 to 14 of the 15 judgements, but not in the text that could be
    read which of them; what follows is held to less than digits.
    """
    found = kernel.incomplete_priorities(pairwise(HARKER))
    assert found.missing == 0
    assert found.priorities == pytest.approx(HARKER_PRIORITIES, abs=5e-5)


def test_incomplete_example_of_superdecisions(pairwise: Pairwise) -> None:
    """A chain with one judgement more: 2, 3 and 2 of three items.

    SuperDecisions Help 2.7, "A method for incomplete comparisons - Harker's example", prints the
    priorities to which Harker's derivatives belong; the first is cut off after seven digits, not
    rounded. Without the judgement of first over third the chain 2, 2 has 4 : 2 : 1, which follows
    from the definition.
    """
    printed = (0.5396145, 0.2969613, 0.1634241)
    complete = kernel.incomplete_priorities(pairwise((2, 3, 2)))
    assert complete.priorities == pytest.approx(printed, abs=6e-8)
    chain = kernel.incomplete_priorities(pairwise((2, GAP, 2)))
    assert chain.priorities == pytest.approx((4 / 7, 2 / 7, 1 / 7), abs=1e-12)
    assert chain.consistency_ratio == pytest.approx(0, abs=1e-12)


def test_least_squares_fill_the_gap_of_van_uden(pairwise: Pairwise) -> None:
    """The open judgement of third over fourth is 0.73029674334 by least squares of logarithms.

    S. Bozóki, J. Fülöp and L. Rónyai, "On optimal completion of incomplete pairwise comparison
    matrices", Mathematical and Computer Modelling 52(1-2), 2010, pp. 318-333,
    doi:10.1016/j.mcm.2010.02.047, example after E. van Uden. Read in a public extraction of the
    article. The README of AHPy 2.1, "Missing Pairwise Comparisons", prints 0.0372 as the ratio with
    Donegan and Dodd's index of complete matrices, and minimises the eigenvalue, another method
    still: its weights are within 5e-4 of both of the kernel's.
    """
    matrix = pairwise((1, 5, 2, 3, 4, GAP))
    squares = kernel.incomplete_priorities(matrix, "geometric_mean")
    assert squares.completed[2, 3] == pytest.approx(0.73029674334, abs=5e-12)
    eigenvector = kernel.incomplete_priorities(matrix)
    complete_index = kernel.random_index(4, "donegan_dodd_1991")
    assert eigenvector.consistency_index / complete_index == pytest.approx(0.0372, abs=5e-5)
    for found in (squares, eigenvector):
        assert found.priorities == pytest.approx((0.3738, 0.3920, 0.0985, 0.1357), abs=5e-4)


def test_worst_judgement_of_the_house(pairwise: Pairwise) -> None:
    """Of 28 judgements the one to ask about is that of neighbourhood over condition.

    Saaty 2003, in the vignette of ahpsurvey, "Transforming inconsistent matrices", which replaces 6
    by 0.459 for a ratio of 0.0828 and uses Saaty's table of 2005. On the scale of nine the best
    is 1/2, hardly better than 0.459, which is the quotient of two priorities.
    """
    found = kernel.judgement_proposals(pairwise(HOUSE), table="saaty_2005")
    assert found.ratio == pytest.approx(0.17, abs=5e-3)
    assert found.pairs[0].tolist() == [2, 6]
    assert (found.judgements[0], found.best[0]) == (6, 1 / 2)
    assert found.ratio_at_best[0] == pytest.approx(0.0828, abs=5e-4)
    assert found.ratio_at_best[0] <= found.ratio_at_nearest[0] <= found.limit


def test_three_levels() -> None:
    """A goal with b and c, d and e under b, f and g under d.

    Tests of AHPy 2.1, tests/test_ahp.py, test_master_a to test_master_g: global weights, and the
    target weights of x, y, z under c, e, f and g. AHPy rounds local weights to four digits before
    it multiplies them, so that the last digit printed may be one off.
    """
    nodes = {"b": -1, "c": -1, "d": 0, "e": 0, "f": 2, "g": 2}
    found = kernel.hierarchy(list(nodes.values()), [1, 1, 4, 1, 2, 1])
    assert found.levels.tolist() == [1, 1, 2, 2, 3, 3]
    printed = (0.5, 0.5, 0.4, 0.1, 0.2667, 0.1333)
    assert found.overall == pytest.approx(printed, abs=1e-4)
    assert [list(nodes)[leaf] for leaf in found.leaves] == ["c", "e", "f", "g"]
    alternatives = np.array([[2, 4, 4], [1, 2, 3], [2, 4, 4], [1, 2, 3]], dtype=float)
    scores = kernel.weighted_sum(
        alternatives.T, found.leaf_weights, ["benefit"] * 4, "distributive"
    )
    assert scores.scores == pytest.approx((0.1922, 0.3844, 0.4233), abs=1e-4)
    contributions = (
        (0.1000, 0.0167, 0.0533, 0.0222),
        (0.2000, 0.0333, 0.1067, 0.0444),
        (0.2000, 0.0500, 0.1067, 0.0666),
    )
    assert scores.contributions == pytest.approx(np.array(contributions), abs=1e-4)


@pytest.mark.parametrize(
    ("judgements", "limit", "within", "beyond"),
    [
        # Car criteria of the README of AHPy 2.1, "Purchasing a vehicle", printed as 0.08 with
        # Donegan and Dodd's index, as in test_priorities.py.
        pytest.param((3, 7, 3, 9, 1, 1 / 7), 0.08, "saaty_1980", "donegan_dodd_1991", id="car"),
        # Saaty's house, as above.
        pytest.param(HOUSE, 0.17, "saaty_1980", "saaty_2005", id="house"),
        # Made up: of the published matrices at hand none is near enough to the limit of 0.10.
        pytest.param((1, 8, 3), 0.1, "saaty_1980", "saaty_2005", id="1-8-3"),
        pytest.param((2, 3, 4), 0.1, "saaty_1980", "saaty_2005", id="2-3-4"),
    ],
)
def test_the_table_can_decide(
    pairwise: Pairwise, judgements: Sequence[float], limit: float, within: str, beyond: str
) -> None:
    """The same judgements pass with one table of random indices and fail with another."""
    matrix = pairwise(judgements)
    assert kernel.priorities(matrix, table=within).consistency_ratio <= limit
    assert kernel.priorities(matrix, table=beyond).consistency_ratio > limit
