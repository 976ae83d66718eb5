"""A reload, a closed tab and a server that is killed lose no work; two tabs keep theirs apart."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from conftest import Desk  # pyright: ignore[reportMissingImports]

BOX = "Use 가중치(%)"


def box(page: "Page"):
    return page.get_by_label(BOX)


def move(page: "Page", to: str) -> None:
    box(page).fill(to)
    box(page).press("Enter")
    page.get_by_role("button", name="되돌리기").and_(page.locator(":enabled")).wait_for()


def waits_for(page: "Page", value: str) -> None:
    page.wait_for_function(
        "([box, value]) => document.querySelector(box)?.value == value",
        arg=[f"input[aria-label='{BOX}']", value],
    )


def test_work_outlives_a_reload_a_closed_tab_and_a_restart(
    visit, serve, desk: "Desk", plain: str
) -> None:
    file = desk.write(plain)  # a small one, which opens at once
    page = visit(address := serve(file))
    box(page).wait_for()
    given = box(page).input_value()
    move(page, "45.0")
    page.reload()
    waits_for(page, "45.0")
    page.get_by_text("저장하지 않은 작업을 되살렸음").wait_for()
    assert "ganeum_browser" not in page.url

    # a second tab begins with the base, since the first still holds the work
    other = page.context.new_page()
    other.goto(address)
    waits_for(other, given)
    move(other, "50.0")
    page.reload()
    waits_for(page, "45.0")

    # both are closed; the one that was changed last comes back
    context = page.context
    page.close()
    other.close()
    again = context.new_page()
    again.goto(address)
    again.get_by_text("저장하지 않은 작업을 되살렸음").wait_for()

    # and from a server that was started anew (a cookie is for a machine, whatever the port)
    again.close()
    after = context.new_page()
    after.goto(serve(file))
    after.get_by_text("저장하지 않은 작업을 되살렸음").wait_for()

    # another browser has none of it
    stranger = visit(address)
    waits_for(stranger, given)
    assert not stranger.get_by_text("되살렸음").is_visible()
