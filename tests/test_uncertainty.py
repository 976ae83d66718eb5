"""Everything uncertain at once: each source by itself, all together, and none."""

import pickle
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields, replace
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

import ganeum
from ganeum.decision import DecisionMatrix
from ganeum.kernel import priorities, ranks, topsis, weighted_sum
from ganeum.kernel.streams import BLOCK
from ganeum.ranking import METHODS, Method
from ganeum.sensitivity import VARIANTS
from ganeum.sensitivity.examined import leaf_weights
from ganeum.uncertainty import (
    SOURCES,
    SectorModel,
    Settings,
    Source,
    Uncertainty,
    sector_model,
    uncertainty,
)
from ganeum.uncertainty.drawing import dirichlet, scattered
from ganeum.uncertainty.model import OF_SCORES, OF_WEIGHTS
from ganeum.uncertainty.scores import SCALES, Variant, score_table
from ganeum.uncertainty.sources import varied_or_held
from ganeum.weights import sector_weights
from strategies import Floats

if TYPE_CHECKING:
    from conftest import Desk, Edit

SHIPPED = ["seoul-2022.yaml", "seoul-2022-support-menu.yaml"]
DRAWS = 2 * BLOCK + 100
EXACT = 1e-12

JUDGED = """\
ganeum: 1
id: judged
title: A question weighed by judgements
criteria: [{id: a, name: A}, {id: b, name: B}, {id: c, name: C, direction: cost}]
weights:
  from: judgements
  judgements: {all: {a: {b: 2, c: 4}, b: {c: 3}}}
  factors: {all: {c: 2}}
alternatives:
  - {id: p, name: P, scores: {a: 3, b: 1, c: 2}}
  - {id: q, name: Q, scores: {a: 2, b: 3, c: 4}}
  - {id: r, name: R, scores: {a: 1, b: 2, c: 1}}
"""


def assert_same(found: Uncertainty, other: Uncertainty) -> None:
    for field in fields(found):
        one, two = getattr(found, field.name), getattr(other, field.name)
        if isinstance(one, np.ndarray):
            assert one.tobytes() == two.tobytes(), field.name
        else:
            assert one == two, field.name


def kernel_ranks(matrix: DecisionMatrix, values: Floats, weights: Floats, variant: Variant) -> Any:
    """Rank one decision matrix by the kernel's own method."""
    if variant.method == "ahp":
        found = weighted_sum(values, weights, matrix.directions, variant.normalisation)
        return ranks(found.scores)
    return ranks(topsis(values, weights, matrix.directions, variant.normalisation).closeness)


@pytest.fixture(scope="module")
def model(seoul_analysis: ganeum.Analysis) -> SectorModel:
    """Return fintech, where everything but respondents can be drawn."""
    return sector_model(seoul_analysis, "fintech")


@pytest.fixture(scope="module")
def everything(seoul_analysis: ganeum.Analysis) -> Mapping[Method, Uncertainty]:
    return uncertainty(seoul_analysis, "fintech", draws=DRAWS)


# nothing drawn


@pytest.mark.parametrize("name", SHIPPED)
def test_with_all_sources_off_shares_are_the_base_ranks(scenarios: Path, name: str) -> None:
    analysis = ganeum.analyse(ganeum.load(scenarios / name))
    for sector in analysis:
        for method, found in uncertainty(analysis, sector, sources=(), draws=DRAWS).items():
            base = analysis[sector].ranking(method).ranks
            expected = np.zeros((len(base), len(base)))
            expected[np.arange(len(base)), base - 1] = 1
            assert (found.rank_acceptability == expected).all()
            assert (found.ranks == base).all()
            assert (found.expected_rank == base).all()
            assert (found.best_rank == base).all()
            assert (found.worst_rank == base).all()
            assert (found.pairwise_winning == (base[:, None] < base)).all()
            assert not found.standard_error.any()
            assert not found.expected_rank_error.any()
            assert found.varied == {}
            assert found.held == dict.fromkeys(SOURCES, "off")
            for low_or_high in found.rank_range():
                assert (low_or_high == base).all()


# all together


def test_shares_add_up(everything: Mapping[Method, Uncertainty]) -> None:
    for found in everything.values():
        m = len(found.alternatives)
        shares = found.rank_acceptability
        np.testing.assert_allclose(shares.sum(axis=1), 1, rtol=EXACT)
        np.testing.assert_allclose(shares @ np.arange(1, m + 1), found.expected_rank, rtol=EXACT)
        wins = found.pairwise_winning
        assert (wins + wins.T <= 1 + EXACT).all()
        assert not wins.diagonal().any()
        # a rank is one more than how many are ahead
        np.testing.assert_allclose(1 + wins.sum(axis=0), found.expected_rank, rtol=EXACT)
        top, error = found.top_share(3)
        np.testing.assert_allclose(top, shares[:, :3].sum(axis=1), rtol=EXACT)
        np.testing.assert_allclose(error, np.sqrt(top * (1 - top) / DRAWS), rtol=1e-9)
        np.testing.assert_allclose(found.top_share(m)[0], 1, rtol=EXACT)
        for i, row in enumerate(shares):
            taken = 1 + np.flatnonzero(row)
            assert (found.best_rank[i], found.worst_rank[i]) == (taken[0], taken[-1])
        assert (found.draws, found.sector) == (DRAWS, "fintech")


def test_rank_ranges_leave_out_no_more_than_they_say(
    everything: Mapping[Method, Uncertainty],
) -> None:
    found = everything["ahp"]
    for share in (0.0, 0.5, 0.9, 1.0):
        low, high = found.rank_range(share)
        for i, row in enumerate(found.rank_acceptability):
            assert row[: low[i] - 1].sum() <= (1 - share) / 2 + 1e-9
            assert row[high[i] :].sum() <= (1 - share) / 2 + 1e-9
            assert low[i] <= high[i]
    assert (found.rank_range(1.0)[0] == found.best_rank).all()
    assert (found.rank_range(1.0)[1] == found.worst_rank).all()
    with pytest.raises(ValueError, match=r"share is 1.1, not from 0 to 1"):
        found.rank_range(1.1)


def test_where_the_method_is_drawn_both_rankings_share_their_draws(
    everything: Mapping[Method, Uncertainty],
) -> None:
    ahp, other = everything["ahp"], everything["topsis"]
    assert (ahp.rank_acceptability == other.rank_acceptability).all()
    assert (ahp.ranks != other.ranks).any()


def test_frames_name_what_they_hold(everything: Mapping[Method, Uncertainty]) -> None:
    frame = everything["ahp"].to_frame()
    assert list(frame.columns[:3]) == ["rank", "expected_rank", "expected_rank_error"]
    assert frame["expected_rank"].is_monotonic_increasing
    assert set(frame.index) == set(everything["ahp"].alternatives)


def test_many_alternatives_are_counted_without_pairs_in_bounded_memory(
    desk: "Desk", plain: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = "".join(
        f"  - {{id: r{i}, name: R, scores: {{price: {1 + i % 7}, use: {1 + i % 11}}}}}\n"
        for i in range(70)
    )
    analysis = ganeum.analyse(desk.load(plain + rows))
    found = uncertainty(analysis, "all", draws=500)["topsis"]
    monkeypatch.setattr("ganeum.uncertainty.model.LARGEST", 7000)
    assert_same(uncertainty(analysis, "all", draws=500)["topsis"], found)
    assert found.pairwise_winning.shape == (0, 0)
    np.testing.assert_allclose(found.rank_acceptability.sum(axis=1), 1, rtol=EXACT)


# determinism


def test_neither_chunks_nor_threads_nor_order_change_a_byte(
    seoul_analysis: ganeum.Analysis, everything: Mapping[Method, Uncertainty]
) -> None:
    def backwards(task: Any, blocks: Any) -> Any:
        return [task(block) for block in reversed(list(blocks))]

    with ThreadPoolExecutor(2) as pool:
        for change in ({"chunk": 1}, {"chunk": 2, "spread": pool.map}, {"spread": backwards}):
            found = uncertainty(seoul_analysis, "fintech", draws=DRAWS, **change)
            for method in METHODS:
                assert_same(found[method], everything[method])


def test_a_model_can_be_sent_to_another_process(model: SectorModel) -> None:
    sent = pickle.loads(pickle.dumps(model))  # noqa: S301 - our own
    numbers = sent.numbers(3, 1)
    for source, drawn in model.numbers(3, 1).items():
        assert numbers[source].tobytes() == drawn.tobytes()
    assert sent.weights(numbers, BLOCK).tobytes() == model.weights(numbers, BLOCK).tobytes()


def test_more_draws_begin_with_the_same(model: SectorModel) -> None:
    for source, varied in model.varied.items():
        one, again = varied.block(7, 3), varied.block(7, 3)
        assert one.tobytes() == again.tobytes()
        assert one.shape[-1] == BLOCK
        for other in (varied.block(7, 4), varied.block(8, 3)):
            assert one.tobytes() != other.tobytes(), source


def test_switching_a_source_off_moves_no_number_of_another(
    seoul_analysis: ganeum.Analysis, model: SectorModel
) -> None:
    full = model.numbers(1, 0)
    for source in model.varied:
        rest = sector_model(seoul_analysis, "fintech", [s for s in SOURCES if s != source])
        numbers = rest.numbers(1, 0)
        assert set(numbers) == set(full) - {source}
        assert all(numbers[name].tobytes() == full[name].tobytes() for name in numbers)
        assert rest.held[source] == "off"


def test_the_seed_is_the_scenarios_unless_another_is_given(
    seoul_analysis: ganeum.Analysis, everything: Mapping[Method, Uncertainty]
) -> None:
    assert everything["ahp"].seed == seoul_analysis.scenario.model.seed
    other = uncertainty(seoul_analysis, "fintech", draws=DRAWS, seed=1)["ahp"]
    assert other.seed == 1
    gap = np.abs(other.rank_acceptability - everything["ahp"].rank_acceptability)
    assert 0 < gap.max() < 6 * other.standard_error.max()


# against the scalar pipeline


@pytest.mark.parametrize("sector", ["ai", "fintech", "robotics"])
def test_ranks_are_those_of_the_kernel_draw_by_draw(
    seoul_analysis: ganeum.Analysis, sector: str
) -> None:
    model = sector_model(seoul_analysis, sector)
    numbers = {name: drawn[..., :60] for name, drawn in model.numbers(5, 0).items()}
    weights, table = model.weights(numbers, 60), model.table
    found = model.ranks(numbers, weights, "ahp")
    for draw in range(60):
        scale = int(numbers["levels"][draw])
        method = METHODS[int(numbers["method"][draw])]
        rules = table.normalisations[method]
        rule = rules[int(numbers["normalisation"][draw] * len(rules))]
        values = (table.first[scale] + table.second[scale]) / 2
        for (i, k), share in zip(
            table.cells,
            numbers["codings"][len(numbers["codings"]) - len(table.cells) :, draw],
            strict=True,
        ):
            one, two = table.first[scale, i, k], table.second[scale, i, k]
            values[i, k] = one + share * (two - one)
        variant = Variant(method, rule, scale)
        expected = kernel_ranks(model.sector.matrix, values, weights[:, draw], variant)
        assert (found[:, draw] == expected).all()


@pytest.mark.parametrize("name", SHIPPED)
@pytest.mark.parametrize("directions", [False, True])
def test_drawn_scores_are_those_of_the_kernel_by_every_variant(
    scenarios: Path, name: str, directions: bool
) -> None:
    analysis = ganeum.analyse(ganeum.load(scenarios / name))
    rng = np.random.default_rng(2)
    found = analysis["fintech"]
    if directions:  # costs too, which no shipped scenario has, so on scores above zero
        flipped = tuple("cost" if i % 2 else "benefit" for i in range(len(found.matrix.criteria)))
        found = replace(found, matrix=replace(found.matrix, directions=flipped))
    table = score_table(analysis.scenario.model, found)
    lift = 1.0 if directions else 0.0
    table = replace(table, first=table.first + lift, second=table.second + lift)
    weights = rng.dirichlet(np.ones(len(found.matrix.criteria)), size=5).T
    mixture = rng.random((len(table.cells), 5))
    costless = () if directions else ("none",)
    others = {"ahp": ("minmax", *costless), "topsis": ("none",)}
    for method, rules in VARIANTS.items():
        for rule in (*rules, *others[method]):
            for scale in range(len(table.scales)):
                variant = Variant(method, rule, scale)
                half = (table.first[scale] + table.second[scale]) / 2
                ready = replace(table, problems={variant: _problem(found.matrix, half, variant)})
                fixed = ready.scores(variant, weights, None)
                drawn = ready.scores(variant, weights, mixture)
                for draw in range(5):
                    values = half.copy()
                    scores = _scores(found.matrix, values, weights[:, draw], variant)
                    np.testing.assert_allclose(fixed[:, draw], scores, rtol=1e-10, atol=1e-13)
                    for (i, k), share in zip(table.cells, mixture[:, draw], strict=True):
                        one, two = table.first[scale, i, k], table.second[scale, i, k]
                        values[i, k] = one + share * (two - one)
                    scores = _scores(found.matrix, values, weights[:, draw], variant)
                    np.testing.assert_allclose(drawn[:, draw], scores, rtol=1e-10, atol=1e-13)


def _problem(matrix: DecisionMatrix, values: Floats, variant: Variant) -> Any:
    from ganeum.kernel.scoring import scoring
    from ganeum.sensitivity.examined import KERNEL_METHODS

    name = KERNEL_METHODS[variant.method]
    return scoring(values, matrix.directions, name, variant.normalisation)


def _scores(matrix: DecisionMatrix, values: Floats, weights: Floats, variant: Variant) -> Floats:
    if variant.method == "ahp":
        return weighted_sum(values, weights, matrix.directions, variant.normalisation).scores
    return topsis(values, weights, matrix.directions, variant.normalisation).closeness


# each source by itself


def alone(analysis: ganeum.Analysis, source: Source, **settings: Any) -> SectorModel:
    return sector_model(analysis, "fintech", [source], Settings(**settings))


@pytest.mark.parametrize("source", [s for s in SOURCES if s != "respondents"])
def test_each_source_alone_moves_what_it_should(
    seoul_analysis: ganeum.Analysis, source: Source
) -> None:
    found = sector_model(seoul_analysis, "fintech", [source])
    assert list(found.varied) == [source]
    assert set(found.held.values()) == {"off"}
    numbers = found.numbers(1, 0)
    weights = found.weights(numbers, BLOCK)
    if source in OF_WEIGHTS:
        assert weights.std(axis=1).max() > 1e-3
        np.testing.assert_allclose(weights.sum(axis=0), 1, rtol=EXACT)
    else:
        base = seoul_analysis["fintech"].leaf_weights[:, None]
        np.testing.assert_allclose(weights, np.repeat(base, weights.shape[1], axis=1), rtol=EXACT)
    assert source in OF_WEIGHTS | OF_SCORES
    outcomes = {method: found.ranks(numbers, weights, method) for method in METHODS}
    moved = {method: len(np.unique(places, axis=1).T) > 1 for method, places in outcomes.items()}
    assert any(moved.values()) or source in ("codings", "offset", "list_order")


def test_weights_scatter_as_dirichlet_weights_do(seoul_analysis: ganeum.Analysis) -> None:
    base = seoul_analysis["fintech"].leaf_weights
    for concentration in (20.0, 100.0, 1000.0):
        found = alone(seoul_analysis, "weights", weights_concentration=concentration)
        weights = np.hstack([found.weights(found.numbers(1, block), BLOCK) for block in range(4)])
        deviation = np.sqrt(base * (1 - base) / (concentration + 1))
        error = deviation / np.sqrt(weights.shape[1])
        assert (np.abs(weights.mean(axis=1) - base) < 4 * error + 1e-3 * base).all()
        np.testing.assert_allclose(weights.std(axis=1), deviation, rtol=0.02)
        assert found.varied["weights"].parameters == {"concentration": concentration}


def test_scatter_has_the_distribution_of_gamma_ratios() -> None:
    from scipy.stats import beta, kstest

    rng = np.random.default_rng(8)
    numbers = np.vstack([rng.normal(size=(2, 40_000)), np.log1p(-rng.random((2, 40_000)))])
    for shape, other in ((0.05, 0.3), (0.5, 2.0), (2.0, 8.0), (30.0, 70.0)):
        weights = np.array([[shape], [other]]) / (shape + other)
        drawn = scattered(weights, shape + other, numbers)[0]
        assert kstest(drawn, beta(shape, other).cdf).statistic < 0.012
    zero = scattered(np.array([[0.0], [1.0]]), 10.0, numbers)
    assert (zero == [[0], [1]]).all()


def test_sectors_share_the_numbers_that_are_drawn_alike(seoul_analysis: ganeum.Analysis) -> None:
    one, two = (sector_model(seoul_analysis, name).numbers(77, 0) for name in ("ai", "robotics"))
    shared = {source for source in one if one[source] is two[source]}
    assert shared == one.keys() - {"statements", "codings"}
    assert not any(numbers.flags.writeable for numbers in one.values())


@pytest.mark.parametrize("smallest", [0.02, 1.0])
def test_dirichlet_weights_have_their_mean_and_variance(smallest: float) -> None:
    shapes = np.array([smallest, 2.0, 3.0])
    drawn = np.hstack(
        [dirichlet(shapes, np.random.Generator(np.random.Philox(i))) for i in range(4)]
    )
    mean = shapes / shapes.sum()
    deviation = np.sqrt(mean * (1 - mean) / (shapes.sum() + 1))
    assert (np.abs(drawn.mean(axis=1) - mean) < 4 * deviation / np.sqrt(drawn.shape[1])).all()
    np.testing.assert_allclose(drawn.std(axis=1), deviation, rtol=0.05)
    np.testing.assert_allclose(drawn.sum(axis=0), 1, rtol=EXACT)


def test_group_weights_lie_round_the_scenarios_or_are_uniform(
    seoul_analysis: ganeum.Analysis,
) -> None:
    round_base = alone(seoul_analysis, "groups").varied["groups"]
    drawn = round_base.block(1, 0)
    np.testing.assert_allclose(drawn.mean(axis=1), 1 / 3, atol=0.01)
    np.testing.assert_allclose(drawn.std(axis=1), np.sqrt(2 / 9 / 13), rtol=0.03)
    assert round_base.parameters == {"concentration": 12.0}
    uniform = alone(seoul_analysis, "groups", groups_concentration=None).varied["groups"]
    np.testing.assert_allclose(uniform.block(1, 0).std(axis=1), np.sqrt(2 / 9 / 4), rtol=0.03)
    assert uniform.parameters == {"distribution": "uniform"}


def test_a_bootstrap_of_one_statement_is_that_statement(
    seoul_analysis: ganeum.Analysis, desk: "Desk"
) -> None:
    found = sector_model(ganeum.analyse(desk.weighed()), "boats", ["statements"])
    counts = found.numbers(1, 0)["statements"]
    assert (counts[2] == 1).all()  # f1, the firms' only one
    assert (counts[:2].sum(axis=0) == 2).all()
    assert set(np.unique(counts[0]).tolist()) == {0, 1, 2}
    np.testing.assert_allclose(np.bincount(counts[0]) / BLOCK, [0.25, 0.5, 0.25], atol=0.02)
    assert found.varied["statements"].parameters == {"panel": 2, "firms": 1}
    evidence = sector_model(seoul_analysis, "ai", ["statements"])
    drawn = evidence.numbers(1, 0)["statements"]
    assert evidence.evidence is not None
    for span in evidence.evidence.spans:
        many = span.stop - span.start
        assert (drawn[span].sum(axis=0, dtype=np.int64) == many).all()
        np.testing.assert_allclose(drawn[span].mean(axis=1), 1, atol=0.06)


def test_many_statements_are_counted_as_few_are(
    desk: "Desk", edit: "Edit", weighed: str, small_evidence: str
) -> None:
    one = small_evidence.split("  - id: f1")[0].split("  - id: p2")[1]
    more = "".join(f"  - id: q{i}{one}" for i in range(98))
    text = edit(small_evidence, ("  - id: f1", more + "  - id: f1"))
    found = sector_model(ganeum.analyse(desk.weighed(weighed, text)), "boats", ["statements"])
    counts = found.numbers(1, 0)["statements"]
    assert len(counts) == 101
    assert (counts[:100].sum(axis=0, dtype=np.int64) == 100).all()
    np.testing.assert_allclose(counts.mean(axis=1), 1, atol=0.06)
    np.testing.assert_allclose(counts[:100].var(axis=1), 0.99, atol=0.1)


def test_a_small_case_by_hand(desk: "Desk") -> None:
    # panel: p1 rooms 2, p2 people 1, drawn twice of two; firms: half rooms and half rules of which
    # half is people. rooms to people is panel's J times 1, rooted: J is 4.5/.5 = 9 (p1 twice),
    # 2.5/1.5 nearest 2 (each once), .5/2.5 = 1/5 (p2 twice), and firms' 1/.75 nearest 1
    found = sector_model(ganeum.analyse(desk.weighed()), "boats", ["statements"])
    numbers = found.numbers(1, 0)
    ratio = np.sqrt(np.array([1 / 5, 2, 9])[numbers["statements"][0]])
    expected = np.array([ratio, np.ones(BLOCK)]) / (1 + ratio)
    np.testing.assert_allclose(found.weights(numbers, BLOCK), expected, rtol=EXACT)
    # hall 9, 0; school 3, 9; club 3, 3 in ideal mode: hall is first when rooms weigh over 3/5
    first = found.ranks(numbers, expected, "ahp")[0] == 1
    assert (first == (numbers["statements"][0] == 2)).all()


def test_crosswalks_are_taken_whole_or_mixed_theme_by_theme(
    seoul_analysis: ganeum.Analysis, model: SectorModel
) -> None:
    assert model.evidence is not None
    drawn = model.varied["crosswalk"].block(1, 0)
    assert drawn.shape == (len(model.evidence.moved), 3, BLOCK)
    np.testing.assert_allclose(drawn.sum(axis=1), 1, rtol=EXACT)
    whole = (drawn == 1).any(axis=1).all(axis=0)
    assert abs(whole.mean() - 0.5) < 0.03
    named = np.argmax(drawn[:, :, whole], axis=1)
    assert (named == named[0]).all()
    np.testing.assert_allclose(np.bincount(named[0]) / whole.sum(), 1 / 3, atol=0.03)
    assert drawn[0, :, ~whole].std() > 0.1
    assert (drawn[0] != drawn[1])[:, ~whole].any()
    # where a crosswalk is taken whole, weights are its weights
    only = alone(seoul_analysis, "crosswalk", between_crosswalks=0.0)
    weights = only.weights(only.numbers(1, 0), BLOCK)
    scenario, found = seoul_analysis.scenario, set[tuple[float, ...]]()
    for name in scenario.model.crosswalks:
        base = sector_weights(scenario, "fintech", name).by_criterion()
        found.add(tuple(np.round(leaf_weights(seoul_analysis, base), 10).tolist()))
    assert set(map(tuple, np.unique(weights.round(10), axis=1).T.tolist())) == found


def test_the_constant_goes_from_half_to_twice_the_scenarios(model: SectorModel) -> None:
    drawn = model.varied["offset"].block(1, 0)
    assert model.varied["offset"].parameters == {"low": 0.25, "high": 1.0}
    assert 0.25 <= drawn.min() < 0.2501
    assert 0.999 < drawn.max() <= 1
    assert abs(np.median(drawn) - 0.5) < 0.02  # uniform in its logarithm


def test_levels_stand_for_three_scales(model: SectorModel) -> None:
    table = model.table
    assert table.scales == SCALES
    for scale, values in enumerate(SCALES):
        assert set(np.unique(table.first[scale]).tolist()) <= set(values)
    # each scale keeps the order of levels
    for one, other in pairwise(table.first):
        assert (np.sign(one[:, None] - one) == np.sign(other[:, None] - other)).all()
    counts = np.bincount(model.varied["levels"].block(1, 0))
    np.testing.assert_allclose(counts / BLOCK, 1 / 3, atol=0.02)


def test_codings_move_judged_shares_and_scores_only(model: SectorModel) -> None:
    assert model.evidence is not None
    many = len(model.evidence.judged), len(model.table.cells)
    assert model.varied["codings"].parameters == {"statements": many[0], "scores": many[1]}
    assert model.varied["codings"].block(1, 0).shape == (sum(many), BLOCK)
    assert min(many) > 0


def test_alternatives_that_are_alike_share_the_first_place(
    desk: "Desk", edit: "Edit", plain: str
) -> None:
    twins = edit(plain, ("{price: 4, use: 9}", "{price: 2, use: 4}"))
    for found in uncertainty(ganeum.analyse(desk.load(twins)), "all", draws=100).values():
        assert (found.rank_acceptability == [[1, 0], [1, 0]]).all()
        assert not found.pairwise_winning.any()


# what there is not to draw


def held(
    analysis: ganeum.Analysis, sector: str, settings: Settings | None = None
) -> Mapping[Source, str]:
    return sector_model(analysis, sector, settings=settings).held


def test_plain_weights_leave_method_normalisation_and_weights(desk: "Desk", plain: str) -> None:
    analysis = ganeum.analyse(desk.load(plain))
    model = sector_model(analysis, "all")
    assert set(model.varied) == {"weights", "method", "normalisation"}
    assert model.held == {
        "groups": "no_evidence",
        "codings": "codings_agree",
        "crosswalk": "no_evidence",
        "offset": "no_evidence",
        "levels": "no_levels",
        "list_order": "no_evidence",
        "statements": "no_evidence",
        "respondents": "no_respondents",
    }
    weights = model.weights(model.numbers(1, 0), BLOCK)
    np.testing.assert_allclose(weights.mean(axis=1), [0.25, 0.75], atol=0.005)


def test_what_a_small_scenario_leaves_is_said(
    desk: "Desk", edit: "Edit", weighed: str, small_evidence: str
) -> None:
    analysis = ganeum.analyse(desk.weighed())
    assert held(analysis, "boats") == {
        "levels": "no_levels",  # three of them
        "list_order": "no_list",
        "respondents": "no_respondents",
    }
    assert held(analysis, "kites") == {
        "groups": "one_group",
        "codings": "codings_agree",
        "levels": "no_levels",
        "list_order": "no_list",
        "statements": "one_statement",
        "respondents": "no_respondents",
    }
    only = edit(
        weighed,
        ("  dropped: {rules: {}}\n", ""),
        ("crosswalk: half}", "crosswalk: half, groups: {panel: 1, firms: 0}}"),
    )
    one = ganeum.analyse(desk.weighed(only))
    fixed = Settings(offset_factor=1.0)
    assert held(one, "boats", fixed)["crosswalk"] == "one_crosswalk"
    assert held(one, "boats", fixed)["offset"] == "one_offset"
    assert held(one, "boats", fixed)["groups"] == "one_group"
    # uniform group weights are uniform whatever the scenario gives
    assert "groups" not in held(one, "boats", Settings(groups_concentration=None))


def test_one_criterion_and_normalisations_that_refuse_are_said(desk: "Desk") -> None:
    # below zero: AHP's ideal mode refuses, minmax takes it; TOPSIS refuses max and sum
    text = """\
ganeum: 1
id: cold
title: Below zero
criteria: [{id: heat, name: Heat}]
weights: {from: plain, plain: {all: {heat: 1}}}
methods: {ahp: {normalisation: minmax}}
alternatives:
  - {id: a, name: A, scores: {heat: -3}}
  - {id: b, name: B, scores: {heat: -1}}
"""
    model = sector_model(ganeum.analyse(desk.load(text)), "all")
    assert model.table.normalisations == {"ahp": ("minmax",), "topsis": ("vector", "minmax")}
    assert model.held["weights"] == "one_criterion"
    assert set(model.varied) == {"method", "normalisation"}
    single = replace(model.table, normalisations={"ahp": (), "topsis": ("vector",)})
    assert varied_or_held("method", 1, None, 0, single, Settings()) == "one_method"
    assert varied_or_held("normalisation", 1, None, 0, single, Settings()) == "one_normalisation"


def test_scores_that_a_method_refuses_between_their_codings_are_not_drawn(desk: "Desk") -> None:
    # 0.5 on average, which the ideal mode takes; but the first coding is below zero
    text = """\
ganeum: 1
id: apart
title: Codings apart
criteria: [{id: a, name: A}, {id: b, name: B}]
weights: {from: plain, plain: {all: {a: 1, b: 1}}}
alternatives:
  - id: p
    name: P
    scores:
      a:
        first: {level: FIRST, basis: judged, rationale: Cold, locator: {section: "1"}}
        second: {level: 2, basis: judged, rationale: Warm, locator: {section: "1"}}
      b: 1
  - {id: q, name: Q, scores: {a: 1, b: 2}}
"""
    for first, cells in ((-1, 0), (1, 1)):
        analysis = ganeum.analyse(desk.load(text.replace("FIRST", str(first))))
        model = sector_model(analysis, "all")
        assert len(model.table.cells) == cells
        assert ("codings" in model.varied) == bool(cells)
        assert model.table.normalisations["ahp"] == ("ideal", "distributive")
        held = uncertainty(analysis, "all", sources=(), draws=1)["ahp"]
        assert (held.expected_rank == analysis["all"].ranking("ahp").ranks).all()


def test_wrong_names_and_settings_are_refused(seoul_analysis: ganeum.Analysis) -> None:
    for sources, message in ((["weather"], "sources is 'weather'"),):
        with pytest.raises(ValueError, match=message):
            uncertainty(seoul_analysis, "ai", sources=sources)
    with pytest.raises(KeyError):
        uncertainty(seoul_analysis, "ships")
    themes = ganeum.analyse(seoul_analysis.scenario, crosswalk="themes")
    with pytest.raises(KeyError):  # weights only, so no ranking
        uncertainty(themes, "ai")
    with pytest.raises(ValueError, match="draws is 0"):
        uncertainty(seoul_analysis, "ai", draws=0)
    for settings, message in (
        ({"weights_concentration": 0}, "weights_concentration is 0, not a positive number"),
        ({"groups_concentration": np.inf}, "groups_concentration is inf"),
        ({"between_crosswalks": 1.5}, "between_crosswalks is 1.5, not from 0 to 1"),
        ({"offset_factor": 0.5}, "offset_factor is 0.5, not a number from 1"),
    ):
        with pytest.raises(ValueError, match=message):
            Settings(**settings)


# respondents


def respondents(count: int) -> Floats:
    rng = np.random.default_rng(6)
    logs = np.triu(rng.normal(size=(count, 3, 3)), 1)
    return np.exp(logs - logs.transpose(0, 2, 1))


def test_one_respondent_leaves_nothing_to_draw(desk: "Desk") -> None:
    analysis = ganeum.analyse(desk.load(JUDGED))
    model = sector_model(analysis, "all", ["respondents"])
    assert model.held["respondents"] == "one_respondent"
    base = analysis["all"].leaf_weights[:, None]
    np.testing.assert_allclose(model.weights({}, 1), base, rtol=EXACT)


def test_respondents_are_resampled_and_their_judgements_aggregated(desk: "Desk") -> None:
    analysis, stack = ganeum.analyse(desk.load(JUDGED)), respondents(5)
    model = sector_model(analysis, "all", ["respondents"], respondents=stack)
    assert model.varied["respondents"].parameters == {"respondents": 5, "drawn": "bootstrap"}
    numbers = {"respondents": model.numbers(1, 0)["respondents"][:, :50]}
    weights = model.weights(numbers, 50)
    for column, counts in zip(weights.T, numbers["respondents"].T, strict=True):
        mean = np.exp(np.tensordot(counts / 5, np.log(stack), axes=1))
        expected = priorities(mean).priorities * [1, 1, 2]  # the scenario's factor
        np.testing.assert_allclose(column, expected / expected.sum(), rtol=EXACT)


def test_respondents_that_do_not_fit_are_refused(desk: "Desk", plain: str) -> None:
    judged = ganeum.analyse(desk.load(JUDGED))
    for stack, message in (
        (np.ones((2, 4, 4)), r"respondents are \(4, 4\), not \(3, 3\)"),
        (2 * np.ones((2, 3, 3)), r"respondents\[0\]\[0, 0\] is 2.0"),
    ):
        with pytest.raises(ValueError, match=message):
            sector_model(judged, "all", respondents=stack)
    with pytest.raises(ValueError, match="the weights of all come from no judgements"):
        sector_model(ganeum.analyse(desk.load(plain)), "all", respondents=respondents(2))


def test_codings_that_no_weight_depends_on_leave_weights_as_they_are(
    seoul_analysis: ganeum.Analysis,
) -> None:
    model = sector_model(seoul_analysis, "ai", ["codings"])
    assert not model.moves_weights("codings")
    drawn = np.tile(model.numbers(0, 0)["codings"], 2)
    weights = model.weights({"codings": drawn}, 2 * BLOCK)
    base = np.repeat(seoul_analysis["ai"].leaf_weights[:, None], 2 * BLOCK, axis=1)
    np.testing.assert_allclose(weights, base, rtol=EXACT)


def test_captions_name_what_is_drawn_and_what_is_not(seoul_analysis: ganeum.Analysis) -> None:
    from ganeum.report.charts import sampled_caption

    every, none = (
        uncertainty(seoul_analysis, "ai", draws=50, sources=sources)["ahp"]
        for sources in (SOURCES, ["weights"])
    )
    said = sampled_caption([every], "en")
    assert "Held fixed: the lists of interventions" in said
    assert "respondents" not in said
    both = sampled_caption([every, none], "en")
    assert "crosswalk (some sectors)" in both.split("Held fixed: ")[0]
    assert "crosswalk (some sectors)" in both.split("Held fixed: ")[1]
