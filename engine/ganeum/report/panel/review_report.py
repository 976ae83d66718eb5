"""Who of a panel contradicts himself and where, as tables."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ganeum.analysis import Analysis
from ganeum.panel.review import NodeReview, Proposal
from ganeum.panel_file import spelled
from ganeum.report.panel.names import PanelNames, panel_names
from ganeum.report.panel.panel_lines import made_up_lines
from ganeum.report.provenance import head
from ganeum.report.sections import RIGHT, Column, Section
from ganeum.words import Language, say

if TYPE_CHECKING:
    import pandas as pd

PROPOSAL_COLUMNS = (
    *("respondent", "sector", "node", "first", "second", "from", "to"),
    *("ratio_now", "ratio_after", "first_place_after", "accepted", "reason"),
)
OVER, GAPS = "!", "*"  # beside a ratio: over the limit; some pairs are missing


def review_sections(
    analysis: Analysis, reviews: Sequence[NodeReview], language: Language
) -> list[Section]:
    """Return the ratio of every respondent under every node, then what hurts and would help."""
    names = panel_names(analysis, language)
    return [_ratios(analysis, reviews, names), *_proposals(reviews, names)]


def _ratios(analysis: Analysis, reviews: Sequence[NodeReview], names: PanelNames) -> Section:
    language = names.language
    places = list(dict.fromkeys((each.sector, each.node) for each in reviews))
    found = {(each.respondent, each.sector, each.node): each for each in reviews}
    groups = {each.respondent: each.group for each in reviews}
    rows = [
        [
            respondent,
            names.groups[group],
            *(_ratio(found.get((respondent, sector, node))) for sector, node in places),
        ]
        for respondent, group in groups.items()
    ]
    columns = [
        Column(say("panel_respondent", language)),
        Column(say("group", language)),
        *(Column(names.place(*place), RIGHT) for place in places),
    ]
    over = [each for each in reviews if each.over]
    lines = made_up_lines(analysis, language)
    if reviews:
        lines.append(
            say(
                "panel_check_line",
                language,
                limit=f"{reviews[0].limit:g}",
                sources=", ".join(_sources(reviews)),
                over=len(over),
                count=len(reviews),
                people=len({each.respondent for each in over}),
            )
        )
    if any(each.missing for each in reviews):
        lines.append(say("panel_check_gaps", language))
    return Section(say("panel_check_head", language), columns, rows, lines)


def _sources(reviews: Sequence[NodeReview]) -> list[str]:
    """Return whose random indices the ratios are formed with; with gaps those of two authors."""
    return list(dict.fromkeys(s for each in reviews for s in each.random_index_source.split(", ")))


def _ratio(found: NodeReview | None) -> str:
    if found is None:
        return "-"
    signs = (OVER if found.over else "") + (GAPS if found.missing else "")
    return f"{found.ratio:.3f}{signs}"


def _proposals(reviews: Sequence[NodeReview], names: PanelNames) -> list[Section]:
    language = names.language
    rows: list[list[str]] = []
    lines: list[str] = [say("panel_hurts_note", language)]
    for each in reviews:
        for number, proposal in enumerate(each.proposals):
            opening = ["", "", "", ""]
            if not number:
                geometric = f"{each.geometric:.2f} ({each.geometric_limit:.2f})"
                place = names.place(each.sector, each.node)
                opening = [each.respondent, place, f"{each.ratio:.3f}", geometric]
            rows.append(
                [
                    *opening,
                    names.judgement(proposal.first, proposal.second, proposal.said),
                    spelled(proposal.to),
                    f"{proposal.ratio_after:.3f}{'' if proposal.enough else OVER}",
                    effect_text(proposal, names),
                ]
            )
        if each.together:
            changes = ", ".join(names.judgement(*change) for change in each.together)
            values = {"respondent": each.respondent, "changes": changes}
            place = names.place(each.sector, each.node)
            lines.append(say("panel_together", language, place=place, **values))
    if not rows:
        return []
    sides = ("left", "left", RIGHT, RIGHT, "left", RIGHT, RIGHT, "left")
    heads = ("panel_respondent", "sector", "panel_ratio", "panel_geometric")
    heads += ("panel_judgement", "panel_would_help", "panel_ratio_then", "panel_ranking_then")
    columns = [Column(say(key, language), side) for key, side in zip(heads, sides, strict=True)]
    return [Section(say("panel_hurts_head", language), columns, rows, lines, depth=2)]


def effect_text(proposal: Proposal, names: PanelNames) -> str:
    """Return what a proposal would do to the rankings, the first places before all."""
    language = names.language
    changed = [
        say(
            "panel_first_then",
            language,
            sector=names.sectors[effect.sector],
            method=say(effect.method, language),
            first=", ".join(names.items[name] for name in effect.then),
        )
        for effect in proposal.effects
        if effect.changes_first
    ]
    if changed:
        return "; ".join(changed)
    most = max((effect.largest_move for effect in proposal.effects), default=0)
    return say("panel_first_stays" if most else "panel_ranks_stay", language, places=most)


def review_frame(reviews: Sequence[NodeReview]) -> "pd.DataFrame":
    """Return a row a respondent, sector and node."""
    import pandas as pd

    rows = [_row(each) for each in reviews]
    return pd.DataFrame(rows, columns=None if rows else ["respondent"])


def _row(each: NodeReview) -> dict[str, object]:
    worst = each.proposals[0] if each.proposals else None
    return {
        "respondent": each.respondent,
        "group": each.group,
        "sector": each.sector,
        "node": each.node,
        "missing": each.missing,
        "changed": each.changed,
        "ratio": each.ratio,
        "limit": each.limit,
        "random_index": each.random_index_source,
        "geometric_index": each.geometric,
        "geometric_limit": each.geometric_limit,
        "verdict": "over" if each.over else "consistent",
        "worst_first": worst.first if worst else "",
        "worst_second": worst.second if worst else "",
    }


def review_payload(analysis: Analysis, reviews: Sequence[NodeReview]) -> dict[str, object]:
    """Return the review for machines."""
    panel = analysis.scenario.model.panel
    return {
        **head(analysis),
        "made_up": bool(panel and panel.made_up),
        "reviews": [
            {
                **_row(each),
                "weights": dict(zip(each.items, each.weights.tolist(), strict=True)),
                "proposals": [_payload(proposal) for proposal in each.proposals],
                "together": [
                    {"first": first, "second": second, "to": value}
                    for first, second, value in each.together
                ],
            }
            for each in reviews
        ],
    }


def _payload(proposal: Proposal) -> dict[str, object]:
    return {
        "sector": proposal.sector,
        "first": proposal.first,
        "second": proposal.second,
        "said": proposal.said,
        "to": proposal.to,
        "enough": proposal.enough,
        "ratio_after": proposal.ratio_after,
        "deviation": proposal.deviation,
        "effects": [
            {
                "sector": effect.sector,
                "method": effect.method,
                "first": list(effect.first),
                "then": list(effect.then),
                "largest_move": effect.largest_move,
            }
            for effect in proposal.effects
        ],
    }


def proposals_frame(reviews: Sequence[NodeReview]) -> "pd.DataFrame":
    """Return a row a proposal, for people to fill in what was accepted, and why."""
    import pandas as pd

    rows = [
        (
            each.respondent,
            proposal.sector,
            each.node,
            proposal.first,
            proposal.second,
            sided(proposal.original),
            sided(proposal.to),
            round(each.ratio, 4),
            round(proposal.ratio_after, 4),
            _first_places(proposal),
            "",
            "",
        )
        for each in reviews
        for proposal in each.proposals
    ]
    return pd.DataFrame(rows, columns=list(PROPOSAL_COLUMNS))


def _first_places(proposal: Proposal) -> str:
    """Return who would be first, by sector; both methods where they differ."""
    first: dict[str, dict[str, None]] = {}
    for effect in proposal.effects:
        first.setdefault(effect.sector, {})[" + ".join(effect.then)] = None
    return "; ".join(f"{sector}: {' / '.join(names)}" for sector, names in first.items())


def sided(judgement: float) -> str:
    """Return a judgement as a spreadsheet leaves it alone: A for the first, B for the second.

    >>> sided(3.0), sided(1 / 5), sided(1.0)
    ('A 3', 'B 5', 'A 1')
    """
    return f"A {spelled(judgement)}" if judgement >= 1 else f"B {spelled(1 / judgement)}"
