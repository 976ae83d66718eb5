"""Problems for the tests: hypothesis strategies, and problems that are symmetric by construction.

Importing this module loads the settings of every property test: deterministic, without deadline.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

Floats = npt.NDArray[np.float64]

settings.register_profile(
    "kernel",
    deadline=None,
    derandomize=True,
    max_examples=60,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("kernel")


@dataclass(frozen=True)
class Problem:
    """What TOPSIS and the weighted sum take."""

    matrix: Floats
    weights: Floats
    directions: tuple[str, ...]

    def with_rows(self, order: Sequence[int]) -> "Problem":
        """Return the problem with its alternatives in another order."""
        return Problem(self.matrix[list(order)], self.weights, self.directions)

    def with_columns(self, order: Sequence[int]) -> "Problem":
        """Return the problem with its criteria in another order."""
        columns = list(order)
        return Problem(
            self.matrix[:, columns],
            self.weights[columns],
            tuple(self.directions[column] for column in columns),
        )

    def with_column(self, place: int, values: Any, weight: float, direction: str) -> "Problem":
        """Return the problem with one more criterion."""
        directions = list(self.directions)
        directions.insert(place, direction)
        return Problem(
            np.insert(self.matrix, place, values, axis=1),
            np.insert(self.weights, place, weight),
            tuple(directions),
        )

    def only_benefits(self) -> "Problem":
        """Return the problem with each cost read as a benefit."""
        return Problem(self.matrix, self.weights, ("benefit",) * len(self.directions))


class Draw(Protocol):
    """What a composite strategy draws with."""

    def __call__[T](self, strategy: st.SearchStrategy[T]) -> T: ...
