import numpy as np
import pytest

from ganeum.kernel import ranks
from ganeum.kernel.ranks_many import FEW, ranks_many


@pytest.mark.parametrize("m", [1, 2, 7, FEW, FEW + 1, 300])
@pytest.mark.parametrize("tolerance", [0.0, 1e-12, 0.05])
def test_every_column_has_the_ranks_that_one_list_of_scores_has(m: int, tolerance: float) -> None:
    rng = np.random.default_rng((m, int(tolerance > 0)))
    scores = np.hstack(
        [
            rng.integers(-3, 4, size=(m, 100)) / 4,  # many ties
            rng.normal(size=(m, 100)),
            rng.normal(size=(m, 1)) * (1 + 1e-13 * rng.normal(size=(m, 100))),
            np.zeros((m, 1)),
        ]
    )
    found = ranks_many(scores, tolerance)
    expected = np.array([ranks(column, tolerance) for column in scores.T]).T
    assert (found == expected).all()
    assert found.itemsize == (1 if m < 256 else 2)
