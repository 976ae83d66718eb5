"""Weights of a sector moved by hand, as a change of a draft."""

import numpy as np

from ganeum.drafting import Draft
from ganeum.kernel.inputs import Floats
from ganeum.weights import SectorWeights


def with_hand_weights(draft: Draft, sector: str, now: SectorWeights, values: Floats) -> Draft:
    """Return the draft with weights (n,) of a sector's top-level criteria given plainly.

    What the scenario multiplies weights by still applies, so that each weight is first divided by
    it; one that is multiplied by 0 stays 0.
    """
    factors = np.array([now.factors.get(criterion, 1.0) for criterion in now.criteria])
    plain = np.where(factors > 0, values / np.where(factors > 0, factors, 1.0), 0.0)
    pairs = zip(now.criteria, (plain / plain.sum()).tolist(), strict=True)
    return draft.with_change(place_of(sector), dict(pairs))


def without_hand_weights(draft: Draft, sector: str) -> Draft:
    """Return the draft with a sector's weights as its base and its other changes give them."""
    return draft.without(place_of(sector))


def moved_by_hand(draft: Draft, sector: str) -> bool:
    """Tell whether a draft gives a sector's weights plainly."""
    return any(change.what == place_of(sector) for change in draft.changes)


def place_of(sector: str) -> str:
    """Return the place at which a draft gives a sector's weights plainly."""
    return f"weights.plain.{sector}"
