"""What is wrong with a panel in a scenario, and what may be left out where there is one."""

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Desk, Edit

PANEL = """\
ganeum: 1
id: asked
title: A question to a panel
criteria:
  - {id: a, name: A}
  - id: b
    name: B
    criteria:
      - {id: c, name: C}
      - {id: d, name: D}
  - {id: e, name: E}
weights: {from: panel}
panel:
  title: A panel
  rules: {scale: nine}
  groups:
    - {id: firms, name: Firms}
    - {id: town, name: Town}
  respondents:
    - id: r01
      group: firms
      judgements: {all: {goal: {a: {b: 4, e: 2}}, b: {c: {d: 3}}, e: {one: {two: 5}}}}
      changes:
        - {sector: all, node: goal, first: b, second: a, from: "1/4", to: "1/3", reason: Asked}
    - {id: r02, group: town, judgements: {all: {goal: {a: {b: "1/2"}, e: {b: 2}}}}}
alternatives:
  - {id: one, name: One, scores: {a: 1, c: 2, d: 3}}
  - {id: two, name: Two, scores: {a: 3, c: 2, d: 1}}
"""

GROUPS = "{id: firms, name: Firms}\n    - {id: town, name: Town}"
TOWN = "\n    - {id: town, name: T, weight: 0}"
CHANGES = PANEL[PANEL.index("      changes:") : PANEL.index("    - {id: r02")]
R1 = "panel.respondents.r01"
CASES = [
    ("panel_goal", "criteria.goal", ("{id: a, name: A}", "{id: goal, name: A}")),
    ("panel_mean", "panel.rules.mean", ("scale: nine", "mean: arithmetic")),
    ("panel_trim", "panel.rules.trim", ("scale: nine", "trim: 1, aggregate: priorities")),
    ("undefined", "panel.rules.random_index", ("scale: nine", "random_index: saty_1980")),
    ("expect_range", "panel.rules.consistency_limit", ("scale: nine", "consistency_limit: 0")),
    ("expect_choice", "panel.rules.scale", ("scale: nine", "scale: seven")),
    ("duplicate_id", "panel.groups.firms", ("id: town, name", "id: firms, name")),
    ("duplicate_id", "panel.respondents.r01", ("id: r02", "id: r01")),
    ("weights_all_zero", "panel.groups", (GROUPS, f"{{id: firms, name: F, weight: 0}}{TOWN}")),
    ("unused", "panel.groups.town", ("group: town", "group: firms")),
    ("undefined", "panel.respondents.r02.group", ("group: town", "group: twon")),
    ("undefined", f"{R1}.judgements.al", ("{all: {goal: {a: {b: 4", "{al: {goal: {a: {b: 4")),
    ("undefined", f"{R1}.judgements.all.gaol", ("{goal: {a: {b: 4", "{gaol: {a: {b: 4")),
    ("undefined", f"{R1}.judgements.all.b.f", ("b: {c: {d: 3}}", "b: {f: {d: 3}, c: {d: 3}}")),
    ("undefined", f"{R1}.judgements.all.e.one.too", ("{two: 5}", "{two: 5, too: 5}")),
    ("panel_self", f"{R1}.judgements.all.e.one.one", ("{two: 5}", "{two: 5, one: 1}")),
    ("panel_both_halves", f"{R1}.judgements.all.b.d.c", ("{d: 3}", '{d: 3}, d: {c: "1/3"}')),
    ("panel_off_scale", f"{R1}.judgements.all.b.c.d", ("{d: 3}", "{d: 3.5}")),
    ("panel_off_scale", f"{R1}.judgements.all.b.c.d", ("{d: 3}", "{d: -3}")),
    ("panel_off_scale", f"{R1}.judgements.all.goal.a.b", ("scale: nine", "scale: five")),
    ("panel_off_scale", f"{R1}.changes.0.to", ('to: "1/3"', "to: 0.3")),
    ("panel_change_absent", f"{R1}.changes.0", ("sector: all, node: goal", "sector: all, node: e")),
    ("panel_change_from", f"{R1}.changes.0.from", ('from: "1/4"', "from: 4")),
    ("panel_change_nothing", f"{R1}.changes.0", ('to: "1/3"', 'to: "1/4"')),
    ("expect_text", f"{R1}.changes.0.reason", ("reason: Asked", "reason: 3")),
    ("sub_criteria_weight", "criteria.b.criteria.c", (", b: {c: {d: 3}}", "")),
    ("score_missing", "alternatives.one.scores", (", e: {one: {two: 5}}", "")),
    ("panel_disconnected", f"{R1}.judgements.all.goal", ("{b: 4, e: 2}", "{b: 4}")),
]


@pytest.mark.parametrize(("key", "place", "change"), CASES)
def test_every_problem_of_a_panel_is_found_at_its_place(
    desk: "Desk", edit: "Edit", key: str, place: str, change: tuple[str, str]
) -> None:
    found = [(problem.key, problem.path) for problem in desk.problems(edit(PANEL, change))]
    assert (key, place) in found


def test_problems_of_several_respondents_come_at_once(desk: "Desk", edit: "Edit") -> None:
    text = edit(
        PANEL, ("{d: 3}", "{d: 4.5}"), ("group: town", "group: twon"), ("e: {b: 2}", "e: {a: 10}")
    )
    assert sorted(desk.keys(text)) == ["panel_off_scale", "panel_off_scale", "undefined", "unused"]


def test_top_level_criteria_that_nobody_judged(desk: "Desk", edit: "Edit") -> None:
    text = edit(
        PANEL,
        ("goal: {a: {b: 4, e: 2}}, ", ""),
        ('{all: {goal: {a: {b: "1/2"}, e: {b: 2}}}}', "{all: {}}"),
        (CHANGES, ""),
    )
    (line,) = desk.lines(text)
    assert "for 'all' nobody's judgements under 'goal' can be used" in line
    assert desk.load(
        edit(text, ("{from: panel}", "{from: plain, plain: {all: {a: 1, b: 1, e: 1}}}"))
    )


def test_judgements_over_the_limit_that_are_all_left_out(desk: "Desk", edit: "Edit") -> None:
    clash = edit(
        PANEL,
        ("{b: 4, e: 2}}", "{b: 4, e: 2}, b: {e: 9}}"),
        ('{b: "1/2"}, e: {b: 2}', "{b: 2, e: 2}, b: {e: 5}"),
    )
    assert desk.load(clash)
    assert desk.keys(edit(clash, ("scale: nine", "over_limit: leave_out"))) == ["panel_nobody"]
