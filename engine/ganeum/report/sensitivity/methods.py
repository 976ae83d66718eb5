"""Whether the choice of method decides a ranking, and which methods may be asked at all."""

import math
from collections.abc import Mapping

from ganeum.analysis import Analysis
from ganeum.kernel.inputs import Floats, Integers
from ganeum.problems import listed
from ganeum.report.ranking_report import alternative_names, ranks_text
from ganeum.report.sections import RIGHT, Column, Section
from ganeum.report.sensitivity.part import Part
from ganeum.sensitivity import MethodVerdict, Sensitivity, gate
from ganeum.words import Language, say

# pymcdm refuses in English sentences only: by what each of them says
PEER_REASONS = {
    "peer_positive": ("requires all positive values", "cannot handle zero values"),
    "peer_cost": ("requires at least one cost criterion",),
    "peer_alike": ("should contain min and max values", "contains equal values"),
}


def _methods(analysis: Analysis, found: Sensitivity, language: Language) -> list[Section]:
    check = found.method_check
    if check is None:
        return []
    own = [_variant(variant, language) for variant in check.variants]
    rows = _rows(analysis, found, own, check.ranks, check.tau, check.similarity, language)
    peers = check.peers
    rows += _rows(
        analysis, found, peers.methods, peers.ranks, peers.tau, peers.similarity, language
    )
    columns = [
        Column(say("variant", language)),
        Column(say("first_place", language)),
        Column(say("tau", language), RIGHT),
        Column(say("similarity", language), RIGHT),
        Column(say("ranks_in_order", language)),
    ]
    values = {
        "own": _number(check.concordance),
        "all": _number(check.concordance_with_peers),
    }
    lines = [say("check_concordance", language, **values)]
    lines.extend(
        say("check_refused", language, variant=_variant(variant, language))
        for variant in check.refused
    )
    if peers.refused:
        lines.append(_peers_refused(peers.refused, language))
    return [Section(say("check_head", language), columns, rows, lines, depth=2)]


def _peers_refused(refused: Mapping[str, str], language: Language) -> str:
    """Return the methods that the scores do not allow, together where the reason is one."""
    by_reason: dict[str, list[str]] = {}
    for name, error in refused.items():
        known = (key for key, told in PEER_REASONS.items() if any(each in error for each in told))
        by_reason.setdefault(next(known, "peer_undefined"), []).append(name)
    methods = "; ".join(
        say("source_noted", language, source=listed(names), note=say(key, language))
        for key, names in by_reason.items()
    )
    return say("check_peers_refused", language, methods=methods)


def _rows(
    analysis: Analysis,
    found: Sensitivity,
    labels: "tuple[str, ...] | list[str]",
    table: Integers,
    tau: Floats,
    similarity: Floats,
    language: Language,
) -> list[list[str]]:
    names = alternative_names(analysis)
    rows: list[list[str]] = []
    for label, ranks, one, other in zip(labels, table, tau, similarity, strict=True):
        first = ", ".join(
            names[name](language)
            for name, rank in zip(found.alternatives, ranks.tolist(), strict=True)
            if rank == 1
        )
        numbers = [_number(float(one)), _number(float(other))]
        rows.append([label, first, *numbers, " ".join(ranks_text(ranks))])
    return rows


def _number(value: float) -> str:
    return "-" if math.isnan(value) else f"{value:.2f}"


def _variant(variant: str, language: Language) -> str:
    method, normalisation = variant.split()
    return f"{say(method, language)} {normalisation}"


def gate_section(language: Language) -> Section:
    """Return which methods may be asked for a ranking, and why the others may not."""
    verdicts = gate()
    rows = [
        [
            _variant(verdict.name, language) if " " in verdict.name else verdict.name,
            say("yes" if verdict.passed else "no", language),
            "; ".join(say(f"gate_{f.kind}", language) for f in verdict.failures),
            say("found" if verdict.can_punish_improvement else "not_found", language),
        ]
        for verdict in verdicts
    ]
    columns = [
        Column(say("method", language)),
        Column(say("gate_passed", language)),
        Column(say("gate_broken", language)),
        Column(say("gate_punishes", language)),
    ]
    return Section(say("gate_head", language), columns, rows, [say("gate_note", language)])


def gate_payload() -> list[dict[str, object]]:
    """Return the verdicts for machines."""
    return [_verdict(verdict) for verdict in gate()]


def _verdict(verdict: MethodVerdict) -> dict[str, object]:
    return {
        "method": verdict.name,
        "passed": verdict.passed,
        "broken": [failure.kind for failure in verdict.failures],
        "punishes_improvement": verdict.can_punish_improvement is not None,
    }


def _payload(found: Sensitivity) -> object:
    check = found.method_check
    if check is None:
        return None
    tables = ((check.variants, check.ranks), (check.peers.methods, check.peers.ranks))
    return {
        "ranks": {
            name: dict(zip(found.alternatives, ranks.tolist(), strict=True))
            for names, table in tables
            for name, ranks in zip(names, table, strict=True)
        },
        "tau": {
            **dict(zip(check.variants, check.tau.tolist(), strict=True)),
            **dict(zip(check.peers.methods, check.peers.tau.tolist(), strict=True)),
        },
        "similarity": {
            **dict(zip(check.variants, check.similarity.tolist(), strict=True)),
            **dict(zip(check.peers.methods, check.peers.similarity.tolist(), strict=True)),
        },
        "concordance": check.concordance,
        "concordance_with_peers": check.concordance_with_peers,
        "refused": {**check.refused, **check.peers.refused},
    }


METHODS = Part(("method_check",), _methods, _payload)
