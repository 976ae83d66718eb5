"""The lines above and under a chart: which sector and method; what was varied, how often."""

from collections.abc import Iterable, Sequence

from ganeum.analysis import Analysis
from ganeum.ranking import Method
from ganeum.sensitivity.examined import normalisation_of
from ganeum.uncertainty import Uncertainty
from ganeum.uncertainty.sources import ABSENT
from ganeum.words import Language, say


def about(
    analysis: Analysis,
    language: Language,
    sector: str | None = None,
    method: Method | None = None,
    *,
    drawn: Uncertainty | None = None,
) -> str:
    """Return a subtitle: the sector, or the scenario's title, and the method.

    Where the method was `drawn` as well, it is that of the present ranks only.
    """
    title = analysis.scenario.model.title
    parts = [analysis[sector].name(language) if sector else title(language)]
    if method:
        rule = normalisation_of(analysis.scenario.model.methods, method)
        name = say(f"chart_{rule}", language)
        key = "chart_method_now" if drawn and "method" in drawn.varied else "chart_method"
        parts.append(say(key, language, method=say(method, language), rule=name))
    return " · ".join(parts)


def caption(
    language: Language,
    *,
    varied: str,
    fixed: str,
    draws: int | None = None,
    seed: int | None = None,
) -> str:
    """Return what was varied and held fixed, and either draws and seed or that nothing is drawn.

    Parameters
    ----------
    varied, fixed : str
        In words of the language.
    draws, seed : int, optional
        Both for what is sampled, neither for what is computed exactly.

    Raises
    ------
    ValueError
        If one of draws and seed is given without the other.

    Examples
    --------
    >>> caption("en", varied="one weight", fixed="scores")
    'Varied: one weight. Held fixed: scores. Nothing is drawn at random.'
    """
    if (draws is None) != (seed is None):
        raise ValueError(f"draws is {draws} and seed {seed}: what is sampled has both")
    drawn = (
        say("chart_exact", language)
        if draws is None
        else say("chart_sampled", language, draws=f"{draws:,}", seed=seed)
    )
    return say("chart_caption", language, varied=varied, fixed=fixed, drawn=drawn)


def sampled_caption(found: Sequence[Uncertainty], language: Language) -> str:
    """Return the caption of what was drawn in sectors at once: which sources, which not, how often.

    A source that is drawn in some of them only is in both lists.
    """
    varied = dict.fromkeys(source for each in found for source in each.varied)
    held = dict.fromkeys(
        source for each in found for source, why in each.held.items() if why not in ABSENT
    )

    def names(sources: Iterable[str]) -> list[str]:
        return [
            say(
                "source_in_some" if source in varied and source in held else "source_in_all",
                language,
                source=say(f"source_{source}", language),
            )
            for source in sources
        ]

    return caption(
        language,
        varied=", ".join(names(varied)) or say("varied_nothing", language),
        fixed=", ".join([*names(held), say("memo_question_fixed", language)]),
        draws=found[0].draws,
        seed=found[0].seed,
    )
