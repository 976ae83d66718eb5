"""Priorities and consistency against published pairwise comparison matrices.

Judgements are the upper triangle, row by row. The tolerance is half a unit of the last digit
printed. Many sources divide the consistency index by another table of random indices than Saaty's
of 1980, the kernel's usual one; there the test names the source's table.
"""

from collections.abc import Callable, Sequence

import numpy as np
import pytest

from ganeum import kernel
from saaty_house import HOUSE

Pairwise = Callable[[Sequence[float]], np.ndarray]

# T. L. Saaty, "Decision making with the analytic hierarchy process", International Journal of
# Services Sciences 1(1), 2008, pp. 83-98, doi:10.1504/IJSSCI.2008.017590: relative consumption of
# drinks (coffee, wine, tea, beer, soda, milk, water) in the United States.
# Read in the README of AHPy 2.1.
# fmt: off
DRINKS = (
    9, 5, 2, 1, 1, 1 / 2,
    1 / 3, 1 / 9, 1 / 9, 1 / 9, 1 / 9,
    1 / 3, 1 / 4, 1 / 3, 1 / 9,
    1 / 2, 1, 1 / 3,
    2, 1 / 2,
    1 / 3,
)
# fmt: on

# T. L. Saaty, Theory and Applications of the Analytic Network Process, RWS Publications, 2005:
# choosing a city to live in by culture, family, housing, jobs, transportation.
# Read in the tests of AHPy 2.1, tests/test_ahp.py.
CITY = (1 / 5, 3, 1 / 2, 5, 7, 1, 7, 1 / 4, 3, 7)


# Wikipedia, "Analytic hierarchy process", leader example and car example, as the README of AHPy 2.1
# works them ("Choosing a leader", "Purchasing a vehicle") with rigorous eigenvectors; the README
# says why Wikipedia's own figures, from a demonstration site, differ.
LEADER_CRITERIA = (4, 3, 7, 1 / 3, 3, 5)
LEADER_EXPERIENCE = (1 / 4, 4, 9)
LEADER_EDUCATION = (3, 1 / 5, 1 / 7)
CAR_CRITERIA = (3, 7, 3, 9, 1, 1 / 7)
CAR_COST = (2, 5, 3, 2, 2, 1 / 2)
CAR_PRICE = (9, 9, 1, 1 / 2, 5, 1, 1 / 9, 1 / 9, 1 / 7, 1 / 9, 1 / 9, 1 / 7, 1 / 2, 5, 6)
CAR_SAFETY = (1, 5, 7, 9, 1 / 3, 5, 7, 9, 1 / 3, 2, 9, 1 / 8, 2, 1 / 8, 1 / 9)
CAR_STYLE = (1, 7, 5, 9, 6, 7, 5, 9, 6, 1 / 6, 3, 1 / 3, 7, 5, 1 / 5)
CAR_PASSENGER = (1, 1 / 2, 1, 3, 1 / 2, 1 / 2, 1, 3, 1 / 2, 2, 6, 1, 3, 1 / 2, 1 / 6)
CAR_CARGO = (
    1,
    1 / 2,
    1 / 2,
    1 / 2,
    1 / 3,
    1 / 2,
    1 / 2,
    1 / 2,
    1 / 3,
    1,
    1,
    1 / 2,
    1,
    1 / 2,
    1 / 2,
)

# S. Bozóki, J. Fülöp and L. Rónyai, "On optimal completion of incomplete pairwise comparison
# matrices", Mathematical and Computer Modelling 52(1-2), 2010, pp. 318-333,
# doi:10.1016/j.mcm.2010.02.047, with the judgement that the paper leaves open set to 3/4.
# Read in the README of AHPy 2.1, section "Missing Pairwise Comparisons".
BOZOKI = (1, 5, 2, 3, 4, 3 / 4)

# M. T. Escobar, J. Aguarón and J. M. Moreno-Jiménez, "Some extensions of the precise consistency
# consensus matrix", Decision Support Systems, 2015, doi:10.1016/j.dss.2015.04.005, Tables 1
# and 2: four parties judge direct, indirect and potential use value, existence and bequest value.
# Read in the full text, as converted to Markdown in a public GitHub repository.
ESCOBAR = {
    "PSOE": (3, 5, 8, 6, 3, 5, 4, 3, 2, 1 / 3),
    "PP": (3, 7, 9, 5, 3, 7, 1, 5, 1 / 5, 1 / 5),
    "PAR": (5, 7, 7, 5, 1, 5, 1, 5, 1 / 3, 1 / 5),
    "NP": (1 / 2, 1 / 5, 1 / 8, 1 / 7, 1 / 4, 1 / 6, 1 / 5, 1 / 4, 1 / 3, 3),
}


@pytest.mark.parametrize(
    ("judgements", "printed", "half_unit"),
    [
        # Saaty 2008, as above: the three digits that the README says are Saaty's.
        pytest.param(
            DRINKS, (0.177, 0.019, 0.042, 0.116, 0.190, 0.129, 0.327), 5e-4, id="drinks-3-digits"
        ),
        # The same to four digits: tests of AHPy 2.1, test_drinks_weights_precision_4_dd.
        pytest.param(
            DRINKS,
            (0.1775, 0.0191, 0.0418, 0.1164, 0.1896, 0.1288, 0.3268),
            5e-5,
            id="drinks-4-digits",
        ),
        # Saaty's city criteria: vignette of ahpsurvey, vignettes/my-vignette.md, "eigen".
        pytest.param(CITY, (0.1522, 0.4335, 0.0716, 0.3050, 0.0378), 5e-5, id="city"),
        # README of AHPy 2.1, "Choosing a leader".
        pytest.param(LEADER_CRITERIA, (0.548, 0.127, 0.270, 0.056), 5e-4, id="leader-criteria"),
        pytest.param(LEADER_EXPERIENCE, (0.217, 0.717, 0.066), 5e-4, id="leader-experience"),
        # README of AHPy 2.1, "Purchasing a vehicle".
        pytest.param(CAR_CRITERIA, (0.510, 0.234, 0.041, 0.215), 5e-4, id="car-criteria"),
        pytest.param(CAR_COST, (0.488, 0.252, 0.100, 0.161), 5e-4, id="car-cost"),
        pytest.param(CAR_PRICE, (0.246, 0.025, 0.025, 0.246, 0.366, 0.093), 5e-4, id="car-price"),
        # The same example in the tests of AHPy 2.1, tests/test_ahp.py, last report.
        pytest.param(CAR_SAFETY, (0.216, 0.216, 0.075, 0.036, 0.022, 0.434), 5e-4, id="car-safety"),
        pytest.param(CAR_STYLE, (0.358, 0.358, 0.039, 0.155, 0.023, 0.068), 5e-4, id="car-style"),
        pytest.param(
            CAR_PASSENGER,
            (0.1364, 0.1364, 0.2727, 0.1364, 0.0455, 0.2727),
            5e-5,
            id="car-passenger",
        ),
        pytest.param(
            CAR_CARGO, (0.0894, 0.0894, 0.1702, 0.1702, 0.1702, 0.3106), 5e-5, id="car-cargo"
        ),
        pytest.param(BOZOKI, (0.3742, 0.3917, 0.0991, 0.1349), 5e-5, id="bozoki"),
        # Y. M. Wang and K. S. Chin, "A linear programming approximation to the eigenvector method
        # in the analytic hierarchy process", Information Sciences 181(23), 2011, pp. 5240-5248.
        # Read in the tests of pymcdm 1.4.0, test/test_weights.py, TestAHPWeights.
        pytest.param(
            (4, 3, 1, 3, 4, 7, 3, 1 / 5, 1, 1 / 5, 1 / 5, 1 / 6, 1, 1 / 3, 3),
            (0.3208, 0.1395, 0.0348, 0.1285, 0.2374, 0.1391),
            5e-5,
            id="wang-chin",
        ),
        # K. D. Goepel, "Implementation of an online software tool for the analytic hierarchy
        # process (AHP-OS)", International Journal of the Analytic Hierarchy Process 10(3), 2018,
        # pp. 469-487, doi:10.13033/ijahp.v10i3.590, Eq. (41), p. 482: one criterion x times as
        # important as each of n - 1 others has the weight x / (x + n - 1); for x = 9, n = 4 it is
        # "9/12 or 75%", for x = 1 it is 1/n. Exact values, so rounding error is the only
        # tolerance. Read in a public extraction of the article that quotes the page.
        pytest.param((9, 9, 9, 1, 1, 1), (9 / 12, 1 / 12, 1 / 12, 1 / 12), 1e-12, id="goepel-9"),
        pytest.param((1, 1, 1, 1, 1, 1), (1 / 4, 1 / 4, 1 / 4, 1 / 4), 1e-12, id="goepel-1"),
    ],
)
def test_eigenvector_priorities(
    pairwise: Pairwise, judgements: Sequence[float], printed: Sequence[float], half_unit: float
) -> None:
    """Principal eigenvectors agree with the printed ones; the source stands at each case."""
    found = kernel.priorities(pairwise(judgements))
    assert found.priorities == pytest.approx(printed, abs=half_unit)


def test_eigenvector_of_saaty_1987_with_its_last_digit_corrected(pairwise: Pairwise) -> None:
    """R. W. Saaty's example of 1987 holds, but for one digit that has to be an error.

    R. W. Saaty, "The analytic hierarchy process: what it is and how it is used", Mathematical
    Modelling 9(3-5), 1987, pp. 161-176, doi:10.1016/0270-0255(87)90473-8, p. 165. Read in the tests
    of the R package mapMCDA (Cirad-ASTRE), tests/testthat/test-weights.R, which gives 0.053, 0.491,
    0.238, 0.213 and notes that no algorithm reproduces them.

    Correction: the last one is 0.218, not 0.213. The four given sum to 0.995; with 0.218 they sum
    to 1 and are the eigenvector.
    """
    found = kernel.priorities(pairwise((1 / 7, 1 / 5, 1 / 5, 2, 3, 1)))
    assert found.priorities == pytest.approx((0.053, 0.491, 0.238, 0.218), abs=5e-4)


def test_consistency_ratio_of_drinks(pairwise: Pairwise) -> None:
    """The kernel's own ratio for Saaty's drinks is the 0.022 printed.

    Source of judgements and ratio: Saaty 2008, as read in the README of AHPy 2.1, which divides by
    1.35 (Saaty 2005); Saaty's 1.32 of 1980 gives the same three decimals.
    """
    for table in ("saaty_1980", "saaty_2005"):
        found = kernel.priorities(pairwise(DRINKS), table=table)
        assert found.consistency_ratio == pytest.approx(0.022, abs=5e-4)


@pytest.mark.parametrize(
    ("judgements", "table", "printed", "half_unit"),
    [
        # Tests of AHPy 2.1, test_drinks_cr_dd.
        pytest.param(DRINKS, "donegan_dodd_1991", 0.0235, 5e-5, id="drinks"),
        # Vignette of ahpsurvey, vignettes/my-vignette.md, "Measuring consistency" (RI 1.11).
        pytest.param(CITY, "saaty_2005", 0.0507, 5e-5, id="city"),
        # The same vignette, "Transforming inconsistent matrices" (RI 1.4); R prints 0.17.
        pytest.param(HOUSE, "saaty_2005", 0.17, 5e-3, id="house"),
        # README of AHPy 2.1, "Choosing a leader".
        pytest.param(LEADER_CRITERIA, "saaty_2005", 0.044, 5e-4, id="leader-criteria"),
        pytest.param(LEADER_EXPERIENCE, "saaty_2005", 0.035, 5e-4, id="leader-experience"),
        pytest.param(LEADER_EDUCATION, "saaty_2005", 0.062, 5e-4, id="leader-education"),
        # README (first three) and tests of AHPy 2.1, "Purchasing a vehicle".
        pytest.param(CAR_CRITERIA, "donegan_dodd_1991", 0.080, 5e-4, id="car-criteria"),
        pytest.param(CAR_COST, "donegan_dodd_1991", 0.016, 5e-4, id="car-cost"),
        pytest.param(CAR_PRICE, "donegan_dodd_1991", 0.072, 5e-4, id="car-price"),
        pytest.param(CAR_SAFETY, "donegan_dodd_1991", 0.085, 5e-4, id="car-safety"),
        pytest.param(CAR_STYLE, "donegan_dodd_1991", 0.107, 5e-4, id="car-style"),
        pytest.param(CAR_CARGO, "donegan_dodd_1991", 0.0023, 5e-5, id="car-cargo"),
        pytest.param(BOZOKI, "donegan_dodd_1991", 0.0372, 5e-5, id="bozoki"),
        # R package FuzzyAHP, tests/testthat/test_consistencyRatio.R, which divides by 0.52
        # (R/function-consistencyRatio.R): a value of that software, not of a paper.
        pytest.param((1 / 3, 5, 7), "saaty_2005", 0.0623919, 5e-8, id="fuzzyahp"),
        # R package MCDA, tests/pairwiseConsistencyMeasures.R and its help page, after S. Siraj,
        # L. Mikhailov and J. A. Keane, "Contribution of individual judgments toward inconsistency
        # in pairwise comparisons", European Journal of Operational Research 242(2), 2015.
        pytest.param(
            (1 / 4, 4, 1 / 6, 4, 1 / 4, 1 / 5), "aguaron_moreno_2003", 0.164, 5e-4, id="mcda"
        ),
    ],
)
def test_consistency_with_the_random_index_of_the_source(
    pairwise: Pairwise,
    judgements: Sequence[float],
    table: str,
    printed: float,
    half_unit: float,
) -> None:
    """The consistency index over the source's random index gives the source's ratio."""
    found = kernel.priorities(pairwise(judgements), table=table)
    assert found.consistency_ratio == pytest.approx(printed, abs=half_unit)


def test_consistency_after_one_judgement_is_repaired(pairwise: Pairwise) -> None:
    """Replacing the worst judgement of Saaty's house example brings the ratio to 0.0828.

    T. L. Saaty (2003), worked in the vignette of the R package ahpsurvey, vignettes/my-vignette.md,
    "Transforming inconsistent matrices": neighbourhood over condition becomes 0.459, and
    `ahp.cr(edited)` prints 0.0828 with RI 1.4. (A later vignette, articles/my-vignette.md, prints
    0.0825 after the package changed its random indices.) The 0.459 is rounded: half a unit of its
    last digit moves the ratio by less than 2e-5, checked here.
    """
    ratios = []
    for repaired in (0.4585, 0.459, 0.4595):
        matrix = pairwise(HOUSE)
        matrix[2, 6], matrix[6, 2] = repaired, 1 / repaired
        ratios.append(kernel.priorities(matrix, table="saaty_2005").consistency_ratio)
    assert max(ratios) - min(ratios) < 4e-5
    assert ratios[1] == pytest.approx(0.0828, abs=5e-5)


def test_error_matrix_of_saatys_city_example(pairwise: Pairwise) -> None:
    """The errors a_ij p_j / p_i show which judgements are out of line.

    Vignette of the R package ahpsurvey, vignettes/my-vignette.md, "Identifying inconsistent
    pairwise comparisons", for Saaty's city example: `sample_mat[[1]] * t(S)`.
    """
    matrix = pairwise(CITY)
    priorities = kernel.priorities(matrix).priorities
    printed = [
        [1.000, 0.570, 1.411, 1.002, 1.243],
        [1.755, 1.000, 1.156, 0.704, 0.611],
        [0.709, 0.865, 1.000, 1.066, 1.585],
        [0.998, 1.421, 0.938, 1.000, 0.868],
        [0.805, 1.637, 0.631, 1.152, 1.000],
    ]
    errors = matrix * priorities[None, :] / priorities[:, None]
    np.testing.assert_allclose(errors, printed, rtol=0, atol=5e-4)


@pytest.mark.parametrize(
    ("party", "printed", "printed_gci"),
    [
        ("PSOE", (0.513, 0.251, 0.115, 0.042, 0.079), 0.143),
        ("PP", (0.520, 0.195, 0.072, 0.030, 0.182), 0.303),
        ("PAR", (0.560, 0.135, 0.101, 0.035, 0.168), 0.298),
        ("NP", (0.038, 0.059, 0.149, 0.480, 0.274), 0.203),
    ],
)
def test_geometric_mean_priorities_and_index(
    pairwise: Pairwise, party: str, printed: Sequence[float], printed_gci: float
) -> None:
    """Row geometric means and the geometric consistency index of four parties.

    Escobar, Aguarón and Moreno-Jiménez 2015 (above), Table 3.
    """
    found = kernel.priorities(pairwise(ESCOBAR[party]), method="geometric_mean")
    assert found.priorities == pytest.approx(printed, abs=5e-4)
    assert found.geometric_consistency_index == pytest.approx(printed_gci, abs=5e-4)


@pytest.mark.parametrize("method", ["eigenvector", "geometric_mean"])
def test_consistent_matrix(pairwise: Pairwise, method: str) -> None:
    """A consistent matrix gives 2/3, 1/9, 2/9 by either method.

    R package ahp (C. Glur), tests/testthat/test-Calculate.R, "Calculate Geometric Mean". Exact
    values, so rounding error is the only tolerance.
    """
    found = kernel.priorities(pairwise((6, 3, 1 / 2)), method=method)
    assert found.priorities == pytest.approx((2 / 3, 1 / 9, 2 / 9), abs=1e-12)
    assert found.principal_eigenvalue == pytest.approx(3, abs=1e-12)
    assert found.consistency_ratio == pytest.approx(0, abs=1e-12)
    assert found.geometric_consistency_index == pytest.approx(0, abs=1e-12)


def test_random_index_is_saatys_to_order_15() -> None:
    """The random index is Saaty's table for orders 1 to 15, with its dip at 12.

    R. W. Saaty 1987 (above), p. 171, for orders to 10; for 11 to 15 the table that Haile and
    Gelalcha (2026, Table 2, p. 316) reprint. Read in the public repository
    ahxsahxs/goias_suitability, whose comment on its table RANDOM_INDEX gives those pages.
    """
    # fmt: off
    table = (
        0.00, 0.00, 0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49,
        1.51, 1.48, 1.56, 1.57, 1.59,
    )
    # fmt: on
    assert tuple(kernel.random_index(n) for n in range(1, 16)) == table


@pytest.mark.parametrize("n", [16, 17, 20, 30])
def test_random_index_is_alonso_and_lamatas_beyond(n: int) -> None:
    """Beyond order 15 the random index follows Alonso and Lamata's regression.

    J. A. Alonso and M. T. Lamata, "Consistency in the analytic hierarchy process: a new approach",
    International Journal of Uncertainty, Fuzziness and Knowledge-Based Systems 14(4), 2006,
    pp. 445-459, as (1.7699 n - 4.3513) / (n - 1) "for 16+" in the R package ahp (C. Glur),
    R/ahp_functions.R. A formula, not digits: rounding error is the only tolerance.
    """
    assert kernel.random_index(n) == pytest.approx((1.7699 * n - 4.3513) / (n - 1), abs=1e-12)


def test_consistency_ratio_beyond_order_15_is_that_of_ahp_os(pairwise: Pairwise) -> None:
    """For order 16 the ratio is (lambda - n) / (2.7699 n - 4.3513 - n).

    Goepel 2018 (above), Eq. (5), p. 473, after Alonso and Lamata 2006; read in the same public
    extraction of the article. A formula, not digits: rounding error is the only tolerance. The
    judgements are made up: 1, 2, 3 in turn.
    """
    n = 16
    found = kernel.priorities(pairwise([1 + k % 3 for k in range(n * (n - 1) // 2)]))
    ratio = (found.principal_eigenvalue - n) / (2.7699 * n - 4.3513 - n)
    assert ratio > 0.01
    assert found.consistency_ratio == pytest.approx(ratio, abs=1e-12)
