"""What a form says around its rows, the same on paper and in a workbook."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from ganeum.panel.questionnaire import Node, Question, Questionnaire, Scale
from ganeum.panel_file import SCALES
from ganeum.scenario_file import ALL
from ganeum.words import Language, say


@dataclass(frozen=True, slots=True)
class Block:
    """The rows of one node under their heading and the question that they answer."""

    heading: str
    question: str
    rows: tuple[Question, ...]


def blocks(questionnaire: Questionnaire, language: Language) -> Iterator[Block]:
    """Yield the blocks of a form in order."""
    by_node = groupby(questionnaire.questions, lambda question: (question.sector, question.node))
    pairs = zip(questionnaire.nodes, by_node, strict=True)
    for number, (node, (_, rows)) in enumerate(pairs, start=1):
        heading = f"{number}. {_subject(questionnaire, node, language)}"
        yield Block(heading, _question(node, language), tuple(rows))


def form_title(questionnaire: Questionnaire, language: Language, *, made_up: bool) -> str:
    """Return the title of a form; one that is made up says so."""
    title = say("panel_form_title", language, title=questionnaire.title(language))
    return f"{say('panel_form_made_up', language)} {title}" if made_up else title


def _subject(questionnaire: Questionnaire, node: Node, language: Language) -> str:
    criterion = node.criterion(language) if node.criterion else ""
    if node.alternatives:
        what = say("panel_form_alternatives", language, criterion=criterion)
    elif node.criterion:
        what = say("panel_form_subcriteria", language, criterion=criterion)
    else:
        what = say("panel_form_criteria", language)
    if node.sector == ALL:
        return what
    return f"{questionnaire.sectors[node.sector](language)}: {what}"


def _question(node: Node, language: Language) -> str:
    if node.alternatives and node.criterion:
        criterion = node.criterion(language)
        return say("panel_form_ask_alternatives", language, criterion=criterion)
    return say("panel_form_ask_criteria", language)


def sides(questionnaire: Questionnaire, language: Language) -> tuple[str, str]:
    """Return what stands over the boxes of the left and of the right."""
    if any(node.alternatives for node in questionnaire.nodes):
        keys = ("panel_form_better_left", "panel_form_better_right")
    else:
        keys = ("panel_form_towards_left", "panel_form_towards_right")
    return say(keys[0], language), say(keys[1], language)


def meanings(scale: Scale, language: Language) -> list[tuple[str, str]]:
    """Return what the values of a scale mean, and for nine steps the values between."""
    named = [(str(value), say(f"panel_form_value_{value}", language)) for value in SCALES["five"]]
    if scale == "nine":
        between = ", ".join(str(value) for value in SCALES["nine"] if value % 2 == 0)
        named.append((between, say("panel_form_value_between", language)))
    return named


def instructions(questionnaire: Questionnaire, language: Language) -> list[str]:
    """Return how to fill in a form, a sentence or two each."""
    count = sum(1 for _ in questionnaire.questions)
    keys = ("panel_form_how_tick", "panel_form_how_equal", "panel_form_how_consistent")
    first = say("panel_form_how_many", language, count=count)
    lines = [first, *(say(key, language) for key in keys)]
    return [*lines, say("panel_form_how_skip", language), say("panel_form_how_private", language)]
