"""Where the weights come from, what is already done, and what was held fixed."""

import math
from collections.abc import Iterator

from ganeum.panel.group_view import groups_alone
from ganeum.panel_file import GOAL
from ganeum.report.evidence_report import MARK_SIGNS
from ganeum.report.memo.brief import Brief, by_sector, percent_cells, text_cells
from ganeum.report.memo.content import Block, Bullet, Cell, Column, Table
from ganeum.report.memo.figures import coverage_figure
from ganeum.report.memo.findings import drawn
from ganeum.report.panel.panel_lines import panel_head_lines
from ganeum.report.ranking_report import note_lines, origin_lines
from ganeum.report.rounding import percentages
from ganeum.report.sections import place_text

SIGNS = tuple(MARK_SIGNS[mark] or "-" for mark in ("none", "ordinary", "strong"))


def weights(brief: Brief) -> list[Block]:
    """Return the weights, what each source group alone would give, and their consistency."""
    panel = panel_head_lines(brief.analysis, brief.language)
    return [*(Bullet(1, line) for line in panel), *by_sector(brief, _weights_and_origin)]


def _weights_and_origin(brief: Brief, sector: str) -> Iterator[Block]:
    yield _weights(brief, sector)
    for line in origin_lines(brief.analysis, brief.analysis[sector], brief.language):
        yield Bullet(1, line)


def _weights(brief: Brief, sector: str) -> Table:
    found = brief.analysis[sector].weights
    model, areas, groups = brief.analysis.scenario.model, brief.areas(), brief.groups()
    speaking = [view for view in found.groups if view.calls]
    method = model.methods.ahp.priorities
    columns = [percent_cells(found.values.tolist())]
    columns += [percent_cells(view.own_weights(method).tolist()) for view in speaking]
    goal = found.panel.get(GOAL)
    panel = groups_alone(brief.analysis, goal) if goal else {}
    columns += [percent_cells(each.values.tolist()) for each in panel.values()]
    rows = [
        (*text_cells([areas[criterion]]), *(cells[k] for cells in columns))
        for k, criterion in enumerate(found.criteria)
    ]
    alone = brief.say("memo_group_alone")
    heads = (
        Column(brief.say("area"), names_row=True),
        Column(brief.say("memo_weight"), "percent"),
        *(
            Column(
                brief.say("memo_group_count", group=groups[view.group], count=len(view.calls)),
                "percent",
                over=alone,
            )
            for view in speaking
        ),
        *(
            Column(
                brief.say(
                    "memo_panel_count", group=brief.panel_groups()[name], count=len(each.kept)
                ),
                "percent",
                over=alone,
            )
            for name, each in panel.items()
        ),
    )
    notes = [brief.say(f"memo_weights_{found.origin}")]
    if speaking:
        shown = percentages([view.share for view in speaking])
        shares = ", ".join(
            f"{groups[view.group]} {share} %" for view, share in zip(speaking, shown, strict=True)
        )
        if len({round(view.share, 9) for view in speaking}) == 1:
            shares = brief.say("memo_equal_shares")
        crosswalk = brief.crosswalk(brief.analysis.crosswalk)
        notes.append(brief.say("memo_group_shares", shares=shares, crosswalk=crosswalk))
    return Table(
        f"weights.{sector}",
        brief.caption("memo_weights", sector),
        heads,
        tuple(rows),
        "; ".join(notes),
        brief.source(brief.statement_places([sector])),
    )


def coverage(brief: Brief) -> list[Block]:
    """Return what each sector needs against what state and city already do, if that is known."""
    from ganeum.report.charts.frames import coverage_frame

    evidence = brief.analysis.scenario.evidence
    frame = coverage_frame(brief.analysis, brief.language)
    if evidence is None or evidence.model.coverage is None or frame.empty:
        return [Bullet(1, brief.say("chart_no_coverage"))]
    shown = {
        sector: percent_cells(found.weights.values.tolist())
        for sector, found in brief.analysis.items()
    }
    rows: list[tuple[Cell, ...]] = []
    gaps: list[str] = []
    for row in frame.to_dict("records"):
        place = brief.analysis[row["sector"]].weights.criteria.index(row["criterion"])
        mark = _level if row["judged"] else _sign
        name = row["area"] + (f" ({brief.say('judged_short')})" if row["judged"] else "")
        rows.append(
            (
                *text_cells([row["sector_name"], name]),
                shown[row["sector"]][place],
                mark(row["state"]),
                mark(row["seoul"]),
                *text_cells([brief.say("memo_gap") if row["gap"] else ""]),
            )
        )
        if row["gap"]:
            gaps.append(f"{row['sector_name']} {row['area']}" if brief.several else row["area"])
    columns = (
        Column(brief.say("sector"), names_row=True),
        Column(brief.say("area"), names_row=True),
        Column(brief.say("memo_weight"), "percent"),
        *(
            Column(brief.say(provider), over=brief.say("memo_done"))
            for provider in ("state", "seoul")
        ),
        Column(brief.say("memo_gap_column")),
    )
    marked = evidence.model.coverage
    places = [marked.locator, *(c.first.locator for c in marked.judged)]
    table = Table(
        "coverage",
        brief.caption("chart_coverage"),
        columns,
        tuple(rows),
        brief.say("memo_coverage_note"),
        brief.source([*places, *brief.statement_places(brief.analysis)]),
    )
    line = brief.say("memo_gaps", names=", ".join(gaps) or brief.say("memo_none"))
    return [Bullet(1, line), table, coverage_figure(brief)]


def _sign(level: float) -> Cell:
    """Return a printed mark; a missing one is no mark of zero."""
    return Cell("") if math.isnan(level) else Cell(SIGNS[int(level)], level)


def _level(level: float) -> Cell:
    return Cell("") if math.isnan(level) else Cell(f"{level:g}", level)


def scope(brief: Brief) -> list[Block]:
    """Return what was varied, what was held fixed, and what nobody knows."""
    sector = next(iter(brief.analysis))
    found, model = brief.uncertainty(sector), brief.analysis.scenario.model
    varied = ", ".join(brief.say(f"source_{name}") for name in found.varied)
    values = drawn(brief)
    blocks: list[Block] = [
        Bullet(1, brief.say("memo_varied", names=varied or brief.say("memo_none"), **values)),
        Bullet(1, brief.say("memo_fixed")),
    ]
    if not brief.one_page:
        blocks.insert(1, Bullet(1, brief.say("memo_exact")))
    if held := [name for name, why in found.held.items() if why == "off"]:
        names = ", ".join(brief.say(f"source_{name}") for name in held)
        blocks.append(Bullet(2, brief.say("memo_switched_off", names=names)))
    rules = {name: getattr(model.methods, name).normalisation for name in brief.methods}
    listing = ", ".join(
        f"{brief.say(name)} {brief.say(f'chart_{rule}')}" for name, rule in rules.items()
    )
    blocks.append(Bullet(1, brief.say("memo_rules", rules=listing)))
    blocks += [Bullet(1, line) for line in note_lines(brief.analysis, brief.language)]
    evidence = brief.analysis.scenario.evidence
    if evidence and not brief.one_page:
        sectors = set(brief.analysis)
        blocks.extend(
            Bullet(
                1,
                brief.say(
                    "memo_missing",
                    what=gap.what(brief.language),
                    why=gap.why(brief.language),
                    place=place_text(gap.locator, brief.language),
                ),
            )
            for gap in evidence.model.missing
            if gap.sector in sectors or gap.sector == "all"
        )
    return blocks
