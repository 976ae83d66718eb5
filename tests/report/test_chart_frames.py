"""Frames say what the results say."""

from typing import TYPE_CHECKING

import numpy as np
import pytest

import ganeum
from ganeum import kernel
from ganeum.examination import examine
from ganeum.report.charts.frames import (
    acceptability_frame,
    board_frame,
    contributions_frame,
    coverage_frame,
    difference_frame,
    flips_frame,
    influence_frame,
    intervals_frame,
    method_ranks_frame,
    rank_paths_frame,
    weight_path,
    weight_triangle_frames,
)
from ganeum.sensitivity import Sensitivity, examined, sensitivity

if TYPE_CHECKING:
    from pathlib import Path

AREAS = ["infrastructure", "workforce", "investment", "demonstration"]
PLAIN = """\
ganeum: 1
id: made-up
title: Made up
criteria: [{id: a, name: First}, {id: b, name: Second}, {id: c, name: Third}]
weights: {from: plain, plain: {all: {a: 0.2, b: 0.3, c: 0.5}}}
alternatives:
  - {id: p, name: Pier, scores: {a: 9, b: 1, c: 1}}
  - {id: q, name: Quay, scores: {a: 1, b: 9, c: 1}}
  - {id: r, name: Quay, scores: {a: 1, b: 9, c: 1}}
"""


@pytest.fixture(scope="module")
def robotics(seoul_analysis: ganeum.Analysis) -> Sensitivity:
    return sensitivity(seoul_analysis, "robotics", "topsis")


@pytest.fixture
def plain(tmp_path: "Path") -> ganeum.Analysis:
    file = tmp_path / "plain.yaml"
    file.write_text(PLAIN, encoding="utf-8")
    return ganeum.analyse(ganeum.load(file))


def test_contributions_add_up_to_scores(seoul_analysis: ganeum.Analysis) -> None:
    frame = contributions_frame(seoul_analysis, "ai", "ko")
    assert len(frame) == 8 * 4
    sums = frame.groupby("alternative")["contribution"].sum()
    one = frame.drop_duplicates("alternative").set_index("alternative")
    np.testing.assert_allclose(sums[one.index], one["score"])
    assert one["rank"].is_monotonic_increasing
    closeness = seoul_analysis["ai"].ranking("topsis")
    for alternative, value in zip(closeness.alternatives, closeness.scores, strict=True):
        assert one.loc[alternative, "closeness"] == value
    assert set(frame["area"]) == {"인프라구축", "인력양성", "투자지원·기업육성", "실증"}


def test_contributions_without_topsis_have_no_closeness(seoul: ganeum.Scenario) -> None:
    frame = contributions_frame(ganeum.analyse(seoul, methods=["ahp"]), "ai", "en")
    assert frame["closeness"].isna().all()
    with pytest.raises(KeyError):
        contributions_frame(ganeum.analyse(seoul, methods=["topsis"]), "ai", "en")


def test_ties_are_marked(plain: ganeum.Analysis) -> None:
    frame = contributions_frame(plain, "all", "en").drop_duplicates("alternative")
    assert frame["rank_text"].tolist() == ["1=", "1=", "3"]


def test_differences_add_up_to_the_difference_of_scores(seoul_analysis: ganeum.Analysis) -> None:
    frame = difference_frame(seoul_analysis, "robotics", "en")
    ranking = seoul_analysis["robotics"].ranking("ahp").to_frame()
    gap = ranking["score"].iloc[0] - ranking["score"].iloc[1]
    assert frame["difference"].sum() == pytest.approx(gap)
    pair = ("active_open_data", "public_procurement")
    turned = difference_frame(seoul_analysis, "robotics", "en", pair)
    assert turned["first"].iloc[0] == "Active open data"
    assert turned["difference"].sum() < 0
    with pytest.raises(ValueError, match="nobody"):
        difference_frame(seoul_analysis, "robotics", "en", ("nobody", "active_open_data"))


def test_the_board_has_the_ranges_of_what_was_drawn(seoul_analysis: ganeum.Analysis) -> None:
    known = examine(seoul_analysis, ["board"], draws=2_000).board("topsis")
    assert known is not None
    frame = board_frame(seoul_analysis, known, "en").set_index(["alternative", "sector"])
    assert len(frame) == 8 * 5
    for i, alternative in enumerate(known.alternatives):
        for j, sector in enumerate(known.sectors):
            row = frame.loc[(alternative, sector)]
            assert (row["lowest"], row["highest"]) == (known.best[i, j], known.worst[i, j])
            assert (row["rank"], row["band"]) == (known.ranks[i, j], known.bands[i][j])


def test_crossings_are_the_reversal_weights(seoul_analysis: ganeum.Analysis) -> None:
    for method in ("ahp", "topsis"):
        case = examined(seoul_analysis, "robotics", method)
        matrix = case.sector.matrix
        for k, criterion in enumerate(AREAS):
            path = weight_path(seoul_analysis, "robotics", method, criterion, "en")
            true = kernel.reversal_weights(
                matrix.values, case.weights, matrix.directions, k, case.kernel_method
            )
            assert path.crossings["weight"].tolist() == true.weights.tolist()
            assert path.present == case.weights[k]
            at_present = path.lines[path.lines["weight"] == path.present]
            np.testing.assert_allclose(at_present["score"], case.ranking.scores)


def test_changes_are_where_the_leader_changes(seoul_analysis: ganeum.Analysis) -> None:
    dense = weight_path(seoul_analysis, "robotics", "topsis", "workforce", "en", points=4001)
    within = dense.lines[dense.lines["weight"] < 1]  # at 1 two tie, which is no change
    best = within.loc[within.groupby("weight")["score"].idxmax()]
    turns = best[best["name"] != best["name"].shift()].iloc[1:]
    assert len(turns) == len(dense.changes) > 0
    np.testing.assert_allclose(turns["weight"], dense.changes["weight"], atol=1 / 4000)
    assert turns["name"].tolist() == dense.changes["after"].tolist()
    turning = dense.crossings[dense.crossings["changes_first"]]
    np.testing.assert_allclose(turning["weight"].unique(), dense.changes["weight"])


def test_leaders_with_one_name_are_told_apart(plain: ganeum.Analysis) -> None:
    path = weight_path(plain, "all", "ahp", "a", "en")
    assert path.changes[["before", "after"]].to_numpy().tolist() == [["Quay, Quay", "Pier"]]


def test_flips_and_intervals_are_those_found(
    seoul_analysis: ganeum.Analysis, robotics: Sensitivity
) -> None:
    flips = flips_frame(seoul_analysis, robotics, "ko")
    assert flips["moved"].tolist() == [flip.moved for flip in robotics.flips]
    assert flips["place"].tolist() == list(range(1, len(flips) + 1))
    frame = intervals_frame(seoul_analysis, robotics, "ko")
    assert len(frame) == 4 * 3
    first = frame[frame["keep"] == "first"]
    np.testing.assert_array_equal(first["lower"], robotics.intervals["first"].lower)
    np.testing.assert_array_equal(first["upper"], robotics.intervals["first"].upper)
    bound = (first["upper"] < 1) == (first["above"] != "")
    assert bound.all()


def test_influence_names_places_and_groups(
    seoul_analysis: ganeum.Analysis, robotics: Sensitivity
) -> None:
    frame = influence_frame(seoul_analysis, robotics, "ko")
    assert frame["largest_move"].tolist() == [case.largest_move for case in robotics.influence]
    assert set(frame[frame["kind"] == "group"]["label"]) == {
        "기술수준평가",
        "협회 의견",
        "전문가 집단면접(FGI)",
    }
    assert frame[frame["kind"] == "statement"]["label"].str.contains("표|절").all()


def test_ties_in_a_rank_path_stand_side_by_side() -> None:
    ranks = [("one", np.array([1, 2, 3])), ("two", np.array([2, 1, 2]))]
    frame = rank_paths_frame(ranks, ["x", "y", "z"], {"x": "X", "y": "Y", "z": "Z"})
    two = frame[frame["variant"] == "two"].set_index("alternative")
    assert two["place"].to_dict() == {"y": 1, "x": 2, "z": 3}
    assert two["rank_text"].to_dict() == {"y": "1", "x": "2=", "z": "2="}


def test_method_ranks_are_those_of_the_check(
    seoul_analysis: ganeum.Analysis, robotics: Sensitivity
) -> None:
    frame = method_ranks_frame(seoul_analysis, robotics, "en")
    table = frame.pivot_table(index="column", columns="alternative", values="rank")
    np.testing.assert_array_equal(table[list(robotics.alternatives)], robotics.method_check.ranks)
    assert frame["variant"].iloc[0] == "AHP ideal"
    places = frame.groupby("column")["place"].apply(sorted)
    assert all(place == list(range(1, 9)) for place in places)


def test_acceptability_is_ordered_by_mean_rank() -> None:
    found = kernel.acceptability([[1, 2], [3, 4], [9, 1]], ["benefit"] * 2, 2000, 5)
    frame = acceptability_frame(found, ["x", "y", "z"], {"x": "X", "y": "Y", "z": "Z"})
    assert frame["expected_rank"].is_monotonic_increasing
    y = frame[frame["alternative"] == "y"]
    np.testing.assert_array_equal(y["share"], found.rank_acceptability[1])
    np.testing.assert_array_equal(y["error"], found.standard_error[1])


def test_coverage_is_as_figure_22_prints_it(seoul_analysis: ganeum.Analysis) -> None:
    frame = coverage_frame(seoul_analysis, "en").set_index(["sector", "criterion"])
    assert len(frame) == 5 * 4
    printed = frame[~frame["judged"]]
    rows = {
        "ai": [(2, 2), (2, 1), (2, 1)],
        "bio_health": [(2, 2), (2, 1), (1, 1)],
        "fintech": [(1, 1), (1, 1), (1, 1)],
        "smart_mobility": [(2, 0), (2, 0), (1, 0)],
        "robotics": [(1, 0), (1, 0), (1, 0)],
    }
    for sector, marks in rows.items():
        for area, (state, seoul) in zip(AREAS[:3], marks, strict=True):
            assert tuple(printed.loc[(sector, area), ["state", "seoul"]]) == (state, seoul)
    assert frame[frame["judged"]].index.get_level_values("criterion").unique().tolist() == [
        "demonstration"
    ]
    gaps = frame[frame["gap"]]
    assert (gaps["weight"] > 0.25).all()
    assert (gaps["seoul"] < 1).all()
    assert ("robotics", "workforce") in gaps.index
    assert ("ai", "workforce") not in gaps.index


def test_without_evidence_there_is_no_coverage_and_no_influence(plain: ganeum.Analysis) -> None:
    assert coverage_frame(plain, "en").empty
    found = sensitivity(plain, "all", "ahp")
    assert influence_frame(plain, found, "en").empty


@pytest.mark.parametrize("method", ["ahp", "topsis"])
def test_the_triangle_agrees_with_the_ranking(
    seoul_analysis: ganeum.Analysis, method: "ganeum.ranking.Method"
) -> None:
    three = ["workforce", "investment", "demonstration"]
    found = weight_triangle_frames(seoul_analysis, "robotics", method, three, "en", 30)
    case = examined(seoul_analysis, "robotics", method)
    assert found.budget == pytest.approx(case.weights[1:].sum())
    assert found.fixed == (("infrastructure", pytest.approx(case.weights[0])),)
    assert found.resolution == (1 if method == "ahp" else 30)
    assert found.winners["share"].sum() == pytest.approx(1, abs=1e-6)
    present = found.dots[found.dots["kind"] == "present"].iloc[0]
    shares = present[["first", "second", "third"]].to_numpy(float)
    np.testing.assert_allclose(shares, case.weights[1:] / case.weights[1:].sum())
    # who leads at the place of each region's name
    barycentric = np.linalg.solve(
        np.vstack([[0, 1, 0.5], [0, 0, np.sqrt(0.75)], [1, 1, 1]]),
        np.vstack([found.winners["x"], found.winners["y"], np.ones(len(found.winners))]),
    ).T
    weights = np.column_stack(
        [np.full(len(barycentric), case.weights[0]), found.budget * barycentric]
    )
    leaders = case.problem.scores(weights).argmax(axis=1)
    names = [seoul_analysis.scenario.model.alternatives[i].name("en") for i in leaders]
    assert names == found.winners["name"].tolist()
    assert set(found.dots["kind"]) == {"present", "group", "equal"}
    assert len(found.texture) > 20


def test_a_triangle_takes_twins_together(plain: ganeum.Analysis) -> None:
    found = weight_triangle_frames(plain, "all", "ahp", ["a", "b", "c"], "en", 20)
    assert "Quay, Quay" in found.winners["name"].tolist()
    assert found.fixed == ()


@pytest.mark.parametrize("three", [["a", "b"], ["a", "b", "b"], ["a", "b", "d"]])
def test_a_triangle_needs_three_areas(plain: ganeum.Analysis, three: list[str]) -> None:
    with pytest.raises(ValueError, match=r"three different|not in"):
        weight_triangle_frames(plain, "all", "ahp", three, "en")
