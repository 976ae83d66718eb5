"""`ganeum app` starts the screen on this machine only, or says in a sentence why it cannot."""

from typing import TYPE_CHECKING

import pytest

import ganeum.cli.app as app_module

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Desk, Run  # pyright: ignore[reportMissingImports]


class Streamlit:
    """What would be started."""

    arguments: list[str]

    def main(self, arguments: list[str], **options: object) -> None:
        self.arguments = arguments


@pytest.fixture
def screen(monkeypatch: pytest.MonkeyPatch) -> Streamlit:
    streamlit = Streamlit()
    monkeypatch.setattr(app_module, "import_module", lambda name: streamlit)
    monkeypatch.setattr(app_module, "find_spec", lambda name: name)
    return streamlit


def test_it_starts_on_the_loopback_address_and_tells_nobody(
    run: "Run", screen: Streamlit, scenarios: "Path"
) -> None:
    done = run("app")
    assert done.code == 0
    assert "http://127.0.0.1:8501" in done.out
    assert "--server.address=127.0.0.1" in screen.arguments
    assert "--browser.gatherUsageStats=false" in screen.arguments
    assert screen.arguments[-2:] == ["--", str(scenarios / "seoul-2022.yaml")]


def test_it_opens_the_file_named_on_the_port_named(
    run: "Run", screen: Streamlit, desk: "Desk", plain: str
) -> None:
    file = desk.write(plain)
    assert run("app", file, "--port", "8600").code == 0
    assert screen.arguments[-1] == str(file)
    assert "--server.port=8600" in screen.arguments


def test_a_wrong_file_is_refused_before_anything_starts(
    run: "Run", screen: Streamlit, desk: "Desk"
) -> None:
    screen.arguments = []
    done = run("app", desk.write("ganeum: 2\n"))
    assert done.code == 2
    assert "problem(s)" in done.err
    assert screen.arguments == []


def test_a_missing_extra_is_a_sentence(
    run: "Run", screen: Streamlit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app_module, "find_spec", lambda name: None)
    done = run("app")
    assert done.code == 2
    assert "streamlit" in done.err
    assert "[app]" in done.err


def test_missing_files_are_a_sentence(
    run: "Run", screen: Streamlit, monkeypatch: pytest.MonkeyPatch, tmp_path: "Path"
) -> None:
    monkeypatch.setattr(app_module, "SCREEN", tmp_path / "none.py")
    done = run("app")
    assert done.code == 2
    assert "checkout" in done.err
