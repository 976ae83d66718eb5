"""The values of a two-sided scale, in words and back."""

from ganeum.panel.form_layout import boxes
from ganeum.panel.questionnaire import Scale
from ganeum.panel_file import spelled
from ganeum.words import say
from ganeum_ui import state


def values_of(scale: Scale) -> dict[str, float]:
    """Return the judgements of a scale from left to right, by how files spell them."""
    return {spelled(box.judgement): box.judgement for box in boxes(scale)}


def side_words(first: str, second: str, judgement: float) -> str:
    """Return a judgement of two things as the one that outweighs and by how much."""
    if spelled(judgement) == spelled(1.0):
        return say("desk_entry_same", state.language())
    if judgement > 1:
        return f"{first} {spelled(judgement)}"
    return f"{second} {spelled(1 / judgement)}"


def arrow(judgement: float) -> str:
    """Return a judgement as a slider shows it: the number, and to which side it leans."""
    if spelled(judgement) == spelled(1.0):
        return spelled(judgement)
    return f"◀ {spelled(judgement)}" if judgement > 1 else f"{spelled(1 / judgement)} ▶"
