"""What every part of a memo knows: the results, the language, and how names and sources read."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from ganeum.analysis import Analysis
from ganeum.examination import Examination
from ganeum.fields import Locator, Text
from ganeum.ranking import Method, Ranking
from ganeum.report.memo.content import Block, Cell, Heading
from ganeum.report.ranking_report import alternative_names, criterion_names, ranks_text
from ganeum.report.rounding import percentages
from ganeum.scenario_reading import score_readings
from ganeum.sensitivity import Sensitivity
from ganeum.uncertainty import Uncertainty
from ganeum.words import Language, say

MOST_ROWS = 100  # of alternatives or statements in a table
CROSSWALKS = ("mixed", "dropped", "folded")  # that the codebook names
PLACES = ("table", "figure", "appendix", "section")


@dataclass(frozen=True, slots=True)
class Brief:
    """The results of some sectors, to be said in one language, on one page or in full."""

    examination: Examination
    language: Language
    one_page: bool

    @property
    def analysis(self) -> Analysis:
        """The rankings."""
        return self.examination.analysis

    @property
    def methods(self) -> tuple[Method, ...]:
        """The methods by which is ranked."""
        return self.analysis.methods

    @property
    def several(self) -> bool:
        """Whether more than one sector is spoken of."""
        return len(self.analysis) > 1

    def say(self, key: str, **values: object) -> str:
        """Return the text of a key, filled in."""
        return say(key, self.language, **values)

    def sector(self, sector: str) -> str:
        """Return a sector's name."""
        return self.analysis[sector].name(self.language)

    def sectors(self, sectors: Iterable[str]) -> str:
        """Return the names of sectors, or that there is none."""
        return ", ".join(self.sector(sector) for sector in sectors) or self.say("memo_none")

    def alternative(self, alternative: str) -> str:
        """Return an alternative's name."""
        return self._spoken(alternative_names(self.analysis))[alternative]

    def alternatives(self, alternatives: Iterable[str]) -> str:
        """Return the names of alternatives, or that there is none."""
        names = self._spoken(alternative_names(self.analysis))
        return ", ".join(names[each] for each in alternatives) or self.say("memo_none")

    def areas(self) -> dict[str, str]:
        """Return the names of criteria by id."""
        return self._spoken(criterion_names(self.analysis))

    def crosswalk(self, name: str) -> str:
        """Return the name of a crosswalk, those of the codebook in the language too."""
        return self.say(f"memo_crosswalk_{name}") if name in CROSSWALKS else name

    def groups(self) -> dict[str, str]:
        """Return the names of source groups by id."""
        evidence = self.analysis.scenario.evidence
        groups = evidence.model.groups if evidence else ()
        return {group.id: group.name(self.language) for group in groups}

    def panel_groups(self) -> dict[str, str]:
        """Return the names of the groups of the panel by id."""
        panel = self.analysis.scenario.model.panel
        return {group.id: group.name(self.language) for group in (panel.groups if panel else ())}

    def _spoken(self, names: dict[str, Text]) -> dict[str, str]:
        return {key: name(self.language) for key, name in names.items()}

    def examined(self, sector: str, method: Method) -> Sensitivity:
        """Return how far a ranking holds."""
        return next(
            found
            for found in self.examination.rankings
            if (found.sector, found.method) == (sector, method)
        )

    def uncertainty(self, sector: str) -> Uncertainty:
        """Return how the first method's ranking holds when everything uncertain is drawn."""
        return self.examination.uncertainty[sector][self.methods[0]]

    def caption(self, key: str, sector: str | None = None) -> str:
        """Return a caption, with the sector where there is more than one."""
        text = self.say(key)
        if sector and self.several:
            return f"{text}: {self.sector(sector)}"
        return text

    def source(self, locators: Iterable[Locator] = ()) -> str:
        """Return the publication with the places in it, or the scenario where it cites none."""
        evidence = self.analysis.scenario.evidence
        if evidence is None:
            return self.say("memo_source_scenario", id=self.analysis.scenario.model.id)
        source = evidence.model.source
        publication = f"{source.publisher(self.language)}, {source.number}"
        return ", ".join([publication, *cited(locators, self.language)])

    def statement_places(self, sectors: Iterable[str]) -> list[Locator]:
        """Return where the statements stand from which the weights of sectors are made."""
        return [
            call.statement.locator
            for sector in sectors
            for view in self.analysis[sector].weights.groups
            for call in view.calls
        ]

    def score_places(self, sectors: Iterable[str]) -> list[Locator]:
        """Return where the source speaks of what alternatives score in sectors."""
        return [
            locator
            for sector in sectors
            for alternative in self.analysis.scenario.model.alternatives
            for criterion in self.analysis[sector].matrix.criteria
            for score in [self.analysis[sector].matrix.score_of(alternative, criterion)]
            for locator in [score.locator, *(each.locator for _, each in score_readings(score))]
            if locator is not None
        ]


def by_sector(brief: Brief, content: Callable[[Brief, str], Iterable[Block]]) -> list[Block]:
    """Return what is said of each sector, under its name where there are several."""
    blocks: list[Block] = []
    for place, sector in enumerate(brief.analysis, start=1):
        if brief.several:
            blocks.append(Heading(2, str(place), brief.sector(sector)))
        blocks.extend(content(brief, sector))
    return blocks


def cited(locators: Iterable[Locator], language: Language) -> list[str]:
    """Return places of one source as a reader looks them up: tables, sections, pages.

    A section is named only where nothing finer is. Pages are said to be inferred if any is.
    """
    found: dict[str, dict[str, None]] = {name: {} for name in PLACES}
    pages: dict[int, bool] = {}
    for locator in locators:
        name = next(name for name in PLACES if getattr(locator, name) is not None)
        value = getattr(locator, name)
        found[name][value(language) if isinstance(value, Text) else str(value)] = None
        if locator.page is not None:
            pages[locator.page] = pages.get(locator.page, False) or locator.page_inferred
    texts = [
        say(f"{name}_n", language, n=", ".join(sorted(values, key=_numbered)))
        for name, values in found.items()
        if values
    ]
    if pages:
        key = "page_inferred_n" if any(pages.values()) else "page_n"
        texts.append(say(key, language, n=_stretches(sorted(pages))))
    return texts


def _numbered(text: str) -> tuple[int, str]:
    return (int(text), "") if text.isdecimal() else (0, text)


def _stretches(pages: Sequence[int]) -> str:
    """Return pages in ascending order, neighbours joined.

    >>> _stretches([3, 4, 5, 9, 11, 12])
    '3-5, 9, 11-12'
    """
    runs: list[list[int]] = []
    for page in pages:
        if runs and page == runs[-1][-1] + 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    return ", ".join(f"{run[0]}-{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)


def firsts(ranking: Ranking) -> tuple[str, ...]:
    """Return who is first; several if tied."""
    return tuple(ranking.alternatives[i] for i in ranking.order() if ranking.ranks[i] == 1)


def number(value: float, digits: int = 3) -> Cell:
    """Return a cell with a number rounded for show."""
    text = f"{value:.{digits}f}"
    return Cell(text[1:] if text.startswith("-") and not text.strip("-0.") else text, value)


def plain(value: float) -> Cell:
    """Return a cell with a number as short as it can be written."""
    return Cell(f"{value:g}", value)


def rank_cells(ranking: Ranking) -> list[Cell]:
    """Return a cell for each alternative's rank, ties marked."""
    texts = ranks_text(ranking.ranks)
    return [Cell(text, rank) for text, rank in zip(texts, ranking.ranks.tolist(), strict=True)]


def percent_cells(shares: Sequence[float]) -> list[Cell]:
    """Return cells with shares of 1 in percent, which sum to 100 as shown."""
    shown = percentages(shares)
    return [Cell(text, float(share)) for text, share in zip(shown, shares, strict=True)]


def share_decimals(error: float) -> int:
    """Return how many decimals of a percentage carry meaning beside a standard error.

    >>> share_decimals(0.0016), share_decimals(0.0004)
    (0, 1)
    """
    return int(error < 5e-4)


def text_cells(texts: Iterable[str]) -> list[Cell]:
    """Return cells with texts."""
    return [Cell(text, text) for text in texts]
