"""A panel: what is asked, what was answered."""

from ganeum.panel.questionnaire import Group, Item, Node, Question, Questionnaire, questionnaire_of

__all__ = ["Group", "Item", "Node", "Question", "Questionnaire", "questionnaire_of"]
