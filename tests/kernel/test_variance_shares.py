import numpy as np
import pytest

from ganeum.kernel.variance_shares import variance_shares
from strategies import Floats


def ishigami(x: Floats) -> Floats:
    """Ishigami and Homma's function with a = 7 and b = 0.1, of x (3, s) uniform in [-pi, pi]."""
    return np.sin(x[0]) + 7 * np.sin(x[1]) ** 2 + 0.1 * x[2] ** 4 * np.sin(x[0])


def samples(count: int, seed: int = 3) -> tuple[Floats, Floats]:
    first, second = np.random.default_rng(seed).uniform(-np.pi, np.pi, size=(2, 3, count))
    return first, second


def mixtures(first: Floats, second: Floats) -> list[Floats]:
    return [np.where(np.arange(len(first))[:, None] == i, second, first) for i in range(len(first))]


# T. Ishigami and T. Homma, "An importance quantification technique in uncertainty analysis for
# computer models", ISUMA '90, 1990, pp. 398-403, doi:10.1109/ISUMA.1990.151285; the closed forms
# of its variances for a = 7 and b = 0.1
V1 = 0.5 * (1 + 0.1 * np.pi**4 / 5) ** 2
V2 = 7**2 / 8
V13 = 0.1**2 * np.pi**8 * (1 / 18 - 1 / 50)
ISHIGAMI_FIRST = np.array([V1, V2, 0]) / (V1 + V2 + V13)
ISHIGAMI_TOTAL = np.array([V1 + V13, V2, V13]) / (V1 + V2 + V13)


def test_ishigami_has_its_known_shares() -> None:
    first, second = samples(2**16)
    mixed = [ishigami(x)[None] for x in mixtures(first, second)]
    found = variance_shares(ishigami(first)[None], ishigami(second)[None], mixed)
    assert ISHIGAMI_FIRST.round(4).tolist() == [0.3139, 0.4424, 0]  # as the literature prints them
    assert ISHIGAMI_TOTAL.round(4).tolist() == [0.5576, 0.4424, 0.2437]
    assert (np.abs(found.first_order[0] - ISHIGAMI_FIRST) < 4 * found.first_order_error[0]).all()
    assert (np.abs(found.total[0] - ISHIGAMI_TOTAL) < 4 * found.total_error[0]).all()
    np.testing.assert_allclose(found.variance, V1 + V2 + V13, rtol=0.02)
    assert (found.overall_first_order == found.first_order[0]).all()
    assert (found.overall_total == found.total[0]).all()


def test_errors_are_how_far_estimates_scatter() -> None:
    found = []
    for seed in range(300):
        first, second = samples(256, seed)
        mixed = [ishigami(x)[None] for x in mixtures(first, second)]
        found.append(variance_shares(ishigami(first)[None], ishigami(second)[None], mixed))
    for name in ("first_order", "total", "overall_first_order", "overall_total"):
        scatter = np.std([getattr(each, name) for each in found], axis=0)
        stated = np.mean([getattr(each, f"{name}_error") for each in found], axis=0)
        np.testing.assert_allclose(stated, scatter, rtol=0.2)


def test_salib_gives_the_same_shares() -> None:
    from SALib.analyze import sobol

    first, second = samples(512)
    mixed = [ishigami(x)[None] for x in mixtures(first, second)]
    found = variance_shares(ishigami(first)[None], ishigami(second)[None], mixed)
    rows = np.array([ishigami(first), *(m[0] for m in mixed), ishigami(second)])
    problem = {"num_vars": 3, "names": ["a", "b", "c"], "bounds": [[-np.pi, np.pi]] * 3}
    theirs = sobol.analyze(problem, rows.T.ravel(), calc_second_order=False, seed=1)
    np.testing.assert_allclose(found.first_order[0], theirs["S1"], rtol=1e-12)
    np.testing.assert_allclose(found.total[0], theirs["ST"], rtol=1e-12)
    # its confidence is 1.96 standard errors, of 100 resamples
    np.testing.assert_allclose(1.96 * found.first_order_error[0], theirs["S1_conf"], rtol=0.35)
    np.testing.assert_allclose(1.96 * found.total_error[0], theirs["ST_conf"], rtol=0.35)


def test_outputs_weigh_by_their_variance() -> None:
    # y0 = 3 a, y1 = b + c: variances 9 and 2; overall a has 9 of 11
    first, second = np.random.default_rng(5).normal(size=(2, 3, 2**15))

    def outputs(x: Floats) -> Floats:
        return np.array([3 * x[0], x[1] + x[2]])

    mixed = [outputs(x) for x in mixtures(first, second)]
    found = variance_shares(outputs(first), outputs(second), mixed)
    np.testing.assert_allclose(found.first_order, [[1, 0, 0], [0, 0.5, 0.5]], atol=0.03)
    np.testing.assert_allclose(found.total, [[1, 0, 0], [0, 0.5, 0.5]], atol=0.03)
    np.testing.assert_allclose(found.overall_first_order, np.array([9, 1, 1]) / 11, atol=0.03)
    np.testing.assert_allclose(found.overall_total, np.array([9, 1, 1]) / 11, atol=0.03)
    np.testing.assert_allclose(found.variance, [9, 2], rtol=0.03)


def test_an_output_that_does_not_vary_has_no_shares() -> None:
    same = np.full((1, 5), 3.0)
    found = variance_shares(same, same, [same, same])
    assert found.variance.tolist() == [0]
    for name in ("first_order", "first_order_error", "total", "total_error"):
        assert getattr(found, name).tolist() == [[0, 0]]
    assert not found.overall_total.flags.writeable


def test_what_rests_on_a_handful_of_draws_has_an_error_that_says_so() -> None:
    still = np.zeros((1, 4096))
    for events, error in ((1, 1.0), (5, 5**-0.5), (100, 0.001)):
        rare = still.copy()
        rare[0, :events] = 1.0
        found = variance_shares(rare, still, [rare, still])
        assert found.total[0] == pytest.approx([0, 1], abs=0.02)
        assert found.total_error[0, 1] == pytest.approx(error, rel=0.3)
        assert found.first_order_error[0, 1] >= (error if events < 30 else 0) * 0.99


def test_shapes_that_do_not_fit_are_named() -> None:
    good = np.ones((2, 5))
    for first, second, mixed in (
        (good, good[:1], [good]),
        (good, good, [good[:, :4]]),
        (good[:, :1], good[:, :1], [good[:, :1]]),
    ):
        with pytest.raises(ValueError, match=r"first, second and mixed have shapes \("):
            variance_shares(first, second, mixed)
    with pytest.raises(ValueError, match=r"mixed\[0, 1, 4\] is nan"):
        variance_shares(good, good, [[good[0], [1, 1, 1, 1, np.nan]]])


def test_no_group_has_no_share() -> None:
    found = variance_shares(np.eye(2), np.eye(2), np.zeros((0, 2, 2)))
    assert found.first_order.shape == found.total_error.shape == (2, 0)
    assert found.overall_total.shape == (0,)
    assert found.variance.tolist() == [0.25, 0.25]
