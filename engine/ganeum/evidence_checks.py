"""What an evidence file must mean, beyond its form: ids defined and used, codings whole."""

from collections.abc import Collection, Iterable, Iterator
from typing import Protocol

from ganeum.document import Document, Steps
from ganeum.evidence_file import EvidenceFile, Reading, Statement
from ganeum.fields import unit_sum
from ganeum.problems import Problem, listed, nearest_name


class Identified(Protocol):
    """Anything with an id."""

    @property
    def id(self) -> str:
        """Its id."""
        ...


def check_evidence(evidence: EvidenceFile, document: Document) -> Iterator[Problem]:
    """Yield everything that is wrong with the meaning of an evidence file."""
    for name in ("themes", "sectors", "groups", "statements", "strategies", "conclusions", "facts"):
        yield from repeated_ids(document, placed_ids((name,), getattr(evidence, name)))
    sectors = {sector.id for sector in evidence.sectors} | {"all"}
    groups = {group.id for group in evidence.groups}
    themes = {theme.id for theme in evidence.themes}
    ids = {statement.id for statement in evidence.statements}
    ranks = {group.id: group.ranks or 0 for group in evidence.groups}
    for number, statement in enumerate(evidence.statements):
        at: Steps = ("statements", number)
        yield from undefined(document, (*at, "sector"), "sector", [statement.sector], sectors)
        yield from undefined(document, (*at, "group"), "group", [statement.group], groups)
        yield from undefined(document, (*at, "repeats"), "statement", statement.repeats, ids)
        yield from undefined(document, (*at, "order"), "theme", statement.order, themes)
        yield from _statement(document, at, statement, themes, ranks.get(statement.group, 0))
    used = {statement.group for statement in evidence.statements}
    for number, group in enumerate(evidence.groups):
        if group.id not in used:
            yield document.problem(("groups", number), "unused", what="group", id=group.id)
    yield from _pointers(evidence, document, sectors, themes)


def _statement(
    document: Document, at: Steps, statement: Statement, themes: Collection[str], ranks: int
) -> Iterator[Problem]:
    codings = statement.codings
    readings = (codings.first, codings.second, codings.third) if codings else ()
    said = [statement.polarity, *(reading.polarity for reading in readings if reading)]
    if statement.sector == "all" and "need" in said:
        yield document.problem((*at, "sector"), "need_without_sector")
    if statement.priority is not None and statement.priority > ranks:
        yield document.problem(
            (*at, "priority"), "priority_not_ranked", priority=statement.priority, ranks=ranks
        )
    if statement.id in statement.repeats:
        yield document.problem((*at, "repeats"), "statement_repeats_itself")
    if statement.basis == "read":
        if codings is not None:
            yield document.problem((*at, "codings"), "read_with_codings")
        if statement.polarity is None:
            yield document.problem(at, "read_without_polarity")
            return
        own = Reading(polarity=statement.polarity, calls_for=statement.calls_for)
        yield from _reading(document, at, own, themes)
        return
    if statement.polarity is not None or statement.calls_for:
        yield document.problem(at, "judged_with_value")
    if codings is None:
        yield document.problem(at, "judged_without_codings")
        return
    for name in ("first", "second", "third"):
        reading: Reading | None = getattr(codings, name)
        if reading is not None:
            yield from _reading(document, (*at, "codings", name), reading, themes)
    if codings.third is not None:
        if codings.third.reason is None:
            yield document.problem((*at, "codings", "third"), "third_without_reason")
    elif codings.first.polarity != codings.second.polarity:
        yield document.problem(
            (*at, "codings"),
            "third_reading_needed",
            first=codings.first.polarity,
            second=codings.second.polarity,
        )


def _reading(
    document: Document, at: Steps, reading: Reading, themes: Collection[str]
) -> Iterator[Problem]:
    shares = reading.calls_for
    yield from undefined(document, (*at, "calls_for"), "theme", shares, themes)
    if reading.polarity in ("need", "supply"):
        if not shares:
            yield document.problem(at, "need_without_calls")
        elif not unit_sum(shares):
            total = f"{sum(shares.values()):.6g}"
            yield document.problem((*at, "calls_for"), "shares_sum", total=total)
    elif shares:
        yield document.problem((*at, "calls_for"), "calls_without_need", polarity=reading.polarity)


def _pointers(
    evidence: EvidenceFile, document: Document, sectors: Collection[str], themes: Collection[str]
) -> Iterator[Problem]:
    """Yield what points from beside the statements to a name that is not there."""
    strategies = [strategy.id for strategy in evidence.strategies]
    for number, conclusion in enumerate(evidence.conclusions):
        at: Steps = ("conclusions", number)
        yield from undefined(
            document, (*at, "strategy"), "strategy", [conclusion.strategy], strategies
        )
        yield from undefined(document, (*at, "sectors"), "sector", conclusion.sectors, sectors)
    for name in ("facts", "panels", "missing"):
        for number, part in enumerate(getattr(evidence, name)):
            yield from undefined(document, (name, number), "sector", [part.sector], sectors)
    for number, strength in enumerate(evidence.strengths):
        yield from undefined(document, ("strengths", number), "theme", [strength.area], themes)
    if evidence.coverage is None:
        return
    cells: list[tuple[Steps, str]] = []
    for name in ("marks", "judged"):
        for number, cell in enumerate(getattr(evidence.coverage, name)):
            here: Steps = ("coverage", name, number)
            yield from undefined(document, here, "sector", [cell.sector], sectors)
            yield from undefined(document, here, "theme", [cell.area], themes)
            cells.append((here, f"{cell.sector}.{cell.area}.{cell.provider}"))
    yield from repeated_ids(document, cells)


def undefined(
    document: Document, path: Steps, what: str, ids: Iterable[str], known: Collection[str]
) -> Iterator[Problem]:
    """Yield a problem for each id that is not among the known ones."""
    for name in ids:
        if name not in known:
            yield document.problem(
                path,
                "undefined",
                nearest_name(name, known),
                what=what,
                id=name,
                known=listed(sorted(known)),
            )


def placed_ids(path: Steps, parts: Iterable[Identified]) -> list[tuple[Steps, str]]:
    """Return the ids of a list's items, each with its place."""
    return [((*path, number), part.id) for number, part in enumerate(parts)]


def repeated_ids(document: Document, ids: Iterable[tuple[Steps, str]]) -> Iterator[Problem]:
    """Yield a problem for each id that stands twice, at its later place."""
    seen: set[str] = set()
    for path, name in ids:
        if name in seen:
            yield document.problem(path, "duplicate_id", id=name)
        seen.add(name)
