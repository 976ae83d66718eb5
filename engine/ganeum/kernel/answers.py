"""Which pairs a matrix of judgements answers, and what the answers connect."""

import numpy as np
import numpy.typing as npt

from ganeum.kernel.inputs import Floats, numbers
from ganeum.kernel.priorities import reciprocal

Answered = npt.NDArray[np.bool_]


def answered_judgements(name: str, value: npt.ArrayLike) -> tuple[Floats, Answered]:
    """Return judgements (n, n), and which are answered, after checking that they are reciprocal.

    NaN is no answer; in what is returned it is a judgement of 1.

    Raises
    ------
    ValueError
        If what is answered is not square, finite, positive and reciprocal, or one half of a pair is
        answered and the other not.
    """
    matrix = numbers(name, value)
    answered = ~np.isnan(matrix)
    if matrix.ndim == 2 and matrix.shape[0] == matrix.shape[1]:
        half = np.argwhere(answered != answered.T)
        if len(half):
            i, j = (int(k) for k in half[0])
            raise ValueError(f"of {name}[{i}, {j}] and {name}[{j}, {i}] one is not answered")
    judgements = reciprocal(name, np.where(answered, matrix, 1.0))
    return judgements, answered | np.eye(len(judgements), dtype=np.bool_)


def connected_parts(pairwise_matrix: npt.ArrayLike) -> tuple[tuple[int, ...], ...]:
    """Return the parts into which the items fall that no chain of answers connects.

    Parameters
    ----------
    pairwise_matrix : (n, n) array_like
        Positive and reciprocal where answered, NaN elsewhere.

    Returns
    -------
    tuple of tuple of int
        The items of each part in order; one part if all are connected.

    Raises
    ------
    ValueError
        If the matrix is not one of judgements.

    Examples
    --------
    >>> nan = float("nan")
    >>> connected_parts([[1, nan, 3], [nan, 1, nan], [1 / 3, nan, 1]])
    ((0, 2), (1,))
    """
    return parts(answered_judgements("pairwise_matrix", pairwise_matrix)[1])


def parts(answered: Answered) -> tuple[tuple[int, ...], ...]:
    """Return the parts that answers connect, by the least item of each."""
    reached = answered
    while not np.array_equal(further := reached @ reached, reached):
        reached = further
    first = reached.argmax(axis=1)
    return tuple(
        tuple(np.flatnonzero(first == item).tolist()) for item in np.unique(first).tolist()
    )
