"""How far the weight of each source group can move."""

from dataclasses import asdict

from ganeum.analysis import Analysis
from ganeum.fields import Text
from ganeum.report.ranking_report import alternative_names
from ganeum.report.sections import RIGHT, Column, Section
from ganeum.report.sensitivity.part import Part, group_names, nothing_to_show, percent
from ganeum.sensitivity import GroupWeight, Sensitivity
from ganeum.words import Language, say


def _groups(analysis: Analysis, found: Sensitivity, language: Language) -> list[Section]:
    if not found.group_weights:
        return []
    names, groups = alternative_names(analysis), group_names(analysis, language)
    keeps = tuple(found.group_weights[0].intervals)
    rows = [
        [
            groups[each.group],
            percent(each.present),
            *(f"{percent(low)} ~ {percent(high)}" for low, high in each.intervals.values()),
            names[each.first_below](language) if each.first_below else "",
            names[each.first_above](language) if each.first_above else "",
        ]
        for each in found.group_weights
    ]
    columns = [
        Column(say("group", language)),
        Column(say("weight", language), RIGHT),
        *(Column(say(f"keep_{keep}", language), RIGHT) for keep in keeps),
        Column(say("groups_below", language)),
        Column(say("groups_above", language)),
    ]
    tolerance = f"{found.group_weights[0].tolerance:.0e}"
    lines = [say("groups_note", language, tolerance=tolerance)]
    lines += [line for each in found.group_weights for line in _undecided(each, names, language)]
    return [Section(say("groups_head", language), columns, rows, lines, depth=2)]


def _undecided(each: GroupWeight, names: dict[str, Text], language: Language) -> list[str]:
    return [
        say(
            "groups_undecided",
            language,
            low=percent(one.lower),
            high=percent(one.upper),
            names=", ".join(names[name](language) for name in one.alternatives),
        )
        for one in each.undecided
    ]


def _payload(found: Sensitivity) -> object:
    return [asdict(each) for each in found.group_weights]


def _absent(analysis: Analysis, found: Sensitivity, language: Language) -> str:
    origin = analysis[found.sector].weights.origin
    why = "held_one_group" if origin == "evidence" else "held_no_evidence"
    return nothing_to_show("source_groups", why, language)


GROUPS = Part(("group_weights",), _groups, _payload, _absent)
