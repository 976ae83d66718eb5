"""What moves among the rest when alternatives leave or are doubled, and criteria are split."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from ganeum.kernel import ranks
from ganeum.kernel.inputs import Floats, Integers
from ganeum.kernel.scoring import scoring
from ganeum.sensitivity.examined import Examined


@dataclass(frozen=True, slots=True)
class Reversal:
    """What a change that should not matter does to the order of the rest.

    The rest are the alternatives that are there before and after, ranked among themselves.

    Attributes
    ----------
    kind : "drop" (an alternative is left out), "duplicate" (one is there twice) or "split" (a
        criterion is there twice, each with half its weight).
    what : the alternative or criterion.
    changes_first : whether others of the rest are first.
    largest_move : the most places that any of the rest moves.
    pairs : those of the rest whose order changes, ties made or broken included; named in the order
        they had.
    """

    kind: str
    what: str
    changes_first: bool
    largest_move: int
    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class RankReversal:
    """What every such change does.

    Attributes
    ----------
    cases : those that change most first.
    refused : by kind and what, why the changed matrix cannot be ranked.
    """

    cases: tuple[Reversal, ...]
    refused: Mapping[tuple[str, str], str]


def rank_reversal(case: Examined) -> RankReversal:
    """Return what dropping and doubling each alternative and splitting each criterion does.

    Notes
    -----
    A weighted sum whose normalisation looks at one column a time never changes by a split. TOPSIS
    does: of ``w^2`` two halves leave ``w^2 / 2``, so a criterion that is split counts less.
    """
    found: list[Reversal] = []
    refused: dict[tuple[str, str], str] = {}
    for kind, what, matrix, weights, directions, kept in _changes(case):
        try:
            problem = scoring(matrix, directions, case.kernel_method, case.normalisation)
        except ValueError as error:
            refused[kind, what] = str(error)
            continue
        then = ranks(problem.scores(weights[None])[0])
        found.append(_compared(case, kind, what, kept, then[: len(kept)]))
    found.sort(key=lambda r: (not r.changes_first, -r.largest_move, -len(r.pairs), r.kind, r.what))
    return RankReversal(tuple(found), refused)


Change = tuple[str, str, Floats, Floats, tuple[str, ...], Integers]


def _changes(case: Examined) -> Iterator[Change]:
    """Yield kind, what, the changed problem, and which alternatives are its first rows."""
    matrix, weights = case.sector.matrix.values, case.weights
    directions = case.sector.matrix.directions
    everyone = np.arange(len(matrix))
    for i, name in enumerate(case.alternatives):
        rest = np.delete(everyone, i)
        if len(rest):
            yield "drop", name, matrix[rest], weights, directions, rest
        yield "duplicate", name, np.vstack([matrix, matrix[i]]), weights, directions, everyone
    for k, name in enumerate(case.criteria):
        halved = np.append(weights, weights[k] / 2)
        halved[k] /= 2
        split = np.column_stack([matrix, matrix[:, k]])
        yield "split", name, split, halved, (*directions, directions[k]), everyone


def _compared(case: Examined, kind: str, what: str, kept: Integers, then: Integers) -> Reversal:
    before, after = (_among(ranking) for ranking in (case.ranking.ranks[kept], then))
    changed = np.sign(before[:, None] - before) != np.sign(after[:, None] - after)
    order = sorted(range(len(kept)), key=lambda row: (int(before[row]), row))
    names: list[str] = [case.alternatives[int(i)] for i in kept]
    pairs = tuple(
        (names[a], names[b])
        for place, a in enumerate(order)
        for b in order[place + 1 :]
        if changed[a, b]
    )
    return Reversal(
        kind=kind,
        what=what,
        changes_first=bool(((before == 1) != (after == 1)).any()),
        largest_move=int(np.abs(before - after).max()),
        pairs=pairs,
    )


def _among(ranking: Integers) -> Integers:
    """Return ranks of a part of the alternatives among themselves."""
    return 1 + (ranking[:, None] > ranking).sum(axis=1)
