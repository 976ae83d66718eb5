"""The chart of a panel's weights: every number is the engine's, nothing by colour alone."""

import pytest

import ganeum
from ganeum import analyse
from ganeum.drafting import Draft
from ganeum.loading import shipped_scenarios
from ganeum.panel.answers import read_answers
from ganeum.panel.group_view import NodeView, group_view
from ganeum.panel.in_draft import gathered, with_weights_of
from ganeum.report.charts import panel_weights
from ganeum.report.charts.export import svg
from ganeum.report.charts.frames import influence_frame, panel_weights_frame
from ganeum.report.sensitivity.influence import left_out_words
from ganeum.sensitivity import sensitivity
from ganeum.words import LANGUAGES, Language, say


@pytest.fixture(scope="module")
def asked(seoul: ganeum.Scenario) -> ganeum.Analysis:
    """Return the rankings of the made-up panel."""
    answers = read_answers(shipped_scenarios() / "panels" / "made-up-panel.csv", seoul)
    draft = with_weights_of(Draft.of(seoul), gathered(answers))
    return analyse(draft.scenario(), sectors=["ai"])


@pytest.fixture(scope="module")
def node(asked: ganeum.Analysis) -> NodeView:
    """Return what it says of AI's policy areas."""
    return group_view(asked, "ai").nodes[0]


def test_the_frame_holds_everybody_every_group_and_all_together(asked, node: NodeView) -> None:
    frame = panel_weights_frame(asked, node, "en")
    kinds = frame.groupby("kind")["weight"]
    assert kinds.count().to_dict() == {"all": 4, "group": 12, "respondent": 96}
    whole = frame[frame["kind"] == "all"]
    assert whole["weight"].tolist() == asked["ai"].weights.values.tolist()
    for place, name in enumerate(node.respondents):
        own = frame[frame["respondent"] == name]
        assert own["weight"].tolist() == node.own[place].tolist()
        assert set(own["camp"]) == {node.clusters.labels[place] + 1}
    for group, weights in node.by_group.items():
        own = frame[(frame["kind"] == "group") & (frame["group"] == group)]
        assert own["weight"].tolist() == weights.tolist()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_chart_names_groups_and_camps_and_shows_everybody(
    asked, node: NodeView, language: Language
) -> None:
    frame = panel_weights_frame(asked, node, language)
    chart = panel_weights(frame, language, subtitle="AI", caption="-")
    chart.to_dict()  # validates it
    picture = svg(chart)
    for text in (
        *(say("chart_panel_camp", language, camp=camp) for camp in (1, 2)),
        *(group for group in frame["group_name"].unique() if group),
        *(f"{100 * weight:.1f} %" for weight in asked["ai"].weights.values),
    ):
        assert text in picture
    shapes = {each.mark.shape for each in chart.layer if getattr(each.mark, "size", 0) == 150}
    assert len(shapes) == 3


def test_without_a_panel_the_chart_says_so(asked) -> None:
    frame = panel_weights_frame(asked, None, "en")
    picture = svg(panel_weights(frame, "en", subtitle="-", caption="-"))
    assert say("chart_no_panel", "en") in picture


def test_respondents_and_groups_that_are_left_out_are_named(asked) -> None:
    found = sensitivity(asked, "ai", "ahp", ["influence"])
    frame = influence_frame(asked, found, "en")
    assert len(frame) == len(found.influence) == 27
    labels = dict(zip(frame["left_out"], frame["label"], strict=True))
    assert labels["r05"] == "r05"
    assert labels["official"] == "officials"


def test_statements_and_source_groups_are_named(seoul) -> None:
    analysis = analyse(seoul, sectors=["ai"])
    found = sensitivity(analysis, "ai", "ahp", ["influence"])
    statements = {each.id: each for each in seoul.evidence.model.statements}
    for case in found.influence:
        label, gist = left_out_words(analysis, case, "en")
        assert label
        assert gist == (statements[case.left_out].gist.en if case.kind == "statement" else "")
