from .acceptability import Acceptability, acceptability
from .agreement import krippendorff_alpha
from .answers import connected_parts
from .balance import Balance, equal_weights, moved_weights
from .cells import Cells
from .clusters import Clusters, clusters
from .consensus import Consensus, consensus, consensus_level, similarities
from .constrained import Constraints, Intervals
from .contrast_weights import ContrastWeights, contrast_weights
from .first_place_volumes import first_place_volumes
from .geometric_threshold import geometric_consistency_threshold
from .group import aggregate_judgements, aggregate_priorities
from .group_judgements import GroupJudgements, group_judgements
from .group_paths import GroupStability, group_weight_stability
from .hierarchy import Hierarchy, hierarchy, with_local_weights
from .incomplete_priorities import IncompletePriorities, incomplete_priorities
from .judgement_proposals import (
    JUDGEMENT_SCALES,
    JudgementProposals,
    JudgementSteps,
    judgement_proposals,
)
from .ordered import Ordered
from .priorities import Priorities, priorities
from .priorities_many import PrioritiesMany, priorities_many
from .random_indices import (
    RANDOM_INDEX_TABLES,
    RandomIndexTable,
    random_index,
    random_index_source,
)
from .rank_agreement import concordance, kendall_tau, weighted_similarity
from .ranks import ranks
from .reversals import (
    AllReversals,
    Reversals,
    all_reversal_weights,
    line_reversals,
    reversal_weights,
    transfer_reversals,
)
from .saaty_scale import saaty_judgements
from .scattered import Scattered
from .score_thresholds import ScoreThresholds, score_thresholds
from .smallest_change import (
    SmallestChange,
    Transfer,
    smallest_change,
    smallest_changes,
    transfers,
)
from .stability import StabilityIntervals, stability_intervals
from .topsis import Topsis, topsis
from .variance_shares import VarianceShares, variance_shares
from .weighted_sum import WeightedSum, weighted_sum

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
