"""Every chart in both languages: valid, whole, readable without colour, the same each time."""

import ast
import functools
import itertools
import json
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple
from xml.etree import ElementTree as ET

import altair as alt
import pandas as pd
import pytest
from fontTools.ttLib import TTFont

import ganeum
from ganeum import kernel
from ganeum.examination import examine
from ganeum.report import charts
from ganeum.report.charts import frames
from ganeum.report.charts.export import FONTS
from ganeum.report.charts.legend import code
from ganeum.report.charts.theme import FONT, FOUR, GAP, MORE, PICTURE, TINTS, dark
from ganeum.report.ranking_report import alternative_names
from ganeum.sensitivity import Sensitivity, sensitivity
from ganeum.uncertainty import uncertainty
from ganeum.words import LANGUAGES, Language, say

SECTOR, METHOD = "robotics", "topsis"
SUBTITLE = {"ko": "로봇 · 부제", "en": "robotics · a subtitle"}
CAPTION = {"ko": "바꾼 것과 그대로 둔 것", "en": "what was varied and what was not"}
UNCERTAIN = pd.DataFrame(
    {
        "source": ["weights", "codings"],
        "first_order": [0.4, 0.0],
        "first_order_error": [0.03, 0.02],
        "total": [0.6, 0.1],
        "total_error": [0.04, 0.02],
    }
)
PANEL = pd.DataFrame(
    [
        (kind, item, item, group, group, who, camp, weight + 0.1 * (item == "b"))
        for item in ("a", "b")
        for kind, group, who, camp, weight in (
            ("all", "", "", 0, 0.45),
            ("group", "firms", "", 0, 0.4),
            ("group", "town", "", 0, 0.5),
            ("respondent", "firms", "r01", 1, 0.3),
            ("respondent", "town", "r02", 2, 0.6),
        )
    ],
    columns=["kind", "item", "name", "group", "group_name", "respondent", "camp", "weight"],
)
TITLES = {
    "contributions": "chart_contributions",
    "flips": "flips_head",
    "intervals": "chart_intervals",
    "lines": "chart_lines",
    "triangle": "chart_triangle",
    "acceptability": "chart_acceptability",
    "head_to_head": "chart_head_to_head",
    "bump": "chart_bump",
    "coverage": "chart_coverage",
    "board": "chart_board",
    "influence": "chart_influence",
    "uncertainty": "chart_uncertainty",
    "panel": "chart_panel_weights",
}
NAMED = ("contributions", "lines", "acceptability", "bump", "board")  # charts of all alternatives
HOSTILE = r"""<script>"'&{}[0] datum.x | \u0007 이름\\"""

Made = dict[str, alt.LayerChart]


class Drawn(NamedTuple):
    """A chart, and its SVG."""

    chart: alt.LayerChart
    root: ET.Element


Draw = Callable[[str, Language], Drawn]


def make(
    analysis: ganeum.Analysis,
    language: Language,
    sector: str,
    method: ganeum.ranking.Method,
    only: Sequence[str],
    found: Sensitivity | None = None,
) -> Made:
    """Draw charts of a sector."""
    look: dict[str, Any] = {"subtitle": SUBTITLE[language], "caption": CAPTION[language]}
    found = found or sensitivity(analysis, sector, method)
    matrix = analysis[sector].matrix
    last = matrix.criteria[-1]

    def accepted() -> pd.DataFrame:
        names = {key: name(language) for key, name in alternative_names(analysis).items()}
        draws = kernel.acceptability(matrix.values, matrix.directions, 2000, 1)
        return frames.acceptability_frame(draws, matrix.alternatives, names)

    def board_of() -> pd.DataFrame:
        known = examine(analysis, ["board"], draws=1_000).board(method)
        assert known is not None
        return frames.board_frame(analysis, known, language)

    made: dict[str, tuple[Callable[..., alt.LayerChart], Callable[[], Any]]] = {
        "contributions": (
            charts.contribution_bars,
            lambda: frames.contributions_frame(analysis, sector, language),
        ),
        "flips": (charts.flip_bars, lambda: frames.flips_frame(analysis, found, language)),
        "intervals": (
            charts.stability_intervals,
            lambda: frames.intervals_frame(analysis, found, language),
        ),
        "lines": (
            charts.weight_lines,
            lambda: frames.weight_path(analysis, sector, method, last, language),
        ),
        "triangle": (
            charts.weight_triangle,
            lambda: frames.weight_triangle_frames(
                analysis, sector, method, matrix.criteria[-3:], language, 30
            ),
        ),
        "acceptability": (charts.acceptability_table, accepted),
        "head_to_head": (
            charts.head_to_head,
            lambda: frames.difference_frame(analysis, sector, language),
        ),
        "bump": (
            charts.bump_chart,
            lambda: frames.method_ranks_frame(analysis, found, language),
        ),
        "coverage": (charts.need_and_coverage, lambda: frames.coverage_frame(analysis, language)),
        "board": (charts.board, board_of),
        "influence": (
            charts.influence_bars,
            lambda: frames.influence_frame(analysis, found, language),
        ),
        "uncertainty": (charts.uncertainty_contributions, lambda: UNCERTAIN),
        "panel": (charts.panel_weights, lambda: PANEL),
    }
    return {
        name: chart(frame(), language, **look)
        for name, (chart, frame) in made.items()
        if name in only
    }


@pytest.fixture(scope="module")
def draw(seoul_analysis: ganeum.Analysis) -> Draw:
    """Return a function that draws a chart of the base question, once."""
    found = sensitivity(seoul_analysis, SECTOR, METHOD)

    @functools.cache
    def drawn(name: str, language: Language) -> Drawn:
        chart = make(seoul_analysis, language, SECTOR, METHOD, (name,), found)[name]
        return Drawn(chart, _root(chart))

    return drawn


def texts(root: ET.Element) -> list[str]:
    return [" ".join(each.itertext()) for each in root.iter("{http://www.w3.org/2000/svg}text")]


def flat(text: str) -> str:
    return "".join(text.split())


@pytest.fixture
def scenario(tmp_path: Path) -> Callable[..., ganeum.Analysis]:
    """Return a function that ranks a small table of names and scores."""

    def ranked(criteria: list[str], rows: dict[str, list[float]]) -> ganeum.Analysis:
        ids = [f"c{k}" for k in range(len(criteria))]
        content = {
            "ganeum": 1,
            "id": "small",
            "title": "Small",
            "criteria": [{"id": i, "name": n} for i, n in zip(ids, criteria, strict=True)],
            "weights": {"from": "plain", "plain": {"all": dict.fromkeys(ids, 1)}},
            "alternatives": [
                {"id": f"x{k}", "name": name, "scores": dict(zip(ids, scores, strict=True))}
                for k, (name, scores) in enumerate(rows.items())
            ],
        }
        file = tmp_path / "small.yaml"
        file.write_text(json.dumps(content), encoding="utf-8")
        return ganeum.analyse(ganeum.load(file))

    return ranked


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", TITLES)
def test_a_chart_is_whole_and_legible(
    seoul: ganeum.Scenario, draw: Draw, known: set[str], name: str, language: Language
) -> None:
    chart, root = draw(name, language)
    specification = chart.to_dict(validate=language == "ko")  # both differ in words only
    assert {"layer", "config"} <= set(specification)
    assert not {"hconcat", "vconcat", "facet"} & set(specification)
    assert SUBTITLE[language] in specification["description"]

    # what it is, in its language
    said = {flat(text) for text in texts(root)}
    area = "실증" if language == "ko" else "demonstration"
    for text in (say(TITLES[name], language), SUBTITLE[language], CAPTION[language]):
        assert flat(text.format(area=area)) in flat("".join(texts(root)))
    titles = set(_tooltips(specification)) - {"AHP", "TOPSIS"}
    assert titles
    assert {t for t in titles if re.search("[가-힣]", t)} == (titles if language == "ko" else set())
    if name in NAMED:
        assert said >= {flat(each.name(language)) for each in seoul.model.alternatives}

    # every character in the font that is shipped, nothing cut, nothing wider than the picture
    for each in root.iter("{http://www.w3.org/2000/svg}text"):
        assert each.get("font-family") == FONT
        assert set("".join(each.itertext())) <= known
        assert "…" not in "".join(each.itertext())
    width = float(root.get("width", "0"))
    assert 0.9 * PICTURE < width < 1.02 * PICTURE + 2 * GAP


@pytest.fixture(scope="module")
def known() -> set[str]:
    """Return the characters that both weights of the font have."""
    return set.intersection(*map(_characters, sorted(FONTS.glob("*.otf"))))


def _characters(file: Path) -> set[str]:
    with TTFont(file, lazy=True) as font:
        return {chr(number) for number in font.getBestCmap()}


def test_the_font_is_used_and_no_other(draw: Draw) -> None:
    chart, _ = draw("flips", "ko")
    specification = chart.to_json(validate=False)
    assert FONT in specification
    other = alt.LayerChart.from_json(specification.replace(FONT, "No Such Font"), validate=False)
    assert charts.png(other, 1) != charts.png(chart, 1)


def _tooltips(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for key, item in value.items():
            if key == "tooltip" and isinstance(item, list):
                yield from (each["title"] for each in item)
            elif key != "datasets":
                yield from _tooltips(item)
    elif isinstance(value, list):
        for item in value:
            yield from _tooltips(item)


def test_the_same_chart_is_the_same_bytes(seoul_analysis: ganeum.Analysis) -> None:
    names = ("contributions", "triangle")
    made, again = (make(seoul_analysis, "ko", SECTOR, METHOD, names) for _ in range(2))
    for name in names:
        assert charts.svg(again[name]) == charts.svg(made[name])
    first = charts.png(made["contributions"], 1)
    assert first.startswith(b"\x89PNG")
    assert charts.png(again["contributions"], 1) == first


def test_colours_differ_in_grey() -> None:
    for palette, least in ((FOUR, 20), (MORE, 5)):
        lightness = sorted(map(_lightness, palette))
        steps = [b - a for a, b in itertools.pairwise(lightness)]
        assert min(steps) > least
    assert len(set(TINTS)) == len(TINTS)
    assert [dark(each) for each in FOUR] == [True, True, False, False]


def _lightness(colour: str) -> float:
    """Return CIE L* of an sRGB colour."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    luminance = sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
    return 116 * luminance ** (1 / 3) - 16


def test_split_bars_and_their_legend_share_numbers(draw: Draw) -> None:
    said = texts(draw("contributions", "ko").root)
    assert f"{code(3)} 실증" in said
    assert said.count(code(3)) >= 5  # as many programmes have some


def test_figures_stand_in_the_charts(draw: Draw) -> None:
    """The nearest flip of the robotics ranking, as README states it."""
    assert any(text.startswith("4.1") for text in texts(draw("flips", "ko").root))
    assert "24.1 %" in texts(draw("coverage", "ko").root)
    changes = texts(draw("lines", "ko").root)
    assert any("30.3\u00a0%에서 1위가 바뀜" in text for text in changes)


def test_one_alternative_alone(scenario: Callable[..., ganeum.Analysis]) -> None:
    analysis = scenario(["A", "B", "C"], {"alone": [1, 2, 3]})
    only = ("head_to_head", "flips", "coverage", "influence", "triangle", "bump", "lines")
    made = make(analysis, "en", "all", "topsis", only)
    said = {name: " ".join(texts(_root(chart))) for name, chart in made.items()}
    assert say("chart_alone", "en") in said["head_to_head"]
    assert say("flips_none", "en") in said["flips"]
    assert say("chart_no_coverage", "en") in said["coverage"]
    assert say("chart_no_influence", "en") in said["influence"]
    assert "alone 100\u00a0%" in said["triangle"]
    assert "1=" not in said["bump"]


def test_one_criterion_has_no_path(scenario: Callable[..., ganeum.Analysis]) -> None:
    one = ("lines", "intervals", "contributions")
    made = make(scenario(["Only"], {"a": [1], "b": [2]}), "en", "all", "ahp", one)
    said = " ".join(texts(_root(made["lines"])))
    assert flat(say("chart_no_path", "en", area="Only")) in flat(said)
    assert "first place: -" in texts(_root(made["intervals"]))


def test_ties_are_marked(scenario: Callable[..., ganeum.Analysis]) -> None:
    analysis = scenario(["A", "B"], {"a": [1, 2], "b": [1, 2], "c": [1, 1]})
    for name, chart in make(
        analysis, "en", "all", "ahp", ("contributions", "bump", "board")
    ).items():
        said = texts(_root(chart))
        assert said.count("1=") >= 2, name


def test_hostile_and_endless_names_break_nothing(scenario: Callable[..., ganeum.Analysis]) -> None:
    names = {HOSTILE: [1, 2, 9], "긴" * 300: [9, 2, 1], "=1+1; word " * 20: [3, 9, 2]}
    analysis = scenario(["B" * 200, "C", HOSTILE], names)
    only = ("contributions", "lines", "bump", "head_to_head", "triangle")
    for name, chart in make(analysis, "ko", "all", "ahp", only).items():
        said = flat("".join(texts(_root(chart))))
        assert "…" not in said, name
        if name in NAMED:
            assert flat(HOSTILE) in said
            assert "긴" * 300 in said


def test_of_many_alternatives_the_first_are_shown_and_it_is_said(
    scenario: Callable[..., ganeum.Analysis],
) -> None:
    rows = {f"name {k}": [k % 7, (k * k) % 11, k % 13] for k in range(62)}
    analysis = scenario(["A", "B", "C"], rows)
    only = {"contributions": 60, "lines": 30, "acceptability": 40, "bump": 40, "board": 60}
    for name, chart in make(analysis, "en", "all", "ahp", tuple(only)).items():
        specification = chart.to_dict(validate=False)
        assert f"the first {only[name]} of 62" in specification["description"], name
        shown = [
            {row["name"] for row in rows if "name" in row}
            for rows in specification["datasets"].values()
        ]
        assert len(set.union(*shown)) == only[name], name


def test_of_many_criteria_the_largest_differences_are_shown(
    scenario: Callable[..., ganeum.Analysis],
) -> None:
    rows = {"a": [float(k % 5) for k in range(45)], "b": [float(k % 7) for k in range(45)]}
    analysis = scenario([f"area {k}" for k in range(45)], rows)
    made = make(analysis, "en", "all", "ahp", ("head_to_head", "intervals"))
    said = {name: chart.to_dict(validate=False)["description"] for name, chart in made.items()}
    assert "the 40 areas that differ most" in said["head_to_head"]
    assert "the first 40 of 45" in said["intervals"]


def test_negative_contributions_go_to_the_left() -> None:
    frame = pd.DataFrame(
        {
            "alternative": "x",
            "name": "X",
            "rank_text": "1",
            "score": 0.2,
            "criterion": ["a", "b", "c"],
            "area": ["A", "B", "C"],
            "contribution": [0.5, -0.3, 0.0],
            "closeness": float("nan"),
            "closeness_rank_text": "",
        }
    )
    chart = charts.contribution_bars(frame, "en", subtitle="s", caption="c").to_dict()
    rows = [row for data in chart["datasets"].values() for row in data if "start" in row]
    spans = {row["code"]: (row["start"], row["end"]) for row in rows}
    assert (spans["①"], spans["②"]) == ((0.0, 0.5), (0.0, -0.3))
    assert "TOPSIS" not in "".join(texts(_root(alt.LayerChart.from_dict(chart))))


def test_control_characters_are_shown_as_such() -> None:
    frame = UNCERTAIN.assign(source=["bell \x07", "null \x00"])
    chart = charts.uncertainty_contributions(frame, "en", subtitle="\x1b[1m", caption="\ud800")
    said = "".join(texts(_root(chart)))
    assert "bell \ufffd" in said
    assert charts.png(chart, 1).startswith(b"\x89PNG")


def _root(chart: alt.LayerChart) -> ET.Element:
    return ET.fromstring(charts.svg(chart))  # noqa: S314 - our own


def test_an_empty_frame_of_uncertainty_is_said_to_be_so() -> None:
    chart = charts.uncertainty_contributions(
        UNCERTAIN.head(0), "ko", subtitle="부제", caption="설명"
    )
    assert say("chart_no_uncertainty", "ko") in texts(_root(chart))


def test_captions_say_what_was_drawn() -> None:
    sampled = charts.caption("ko", varied="가중치", fixed="점수", draws=20000, seed=7)
    assert sampled.endswith("추출 20,000회, 난수 씨앗 7.")
    with pytest.raises(ValueError, match="both"):
        charts.caption("ko", varied="가중치", fixed="점수", draws=20000)


def test_a_subtitle_names_sector_and_method(seoul_analysis: ganeum.Analysis) -> None:
    assert charts.about(seoul_analysis, "ko", SECTOR, "topsis") == "로봇 · TOPSIS(벡터 정규화)"
    assert charts.about(seoul_analysis, "en").startswith("Priorities")
    drawn = uncertainty(seoul_analysis, SECTOR, draws=10)["topsis"]
    now = charts.about(seoul_analysis, "ko", SECTOR, "topsis", drawn=drawn)
    assert now == "로봇 · 지금 순위: TOPSIS(벡터 정규화)"


def test_nothing_but_charts_pays_for_altair() -> None:
    package = Path(ganeum.__file__).parent
    heavy = ("altair", "vl_convert", "ganeum.report.charts")
    for file in sorted(package.rglob("*.py")):
        if "charts" in file.relative_to(package).parts:
            continue
        tree = ast.parse(file.read_text(encoding="utf-8"))
        for node in tree.body:
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            assert not [name for name in names if name.startswith(heavy)], file
