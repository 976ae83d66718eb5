"""Notes to respondents whose answers clash: polite, ready to send, and leading nobody."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from ganeum.analysis import Analysis
from ganeum.panel.review import NodeReview, Proposal
from ganeum.report.panel.names import PanelNames, panel_names
from ganeum.report.panel.panel_lines import panel_title
from ganeum.words import Language, say, with_particle

if TYPE_CHECKING:
    import pandas as pd

MOST = 2  # judgements under one node to look at again, where one is not enough
SAME = 1e-6  # a product of ratios of the scale that is whole, but for rounding


def re_ask_notes(
    analysis: Analysis, reviews: Sequence[NodeReview], language: Language
) -> Mapping[str, str]:
    """Return a note for each respondent with answers over the limit, by his anonymised id."""
    names, panel = panel_names(analysis, language), analysis.scenario.model.panel
    clashing: dict[str, list[NodeReview]] = {}
    for each in reviews:
        if each.proposals:
            clashing.setdefault(each.respondent, []).append(each)
    title = panel_title(panel, language) if panel else ""
    return {
        respondent: "\n".join(_note(respondent, found, title, names)) + "\n"
        for respondent, found in clashing.items()
    }


def _note(
    respondent: str, found: Sequence[NodeReview], title: str, names: PanelNames
) -> Iterator[str]:
    language = names.language
    yield say("re_ask_greeting", language, respondent=respondent)
    yield ""
    yield say("re_ask_thanks", language, title=title)
    yield say("re_ask_opening", language)
    number = 0
    for each in found:
        yield ""
        place = names.place(each.sector, each.node)
        values = {"ratio": f"{each.ratio:.2f}", "limit": f"{each.limit:.2f}"}
        yield say("re_ask_place", language, place=place, **values)
        first = each.proposals[0]
        for proposal in (first,) if first.enough else each.proposals[:MOST]:
            number += 1
            yield ""
            yield f"{number}. {_clash(proposal, names)}"
            yield f"   {_would_fit(proposal, each, names)}"
            pair = {"first": names.items[proposal.first], "second": names.items[proposal.second]}
            yield f"   {say('re_ask_answer', language, **pair)}"
            yield f"      {say('re_ask_reason', language)}"
    yield ""
    yield say("re_ask_closing", language)


def _clash(proposal: Proposal, names: PanelNames) -> str:
    """Return which answers clash, in words."""
    said = _stated(proposal.first, proposal.second, proposal.said, names)
    clash = proposal.clash
    if clash is None:
        return say("re_ask_odd", names.language, said=said)
    return say(
        "re_ask_clash",
        names.language,
        one=_stated(clash.first, clash.middle, clash.upper, names),
        other=_stated(clash.middle, clash.second, clash.lower, names),
        implied=_stated(clash.first, clash.second, clash.implied, names),
        said=said,
    )


def _would_fit(proposal: Proposal, each: NodeReview, names: PanelNames) -> str:
    to = _stated(proposal.first, proposal.second, proposal.to, names)
    values = {"now": f"{each.ratio:.2f}", "then": f"{proposal.ratio_after:.2f}"}
    key = "re_ask_fits" if proposal.enough else "re_ask_helps"
    return say(key, names.language, to=to, **values)


def _stated(first: str, second: str, value: float, names: PanelNames) -> str:
    """Return a judgement as a clause, the stronger side first; what nobody ticked is rounded."""
    if value < 1:
        first, second, value = second, first, 1 / value
    language, one, other = names.language, names.items[first], names.items[second]
    if abs(value - 1) < SAME:
        both = with_particle(one, "과", "와") if language == "ko" else one
        return say("re_ask_equal", language, one=both, other=_with_subject(other, language))
    whole = abs(value - round(value)) < SAME
    times = f"{value:.0f}" if whole else say("re_ask_about", language, value=f"{value:.1f}")
    key = "re_ask_better" if first in names.alternatives else "re_ask_matters"
    return say(key, language, one=_with_subject(one, language), other=other, times=times)


def _with_subject(name: str, language: Language) -> str:
    return with_particle(name, "이", "가") if language == "ko" else name


def notes_frame(notes: Mapping[str, str]) -> "pd.DataFrame":
    """Return a row a note."""
    import pandas as pd

    return pd.DataFrame({"respondent": list(notes), "note": list(notes.values())})
