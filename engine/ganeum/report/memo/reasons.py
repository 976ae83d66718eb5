"""Why the first is first, what would change that, and where methods and assumptions disagree."""

from collections.abc import Iterator
from typing import cast

from ganeum.assumptions import Assumed, assumed
from ganeum.ranking import Method
from ganeum.report.explanation import area_rows
from ganeum.report.memo.brief import (
    Brief,
    by_sector,
    firsts,
    number,
    percent_cells,
    plain,
    text_cells,
)
from ganeum.report.memo.content import Block, Bullet, Cell, Column, Table
from ganeum.report.memo.figures import flips_figure, head_to_head_figure
from ganeum.report.memo.findings import clear_winner, methods_agree
from ganeum.report.sensitivity import RANKING_PARTS, flip_text

MOST_FLIPS, FEWEST_FLIPS = 5, 3  # of a method, in full and on one page
STEPS = {"ahp": ("contribution",), "topsis": ("gap_to_ideal", "lead_on_anti_ideal")}
VERDICTS = {
    True: "memo_verdict_clear",
    False: "memo_verdict_draws",
    None: "memo_verdict_uncounted",
}
HEADINGS = {"contribution": "contribution", "gap_to_ideal": "gap", "lead_on_anti_ideal": "lead"}


def why(brief: Brief) -> list[Block]:
    """Return the first of each ranking against the second, area by area."""
    return by_sector(brief, _why)


def _why(brief: Brief, sector: str) -> Iterator[Block]:
    if len(brief.analysis[sector].matrix.alternatives) == 1:
        yield Bullet(1, brief.say("chart_alone"))
        return
    for method in brief.methods:
        yield from _head_to_head(brief, sector, method)


def _pair(brief: Brief, sector: str, method: Method) -> tuple[str, str]:
    ranking = brief.analysis[sector].ranking(method)
    first, second = ranking.order()[:2]
    return ranking.alternatives[first], ranking.alternatives[second]


def _head_to_head(brief: Brief, sector: str, method: Method) -> list[Block]:
    """Return what the first two have in each area by one method; in AHP the differences add up."""
    found = brief.analysis[sector]
    ranking = found.ranking(method)
    pair = _pair(brief, sector, method)
    both = [cast("list[dict[str, float]]", area_rows(found, each)) for each in pair]
    names, areas = [brief.alternative(each) for each in pair], brief.areas()
    weights = percent_cells(found.leaf_weights.tolist())
    steps = STEPS[method]
    rows = [
        (
            *text_cells([areas[criterion]]),
            weights[k],
            *(plain(side[k]["score"]) for side in both),
            *(number(side[k][step]) for step in steps for side in both),
        )
        for k, criterion in enumerate(found.matrix.criteria)
    ]
    if method == "ahp":
        scores = [float(ranking.scores[ranking.alternatives.index(each)]) for each in pair]
        blank = [Cell("") for _ in range(3)]
        rows.append((*text_cells([brief.say("memo_total")]), *blank, *map(number, scores)))
    columns = (
        Column(brief.say("area"), names_row=True),
        Column(brief.say("memo_weight"), "percent"),
        *(Column(name, "number", over=brief.say("score")) for name in names),
        *(
            Column(name, "number", over=brief.say(HEADINGS[step]))
            for step in steps
            for name in names
        ),
    )
    tied = len(firsts(ranking)) > 1
    key = "memo_tied_pair" if tied else "memo_pair"
    line = brief.say(key, method=brief.say(method), first=names[0], second=names[1])
    table = Table(
        f"head_to_head_{method}.{sector}",
        brief.caption(f"memo_head_to_head_{method}", sector),
        columns,
        tuple(rows),
        brief.say(f"memo_head_to_head_note_{method}"),
        brief.source([*brief.statement_places([sector]), *brief.score_places([sector])]),
    )
    blocks: list[Block] = [Bullet(1, line), table]
    if method == "ahp" and not brief.several:
        blocks.append(head_to_head_figure(brief, sector, pair))
    return blocks


def flips(brief: Brief) -> list[Block]:
    """Return the changes of weights at which the first place changes, and what carries it."""
    return by_sector(brief, _flips_and_influence)


def _flips_and_influence(brief: Brief, sector: str) -> Iterator[Block]:
    yield _flips(brief, sector)
    if brief.one_page:
        return
    if not brief.several:
        yield flips_figure(brief, sector)
    for method in brief.methods:
        sections = RANKING_PARTS["influence"].sections(
            brief.analysis, brief.examined(sector, method), brief.language
        )
        by = brief.say(method)
        for section in sections:
            yield from (Bullet(1, f"{by}: {line}") for line in section.lines)


def _flips(brief: Brief, sector: str) -> Table:
    most = FEWEST_FLIPS if brief.one_page else MOST_FLIPS
    rows: list[tuple[Cell, ...]] = []
    for method in brief.methods:
        found = brief.examined(sector, method).flips[:most]
        by = brief.say(method)
        rows.extend(
            (
                *text_cells([by, flip_text(flip, brief.analysis, brief.language)]),
                number(100 * flip.moved, 1),
                *text_cells([brief.alternative(flip.next_first)]),
            )
            for flip in found
        )
        if not found:
            nothing = brief.say("memo_no_flip")
            rows.append((*text_cells([by, nothing]), Cell("-"), Cell("-")))
    columns = (
        Column(brief.say("method"), names_row=True),
        Column(brief.say("change")),
        Column(brief.say("moved"), "number"),
        Column(brief.say("new_first")),
    )
    return Table(
        f"flips.{sector}",
        brief.caption("flips_head", sector),
        columns,
        tuple(rows),
        f"{brief.say('memo_nearest_only', count=most)}; {brief.say('flips_note')}",
        brief.source(brief.statement_places([sector])),
    )


def disagreement(brief: Brief) -> list[Block]:
    """Return who is first under other crosswalks, codings and normalisations."""
    others = list(assumed(brief.analysis))
    return by_sector(
        brief,
        lambda brief, sector: [
            Bullet(1, _verdict(brief, sector)),
            _assumptions(brief, sector, others),
        ],
    )


def _verdict(brief: Brief, sector: str) -> str:
    if not methods_agree(brief, sector):
        return brief.say("memo_verdict_methods")
    clear = clear_winner(brief, sector)
    if len(brief.methods) == 1 and clear is not False:
        return brief.say(f"{VERDICTS[clear]}_one", method=brief.say(brief.methods[0]))
    return brief.say(VERDICTS[clear])


def _assumptions(brief: Brief, sector: str, others: list[Assumed]) -> Table:
    base = _firsts(brief, sector, None)
    rows = [tuple(text_cells([brief.say("memo_base_case"), *base, ""]))]
    for other in others:
        found = _firsts(brief, sector, other)
        same = all(name in ("", kept) for name, kept in zip(found, base, strict=True))
        label = brief.say(f"memo_assumed_{other.kind}", name=_named(brief, other))
        rows.append(tuple(text_cells([label, *found, brief.say("yes" if same else "no")])))
    columns = (
        Column(brief.say("memo_assumption"), names_row=True),
        *(Column(brief.say(m), over=brief.say("first_place")) for m in brief.methods),
        Column(brief.say("memo_as_base")),
    )
    return Table(
        f"assumptions.{sector}",
        brief.caption("memo_assumptions", sector),
        columns,
        tuple(rows),
        brief.say("memo_assumptions_note"),
        brief.source([*brief.statement_places([sector]), *brief.score_places([sector])]),
    )


def _named(brief: Brief, other: Assumed) -> str:
    if other.kind == "coding":
        return brief.say(other.name)
    if other.kind == "crosswalk":
        return brief.crosswalk(other.name)
    return brief.say(f"chart_{other.name}")


def _firsts(brief: Brief, sector: str, other: Assumed | None) -> list[str]:
    """Return who is first by each method; nothing where an assumption leaves a method alone."""
    rankings = (other.analysis if other else brief.analysis)[sector].rankings
    return [
        brief.alternatives(firsts(rankings[method])) if method in rankings else ""
        for method in brief.methods
    ]
