"""A server of the app and a browser on it, both on this machine only."""

import os
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from ganeum.cli.app import NEEDED, command

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHROMIUM = shutil.which("chromium")
FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)
PATIENCE = 30  # seconds

Serve = Callable[..., str]
Open = Callable[..., "Page"]


@pytest.fixture(scope="session", autouse=True)
def able() -> None:
    """Skip, and say so in capitals, where there is no browser to test with."""
    for name in (*NEEDED, "playwright"):
        pytest.importorskip(name, reason=f"THE SCREEN IS NOT TESTED IN A BROWSER: {name} MISSING")
    if CHROMIUM is None:
        pytest.skip("THE SCREEN IS NOT TESTED IN A BROWSER: DEBIAN'S chromium IS NOT INSTALLED")


@pytest.fixture(scope="session")
def serve(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serve]:
    """Start the app on a scenario file, and return its address."""
    started: list[subprocess.Popen[bytes]] = []

    def serving(file: Path) -> str:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        quiet: Any = subprocess.DEVNULL
        engine = str(Path(__file__).parents[2] / "engine")
        paths = os.pathsep.join(filter(None, (engine, os.environ.get("PYTHONPATH"))))
        started.append(
            subprocess.Popen(
                command(file, port),
                stdout=quiet,
                stderr=quiet,
                env={
                    **os.environ,
                    "PYTHONPATH": paths,
                    "GANEUM_STATE": str(tmp_path_factory.getbasetemp() / "state"),
                },
            )
        )
        address = f"http://127.0.0.1:{port}"
        end = time.monotonic() + PATIENCE
        while True:
            try:
                urllib.request.urlopen(f"{address}/_stcore/health")  # noqa: S310
            except urllib.error.URLError:
                assert time.monotonic() < end, "the app does not answer"
                time.sleep(0.1)
            else:
                return address

    yield serving
    for each in started:
        each.terminate()
        each.wait()


@pytest.fixture(scope="session")
def browser() -> Iterator["Browser"]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        found = driver.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield found
        found.close()


@pytest.fixture
def visit(browser: "Browser") -> Iterator[Open]:
    """Open a page; at the end nothing may have gone wrong or left the machine."""
    wrong: list[str] = []
    hosts: set[str] = set()

    def opened(address: str, locale: str = "ko-KR") -> "Page":
        page = browser.new_context(
            locale=locale, viewport={"width": 1280, "height": 800}
        ).new_page()
        page.set_default_timeout(1000 * PATIENCE)
        page.on(
            "console",
            lambda said: (
                wrong.append(f"{said.text} {said.location}") if said.type == "error" else None
            ),
        )
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("request", lambda asked: hosts.add(asked.url.split("/")[2].partition(":")[0]))
        page.goto(address)
        return page

    yield opened
    for context in browser.contexts:
        context.close()
    assert wrong == []
    assert hosts == {"127.0.0.1"}
