"""What would have to be true for an intervention to be first, in words and tables."""

from collections.abc import Sequence
from dataclasses import asdict
from math import isfinite
from typing import TYPE_CHECKING

import numpy as np

from ganeum.analysis import Analysis
from ganeum.kernel import transfers
from ganeum.report.provenance import head
from ganeum.report.ranking_report import alternative_names, criterion_names
from ganeum.report.rounding import percentages
from ganeum.report.sections import RIGHT, Column, Section
from ganeum.sensitivity import Examined, Win
from ganeum.words import Language, say

if TYPE_CHECKING:
    import pandas as pd

Answers = Sequence[tuple[Examined, Sequence[Win]]]


def wins_sections(answers: Answers, language: Language) -> list[Section]:
    """Return a section a method."""
    return [_method(case, found, language) for case, found in answers]


def _method(case: Examined, found: Sequence[Win], language: Language) -> Section:
    analysis = case.analysis
    names = alternative_names(analysis)
    title = say(
        "wins_head",
        language,
        sector=case.sector.name(language),
        name=names[found[0].alternative](language),
        method=say(case.method, language),
    )
    first = ", ".join(names[name](language) for name in found[0].first)
    lines = [say("sensitivity_first", language, first=first)]
    if found[0].alternative in found[0].first:
        return Section(title, lines=[*lines, say("wins_already", language)])
    if found[0].proof == "impossible":
        rivals = ", ".join(
            names[name](language) if share == 1 else f"{names[name](language)} {100 * share:.0f} %"
            for name, share in found[0].rivals.items()
        )
        count = len(found[0].refuted)
        reason = say(f"why_{found[0].reason}", language, rivals=rivals, count=count)
        return Section(title, lines=[*lines, say("wins_impossible", language), reason])
    rows = [
        [
            say(f"wins_norm_{win.norm}", language),
            "; ".join(_moves(case, win, language)),
            f"{100 * win.moved:.1f}" if win.moves else "-",
            _proof(win, language),
        ]
        for win in found
    ]
    columns = [
        Column(say("wins_kind", language)),
        Column(say("wins_moves", language)),
        Column(say("wins_moved", language), RIGHT),
        Column(say("wins_proof", language)),
    ]
    if found[0].beside:
        rivals = ", ".join(names[name](language) for name in found[0].beside)
        lines.append(say("wins_beside", language, rivals=rivals))
    for win in found:
        if weights := _weights(case, win, language):
            kind = say(f"wins_norm_{win.norm}", language)
            lines.append(say("wins_weights", language, kind=kind, weights=weights))
    return Section(title, columns, rows, [*lines, say("wins_note", language)])


def _then(case: Examined, win: Win) -> "np.ndarray[tuple[int], np.dtype[np.float64]]":
    """Return the weights (n,) at which the alternative is first."""
    needed = {move.criterion: move.needed for move in win.moves}
    return np.array(
        [needed.get(n, w) for n, w in zip(case.criteria, case.weights.tolist(), strict=True)]
    )


def _moves(case: Examined, win: Win, language: Language) -> list[str]:
    """Return the change as moves of weight from one area to one other."""
    if not win.moves:
        return []
    names = criterion_names(case.analysis)
    return [
        say(
            "wins_to",
            language,
            source=names[case.criteria[move.source]](language),
            target=names[case.criteria[move.target]](language),
            points=f"{100 * move.amount:.1f}",
        )
        for move in transfers(case.weights, _then(case, win))
    ]


def _proof(win: Win, language: Language) -> str:
    proof = _proved(win, language)
    return say("wins_shared", language, proof=proof) if win.beside else proof


def _proved(win: Win, language: Language) -> str:
    if win.proof == "bounded":
        if win.norm == "l2":
            far, least = (f"{100 * x:.1f}" for x in (win.distance, win.lower_bound))
            return say("proof_bounded_length", language, far=far, bound=least)
        return say("proof_bounded", language, bound=f"{100 * win.lower_bound / 2:.1f}")
    return say(f"proof_{win.proof}", language)


def _weights(case: Examined, win: Win, language: Language) -> str:
    if not win.moves:
        return ""
    names = criterion_names(case.analysis)
    shown = percentages(_then(case, win).tolist())
    pairs = zip(case.criteria, shown, strict=True)
    return ", ".join(f"{names[criterion](language)} {value}" for criterion, value in pairs)


def wins_frame(answers: Answers) -> "pd.DataFrame":
    """Return a row a move: method, norm, criterion, present, needed, points, proof.

    An answer without moves has a row of its own: nothing need move, or nothing is known to help.
    """
    import pandas as pd

    rows = [
        {
            "method": case.method,
            "norm": win.norm,
            "proof": win.proof,
            "distance": _known(win.distance),
            "lower_bound": _known(win.lower_bound),
            **move,
        }
        for case, found in answers
        for win in found
        for move in ([asdict(move) for move in win.moves] or [dict[str, object]()])
    ]
    columns = ["method", "norm", "proof", "distance", "lower_bound", "criterion", "present"]
    return pd.DataFrame(rows, columns=[*columns, "needed", "points"])


def _known(distance: float) -> float | None:
    return distance if isfinite(distance) else None


def wins_payload(analysis: Analysis, answers: Answers) -> dict[str, object]:
    """Return every answer for machines, by method and norm."""
    said = {
        case.method: {win.norm: _finite(asdict(win)) for win in found} for case, found in answers
    }
    sector = answers[0][0].sector.sector
    return {**head(analysis), "sectors": {sector: said}}


def _finite(win: dict[str, object]) -> dict[str, object]:
    """Return what JSON can hold: no distance where nothing is known."""
    return {key: None if value == float("inf") else value for key, value in win.items()}
