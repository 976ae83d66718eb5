"""What goes behind a memo: full matrices, judgements with their consistency, statements used."""

from collections.abc import Iterator, Sequence
from math import isnan

from ganeum.kernel import Topsis, WeightedSum
from ganeum.kernel.inputs import Floats
from ganeum.panel.group_view import groups_alone
from ganeum.panel_file import GOAL
from ganeum.ranking import Ranking
from ganeum.report.explanation import statement_rows
from ganeum.report.memo.brief import MOST_ROWS, Brief, by_sector, number, plain, text_cells
from ganeum.report.memo.content import Block, Cell, Column, Table
from ganeum.report.ranking_report import origin_lines
from ganeum.report.sections import place_text

TOLERANCE = 1e-9
LARGEST_JUDGEMENT = 9


def matrices(brief: Brief) -> list[Block]:
    """Return scores, AHP contributions and weighted TOPSIS values of every alternative."""
    return by_sector(brief, _matrices)


def _matrices(brief: Brief, sector: str) -> Iterator[Table]:
    found = brief.analysis[sector]
    scores = [[plain(float(value)) for value in row] for row in found.matrix.values]
    yield _matrix(brief, sector, "scores", scores, [])
    for ranking in found.rankings.values():
        yield _steps(brief, sector, ranking)


def _steps(brief: Brief, sector: str, ranking: Ranking) -> Table:
    """Return the last table from which a method's scores are made, with those scores."""
    steps = ranking.steps
    result = brief.say(f"score_{ranking.method}")
    if isinstance(steps, WeightedSum):
        cells = [_numbers(row) for row in steps.contributions]
        for row, score in zip(cells, ranking.scores.tolist(), strict=True):
            row.append(number(score))
        return _matrix(brief, sector, "contributions", cells, [result])
    assert isinstance(steps, Topsis)  # noqa: S101 - the two methods there are
    cells = [_numbers(row) for row in steps.weighted]
    distances = zip(steps.distance_to_ideal, steps.distance_to_anti_ideal, strict=True)
    for row, pair, score in zip(cells, distances, ranking.scores.tolist(), strict=True):
        row.extend([*_numbers(pair), number(score)])
    heads = [brief.say("memo_to_ideal"), brief.say("memo_to_anti_ideal"), result]
    ends = [
        (brief.say(name), [*_numbers(values), Cell(""), Cell(""), Cell("")])
        for name, values in (("memo_ideal", steps.ideal), ("memo_anti_ideal", steps.anti_ideal))
    ]
    return _matrix(brief, sector, "weighted", cells, heads, ends)


def _numbers(values: "Floats | Sequence[float]") -> list[Cell]:
    return [number(float(value)) for value in values]


def _matrix(
    brief: Brief,
    sector: str,
    name: str,
    cells: Sequence[Sequence[Cell]],
    beyond: Sequence[str],
    ends: Sequence[tuple[str, Sequence[Cell]]] = (),
) -> Table:
    matrix, areas = brief.analysis[sector].matrix, brief.areas()
    rows = [
        (*text_cells([brief.alternative(alternative)]), *row)
        for alternative, row in zip(matrix.alternatives[:MOST_ROWS], cells, strict=False)
    ]
    rows += [(*text_cells([label]), *row) for label, row in ends]
    columns = (
        Column(brief.say("alternative"), names_row=True),
        *(
            Column(areas[criterion] + ("" if way == "benefit" else f" ({brief.say('memo_cost')})"),
                   "number")
            for criterion, way in zip(matrix.criteria, matrix.directions, strict=True)
        ),
        *(Column(heading, "number") for heading in beyond),
    )  # fmt: skip
    many = len(matrix.alternatives)
    notes = [brief.say(f"memo_{name}_note")]
    if many > MOST_ROWS:
        notes.append(brief.say("chart_first_of", count=many, shown=MOST_ROWS))
    return Table(
        f"{name}.{sector}",
        brief.caption(f"memo_{name}", sector),
        columns,
        tuple(rows),
        "; ".join(notes),
        brief.source(brief.score_places([sector])),
    )


def judgements(brief: Brief) -> list[Block]:
    """Return the judgements of each source group and those made of them, pair by pair."""
    return [table for sector in brief.analysis if (table := _judgements(brief, sector)) is not None]


def _judgements(brief: Brief, sector: str) -> Table | None:
    found, areas, groups = brief.analysis[sector].weights, brief.areas(), brief.groups()
    if found.judgements is None:
        return None
    speaking = [(groups[v.group], v.judgements) for v in found.groups if v.calls]
    if GOAL in found.panel:
        alone, names = groups_alone(brief.analysis, found.panel[GOAL]), brief.panel_groups()
        speaking += [(names[name], each.together.judgements) for name, each in alone.items()]
    pairs = [(i, j) for i in range(len(found.criteria)) for j in range(i + 1, len(found.criteria))]
    rows = [
        (
            *text_cells([f"{areas[found.criteria[i]]} : {areas[found.criteria[j]]}"]),
            *(_judgement(float(judged[i, j])) for _, judged in speaking),
            _judgement(float(found.judgements[i, j])),
        )
        for i, j in pairs
    ]
    columns = (
        Column(brief.say("memo_pair_of_areas"), names_row=True),
        *(Column(name, "number") for name, _ in speaking),
        Column(brief.say("memo_together" if speaking else "memo_judgement"), "number"),
    )
    lines = origin_lines(brief.analysis, brief.analysis[sector], brief.language)
    return Table(
        f"judgements.{sector}",
        brief.caption("memo_judgements", sector),
        columns,
        tuple(rows),
        "; ".join([brief.say("memo_judgements_note"), *lines[:1]]),
        brief.source(brief.statement_places([sector])),
    )


def _judgement(value: float) -> Cell:
    """Return a judgement as people write it: 3, 1/3, or a mean with two decimals; - for none."""
    if isnan(value):
        return Cell("-")
    for whole in range(1, LARGEST_JUDGEMENT + 1):
        if abs(value - whole) < TOLERANCE:
            return Cell(str(whole), value)
        if abs(value * whole - 1) < TOLERANCE:
            return Cell(f"1/{whole}", value)
    return number(value, 2)


def statements(brief: Brief) -> list[Block]:
    """Return every statement behind the weights, with its place and what it adds to which area."""
    return [table for sector in brief.analysis if (table := _statements(brief, sector)) is not None]


def _statements(brief: Brief, sector: str) -> Table | None:
    evidence = brief.analysis.scenario.evidence
    found = brief.analysis[sector]
    if evidence is None or not found.weights.groups:
        return None
    known = {statement.id: statement for statement in evidence.model.statements}
    groups, areas = brief.groups(), brief.areas()
    adds: dict[str, list[str]] = {}
    lines = statement_rows(brief.analysis, found)
    for line in lines:
        amount = f"{areas[str(line['area'])]} {line['adds']:.2f}"
        adds.setdefault(str(line["statement"]), []).append(amount)
    first = {str(line["statement"]): line for line in lines}
    rows = [
        tuple(
            text_cells(
                [
                    name,
                    groups[str(line["group"])],
                    place_text(known[name].locator, brief.language),
                    known[name].gist(brief.language),
                    ", ".join(adds[name]),
                    brief.say(str(line["basis"])),
                ]
            )
        )
        for name, line in first.items()
    ]
    notes = [brief.say("memo_statements_note")]
    if silent := sum(len(view.calls) for view in found.weights.groups) - len(rows):
        notes.append(brief.say("memo_statements_silent", count=silent))
    keys = ("statement", "group", "locator", "gist", "memo_adds", "basis")
    columns = tuple(Column(brief.say(key), names_row=key == "statement") for key in keys)
    return Table(
        f"statements.{sector}",
        brief.caption("memo_statements", sector),
        columns,
        tuple(rows),
        "; ".join(notes),
        brief.source(brief.statement_places([sector])),
    )
