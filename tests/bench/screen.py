"""From a key press to the new ranking on screen, beside the least that Streamlit can do.

`python tests/bench screen`; needs the extras `app` and `browser` and Debian's chromium.
"""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from harness import Row
from pages import CHART, FLAGS, MOVED, NUMBER, TABLE, WATCH, served

PORT = 18911
ROUNDS = 25
EMPTY = """\
import streamlit as st
st.html(f'<p class="out">{st.number_input("n", 0.0, 100.0, step=0.1, format="%.1f")}</p>')
"""


def rows() -> Iterator[Row]:
    """Yield how long a moved weight takes, numbers first, then the chart."""
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        script = Path(folder) / "empty.py"
        script.write_text(EMPTY, encoding="utf-8")
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=list(FLAGS))
        with served(PORT) as ours, served(PORT + 1, script) as theirs:
            page, empty = browser.new_page(), browser.new_page()
            page.goto(ours)
            empty.goto(theirs)
            page.locator(CHART).wait_for()
            values = iter(range(1, 1000))

            def moved(of, place: str) -> float:
                """Return the seconds from Enter on a new number to another text in a place."""
                of.locator("[data-test-script-state=notRunning]").wait_for()
                number = of.locator(NUMBER)
                number.fill(f"{20 + 0.3 * next(values):.1f}")
                of.evaluate(WATCH, place)
                number.press("Enter")
                return of.evaluate(MOVED) / 1000

            for name, place in (("ranking", TABLE), ("chart", CHART)):
                times: tuple[list[float], list[float]] = ([], [])
                for _ in range(ROUNDS):
                    times[0].append(moved(page, place))
                    times[1].append(moved(empty, "p.out"))
                own, peer = (sorted(each) for each in times)
                yield Row(
                    f"a weight moved: {name} on screen",
                    own[len(own) // 2],
                    peer[len(peer) // 2],
                    "an empty rerun of Streamlit",
                    note=f"95 % within {1000 * own[int(0.95 * len(own))]:.0f} ms",
                )
        browser.close()
