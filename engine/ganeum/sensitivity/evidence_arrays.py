"""From evidence to weights for many draws at once, what was said held in arrays."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from ganeum.analysis import Analysis
from ganeum.evidence import Call, theme_ids
from ganeum.evidence_file import Statement
from ganeum.kernel.group_priorities import group_priorities
from ganeum.kernel.inputs import Floats, Integers, read_only, read_only_integers
from ganeum.scenario_file import Crosswalk
from ganeum.scenario_reading import leaves
from ganeum.weights import SectorWeights

Flags = npt.NDArray[np.bool_]
Counts = npt.NDArray[np.floating[Any] | np.integer[Any]]

PRODUCT = 2**18  # multiplications up to which BLAS starts no threads


@dataclass(frozen=True, slots=True, eq=False)
class EvidenceArrays:
    """What the source groups said in one sector, and how it becomes weights.

    Statements of a group stand together, groups in the order of `groups`.

    Attributes
    ----------
    statements : (N,) ids of the needs that are counted.
    groups : (g,) ids of the source groups with demand.
    spans : (g,) where each group's statements begin and end.
    group_weights : (g,) the scenario's, not scaled.
    strengths : (N,) of the statements.
    listed : (N,) strengths where the place in a numbered list is read as a rank; see
        `list_strengths`.
    shares : (N, t) by theme, as the base counts them.
    first, second : (N, t) the two codings of them; equal to `shares` where nothing was judged, or
        where a third reading settled it.
    judged : (j,) indices of the statements on which they differ.
    onto : (t, n) by which fractions themes count for criteria: the criterion's own theme by 1, the
        others as the crosswalk moves them.
    crosswalks : `onto` under each of the scenario's crosswalks, by name.
    moved : (k,) indices of the themes that not all of them move alike.
    offset : what is added to each intensity.
    method : how priorities are derived.
    """

    statements: tuple[str, ...]
    groups: tuple[str, ...]
    spans: tuple[slice, ...]
    group_weights: Floats
    strengths: Floats
    listed: Floats
    shares: Floats
    first: Floats
    second: Floats
    judged: Integers
    onto: Floats
    crosswalks: Mapping[str, Floats]
    moved: Integers
    offset: float
    method: str

    def under(self, crosswalk: str) -> "EvidenceArrays":
        """Return the same evidence under another crosswalk of the scenario."""
        return replace(self, onto=self.crosswalks[crosswalk])


def evidence_arrays(analysis: Analysis, sector: str) -> EvidenceArrays | None:
    """Return the evidence behind a sector's weights, or None where they rest on none.

    Raises
    ------
    KeyError
        If the analysis has no such sector.
    """
    found, scenario = analysis[sector].weights, analysis.scenario
    if scenario.evidence is None or found.origin != "evidence":
        return None
    evidence, options = scenario.evidence.model, scenario.model.weights
    themes, criteria = theme_ids(evidence, areas_only=False), list(found.criteria)
    called = [call for view in found.groups for call in view.calls]
    ends: list[int] = np.cumsum([len(view.calls) for view in found.groups]).tolist()
    codings = [_codings(call, themes) for call in called]
    first, second = (np.reshape([pair[k] for pair in codings], (-1, len(themes))) for k in (0, 1))
    shares = [[call.shares.get(theme, 0.0) for theme in themes] for call in called]
    crosswalks = {
        name: _onto(crosswalk, themes, criteria)
        for name, crosswalk in scenario.model.crosswalks.items()
    }
    tables = np.reshape(list(crosswalks.values()), (-1, len(themes), len(criteria)))
    return EvidenceArrays(
        statements=tuple(call.statement.id for call in called),
        groups=tuple(view.group for view in found.groups),
        spans=tuple(slice(a, b) for a, b in zip([0, *ends], ends, strict=False)),
        group_weights=read_only(
            [options.groups.get(v.group, 1.0) if options.groups else 1.0 for v in found.groups]
        ),
        strengths=read_only([call.strength for call in called]),
        listed=read_only(list_strengths(called)),
        shares=read_only(np.reshape(shares, (-1, len(themes)))),
        first=read_only(first),
        second=read_only(second),
        judged=read_only_integers(np.flatnonzero((first != second).any(axis=1))),
        onto=crosswalks.get(analysis.crosswalk, _onto({}, themes, criteria)),
        crosswalks=crosswalks,
        moved=read_only_integers(np.flatnonzero((tables != tables[:1]).any(axis=(0, 2)))),
        offset=options.offset,
        method=scenario.model.methods.ahp.priorities,
    )


def _codings(call: Call, themes: list[str]) -> tuple[list[float], list[float]]:
    codings = call.statement.codings
    if codings is None or codings.third is not None:
        settled = [call.shares.get(theme, 0.0) for theme in themes]
        return settled, settled
    one, two = codings.first.calls_for, codings.second.calls_for
    return [one.get(theme, 0.0) for theme in themes], [two.get(theme, 0.0) for theme in themes]


def _onto(crosswalk: Crosswalk, themes: list[str], criteria: list[str]) -> Floats:
    return read_only(
        [
            [float(theme == name) + crosswalk.get(theme, {}).get(name, 0.0) for name in criteria]
            for theme in themes
        ]
    )


def list_strengths(called: Sequence[Call]) -> list[float]:
    """Return the strengths of needs when their places in numbered lists are read as ranks.

    Experts' wanted policies stand numbered in tables that never call the number a rank. Read as
    one, the k-th of L counts ``L + 1 - k``, the rank sum weight that ranks of a source have anyway.
    """
    lengths: dict[tuple[str, str, int | None], int] = {}
    for call in called:
        place, said = _place_in_list(call.statement), call.statement
        key = said.sector, said.group, said.locator.table
        lengths[key] = max(lengths.get(key, 0), place)
    strengths: list[float] = []
    for call in called:
        place, said = _place_in_list(call.statement), call.statement
        longest = lengths[said.sector, said.group, said.locator.table]
        strengths.append(float(longest + 1 - place) if place else call.strength)
    return strengths


def _place_in_list(statement: Statement) -> int:
    """Return the number of a wanted policy in its table, 0 for what stands in no such list."""
    item, ranked = statement.locator.item, statement.priority is not None
    if statement.kind != "wanted_policy" or statement.locator.table is None or not item or ranked:
        return 0
    number = re.search(r"(\d+)$", item.en)
    return int(number[1]) if number else 0


def drawn_weights(
    evidence: EvidenceArrays,
    *,
    heard: Counts | None = None,
    mixture: Floats | None = None,
    in_order: Flags | None = None,
    crosswalk: Floats | None = None,
    offset: Floats | None = None,
    group_weights: Floats | None = None,
    draws: int = 0,
) -> Floats:
    """Return the weights of the criteria (n, s) under many draws; what is None is as in the base.

    Parameters
    ----------
    evidence : EvidenceArrays
    heard : (N, s) of whole numbers or floats, optional
        How often each statement is heard; 0 leaves it out. A group of which nothing is heard has
        no weight; where nobody is heard, all criteria weigh the same.
    mixture : (j, s), optional
        Where between the first coding (0) and the second (1) the shares of the `judged` statements
        are taken.
    in_order : (s,) bool, optional
        Whether places in numbered lists are read as ranks.
    crosswalk : (k, v, s), optional
        For each theme of `moved` how it is shared among the scenario's crosswalks; sums to 1.
    offset : (s,), optional
        Positive.
    group_weights : (g, s), optional
        Non-negative; scaled to sum 1 over the groups that are heard.
    draws : int
        How many there are in all, of which these may be a part; see `group_priorities`.

    Returns
    -------
    (n, s) array
        Each column sums to 1; s is 1 where nothing is drawn. Factors of the scenario are not yet
        in it.
    """
    given = (heard, mixture, in_order, crosswalk, offset, group_weights)
    count = max((array.shape[-1] for array in given if array is not None), default=1)
    strong = _intensities(evidence, heard, mixture, in_order, crosswalk)
    strong = strong + (evidence.offset if offset is None else offset)
    base = evidence.group_weights[:, None] if group_weights is None else group_weights
    voices = base * spoken(evidence, heard)
    total = voices.sum(axis=0)
    shares = voices / np.where(total == 0, 1.0, total)
    weights = group_priorities(strong, shares, evidence.method, draws)
    return np.broadcast_to(weights, (len(weights), count))


def spoken(evidence: EvidenceArrays, heard: Counts | None = None) -> Flags:
    """Return which groups say something (g, s), of the statements that are heard (N, s)."""
    if heard is None:
        return np.array([[span.stop > span.start] for span in evidence.spans])
    return np.array([heard[span].max(axis=0, initial=0) > 0 for span in evidence.spans])


def _intensities(
    evidence: EvidenceArrays,
    heard: Counts | None,
    mixture: Floats | None,
    in_order: Flags | None,
    crosswalk: Floats | None,
) -> Floats:
    """Return how strongly each group calls for each criterion (g, n, s).

    How often statements are heard, and what comes on top where some lists are read as ranks or some
    codings are mixed, each has its row; one product turns all rows into calls for criteria and, if
    the crosswalk is drawn, for the themes that it moves.
    """
    counts = np.ones((len(evidence.strengths), 1)) if heard is None else heard
    more = evidence.listed - evidence.strengths
    rows, calls = [counts], [evidence.shares * evidence.strengths[:, None]]
    owners = [np.arange(len(counts))]
    if in_order is not None:
        listed = np.flatnonzero(more)
        rows.append(counts[listed] * in_order)
        calls.append(evidence.shares[listed] * more[listed, None])
        owners.append(listed)
    if mixture is not None:
        judged = evidence.judged
        amounts = evidence.strengths[judged, None]
        if in_order is not None:
            amounts = np.where(in_order, evidence.listed[judged, None], amounts)
        rows.append(amounts * counts[judged] * (mixture - 0.5))
        # from the first coding to the second
        calls.append(2 * (evidence.second - evidence.shares)[judged])
        owners.append(judged)
    onto, moved = evidence.onto, evidence.moved
    if crosswalk is not None:
        onto = onto.copy()
        onto[moved] = 0.0
        onto = np.hstack([onto, np.eye(len(onto))[:, moved]])
    called, owner = np.vstack(calls) @ onto, np.concatenate(owners)
    stops = np.cumsum([0, *map(len, rows)]).tolist()
    group_of = np.searchsorted([span.stop for span in evidence.spans], owner, "right")
    order = np.argsort(group_of, kind="stable")  # what a group says stands together
    place, called = np.argsort(order), called[order]
    size = max(row.shape[1] for row in rows)
    stacked = np.empty((len(owner), size))
    for start, stop, part in zip(stops, stops[1:], rows, strict=False):
        stacked[place[start:stop]] = part
    strong = np.empty((len(evidence.spans), onto.shape[1], size))
    ends = np.cumsum(np.bincount(group_of, minlength=len(strong))).tolist()
    for start, stop, own in zip([0, *ends], ends, strong, strict=False):
        product(called[start:stop].T, stacked[start:stop], own)
    if crosswalk is None:
        return strong
    strong, themes = np.split(strong, [len(evidence.onto.T)], axis=1)
    if size < crosswalk.shape[2]:
        strong = np.repeat(strong, crosswalk.shape[2], axis=2)
    tables = np.array(list(evidence.crosswalks.values()))[:, moved]  # (v, k, n)
    for k, criterion in np.argwhere(tables.any(axis=0)).tolist():
        share = tables[:, k, criterion] @ crosswalk[k]
        strong[:, criterion] += themes[:, k] * share
    return strong


def product(matrix: Floats, columns: Floats, out: Floats | None = None) -> Floats:
    """Return ``matrix @ columns``, in parts too small for BLAS to start threads."""
    result = np.empty((len(matrix), columns.shape[1])) if out is None else out
    step = max(1, PRODUCT // max(1, matrix.size))
    for start in range(0, columns.shape[1], step):
        part = slice(start, start + step)
        np.matmul(matrix, columns[:, part], out=result[:, part])
    return result


def scored_weights(analysis: Analysis, sector: str, weights: Floats) -> Floats:
    """Return weights (k, s) of what is scored from those of the criteria (n, s), factors applied.

    Raises
    ------
    KeyError
        If the analysis has no such sector.
    """
    found = analysis[sector].weights
    return on_leaves(analysis, found, factored(found, weights))


def factored(found: SectorWeights, weights: Floats) -> Floats:
    """Return weights (n, s) times the scenario's factors, each column scaled to sum 1 again."""
    if not found.factors:
        return weights
    scaled = weights * np.array([[found.factors.get(name, 1.0)] for name in found.criteria])
    return scaled / scaled.sum(axis=0)


def on_leaves(analysis: Analysis, found: SectorWeights, weights: Floats) -> Floats:
    """Return the weights (k, s) of what is scored from those of the criteria (n, s)."""
    scored = leaves(analysis.scenario.model.criteria, found.local)
    places = [found.criteria.index(leaf.top) for leaf in scored]
    return weights[places] * np.array([[leaf.share] for leaf in scored])
