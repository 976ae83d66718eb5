"""Each part of a sensitivity report as one tidy table, for CSV."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, fields
from typing import TYPE_CHECKING

from ganeum.examination import Examination
from ganeum.sensitivity import Flip, Influence, Reversal, ScoreFlip, Sensitivity

if TYPE_CHECKING:
    import pandas as pd

Rows = Iterator[Mapping[str, object]]


def _names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


# of the parts that may have no row: their heading is there all the same
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "flips": _names(Flip),
    "groups": (
        *("group", "keep", "present", "lower", "upper"),
        *("first_below", "first_above", "tolerance"),
    ),
    "scores": _names(ScoreFlip),
    "influence": (*_names(Influence), "pivotal"),
    "reversal": _names(Reversal),
}
BOARD_COLUMNS = (
    *("alternative", "sector", "rank", "best", "worst", "top_share", "top_share_error"),
    *("tier", "band", "overall", "method"),
)


def part_frame(found: Examination, part: str) -> "pd.DataFrame":
    """Return one part as a table with a sector and a method in each row."""
    import pandas as pd

    if part == "board":
        boards = {method: found.board(method) for method in found.analysis.methods}
        frames = [each.to_frame().assign(method=name) for name, each in boards.items() if each]
        columns = None if frames else BOARD_COLUMNS
        return pd.concat(frames, ignore_index=True) if frames else pd.DataFrame(columns=columns)
    if part in ("uncertainty", "contributions"):
        sampled = found.uncertainty if part == "uncertainty" else found.contributions
        frames = [
            each.to_frame().reset_index().assign(sector=sector, method=method)
            for sector, methods in sampled.items()
            for method, each in methods.items()
        ]
        return pd.concat(frames, ignore_index=True) if frames else pd.DataFrame()
    rows = [
        {"sector": each.sector, "method": each.method, **row}
        for each in found.rankings
        for row in ROWS[part](each)
    ]
    without = ["sector", "method", *COLUMNS.get(part, ())]
    return pd.DataFrame(rows, columns=None if rows else without)


def _intervals(found: Sensitivity) -> Rows:
    for keep, each in found.intervals.items():
        for k, criterion in enumerate(found.criteria):
            below, above = (int(leader) for leader in each.next_first[k])
            yield {
                "keep": keep,
                "criterion": criterion,
                "present": float(each.present[k]),
                "lower": float(each.lower[k]),
                "upper": float(each.upper[k]),
                "first_below": found.alternatives[below] if below >= 0 else "",
                "first_above": found.alternatives[above] if above >= 0 else "",
            }


def _groups(found: Sensitivity) -> Rows:
    for each in found.group_weights:
        for keep, (lower, upper) in each.intervals.items():
            yield {
                "group": each.group,
                "keep": keep,
                "present": each.present,
                "lower": lower,
                "upper": upper,
                "first_below": each.first_below if keep == "first" else "",
                "first_above": each.first_above if keep == "first" else "",
                "tolerance": each.tolerance,
            }


def _methods(found: Sensitivity) -> Rows:
    check = found.method_check
    if check is None:
        return
    for names, table in ((check.variants, check.ranks), (check.peers.methods, check.peers.ranks)):
        for variant, ranks in zip(names, table.tolist(), strict=True):
            for alternative, rank in zip(found.alternatives, ranks, strict=True):
                yield {"variant": variant, "alternative": alternative, "rank": rank}


def _reversal(found: Sensitivity) -> Rows:
    for case in found.rank_reversal.cases if found.rank_reversal else ():
        pairs = "; ".join(f"{a}/{b}" for a, b in case.pairs)
        yield {**asdict(case), "pairs": pairs}


def _contrast(found: Sensitivity) -> Rows:
    for case in found.contrast.cases if found.contrast else ():
        for alternative, rank in zip(found.alternatives, case.ranks.tolist(), strict=True):
            yield {"rule": case.rule, "alternative": alternative, "rank": rank, "tau": case.tau}


def _space(found: Sensitivity) -> Rows:
    for space in found.weight_space:
        shares = space.shares
        for i, alternative in enumerate(found.alternatives):
            yield {
                "order": " > ".join(space.order),
                "alternative": alternative,
                "first": float(shares.rank_acceptability[i, 0]),
                "first_error": float(shares.standard_error[i, 0]),
                "first_exact": float(space.volumes[i]) if space.volumes.size else None,
                "expected_rank": float(shares.expected_rank[i]),
                **{
                    f"central {criterion}": float(shares.central_weights[i, k])
                    for k, criterion in enumerate(found.criteria)
                },
            }


ROWS: Mapping[str, Callable[[Sensitivity], Rows]] = {
    "flips": lambda found: (asdict(flip) for flip in found.flips),
    "intervals": _intervals,
    "lines": lambda found: (asdict(line) for line in found.lines),
    "groups": _groups,
    "scores": lambda found: (asdict(flip) for flip in found.score_flips),
    "space": _space,
    "influence": lambda found: ({**asdict(c), "pivotal": c.pivotal} for c in found.influence),
    "methods": _methods,
    "reversal": _reversal,
    "contrast": _contrast,
}
