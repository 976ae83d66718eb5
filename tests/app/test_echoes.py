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
    assert page.hearing({}) == ((), Page())


def test_back_to_what_was_shown_before_is_a_move() -> None:
    page = Page(shown(40)).sending(shown(41))
    assert page.hearing({**shown(41), "box": 40})[0] == ("box",)


@given(st.lists(st.tuples(st.integers(0, 2), st.booleans(), st.integers(0, 3)), max_size=30))
def test_every_move_is_heard_and_nothing_else(steps: list[tuple[int, bool, int]]) -> None:
    """A browser with answers on their way, which moves one control or none with each message.

    Of each step: how many answers come in before it, whether it moves the slider, and how many
    answers are broken off before they are sent.
    """
    model, page = 0, Page().sending(shown(0))
    browser = shown(0)  # what is before the person
    on_way: list[dict[str, int]] = []
    for moves, (received, moving, broken) in enumerate(steps, start=1):
        for _ in range(min(received, len(on_way))):
            browser = {**browser, **on_way.pop(0)}
        if moving:
            browser["slider"] = 100 + moves  # nowhere shown before
        moved, page = page.hearing(dict(browser))
        assert moved == (("slider",) if moving else ())
        if moving:
            model = browser["slider"]
        sent: dict[str, int] = {}
        for _ in range(broken + 1):
            sent = {key: v for key, v in shown(model).items() if not page.shows(key, v)}
            page = page.sending(sent)
        on_way.append(sent)
    for sent in on_way:
        browser = {**browser, **sent}
    assert browser == shown(model)
