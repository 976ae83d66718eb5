"""Whether the choice of method decides a ranking."""

import math

from ganeum.analysis import Analysis
from ganeum.report.ranking_report import alternative_names, ranks_text
from ganeum.report.sections import RIGHT, Column, Section
from ganeum.report.sensitivity.part import Part
from ganeum.sensitivity import Sensitivity
from ganeum.words import Language, say


def _methods(analysis: Analysis, found: Sensitivity, language: Language) -> list[Section]:
    names, check = alternative_names(analysis), found.method_check
    rows: list[list[str]] = []
    for variant, ranks, tau in zip(check.variants, check.ranks, check.tau, strict=True):
        shown = ranks_text(ranks)
        first = ", ".join(
            names[name](language)
            for name, rank in zip(found.alternatives, ranks.tolist(), strict=True)
            if rank == 1
        )
        label = _variant(variant, language)
        rows.append([label, first, "-" if math.isnan(tau) else f"{tau:.2f}", " ".join(shown)])
    columns = [
        Column(say("variant", language)),
        Column(say("first_place", language)),
        Column(say("tau", language), RIGHT),
        Column(say("ranks_in_order", language)),
    ]
    w = "-" if math.isnan(check.concordance) else f"{check.concordance:.2f}"
    lines = [say("check_concordance", language, value=w)]
    lines.extend(
        say("check_refused", language, variant=_variant(variant, language))
        for variant in check.refused
    )
    return [Section(say("check_head", language), columns, rows, lines, depth=2)]


def _variant(variant: str, language: Language) -> str:
    method, normalisation = variant.split()
    return f"{say(method, language)} {normalisation}"


def _payload(found: Sensitivity) -> object:
    check = found.method_check
    return {
        "ranks": {
            variant: dict(zip(found.alternatives, ranks.tolist(), strict=True))
            for variant, ranks in zip(check.variants, check.ranks, strict=True)
        },
        "tau": dict(zip(check.variants, check.tau.tolist(), strict=True)),
        "concordance": check.concordance,
        "refused": dict(check.refused),
    }


METHODS = Part(_methods, _payload)
