"""Controls that show one state together: what a person moved is told from what a page echoes.

With each message a browser sends the values of all its controls. Those that an answer on its way
will change are sent as they were: an echo, which nobody meant. So each answer has a number, which
stands in a field that nobody sees and comes back with the next message.
"""

from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import streamlit as st

Values = Mapping[str, Any]
UNSEEN = "unseen"  # the container of the field, hidden by the frame's style


@dataclass(frozen=True, slots=True)
class Page:
    """The controls of a group as a browser may have them before it.

    Attributes
    ----------
    told : what the browser said last.
    sent : what it was sent since, by number, the oldest first.
    number : of the last answer.

    >>> page = Page({"slider": 4, "box": 4, "rest": 6}).sending({"slider": 5, "box": 5, "rest": 5})
    >>> page.hearing({"slider": 6, "box": 4, "rest": 6}, 0)[0]  # before the answer came
    ('slider',)
    >>> page.hearing({"slider": 6, "box": 5, "rest": 5}, 1)[0]  # after
    ('slider',)
    >>> page.hearing({"slider": 4, "box": 4, "rest": 6}, 0)[0]  # something else was moved
    ()
    """

    told: Values = field(default_factory=dict[str, Any])
    sent: Mapping[int, Values] = field(default_factory=dict[int, Values])
    number: int = 0

    def shows(self, key: str, value: object) -> bool:
        """Tell whether a control shows a value for sure, if nobody moved it since."""
        known = [each[key] for each in (self.told, *self.sent.values()) if key in each]
        return bool(known) and all(each == value for each in known)

    def sending(self, values: Values) -> "Page":
        """Return the page with more on its way."""
        number = self.number + 1
        return Page(self.told, {**self.sent, number: values}, number) if values else self

    def hearing(self, said: Values, seen: int) -> tuple[tuple[str, ...], "Page"]:
        """Return what a person moved, and the page as the browser says that it is.

        Answers up to the number `seen` have come. A later one may have, but for its number: it was
        moved on that of the possible pages which takes the fewest moves to what was said.
        """
        if not said:  # the group is not on the page
            return (), Page(number=self.number)
        before, last = self.told, 0
        found: list[tuple[tuple[str, ...], int]] = []
        for number, values in self.sent.items():
            if number > seen:
                found.append((_unlike(said, before), last))
            before, last = {**before, **values}, number
        found.append((_unlike(said, before), last))
        moved, received = min(found, key=lambda each: len(each[0]))
        left = {number: values for number, values in self.sent.items() if number > received}
        return moved, Page(said, left, self.number)


def _unlike(said: Values, before: Values) -> tuple[str, ...]:
    return tuple(key for key, value in said.items() if key not in before or before[key] != value)


def follow(group: str, keys: Iterable[str], act: Callable[[str], None]) -> None:
    """Act on every control of a group that a person moved.

    Streamlit breaks off a run wherever it looks at the session, a callback as well, when the next
    message comes. So this is called in every run, before `show`: what was broken off is done then.
    """
    said = {key: st.session_state[key] for key in keys if key in st.session_state}
    seen = st.session_state.get(_field(group), "")
    moved, page = _page(group).hearing(said, int(seen) if seen.isdecimal() else 0)
    for key in moved:
        act(key)
    st.session_state[_kept(group)] = page


def show(group: str, values: Values, disabled: Container[str] = ()) -> None:
    """Have the controls of a group show values; before they are drawn.

    Only what differs is sent: a control that is being moved is further on than its last message.
    What is disabled is sent always: Streamlit takes back what a browser says of it.
    """
    page = _page(group)
    sent = {
        key: value for key, value in values.items() if key in disabled or not page.shows(key, value)
    }
    page = page.sending(sent)
    st.session_state[_kept(group)] = page
    for key, value in sent.items():
        st.session_state[key] = value
    st.session_state[_field(group)] = str(page.number)


def number(group: str) -> None:
    """Draw the field of the answer's number; after the controls, so that they come first."""
    with st.container(key=UNSEEN):
        st.text_input(UNSEEN, key=_field(group), label_visibility="collapsed")


def _page(group: str) -> Page:
    return st.session_state.get(_kept(group), Page())


def _kept(group: str) -> str:
    return f"page_{group}"


def _field(group: str) -> str:
    return f"number_{group}"
