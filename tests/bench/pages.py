"""Servers of the screen for benchmarks, and what a page itself sees of how quick they are."""

import os
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ganeum.cli.app import command
from ganeum.loading import shipped_scenarios

FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)
NUMBER = "input[type=number] >> nth=-1"
TABLE, CHART = "table.ganeum", "[data-testid=stVegaLiteChart] svg"

# after `WATCH`, `MOVED` gives the milliseconds from the key press to another text in a place
WATCH = """place => { window.moved = new Promise(done => {
    const text = () => document.querySelector(place)?.textContent
    const before = text()
    let pressed = 0
    document.addEventListener("keydown", () => { pressed = performance.now() }, {once: true})
    const watch = new MutationObserver(() => {
        if (!pressed || !text() || text() === before) return
        watch.disconnect()
        done(performance.now() - pressed)
    })
    watch.observe(document.body, {subtree: true, childList: true, characterData: true})
}) }"""
MOVED = "window.moved"


@contextmanager
def served(port: int, script: Path | None = None) -> Iterator[str]:
    """Serve the screen, or another script in its place, and give its address."""
    arguments = command(shipped_scenarios() / "seoul-2022.yaml", port)
    if script is not None:
        arguments = [str(script) if part.endswith(".py") else part for part in arguments]
    address, quiet = f"http://127.0.0.1:{port}", subprocess.DEVNULL
    with tempfile.TemporaryDirectory() as state:
        env = {**os.environ, "GANEUM_STATE": state}
        server = subprocess.Popen(arguments, stdout=quiet, stderr=quiet, env=env)
        try:
            while not _answers(address):
                time.sleep(0.1)
            yield address
        finally:
            server.terminate()
            server.wait()


def _answers(address: str) -> bool:
    try:
        urllib.request.urlopen(f"{address}/_stcore/health")  # noqa: S310
    except urllib.error.URLError:
        return False
    return True
