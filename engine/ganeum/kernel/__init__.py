"""The mathematics, as pure functions of NumPy arrays: no labels, no files, no clock, no chance.

Names and shapes here are a contract with other tools: they are added to, never renamed.
"""

from ganeum.kernel.acceptability import Acceptability, Cells, acceptability
from ganeum.kernel.agreement import krippendorff_alpha
from ganeum.kernel.draws import Constraints, Intervals, Ordered, Scattered
from ganeum.kernel.group import aggregate_judgements, aggregate_priorities
from ganeum.kernel.priorities import Priorities, priorities, random_index, random_index_source
from ganeum.kernel.priorities_many import PrioritiesMany, priorities_many
from ganeum.kernel.rank_agreement import concordance, kendall_tau
from ganeum.kernel.ranks import ranks
from ganeum.kernel.reversals import (
    AllReversals,
    Reversals,
    all_reversal_weights,
    line_reversals,
    reversal_weights,
    transfer_reversals,
)
from ganeum.kernel.saaty_scale import saaty_judgements
from ganeum.kernel.smallest_change import SmallestChange, smallest_change
from ganeum.kernel.stability import StabilityIntervals, stability_intervals
from ganeum.kernel.topsis import Topsis, topsis
from ganeum.kernel.variance_shares import VarianceShares, variance_shares
from ganeum.kernel.weighted_sum import WeightedSum, weighted_sum

__all__ = [
    "Acceptability",
    "AllReversals",
    "Cells",
    "Constraints",
    "Intervals",
    "Ordered",
    "Priorities",
    "PrioritiesMany",
    "Reversals",
    "Scattered",
    "SmallestChange",
    "StabilityIntervals",
    "Topsis",
    "VarianceShares",
    "WeightedSum",
    "acceptability",
    "aggregate_judgements",
    "aggregate_priorities",
    "all_reversal_weights",
    "concordance",
    "kendall_tau",
    "krippendorff_alpha",
    "line_reversals",
    "priorities",
    "priorities_many",
    "random_index",
    "random_index_source",
    "ranks",
    "reversal_weights",
    "saaty_judgements",
    "smallest_change",
    "stability_intervals",
    "topsis",
    "transfer_reversals",
    "variance_shares",
    "weighted_sum",
]
