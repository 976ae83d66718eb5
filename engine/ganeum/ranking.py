"""Rankings of a sector by AHP and TOPSIS."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

from ganeum.decision import DecisionMatrix
from ganeum.kernel import Topsis, WeightedSum, ranks, topsis, weighted_sum
from ganeum.kernel.inputs import Floats, Integers
from ganeum.scenario_file import Methods

if TYPE_CHECKING:
    import pandas as pd

Method = Literal["ahp", "topsis"]
METHODS: tuple[Method, ...] = get_args(Method)


@dataclass(frozen=True, slots=True)
class Ranking:
    """A ranking of alternatives.

    Attributes
    ----------
    method : "ahp" or "topsis".
    alternatives : (m,) ids, in the scenario's order.
    names : what each is called.
    scores : (m,) AHP synthesis or TOPSIS closeness; higher is better.
    ranks : (m,) 1 is best; ties share the better rank.
    steps : the kernel's result, every intermediate table in it.
    """

    method: Method
    alternatives: tuple[str, ...]
    names: Mapping[str, str]
    scores: Floats
    ranks: Integers
    steps: WeightedSum | Topsis

    def order(self) -> list[int]:
        """Return the indices of the alternatives, best first, ties in the scenario's order."""
        return sorted(range(len(self.ranks)), key=lambda i: (int(self.ranks[i]), i))

    def to_frame(self) -> "pd.DataFrame":
        """Return a frame with rank, name and score, indexed by alternative, best first."""
        import pandas as pd

        order = self.order()
        ids = [self.alternatives[i] for i in order]
        return pd.DataFrame(
            {
                "rank": [int(self.ranks[i]) for i in order],
                "name": [self.names[name] for name in ids],
                "score": [float(self.scores[i]) for i in order],
            },
            index=pd.Index(ids, name="alternative"),
        )


def rank(
    matrix: DecisionMatrix,
    weights: Floats,
    methods: Methods,
    method: Method,
    names: Mapping[str, str],
) -> Ranking:
    """Rank the alternatives of a decision matrix by one method."""
    if method == "ahp":
        steps = weighted_sum(matrix.values, weights, matrix.directions, methods.ahp.normalisation)
        scores = steps.scores
    else:
        steps = topsis(matrix.values, weights, matrix.directions, methods.topsis.normalisation)
        scores = steps.closeness
    return Ranking(method, matrix.alternatives, names, scores, ranks(scores), steps)
