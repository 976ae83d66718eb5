"""From a weight down to what each respondent of a panel judged."""

from collections.abc import Iterator

from ganeum.analysis import Analysis, SectorAnalysis
from ganeum.panel_file import GOAL, spelled
from ganeum.panel_weights import NodeWeights, Voice
from ganeum.report.panel.panel_lines import agreement_line, heard_line, made_up_lines
from ganeum.report.rounding import percentages
from ganeum.report.sections import RIGHT, Column, Section
from ganeum.words import Language, say

Row = dict[str, object]


def voice_rows(sector: SectorAnalysis) -> Iterator[Row]:
    """Yield every judgement behind a sector's weights, as given and as changed since."""
    for name, node in sector.weights.panel.items():
        for voice in node.voices:
            reasons = {frozenset((c.first, c.second)): c.reason.en for c in voice.changes}
            for i, first in enumerate(node.items):
                for j in range(i + 1, len(node.items)):
                    original = float(voice.original[i, j])
                    if original == original:
                        yield {
                            "node": name,
                            "respondent": voice.respondent,
                            "group": voice.group,
                            "share": voice.share,
                            "left_out": voice.left_out,
                            "consistency_ratio": voice.own.consistency_ratio,
                            "first": first,
                            "second": node.items[j],
                            "judgement": float(voice.judgements[i, j]),
                            "original": original,
                            "reason": reasons.get(frozenset((first, node.items[j])), ""),
                        }


def voice_sections(
    analysis: Analysis, sector: SectorAnalysis, names: dict[str, str], language: Language
) -> list[Section]:
    """Return, for each thing that a panel weighed, what every respondent judged of it."""
    panel = analysis.scenario.model.panel
    if panel is None:
        return []
    groups = {group.id: group.name(language) for group in panel.groups}
    sections: list[Section] = []
    for name, node in sector.weights.panel.items():
        shown = percentages(node.values.tolist())
        for k, item in enumerate(node.items):
            what = names[item] if name == GOAL else f"{names[name]} - {names[item]}"
            title = say("explain_weight", language, area=what, weight=f"{shown[k]} %")
            lines: list[str] = []
            if not k:
                lines = [heard_line(panel, node, language), agreement_line(node, language)]
                lines = [*made_up_lines(analysis, language), *lines]
            rows = [
                [groups[voice.group], *_row(node, voice, k, names, language)]
                for voice in node.voices
            ]
            sections.append(Section(title, _columns(language), rows, lines, depth=2))
    return sections


def _columns(language: Language) -> list[Column]:
    heads = ("group", "panel_respondent", "share", "panel_own", "panel_said", "panel_ratio")
    sides = ("left", "left", RIGHT, RIGHT, "left", RIGHT)
    columns = [Column(say(head, language), side) for head, side in zip(heads, sides, strict=True)]
    return [*columns, Column(say("panel_remark", language))]


def _row(
    node: NodeWeights, voice: Voice, k: int, names: dict[str, str], language: Language
) -> list[str]:
    """Return what one respondent says of one item: against each other one, and how it counts."""
    said: list[str] = []
    for j, other in enumerate(node.items):
        now, first = float(voice.judgements[k, j]), float(voice.original[k, j])
        if j == k or now != now:
            continue
        text = f"{names[other]} {spelled(now)}"
        if abs(now - first) > 1e-9:
            text += f" ({say('panel_was', language, value=spelled(first))})"
        said.append(text)
    remarks = [
        change.reason(language)
        for change in voice.changes
        if node.items[k] in (change.first, change.second)
    ]
    if voice.left_out:
        remarks.insert(0, say("panel_voice_left_out", language))
    return [
        voice.respondent,
        f"{100 * voice.share:.1f} %",
        f"{100 * float(voice.own.priorities[k]):.1f} %",
        ", ".join(said),
        f"{voice.own.consistency_ratio:.3f}",
        "; ".join(remarks),
    ]
