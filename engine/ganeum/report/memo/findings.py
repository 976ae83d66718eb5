"""What was found, in one paragraph, and the rankings themselves."""

from collections.abc import Iterator

from ganeum.ranking import Method
from ganeum.report.memo.brief import (
    MOST_ROWS,
    Brief,
    by_sector,
    firsts,
    number,
    rank_cells,
    share_decimals,
    text_cells,
)
from ganeum.report.memo.content import Block, Bullet, Cell, Column, Paragraph, Table
from ganeum.report.memo.figures import board_figure, contributions_figure
from ganeum.report.panel.panel_lines import made_up_lines
from ganeum.report.ranking_report import change_lines, matrix_lines
from ganeum.report.sensitivity import flip_text
from ganeum.sensitivity import Flip
from ganeum.sensitivity.tiers import SETTLED

WINNER = {True: "memo_clear", False: "memo_not_clear", None: "memo_often"}
CLEAR = {True: "yes", False: "no", None: "memo_uncounted"}


def findings(brief: Brief) -> list[Block]:
    """Return what was found: one paragraph, and of several sectors a table."""
    blocks: list[Block] = []
    sectors = list(brief.analysis)
    if brief.several:
        values = {
            "count": len(sectors),
            "clear": brief.sectors(s for s in sectors if clear_winner(brief, s)),
        }
        method = brief.methods[0]
        if len(brief.methods) == 1:
            text = brief.say("memo_found_sectors_one", method=brief.say(method), **values)
        else:
            agree = brief.sectors(s for s in sectors if methods_agree(brief, s))
            text = brief.say("memo_found_sectors", agree=agree, **values)
        board = brief.examination.board(method)
        if board and len(board.alternatives) > board.top:
            no_regret = brief.alternatives(board.no_regret)
            text += " " + brief.say("memo_no_regret", names=no_regret, settled=f"{100 * SETTLED:g}")
        blocks.append(Paragraph(text))
        blocks.append(_overview(brief))
    else:
        blocks.append(Paragraph(" ".join(_sentences(brief, sectors[0]))))
    panel = brief.analysis.scenario.model.panel
    lines = change_lines(brief.analysis, brief.language)
    if panel is not None and panel.made_up:  # also on one page, where the weights are not shown
        lines += made_up_lines(brief.analysis, brief.language)[:1]
    blocks.extend(Bullet(1, line) for line in lines)
    return blocks


def methods_agree(brief: Brief, sector: str) -> bool:
    """Tell whether every method puts the same first."""
    return len({firsts(ranking) for ranking in brief.analysis[sector].rankings.values()}) == 1


def clear_winner(brief: Brief, sector: str) -> bool | None:
    """Tell whether one alternative is first by every method, and settled ahead of all others.

    None where alternatives are too many to count who is ahead of whom, or nothing was drawn.
    """
    if not methods_agree(brief, sector):
        return False
    tiers = [brief.examination.tiers(sector, method) for method in brief.methods]
    known = [found.clear_winner for found in tiers if found is not None]
    return all(known) if len(known) == len(tiers) else None


def nearest_flip(brief: Brief, sector: str) -> tuple[Method, Flip] | None:
    """Return the smallest change of weights that changes a first place, and by which method."""
    found: list[tuple[Method, Flip]] = [
        (method, flip)
        for method in brief.methods
        for flip in brief.examined(sector, method).flips[:1]
    ]
    return min(found, key=lambda each: round(each[1].moved, 12), default=None)


def most_often_first(brief: Brief, sector: str) -> tuple[tuple[str, ...], float, float]:
    """Return who is first most often when everything uncertain is drawn, the share, its error.

    Several if they are first in the same number of draws, as those are that are always tied.
    """
    found = brief.uncertainty(sector)
    shares = found.rank_acceptability[:, 0]
    best = int(shares.argmax())
    names = tuple(
        name
        for name, share in zip(found.alternatives, shares, strict=True)
        if share == shares[best]
    )
    return names, float(shares[best]), float(found.standard_error[best, 0])


def _percent(share: float, error: float) -> str:
    return f"{100 * share:.{share_decimals(error)}f}"


def _sentences(brief: Brief, sector: str) -> list[str]:
    """Return the findings of one sector: who is first, how surely, what would change it."""
    found = brief.analysis[sector]
    first = {method: firsts(ranking) for method, ranking in found.rankings.items()}
    head = {"sector": brief.sector(sector), "count": len(found.matrix.alternatives)}
    if len(first) == 1:
        (method, names), *_ = first.items()
        by = brief.say(method)
        sentences = [
            brief.say("memo_found_one", first=brief.alternatives(names), method=by, **head)
        ]
    elif methods_agree(brief, sector):
        names = brief.alternatives(first["ahp"])
        sentences = [brief.say("memo_found_agree", first=names, **head)]
    else:
        each = {method: brief.alternatives(names) for method, names in first.items()}
        sentences = [brief.say("memo_found_differ", **each, **head)]
    if len(found.matrix.alternatives) > 1:
        often, share, error = most_often_first(brief, sector)
        sentences.append(
            brief.say(
                WINNER[clear_winner(brief, sector)],
                name=brief.alternatives(often),
                share=_percent(share, error),
                draws=f"{brief.uncertainty(sector).draws:,}",
            )
        )
        if nearest := nearest_flip(brief, sector):
            method, flip = nearest
            sentences.append(
                brief.say(
                    "memo_nearest",
                    change=flip_text(flip, brief.analysis, brief.language),
                    first=brief.alternative(flip.next_first),
                    method=brief.say(method),
                )
            )
        else:
            sentences.append(brief.say("memo_no_flip"))
    return sentences


def _overview(brief: Brief) -> Table:
    """Return the first places of all sectors, and how sure each is."""
    rows: list[tuple[Cell, ...]] = []
    for sector, found in brief.analysis.items():
        often, share, error = most_often_first(brief, sector)
        nearest = nearest_flip(brief, sector)
        rows.append(
            (
                *text_cells(
                    [
                        brief.sector(sector),
                        *(brief.alternatives(firsts(each)) for each in found.rankings.values()),
                        brief.alternatives(often),
                    ]
                ),
                Cell(_percent(share, error), share),
                *text_cells([brief.say(CLEAR[clear_winner(brief, sector)])]),
                number(100 * nearest[1].moved, 1) if nearest else Cell("-"),
            )
        )
    columns = (
        Column(brief.say("sector"), names_row=True),
        *(Column(brief.say(m), over=brief.say("first_place")) for m in brief.methods),
        Column(brief.say("memo_most_often"), over=brief.say("memo_stability")),
        Column(brief.say("memo_first_share"), "percent", over=brief.say("memo_stability")),
        Column(brief.say("memo_clear_column"), over=brief.say("memo_stability")),
        Column(brief.say("memo_nearest_column"), "number"),
    )
    return Table(
        "overview",
        brief.caption("memo_overview"),
        columns,
        tuple(rows),
        brief.say("memo_overview_note", settled=f"{100 * SETTLED:g}", **drawn(brief)),
        brief.source(brief.statement_places(brief.analysis)),
    )


def drawn(brief: Brief) -> dict[str, str]:
    """Return how many draws, from which seed, and the largest standard error of a first place."""
    found = [brief.uncertainty(sector) for sector in brief.analysis]
    error = max(float(each.standard_error[:, 0].max()) for each in found)
    return {
        "draws": f"{found[0].draws:,}",
        "seed": str(found[0].seed),
        "error": f"{100 * error:.2f}",
    }


def ranking(brief: Brief) -> list[Block]:
    """Return the rankings, with a figure each; of several sectors the board first."""
    blocks: list[Block] = []
    if brief.several and (board := board_figure(brief)):
        blocks.append(_board(brief))
        if brief.one_page:
            return blocks
        blocks.append(board)
    return blocks + by_sector(brief, _ranking_and_figure)


def _ranking_and_figure(brief: Brief, sector: str) -> Iterator[Block]:
    yield _ranking(brief, sector)
    if not brief.one_page and "ahp" in brief.methods:
        yield contributions_figure(brief, sector)


def _board(brief: Brief) -> Table:
    """Return interventions by sectors: the rank and its range."""
    board = brief.examination.board(brief.methods[0])
    assert board is not None  # noqa: S101 - the figure of it exists
    rows = [
        (
            *text_cells([brief.alternative(alternative)]),
            *(
                Cell(f"{rank} ({best}~{worst})", int(rank)) if rank else Cell("-")
                for rank, best, worst in zip(
                    board.ranks[i], board.best[i], board.worst[i], strict=True
                )
            ),
            *text_cells([brief.say(f"chart_{board.overall[i]}")]),
        )
        for i, alternative in enumerate(board.alternatives)
    ]
    method = brief.say(brief.methods[0])
    columns = (
        Column(brief.say("alternative"), names_row=True),
        *(
            Column(brief.sector(sector), "number", over=brief.say("memo_rank_by", method=method))
            for sector in board.sectors
        ),
        Column(brief.say("chart_band")),
    )
    values = {"central": f"{100 * board.central:g}", "settled": f"{100 * board.settled:g}"}
    return Table(
        "board",
        brief.caption("memo_board"),
        columns,
        tuple(rows),
        brief.say("memo_board_note", **values, **drawn(brief)),
        brief.source(brief.statement_places(brief.analysis)),
    )


def _ranking(brief: Brief, sector: str) -> Table:
    """Return the ranking of a sector by every method, and how stable each place is."""
    found = brief.analysis[sector]
    rankings = list(found.rankings.values())
    drawn_ranks = brief.uncertainty(sector)
    error = float(drawn_ranks.standard_error[:, 0].max())
    shares = drawn_ranks.rank_acceptability[:, 0].tolist()
    shares = [Cell(_percent(share, error), share) for share in shares]
    best, worst = drawn_ranks.rank_range()
    ranks = [rank_cells(each) for each in rankings]
    order = rankings[0].order()
    rows = [
        (
            *(cells[i] for cells in ranks),
            *text_cells([brief.alternative(found.matrix.alternatives[i])]),
            *(number(float(each.scores[i])) for each in rankings),
            shares[i],
            *text_cells([f"{best[i]}~{worst[i]}"]),
        )
        for i in order[:MOST_ROWS]
    ]
    columns = (
        *(Column(brief.say(m), "number", over=brief.say("rank")) for m in brief.methods),
        Column(brief.say("alternative"), names_row=True),
        *(Column(brief.say(m), "number", over=brief.say("score")) for m in brief.methods),
        Column(brief.say("memo_first_share"), "percent", over=brief.say("memo_stability")),
        Column(brief.say("memo_rank_range"), "number", over=brief.say("memo_stability")),
    )
    notes = [brief.say("memo_ranking_note", **drawn(brief))]
    if "method" not in drawn_ranks.varied and len(brief.methods) > 1:
        notes.append(brief.say("memo_stability_of", method=brief.say(brief.methods[0])))
    if len(order) > MOST_ROWS:
        notes.append(brief.say("chart_first_of", count=len(order), shown=MOST_ROWS))
    if any(cell.text.endswith("=") for cells in ranks for cell in cells):
        notes.append(brief.say("ties_line"))
    notes.extend(matrix_lines(brief.analysis, found, brief.language))
    return Table(
        f"ranking.{sector}",
        brief.caption("memo_ranking", sector),
        columns,
        tuple(rows),
        "; ".join(notes),
        brief.source(brief.statement_places([sector])),
    )
