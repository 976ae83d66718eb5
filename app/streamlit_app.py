"""The planner's screen: a frame round its pages. Run by `ganeum app`."""

from importlib import import_module

import streamlit as st

from ganeum.words import say
from ganeum_ui import frame, sign_in
from ganeum_ui.state import language

frame.look()
said = language()
pages = [
    st.Page(
        import_module(f"app_pages.{name}").page,
        title=say(f"page_{name}", said),
        url_path=name,
        default=name == frame.PAGES[0],
    )
    for name in frame.PAGES
]
chosen = st.navigation(pages, position="top")
if sign_in.let_in(said) and frame.head():
    chosen.run()
