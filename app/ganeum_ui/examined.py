"""What is examined once for the same content, whoever asks."""

from collections.abc import Mapping, Sequence

import streamlit as st

from ganeum import Analysis
from ganeum.examination import Examination
from ganeum.ranking import Method
from ganeum.sensitivity import Sensitivity, Win, examined, sensitivity, wins
from ganeum.uncertainty import Uncertainty, uncertainty
from ganeum.uncertainty.shares import DRAWS
from ganeum.words import say
from ganeum_ui import state

MOST = 64  # results kept
CHUNK = 4  # blocks of draws between two looks at whether something else was asked
NORMS = ("l1", "l2")


def exact(parts: Sequence[str], analysis: Analysis | None = None) -> Sensitivity:
    """Return parts of the exact examination of the sector and method shown.

    It is that of the analysis on the desk if no other is named.
    """
    return of_method(parts, state.method(), analysis)


def of_method(
    parts: Sequence[str], method: Method, analysis: Analysis | None = None
) -> Sensitivity:
    """Return parts of the exact examination of the sector shown, by a method."""
    shown = analysis or state.desk().analysis
    return _exact(shown.scenario.digest, state.sector(), method, tuple(parts), shown)


@st.cache_resource(show_spinner=False, max_entries=MOST)
def _exact(
    digest: str,  # noqa: ARG001 -- the key stands for the analysis
    sector: str,
    method: Method,
    parts: tuple[str, ...],
    _analysis: Analysis,
) -> Sensitivity:
    return sensitivity(_analysis, sector, method, parts)


def drawn(sectors: Sequence[str]) -> Examination:
    """Return sectors with everything uncertain drawn, with progress the first time.

    Each time that progress is shown, whatever was asked meanwhile may break the drawing off: a
    slider never waits for it.
    """
    analysis, known, room = state.desk().analysis, _known(), st.empty()
    digest, words = analysis.scenario.digest, say("drawing", state.language())
    found = {sector: known.get((digest, sector), {}) for sector in sectors}
    missing = [sector for sector in sectors if not found[sector]]
    for place, sector in enumerate(missing):

        def told(draws: int, place: int = place) -> None:
            room.progress((place + draws / DRAWS) / len(missing), words)

        told(0)
        found[sector] = uncertainty(analysis, sector, draws=DRAWS, chunk=CHUNK, progress=told)
        while len(known) >= MOST:
            known.pop(next(iter(known)), None)
        known[digest, sector] = found[sector]
    room.empty()
    return Examination(analysis, (), found, {})


@st.cache_resource(show_spinner=False)
def _known() -> dict[tuple[str, str], Mapping[Method, Uncertainty]]:
    """Return what was drawn, by the scenario's digest and sector, shared by all sessions."""
    return {}


def making_first(alternative: str) -> list[Win]:
    """Return the smallest changes of weights that make an alternative first, one a norm."""
    analysis = state.desk().analysis
    with st.spinner(say("searching", state.language())):
        return [
            _win(
                analysis.scenario.digest,
                state.sector(),
                state.method(),
                alternative,
                norm,
                analysis,
            )
            for norm in NORMS
        ]


@st.cache_resource(show_spinner=False, max_entries=MOST)
def _win(
    digest: str,  # noqa: ARG001 -- the key stands for the analysis
    sector: str,
    method: Method,
    alternative: str,
    norm: str,
    _analysis: Analysis,
) -> Win:
    return wins(examined(_analysis, sector, method), alternative, norm)
