"""How far those agree who have a say under a node."""

from dataclasses import dataclass

from ganeum.kernel import Consensus, concordance, consensus, ranks
from ganeum.panel_weights import NodeWeights


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far respondents agree.

    Attributes
    ----------
    consensus : of their own weights, each counting with his share.
    concordance : Kendall's W of the order in which each puts the items; NaN for one respondent.
    """

    consensus: Consensus
    concordance: float


def agreement(found: NodeWeights) -> Agreement:
    """Return how far those agree who have a say under a node."""
    own = [voice.own.priorities for voice in found.kept]
    together = consensus(own, [voice.share for voice in found.kept])
    w = concordance([ranks(row) for row in own]) if len(own) > 1 else float("nan")
    return Agreement(together, w)
