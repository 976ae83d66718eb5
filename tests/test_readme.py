"""README says what the engine says."""

import re
from pathlib import Path

import pytest

import ganeum
from ganeum.conclusions import findings
from ganeum.evidence import evidence_agreement, score_agreement, tallies
from ganeum.examination import Examination, examine
from ganeum.facts import recompute
from ganeum.report.rounding import percentages
from ganeum.report.sensitivity import flip_text
from ganeum.sensitivity import sensitivity
from ganeum.words import Language

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
SHIPPED = ROOT / "scenarios"


@pytest.mark.parametrize("language", ["en", "ko"])
def test_the_table_of_the_five_rankings_is_the_engines(language: Language) -> None:
    scenario = ganeum.load(SHIPPED / "seoul-2022.yaml")
    names = {a.id: a.name(language) for a in scenario.model.alternatives}
    analysis = ganeum.analyse(scenario)
    for sector in analysis.values():
        weights = " / ".join(percentages(sector.weights.values.tolist()))
        for method, ranking in sector.rankings.items():
            nearest = sensitivity(analysis, sector.sector, method).flips[0]
            cells = [
                sector.name(language),
                weights,
                method.upper(),
                "; ".join(names[ranking.alternatives[i]] for i in ranking.order()[:3]),
                flip_text(nearest, analysis, language),
                names[nearest.next_first],
            ]
            assert f"| {' | '.join(cells)} |" in README


@pytest.mark.parametrize("language", ["en", "ko"])
def test_the_shares_of_the_draws_are_the_engines(language: Language, drawn: Examination) -> None:
    names = {a.id: a.name(language) for a in drawn.analysis.scenario.model.alternatives}
    for sector, found in drawn.uncertainty.items():
        each = found["ahp"]
        cells = [drawn.analysis[sector].name(language)]
        for shares in (each.rank_acceptability[:, 0], each.top_share(3)[0]):
            order = sorted(range(len(shares)), key=lambda i: -shares[i])
            cells.append(
                "; ".join(
                    f"{names[each.alternatives[i]]} {100 * shares[i]:.0f} %" for i in order[:3]
                )
            )
        assert f"| {' | '.join(cells)} |" in README
        assert each.standard_error.max() < 0.002


def test_what_is_said_of_winners_and_of_what_moves_ranks_is_the_engines(
    drawn: Examination,
) -> None:
    for method in drawn.analysis.methods:
        board = drawn.board(method)
        assert board is not None
        assert not any(board.clear_winner)
        never = [n for n, o in zip(board.alternatives, board.overall, strict=True) if o == "never"]
        assert never == ["professional_services"]
    for found in drawn.contributions.values():
        for each in found.values():
            assert each.worth_reducing[0] == "statements"
    rests_on_one = {
        (sector, method)
        for sector in drawn.analysis
        for method in drawn.analysis.methods
        if any(
            c.pivotal for c in sensitivity(drawn.analysis, sector, method, ["influence"]).influence
        )
    }
    both = [(s, m) for s in ("ai", "smart_mobility", "robotics") for m in ("ahp", "topsis")]
    assert rests_on_one == {*both, ("fintech", "topsis")}


@pytest.fixture(scope="module")
def drawn() -> Examination:
    """Return what is drawn of the base question, as `ganeum sensitivity` does."""
    analysis = ganeum.analyse(ganeum.load(SHIPPED / "seoul-2022.yaml"))
    return examine(analysis, ["uncertainty", "contributions"])


def test_the_counts_of_the_evidence_are_the_engines() -> None:
    model = ganeum.load_evidence(SHIPPED / "seoul-2022.yaml").model
    kinds = [statement.kind for statement in model.statements]
    marks = [s for s in model.statements if s.kind == "priority_mark" and not s.missing]
    fgi = [s for s in model.statements if s.group == "fgi"]
    associations = [s for s in model.statements if s.group == "association"]
    flat = " ".join(README.split())
    for sentence in (
        f"{len(kinds)} statements with table, row and page",
        f"{len(marks)} priority marks",
        f"{kinds.count('problem')} problems",
        f"{len(associations)} opinions of five associations (12 of them retell others)",
        f"{len(fgi)} issues and wanted policies of five focus groups",
        f"{kinds.count('programme')} programmes that exist already",
        f"{len(model.facts)} tables of statistics",
        f"{sum(len(r.values) for t in model.facts for r in t.rows):,} figures",
        f"the {len({(f.fact, f.row, f.column) for f in recompute(model)})} that follow from others",
        f"{len(model.errata)} errata with their arithmetic ({sum(e.certain for e in model.errata)} "
        "certain",
        f"{sum(tally.need for tally in tallies(model))} statements enter the weights",
    ):
        assert sentence in flat


def test_the_agreement_is_the_engines() -> None:
    evidence = ganeum.load_evidence(SHIPPED / "seoul-2022.yaml").model
    alpha = {a.kind: a.alpha for a in evidence_agreement(evidence)}
    base, _ = score_agreement(ganeum.load(SHIPPED / "seoul-2022.yaml").model.alternatives)
    support = ganeum.load(SHIPPED / "seoul-2022-support-menu.yaml").model
    menu, _ = score_agreement(support.alternatives)
    flat = " ".join(README.split())
    assert (
        f"shares of needs {alpha['shares_demand']:.3f}, of existing programmes "
        f"{alpha['shares_supply']:.3f}, polarity {alpha['polarity']:.3f}, scores {base.alpha:.3f} "
        f"(sixteen support policies: {menu.alpha:.3f}), coverage of demonstration "
        f"{alpha['coverage']:.3f}"
    ) in flat


def test_how_often_conclusions_hold_is_the_engines() -> None:
    found = list(findings(ganeum.load(SHIPPED / "seoul-2022.yaml")))
    count = {
        strategy: sum(f.holds for f in found if f.strategy.id == strategy)
        for strategy in {f.strategy.id for f in found}
    }
    assert count == {
        "startup_network": 3,
        "convergence_services": 1,
        "matched_workforce": 0,
        "demonstration_opportunity": 0,
    }
    bare = list(findings(ganeum.load(SHIPPED / "seoul-2022.yaml"), exceptions=False))
    assert sum(f.holds for f in bare if f.strategy.id == "startup_network") == 1
    flat = " ".join(README.split())
    assert "start-up networks for bio-health and fintech hold in 3 of 6 (in 1 of 6 without" in flat
    assert "convergence services everywhere in 1 of 6" in flat


def test_links_and_pictures_are_there() -> None:
    for target in re.findall(r"\]\(([^)]+)\)", README):
        assert (ROOT / target).exists()
