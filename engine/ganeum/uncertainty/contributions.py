"""Which uncertainty moves the ranks of the leading alternatives, and would be worth reducing."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, TypeVar

import numpy as np
import numpy.typing as npt

from ganeum.analysis import Analysis
from ganeum.kernel.inputs import Floats, whole_number
from ganeum.kernel.ranks_many import Ranks
from ganeum.kernel.streams import BLOCK
from ganeum.kernel.variance_shares import VarianceShares, variance_shares
from ganeum.ranking import Method
from ganeum.uncertainty.drawing import Drawn
from ganeum.uncertainty.model import (
    Numbers,
    SectorModel,
    joined,
    of_draws,
    sector_model,
)
from ganeum.uncertainty.shares import rankings_of
from ganeum.uncertainty.sources import SOURCES, Settings, Source

if TYPE_CHECKING:
    import pandas as pd

SIZE = 4096
PART = BLOCK // 4  # draws of a sample that make a task
LEADING = 3
SECOND_SAMPLE = 2**32  # its blocks are counted from here
CLEAR = 2.0  # standard errors that part what is worth reducing most from what is not

Name = TypeVar("Name", bound=str)
Outputs = Mapping[Method, Floats]  # (k + 2, a, s): on both samples, and on each mixture of them
Spread = Callable[[Callable[[int], Outputs], Iterable[int]], Iterable[Outputs]]


@dataclass(frozen=True, slots=True, eq=False)
class Contributions:
    """What makes the ranks of the leading alternatives vary when everything is drawn at once.

    Attributes
    ----------
    sector, method : which ranking.
    alternatives : (a,) those that lead it now, the first first.
    sources : (k,) what is drawn.
    shares : of the variance of their ranks, by alternative and source, and overall.
    varied : the parameters of the sources that were drawn, by name.
    held : why each other source was not.
    size, evaluations, seed : draws a sample, draws in all (size times k + 2), and from which seed.
    """

    sector: str
    method: Method
    alternatives: tuple[str, ...]
    sources: tuple[Source, ...]
    shares: VarianceShares
    varied: Mapping[Source, Mapping[str, object]]
    held: Mapping[Source, str]
    size: int
    evaluations: int
    seed: int

    @property
    def worth_reducing(self) -> tuple[Source, ...]:
        """The source that, once known, would take most of the variance away, on average.

        Several where the sample does not tell them apart, largest first; none where no source
        would by itself take away any that the sample can tell from nothing.
        """
        share, error = self.shares.overall_first_order, self.shares.overall_first_order_error
        falling: list[int] = np.argsort(-share, kind="stable").tolist()
        order = [i for i in falling if share[i] > CLEAR * error[i]]
        return tuple(
            self.sources[i]
            for i in order
            if share[order[0]] - share[i] <= CLEAR * np.hypot(error[order[0]], error[i])
        )

    def to_frame(self) -> "pd.DataFrame":
        """Return a row a source, the one most worth reducing first; shares of all that vary."""
        import pandas as pd

        frame = pd.DataFrame(
            {
                "first_order": self.shares.overall_first_order,
                "first_order_error": self.shares.overall_first_order_error,
                "total": self.shares.overall_total,
                "total_error": self.shares.overall_total_error,
            },
            index=pd.Index(self.sources, name="source"),
        )
        for i, name in enumerate(self.alternatives):
            frame[f"first_order {name}"] = self.shares.first_order[i]
            frame[f"total {name}"] = self.shares.total[i]
        return frame.sort_values("first_order", ascending=False, kind="stable")


def contributions(
    analysis: Analysis,
    sector: str,
    *,
    methods: Sequence[Method] | None = None,
    sources: Collection[str] = SOURCES,
    settings: Settings | None = None,
    respondents: npt.ArrayLike | None = None,
    leading: int = LEADING,
    size: int = SIZE,
    seed: int | None = None,
    spread: Spread = map,
) -> dict[Method, Contributions]:
    """Share out the variance of the leading alternatives' ranks among the sources of uncertainty.

    Parameters
    ----------
    analysis, sector, methods, sources, settings, respondents, seed, spread
        As `uncertainty` takes them.
    leading : int
        How many alternatives, the first of each ranking as it is now.
    size : int
        Draws a sample, at least 2; ``size * (k + 2)`` draws are made for k sources.

    Returns
    -------
    dict of Contributions by method

    Raises
    ------
    KeyError
        If the analysis has no such sector or ranking.
    ValueError
        If a source or setting is wrong.
    """
    model = sector_model(analysis, sector, sources, settings, respondents)
    rankings = rankings_of(model, methods)
    count, first = whole_number("size", size, 2), whole_number("leading", leading, 1)
    start = whole_number("seed", analysis.scenario.model.seed if seed is None else seed, 0)
    leaders: dict[Method, list[int]] = {
        name: ranking.order()[:first] for name, ranking in rankings.items()
    }
    task = partial(_outputs, model, leaders, start, count)
    blocks = list(spread(task, range(-(-count // PART))))
    result: dict[Method, Contributions] = {}
    for name, rows in leaders.items():
        one, two, *mixed = np.concatenate([block[name] for block in blocks], axis=2)
        result[name] = Contributions(
            sector=sector,
            method=name,
            alternatives=tuple(model.sector.matrix.alternatives[i] for i in rows),
            sources=tuple(model.varied),
            shares=variance_shares(one, two, np.reshape(mixed, (-1, *one.shape))),
            varied={source: varied.parameters for source, varied in model.varied.items()},
            held=model.held,
            size=count,
            evaluations=count * (len(model.varied) + 2),
            seed=start,
        )
    return result


def pick_freeze(
    first: Mapping[Name, Drawn], second: Mapping[Name, Drawn]
) -> Iterator[tuple[Name | None, Mapping[Name, Drawn]]]:
    """Yield two samples, then the first with one source after the other taken from the second.

    Each comes with the source that is not the first sample's, None for the samples themselves.
    """
    yield None, first
    yield None, second
    for source in first:
        yield source, {**first, source: second[source]}


def _outputs(
    model: SectorModel, leaders: Mapping[Method, list[int]], seed: int, size: int, part: int
) -> Outputs:
    """Return the ranks of the leaders on one part of both samples and their mixtures."""
    block, start = divmod(part * PART, BLOCK)
    used = min(PART, size - part * PART)
    own = slice(start, start + used)
    first, second = (
        of_draws(model.numbers(seed, at), own) for at in (block, SECOND_SAMPLE + block)
    )
    at_first = model.weights(first, used)
    weights, drawn = list[Floats](), list[Numbers]()
    for source, numbers in pick_freeze(first, second):
        same = numbers is first or (source is not None and not model.moves_weights(source))
        weights.append(at_first if same else model.weights(numbers, used))
        drawn.append(numbers)
    every, numbers = np.concatenate(weights, axis=1), joined(drawn)
    outputs: dict[Method, Floats] = {}
    ranks: Ranks | None = None
    for name, rows in leaders.items():
        if ranks is None or "method" not in model.varied:  # else all have the same
            parts = [
                model.ranks(of_draws(numbers, some), every[:, some], name)
                for some in model.slices(every.shape[1])
            ]
            ranks = np.concatenate(parts, axis=1)
        leading = ranks[rows].astype(np.float64)
        outputs[name] = leading.reshape(len(rows), -1, used).swapaxes(0, 1)
    return outputs
