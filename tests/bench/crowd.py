"""Twenty browser sessions at once move weights for a minute, beside one session alone.

`python tests/bench crowd`; needs what `screen` needs. Every session keeps to numbers of its own, so
that one which sees another's is noticed. Browser and server share the machine.
"""

import asyncio
import shutil
import time
from collections.abc import Iterator

from harness import Row
from pages import CHART, FLAGS, MOVED, NUMBER, TABLE, WATCH
from planners import SECONDS, Seen, crowded, moves

PORT = 18921
PAUSE = (5.0, 25.0)  # seconds that a planner looks before the next move


def rows() -> Iterator[Row]:
    """Yield how long a moved weight takes when many move theirs."""
    yield crowded(PORT, _crowd, PAUSE, "ranking on screen")


async def _crowd(address: str, count: int) -> Seen:
    from playwright.async_api import async_playwright

    seen = Seen()
    async with async_playwright() as driver:
        chromium = shutil.which("chromium")
        browser = await driver.chromium.launch(executable_path=chromium, args=list(FLAGS))
        pages = [await _opened(browser, address, seen) for _ in range(count)]
        end = time.monotonic() + SECONDS
        await asyncio.gather(*(_planner(page, k, end, seen) for k, page in enumerate(pages)))
        await browser.close()
    return seen


async def _opened(browser, address: str, seen: Seen):
    page = await (await browser.new_context()).new_page()
    page.on("console", lambda said: seen.wrong.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: seen.wrong.append(str(error)))
    await page.goto(address)
    await page.locator(CHART).wait_for(timeout=60_000)
    return page


async def _planner(page, which: int, end: float, seen: Seen) -> None:
    """Move one weight again and again, as `moves` plans."""
    planned, number = moves(which, PAUSE), page.locator(NUMBER)
    while time.monotonic() < end:
        pause, value = next(planned)
        await asyncio.sleep(pause)
        await number.fill(f"{value:.1f}")
        await page.evaluate(WATCH, TABLE)
        await number.press("Enter")
        seen.seconds.append(await page.evaluate(MOVED) / 1000)
        shown = await number.input_value()
        if shown != f"{value:.1f}":
            seen.wrong.append(f"session {which} set {value:.1f} and sees {shown}")
    if await page.locator("[data-testid=stException]").count():
        seen.wrong.append(f"session {which} sees an exception")
