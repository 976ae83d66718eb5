"""TOPSIS against published decision tables.

The tolerance is half a unit of the last digit printed, unless a comment derives another bound.
"""

from collections.abc import Sequence

import numpy as np
import pytest

from ganeum import kernel

B, C = "benefit", "cost"

# C. L. Hwang and K. Yoon, Multiple Attribute Decision Making, Springer, 1981,
# doi:10.1007/978-3-642-48318-9, pp. 133-134: four fighter aircraft by speed (Mach), range (nautical
# miles), payload (pounds), cost (million dollars), reliability and manoeuvrability.
# Read in the repository mcdait/mcda.js, examples/showcase/topsis.ts, which quotes every table.
AIRCRAFT = [
    [2.0, 1500, 20000, 5.5, 5, 9],
    [2.5, 2700, 18000, 6.5, 3, 5],
    [1.8, 2000, 21000, 4.5, 7, 7],
    [2.2, 1800, 20000, 5.0, 5, 5],
]
AIRCRAFT_WEIGHTS = [0.2, 0.1, 0.1, 0.1, 0.2, 0.3]
AIRCRAFT_DIRECTIONS = [B, B, B, C, B, B]
# The cost column differs in the third digit from all that follows from 5.5, 6.5, 4.5, 5.0: it is
# printed as 0.5063, 0.5983, 0.4143, 0.4603, which is those prices over sqrt(118) = 10.863, while
# their norm is sqrt(117.75) = 10.851. So the source rounded the sum of squares. The corrected
# column stands below; test_aircraft_cost_column_as_printed shows the printed one.
# In the range column, A4 is printed as 0.4392; 1800 / 4096.3 is 0.4394, which also the printed
# weighted value 0.0439 fits. It is corrected below.
AIRCRAFT_NORMALISED = [
    [0.4671, 0.3662, 0.5056, 0.5069, 0.4811, 0.6708],
    [0.5839, 0.6591, 0.4550, 0.5990, 0.2887, 0.3727],
    [0.4204, 0.4882, 0.5308, 0.4147, 0.6736, 0.5217],
    [0.5139, 0.4394, 0.5056, 0.4608, 0.4811, 0.3727],
]
# As printed, with the source's cost column (0.0506, 0.0598, 0.0414, 0.0460).
AIRCRAFT_WEIGHTED = [
    [0.0934, 0.0366, 0.0506, 0.0506, 0.0962, 0.2012],
    [0.1168, 0.0659, 0.0455, 0.0598, 0.0577, 0.1118],
    [0.0841, 0.0488, 0.0531, 0.0414, 0.1347, 0.1565],
    [0.1028, 0.0439, 0.0506, 0.0460, 0.0962, 0.1118],
]
AIRCRAFT_CLOSENESS = [0.643, 0.268, 0.613, 0.312]


def test_aircraft_normalised() -> None:
    """Vector normalisation of the aircraft, Hwang and Yoon 1981, p. 133, corrected as above."""
    found = kernel.topsis(AIRCRAFT, AIRCRAFT_WEIGHTS, AIRCRAFT_DIRECTIONS)
    np.testing.assert_allclose(found.normalised, AIRCRAFT_NORMALISED, rtol=0, atol=5e-5)


def test_aircraft_cost_column_as_printed() -> None:
    """The cost column of the source follows from a sum of squares rounded to 118.

    Correction: the second value is printed as 0.5983 and is 0.59837, so 0.5984 when rounded.
    """
    printed = [0.5063, 0.5984, 0.4143, 0.4603]
    found = kernel.topsis(AIRCRAFT, AIRCRAFT_WEIGHTS, AIRCRAFT_DIRECTIONS)
    assert found.normalised[:, 3] * np.sqrt(117.75 / 118) == pytest.approx(printed, abs=5e-5)


def test_aircraft_weighted() -> None:
    """Weighted values, ideal and anti-ideal of the aircraft, all columns but the cost."""
    found = kernel.topsis(AIRCRAFT, AIRCRAFT_WEIGHTS, AIRCRAFT_DIRECTIONS)
    rest = [0, 1, 2, 4, 5]
    printed = np.array(AIRCRAFT_WEIGHTED)
    np.testing.assert_allclose(found.weighted[:, rest], printed[:, rest], rtol=0, atol=5e-5)
    ideal = [0.1168, 0.0659, 0.0531, 0.1347, 0.2012]
    anti_ideal = [0.0841, 0.0366, 0.0455, 0.0577, 0.1118]
    assert found.ideal[rest] == pytest.approx(ideal, abs=5e-5)
    assert found.anti_ideal[rest] == pytest.approx(anti_ideal, abs=5e-5)
    # the cost column, corrected by the norm sqrt(117.75): printed 0.0414 and 0.0598
    assert found.ideal[3] == pytest.approx(0.0415, abs=5e-5)
    assert found.anti_ideal[3] == pytest.approx(0.0599, abs=5e-5)


def test_aircraft_distances_from_the_printed_table() -> None:
    """Distances follow from the weighted table as printed, which the source used.

    The table goes in as it is; six equal weights only scale it by 1/6. One distance is corrected:
    that of A1 to the ideal is printed as 0.0545, truncated from 0.05458.
    """
    found = kernel.topsis(AIRCRAFT_WEIGHTED, [1] * 6, AIRCRAFT_DIRECTIONS, "none")
    to_ideal = [0.0546, 0.1197, 0.0580, 0.1009]
    to_anti_ideal = [0.0983, 0.0439, 0.0920, 0.0458]
    assert found.distance_to_ideal * 6 == pytest.approx(to_ideal, abs=5e-5)
    assert found.distance_to_anti_ideal * 6 == pytest.approx(to_anti_ideal, abs=5e-5)


def test_aircraft_distances_from_the_data() -> None:
    """Distances from the data, without the source's rounding of its weighted table.

    Bound: two printed entries that are subtracted err by at most 0.00005 each in five columns, and
    by 0.0001 each in the cost column; a distance so by at most sqrt(5 * 0.0001**2 + 0.0002**2) =
    0.0003, and its last digit is truncated or rounded: 0.0001.
    """
    found = kernel.topsis(AIRCRAFT, AIRCRAFT_WEIGHTS, AIRCRAFT_DIRECTIONS)
    assert found.distance_to_ideal == pytest.approx([0.0545, 0.1197, 0.0580, 0.1009], abs=4e-4)
    assert found.distance_to_anti_ideal == pytest.approx([0.0983, 0.0439, 0.0920, 0.0458], abs=4e-4)


def test_aircraft_closeness() -> None:
    """Closeness and ranks of the aircraft, Hwang and Yoon 1981, p. 134.

    A3 is printed as 0.613, which is 0.0920 / (0.0920 + 0.0580) with distances rounded to four
    digits; rounding them moves the quotient by up to 0.00005 / 0.15 = 0.0004. Unrounded it is
    0.6135. The other three agree within half a unit.
    """
    found = kernel.topsis(AIRCRAFT, AIRCRAFT_WEIGHTS, AIRCRAFT_DIRECTIONS)
    others = [0, 1, 3]
    printed = np.array(AIRCRAFT_CLOSENESS)
    assert found.closeness[others] == pytest.approx(printed[others], abs=5e-4)
    assert found.closeness[2] == pytest.approx(0.613, abs=5e-4 + 4e-4)
    assert kernel.ranks(found.closeness).tolist() == [1, 4, 2, 3]


def test_tzeng_and_huang() -> None:
    """Four alternatives by three benefits, vector normalisation.

    G. H. Tzeng and J. J. Huang, Multiple Attribute Decision Making: Methods and Applications, CRC
    Press, 2011. Read in the tests of scikit-criteria, tests/agg/test_similarity.py,
    test_TOPSIS_tzeng2011multiple.
    """
    matrix = [[5, 8, 4], [7, 6, 8], [8, 8, 6], [7, 4, 6]]
    found = kernel.topsis(matrix, [0.3, 0.4, 0.3], [B, B, B], "vector")
    assert found.closeness == pytest.approx([0.5037, 0.6581, 0.7482, 0.3340], abs=5e-5)
    assert kernel.ranks(found.closeness).tolist() == [3, 2, 1, 4]


def test_opricovic_and_tzeng() -> None:
    """Mountain climbing by risk (cost) and altitude (benefit), min-max normalisation.

    S. Opricovic and G. H. Tzeng, "Compromise solution by MCDM methods: a comparative analysis of
    VIKOR and TOPSIS", European Journal of Operational Research 156(2), 2004, pp. 445-455. Read in
    the tests of pymcdm 1.4.0, test/test_mcdm.py, TestTOPSIS, whose TOPSIS normalises by min-max.
    """
    found = kernel.topsis([[1, 3000], [2, 3750], [5, 4500]], [0.5, 0.5], [C, B], "minmax")
    assert found.closeness == pytest.approx([0.500, 0.617, 0.500], abs=5e-4)
    assert kernel.ranks(found.closeness).tolist() == [2, 1, 2]


def test_ersoy() -> None:
    """Six machines by four benefits and two costs, vector normalisation.

    Y. Ersoy, "Equipment selection for an e-commerce company using entropy-based TOPSIS, EDAS and
    CODAS methods during the COVID-19", LogForum 17(3), 2021. Read in the tests of pyrepo-mcda
    0.1.15, tests/test_mcda_methods_1.py, Test_TOPSIS (which itself compares two decimals).

    The weights are entropy weights rounded to three decimals. Moving each by up to half a unit of
    its last digit moves a closeness by less than 0.0009 (checked here), so the bound is that plus
    half a unit of the last digit printed.
    """
    matrix = [
        [256, 8, 41, 1.6, 1.77, 7347.16],
        [256, 8, 32, 1.0, 1.80, 6919.99],
        [256, 8, 53, 1.6, 1.90, 8400],
        [256, 8, 41, 1.0, 1.75, 6808.9],
        [512, 8, 35, 1.6, 1.70, 8479.99],
        [256, 4, 35, 1.6, 1.70, 7499.99],
    ]
    weights = np.array([0.405, 0.221, 0.134, 0.199, 0.007, 0.034])
    directions = [B, B, B, B, C, C]
    printed = [0.308, 0.254, 0.327, 0.263, 0.857, 0.192]
    found = kernel.topsis(matrix, weights, directions).closeness
    corners = np.array(np.meshgrid(*[[-5e-4, 5e-4]] * 6)).reshape(6, -1).T
    moved = np.array([kernel.topsis(matrix, weights + c, directions).closeness for c in corners])
    assert np.abs(moved - found).max() < 9e-4
    assert found == pytest.approx(printed, abs=9e-4 + 5e-4)
    assert kernel.ranks(found).tolist() == kernel.ranks(printed).tolist()


def test_jmcdm() -> None:
    """Three alternatives by four benefits, with weights that do not sum to 1.

    Documentation of the Julia package JMcDM, src/topsis.jl, which names Hwang and Yoon 1981 and two
    Turkish textbooks; values of that software, in full double precision.
    """
    found = kernel.topsis([[9, 7, 6, 7], [8, 7, 9, 6], [7, 8, 6, 6]], [4, 2, 6, 8], [B] * 4)
    printed = [0.38768695492211824, 0.6503238218850163, 0.08347670030339041]
    assert found.closeness == pytest.approx(printed, abs=1e-14)


def test_scikit_criteria_without_normalisation() -> None:
    """Ideal, anti-ideal and closeness of a raw table.

    Tests of scikit-criteria, tests/agg/test_similarity.py, test_TOPSIS; values of that software. It
    leaves three weights at 1, the kernel scales them to 1/3: so ideals are compared times 3.
    """
    found = kernel.topsis([[1, 0, 3], [0, 5, 6]], [1, 1, 1], [B, B, B], "none")
    assert found.ideal * 3 == pytest.approx([1, 5, 6], abs=1e-12)
    assert found.anti_ideal * 3 == pytest.approx([0, 0, 3], abs=1e-12)
    assert found.closeness == pytest.approx([0.14639248, 0.85360752], abs=5e-9)


@pytest.mark.parametrize(
    ("directions", "printed"),
    [
        pytest.param([B] * 5, [0.6194425, 0.5, 0.3805575], id="benefits"),
        pytest.param([C] * 5, [0.3805575, 0.5, 0.6194425], id="costs"),
        pytest.param([B, C, B, B, B], [0.6177727, 0.5, 0.3822273], id="mixed"),
    ],
)
def test_mcdm_package_without_normalisation(
    directions: Sequence[str], printed: Sequence[float]
) -> None:
    """A table that is already on one scale, with a zero weight.

    PyPI package mcdm 1.4 (D.-G. Akestoridis), mcdm/tests/scoring/test_topsis_method.py, with
    get_matrix06, get_vector07 and get_vector11 to 13 of mcdm/tests/helper_testing.py; values of
    that software.
    """
    matrix = [[0.5, 0.6, 0.3, 0.2, 0.9], [0.5] * 5, [0.5, 0.4, 0.7, 0.8, 0.1]]
    found = kernel.topsis(matrix, [0.0, 0.1, 0.2, 0.3, 0.4], directions, "none")
    assert found.closeness == pytest.approx(printed, abs=5e-8)


@pytest.mark.parametrize(
    ("weights", "directions", "printed"),
    [
        pytest.param(
            [0.7, 0.3],
            [B, B],
            [0.3, 0.3495866639029891, 0.5, 0.6504133360970108, 0.7],
            id="weights",
        ),
        pytest.param([0.5, 0.5], [B, C], [0, 0.25, 0.5, 0.75, 1], id="cost"),
    ],
)
def test_mcdm_package_on_a_line(
    weights: Sequence[float], directions: Sequence[str], printed: Sequence[float]
) -> None:
    """Five alternatives between two criteria.

    README of the PyPI package mcdm 1.4, "TOPSIS scoring method with predefined weights" and "with a
    mixture of benefit and cost criteria"; values of that software, in full double precision.
    """
    matrix = [[0.00, 1.00], [0.25, 0.75], [0.50, 0.50], [0.75, 0.25], [1.00, 0.00]]
    found = kernel.topsis(matrix, weights, directions, "none")
    assert found.closeness == pytest.approx(printed, abs=1e-14)


# PyPI package pymcdm 1.4.0, test/test_normalizations.py: values of that software, "without
# reference". It turns costs into benefits, by 1 - r for `max` and `vector`; TOPSIS leaves them to
# the ideals, so its r is 1 minus the printed value there. For `sum` it inverts costs, so only the
# benefit is comparable.
NORMALISED_TABLE = [
    [66, 56, 95],
    [61, 55, 166],
    [65, 49, 113],
    [95, 56, 99],
    [63, 43, 178],
    [74, 59, 140],
]


@pytest.mark.parametrize(
    ("normalisation", "column", "printed"),
    [
        pytest.param(
            "minmax",
            0,
            [0.85294118, 1.0, 0.88235294, 0.0, 0.94117647, 0.61764706],
            id="minmax-cost",
        ),
        pytest.param(
            "minmax",
            2,
            [0.0, 0.85542169, 0.21686747, 0.04819277, 1.0, 0.54216867],
            id="minmax-benefit",
        ),
        pytest.param(
            "max",
            2,
            [0.53370787, 0.93258427, 0.63483146, 0.55617978, 1.0, 0.78651685],
            id="max-benefit",
        ),
        pytest.param(
            "sum",
            2,
            [0.12010114, 0.20986094, 0.14285714, 0.12515803, 0.22503161, 0.17699115],
            id="sum-benefit",
        ),
        pytest.param(
            "vector",
            2,
            [0.28587109, 0.49952212, 0.34003614, 0.29790777, 0.53563215, 0.42128371],
            id="vector-benefit",
        ),
    ],
)
def test_normalised_columns(normalisation: str, column: int, printed: Sequence[float]) -> None:
    """A cost turned by min-max, and a benefit under every normalisation."""
    found = kernel.topsis(NORMALISED_TABLE, [1, 1, 1], [C, C, B], normalisation)
    assert found.normalised[:, column] == pytest.approx(printed, abs=5e-9)


@pytest.mark.parametrize(
    ("normalisation", "printed"),
    [
        pytest.param(
            "max",
            [0.30526316, 0.35789474, 0.31578947, 0.0, 0.33684211, 0.22105263],
            id="max-cost",
        ),
        pytest.param(
            "vector",
            [0.62375904, 0.65226214, 0.62945966, 0.45844104, 0.6408609, 0.57815408],
            id="vector-cost",
        ),
    ],
)
def test_normalised_costs_are_left_to_the_ideals(
    normalisation: str, printed: Sequence[float]
) -> None:
    """A cost under `max` and `vector` is 1 minus the value that pymcdm prints."""
    found = kernel.topsis(NORMALISED_TABLE, [1, 1, 1], [C, C, B], normalisation)
    assert 1 - found.normalised[:, 0] == pytest.approx(printed, abs=5e-9)
