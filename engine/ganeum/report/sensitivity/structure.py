"""What should not matter and may: alternatives that leave, twins, split criteria, the scores."""

from dataclasses import asdict

from ganeum.analysis import Analysis
from ganeum.report.ranking_report import alternative_names, criterion_names
from ganeum.report.rounding import percentages
from ganeum.report.sections import RIGHT, Column, Section
from ganeum.report.sensitivity.part import Part
from ganeum.sensitivity import Sensitivity
from ganeum.words import Language, say

SHOWN_CASES = 8
SHOWN_PAIRS = 2


def _reversal(analysis: Analysis, found: Sensitivity, language: Language) -> list[Section]:
    if found.rank_reversal is None:
        return []
    alternatives, criteria = alternative_names(analysis), criterion_names(analysis)
    cases = found.rank_reversal.cases
    moved = [case for case in cases if case.pairs]
    rows = [
        [
            say(f"reversal_{case.kind}", language),
            (criteria if case.kind == "split" else alternatives)[case.what](language),
            say("yes" if case.changes_first else "no", language),
            str(case.largest_move),
            _pairs(case.pairs, analysis, language),
        ]
        for case in moved[:SHOWN_CASES]
    ]
    columns = [
        Column(say("change", language)),
        Column(say("reversal_what", language)),
        Column(say("reversal_first", language)),
        Column(say("largest_move", language), RIGHT),
        Column(say("reversal_pairs", language)),
    ]
    counts = {
        "cases": len(cases),
        "moved": len(moved),
        "first": sum(case.changes_first for case in cases),
    }
    lines = [say("reversal_line", language, **counts)]
    return [Section(say("reversal_head", language), columns, rows, lines, depth=2)]


def _pairs(pairs: tuple[tuple[str, str], ...], analysis: Analysis, language: Language) -> str:
    names = alternative_names(analysis)
    shown = [f"{names[a](language)} / {names[b](language)}" for a, b in pairs[:SHOWN_PAIRS]]
    more = len(pairs) - len(shown)
    return "; ".join(shown) + (say("and_more", language, count=more) if more else "")


def _reversal_payload(found: Sensitivity) -> object:
    if found.rank_reversal is None:
        return None
    refused = found.rank_reversal.refused.items()
    return {
        "cases": [asdict(case) for case in found.rank_reversal.cases],
        "refused": [{"kind": k, "what": w, "why": why} for (k, w), why in refused],
    }


def _contrast(analysis: Analysis, found: Sensitivity, language: Language) -> list[Section]:
    if found.contrast is None:
        return []
    names = alternative_names(analysis)
    rows = [
        [
            say(f"contrast_{case.rule}", language),
            " / ".join(percentages(case.weights.tolist())),
            ", ".join(names[name](language) for name in case.first),
            "-" if case.tau != case.tau else f"{case.tau:.2f}",
        ]
        for case in found.contrast.cases
    ]
    areas = criterion_names(analysis)
    order = " / ".join(areas[criterion](language) for criterion in found.criteria)
    columns = [
        Column(say("contrast_rule", language)),
        Column(say("contrast_weights", language)),
        Column(say("first_place", language)),
        Column(say("tau", language), RIGHT),
    ]
    lines = [say("contrast_note", language, order=order)]
    lines += [
        say("contrast_refused", language, rule=say(f"contrast_{rule}", language))
        for rule in found.contrast.refused
    ]
    return [Section(say("contrast_head", language), columns, rows, lines, depth=2)]


def _contrast_payload(found: Sensitivity) -> object:
    if found.contrast is None:
        return None
    return {
        "cases": [
            {
                "rule": case.rule,
                "weights": dict(zip(found.criteria, case.weights.tolist(), strict=True)),
                "ranks": dict(zip(found.alternatives, case.ranks.tolist(), strict=True)),
                "first": list(case.first),
                "changes_first": case.changes_first,
                "tau": case.tau,
            }
            for case in found.contrast.cases
        ],
        "refused": dict(found.contrast.refused),
    }


REVERSAL = Part(("rank_reversal",), _reversal, _reversal_payload)
CONTRAST = Part(("contrast",), _contrast, _contrast_payload)
