"""From a key press to the new ranking on screen, beside the least that Streamlit can do.

`python tests/bench screen`; needs the extras `app` and `browser` and Debian's chromium.
"""

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from harness import Row

from ganeum.cli.app import command
from ganeum.loading import shipped_scenarios

PORT = 18911
ROUNDS = 25
FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)
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
        ours = command(shipped_scenarios() / "seoul-2022.yaml", PORT)
        theirs = [str(script) if part.endswith(".py") else part for part in ours]
        theirs = [part.replace(str(PORT), str(PORT + 1)) for part in theirs]
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=list(FLAGS))
        with _served(ours), _served(theirs):
            page, empty = (_opened(browser, PORT + place) for place in range(2))
            page.locator("p.answer").wait_for()
            page.locator("svg g.mark-rect path").first.wait_for()
            values = iter(range(1, 1000))

            def ask(of, answer: str) -> None:
                """Press Enter on a new number; done when what is said differs."""
                of.locator("[data-test-script-state=notRunning]").wait_for()
                value = next(values)
                before = of.locator(answer).first.inner_html()
                number = of.locator("input[type=number]").last
                number.fill(f"{20 + 0.3 * value:.1f}")
                start = time.perf_counter()
                number.press("Enter")
                of.wait_for_function(
                    "([place, before]) => document.querySelector(place).innerHTML != before",
                    arg=[answer, before],
                    polling=5,
                )
                taken.append(time.perf_counter() - start)

            for name, answer in (("ranking", "table.ganeum"), ("chart", "svg g.mark-rect")):
                times: dict[str, list[float]] = {}
                for _ in range(ROUNDS):
                    for who, of, what in (("own", page, answer), ("peer", empty, "p.out")):
                        taken: list[float] = times.setdefault(who, [])
                        ask(of, what)
                own, peer = (sorted(times[who]) for who in ("own", "peer"))
                worst = own[int(0.95 * len(own))]
                yield Row(
                    f"a weight moved: {name} on screen",
                    own[len(own) // 2],
                    peer[len(peer) // 2],
                    "an empty rerun of Streamlit",
                    note=f"95 % within {1000 * worst:.0f} ms",
                )
        browser.close()


@contextmanager
def _served(arguments: list[str]) -> Iterator[None]:
    quiet = subprocess.DEVNULL
    server = subprocess.Popen(arguments, stdout=quiet, stderr=quiet, env=dict(os.environ))
    try:
        yield
    finally:
        server.terminate()
        server.wait()


def _opened(browser, port: int):
    page = browser.new_page()
    for _ in range(100):
        try:
            page.goto(f"http://127.0.0.1:{port}")
            break
        except Exception:  # noqa: BLE001 -- not listening yet
            time.sleep(0.2)
    page.locator("input[type=number]").last.wait_for()
    return page
