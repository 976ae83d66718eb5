"""What would have to be true for an alternative to be first."""

from collections.abc import Mapping
from dataclasses import dataclass

from ganeum.kernel import SmallestChange, smallest_change
from ganeum.sensitivity.examined import Examined

NOTHING = 1e-9  # a weight that moves by less did not move


@dataclass(frozen=True, slots=True)
class Move:
    """A weight that moves.

    Attributes
    ----------
    criterion : whose.
    present, needed : from 0 to 1.
    points : how much it moves, in points of a hundred; negative if down.
    """

    criterion: str
    present: float
    needed: float
    points: float


@dataclass(frozen=True, slots=True)
class Refuted:
    """Levels at which an alternative cannot stand and be first by TOPSIS.

    Attributes
    ----------
    lower, upper : of N / (N + P), with its squared distances to the anti-ideal and the ideal.
    rivals : who mixed are above it on every criterion there, with their shares; nobody where it
        reaches no such level.
    """

    lower: float
    upper: float
    rivals: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Win:
    """The smallest change of weights that makes an alternative first, or why there is none.

    Attributes
    ----------
    alternative, norm : what was asked.
    first : who is first now; several if tied.
    proof : "optimal", "bounded" (the best found; none is nearer than `lower_bound`) or
        "impossible".
    distance, lower_bound : in the norm; infinite if there is no change or none is known.
    moved : how much weight changes hands, from 0 to 1.
    moves : the largest first; none if nothing need move, or nothing helps.
    reason : of "impossible": "dominated" (one rival is better on every criterion), "mixture" (a
        mixture of rivals is: no weights fulfil all inequalities), "levels" (in TOPSIS at each level
        of closeness a mixture is, see `refuted`), or "searched" (branch and bound left no part of
        the weights); else empty.
    rivals : of "dominated" and "mixture", who, with their shares.
    beside : who is at least as good on every criterion, so that the first place can only be shared
        with them.
    refuted : of "levels", the lowest first; together they cover all of 0 to 1.
    """

    alternative: str
    norm: str
    first: tuple[str, ...]
    proof: str
    distance: float
    lower_bound: float
    moved: float
    moves: tuple[Move, ...]
    reason: str
    rivals: Mapping[str, float]
    beside: tuple[str, ...] = ()
    refuted: tuple[Refuted, ...] = ()


def wins(case: Examined, alternative: str, norm: str) -> Win:
    """Return what would have to be true for an alternative to be first.

    Parameters
    ----------
    case : Examined
    alternative : str
        The id of one that is ranked.
    norm : {"l1", "l2"}
        What is small: the sum of moves, or their Euclidean length.

    Raises
    ------
    KeyError
        If no such alternative is ranked.
    ValueError
        If the norm is unknown.
    """
    if alternative not in case.alternatives:
        raise KeyError(alternative)
    matrix = case.sector.matrix
    found = smallest_change(
        matrix.values,
        case.weights,
        matrix.directions,
        case.alternatives.index(alternative),
        case.kernel_method,
        case.normalisation,
        norm,
    )
    reason, rivals = _why_not(case, found)
    return Win(
        alternative=alternative,
        norm=norm,
        first=case.first(),
        proof=found.proof,
        distance=found.distance,
        lower_bound=found.lower_bound,
        moved=found.moved,
        moves=_moves(case, found),
        reason=reason,
        rivals=rivals,
        beside=_beside(case, case.alternatives.index(alternative)),
        refuted=_refuted(case, alternative, found),
    )


def _beside(case: Examined, place: int) -> tuple[str, ...]:
    gains, losses = case.problem.gains, case.problem.losses
    as_good = (gains >= gains[place]).all(axis=1)
    if case.kernel_method == "topsis":
        as_good &= (losses <= losses[place]).all(axis=1)
    return tuple(name for i, name in enumerate(case.alternatives) if as_good[i] and i != place)


def _moves(case: Examined, found: SmallestChange) -> tuple[Move, ...]:
    pairs = zip(case.criteria, found.base.tolist(), found.weights.tolist(), strict=True)
    moves = [Move(name, now, then, 100 * (then - now)) for name, now, then in pairs]
    # weights that are not known are no moves either
    moves = [move for move in moves if abs(move.needed - move.present) > NOTHING]
    return tuple(sorted(moves, key=lambda move: -round(abs(move.points), 9)))  # ties stay in order


def _why_not(case: Examined, found: SmallestChange) -> tuple[str, dict[str, float]]:
    if found.proof != "impossible":
        return "", {}
    if found.dominated_by >= 0:
        return "dominated", {case.alternatives[found.dominated_by]: 1.0}
    if len(found.mixtures):
        return "levels", {}
    shares = zip(case.alternatives, found.certificate.tolist(), strict=False)
    rivals = {name: share for name, share in shares if share > 0}
    return ("mixture" if rivals else "searched"), rivals


def _refuted(case: Examined, alternative: str, found: SmallestChange) -> tuple[Refuted, ...]:
    pairs = zip(found.stretches.tolist(), found.mixtures.tolist(), strict=True)
    parts: list[Refuted] = []
    for (lower, upper), mixture in sorted(pairs):
        shares = dict(zip(case.alternatives, mixture, strict=True))
        own = shares.pop(alternative)
        rivals = {name: share / (1 - own) for name, share in shares.items() if share > 0}
        parts.append(Refuted(lower, upper, rivals))
    return tuple(parts)
