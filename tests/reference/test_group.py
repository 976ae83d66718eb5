"""Aggregation over persons against published group decisions.

Judgements are the upper triangle, row by row. The tolerance is half a unit of the last digit
printed.
"""

from collections.abc import Callable, Sequence

import numpy as np
import pytest

from ganeum import kernel

Pairwise = Callable[[Sequence[float]], np.ndarray]

# M. T. Escobar, J. Aguarón and J. M. Moreno-Jiménez, "Some extensions of the precise consistency
# consensus matrix", Decision Support Systems, 2015, doi:10.1016/j.dss.2015.04.005, Tables 1
# and 2: the parties PSOE, PP, PAR and a new one judge five values of a heritage park. Read in the
# full text, as converted to Markdown in a public GitHub repository. Weights, where there are any,
# are the councillors of each party (case 2: 5, 4, 2).
PSOE = (3, 5, 8, 6, 3, 5, 4, 3, 2, 1 / 3)
PP = (3, 7, 9, 5, 3, 7, 1, 5, 1 / 5, 1 / 5)
PAR = (5, 7, 7, 5, 1, 5, 1, 5, 1 / 3, 1 / 5)
NEW_PARTY = (1 / 2, 1 / 5, 1 / 8, 1 / 7, 1 / 4, 1 / 6, 1 / 5, 1 / 4, 1 / 3, 3)

# Columns "AIJ" of Tables 5 and 6, 8 and 9, 15 and 16: group priorities by row geometric means, and
# the geometric consistency index of the aggregated matrix.
CASES = [
    pytest.param(
        (PSOE, PP, PAR), None, (0.540, 0.191, 0.096, 0.036, 0.137), 0.149, id="three-equal"
    ),
    pytest.param(
        (PSOE, PP, PAR), (5, 4, 2), (0.533, 0.208, 0.096, 0.037, 0.125), 0.122, id="three-weighted"
    ),
    pytest.param(
        (PSOE, PP, PAR, NEW_PARTY),
        None,
        (0.366, 0.188, 0.141, 0.091, 0.214),
        0.073,
        id="four-equal",
    ),
]


@pytest.mark.parametrize(("parties", "weights", "printed", "printed_gci"), CASES)
def test_aggregated_judgements(
    pairwise: Pairwise,
    parties: Sequence[Sequence[float]],
    weights: Sequence[float] | None,
    printed: Sequence[float],
    printed_gci: float,
) -> None:
    """Priorities and consistency of the weighted geometric mean of judgements (AIJ)."""
    group = kernel.aggregate_judgements([pairwise(party) for party in parties], weights)
    found = kernel.priorities(group, method="geometric_mean")
    assert found.priorities == pytest.approx(printed, abs=5e-4)
    assert found.geometric_consistency_index == pytest.approx(printed_gci, abs=5e-4)


@pytest.mark.parametrize(("parties", "weights", "printed", "printed_gci"), CASES)
def test_aggregated_priorities(
    pairwise: Pairwise,
    parties: Sequence[Sequence[float]],
    weights: Sequence[float] | None,
    printed: Sequence[float],
    printed_gci: float,
) -> None:
    """The weighted geometric mean of priorities (AIP) gives the same group priorities.

    With row geometric means the two ways agree, since both are geometric means of the same
    judgements; so the printed figures for AIJ check AIP too. The index belongs to the matrix.
    """
    individual = [
        kernel.priorities(pairwise(party), method="geometric_mean").priorities for party in parties
    ]
    found = kernel.aggregate_priorities(individual, weights, mean="geometric")
    assert found == pytest.approx(printed, abs=5e-4)


def test_entries_of_the_aggregated_matrix(pairwise: Pairwise) -> None:
    """Single judgements of four parties, aggregated.

    Escobar, Aguarón and Moreno-Jiménez 2015 (above), Tables 13 and 14: the entries filled "by using
    (as in the AIJ procedure)" the geometric mean of the parties' judgements, (1,3), (1,4), (1,5),
    (2,3), (2,4), (2,5) and (4,5). The other entries of those tables come from another procedure.
    """
    group = kernel.aggregate_judgements([pairwise(p) for p in (PSOE, PP, PAR, NEW_PARTY)])
    found = [group[0, 2], group[0, 3], group[0, 4], group[1, 2], group[1, 3], group[1, 4]]
    assert found == pytest.approx((2.65, 2.82, 2.15, 1.22, 2.32, 0.95), abs=5e-3)
    assert group[3, 4] == pytest.approx(0.45, abs=5e-3)
    # the printed reciprocals
    assert group[2, 0] == pytest.approx(0.38, abs=5e-3)
    assert group[4, 3] == pytest.approx(2.24, abs=5e-3)


def test_three_people_compare_an_apple_with_an_orange(pairwise: Pairwise) -> None:
    """Judgements 2, 3 and 4 make "24 raised to the power of 1/3", and its reciprocal the other way.

    Decision Lens blog, "Combining group members' judgments", June 2007, after J. Aczél and
    T. L. Saaty; read as stored from blog.decisionlens.com/2007_06_01_archive.html. Exact values, so
    rounding error is the only tolerance.
    """
    group = kernel.aggregate_judgements([pairwise([judgement]) for judgement in (2, 3, 4)])
    assert group[0, 1] == pytest.approx(24 ** (1 / 3), abs=1e-12)
    assert group[1, 0] == pytest.approx((1 / 24) ** (1 / 3), abs=1e-12)
