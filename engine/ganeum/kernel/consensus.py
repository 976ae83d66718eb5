"""How far a panel agrees on priorities."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ganeum.kernel.inputs import Floats, finite, read_only, unit_sum

# K. D. Goepel 2018 [1]_, Table 2, p. 478: up to 0.50 very low, up to 0.65 low, up to 0.75 moderate,
# from 0.85 very high. Read in a public extraction of the article that quotes the page.
LEVELS = ("very_low", "low", "moderate", "high", "very_high")


@dataclass(frozen=True, slots=True)
class Consensus:
    """How far priorities agree, and the entropies that say so.

    Attributes
    ----------
    consensus : from 0 (none) to 1 (all alike).
    level : one of `LEVELS`.
    homogeneity : exp(-beta), 1 where all are alike.
    alpha : mean entropy of a respondent's priorities, in nats.
    beta : what the entropy of the mean has beyond it; 0 where all are alike.
    gamma : entropy of the mean priorities.
    """

    consensus: float
    level: str
    homogeneity: float
    alpha: float
    beta: float
    gamma: float


def consensus(
    priorities: npt.ArrayLike,
    weights: npt.ArrayLike | None = None,
    largest_judgement: float = 9.0,
) -> Consensus:
    """Return Goepel's consensus indicator, from Shannon entropies.

    Parameters
    ----------
    priorities : (r, n) array_like
        Non-negative, one row a respondent, each scaled to sum 1.
    weights : (r,) array_like, optional
        Non-negative, not all zero; equal if left out, as in [1]_.
    largest_judgement : float, default 9
        Above 1; the largest value of the scale of judgements.

    Returns
    -------
    Consensus

    Raises
    ------
    ValueError
        If a row is negative or all zero, or another argument is wrong.

    Notes
    -----
    With ``H(p) = -sum p ln p``, ``gamma = H(mean p)``, ``alpha`` the mean of H(p) and
    ``beta = gamma - alpha``, the indicator is ``(exp(-beta) - c) / (1 - c)``, where
    ``c = exp(alpha_min) / n`` [1]_. alpha_min is the entropy of the most uneven priorities that a
    scale up to M allows without contradiction, ``M / (n + M - 1)`` for one item and
    ``1 / (n + M - 1)`` for each other. Priorities that are more uneven could make it negative; it
    is 0 then. A single item, like a single respondent, leaves nothing to disagree on.

    References
    ----------
    .. [1] K. D. Goepel, "Implementation of an online software tool for the analytic hierarchy
       process (AHP-OS)", International Journal of the Analytic Hierarchy Process 10(3), 2018,
       pp. 469-487, doi:10.13033/ijahp.v10i3.590, Eqs. (11) to (21).

    Examples
    --------
    >>> found = consensus([[0.6, 0.3, 0.1], [0.5, 0.3, 0.2]])
    >>> round(found.consensus, 3), found.level
    (0.973, 'very_high')
    >>> consensus([[9 / 11, 1 / 11, 1 / 11], [1 / 11, 9 / 11, 1 / 11]]).level
    'very_low'
    """
    rows, least = _rows(priorities, largest_judgement)
    count = len(rows)
    shares = unit_sum("weights", np.ones(count) if weights is None else weights, count)
    alpha, gamma = float(shares @ _entropies(rows)), float(_entropies(shares @ rows))
    beta = max(gamma - alpha, 0.0)
    homogeneity = float(np.exp(-beta))
    indicator = float(_indicator(homogeneity, least))
    return Consensus(
        consensus=indicator,
        level=consensus_level(indicator),
        homogeneity=homogeneity,
        alpha=alpha,
        beta=beta,
        gamma=gamma,
    )


def similarities(priorities: npt.ArrayLike, largest_judgement: float = 9.0) -> Floats:
    """Return the consensus of every two respondents.

    Parameters
    ----------
    priorities : (r, n) array_like
    largest_judgement : float, default 9
        As in `consensus`.

    Returns
    -------
    (r, r) array
        Symmetric, 1 on the diagonal.

    Raises
    ------
    ValueError
        As in `consensus`.

    Examples
    --------
    >>> similarities([[0.6, 0.3, 0.1], [0.5, 0.3, 0.2]]).round(3).tolist()
    [[1.0, 0.973], [0.973, 1.0]]
    """
    rows, least = _rows(priorities, largest_judgement)
    alphas = _entropies(rows)
    found = np.ones((len(rows), len(rows)))
    for place, row in enumerate(rows):
        beta = _entropies((rows + row) / 2) - (alphas + alphas[place]) / 2
        found[place] = _indicator(np.exp(-np.maximum(beta, 0.0)), least)
    return read_only((found + found.T) / 2)


def consensus_level(indicator: float) -> str:
    """Return the word of `LEVELS` for a consensus indicator.

    Examples
    --------
    >>> consensus_level(0.5), consensus_level(0.7), consensus_level(0.85)
    ('very_low', 'moderate', 'very_high')
    """
    if indicator >= 0.85:
        return LEVELS[4]
    return LEVELS[int(np.searchsorted((0.50, 0.65, 0.75), indicator))]


def _rows(priorities: npt.ArrayLike, largest: float) -> tuple[Floats, float]:
    """Return priorities, each row summing to 1, and the least exp(-beta) that counts."""
    table = finite("priorities", priorities, 2)
    if not (np.isfinite(largest) and largest > 1):
        raise ValueError(f"largest_judgement is {largest}, not a number above 1")
    n = table.shape[1]
    rows = np.array([unit_sum(f"priorities[{i}]", row, n) for i, row in enumerate(table)])
    uneven = np.ones(n)
    uneven[0] = largest
    return rows, float(np.exp(_entropies(uneven / uneven.sum()))) / n


def _entropies(shares: Floats) -> Floats:
    logs = np.log(np.where(shares > 0, shares, 1.0))
    return -(shares * logs).sum(axis=-1)


def _indicator(homogeneity: npt.ArrayLike, least: float) -> Floats:
    """Scale homogeneity so that the least that counts becomes 0; one item leaves it as it is."""
    floor = least if least < 1 else 0.0
    return np.clip((np.asarray(homogeneity) - floor) / (1 - floor), 0.0, 1.0)
