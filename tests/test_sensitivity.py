"""How far rankings hold, each claim computed anew by the kernel's methods, step by small step."""

from collections.abc import Collection
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

import ganeum
from ganeum.analysis import SectorAnalysis
from ganeum.kernel import ranks, topsis, weighted_sum
from ganeum.kernel.inputs import Floats
from ganeum.kernel.rank_agreement import concordance, kendall_tau
from ganeum.ranking import METHODS, Method
from ganeum.sensitivity import VARIANTS, Flip, Influence, Sensitivity, sensitivity
from ganeum.weights import sector_weights

if TYPE_CHECKING:
    from conftest import Desk, Edit

SECTORS = ["ai", "bio_health", "fintech", "smart_mobility", "robotics"]
RANKINGS = [(sector, method) for sector in SECTORS for method in METHODS]
NEAR = 1e-7
STEP = 0.001

Examined = dict[tuple[str, Method], Sensitivity]

TABLE = """\
ganeum: 1
id: made-up
title: Made up
criteria: [{id: a, name: First}, {id: b, name: Second}]
weights: {from: plain, plain: {all: WEIGHTS}}
alternatives:
"""


@pytest.fixture(scope="module")
def examined(seoul_analysis: ganeum.Analysis) -> Examined:
    """Return what is known of every ranking of the base question."""
    return {key: sensitivity(seoul_analysis, *key) for key in RANKINGS}


def table(weights: str, *rows: tuple[float, float]) -> str:
    """Return a scenario of two criteria, its alternatives called x0, x1, …"""
    lines = [
        f"  - {{id: x{i}, name: X{i}, scores: {{a: {a}, b: {b}}}}}\n"
        for i, (a, b) in enumerate(rows)
    ]
    return TABLE.replace("WEIGHTS", weights) + "".join(lines)


def examine(scenario: ganeum.Scenario, sector: str, method: Method = "ahp") -> Sensitivity:
    return sensitivity(ganeum.analyse(scenario), sector, method)


def firsts(found: SectorAnalysis, method: Method, weights: Floats) -> set[str]:
    """Return who is first under some weights, by the kernel's own method and its default."""
    matrix = found.matrix
    scores = (
        weighted_sum(matrix.values, weights, matrix.directions).scores
        if method == "ahp"
        else topsis(matrix.values, weights, matrix.directions).closeness
    )
    return {matrix.alternatives[i] for i in np.flatnonzero(ranks(scores) == 1)}


def first_all_along(found: SectorAnalysis, method: Method, weights: Floats, first: str) -> bool:
    """Tell whether one alternative alone is first under many weights (s, n); benefits only."""
    steps = found.ranking(method).steps
    if method == "ahp":
        scores = weights @ steps.normalised.T
    else:
        values = weights[:, None, :] * steps.normalised
        up = np.linalg.norm(values.max(axis=1, keepdims=True) - values, axis=2)
        down = np.linalg.norm(values - values.min(axis=1, keepdims=True), axis=2)
        scores = down / (up + down)
    others = np.delete(scores, found.matrix.alternatives.index(first), axis=1)
    leader = scores[:, found.matrix.alternatives.index(first)]
    return bool((leader > others.max(axis=1)).all())


def spread(weights: Floats, k: int, to: float) -> Floats:
    """Return weights with one moved, the others in proportion."""
    moved = weights * (1 - to) / (1 - weights[k])
    moved[k] = to
    return moved


def transferred(weights: Floats, source: int, target: int, amount: float) -> Floats:
    moved = weights.copy()
    moved[source] -= amount
    moved[target] += amount
    return moved


def at(found: SectorAnalysis, flip: Flip, beyond: float) -> Floats:
    """Return the weights a little beyond a flip, or before it if `beyond` is negative."""
    ids = found.matrix.criteria
    k = ids.index(flip.criterion)
    if flip.kind == "transfer":
        source = ids.index(flip.source)
        return transferred(found.leaf_weights, source, k, flip.moved + beyond)
    side = np.sign(flip.needed - flip.present)
    return spread(found.leaf_weights, k, flip.needed + side * beyond)


def group_alone(scenario: ganeum.Scenario, sector: str, group: str) -> Floats:
    """Return the weights of a sector if all weight were one group's."""
    assert scenario.evidence is not None
    groups = {g.id: float(g.id == group) for g in scenario.evidence.model.groups if g.demand}
    weights = scenario.model.weights.model_copy(update={"groups": groups})
    alone = replace(scenario, model=scenario.model.model_copy(update={"weights": weights}))
    return sector_weights(alone, sector, weights.crosswalk).values


def leaving_out(scenario: ganeum.Scenario, ids: Collection[str]) -> ganeum.Scenario:
    """Return a scenario whose evidence never had some statements."""
    assert scenario.evidence is not None
    model = scenario.evidence.model
    kept = tuple(statement for statement in model.statements if statement.id not in ids)
    return replace(
        scenario,
        evidence=replace(scenario.evidence, model=model.model_copy(update={"statements": kept})),
    )


def with_methods(scenario: ganeum.Scenario, **options: Any) -> ganeum.Scenario:
    """Return a scenario with other options of its methods, as ahp={"normalisation": …}."""
    methods = scenario.model.methods
    update = {
        name: getattr(methods, name).model_copy(update=changes) for name, changes in options.items()
    }
    changed = methods.model_copy(update=update)
    return replace(scenario, model=scenario.model.model_copy(update={"methods": changed}))


def case(found: Sensitivity, name: str) -> Influence:
    (only,) = [case for case in found.influence if case.left_out == name]
    return only


# flips


@pytest.mark.parametrize(("sector", "method"), RANKINGS)
def test_the_first_place_changes_at_each_flip_and_not_before(
    examined: Examined, seoul_analysis: ganeum.Analysis, sector: str, method: Method
) -> None:
    found, known = seoul_analysis[sector], examined[sector, method]
    assert known.first == tuple(firsts(found, method, found.leaf_weights))
    assert known.flips
    for flip in known.flips:
        assert firsts(found, method, at(found, flip, -NEAR)) == set(known.first)
        assert firsts(found, method, at(found, flip, NEAR)) == {flip.next_first}
        assert flip.next_first not in known.first


@pytest.mark.parametrize(("sector", "method"), RANKINGS)
def test_a_flip_says_how_much_moves(
    examined: Examined, seoul_analysis: ganeum.Analysis, sector: str, method: Method
) -> None:
    found, known = seoul_analysis[sector], examined[sector, method]
    now = dict(zip(found.matrix.criteria, found.leaf_weights, strict=True))
    for flip in known.flips:
        assert flip.present == pytest.approx(now[flip.criterion], abs=1e-12)
        assert flip.moved == pytest.approx(abs(flip.needed - flip.present), abs=1e-12)
        assert 0 < flip.moved <= 1
        if flip.kind == "transfer":
            assert flip.needed > flip.present
            assert flip.moved <= now[flip.source] + 1e-12
        else:
            assert (flip.kind, flip.source) == ("criterion", "")
            assert 0 <= flip.needed <= 1


@pytest.mark.parametrize(("sector", "method"), RANKINGS)
def test_flips_are_nearest_first_and_each_move_is_there_once(
    examined: Examined, sector: str, method: Method
) -> None:
    flips = examined[sector, method].flips
    assert [flip.moved for flip in flips] == sorted(flip.moved for flip in flips)
    moves = {(f.kind, f.criterion, f.source, f.needed > f.present) for f in flips}
    assert len(moves) == len(flips)


@pytest.mark.parametrize(("sector", "method"), RANKINGS)
def test_no_single_weight_changes_the_first_place_sooner(
    examined: Examined, seoul_analysis: ganeum.Analysis, sector: str, method: Method
) -> None:
    found, known = seoul_analysis[sector], examined[sector, method]
    (first,) = known.first
    for k, criterion in enumerate(known.criteria):
        own = [f for f in known.flips if (f.kind, f.criterion) == ("criterion", criterion)]
        low = max((f.needed for f in own if f.needed < f.present), default=0.0)
        high = min((f.needed for f in own if f.needed > f.present), default=1.0)
        grid = np.arange(STEP, 1, STEP)
        places = grid[(grid > low) & (grid < high)]
        weights = np.array([spread(found.leaf_weights, k, place) for place in places])
        assert first_all_along(found, method, weights, first)


@pytest.mark.parametrize(("sector", "method"), RANKINGS)
def test_no_transfer_changes_the_first_place_sooner(
    examined: Examined, seoul_analysis: ganeum.Analysis, sector: str, method: Method
) -> None:
    found, known = seoul_analysis[sector], examined[sector, method]
    (first,) = known.first
    flips = {(f.source, f.criterion): f.moved for f in known.flips if f.kind == "transfer"}
    n = len(known.criteria)
    for source, target in ((i, j) for i in range(n) for j in range(n) if i != j):
        key = (known.criteria[source], known.criteria[target])
        end = flips.get(key, float(found.leaf_weights[source]))
        amounts = np.arange(0, end, STEP)
        weights = np.array([transferred(found.leaf_weights, source, target, x) for x in amounts])
        assert first_all_along(found, method, weights, first)


# intervals


@pytest.mark.parametrize(("sector", "method"), RANKINGS)
def test_intervals_agree_with_flips(examined: Examined, sector: str, method: Method) -> None:
    known = examined[sector, method]
    interval = known.intervals["first"]
    for k, criterion in enumerate(known.criteria):
        own = [f for f in known.flips if (f.kind, f.criterion) == ("criterion", criterion)]
        down = [f.needed for f in own if f.needed < f.present]
        up = [f.needed for f in own if f.needed > f.present]
        assert interval.lower[k] == (down[0] if down else 0)
        assert interval.upper[k] == (up[0] if up else 1)


@pytest.mark.parametrize(("sector", "method"), RANKINGS)
def test_the_whole_order_holds_no_longer_than_its_parts(
    examined: Examined, seoul_analysis: ganeum.Analysis, sector: str, method: Method
) -> None:
    intervals = examined[sector, method].intervals
    assert list(intervals) == ["first", "top3", "order"]
    for keep in ("first", "top3"):
        assert (intervals["order"].lower >= intervals[keep].lower - 1e-12).all()
        assert (intervals["order"].upper <= intervals[keep].upper + 1e-12).all()
    for each in intervals.values():
        assert each.present == pytest.approx(seoul_analysis[sector].leaf_weights, abs=1e-12)


# lines


@pytest.mark.parametrize(("sector", "method"), RANKINGS)
def test_the_first_place_holds_along_a_line_until_the_share_that_is_said(
    examined: Examined,
    seoul: ganeum.Scenario,
    seoul_analysis: ganeum.Analysis,
    sector: str,
    method: Method,
) -> None:
    found, known = seoul_analysis[sector], examined[sector, method]
    (first,) = known.first
    speaking = [view.group for view in found.weights.groups if view.calls]
    assert [line.towards for line in known.lines] == ["equal", *speaking]
    for line in known.lines:
        alone = line.towards != "equal"
        end = group_alone(seoul, sector, line.towards) if alone else np.full(4, 0.25)
        step = end - found.leaf_weights
        shares = np.append(np.arange(0, line.holds_until, STEP), line.holds_until - NEAR)
        weights = found.leaf_weights + shares[:, None] * step
        assert first_all_along(found, method, weights, first)
        if line.next_first:
            beyond = found.leaf_weights + (line.holds_until + NEAR) * step
            assert firsts(found, method, beyond) == {line.next_first}
        else:
            assert line.holds_until == 1


def test_a_group_without_needs_has_no_line(desk: "Desk") -> None:
    scenario = desk.weighed()
    assert [line.towards for line in examine(scenario, "boats").lines] == [
        "equal",
        "panel",
        "firms",
    ]
    assert [line.towards for line in examine(scenario, "kites").lines] == ["equal", "panel"]


@pytest.mark.parametrize("priorities", ["eigenvector", "geometric_mean"])
def test_a_groups_own_weights_are_those_it_would_give_alone(
    seoul: ganeum.Scenario, priorities: str
) -> None:
    scenario = with_methods(seoul, ahp={"priorities": priorities})
    for sector in SECTORS:
        for view in sector_weights(scenario, sector, "mixed").groups:
            if view.calls:
                alone = group_alone(scenario, sector, view.group)
                assert view.own_weights(priorities) == pytest.approx(alone, abs=1e-9)


def test_a_line_by_hand(desk: "Desk", weighed: str, small_evidence: str) -> None:
    # boats: rooms 0.586, hall 0.586 + 0; school 0.195 + 0.414, so school is first; of the panel's
    # own weights (2/3, 1/3) hall 0.667, school 0.556: they tie where rooms = 0.6
    found = examine(desk.weighed(weighed, small_evidence), "boats")
    assert found.first == ("school",)
    present = 2**0.5 / (1 + 2**0.5)
    line = {line.towards: line for line in found.lines}
    assert line["panel"].holds_until == pytest.approx((0.6 - present) / (2 / 3 - present))
    assert line["panel"].next_first == "hall"
    assert (line["firms"].holds_until, line["firms"].next_first) == (1, "")
    assert (line["equal"].holds_until, line["equal"].next_first) == (1, "")


def test_a_group_may_be_called_equal(desk: "Desk", weighed: str, small_evidence: str) -> None:
    evidence = small_evidence.replace("panel", "equal")
    assert len(examine(desk.weighed(weighed, evidence), "boats").lines) == 3


# influence


@pytest.mark.parametrize("sector", SECTORS)
def test_every_influence_of_the_base_question(
    examined: Examined, seoul: ganeum.Scenario, seoul_analysis: ganeum.Analysis, sector: str
) -> None:
    now = seoul_analysis[sector]
    views = {view.group: [c.statement.id for c in view.calls] for view in now.weights.groups}
    spoken = {group: ids for group, ids in views.items() if ids}
    expected = {("statement", name) for ids in spoken.values() for name in ids}
    expected |= {("group", group) for group in spoken} if len(spoken) > 1 else set()
    for method in METHODS:
        cases = examined[sector, method].influence
        assert {(c.kind, c.left_out) for c in cases} == expected
        assert len(cases) == len(expected)
    for influence in examined[sector, "ahp"].influence:
        group = influence.kind == "group"
        out = spoken[influence.left_out] if group else [influence.left_out]
        then = ganeum.analyse(leaving_out(seoul, out), sectors=[sector])[sector]
        for method in METHODS:
            found = case(examined[sector, method], influence.left_out)
            before, after = now.ranking(method), then.ranking(method)
            leaders = [
                name for name, r in zip(after.alternatives, after.ranks, strict=True) if r == 1
            ]
            assert found.first == leaders[0]
            assert found.changes_first == (set(leaders) != set(examined[sector, method].first))
            assert found.largest_move == np.abs(before.ranks - after.ranks).max()


@pytest.mark.parametrize(("sector", "method"), RANKINGS)
def test_what_changes_most_comes_first(examined: Examined, sector: str, method: Method) -> None:
    cases = examined[sector, method].influence
    order = [(not c.changes_first, -c.largest_move, c.kind, c.left_out) for c in cases]
    assert order == sorted(order)


FIRMS_IN_KITES = """\
  - id: k0
    sector: kites
    group: firms
    kind: opinion
    locator: {section: "2", page: 8}
    gist: Kites need rooms
    basis: read
    polarity: need
    calls_for: {rooms: 1}
"""


def cut(evidence: str, *ids: str) -> str:
    """Return an evidence file's text without some statements."""
    head, *statements = evidence.split("  - id: ")
    kept = [s for s in statements if s.split("\n", 1)[0] not in ids]
    assert len(kept) == len(statements) - len(ids)
    return "  - id: ".join([head, *kept])


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize(
    ("name", "ids"),
    [
        ("p1", ["p1"]),
        ("p2", ["p2"]),
        ("f1", ["f1"]),
        ("panel", ["p1", "p2"]),
        ("firms", ["f1"]),
    ],
)
def test_influence_is_the_ranking_of_evidence_written_without_it(
    desk: "Desk",
    edit: "Edit",
    weighed: str,
    small_evidence: str,
    method: Method,
    name: str,
    ids: list[str],
) -> None:
    # the firms must say something elsewhere, or a file without f1 is refused
    elsewhere = "  - id: k1\n", FIRMS_IN_KITES + "  - id: k1\n"
    evidence = edit(small_evidence, elsewhere)
    scenario = desk.weighed(weighed, evidence)
    now, found = ganeum.analyse(scenario), case(examine(scenario, "boats", method), name)
    then = ganeum.analyse(desk.weighed(weighed, cut(evidence, *ids)))
    before, after = (each["boats"].ranking(method) for each in (now, then))
    leaders = {after.alternatives[i] for i in np.flatnonzero(after.ranks == 1)}
    present = {before.alternatives[i] for i in np.flatnonzero(before.ranks == 1)}
    assert found.first in leaders
    assert found.changes_first == (leaders != present)
    assert found.largest_move == np.abs(after.ranks - before.ranks).max()


def test_what_is_no_need_or_of_another_sector_has_no_influence(desk: "Desk") -> None:
    found = examine(desk.weighed(), "boats")
    assert {(c.kind, c.left_out) for c in found.influence} == {
        ("group", "panel"),
        ("group", "firms"),
        ("statement", "p1"),
        ("statement", "p2"),
        ("statement", "f1"),
    }


def test_a_group_without_needs_and_a_group_alone_are_not_left_out(desk: "Desk") -> None:
    assert all(c.kind == "statement" for c in examine(desk.weighed(), "kites").influence)


def test_the_last_need_of_a_sector_cannot_be_left_out(
    desk: "Desk", weighed: str, small_evidence: str
) -> None:
    # a file without it is refused: the sector would have no need statement at all
    scenario = desk.weighed()
    with pytest.raises(ganeum.ScenarioError, match="kites"):
        desk.weighed(weighed, cut(small_evidence, "k1"))
    assert examine(scenario, "kites").influence == ()


def test_a_group_of_weight_zero_is_not_heard_when_the_others_are_left_out(
    desk: "Desk", edit: "Edit", weighed: str, small_evidence: str
) -> None:
    text = edit(weighed, ("crosswalk: half}", "crosswalk: half, groups: {panel: 1, firms: 0}}"))
    heard: list[Floats] = []
    for theme in ("rooms", "people"):
        evidence = edit(
            small_evidence,
            (
                "first: {polarity: need, calls_for: {rooms",
                f"first: {{polarity: need, calls_for: {{{theme}",
            ),
            (
                "second: {polarity: need, calls_for: {rules",
                f"second: {{polarity: need, calls_for: {{{theme}",
            ),
        )
        scenario = desk.weighed(text, evidence)
        heard.append(sector_weights(scenario, "boats", "half", ["p1", "p2"]).values)
    assert heard[0] == pytest.approx(heard[1])


def test_without_evidence_nothing_is_left_out(desk: "Desk", plain: str) -> None:
    found = examine(desk.load(plain), "all")
    assert found.influence == ()
    assert [line.towards for line in found.lines] == ["equal"]


def test_plain_weights_of_a_sector_rest_on_no_evidence(
    desk: "Desk", edit: "Edit", weighed: str
) -> None:
    given = "crosswalk: half, plain: {kites: {rooms: 3, people: 1}}}"
    found = examine(desk.weighed(edit(weighed, ("crosswalk: half}", given))), "kites")
    assert found.influence == ()
    assert [line.towards for line in found.lines] == ["equal"]


def test_influence_keeps_the_factors(desk: "Desk", edit: "Edit", weighed: str) -> None:
    factors = "crosswalk: half, factors: {all: {people: 100}}}"
    found = examine(desk.weighed(edit(weighed, ("crosswalk: half}", factors))), "boats")
    assert found.first == ("school",)
    assert not any(case.changes_first for case in found.influence)


def test_leaving_out_nothing_changes_nothing(seoul: ganeum.Scenario) -> None:
    for sector in SECTORS:
        whole = sector_weights(seoul, sector, "mixed")
        assert sector_weights(seoul, sector, "mixed", []).values.tolist() == whole.values.tolist()
        assert (
            sector_weights(seoul, sector, "mixed", ["no such"]).values.tolist()
            == whole.values.tolist()
        )


def test_another_crosswalk_is_kept_when_evidence_is_left_out(desk: "Desk") -> None:
    analysis = ganeum.analyse(desk.weighed(), crosswalk="dropped")
    # panel alone and firms alone both give 2 to 1, so leaving out either moves nothing
    found = sensitivity(analysis, "boats", "ahp")
    assert case(found, "panel").largest_move == case(found, "firms").largest_move == 0


# other methods


@pytest.mark.parametrize(("sector", "method"), RANKINGS)
def test_the_method_check_has_the_kernels_ranks(
    examined: Examined, seoul_analysis: ganeum.Analysis, sector: str, method: Method
) -> None:
    found, check = seoul_analysis[sector], examined[sector, method].method_check
    expected = [f"{name} {rule}" for name, rules in VARIANTS.items() for rule in rules]
    assert list(check.variants) == expected
    assert check.refused == {}
    matrix = found.matrix
    for variant, row, tau in zip(check.variants, check.ranks, check.tau, strict=True):
        name, rule = variant.split()
        scores = (
            weighted_sum(matrix.values, found.leaf_weights, matrix.directions, rule).scores
            if name == "ahp"
            else topsis(matrix.values, found.leaf_weights, matrix.directions, rule).closeness
        )
        assert row.tolist() == ranks(scores).tolist()
        assert tau == pytest.approx(kendall_tau(found.ranking(method).ranks, row))
    assert check.concordance == pytest.approx(concordance(check.ranks))
    own = {"ahp": "ahp ideal", "topsis": "topsis vector"}[method]
    assert check.tau[check.variants.index(own)] == pytest.approx(1)


@pytest.mark.parametrize(
    ("method", "rule"),
    [("ahp", rule) for rule in ("ideal", "distributive", "minmax", "none")]
    + [("topsis", rule) for rule in ("vector", "minmax", "max", "sum", "none")],
)
def test_the_scenarios_own_normalisation_is_among_the_variants(
    seoul: ganeum.Scenario, method: Method, rule: str
) -> None:
    scenario = with_methods(seoul, **{method: {"normalisation": rule}})
    analysis = ganeum.analyse(scenario, sectors=["ai"], methods=[method])
    check = sensitivity(analysis, "ai", method).method_check
    own = check.variants.index(f"{method} {rule}")
    assert check.ranks[own].tolist() == analysis["ai"].ranking(method).ranks.tolist()
    assert check.tau[own] == pytest.approx(1)


def test_variants_that_refuse_are_named(desk: "Desk") -> None:
    # negative values: ideal and distributive need non-negative benefits, max and sum a positive one
    text = table("{a: 1, b: 1}", (-3, 2), (-1, 1)).replace(
        "weights:", "methods: {ahp: {normalisation: minmax}}\nweights:"
    )
    check = examine(desk.load(text), "all", "topsis").method_check
    assert set(check.refused) == {"ahp ideal", "ahp distributive", "topsis max", "topsis sum"}
    assert set(check.variants) >= {"topsis vector", "topsis minmax"}
    assert all(check.refused.values())
    assert check.ranks.shape == (len(check.variants), 2)
    assert len(check.tau) == len(check.variants)


def test_costs_are_costs_in_every_variant(desk: "Desk", plain: str, edit: "Edit") -> None:
    text = edit(plain, ("price: 4, use: 9", "price: 4, use: 4"))  # the bridge is cheaper, no worse
    for method in METHODS:
        found = examine(desk.load(text), "all", method)
        assert found.method_check.ranks.tolist() == [[1, 2]] * 6
        assert found.method_check.concordance == 1
        assert found.method_check.tau.tolist() == [1] * 6


# what is out of the ordinary


@pytest.mark.parametrize("method", METHODS)
def test_a_dominating_alternative_stays_first(desk: "Desk", method: Method) -> None:
    found = examine(desk.load(table("{a: 1, b: 2}", (9, 9), (1, 2))), "all", method)
    assert found.flips == ()
    assert [(line.holds_until, line.next_first) for line in found.lines] == [(1, "")]


@pytest.mark.parametrize("method", METHODS)
def test_several_may_be_first_and_a_tie_leaves_no_room(desk: "Desk", method: Method) -> None:
    found = examine(desk.load(table("{a: 1, b: 1}", (1, 9), (9, 1))), "all", method)
    assert found.first == ("x0", "x1")
    assert [flip.moved for flip in found.flips] == [0] * 6
    assert found.intervals["first"].lower.tolist() == found.intervals["first"].upper.tolist()
    by_move = {(f.kind, f.criterion, f.next_first) for f in found.flips}
    assert ("transfer", "a", "x1") in by_move
    assert ("transfer", "b", "x0") in by_move


@pytest.mark.parametrize("method", METHODS)
def test_identical_alternatives_are_first_together(desk: "Desk", method: Method) -> None:
    found = examine(desk.load(table("{a: 1, b: 1}", (5, 5), (5, 5), (5, 5))), "all", method)
    assert found.first == ("x0", "x1", "x2")
    assert found.flips == ()
    assert np.isnan(found.method_check.tau).all()
    assert np.isnan(found.method_check.concordance)


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize(
    ("weights", "rows", "next_first"),
    [
        # x0, x1 and x3 tie at one point, beyond which x3 or x1 alone is first
        ("{a: 1, b: 2}", [(1, 3), (4, 1), (2, 2), (3, 2)], None),
        ("{a: 4, b: 1}", [(3, 5), (5, 2), (4, 2), (4, 5)], "x3"),
    ],
)
def test_three_that_tie_at_a_flip(
    desk: "Desk",
    method: Method,
    weights: str,
    rows: list[tuple[float, float]],
    next_first: str | None,
) -> None:
    analysis = ganeum.analyse(desk.load(table(weights, *rows)))
    found, known = analysis["all"], sensitivity(analysis, "all", method)
    assert known.flips
    for flip in known.flips:
        assert firsts(found, method, at(found, flip, -NEAR)) == set(known.first)
        assert flip.next_first in firsts(found, method, at(found, flip, NEAR))
        assert next_first in (None, flip.next_first)


@pytest.mark.parametrize("method", METHODS)
def test_all_weight_on_one_criterion(desk: "Desk", method: Method) -> None:
    found = examine(desk.load(table("{a: 1, b: 0}", (9, 1), (3, 8))), "all", method)
    assert np.isnan([found.intervals[keep].lower[0] for keep in found.intervals]).all()
    # the same place is reached by raising b and by giving it of a's weight
    assert [(f.kind, f.criterion, f.source) for f in found.flips] == [
        ("criterion", "b", ""),
        ("transfer", "b", "a"),
    ]
    assert found.flips[0].needed == pytest.approx(found.flips[1].needed)
    assert {f.next_first for f in found.flips} == {"x1"}


@pytest.mark.parametrize("method", METHODS)
def test_one_alternative_and_one_criterion(desk: "Desk", edit: "Edit", method: Method) -> None:
    alone = examine(desk.load(table("{a: 1, b: 2}", (1, 2))), "all", method)
    assert (alone.first, alone.flips) == (("x0",), ())
    assert alone.method_check.ranks.tolist() == [[1]] * 6
    single = table("{a: 1}", (1, 2), (2, 1)).replace(", {id: b, name: Second}", "")
    for value in (1, 2):
        single = single.replace(f", b: {value}", "")
    found = examine(desk.load(single), "all", method)
    assert (found.first, found.flips) == (("x1",), ())
    assert np.isnan(found.intervals["first"].lower).all()
    assert [(line.holds_until, line.next_first) for line in found.lines] == [(1, "")]


NESTED = """\
ganeum: 1
id: nested
title: Nested criteria
criteria:
  - {id: a, name: First, criteria: [{id: a1, name: A1, weight: 3}, {id: a2, name: A2, weight: 1}]}
  - {id: b, name: Second}
weights: {from: plain, plain: {all: {a: 3, b: 2}}}
alternatives:
  - {id: one, name: One, scores: {a1: 8, a2: 1, b: 2}}
  - {id: two, name: Two, scores: {a1: 2, a2: 9, b: 7}}
  - {id: three, name: Three, scores: {a1: 5, a2: 5, b: 5}}
"""


@pytest.mark.parametrize("method", METHODS)
def test_nested_criteria_are_moved_leaf_by_leaf(desk: "Desk", method: Method) -> None:
    analysis = ganeum.analyse(desk.load(NESTED))
    found, known = analysis["all"], sensitivity(analysis, "all", method)
    assert known.criteria == ("a1", "a2", "b")
    assert known.intervals["first"].present == pytest.approx([0.45, 0.15, 0.4])
    assert known.flips
    for flip in known.flips:
        assert firsts(found, method, at(found, flip, -NEAR)) == set(known.first)
        assert firsts(found, method, at(found, flip, NEAR)) == {flip.next_first}


def test_an_alternative_with_a_missing_score_is_not_examined(
    desk: "Desk", edit: "Edit", weighed: str
) -> None:
    text = edit(weighed, ("{rooms: 9, people: 0}", "{rooms: {missing: Nobody knows}, people: 0}"))
    found = examine(desk.weighed(text), "boats")
    assert found.alternatives == ("school", "club")
    assert found.first == ("school",)
    assert found.method_check.ranks.shape[1] == 2


def test_what_is_not_in_the_analysis_is_a_key_error(seoul: ganeum.Scenario) -> None:
    analysis = ganeum.analyse(seoul, sectors=["ai"], methods=["ahp"])
    with pytest.raises(KeyError):
        sensitivity(analysis, "robotics", "ahp")
    with pytest.raises(KeyError):
        sensitivity(analysis, "ai", "topsis")
