"""Who is first over all weights, and which weights favour whom."""

import numpy as np

from ganeum.analysis import Analysis
from ganeum.report.ranking_report import alternative_names, criterion_names
from ganeum.report.rounding import percentages
from ganeum.report.sections import RIGHT, Column, Section
from ganeum.report.sensitivity.part import Part, percent
from ganeum.sensitivity import Sensitivity, WeightSpace
from ganeum.words import Language, say


def _spaces(analysis: Analysis, found: Sensitivity, language: Language) -> list[Section]:
    if not found.weight_space:
        return []
    names, areas = alternative_names(analysis), criterion_names(analysis)
    anything, *ordered = found.weight_space
    shares = [anything, *ordered]
    rows = [
        [
            names[name](language),
            *(_first(space, i) for space in shares),
            _central(anything, i),
        ]
        for i, name in enumerate(found.alternatives)
    ]
    columns = [
        Column(say("alternative", language)),
        Column(say("space_any", language), RIGHT),
        *(
            Column(
                say(
                    "space_order",
                    language,
                    order=" > ".join(areas[name](language) for name in space.order),
                ),
                RIGHT,
            )
            for space in ordered
        ),
        Column(say("space_central", language)),
    ]
    order = " / ".join(areas[criterion](language) for criterion in found.criteria)
    each = anything.shares
    values = {"draws": f"{each.draws:,}", "seed": each.seed, "order": order}
    values["error"] = f"{100 * max(s.shares.standard_error[:, 0].max() for s in shares):.2f}"
    key = "space_exact" if anything.volumes.size else "space_sampled"
    return [Section(say("space_head", language), columns, rows, [say(key, language, **values)], 2)]


def _first(space: WeightSpace, i: int) -> str:
    shares = space.volumes if space.volumes.size else space.shares.rank_acceptability[:, 0]
    return percent(float(shares[i]))


def _central(space: WeightSpace, i: int) -> str:
    weights = space.shares.central_weights[i]
    return "-" if np.isnan(weights).any() else " / ".join(percentages(weights.tolist()))


def _payload(found: Sensitivity) -> object:
    return [_space(found, space) for space in found.weight_space]


def _space(found: Sensitivity, space: WeightSpace) -> dict[str, object]:
    shares = space.shares
    return {
        "order": list(space.order),
        "statement": space.statement,
        "draws": shares.draws,
        "seed": shares.seed,
        "alternatives": {
            name: {
                "rank_acceptability": shares.rank_acceptability[i].tolist(),
                "standard_error": shares.standard_error[i].tolist(),
                "expected_rank": float(shares.expected_rank[i]),
                "expected_rank_error": float(shares.expected_rank_error[i]),
                "central_weights": shares.central_weights[i].tolist(),
                "confidence_factor": float(shares.confidence_factor[i]),
                "first_exact": float(space.volumes[i]) if space.volumes.size else None,
            }
            for i, name in enumerate(found.alternatives)
        },
        "pairwise_winning": shares.pairwise_winning.tolist(),
        "pairwise_error": shares.pairwise_error.tolist(),
    }


SPACE = Part(("weight_space",), _spaces, _payload)
