"""The printable page: the same rows as the workbook, whole in one file, for every reader."""

from html.parser import HTMLParser

import pytest

import ganeum
from ganeum.panel import questionnaire_of
from ganeum.panel.form_layout import boxes
from ganeum.report.panel.form_page import form_page
from ganeum.report.panel.respondents import of_groups
from ganeum.words import LANGUAGES, Language

TWO = of_groups([("association", 1), ("expert", 1)])


class Page(HTMLParser):
    """Gather the elements of a page, and check that they close."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.texts: list[str] = []
        self.feed(text)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in ("meta", "input", "col"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_box_has_a_name_and_one_a_row_can_be_chosen(
    nested: ganeum.Scenario, language: Language
) -> None:
    asked = questionnaire_of(nested, scale="five", nodes=["goal", "use", "price"])
    questions = list(asked.questions)
    page = Page(form_page(asked, TWO, language).decode())
    assert ("html", {"lang": language}) in page.elements
    buttons = [attributes for tag, attributes in page.elements if tag == "input"]
    ticks = [button for button in buttons if not str(button["name"]).endswith("group")]
    assert len(ticks) == 2 * len(questions) * len(boxes("five"))
    assert all(button["type"] == "radio" and button["aria-label"] for button in ticks)
    names = {button["name"] for button in ticks}
    assert names == {f"{each.id}-{q.number}" for each in TWO for q in questions}
    labels = [button["aria-label"] for button in ticks]
    assert len(set(labels)) == len(ticks) // len(TWO)
    chosen = [button["name"] for button in buttons if "checked" in button]
    assert chosen == ["r01-group", "r02-group"]


def test_a_page_needs_nothing_else_and_names_stay_text(nested: ganeum.Scenario) -> None:
    text = nested.file.read_text(encoding="utf-8").replace("헌것", "<script>&")
    nested.file.write_text(text, encoding="utf-8")
    page = form_page(
        questionnaire_of(ganeum.load(nested.file), nodes=["price"]), TWO, "ko"
    ).decode()
    assert "<script" not in page
    assert "&lt;script&gt;&amp;" in page
    assert "http://" not in page
    assert "https://" not in page
    assert "default-src 'none'" in page
    assert "size: A4 landscape" in page


def test_a_made_up_page_says_so(nested: ganeum.Scenario) -> None:
    asked = questionnaire_of(nested)
    assert "[지어낸 자료]" in form_page(asked, TWO, "ko", made_up=True).decode()
    assert "[made up]" not in form_page(asked, TWO, "en").decode()
