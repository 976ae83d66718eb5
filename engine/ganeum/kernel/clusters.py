"""Respondents who think alike, so that an average that nobody holds is seen."""

from dataclasses import dataclass
from typing import Any, cast

import numpy as np
import numpy.typing as npt

from ganeum.kernel.inputs import (
    Floats,
    Integers,
    finite,
    read_only,
    read_only_integers,
    whole_number,
)

REASONABLE = 0.5  # L. Kaufman and P. J. Rousseeuw, Finding Groups in Data, 1990, chapter 2
EVEN = 1e-9  # silhouettes that close are equal


@dataclass(frozen=True, slots=True, eq=False)
class Clusters:
    """Groups of respondents with like priorities.

    Attributes
    ----------
    count : number of groups k; 1 where no grouping is supported.
    labels : (r,) each respondent's group, from 0, the largest group first.
    sizes : (k,) number of respondents in each group.
    centres : (k, n) geometric mean of each group's priorities, summing to 1.
    silhouettes : (r,) how much better each fits its group than the next, from -1 to 1; 0 for one
        who is alone or where there is one group.
    tried : (t,) mean silhouette of the groupings into 2, 3, ... groups.
    floor : below which mean silhouette one group is the answer.
    """

    count: int
    labels: Integers
    sizes: Integers
    centres: Floats
    silhouettes: Floats
    tried: Floats
    floor: float


def clusters(priorities: npt.ArrayLike, floor: float = REASONABLE, most: int = 6) -> Clusters:
    """Group respondents by their priorities, or say that they are one group.

    Parameters
    ----------
    priorities : (r, n) array_like
        Positive, one row a respondent.
    floor : float, default 0.5
        Mean silhouette that a grouping needs, from -1 to 1.
    most : int, default 6
        At most so many groups are tried, and never as many as there are respondents.

    Returns
    -------
    Clusters

    Raises
    ------
    ValueError
        If a priority is not positive, or another argument is wrong.

    Notes
    -----
    Distances are those of log-ratios, Euclidean between the rows ``ln p - mean ln p`` [1]_: twice
    and half as strong are equally far. Groups are joined by Ward's criterion, and cut where the
    mean silhouette ``(b - a) / max(a, b)`` is largest [2]_, a being the mean distance to the own
    group and b that to the nearest other; of equal ones into fewest groups. [3]_ call a structure
    reasonable above 0.5 and below that weak, maybe artificial: that is the floor. Few points and
    few items can look grouped by chance: of one-group panels of 4 to 12 with three items one in
    four passes the floor, with four or more one in thirty; of 24 hardly any.

    References
    ----------
    .. [1] J. Aitchison, "The statistical analysis of compositional data", Journal of the Royal
       Statistical Society B 44(2), 1982, pp. 139-160, doi:10.1111/j.2517-6161.1982.tb01195.x.
    .. [2] P. J. Rousseeuw, "Silhouettes: a graphical aid to the interpretation and validation of
       cluster analysis", Journal of Computational and Applied Mathematics 20, 1987, pp. 53-65,
       doi:10.1016/0377-0427(87)90125-7.
    .. [3] L. Kaufman and P. J. Rousseeuw, Finding Groups in Data, Wiley, 1990, chapter 2,
       doi:10.1002/9780470316801.

    Examples
    --------
    >>> found = clusters([[0.7, 0.2, 0.1], [0.6, 0.3, 0.1], [0.1, 0.2, 0.7], [0.1, 0.3, 0.6]])
    >>> found.count, found.labels.tolist(), found.centres.round(2).tolist()
    (2, [0, 0, 1, 1], [[0.65, 0.25, 0.1], [0.1, 0.25, 0.65]])
    """
    table = finite("priorities", priorities, 2)
    if (table <= 0).any():
        i, j = (int(k) for k in np.argwhere(table <= 0)[0])
        raise ValueError(f"priorities[{i}, {j}] is {table[i, j]}: log-ratios need positive ones")
    if not -1 <= floor <= 1:
        raise ValueError(f"floor is {floor}, not from -1 to 1")
    whole_number("most", most, 1)
    logs = np.log(table)
    logs = logs - logs.mean(axis=1, keepdims=True)
    distances = np.array([np.linalg.norm(logs - row, axis=1) for row in logs])
    labels, silhouettes = np.zeros(len(table), dtype=np.int64), np.zeros(len(table))
    best, tried = float(floor), list[float]()
    for grouping in _groupings(logs, min(most, len(table) - 1)):
        widths = _silhouettes(distances, grouping)
        tried.append(float(widths.mean()))
        if tried[-1] > best + EVEN or (tried[-1] >= best and not labels.any()):
            best, labels, silhouettes = tried[-1], grouping, widths
    sizes = np.bincount(labels)
    # the largest first, of equally large ones that of the first respondent
    order = np.lexsort((np.unique(labels, return_index=True)[1], -sizes))
    place = np.argsort(order)
    centres = np.exp([logs[labels == group].mean(axis=0) for group in order.tolist()])
    return Clusters(
        count=len(sizes),
        labels=read_only_integers(place[labels]),
        sizes=read_only_integers(sizes[order]),
        centres=read_only(centres / centres.sum(axis=1, keepdims=True)),
        silhouettes=read_only(silhouettes),
        tried=read_only(tried),
        floor=float(floor),
    )


def _groupings(points: Floats, most: int) -> list[Integers]:
    """Return the groups (r,) of points into which Ward's tree falls when cut in 2, 3, ... parts."""
    if most < 2:
        return []
    from scipy.cluster import hierarchy  # here, since it takes half a second

    trees = cast("Any", hierarchy)
    cut = trees.cut_tree(trees.linkage(points, "ward"), n_clusters=list(range(2, most + 1)))
    return list(np.asarray(cut, dtype=np.int64).T)


def _silhouettes(distances: Floats, labels: Integers) -> Floats:
    """Return the silhouette of each point; 0 for one alone in its group."""
    member = (labels == np.unique(labels)[:, None]).astype(np.float64)
    sizes, sums = member.sum(axis=1), distances @ member.T
    own = np.arange(len(labels)), labels
    others = sums / sizes
    others[own] = np.inf
    within, beyond = sums[own] / np.maximum(sizes[labels] - 1, 1), others.min(axis=1)
    larger = np.maximum(within, beyond)
    apart = (sizes[labels] > 1) & (larger > 0)
    return np.divide(beyond - within, larger, out=np.zeros(len(labels)), where=apart)
