"""What the reference tests share: judgements are written as the upper triangle, row by row."""

from collections.abc import Callable, Sequence

import numpy as np
import pytest


def _pairwise(upper: Sequence[float]) -> np.ndarray:
    """Complete judgements a12, a13, … a23, … to a reciprocal matrix."""
    size = (1 + round((1 + 8 * len(upper)) ** 0.5)) // 2
    matrix = np.ones((size, size))
    rows, columns = np.triu_indices(size, k=1)
    matrix[rows, columns] = upper
    matrix[columns, rows] = 1 / np.asarray(upper, dtype=float)
    return matrix


@pytest.fixture
def pairwise() -> Callable[[Sequence[float]], np.ndarray]:
    """Return the function that completes an upper triangle of judgements."""
    return _pairwise
