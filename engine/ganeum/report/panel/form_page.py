"""The questionnaire as a page to print: one file that needs nothing else, on A4 across."""

from collections.abc import Iterator, Sequence
from html import escape

from ganeum.panel.form_layout import Box, boxes
from ganeum.panel.questionnaire import Question, Questionnaire
from ganeum.report.panel.form_words import Block, blocks, form_title, instructions, meanings, sides
from ganeum.report.panel.respondents import Addressee
from ganeum.words import Language, say

POLICY = "default-src 'none'; style-src 'unsafe-inline'"
STYLE = """
:root {
  color: #1a1a1a; background: #fff; line-height: 1.45; font-size: 11pt;
  font-family: Pretendard, "Noto Sans KR", "Malgun Gothic", "Apple SD Gothic Neo", sans-serif;
}
body { max-width: 267mm; margin: 0 auto; padding: 1rem; word-break: keep-all; }
h1 { font-size: 1.4rem; margin: 0 0 .5rem; border-bottom: 3px double #1a1a1a; }
h2 { font-size: 1.1rem; margin: 1rem 0 .3rem; }
h3 { font-size: 1rem; margin: 0; text-align: left; }
ul { margin: .3rem 0; padding-left: 1.2em; }
dl { display: flex; gap: 2rem; margin: .4rem 0; }
dl div { display: flex; gap: .6rem; align-items: baseline; }
dt { font-weight: 700; }
dd { margin: 0; min-width: 8rem; border-bottom: 1px solid #1a1a1a; }
dd.choices { border: 0; }
dd label { margin-right: 1.2em; }
table { border-collapse: collapse; width: 100%; margin: .4rem 0 1rem; table-layout: fixed; }
table.meaning { width: auto; table-layout: auto; }
caption { text-align: left; padding: .3rem 0; }
caption p { margin: .1rem 0; font-weight: 400; }
th, td { border: 1px solid #767676; padding: .15rem .2rem; font-weight: 400; text-align: center; }
thead th { background: #e6ecf1; font-weight: 700; }
col.number { width: 3em; }
col.item { width: 20%; }
th.first { text-align: right; padding-right: .6em; }
th.second { text-align: left; padding-left: .6em; }
td.middle, thead th.middle { border-left: 2px solid #1a1a1a; border-right: 2px solid #1a1a1a; }
table.meaning td, table.meaning th { text-align: left; padding: .15rem .8em; }
input { width: 1.05em; height: 1.05em; margin: 0; accent-color: #1f4e79; }
@media print {
  @page { size: A4 landscape; margin: 11mm 13mm; }
  :root { font-size: 9pt; line-height: 1.3; color: #000; }
  body { max-width: none; padding: 0 1px; }
  table { margin: .2rem 0 .6rem; }
  section { break-before: page; }
  thead th { print-color-adjust: exact; }
  tr { break-inside: avoid; }
  table.short { break-inside: avoid; }
}
"""
UNBROKEN = 15  # rows of a table that stays on one page


def form_page(
    questionnaire: Questionnaire,
    addressees: Sequence[Addressee],
    language: Language,
    *,
    made_up: bool = False,
) -> bytes:
    """Return the form as HTML: how to answer, then a part for each respondent.

    The boxes are buttons of which one a row can be chosen, so that a page may also be filled on
    screen and printed; nothing is sent anywhere.
    """
    title = escape(form_title(questionnaire, language, made_up=made_up))
    lines = [
        "<!doctype html>",
        f'<html lang="{language}">',
        "<head>",
        '<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">',
        f"<title>{title}</title>",
        f"<style>{STYLE}</style>",
        "</head>",
        "<body>",
        "<main>",
        f"<h1>{title}</h1>",
        *_instructions(questionnaire, language),
    ]
    every = list(blocks(questionnaire, language))
    for addressee in addressees:
        lines.extend(_respondent(questionnaire, every, addressee, language))
    return ("\n".join([*lines, "</main>", "</body>", "</html>"]) + "\n").encode()


def _instructions(questionnaire: Questionnaire, language: Language) -> Iterator[str]:
    yield f"<h2>{say('panel_form_instructions', language)}</h2>"
    yield "<ul>"
    for line in instructions(questionnaire, language):
        yield f"<li>{escape(line)}</li>"
    yield "</ul>"
    yield '<table class="meaning"><thead><tr>'
    yield "".join(
        f'<th scope="col">{say(key, language)}</th>'
        for key in ("panel_form_value", "panel_form_meaning")
    )
    yield "</tr></thead><tbody>"
    for value, meaning in meanings(questionnaire.scale, language):
        yield f'<tr><th scope="row">{value}</th><td>{escape(meaning)}</td></tr>'
    yield "</tbody></table>"


def _respondent(
    questionnaire: Questionnaire, every: Sequence[Block], addressee: Addressee, language: Language
) -> Iterator[str]:
    name = escape(addressee.id)
    yield f'<section aria-label="{say("panel_form_respondent", language)} {name}">'
    yield f"<dl><div><dt>{say('panel_form_respondent', language)}</dt><dd>{name}</dd></div>"
    yield f'<div><dt>{say("panel_form_group", language)}</dt><dd class="choices">'
    for group in questionnaire.groups:
        chosen = " checked" if group.id == addressee.group else ""
        button = f'<input type="radio" name="{name}-group"{chosen}>'
        yield f"<label>{button} {escape(group.name(language))}</label>"
    yield "</dd></div></dl>"
    for block in every:
        yield from _block(questionnaire, block, name, language)
    yield "</section>"


def _block(
    questionnaire: Questionnaire, block: Block, respondent: str, language: Language
) -> Iterator[str]:
    row_boxes = boxes(questionnaire.scale)
    half = len(row_boxes) // 2
    short = ' class="short"' if len(block.rows) <= UNBROKEN else ""
    yield f"<table{short}>"
    yield f"<caption><h3>{escape(block.heading)}</h3><p>{escape(block.question)}</p></caption>"
    yield f'<colgroup><col class="number"><col class="item"><col span="{len(row_boxes)}">'
    yield '<col class="item"></colgroup>'
    yield "<thead><tr>"
    yield f'<th rowspan="2" scope="col">{say("panel_form_number", language)}</th>'
    yield f'<th rowspan="2" scope="col">{say("panel_form_left", language)}</th>'
    towards = sides(questionnaire, language)
    yield f'<th colspan="{half}" scope="colgroup">{escape(towards[0])}</th>'
    yield f'<th class="middle" scope="col">{say("panel_form_same", language)}</th>'
    yield f'<th colspan="{half}" scope="colgroup">{escape(towards[1])}</th>'
    yield f'<th rowspan="2" scope="col">{say("panel_form_right", language)}</th>'
    yield "</tr><tr>"
    for box in row_boxes:
        yield f'<th{_middle(box)} scope="col">{box.value}</th>'
    yield "</tr></thead><tbody>"
    for question in block.rows:
        yield _row(question, row_boxes, respondent, language)
    yield "</tbody></table>"


def _row(question: Question, row_boxes: Sequence[Box], respondent: str, language: Language) -> str:
    first, second = question.first.name(language), question.second.name(language)
    cells = "".join(
        f'<td{_middle(box)}><input type="radio" name="{respondent}-{question.number}"'
        f' aria-label="{escape(_label(question, box, language))}"></td>'
        for box in row_boxes
    )
    return (
        f"<tr><td>{question.number}</td>"
        f'<th class="first" scope="row">{escape(first)}</th>{cells}'
        f'<th class="second">{escape(second)}</th></tr>'
    )


def _label(question: Question, box: Box, language: Language) -> str:
    if box.favours == "neither":
        return say("panel_form_label_same", language, number=question.number)
    item = question.first if box.favours == "first" else question.second
    values = {"number": question.number, "item": item.name(language), "value": box.value}
    return say("panel_form_label", language, **values)


def _middle(box: Box) -> str:
    return ' class="middle"' if box.favours == "neither" else ""
