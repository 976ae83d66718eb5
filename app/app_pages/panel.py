"""The expert panel: ask it, read its answers, review them with it, and use what it says."""

import streamlit as st

from ganeum.panel_file import GOAL, Panel
from ganeum.scenario_reading import answered
from ganeum.words import say
from ganeum_ui import state, tables
from ganeum_ui.panel import entry, form, group, review, upload, use
from ganeum_ui.undoing import undo_buttons

STEP = "step"
STEPS = {
    "form": form.step,
    "answers": upload.step,
    "entry": entry.step,
    "review": review.step,
    "group": group.step,
    "use": use.step,
}


def page() -> None:
    """Show the page."""
    language, model = state.language(), state.desk().scenario.model
    left, right = st.columns([3, 1], vertical_alignment="center")
    with left:
        _now(model.panel)
    with right, st.container(horizontal=True, horizontal_alignment="right"):
        undo_buttons("panel")
    names = {step: say(f"desk_step_{step}", language) for step in STEPS}
    steps = list(STEPS)
    begun = steps if model.panel is None else [*steps[3:], *steps]
    shown = state.chosen(STEP, begun)
    state.switch(STEP, say("desk_step", language), steps, shown, names)
    STEPS[shown]()


def _now(panel: Panel | None) -> None:
    """Say who answered, and whether the weights come from them."""
    language, scenario = state.language(), state.desk().scenario
    if panel is None:
        tables.lines([say("desk_none", language)])
        return
    counts = [
        (group, sum(each.group == group.id for each in panel.respondents)) for group in panel.groups
    ]
    groups = ", ".join(
        say("desk_group_count", language, group=group.name(language), count=count)
        for group, count in counts
    )
    used = scenario.model.weights.origin == "panel"
    who = say("desk_now", language, count=len(panel.respondents), groups=groups)
    tables.lines([f"{who} · {say('desk_used' if used else 'desk_unused', language)}"])
    sectors = state.desk().analysis
    if any(answered(scenario.model, each) - {GOAL} for each in sectors):
        tables.lines([say("desk_judged", language)], "quiet")
