"""The screen's server: Streamlit's own, whose pages each know where the rest of it lies.

Left to itself, a browser that opens a page's address asks beside that page first, in vain, and logs
errors for it.
"""

from pathlib import Path

import streamlit as st
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse
from starlette.routing import Route
from streamlit.starlette import App

from ganeum_ui.frame import PAGES

HERE = Path(__file__).parent
INDEX = Path(st.__file__).parent / "static" / "index.html"
BESIDE = (
    '<script>window.__streamlit = {BACKEND_BASE_URL: new URL("./", location.href).href}</script>'
)


def index(_: Request) -> HTMLResponse:
    """Return Streamlit's page with the place of its server beside the page's address."""
    text = INDEX.read_text(encoding="utf-8").replace("<head>", f"<head>{BESIDE}", 1)
    return HTMLResponse(text, headers={"Cache-Control": "no-cache"})


def home(request: Request) -> RedirectResponse:
    """Turn to the first page, which Streamlit has at no address of its own, with what was asked."""
    return RedirectResponse("./" + (f"?{request.url.query}" if request.url.query else ""))


FIRST, *OTHERS = PAGES
routes = [Route(f"/{FIRST}", home), *(Route(f"/{name}", index) for name in OTHERS)]
app = App(HERE / "streamlit_app.py", routes=routes)
