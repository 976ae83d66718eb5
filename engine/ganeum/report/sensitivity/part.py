"""A part of a sensitivity report: its tables for people, its content for machines."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ganeum.analysis import Analysis
from ganeum.report.sections import Section
from ganeum.sensitivity import Sensitivity
from ganeum.words import Language, say


@dataclass(frozen=True, slots=True)
class Part:
    """How one part of an examined ranking is shown.

    Attributes
    ----------
    needs : which parts of `ganeum.sensitivity.PARTS` it shows.
    sections : its tables and lines in a language.
    payload : its content, ready for JSON.
    absent : where it has no tables, a sentence that says why.
    """

    needs: tuple[str, ...]
    sections: Callable[[Analysis, Sensitivity, Language], Sequence[Section]]
    payload: Callable[[Sensitivity], object]
    absent: Callable[[Analysis, Sensitivity, Language], str] | None = None


def nothing_to_show(what: str, why: str, language: Language) -> str:
    """Return a sentence from the keys of a part and of why it has nothing."""
    return say("nothing_to_show", language, what=say(what, language), why=say(why, language))


def percent(share: float) -> str:
    """Return a share of 1 in percent, as tables show it."""
    return f"{100 * share:.1f}"


def tied_now(shown: str, moved: float, language: Language) -> str:
    """Return a threshold as it is shown, with the word for a tie where nothing has to move."""
    return shown if moved else say("tie_now", language, value=shown)


def group_names(analysis: Analysis, language: Language) -> dict[str, str]:
    """Return the names of the source groups by id."""
    evidence = analysis.scenario.evidence
    groups = evidence.model.groups if evidence else ()
    return {group.id: group.name(language) for group in groups}
