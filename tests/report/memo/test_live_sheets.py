"""In the Excel file a weight can be changed, and scores and ranks follow as the engine says."""

import io
import re
import shutil
import subprocess
from collections.abc import Callable, Mapping
from functools import cache
from itertools import cycle
from pathlib import Path
from typing import Any

import numpy as np
import openpyxl
import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

import ganeum
from conftest import Desk
from ganeum import kernel
from ganeum.analysis import Analysis
from ganeum.kernel.topsis import NORMALISATIONS as TOPSIS
from ganeum.kernel.weighted_sum import NORMALISATIONS as WEIGHTED_SUM
from ganeum.report.memo.live_formulas import NORMALISED
from ganeum.report.memo.live_sheets import add_live_sheets
from ganeum.report.memo.sheet_writing import Looks
from strategies import DIRECTIONS

CELL = r"\$?(?<![A-Z])[A-Z]{1,3}\$?\d+(?![\d(])"
REFERENCE = re.compile(rf"(?:'((?:[^']|'')+)'!)?({CELL}(?::{CELL})?)")
FUNCTIONS: Mapping[str, Callable[..., Any]] = {
    "MAX": lambda *x: max(np.max(each) for each in x),
    "MIN": np.min,
    "SUM": np.sum,
    "SUMSQ": lambda x: np.sum(x * x),
    "SUMPRODUCT": np.sum,
    "SUMXMY2": lambda a, b: np.sum((a - b) ** 2),
    "SQRT": np.sqrt,
    "IF": lambda condition, then, otherwise: then if condition else otherwise,
}
COLUMNS = {"ahp": (1, 2), "topsis": (3, 4)}  # of rank and score on a working sheet


class Calculated:
    """A workbook as a spreadsheet program calculates it, by an evaluator of its own."""

    def __init__(self, data: bytes) -> None:
        self.book = openpyxl.load_workbook(io.BytesIO(data))
        self.known: dict[tuple[str, str], Any] = {}

    def change(self, sheet: str, row: int, column: int, value: float) -> None:
        self.book[sheet].cell(row + 1, column + 1).value = value
        self.known.clear()

    def value(self, sheet: str, cell: str) -> Any:
        cell = cell.replace("$", "")
        if (sheet, cell) not in self.known:
            found = self.book[sheet][cell].value
            if isinstance(found, str) and found.startswith("="):
                found = self.evaluated(sheet, found[1:])
            self.known[sheet, cell] = np.float64(found) if not isinstance(found, str) else found
        return self.known[sheet, cell]

    def evaluated(self, sheet: str, formula: str) -> Any:
        def area(name: str, place: str) -> Any:
            if ":" not in place:
                return self.value(name, place)
            cells = self.book[name][place.replace("$", "")]
            return np.array([self.value(name, c.coordinate) for row in cells for c in row])

        parts, last, places = [], 0, []
        for match in REFERENCE.finditer(formula):
            parts.append(formula[last : match.start()].replace("=", "=="))
            name = match[1].replace("''", "'") if match[1] else sheet
            places.append((name, match[2]))
            parts.append(f"AREA(*PLACES[{len(places) - 1}])")
            last = match.end()
        parts.append(formula[last:])
        names = {**FUNCTIONS, "AREA": area, "PLACES": places}
        with np.errstate(all="ignore"):
            return eval("".join(parts), {"__builtins__": {}}, names)  # noqa: S307


def sheets(analysis: Analysis, language: Any = "en") -> bytes:
    buffer = io.BytesIO()
    workbook = xlsxwriter.Workbook(buffer, {"in_memory": True})
    add_live_sheets(workbook, Looks(workbook), analysis, language, set())
    workbook.close()
    return buffer.getvalue()


def results(found: Calculated, sheet: str, count: int) -> dict[str, tuple[list[int], list[float]]]:
    def column(place: int) -> list[float]:
        cells = [found.book[sheet].cell(5 + i, place + 1).coordinate for i in range(count)]
        return [float(found.value(sheet, cell)) for cell in cells]

    return {
        method: ([int(rank) for rank in column(rank)], column(score))
        for method, (rank, score) in COLUMNS.items()
    }


def question(
    matrix: list[list[float]], weights: list[float], costs: list[bool], ahp: str, topsis: str
) -> str:
    names = [f"c{k}" for k in range(len(weights))]
    criteria = "\n".join(
        f"  - {{id: {name}, name: {name}, direction: {DIRECTIONS[cost]}}}"
        for name, cost in zip(names, costs, strict=True)
    )
    shares = ", ".join(f"{n}: {w}" for n, w in zip(names, weights, strict=True))
    rows = "\n".join(
        f"  - {{id: a{i}, name: A{i}, scores: "
        f"{{{', '.join(f'{n}: {x}' for n, x in zip(names, row, strict=True))}}}}}"
        for i, row in enumerate(matrix)
    )
    return (
        f"ganeum: 1\nid: q\ntitle: Q\nlanguage: en\ncriteria:\n{criteria}\n"
        f"weights: {{from: plain, plain: {{all: {{{shares}}}}}}}\n"
        f"methods: {{ahp: {{normalisation: {ahp}}}, topsis: {{normalisation: {topsis}}}}}\n"
        f"alternatives:\n{rows}\n"
    )


def test_each_rule_of_the_kernel_has_its_formula() -> None:
    assert set(NORMALISED) == {*WEIGHTED_SUM, *TOPSIS}


@pytest.mark.parametrize(("ahp", "topsis"), [*zip(cycle(WEIGHTED_SUM), TOPSIS, strict=False)])
def test_formulas_follow_changed_weights_and_scores(desk: Desk, ahp: str, topsis: str) -> None:
    rng = np.random.Generator(np.random.Philox(key=len(ahp) * 10 + len(topsis)))
    matrix = rng.integers(1, 10, (7, 4)).astype(float)
    matrix[:, 3] = 5  # without spread
    matrix[2] = matrix[1]  # a tie
    costs = [False, ahp != "none", False, False]
    analysis = ganeum.analyse(
        desk.load(question(matrix.tolist(), [3, 2, 1, 1], costs, ahp, topsis))
    )
    found = Calculated(sheets(analysis))
    directions = [DIRECTIONS[cost] for cost in costs]
    for weights, changed in (([3, 2, 1, 1], None), ([1, 0, 5, 2], None), ([1, 1, 1, 0], 3.0)):
        for k, weight in enumerate(weights):
            found.change("weights", 3, 1 + k, weight)
        if changed is not None:
            matrix[0, 2] = changed
            found.change("scores", 3, 4, changed)
        by_ahp = kernel.weighted_sum(matrix, weights, directions, ahp).scores
        by_topsis = kernel.topsis(matrix, weights, directions, topsis).closeness
        given = results(found, "working all", len(matrix))
        for method, scores in (("ahp", by_ahp), ("topsis", by_topsis)):
            assert given[method][1] == pytest.approx(scores.tolist(), abs=1e-12)
            assert given[method][0] == kernel.ranks(scores).tolist()


@given(
    weights=st.lists(st.integers(0, 9), min_size=4, max_size=4).filter(any),
    place=st.integers(0, 4),
)
def test_the_shipped_scenario_follows_any_weights(
    weights: list[int], place: int, scenarios: Path
) -> None:
    analysis, found = _seoul(scenarios)
    sector = list(analysis)[place]
    for k, weight in enumerate(weights):
        found.change("weights", 3 + place, 1 + k, weight)
    matrix = analysis[sector].matrix
    name = f"working {analysis[sector].name('en')}"
    given = results(found, name, len(matrix.alternatives))
    scores = kernel.weighted_sum(matrix.values, weights, matrix.directions).scores
    closeness = kernel.topsis(matrix.values, weights, matrix.directions).closeness
    for method, expected in (("ahp", scores), ("topsis", closeness)):
        assert given[method][1] == pytest.approx(expected.tolist(), abs=1e-12)
        assert given[method][0] == kernel.ranks(expected).tolist()


@cache
def _seoul(scenarios: Path) -> tuple[Analysis, Calculated]:
    analysis = ganeum.analyse(ganeum.load(scenarios / "seoul-2022.yaml"))
    return analysis, Calculated(sheets(analysis))


@pytest.mark.parametrize("name", ["seoul-2022", "seoul-2022-support-menu", "template"])
def test_values_beside_the_formulas_are_the_engines(name: str, scenarios: Path) -> None:
    analysis = ganeum.analyse(ganeum.load(scenarios / f"{name}.yaml"))
    data = sheets(analysis, "ko")
    found = Calculated(data)
    cached = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    count = 0
    for sheet in found.book:
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, str) and cell.value.startswith("="):
                    count += 1
                    value = cached[sheet.title][cell.coordinate].value
                    assert value == pytest.approx(
                        float(found.value(sheet.title, cell.coordinate)), abs=1e-12
                    )
    cells = sum(s.matrix.values.size for s in analysis.values())
    assert count > 2 * cells


def test_where_nobody_differs_everybody_is_half_way(desk: Desk) -> None:
    text = question([[2, 2], [2, 2]], [1, 1], [False, True], "ideal", "vector")
    given = results(Calculated(sheets(ganeum.analyse(desk.load(text)))), "working all", 2)
    assert given == {"ahp": ([1, 1], [1.0, 1.0]), "topsis": ([1, 1], [0.5, 0.5])}


def test_a_view_without_rankings_has_no_sheets(scenarios: Path) -> None:
    scenario = ganeum.load(scenarios / "seoul-2022.yaml")
    analysis = ganeum.analyse(scenario, sectors=["ai"], crosswalk="themes")
    assert openpyxl.load_workbook(io.BytesIO(sheets(analysis))).sheetnames == ["Sheet1"]


@pytest.mark.filterwarnings("ignore")  # of a library that is not ours
def test_a_formula_library_calculates_the_same(desk: Desk, scenarios: Path) -> None:
    formulas = pytest.importorskip(
        "formulas", reason="PyPI's formulas is missing: recalculation by it is NOT proved"
    )
    analysis = ganeum.analyse(ganeum.load(scenarios / "seoul-2022.yaml"), sectors=["robotics"])
    book = openpyxl.load_workbook(io.BytesIO(sheets(analysis)))  # saved without the values
    weights = [1, 4, 2, 3]
    for k, weight in enumerate(weights):
        book["weights"].cell(4, 2 + k).value = weight
    book.save(desk.folder / "changed.xlsx")
    done = formulas.ExcelModel().loads(str(desk.folder / "changed.xlsx")).finish().calculate()
    matrix = analysis["robotics"].matrix
    by_ahp = kernel.weighted_sum(matrix.values, weights, matrix.directions).scores
    by_topsis = kernel.topsis(matrix.values, weights, matrix.directions).closeness
    for method, expected in (("ahp", by_ahp), ("topsis", by_topsis)):
        columns = [
            [
                float(done[f"'[changed.xlsx]WORKING ROBOTICS'!{'ABCDE'[place]}{row}"].value[0, 0])
                for row in range(5, 13)
            ]
            for place in COLUMNS[method]
        ]
        assert columns[0] == kernel.ranks(expected).tolist()
        assert columns[1] == pytest.approx(expected.tolist(), abs=1e-9)


@pytest.mark.skipif(
    shutil.which("soffice") is None,
    reason="LibreOffice is missing (Debian: libreoffice-calc): its recalculation is NOT proved",
)
def test_libreoffice_calculates_the_same(desk: Desk, scenarios: Path) -> None:
    analysis = ganeum.analyse(ganeum.load(scenarios / "seoul-2022.yaml"), sectors=["robotics"])
    book = openpyxl.load_workbook(io.BytesIO(sheets(analysis)))  # saved without the values
    weights = [1, 4, 2, 3]
    for k, weight in enumerate(weights):
        book["weights"].cell(4, 2 + k).value = weight
    book.save(desk.folder / "changed.xlsx")
    subprocess.run(
        [
            "soffice", "--headless", f"-env:UserInstallation=file://{desk.folder}/profile",
            "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", desk.folder / "out",
            desk.folder / "changed.xlsx",
        ],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    done = openpyxl.load_workbook(desk.folder / "out" / "changed.xlsx", data_only=True)
    matrix = analysis["robotics"].matrix
    rows = list(done["working robotics"].iter_rows(min_row=5, max_row=12, values_only=True))
    scores = kernel.weighted_sum(matrix.values, weights, matrix.directions).scores
    closeness = kernel.topsis(matrix.values, weights, matrix.directions).closeness
    for method, expected in (("ahp", scores), ("topsis", closeness)):
        rank, score = COLUMNS[method]
        assert [row[score] for row in rows] == pytest.approx(expected.tolist(), abs=1e-9)
        assert [row[rank] for row in rows] == kernel.ranks(expected).tolist()
