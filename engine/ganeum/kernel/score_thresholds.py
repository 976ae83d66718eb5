"""At which value of one cell of the decision matrix somebody else becomes first."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ganeum.kernel.cell_forms import CellPieces, Mask, Places, cell_pieces
from ganeum.kernel.cell_swaps import swaps_with
from ganeum.kernel.inputs import (
    Floats,
    Integers,
    cost_mask,
    numbers,
    read_only,
    read_only_integers,
    unit_sum,
)
from ganeum.kernel.scoring import Scoring, scoring
from ganeum.kernel.stability import MEETING, NOBODY
from ganeum.kernel.topsis import DEFAULT_NORMALISATION as TOPSIS_DEFAULT
from ganeum.kernel.topsis import NORMALISATIONS as TOPSIS_RULES
from ganeum.kernel.weighted_sum import DEFAULT_NORMALISATION as WEIGHTED_SUM_DEFAULT
from ganeum.kernel.weighted_sum import NORMALISATIONS as WEIGHTED_SUM_RULES

RULES = {"topsis": TOPSIS_RULES, "weighted_sum": WEIGHTED_SUM_RULES}
DEFAULTS = {"topsis": TOPSIS_DEFAULT, "weighted_sum": WEIGHTED_SUM_DEFAULT}
RATIO_RULES = ("ideal", "distributive", "sum", "max")  # made for non-negative values
TIE = 1e-12  # of the largest score, as in `ganeum.kernel.ranks`
STEPS = (1e-7, 1e-5, 1e-3, 1.0)  # how far beyond a threshold one looks who leads there
NOISE = 1e-14  # of the largest score: what rounding parts equal scores by
WIDE = 1e4  # of a column: bounds beyond are walked to as if there were none
BLOCK = 1 << 14  # cells times alternatives at a time


@dataclass(frozen=True, slots=True, eq=False)
class ScoreThresholds:
    """Between which values of each cell the first place stays with those who have it.

    Attributes
    ----------
    lower, upper : (m, n) the interval round the present value while all other cells stay.
    present : (m, n) the decision matrix as it is.
    next_first : (m, n, 2) who leads just below `lower` and just above `upper`; -1 for nobody, where
        the interval ends at the end of the admissible values, perhaps infinite, because nothing
        changes. Of several leaders the first is named.
    lowest, highest : (n,) the admissible values: as given, or from where the normalisation is
        defined.
    """

    lower: Floats
    upper: Floats
    present: Floats
    next_first: Integers
    lowest: Floats
    highest: Floats


def score_thresholds(
    decision_matrix: npt.ArrayLike,
    weights: npt.ArrayLike,
    directions: Sequence[str],
    method: str = "topsis",
    normalisation: str | None = None,
    lower: npt.ArrayLike | None = None,
    upper: npt.ArrayLike | None = None,
) -> ScoreThresholds:
    """Return, cell by cell, the nearest values at which the first place changes.

    Parameters
    ----------
    decision_matrix : (m, n) array_like
    weights : (n,) array_like
        Non-negative, not all zero; scaled to sum 1. They stay as they are.
    directions : sequence of n strings
        "benefit" or "cost".
    method : {"topsis", "weighted_sum"}
    normalisation : str, optional
        The method's own default if left out.
    lower, upper : float or (n,) array_like, optional
        The admissible values of each criterion, infinite for no bound. Left out, `upper` is
        unbounded; `lower` is 0 for the normalisations of ratios ("ideal", "distributive", "sum",
        "max"), or a column's least value where that is negative, and unbounded for the others.

    Returns
    -------
    ScoreThresholds

    Raises
    ------
    ValueError
        If an argument is wrong, or a cell lies outside the admissible values.

    Notes
    -----
    While one cell x moves, its column's normalisation and ideals move with it. Between the values
    at which the cell becomes or stops being its column's extreme, a normalised column is a linear
    form in x over a common divisor (for "vector" the root of a quadratic), so that a tie is linear
    in x for the weighted sum and of degree four for TOPSIS: see `ganeum.kernel.cell_forms`. An
    unbounded piece from c on is mapped by ``x = c + t / (1 - t)``. The first place changes only
    where somebody passes one of those who have it, or where a column without spread gains some; so
    one look between each two neighbours of these decides, at scores made anew by the normalisation
    itself. Touches and single points, such as the value at which a column has no spread, do not
    end an interval; a tie at the present values does. So far out that scores differ by less than
    the tolerance of `ranks`, two that only approach each other count as apart.

    References
    ----------
    .. [1] E. Triantaphyllou and A. Sanchez, "A sensitivity analysis approach for some
       deterministic multi-criteria decision-making methods", Decision Sciences 28(1), 1997,
       pp. 151-194, doi:10.1111/j.1540-5915.1997.tb01306.x (the weighted sum and the weighted
       product; here the normalisation moves too).

    Examples
    --------
    >>> found = score_thresholds([[9, 1], [3, 5]], [0.7, 0.3], ["benefit"] * 2, "weighted_sum")
    >>> found.upper.round(4).tolist(), found.next_first[1].tolist()
    ([[inf, inf], [5.9143, inf]], [[-1, 1], [-1, -1]])
    """
    scoring(decision_matrix, directions, method, normalisation)  # refuses what is wrong
    matrix = np.array(decision_matrix, dtype=np.float64)
    m, n = matrix.shape
    shares = unit_sum("weights", weights, n)
    costs = cost_mask(directions, n)
    rule = DEFAULTS[method] if normalisation is None else normalisation
    lowest, highest = _admissible(matrix, costs, rule, lower, upper)
    unit = _units(matrix, rule)
    scaled = matrix / unit
    problem = scoring(scaled, directions, method, rule)
    first = _leaders(problem.scores(shares[None]), TIE)[0]
    bounds = np.stack([np.tile(lowest, m), np.tile(highest, m)], axis=1).ravel()
    leaders = np.full(2 * m * n, NOBODY)
    # a piece that is linear so far out would have no room for what happens near the column
    walked = (
        np.where(lowest < -WIDE * unit, -np.inf, lowest / unit),
        np.where(highest > WIDE * unit, np.inf, highest / unit),
    )
    size = max(BLOCK // m, 1)
    for start in range(0, m * n if m > 1 else 0, size):
        cells = np.arange(start, min(start + size, m * n), dtype=np.intp)
        pieces = cell_pieces(cells, problem, scaled, shares, costs, rule, walked)
        cuts = _cuts(pieces, swaps_with(pieces, int(first.argmax())))
        altered = _Altered(problem, scaled, shares, costs, rule)
        then = _leaders(altered.scores(cuts.cells, cuts.middles), TIE)
        changed = np.flatnonzero((then != first).any(axis=1))
        # the nearest change of each cell on each side
        side, nearest = np.unique(2 * cuts.cells[changed] + cuts.above[changed], return_index=True)
        rows = changed[nearest]
        bounds[side] = cuts.inner[rows] * unit[cuts.cells[rows] % n]
        leaders[side] = _next_first(altered, cuts.cells[rows], cuts.beyond[rows], first)
    below, above = bounds[0::2].reshape(m, n), bounds[1::2].reshape(m, n)
    leaders = leaders.reshape(m, n, 2)
    leaders[below < lowest, 0] = leaders[above > highest, 1] = NOBODY
    return ScoreThresholds(
        lower=read_only(np.minimum(np.maximum(below, lowest), matrix)),
        upper=read_only(np.maximum(np.minimum(above, highest), matrix)),
        present=read_only(matrix),
        next_first=read_only_integers(leaders),
        lowest=read_only(lowest),
        highest=read_only(highest),
    )


def _leaders(scores: Floats, tolerance: float) -> Mask:
    """Return who leads (..., m), with who is no further behind than the tolerance."""
    margin = tolerance * np.abs(scores).max(axis=-1, keepdims=True)
    return scores + margin >= scores.max(axis=-1, keepdims=True)


def _next_first(altered: "_Altered", cells: Places, beyond: Floats, first: Mask) -> Places:
    """Return who leads (r,) nearest beyond a threshold where that can be told from a tie."""
    count = beyond.shape[1]
    scores = altered.scores(np.repeat(cells, count), beyond.ravel())
    scores = scores.reshape(len(cells), count, len(first))
    lost = np.any(first & ~_leaders(scores, TIE), axis=2)
    place: Places = np.argmax(lost, axis=1)
    place[~np.any(lost, axis=1)] = -1  # half-way: those who are first only share it from then on
    at = scores[np.arange(len(cells)), place]
    return _leaders(at, NOISE).argmax(axis=1)


def _admissible(
    matrix: Floats,
    costs: Mask,
    rule: str,
    lower: npt.ArrayLike | None,
    upper: npt.ArrayLike | None,
) -> tuple[Floats, Floats]:
    n = matrix.shape[1]
    smallest: Floats = matrix.min(axis=0)
    negative = np.where(smallest < 0, smallest, 0.0)
    least = negative if rule in RATIO_RULES else np.full(n, -np.inf)
    lowest = _bound("lower", lower, n, least)
    highest = _bound("upper", upper, n, np.full_like(least, np.inf))
    outside = np.argwhere((matrix < lowest) | (matrix > highest))
    if len(outside):
        i, k = (int(place) for place in outside[0])
        raise ValueError(
            f"decision_matrix[{i}, {k}] is {matrix[i, k]}, "
            f"outside the admissible values from {lowest[k]} to {highest[k]}"
        )
    if rule in ("ideal", "distributive") and (lowest < 0).any():
        k = int((lowest < 0).argmax())
        kind = "positive cost" if costs[k] else "non-negative benefit"
        raise ValueError(f"lower[{k}] is {lowest[k]}: {rule!r} needs a {kind}")
    return lowest, highest


def _bound(name: str, given: npt.ArrayLike | None, n: int, otherwise: Floats) -> Floats:
    if given is None:
        return otherwise
    bound = numbers(name, given)
    if bound.shape not in ((), (n,)):
        raise ValueError(f"{name} must be one number or {n}, its shape is {bound.shape}")
    if np.isnan(bound).any():
        raise ValueError(f"{name} holds NaN, not a bound")
    return np.broadcast_to(bound, (n,))


def _units(matrix: Floats, rule: str) -> Floats:
    """Return powers of two (n,) by which columns can be divided without changing a rank.

    Without normalisation that must be one for all columns.
    """
    sizes: Floats = np.abs(matrix).max(axis=0)
    if rule == "none":
        sizes = np.full_like(sizes, sizes.max())
    return np.exp2(np.floor(np.log2(np.where(sizes == 0, 1.0, sizes))))


@dataclass(frozen=True, slots=True, eq=False)
class _Cuts:
    """The stretches between neighbouring cuts of all cells, from the present value outwards.

    Attributes
    ----------
    cells : (r,) ascending; above : (r,) on which side of the present value.
    inner : (r,) the end nearer to the present value.
    middles : (r,) a value half-way.
    beyond : (r, 4) values ever further beyond `inner`, at most half-way.
    """

    cells: Places
    above: Mask
    inner: Floats
    middles: Floats
    beyond: Floats


def _cuts(pieces: CellPieces, swaps: tuple[Places, Floats]) -> _Cuts:
    """Cut every piece at its swaps; those closer than `MEETING` are one."""
    rows, places = swaps
    count = len(pieces.cells)
    row = np.concatenate([np.arange(count), rows])
    # walk outwards: on the lower side a piece is left through its start
    start = np.concatenate([np.zeros(count), np.where(pieces.above[rows], places, 1 - places)])
    order = np.lexsort((start, pieces.distance[row], pieces.above[row], pieces.cells[row]))
    row, start = row[order], start[order]
    same = np.append(row[1:] == row[:-1], False)
    end = np.where(same, np.append(start[1:], 1.0), 1.0)
    wide = end - start > MEETING
    row, start, end = row[wide], start[wide], end[wide]
    above = pieces.above[row]

    def value(place: Floats) -> Floats:
        return pieces.value(row, np.where(above, place, 1 - place))

    middle = (start + end) / 2
    beyond = [value(np.minimum(start + step, middle)) for step in STEPS]
    return _Cuts(pieces.cells[row], above, value(start), value(middle), np.stack(beyond, axis=1))


@dataclass(frozen=True, slots=True, eq=False)
class _Altered:
    """The problem with one cell replaced, scored by the normalisation itself."""

    problem: Scoring
    matrix: Floats
    weights: Floats
    costs: Mask
    rule: str

    def scores(self, cells: Places, values: Floats) -> Floats:
        """Return the scores (r, m) when each of r cells has another value."""
        i, k = np.divmod(cells, self.matrix.shape[1])
        columns = self.matrix[:, k]
        columns[i, np.arange(len(i))] = values
        costs = self.costs[k]
        normalised = RULES[self.problem.method][self.rule](columns, costs)
        others = np.where(np.eye(len(self.weights), dtype=np.bool_), 0.0, self.weights)
        share = self.weights[k, None]
        if self.problem.method == "weighted_sum":
            return (others @ self.problem.gains.T)[k] + share * normalised.T
        turned = costs & (self.rule != "minmax")
        low: Floats = normalised.min(axis=0)
        high: Floats = normalised.max(axis=0)
        to_worst = (normalised - np.where(turned, high, low)) ** 2
        to_best = (normalised - np.where(turned, low, high)) ** 2
        gains = (others**2 @ self.problem.gains.T)[k] + share**2 * to_worst.T
        losses = (others**2 @ self.problem.losses.T)[k] + share**2 * to_best.T
        alone = Scoring("topsis", gains.reshape(-1, 1), losses.reshape(-1, 1))
        return alone.scores(np.ones((1, 1))).reshape(gains.shape)
