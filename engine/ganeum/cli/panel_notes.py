"""`ganeum panel notes`: ready-to-send notes to respondents whose answers clash."""

from pathlib import Path

import click

from ganeum.analysis import analyse
from ganeum.cli.options import answer, format_option, language_option
from ganeum.cli.panel import PanelCommand
from ganeum.cli.panel_asked import Asked, asks_panel
from ganeum.cli.panel_output import write_new
from ganeum.panel.review import review
from ganeum.report.panel.re_ask import notes_frame, re_ask_notes
from ganeum.report.provenance import head
from ganeum.words import Language, say


@click.command("notes", cls=PanelCommand)
@asks_panel
@click.option("-o", "--output", type=click.Path(), help="help_panel_notes_output")
@format_option
@language_option
def panel_notes(asked: Asked, output: str | None, form: str, language: Language) -> None:
    """Write a polite note to each respondent over the limit, naming the answers that clash."""
    analysis = analyse(asked.scenario(language))
    notes = re_ask_notes(analysis, review(analysis), language)
    if output is not None:
        folder = Path(output)
        files = {folder / f"{name}.txt": note.encode() for name, note in notes.items()}
        write_new(files, language)
        click.echo(say("panel_notes_written", language, file=output, count=len(notes)))
    elif form in ("csv", "json"):
        answer(form, list, lambda: notes_frame(notes), lambda: {**head(analysis), "notes": notes})
    else:
        click.echo(f"\n{'-' * 40}\n\n".join(notes.values()) or say("panel_notes_none", language))
