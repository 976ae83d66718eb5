"""The ranking of an analysis as files to take along."""

from collections.abc import Callable, Mapping

from ganeum.analysis import Analysis
from ganeum.report.formats import csv_text, json_text, markdown
from ganeum.report.ranking_report import ranking_frame, ranking_payload, ranking_sections
from ganeum.words import Language

BOM = "\ufeff"  # without it Excel shows no Korean


def formats() -> tuple[str, ...]:
    """Return the formats in which a ranking can be had: the ends of the files' names."""
    return tuple(_FORMATS)


def render(analysis: Analysis, form: str, language: Language) -> bytes:
    """Return a ranking as a file.

    Raises
    ------
    KeyError
        If `form` is none of `formats`.
    """
    return _FORMATS[form](analysis, language).encode()


def _csv(analysis: Analysis, language: Language) -> str:
    return BOM + csv_text(ranking_frame(analysis, language))


def _json(analysis: Analysis, _: Language) -> str:
    return json_text(ranking_payload(analysis))


def _markdown(analysis: Analysis, language: Language) -> str:
    return markdown(ranking_sections(analysis, language))


_FORMATS: Mapping[str, Callable[[Analysis, Language], str]] = {
    "md": _markdown,
    "csv": _csv,
    "json": _json,
}
