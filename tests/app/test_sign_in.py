"""Where the server asks people to sign in, who has not sees nothing and nothing is kept there."""

from pathlib import Path

import pytest

pytest.importorskip("streamlit", reason="THE SCREEN IS NOT TESTED: the extra `app` is missing")

FRAME = Path(__file__).parents[2] / "app" / "streamlit_app.py"
STANDING_IN = {"mark": "point", "params": [{"name": "pick", "select": "point"}]}  # for a chart
AUTH = {"redirect_uri": "https://ganeum.example/oauth2callback", "cookie_secret": "kept"}


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch):
    """Return a function that opens the whole screen with some secrets of the server."""
    from streamlit.testing.v1 import AppTest

    def run(secrets: dict[str, object]) -> AppTest:
        monkeypatch.setattr("sys.argv", ["app"])
        monkeypatch.setattr("ganeum_ui.charts._spec", lambda _shows, _draw: STANDING_IN)
        test = AppTest.from_file(FRAME, default_timeout=60)
        test.secrets.update(secrets)
        test.session_state["lang"] = "ko"
        return test.run()

    return run


def test_a_stranger_is_offered_the_sign_in_and_nothing_else(opened) -> None:
    screen = opened({"auth": AUTH})
    assert not screen.exception
    assert [each.label for each in screen.button] == ["기관 계정으로 들어가기"]
    assert not screen.slider
    assert "desk" not in screen.session_state


def test_without_a_sign_in_the_screen_is_there(opened) -> None:
    for secrets in ({}, {"other": {"key": "kept"}}):
        screen = opened(secrets)
        assert not screen.exception
        assert screen.slider
        assert "기관 계정으로 들어가기" not in [each.label for each in screen.button]


def test_secrets_that_cannot_be_read_open_nothing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    import streamlit as st

    from ganeum_ui import sign_in

    secrets = tmp_path / "secrets.toml"
    monkeypatch.setattr(st.secrets, "load_if_toml_exists", lambda: False)
    monkeypatch.setattr(st, "get_option", {"secrets.files": [str(secrets)]}.get)
    assert not sign_in.asked()
    secrets.write_text("[auth", encoding="utf-8")
    assert sign_in.asked()


def test_who_signs_in_keeps_nothing_on_the_server(monkeypatch: pytest.MonkeyPatch) -> None:
    import streamlit as st

    from ganeum_ui import shelf

    monkeypatch.setattr(st, "get_option", {"server.address": "127.0.0.1"}.get)
    for asked in (True, False):
        monkeypatch.setattr("ganeum_ui.sign_in.asked", lambda asked=asked: asked)
        assert shelf.local() is not asked
