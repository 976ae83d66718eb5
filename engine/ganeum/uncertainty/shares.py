"""How often each alternative takes each rank when everything uncertain is drawn at once."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from math import sqrt
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from ganeum.analysis import Analysis
from ganeum.kernel.inputs import Floats, Integers, read_only, read_only_integers, whole_number
from ganeum.kernel.ranks_many import Ranks
from ganeum.kernel.streams import BLOCK
from ganeum.ranking import Method, Ranking
from ganeum.uncertainty.model import Numbers, SectorModel, joined, of_draws, sector_model
from ganeum.uncertainty.sources import SOURCES, Settings, Source

if TYPE_CHECKING:
    import pandas as pd

Counts = npt.NDArray[np.int64]
Tally = Mapping[Method, tuple[Counts, Counts]]  # ranks (m, m), and who is ahead of whom (m, m)
Spread = Callable[[Callable[[int], Tally], Iterable[int]], Iterable[Tally]]

FEW = 64  # alternatives up to which it is counted who is ahead of whom
DRAWS = 100_000
LEAST_DRAWS = 100  # of a command: 59 in a row are needed to tell 95 % from less (0.95^59 < 0.05)


@dataclass(frozen=True, slots=True, eq=False)
class Uncertainty:
    """How one ranking holds when everything uncertain is drawn at once.

    Attributes
    ----------
    sector, method : which ranking; where `method` is drawn, both methods have the same shares.
    alternatives : (m,) ids.
    ranks : (m,) as they are now.
    rank_acceptability, standard_error : (m, m) share of draws in which i takes rank r + 1, and its
        Monte Carlo standard error.
    expected_rank, expected_rank_error : (m,).
    best_rank, worst_rank : (m,) that any draw gives.
    pairwise_winning, pairwise_error : (m, m) share of draws in which i is ranked before j; (0, 0)
        beyond 64 alternatives.
    varied : the parameters of the sources that were drawn, by name.
    held : why each other source was not: "off", or a word for why there is nothing to draw.
    draws, seed : how many, and from which seed.
    """

    sector: str
    method: Method
    alternatives: tuple[str, ...]
    ranks: Integers
    rank_acceptability: Floats
    standard_error: Floats
    expected_rank: Floats
    expected_rank_error: Floats
    best_rank: Integers
    worst_rank: Integers
    pairwise_winning: Floats
    pairwise_error: Floats
    varied: Mapping[Source, Mapping[str, object]]
    held: Mapping[Source, str]
    draws: int
    seed: int

    def top_share(self, k: int) -> tuple[Floats, Floats]:
        """Return the share (m,) of draws with rank k or better, and its standard error (m,)."""
        place = whole_number("k", k, 1)
        share = np.minimum(self.rank_acceptability[:, :place].sum(axis=1), 1.0)
        return read_only(share), _error(share, self.draws)

    def rank_range(self, share: float = 0.9) -> tuple[Integers, Integers]:
        """Return ranks (m,) and (m,) beyond which lie at most half of what `share` leaves, each.

        Raises
        ------
        ValueError
            If the share is not from 0 to 1.
        """
        if not 0 <= share <= 1:
            raise ValueError(f"share is {share}, not from 0 to 1")
        tail = (1 - share) / 2 + 1e-12  # sums of shares carry rounding
        up_to = np.cumsum(self.rank_acceptability, axis=1)
        best = 1 + (up_to <= tail).sum(axis=1)
        worst = 1 + (up_to < 1 - tail).sum(axis=1)
        return read_only_integers(best), read_only_integers(np.maximum(best, worst))

    def to_frame(self) -> "pd.DataFrame":
        """Return a row an alternative, best expected rank first."""
        import pandas as pd

        top, top_error = self.top_share(3)
        low, high = self.rank_range()
        frame = pd.DataFrame(
            {
                "rank": self.ranks,
                "expected_rank": self.expected_rank,
                "expected_rank_error": self.expected_rank_error,
                "first": self.rank_acceptability[:, 0],
                "first_error": self.standard_error[:, 0],
                "top3": top,
                "top3_error": top_error,
                "best_rank": self.best_rank,
                "rank_5": low,
                "rank_95": high,
                "worst_rank": self.worst_rank,
            },
            index=pd.Index(self.alternatives, name="alternative"),
        )
        return frame.sort_values("expected_rank", kind="stable")


def uncertainty(
    analysis: Analysis,
    sector: str,
    *,
    methods: Sequence[Method] | None = None,
    sources: Collection[str] = SOURCES,
    settings: Settings | None = None,
    respondents: npt.ArrayLike | None = None,
    draws: int = DRAWS,
    seed: int | None = None,
    chunk: int = 4,
    spread: Spread = map,
    progress: Callable[[int], object] | None = None,
) -> dict[Method, Uncertainty]:
    """Draw everything uncertain about a sector at once, and count who takes which rank.

    Parameters
    ----------
    analysis : Analysis
    sector : str
    methods : sequence of {"ahp", "topsis"}, optional
        Which rankings; those of the analysis if left out. All share the draws.
    sources : collection of names, a subset of `SOURCES`
        What is drawn; the rest is held as it is. Switching one off moves no number of another.
    settings : Settings, optional
        How far each source reaches.
    respondents : (r, n, n) array_like, optional
        Several respondents' judgements, where the sector's weights come from judgements.
    draws : int
    seed : int, optional
        The scenario's if left out.
    chunk : int
        Blocks of 8,192 draws a task; changes no result.
    spread : callable
        `map`, or what does as `map` does elsewhere, such as the `map` of a pool of threads; changes
        no result, nor does the order in which it returns.
    progress : callable, optional
        Told after each task how many draws are counted.

    Returns
    -------
    dict of Uncertainty by method

    Raises
    ------
    KeyError
        If the analysis has no such sector or ranking.
    ValueError
        If a source or setting is wrong.

    Notes
    -----
    Every number is a function of the seed, its source and the draw. Memory holds `chunk` blocks of
    8,192 draws a task, however many are drawn.
    """
    count = whole_number("draws", draws, 1)
    model = sector_model(analysis, sector, sources, settings, respondents, count)
    rankings = rankings_of(model, methods)
    start = whole_number("seed", analysis.scenario.model.seed if seed is None else seed, 0)
    names: tuple[Method, ...] = tuple(rankings)
    if "method" in model.varied:
        names = names[:1]  # the others would be the same
    m = len(model.sector.matrix.alternatives)
    shown = m if m <= FEW else 0
    totals: dict[Method, tuple[Counts, Counts]] = {
        name: (np.zeros((m, m), np.int64), np.zeros((shown, shown), np.int64)) for name in names
    }
    tasks = range(0, -(-count // BLOCK), whole_number("chunk", chunk, 1))
    for tally in spread(partial(_tally, model, names, start, count, tasks.step), tasks):
        for name, counted in tally.items():
            for total, part in zip(totals[name], counted, strict=True):
                total += part
        if progress:
            progress(int(totals[names[0]][0][0].sum()))
    return {
        name: _result(model, ranking, totals.get(name, totals[names[0]]), count, start)
        for name, ranking in rankings.items()
    }


def rankings_of(model: SectorModel, methods: Sequence[Method] | None) -> dict[Method, Ranking]:
    """Return the rankings that are examined, those of the analysis if none are named.

    Raises
    ------
    KeyError
        If the analysis has no such ranking.
    """
    return {name: model.sector.ranking(name) for name in methods or model.analysis.methods}


def _tally(
    model: SectorModel, methods: tuple[Method, ...], seed: int, draws: int, chunk: int, block: int
) -> Tally:
    """Count the draws of a task."""
    last = min(block + chunk, -(-draws // BLOCK))
    weights, drawn = list[Floats](), list[Numbers]()
    for each in range(block, last):
        used = min(BLOCK, draws - each * BLOCK)
        drawn.append(of_draws(model.numbers(seed, each), slice(used)))
        weights.append(model.weights(drawn[-1], used))
    every, numbers = np.concatenate(weights, axis=1), joined(drawn)
    total: dict[Method, tuple[Counts, Counts]] = {}
    for part in model.slices(every.shape[1]):
        for name in methods:
            _, places = model.ranks_by_variant(of_draws(numbers, part), every[:, part], name)
            ranks, ahead = _counts(places)
            before = total.get(name, (0, 0))
            total[name] = ranks + before[0], ahead + before[1]
    return total


def _counts(places: Ranks) -> tuple[Counts, Counts]:
    """Count the ranks (m, s), and who is ahead of whom."""
    m = len(places)
    ranks = np.array([np.bincount(row, minlength=m + 1)[1:] for row in places])
    if m > FEW:
        return ranks, np.zeros((0, 0), np.int64)
    ahead = [[np.count_nonzero(row < other) for other in places] for row in places]
    return ranks, np.array(ahead)


def _result(
    model: SectorModel,
    ranking: Ranking,
    counts: tuple[Counts, Counts],
    draws: int,
    seed: int,
) -> Uncertainty:
    taken, ahead = counts
    shares, places = taken / draws, np.arange(1, len(taken) + 1)
    mean: Floats = taken @ places / draws
    variance = np.maximum(taken @ places**2 / draws - mean**2, 0.0)
    return Uncertainty(
        sector=model.sector.sector,
        method=ranking.method,
        alternatives=model.sector.matrix.alternatives,
        ranks=ranking.ranks,
        rank_acceptability=read_only(shares),
        standard_error=_error(shares, draws),
        expected_rank=read_only(mean),
        expected_rank_error=read_only(np.sqrt(variance / draws)),
        best_rank=read_only_integers(1 + np.argmax(taken > 0, axis=1)),
        worst_rank=read_only_integers(len(taken) - np.argmax(taken[:, ::-1] > 0, axis=1)),
        pairwise_winning=read_only(ahead / draws),
        pairwise_error=_error(ahead / draws, draws),
        varied={source: varied.parameters for source, varied in model.varied.items()},
        held=model.held,
        draws=draws,
        seed=seed,
    )


def _error(share: Floats, draws: int) -> Floats:
    """Return the standard errors of shares of independent draws."""
    return read_only(np.sqrt(share * (1 - share)) / sqrt(draws))
