"""A part of a sensitivity report: its tables for people, its content for machines."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ganeum.analysis import Analysis
from ganeum.report.sections import Section
from ganeum.sensitivity import Sensitivity
from ganeum.words import Language


@dataclass(frozen=True, slots=True)
class Part:
    """How one part of an examined ranking is shown.

    Attributes
    ----------
    needs : which parts of `ganeum.sensitivity.PARTS` it shows.
    sections : its tables and lines in a language.
    payload : its content, ready for JSON.
    """

    needs: tuple[str, ...]
    sections: Callable[[Analysis, Sensitivity, Language], Sequence[Section]]
    payload: Callable[[Sensitivity], object]


def percent(share: float) -> str:
    """Return a share of 1 in percent, as tables show it."""
    return f"{100 * share:.1f}"


def group_names(analysis: Analysis, language: Language) -> dict[str, str]:
    """Return the names of the source groups by id."""
    evidence = analysis.scenario.evidence
    groups = evidence.model.groups if evidence else ()
    return {group.id: group.name(language) for group in groups}
