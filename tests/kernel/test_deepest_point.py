import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ganeum.kernel.deepest_point import deepest
from strategies import Floats


@given(st.integers(1, 6), st.integers(1, 6), st.integers(0, 2**32))
def test_the_deepest_point_is_certified_by_the_other_player(r: int, k: int, seed: int) -> None:
    walls: Floats = np.random.default_rng(seed).integers(-5, 6, (r, k)).astype(np.float64)
    value, point = deepest(walls)
    assert (point >= 0).all()
    assert point.sum() == pytest.approx(1, abs=1e-12)
    assert (walls @ point).min() == pytest.approx(value, abs=1e-9)
    assert -deepest(-walls.T)[0] == pytest.approx(value, abs=1e-9)  # the minimax theorem
