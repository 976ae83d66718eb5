"""Answers of a panel are entered by the keyboard alone, and outlive a reload."""

from pathlib import Path
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
    page.wait_for_function(  # what the slider says the box says when it was taken
        "document.querySelector('.st-key-pairs [data-testid=stSelectbox] input').value[2] == 3"
    )
    assert page.evaluate("document.activeElement.ariaValueText") == "◀ 3"
    page.reload()
    says(page, "◀ 3")
    page.get_by_text("가운데 1문항에 답함").wait_for()


def test_who_answers_faster_than_the_screen_loses_nothing(visit, serve, scenarios: Path) -> None:
    page = visit(f"{serve(scenarios / 'seoul-2022.yaml')}/panel")
    page.get_by_text("3 직접 입력", exact=True).click()
    sliders(page).nth(5).wait_for()
    for slider in sliders(page).all():
        slider.focus()
        page.keyboard.press("ArrowLeft")
        page.keyboard.press("ArrowLeft")
    page.get_by_text("6문항 가운데 6문항에 답함").wait_for()
    assert {each.get_attribute("aria-valuetext") for each in sliders(page).all()} == {"◀ 3"}


def test_what_was_undone_can_be_answered_again(visit, serve, desk: "Desk", plain: str) -> None:
    page = visit(serve(desk.write(plain)))
    page.get_by_role("link", name="전문가 패널").click()
    page.get_by_text("3 직접 입력", exact=True).click()
    undo = page.get_by_role("button", name="답 되돌리기").and_(page.locator(":enabled")).last
    for _ in range(3):
        sliders(page).first.press("ArrowLeft")
        page.get_by_text("가운데 1문항에 답함").wait_for()
        says(page, "◀ 2")
        undo.click()
        page.get_by_text("가운데 0문항에 답함").wait_for()
        says(page, "1")
