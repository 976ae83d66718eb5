"""What a panel says together, as tables: weights, agreement, camps, and who carries a ranking."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

from ganeum.analysis import Analysis
from ganeum.panel.group_view import GroupView, NodeView
from ganeum.report.panel.names import PanelNames, panel_names
from ganeum.report.panel.panel_lines import agreement_line, heard_line, panel_head_lines
from ganeum.report.provenance import head
from ganeum.report.rounding import percentages
from ganeum.report.sections import RIGHT, Column, Section
from ganeum.words import Language, say

if TYPE_CHECKING:
    import pandas as pd

LEAST, MIDDLE, MOST = 0, 2, 4  # columns of a node's spread


def group_sections(
    analysis: Analysis, views: Sequence[GroupView], language: Language
) -> list[Section]:
    """Return what the panel says together, sector by sector."""
    names, lines = panel_names(analysis, language), panel_head_lines(analysis, language)
    sections = [Section(say("panel_group_head", language), lines=lines)]
    for view in views:
        for node in view.nodes:
            sections += [_weights(analysis, node, names), *_camps(node, names)]
        if view.nodes:
            sections.append(_influence(view, names))
    return sections


def _weights(analysis: Analysis, node: NodeView, names: PanelNames) -> Section:
    """Return the weights of each group, of all, trimmed beside untrimmed, and their spread."""
    language, panel = names.language, analysis.scenario.model.panel
    columns = [percentages(weights.tolist()) for weights in node.by_group.values()]
    columns += [
        percentages(weights.tolist())
        for weights in (node.found.values, node.untrimmed, node.trimmed)
    ]
    columns += [[f"{100 * v:.1f}" for v in node.spread[:, k]] for k in (LEAST, MIDDLE, MOST)]
    rows = [
        [names.items[item], *(column[k] for column in columns)] for k, item in enumerate(node.items)
    ]
    keys = ("panel_by_rules", "panel_untrimmed", "panel_trimmed")
    keys += ("panel_least", "panel_middle", "panel_most")
    heads = [
        Column(say("panel_item", language)),
        *(Column(names.groups[group], RIGHT) for group in node.by_group),
        *(Column(say(key, language, trim=node.trim), RIGHT) for key in keys),
    ]
    lines = [heard_line(panel, node.found, language)] if panel else []
    lines.append(_agreement(node, names))
    title = say("panel_weights_head", language, place=names.place(node.sector, node.node))
    return Section(title, heads, rows, lines, depth=2)


def _agreement(node: NodeView, names: PanelNames) -> str:
    language = names.language
    within = ", ".join(
        f"{names.groups[group]} {100 * each.consensus:.0f} %"
        for group, each in node.by_group_consensus.items()
    )
    text = agreement_line(node.found, language)
    return f"{text}; {say('panel_within', language, groups=within)}" if within else text


def _camps(node: NodeView, names: PanelNames) -> list[Section]:
    """Return those who think alike, where that are several camps."""
    language, found = names.language, node.clusters
    if found.count < 2:
        return []
    rows = [
        [
            str(camp + 1),
            str(int(found.sizes[camp])),
            *percentages(found.centres[camp].tolist()),
            ", ".join(
                name
                for name, label in zip(node.respondents, found.labels.tolist(), strict=True)
                if label == camp
            ),
        ]
        for camp in range(found.count)
    ]
    columns = [
        Column(say("panel_camp", language), RIGHT),
        Column(say("panel_people", language), RIGHT),
        *(Column(names.items[item], RIGHT) for item in node.items),
        Column(say("panel_respondents", language)),
    ]
    title = say("panel_camps_head", language, place=names.place(node.sector, node.node))
    silhouette = f"{float(found.tried.max()):.2f}"
    lines = [say("panel_camps_note", language, silhouette=silhouette, floor=f"{found.floor:g}")]
    return [Section(title, columns, rows, lines, depth=2)]


def _influence(view: GroupView, names: PanelNames) -> Section:
    """Return whose leaving out changes the first place."""
    language = names.language
    rows = [
        [
            say(method, language),
            names.groups[case.left_out] if case.kind == "panel_group" else case.left_out,
            names.items[case.first],
            str(case.largest_move),
        ]
        for method, cases in view.influence.items()
        for case in cases
        if case.changes_first
    ]
    keys = ("method", "left_out", "new_first", "largest_move")
    sides = ("left", "left", "left", RIGHT)
    columns = [Column(say(key, language), side) for key, side in zip(keys, sides, strict=True)]
    most = max((c.largest_move for cases in view.influence.values() for c in cases), default=0)
    key = "panel_influence_some" if rows else "panel_influence_none"
    title = say("panel_influence_head", language, sector=names.sectors[view.sector])
    return Section(title, columns, rows, [say(key, language, places=most)], depth=2)


def group_frame(views: Sequence[GroupView]) -> "pd.DataFrame":
    """Return a row a sector, node and item."""
    import pandas as pd

    rows = [
        {
            "sector": node.sector,
            "node": node.node,
            "item": item,
            "weight": float(node.found.values[k]),
            "untrimmed": float(node.untrimmed[k]),
            "trimmed": float(node.trimmed[k]),
            "trim": node.trim,
            **{f"group {group}": float(w[k]) for group, w in node.by_group.items()},
            "least": float(node.spread[k, LEAST]),
            "median": float(node.spread[k, MIDDLE]),
            "most": float(node.spread[k, MOST]),
            "consensus": node.agreement.consensus.consensus,
            "concordance": node.agreement.concordance,
            "camps": node.clusters.count,
        }
        for view in views
        for node in view.nodes
        for k, item in enumerate(node.items)
    ]
    return pd.DataFrame(rows, columns=None if rows else ["sector"])


def group_payload(analysis: Analysis, views: Sequence[GroupView]) -> dict[str, object]:
    """Return the same for machines."""
    panel = analysis.scenario.model.panel
    return {
        **head(analysis),
        "made_up": bool(panel and panel.made_up),
        "rules": panel.rules.model_dump(mode="json") if panel else {},
        "sectors": {view.sector: _sector(view) for view in views},
    }


def _sector(view: GroupView) -> dict[str, object]:
    return {
        "nodes": {node.node: _node(node) for node in view.nodes},
        "influence": {
            method: [asdict(case) for case in cases] for method, cases in view.influence.items()
        },
    }


def _node(node: NodeView) -> dict[str, object]:
    items = node.items
    return {
        "items": list(items),
        "weights": node.found.by_item(),
        "untrimmed": dict(zip(items, node.untrimmed.tolist(), strict=True)),
        "trimmed": dict(zip(items, node.trimmed.tolist(), strict=True)),
        "trim": node.trim,
        "groups": {group: weights.tolist() for group, weights in node.by_group.items()},
        "respondents": {
            voice.respondent: {
                "group": voice.group,
                "share": voice.share,
                "left_out": voice.left_out,
                "ratio": voice.own.consistency_ratio,
                "missing": voice.own.missing,
                "weights": voice.own.priorities.tolist(),
            }
            for voice in node.found.voices
        },
        "consensus": asdict(node.agreement.consensus),
        "consensus_within": {
            group: found.consensus for group, found in node.by_group_consensus.items()
        },
        "concordance": node.agreement.concordance,
        "spread": node.spread.tolist(),
        "geometric_deviation": node.found.together.geometric_deviation.tolist(),
        "camps": {
            "count": node.clusters.count,
            "labels": dict(zip(node.respondents, node.clusters.labels.tolist(), strict=True)),
            "centres": node.clusters.centres.tolist(),
            "silhouettes": node.clusters.silhouettes.tolist(),
        },
    }
