"""Weights, scores and the working as sheets of live formulas: change a weight, ranks follow."""

from collections.abc import Sequence
from dataclasses import dataclass

from xlsxwriter.utility import xl_col_to_name, xl_range, xl_rowcol_to_cell

from ganeum.analysis import Analysis, SectorAnalysis
from ganeum.kernel import Topsis, WeightedSum
from ganeum.ranking import Ranking
from ganeum.report.memo import live_formulas as formulas
from ganeum.report.memo.sheet_names import quoted, sheet_name
from ganeum.report.memo.sheet_writing import Looks, Sheet, Workbook
from ganeum.report.ranking_report import alternative_names, criterion_names
from ganeum.sensitivity.examined import normalisation_of
from ganeum.words import Language, say

HEAD = 2  # rows above the heading of a sheet: what it is, and what can be done with it


@dataclass(frozen=True, slots=True)
class Places:
    """Where a sector's weights and scores stand.

    Attributes
    ----------
    weights, scores : names of the sheets, as formulas write them.
    weight_row : the row of its weights.
    first, last : the rows of its scores.
    """

    weights: str
    scores: str
    weight_row: int
    first: int
    last: int


def add_live_sheets(
    workbook: Workbook, looks: Looks, analysis: Analysis, language: Language, taken: set[str]
) -> None:
    """Add sheets of weights and scores, and one a sector whose formulas rank by them.

    Beside each formula stands the engine's own value, for readers that do not calculate.

    Parameters
    ----------
    workbook : xlsxwriter.Workbook
    looks : Looks
        The formats of its cells.
    analysis : Analysis
        With rankings; without any nothing is added.
    language : {"ko", "en"}
    taken : set of str
        Names of sheets in use; the new ones are added.
    """
    sectors = [sector for sector in analysis.values() if sector.rankings]
    if not sectors:
        return
    labels = _criteria(analysis, sectors[0], language)
    weights = sheet_name(say("live_weights", language), taken)
    scores = sheet_name(say("live_scores", language), taken)
    weight_rows = _weights(Sheet(workbook, weights, looks), sectors, labels, language)
    score_rows = _scores(Sheet(workbook, scores, looks), analysis, sectors, labels, language)
    for sector, row, rows in zip(sectors, weight_rows, score_rows, strict=True):
        title = say("live_working", language, sector=sector.name(language))
        places = Places(quoted(weights), quoted(scores), row, *rows)
        sheet = Sheet(workbook, sheet_name(title, taken), looks)
        _Working(sheet, analysis, sector, places, language).write()


def _criteria(analysis: Analysis, sector: SectorAnalysis, language: Language) -> list[str]:
    """Return what each scored criterion is called, and whether less of it is better."""
    names = criterion_names(analysis)
    return [
        say("live_cost", language, criterion=names[name](language))
        if direction == "cost"
        else names[name](language)
        for name, direction in zip(sector.matrix.criteria, sector.matrix.directions, strict=True)
    ]


def _weights(
    sheet: Sheet, sectors: Sequence[SectorAnalysis], labels: Sequence[str], language: Language
) -> list[int]:
    sheet.text(0, 0, say("live_weights", language), "title")
    sheet.text(1, 0, say("live_weights_hint", language), "note")
    sheet.heading(HEAD, [say("sector", language), *labels, say("live_total", language)])
    rows = list(range(HEAD + 1, HEAD + 1 + len(sectors)))
    last = len(labels)
    for row, sector in zip(rows, sectors, strict=True):
        sheet.text(row, 0, sector.name(language))
        for k, weight in enumerate(sector.leaf_weights.tolist(), start=1):
            sheet.number(row, k, weight, "open_percent")
        whole = formulas.total(xl_range(row, 1, row, last))
        sheet.formula(row, last + 1, whole, float(sector.leaf_weights.sum()), "percent")
    sheet.not_negative(rows[0], 1, rows[-1], last)
    sheet.repeat(HEAD, HEAD)
    sheet.freeze(HEAD + 1, 1)
    return rows


def _scores(
    sheet: Sheet,
    analysis: Analysis,
    sectors: Sequence[SectorAnalysis],
    labels: Sequence[str],
    language: Language,
) -> list[tuple[int, int]]:
    names = alternative_names(analysis)
    sheet.text(0, 0, say("live_scores", language), "title")
    sheet.text(1, 0, say("live_scores_hint", language), "note")
    sheet.heading(HEAD, [say("sector", language), say("alternative", language), *labels])
    row, blocks = HEAD + 1, list[tuple[int, int]]()
    for sector in sectors:
        first = row
        for name, values in zip(
            sector.matrix.alternatives, sector.matrix.values.tolist(), strict=True
        ):
            sheet.text(row, 0, sector.name(language))
            sheet.text(row, 1, names[name](language))
            for k, value in enumerate(values, start=2):
                sheet.number(row, k, value, "open_number")
            row += 1
        blocks.append((first, row - 1))
    sheet.repeat(HEAD, HEAD)
    sheet.freeze(HEAD + 1, 2)
    return blocks


class _Working:
    """The sheet that ranks one sector's alternatives; a block of columns for each method.

    Columns: the alternative, rank and score by each method, then the steps of each method.
    """

    def __init__(
        self,
        sheet: Sheet,
        analysis: Analysis,
        sector: SectorAnalysis,
        places: Places,
        language: Language,
    ) -> None:
        self.sheet, self.analysis, self.sector = sheet, analysis, sector
        self.places: Places = places
        self.language: Language = language
        self.labels = _criteria(analysis, sector, language)
        self.first = HEAD + 2
        self.last = self.first + len(sector.matrix.alternatives) - 1
        self.used = self.last + 1  # then the rows of ideal and anti-ideal

    def write(self) -> None:
        """Write the sheet."""
        sheet, language, rankings = self.sheet, self.language, list(self.sector.rankings.values())
        sheet.text(0, 0, say("live_working", language, sector=self.sector.name(language)), "title")
        sheet.text(1, 0, say("live_working_hint", language), "note")
        results = [
            say(f"{what}_{ranking.method}", language)
            for ranking in rankings
            for what in ("rank", "score")
        ]
        sheet.heading(HEAD + 1, [say("alternative", language), *results])
        sheet.span(HEAD, 0, 1, 1 + len(results), say("live_result", language))
        names = alternative_names(self.analysis)
        for row, name in enumerate(self.sector.matrix.alternatives, start=self.first):
            sheet.text(row, 0, names[name](language))
        sheet.text(self.used, 0, say("live_used", language), "quiet")
        column = 1 + len(results)
        for place, ranking in enumerate(rankings):
            column = self._method(ranking, 1 + 2 * place, column)
        sheet.repeat(HEAD, HEAD + 1)
        sheet.freeze(self.first, 1)

    def _method(self, ranking: Ranking, result: int, start: int) -> int:
        """Write one method: its rank and score in two columns, its steps from a column on."""
        steps, n = ranking.steps, len(self.labels)
        rule = normalisation_of(self.analysis.scenario.model.methods, ranking.method)
        values = steps.contributions if isinstance(steps, WeightedSum) else steps.weighted
        self._heading(ranking, rule, start)
        for k in range(n):
            self._criterion(rule, k, start + k, values[:, k].tolist(), float(steps.weights[k]))
        if isinstance(steps, Topsis):
            self._ideals(rule, start, steps)
        for i, row in enumerate(range(self.first, self.last + 1)):
            across = xl_range(row, start, row, start + n - 1)
            if isinstance(steps, Topsis):
                score = self._distances(row, start, across, steps, i)
            else:
                score = formulas.total(across)
            self.sheet.formula(row, result + 1, score, float(ranking.scores[i]), "score")
            cell = xl_rowcol_to_cell(row, result + 1)
            rank = formulas.rank(cell, self._down(result + 1))
            self.sheet.formula(row, result, rank, int(ranking.ranks[i]), "rank")
        return start + n + 2 * isinstance(steps, Topsis)

    def _heading(self, ranking: Ranking, rule: str, start: int) -> None:
        language, ahp = self.language, isinstance(ranking.steps, WeightedSum)
        key = "live_contributions" if ahp else "live_weighted"
        title = say(key, language, rule=say(f"chart_{rule}", language))
        more = () if ahp else ("live_to_ideal", "live_to_anti_ideal")
        headings = [*self.labels, *(say(name, language) for name in more)]
        self.sheet.heading(HEAD + 1, headings, start)
        self.sheet.span(HEAD, start, 1, len(headings), title)

    def _criterion(
        self, rule: str, k: int, column: int, values: Sequence[float], weight: float
    ) -> None:
        places, n = self.places, len(self.labels)
        mine = xl_rowcol_to_cell(places.weight_row, 1 + k, col_abs=True)
        every = xl_range(places.weight_row, 1, places.weight_row, n)
        share = formulas.used_weight(f"{places.weights}!{mine}", f"{places.weights}!{every}")
        self.sheet.formula(self.used, column, share, weight, "quiet_number")
        used = xl_rowcol_to_cell(self.used, column, row_abs=True)
        scores = _down(places.first, places.last, 2 + k)
        cost = self.sector.matrix.directions[k] == "cost"
        for i, value in enumerate(values):
            cell = xl_rowcol_to_cell(places.first + i, 2 + k)
            formula = formulas.weighted(
                rule, f"{places.scores}!{cell}", f"{places.scores}!{scores}", used, cost=cost
            )
            self.sheet.formula(self.first + i, column, formula, value, "number")

    def _ideals(self, rule: str, start: int, steps: Topsis) -> None:
        for offset, (key, values) in enumerate(
            (("live_ideal", steps.ideal), ("live_anti_ideal", steps.anti_ideal)), start=1
        ):
            row = self.used + offset
            self.sheet.text(row, 0, say(key, self.language), "quiet")
            for k, direction in enumerate(self.sector.matrix.directions):
                more = rule == formulas.TURNED or direction == "benefit"
                highest = more == (key == "live_ideal")
                formula = formulas.extreme(self._down(start + k), highest=highest)
                self.sheet.formula(row, start + k, formula, float(values[k]), "quiet_number")

    def _distances(self, row: int, start: int, across: str, steps: Topsis, i: int) -> str:
        """Write the distances of one alternative and return the formula of its closeness."""
        n = len(self.labels)
        found = (steps.distance_to_ideal, steps.distance_to_anti_ideal)
        cells: list[str] = []
        for offset, distances in enumerate(found):
            from_row = self.used + 1 + offset
            other = _across(from_row, start, start + n - 1)
            formula = formulas.distance(across, other)
            self.sheet.formula(row, start + n + offset, formula, float(distances[i]), "number")
            cells.append(xl_rowcol_to_cell(row, start + n + offset))
        return formulas.closeness(*cells)

    def _down(self, column: int) -> str:
        return _down(self.first, self.last, column)


def _down(first: int, last: int, column: int) -> str:
    """Return a range down a column whose rows stay when the formula is copied."""
    name = xl_col_to_name(column)
    return f"{name}${first + 1}:{name}${last + 1}"


def _across(row: int, first: int, last: int) -> str:
    """Return a range along a row that stays when the formula is copied down."""
    return f"{xl_col_to_name(first)}${row + 1}:{xl_col_to_name(last)}${row + 1}"
