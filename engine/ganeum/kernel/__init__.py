"""The mathematics, as pure functions of NumPy arrays: no labels, no files, no clock, no chance.

Names and shapes here are a contract with other tools: they are added to, never renamed.
"""

from ganeum.kernel.acceptability import Acceptability, acceptability
from ganeum.kernel.agreement import krippendorff_alpha
from ganeum.kernel.answers import connected_parts
from ganeum.kernel.balance import Balance, equal_weights, moved_weights
from ganeum.kernel.cells import Cells
from ganeum.kernel.clusters import Clusters, clusters
from ganeum.kernel.consensus import Consensus, consensus, consensus_level, similarities
from ganeum.kernel.constrained import Constraints, Intervals
from ganeum.kernel.contrast_weights import ContrastWeights, contrast_weights
from ganeum.kernel.first_place_volumes import first_place_volumes
from ganeum.kernel.geometric_threshold import geometric_consistency_threshold
from ganeum.kernel.group import aggregate_judgements, aggregate_priorities
from ganeum.kernel.group_judgements import GroupJudgements, group_judgements
from ganeum.kernel.group_paths import GroupStability, group_weight_stability
from ganeum.kernel.hierarchy import Hierarchy, hierarchy, with_local_weights
from ganeum.kernel.incomplete_priorities import IncompletePriorities, incomplete_priorities
from ganeum.kernel.judgement_proposals import (
    JUDGEMENT_SCALES,
    JudgementProposals,
    JudgementSteps,
    judgement_proposals,
)
from ganeum.kernel.ordered import Ordered
from ganeum.kernel.priorities import Priorities, priorities
from ganeum.kernel.priorities_many import PrioritiesMany, priorities_many
from ganeum.kernel.random_indices import (
    RANDOM_INDEX_TABLES,
    RandomIndexTable,
    random_index,
    random_index_source,
)
from ganeum.kernel.rank_agreement import concordance, kendall_tau, weighted_similarity
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
from ganeum.kernel.scattered import Scattered
from ganeum.kernel.score_thresholds import ScoreThresholds, score_thresholds
from ganeum.kernel.smallest_change import (
    SmallestChange,
    Transfer,
    smallest_change,
    smallest_changes,
    transfers,
)
from ganeum.kernel.stability import StabilityIntervals, stability_intervals
from ganeum.kernel.topsis import Topsis, topsis
from ganeum.kernel.variance_shares import VarianceShares, variance_shares
from ganeum.kernel.weighted_sum import WeightedSum, weighted_sum

__all__ = [
    "JUDGEMENT_SCALES",
    "RANDOM_INDEX_TABLES",
    "Acceptability",
    "AllReversals",
    "Balance",
    "Cells",
    "Clusters",
    "Consensus",
    "Constraints",
    "ContrastWeights",
    "GroupJudgements",
    "GroupStability",
    "Hierarchy",
    "IncompletePriorities",
    "Intervals",
    "JudgementProposals",
    "JudgementSteps",
    "Ordered",
    "Priorities",
    "PrioritiesMany",
    "RandomIndexTable",
    "Reversals",
    "Scattered",
    "ScoreThresholds",
    "SmallestChange",
    "StabilityIntervals",
    "Topsis",
    "Transfer",
    "VarianceShares",
    "WeightedSum",
    "acceptability",
    "aggregate_judgements",
    "aggregate_priorities",
    "all_reversal_weights",
    "clusters",
    "concordance",
    "connected_parts",
    "consensus",
    "consensus_level",
    "contrast_weights",
    "equal_weights",
    "first_place_volumes",
    "geometric_consistency_threshold",
    "group_judgements",
    "group_weight_stability",
    "hierarchy",
    "incomplete_priorities",
    "judgement_proposals",
    "kendall_tau",
    "krippendorff_alpha",
    "line_reversals",
    "moved_weights",
    "priorities",
    "priorities_many",
    "random_index",
    "random_index_source",
    "ranks",
    "reversal_weights",
    "saaty_judgements",
    "score_thresholds",
    "similarities",
    "smallest_change",
    "smallest_changes",
    "stability_intervals",
    "topsis",
    "transfer_reversals",
    "transfers",
    "variance_shares",
    "weighted_similarity",
    "weighted_sum",
    "with_local_weights",
]
