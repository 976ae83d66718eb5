"""The evidence in arrays gives what the scalar pipeline gives, draw by draw."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

import ganeum
from ganeum.evidence import reading
from ganeum.sensitivity.evidence_arrays import (
    EvidenceArrays,
    drawn_weights,
    evidence_arrays,
    product,
    scored_weights,
)
from ganeum.weights import sector_weights

if TYPE_CHECKING:
    from conftest import Desk, Edit

SHIPPED = ["seoul-2022.yaml", "seoul-2022-support-menu.yaml", "robotics-demonstration-double.yaml"]
SEED = 20
EXACT = 1e-12


def arrays(analysis: ganeum.Analysis, sector: str) -> EvidenceArrays:
    found = evidence_arrays(analysis, sector)
    assert found is not None
    return found


def with_evidence(scenario: ganeum.Scenario, change: Callable[[Any], Any]) -> ganeum.Scenario:
    """Return a scenario each of whose statements is changed."""
    assert scenario.evidence is not None
    model = scenario.evidence.model
    statements = tuple(change(statement) for statement in model.statements)
    changed = model.model_copy(update={"statements": statements})
    return replace(scenario, evidence=replace(scenario.evidence, model=changed))


def with_weights(scenario: ganeum.Scenario, **values: Any) -> ganeum.Scenario:
    weights = scenario.model.weights.model_copy(update=values)
    return replace(scenario, model=scenario.model.model_copy(update={"weights": weights}))


@pytest.mark.parametrize("name", SHIPPED)
def test_nothing_drawn_gives_the_base_weights_and_ranks_under_each_crosswalk(
    scenarios: Path, name: str
) -> None:
    scenario = ganeum.load(scenarios / name)
    plain = ganeum.analyse(scenario)
    for crosswalk in scenario.model.crosswalks:
        analysis = ganeum.analyse(scenario, crosswalk=crosswalk)
        for sector, found in analysis.items():
            evidence = arrays(plain, sector).under(crosswalk)
            weights = drawn_weights(evidence)
            base = sector_weights(scenario, sector, crosswalk)
            assert base.priorities is not None
            np.testing.assert_allclose(weights[:, 0], base.priorities.priorities, rtol=EXACT)
            scored = scored_weights(analysis, sector, weights)
            np.testing.assert_allclose(scored[:, 0], found.leaf_weights, rtol=EXACT)
            named = [float(name == crosswalk) for name in evidence.crosswalks]
            shares = np.broadcast_to(np.array(named)[None, :, None], (len(evidence.moved), 3, 3))
            varied = drawn_weights(evidence, crosswalk=shares)
            np.testing.assert_allclose(varied, np.repeat(weights, 3, axis=1), rtol=EXACT)


def test_statements_left_out_are_what_weights_without_them_are(
    seoul: ganeum.Scenario, seoul_analysis: ganeum.Analysis
) -> None:
    rng = np.random.default_rng(SEED)
    for sector in seoul_analysis:
        evidence = arrays(seoul_analysis, sector)
        heard = np.ones((len(evidence.statements), 40))
        heard[:, :30] = rng.random((len(heard), 30)) < [[0.9] * 10 + [0.5] * 10 + [0.1] * 10]
        for place, span in enumerate(evidence.spans):
            heard[span, 30 + place] = 0  # a whole group
        heard[:, 39] = 0  # nobody: all criteria weigh the same
        weights = drawn_weights(evidence, heard=heard)
        for column, draw in zip(weights.T, heard.T, strict=True):
            out = [name for name, h in zip(evidence.statements, draw, strict=True) if not h]
            base = sector_weights(seoul, sector, seoul_analysis.crosswalk, out)
            np.testing.assert_allclose(column, base.values, rtol=EXACT)


def test_group_weights_and_offset_are_those_of_a_scenario_with_them(
    seoul: ganeum.Scenario, seoul_analysis: ganeum.Analysis
) -> None:
    rng = np.random.default_rng(SEED)
    groups, offset = rng.dirichlet(np.ones(3), size=25).T, rng.uniform(0.1, 2, size=25)
    groups[:, 0] = 1, 0, 0
    for sector in seoul_analysis:
        evidence = arrays(seoul_analysis, sector)
        weights = drawn_weights(evidence, group_weights=groups, offset=offset)
        for column, shares, e in zip(weights.T, groups.T.tolist(), offset.tolist(), strict=True):
            asked = dict(zip(evidence.groups, shares, strict=True))
            changed = with_weights(seoul, groups=asked, offset=e)
            base = sector_weights(changed, sector, seoul_analysis.crosswalk)
            np.testing.assert_allclose(column, base.values, rtol=EXACT)


@pytest.mark.parametrize("coding", ["first", "second"])
def test_mixtures_end_at_the_codings(
    seoul: ganeum.Scenario, seoul_analysis: ganeum.Analysis, coding: str
) -> None:
    def one_coding(statement: Any) -> Any:
        if statement.codings is None or statement.codings.third:
            return statement
        chosen = getattr(statement.codings, coding)
        both = statement.codings.model_copy(update={"first": chosen, "second": chosen})
        return statement.model_copy(update={"codings": both})

    changed = with_evidence(seoul, one_coding)
    for sector in seoul_analysis:
        evidence = arrays(seoul_analysis, sector)
        mixture = np.full((len(evidence.judged), 1), float(coding == "second"))
        weights = drawn_weights(evidence, mixture=mixture)
        base = sector_weights(changed, sector, seoul_analysis.crosswalk)
        np.testing.assert_allclose(weights[:, 0], base.values, rtol=EXACT)
        half = drawn_weights(evidence, mixture=np.full((len(evidence.judged), 1), 0.5))
        np.testing.assert_allclose(half, drawn_weights(evidence), rtol=EXACT)


def test_a_list_read_in_order_is_a_list_of_statements_said_that_often(
    seoul: ganeum.Scenario, seoul_analysis: ganeum.Analysis
) -> None:
    for sector in seoul_analysis:
        evidence = arrays(seoul_analysis, sector)
        ranked = np.flatnonzero(evidence.listed != evidence.strengths)
        assert [evidence.statements[i].split("-")[1] for i in ranked] == ["policy"] * 4
        # of five the first counts 5; the fifth counts 1, as it does unranked
        assert evidence.listed[ranked].tolist() == [5, 4, 3, 2]
        often = np.where(evidence.listed != evidence.strengths, evidence.listed, 1.0)
        both = drawn_weights(evidence, in_order=np.array([False, True]))
        said = drawn_weights(evidence, heard=np.array([np.ones(len(often)), often]).T)
        np.testing.assert_allclose(both, said, rtol=EXACT)


def test_draws_do_not_depend_on_one_another(seoul_analysis: ganeum.Analysis) -> None:
    rng, s = np.random.default_rng(SEED), 5000
    evidence = arrays(seoul_analysis, "robotics")
    many = len(evidence.statements)
    drawn: dict[str, Any] = {
        "heard": rng.integers(0, 3, size=(many, s)).astype(float),
        "mixture": rng.random((len(evidence.judged), s)),
        "in_order": rng.random(s) < 0.5,
        "crosswalk": rng.dirichlet(np.ones(3), size=(s, 3)).transpose(1, 2, 0),
        "offset": rng.uniform(0.25, 1, size=s),
        "group_weights": rng.dirichlet(np.ones(3), size=s).T,
    }
    together = drawn_weights(evidence, **drawn)
    np.testing.assert_allclose(together.sum(axis=0), 1, rtol=EXACT)
    for start, stop in ((0, 1), (1, 4), (4998, 5000)):
        part = {name: array[..., start:stop] for name, array in drawn.items()}
        alone = drawn_weights(evidence, **part)
        np.testing.assert_allclose(alone, together[:, start:stop], rtol=1e-13)


def test_a_small_case_by_hand(desk: "Desk") -> None:
    # panel: rooms 2, people 1; firms: half rooms, half rules, of which half is people: 0.5 and 0.25
    analysis = ganeum.analyse(desk.weighed())
    evidence = arrays(analysis, "boats")
    assert evidence.statements == ("p1", "p2", "f1")
    assert evidence.first.tolist() == [[1, 0, 0], [0, 1, 0], [1, 0, 0]]
    assert evidence.second.tolist() == [[1, 0, 0], [0, 1, 0], [0, 0, 1]]
    # (2.5 / 1.5) is nearest to 2, (1 / 0.75) to 1: the mean is the root of 2
    root = np.sqrt(2)
    expected = [root / (1 + root), 1 / (1 + root)]
    np.testing.assert_allclose(drawn_weights(evidence)[:, 0], expected, rtol=EXACT)
    # p1 unheard and p2 twice: panel 0.5 to 2.5 is 1 / 5; with f1 as coded second, rooms 0.5 to
    # people 1 is 1 / 2; the firms thrice as heavy as the panel
    found = drawn_weights(
        evidence,
        heard=np.array([[0.0], [2.0], [1.0]]),
        mixture=np.ones((1, 1)),
        group_weights=np.array([[1.0], [3.0]]),
    )
    ratio = (1 / 5) ** 0.25 * (1 / 2) ** 0.75
    np.testing.assert_allclose(found[:, 0], [ratio / (1 + ratio), 1 / (1 + ratio)], rtol=EXACT)


def test_factors_and_sub_criteria_come_after_the_evidence(
    desk: "Desk", edit: "Edit", weighed: str
) -> None:
    text = edit(
        weighed,
        ("crosswalk: half}", "crosswalk: half, factors: {all: {people: 3}}}"),
        (
            "- {id: people, name: People, scale: levels}",
            "- id: people\n    name: People\n    criteria:\n"
            "      - {id: old, name: Old, scale: levels, weight: 1}\n"
            "      - {id: young, name: Young, scale: levels, weight: 3}",
        ),
        ("{rooms: 9, people: 0}", "{rooms: 9, old: 0, young: 0}"),
        ("{rooms: 3, people: 9}", "{rooms: 3, old: 9, young: 9}"),
        ("{rooms: 3, people: 3}", "{rooms: 3, old: 3, young: 3}"),
    )
    analysis = ganeum.analyse(desk.weighed(text))
    scored = scored_weights(analysis, "boats", drawn_weights(arrays(analysis, "boats")))
    np.testing.assert_allclose(scored[:, 0], analysis["boats"].leaf_weights, rtol=EXACT)


def test_what_is_no_evidence_has_no_arrays(desk: "Desk", edit: "Edit", plain: str) -> None:
    assert evidence_arrays(ganeum.analyse(desk.load(plain)), "all") is None
    with pytest.raises(KeyError):
        evidence_arrays(ganeum.analyse(desk.weighed()), "ships")


def test_all_themes_have_arrays_too(seoul: ganeum.Scenario) -> None:
    analysis = ganeum.analyse(seoul, crosswalk="themes")
    for sector, found in analysis.items():
        weights = drawn_weights(arrays(analysis, sector))[:, 0]
        np.testing.assert_allclose(weights, found.weights.values, rtol=EXACT)


def test_judged_shares_are_settled_by_a_third_reading(
    seoul: ganeum.Scenario, seoul_analysis: ganeum.Analysis
) -> None:
    def third(statement: Any) -> Any:
        if statement.codings is None or statement.codings.third:
            return statement
        read = reading(statement)
        settled = statement.codings.model_copy(update={"third": read})
        return statement.model_copy(update={"codings": settled})

    analysis, apart = ganeum.analyse(with_evidence(seoul, third)), 0
    for sector in seoul_analysis:
        evidence, base = arrays(analysis, sector), arrays(seoul_analysis, sector)
        assert (evidence.first == evidence.second).all()
        np.testing.assert_allclose(evidence.shares, base.shares, rtol=EXACT)
        apart += int((base.first != base.second).sum())
    assert apart > 0


def test_products_in_parts_are_products() -> None:
    rng = np.random.default_rng(SEED)
    for m, n, s in ((1, 1, 1), (5, 40, 3000), (600, 600, 2), (4, 0, 7)):
        matrix, columns = rng.normal(size=(m, n)), rng.normal(size=(n, s))
        np.testing.assert_allclose(product(matrix, columns), matrix @ columns, atol=1e-12)
