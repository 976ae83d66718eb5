"""Regions of the weight triangle against the winner at single points."""

import numpy as np
import pytest

from ganeum.kernel.scoring import scoring
from ganeum.report.charts.frames.regions import (
    CORNERS,
    Region,
    distance_to,
    lattice,
    small_triangles,
    winning_regions,
)


def inside(points: np.ndarray, ring: np.ndarray) -> np.ndarray:
    """Tell which points lie well inside a ring that turns left, by the winding number."""
    gaps = ring[None] - points[:, None]
    following = np.roll(gaps, -1, axis=1)
    cross = gaps[..., 0] * following[..., 1] - gaps[..., 1] * following[..., 0]
    dot = (gaps * following).sum(axis=2)
    return np.abs(np.arctan2(cross, dot).sum(axis=1)) > np.pi


def covered(points: np.ndarray, region: Region) -> np.ndarray:
    return np.any([inside(points, ring) for ring in region.rings], axis=0)


def test_a_lattice_and_its_triangles_fill_the_whole() -> None:
    points = lattice(7)
    assert len(points) == 36
    np.testing.assert_allclose(points.sum(axis=1), 1)
    triangles = small_triangles(7)
    assert len(triangles) == 49
    a, b, c = (points @ CORNERS)[triangles].transpose(1, 0, 2)
    areas = ((b - a)[:, 0] * (c - a)[:, 1] - (b - a)[:, 1] * (c - a)[:, 0]) / 2
    np.testing.assert_allclose(areas, np.sqrt(3) / 4 / 49)


def test_weighted_sum_regions_are_exact_on_2000_problems() -> None:
    random = np.random.Generator(np.random.Philox(7))
    points = lattice(6)
    places = points @ CORNERS
    for _ in range(2000):
        scores = random.random((3, random.integers(1, 6)))
        # the corners of lattice(1) are left, top, right
        at_points = points[:, [0, 2, 1]] @ scores
        regions = winning_regions(scores, 1)
        assert sum(region.area for region in regions) == pytest.approx(1, abs=1e-7)
        best = at_points.argmax(axis=1)
        for region in regions:
            own = best == region.winner
            clear = distance_to(places, region.rings) > 1e-6
            assert (covered(places, region) == own)[clear].all()
        found = {region.winner for region in regions}
        lead = np.sort(at_points, axis=1)
        clear = (
            np.ones(len(points), bool) if lead.shape[1] == 1 else lead[:, -1] - lead[:, -2] > 1e-6
        )
        assert set(best[clear].tolist()) <= found


def test_curved_regions_converge() -> None:
    random = np.random.Generator(np.random.Philox(3))
    for _ in range(8):
        problem = scoring(random.random((5, 3)), ["benefit"] * 3, "topsis", None)
        shares = []
        for resolution in (20, 40):
            regions = winning_regions(problem.scores(lattice(resolution)), resolution)
            assert sum(region.area for region in regions) == pytest.approx(1, abs=1e-7)
            shares.append({region.winner: region.area for region in regions})
        for winner in shares[0] | shares[1]:
            assert shares[0].get(winner, 0) == pytest.approx(shares[1].get(winner, 0), abs=2e-3)


def test_a_region_in_several_pieces_has_several_rings() -> None:
    points = lattice(12)
    ridge = np.abs(points[:, 0] - 0.5)  # the first leads at both sides, the second between
    regions = winning_regions(np.stack([ridge, np.full(len(points), 0.2)], axis=1), 12)
    assert {region.winner: len(region.rings) for region in regions} == {0: 2, 1: 1}


def test_a_hole_is_left_out_of_the_outlines_but_not_of_the_area() -> None:
    points = lattice(12)
    middle = np.linalg.norm(points - 1 / 3, axis=1)
    outer, inner = winning_regions(np.stack([middle, np.full(len(points), 0.15)], axis=1), 12)
    assert (len(outer.rings), len(inner.rings)) == (1, 1)
    assert outer.area + inner.area == pytest.approx(1, abs=1e-7)
    assert 0.01 < inner.area < 0.2


def test_straight_borders_have_few_corners() -> None:
    (whole,) = winning_regions(np.ones((len(lattice(30)), 1)), 30)
    assert whole.rings[0].shape == (3, 2)
