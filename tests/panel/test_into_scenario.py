"""A panel as a scenario on top of its base, and changes that respondents accepted."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

import ganeum
from ganeum.fields import Text
from ganeum.panel.changes_file import with_changes
from ganeum.panel.into_scenario import panel_draft, redrafted
from ganeum.panel_file import Panel
from ganeum.saving import save
from ganeum.scenario_file import ScenarioFile
from panels import drawn_rows, question

if TYPE_CHECKING:
    from conftest import Desk

TITLE = Text(ko="설문", en="asked")
HEAD = "respondent,sector,node,first,second,from,to,ratio_now,accepted,reason\n"


def panel_of(analysis: ganeum.Analysis) -> Panel:
    panel = analysis.scenario.model.panel
    assert panel is not None
    return panel


def test_what_is_saved_reads_back_as_the_same_panel(
    reviewed: ganeum.Analysis, seoul: ganeum.Scenario, tmp_path: Path
) -> None:
    panel = panel_of(reviewed)
    save(panel_draft(seoul, panel, "asked", TITLE), tmp_path / "asked.yaml")
    found = ganeum.load(tmp_path / "asked.yaml")
    assert found.model.panel == panel
    assert found.model.weights.origin == "panel"
    assert found.model.note is not None
    assert "(made up)" in found.model.note.en
    assert found.digest == panel_draft(seoul, panel, "asked", TITLE).scenario().digest
    lines = (tmp_path / "asked.yaml").read_text(encoding="utf-8").splitlines()
    assert sum("{id: r" in line for line in lines) == 24
    before = {name: sector.weights.values for name, sector in reviewed.items()}
    for name, sector in ganeum.analyse(found).items():
        assert sector.weights.values == pytest.approx(before[name], rel=1e-12)


def test_the_base_and_its_numbers_do_not_move(
    reviewed: ganeum.Analysis, seoul: ganeum.Scenario, scenarios: Path
) -> None:
    assert seoul.digest == ganeum.load(scenarios / "seoul-2022.yaml").digest
    assert seoul.digest == reviewed.scenario.base.digest  # type: ignore[union-attr]


def test_a_sector_that_was_not_asked_about_has_its_evidence(
    reviewed: ganeum.Analysis, seoul: ganeum.Scenario, seoul_analysis: ganeum.Analysis
) -> None:
    panel = panel_of(reviewed)
    some = tuple(
        each.model_copy(update={"judgements": {"ai": each.judgements["ai"]}})
        for each in panel.respondents
    )
    draft = panel_draft(seoul, panel.model_copy(update={"respondents": some}), "ai", TITLE)
    found = ganeum.analyse(draft.scenario())
    assert [sector.weights.origin for sector in found.values()] == ["panel", *["evidence"] * 4]
    for name in ("bio_health", "robotics"):
        assert found[name].weights.values.tolist() == seoul_analysis[name].weights.values.tolist()


def test_every_field_of_a_panel_is_written() -> None:
    base = question(drawn_rows(np.random.default_rng(1), 2))
    base["panel"]["note"] = {"ko": "비고", "en": "note"}
    base["panel"]["respondents"][0]["changes"] = [
        {
            "sector": "all",
            "node": "d",
            "first": "e",
            "second": "f",
            "from": base["panel"]["respondents"][0]["judgements"]["all"]["d"]["e"]["f"],
            "to": "1/4",
            "reason": {"ko": "까닭", "en": "a reason"},
        }
    ]
    panel = ScenarioFile.model_validate(base).panel
    assert panel is not None
    plain: dict[str, Any] = {
        **base,
        "weights": {"from": "plain", "plain": {"all": dict.fromkeys("abcd", 1)}},
    }
    del plain["panel"]
    bottom = ganeum.loading.load_content(plain, Path("base.yaml"))
    assert panel_draft(bottom, panel, "asked", TITLE).scenario().model.panel == panel
    again = ganeum.loading.load_content(base, Path("base.yaml"))
    draft = panel_draft(again, panel, "asked", TITLE)
    assert "weights.from" not in {change.what for change in draft.changes}


def test_other_rules_and_changes_leave_the_rest_of_a_scenario(
    reviewed: ganeum.Analysis, desk: "Desk"
) -> None:
    panel = panel_of(reviewed)
    rows = 'r22,fintech,goal,infrastructure,workforce,A 9,B 3,1.155,yes,"Ticked the wrong side"\n'
    other = with_changes(panel, desk.write(HEAD + rows, "changes.csv"))
    rules = panel.rules.model_copy(update={"trim": 2, "consistency_limit": 0.2})
    groups = (panel.groups[0].model_copy(update={"weight": 2.0}), *panel.groups[1:])
    draft = redrafted(
        reviewed.scenario, other.model_copy(update={"rules": rules, "groups": groups})
    )
    found = draft.scenario().model
    assert found.panel is not None
    assert (found.panel.rules.trim, found.panel.rules.consistency_limit) == (2, 0.2)
    assert [group.weight for group in found.panel.groups] == [2, 1, 1]
    assert found.panel.respondents[21] == other.respondents[21]
    (change,) = found.panel.respondents[21].changes
    assert (change.before, change.to, change.reason.en) == (9, 1 / 3, "Ticked the wrong side")
    assert found.panel.respondents[21].judgements == panel.respondents[21].judgements
    assert redrafted(reviewed.scenario, panel) == ganeum.drafting.Draft.of(reviewed.scenario)


@pytest.mark.parametrize(
    ("row", "key", "cell"),
    [
        ("r99,ai,goal,workforce,investment,A 9,A 4,1,yes,x", "undefined", "A2 (r99)"),
        ("r05,ai,goal,workforce,investment,A 9,A 4,1,maybe,x", "changes_accepted", "I2 (r05)"),
        ("r05,ai,goal,workforce,investment,A 9,A 4,1,yes,", "changes_reason", "J2 (r05)"),
        ("r05,ai,gaol,workforce,investment,A 9,A 4,1,yes,x", "panel_change_absent", "D2 (r05)"),
        ("r05,ai,goal,workforce,investment,A 8,A 4,1,yes,x", "panel_change_from", "F2 (r05)"),
        ("r05,ai,goal,workforce,investment,A 9,9,1,yes,x", "panel_change_nothing", "G2 (r05)"),
        ("r05,ai,goal,workforce,investment,A 9,A 11,1,yes,x", "answer_off_scale", "G2 (r05)"),
        ("r05,ai,goal,workforce,investment,A 9,,1,yes,x", "answer_unread", "G2 (r05)"),
        ("r05,ai,goal,workforce,investment,=A9,A 4,1,yes,x", "answer_unread", "F2 (r05)"),
    ],
)
def test_what_is_wrong_with_a_change_is_said_by_cell(
    reviewed: ganeum.Analysis, desk: "Desk", row: str, key: str, cell: str
) -> None:
    with pytest.raises(ganeum.ScenarioError) as caught:
        with_changes(panel_of(reviewed), desk.write(f"{HEAD}{row}\n", "changes.csv"))
    assert [(problem.key, problem.path) for problem in caught.value.problems] == [(key, cell)]


def test_all_wrong_changes_are_said_at_once(reviewed: ganeum.Analysis, desk: "Desk") -> None:
    row = "r05,ai,goal,workforce,investment,A 9,A 4,1,yes,x\n"
    turned = "r05,ai,goal,investment,workforce,B 9,B 3,1,예,x\n"
    with pytest.raises(ganeum.ScenarioError) as caught:
        with_changes(panel_of(reviewed), desk.write(HEAD + row + turned, "changes.csv"))
    assert [problem.key for problem in caught.value.problems] == ["panel_change_twice"]
    with pytest.raises(ganeum.ScenarioError) as caught:
        with_changes(panel_of(reviewed), desk.write("respondent,from\n", "changes.csv"))
    assert [problem.key for problem in caught.value.problems] == ["changes_columns"]


def test_what_is_not_accepted_is_not_looked_at(reviewed: ganeum.Analysis, desk: "Desk") -> None:
    rows = "r99,?,?,?,?,?,?,?,,\nr05,ai,goal,investment,workforce,B 9,1/3,1,○,까닭\n"
    file = desk.write((HEAD + rows).encode("cp949"), "changes.csv")
    found = with_changes(panel_of(reviewed), file)
    (change,) = found.respondents[4].changes
    assert (change.first, change.before, change.to) == ("investment", 1 / 9, 1 / 3)
    assert change.reason.ko == "까닭"


def test_weights_of_the_base_make_way_where_the_panel_judged() -> None:
    rows = drawn_rows(np.random.default_rng(1), 3)
    for row in rows.values():
        row["judgements"] = {"boats": row["judgements"]["all"]}
    sectors = [{"id": name, "name": name.title()} for name in ("boats", "kites", "cars")]
    content = question(rows, sectors=sectors)
    panel = ScenarioFile.model_validate(content).panel
    assert panel is not None
    general, own = {"a": 1, "b": 2, "c": 3, "d": 4}, dict.fromkeys("abcd", 1)
    content["weights"] = {"from": "plain", "plain": {"all": general, "boats": own, "cars": own}}
    del content["panel"]
    base = ganeum.loading.load_content(content, Path("base.yaml"))
    found = ganeum.analyse(panel_draft(base, panel, "asked", TITLE).scenario())
    assert [sector.weights.origin for sector in found.values()] == ["panel", "plain", "plain"]
    assert found["kites"].weights.values.tolist() == [0.1, 0.2, 0.3, 0.4]
    assert found["cars"].weights.values.tolist() == [0.25] * 4
    # asked about sub-criteria only, the panel leaves the weights of the criteria alone
    below = tuple(
        each.model_copy(update={"judgements": {"boats": {"d": {"e": {"f": 3.0}}}}})
        for each in panel.respondents
    )
    draft = panel_draft(base, panel.model_copy(update={"respondents": below}), "asked", TITLE)
    found = ganeum.analyse(draft.scenario())
    assert found["boats"].weights.origin == "plain"
    assert found["boats"].weights.local["d"] == pytest.approx({"e": 0.75, "f": 0.25})
