"""The point of the simplex nearest to given weights under linear constraints: LP and QP."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ganeum.kernel.inputs import Floats, read_only

SETTLED = 1e-12  # gradients and right-hand sides smaller than this count as zero (rows have size 1)
MOST_STEPS = 2000
PATIENCE = 4  # times the size of the program: then the lowest index leaves
# 1 - c of a projection: a step x within the simplex leaves 1 / (1 + x @ x), which is at least 1/3
NO_STEP = 0.25
NORMS = ("l1", "l2")

Places = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Nearest:
    """The nearest point, or a proof that there is none.

    Attributes
    ----------
    feasible : whether the constraints leave any point of the simplex.
    weights : (n,) the nearest point; `base` where there is none.
    support : (n,) a vector of dual norm at most 1, so that ``support @ (w - base)`` never exceeds
        the distance of w.
    multipliers : (r,) non-negative. If feasible, of the constraints in the dual problem; if not,
        their mixture ``multipliers @ rows`` exceeds ``multipliers @ limits`` on every criterion.
    """

    feasible: bool
    weights: Floats
    support: Floats
    multipliers: Floats


def length(steps: Floats, norm: str) -> Floats:
    """Return the L1 or L2 norms of the rows of `steps`."""
    return np.abs(steps).sum(axis=-1) if norm == "l1" else np.sqrt((steps**2).sum(axis=-1))


def dual_bound(base: Floats, rows: Floats, limits: Floats, found: Nearest) -> float:
    """Return a distance that no point of the simplex with ``rows @ w <= limits`` undercuts.

    Notes
    -----
    For any support s of dual norm at most 1 and multipliers y >= 0, ``|w - base| >= s (w - base) +
    y (rows w - limits)``, whose smallest value on the simplex is at a corner. So the bound holds
    whatever solver found s and y.
    """
    corners = found.support + found.multipliers @ rows
    constant = found.support @ base + found.multipliers @ limits
    return max(0.0, float(corners.min() - constant))


def nearest_point(base: Floats, rows: Floats, limits: Floats, norm: str) -> Nearest:
    """Find the point of the simplex nearest to `base` with ``rows @ w <= limits``.

    Parameters
    ----------
    base : (n,)
        On the simplex.
    rows, limits : (r, n), (r,)
        r at least 1.
    norm : {"l1", "l2"}

    Returns
    -------
    Nearest

    Raises
    ------
    ArithmeticError
        If the solver does not settle.
    """
    return (_by_linear_program if norm == "l1" else _by_projection)(base, rows, limits)


def _by_linear_program(base: Floats, rows: Floats, limits: Floats) -> Nearest:
    """Write w = base + gained - lost, both non-negative: a linear program in 2n unknowns."""
    r, n = rows.shape
    table = np.zeros((r + n + 2, 2 * n))
    table[:r, :n], table[:r, n:] = rows, -rows
    table[r : r + n, n:] = np.eye(n)
    table[-2, :n], table[-2, n:] = 1.0, -1.0
    table[-1] = -table[-2]
    right = np.zeros(r + n + 2)
    right[:r] = limits - rows @ base
    right[r : r + n] = base
    feasible, unknowns, dual = linear_program(np.ones((2 * n,)), table, right)
    multipliers = dual[:r]
    slopes: Floats = multipliers @ rows + (dual[-2] - dual[-1])
    if not feasible:
        return Nearest(feasible, base, np.zeros((n,)), multipliers)
    weights = _on_simplex(base + unknowns[:n] - unknowns[n:])
    support = read_only([min(1.0, max(-1.0, -slope)) for slope in slopes.tolist()])
    return Nearest(feasible, weights, support, multipliers)


def linear_program(costs: Floats, rows: Floats, limits: Floats) -> tuple[bool, Floats, Floats]:
    """Minimise ``costs @ x`` over x >= 0 with ``rows @ x <= limits``, for non-negative costs.

    Returns
    -------
    feasible : bool
    x : (u,)
        Zero if infeasible.
    multipliers : (r,)
        Of the rows, non-negative: the dual solution, or if infeasible a mixture of the rows with
        non-negative coefficients and a negative limit.

    Raises
    ------
    ArithmeticError
        If it does not settle.

    Notes
    -----
    The dual simplex method [1]_ from the slack basis, which non-negative costs make dual feasible.
    The row worst off leaves; after many steps the lowest index does (Bland's rule), which cannot
    cycle.

    References
    ----------
    .. [1] C. E. Lemke, "The dual method of solving the linear programming problem", Naval Research
       Logistics Quarterly 1(1), 1954, pp. 36-47.
    """
    r, u = rows.shape
    size = np.maximum(np.abs(rows).max(axis=1), 1e-300)
    table = np.zeros((r + 1, u + 1))
    table[:r, :u], table[:r, u], table[r, :u] = rows / size[:, None], limits / size, costs
    outside: Places = np.arange(u, dtype=np.int64)
    inside: Places = np.arange(u, u + r, dtype=np.int64)
    for step in range(MOST_STEPS):
        right = table[:r, u]
        row = int(right.argmin())
        short = right < -SETTLED
        if not short[row]:
            return True, *_solution(table, outside, inside, size)
        if step > PATIENCE * (r + u):
            row = int(np.where(short, inside, r + u).argmin())
        entries = table[row, :u]
        usable = entries < -SETTLED
        if not usable.any():
            mixture = np.zeros(r + u)
            mixture[outside] = np.maximum(entries, 0.0)
            mixture[inside[row]] = 1.0
            return False, np.zeros((u,)), mixture[u:] / size
        with np.errstate(all="ignore"):
            ratios = np.where(usable, np.maximum(table[r, :u], 0.0) / -entries, np.inf)
        ties = ratios <= ratios.min() + SETTLED
        column = int(np.where(ties, outside, r + u).argmin())
        _pivot(table, row, column)
        outside[column], inside[row] = inside[row], outside[column]
    raise ArithmeticError(f"the linear program did not settle in {MOST_STEPS} steps")


def _pivot(table: Floats, row: int, column: int) -> None:
    pivot = table[row, column]
    leaving = table[:, column].copy()
    entering = table[row] / pivot
    table -= np.multiply.outer(leaving, entering)
    table[row] = entering
    table[:, column] = -leaving / pivot
    table[row, column] = 1.0 / pivot


def _solution(
    table: Floats, outside: Places, inside: Places, size: Floats
) -> tuple[Floats, Floats]:
    r, u = len(inside), len(outside)
    values, prices = np.zeros(r + u), np.zeros(r + u)
    values[inside] = table[:r, u]
    prices[outside] = np.maximum(table[r, :u], 0.0)
    return np.maximum(values[:u], 0.0), prices[u:] / size


def _by_projection(base: Floats, rows: Floats, limits: Floats) -> Nearest:
    """Project onto the polytope by least distance programming [1]_.

    Notes
    -----
    With v and c what the solution makes of the normals and the excess, ``v @ v = c (1 - c)``. At a
    corner of the simplex, which is at most sqrt(2) from `base`, the constraints so mixed are
    exceeded by at least ``c - sqrt(2) |v|``, which is positive for c above 2/3: beyond NO_STEP the
    solution proves that there is no point.

    References
    ----------
    .. [1] C. L. Lawson and R. J. Hanson, Solving Least Squares Problems, SIAM, 1995, chapter 23,
       doi:10.1137/1.9781611971217 (NNLS, and LDP by it).
    """
    r, n = rows.shape
    normals = np.concatenate([rows, -np.eye(n)])
    normals = normals - normals.sum(axis=1, keepdims=True) / n  # steps sum to zero
    excess = np.concatenate([rows @ base - limits, -base])
    size = np.maximum(np.sqrt((normals**2).sum(axis=1)), np.abs(excess))
    size[size == 0] = 1.0
    normals, excess = normals / size[:, None], excess / size
    lifted = np.concatenate([normals, excess[:, None]], axis=1)
    solution = _non_negative(lifted @ lifted.T, excess)
    left = 1.0 - float(excess @ solution)
    if left < NO_STEP:
        proof = (solution / size)[:r]
        return Nearest(feasible=False, weights=base, support=np.zeros((n,)), multipliers=proof)
    move = -(solution @ normals) / left
    far = float(np.sqrt(move @ move))
    scale = far if far else 1.0
    multipliers = (solution / (left * scale * size))[:r]
    weights = _on_simplex(base + move)
    return Nearest(feasible=True, weights=weights, support=move / scale, multipliers=multipliers)


def _non_negative(gram: Floats, target: Floats) -> Floats:
    """Return the minimiser u >= 0 of ``u @ gram @ u / 2 - target @ u``."""
    solution = np.zeros(len(target))
    active: list[int] = []
    gradient, reached = target.copy(), 0.0
    ridged = gram + 4 * np.finfo(np.float64).eps * np.eye(len(target))  # never singular
    for _ in range(MOST_STEPS):
        new = int(gradient.argmax())
        if gradient[new] <= SETTLED:
            return solution
        active.append(new)
        while True:
            trial = np.linalg.inv(ridged.take(active, 0).take(active, 1)) @ target.take(active)
            if trial.min() > 0:
                break
            now = solution[active]
            falling = trial <= 0
            share = float((now[falling] / (now[falling] - trial[falling])).min())
            now = now + share * (trial - now)
            now[falling & (now <= SETTLED * now.max())] = 0.0
            solution[active] = now
            active = [place for place, value in zip(active, now.tolist(), strict=True) if value > 0]
        value = float(target.take(active) @ trial)
        if value <= reached:  # exact steps always gain: what is left is rounding
            return solution
        reached = value
        solution[:] = 0.0
        solution[active] = trial
        if 1.0 - value < NO_STEP:
            return solution
        gradient = target - gram @ solution
        gradient[active] = 0.0
    raise ArithmeticError(f"the projection did not settle in {MOST_STEPS} steps")


def _on_simplex(weights: Floats) -> Floats:
    positive = np.maximum(weights, 0.0)
    return positive / positive.sum()
