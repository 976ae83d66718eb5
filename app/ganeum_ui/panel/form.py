"""The first step: what a panel is asked, as a workbook and as a page to print."""

from collections.abc import Callable, Sequence

import streamlit as st

from ganeum.archive import archive
from ganeum.panel.questionnaire import (
    Node,
    Questionnaire,
    Scale,
    own_sectors,
    possible_nodes,
    possible_sectors,
    questionnaire_of,
)
from ganeum.panel_file import SCALES
from ganeum.report.panel.form_page import form_page
from ganeum.report.panel.form_workbook import form_workbook
from ganeum.report.panel.respondents import Addressee, of_groups
from ganeum.words import Language, say
from ganeum_ui import state, tables
from ganeum_ui.panel.asked import asked_about

MOST_RESPONDENTS = 500
LONG = 60  # questions, beyond which people give up
EACH = 8  # respondents of a group, as first offered


def step() -> None:
    """Show the step."""
    language, scenario = state.language(), asked_about()
    asked, who = st.columns([3, 2], gap="large")
    sectors, nodes = possible_sectors(scenario), possible_nodes(scenario)
    with asked:
        chosen = st.multiselect(
            say("desk_ask_sectors", language),
            list(sectors),
            default=list(own_sectors(scenario)),
            format_func=lambda each: sectors[each](language),
            key="panel_form_sectors",
        )
        compared = st.multiselect(
            say("desk_ask_nodes", language),
            list(nodes),
            default=[name for name, node in nodes.items() if not node.alternatives],
            format_func=lambda each: node_words(nodes[each], language),
            key="panel_form_nodes",
        )
        scale = scale_choice("panel_form_scale")
    questionnaire = None
    if chosen and compared:
        questionnaire = questionnaire_of(scenario, scale=scale, sectors=chosen, nodes=compared)
    with who:
        addressees = _addressees(questionnaire)
        practice = st.checkbox(say("desk_form_practice", language), key="panel_form_practice")
    if questionnaire is None or not 0 < len(addressees) <= MOST_RESPONDENTS:
        st.info(say("desk_form_empty", language, limit=MOST_RESPONDENTS))
        return
    questions = sum(1 for _ in questionnaire.questions)
    size = {"questions": questions, "respondents": len(addressees)}
    tables.lines([say("desk_form_size", language, **size)], "answer")
    if questions > LONG:
        tables.lines([say("desk_form_long", language, limit=LONG)])
    _downloads(questionnaire, addressees, language, practice=practice)
    tables.lines([say("desk_form_next", language)], "quiet")


def scale_choice(key: str, label: str = "desk_scale") -> Scale:
    """Show the choice of a scale, and return it."""
    language, scales = state.language(), ("nine", "five")
    names = {each: say(f"desk_scale_{each}", language) for each in SCALES}
    chosen = st.segmented_control(
        say(label, language),
        scales,
        default="nine",
        required=True,
        format_func=names.__getitem__,
        key=key,
    )
    return "five" if chosen == "five" else "nine"


def node_words(node: Node, language: Language) -> str:
    """Return what is compared under a node, in words."""
    if node.criterion is None:
        return say("desk_compares_goal", language)
    key = "desk_compares_alternatives" if node.alternatives else "desk_compares_criteria"
    return say(key, language, criterion=node.criterion(language))


def _addressees(questionnaire: Questionnaire | None) -> tuple[Addressee, ...]:
    """Show how many of each group are asked, and return them."""
    language = state.language()
    st.markdown(say("desk_form_for", language))
    groups = questionnaire.groups if questionnaire else ()
    counts: list[tuple[str, int]] = []
    for group in groups:
        count = st.number_input(
            tables.unmarked(group.name(language)),
            0,
            MOST_RESPONDENTS,
            EACH,
            key=f"panel_form_count_{group.id}",
        )
        counts.append((group.id, int(count)))
    return of_groups(counts)


def _downloads(
    questionnaire: Questionnaire,
    addressees: Sequence[Addressee],
    language: Language,
    *,
    practice: bool,
) -> None:
    def workbook(some: Sequence[Addressee]) -> bytes:
        return form_workbook(questionnaire, some, language, made_up=practice)

    def separate() -> bytes:
        name = questionnaire.scenario
        return archive({f"{name}-{each.id}.xlsx": workbook([each]) for each in addressees})

    def printed() -> bytes:
        return form_page(questionnaire, addressees, language, made_up=practice)

    files: tuple[tuple[str, str, Callable[[], bytes]], ...] = (
        ("workbook", ".xlsx", lambda: workbook(addressees)),
        ("separate", ".zip", separate),
        ("page_file", ".html", printed),
    )
    with st.container(horizontal=True):
        for key, suffix, make in files:
            st.download_button(
                say(f"desk_form_{key}", language),
                make,
                f"{questionnaire.scenario}-panel{suffix}",
                icon=":material/download:",
                key=f"panel_form_get_{key}",
                on_click="ignore",
            )
