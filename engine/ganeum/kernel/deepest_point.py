"""The point of the simplex that is deepest inside all walls."""

import numpy as np

from ganeum.kernel.inputs import Floats


def deepest(walls: Floats) -> tuple[float, Floats]:
    """Return the highest of the least ``walls @ u`` over the simplex, and the u that has it.

    That is the value of a matrix game, here by the simplex method with Bland's rule on the column
    player's linear programme, whose first basis is feasible [1]_.

    References
    ----------
    .. [1] G. B. Dantzig, Linear Programming and Extensions, Princeton University Press, 1963,
       chapter 13, doi:10.1515/9781400884179.
    """
    r, k = walls.shape
    shift = 1 - float(walls.min())
    table = np.zeros((k + 1, r + k + 1))
    table[:k, :r], table[:k, r:-1], table[:k, -1] = walls.T + shift, np.eye(k), 1.0
    table[k, :r] = -1.0
    basis = list(range(r, r + k))
    while len(entering := np.flatnonzero(table[k, :-1] < -1e-12)):
        column = table[:k, entering[0]]
        ratios = np.full(k, np.inf)
        np.divide(table[:k, -1], column, out=ratios, where=column > 1e-12)
        tight = np.flatnonzero(ratios <= ratios.min() + 1e-12)
        leaving = min(tight.tolist(), key=basis.__getitem__)
        table[leaving] /= table[leaving, entering[0]]
        others = np.ones(k + 1, dtype=np.bool_)
        others[leaving] = False
        table[others] -= np.outer(table[others, entering[0]], table[leaving])
        basis[leaving] = int(entering[0])
    total = table[k, -1]
    return 1 / total - shift, table[k, r:-1] / total
