"""Acceptability against a published example, within four standard errors of both sides.

The example: heparin or enoxaparin against thrombosis, L. D. Lynd and B. J. O'Brien, "Advances in
risk-benefit evaluation using probabilistic simulation methods: an application to the prophylaxis of
deep vein thrombosis", Journal of Clinical Epidemiology 57(8), 2004, pp. 795-803,
doi:10.1016/j.jclinepi.2003.12.012, as an SMAA problem. Distributions of the measurements and ranges
of the partial values were read in the example problem of drugis/mcda-elicitation-web; the results
of 10,000 draws, as printed there, in gertvv/rsmaa, smaa/tests/Examples/smaa-Ex.Rout.save (the R
package smaa by G. van Valkenhoef).
"""

import numpy as np
import pytest

from ganeum import kernel

EVENTS = np.array([[20, 40, 1], [8, 32, 5]])  # heparin, enoxaparin: alpha of their beta
NONE = np.array([[116, 96, 135], [121, 97, 124]])  # beta of their beta
WORST, BEST = np.array([0.25, 0.4, 0.1]), np.array([0.0, 0.15, 0.0])  # proximal, distal, bleeding

PRINTED_DRAWS = 10_000
FIRST = [0.3504, 0.6496]
CENTRAL = [[0.1865097, 0.2772205, 0.5362698], [0.4073100, 0.3641477, 0.2285423]]
CONFIDENCE = [0.6682, 0.8956]
FIRST_AT = [0.1279, 0.8721]  # under the weights 0.5, 0.2, 0.3

PROBLEMS, DRAWS = 1_000, 256
BENEFIT = ["benefit"] * 3


@pytest.fixture(scope="module")
def measured() -> np.ndarray:
    """Return drawn partial values (PROBLEMS, 2, 3)."""
    drawn = np.random.default_rng(20040801).beta(EVENTS, NONE, (PROBLEMS, 2, 3))
    return (WORST - drawn) / (WORST - BEST)


def error(share: np.ndarray, draws: int) -> np.ndarray:
    """Return the standard error of a share."""
    return np.sqrt(share * (1 - share) / draws)


def test_rank_acceptability_by_exact_volumes(measured: np.ndarray) -> None:
    """The mean over the measurements of the exact share of the weight space."""
    shares = np.array(
        [kernel.first_place_volumes(values, BENEFIT, normalisation="none") for values in measured]
    )
    own = shares.std(axis=0) / np.sqrt(PROBLEMS)
    printed = np.array(FIRST)
    off = np.abs(shares.mean(axis=0) - printed)
    assert (off < 4 * np.hypot(own, error(printed, PRINTED_DRAWS))).all()


def test_central_weights(measured: np.ndarray) -> None:
    """Means of the weights that put each first, over draws of weights and of measurements."""
    first, weights = np.zeros(2), np.zeros((2, 3))
    for seed, values in enumerate(measured):
        found = kernel.acceptability(
            values, BENEFIT, DRAWS, seed, "weighted_sum", "none", pairwise=False
        )
        share = found.rank_acceptability[:, 0]
        first += share
        weights += share[:, None] * np.nan_to_num(found.central_weights)
    spread = 0.24  # of a weight that is uniform on the simplex, the most it can be within a part
    printed_error = spread / np.sqrt(np.array(FIRST) * PRINTED_DRAWS)
    own_error = spread / np.sqrt(first)
    off = np.abs(weights / first[:, None] - CENTRAL)
    assert (off < 4 * np.hypot(printed_error, own_error)[:, None]).all()


@pytest.mark.parametrize(
    ("weights", "row", "printed"),
    [
        (CENTRAL[0], 0, CONFIDENCE[0]),
        (CENTRAL[1], 1, CONFIDENCE[1]),
        ([0.5, 0.2, 0.3], 0, FIRST_AT[0]),
        ([0.5, 0.2, 0.3], 1, FIRST_AT[1]),
    ],
)
def test_confidence_factors(
    measured: np.ndarray, weights: list[float], row: int, printed: float
) -> None:
    """How often each leads under its central weights, and under given ones."""
    lead = np.array(
        [
            kernel.ranks(kernel.weighted_sum(values, weights, BENEFIT, "none").scores)[row] == 1
            for values in measured
        ]
    )
    share = lead.mean()
    allowed = 4 * np.hypot(error(share, PROBLEMS), error(np.array(printed), PRINTED_DRAWS))
    assert abs(share - printed) < allowed
