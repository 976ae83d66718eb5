"""Sector statistics: every share, ratio, growth and total in the file is computed again."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ganeum.document import Document, Steps
from ganeum.evidence_checks import placed_ids, repeated_ids
from ganeum.evidence_file import EvidenceFile, FactColumn, FactRow, FactTable
from ganeum.problems import Problem

SLACK = 1e-9

Values = Mapping[tuple[str, str], float]  # by (row, column)


@dataclass(frozen=True, slots=True)
class Recomputed:
    """One figure as given and as computed; rounding may part them by `tolerance`."""

    fact: str
    row: str
    column: str
    given: float
    computed: float
    tolerance: float

    @property
    def agrees(self) -> bool:
        """Whether the difference is rounding."""
        return abs(self.given - self.computed) <= self.tolerance + SLACK * abs(self.computed)


def corrected_values(evidence: EvidenceFile, table: FactTable) -> Values:
    """Return the figures of a table, errata applied.

    An erratum that is not certain is one way to make disagreeing figures agree; it serves the check
    of the figures round it and is never shown as the truth.
    """
    values = {(row.id, name): value for row in table.rows for name, value in row.values.items()}
    for erratum in evidence.errata:
        if erratum.fact == table.id and (erratum.row, erratum.column) in values:
            values[erratum.row, erratum.column] = erratum.corrected
    return values


def recompute(evidence: EvidenceFile) -> Iterator[Recomputed]:
    """Yield every figure that follows from others, as given (errata applied) and as computed."""
    for table in evidence.facts:
        values = corrected_values(evidence, table)
        for row in table.rows:
            for column in table.columns:
                given = values.get((row.id, column.id))
                if given is None:
                    continue
                for computed, tolerance in _rules(row, column, values):
                    yield Recomputed(table.id, row.id, column.id, given, computed, tolerance)


def _rules(row: FactRow, column: FactColumn, values: Values) -> Iterator[tuple[float, float]]:
    """Yield what the rules say of one figure: the value and how far rounding may move it."""
    half = 0.5 * 10.0**-column.decimals
    name = row.id
    if column.share is not None:
        rule = column.share
        part = values.get((name, rule.of))
        whole = values.get((rule.whole_row or name, rule.whole or rule.of))
        if part is not None and whole:
            yield 100 * part / whole, half
    if column.ratio is not None:
        above = values.get((name, column.ratio.numerator))
        below = values.get((name, column.ratio.denominator))
        if above is not None and below:
            yield column.ratio.factor * above / below, half
    if column.growth is not None:
        first = values.get((name, column.growth.first))
        last = values.get((name, column.growth.last))
        if first and last:
            yield 100 * ((last / first) ** (1 / column.growth.periods) - 1), half
    addends = [values[name, other] for other in column.sum if (name, other) in values]
    if addends and len(addends) == len(column.sum):
        yield sum(addends), 0.0 if column.exact else half * (len(addends) + 1)
    derived = column.share or column.ratio or column.growth
    if row.sum_of and not derived and column.unit != "percent":
        above_rows = [values[r, column.id] for r in row.sum_of if (r, column.id) in values]
        if above_rows and len(above_rows) == len(row.sum_of):
            yield sum(above_rows), 0.0 if column.exact else half * (len(above_rows) + 1)


def check_facts(evidence: EvidenceFile, document: Document) -> Iterator[Problem]:
    """Yield rules that point nowhere, errata that do not fit, and figures that do not follow."""
    places: dict[tuple[str, str, str], Steps] = {}
    for number, table in enumerate(evidence.facts):
        yield from repeated_ids(document, placed_ids(("facts", number, "rows"), table.rows))
        yield from repeated_ids(document, placed_ids(("facts", number, "columns"), table.columns))
        yield from _pointers(document, ("facts", number), table)
        for index, row in enumerate(table.rows):
            for column in row.values:
                at = ("facts", number, "rows", index, "values", column)
                places[table.id, row.id, column] = at
    printed = {
        (table.id, row.id, column): value
        for table in evidence.facts
        for row in table.rows
        for column, value in row.values.items()
    }
    for number, erratum in enumerate(evidence.errata):
        at: Steps = ("errata", number)
        given = printed.get((erratum.fact, erratum.row, erratum.column))
        if given is None:
            yield document.problem(
                at,
                "undefined",
                what="figure",
                id=f"{erratum.fact}.{erratum.row}.{erratum.column}",
                known=", ".join(table.id for table in evidence.facts),
            )
        elif given != erratum.printed:
            yield document.problem(
                at, "erratum_printed", printed=f"{erratum.printed:g}", given=f"{given:g}"
            )
    for figure in recompute(evidence):
        if not figure.agrees:
            yield document.problem(
                places[figure.fact, figure.row, figure.column],
                "fact_recomputed",
                fact=figure.fact,
                row=figure.row,
                column=figure.column,
                given=f"{figure.given:g}",
                computed=f"{figure.computed:.6g}",
            )


def _pointers(document: Document, at: Steps, table: FactTable) -> Iterator[Problem]:
    rows = {row.id for row in table.rows}
    columns = {column.id for column in table.columns}
    named_rows = [name for row in table.rows for name in row.sum_of]
    named_columns = [name for row in table.rows for name in row.values]
    for column in table.columns:
        named_columns.extend(column.sum)
        if column.share is not None:
            named_columns.append(column.share.of)
            named_columns.extend([column.share.whole] if column.share.whole else [])
            named_rows.extend([column.share.whole_row] if column.share.whole_row else [])
        if column.ratio is not None:
            named_columns.extend([column.ratio.numerator, column.ratio.denominator])
        if column.growth is not None:
            named_columns.extend([column.growth.first, column.growth.last])
    for name in sorted(set(named_rows) - rows):
        yield document.problem(at, "fact_row", fact=table.id, row=name)
    for name in sorted(set(named_columns) - columns):
        yield document.problem(at, "fact_column", fact=table.id, column=name)
