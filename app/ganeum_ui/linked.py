"""Choices of a page that a link carries: what is chosen stands in the address, by ids."""

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

BETWEEN = ","  # which no id holds


def one(
    name: str, about: str, label: str, names: Mapping[str, str], otherwise: str, **look: Any
) -> str:
    """Show a choice of one of the named, and return it.

    Parameters
    ----------
    name : of the choice, in the address.
    about : what it is about, such as a sector; another choice is begun for each.
    label : what is asked.
    names : what can be chosen, by id.
    otherwise : chosen where neither reader nor link say anything.
    look : options of the widget.
    """
    key = f"{name}_{about}"
    if st.session_state.get(key) not in names:
        said = _linked(name)
        st.session_state[key] = said if said in names else otherwise
    chosen = str(st.selectbox(label, list(names), format_func=names.__getitem__, key=key, **look))
    _write(name, chosen)
    return chosen


def several(
    name: str,
    about: str,
    label: str,
    names: Mapping[str, str],
    otherwise: Sequence[str],
    **look: Any,
) -> list[str]:
    """Show a choice of several of the named, and return them; parameters as `one` has them."""
    key, most = f"{name}_{about}", look.get("max_selections")
    if key not in st.session_state:
        said = _linked(name)
        asked = [each for each in (said or "").split(BETWEEN) if each in names]
        known = list(dict.fromkeys(asked))[:most]
        st.session_state[key] = known if said is not None else list(otherwise)
    chosen: list[str] = st.multiselect(
        label, list(names), format_func=names.__getitem__, key=key, **look
    )
    _write(name, BETWEEN.join(chosen))
    return chosen


def words(name: str, label: str, most: int, **look: Any) -> str:
    """Show a box for words, at most so many characters, and return what is in it."""
    if name not in st.session_state:
        st.session_state[name] = (_linked(name) or "")[:most]
    said = st.text_input(label, max_chars=most, key=name, **look) or ""
    _write(name, said)
    return said


def _linked(name: str) -> str | None:
    """Return what the address says, once: later it only follows what is chosen."""
    begun = f"linked_{name}"
    said = None if begun in st.session_state else st.query_params.get(name)
    st.session_state[begun] = True
    return said


def _write(name: str, value: str) -> None:
    if st.query_params.get(name, "") != value:
        st.query_params[name] = value
