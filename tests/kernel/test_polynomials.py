"""Roots on the unit interval: known ones are found, to the last digits, however they lie."""

from math import comb

import numpy as np
import pytest

from ganeum.kernel.inputs import Floats
from ganeum.kernel.polynomials import bracketed_roots, evaluate, monotone_pieces, roots_in_pieces

rng = np.random.Generator(np.random.Philox(1))


def with_roots(roots: Floats) -> Floats:
    """Bernstein coefficients (d + 1, r) of polynomials with roots (d, r), products of t - root."""
    found = np.ones((1, roots.shape[1]))
    for root in roots:
        degree = len(found)
        grown = np.zeros((degree + 1, roots.shape[1]))
        for k in range(degree):
            share = comb(degree - 1, k)
            grown[k] -= root * found[k] * share / comb(degree, k)
            grown[k + 1] += (1 - root) * found[k] * share / comb(degree, k + 1)
        found = grown
    return found


@pytest.mark.parametrize("degree", [1, 2, 3, 4])
def test_coefficients_stand_for_the_product_of_the_roots(degree: int) -> None:
    roots, points = rng.uniform(-1, 2, (degree, 50)), rng.random((7, 50))
    product = np.prod(points[:, None] - roots, axis=1)
    np.testing.assert_allclose(evaluate(with_roots(roots), points), product, atol=1e-13)


@pytest.mark.parametrize("degree", [1, 2, 3, 4])
def test_all_roots_of_2000_polynomials_are_found(degree: int) -> None:
    roots = np.sort(rng.uniform(-0.5, 1.5, (degree, 2000)), axis=0)
    coefficients = with_roots(roots)
    pieces = monotone_pieces(coefficients)
    assert (np.diff(pieces, axis=0) >= 0).all()
    found = roots_in_pieces(coefficients, pieces)
    crossed = evaluate(coefficients, pieces[:-1]) * evaluate(coefficients, pieces[1:]) < 0
    inside = (roots > 0) & (roots < 1)
    apart = (np.diff(roots, axis=0) > 1e-3).all(axis=0)  # a near-double root has half the digits
    assert apart.sum() > 1900
    assert (crossed.sum(axis=0) == inside.sum(axis=0))[apart].all()
    for column in np.flatnonzero(apart):
        np.testing.assert_allclose(
            found[crossed[:, column], column], roots[inside[:, column], column], atol=1e-9
        )


def test_pieces_without_a_root_give_their_left_end() -> None:
    always_positive = np.array([[1.0], [0.1], [1.0]])
    pieces = monotone_pieces(always_positive)
    assert pieces.ravel().tolist() == [0.0, 0.5, 1.0]
    assert roots_in_pieces(always_positive, pieces).ravel().tolist() == [0.0, 0.5]


@pytest.mark.parametrize("power", [1, 3, 9, 15])
def test_brackets_close_on_a_flat_root_in_few_steps(power: int) -> None:
    roots = np.array([1e-12, 0.1, 1 / 3, 0.999])
    steps: list[Floats] = []

    def flat(points: Floats) -> Floats:
        steps.append(points)
        return (points - roots) ** power

    found = bracketed_roots(flat, np.zeros(4), np.ones(4))
    np.testing.assert_allclose(found, roots, rtol=1e-15, atol=2.0**-59)
    assert len(steps) < 4 * 60
    assert all(((points >= 0) & (points <= 1)).all() for points in steps)


def test_a_root_at_an_end_and_no_bracket_at_all() -> None:
    found = bracketed_roots(
        lambda points: points * (1 - points), np.array([0.0, 0.5, 0.0]), np.array([0.5, 1.0, 1.0])
    )
    assert found.tolist()[:2] == [0.0, 1.0]
    assert found[2] in (0.0, 1.0)
    none = bracketed_roots(lambda points: points, np.empty(0), np.empty(0))
    assert none.shape == (0,)
