"""Which methods keep what any ranking method must keep: all run through the same problems.

- finite: it answers, and with finite scores; problems with zeros it may refuse.
- dominance: a dominated alternative never beats its dominator.
- zero_weight: a criterion without weight changes nothing, and one of next to no weight only ties.
- relabelling: alternatives and criteria in another order give the same ranks.
- costs: of two alike the cheaper is ahead; by one cost alone the order is that of the prices.

A method that passes has broken nothing here, which is evidence and no proof; one that fails has
broken it on the problem that is shown. Whether a better score can lower a rank is only reported:
TOPSIS itself can do that where normalisation follows the scores.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial

import numpy as np

from ganeum.kernel import ranks
from ganeum.kernel.inputs import Floats, Integers, read_only
from ganeum.sensitivity.gate_problems import Decision, Trial, improvements, pointed, trials
from ganeum.sensitivity.peers import PEERS, peer_scores
from ganeum.sensitivity.variants import VARIANTS, variant_scores

Scores = Callable[[Floats, Floats, Sequence[str]], Floats]

PROPERTIES = ("finite", "dominance", "zero_weight", "relabelling", "costs")


@dataclass(frozen=True, slots=True, eq=False)
class Example:
    """What a method did to a problem, and to a changed one.

    Attributes
    ----------
    decision, ranks : the problem and its ranks (m,); no ranks where the method gave none.
    changed, changed_ranks : the changed problem and its ranks, where there is one.
    """

    decision: Decision
    ranks: Integers | None = None
    changed: Decision | None = None
    changed_ranks: Integers | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Failure:
    """A property that a method broke.

    Attributes
    ----------
    kind : one of `PROPERTIES`.
    reason : the method's own words where it gave no ranks; else empty.
    example : the smallest problem here on which it did.
    """

    kind: str
    reason: str
    example: Example


@dataclass(frozen=True, slots=True, eq=False)
class MethodVerdict:
    """What came of a method at the gate.

    Attributes
    ----------
    name : as "CODAS" of pymcdm, or as "ahp ideal" of the engine's own.
    failures : one for each property that was broken.
    can_punish_improvement : a problem in which a better score lowered a rank; None if none was
        found, which proves nothing.
    """

    name: str
    failures: tuple[Failure, ...]
    can_punish_improvement: Example | None

    @property
    def passed(self) -> bool:
        """Whether nothing was broken."""
        return not self.failures


@lru_cache(maxsize=1)
def gate() -> tuple[MethodVerdict, ...]:
    """Return the verdicts on the engine's own variants and on pymcdm's methods; made once."""
    own: Mapping[str, Scores] = {
        f"{method} {rule}": partial(variant_scores, method, rule)
        for method, rules in VARIANTS.items()
        for rule in rules
    }
    peers: Mapping[str, Scores] = {name: partial(peer_scores, name) for name in sorted(PEERS)}
    return tuple(verdict(name, scores) for name, scores in {**own, **peers}.items())


def verdict(name: str, scores: Scores) -> MethodVerdict:
    """Run one method through the gate.

    Parameters
    ----------
    name : str
    scores : callable
        From matrix, weights and directions to scores (m,), higher is better; ValueError where it
        refuses.
    """
    first: dict[str, Failure] = {}
    for failure in _failures(scores):
        first.setdefault(failure.kind, failure)
    punished = next(_punished(scores), None)
    return MethodVerdict(name, tuple(first[kind] for kind in PROPERTIES if kind in first), punished)


class _NoRanksError(Exception):
    """A method gave no ranks for a problem."""

    def __init__(self, decision: Decision, reason: str) -> None:
        super().__init__(reason)
        self.decision = decision


def _ranks(scores: Scores, decision: Decision) -> Integers:
    try:
        return ranks(scores(decision.matrix, decision.weights, decision.directions))
    except ValueError as error:
        raise _NoRanksError(decision, str(error)) from None


def _failures(scores: Scores) -> Iterator[Failure]:
    """Yield what a method breaks, by problem."""
    checks = [(_dominance(scores, case), False) for case in pointed()]
    for trial in trials():
        checks += [
            (_dominance(scores, trial.decision), trial.may_refuse),
            (_unchanged(scores, trial), trial.may_refuse),
            (_costs(scores, trial.decision), trial.may_refuse),
        ]
    for check, may_refuse in checks:
        try:
            yield from check
        except _NoRanksError as error:
            if not may_refuse:
                yield Failure("finite", str(error), Example(error.decision))


def _dominance(scores: Scores, decision: Decision) -> Iterator[Failure]:
    """Yield a failure if a dominated alternative beats its dominator."""
    found = _ranks(scores, decision)
    better = np.where(np.array(decision.directions) == "cost", -1.0, 1.0) * decision.matrix
    no_worse = (better[:, None] >= better).all(axis=2)
    dominates = no_worse & ~no_worse.T
    if (dominates & (found[:, None] > found)).any():
        yield Failure("dominance", "", Example(decision, found))


def _unchanged(scores: Scores, trial: Trial) -> Iterator[Failure]:
    """Yield failures if a criterion of next to no weight, or relabelling, changes the order."""
    found = _ranks(scores, trial.decision)
    for changed in trial.with_weightless:
        then = _ranks(scores, changed)
        ahead, behind = found[:, None] < found, then[:, None] > then
        # next to no weight may break a tie
        if (ahead & behind).any() or (changed.weights[-1] == 0 and (then != found).any()):
            yield Failure("zero_weight", "", Example(trial.decision, found, changed, then))
    relabelled = _ranks(scores, trial.relabelled)
    if (relabelled != found[trial.rows]).any():
        example = Example(trial.decision, found, trial.relabelled, relabelled)
        yield Failure("relabelling", "", example)


def _costs(scores: Scores, decision: Decision) -> Iterator[Failure]:
    """Yield failures if of two alike the dearer is ahead, or one cost alone does not decide."""
    cost = decision.directions.index("cost")
    cheaper = decision.matrix[0].copy()
    cheaper[cost] /= 2
    twins = replace(decision, matrix=read_only(np.vstack([decision.matrix, cheaper])))
    found = _ranks(scores, twins)
    if found[-1] >= found[0]:
        yield Failure("costs", "", Example(twins, found))
    prices = decision.matrix[:, [cost]]
    alone = Decision(read_only(prices), read_only([1.0]), ("cost",))
    found = _ranks(scores, alone)
    if (found != ranks(-prices[:, 0])).any():
        yield Failure("costs", "", Example(alone, found))


def _punished(scores: Scores) -> Iterator[Example]:
    """Yield problems in which a better score costs its row places."""
    for before, after, row in improvements():
        try:
            first, second = _ranks(scores, before), _ranks(scores, after)
        except _NoRanksError:
            continue
        if second[row] > first[row]:
            yield Example(before, first, after, second)
