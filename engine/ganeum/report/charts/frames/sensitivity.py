"""Frames of how far a ranking holds: flips, intervals, influence, other methods, acceptability."""

from collections.abc import Mapping, Sequence

import pandas as pd

from ganeum.analysis import Analysis
from ganeum.kernel import Acceptability
from ganeum.kernel.inputs import Integers
from ganeum.kernel.stability import NOBODY
from ganeum.report.ranking_report import alternative_names, criterion_names, ranks_text
from ganeum.report.sensitivity import flip_text
from ganeum.report.sensitivity.influence import left_out_words
from ganeum.sensitivity import Sensitivity
from ganeum.uncertainty import Uncertainty
from ganeum.words import Language, say


def flips_frame(analysis: Analysis, found: Sensitivity, language: Language) -> pd.DataFrame:
    """Return the changes of weights at which the first place changes, nearest first.

    Returns
    -------
    DataFrame
        One row a flip: place (1 is nearest), change (in words), kind, moved (from 0 to 1),
        next_first (the name).
    """
    names = alternative_names(analysis)
    rows = [
        (
            place,
            flip_text(flip, analysis, language),
            flip.kind,
            flip.moved,
            names[flip.next_first](language),
        )
        for place, flip in enumerate(found.flips, start=1)
    ]
    return pd.DataFrame(rows, columns=["place", "change", "kind", "moved", "next_first"])


def intervals_frame(analysis: Analysis, found: Sensitivity, language: Language) -> pd.DataFrame:
    """Return between which weights of each criterion something stays.

    Returns
    -------
    DataFrame
        One row a criterion and thing kept: criterion, area, keep, lower, upper (missing where a
        criterion holds all the weight), present, below and above (the names of who leads there).
    """
    names, areas = alternative_names(analysis), criterion_names(analysis)

    def leader(place: int) -> str:
        return "" if place == NOBODY else names[found.alternatives[place]](language)

    rows = [
        (
            criterion,
            areas[criterion](language),
            keep,
            float(each.lower[k]),
            float(each.upper[k]),
            float(each.present[k]),
            leader(int(each.next_first[k, 0])),
            leader(int(each.next_first[k, 1])),
        )
        for k, criterion in enumerate(found.criteria)
        for keep, each in found.intervals.items()
    ]
    columns = ["criterion", "area", "keep", "lower", "upper", "present", "below", "above"]
    return pd.DataFrame(rows, columns=columns)


def influence_frame(analysis: Analysis, found: Sensitivity, language: Language) -> pd.DataFrame:
    """Return what leaving out each statement, respondent and group does, largest change first.

    Returns
    -------
    DataFrame
        One row a statement, respondent or group: kind, left_out (the id), label (where it stands,
        the id or the group's name), gist (of statements), first (the name), changes_first,
        largest_move. Empty without evidence or panel.
    """
    columns = ["kind", "left_out", "label", "gist", "first", "changes_first", "largest_move"]
    names = alternative_names(analysis)
    rows: list[tuple[object, ...]] = []
    for case in found.influence:
        label, gist = left_out_words(analysis, case, language)
        first = names[case.first](language)
        each = (case.kind, case.left_out, label, gist, first, case.changes_first, case.largest_move)
        rows.append(each)
    return pd.DataFrame(rows, columns=columns)


def method_ranks_frame(analysis: Analysis, found: Sensitivity, language: Language) -> pd.DataFrame:
    """Return the ranks under every method and normalisation, as `rank_paths_frame` does."""
    check = found.method_check
    if check is None:
        raise ValueError("found has no method check: ask `sensitivity` for it")
    pairs = zip(check.variants, check.ranks, strict=True)
    variants = [(_variant(variant, language), ranks) for variant, ranks in pairs]
    names = {key: name(language) for key, name in alternative_names(analysis).items()}
    return rank_paths_frame(variants, found.alternatives, names)


def _variant(variant: str, language: Language) -> str:
    method, normalisation = variant.split()
    return f"{say(method, language)} {say(f'chart_{normalisation}', language)}"


def rank_paths_frame(
    variants: Sequence[tuple[str, Integers]],
    alternatives: Sequence[str],
    names: Mapping[str, str],
) -> pd.DataFrame:
    """Return ranks under several variants, be they methods, crosswalks or scenarios.

    Parameters
    ----------
    variants : sequence of (label, (m,) ranks)
    alternatives : (m,) ids
    names : what each is called.

    Returns
    -------
    DataFrame
        One row a variant and alternative: column (from 0), variant (the label), alternative, name,
        rank, rank_text (ties marked), place (from 1, no two alike: the tied stand side by side, in
        the order of the variant before).
    """
    rows: list[tuple[object, ...]] = []
    before = list(range(len(alternatives)))
    for column, (label, ranks) in enumerate(variants):
        marks, position = ranks_text(ranks), {i: k for k, i in enumerate(before)}
        before = sorted(before, key=lambda i, r=ranks, p=position: (int(r[i]), p[i]))
        for place, i in enumerate(before, start=1):
            key = alternatives[i]
            rows.append((column, label, key, names[key], int(ranks[i]), marks[i], place))
    columns = ["column", "variant", "alternative", "name", "rank", "rank_text", "place"]
    return pd.DataFrame(rows, columns=columns)


def acceptability_frame(
    found: Acceptability | Uncertainty, alternatives: Sequence[str], names: Mapping[str, str]
) -> pd.DataFrame:
    """Return how often each alternative takes each rank, lowest expected rank first.

    Returns
    -------
    DataFrame
        One row an alternative and rank: alternative, name, rank, share, error (the Monte Carlo
        standard error of the share), expected_rank, expected_rank_error.
    """
    expected = found.expected_rank.tolist()
    order = sorted(range(len(alternatives)), key=lambda i: (expected[i], i))
    rows = [
        (
            alternatives[i],
            names[alternatives[i]],
            rank,
            float(found.rank_acceptability[i, rank - 1]),
            float(found.standard_error[i, rank - 1]),
            expected[i],
            float(found.expected_rank_error[i]),
        )
        for i in order
        for rank in range(1, len(alternatives) + 1)
    ]
    columns = ["alternative", "name", "rank", "share", "error"]
    return pd.DataFrame(rows, columns=[*columns, "expected_rank", "expected_rank_error"])
