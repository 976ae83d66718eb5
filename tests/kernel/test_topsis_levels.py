"""Whether an alternative can be first by TOPSIS at all, against dense samples and by hand."""

import numpy as np
import pytest

from ganeum.kernel import smallest_change, topsis_levels
from ganeum.kernel.inputs import Floats
from ganeum.kernel.scoring import Scoring, scoring
from ganeum.kernel.topsis_levels import Lead, lead
from ganeum.kernel.topsis_margins import margins

BENEFITS = ["benefit"] * 6


def asked(problem: Scoring, alternative: int) -> Lead:
    return lead(problem, alternative, margins(problem, alternative))


def compromise(level: float) -> Lead:
    """Three specialists and one that is alike on all: first near equal weights, if anywhere."""
    matrix = np.vstack([np.eye(3), np.full(3, level)])
    return asked(scoring(matrix, BENEFITS[:3], "topsis", "none"), 3)


def proves(problem: Scoring, found: Lead) -> None:
    """Check that no level of the first alternative is left at which nobody is above it."""
    order = found.stretches[:, 0].argsort()
    lower, upper = found.stretches[order].T
    assert (lower[0], upper.max()) == (0.0, 1.0)
    assert (lower[1:] <= np.maximum.accumulate(upper)[:-1]).all()
    assert (found.mixtures >= 0).all()
    assert found.mixtures.sum(axis=1) == pytest.approx(1)
    shares = found.mixtures * np.append(-1.0, np.ones(len(problem.gains) - 1))
    for level in (found.stretches + np.array([1e-9, -1e-9])).T:  # linear between them
        ahead = (1 - level[:, None]) * (shares @ problem.gains)
        assert (ahead > level[:, None] * (shares @ problem.losses)).all()


@pytest.mark.parametrize("block", range(4))
def test_2000_problems_agree_with_dense_samples(block: int) -> None:
    generator = np.random.Generator(np.random.Philox([3, block]))
    draws: dict[int, Floats] = {n: generator.dirichlet(np.ones(n), 2000) for n in range(2, 7)}
    outcomes = {"found": 0, "impossible": 0, "rounding decides": 0}
    for seed in range(500):
        m, n = int(generator.integers(2, 12)), int(generator.integers(2, 7))
        matrix = generator.random((m, n)) + 0.1
        coarse = seed % 3 == 0
        if coarse:
            matrix = np.ceil(3 * matrix)
        problem = scoring(matrix, BENEFITS[:n], "topsis", None)
        if margins(problem, 0).forms.size == 0:
            continue
        found = asked(problem, 0)
        if found.impossible:
            outcomes["impossible"] += 1
            proves(problem, found)
            scores = problem.scores(draws[n])
            assert (scores[:, 0] < scores[:, 1:].max(axis=1)).all()
        elif np.isnan(found.weights).any():
            outcomes["rounding decides"] += 1
            assert coarse  # a rival that is no worse anywhere ties where both agree, and only there
        else:
            outcomes["found"] += 1
            scores = problem.scores(found.weights[None])[0]
            assert found.weights.sum() == pytest.approx(1)
            assert scores[0] >= scores.max() - 1e-9
    assert min(outcomes["found"], outcomes["impossible"]) > 100
    assert outcomes["rounding decides"] < 60


def test_a_sliver_is_told_from_none() -> None:
    critical = 1 / (1 + np.sqrt(2))  # the closeness of a specialist at equal weights
    for slack in (1e-3, 1e-6, 1e-9):
        assert compromise(critical + slack).weights == pytest.approx([1 / 3] * 3, abs=1e-2)
        assert compromise(critical - slack).impossible
    assert len(compromise(critical - 1e-9).mixtures) < 100


def test_a_few_levels_do_for_sixteen_alternatives() -> None:
    generator = np.random.Generator(np.random.Philox(8))
    problem = scoring(generator.random((16, 6)), BENEFITS, "topsis", None)
    found = [asked(problem, alternative) for alternative in range(16)]
    assert 1 < max(len(each.mixtures) for each in found) <= 8
    assert 0 < sum(each.impossible for each in found) < 16


def test_a_tie_that_rounding_decides_is_no_proof() -> None:
    critical = 1 / (1 + np.sqrt(2))
    for slack in (0.0, 1e-14, -1e-14, 1e-12, -1e-12):
        found = compromise(critical + slack)
        assert not found.impossible or slack < 0


def test_running_out_of_levels_is_no_proof(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(topsis_levels, "MOST_LEVELS", 1)
    found = compromise(1 / (1 + np.sqrt(2)) - 1e-9)
    assert not found.impossible
    assert np.isnan(found.weights).all()


def test_a_programme_that_rounding_takes_for_infeasible_is_no_proof(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(topsis_levels, "_widest", lambda rows: (np.zeros(3), np.zeros(4)))
    found = compromise(0.5)
    assert not found.impossible
    assert np.isnan(found.weights).all()


def test_a_nearest_point_needs_no_search_where_there_is_none() -> None:
    found = smallest_change([[10, 1], [1, 10], [2, 2]], [1, 2], BENEFITS[:2], 2)
    assert (found.proof, found.examined) == ("impossible", 0)
