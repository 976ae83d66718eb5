"""Who is first over all weights, and over those that agree with a stated order (SMAA)."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass

from ganeum.kernel import Acceptability, Ordered, acceptability, first_place_volumes
from ganeum.kernel.draws import Knowledge
from ganeum.kernel.inputs import Floats, read_only
from ganeum.sensitivity.examined import Examined

DRAWS = 20_000  # standard errors of shares are at most 0.36 points
MOST_CRITERIA, MOST_ALTERNATIVES = 8, 24  # up to which volumes are exact in a fraction of a second


@dataclass(frozen=True, slots=True, eq=False)
class WeightSpace:
    """How often each alternative takes each rank while nothing but this is known of the weights.

    Attributes
    ----------
    order : criteria from the most important on; empty where nothing is known.
    statement : the id of the statement that says so, if any.
    shares : by draws, uniform over what is left of the weights, with their standard errors.
    volumes : (m,) the exact share of the weights that puts each alternative first; empty where it
        is not computed (TOPSIS, an order, very many alternatives or criteria).
    """

    order: tuple[str, ...]
    statement: str
    shares: Acceptability
    volumes: Floats


def weight_space(case: Examined) -> tuple[WeightSpace, ...]:
    """Return who is first over all weights, then under each order that the evidence states."""
    return tuple(_spaces(case))


def _spaces(case: Examined) -> Iterator[WeightSpace]:
    m, n = case.problem.shape
    exact = case.method == "ahp" and m <= MOST_ALTERNATIVES and 1 < n <= MOST_CRITERIA
    volumes = read_only([])
    if exact:
        matrix = case.sector.matrix
        with suppress(ValueError):  # where they drown in rounding the draws remain
            volumes = first_place_volumes(
                matrix.values, matrix.directions, case.kernel_method, case.normalisation
            )
    yield WeightSpace((), "", _shares(case, "uniform"), volumes)
    evidence = case.analysis.scenario.evidence
    for statement in evidence.model.statements if evidence else ():
        order, here = statement.order, statement.sector in ("all", case.sector.sector)
        if here and len(order) > 1 and set(order) <= set(case.criteria):
            ordered = Ordered([[case.criteria.index(name)] for name in order])
            yield WeightSpace(order, statement.id, _shares(case, ordered), read_only([]))


def _shares(case: Examined, weights: Knowledge) -> Acceptability:
    matrix = case.sector.matrix
    return acceptability(
        matrix.values,
        matrix.directions,
        DRAWS,
        case.analysis.scenario.model.seed,
        case.kernel_method,
        case.normalisation,
        weights,
    )
