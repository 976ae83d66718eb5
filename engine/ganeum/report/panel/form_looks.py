"""How the cells of a form look, and which of them are open."""

from collections.abc import Mapping

from ganeum.report.memo.sheet_writing import HEADING, OPEN, QUIET, RULE

TWICE, TICKED = "#F4C7C3", "#CFE0EE"

_BOXED = {"border": 1, "border_color": RULE}
_CENTRED = {"align": "center"}
_HEAD = {**_BOXED, **_CENTRED, "bold": True, "bg_color": HEADING, "text_wrap": True}
LOOKS: Mapping[str, Mapping[str, object]] = {
    "title": {"bold": True, "font_size": 15},
    "note": {"font_color": QUIET, "text_wrap": True},
    "line": {"text_wrap": True},
    "part": {"bold": True, "font_size": 12, "valign": "bottom"},
    "ask": {"text_wrap": True},
    "label": {**_BOXED, **_CENTRED, "bold": True, "bg_color": HEADING},
    "given": {**_BOXED, **_CENTRED, "bold": True},
    "chosen": {**_BOXED, **_CENTRED, "bg_color": OPEN, "locked": False},
    "head": _HEAD,
    "number": {**_BOXED, **_CENTRED, "font_color": QUIET},
    "first": {**_BOXED, "align": "right", "text_wrap": True, "indent": 1},
    "second": {**_BOXED, "align": "left", "text_wrap": True, "indent": 1},
    "box": {**_BOXED, **_CENTRED, "bold": True, "locked": False, "num_format": "@"},
    "middle": {**_BOXED, **_CENTRED, "bold": True, "locked": False, "num_format": "@",
               "left": 2, "right": 2},
    "value": {**_BOXED, **_CENTRED},
    "meaning": {**_BOXED, "indent": 1},
}  # fmt: skip
