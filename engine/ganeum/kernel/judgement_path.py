"""Weights while the judgements of one group gain weight against those of the others."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ganeum.kernel.inputs import Floats, finite, one_of, read_only, unit_sum
from ganeum.kernel.priorities import METHODS, reciprocal

NEARLY = 1e-9  # a change as small as this has the next one's square as error
SQUARINGS = 63
IN_ONE_GO = 3  # squarings of matrices of largest entry 1: the result's is at most n^7
LARGEST_EXPONENT = 300.0  # where bounds are that wide nothing is decided, and nothing overflows


@dataclass(frozen=True, slots=True, eq=False)
class Around:
    """Weights at places of a path, and how fast they move on pieces round these.

    Attributes
    ----------
    weights : (r, k) at the places.
    rates, reach : (r, k) all over a piece the logarithm of a weight grows at a rate between
        ``rates - reach`` and ``rates + reach``; up to something that may vary along the path but
        is the same for all weights, so that it moves no proportion.
    """

    weights: Floats
    rates: Floats
    reach: Floats


@dataclass(frozen=True, slots=True, eq=False)
class JudgementPath:
    """Weights of what is scored, by the weight s in [0, 1] of one group's judgements.

    Attributes
    ----------
    method : of `kernel.priorities`.
    means, means_step : (n,) logarithms of the row geometric means at s = 0, and what s adds.
    errors, errors_step : (n, n) logarithms of what is left of the judgements without them.
    settling : 1 less Birkhoff's coefficient of the judgements, the least along the path.
    spread : (k, n) how weights follow from priorities before they are scaled to sum 1.
    present : the group's weight as it is.
    """

    method: str
    means: Floats
    means_step: Floats
    errors: Floats
    errors_step: Floats
    settling: float
    spread: Floats
    present: float

    def weights(self, places: Floats) -> Floats:
        """Return the weights (r, k) at places (r,)."""
        vectors = None
        if self.method == "eigenvector":
            vectors = principal_vectors(self._errors(places))
        return self._weights(places, vectors)

    def around(self, places: Floats, half: float) -> Around:
        """Return the weights at places (r,), and how fast they move within `half` of these."""
        if self.method == "geometric_mean":
            steps = np.broadcast_to(self.means_step, (len(places), len(self.means)))
            return self._around(self._weights(places, None), steps, np.zeros(len(places)))
        errors = self._errors(places)
        vectors = principal_vectors(errors)
        terms = errors * vectors[:, None, :]
        shares: Floats = terms / terms.sum(axis=2, keepdims=True)
        n = len(self.means)
        pushes: Floats = np.einsum("rij,ij->ri", shares, self.errors_step)
        solved = np.linalg.solve(np.eye(n) - shares + 1 / n, pushes[..., None])
        rates = np.asarray(solved[..., 0], dtype=np.float64)
        most = float(np.abs(self.errors_step).max())
        farthest = 2 * most / self.settling
        drift = np.expm1(min(half * (2 * most + farthest), LARGEST_EXPONENT))
        reach = drift * (np.ptp(rates, axis=1) + 2 * most) / (2 * self.settling)
        return self._around(
            self._weights(places, vectors), self.means_step + rates, np.minimum(reach, farthest)
        )

    def _errors(self, places: Floats) -> Floats:
        return np.exp(self.errors + places[:, None, None] * self.errors_step)

    def _weights(self, places: Floats, vectors: Floats | None) -> Floats:
        logs = self.means + places[:, None] * self.means_step
        values = np.exp(logs - logs.max(axis=1, keepdims=True))
        spread = (values if vectors is None else values * vectors) @ self.spread.T
        return spread / spread.sum(axis=1, keepdims=True)

    def _around(self, weights: Floats, rates: Floats, reach: Floats) -> Around:
        """Return the rates of weights from those of priorities (r, n): somewhere between them."""
        used = self.spread > 0
        used[~used.any(axis=1)] = True  # a weight that is always zero may have any rate
        slowest = np.where(used, rates[:, None, :], np.inf).min(axis=2)
        fastest = np.where(used, rates[:, None, :], -np.inf).max(axis=2)
        return Around(weights, (slowest + fastest) / 2, (fastest - slowest) / 2 + reach[:, None])


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
    the row means of D, the Perron vector moves by the factors ``exp(s d_i)``, which for the row
    geometric mean are all there is, and by what E does to the matrix a of errors. For its Perron
    vector v, ``p_ij = a_ij v_j / (lambda v_i)`` has rows of sum 1, and the rates x of ln v solve
    ``x = p x + b - c`` with ``b_i = sum_j p_ij E_ij`` and c the rate of ln lambda.

    How far rates can be from these on a piece is bounded by Birkhoff's coefficient
    ``tau = tanh(D / 4)``, with the diameter ``D = max ln(a_ij a_kl / (a_il a_kj))`` [1]_, which is
    convex in s, so that its largest value is at an end. p shrinks the range of any vector by tau;
    so rates range over at most ``2 e / (1 - tau)``, e the largest absolute E_ij. The logarithms of
    p grow at most by ``r = 2 e + 2 e / (1 - tau)``, and within h of a place the range of what is
    added to the rates there is at most ``(exp(r h) - 1) (range(x) + 2 e) / (1 - tau)``.

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
    diameter = max(_diameter(errors), _diameter(errors + errors_step))
    return JudgementPath(
        method=priorities,
        means=read_only(means),
        means_step=read_only(rates),
        errors=read_only(errors),
        errors_step=read_only(errors_step),
        settling=2 / (float(np.exp(min(diameter / 2, LARGEST_EXPONENT))) + 1),  # 1 - tanh
        spread=read_only(spreading),
        present=float(shares[group]),
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


def _diameter(logs: Floats) -> float:
    """Return Hilbert's diameter of the image of a positive matrix, from its logarithms."""
    between = logs[:, None, :] - logs[None, :, :]
    return float((between.max(axis=2) - between.min(axis=2)).max())


def principal_vectors(matrices: Floats) -> Floats:
    """Return the Perron vectors (r, n), largest entry 1, of positive matrices (r, n, n).

    Powers by squaring: what is left of all other vectors is squared each time too. Multiplying by
    the matrix itself at the end gives even the smallest entry its digits. Entries off the diagonal
    may be 0 if the others connect all items.
    """
    powers, change, squarings = matrices, 1.0, 0
    vectors = _largest_one(matrices.sum(axis=2))
    while change > NEARLY and squarings < SQUARINGS:
        halves = powers = powers / powers.max(axis=(1, 2), keepdims=True)
        for _ in range(IN_ONE_GO):
            halves, powers = powers, powers @ powers
        # powers further apart than twice may agree before they have settled, as on a cycle of 7
        vectors, before = _largest_one(powers.sum(axis=2)), _largest_one(halves.sum(axis=2))
        change, squarings = float(np.abs(vectors - before).max(initial=0.0)), squarings + IN_ONE_GO
    for _ in range(2):
        vectors = np.einsum("rij,rj->ri", matrices, vectors)
    return _largest_one(vectors)


def _largest_one(vectors: Floats) -> Floats:
    return vectors / vectors.max(axis=1, keepdims=True)
