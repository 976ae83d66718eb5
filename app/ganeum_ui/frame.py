"""What stands round every page: the look, the sector and the language, and what is wrong."""

from base64 import b64encode
from pathlib import Path

import streamlit as st

from ganeum import ScenarioError
from ganeum.words import LANGUAGES, Language, say
from ganeum_ui import autosave, files, state
from ganeum_ui.tables import lines, unmarked

# each a module of app_pages with a function `page`, in order
PAGES = ("ranking", "sensitivity", "evidence", "sectors", "panel", "scenarios", "memo")
_ICON = (Path(__file__).parents[1] / "static" / "icon.png").read_bytes()
ICON = f"data:image/png;base64,{b64encode(_ICON).decode()}"
STYLE = """<style>
.block-container { padding: 4rem 2rem 3rem; max-width: 1360px; }
div[data-testid="stElementContainer"]:has(> .stHtml > script:only-child) { display: none; }
div[data-testid="stCheckbox"] p { white-space: normal; overflow: visible; }
table.ganeum { border-collapse: collapse; width: 100%; font-size: 0.9rem; }
table.ganeum caption { text-align: left; font-weight: 700; padding: 0.2rem 0; }
table.ganeum th { text-align: left; font-weight: 700; border-bottom: 2px solid #595959; }
table.ganeum th, table.ganeum td { padding: 0.28rem 1rem 0.28rem 0; vertical-align: top; }
table.ganeum th, table.ganeum td { word-break: keep-all; overflow-wrap: break-word; }
table.ganeum th, table.ganeum td { max-width: 28em; }
table.ganeum td { border-bottom: 1px solid #d8d8d8; font-variant-numeric: tabular-nums; }
table.ganeum .right { text-align: right; }
table.ganeum td.right { white-space: nowrap; }
.ganeum-scroll { overflow-x: auto; }
p.ganeum { margin: 0 0 0.3rem 0; word-break: keep-all; overflow-wrap: break-word; }
p.ganeum.right { text-align: right; }
.ganeum-scroll + p.ganeum { margin-top: 0.8rem; }
p.ganeum + .ganeum-scroll, .ganeum-scroll + .ganeum-scroll { margin-top: 1.4rem; }
p.ganeum.quiet { color: #595959; font-size: 0.85rem; }
p.ganeum.answer { font-size: 1.25rem; font-weight: 700; }
.st-key-unseen { display: none; }
div[data-testid="stSlider"] { margin-bottom: -1.1rem; }
.st-key-pairs div[data-testid="stSlider"] [role="group"] > div > div:first-child {
  background: #b8b8b8 !important;
}
div[data-testid="stVegaLiteChart"] { overflow-x: auto; }
div[data-testid="stVegaLiteChart"] svg { max-width: 100%; min-width: 640px; height: auto; }
@media (min-width: 700px) {
  div[data-testid="stColumn"]:has(.st-key-weights) {
    position: sticky; top: 4rem; height: max-content;
  }
}
</style>"""


def look() -> None:
    """Set title and style; the first call of a script."""
    # an icon of our own: Streamlit fetches its named ones from another machine; and within the
    # page: a file that Streamlit serves is gone while the page is loaded again
    st.set_page_config(page_title="가늠 Ganeum", layout="wide", page_icon=ICON)
    st.html(STYLE)


def mark(language: Language) -> None:
    """Mark the page as of a language, for whoever has it read aloud."""
    script = f"<script>document.documentElement.lang = '{language}'</script>"
    st.html(script, unsafe_allow_javascript=True)


def head() -> bool:
    """Show sector and language, and tell whether there is a scenario to show.

    A file that cannot be read shows everything that is wrong with it instead.
    """
    left, right = st.columns([5, 1], vertical_alignment="bottom")
    language = state.language()
    mark(language)
    with right:
        names = {each: say(f"language_{each}", each) for each in LANGUAGES}
        label = say("switch_language", language)
        state.switch(state.LANGUAGE, label, LANGUAGES, language, names)
    try:
        desk = state.desk()
    except ScenarioError as error:
        with left:
            st.subheader(say("app_cannot_open", language))
        lines([problem.describe(language) for problem in error.problems])
        lines([say("problems_count", language, count=len(error.problems))], "quiet")
        return False
    names = {name: unmarked(each.name(language)) for name, each in desk.analysis.items()}
    with left:
        label = say("switch_sector", language)
        state.switch(state.SECTOR, label, list(names), state.sector(), names)
    panel = desk.scenario.model.panel
    if panel is not None and panel.made_up:
        st.warning(say("desk_made_up", language), icon=":material/science:")
    autosave.plant()
    if missed := state.link():
        lines([say("link_missed", language, name=missed[:80])], "answer")
    if state.recalled():
        title = desk.draft.title(language)
        lines([say("recalled", language, title=title)], "quiet")
        st.button(say("start_afresh", language), key="start_afresh", on_click=files.put_first)
    return True
