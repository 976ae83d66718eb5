"""From random numbers to ranks: one sector with everything in it that may be drawn."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product

import numpy as np
import numpy.typing as npt

from ganeum.analysis import Analysis, SectorAnalysis
from ganeum.kernel.inputs import Floats, Integers, finite, one_of
from ganeum.kernel.priorities import reciprocal
from ganeum.kernel.ranks_many import Ranks, ranks_many
from ganeum.panel_file import GOAL
from ganeum.ranking import Method
from ganeum.sensitivity.evidence_arrays import (
    EvidenceArrays,
    drawn_weights,
    evidence_arrays,
    factored,
)
from ganeum.sensitivity.panel_arrays import (
    PanelArrays,
    drawn_nodes,
    panel_arrays,
    respondents_alone,
)
from ganeum.sensitivity.panel_scores import judged_scores, panel_on_leaves
from ganeum.uncertainty.drawing import Drawn, scattered
from ganeum.uncertainty.scores import ScoreTable, Variant, score_table
from ganeum.uncertainty.sources import (
    SOURCES,
    Settings,
    Source,
    Varied,
    varied_or_held,
)

# the sources that weights depend on; the others change scores and ranks only
OF_WEIGHTS: frozenset[Source] = frozenset(
    (
        "weights",
        "groups",
        "codings",
        "crosswalk",
        "offset",
        "list_order",
        "statements",
        "respondents",
    )
)

OF_SCORES: frozenset[Source] = frozenset(
    ("codings", "levels", "respondents", "method", "normalisation")
)
AT_ONCE = 8192  # draws of weights that are worked on together
LARGEST = 2**20  # scores that are held at once

Numbers = Mapping[Source, Drawn]


@dataclass(frozen=True, slots=True, eq=False)
class SectorModel:
    """A sector, what of it is drawn, and what is held as it is.

    Attributes
    ----------
    analysis, sector : what is examined.
    evidence : in arrays; None where weights do not come from evidence.
    respondents : whose judgements weights and judged scores come from; None where from nobody's.
    table : the scores.
    settings : how far sources reach.
    varied : the sources that are drawn.
    held : why each other source is not: "off", or a word for why there is nothing to draw.
    draws : how many there will be in all, or nearly.
    """

    analysis: Analysis
    sector: SectorAnalysis
    evidence: EvidenceArrays | None
    respondents: PanelArrays | None
    table: ScoreTable
    settings: Settings
    varied: Mapping[Source, Varied]
    held: Mapping[Source, str]
    draws: int

    def moves_weights(self, source: Source) -> bool:
        """Return whether weights depend on a source."""
        if source == "codings":  # of scores alone, if no statement is coded in two ways
            return self.evidence is not None and len(self.evidence.judged) > 0
        return source in OF_WEIGHTS

    def numbers(self, seed: int, block: int) -> dict[Source, Drawn]:
        """Return the random numbers of a block, by source; each is a function of its own stream."""
        return {source: varied.block(seed, block) for source, varied in self.varied.items()}

    def weights(self, numbers: Numbers, size: int) -> Floats:
        """Return the weights (n, size) of what is scored."""
        drawn: Numbers = {name: numbers[name] for name in numbers if self.moves_weights(name)}
        parts = [
            self._weights(of_draws(drawn, slice(start, start + AT_ONCE)))
            for start in range(0, size if drawn else 1, AT_ONCE)
        ]
        weights = np.concatenate(parts, axis=1)
        return np.broadcast_to(weights, (len(weights), size))

    def _weights(self, numbers: Numbers) -> Floats:
        found = self.sector.weights
        drawn = self._drawn(numbers)
        if self.evidence is not None:
            weights = factored(found, self._from_evidence(self.evidence, numbers))
        elif GOAL in drawn:
            weights = factored(found, drawn[GOAL])
        else:
            weights = found.values[:, None]
        if "weights" in numbers:
            weights = scattered(weights, self.settings.weights_concentration, numbers["weights"])
        return panel_on_leaves(self.analysis, found, weights, drawn)

    def _drawn(self, numbers: Numbers) -> dict[str, Floats]:
        """Return the weights (n, s) under every node of the panel, where it is drawn."""
        counts, panel = numbers.get("respondents"), self.respondents
        return {} if counts is None or panel is None else drawn_nodes(panel, counts)

    def _from_evidence(self, evidence: EvidenceArrays, numbers: Numbers) -> Floats:
        mixture = numbers.get("codings")
        return drawn_weights(
            evidence,
            heard=numbers.get("statements"),
            mixture=None if mixture is None else mixture[: len(evidence.judged)],
            in_order=numbers.get("list_order"),
            crosswalk=numbers.get("crosswalk"),
            offset=numbers.get("offset"),
            group_weights=numbers.get("groups"),
            draws=self.draws,
        )

    def ranks(self, numbers: Numbers, weights: Floats, method: Method) -> Ranks:
        """Return the ranks (m, s) under weights (n, s).

        `method` is the one that ranks where no other is drawn. For many draws use `slices` of them.
        """
        order, parts = self.ranks_by_variant(numbers, weights, method)
        places = np.empty_like(parts)
        places[:, order] = parts
        return places

    def ranks_by_variant(
        self, numbers: Numbers, weights: Floats, method: Method
    ) -> tuple[Integers, Ranks]:
        """Return the draws (s,), those of one variant together, and the ranks (m, s) in them."""
        mixture = None
        if "codings" in numbers and len(self.table.cells):
            mixture = numbers["codings"][-len(self.table.cells) :]
        judged: Mapping[int, Floats] = {}
        if self.sector.matrix.judged:
            judged = judged_scores(self.analysis, self.sector, self._drawn(numbers))
        variants, which = self._variants(numbers, method)
        if len(variants) == 1:
            places = ranks_many(self.table.scores(variants[0], weights, mixture, judged))
            return np.arange(weights.shape[1], dtype=np.int64), places
        order = np.argsort(which, kind="stable")  # by counting, as integers so small are sorted
        ends = np.cumsum(np.bincount(which, minlength=len(variants))).tolist()
        weights = weights.take(order, axis=1)
        mixed = None if mixture is None else mixture.take(order, axis=1)
        scored = {k: column.take(order, axis=1) for k, column in judged.items()}
        m = len(self.sector.matrix.alternatives)
        places = np.empty((m, len(order)), np.min_scalar_type(m))
        for variant, start, stop in zip(variants, [0, *ends], ends, strict=False):
            part = slice(start, stop)
            own = None if mixed is None else mixed[:, part]
            given = {k: column[:, part] for k, column in scored.items()}
            if start < stop:
                scores = self.table.scores(variant, weights[:, part], own, given)
                places[:, part] = ranks_many(scores)
        return order, places

    def slices(self, size: int) -> Iterator[slice]:
        """Yield slices of draws, so that the scores of one fit into bounded memory."""
        step = max(1, LARGEST // len(self.sector.matrix.alternatives))
        yield from (slice(start, min(start + step, size)) for start in range(0, size, step))

    def _variants(
        self, numbers: Numbers, method: Method
    ) -> tuple[list[Variant], npt.NDArray[np.uint8]]:
        """Return the variants that may be drawn, and which (s,) of them each draw takes."""
        methods = self.table.methods if "method" in numbers else (method,)
        scales = range(len(self.table.scales) if "levels" in numbers else 1)
        variants = list[Variant]()
        which = list[npt.NDArray[np.uint8]]()
        for name in methods:
            rules = self.table.normalisations[name]
            rules = rules if "normalisation" in numbers else rules[:1]
            place = np.full(1, len(variants), np.uint8)
            if "normalisation" in numbers:
                place = place + (numbers["normalisation"] * len(rules)).astype(np.uint8)
            if "levels" in numbers:
                place = place + numbers["levels"] * np.uint8(len(rules))
            which.append(place)
            variants += [Variant(name, rule, scale) for scale, rule in product(scales, rules)]
        if "method" in numbers:
            return variants, np.choose(numbers["method"], which)
        return variants, which[0]


def of_draws(numbers: Numbers, draws: slice) -> dict[Source, Drawn]:
    """Return the numbers of some draws only."""
    return {source: drawn[..., draws] for source, drawn in numbers.items()}


def joined(parts: Sequence[Numbers]) -> dict[Source, Drawn]:
    """Return the numbers that scores depend on, of one lot of draws after the other."""
    return {
        source: np.concatenate([numbers[source] for numbers in parts], axis=-1)
        for source in parts[0]
        if source in OF_SCORES
    }


def sector_model(
    analysis: Analysis,
    sector: str,
    sources: Collection[str] = SOURCES,
    settings: Settings | None = None,
    respondents: npt.ArrayLike | None = None,
    draws: int = 0,
) -> SectorModel:
    """Prepare a sector for drawing.

    Parameters
    ----------
    analysis : Analysis
        With rankings, so not in the view of all themes.
    sector : str
    sources : collection of names, a subset of SOURCES
    settings : Settings, optional
    respondents : (r, n, n) array_like, optional
        Judgements of several respondents on the criteria of a sector whose weights come from
        judgements, instead of the one matrix that the scenario holds. A scenario with a panel has
        its respondents already.
    draws : int
        How many there will be in all, if that is known: very many are worth compiled code.

    Raises
    ------
    KeyError
        If the analysis has no such sector.
    ValueError
        If a source is unknown, or respondents are no judgements on the sector's criteria.
    """
    for name in sources:
        one_of("sources", name, SOURCES)
    found = analysis[sector]
    evidence = evidence_arrays(analysis, sector)
    panel = panel_arrays(analysis, sector)
    if respondents is None and panel is None and found.weights.origin == "judgements":
        respondents = np.array([found.weights.judgements])
    if respondents is not None:
        rule = analysis.scenario.model.methods.ahp.priorities
        panel = respondents_alone(_respondents(found, respondents), found.weights.values, rule)
    model = SectorModel(
        analysis=analysis,
        sector=found,
        evidence=evidence,
        respondents=panel,
        table=score_table(analysis.scenario.model, found),
        settings=settings or Settings(),
        varied={},
        held={},
        draws=draws,
    )
    varied: dict[Source, Varied] = {}
    held: dict[Source, str] = {}
    for source in SOURCES:
        answer = "off"
        if source in sources:
            answer = varied_or_held(
                source, len(found.weights.criteria), evidence, panel, model.table, model.settings
            )
        if isinstance(answer, Varied):
            varied[source] = answer
        else:
            held[source] = answer
    return replace(model, varied=varied, held=held)


def _respondents(found: SectorAnalysis, respondents: npt.ArrayLike) -> Floats:
    stack, n = finite("respondents", respondents, 3), len(found.weights.criteria)
    if found.weights.origin != "judgements":
        raise ValueError(f"respondents: the weights of {found.sector} come from no judgements")
    if stack.shape[1:] != (n, n):
        raise ValueError(f"respondents are {stack.shape[1:]}, not {(n, n)} on {n} criteria")
    for place, matrix in enumerate(stack):
        reciprocal(f"respondents[{place}]", matrix)
    return stack
