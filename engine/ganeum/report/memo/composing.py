"""A memo from results: which parts it has, in which order, numbered."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import fields, replace
from datetime import date
from typing import TypeVar

from ganeum.analysis import Analysis, analyse
from ganeum.examination import Examination, examine
from ganeum.loading import Scenario
from ganeum.problems import printable
from ganeum.report.memo.attachments import judgements, matrices, statements
from ganeum.report.memo.brief import Brief, text_cells
from ganeum.report.memo.content import (
    Block,
    Cell,
    Column,
    Figure,
    Heading,
    Memo,
    Paragraph,
    Table,
)
from ganeum.report.memo.findings import findings, ranking
from ganeum.report.memo.grounds import coverage, scope, weights
from ganeum.report.memo.reasons import disagreement, flips, why
from ganeum.report.memo.seal import Request, Seal, seal_of
from ganeum.report.ranking_report import DIGEST_SHOWN
from ganeum.scenario_reading import sectors_of
from ganeum.version import ENGINE
from ganeum.words import Language

Content = Callable[[Brief], list[Block]]

SECTIONS: Mapping[str, Content] = {
    "findings": findings,
    "ranking": ranking,
    "why": why,
    "flips": flips,
    "disagreement": disagreement,
    "weights": weights,
    "coverage": coverage,
    "scope": scope,
}
ATTACHMENTS: Mapping[str, Content] = {
    "matrices": matrices,
    "judgements": judgements,
    "statements": statements,
}
NAMES = (*SECTIONS, *ATTACHMENTS)
ONE_PAGE = ("findings", "ranking", "flips", "scope")
ONE_PAGE_OF_SEVERAL = ("findings", "ranking", "scope")
PARTS = ("flips", "influence", "smallest_set", "uncertainty")  # of an examination
ROMAN = "ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ"
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip

Shown = TypeVar("Shown", bound=Block | Cell | Column)


def memo_content(
    results: Examination | Analysis | Scenario,
    language: Language | None = None,
    *,
    sectors: Collection[str] | None = None,
    sections: Collection[str] | None = None,
    one_page: bool = False,
    figure: str | None = None,
    engine: str = ENGINE,
) -> Memo:
    """Return what a memo says, ready for every format.

    Parameters
    ----------
    results : Examination, Analysis or Scenario
        An examination must have the parts in `PARTS`; anything else is examined here.
    language : {"ko", "en"}, optional
        The scenario's if left out.
    sectors : collection of ids, optional
        Which sectors; all that were analysed if left out.
    sections : collection of the names in `NAMES`, optional
        Which parts, always in the order of `NAMES`; all if left out.
    one_page : bool, default False
        A paragraph, the ranking, the nearest changes and the limits, without figures and
        attachments; `sections` may leave out more.
    figure : str, optional
        The id of the one figure to keep; all if left out.
    engine : str
        The version of the engine that is named: its own, but for a memo that is made again.

    Raises
    ------
    KeyError
        If a sector, section or figure has no such name.
    ValueError
        If no sector or section is left, or an examination lacks its uncertainty.
    ScenarioError
        If the scenario cannot be ranked.
    """
    if isinstance(results, Scenario):
        results = analyse(results, sectors=list(sectors) if sectors is not None else None)
    if isinstance(results, Analysis):
        results = examine(_only(results, sectors), PARTS)
    analysis = _only(results.analysis, sectors)
    examination = Examination(
        analysis,
        tuple(found for found in results.rankings if found.sector in analysis),
        {sector: found for sector, found in results.uncertainty.items() if sector in analysis},
        results.contributions,
    )
    language = language or analysis.scenario.model.language
    chosen = _chosen(sections, one_page, len(analysis) > 1)
    request = Request(
        language=language,
        sectors=tuple(analysis),
        sections=chosen,
        one_page=one_page,
        figure=figure,
    )
    seal = seal_of(examination, request, engine)
    brief = Brief(examination, language, one_page)
    blocks = [*_parts(brief, chosen), *_sealed(brief, seal)]
    if figure is not None:
        if figure not in [block.id for block in blocks if isinstance(block, Figure)]:
            raise KeyError(figure)
        blocks = [b for b in blocks if not isinstance(b, Figure) or b.id == figure]
    model = analysis.scenario.model
    evidence = analysis.scenario.evidence
    known = sectors_of(model, evidence.model if evidence else None)
    whole = len(analysis) == len(known)
    names = brief.say("memo_all_sectors") if whole else brief.sectors(analysis)
    subject = brief.say("memo_subject", names=names) if len(known) > 1 else ""
    return Memo(
        title=_line(model.title(language)),
        subtitle=_line(subject),
        date=_date(model.date, language),
        scenario=_line(brief.say("memo_scenario", id=model.id)),
        language=language,
        blocks=tuple(_numbered(map(_clean, blocks))),
        seal=seal,
        examination=examination,
    )


def _only(analysis: Analysis, sectors: Collection[str] | None) -> Analysis:
    """Return an analysis of some of its sectors only, in its order."""
    if sectors is None:
        return analysis
    for sector in sectors:
        if sector not in analysis:
            raise KeyError(sector)
    kept = {name: found for name, found in analysis.items() if name in sectors}
    if not kept:
        raise ValueError("sectors is empty: a memo is about one at least")
    return replace(analysis, sectors=kept)


def sections_possible(one_page: bool, several: bool) -> tuple[str, ...]:
    """Return the names of the parts that a memo can have, in order."""
    if not one_page:
        return NAMES
    return ONE_PAGE_OF_SEVERAL if several else ONE_PAGE


def _chosen(sections: Collection[str] | None, one_page: bool, several: bool) -> tuple[str, ...]:
    for name in sections or ():
        if name not in NAMES:
            raise KeyError(name)
    known = sections_possible(one_page, several)
    chosen = tuple(name for name in known if sections is None or name in sections)
    if not chosen:
        raise ValueError(f"sections is {sections}: none of {', '.join(known)}")
    return chosen


def _parts(brief: Brief, chosen: Iterable[str]) -> Iterable[Block]:
    """Yield the parts under numbered headings, attachments after the rest."""
    parts = attachments = 0
    for name in chosen:
        inside = (SECTIONS.get(name) or ATTACHMENTS[name])(brief)
        if not inside:
            continue
        text = brief.say(f"memo_section_{name}")
        if name in SECTIONS:
            parts += 1
            sign = ROMAN[parts - 1] if brief.language == "ko" else str(parts)
            yield Heading(1, sign, text)
        else:
            attachments += 1
            label = brief.say("memo_attachment", number=attachments)
            yield Heading(1, label, text, attachment=True)
        yield from inside


def _sealed(brief: Brief, seal: Seal) -> list[Block]:
    """Return what a reader needs to make the memo again: a table, on one page a line."""
    drawn = f"{seal.draws:,} / {seal.seed}"
    methods = ", ".join(brief.say(method) for method in seal.methods)
    crosswalk = brief.crosswalk(seal.crosswalk) if seal.evidence_id else "-"
    short = DIGEST_SHOWN if brief.one_page else None
    lines = {
        "memo_scenario_digest": seal.scenario_digest[:short],
        "memo_evidence_digest": (seal.evidence_digest or "-")[:short],
        "memo_engine": seal.engine,
        "memo_methods": f"{methods} / {crosswalk}",
        "memo_drawn": drawn,
    }
    if brief.one_page:
        told = "; ".join(f"{brief.say(key)}: {text}" for key, text in lines.items())
        return [Paragraph(f"{brief.say('memo_section_seal')} - {told}")]
    rows = tuple(tuple(text_cells([brief.say(key), text])) for key, text in lines.items())
    columns = (
        Column(brief.say("memo_item"), names_row=True),
        Column(brief.say("value")),
    )
    table = Table("seal", brief.say("memo_seal"), columns, rows, brief.say("memo_seal_note"))
    return [Heading(1, "", brief.say("memo_section_seal")), table]


def _numbered(blocks: Iterable[Block]) -> Iterable[Block]:
    tables = figures = 0
    for block in blocks:
        if isinstance(block, Table):
            tables += 1
            yield replace(block, number=tables)
        elif isinstance(block, Figure):
            figures += 1
            yield replace(block, number=figures)
        else:
            yield block


def _clean(part: Shown) -> Shown:
    """Return a part with texts of one printable line each, whatever names a file holds."""
    changes: dict[str, object] = {}
    for name in (each.name for each in fields(part)):
        value = getattr(part, name)
        if isinstance(value, str):
            changes[name] = _line(value)
    if isinstance(part, Table):
        changes["columns"] = tuple(map(_clean, part.columns))
        changes["rows"] = tuple(tuple(map(_clean, row)) for row in part.rows)
    return replace(part, **changes)


def _line(text: str) -> str:
    return printable(" ".join(text.split()))


def _date(text: str | None, language: Language) -> str:
    """Return a date as the language writes it; one that is no date stays as it is."""
    try:
        day = date.fromisoformat(text or "")
    except ValueError:
        return _line(text or "")
    if language == "ko":
        return f"{day.year}. {day.month}. {day.day}."
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
