"""How far answers by hand have come: their ratio at once, and the one that clashes most."""

from collections.abc import Sequence
from math import isnan

import streamlit as st

from ganeum.kernel import JudgementProposals
from ganeum.panel.entering import Entered, entered
from ganeum.panel.questionnaire import Node
from ganeum.panel_file import Respondent, Rules
from ganeum.report.panel.names import panel_names
from ganeum.words import say
from ganeum_ui import state, tables
from ganeum_ui.panel.asked import asked_about
from ganeum_ui.panel.scales import side_words


def so_far(who: Respondent, node: Node, rules: Rules) -> Entered:
    """Return how far somebody is with a node."""
    return entered(who, node, asked_about().model.methods.ahp.priorities, rules)


def told_so_far(found: Entered, node: Node, rules: Rules) -> None:
    """Say how far the answers have come, how consistent they are and what clashes."""
    language = state.language()
    names = {item.id: item.name(language) for item in node.items}
    progress = {"asked": found.asked, "answered": found.answered}
    tables.lines([say("desk_entry_progress", language, **progress)], "quiet")
    if found.own is None:
        parts = " | ".join(", ".join(names[each] for each in part) for part in found.parts)
        tables.lines([say("desk_entry_apart", language, parts=parts)])
        return
    ratio = f"{found.own.consistency_ratio:.3f}"
    tables.lines([say("desk_entry_ratio", language, ratio=ratio)], "answer")
    over = found.own.consistency_ratio > rules.consistency_limit
    limit = f"{rules.consistency_limit:.2f}"
    verdict = say("desk_entry_over" if over else "desk_entry_within", language, limit=limit)
    (st.warning if over else st.success)(
        verdict, icon=":material/warning:" if over else ":material/check:"
    )
    if over and found.proposals is not None:
        tables.lines([_worst(found.proposals, found.items)])
    gci = f"{found.own.geometric_consistency_index:.3f}"
    details = {"gci": gci, "source": found.own.random_index_source}
    tables.lines([say("desk_entry_details", language, **details)], "quiet")


def _worst(proposals: JudgementProposals, items: Sequence[str]) -> str:
    """Return which answer clashes most, and what would help."""
    language = state.language()
    names = panel_names(state.desk().analysis, language)
    i, j = (int(k) for k in proposals.pairs[0])
    first, second = items[i], items[j]
    enough = not isnan(proposals.nearest[0])
    to = float((proposals.nearest if enough else proposals.best)[0])
    ratio = float((proposals.ratio_at_nearest if enough else proposals.ratio_at_best)[0])
    return say(
        "desk_entry_worst",
        language,
        judgement=names.judgement(first, second, float(proposals.judgements[0])),
        to=side_words(names.items[first], names.items[second], to),
        ratio=f"{ratio:.3f}",
    )
