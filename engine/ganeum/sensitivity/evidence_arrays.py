"""From evidence to weights for many draws at once, what was said held in arrays."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np
import numpy.typing as npt

from ganeum.analysis import Analysis
from ganeum.evidence import Call, theme_ids
from ganeum.evidence_file import Statement
from ganeum.kernel.inputs import Floats, read_only
from ganeum.kernel.priorities_many import priorities_of_logs
from ganeum.kernel.saaty_scale import saaty_values
from ganeum.scenario_file import Crosswalk
from ganeum.scenario_reading import leaves

Flags = npt.NDArray[np.bool_]

AT_ONCE = 2048  # draws whose judgement matrices stay in the processor's cache
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
    areas : (t, n) 1 where a theme is the criterion itself.
    moves : (t, n) fractions by which the crosswalk moves themes onto criteria.
    crosswalks : `moves` under each of the scenario's crosswalks, by name.
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
    areas: Floats
    moves: Floats
    crosswalks: Mapping[str, Floats]
    offset: float
    method: str

    def under(self, crosswalk: str) -> "EvidenceArrays":
        """Return the same evidence under another crosswalk of the scenario."""
        return replace(self, moves=self.crosswalks[crosswalk])


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
        name: _moves(crosswalk, themes, criteria)
        for name, crosswalk in scenario.model.crosswalks.items()
    }
    chosen = crosswalks.get(analysis.crosswalk, np.zeros((len(themes), len(criteria))))
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
        areas=read_only([[float(theme == name) for name in criteria] for theme in themes]),
        moves=read_only(chosen),
        crosswalks=crosswalks,
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


def _moves(crosswalk: Crosswalk, themes: list[str], criteria: list[str]) -> Floats:
    return read_only(
        [[crosswalk.get(theme, {}).get(name, 0.0) for name in criteria] for theme in themes]
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
    heard: Floats | None = None,
    mixture: Floats | None = None,
    in_order: Flags | None = None,
    moves: Floats | None = None,
    offset: Floats | None = None,
    group_weights: Floats | None = None,
) -> Floats:
    """Return the weights of the criteria (n, s) under many draws; what is None is as in the base.

    Parameters
    ----------
    evidence : EvidenceArrays
    heard : (N, s), optional
        How often each statement is heard; 0 leaves it out. A group of which nothing is heard has
        no weight; where nobody is heard, all criteria weigh the same.
    mixture : (N, s), optional
        Where between the first coding (0) and the second (1) shares are taken.
    in_order : (s,) bool, optional
        Whether places in numbered lists are read as ranks.
    moves : (t, n, s), optional
        Fractions of the crosswalk.
    offset : (s,), optional
        Positive.
    group_weights : (g, s), optional
        Non-negative; scaled to sum 1 over the groups that are heard.

    Returns
    -------
    (n, s) array
        Each column sums to 1; s is 1 where nothing is drawn. Factors of the scenario are not yet
        in it.
    """
    given = (heard, mixture, in_order, moves, offset, group_weights)
    count = max((array.shape[-1] for array in given if array is not None), default=1)
    strong = _intensities(evidence, heard, mixture, in_order, moves)
    strong = strong + (evidence.offset if offset is None else offset)
    base = evidence.group_weights[:, None] if group_weights is None else group_weights
    voices = base * spoken(evidence, heard)
    total = voices.sum(axis=0)
    logs = _judgements(strong, voices / np.where(total == 0, 1.0, total))
    parts = [
        priorities_of_logs(logs[:, :, start : start + AT_ONCE], evidence.method)[0]
        for start in range(0, logs.shape[2], AT_ONCE)
    ]
    return np.broadcast_to(np.concatenate(parts, axis=1), (len(logs), count))


def spoken(evidence: EvidenceArrays, heard: Floats | None = None) -> Flags:
    """Return which groups say something (g, s), of the statements that are heard (N, s)."""
    if heard is None:
        return np.array([[span.stop > span.start] for span in evidence.spans])
    return np.array([(heard[span] > 0).any(axis=0) for span in evidence.spans])


def _intensities(
    evidence: EvidenceArrays,
    heard: Floats | None,
    mixture: Floats | None,
    in_order: Flags | None,
    moves: Floats | None,
) -> Floats:
    """Return how strongly each group calls for each criterion (g, n, s)."""
    amounts = evidence.strengths[:, None]
    if in_order is not None:
        amounts = amounts + (evidence.listed - evidence.strengths)[:, None] * in_order
    if heard is not None:
        amounts = amounts * heard
    gap = evidence.second - evidence.first
    differs: Flags = np.abs(gap).max(axis=1, initial=0.0) > 0
    result: list[Floats] = []
    for span in evidence.spans:
        if mixture is None:
            said = product(evidence.shares[span].T, amounts[span])
        else:
            said = product(evidence.first[span].T, amounts[span])
            own = np.flatnonzero(differs[span]) + span.start
            said = said + product(gap[own].T, amounts[own] * mixture[own])
        if moves is None:
            result.append(product((evidence.areas + evidence.moves).T, said))
            continue
        strong = product(evidence.areas.T, said)
        for theme in np.flatnonzero(~evidence.areas.any(axis=1)):
            strong = strong + moves[theme] * said[theme]
        result.append(strong)
    shape = len(result[0]), max(strong.shape[1] for strong in result)
    return np.array([np.broadcast_to(strong, shape) for strong in result])


def _judgements(strong: Floats, voices: Floats) -> Floats:
    """Return the groups' judgements, aggregated, in logarithms (n, n, s)."""
    n, count = strong.shape[1], max(strong.shape[2], voices.shape[1])
    logs = np.zeros((n, n, count))
    for i, j in combinations(range(n), 2):
        one, other = strong[:, i], strong[:, j]
        ratio = np.maximum(one, other) / np.minimum(one, other)
        judged = np.copysign(np.log(saaty_values(ratio)), one - other)
        logs[i, j] = (judged * voices).sum(axis=0)
        logs[j, i] = -logs[i, j]
    return logs


def product(matrix: Floats, columns: Floats) -> Floats:
    """Return ``matrix @ columns``, in parts too small for BLAS to start threads."""
    result = np.empty((len(matrix), columns.shape[1]))
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
    found, scored = analysis[sector].weights, leaves(analysis.scenario.model.criteria)
    places = [found.criteria.index(leaf.top) for leaf in scored]
    if found.factors:
        weights = weights * np.array([[found.factors.get(name, 1.0)] for name in found.criteria])
        weights = weights / weights.sum(axis=0)
    return weights[places] * np.array([[leaf.share] for leaf in scored])
