"""Answers of a panel are entered by the keyboard alone, and outlive a reload."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from conftest import Desk  # pyright: ignore[reportMissingImports]


def sliders(page: "Page"):
    return page.locator(".st-key-pairs").get_by_role("slider")


def says(page: "Page", text: str) -> None:
    page.wait_for_function(
        "text => document.querySelector('.st-key-pairs input')?.ariaValueText == text", arg=text
    )


def test_answers_are_entered_by_the_keyboard_and_outlive_a_reload(
    visit, serve, desk: "Desk", plain: str
) -> None:
    page = visit(serve(desk.write(plain)))
    page.get_by_role("link", name="전문가 패널").click()
    page.get_by_text("3 직접 입력", exact=True).click()
    sliders(page).first.focus()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    page.get_by_text("가운데 1문항에 답함").wait_for()
    says(page, "◀ 3")
    assert page.evaluate("document.activeElement.ariaValueText") == "◀ 3"
    page.reload()
    says(page, "◀ 3")
    assert page.get_by_text("가운데 1문항에 답함").is_visible()
