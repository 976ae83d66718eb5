"""What a scenario must mean: names defined, weights and scores whole, judgements reciprocal."""

from typing import TYPE_CHECKING

import pytest

import ganeum

if TYPE_CHECKING:
    from conftest import Desk, Edit

PLAIN_WEIGHTS = "{from: plain, plain: {all: {price: 1, use: 3}}}"
PLAIN_CRITERIA = "  - {id: price, name: Price, direction: cost}\n  - {id: use, name: Use}\n"
LAST = "{price: 4, use: 9}"


def judged(rows: str) -> tuple[str, str]:
    return PLAIN_WEIGHTS, f"{{from: judgements, judgements: {{all: {rows}}}}}"


# weights


def test_a_negative_weight_is_refused(desk: "Desk", edit: "Edit", plain: str) -> None:
    (line,) = desk.lines(edit(plain, ("use: 3", "use: -3")))
    assert line.startswith(
        "scenario.yaml:7: weights.plain.all.use: found -3; admissible: at least 0"
    )


def test_weights_that_are_all_zero_are_refused(desk: "Desk", edit: "Edit", plain: str) -> None:
    (line,) = desk.lines(edit(plain, ("price: 1, use: 3", "price: 0, use: 0.0")))
    assert line.startswith("scenario.yaml:7: weights.plain.all: all weights are zero")


@pytest.mark.parametrize("factors", ["{all: {price: 0, use: 0}}", "{all: {use: 0}}"])
def test_factors_that_leave_no_weight_are_refused(
    desk: "Desk", edit: "Edit", plain: str, factors: str
) -> None:
    text = edit(plain, ("{from: plain, plain", f"{{from: plain, factors: {factors}, plain"))
    text = edit(text, ("{price: 1, use: 3}", "{price: 0, use: 3}"))
    (problem,) = desk.problems(text)
    assert problem.key == "weights_all_zero"
    assert problem.path.startswith("weights.factors")


def test_group_weights_that_are_all_zero_are_refused(
    desk: "Desk", edit: "Edit", weighed: str, small_evidence: str
) -> None:
    desk.write(small_evidence, "evidence.yaml")
    text = edit(weighed, ("crosswalk: half}", "crosswalk: half, groups: {panel: 0, firms: 0}}"))
    assert desk.keys(text) == ["weights_all_zero"]


def test_a_sector_where_only_groups_without_weight_speak_is_refused(
    desk: "Desk", edit: "Edit", weighed: str, small_evidence: str
) -> None:
    desk.write(small_evidence, "evidence.yaml")  # in kites only the panel speaks
    text = edit(weighed, ("crosswalk: half}", "crosswalk: half, groups: {panel: 0, firms: 1}}"))
    (problem,) = desk.problems(text)
    assert problem.key == "sector_without_evidence"
    assert "'kites'" in problem.describe("en")


def test_an_undefined_group_is_refused_with_the_nearest(
    desk: "Desk", edit: "Edit", weighed: str, small_evidence: str
) -> None:
    desk.write(small_evidence, "evidence.yaml")
    groups = "groups: {panels: 1, panel: 1, firms: 1}"
    (line,) = desk.lines(edit(weighed, ("crosswalk: half}", f"crosswalk: half, {groups}}}")))
    assert line.startswith("scenario.yaml:12: weights.groups: group 'panels' is not defined")
    assert line.endswith("defined: firms, panel; did you mean 'panel'?")


def test_a_group_of_supply_has_no_weight(
    desk: "Desk", edit: "Edit", weighed: str, small_evidence: str
) -> None:
    desk.write(small_evidence, "evidence.yaml")
    groups = "groups: {town: 1, panel: 1, firms: 1}"
    assert desk.keys(edit(weighed, ("crosswalk: half}", f"crosswalk: half, {groups}}}"))) == [
        "undefined"
    ]


@pytest.mark.parametrize("table", ["plain", "judgements", "factors"])
def test_weights_of_an_undefined_sector_or_criterion_are_refused(
    desk: "Desk", edit: "Edit", plain: str, table: str
) -> None:
    others = {
        "plain": "plain: {bots: {price: 1, use: 1}, all: {price: 1, use: 3, prize: 1}}",
        "judgements": "judgements: {bots: {use: {price: 1}}, all: {use: {price: 1}, prize: {}}}",
        "factors": "factors: {bots: {}, all: {prize: 2}}, plain: {all: {price: 1, use: 3}}",
    }
    origin = "judgements" if table == "judgements" else "plain"
    text = edit(plain, (PLAIN_WEIGHTS, f"{{from: {origin}, {others[table]}}}"))
    lines = desk.lines(text)
    assert len(lines) == 2
    assert "sector 'bots' is not defined; defined: all" in "\n".join(lines)
    assert "criterion 'prize' is not defined" in "\n".join(lines)
    assert "did you mean 'price'?" in "\n".join(lines)


def test_weights_of_one_sector_do_not_serve_another(desk: "Desk", edit: "Edit", plain: str) -> None:
    text = edit(plain, ("id: small", "id: small\nsectors: [east, west]"), ("{all:", "{east:"))
    (line,) = desk.lines(text)
    assert "the sector 'west' has no plain" in line


def test_a_weight_that_is_left_out_is_refused(desk: "Desk", edit: "Edit", plain: str) -> None:
    (line,) = desk.lines(edit(plain, ("price: 1, use: 3", "use: 3")))
    assert "the criterion 'price' has no weight" in line


# judgements


@pytest.mark.parametrize("ratio", ["3", "2.5", '"1/3"', '"3/1"', "9", '"1/9"', '"2.5/2"', '"9/1"'])
def test_judgements_lie_between_a_ninth_and_nine(
    desk: "Desk", edit: "Edit", plain: str, ratio: str
) -> None:
    desk.load(edit(plain, judged(f"{{price: {{use: {ratio}}}}}")))


@pytest.mark.parametrize("ratio", ["0", "-3", "9.01", "0.1", '"10/1"', '"0/1"', '"1/10"'])
def test_judgements_beyond_are_refused(desk: "Desk", edit: "Edit", plain: str, ratio: str) -> None:
    (line,) = desk.lines(edit(plain, judged(f"{{price: {{use: {ratio}}}}}")))
    assert line.startswith("scenario.yaml:7: weights.judgements.all.price.use: found ")
    assert "judgements lie between 1/9 and 9" in line


@pytest.mark.parametrize("back", ['"1/3"', "0.3333333333"])
def test_both_halves_of_judgements_may_be_given(
    desk: "Desk", edit: "Edit", plain: str, back: str
) -> None:
    rows = f"{{price: {{price: 1, use: 3}}, use: {{price: {back}, use: 1}}}}"
    desk.load(edit(plain, judged(rows)))


def test_judgements_that_are_not_reciprocal_are_refused(
    desk: "Desk", edit: "Edit", plain: str
) -> None:
    (line,) = desk.lines(edit(plain, judged('{price: {use: 3}, use: {price: "1/4"}}')))
    assert "'price' against 'use' is 3 and 'use' against 'price' is 0.25" in line
    assert "they must be reciprocal; one of them is enough" in line


def test_a_pair_without_judgement_is_named(desk: "Desk", edit: "Edit", plain: str) -> None:
    text = edit(
        plain,
        (PLAIN_CRITERIA, PLAIN_CRITERIA + "  - {id: joy, name: Joy}\n"),
        judged("{price: {use: 3}, joy: {price: 2}}"),
        ("use: 4}", "use: 4, joy: 1}"),
        ("use: 9}", "use: 9, joy: 1}"),
    )
    (line,) = desk.lines(text)
    assert "'use' and 'joy' are not compared" in line


def test_a_criterion_against_itself_is_one(desk: "Desk", edit: "Edit", plain: str) -> None:
    (line,) = desk.lines(edit(plain, judged("{price: {use: 3, price: 3}}")))
    assert "'price' against itself must be 1" in line


def test_a_judgement_on_an_undefined_criterion_is_refused(
    desk: "Desk", edit: "Edit", plain: str
) -> None:
    (problem,) = desk.problems(edit(plain, judged("{price: {use: 3, prize: 2}}")))
    assert (problem.key, problem.nearest) == ("undefined", "price")


def test_one_criterion_needs_no_judgement(desk: "Desk", edit: "Edit", plain: str) -> None:
    text = edit(
        plain,
        ("  - {id: use, name: Use}\n", ""),
        judged("{}"),
        ("{price: 2, use: 4}", "{price: 2}"),
        (LAST, "{price: 4}"),
    )
    assert ganeum.analyse(desk.load(text))["all"].weights.by_criterion() == {"price": 1}


# scores


def test_a_missing_score_is_named_by_row_and_column(desk: "Desk", edit: "Edit", plain: str) -> None:
    (line,) = desk.lines(edit(plain, (LAST, "{price: 4}")))
    assert line.startswith("scenario.yaml:10: alternatives.ferry.scores: ")
    assert "the score of 'ferry' on 'use' is missing" in line
    assert 'missing: "reason"' in line


def test_a_score_that_is_marked_missing_is_no_error(desk: "Desk", edit: "Edit", plain: str) -> None:
    desk.load(edit(plain, (LAST, "{price: 4, use: {missing: Nobody counted}}")))


def test_missing_needs_a_reason(desk: "Desk", edit: "Edit", plain: str) -> None:
    assert "empty_value" in desk.keys(edit(plain, (LAST, "{price: 4, use: {missing: }}")))
    assert desk.keys(edit(plain, (LAST, '{price: 4, use: {missing: ""}}')))


@pytest.mark.parametrize(
    "score",
    [
        "{value: 3, missing: Nobody counted}",
        "{value: 3, first: {level: 0}, second: {level: 0}}",
        "{first: {level: 0}}",
        "{second: {level: 0}}",
        "{third: {level: 0, reason: Why not}}",
        "{value: 3, third: {level: 0, reason: Why not}}",
        "{rationale: Nothing}",
    ],
)
def test_a_score_has_one_form(desk: "Desk", edit: "Edit", plain: str, score: str) -> None:
    (problem,) = desk.problems(edit(plain, (LAST, f"{{price: 4, use: {score}}}")))
    assert (problem.key, problem.path) == ("score_forms", "alternatives.ferry.scores.use")


def test_a_level_off_the_scale_is_refused_with_the_levels(
    desk: "Desk", edit: "Edit", weighed: str, small_evidence: str
) -> None:
    desk.write(small_evidence, "evidence.yaml")
    (line,) = desk.lines(edit(weighed, ("rooms: 3, people: 3}", "rooms: 4, people: 3}")))
    assert line.startswith("scenario.yaml:19: alternatives.club.scores.rooms: ")
    assert line.endswith("4 is not a level of the scale; levels: 9, 3, 0")


def test_every_coding_is_on_the_scale(
    desk: "Desk", edit: "Edit", weighed: str, small_evidence: str
) -> None:
    desk.write(small_evidence, "evidence.yaml")
    ground = "basis: judged, rationale: R, locator: {table: 1}"
    codings = f"{{first: {{level: 4, {ground}}}, second: {{level: 3, {ground}}}}}"
    text = edit(weighed, ("rooms: 3, people: 3}", f"rooms: {codings}, people: 3}}"))
    (problem,) = desk.problems(text)
    assert problem.key == "level_off_scale"
    assert problem.path == "alternatives.club.scores.rooms.first.level"


@pytest.mark.parametrize("lacking", ["basis: judged, ", "rationale: R, ", "locator: {table: 1}, "])
def test_a_level_has_a_ground_unless_it_is_zero(
    desk: "Desk", edit: "Edit", plain: str, lacking: str
) -> None:
    ground = "basis: judged, rationale: R, locator: {table: 1}, ".replace(lacking, "")
    codings = f"{{first: {{{ground}level: 1}}, second: {{level: 0}}}}"
    (problem,) = desk.problems(edit(plain, (LAST, f"{{price: 4, use: {codings}}}")))
    assert problem.key == "score_without_ground"
    assert lacking.split(":")[0] in problem.describe("en")


def test_costs_are_positive_and_benefits_not_negative(
    desk: "Desk", edit: "Edit", plain: str
) -> None:
    keys = desk.keys(edit(plain, (LAST, "{price: 0, use: -1}")))
    assert keys == ["cost_not_positive", "benefit_negative"]


def test_min_max_takes_any_value(desk: "Desk", edit: "Edit", plain: str) -> None:
    methods = "id: small\nmethods: {ahp: {normalisation: minmax}}"
    desk.load(edit(plain, (LAST, "{price: 0, use: -1}"), ("id: small", methods)))


def test_an_exception_names_a_sector_and_a_criterion(
    desk: "Desk", edit: "Edit", plain: str
) -> None:
    exception = "exceptions: [{sector: al, criterion: us, from: planner, score: 1}], "
    lines = desk.lines(edit(plain, ("name: Ferry, ", f"name: Ferry, {exception}")))
    assert len(lines) == 2
    assert lines[0].endswith("sector 'al' is not defined; defined: all; did you mean 'all'?")
    assert lines[1].endswith(
        "criterion 'us' is not defined; defined: price, use; did you mean 'use'?"
    )


def test_the_score_of_an_exception_is_checked_too(desk: "Desk", edit: "Edit", plain: str) -> None:
    exception = "exceptions: [{sector: all, criterion: use, from: planner, score: -1}], "
    (problem,) = desk.problems(edit(plain, ("name: Ferry, ", f"name: Ferry, {exception}")))
    assert problem.key == "benefit_negative"


def test_two_exceptions_for_one_score_are_refused(desk: "Desk", edit: "Edit", plain: str) -> None:
    one = "{sector: all, criterion: use, from: planner, score: 1}"
    other = "{sector: all, criterion: use, from: planner, score: 2}"
    assert desk.problems(
        edit(plain, ("name: Ferry, ", f"name: Ferry, exceptions: [{one}, {other}], "))
    )


def test_a_sector_in_which_nothing_can_be_ranked_is_refused(
    desk: "Desk", edit: "Edit", plain: str
) -> None:
    exception = "exceptions: [{sector: all, criterion: use, from: planner, score: {missing: M}}], "
    text = edit(
        plain,
        ("name: Bridge, ", f"name: Bridge, {exception}"),
        ("name: Ferry, ", f"name: Ferry, {exception}"),
    )
    assert desk.keys(text) == ["all_missing"]


def test_an_exception_may_fill_a_missing_score(desk: "Desk", edit: "Edit", plain: str) -> None:
    exception = "exceptions: [{sector: all, criterion: use, from: planner, score: 5}], "
    text = edit(
        plain,
        ("name: Bridge, ", f"name: Bridge, {exception}"),
        ("{price: 2, use: 4}", "{price: 2, use: {missing: Nobody counted}}"),
        (LAST, "{price: 4, use: {missing: Nobody counted}}"),
    )
    matrix = ganeum.analyse(desk.load(text))["all"].matrix
    assert matrix.alternatives == ("bridge",)
    assert list(matrix.left_out) == ["ferry"]


# criteria


def test_a_criterion_that_is_defined_twice_is_named_at_its_last_place(
    desk: "Desk", edit: "Edit", plain: str
) -> None:
    nested = (
        "  - id: price\n    name: Price\n    direction: cost\n"
        "  - id: use\n    name: Use\n    criteria:\n"
        "      - {id: day, name: Day, weight: 1}\n"
        "      - {id: day, name: Night, weight: 1}\n"
    )
    text = edit(plain, (PLAIN_CRITERIA, nested), ("use: 4}", "day: 4}"), ("use: 9}", "day: 9}"))
    (problem,) = desk.problems(text)
    assert problem.key == "duplicate_id"
    assert text.splitlines()[problem.line - 1].strip() == "- {id: day, name: Night, weight: 1}"


def test_sub_criteria_that_weigh_nothing_are_refused(
    desk: "Desk", edit: "Edit", plain: str
) -> None:
    nested = "{id: use, name: Use, criteria: [{id: day, name: Day, weight: 0}]}"
    text = edit(
        plain, ("{id: use, name: Use}", nested), ("use: 4}", "day: 4}"), ("use: 9}", "day: 9}")
    )
    (problem,) = desk.problems(text)
    assert (problem.key, problem.path) == ("weights_all_zero", "criteria.use.criteria")


def test_only_leaves_are_scored(desk: "Desk", edit: "Edit", plain: str) -> None:
    nested = "{id: use, name: Use, criteria: [{id: day, name: Day, weight: 1}]}"
    keys = desk.keys(edit(plain, ("{id: use, name: Use}", nested)))
    assert sorted(keys) == ["score_missing", "score_missing", "undefined", "undefined"]


# evidence


def test_an_undefined_sector_is_refused_with_the_nearest(
    desk: "Desk", edit: "Edit", weighed: str, small_evidence: str
) -> None:
    desk.write(small_evidence, "evidence.yaml")
    lines = desk.lines(edit(weighed, ("id: weighed", "id: weighed\nsectors: [boats, kite]")))
    assert any("sector 'kite' is not defined" in line for line in lines)
    assert any(line.endswith("did you mean 'kites'?") for line in lines)


def test_an_undefined_crosswalk_is_refused_with_the_nearest(
    desk: "Desk", edit: "Edit", weighed: str, small_evidence: str
) -> None:
    desk.write(small_evidence, "evidence.yaml")
    (line,) = desk.lines(edit(weighed, ("crosswalk: half", "crosswalk: halved")))
    assert "crosswalk 'halved' is not defined; defined: dropped, half; did you mean 'half'?" in line


def test_a_crosswalk_moves_themes_onto_areas(
    desk: "Desk", edit: "Edit", weighed: str, small_evidence: str
) -> None:
    desk.write(small_evidence, "evidence.yaml")
    lines = desk.lines(
        edit(weighed, ("half: {rules: {people: 0.5}}", "half: {rule: {rules: 0.5}}"))
    )
    assert "theme 'rule' is not defined" in lines[0]
    assert "area 'rules' is not defined; defined: people, rooms" in lines[1]


def test_a_crosswalk_moves_no_more_than_there_is(
    desk: "Desk", edit: "Edit", weighed: str, small_evidence: str
) -> None:
    desk.write(small_evidence, "evidence.yaml")
    halves = "half: {rules: {people: 0.5, rooms: 0.51}}"
    (line,) = desk.lines(edit(weighed, ("half: {rules: {people: 0.5}}", halves)))
    assert "the fractions moved from 'rules' sum to 1.01; at most 1" in line


def test_criteria_are_the_areas_of_the_evidence(
    desk: "Desk", edit: "Edit", weighed: str, small_evidence: str
) -> None:
    desk.write(small_evidence, "evidence.yaml")
    text = edit(weighed, ("  - {id: people, name: People, scale: levels}\n", ""))
    assert "areas_differ" in desk.keys(text)


def test_a_sector_without_evidence_may_have_plain_weights(
    desk: "Desk", edit: "Edit", weighed: str, small_evidence: str
) -> None:
    silent = edit(small_evidence, ("sector: kites\n    group", "sector: boats\n    group"))
    desk.write(silent, "evidence.yaml")
    assert desk.keys(weighed) == ["sector_without_evidence"]
    own = "crosswalk: half, plain: {kites: {rooms: 1, people: 1}}}"
    desk.load(edit(weighed, ("crosswalk: half}", own)))
