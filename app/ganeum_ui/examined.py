"""What is examined once for the same content, whoever asks."""

from collections.abc import Sequence

import streamlit as st

from ganeum import Analysis, analyse
from ganeum.examination import Examination, examine
from ganeum.ranking import Method
from ganeum.sensitivity import Sensitivity, Win, examined, sensitivity, wins
from ganeum.words import say
from ganeum_ui import state

MOST = 64  # results kept
NORMS = ("l1", "l2")


def exact(parts: Sequence[str]) -> Sensitivity:
    """Return parts of the exact examination of the sector and method shown."""
    return of_method(parts, state.method())


def of_method(parts: Sequence[str], method: Method) -> Sensitivity:
    """Return parts of the exact examination of the sector shown, by a method."""
    analysis = state.desk().analysis
    return _exact(analysis.scenario.digest, state.sector(), method, tuple(parts), analysis)


@st.cache_resource(show_spinner=False, max_entries=MOST)
def _exact(
    digest: str,  # noqa: ARG001 -- the key stands for the analysis
    sector: str,
    method: Method,
    parts: tuple[str, ...],
    _analysis: Analysis,
) -> Sensitivity:
    return sensitivity(_analysis, sector, method, parts)


def sampled() -> Examination:
    """Return everything uncertain of the sector shown, drawn at once."""
    analysis = state.desk().analysis
    with st.spinner(say("drawing", state.language())):
        return _sampled(analysis.scenario.digest, state.sector(), analysis)


@st.cache_resource(show_spinner=False, max_entries=MOST)
def _sampled(digest: str, sector: str, _analysis: Analysis) -> Examination:  # noqa: ARG001
    return examine(analyse(_analysis.scenario, sectors=[sector]), ["uncertainty"])


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
