"""How a column of the decision matrix depends on one of its cells, piece by piece."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ganeum.kernel.inputs import Floats
from ganeum.kernel.scoring import Scoring

Mask = npt.NDArray[np.bool_]
Places = npt.NDArray[np.intp]


@dataclass(frozen=True, slots=True, eq=False)
class CellPieces:
    """Pieces of the values x of r cells on which a normalised column is one formula in x.

    A place t in [0, 1] on a piece stands for ``x = ((1 - t) x_0 + t x_1) / ((1 - t) u_0 + t u_1)``,
    so that an end with u = 0 is infinite and a linear form in x stays one in t. Forms are held by
    their values at t = 0 and t = 1.

    Attributes
    ----------
    method : "topsis" or "weighted_sum".
    cells : (p,) the cell, as i * n + k.
    above : (p,) whether the piece lies above the present value.
    distance : (p,) the order of the pieces of a cell, outwards from the present value.
    x, u : (p, 2)
    gains, losses : (p, m, 2) the column's normalised value, or its distance to anti-ideal and
        ideal, times the divisor.
    divisors : (p, 2, 2) for the weighted sum the first is the divisor; for TOPSIS the sum of both
        squares is the squared divisor.
    rest_gains, rest_losses : (p, m) what the other columns add to score or squared distances.
    shares : (p,) the weight of the column, for TOPSIS squared.
    """

    method: str
    cells: Places
    above: Mask
    distance: Places
    x: Floats
    u: Floats
    gains: Floats
    losses: Floats
    divisors: Floats
    rest_gains: Floats
    rest_losses: Floats
    shares: Floats

    def value(self, rows: Places, places: Floats) -> Floats:
        """Return the value x of places on pieces."""
        x, u = self.x[rows], self.u[rows]
        return along(x, places) / along(u, places)


def along(ends: Floats, places: Floats) -> Floats:
    """Return linear forms (..., 2), given by their values at the ends, at places (...)."""
    return (1 - places) * ends[..., 0] + places * ends[..., 1]


def cell_pieces(
    cells: Places,
    problem: Scoring,
    matrix: Floats,
    weights: Floats,
    costs: Mask,
    rule: str,
    bounds: tuple[Floats, Floats],
) -> CellPieces:
    """Cut the admissible values of each cell where it becomes or stops being an extreme.

    Parameters
    ----------
    cells : (r,) cells as i * n + k.
    problem : Scoring
        That of `matrix`.
    matrix : (m, n) of at least two rows.
    weights : (n,) summing to 1.
    costs : (n,)
    rule : str
        The normalisation.
    bounds : two (n,) arrays
        The admissible values, perhaps infinite.
    """
    n = len(weights)
    i, k = np.divmod(cells, n)
    columns = matrix[:, k].T
    own = np.arange(len(matrix)) == i[:, None]
    present = columns[own]
    least = np.where(own, np.inf, columns).min(axis=1)
    most = np.where(own, -np.inf, columns).max(axis=1)
    total = np.where(own, 0.0, columns).sum(axis=1)
    low, high = np.maximum(bounds[0][k], _defined_from(rule, total, most)), bounds[1][k]
    inner = np.clip(np.stack([least, most, present], axis=1), low[:, None], high[:, None])
    edges = np.sort(np.column_stack([low, inner, high]), axis=1)
    row, piece = np.nonzero(edges[:, 1:] > edges[:, :-1])
    ends = np.stack([edges[row, piece], edges[row, piece + 1]], axis=1)
    finite = np.isfinite(ends)
    u = finite.astype(np.float64)
    x = np.where(finite, ends, np.sign(ends))
    middle = x.sum(axis=1) / u.sum(axis=1)
    above = middle > present[row]
    column = _Column(
        own=own[row],
        values=columns[row],
        least=least[row],
        most=most[row],
        total=total[row],
        lowest=middle < least[row],
        highest=middle > most[row],
        x=x,
        u=u,
    )
    rest = np.where(np.eye(n, dtype=np.bool_), 0.0, weights)
    cost, power = costs[k][row], 1
    if problem.method == "weighted_sum":
        gains, divisors = column.values_over(rule, cost)
        losses = np.zeros_like(gains)
    else:
        gains, losses, divisors = column.distances_over(rule, cost)
        power = 2
    return CellPieces(
        method=problem.method,
        cells=cells[row],
        above=above,
        distance=np.where(above, piece, -piece),
        x=x,
        u=u,
        gains=gains,
        losses=losses,
        divisors=divisors,
        rest_gains=(rest**power @ problem.gains.T)[k[row]],
        rest_losses=(rest**power @ problem.losses.T)[k[row]],
        shares=weights[k[row]] ** power,
    )


def _defined_from(rule: str, total: Floats, most: Floats) -> Floats:
    """Return above which value of the cell the normalisation is defined."""
    if rule == "sum":
        return -total
    if rule == "max":
        return np.where(most > 0, -np.inf, 0.0)
    return np.full_like(total, -np.inf)


@dataclass(frozen=True, slots=True, eq=False)
class _Column:
    """The column of each of p pieces: the moving cell, the fixed ones and what is known of them."""

    own: Mask
    values: Floats
    least: Floats
    most: Floats
    total: Floats
    lowest: Mask
    highest: Mask
    x: Floats
    u: Floats

    def _form(self, constant: Floats, slope: npt.ArrayLike) -> Floats:
        """Return the forms ``constant + slope x`` by their values at the ends."""
        return constant[..., None] * self.u + np.asarray(slope)[..., None] * self.x

    def _cells(self, fixed: Floats, own: Floats) -> Floats:
        """Return forms (p, m, 2) from those of the fixed cells and of the moving one."""
        return np.where(self.own[..., None], own[:, None, :], fixed)

    def _extremes(self) -> tuple[Floats, Floats, Floats]:
        """Return all cells (p, m, 2), the smallest and the largest (p, 2) as forms."""
        fixed = self.values[..., None] * self.u[:, None, :]
        low = np.where(self.lowest[:, None], self.x, self._form(self.least, 0.0))
        high = np.where(self.highest[:, None], self.x, self._form(self.most, 0.0))
        return self._cells(fixed, self.x), low, high

    def values_over(self, rule: str, costs: Mask) -> tuple[Floats, Floats]:
        """Return normalised values (p, m, 2) times their divisors, and these (p, 2, 2)."""
        cells, low, high = self._extremes()
        one = self.u
        if rule == "minmax":
            turned = np.where(costs[:, None, None], high[:, None] - cells, cells - low[:, None])
            return turned, _divisors(high - low)
        if rule == "none":
            return cells, _divisors(one)
        # costs: 1 / x of each cell, times x or times the smallest
        safe = np.where(costs[:, None], self.values, 1.0)
        inverse = self.x[:, None, :] / safe[..., None]
        if rule == "distributive":
            inverses = np.where(self.own, 0.0, 1 / safe).sum(axis=1)
            divisor = np.where(
                costs[:, None],
                self._form(np.ones_like(inverses), inverses),
                self._form(self.total, 1.0),
            )
            cost_cells = self._cells(inverse, one)
        else:
            divisor = np.where(costs[:, None], np.where(self.lowest[:, None], one, self.x), high)
            smallest = np.where(self.lowest, 1.0, self.least)
            cost_cells = self._cells(inverse, one) * smallest[:, None, None]
        return np.where(costs[:, None, None], cost_cells, cells), _divisors(divisor)

    def distances_over(self, rule: str, costs: Mask) -> tuple[Floats, Floats, Floats]:
        """Return distances to anti-ideal and ideal (p, m, 2) times divisors, and these."""
        cells, low, high = self._extremes()
        best = np.where(costs[:, None], low, high)
        worst = np.where(costs[:, None], high, low)
        if rule == "vector":
            squares = np.where(self.own, 0.0, self.values) ** 2
            divisors = _divisors(self.x, self._form(np.sqrt(squares.sum(axis=1)), 0.0))
        elif rule == "none":
            divisors = _divisors(self.u)
        else:
            by = {"sum": self._form(self.total, 1.0), "max": high, "minmax": high - low}
            divisors = _divisors(by[rule])
        return cells - worst[:, None], cells - best[:, None], divisors


def _divisors(first: Floats, second: Floats | None = None) -> Floats:
    return np.stack([first, np.zeros_like(first) if second is None else second], axis=1)
