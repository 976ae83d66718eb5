"""What rankings, explanations, examinations, charts and memos say of a panel."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

import ganeum
from ganeum.examination import examine
from ganeum.panel_file import Rules
from ganeum.report.charts import influence_bars
from ganeum.report.charts.frames import influence_frame
from ganeum.report.explanation import explanation_frame, explanation_payload, explanation_sections
from ganeum.report.formats import markdown
from ganeum.report.memo import PARTS, memo_content
from ganeum.report.memo.content import Bullet, Table
from ganeum.report.ranking_report import ranking_payload, ranking_sections
from ganeum.report.sensitivity import sensitivity_sections
from ganeum.sensitivity import sensitivity
from ganeum.words import LANGUAGES
from panels import asked, drawn_rows, question

RULES: Any = {"over_limit": "leave_out", "consistency_limit": 0.9, "trim": 1}


@pytest.fixture(scope="module")
def analysis() -> ganeum.Analysis:
    """Return a question of which a panel judged weights, sub-criteria and alternatives."""
    content = question(drawn_rows(np.random.default_rng(6), 8, gaps=True), RULES)
    content["panel"].update(made_up=True, note={"ko": "비고임", "en": "A note"})
    first = content["panel"]["respondents"][0]
    first["judgements"]["all"]["goal"]["a"]["b"] = 9
    change = {"sector": "all", "node": "goal", "first": "a", "second": "b", "from": 9, "to": 1}
    first["changes"] = [{**change, "reason": "Asked again"}]
    return ganeum.analyse(asked(content))


def test_a_ranking_says_who_was_asked_and_how_far_they_agree(analysis: ganeum.Analysis) -> None:
    found = analysis["all"].weights.panel["goal"]
    out = sum(voice.left_out for voice in found.voices)
    assert out
    text = markdown(ranking_sections(analysis, "en"))
    assert "Panel: A panel \\[made up\\]" in text
    assert "A note" in text
    assert (
        "consistency ratio up to 0.9 (random index of Saaty 1980), answers over it are left" in text
    )
    assert "1 highest and 1 lowest of each pair trimmed" in text
    assert f"{8 - out} respondents (" in text
    assert f"over the consistency limit: {out} (left out: {out})" in text
    assert "under 'D': " in text
    assert "Kendall's W" in text
    for language in LANGUAGES:
        assert markdown(ranking_sections(analysis, language))
    (sector,) = ranking_payload(analysis)["sectors"].values()  # type: ignore[attr-defined]
    assert sector["weights_origin"] == "panel"


def test_an_explanation_goes_down_to_each_judgement(analysis: ganeum.Analysis) -> None:
    sector = analysis["all"]
    for language in LANGUAGES:
        sections = explanation_sections(analysis, sector, "one", language)
        weighed = [s for s in sections if s.columns and s.columns[-1].heading in ("비고", "remark")]
        assert len(weighed) == 4 + 2 + 3
        assert all(len(section.rows) <= 8 for section in weighed)
    text = markdown(sections)
    assert "over the limit, left out" in text
    assert "Asked again" in text
    assert "(first " in text
    rows = explanation_payload(analysis, sector, "one")["panel"]
    assert isinstance(rows, list)
    assert len(explanation_frame(analysis, sector, "en")) == len(rows)
    voices = sector.weights.panel["goal"].voices
    pairs = sum(6 - voice.own.missing for voice in voices)
    assert sum(row["node"] == "goal" for row in rows) == pairs
    changed = [row for row in rows if row["judgement"] != row["original"]]
    assert [(row["respondent"], row["reason"]) for row in changed] == [("r01", "Asked again")]


def test_who_carries_a_ranking_in_words_and_as_a_chart(analysis: ganeum.Analysis) -> None:
    found = sensitivity(analysis, "all", "ahp", ["influence"])
    for language in LANGUAGES:
        frame = influence_frame(analysis, found, language)
        assert set(frame["kind"]) == {"respondent", "panel_group"}
        assert {"Firms", "Town"} <= set(frame["label"])
        chart = influence_bars(frame, language, subtitle="", caption="")
        assert "Firms" in chart.to_json()
        sections = sensitivity_sections(examine(analysis, ["influence"]), language, ["influence"])
        assert any("2" in line for section in sections for line in section.lines)


def test_a_memo_shows_each_group_alone(analysis: ganeum.Analysis) -> None:
    few = examine(analysis, PARTS, draws=50)
    memo = memo_content(few, "en")
    tables = {block.id: block for block in memo.blocks if isinstance(block, Table)}
    table, judged = tables["weights.all"], tables["judgements.all"]
    groups = analysis["all"].weights.panel["goal"]
    assert len(table.columns) == 2 + len({voice.group for voice in groups.kept})
    assert all(len(row) == len(each.columns) for each in (table, judged) for row in each.rows)
    assert "From the pairwise judgements of a panel" in table.note
    lines = [block.text for block in memo.blocks if isinstance(block, Bullet)]
    assert "Panel: A panel [made up]" in lines
    assert any(line.startswith("Rules of the panel: ") for line in lines)
    page = memo_content(few, "en", one_page=True)
    assert "Panel: A panel [made up]" in [b.text for b in page.blocks if isinstance(b, Bullet)]


def test_the_template_s_panel_can_be_used(scenarios: Path) -> None:
    text = (scenarios / "template.yaml").read_text(encoding="utf-8")
    lines = text.splitlines()
    start = lines.index("# panel:")
    end = next(k for k in range(start, len(lines)) if not lines[k].startswith("#"))
    block = [line.removeprefix("# ") for line in lines[start:end]]
    whole = "\n".join([*lines[:start], *block, *lines[end:]])
    file = scenarios / "template.yaml"
    found = ganeum.loading.load_bytes(whole.encode(), file)
    assert found.model.panel is not None
    assert found.model.panel.rules == Rules()
    edits = {
        "  from: judgements\n": "  from: panel\n",
        "    all:\n      effect: {reach: 2": "    suburb:\n      effect: {reach: 2",
    }
    for old, new in edits.items():
        assert whole.count(old) == 1
        whole = whole.replace(old, new)
    found = ganeum.analyse(ganeum.loading.load_bytes(whole.encode(), file))["downtown"].weights
    assert found.origin == "panel"
    assert found.local["reach"] == pytest.approx({"firms": 0.75, "citizens": 0.25})
