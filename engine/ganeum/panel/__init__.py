"""A panel: what is asked, what was answered."""

from ganeum.panel.answers import Answers, read_answers
from ganeum.panel.questionnaire import Questionnaire, questionnaire_of, questionnaire_with

__all__ = [
    "Answers",
    "Questionnaire",
    "questionnaire_of",
    "questionnaire_with",
    "read_answers",
]
