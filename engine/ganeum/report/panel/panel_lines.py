"""What a panel rests on, in lines: who was asked, by which rules, and how far they agree."""

from math import isnan

from ganeum.analysis import Analysis, SectorAnalysis
from ganeum.kernel import RANDOM_INDEX_TABLES
from ganeum.panel_file import GOAL, Panel, Rules
from ganeum.panel_weights import NodeWeights
from ganeum.words import Language, say


def made_up_lines(analysis: Analysis, language: Language) -> list[str]:
    """Return whose panel it is, and whether it is made up."""
    panel = analysis.scenario.model.panel
    if panel is None:
        return []
    lines = [say("panel_line", language, title=panel_title(panel, language))]
    if panel.note:
        lines.append(say("note_line", language, note=panel.note(language)))
    return lines


def panel_title(panel: Panel, language: Language) -> str:
    """Return the title of a panel; that it is made up goes with it."""
    title = panel.title(language)
    return say("panel_made_up", language, title=title) if panel.made_up else title


def rules_text(rules: Rules, language: Language) -> str:
    """Return the rules by which a panel's judgements are put together, in words."""
    parts = [
        say(f"panel_scale_{rules.scale}", language),
        say(
            "panel_limit",
            language,
            limit=f"{rules.consistency_limit:g}",
            source=RANDOM_INDEX_TABLES[rules.random_index].source,
        ),
        say(f"panel_over_{rules.over_limit}", language),
        say(f"panel_aggregate_{rules.aggregate}_{rules.mean}", language),
        say("panel_trim_some" if rules.trim else "panel_trim_none", language, trim=rules.trim),
    ]
    return ", ".join(parts)


def panel_head_lines(analysis: Analysis, language: Language) -> list[str]:
    """Return whose panel a scenario's weights come from, and the rules; nothing without one."""
    panel = analysis.scenario.model.panel
    if panel is None or not any(sector.weights.panel for sector in analysis.values()):
        return []
    rules = say("panel_rules_line", language, rules=rules_text(panel.rules, language))
    return [*made_up_lines(analysis, language), rules]


def panel_sector_lines(analysis: Analysis, sector: SectorAnalysis, language: Language) -> list[str]:
    """Return who has a say in a sector's weights, and how far they agree, node by node."""
    panel, found = analysis.scenario.model.panel, sector.weights.panel
    lines: list[str] = []
    if panel is None:
        return []
    for name, node in found.items():
        said = [heard_line(panel, node, language), agreement_line(node, language)]
        under = "" if name == GOAL else f"{node_name(analysis, name, language)}: "
        lines += [f"{under}{line}" for line in said]
    return lines


def node_name(analysis: Analysis, node: str, language: Language) -> str:
    """Return what is compared under a node."""
    if node == GOAL:
        return say("panel_node_goal", language)
    waiting = list(analysis.scenario.model.criteria)
    while (criterion := waiting.pop()).id != node:
        waiting.extend(criterion.criteria)
    return say("panel_node_under", language, name=criterion.name(language))


def heard_line(panel: Panel, node: NodeWeights, language: Language) -> str:
    """Return who has a say under a node, and how many of them contradict themselves."""
    counts = {group.id: 0 for group in panel.groups}
    for voice in node.kept:
        counts[voice.group] += 1
    over = [v for v in node.voices if v.own.consistency_ratio > node.rules.consistency_limit]
    return say(
        "panel_heard_line",
        language,
        kept=len(node.kept),
        groups=", ".join(
            f"{group.name(language)} {counts[group.id]}"
            for group in panel.groups
            if counts[group.id]
        ),
        over=len(over),
        left_out=sum(voice.left_out for voice in node.voices),
        missing=sum(voice.own.missing > 0 for voice in node.voices),
        changed=sum(len(voice.changes) for voice in node.voices),
    )


def agreement_line(node: NodeWeights, language: Language) -> str:
    """Return how far those agree who have a say under a node."""
    from ganeum.panel.agreement import agreement  # rankings without a panel need not wait for it

    found = agreement(node)
    return say(
        "panel_agreement_line",
        language,
        consensus=f"{100 * found.consensus.consensus:.0f} %",
        level=say(f"panel_level_{found.consensus.level}", language),
        concordance="-" if isnan(found.concordance) else f"{found.concordance:.2f}",
    )
