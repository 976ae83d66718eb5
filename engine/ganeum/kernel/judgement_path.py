"""Weights while the judgements of one group gain weight against those of the others."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ganeum.kernel.inputs import Floats, finite, one_of, read_only, unit_sum
from ganeum.kernel.priorities import METHODS, reciprocal

SQUARINGS = 6
SETTLED = 1e-15


@dataclass(frozen=True, slots=True, eq=False)
class JudgementPath:
    """Weights of what is scored, by the weight s in [0, 1] of one group's judgements.

    Attributes
    ----------
    method : of `kernel.priorities`.
    means, means_step : (n,) logarithms of the row geometric means at s = 0, and what s adds.
    errors, errors_step : (n, n) logarithms of what is left of the judgements without them.
    spread : (k, n) how weights follow from priorities before they are scaled to sum 1.
    present : the group's weight as it is.
    slowest, fastest : (k,) bounds on the rate at which the logarithm of each weight grows along
        the path; up to something that may vary along it but is the same for all weights.
    """

    method: str
    means: Floats
    means_step: Floats
    errors: Floats
    errors_step: Floats
    spread: Floats
    present: float
    slowest: Floats
    fastest: Floats

    def weights(self, places: Floats) -> Floats:
        """Return the weights (r, k) at places (r,)."""
        logs = self.means + places[:, None] * self.means_step
        values = np.exp(logs - logs.max(axis=1, keepdims=True))
        if self.method == "eigenvector":
            errors = np.exp(self.errors + places[:, None, None] * self.errors_step)
            values = values * principal_vectors(errors)
        spread = values @ self.spread.T
        return spread / spread.sum(axis=1, keepdims=True)


def judgement_path(
    judgements: npt.ArrayLike,
    group_weights: npt.ArrayLike,
    group: int,
    priorities: str = "eigenvector",
    spread: npt.ArrayLike | None = None,
) -> JudgementPath:
    """Return the path on which one group's weight goes from 0 to 1, the others in proportion.

    Parameters
    ----------
    judgements : (g, n, n) array_like
        One positive reciprocal matrix a group.
    group_weights : (g,) array_like
        Non-negative, not all zero; scaled to sum 1. Another group must have weight.
    group : int
        Whose weight moves, from 0 to g - 1.
    priorities : {"eigenvector", "geometric_mean"}
    spread : (k, n) array_like, optional
        Non-negative, no column all zero; the identity if left out.

    Raises
    ------
    ValueError
        If an argument is wrong.

    Notes
    -----
    The aggregated judgements are ``exp(L + s D)``, entrywise. With ``D_ij = d_i - d_j + E_ij``, d
    the row means of D, the Perron vector moves by the factors ``exp(s d_i)`` and by what E does.
    Positive matrices whose entries differ by factors between exp(-e) and exp(e) have Perron
    vectors that differ by at most ``2 e / (1 - tau)`` in Hilbert's metric: with ``A v ~ v`` and
    ``B w ~ w`` it is ``d(v, w) <= d(A v, A w) + d(A w, B w) <= tau d(v, w) + 2 e``. Birkhoff's
    coefficient is ``tau = tanh(D / 4)`` with the diameter ``D = max ln(a_ij a_kl / (a_il a_kj))``
    [1]_; that is convex in s, so its largest value is at an end. For the row geometric mean the
    factors ``exp(s d_i)`` are all there is.

    References
    ----------
    .. [1] G. Birkhoff, "Extensions of Jentzsch's theorem", Transactions of the American
       Mathematical Society 85(1), 1957, pp. 219-227, doi:10.1090/S0002-9947-1957-0087058-6.

    Examples
    --------
    >>> path = judgement_path([[[1, 4], [1 / 4, 1]], [[1, 1], [1, 1]]], [1, 3], 0)
    >>> path.present, path.weights(np.array([0.0, 0.5, 1.0])).round(4).tolist()
    (0.25, [[0.5, 0.5], [0.6667, 0.3333], [0.8, 0.2]])
    """
    one_of("priorities", priorities, METHODS)
    matrices = finite("judgements", judgements, 3)
    for place, matrix in enumerate(matrices):
        reciprocal(f"judgements[{place}]", matrix)
    shares = unit_sum("group_weights", group_weights, len(matrices))
    if not 0 <= group < len(matrices):
        raise ValueError(f"group is {group}, not one from 0 to {len(matrices) - 1}")
    others = np.where(np.arange(len(shares)) == group, 0.0, shares)
    if not others.any():
        raise ValueError(
            f"group {group} holds all the weight: the others have no proportions to keep"
        )
    n = matrices.shape[1]
    spreading = np.eye(n) if spread is None else _spread(spread, n)
    logs = np.log(matrices)
    start = np.tensordot(others / others.sum(), logs, axes=1)
    step = logs[group] - start
    means, rates = start.mean(axis=1), step.mean(axis=1)
    errors = start - means[:, None] + means
    errors_step = step - rates[:, None] + rates
    reach = 0.0
    if priorities == "eigenvector":
        contraction = np.tanh(max(_diameter(errors), _diameter(errors + errors_step)) / 4)
        reach = float(np.abs(errors_step).max() / (1 - contraction))
    used = spreading > 0
    return JudgementPath(
        method=priorities,
        means=read_only(means),
        means_step=read_only(rates),
        errors=read_only(errors),
        errors_step=read_only(errors_step),
        spread=read_only(spreading),
        present=float(shares[group]),
        slowest=read_only(_per_weight(used, rates, np.inf).min(axis=1) - reach),
        fastest=read_only(_per_weight(used, rates, -np.inf).max(axis=1) + reach),
    )


def _spread(spread: npt.ArrayLike, n: int) -> Floats:
    table = finite("spread", spread, 2)
    if table.shape[1] != n:
        raise ValueError(f"spread has {table.shape[1]} columns where {n} are needed")
    if (table < 0).any():
        raise ValueError(f"spread holds {table.min()}, which is negative")
    if not table.any():
        raise ValueError("spread is all zero")
    return table


def _per_weight(used: npt.NDArray[np.bool_], rates: Floats, otherwise: float) -> Floats:
    """Return the rates (k, n) of what each weight is made of; 0 for a weight of nothing."""
    nothing = ~used.any(axis=1, keepdims=True)
    return np.where(nothing, 0.0, np.where(used, rates, otherwise))


def _diameter(logs: Floats) -> float:
    """Return Hilbert's diameter of the image of a positive matrix, from its logarithms."""
    between = logs[:, None, :] - logs[None, :, :]
    return float((between.max(axis=2) - between.min(axis=2)).max())


def principal_vectors(matrices: Floats) -> Floats:
    """Return the Perron vectors (r, n), largest entry 1, of positive matrices (r, n, n)."""
    powers = matrices
    for _ in range(SQUARINGS):
        powers = powers @ powers
        powers = powers / powers.max(axis=(1, 2), keepdims=True)
    vectors = powers.sum(axis=2)
    vectors /= vectors.max(axis=1, keepdims=True)
    change, before = 1.0, np.inf
    while SETTLED < change < before:  # until it is rounding that moves them
        moved = np.einsum("rij,rj->ri", matrices, vectors)
        moved /= moved.max(axis=1, keepdims=True)
        change, before = float(np.abs(moved - vectors).max(initial=0.0)), change
        vectors = moved
    return vectors
