"""The formats of memos by suffix; each is imported only when it is asked for."""

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any

from ganeum.report.memo.content import Memo
from ganeum.report.memo.shown import Shown

Render = Callable[[Memo], bytes]
Fill = Callable[[Memo, bytes], bytes]  # with an office's own template
Read = Callable[[bytes], Shown]


def _late(module: str, name: str) -> Callable[..., Any]:
    """Return a function of a module that is imported when it is called."""

    def call(*arguments: Any) -> Any:
        return getattr(import_module(f"ganeum.report.memo.{module}"), name)(*arguments)

    return call


FORMATS: Mapping[str, Render] = {
    ".md": _late("markdown", "render"),
    ".html": _late("html", "render"),
    ".csv": _late("comma", "render"),
    ".tex": _late("latex", "render"),
    ".json": _late("jsonic", "render"),
    ".docx": _late("word", "render"),
    ".hwpx": _late("hangul", "render"),
    ".xlsx": _late("workbook", "render"),
    ".pdf": _late("pdf", "render"),
    ".zip": _late("pictures", "render_zip"),
    ".png": _late("pictures", "render_png"),
    ".svg": _late("pictures", "render_svg"),
}
TEMPLATED: Mapping[str, Fill] = {
    ".docx": _late("word", "render"),
    ".hwpx": _late("hangul", "render"),
}
READERS: Mapping[str, Read] = {
    ".md": _late("markdown", "read"),
    ".html": _late("html", "read"),
    ".csv": _late("comma", "read"),
    ".tex": _late("latex", "read"),
    ".json": _late("jsonic", "read"),
    ".docx": _late("word", "read"),
    ".hwpx": _late("hangul", "read"),
    ".xlsx": _late("workbook", "read"),
    ".pdf": _late("pdf", "read"),
    ".zip": _late("pictures", "read_zip"),
    ".png": _late("pictures", "read_png"),
    ".svg": _late("pictures", "read_svg"),
}
