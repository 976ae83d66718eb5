"""Two analyses side by side, in words and tables."""

from ganeum.analysis import Analysis
from ganeum.comparison import Comparison
from ganeum.fields import Text
from ganeum.loading import Scenario
from ganeum.problems import listed
from ganeum.ranking import Method
from ganeum.report.places import place_words, value_words
from ganeum.report.ranking_report import alternative_names
from ganeum.report.sections import RIGHT, Column, Section
from ganeum.words import Language, say, with_particle_to

MOST = 200  # differences that are listed


def comparison_lines(found: Comparison, language: Language) -> list[str]:
    """Return what differs, in a few sentences."""
    if not found.inputs:
        return [say("compare_same_inputs", language)]
    lines = [say("compare_inputs", language, count=len(found.inputs))]
    if not found.moves:
        return [*lines, say("compare_no_moves", language)]
    sectors = dict.fromkeys(move.sector for move in found.moves)
    names = listed(found.one[sector].name(language) for sector in sectors)
    lines.append(say("compare_moves", language, count=len(found.moves), sectors=names))
    first = found.first_moved()
    if not first:
        lines.append(say("compare_first_same", language))
    for sector, method in first:
        after = _first(found.other, sector, method, language)
        lines.append(
            say(
                "compare_first_moved",
                language,
                sector=found.one[sector].name(language),
                method=say(method, language),
                before=_first(found.one, sector, method, language),
                after=with_particle_to(after) if language == "ko" else after,
            )
        )
    return lines


def comparison_sections(found: Comparison, language: Language) -> list[Section]:
    """Return the sentences, the inputs that differ and the ranks that moved."""
    one, other = (analysis.scenario.model.title(language) for analysis in (found.one, found.other))
    head = Section(
        say("compare_head", language, one=one, other=other),
        lines=comparison_lines(found, language),
    )
    inputs = [
        [
            place_words(_home(found, each.what), each.what, language),
            value_words(found.one.scenario, each.one, language),
            value_words(found.other.scenario, each.other, language),
        ]
        for each in found.inputs[:MOST]
    ]
    more = len(found.inputs) - len(inputs)
    names = _names(found)
    moves = [
        [
            found.one[move.sector].name(language),
            say(move.method, language),
            names[move.alternative](language),
            _rank(move.one),
            _rank(move.other),
        ]
        for move in found.moves
    ]
    return [
        head,
        Section(
            say("compare_inputs_head", language),
            [Column(say("compare_what", language)), Column(one), Column(other)],
            inputs,
            [say("compare_more", language, count=more)] if more else [],
            depth=2,
        ),
        Section(
            say("compare_moves_head", language),
            [
                *(Column(say(name, language)) for name in ("sector", "method", "alternative")),
                Column(one, RIGHT),
                Column(other, RIGHT),
            ],
            moves,
            [] if moves else [say("compare_no_moves", language)],
            depth=2,
        ),
    ]


def _home(found: Comparison, what: str) -> Scenario:
    """Return the scenario that knows the names in a place: the first one if both do."""
    known = {a.id for a in found.one.scenario.model.alternatives}
    steps = what.split(".")
    new = steps[0] == "alternatives" and len(steps) > 1 and steps[1] not in known
    return (found.other if new else found.one).scenario


def _names(found: Comparison) -> dict[str, Text]:
    return {**alternative_names(found.other), **alternative_names(found.one)}


def _rank(rank: int | None) -> str:
    return "-" if rank is None else str(rank)


def _first(analysis: Analysis, sector: str, method: Method, language: Language) -> str:
    ranking = analysis[sector].ranking(method)
    names = alternative_names(analysis)
    return ", ".join(
        names[ranking.alternatives[i]](language)
        for i in ranking.order()
        if int(ranking.ranks[i]) == 1
    )
