"""The weighted sum, and with it AHP synthesis, against published examples.

The tolerance is half a unit of the last digit printed, unless a comment derives another bound.
Exact values (fractions) have rounding error as their only tolerance.
"""

from collections.abc import Callable, Sequence

import numpy as np
import pytest

from ganeum import kernel

Pairwise = Callable[[Sequence[float]], np.ndarray]

B, C = "benefit", "cost"

# Y. M. Wang and T. M. S. Elhag, "An approach to avoiding rank reversal in AHP", Decision Support
# Systems, 2006, doi:10.1016/j.dss.2005.12.002. Read in the full text, as converted to Markdown in a
# public GitHub repository. Three criteria of weight 1/3 each.
# Tables 1 and 2 work the example of V. Belton and T. Gear, "On a shortcoming of Saaty's method of
# analytic hierarchies", Omega 11(3), 1983, pp. 228-230: D, a copy of B, is added to A, B, C.
BELTON_GEAR = [[1, 9, 8], [9, 1, 9], [1, 1, 1], [9, 1, 9]]
# Tables 3 and 4 work that of T. L. Saaty and L. G. Vargas, "The legitimacy of rank reversal", Omega
# 12(5), 1984, pp. 513-516: C is added to A and B.
SAATY_VARGAS = [[1, 7, 3], [2, 6, 1], [2, 7, 6]]


@pytest.mark.parametrize(
    ("matrix", "mode", "printed"),
    [
        # Table 2, "EM" (weights that sum to 1) and "BG" (over the largest, Belton and Gear's way).
        pytest.param(
            BELTON_GEAR[:3], "distributive", [0.4512, 0.4697, 0.0791], id="belton-gear-em-3"
        ),
        pytest.param(
            BELTON_GEAR, "distributive", [0.3654, 0.2889, 0.0568, 0.2889], id="belton-gear-em-4"
        ),
        pytest.param(BELTON_GEAR[:3], "ideal", [0.6667, 0.7037, 0.1111], id="belton-gear-bg-3"),
        pytest.param(BELTON_GEAR, "ideal", [0.6667, 0.7037, 0.1111, 0.7037], id="belton-gear-bg-4"),
        # Table 4, likewise.
        pytest.param(SAATY_VARGAS[:2], "distributive", [0.5406, 0.4594], id="saaty-vargas-em-2"),
        pytest.param(SAATY_VARGAS, "distributive", [0.2833, 0.2667, 0.45], id="saaty-vargas-em-3"),
        pytest.param(SAATY_VARGAS[:2], "ideal", [0.8333, 0.7302], id="saaty-vargas-bg-2"),
        pytest.param(SAATY_VARGAS, "ideal", [0.6667, 0.6746, 1.0], id="saaty-vargas-bg-3"),
    ],
)
def test_rank_reversal(
    matrix: Sequence[Sequence[float]], mode: str, printed: Sequence[float]
) -> None:
    """Both modes of synthesis, before and after an alternative is added."""
    found = kernel.weighted_sum(matrix, [1, 1, 1], [B, B, B], mode)
    assert found.scores == pytest.approx(printed, abs=5e-5)


def test_rank_reversal_of_belton_and_gear() -> None:
    """Adding a copy of B puts A before B in distributive mode, but not in ideal mode."""
    for mode, before, after in (
        ("distributive", [2, 1, 3], [1, 2, 4, 2]),
        ("ideal", [2, 1, 3], [3, 1, 4, 1]),
    ):
        three = kernel.weighted_sum(BELTON_GEAR[:3], [1, 1, 1], [B, B, B], mode)
        four = kernel.weighted_sum(BELTON_GEAR, [1, 1, 1], [B, B, B], mode)
        assert kernel.ranks(three.scores).tolist() == before
        assert kernel.ranks(four.scores).tolist() == after


def test_local_weights_of_belton_and_gear(pairwise: Pairwise) -> None:
    """Judgements, local weights and both normalisations are the fractions of Table 1."""
    judgements = [(1 / 9, 1, 9), (9, 9, 1), (8 / 9, 8, 9)]
    local = np.column_stack([kernel.priorities(pairwise(upper)).priorities for upper in judgements])
    em = [[1 / 11, 9 / 11, 8 / 18], [9 / 11, 1 / 11, 9 / 18], [1 / 11, 1 / 11, 1 / 18]]
    bg = [[1 / 9, 1, 8 / 9], [1, 1 / 9, 1], [1 / 9, 1 / 9, 1 / 9]]
    np.testing.assert_allclose(local, em, rtol=0, atol=1e-12)
    distributive = kernel.weighted_sum(local, [1, 1, 1], [B, B, B], "distributive")
    np.testing.assert_allclose(distributive.normalised, em, rtol=0, atol=1e-12)
    ideal = kernel.weighted_sum(local, [1, 1, 1], [B, B, B], "ideal")
    np.testing.assert_allclose(ideal.normalised, bg, rtol=0, atol=1e-12)


# E. Triantaphyllou and S. H. Mann, "An examination of the effectiveness of multi-dimensional
# decision-making methods: a decision-making paradox", Decision Support Systems 5(3), 1989,
# pp. 303-312, doi:10.1016/0167-9236(89)90037-7. Read in the full text, as converted to Markdown in
# a public GitHub repository.
PARADOX = [[1, 9, 9], [5, 2, 2], [1, 5, 9]]
PARADOX_WEIGHTS = [8 / 13, 2 / 13, 3 / 13]


def test_paradox_of_plain_sum_and_ahp() -> None:
    """The plain weighted sum puts A1 first with 53/13, AHP puts A2 first with 0.48.

    Triantaphyllou and Mann 1989 (above), section 3.1, Example 1.
    """
    plain = kernel.weighted_sum(PARADOX, PARADOX_WEIGHTS, [B, B, B], "none")
    assert plain.scores.max() == plain.scores[0] == pytest.approx(53 / 13, abs=1e-12)
    ahp = kernel.weighted_sum(PARADOX, PARADOX_WEIGHTS, [B, B, B], "distributive")
    assert ahp.scores.max() == ahp.scores[1] == pytest.approx(0.48, abs=5e-3)


@pytest.mark.parametrize(
    ("first", "printed"),
    [
        pytest.param([9, 2, 2], [0.305, 0.344, 0.351], id="M1"),
        pytest.param([8, 1, 1], [0.224, 0.391, 0.385], id="M2"),
    ],
)
def test_paradox_of_a_worse_alternative(first: Sequence[float], printed: Sequence[float]) -> None:
    """Making A1 worse moves the first place from A3 to A2.

    Triantaphyllou and Mann 1989 (above), section 3.2, Example 2, matrices M1 and M2; weights 2/7,
    2/7, 3/7.
    """
    matrix = [first, [5, 1, 4], [5, 9, 1]]
    found = kernel.weighted_sum(matrix, [2 / 7, 2 / 7, 3 / 7], [B, B, B], "distributive")
    assert found.scores == pytest.approx(printed, abs=5e-4)


def test_afshari() -> None:
    """Five candidates by seven benefits, divided by the largest.

    A. Afshari, M. Mojahed and R. M. Yusuff, "Simple additive weighting approach to personnel
    selection problem", International Journal of Innovation, Management and Technology 1(5), 2010,
    p. 511. Read in the documentation of the Julia package JMcDM, src/saw.jl, whose scores are in
    full double precision.
    """
    matrix = [
        [4, 7, 3, 2, 2, 2, 2],
        [4, 4, 6, 4, 4, 3, 7],
        [7, 6, 4, 2, 5, 5, 3],
        [3, 2, 5, 3, 3, 2, 5],
        [4, 2, 2, 5, 5, 3, 6],
    ]
    weights = [0.283, 0.162, 0.162, 0.070, 0.085, 0.162, 0.076]
    found = kernel.weighted_sum(matrix, weights, [B] * 7, "ideal")
    printed = [
        0.5532285714285714,
        0.7134857142857142,
        0.8374285714285714,
        0.5146571428571429,
        0.5793428571428572,
    ]
    assert found.scores == pytest.approx(printed, abs=1e-14)
    assert int(found.scores.argmax()) == 2


def test_chakraborty() -> None:
    """Ten machines by three costs and one benefit: costs as min / x, the benefit as x / max.

    S. Chakraborty, E. K. Zavadskas and J. Antucheviciene, "Applications of WASPAS method as a
    multi-criteria decision-making tool", Economic Computation and Economic Cybernetics Studies and
    Research 49(1), 2015, pp. 5-22, Example 2; with lambda = 1 WASPAS is the weighted sum. Read in
    the tests of scikit-criteria, tests/agg/test_simple.py, test_WASPAS_chakraborty2015applications.

    Correction: the second score is printed as 0.8194 and is 0.81945356, so 0.8195 when rounded.
    """
    matrix = [
        [581818, 54.49, 3, 5500],
        [595454, 49.73, 3, 4500],
        [586060, 51.24, 3, 5000],
        [522727, 45.71, 3, 5800],
        [561818, 52.66, 3, 5200],
        [543030, 74.46, 4, 5600],
        [522727, 75.42, 4, 5800],
        [486970, 62.62, 4, 5600],
        [509394, 65.87, 4, 6400],
        [513333, 70.67, 4, 6000],
    ]
    found = kernel.weighted_sum(matrix, [0.467, 0.160, 0.095, 0.278], [C, C, C, B], "ideal")
    # fmt: off
    printed = [
        0.8590, 0.8195, 0.8430, 0.9420, 0.8645, 0.8315, 0.8552, 0.8983, 0.9067, 0.8784,
    ]
    # fmt: on
    assert found.scores == pytest.approx(printed, abs=5e-5)
    assert kernel.ranks(found.scores).tolist() == [6, 10, 8, 1, 5, 9, 7, 3, 2, 4]


def test_kracka() -> None:
    """Six buildings by five costs and two benefits: (1 / x) / sum(1 / x) and x / sum(x).

    Data of M. Kracka, W. K. M. Brauers and E. K. Zavadskas, "Ranking heating losses in a building
    by applying the MULTIMOORA", Inzinerine Ekonomika - Engineering Economics 21(4), 2010,
    pp. 352-359. Scores as in the tests of scikit-criteria, tests/agg/test_simple.py,
    test_WeightedSumModel_kracka2010ranking: values of that software.
    """
    matrix = [
        [33.95, 23.78, 11.45, 39.97, 29.44, 167.10, 3.852],
        [38.90, 4.17, 6.32, 0.01, 4.29, 132.52, 25.184],
        [37.59, 9.36, 8.23, 4.35, 10.22, 136.71, 10.845],
        [30.44, 37.59, 13.91, 74.08, 45.10, 198.34, 2.186],
        [36.21, 14.79, 9.17, 17.77, 17.06, 148.30, 6.610],
        [37.80, 8.55, 7.97, 2.35, 9.25, 134.83, 11.935],
    ]
    found = kernel.weighted_sum(matrix, [20] * 7, [C, C, C, C, B, C, B], "distributive")
    # fmt: off
    printed = [0.12040426, 0.34582350, 0.13838192, 0.12841246, 0.12346084, 0.14351701]
    # fmt: on
    assert found.scores == pytest.approx(printed, abs=5e-9)
    assert kernel.ranks(found.scores).tolist() == [6, 1, 3, 4, 5, 2]


def test_rizan() -> None:
    """Four pupils by seven benefits, zeros among them.

    O. Rizan et al., "SAW method in supporting the process of admission of new junior high school
    students", 8th International Conference on Cyber and IT Service Management, IEEE, 2020,
    doi:10.1109/CITSM50537.2020.9268874. Read in the tests of pyrepo-mcda 0.1.15,
    tests/test_mcda_methods_2.py, Test_SAW.
    """
    matrix = [
        [0.75, 0.50, 0.75, 0, 0, 0, 1],
        [0.75, 1, 0.75, 0, 0, 0, 0.75],
        [0.75, 0.75, 0.75, 0, 0.50, 0.25, 1],
        [0.50, 0.50, 0.75, 1, 0.50, 0, 0.75],
    ]
    found = kernel.weighted_sum(matrix, [0.1, 0.1, 0.1, 0.15, 0.2, 0.25, 0.1], [B] * 7, "ideal")
    assert found.scores == pytest.approx([0.350, 0.375, 0.825, 0.642], abs=5e-4)


@pytest.mark.parametrize(
    ("mode", "printed"),
    [
        pytest.param(
            "ideal",
            [
                [0.92424242, 0.76785714, 0.53370787],
                [1.0, 0.78181818, 0.93258427],
                [0.93846154, 0.87755102, 0.63483146],
                [0.64210526, 0.76785714, 0.55617978],
                [0.96825397, 1.0, 1.0],
                [0.82432432, 0.72881356, 0.78651685],
            ],
            id="ideal",
        ),
        pytest.param(
            "distributive",
            [
                [0.17447136, 0.155945, 0.12010114],
                [0.1887723, 0.15878037, 0.20986094],
                [0.17715554, 0.17822286, 0.14285714],
                [0.12121168, 0.155945, 0.12515803],
                [0.18277952, 0.20309117, 0.22503161],
                [0.15560959, 0.1480156, 0.17699115],
            ],
            id="distributive",
        ),
        pytest.param(
            "minmax",
            [
                [0.85294118, 0.1875, 0.0],
                [1.0, 0.25, 0.85542169],
                [0.88235294, 0.625, 0.21686747],
                [0.0, 0.1875, 0.04819277],
                [0.94117647, 1.0, 1.0],
                [0.61764706, 0.0, 0.54216867],
            ],
            id="minmax",
        ),
    ],
)
def test_normalised(mode: str, printed: Sequence[Sequence[float]]) -> None:
    """Two costs and a benefit under each normalisation, to eight digits.

    PyPI package pymcdm 1.4.0, test/test_normalizations.py, TestLinearNormalization,
    TestSumNormalization and TestMinmaxNormalization: values of that software, "without reference".
    """
    matrix = [
        [66, 56, 95],
        [61, 55, 166],
        [65, 49, 113],
        [95, 56, 99],
        [63, 43, 178],
        [74, 59, 140],
    ]
    found = kernel.weighted_sum(matrix, [1, 1, 1], [C, C, B], mode)
    np.testing.assert_allclose(found.normalised, printed, rtol=0, atol=5e-9)


def _hierarchy(
    pairwise: Pairwise, criteria: np.ndarray, alternatives: Sequence[Sequence[float]]
) -> kernel.WeightedSum:
    """Synthesise eigenvectors of alternatives under weighted criteria, in distributive mode."""
    local = np.column_stack([kernel.priorities(pairwise(a)).priorities for a in alternatives])
    return kernel.weighted_sum(local, criteria, [B] * len(alternatives), "distributive")


@pytest.mark.parametrize(
    ("printed", "half_unit"),
    [
        pytest.param([0.229, 0.275, 0.385, 0.111], 5e-4, id="3-digits"),
        pytest.param([0.2291, 0.2748, 0.3852, 0.1110], 5e-5, id="4-digits"),
    ],
)
def test_saatys_choice_of_a_city(
    pairwise: Pairwise, printed: Sequence[float], half_unit: float
) -> None:
    """Bethesda, Boston, Pittsburgh and Santa Fe by culture, family, housing, jobs, transportation.

    T. L. Saaty, Theory and Applications of the Analytic Network Process, RWS Publications, 2005.
    Read in the tests of AHPy 2.1, tests/test_ahp.py, test_cities_weights_saaty_precision_3 and
    test_cities_weights_dd_precision_4.
    """
    criteria = kernel.priorities(pairwise((1 / 5, 3, 1 / 2, 5, 7, 1, 7, 1 / 4, 3, 7))).priorities
    cities = [
        (1 / 2, 1, 1 / 2, 2.5, 1, 1 / 2.5),
        (2, 1 / 3, 4, 1 / 8, 2, 9),
        (5, 1 / 2, 2.5, 1 / 9, 1 / 4, 7),
        (1 / 2, 3, 4, 6, 8, 1),
        (1.5, 1 / 2, 4, 1 / 3.5, 2.5, 9),
    ]
    found = _hierarchy(pairwise, criteria, cities)
    assert found.scores == pytest.approx(printed, abs=half_unit)


def test_choice_of_a_leader(pairwise: Pairwise) -> None:
    """Moll, Nell and Sue (Tom, Dick and Harry) by experience, education, charisma, age.

    README of AHPy 2.1, "Choosing a leader", after Wikipedia, "Analytic hierarchy process",
    leader example.

    Correction: Sue is printed as 0.15, so that the three sum to 1.001. AHPy rounds local weights to
    three digits before it multiplies them; from unrounded ones Sue has 0.149.
    """
    criteria = kernel.priorities(pairwise((4, 3, 7, 1 / 3, 3, 5))).priorities
    people = [(1 / 4, 4, 9), (3, 1 / 5, 1 / 7), (5, 9, 4), (1 / 3, 5, 9)]
    found = _hierarchy(pairwise, criteria, people)
    assert found.scores == pytest.approx([0.358, 0.493, 0.149], abs=5e-4)
    assert kernel.ranks(found.scores).tolist() == [2, 1, 3]


def test_choice_of_a_car(pairwise: Pairwise) -> None:
    """Six Hondas by cost (with four sub-criteria), safety, style and capacity (with two).

    README of AHPy 2.1, "Purchasing a vehicle", after Wikipedia, "Analytic hierarchy process",
    car example: target weights, and the global weights under price as contributions.
    """
    criteria = kernel.priorities(pairwise((3, 7, 3, 9, 1, 1 / 7))).priorities
    cost = kernel.priorities(pairwise((2, 5, 3, 2, 2, 1 / 2))).priorities
    capacity = kernel.priorities(pairwise((1 / 5,))).priorities
    global_weights = [*criteria[0] * cost, *criteria[1:3], *criteria[3] * capacity]
    # fmt: off
    cars = [  # Accord Sedan, Accord Hybrid, Pilot, CR-V, Element, Odyssey
        # price, fuel, maintenance, resale
        (9, 9, 1, 1 / 2, 5, 1, 1 / 9, 1 / 9, 1 / 7, 1 / 9, 1 / 9, 1 / 7, 1 / 2, 5, 6),
        (1 / 1.13, 1.41, 1.15, 1.24, 1.19, 1.59, 1.3, 1.4, 1.35,
         1 / 1.23, 1 / 1.14, 1 / 1.18, 1.08, 1.04, 1 / 1.04),
        (1.5, 4, 4, 4, 5, 4, 4, 4, 5, 1, 1.2, 1, 1, 3, 2),
        (3, 4, 1 / 2, 2, 2, 2, 1 / 5, 1, 1, 1 / 6, 1 / 2, 1 / 2, 4, 4, 1),
        # safety, style
        (1, 5, 7, 9, 1 / 3, 5, 7, 9, 1 / 3, 2, 9, 1 / 8, 2, 1 / 8, 1 / 9),
        (1, 7, 5, 9, 6, 7, 5, 9, 6, 1 / 6, 3, 1 / 3, 7, 5, 1 / 5),
        # cargo, passengers
        (1, 1 / 2, 1 / 2, 1 / 2, 1 / 3, 1 / 2, 1 / 2, 1 / 2, 1 / 3, 1, 1, 1 / 2, 1, 1 / 2, 1 / 2),
        (1, 1 / 2, 1, 3, 1 / 2, 1 / 2, 1, 3, 1 / 2, 2, 6, 1, 3, 1 / 2, 1 / 6),
    ]
    # fmt: on
    found = _hierarchy(pairwise, np.array(global_weights), cars)
    targets = [0.215, 0.150, 0.106, 0.167, 0.144, 0.219]
    assert found.scores == pytest.approx(targets, abs=5e-4)
    assert kernel.ranks(found.scores).tolist() == [2, 4, 6, 3, 5, 1]
    price = [0.061, 0.006, 0.006, 0.061, 0.091, 0.023]
    assert found.contributions[:, 0] == pytest.approx(price, abs=5e-4)
