"""Krippendorff's alpha against his published examples.

Rows are coders, columns units, NaN is a unit that a coder did not code. The tolerance is half a
unit of the last digit printed.
"""

import numpy as np
import pytest

from ganeum import kernel

NAN = np.nan

# Wikipedia, "Krippendorff's alpha", "A computational example": coders A, B, C and 15 units.
# Read in the PyPI package krippendorff (S. Castro, repository pln-fing-udelar/fast-krippendorff),
# sample.py, which names that page.
# fmt: off
WIKIPEDIA = [
    [NAN, NAN, NAN, NAN, NAN, 3, 4, 1, 2, 1, 1, 3, 3, NAN, 3],
    [1, NAN, 2, 1, 3, 3, 4, 3, NAN, NAN, NAN, NAN, NAN, NAN, NAN],
    [NAN, NAN, 2, 1, 3, 4, 4, NAN, 2, 1, 1, 3, 3, NAN, 4],
]

# K. Krippendorff, Content Analysis: An Introduction to its Methodology, Sage, 1980: four observers,
# twelve units. Read in the help page of the R package irr, man/kripp.alpha.Rd, as 'the "C" data
# from Krippendorff', and in the tests of the package krippendorff, tests/test_krippendorff.py.
KRIPPENDORFF_C = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, NAN, NAN, NAN],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, NAN, 3],
    [NAN, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, NAN],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, NAN],
]
# fmt: on


@pytest.mark.parametrize(
    ("metric", "printed"),
    [
        pytest.param("nominal", 0.691358, id="nominal"),
        pytest.param("interval", 0.810845, id="interval"),
    ],
)
def test_wikipedias_example(metric: str, printed: float) -> None:
    """Three coders with gaps, to six digits.

    Tests of the package krippendorff, tests/test_krippendorff.py, test_nominal_metric_* and
    test_interval_metric; the Perl module Statistics::Krippendorff, t/02-example.t, has 0.691 and
    0.811 for the same data.
    """
    assert kernel.krippendorff_alpha(WIKIPEDIA, metric) == pytest.approx(printed, abs=5e-7)


@pytest.mark.parametrize(
    ("metric", "printed"),
    [
        pytest.param("nominal", 0.743, id="nominal"),
        pytest.param("interval", 0.849, id="interval"),
    ],
)
def test_krippendorffs_example_c(metric: str, printed: float) -> None:
    """Four observers with gaps; the unit that only one observer coded does not count.

    Data as above; values read in the Perl module Statistics::Krippendorff, t/02-example.t, subtest
    "krippendorf_1980".
    """
    assert kernel.krippendorff_alpha(KRIPPENDORFF_C, metric) == pytest.approx(printed, abs=5e-4)


def test_krippendorffs_example_a() -> None:
    """Two observers, ten units, two values: alpha 0.095.

    K. Krippendorff, "Computing Krippendorff's alpha-reliability", University of Pennsylvania, 2011,
    section A, Meg and Owen. Read in the public repository prabal-rje/smartpipe,
    tests/engine/test_agreement.py, which also gives the coincidences: 4 of n0 = 14 and n1 = 6, so
    that alpha = 1 - 19 * 4 / (14 * 6).
    """
    meg = [int(value) for value in "0100000010"]
    owen = [int(value) for value in "1110010000"]
    found = kernel.krippendorff_alpha([meg, owen], "nominal")
    assert found == pytest.approx(0.095, abs=5e-4)
    assert found == pytest.approx(1 - 19 * 4 / (14 * 6), abs=1e-12)


def test_krippendorffs_example_b() -> None:
    """Two observers, twelve units, five categories a to e: alpha 0.692.

    Krippendorff 2011 (see above), section B, Ben and Gerry. Read in the same file.
    """
    ben = ["abcde".index(value) for value in "aabbdcccedda"]
    gerry = ["abcde".index(value) for value in "babbbccceddd"]
    assert kernel.krippendorff_alpha([ben, gerry], "nominal") == pytest.approx(0.692, abs=5e-4)
