"""What a person moved is told from what a page echoes, whatever is still on its way."""

from hypothesis import given
from hypothesis import strategies as st

from ganeum_ui.echoes import Page

TWINS = ("slider", "box")


def shown(number: int) -> dict[str, int]:
    """Return what a group shows: two controls of a number, and one of what is left of 100."""
    return {**dict.fromkeys(TWINS, number), "rest": 100 - number}


def test_a_control_that_was_never_sent_shows_nothing_for_sure() -> None:
    page = Page().sending({"slider": 1})
    assert page.shows("slider", 1)
    assert not page.shows("slider", 2)
    assert not page.shows("box", 1)


def test_a_group_that_left_the_page_is_forgotten() -> None:
    page = Page({"slider": 1}).sending({"slider": 2})
    assert page.hearing({}, 1) == ((), Page(number=1))


def test_back_to_what_was_shown_before_is_a_move() -> None:
    page = Page(shown(40)).sending(shown(41))
    assert page.hearing({**shown(41), "box": 40}, 1)[0] == ("box",)


def test_what_was_undone_can_be_said_again() -> None:
    page = Page({**shown(40), "box": 41}).sending(shown(41)).sending(shown(40))
    assert page.hearing({**shown(40), "box": 41}, 2)[0] == ("box",)
    assert page.hearing({**shown(40), "box": 41}, 0)[0] == ()  # the same, of the page before


@given(
    st.lists(
        st.tuples(st.integers(0, 2), st.sampled_from(["new", "old", ""]), st.integers(0, 3)),
        max_size=30,
    )
)
def test_every_move_is_heard_and_nothing_else(steps: list[tuple[int, str, int]]) -> None:
    """A browser with answers on their way, which moves one control or none with each message.

    Of each step: how many answers come in before it; whether it moves the slider to a place where
    it never was, or back to where it was first; and how many answers are broken off before they
    are sent.
    """
    model, page = 0, Page().sending(shown(0))
    browser, seen = shown(0), 1  # what is before the person
    on_way: list[tuple[int, dict[str, int]]] = []
    for moves, (received, moving, broken) in enumerate(steps, start=1):
        for _ in range(min(received, len(on_way))):
            seen, sent = on_way.pop(0)
            browser = {**browser, **sent}
        before = browser["slider"]
        if moving:
            browser["slider"] = 100 + moves if moving == "new" else 0
        moved, page = page.hearing(dict(browser), seen)
        assert moved == (("slider",) if browser["slider"] != before else ())
        if moved:
            model = browser["slider"]
        sent: dict[str, int] = {}
        for _ in range(broken + 1):
            sent = {key: v for key, v in shown(model).items() if not page.shows(key, v)}
            page = page.sending(sent)
        on_way.append((page.number, sent))
    for _, sent in on_way:
        browser = {**browser, **sent}
    assert browser == shown(model)
