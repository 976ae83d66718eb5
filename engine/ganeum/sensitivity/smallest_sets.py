"""The smallest sets of statements without which somebody else would be first."""

from dataclasses import dataclass
from itertools import combinations, islice
from math import comb

import numpy as np

from ganeum.kernel.inputs import Floats
from ganeum.sensitivity.evidence_arrays import EvidenceArrays, Flags, evidence_arrays
from ganeum.sensitivity.examined import Examined
from ganeum.sensitivity.influence import ranks_when_heard, scores_when_heard, somebody_speaks

EXACT = 3  # sizes of sets up to which all are tried, whatever their number
ENOUGH = 10_000  # sets of one size up to which all are tried beyond that
CHALLENGERS = 10  # alternatives that are helped towards the first place, step by step
SHOWN = 10  # sets that are named
AT_ONCE = 4096  # sets that are tried at once at most; memory does not grow with their number
LARGEST = 2**20  # scores that are held at once

Choice = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class SmallestSet:
    """The smallest sets of statements whose removal changes the first place.

    Attributes
    ----------
    sets : the first few of them, each in the order of the evidence; empty if there is none, or none
        was found.
    firsts : who would be first without each of `sets`; several if tied.
    size : how many statements each holds; 0 if there is none.
    count : how many sets of that size there are; where `proof` is "bounded", how many were found.
    at_least : no set of fewer statements changes the first place.
    proof : "exact" when all sets of `size` and fewer were tried; "bounded" when only those of fewer
        than `at_least` were, and one of `size` was met step by step, or none; "impossible" when no
        set changes the first place, as long as somebody is left to speak.
    """

    sets: tuple[tuple[str, ...], ...]
    firsts: tuple[tuple[str, ...], ...]
    size: int
    count: int
    at_least: int
    proof: str


def smallest_set(case: Examined) -> SmallestSet | None:
    """Return the smallest sets of statements on which the first place rests.

    A set changes the first place when those who share rank 1 without it are not those who do now. A
    set that leaves nobody with weight to speak is no answer.

    Returns
    -------
    SmallestSet or None
        None where the weights rest on no evidence.

    Notes
    -----
    All sets of up to three statements are tried, and of more as long as there are no more than
    10,000 of a size. Beyond, statements leave one by one, for each of the next ten in the ranking
    the one without which the first is least ahead of it, until the first place changes; of the sets
    so found the smallest is given, less the statements that it does not need.
    """
    evidence = evidence_arrays(case.analysis, case.sector.sector)
    if evidence is None:
        return None
    many = len(evidence.statements)
    size = many if len(case.alternatives) == 1 else 1
    while size < many and (size <= EXACT or comb(many, size) <= ENOUGH):
        found, count = _all_of(case, evidence, size)
        if found:
            return _result(case, evidence, found, count, size, "exact")
        size += 1
    if size >= many:
        return SmallestSet((), (), 0, 0, many, "impossible")
    found = _step_by_step(case, evidence)
    return _result(case, evidence, found, len(found), size, "bounded")


def _all_of(case: Examined, evidence: EvidenceArrays, size: int) -> tuple[list[Choice], int]:
    """Return the first few sets of a size that change the first place, and how many there are."""
    shown, count = list[Choice](), 0
    sets = combinations(range(len(evidence.statements)), size)
    step = max(1, min(AT_ONCE, LARGEST // len(case.alternatives)))
    while choices := list(islice(sets, step)):
        changing = np.flatnonzero(_changes(case, evidence, _heard(evidence, choices)))
        shown += [choices[place] for place in changing[: SHOWN - len(shown)]]
        count += len(changing)
    return shown, count


def _heard(evidence: EvidenceArrays, choices: list[Choice]) -> Floats:
    """Return how often each statement is heard (N, s) when choices are left out."""
    heard = np.ones((len(evidence.statements), len(choices)))
    heard[np.array(choices), np.arange(len(choices))[:, None]] = 0.0
    return heard


def _changes(case: Examined, evidence: EvidenceArrays, heard: Floats) -> Flags:
    """Return in which draws (s,) the first place is another, and somebody speaks."""
    now = (case.ranking.ranks == 1)[:, None]
    then = ranks_when_heard(case, evidence, heard) == 1
    return (now != then).any(axis=0) & somebody_speaks(evidence, heard)


def _step_by_step(case: Examined, evidence: EvidenceArrays) -> list[Choice]:
    """Return a set that changes the first place and needs each of its statements, if one is met."""
    leads, many = case.ranking.ranks == 1, len(evidence.statements)
    challengers = [i for i in case.ranking.order() if not leads[i]][:CHALLENGERS]
    gone: list[Choice] = [()] * len(challengers)
    for left in range(many, 1, -1) if challengers else ():
        choices = [(*out, i) for out in gone for i in range(many) if i not in out]
        heard = _heard(evidence, choices)
        changing: list[int] = np.flatnonzero(_changes(case, evidence, heard))[:SHOWN].tolist()
        if changing:
            return [min((pruned(case, evidence, choices[i]) for i in changing), key=len)]
        scores = scores_when_heard(case, evidence, heard)
        chasing = scores[np.repeat(challengers, left), np.arange(len(choices))]
        ahead = scores[leads].min(axis=0) - chasing
        ahead[~somebody_speaks(evidence, heard)] = np.inf
        nearest = np.argmin(ahead.reshape(-1, left), axis=1).tolist()
        gone = [choices[row * left + column] for row, column in enumerate(nearest)]
    return []


def pruned(case: Examined, evidence: EvidenceArrays, choice: Choice) -> Choice:
    """Return what is left of a set when statements that it does not need are taken back."""
    for statement in choice:
        rest = tuple(i for i in choice if i != statement)
        if rest and _changes(case, evidence, _heard(evidence, [rest]))[0]:
            choice = rest
    return tuple(sorted(choice))


def _result(
    case: Examined,
    evidence: EvidenceArrays,
    sets: list[Choice],
    count: int,
    at_least: int,
    proof: str,
) -> SmallestSet:
    firsts: list[tuple[str, ...]] = []
    if sets:
        then = ranks_when_heard(case, evidence, _heard(evidence, sets)) == 1
        firsts = [tuple(case.alternatives[i] for i in np.flatnonzero(row)) for row in then.T]
    return SmallestSet(
        sets=tuple(tuple(evidence.statements[i] for i in choice) for choice in sets),
        firsts=tuple(firsts),
        size=len(sets[0]) if sets else 0,
        count=count,
        at_least=at_least,
        proof=proof,
    )
