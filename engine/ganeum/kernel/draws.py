"""Drawing weights: what is known of them, made ready to give blocks of draws, criteria by draws."""

from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

from ganeum.kernel.constrained import Constraints, Intervals, between, constrained
from ganeum.kernel.inputs import Floats, finite, read_only
from ganeum.kernel.ordered import Ordered, ordered
from ganeum.kernel.scattered import Scattered, scattered
from ganeum.kernel.simplex import Uniform
from ganeum.kernel.streams import BLOCK

Knowledge = str | Ordered | Intervals | Constraints | Scattered | npt.ArrayLike


class Drawing(Protocol):
    """Weights that are ready to be drawn."""

    def block(self, seed: int, block: int) -> tuple[Floats, float, int]:
        """Return weights (n, BLOCK), their split R-hat (1 if independent), and effective size."""
        ...


def drawing(weights: Knowledge, n: int, seed: int) -> Drawing:
    """Prepare the drawing of n weights.

    Parameters
    ----------
    weights : "uniform", Ordered, Intervals, Constraints, Scattered, or (s, n) array_like
    n : int
        Number of criteria.
    seed : int
        For the warm-up of hit-and-run.

    Returns
    -------
    Drawing

    Raises
    ------
    ValueError
        If an argument is wrong, or no weights, or none but a slice without volume, are left.

    Notes
    -----
    All are uniform on what they leave of the simplex, save `Scattered`. Orders without ties sort
    the weights of a uniform draw, total orders with ties are affine images of the simplex; nothing
    is rejected. What remains (`Intervals`, `Constraints`, partial orders with ties) is drawn by
    rejection where that accepts more than 1 %, else by hit-and-run [1]_ in directions that follow
    the polytope's own covariance: 256 chains a block, a burn-in of 10 n steps, a thinning of 2 n.

    References
    ----------
    .. [1] R. L. Smith, "Efficient Monte Carlo procedures for generating points uniformly
       distributed over bounded regions", Operations Research 32(6), 1984, pp. 1296-1308,
       doi:10.1287/opre.32.6.1296.
    """
    match weights:
        case Ordered():
            return ordered(weights, n, seed)
        case Intervals():
            return between(weights, n, seed)
        case Constraints():
            return constrained(weights, n, seed)
        case Scattered():
            return scattered(weights, n)
        case str():
            if weights != "uniform":
                raise ValueError(
                    f"weights is {weights!r}, not 'uniform' or another kind of weights"
                )
            return Uniform(n)
        case _:
            return Given(_rows(finite("weights", weights, 2), n))


@dataclass(frozen=True, slots=True, eq=False)
class Given:
    """Weights that were drawn elsewhere."""

    rows: Floats  # (s, n)

    def block(self, seed: int, block: int) -> tuple[Floats, float, int]:  # noqa: ARG002 -- given
        """Return what `Drawing.block` returns."""
        rows = self.rows[block * BLOCK : (block + 1) * BLOCK]
        return np.ascontiguousarray(rows.T), 1.0, BLOCK


def _rows(array: Floats, n: int) -> Floats:
    if array.shape[1] != n:
        raise ValueError(f"weights has {array.shape[1]} columns where {n} are needed")
    bad = np.argwhere(array < 0)
    if len(bad):
        place = tuple(int(i) for i in bad[0])
        raise ValueError(f"weights{list(place)} is {array[place]}, which is negative")
    largest = array.max(axis=1)
    if (largest == 0).any():
        raise ValueError(f"weights[{int(np.argmin(largest))}] are all zero")
    scaled = array / largest[:, None]
    return read_only(scaled / scaled.sum(axis=1, keepdims=True))
