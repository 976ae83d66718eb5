"""Weights from the matrix alone, against published examples.

The tolerance is half a unit of the last digit printed. Costs do not matter for entropy, and in
these examples of standard deviations there are none.
"""

from collections.abc import Sequence

import numpy as np
import pytest

from ganeum import kernel

Rows = Sequence[Sequence[float]]

# X. Xu, "A note on the subjective and objective integrated approach to determine attribute
# weights", European Journal of Operational Research 156(2), 2004, pp. 530-532,
# doi:10.1016/S0377-2217(03)00146-2. Read in the tests of the package crispyn, test_Entropy.
XU = [[30, 30, 38, 29], [19, 54, 86, 29], [19, 15, 85, 28.9], [68, 70, 60, 29]]

# E. K. Zavadskas and V. Podvezko, "Integrated determination of objective criteria weights in MCDM",
# International Journal of Information Technology & Decision Making 15(2), 2016, pp. 267-283. Read
# in the tests of the package crispyn, test_Entropy2.
ZAVADSKAS = [[3.0, 100, 10, 7], [2.5, 80, 8, 5], [1.8, 50, 20, 11], [2.2, 70, 12, 9]]

# E. A. Elsayed, A. K. S. Dawood and R. Karthikeyan, "Evaluating alternatives through the
# application of TOPSIS method with entropy weight", International Journal of Engineering Trends and
# Technology 46(2), 2017, pp. 60-66. Read in pymcdm's tests, test_weights.py, TestEntropyWeights.
ELSAYED = [
    [7, 312, 1891, 6613, 163],
    [72, 88, 728, 941804, 1078],
    [10, 252, 2594, 3466, 117471],
    [10, 145, 980, 2371, 86329],
    [65, 54, 350, 501, 29897],
    [29, 48, 380, 912, 34051],
    [7, 476, 3300, 78470, 2212],
    [70, 87, 650, 733, 819000],
    [4, 86, 591, 3015, 103],
    [12, 79, 579, 3240, 96098],
    [21, 45, 261, 1253, 453],
    [1, 72, 530, 4333, 0.1048],
]

# A. Jahan and K. L. Edwards, "Weighting of dependent and target-based criteria for optimal
# decision-making in materials selection process: Biomedical applications", Materials & Design 49,
# 2013, pp. 1000-1008: columns scaled to [0, 1]. Read in pymcdm's tests, TestSTDWeights.
JAHAN = [
    [0, 0, 0],
    [0.39, 0.3, 0.77],
    [0.17, 0.36, 0.8],
    [0.35, 0.29, 0.93],
    [0.3, 0.4, 0.94],
    [0.84, 0.71, 1],
    [1, 1, 0.99],
]

# A. Tuş and E. Aytaç Adalı, "The new combination with CRITIC and WASPAS methods for the time and
# attendance software selection problem", OPSEARCH 56(2), 2019, pp. 528-538,
# doi:10.1007/s12597-019-00371-6. Read in pymcdm's tests, TestCRITICWeights, and crispyn's.
TUS = [
    [5000, 3, 3, 4, 3, 2],
    [680, 5, 3, 2, 2, 1],
    [2000, 3, 2, 3, 4, 3],
    [600, 4, 3, 1, 2, 2],
    [800, 2, 4, 3, 3, 4],
]

# D. Diakoulaki, G. Mavrotas and L. Papayannakis, "Determining objective weights in multiple
# criteria problems: the CRITIC method", Computers & Operations Research 22(7), 1995, pp. 763-770,
# doi:10.1016/0305-0548(94)00059-H: eight firms, three ratios. Data and weights as scikit-criteria
# has them in its tests, test_weighters.py; the paper itself was not at hand.
DIAKOULAKI = [
    [61, 1.08, 4.33],
    [20.7, 0.26, 4.34],
    [16.3, 1.98, 2.53],
    [9.0, 3.29, 1.65],
    [5.4, 2.77, 2.33],
    [4.0, 4.12, 1.21],
    [-6.1, 3.52, 2.10],
    [-34.6, 3.31, 0.98],
]


def weights(matrix: Rows, rule: str, costs: Sequence[int] = ()) -> np.ndarray:
    directions = ["cost" if k in costs else "benefit" for k in range(len(matrix[0]))]
    return kernel.contrast_weights(matrix, directions, rule).weights


@pytest.mark.parametrize(
    ("matrix", "rule", "printed", "digit"),
    [
        pytest.param(XU, "entropy", [0.4630, 0.3992, 0.1378, 0.0000], 1e-4, id="Xu"),
        pytest.param(ZAVADSKAS, "entropy", [0.1146, 0.1981, 0.4185, 0.2689], 1e-4, id="Zavadskas"),
        pytest.param(
            ELSAYED,
            "entropy",
            [0.104991, 0.069124, 0.071373, 0.449937, 0.304575],
            1e-6,
            id="Elsayed",
        ),
        pytest.param(JAHAN, "deviation", [0.35, 0.31, 0.34], 1e-2, id="Jahan"),
        pytest.param(
            DIAKOULAKI, "critic", [0.20222554, 0.48090173, 0.31687273], 1e-8, id="Diakoulaki"
        ),
    ],
)
def test_published_weights(matrix: Rows, rule: str, printed: list[float], digit: float) -> None:
    assert weights(matrix, rule) == pytest.approx(printed, abs=digit / 2)


def test_entropy_of_zavadskas_is_of_costs_as_they_are() -> None:
    """The first and third criteria are costs; the digits need them unturned, as ours are."""
    found = weights(ZAVADSKAS, "entropy", costs=[0, 2])
    assert found == pytest.approx([0.1146, 0.1981, 0.4185, 0.2689], abs=5e-5)


def test_critic_of_tus_and_aytac_adali_took_the_price_for_a_benefit() -> None:
    """The first criterion is a price, and the paper's digits come out only if dearer is better.

    Turned, as Diakoulaki et al. have it (values as shares of the way from worst to best), the
    weights are others. pymcdm's critic_weights takes no directions, and so has the paper's digits.
    """
    printed = [0.157, 0.249, 0.168, 0.121, 0.154, 0.151]
    assert weights(TUS, "critic") == pytest.approx(printed, abs=5e-4)
    turned = weights(TUS, "critic", costs=[0])
    assert turned == pytest.approx([0.1841, 0.2130, 0.1422, 0.1583, 0.1684, 0.1340], abs=5e-5)
