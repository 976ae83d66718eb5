"""What leaving out a respondent or a group does, against the panel without them."""

from typing import Any

import numpy as np
import pytest

import ganeum
from ganeum.sensitivity import sensitivity
from ganeum.uncertainty import Settings, sector_model, uncertainty
from panels import asked, drawn_rows, question

METHODS: Any = ("ahp", "topsis")


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("rules", [{}, {"trim": 1}, {"aggregate": "priorities"}])
def test_leaving_out_is_asking_the_others_only(method: Any, rules: dict[str, Any]) -> None:
    rows = drawn_rows(np.random.default_rng(12), 9, gaps=True)
    analysis = ganeum.analyse(asked(question(rows, rules)))
    now = analysis["all"].ranking(method)
    found = {
        (case.kind, case.left_out): case
        for case in sensitivity(analysis, "all", method, ["influence"]).influence
    }
    groups = {row["group"] for row in rows.values()}
    assert set(found) == {("respondent", name) for name in rows} | {
        ("panel_group", group) for group in groups
    }
    assert any(case.changes_first for case in found.values())
    for (kind, name), case in found.items():
        rest = {
            key: row
            for key, row in rows.items()
            if (key if kind == "respondent" else row["group"]) != name
        }
        then = ganeum.analyse(asked(question(rest, rules)))["all"].ranking(method)
        assert case.largest_move == np.abs(then.ranks - now.ranks).max()
        assert case.first == then.alternatives[int(np.argmin(then.ranks))]
        assert case.changes_first == ((then.ranks == 1) != (now.ranks == 1)).any()


def test_respondents_are_drawn_with_weights_shares_and_scores() -> None:
    rows = drawn_rows(np.random.default_rng(8), 9)
    analysis = ganeum.analyse(asked(question(rows)))
    model = sector_model(analysis, "all", ["respondents"])
    assert model.varied["respondents"].parameters["respondents"] == 9
    assert model.varied["respondents"].parameters["drawn"] == "bootstrap"
    numbers = {"respondents": model.numbers(1, 0)["respondents"][:, :10]}
    weights = model.weights(numbers, 10)
    for method in METHODS:
        places = model.ranks(numbers, weights, method)
        for draw, counts in enumerate(numbers["respondents"].T.tolist()):
            again = {
                f"{name}-{copy}": rows[name]
                for name, count in zip(model.respondents.respondents, counts, strict=True)
                for copy in range(count)
            }
            then = ganeum.analyse(asked(question(again)))["all"]
            assert weights[:, draw] == pytest.approx(then.leaf_weights)
            assert places[:, draw].tolist() == then.ranking(method).ranks.tolist()


def test_each_respondent_as_often_as_his_share() -> None:
    rows = drawn_rows(np.random.default_rng(9), 5)
    analysis = ganeum.analyse(asked(question(rows, groups={"firms": 3, "town": 1})))
    model = sector_model(analysis, "all", ["respondents"], Settings(respondents="each"))
    counts = model.numbers(3, 0)["respondents"]
    assert set(counts.sum(axis=0).tolist()) == {1}
    shares = {v.respondent: v.share for v in analysis["all"].weights.panel["goal"].voices}
    assert model.respondents is not None
    expected = [shares[name] for name in model.respondents.respondents]
    assert counts.mean(axis=1) == pytest.approx(expected, abs=0.02)
    with pytest.raises(ValueError, match="respondents"):
        Settings(respondents="some")


def test_disagreement_is_what_moves_the_ranks() -> None:
    rows = drawn_rows(np.random.default_rng(12), 12)
    analysis = ganeum.analyse(asked(question(rows)))
    how: Any = {"sources": ["respondents"], "settings": Settings(respondents="each"), "draws": 500}
    found = uncertainty(analysis, "all", seed=1, **how)["ahp"]
    assert np.count_nonzero(found.rank_acceptability) > 3
    assert found.held["weights"] == "off"
    same = dict.fromkeys(rows, rows["r01"])
    fixed = ganeum.analyse(asked(question(same)))
    found = uncertainty(fixed, "all", seed=1, **how)["ahp"]
    assert np.count_nonzero(found.rank_acceptability) == 3


def test_one_respondent_a_group_leaves_nothing_to_resample() -> None:
    rows = drawn_rows(np.random.default_rng(11), 2)
    rows["r01"]["group"], rows["r02"]["group"] = "firms", "town"
    analysis = ganeum.analyse(asked(question(rows)))
    assert sector_model(analysis, "all").held["respondents"] == "one_respondent"
    each = sector_model(analysis, "all", settings=Settings(respondents="each"))
    assert "respondents" in each.varied
