"""Statements of the evidence: found by sector, group, theme and words, and as a table."""

from collections.abc import Collection, Iterator, Sequence

from ganeum.evidence import reading
from ganeum.evidence_file import EvidenceFile, Statement
from ganeum.report.rounding import percentages
from ganeum.report.sections import Column, Section, place_text
from ganeum.words import LANGUAGES, Language, say


def find_statements(
    evidence: EvidenceFile,
    words: str = "",
    *,
    sectors: Collection[str] = (),
    groups: Collection[str] = (),
    themes: Collection[str] = (),
) -> list[Statement]:
    """Return the statements that fit, in the order of the source.

    Parameters
    ----------
    words : str
        All of them occur in what the statement says, in either language, in where it stands or in
        its id, whatever the case.
    sectors, groups : collections of ids
        The statement is of one of them; any will do if left out.
    themes : collection of ids
        It calls for one of them; any will do if left out.
    """
    wanted = words.casefold().split()
    return [
        statement
        for statement in evidence.statements
        if (not sectors or statement.sector in sectors)
        and (not groups or statement.group in groups)
        and (not themes or any(reading(statement).calls_for.get(theme) for theme in themes))
        and _holds(statement, wanted)
    ]


def _holds(statement: Statement, wanted: Sequence[str]) -> bool:
    if not wanted:
        return True
    text = " ".join(_texts(statement)).casefold()
    return all(word in text for word in wanted)


def _texts(statement: Statement) -> Iterator[str]:
    yield statement.id
    for language in LANGUAGES:
        yield statement.gist(language)
        yield place_text(statement.locator, language)
        if statement.note is not None:
            yield statement.note(language)


def statements_section(
    evidence: EvidenceFile, found: Sequence[Statement], language: Language, most: int = 1000
) -> Section:
    """Return the first statements as a table: what is said, by whom, of what, and where."""
    sectors = {sector.id: sector.name(language) for sector in evidence.sectors}
    groups = {group.id: group.name(language) for group in evidence.groups}
    themes = {theme.id: theme.name(language) for theme in evidence.themes}
    rows = [
        [
            sectors.get(statement.sector, say("all", language)),
            groups[statement.group],
            statement.gist(language),
            _calls(statement, themes, language),
            place_text(statement.locator, language),
        ]
        for statement in found[:most]
    ]
    names = ("sector", "group", "gist", "calls_for", "locator")
    more = [say("statements_more", language, count=most)] if len(found) > most else []
    title = say("statements_found", language, count=len(found), all=len(evidence.statements))
    return Section(title, [Column(say(name, language)) for name in names], rows, more, depth=2)


def _calls(statement: Statement, themes: dict[str, str], language: Language) -> str:
    """Return how a statement is read: its polarity and the shares of what it calls for."""
    if statement.missing:
        return say("missing", language)
    said = reading(statement)
    shares = {theme: share for theme, share in said.calls_for.items() if share}
    total = sum(shares.values())
    percents = percentages([share / total for share in shares.values()], 0) if total else []
    text = say(f"reading_{said.polarity}", language)
    if shares:
        pairs = zip(shares, percents, strict=True)
        text += ": " + ", ".join(f"{themes[name]} {percent} %" for name, percent in pairs)
    basis = [say(statement.basis, language)]
    basis += [say("repeats", language)] if statement.repeats else []
    return f"{text} ({', '.join(basis)})"
